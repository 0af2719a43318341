//! What a change of settings is said to do is what it does.

use chrono::TimeDelta;
use ledger::{Minutes, TransferId};
use proptest::prelude::*;
use timebank::exchange::{self, Filter};
use timebank::ids::{CategoryId, ExchangeId};
use timebank::member;
use timebank::policy::{
    self, Affected, Bounds, Effect, Policy, Rounding, RoundingStep, Rule, Topic,
};
use timebank::pot::{self, Hours};
use timebank::{Error, MemberId, Role, System};

use crate::support::TestBank;

/// What would come of these settings, and they are then in force.
fn foreseen(bank: &TestBank, topic: Topic, change: impl Fn(&mut Policy)) -> Vec<Effect> {
    let (number, mut wanted) = policy::numbered(&bank.conn).unwrap();
    change(&mut wanted);
    let (nia, moment) = (
        bank.person(bank.nia).administrator().unwrap(),
        bank.moment(),
    );
    let effects = policy::preview(&bank.conn, topic, &wanted, &moment).unwrap();
    bank.write(|tx| policy::change(tx, &nia, topic, &wanted, "Agreed", number, &moment))
        .unwrap();
    effects
}

fn of(effects: &[Effect], what: Affected) -> Effect {
    *effects.iter().find(|one| one.what == what).unwrap()
}

fn count<T>(found: &[T]) -> i64 {
    i64::try_from(found.len()).unwrap()
}

fn in_state(bank: &TestBank, state: &'static str) -> Vec<ExchangeId> {
    let filter = Filter {
        state: Some(state),
        ..Filter::default()
    };
    let found = exchange::list(&bank.conn, &filter, None, 500).unwrap();
    found.into_iter().map(|exchange| exchange.id).collect()
}

/// Help by each of these pairs, written down by the giver.
fn recorded(bank: &TestBank, helped: &[(i64, i64)]) -> Vec<(MemberId, ExchangeId)> {
    let each = helped.iter().enumerate().map(|(place, (kind, minutes))| {
        let giver = bank.add(&format!("G{place} Giver"), Role::Member);
        let receiver = bank.add(&format!("R{place} Receiver"), Role::Member);
        let mut new = bank.help(giver, receiver, *minutes);
        new.category = Some(CategoryId::new(*kind));
        let (by, moment) = (bank.member(giver), bank.moment());
        bank.write(|tx| exchange::record(tx, &by, &new, &moment))
            .unwrap();
        (receiver, new.id)
    });
    each.collect()
}

fn post(bank: &TestBank, giver: MemberId, receiver: MemberId, minutes: i64) {
    let new = bank.help(giver, receiver, minutes);
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| {
        exchange::record_for(tx, &ruth, exchange::Spoke::Both, &new, &moment)?;
        exchange::approve(tx, &ruth, new.id, None, &moment)
    })
    .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn as_many_stand_beyond_notes_and_stops_as_was_foreseen(
        helped in proptest::collection::vec(1..600_i64, 1..8),
        notes in (1..600_i64, 1..600_i64),
        stops in (1..600_i64, 1..600_i64),
    ) {
        let bank = TestBank::new();
        for (place, minutes) in helped.iter().enumerate() {
            let giver = bank.add(&format!("G{place} Giver"), Role::Member);
            let receiver = bank.add(&format!("R{place} Receiver"), Role::Member);
            post(&bank, giver, receiver, *minutes);
        }
        let bounds = Bounds {
            note_below: Some(-notes.0),
            note_above: Some(notes.1),
            stop_below: Some(-stops.0),
            stop_above: Some(stops.1),
        };
        let effects = foreseen(&bank, Topic::Balances, |policy| policy.balances.people = bounds);
        let found = policy::beyond_notes(&bank.conn).unwrap();
        prop_assert_eq!(of(&effects, Affected::Noted).then, count(&found));
        let mut past = 0;
        member::for_each(&bank.conn, |profile| {
            let account = ledger::account(&bank.conn, profile.account).unwrap().unwrap();
            let balance = ledger::balance(&bank.conn, profile.account).unwrap();
            let limits = account.limits;
            past += i64::from(
                limits.lower.is_some_and(|lower| balance < lower)
                    || limits.upper.is_some_and(|upper| balance > upper),
            );
            Ok::<(), Error>(())
        }).unwrap();
        prop_assert_eq!(of(&effects, Affected::Stopped).then, past);
    }

    #[test]
    fn as_many_need_approval_as_was_foreseen(
        helped in proptest::collection::vec((1..5_i64, 1..300_i64), 1..8),
        kind in 1..5_i64,
        over in 1..300_u32,
        first in 0..2_u32,
    ) {
        let bank = TestBank::new();
        let exchanges = recorded(&bank, &helped);
        let rule = Rule {
            categories: [CategoryId::new(kind)].into(),
            over_minutes: Some(over),
            first_exchanges: first,
            ..Rule::default()
        };
        let effects = foreseen(&bank, Topic::Steps, |policy| policy.steps.approval = rule.clone());
        let foreseen = of(&effects, Affected::Approvals);
        prop_assert_eq!((foreseen.of, foreseen.now), (count(&helped), count(&helped)));
        for (receiver, id) in exchanges {
            let (by, moment) = (bank.member(receiver), bank.moment());
            bank.write(|tx| exchange::confirm(tx, &by, id, &moment)).unwrap();
        }
        prop_assert_eq!(foreseen.then, count(&in_state(&bank, "confirmed")));
    }

    #[test]
    fn as_many_lengths_are_others_as_was_foreseen(
        helped in proptest::collection::vec((1..5_i64, 1..300_i64), 1..8),
    ) {
        let bank = TestBank::new();
        let before = recorded(&bank, &helped);
        let rounding = Rounding { step: RoundingStep::Quarter, ..Rounding::default() };
        let effects = foreseen(&bank, Topic::Rounding, |policy| policy.rounding = rounding);
        let after = again(&bank, &helped);
        let minutes = |id: ExchangeId| exchange::get(&bank.conn, id).unwrap().minutes.get();
        let mut others = 0;
        for ((_, one), other) in before.iter().zip(&after) {
            others += i64::from(minutes(*one) != minutes(*other));
        }
        prop_assert_eq!(of(&effects, Affected::Lengths).then, others);
        let sum: i64 = after.iter().map(|id| minutes(*id)).sum();
        prop_assert_eq!(of(&effects, Affected::Minutes).then, sum);
    }
}

