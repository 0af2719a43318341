//! The small bank of `tests/data/timeoverflow`, figure by figure.

use chrono::NaiveDate;
use ledger::{Minutes, TransferKind};
use timebank::audit;
use timebank::clock::Channel;
use timebank::exchange::{self, Exchange, ExchangeState, Filter, RecordedAs};
use timebank::import::timeoverflow::Standing;
use timebank::listing::{self, ListingKind};
use timebank::member::State;

use crate::support::{TRANSFERS, TestBank, USERS, files_of, fixture};

/// Number, balance in minutes and opening transfer of each member.
const BALANCES: [(u32, i64, i64); 10] = [
    (1, -840, 90),
    (2, 55, 0),
    (3, 56, 1),
    (4, 165, 0),
    (5, 200, 60),
    (6, -110, 0),
    (7, 345, 0),
    (8, -31, -1),
    (10, 440, 0),
    (12, 60, 60),
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn imported() -> TestBank {
    let bank = TestBank::new();
    bank.import(&fixture());
    bank
}

fn exchanges(bank: &TestBank) -> Vec<Exchange> {
    exchange::list(&bank.conn, &Filter::default(), None, 1_000).unwrap()
}

fn exchange_of(bank: &TestBank, done_on: &str, giver: u32) -> Exchange {
    let giver = bank.member(giver).id;
    exchanges(bank)
        .into_iter()
        .find(|e| e.done_on == day(done_on) && e.giver.id == giver)
        .unwrap()
}

#[test]
fn every_member_has_the_balance_of_the_source() {
    let bank = imported();
    for (number, minutes, _) in BALANCES {
        assert_eq!(bank.balance(number), minutes, "number {number}");
    }
    bank.expect_clean_books();
}

#[test]
fn the_plan_tells_before_anything_is_written_what_will_be() {
    let bank = TestBank::new();
    let rows = bank.rows();
    let plan = bank.plan(&fixture());
    assert_eq!(bank.rows(), rows, "a plan writes nothing");

    let totals = &plan.totals;
    assert_eq!((totals.members.new, totals.left), (10, 3));
    assert_eq!(
        (totals.exchanges.new, totals.exchanges.new_minutes),
        (26, 2_910)
    );
    assert_eq!((totals.pot.new, totals.pot.new_minutes), (4, 270));
    assert_eq!((totals.offers.new, totals.requests.new), (4, 1));
    let months: Vec<_> = totals
        .months
        .iter()
        .map(|(name, month)| (name.as_str(), month.exchanges, month.minutes))
        .collect();
    assert_eq!(
        months,
        [
            ("2024-03", 7, 615),
            ("2024-04", 12, 1_740),
            ("2024-05", 7, 555)
        ]
    );
    let people: Vec<_> = plan
        .people
        .iter()
        .filter(|person| person.standing == Standing::New)
        .map(|person| (person.number.get(), person.after, person.opening))
        .collect();
    assert_eq!(people, BALANCES);
    assert_eq!(plan.sum_after(), 0);

    let outcome = bank.apply(&plan).unwrap();
    assert_eq!((outcome.members, outcome.left), (10, 3));
    assert_eq!((outcome.exchanges, outcome.minutes), (26, 2_910));
    assert_eq!((outcome.pot, outcome.openings, outcome.listings), (4, 8, 5));
}

#[test]
fn the_sheet_can_be_read_by_a_committee() {
    let bank = TestBank::new();
    let sheet = bank.plan(&fixture()).to_string();
    for line in [
        "Import from TimeOverflow into Wrensham Timebank",
        "  Members                                        10              0             10",
        "    hours of these                            48:30           0:00          48:30",
        "  2024-04          12        29:00",
        "       8 Constance Vane                  −1831     −0:31     −0:30     −0:01 \
         \x20    0:00     −0:31",
        "  Sum of all accounts                  0:00         0:00",
        "  1 alternative phone number is not brought over.",
    ] {
        assert!(sheet.lines().any(|other| other == line), "{line}\n{sheet}");
    }
    let last = sheet.lines().last().unwrap();
    assert!(
        last.starts_with("Nothing has been changed yet. --commit would add"),
        "{last}"
    );
}

#[test]
fn the_same_files_again_change_nothing() {
    let bank = imported();
    let before = (bank.rows(), ledger::head(&bank.conn).unwrap());

    let plan = bank.plan(&fixture());
    assert!(plan.is_nothing_new());
    assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
    assert!(plan.what_next().contains("would change nothing"));
    assert!(bank.apply(&plan).unwrap().is_nothing());

    assert_eq!((bank.rows(), ledger::head(&bank.conn).unwrap()), before);
}

#[test]
fn a_byte_order_mark_and_line_ends_of_another_system_make_no_difference() {
    let foreign = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let bank = TestBank::new();
    bank.import(&files_of(USERS, TRANSFERS));
    let plan = bank.plan(&files_of(foreign(USERS), foreign(TRANSFERS)));
    assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
    assert!(plan.is_nothing_new());
}

#[test]
fn members_keep_their_number_day_and_telephone_and_lose_made_up_addresses() {
    let bank = imported();
    let tilda = bank.member(1);
    assert_eq!(
        (tilda.name.as_str(), tilda.state),
        ("Tilda Marsh", State::Active)
    );
    assert_eq!(tilda.email.as_deref(), Some("tilda@example.org"));
    assert_eq!(tilda.joined_on, Some(day("2023-04-01")));
    assert_eq!(bank.member(2).phone, "01632 960102");
    assert_eq!(
        bank.member(3).phone,
        "01632 960103",
        "the alternative where there is no other"
    );
    assert_eq!(
        bank.member(4).email,
        None,
        "the source made this address up"
    );
    assert_eq!(bank.member(6).email, None);
    assert_eq!(bank.member(5).name, "Ford, Imogen");
    assert_eq!(bank.member(6).name, "Yara (Yaz) Holm");
}

#[test]
fn a_transfer_becomes_a_posted_exchange_on_its_own_day() {
    let bank = imported();
    let first = exchange_of(&bank, "2024-03-02", 2);
    assert_eq!(
        first.receiver.id,
        bank.member(1).id,
        "whoever paid was helped"
    );
    assert_eq!(first.minutes, Minutes::new(120).unwrap());
    assert_eq!(first.description, "Gardening");
    assert_eq!(first.channel, Channel::Import);
    assert_eq!(first.recorded_as, RecordedAs::System);
    assert!(matches!(first.state, ExchangeState::Posted { .. }));
    assert!(exchanges(&bank).iter().any(|e| e.description.is_empty()));
}

#[test]
fn the_kind_of_help_is_found_by_name_or_among_the_offers() {
    let bank = imported();
    let name = |done_on, giver| exchange_of(&bank, done_on, giver).category_name;
    assert_eq!(name("2024-03-02", 2), "Gardening");
    assert_eq!(name("2024-03-03", 3), "Sewing and mending", "& is and");
    assert_eq!(name("2024-04-20", 10), "Languages", "capitals do not count");
    assert_eq!(
        name("2024-05-31", 1),
        "Getting about",
        "a heading the bank did not have"
    );
    assert_eq!(
        name("2024-04-13", 8),
        "Computers and phones",
        "from the requests"
    );
    assert_eq!(
        name("2024-05-02", 5),
        "",
        "the offer stands under no heading"
    );
}

#[test]
fn people_who_left_are_members_who_left_with_a_closed_account_at_nought() {
    let bank = imported();
    let left: Vec<_> = bank
        .members()
        .into_iter()
        .filter(|member| member.state == State::Left)
        .collect();
    let names: Vec<_> = left
        .iter()
        .map(|member| (member.number.get(), member.name.as_str()))
        .collect();
    // Those behind the phrase exchanged among themselves, so they are two.
    let phrase = "The user is not active";
    assert_eq!(names, [(11, "Hal Tregear"), (13, phrase), (14, phrase)]);
    for member in &left {
        assert_eq!(bank.balance_of(member.account), 0);
        let account = ledger::account(&bank.conn, member.account)
            .unwrap()
            .unwrap();
        assert!(account.closed_at.is_some());
        assert_eq!(
            member.joined_on, None,
            "nobody knows when, so no report counts it"
        );
    }
    assert_eq!(left[0].left_on, Some(day("2024-05-12")));
}

#[test]
fn transfers_with_the_banks_own_account_are_gifts_and_no_exchanges() {
    let bank = imported();
    let pot = bank.bank.accounts.pot;
    assert_eq!(bank.balance_of(pot), 30);
    let statement = ledger::statement(&bank.conn, pot, None, None).unwrap();
    let lines: Vec<_> = statement
        .lines
        .iter()
        .map(|line| (line.kind, line.minutes.get()))
        .collect();
    assert_eq!(
        lines,
        [
            (TransferKind::Grant, -60),
            (TransferKind::Grant, -60),
            (TransferKind::Donation, 30),
            (TransferKind::Donation, 120),
        ]
    );
    assert_eq!(exchanges(&bank).len(), 26);
}

#[test]
fn an_opening_transfer_stands_first_and_is_dated_before_all_else() {
    let bank = imported();
    let tilda = bank.member(1);
    let statement = ledger::statement(&bank.conn, tilda.account, None, None).unwrap();
    let first = &statement.lines[0];
    assert_eq!(
        (first.kind, first.minutes.get()),
        (TransferKind::Opening, 90)
    );
    assert_eq!(first.done_on, day("2023-04-01"), "the day of joining");
    let days: Vec<_> = statement.lines[1..]
        .iter()
        .map(|line| line.done_on)
        .collect();
    assert!(days.is_sorted(), "{days:?}");

    let hal = bank.member(11);
    let statement = ledger::statement(&bank.conn, hal.account, None, None).unwrap();
    assert_eq!(
        statement.lines[0].done_on,
        day("2024-03-15"),
        "the first transfer"
    );
    assert_eq!(statement.closing.get(), 0);
}

#[test]
fn offers_and_requests_become_open_listings() {
    let bank = imported();
    let offers = listing::of_member(&bank.conn, bank.member(1).id).unwrap();
    assert_eq!(offers.len(), 1);
    let lift = &offers[0];
    assert_eq!(
        (lift.kind, lift.title.as_str()),
        (ListingKind::Offer, "Lift to the clinic")
    );
    assert_eq!(lift.category_name, "Getting about");
    assert_eq!(lift.details, "(tags: car)");
    assert_eq!(bank.bank.day_of(lift.created_at), day("2023-04-02"));
    let requests = listing::of_member(&bank.conn, bank.member(10).id).unwrap();
    assert_eq!(requests[0].kind, ListingKind::Request);
    assert_eq!(requests[0].category_name, "Computers and phones");
    assert_eq!(
        bank.count("listing"),
        5,
        "those of people who left are not brought in"
    );
}

#[test]
fn the_import_writes_one_audit_row_beside_one_for_each_member() {
    let bank = TestBank::new();
    let before = bank.count("audit");
    bank.import(&fixture());
    assert_eq!(bank.count("audit") - before, 13 + 1);
    assert_eq!(bank.count("outbox"), 0, "nobody is told of what they know");
    let steps = audit::of_subject(&bank.conn, bank.member(1).id.uuid()).unwrap();
    assert_eq!(steps[0].acted_as, "cli");
}

#[test]
fn a_plan_of_another_day_is_refused() {
    let bank = TestBank::new();
    let plan = bank.plan(&fixture());
    bank.import(&fixture());
    let rows = bank.rows();
    let refused = bank.apply(&plan).unwrap_err();
    assert!(
        refused.to_string().contains("has changed since"),
        "{refused}"
    );
    assert_eq!(bank.rows(), rows);
}
