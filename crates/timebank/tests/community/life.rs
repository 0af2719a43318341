//! The whole life of an exchange: arranging, the bank's policy, the clock, holds, putting right.

use chrono::{Days, TimeDelta};
use ledger::Minutes;
use timebank::exchange::{
    self, Correction, Exchange, ExchangeState, NewExchange, Stage, StepKind, Swept, Wait,
};
use timebank::ids::ExchangeId;
use timebank::policy::{self, Policy, RoundingStep, RoundingWay, Rule, Topic};
use timebank::{Kind, System, outbox};

use crate::support::TestBank;

impl TestBank {
    fn minutes(minutes: i64) -> Minutes {
        Minutes::new(minutes).unwrap()
    }

    fn held_of_bob(&self) -> i64 {
        let account = self.person(self.bob).account();
        ledger::held(&self.conn, account).unwrap().get()
    }

    fn set(&self, topic: Topic, change: impl FnOnce(&mut Policy)) {
        let (number, mut policy) = policy::numbered(&self.conn).unwrap();
        change(&mut policy);
        let (by, at) = (
            self.person(self.nia).administrator().unwrap(),
            self.moment(),
        );
        self.write(|tx| policy::change(tx, &by, topic, &policy, "Decided", number, &at))
            .unwrap();
    }

    /// Ann would help Bob in a week; Bob is asked.
    fn proposed(&self, minutes: i64) -> Exchange {
        let new = NewExchange {
            done_on: self.today() + Days::new(7),
            ..self.help(self.ann, self.bob, minutes)
        };
        let (by, at) = (self.member(self.ann), self.moment());
        self.write(|tx| exchange::propose(tx, &by, &new, &at))
            .unwrap()
    }

    fn agreed(&self, minutes: i64) -> timebank::Result<Exchange> {
        let (id, at) = (self.proposed(minutes).id, self.moment());
        self.write(|tx| exchange::agree(tx, &self.member(self.bob), id, &at))
    }

    pub(crate) fn posted(&self, minutes: i64) -> Exchange {
        let (new, at) = (self.help(self.ann, self.bob, minutes), self.moment());
        let id = new.id;
        self.write(|tx| exchange::record(tx, &self.member(self.ann), &new, &at))
            .unwrap();
        self.write(|tx| exchange::confirm(tx, &self.member(self.bob), id, &at))
            .unwrap();
        self.write(|tx| exchange::approve(tx, &self.coordinator(self.ruth), id, None, &at))
            .unwrap()
    }

    pub(crate) fn sweep(&self) -> Swept {
        let at = self.moment();
        self.write(|tx| exchange::sweep(tx, &System::COMMAND_LINE, &at))
            .unwrap()
    }

    pub(crate) fn get(&self, id: ExchangeId) -> Exchange {
        exchange::get(&self.conn, id).unwrap()
    }

    pub(crate) fn told(&self, kind: &str) -> usize {
        let told = outbox::waiting(&self.conn).unwrap();
        told.iter()
            .filter(|notice| notice.kind.as_str() == kind)
            .count()
    }

    fn assert_holds_agree(&self) {
        assert_eq!(
            exchange::holds_disagree(&self.conn).unwrap(),
            Vec::<String>::new()
        );
        self.assert_books_are_clean();
    }
}

