//! Group activities: planned, signed up for, marked, settled in one transfer, taken back.

use chrono::{Days, NaiveDate};
use ledger::Minutes;
use timebank::activity::{
    self, ActivityDetails, ActivityState, Mark, NewActivity, Part, Payment, Sponsor, Tally,
};
use timebank::actor::Role;
use timebank::ids::{ActivityId, MemberId};
use timebank::statement::LineKind;
use timebank::{CategoryId, Error};

use crate::support::TestBank;

fn minutes(minutes: i64) -> Minutes {
    Minutes::new(minutes).unwrap()
}

fn details(held_on: NaiveDate) -> ActivityDetails {
    ActivityDetails {
        title: "Chair yoga at St Bride’s".into(),
        place: "St Bride’s hall".into(),
        held_on,
        starts: "2pm".into(),
        category: Some(CategoryId::new(1)),
        minutes: minutes(90),
        notes: String::new(),
    }
}

fn planned(bank: &TestBank, held_on: NaiveDate) -> ActivityId {
    let new = NewActivity {
        id: ActivityId::new(bank.id()),
        details: details(held_on),
    };
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| activity::add(tx, &ruth, &new, &moment))
        .unwrap()
        .id
}

fn list(bank: &TestBank, id: ActivityId, who: MemberId, part: Part) -> timebank::Result<()> {
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| activity::list_person(tx, &ruth, id, who, part, &moment))
}

fn came(bank: &TestBank, id: ActivityId, people: &[(MemberId, Option<i64>)]) {
    let marks: Vec<Mark> = people
        .iter()
        .map(|(member, length)| Mark {
            member: *member,
            came: true,
            minutes: length.map(minutes),
        })
        .collect();
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| activity::mark(tx, &ruth, id, &marks, &moment))
        .unwrap();
}

fn settle(bank: &TestBank, id: ActivityId, payment: Payment) -> timebank::Result<()> {
    let plan = activity::proposal(&bank.conn, id, payment)?;
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| activity::settle(tx, &ruth, id, payment, &plan, &moment))
        .map(drop)
}

/// Ann led for two hours; Bob and Nia came, Nia for half an hour only.
fn held(bank: &TestBank) -> ActivityId {
    let id = planned(bank, bank.today());
    list(bank, id, bank.ann, Part::Leader).unwrap();
    list(bank, id, bank.bob, Part::Attendee).unwrap();
    list(bank, id, bank.nia, Part::Attendee).unwrap();
    came(
        bank,
        id,
        &[
            (bank.ann, Some(120)),
            (bank.bob, None),
            (bank.nia, Some(30)),
        ],
    );
    id
}

#[test]
fn the_leaders_time_is_split_by_how_long_each_was_there() {
    let bank = TestBank::new();
    let id = held(&bank);
    settle(&bank, id, Payment::Split).unwrap();
    assert_eq!(
        [bank.ann, bank.bob, bank.nia].map(|who| bank.balance(who)),
        [120, -90, -30]
    );
    let tally = activity::tally(&bank.conn, bank.today(), bank.today()).unwrap();
    assert_eq!(
        tally,
        Tally {
            activities: 1,
            leader_minutes: 120,
            attendee_minutes: 120,
            leaders: 1,
            attendees: 2,
        }
    );
    bank.assert_books_are_clean();
}

#[test]
fn each_way_of_paying_writes_one_transfer_that_sums_to_nought() {
    let pot = |bank: &TestBank| {
        ledger::balance(&bank.conn, bank.bank.accounts.pot)
            .unwrap()
            .get()
    };
    for (payment, balances, in_pot) in [
        (Payment::EachToLeaders, [120, -90, -30], 0),
        (Payment::EachToPot, [120, -90, -30], 0),
        (
            Payment::Sponsored {
                by: Sponsor::Pot,
                credit: false,
            },
            [120, 0, 0],
            -120,
        ),
        (
            Payment::Sponsored {
                by: Sponsor::Bank,
                credit: true,
            },
            [120, 90, 30],
            0,
        ),
    ] {
        let bank = TestBank::new();
        let id = held(&bank);
        settle(&bank, id, payment).unwrap();
        let found = [bank.ann, bank.bob, bank.nia].map(|who| bank.balance(who));
        assert_eq!((found, pot(&bank)), (balances, in_pot), "{payment:?}");
        assert_eq!(ledger::head(&bank.conn).unwrap().seq, 1);
        bank.assert_books_are_clean();
    }
}

#[test]
fn an_organisation_sponsors_out_of_its_own_hours() {
    let bank = TestBank::new();
    let library = bank.add("Northgate Library", Role::Member);
    let id = held(&bank);
    let payment = Payment::Sponsored {
        by: Sponsor::Member(library),
        credit: false,
    };
    settle(&bank, id, payment).unwrap();
    assert_eq!((bank.balance(library), bank.balance(bank.ann)), (-120, 120));
    bank.assert_books_are_clean();
}

