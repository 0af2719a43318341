//! The forbidden writes, one by one and counted: seventeen of the transfers, three more of their
//! rules, and those of holds, months and refusals. With plain SQL on a plain connection, with
//! foreign keys and without them, as the `sqlite3` shell has them.
//!
//! One of them the file cannot know without foreign keys: entries that never get their transfer.
//! They are committed, found by the proof, and never sealed; `forbidden.rs` shows that.

mod holds;
mod months;
mod transfers;

use chrono::{DateTime, Utc};
use ledger::{Limits, Month, ReopenReason};
use rusqlite::Connection;

use super::support::{
    account, assert_proved, at, dump, empty, help, hold_id, id, limits, open_members, promise,
    write,
};

/// A write that somebody might try, and what the file says to it.
struct Forbidden {
    name: &'static str,
    sql: String,
    refusal: &'static str,
    /// The file refuses it without foreign keys too.
    always: bool,
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The time of the newest step of the book, and so of the next write.
const NOW: i64 = 1_790_845_200;
const KEPT: &str = "the book is append-only";

/// Keys: Ida 1 (−60 to 120), Tom 2, Noor 3 (closed), Mia 4, Sam 5. Transfers 1 (Ida +30), 2
/// (+20), 3 reverses 1, 4 posts hold 1 (Ida −10); so Ida stands at 10, with four entries, Tom at
/// −10. Hold steps: 1 and 2 place 10 and 40 of Ida's, 3 posts the first, 4 places 5 of Tom's for
/// Mia, 5 releases it, 6 places 7 of Mia's that are past their time. August and September 2026
/// are closed, September was opened again and closed. Transfer b9 was refused. Transfer 5 is next.
fn book() -> Connection {
    let mut book = empty();
    write(&mut book, |tx| {
        let member = ledger::AccountKind::Member;
        ledger::open_account(tx, account(1), member, limits(-60, 120), at(0)).unwrap();
        open_members(tx, &[2, 3, 4, 5]);
        ledger::close_account(tx, account(3), at(0)).unwrap();
        ledger::post(tx, &help(1, 2, 1, 30, "2026-09-20"), at(1)).unwrap();
        ledger::post(tx, &help(2, 2, 1, 20, "2026-09-20"), at(2)).unwrap();
        ledger::reverse(tx, id(1), id(3), None, at(3)).unwrap();
        let far = 2_000_000;
        ledger::place(tx, &promise(1, 1, None, 10, far), at(4)).unwrap();
        ledger::place(tx, &promise(2, 1, None, 40, far), at(4)).unwrap();
        let kept = help(4, 1, 2, 10, "2026-09-20");
        ledger::post_hold(tx, hold_id(1), &kept, at(5)).unwrap();
        ledger::place(tx, &promise(3, 2, Some(4), 5, far), at(6)).unwrap();
        ledger::release(tx, hold_id(3), at(6), None).unwrap();
        ledger::place(tx, &promise(4, 4, None, 7, 60), at(7)).unwrap();
        let closing = instant("2026-10-01T09:00:00Z");
        for n in [8, 9] {
            let month = Month::new(2026, n).unwrap();
            ledger::close_month(tx, month, month.end_in_utc(), closing, None).unwrap();
        }
        let september = Month::new(2026, 9).unwrap();
        ledger::reopen_month(tx, september, ReopenReason::Audit, closing, None).unwrap();
        let end = september.end_in_utc();
        ledger::close_month(tx, september, end, closing, None).unwrap();
        let refused = help(0xb9, 1, 2, 500, "2026-09-20");
        ledger::attempt(tx, &refused, closing).unwrap();
    });
    assert_eq!(ledger::head(&book).unwrap().seq, 4);
    book
}

fn entries(rows: &str) -> String {
    format!("INSERT INTO ledger_entry (transfer, account, number, minutes, balance) VALUES {rows};")
}

const D: &str = "zeroblob(32)";
const GOOD: &str = "(5, 1, 5, 5, 15), (5, 2, 5, -5, -15)";

/// A transfer row of two entries, under the id and with the number and the time it says.
fn seal(seq: i64, id: &str, at: i64) -> String {
    format!(
        "INSERT INTO ledger_transfer VALUES
           ({seq}, {id}, 'help', '2026-09-21', {at}, 2, NULL, NULL, {D});"
    )
}

fn sealed(rows: &str) -> String {
    entries(rows) + &seal(5, "zeroblob(16)", NOW)
}

fn reversal(rows: &str, of: i64) -> String {
    entries(rows)
        + &format!(
            "INSERT INTO ledger_transfer VALUES
               (5, zeroblob(16), 'reversal', '2026-09-21', {NOW}, 2, {of}, NULL, {D});"
        )
}

/// A step of a hold. `rest` is its columns from the id to the transfer.
fn step(seq: i64, word: &str, rest: &str) -> String {
    format!("INSERT INTO ledger_hold VALUES ({seq}, '{word}', {rest}, NULL, {D});")
}

/// A step of a month. `rest` is its end, its head in two columns, the newest transfer, the reason,
/// and the months that stand closed after it.
fn month(number: i64, word: &str, month: &str, at: i64, rest: [&str; 7]) -> String {
    let [ends_at, head, digest, after, reason, from, through] = rest;
    format!(
        "INSERT INTO ledger_period VALUES ({number}, '{word}', '{month}', {at}, \
           {ends_at}, {head}, {digest}, {after}, {reason}, NULL, {from}, {through});"
    )
}

fn refusal(id: &str, after: i64, at: i64) -> String {
    format!(
        "INSERT INTO ledger_refusal VALUES ({id}, {D}, {at}, {after}, 'account_closed', NULL,
           zeroblob(16), NULL, NULL, NULL, NULL);"
    )
}

