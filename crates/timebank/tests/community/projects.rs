//! Projects: what they take by themselves, what is marked by hand, and that no total changes.

use chrono::NaiveDate;
use timebank::category;
use timebank::exchange::{self, Correction, Spoke};
use timebank::project::{self, Plan};
use timebank::{CategoryId, Error, ExchangeId, ProjectId, audit};

use crate::support::TestBank;

const GARDENING: i64 = 2;
const LIFTS: i64 = 3;

/// Help by Ann for Bob of this kind, approved.
fn help(bank: &TestBank, kind: i64) -> ExchangeId {
    let mut new = bank.help(bank.ann, bank.bob, 60);
    new.category = Some(CategoryId::new(kind));
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| {
        exchange::record_for(tx, &ruth, Spoke::Both, &new, &bank.moment())?;
        exchange::approve(tx, &ruth, new.id, None, &bank.moment())
    })
    .unwrap();
    new.id
}

fn gardens() -> Plan {
    Plan {
        name: "Gardens for all".into(),
        funder: "Wrensham Council".into(),
        category: Some(CategoryId::new(GARDENING)),
        ..Plan::default()
    }
}

fn begin(bank: &TestBank, plan: &Plan) -> ProjectId {
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| project::begin(tx, &ruth, plan, &bank.moment()))
        .unwrap()
}

fn change(bank: &TestBank, id: ProjectId, plan: &Plan) {
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| project::change(tx, &ruth, id, plan, &bank.moment()))
        .unwrap();
}

fn mark(bank: &TestBank, id: ExchangeId, to: Option<ProjectId>) -> timebank::Result<()> {
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| project::mark(tx, &ruth, id, to, &bank.moment()))
}

fn project_of(bank: &TestBank, id: ExchangeId) -> Option<ProjectId> {
    exchange::get(&bank.conn, id).unwrap().project
}

#[test]
fn a_project_takes_its_kind_of_help_what_is_there_and_what_comes() {
    let bank = TestBank::new();
    let (before, lift) = (help(&bank, GARDENING), help(&bank, LIFTS));
    let id = begin(&bank, &gardens());
    let after = help(&bank, GARDENING);
    assert_eq!(project_of(&bank, before), Some(id));
    assert_eq!(project_of(&bank, after), Some(id));
    assert_eq!(project_of(&bank, lift), None);
    let mark = project::mark_of(&bank.conn, after).unwrap().unwrap();
    assert!(!mark.by_hand && mark.project == "Gardens for all");
    assert_eq!(project::sizes(&bank.conn).unwrap()[&id], 2);
    assert_eq!(
        project::funders(&bank.conn).unwrap()[0].name,
        "Wrensham Council"
    );
}

#[test]
fn what_was_marked_by_hand_stays_whatever_a_project_takes() {
    let bank = TestBank::new();
    let (garden, lift) = (help(&bank, GARDENING), help(&bank, LIFTS));
    let id = begin(&bank, &gardens());
    mark(&bank, garden, None).unwrap();
    mark(&bank, lift, Some(id)).unwrap();
    let lifts = Plan {
        category: Some(CategoryId::new(LIFTS)),
        ..gardens()
    };
    change(&bank, id, &lifts);
    change(&bank, id, &gardens());
    assert_eq!(project_of(&bank, garden), None);
    assert_eq!(project_of(&bank, lift), Some(id));
    let rows = audit::of_subject(&bank.conn, lift.uuid()).unwrap();
    assert!(rows.iter().any(|row| row.action == "exchange.project"));
}

#[test]
fn what_a_project_took_by_itself_follows_its_days() {
    let bank = TestBank::new();
    let id = begin(&bank, &gardens());
    let garden = help(&bank, GARDENING);
    let day = exchange::get(&bank.conn, garden).unwrap().done_on;
    let later = Plan {
        from: day.succ_opt(),
        ..gardens()
    };
    change(&bank, id, &later);
    assert_eq!(project_of(&bank, garden), None);
    let on_the_day = Plan {
        from: Some(day),
        to: Some(day),
        ..gardens()
    };
    change(&bank, id, &on_the_day);
    assert_eq!(project_of(&bank, garden), Some(id));
}

