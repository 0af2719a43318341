//! Regular arrangements: proposed, agreed, asked about day by day, and ended.

use chrono::{Days, TimeDelta};
use ledger::Minutes;
use timebank::actor::System;
use timebank::exchange::{self, ExchangeState, Side};
use timebank::ids::{CategoryId, MemberId, SeriesId};
use timebank::member::{self, StateChange};
use timebank::series::{self, DateState, NewSeries, Rhythm, Series, SeriesState, Until};
use timebank::{Kind, block, outbox};

use crate::support::TestBank;

/// Ann helps Bob every week, three times from tomorrow on, and writes it down.
fn weekly(bank: &TestBank) -> NewSeries {
    NewSeries {
        id: SeriesId::new(bank.id()),
        giver: bank.ann,
        receiver: bank.bob,
        category: Some(CategoryId::new(1)),
        description: "The weekly shop".into(),
        minutes: Minutes::new(60).unwrap(),
        rhythm: Rhythm::Weekly,
        first_on: bank.today() + Days::new(1),
        until: Until::Times(3),
        logs: Side::Giver,
    }
}

/// How many days the member is asked about.
fn to_log(bank: &TestBank, member: MemberId) -> usize {
    let current = series::current(&bank.conn, member).unwrap();
    series::to_log(&current, member, bank.today()).len()
}

fn proposed(bank: &TestBank) -> Series {
    let (ann, new) = (bank.member(bank.ann), weekly(bank));
    bank.write(|tx| series::propose(tx, &ann, &new, &bank.moment()))
        .unwrap()
}

fn running(bank: &TestBank) -> Series {
    let (series, bob) = (proposed(bank), bank.member(bank.bob));
    bank.write(|tx| series::agree(tx, &bob, series.id, &bank.moment()))
        .unwrap()
}

fn sweep(bank: &TestBank) -> series::Swept {
    let moment = bank.moment();
    bank.write(|tx| series::sweep(tx, &System::COMMAND_LINE, &moment))
        .unwrap()
}

fn kinds(bank: &TestBank, who: MemberId) -> Vec<&'static str> {
    let told = outbox::of_member(&bank.conn, who, 9).unwrap();
    told.iter()
        .rev()
        .map(|notice| notice.kind.as_str())
        .collect()
}

fn states(bank: &TestBank, id: SeriesId) -> Vec<&'static str> {
    let series = series::get(&bank.conn, id).unwrap();
    series
        .dates
        .iter()
        .map(|date| date.state.as_str())
        .collect()
}

#[test]
fn one_proposes_the_other_agrees_and_nothing_is_written_beforehand() {
    let bank = TestBank::new();
    let series = proposed(&bank);
    assert!(series.awaits(bank.bob) && !series.awaits(bank.ann));
    assert_eq!(kinds(&bank, bank.bob), ["series.proposed"]);
    let own = bank.write(|tx| {
        let ann = bank.member(bank.ann);
        series::agree(tx, &ann, series.id, &bank.moment())
    });
    assert_eq!(own.unwrap_err().kind(), Kind::Forbidden);
    let bob = bank.member(bank.bob);
    let agreed = bank
        .write(|tx| series::agree(tx, &bob, series.id, &bank.moment()))
        .unwrap();
    assert_eq!(agreed.state, SeriesState::Running);
    assert_eq!(kinds(&bank, bank.ann), ["series.agreed"]);
    assert_eq!(states(&bank, series.id), ["ahead", "ahead", "ahead"]);
    assert_eq!(to_log(&bank, bank.ann), 0);
}

#[test]
fn after_a_day_one_press_records_it_once_with_the_usual_confirmation() {
    let mut bank = TestBank::new();
    let series = running(&bank);
    bank.wait(TimeDelta::days(2));
    assert_eq!(to_log(&bank, bank.ann), 1, "on Home from the day itself on");
    assert_eq!(to_log(&bank, bank.bob), 0);
    assert_eq!(sweep(&bank).asked, 1);
    assert_eq!(sweep(&bank).asked, 0, "once");
    assert_eq!(kinds(&bank, bank.ann), ["series.agreed", "series.day"]);
    let ann = bank.member(bank.ann);
    let record = || {
        bank.write(|tx| series::record(tx, &ann, series.id, 1, None, &bank.moment()))
            .unwrap()
    };
    let exchange = record();
    assert!(exchange.awaits_answer_of(bank.bob));
    assert_eq!(exchange.done_on, series.dates[0].planned_on);
    assert_eq!(exchange.minutes.get(), 60);
    assert_eq!(record().id, exchange.id, "pressed twice");
    assert_eq!(states(&bank, series.id), ["recorded", "ahead", "ahead"]);
    let early = bank.write(|tx| series::record(tx, &ann, series.id, 2, None, &bank.moment()));
    assert_eq!(early.unwrap_err().kind(), Kind::Conflict);
    bank.assert_books_are_clean();
}

#[test]
fn the_other_one_may_write_it_down_with_another_length() {
    let mut bank = TestBank::new();
    let series = running(&bank);
    bank.wait(TimeDelta::days(1));
    let (bob, minutes) = (bank.member(bank.bob), Minutes::new(90));
    let exchange = bank
        .write(|tx| series::record(tx, &bob, series.id, 1, minutes, &bank.moment()))
        .unwrap();
    assert_eq!(exchange.minutes.get(), 90);
    assert!(exchange.awaits_answer_of(bank.ann));
    assert!(matches!(exchange.state, ExchangeState::Recorded { .. }));
}

