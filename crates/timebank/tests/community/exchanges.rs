//! The life of an exchange.

use ledger::Minutes;
use timebank::clock::Channel;
use timebank::error::Kind;
use timebank::exchange::{self, ExchangeState, Filter, NewExchange, Spoke};
use timebank::ids::ExchangeId;
use timebank::{Error, audit, outbox};

use crate::support::TestBank;

fn recorded(bank: &TestBank) -> NewExchange {
    let new = bank.help(bank.ann, bank.bob, 90);
    bank.write(|tx| exchange::record(tx, &bank.member(bank.ann), &new, &bank.moment()))
        .unwrap();
    new
}

fn confirmed(bank: &TestBank) -> ExchangeId {
    let id = recorded(bank).id;
    bank.write(|tx| exchange::confirm(tx, &bank.member(bank.bob), id, &bank.moment()))
        .unwrap();
    id
}

fn posted(bank: &TestBank) -> ExchangeId {
    let id = confirmed(bank);
    bank.write(|tx| exchange::approve(tx, &bank.coordinator(bank.ruth), id, None, &bank.moment()))
        .unwrap();
    id
}

fn kind_of<T>(answer: timebank::Result<T>) -> Kind {
    answer.err().expect("a refusal").kind()
}

#[test]
fn hours_that_both_confirm_and_a_coordinator_approves_stand_in_both_statements() {
    let bank = TestBank::new();
    let id = posted(&bank);
    assert_eq!((bank.balance(bank.ann), bank.balance(bank.bob)), (90, -90));
    let statement =
        ledger::statement(&bank.conn, bank.person(bank.bob).account(), None, None).unwrap();
    assert_eq!(statement.lines.len(), 1);
    assert_eq!(statement.lines[0].transfer, id.transfer());
    bank.assert_books_are_clean();
}

#[test]
fn nothing_moves_before_a_coordinator_approves() {
    let bank = TestBank::new();
    confirmed(&bank);
    assert_eq!((bank.balance(bank.ann), bank.balance(bank.bob)), (0, 0));
}

#[test]
fn an_exchange_is_approved_once() {
    let bank = TestBank::new();
    let id = posted(&bank);
    let again = bank
        .write(|tx| exchange::approve(tx, &bank.coordinator(bank.nia), id, None, &bank.moment()));
    assert_eq!(kind_of(again), Kind::Conflict);
    assert_eq!(bank.balance(bank.ann), 90);
}

#[test]
fn nobody_approves_an_exchange_in_which_they_took_part() {
    let bank = TestBank::new();
    let new = bank.help(bank.ruth, bank.bob, 60);
    bank.write(|tx| exchange::record(tx, &bank.member(bank.ruth), &new, &bank.moment()))
        .unwrap();
    bank.write(|tx| exchange::confirm(tx, &bank.member(bank.bob), new.id, &bank.moment()))
        .unwrap();
    let ruth = bank.coordinator(bank.ruth);
    let own = bank.write(|tx| exchange::approve(tx, &ruth, new.id, None, &bank.moment()));
    assert_eq!(kind_of(own), Kind::Forbidden);
    let other = bank.coordinator(bank.nia);
    bank.write(|tx| exchange::approve(tx, &other, new.id, None, &bank.moment()))
        .unwrap();
    assert_eq!(bank.balance(bank.ruth), 60);
}

#[test]
fn nobody_confirms_what_they_logged_and_strangers_see_nothing() {
    let bank = TestBank::new();
    let id = recorded(&bank).id;
    let own = bank.write(|tx| exchange::confirm(tx, &bank.member(bank.ann), id, &bank.moment()));
    assert_eq!(kind_of(own), Kind::Conflict);
    let dilys = bank.add("Dilys Prosser", timebank::Role::Member);
    let stranger = bank.write(|tx| exchange::confirm(tx, &bank.member(dilys), id, &bank.moment()));
    assert_eq!(kind_of(stranger), Kind::NotFound);
    assert_eq!(
        kind_of(exchange::view(&bank.conn, &bank.person(dilys), id)),
        Kind::NotFound
    );
    assert!(exchange::view(&bank.conn, &bank.person(bank.ruth), id).is_ok());
}