#[test]
fn help_is_proposed_agreed_done_confirmed_and_posted() {
    let mut bank = TestBank::new();
    let exchange = bank.agreed(60).unwrap();
    assert_eq!(exchange.state, ExchangeState::Arranged);
    assert_eq!((bank.held_of_bob(), bank.balance(bank.bob)), (60, 0));
    bank.wait(TimeDelta::days(7));
    let (at, id) = (bank.moment(), exchange.id);
    let minutes = TestBank::minutes(75);
    let done = bank
        .write(|tx| exchange::done(tx, &bank.member(bank.ann), id, at.today, minutes, &at))
        .unwrap();
    assert!(done.awaits_answer_of(bank.bob));
    assert_eq!(bank.held_of_bob(), 75);
    bank.write(|tx| exchange::confirm(tx, &bank.member(bank.bob), id, &at))
        .unwrap();
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| exchange::approve(tx, &ruth, id, None, &at))
        .unwrap();
    assert_eq!((bank.held_of_bob(), bank.balance(bank.bob)), (0, -75));
    let steps = exchange::steps(&bank.conn, id).unwrap();
    let kinds: Vec<StepKind> = steps.iter().map(|step| step.kind).collect();
    assert_eq!(
        kinds,
        [
            StepKind::Proposed,
            StepKind::Agreed,
            StepKind::Recorded,
            StepKind::Confirmed,
            StepKind::Approved
        ]
    );
    bank.assert_holds_agree();
}

#[test]
fn a_coordinator_looks_first_where_the_bank_wants_that() {
    let bank = TestBank::new();
    bank.set(Topic::Steps, |policy| {
        policy.steps.arrangement.over_minutes = Some(60);
    });
    assert_eq!(bank.agreed(60).unwrap().state, ExchangeState::Arranged);
    let long = bank.agreed(61).unwrap();
    assert_eq!(long.state, ExchangeState::Agreed);
    let (at, ruth) = (bank.moment(), bank.coordinator(bank.ruth));
    let too_soon = bank.write(|tx| {
        let minutes = TestBank::minutes(60);
        exchange::done(tx, &bank.member(bank.ann), long.id, at.today, minutes, &at)
    });
    assert_eq!(too_soon.unwrap_err().kind(), Kind::Conflict);
    let allowed = bank
        .write(|tx| exchange::allow(tx, &ruth, long.id, None, &at))
        .unwrap();
    assert_eq!(allowed.state, ExchangeState::Arranged);
    bank.assert_holds_agree();
}

#[test]
fn whoever_is_asked_may_refuse_and_either_may_call_it_off() {
    let bank = TestBank::new();
    let (at, id) = (bank.moment(), bank.proposed(60).id);
    let refused = bank
        .write(|tx| exchange::refuse(tx, &bank.member(bank.bob), id, "", &at))
        .unwrap();
    assert_eq!(refused.refused_by().map(|party| party.id), Some(bank.bob));
    let id = bank.agreed(60).unwrap().id;
    let ann = bank.member(bank.ann);
    let silent = bank.write(|tx| exchange::cancel(tx, &ann, id, " ", &at));
    assert_eq!(silent.unwrap_err().kind(), Kind::Invalid);
    bank.write(|tx| exchange::cancel(tx, &ann, id, "A cold", &at))
        .unwrap();
    assert_eq!(bank.held_of_bob(), 0);
    bank.assert_holds_agree();
}

#[test]
fn a_promise_never_overruns_a_stop_and_help_that_was_given_is_written_down_all_the_same() {
    let bank = TestBank::new();
    bank.set(Topic::Balances, |policy| {
        policy.balances.people.stop_below = Some(-90);
    });
    bank.agreed(60).unwrap();
    assert_eq!(bank.agreed(31).unwrap_err().kind(), Kind::Rejected);
    let (new, at) = (bank.help(bank.ann, bank.bob, 45), bank.moment());
    let recorded = bank
        .write(|tx| exchange::record(tx, &bank.member(bank.ann), &new, &at))
        .unwrap();
    assert_eq!((recorded.hold, bank.held_of_bob()), (None, 60));
    bank.write(|tx| exchange::confirm(tx, &bank.member(bank.bob), new.id, &at))
        .unwrap();
    let ruth = bank.coordinator(bank.ruth);
    let refused = bank.write(|tx| exchange::approve(tx, &ruth, new.id, None, &at));
    assert_eq!(refused.unwrap_err().kind(), Kind::Rejected);
    bank.assert_holds_agree();
}