#[test]
fn a_day_is_left_out_beforehand_did_not_happen_or_ends_by_itself() {
    let mut bank = TestBank::new();
    let series = running(&bank);
    let leave_out = |bank: &TestBank, number| {
        let ann = bank.member(bank.ann);
        bank.write(|tx| series::leave_out(tx, &ann, series.id, number, &bank.moment()))
    };
    leave_out(&bank, 2).unwrap();
    bank.wait(TimeDelta::days(3));
    sweep(&bank);
    leave_out(&bank, 1).unwrap();
    assert_eq!(states(&bank, series.id), ["not_done", "skipped", "ahead"]);
    bank.wait(TimeDelta::days(14));
    assert_eq!(sweep(&bank).asked, 1);
    bank.wait(TimeDelta::days(14));
    assert_eq!(sweep(&bank).lapsed, 1);
    assert_eq!(states(&bank, series.id), ["not_done", "skipped", "lapsed"]);
    let over = series::get(&bank.conn, series.id).unwrap();
    assert_eq!(over.state, SeriesState::Over);
    assert_eq!(leave_out(&bank, 3).unwrap_err().kind(), Kind::Conflict);
    let none: Option<exchange::Exchange> = exchange::of_member(&bank.conn, bank.ann, None, 9)
        .unwrap()
        .pop();
    assert!(none.is_none(), "nothing was written down");
}

#[test]
fn a_proposal_is_refused_or_ends_without_an_answer() {
    let mut bank = TestBank::new();
    let (first, bob) = (proposed(&bank), bank.member(bank.bob));
    let refused = bank
        .write(|tx| series::refuse(tx, &bob, first.id, &bank.moment()))
        .unwrap();
    assert_eq!(refused.state, SeriesState::Declined);
    let second = proposed(&bank);
    bank.wait(TimeDelta::days(15));
    let late = bank.write(|tx| series::agree(tx, &bob, second.id, &bank.moment()));
    assert_eq!(late.unwrap_err().kind(), Kind::Conflict);
    sweep(&bank);
    let lapsed = series::get(&bank.conn, second.id).unwrap();
    assert_eq!(lapsed.state, SeriesState::Lapsed);
    assert_eq!(kinds(&bank, bank.ann), ["series.declined", "series.lapsed"]);
}

#[test]
fn agreed_late_the_days_that_have_been_are_left_out() {
    let mut bank = TestBank::new();
    let (series, bob) = (proposed(&bank), bank.member(bank.bob));
    bank.wait(TimeDelta::days(9));
    bank.write(|tx| series::agree(tx, &bob, series.id, &bank.moment()))
        .unwrap();
    assert_eq!(states(&bank, series.id), ["skipped", "skipped", "ahead"]);
}

#[test]
fn either_ends_it_and_what_was_asked_about_can_still_be_written_down() {
    let mut bank = TestBank::new();
    let series = running(&bank);
    bank.wait(TimeDelta::days(2));
    sweep(&bank);
    let (ann, bob) = (bank.member(bank.ann), bank.member(bank.bob));
    let ended = bank
        .write(|tx| series::end(tx, &bob, series.id, &bank.moment()))
        .unwrap();
    assert_eq!(ended.state, SeriesState::Ended);
    assert!(kinds(&bank, bank.ann).contains(&"series.ended"));
    bank.write(|tx| series::record(tx, &ann, series.id, 1, None, &bank.moment()))
        .unwrap();
    let next = bank.write(|tx| series::leave_out(tx, &ann, series.id, 2, &bank.moment()));
    assert_eq!(next.unwrap_err().kind(), Kind::Conflict);
}

#[test]
fn what_is_regular_with_somebody_who_leaves_ends() {
    let bank = TestBank::new();
    let (series, ruth) = (running(&bank), bank.coordinator(bank.ruth));
    let leave = StateChange::Leave;
    bank.write(|tx| member::change_state(tx, &ruth, bank.ann, leave, &bank.moment()))
        .unwrap();
    let ended = series::get(&bank.conn, series.id).unwrap();
    assert_eq!(ended.state, SeriesState::Ended);
    assert!(kinds(&bank, bank.bob).contains(&"series.ended"));
}

#[test]
fn only_the_two_and_coordinators_see_it_and_once_or_for_ever_is_refused() {
    let bank = TestBank::new();
    let series = running(&bank);
    let seen = |who| series::view(&bank.conn, &bank.person(who), series.id).is_ok();
    assert!(seen(bank.ann) && seen(bank.bob) && seen(bank.ruth));
    let eve = bank.add("Eve Holt", timebank::Role::Member);
    assert!(!seen(eve));
    let by = bank.member(eve);
    let other = bank.write(|tx| series::record(tx, &by, series.id, 1, None, &bank.moment()));
    assert_eq!(other.unwrap_err().kind(), Kind::NotFound);
    let ann = bank.member(bank.ann);
    for times in [1, 61] {
        let new = NewSeries {
            until: Until::Times(times),
            ..weekly(&bank)
        };
        let refused = bank.write(|tx| series::propose(tx, &ann, &new, &bank.moment()));
        assert_eq!(refused.unwrap_err().kind(), Kind::Invalid, "{times}");
    }
    assert_eq!(series.dates[0].state, DateState::Ahead);
}

#[test]
fn who_is_kept_apart_arranges_nothing_regular_whoever_of_the_two_asks() {
    let bank = TestBank::new();
    let bob = bank.person(bank.bob);
    bank.write(|tx| block::block(tx, &bob, bank.ann, &bank.moment()))
        .unwrap();
    for who in [bank.ann, bank.bob] {
        let (by, new) = (bank.member(who), weekly(&bank));
        let refused = bank.write(|tx| series::propose(tx, &by, &new, &bank.moment()));
        assert_eq!(refused.unwrap_err().kind(), Kind::Conflict);
    }
    assert!(kinds(&bank, bank.bob).is_empty());
}