#[test]
fn a_form_sent_twice_records_once_and_with_other_answers_is_a_conflict() {
    let bank = TestBank::new();
    let new = recorded(&bank);
    let ann = bank.member(bank.ann);
    let again = bank
        .write(|tx| exchange::record(tx, &ann, &new, &bank.moment()))
        .unwrap();
    assert_eq!(again.id, new.id);
    assert_eq!(
        exchange::list(&bank.conn, &Filter::default(), None, 10)
            .unwrap()
            .len(),
        1
    );
    let other = NewExchange {
        minutes: Minutes::new(30).unwrap(),
        ..new
    };
    let refused = bank.write(|tx| exchange::record(tx, &ann, &other, &bank.moment()));
    assert_eq!(kind_of(refused), Kind::Conflict);
}

#[test]
fn each_answer_that_cannot_stand_has_a_message_at_its_field() {
    let bank = TestBank::new();
    let ann = bank.member(bank.ann);
    let good = bank.help(bank.ann, bank.bob, 60);
    let tomorrow = bank.today().succ_opt().unwrap();
    let cases = [
        (
            "done_on",
            NewExchange {
                done_on: tomorrow,
                ..good.clone()
            },
        ),
        (
            "who",
            NewExchange {
                receiver: bank.ann,
                ..good.clone()
            },
        ),
        (
            "minutes",
            NewExchange {
                minutes: Minutes::new(24 * 60 + 1).unwrap(),
                ..good.clone()
            },
        ),
        (
            "minutes",
            NewExchange {
                minutes: Minutes::new(0).unwrap(),
                ..good.clone()
            },
        ),
        (
            "note",
            NewExchange {
                note: "x".repeat(1_001),
                ..good.clone()
            },
        ),
        (
            "category",
            NewExchange {
                category: None,
                description: String::new(),
                ..good
            },
        ),
    ];
    for (field, new) in cases {
        let refused = bank.write(|tx| exchange::record(tx, &ann, &new, &bank.moment()));
        let Err(Error::Invalid(errors)) = refused else {
            panic!("{field} was let through")
        };
        assert_eq!(errors[0].field, field);
    }
}

#[test]
fn a_dispute_is_decided_by_a_coordinator_and_then_approved() {
    let bank = TestBank::new();
    let id = recorded(&bank).id;
    let claimed = Minutes::new(60);
    bank.write(|tx| {
        let bob = bank.member(bank.bob);
        exchange::dispute(tx, &bob, id, claimed, "It was one hour", &bank.moment())
    })
    .unwrap();
    let disputed = Filter {
        state: Some("disputed"),
        ..Filter::default()
    };
    let found = exchange::list(&bank.conn, &disputed, None, 9).unwrap();
    assert_eq!(found.len(), 1);
    let ruth = bank.coordinator(bank.ruth);
    let early = bank.write(|tx| exchange::approve(tx, &ruth, id, None, &bank.moment()));
    assert_eq!(kind_of(early), Kind::Conflict);
    let sixty = claimed.unwrap();
    bank.write(|tx| exchange::decide(tx, &ruth, id, sixty, "Rang both", &bank.moment()))
        .unwrap();
    bank.write(|tx| exchange::approve(tx, &ruth, id, None, &bank.moment()))
        .unwrap();
    assert_eq!(bank.balance(bank.bob), -60);
    bank.assert_books_are_clean();
}

#[test]
fn a_reason_is_always_asked_for() {
    let bank = TestBank::new();
    let id = confirmed(&bank);
    let ruth = bank.coordinator(bank.ruth);
    let declined = bank.write(|tx| exchange::decline(tx, &ruth, id, None, "  ", &bank.moment()));
    assert_eq!(kind_of(declined), Kind::Invalid);
}