#[test]
fn a_closed_project_takes_nothing_more_and_keeps_what_it_has() {
    let bank = TestBank::new();
    let id = begin(&bank, &gardens());
    let before = help(&bank, GARDENING);
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| project::open_or_close(tx, &ruth, id, false, &bank.moment()))
        .unwrap();
    let after = help(&bank, GARDENING);
    assert_eq!(project_of(&bank, before), Some(id));
    assert_eq!(project_of(&bank, after), None);
    assert!(matches!(
        mark(&bank, after, Some(id)),
        Err(Error::Invalid(_))
    ));
}

#[test]
fn what_is_put_right_belongs_where_it_belonged() {
    let bank = TestBank::new();
    let id = begin(&bank, &gardens());
    let lift = help(&bank, LIFTS);
    mark(&bank, lift, Some(id)).unwrap();
    let wrong = exchange::get(&bank.conn, lift).unwrap();
    let right = Correction {
        id: ExchangeId::new(bank.id()),
        giver: wrong.giver.id,
        receiver: wrong.receiver.id,
        category: wrong.category,
        description: wrong.description.clone(),
        done_on: wrong.done_on,
        minutes: ledger::Minutes::new(45).unwrap(),
        reason: "It was shorter".into(),
    };
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| exchange::correct(tx, &ruth, lift, None, &right, &bank.moment()))
        .unwrap();
    assert_eq!(project_of(&bank, right.id), Some(id));
}

#[test]
fn the_project_that_says_most_about_an_exchange_takes_it() {
    let bank = TestBank::new();
    let nia = bank.person(bank.nia).administrator().unwrap();
    let area = bank
        .write(|tx| category::add_area(tx, &nia, "Mill End", &bank.moment()))
        .unwrap();
    let lives = "UPDATE member SET area = ?1 WHERE id = ?2";
    bank.conn.execute(lives, (area, bank.bob)).unwrap();
    begin(&bank, &gardens());
    let narrow = Plan {
        name: "Gardens here".into(),
        area: Some(area),
        ..gardens()
    };
    let narrow = begin(&bank, &narrow);
    assert_eq!(project_of(&bank, help(&bank, GARDENING)), Some(narrow));
}

#[test]
fn a_project_without_a_name_or_with_its_end_before_its_beginning_is_refused() {
    let bank = TestBank::new();
    let ruth = bank.coordinator(bank.ruth);
    let day = |day| NaiveDate::from_ymd_opt(2026, 4, day);
    let wrong = Plan {
        name: " ".into(),
        from: day(2),
        to: day(1),
        ..Plan::default()
    };
    let refused = bank.write(|tx| project::begin(tx, &ruth, &wrong, &bank.moment()));
    let Err(Error::Invalid(fields)) = refused else {
        panic!("{refused:?}");
    };
    let fields: Vec<&str> = fields.iter().map(|error| error.field).collect();
    assert_eq!(fields, ["name", "to_day"]);
    begin(&bank, &gardens());
    let again = bank.write(|tx| project::begin(tx, &ruth, &gardens(), &bank.moment()));
    assert!(matches!(again, Err(Error::Invalid(_))), "one name, once");
}

#[test]
fn two_kinds_made_one_are_taken_by_the_project_of_either() {
    let bank = TestBank::new();
    let id = begin(&bank, &gardens());
    let nia = bank.person(bank.nia).administrator().unwrap();
    let (goes, stays) = (CategoryId::new(GARDENING), CategoryId::new(LIFTS));
    bank.write(|tx| category::merge(tx, &nia, goes, stays, &bank.moment()))
        .unwrap();
    assert_eq!(project_of(&bank, help(&bank, LIFTS)), Some(id));
}