#[test]
fn steps_that_the_bank_does_not_ask_for_are_left_out() {
    let bank = TestBank::new();
    bank.set(Topic::Steps, |policy| {
        policy.steps.approval = Rule::default();
    });
    let (new, at) = (bank.help(bank.ann, bank.bob, 60), bank.moment());
    bank.write(|tx| exchange::record(tx, &bank.member(bank.ann), &new, &at))
        .unwrap();
    let posted = bank
        .write(|tx| exchange::confirm(tx, &bank.member(bank.bob), new.id, &at))
        .unwrap();
    assert!(matches!(posted.state, ExchangeState::Posted { .. }));
    bank.set(Topic::Steps, |policy| {
        policy.steps.confirmation = Rule::default();
    });
    let new = bank.help(bank.ann, bank.bob, 30);
    let at_once = bank
        .write(|tx| exchange::record(tx, &bank.member(bank.ann), &new, &at))
        .unwrap();
    assert!(matches!(at_once.state, ExchangeState::Posted { .. }));
    assert_eq!((bank.balance(bank.ann), bank.held_of_bob()), (90, 0));
    bank.assert_holds_agree();
}

#[test]
fn what_the_book_refuses_waits_for_a_coordinator_though_no_approval_is_asked_for() {
    let bank = TestBank::new();
    bank.set(Topic::Steps, |policy| {
        policy.steps.approval = Rule::default();
    });
    bank.set(Topic::Balances, |policy| {
        policy.balances.people.stop_below = Some(-30);
    });
    let (new, at) = (bank.help(bank.ann, bank.bob, 60), bank.moment());
    bank.write(|tx| exchange::record(tx, &bank.member(bank.ann), &new, &at))
        .unwrap();
    let confirmed = bank
        .write(|tx| exchange::confirm(tx, &bank.member(bank.bob), new.id, &at))
        .unwrap();
    assert_eq!(confirmed.state, ExchangeState::Confirmed);
    bank.assert_holds_agree();
}

#[test]
fn the_first_exchanges_of_a_new_member_are_looked_at() {
    let bank = TestBank::new();
    bank.set(Topic::Steps, |policy| {
        policy.steps.approval = Rule {
            first_exchanges: 1,
            ..Rule::default()
        };
    });
    let (new, at) = (bank.help(bank.ann, bank.bob, 60), bank.moment());
    bank.write(|tx| exchange::record(tx, &bank.member(bank.ann), &new, &at))
        .unwrap();
    let first = bank.write(|tx| exchange::confirm(tx, &bank.member(bank.bob), new.id, &at));
    assert_eq!(first.unwrap().state, ExchangeState::Confirmed);
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| exchange::approve(tx, &ruth, new.id, None, &at))
        .unwrap();
    let new = bank.help(bank.ann, bank.bob, 60);
    bank.write(|tx| exchange::record(tx, &bank.member(bank.ann), &new, &at))
        .unwrap();
    let second = bank
        .write(|tx| exchange::confirm(tx, &bank.member(bank.bob), new.id, &at))
        .unwrap();
    assert!(matches!(second.state, ExchangeState::Posted { .. }));
}

#[test]
fn who_does_not_answer_is_reminded_then_a_coordinator_asks_then_it_lapses() {
    let mut bank = TestBank::new();
    let (new, at) = (bank.help(bank.ann, bank.bob, 60), bank.moment());
    bank.write(|tx| exchange::record(tx, &bank.member(bank.ann), &new, &at))
        .unwrap();
    assert!(!bank.sweep().did_something());
    bank.wait(TimeDelta::days(3));
    assert_eq!(bank.sweep().reminded, 1);
    assert_eq!(bank.told("exchange.reminder"), 1);
    assert!(
        !bank.sweep().did_something(),
        "a second sweep reminds nobody twice"
    );
    bank.wait(TimeDelta::days(4));
    assert_eq!(bank.sweep().handed, 1);
    assert_eq!(bank.get(new.id).stage, Stage::Handed);
    assert_eq!(bank.told("exchange.handed"), 2, "Ruth and Nia");
    bank.wait(TimeDelta::days(90));
    assert_eq!(bank.sweep().lapsed, 1);
    let lapsed = bank.get(new.id);
    assert_eq!(
        lapsed.state,
        ExchangeState::Lapsed {
            from: Wait::Recorded
        }
    );
    assert_eq!(bank.held_of_bob(), 0);
    bank.assert_holds_agree();
}

