//! The lists: complete, in the order and under the ids that stay, and harmless.

use std::collections::BTreeMap;

use reports::exports;
use timebank::actor::Role;
use timebank::audit::Search;
use timebank::member::MemberKind;

use crate::support::{Help, TestBank, busy_bank, period};

/// A CSV file as rows of columns.
pub(crate) fn read(file: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = file.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut reader = csv::Reader::from_reader(text);
    let columns = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        let cells = columns.iter().zip(&row);
        cells
            .map(|(column, cell)| (column.to_owned(), cell.to_owned()))
            .collect()
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

fn file(write: impl FnOnce(&mut Vec<u8>) -> reports::Result<()>) -> Vec<u8> {
    let mut file = Vec::new();
    write(&mut file).unwrap();
    file
}

fn header(file: &[u8]) -> &str {
    std::str::from_utf8(file).unwrap().lines().next().unwrap()
}

#[test]
fn the_columns_of_the_lists_stay() {
    let test = TestBank::new();
    let (conn, bank) = (&test.conn, &test.bank);
    assert_eq!(
        header(&file(|out| exports::exchanges(conn, bank, None, out))),
        "\u{feff}reference,id,state,done_on,recorded_on,minutes,hours_decimal,giver_number,\
         giver_name,receiver_number,receiver_name,category,description,channel,state_on,listing_id,\
         project,funder"
    );
    assert_eq!(
        header(&file(|out| exports::members(conn, bank, out))),
        "\u{feff}number,id,kind,name,state,role,joined_on,left_on,area,email,phone,\
         balance_minutes,balance_hours_decimal"
    );
    assert_eq!(
        header(&file(|out| exports::listings(conn, bank, out))),
        "\u{feff}id,kind,state,member_number,member_name,category,area,title,minutes,created_on,\
         closed_on,exchanges"
    );
    assert_eq!(
        header(&file(|out| exports::pot(conn, bank, out))),
        "\u{feff}seq,id,kind,done_on,posted_at,other_account,minutes,hours_decimal,\
         balance_minutes"
    );
    assert_eq!(
        header(&file(|out| exports::audit(
            conn,
            bank,
            &Search::default(),
            out
        ))),
        "\u{feff}at,actor_number,acted_as,channel,action,subject_id,subject_number,details"
    );
    assert_eq!(
        header(&file(|out| exports::transfers(conn, bank, out))),
        "\u{feff}seq,id,kind,done_on,posted_at,account_kind,account_number_or_name,minutes,\
         balance,digest"
    );
    assert_eq!(
        header(&file(|out| exports::statement(
            conn, bank, test.ann, None, None, out
        ))),
        "\u{feff}written_on,done_on,what,in_minutes,out_minutes,balance_minutes"
    );
}

#[test]
fn every_exchange_is_listed_in_every_state() {
    let test = TestBank::new();
    test.on("2026-07-04");
    test.posted(Help::new(test.ann, test.bob, 100).days_ago(2));
    test.confirmed(Help::new(test.ann, test.bob, 45));
    test.reverse(test.posted(Help::new(test.bob, test.school, 60)));
    let rows = read(&file(|out| {
        exports::exchanges(&test.conn, &test.bank, None, out)
    }));
    let states: Vec<&str> = rows.iter().map(|row| row["state"].as_str()).collect();
    assert_eq!(states, ["posted", "confirmed", "reversed"]);
    let first = &rows[0];
    for (column, expected) in [
        ("reference", "W-26-0001"),
        ("done_on", "2026-07-02"),
        ("recorded_on", "2026-07-04"),
        ("minutes", "100"),
        ("hours_decimal", "1.67"),
        ("giver_number", "W-0001-3"),
        ("giver_name", "Ann Whitcombe"),
        ("receiver_name", "Bob Farrow"),
        ("category", "Gardening"),
        ("description", "An afternoon’s help"),
        ("channel", "paper"),
    ] {
        assert_eq!(first[column], expected, "{column}");
    }
}

#[test]
fn a_period_keeps_to_the_days_the_help_was_given() {
    let test = TestBank::new();
    test.on("2026-08-02")
        .posted(Help::new(test.ann, test.bob, 60).days_ago(2));
    test.posted(Help::new(test.ann, test.bob, 60));
    let july = Some(period("2026-07-01", "2026-07-31"));
    let rows = read(&file(|out| {
        exports::exchanges(&test.conn, &test.bank, july, out)
    }));
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["done_on"], "2026-07-31");
}