#[test]
fn what_changed_after_it_was_looked_at_is_left_alone() {
    let bank = TestBank::new();
    let new = recorded(&bank);
    let seen = exchange::get(&bank.conn, new.id).unwrap().version;
    bank.write(|tx| exchange::confirm(tx, &bank.member(bank.bob), new.id, &bank.moment()))
        .unwrap();
    let second = confirmed(&bank);
    let good = exchange::get(&bank.conn, second).unwrap().version;
    let ruth = bank.coordinator(bank.ruth);
    let chosen = [(new.id, seen), (second, good)];
    let outcome = bank
        .write(|tx| exchange::approve_many(tx, &ruth, &chosen, &bank.moment()))
        .unwrap();
    assert_eq!(outcome.approved, [second]);
    assert_eq!(outcome.minutes, 90);
    assert_eq!(outcome.left.len(), 1);
    assert_eq!(
        exchange::get(&bank.conn, new.id).unwrap().state,
        ExchangeState::Confirmed
    );
}

#[test]
fn a_coordinator_records_for_two_people_who_signed_a_slip() {
    let bank = TestBank::new();
    let new = bank.help(bank.bob, bank.ann, 45);
    let paper = bank.moment().through(Channel::Paper);
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| exchange::record_for(tx, &ruth, Spoke::Both, &new, &paper))
        .unwrap();
    let exchange = exchange::get(&bank.conn, new.id).unwrap();
    assert_eq!(exchange.state, ExchangeState::Confirmed);
    assert_eq!(exchange.channel, Channel::Paper);
    bank.write(|tx| exchange::approve(tx, &ruth, new.id, None, &bank.moment()))
        .unwrap();
    assert_eq!(bank.balance(bank.bob), 45);
}

#[test]
fn a_coordinator_confirms_on_somebodys_word_and_the_history_says_so() {
    let bank = TestBank::new();
    let id = recorded(&bank).id;
    let phone = bank.moment().through(Channel::Phone);
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| exchange::confirm_for(tx, &ruth, id, &phone))
        .unwrap();
    let steps = exchange::steps(&bank.conn, id).unwrap();
    let last = steps.last().unwrap();
    assert_eq!((last.actor, last.spoke), (Some(bank.ruth), Some(bank.bob)));
    assert_eq!(last.channel, Channel::Phone);
}

#[test]
fn an_exchange_taken_back_leaves_both_lines_in_both_statements() {
    let bank = TestBank::new();
    let id = posted(&bank);
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| exchange::reverse(tx, &ruth, id, "Wrong Bob", &bank.moment()))
        .unwrap();
    assert_eq!((bank.balance(bank.ann), bank.balance(bank.bob)), (0, 0));
    let account = bank.person(bank.ann).account();
    assert_eq!(
        ledger::statement(&bank.conn, account, None, None)
            .unwrap()
            .lines
            .len(),
        2
    );
    let again = bank.write(|tx| exchange::reverse(tx, &ruth, id, "Wrong Bob", &bank.moment()));
    assert_eq!(kind_of(again), Kind::Conflict);
    bank.assert_books_are_clean();
}

#[test]
fn only_whoever_logged_it_withdraws_it() {
    let bank = TestBank::new();
    let id = recorded(&bank).id;
    let bob = bank.member(bank.bob);
    let other = bank.write(|tx| exchange::withdraw(tx, &bob, id, "", &bank.moment()));
    assert_eq!(kind_of(other), Kind::Forbidden);
    let ann = bank.member(bank.ann);
    bank.write(|tx| exchange::withdraw(tx, &ann, id, "Twice", &bank.moment()))
        .unwrap();
    assert!(exchange::get(&bank.conn, id).unwrap().state.is_final());
}