#[test]
fn a_program_that_was_off_for_a_year_passes_nobody_over() {
    let mut bank = TestBank::new();
    let (new, at) = (bank.help(bank.ann, bank.bob, 60), bank.moment());
    bank.write(|tx| exchange::record(tx, &bank.member(bank.ann), &new, &at))
        .unwrap();
    bank.wait(TimeDelta::days(365));
    assert_eq!(
        bank.sweep(),
        Swept {
            reminded: 1,
            ..Swept::default()
        }
    );
    assert!(!bank.sweep().did_something());
}

#[test]
fn silence_confirms_only_where_the_bank_allows_it() {
    let mut bank = TestBank::new();
    bank.set(Topic::Waits, |policy| policy.waits.silence_confirms = true);
    let (new, at) = (bank.help(bank.ann, bank.bob, 60), bank.moment());
    bank.write(|tx| exchange::record(tx, &bank.member(bank.ann), &new, &at))
        .unwrap();
    bank.wait(TimeDelta::days(3));
    bank.sweep();
    bank.wait(TimeDelta::days(4));
    assert_eq!(bank.sweep().confirmed, 1);
    assert_eq!(bank.get(new.id).state, ExchangeState::Confirmed);
    bank.assert_holds_agree();
}

#[test]
fn a_proposal_that_nobody_answers_lapses() {
    let mut bank = TestBank::new();
    let id = bank.proposed(60).id;
    for days in [3, 11] {
        bank.wait(TimeDelta::days(days));
        bank.sweep();
    }
    assert_eq!(
        bank.get(id).state,
        ExchangeState::Lapsed {
            from: Wait::Proposed
        }
    );
    assert_eq!(bank.told("exchange.lapsed"), 2);
}

#[test]
fn lengths_are_rounded_once_and_kept_as_they_were_told() {
    let bank = TestBank::new();
    bank.set(Topic::Rounding, |policy| {
        policy.rounding.step = RoundingStep::Quarter;
        policy.rounding.way = RoundingWay::Up;
    });
    let (new, at) = (bank.help(bank.ann, bank.bob, 52), bank.moment());
    for _ in 0..2 {
        let by = bank.member(bank.ann);
        let exchange = bank
            .write(|tx| exchange::record(tx, &by, &new, &at))
            .unwrap();
        assert_eq!(
            (exchange.raw_minutes.get(), exchange.minutes.get()),
            (52, 60)
        );
    }
    bank.assert_holds_agree();
}

#[test]
fn the_other_one_may_accept_the_length_that_was_claimed() {
    let bank = TestBank::new();
    let (new, at) = (bank.help(bank.ann, bank.bob, 90), bank.moment());
    bank.write(|tx| exchange::record(tx, &bank.member(bank.ann), &new, &at))
        .unwrap();
    let bob = bank.member(bank.bob);
    let claimed = Minutes::new(60);
    bank.write(|tx| exchange::dispute(tx, &bob, new.id, claimed, "An hour", &at))
        .unwrap();
    let own = bank.write(|tx| exchange::accept(tx, &bob, new.id, &at));
    assert_eq!(own.unwrap_err().kind(), Kind::Conflict);
    let accepted = bank
        .write(|tx| exchange::accept(tx, &bank.member(bank.ann), new.id, &at))
        .unwrap();
    assert_eq!(
        (accepted.state, accepted.minutes.get()),
        (ExchangeState::Confirmed, 60)
    );
    assert_eq!(bank.held_of_bob(), 60);
    bank.assert_holds_agree();
}