#[test]
fn members_who_left_are_listed_and_the_balances_make_nought_with_the_banks_own() {
    let test = busy_bank(2);
    let rows = read(&file(|out| exports::members(&test.conn, &test.bank, out)));
    assert_eq!(rows.len(), 13);
    let left = rows.iter().find(|row| row["state"] == "left").unwrap();
    assert_ne!(left["left_on"], "");
    assert_eq!(left["balance_hours_decimal"], "0.00");
    let minutes = |row: &BTreeMap<String, String>| row["balance_minutes"].parse::<i64>().unwrap();
    let members: i64 = rows.iter().map(minutes).sum();
    let accounts = test.bank.accounts;
    let own: i64 = [
        accounts.pot,
        accounts.operating,
        accounts.issuance,
        accounts.opening,
    ]
    .into_iter()
    .map(|account| ledger::balance(&test.conn, account).unwrap().get())
    .sum();
    assert_eq!(members + own, 0);
    let organisation = rows
        .iter()
        .find(|row| row["kind"] == "organisation")
        .unwrap();
    assert_eq!(organisation["name"], "Mill End School");
}

#[test]
fn the_book_is_listed_entry_by_entry_and_names_nobody() {
    let test = busy_bank(1);
    let list = file(|out| exports::transfers(&test.conn, &test.bank, out));
    let written = std::str::from_utf8(&list).unwrap();
    assert!(!written.contains("Ann") && !written.contains("Example"));
    let rows = read(&list);
    let mut sums: BTreeMap<u64, i64> = BTreeMap::new();
    let mut balances: BTreeMap<&str, i64> = BTreeMap::new();
    for row in &rows {
        let minutes: i64 = row["minutes"].parse().unwrap();
        *sums.entry(row["seq"].parse().unwrap()).or_default() += minutes;
        let balance = balances.entry(&row["account_number_or_name"]).or_default();
        *balance += minutes;
        assert_eq!(row["balance"], balance.to_string());
    }
    assert!(sums.values().all(|sum| *sum == 0));
    let head = ledger::head(&test.conn).unwrap();
    assert_eq!(sums.len() as u64, head.seq);
    assert_eq!(rows.last().unwrap()["digest"], head.digest.to_string());
    assert!(balances.contains_key("issuance") && balances.contains_key("W-0001-3"));
}

#[test]
fn a_statement_leads_from_the_balance_before_to_the_balance_after() {
    let test = TestBank::new();
    test.on("2026-06-20")
        .posted(Help::new(test.ann, test.bob, 90));
    test.on("2026-07-03")
        .posted(Help::new(test.bob, test.ann, 30).days_ago(10));
    let wrong = test.posted(Help::new(test.ann, test.bob, 60));
    test.on("2026-07-05").reverse(wrong);
    test.on("2026-08-01")
        .posted(Help::new(test.ann, test.bob, 15));
    let (from, to) = ("2026-07-01".parse().ok(), "2026-07-31".parse().ok());
    let list = file(|out| exports::statement(&test.conn, &test.bank, test.ann, from, to, out));
    let lines = String::from_utf8(list).unwrap();
    assert_eq!(
        lines.replace("\r\n", "\n").trim_start_matches('\u{feff}'),
        "written_on,done_on,what,in_minutes,out_minutes,balance_minutes\n\
         2026-07-01,,Brought forward,,,90\n\
         2026-07-03,2026-06-23,Helped by Bob Farrow: An afternoon’s help,,30,60\n\
         2026-07-03,2026-07-03,Helped Bob Farrow: An afternoon’s help,60,,120\n\
         2026-07-05,2026-07-03,\"Put right, with Bob Farrow: Gardening. \
         It was another day\",,60,60\n\
         2026-07-31,,\"Total, and balance\",60,90,60\n"
    );
}

#[test]
fn no_name_is_run_as_a_formula_and_no_figure_is_turned_into_text() {
    let test = TestBank::new();
    let name = "=HYPERLINK(\"http://example.org\", \"Ann\")";
    let trick = test.add(name, MemberKind::Person, Role::Member);
    test.on("2026-07-03").posted(Help::new(test.ann, trick, 90));
    let members = read(&file(|out| exports::members(&test.conn, &test.bank, out)));
    let row = members
        .iter()
        .find(|row| row["name"].contains("HYPERLINK"))
        .unwrap();
    assert_eq!(row["name"], format!("'{name}"));
    assert_eq!(row["phone"], "'+44 1632 960118");
    assert_eq!(row["balance_minutes"], "-90");
    assert_eq!(row["balance_hours_decimal"], "-1.50");
    let exchanges = read(&file(|out| {
        exports::exchanges(&test.conn, &test.bank, None, out)
    }));
    assert_eq!(exchanges[0]["receiver_name"], format!("'{name}"));
}

#[test]
fn a_file_that_cannot_be_written_ends_the_export() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let test = busy_bank(1);
    let refused = exports::exchanges(&test.conn, &test.bank, None, &mut Full).unwrap_err();
    assert!(matches!(refused, reports::Error::Write(_)), "{refused}");
}