#[test]
fn every_step_is_audited_and_the_others_are_told() {
    let bank = TestBank::new();
    let id = posted(&bank);
    let actions: Vec<String> = audit::of_subject(&bank.conn, id.uuid())
        .unwrap()
        .into_iter()
        .map(|row| row.action)
        .collect();
    assert_eq!(
        actions,
        ["exchange.record", "exchange.confirm", "exchange.approve"]
    );
    let told: Vec<(String, bool)> = outbox::waiting(&bank.conn)
        .unwrap()
        .into_iter()
        .map(|notice| (notice.kind.as_str().to_owned(), notice.member == bank.ann))
        .collect();
    let expected = [
        ("exchange.answer_needed", false),
        ("exchange.confirmed", true),
        ("exchange.posted", true),
        ("exchange.posted", false),
    ];
    assert_eq!(told, expected.map(|(kind, ann)| (kind.to_owned(), ann)));
}

#[test]
fn lists_continue_after_their_last_line_and_miss_none() {
    let bank = TestBank::new();
    let mut made = Vec::new();
    for _ in 0..7 {
        made.push(recorded(&bank).id);
    }
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let page = exchange::of_member(&bank.conn, bank.bob, before, 3).unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        seen.extend(page.iter().map(|exchange| exchange.id));
    }
    made.sort();
    seen.sort();
    assert_eq!(seen, made);
}

#[test]
fn a_paused_member_records_nothing_and_nobody_records_with_them() {
    let bank = TestBank::new();
    let ruth = bank.coordinator(bank.ruth);
    let new = bank.help(bank.ann, bank.bob, 30);
    bank.write(|tx| {
        let pause = timebank::member::StateChange::Pause;
        timebank::member::change_state(tx, &ruth, bank.bob, pause, &bank.moment())
    })
    .unwrap();
    assert!(bank.person(bank.bob).member().is_err());
    let ann = bank.member(bank.ann);
    let refused = bank.write(|tx| exchange::record(tx, &ann, &new, &bank.moment()));
    assert_eq!(kind_of(refused), Kind::Invalid);
}

#[test]
fn a_statement_adds_up_and_names_the_other_person() {
    let bank = TestBank::new();
    let id = posted(&bank);
    let of = |member| {
        timebank::statement::of_member(&bank.conn, &bank.bank, member, None, None).unwrap()
    };
    let (ann, bob) = (of(bank.ann), of(bank.bob));
    assert_eq!(
        (ann.opening, ann.total_in, ann.total_out, ann.closing),
        (0, 90, 0, 90)
    );
    assert_eq!(
        (bob.opening, bob.total_in, bob.total_out, bob.closing),
        (0, 0, 90, -90)
    );
    let timebank::statement::LineKind::Received { from, exchange, .. } = &bob.lines[0].kind else {
        panic!("{:?}", bob.lines[0])
    };
    assert_eq!((from.as_str(), *exchange), ("Ann Whitcombe", id));
}

#[test]
fn what_members_did_is_counted_by_the_day_it_was_done() {
    let bank = TestBank::new();
    posted(&bank);
    let day = bank.today();
    let part = exchange::part_taken(&bank.conn, bank.ann, day, day).unwrap();
    assert_eq!((part.given, part.received, part.partners), (90, 0, 1));
    let shared = exchange::shared(&bank.conn, day, day).unwrap();
    assert_eq!((shared.members, shared.minutes), (2, 90));
    let before = day.pred_opt().unwrap();
    assert_eq!(
        exchange::shared(&bank.conn, before, before)
            .unwrap()
            .members,
        0
    );
}

#[test]
fn a_reason_has_at_most_a_thousand_characters_also_where_none_is_needed() {
    let bank = TestBank::new();
    let id = recorded(&bank).id;
    let ann = bank.member(bank.ann);
    let withdraw =
        |reason: &str| bank.write(|tx| exchange::withdraw(tx, &ann, id, reason, &bank.moment()));
    assert_eq!(kind_of(withdraw(&"x".repeat(1_001))), Kind::Invalid);
    withdraw("").unwrap();
}
