//! A later export: only what is new comes in, and a contradiction is named.

use timebank::exchange::{self, Filter};
use timebank::import::timeoverflow::{Files, Options, Plan, Standing};
use timebank::member::State;

use crate::support::{TRANSFERS, TestBank, USERS, files_of, fixture, transfers, users};

fn imported() -> TestBank {
    let bank = TestBank::new();
    bank.import(&files_of(USERS, TRANSFERS));
    bank
}

fn and(text: &str, lines: &[&str]) -> String {
    let mut text = text.to_owned();
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn one_bad_line(plan: &Plan) -> String {
    assert_eq!(plan.bad_lines.len(), 1, "{:?}", plan.bad_lines);
    plan.bad_lines[0].to_string()
}

#[test]
fn a_later_export_adds_what_is_new() {
    let bank = imported();
    let exchanges = bank.count("exchange");
    let later_users = and(
        &USERS
            .replace("en,3300\n", "en,-300\n")
            .replace("en,3600\n", "en,3000\n"),
        &["15,Ada Finch,ada@example.org,,,2024-06-02,,en,7200"],
    );
    let later = and(
        TRANSFERS,
        &[
            "2024-06-03,Rowan Peake (2),Ada Finch (15),Gardening,1:00",
            "2024-06-04,Wilf Abara (12),The user is not active,Gardening,0:10",
        ],
    );
    let plan = bank.plan(&files_of(later_users, later));
    assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
    let outcome = bank.apply(&plan).unwrap();
    assert_eq!(
        (outcome.members, outcome.left, outcome.exchanges),
        (1, 1, 2)
    );
    assert_eq!(bank.count("exchange"), exchanges + 2);
    assert_eq!(
        (bank.balance(2), bank.balance(12), bank.balance(15)),
        (-5, 50, 120)
    );
    bank.expect_clean_books();
}

#[test]
fn equal_rows_are_counted_one_by_one() {
    let bank = imported();
    let again = "2024-05-03,Odette Quill (3),Yara (Yaz) Holm (6),Lift to the station,0:35";
    let users = USERS
        .replace("es,-6629\n", "es,-4529\n")
        .replace("en,3330\n", "en,1230\n");
    let plan = bank.plan(&files_of(users, and(TRANSFERS, &[again])));
    assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
    assert_eq!(plan.totals.exchanges.new, 1);
    bank.apply(&plan).unwrap();
    assert_eq!((bank.balance(3), bank.balance(6)), (21, -75));
}

#[test]
fn a_changed_name_is_the_same_member_and_the_same_history() {
    let bank = imported();
    let renamed = |text: &str| text.replace("Odette Quill", "Odette Marsh-Quill");
    let plan = bank.plan(&files_of(renamed(USERS), renamed(TRANSFERS)));
    assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
    assert!(plan.is_nothing_new());
}

#[test]
fn two_names_for_one_number_are_pointed_out() {
    let bank = TestBank::new();
    let plan = bank.plan(&files_of(
        USERS,
        TRANSFERS.replace("Odette Quill", "Odile Quinn"),
    ));
    let note = "The transfers call number 3 “Odile Quinn”, which is not the name in users.csv.";
    assert!(
        plan.notes.iter().any(|other| other == note),
        "{:?}",
        plan.notes
    );
}

/// The source shows nobody who has left by name: their old transfers look different now.
#[test]
fn somebody_who_left_since_is_recognised_behind_the_phrase() {
    let bank = imported();
    let without = |text: &str| -> String {
        text.lines()
            .filter(|line| !line.starts_with("10,"))
            .map(|line| line.replace("Mirela Pop (10)", "Persona usuària no activa") + "\n")
            .collect()
    };
    let plan = bank.plan(&files_of(without(USERS), without(TRANSFERS)));
    assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
    assert!(plan.is_nothing_new(), "{plan}");
    assert_eq!(plan.totals.exchanges.known, 26);
}

#[test]
fn an_opening_that_would_be_another_one_now_is_a_bad_line_with_both_figures() {
    let bank = imported();
    let rows = bank.rows();
    let files = files_of(USERS.replace("en,12000\n", "en,13200\n"), TRANSFERS);
    let skip = Options {
        skip_bad_lines: true,
        ..Options::default()
    };
    for options in [Options::default(), skip] {
        let plan = bank.plan_with(&files, &options);
        assert_eq!(
            one_bad_line(&plan),
            "users.csv, line 6: the opening transfer of Ford, Imogen (5) would be 80 minutes \
                 now, but 60 stand in the book: the files tell another history than those of the \
                 earlier import"
        );
        assert!(bank.apply(&plan).is_err(), "it cannot be left out either");
    }
    assert_eq!(bank.rows(), rows);
}

#[test]
fn a_transfer_that_changed_in_the_source_is_not_posted_twice() {
    let bank = imported();
    let plan = bank.plan(&files_of(
        USERS,
        TRANSFERS.replace("Choir, for everybody", "Choir"),
    ));
    assert_eq!(plan.totals.exchanges.new, 2);
    let numbers: Vec<u64> = plan.obstacles().map(|line| line.line).collect();
    assert_eq!(numbers, [5, 8, 10], "the three who took part");
    assert!(bank.apply(&plan).is_err());
    let note = "2 transfers of an earlier import are not in these files; they stay.";
    assert!(
        plan.notes.iter().any(|other| other == note),
        "{:?}",
        plan.notes
    );
}

#[test]
fn an_export_of_the_last_weeks_alone_adds_what_is_new() {
    let bank = imported();
    let files = files_of(
        USERS
            .replace("en,3600\n", "en,7200\n")
            .replace("en,3300\n", "en,-300\n"),
        transfers(&["2024-06-03,Rowan Peake (2),Wilf Abara (12),Gardening,1:00"]),
    );
    let plan = bank.plan(&files);
    assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
    bank.apply(&plan).unwrap();
    assert_eq!((bank.balance(2), bank.balance(12)), (-5, 120));
}

#[test]
fn a_new_transfer_of_somebody_who_is_in_the_users_file_no_more_is_a_bad_line() {
    let bank = imported();
    let users = users(&["12,Wilf Abara,wilf@example.org,01632 960112,,2024-05-01,,en,3600"]);
    let files = files_of(
        users,
        transfers(&["2024-06-03,Wilf Abara (12),Hal Tregear (11),,1:00"]),
    );
    let plan = bank.plan(&files);
    assert_eq!(
        one_bad_line(&plan),
        "transfers.csv, line 2: Hal Tregear (11) came with an earlier import and is not in \
         users.csv now"
    );
}

#[test]
fn exchanges_recorded_here_since_do_not_disturb_a_later_import() {
    let bank = imported();
    let (giver, receiver) = (bank.member(2), bank.member(3));
    let new = exchange::NewExchange {
        id: timebank::ExchangeId::new(uuid::Uuid::from_u128(9)),
        giver: giver.id,
        receiver: receiver.id,
        listing: None,
        category: None,
        description: "Shelves".into(),
        note: String::new(),
        done_on: "2026-11-20".parse().unwrap(),
        minutes: ledger::Minutes::new(45).unwrap(),
    };
    let by = timebank::System::COMMAND_LINE;
    bank.write(|tx| exchange::import_posted(tx, &by, &new, &bank.moment()).map(|_| ()))
        .unwrap();
    let plan = bank.plan(&fixture());
    assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
    assert_eq!(plan.totals.exchanges.new, 0);
    let rowan = plan.people.iter().find(|p| p.number.get() == 2).unwrap();
    assert_eq!(
        (rowan.standing, rowan.before, rowan.after),
        (Standing::Known, 100, 100)
    );
    let outcome = bank.apply(&plan).unwrap();
    assert_eq!(outcome.listings, 5, "only the offers and requests are new");
    assert_eq!(bank.balance(2), 100);
}

#[test]
fn the_banks_own_account_may_go_by_another_name() {
    let bank = TestBank::new();
    let files: Files = files_of(
        USERS,
        TRANSFERS.replace("Wrensham Timebank", "Banc del temps"),
    );
    let options = Options {
        bank_account_name: Some("banc del Temps".into()),
        ..Options::default()
    };
    let plan = bank.plan_with(&files, &options);
    assert_eq!(plan.totals.pot.new, 4);
    assert_eq!(plan.totals.left, 3);
    // Without the name it is somebody who left.
    let plan = bank.plan(&files);
    assert_eq!((plan.totals.pot.new, plan.totals.left), (0, 4));
    bank.apply(&plan).unwrap();
    let left = |p: &&timebank::member::Profile| p.state == State::Left;
    assert_eq!(bank.members().iter().filter(left).count(), 4);
    let all = exchange::list(&bank.conn, &Filter::default(), None, 1_000).unwrap();
    assert_eq!(all.len(), 30);
}