fn correction(bank: &TestBank, wrong: &Exchange, minutes: i64) -> Correction {
    Correction {
        id: ExchangeId::new(bank.id()),
        giver: wrong.giver.id,
        receiver: wrong.receiver.id,
        category: wrong.category,
        description: wrong.description.clone(),
        done_on: wrong.done_on,
        minutes: TestBank::minutes(minutes),
        reason: "It was an hour".into(),
    }
}

#[test]
fn a_correction_posts_the_reversal_and_the_right_one_as_a_pair() {
    let bank = TestBank::new();
    let wrong = bank.posted(90);
    let (at, ruth) = (bank.moment(), bank.coordinator(bank.ruth));
    let right = correction(&bank, &wrong, 60);
    let put_right = || {
        bank.write(|tx| exchange::correct(tx, &ruth, wrong.id, None, &right, &at))
            .unwrap()
    };
    let now = put_right();
    assert_eq!(put_right(), now, "sent twice, it is done once");
    assert_eq!((now.minutes.get(), now.corrects), (60, Some(wrong.id)));
    let wrong = bank.get(wrong.id);
    assert!(matches!(wrong.state, ExchangeState::Corrected { by, .. } if by == right.id));
    assert_eq!((bank.balance(bank.ann), bank.balance(bank.bob)), (60, -60));
    assert_eq!(ledger::head(&bank.conn).unwrap().seq, 3);
    assert_eq!(bank.told("exchange.corrected"), 2);
    bank.assert_holds_agree();
}

#[test]
fn a_correction_that_changes_nothing_or_by_somebody_who_took_part_is_refused() {
    let bank = TestBank::new();
    let wrong = bank.posted(90);
    let (at, ruth) = (bank.moment(), bank.coordinator(bank.ruth));
    let same = correction(&bank, &wrong, 90);
    let refused = bank.write(|tx| exchange::correct(tx, &ruth, wrong.id, None, &same, &at));
    assert_eq!(refused.unwrap_err().kind(), Kind::Invalid);
    let to_herself = Correction {
        giver: bank.ruth,
        ..correction(&bank, &wrong, 60)
    };
    let refused = bank.write(|tx| exchange::correct(tx, &ruth, wrong.id, None, &to_herself, &at));
    assert_eq!(refused.unwrap_err().kind(), Kind::Forbidden);
    assert_eq!(bank.balance(bank.ann), 90);
    bank.assert_holds_agree();
}

#[test]
fn a_friendly_note_is_written_once_when_a_balance_passes_it() {
    let bank = TestBank::new();
    bank.posted(10 * 60);
    assert_eq!(bank.told("hours.limit_note"), 0);
    bank.posted(60);
    bank.posted(60);
    assert_eq!(
        bank.told("hours.limit_note"),
        1,
        "Bob, who has many hours to give back"
    );
    let beyond = policy::beyond_notes(&bank.conn).unwrap();
    assert_eq!(beyond.len(), 1);
    assert_eq!(beyond[0].1, -720);
}

#[test]
fn a_policy_is_changed_by_one_at_a_time_with_a_reason() {
    let bank = TestBank::new();
    let (by, at) = (
        bank.person(bank.nia).administrator().unwrap(),
        bank.moment(),
    );
    let mut wanted = Policy::default();
    wanted.waits.silence_confirms = true;
    let change = |reason: &str, number| {
        bank.write(|tx| policy::change(tx, &by, Topic::Waits, &wanted, reason, number, &at))
    };
    assert_eq!(change("", 0).unwrap_err().kind(), Kind::Invalid);
    change("The committee on 3 November", 0).unwrap();
    assert_eq!(change("Again", 0).unwrap_err().kind(), Kind::Conflict);
    assert!(policy::current(&bank.conn).unwrap().waits.silence_confirms);
    let changes = policy::changes(&bank.conn, Topic::Waits).unwrap();
    assert_eq!(changes[0].by, "Nia Bevan");
}