fn forbidden(name: &'static str, sql: impl Into<String>, refusal: &'static str) -> Forbidden {
    Forbidden {
        name,
        sql: sql.into(),
        refusal,
        always: true,
    }
}

/// Tries each and answers how many were refused.
fn refused(all: &[Forbidden], foreign_keys: bool) -> usize {
    let book = book();
    book.pragma_update(None, "foreign_keys", foreign_keys)
        .unwrap();
    let before = dump(&book);
    let mut count = 0;
    for write in all {
        let outcome = book.execute_batch(&format!("BEGIN; {} COMMIT;", write.sql));
        if outcome.is_ok() && !write.always && !foreign_keys {
            // Undo is not possible in the book itself: begin anew.
            return count + refused(&all[position(all, write.name) + 1..], foreign_keys);
        }
        if !book.is_autocommit() {
            book.execute_batch("ROLLBACK").unwrap();
        }
        let Err(error) = outcome else {
            panic!("taken: {}: {}", write.name, write.sql);
        };
        let said = error.to_string();
        assert!(
            said.contains(write.refusal),
            "{}: refused otherwise: {said}",
            write.name
        );
        assert_eq!(dump(&book), before, "{}", write.name);
        count += 1;
    }
    assert_proved(&book);
    count
}

fn position(all: &[Forbidden], name: &str) -> usize {
    all.iter().position(|write| write.name == name).unwrap()
}

#[test]
fn seventeen_of_seventeen_forbidden_writes_are_refused_by_the_file() {
    let all = transfers::all();
    let (with, without) = (refused(&all, true), refused(&all, false));
    println!(
        "refused: {with} of {}, without foreign keys {without}",
        all.len()
    );
    assert_eq!((all.len(), with, without), (17, 17, 16));
}

#[test]
fn what_breaks_the_rules_of_reversals_months_and_accounts_is_refused_by_the_file() {
    let all = transfers::of_rules();
    let (with, without) = (refused(&all, true), refused(&all, false));
    println!(
        "refused: {with} of {}, without foreign keys {without}",
        all.len()
    );
    assert_eq!((with, without), (all.len(), all.len()));
}

#[test]
fn what_breaks_the_rules_of_holds_is_refused_by_the_file() {
    let all = holds::all();
    let (with, without) = (refused(&all, true), refused(&all, false));
    println!(
        "refused: {with} of {}, without foreign keys {without}",
        all.len()
    );
    assert_eq!((with, without), (all.len(), all.len() - 1));
}

#[test]
fn what_breaks_the_rules_of_closed_months_is_refused_by_the_file() {
    let all = months::all();
    let (with, without) = (refused(&all, true), refused(&all, false));
    println!(
        "refused: {with} of {}, without foreign keys {without}",
        all.len()
    );
    assert_eq!((with, without), (all.len(), all.len()));
}

#[test]
fn what_contradicts_a_kept_answer_is_refused_by_the_file() {
    let all = months::of_refusals();
    let (with, without) = (refused(&all, true), refused(&all, false));
    println!(
        "refused: {with} of {}, without foreign keys {without}",
        all.len()
    );
    assert_eq!((with, without), (all.len(), all.len()));
}

/// The same writes, well formed, are taken: so each refusal above is of what it names.
#[test]
fn well_formed_steps_in_plain_sql_are_taken() {
    let taken = |sql: &str| {
        let book = book();
        book.execute_batch(&format!("BEGIN; {sql} COMMIT;"))
            .unwrap();
    };
    let later = NOW + 900;
    taken(&step(
        7,
        "place",
        &format!("zeroblob(16), NULL, 1, 2, 30, 70, {NOW}, {later}, 4, 1, NULL"),
    ));
    let post = format!("NULL, 2, 1, NULL, -40, 0, {NOW}, NULL, 4, 1, 5");
    taken(&(step(7, "post", &post) + &sealed("(5, 1, 5, -40, -30), (5, 2, 5, 40, 30)")));
    taken(&step(
        7,
        "release",
        &format!("NULL, 2, 1, NULL, -40, 0, {NOW}, NULL, 4, 1, NULL"),
    ));
    taken(&step(
        7,
        "lapse",
        &format!("NULL, 6, 4, NULL, -7, 0, {NOW}, NULL, 4, 0, NULL"),
    ));
    let end = "unixepoch('2026-10-01', '+1 month')";
    let digest = "(SELECT digest FROM ledger_transfer WHERE seq = 4)";
    let good = [end, "4", digest, "4", "NULL", "'2026-08'", "'2026-10'"];
    taken(&month(5, "close", "2026-10", 1_798_761_600, good));
    let open = [
        "NULL",
        "NULL",
        "NULL",
        "4",
        "'audit'",
        "'2026-08'",
        "'2026-08'",
    ];
    taken(&month(5, "reopen", "2026-09", NOW, open));
    taken(&refusal("zeroblob(16)", 4, NOW));
    taken(&reversal("(5, 1, 5, -20, -10), (5, 2, 5, 20, 10)", 2));
    assert_eq!(Limits::NONE.lower, None);
}