#[test]
fn settling_twice_writes_once_and_taking_it_back_leaves_everybody_as_they_were() {
    let bank = TestBank::new();
    let id = held(&bank);
    settle(&bank, id, Payment::Split).unwrap();
    settle(&bank, id, Payment::Split).unwrap();
    assert_eq!(ledger::head(&bank.conn).unwrap().seq, 1);
    assert!(matches!(
        settle(&bank, id, Payment::EachToPot),
        Err(Error::Conflict(_))
    ));
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let undo = |reason: &str| bank.write(|tx| activity::take_back(tx, &ruth, id, reason, &moment));
    assert!(matches!(undo(" "), Err(Error::Invalid(_))));
    undo("Bob was not there").unwrap();
    assert_eq!(
        [bank.ann, bank.bob, bank.nia].map(|who| bank.balance(who)),
        [0, 0, 0]
    );
    let state = activity::get(&bank.conn, id).unwrap().state;
    assert!(matches!(state, ActivityState::TakenBack { .. }));
    assert_eq!(
        activity::tally(&bank.conn, bank.today(), bank.today()).unwrap(),
        Tally::default()
    );
    bank.assert_books_are_clean();
}

#[test]
fn what_changed_after_the_preview_is_not_written() {
    let bank = TestBank::new();
    let id = held(&bank);
    let plan = activity::proposal(&bank.conn, id, Payment::Split).unwrap();
    came(&bank, id, &[(bank.nia, Some(60))]);
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let answer = bank.write(|tx| activity::settle(tx, &ruth, id, Payment::Split, &plan, &moment));
    assert!(matches!(answer, Err(Error::Conflict(_))));
    assert_eq!(ledger::head(&bank.conn).unwrap().seq, 0);
}

#[test]
fn whoever_took_part_does_not_settle_it() {
    let bank = TestBank::new();
    let id = held(&bank);
    list(&bank, id, bank.ruth, Part::Attendee).unwrap();
    came(&bank, id, &[(bank.ruth, None)]);
    assert!(matches!(
        settle(&bank, id, Payment::Split),
        Err(Error::Forbidden(_))
    ));
}

#[test]
fn nothing_is_settled_before_its_day_or_without_anybody() {
    let bank = TestBank::new();
    let id = planned(&bank, bank.today() + Days::new(1));
    list(&bank, id, bank.ann, Part::Leader).unwrap();
    assert!(matches!(
        settle(&bank, id, Payment::Split),
        Err(Error::Invalid(_))
    ));
    list(&bank, id, bank.bob, Part::Attendee).unwrap();
    came(&bank, id, &[(bank.ann, None), (bank.bob, None)]);
    assert!(matches!(
        settle(&bank, id, Payment::Split),
        Err(Error::Conflict(_))
    ));
}

#[test]
fn a_member_signs_up_and_off_until_it_is_over() {
    let bank = TestBank::new();
    let id = planned(&bank, bank.today());
    let (bob, moment) = (bank.member(bank.bob), bank.moment());
    let sign = |coming| bank.write(|tx| activity::sign_up(tx, &bob, id, coming, &moment));
    let listed = || activity::people(&bank.conn, id).unwrap().len();
    sign(true).unwrap();
    sign(true).unwrap();
    assert_eq!(listed(), 1);
    sign(false).unwrap();
    assert_eq!(listed(), 0);
    list(&bank, id, bank.bob, Part::Leader).unwrap();
    assert!(matches!(sign(false), Err(Error::Conflict(_))));
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| activity::cancel(tx, &ruth, id, "The hall is shut", &moment))
        .unwrap();
    assert!(matches!(sign(true), Err(Error::Conflict(_))));
    let gone = planned(&bank, bank.today() - Days::new(1));
    let late = bank.write(|tx| activity::sign_up(tx, &bob, gone, true, &bank.moment()));
    assert!(matches!(late, Err(Error::Conflict(_))));
}

#[test]
fn the_statement_names_the_activity() {
    let bank = TestBank::new();
    let id = held(&bank);
    settle(&bank, id, Payment::Split).unwrap();
    let statement =
        timebank::statement::of_member(&bank.conn, &bank.bank, bank.bob, None, None).unwrap();
    let LineKind::Activity {
        what,
        activity,
        part,
    } = &statement.lines[0].kind
    else {
        panic!("{:?}", statement.lines[0].kind);
    };
    assert_eq!(&**what, "Chair yoga at St Bride’s");
    assert_eq!((*activity, *part), (id, Some(Part::Attendee)));
}