/// The same lengths once more.
fn again(bank: &TestBank, helped: &[(i64, i64)]) -> Vec<ExchangeId> {
    let each = helped.iter().map(|(_, minutes)| {
        let new = bank.help(bank.ann, bank.bob, *minutes);
        let (by, moment) = (bank.member(bank.ann), bank.moment());
        let written = bank.write(|tx| exchange::record(tx, &by, &new, &moment));
        written.unwrap().id
    });
    each.collect()
}

#[test]
fn as_many_are_confirmed_by_silence_as_was_foreseen() {
    let mut bank = TestBank::new();
    recorded(&bank, &[(1, 60), (2, 90), (3, 30)]);
    let effects = foreseen(&bank, Topic::Waits, |policy| {
        policy.waits.silence_confirms = true;
    });
    let silence = of(&effects, Affected::Silence);
    assert_eq!((silence.of, silence.now, silence.then), (3, 0, 3));
    for _ in 0..2 {
        bank.wait(TimeDelta::days(10));
        let moment = bank.moment();
        bank.write(|tx| exchange::sweep(tx, &System::COMMAND_LINE, &moment))
            .unwrap();
    }
    assert_eq!(count(&in_state(&bank, "confirmed")), silence.then);
}

#[test]
fn as_many_grants_wait_for_somebody_else_as_was_foreseen() {
    let bank = TestBank::new();
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let hours = |minutes| Hours {
        id: TransferId::new(bank.id()),
        minutes: Minutes::new(minutes).unwrap(),
        given_on: moment.today,
    };
    let (welcome, donation) = (hours(2_000), hours(2_000));
    let ann = bank.member(bank.ann);
    bank.write(|tx| {
        pot::welcome(tx, &System::COMMAND_LINE, bank.ann, &welcome, &moment)?;
        pot::donate(tx, &ann, &donation, "", &moment)
    })
    .unwrap();
    let grant = |minutes| {
        let given = hours(minutes);
        bank.write(|tx| pot::grant(tx, &ruth, bank.bob, &given, "A hard month", &moment))
            .unwrap();
    };
    for minutes in [30, 90, 200] {
        grant(minutes);
    }
    let effects = foreseen(&bank, Topic::Grants, |policy| {
        policy.grants.second_over = Some(60);
    });
    let seconds = of(&effects, Affected::Seconds);
    assert_eq!((seconds.of, seconds.now), (3, 0));
    for minutes in [30, 90, 200] {
        grant(minutes);
    }
    let waiting = i64::try_from(pot::waiting(&bank.conn).unwrap().len()).unwrap();
    assert_eq!(seconds.then, waiting);
    let effects = foreseen(&bank, Topic::Grants, |policy| {
        policy.grants.second_over = None;
    });
    assert_eq!(of(&effects, Affected::WaitingGrants).of, waiting);
}

#[test]
fn what_a_change_would_refuse_is_refused_before_it_is_foreseen() {
    let bank = TestBank::new();
    let mut wanted = Policy::default();
    wanted.waits.recorded.remind = 0;
    let refused = policy::preview(&bank.conn, Topic::Waits, &wanted, &bank.moment());
    assert!(matches!(refused, Err(Error::Invalid(_))));
}
