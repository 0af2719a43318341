//! Writes that the file itself refuses, with plain SQL on a plain connection: whoever opens it.

use rusqlite::Connection;

use super::support::{
    account, assert_proved, at, dump, empty, help, id, limits, open_members, write,
};

/// Keys 1 to 5: Ida (−60 to 120), Tom, Noor (closed), Mia and Sam (no entry).
/// Transfer 1: Ida +30 Tom −30; 2: Ida +20 Tom −20; 3 reverses 1. So Ida stands at 20 and Tom at
/// −20, three entries each; transfer 4 is next.
fn book() -> Connection {
    let mut book = empty();
    write(&mut book, |tx| {
        let ida = account(1);
        ledger::open_account(
            tx,
            ida,
            ledger::AccountKind::Member,
            limits(-60, 120),
            at(0),
        )
        .unwrap();
        open_members(tx, &[2, 3, 4, 5]);
        ledger::close_account(tx, account(3), at(0)).unwrap();
        ledger::post(tx, &help(1, 2, 1, 30, "2026-09-20"), at(1)).unwrap();
        ledger::post(tx, &help(2, 2, 1, 20, "2026-09-20"), at(2)).unwrap();
        ledger::reverse(tx, id(1), id(3), None, at(3)).unwrap();
    });
    book
}

const TIME: i64 = 1_789_981_203;

/// `(transfer, account, number, minutes, balance)`, as SQL.
fn entries(rows: &str) -> String {
    format!("INSERT INTO ledger_entry (transfer, account, number, minutes, balance) VALUES {rows};")
}

/// A transfer row; `rest` is kind, day, instant, entries, reverses, source, digest.
fn transfer(seq: i64, id: &str, rest: &str) -> String {
    format!("INSERT INTO ledger_transfer VALUES ({seq}, {id}, {rest});")
}

/// A seal that fits two good entries.
fn seal(seq: i64) -> String {
    transfer(
        seq,
        "zeroblob(16)",
        &format!("'help', '2026-09-21', {TIME}, 2, NULL, NULL, {D}"),
    )
}

const D: &str = "zeroblob(32)";
const GOOD: &str = "(4, 1, 4, 10, 30), (4, 2, 4, -10, -30)";
const MIRROR_2: &str = "(4, 1, 4, -20, 0), (4, 2, 4, 20, 0)";

/// Runs `sql` in a transaction of its own; what it was refused with.
fn refusal(book: &Connection, sql: &str) -> Option<String> {
    let outcome = book.execute_batch(&format!("BEGIN; {sql} COMMIT;"));
    if !book.is_autocommit() {
        book.execute_batch("ROLLBACK").unwrap();
    }
    outcome.err().map(|error| error.to_string())
}

#[test]
fn a_well_formed_write_in_plain_sql_is_taken() {
    let taken = |sql: String| assert_eq!(refusal(&book(), &sql), None, "{sql}");
    taken(entries(GOOD) + &seal(4));
    let rest = format!("'reversal', '2026-09-21', {TIME}, 2, 2, x'01', {D}");
    taken(entries(MIRROR_2) + &transfer(4, "zeroblob(16)", &rest));
    taken(format!(
        "INSERT INTO ledger_limit VALUES (1, 2, -10, NULL, {TIME}, 3, NULL);"
    ));
    taken(format!("INSERT INTO ledger_closing VALUES (4, {TIME}, 3);"));
    taken(format!(
        "INSERT INTO ledger_account VALUES (6, randomblob(16), 'pot', {TIME});"
    ));
}

#[test]
fn no_row_is_ever_changed_or_deleted() {
    let kept = "the book is append-only";
    for table in ["account", "limit", "closing", "transfer", "entry"] {
        let column = match table {
            "account" => "opened_at",
            "limit" => "lower",
            "closing" => "closed_at",
            "transfer" => "posted_at",
            _ => "minutes",
        };
        refused(
            &format!("UPDATE ledger_{table} SET {column} = {column};"),
            kept,
        );
        refused(
            &format!("UPDATE OR REPLACE ledger_{table} SET {column} = {column} + 1;"),
            kept,
        );
        refused(
            &format!("UPDATE OR IGNORE ledger_{table} SET {column} = {column} + 1;"),
            kept,
        );
        refused(&format!("DELETE FROM ledger_{table};"), kept);
    }
    refused(
        "UPDATE OR REPLACE ledger_transfer SET seq = 1 WHERE seq = 2;",
        kept,
    );
    refused(
        "UPDATE OR REPLACE ledger_entry SET account = 4 WHERE transfer = 2;",
        kept,
    );
}

#[test]
fn no_row_is_ever_replaced() {
    let next = "not the next transfer";
    for table in ["account", "limit", "closing", "transfer", "entry"] {
        for verb in ["REPLACE", "INSERT OR REPLACE"] {
            let sql = format!("{verb} INTO ledger_{table} SELECT * FROM ledger_{table};");
            refused(&sql, "ledger: ");
        }
    }
    refused(
        "REPLACE INTO ledger_account SELECT 9, id, 'pot', 0 FROM ledger_account;",
        "this account exists",
    );
    refused(
        "REPLACE INTO ledger_account VALUES (1, randomblob(16), 'pot', 0);",
        "this account exists",
    );
    refused(
        "INSERT INTO ledger_account SELECT * FROM ledger_account WHERE true
           ON CONFLICT DO UPDATE SET kind = 'pot';",
        "this account exists",
    );
    let of_id = "(SELECT id FROM ledger_transfer WHERE seq = 1)";
    let rest = format!("'help', '2026-09-21', {TIME}, 2, NULL, NULL, {D}");
    let sql = transfer(4, of_id, &rest).replace("INSERT", "REPLACE");
    refused(&(entries(GOOD) + &sql), next);
    let rest = format!("'reversal', '2026-09-21', {TIME}, 2, 1, NULL, {D}");
    let sql = transfer(4, "zeroblob(16)", &rest).replace("INSERT", "REPLACE");
    refused(
        &(entries("(4, 1, 4, -30, -10), (4, 2, 4, 30, 10)") + &sql),
        "no more than is left",
    );
}

#[test]
fn a_sealed_transfer_takes_no_more_entries() {
    let next_only = "entries belong to the next transfer only";
    refused(
        &entries("(3, 4, 1, 10, 10), (3, 5, 1, -10, -10)"),
        next_only,
    );
    refused(
        &entries("(5, 4, 1, 10, 10), (5, 5, 1, -10, -10)"),
        next_only,
    );
    let late = entries("(4, 4, 1, 10, 10), (4, 5, 1, -10, -10)");
    refused(&(entries(GOOD) + &seal(4) + &late), next_only);
}

#[test]
fn a_transfer_that_does_not_balance_is_refused() {
    let unbalanced = "the transfer does not balance";
    refused(
        &(entries("(4, 1, 4, 10, 30), (4, 2, 4, -9, -29)") + &seal(4)),
        unbalanced,
    );
    refused(&(entries("(4, 1, 4, 10, 30)") + &seal(4)), unbalanced);
    refused(&seal(4), unbalanced);
    let one = format!("'help', '2026-09-21', {TIME}, 1, NULL, NULL, {D}");
    let of_one = transfer(4, "zeroblob(16)", &one);
    refused(&(entries("(4, 1, 4, 10, 30)") + &of_one), unbalanced);
    let none = format!("'help', '2026-09-21', {TIME}, 0, NULL, NULL, {D}");
    refused(&transfer(4, "zeroblob(16)", &none), "");
    let three = entries("(4, 1, 4, 10, 30), (4, 2, 4, -10, -30), (4, 4, 1, 5, 5)");
    refused(&(three.clone() + &seal(4)), unbalanced);
    refused(
        &(three.replace("(4, 4, 1, 5, 5)", "(4, 1, 5, 5, 35)") + &seal(4)),
        "follows",
    );
}

#[test]
fn entries_without_their_transfer_are_not_committed() {
    refused_with_foreign_keys(&entries(GOOD), "FOREIGN KEY constraint failed");
}

#[test]
fn an_entry_follows_the_one_before_it() {
    let follows = "an entry follows the one before it";
    refused(&entries("(4, 1, 4, 10, 31)"), follows);
    refused(&entries("(4, 1, 5, 10, 30)"), follows);
    refused(&entries("(4, 1, 3, 10, 30)"), follows);
    refused(&entries("(4, 4, 1, 10, 11)"), follows);
    refused(&entries("(4, 4, 2, 10, 10)"), follows);
    refused(
        &entries("(4, 4, 1, 10, NULL)"),
        "NOT NULL constraint failed",
    );
    refused(&(entries(GOOD) + &entries("(4, 1, 5, -10, 20)")), follows);
}

#[test]
fn the_sequence_is_neither_skipped_nor_used_again() {
    let next = "not the next transfer";
    for seq in [-1, 0, 1, 3, 5] {
        refused(&(entries(GOOD) + &seal(seq)), "ledger: ");
    }
    let without_seq = seal(4).replace("(4,", "(NULL,");
    refused(&(entries(GOOD) + &without_seq), "ledger: ");
    let earlier = seal(4).replace(&TIME.to_string(), &(TIME - 1).to_string());
    refused(&(entries(GOOD) + &earlier), next);
    let known = seal(4).replace(
        "zeroblob(16)",
        "(SELECT id FROM ledger_transfer WHERE seq = 2)",
    );
    refused(&(entries(GOOD) + &known), next);
}

#[test]
fn a_limit_is_not_passed() {
    let passes = "the entry passes a limit";
    refused(
        &(entries("(4, 1, 4, -81, -61), (4, 2, 4, 81, 61)") + &seal(4)),
        passes,
    );
    refused(
        &(entries("(4, 1, 4, 101, 121), (4, 2, 4, -101, -121)") + &seal(4)),
        passes,
    );
}

#[test]
fn only_open_accounts_move() {
    let closed = "the account is not open";
    refused(
        &(entries("(4, 3, 1, 10, 10), (4, 2, 4, -10, -30)") + &seal(4)),
        closed,
    );
    refused(
        &(entries("(4, 77, 1, 10, 10), (4, 2, 4, -10, -30)") + &seal(4)),
        closed,
    );
}

#[test]
fn minutes_are_whole_numbers_within_the_bound() {
    for wrong in ["'ten'", "1.5", "x'0a'", "0", "NULL", "2000000000"] {
        refused(&entries(&format!("(4, 4, 1, {wrong}, {wrong})")), "");
    }
}

#[test]
fn a_transfer_is_reversed_once_and_entry_by_entry() {
    let once = "a reversal takes back no more than is left";
    let sealed = |kind: &str, reverses: &str| {
        let rest = format!("'{kind}', '2026-09-21', {TIME}, 2, {reverses}, NULL, {D}");
        transfer(4, "zeroblob(16)", &rest)
    };
    let again = entries("(4, 1, 4, -30, -10), (4, 2, 4, 30, 10)");
    refused(&(again.clone() + &sealed("reversal", "1")), once);
    let of_reversal = entries("(4, 1, 4, 30, 50), (4, 2, 4, -30, -50)");
    refused(&(of_reversal + &sealed("reversal", "3")), once);
    let more = entries("(4, 1, 4, -21, -1), (4, 2, 4, 21, 1)");
    refused(&(more + &sealed("reversal", "2")), once);
    let other_way = entries("(4, 1, 4, 10, 30), (4, 2, 4, -10, -30)");
    refused(&(other_way + &sealed("reversal", "2")), once);
    let part = entries("(4, 1, 4, -15, 5), (4, 2, 4, 15, -5)") + &sealed("reversal", "2");
    assert_eq!(refusal(&book(), &part), None);
    let rest = |minutes: i64| {
        let (ida, tom) = (5 - minutes, minutes - 5);
        let rows = format!("(5, 1, 5, -{minutes}, {ida}), (5, 2, 5, {minutes}, {tom})");
        let seal = sealed("reversal", "2").replace("(4, zeroblob(16)", "(5, randomblob(16)");
        part.clone() + &entries(&rows) + &seal
    };
    assert_eq!(
        refusal(&book(), &rest(5)),
        None,
        "in parts, up to the whole"
    );
    refused(&rest(6), once);
    let others = entries("(4, 4, 1, -20, -20), (4, 5, 1, 20, 20)");
    refused(&(others + &sealed("reversal", "2")), once);
    refused(&(entries(MIRROR_2) + &sealed("reversal", "4")), once);
    refused(
        &(entries(MIRROR_2) + &sealed("reversal", "NULL")),
        "CHECK constraint failed",
    );
    refused(
        &(entries(MIRROR_2) + &sealed("help", "2")),
        "CHECK constraint failed",
    );
}

#[test]
fn a_transfer_row_has_its_form() {
    let form = "constraint failed";
    let sealed = |rest: &str| entries(GOOD) + &transfer(4, "zeroblob(16)", rest);
    for wrong_day in [
        "21.09.2026",
        "2026-02-30",
        "2026-9-1",
        "now",
        "20260921",
        "",
    ] {
        refused(
            &sealed(&format!(
                "'help', '{wrong_day}', {TIME}, 2, NULL, NULL, {D}"
            )),
            "",
        );
    }
    let day = "'2026-09-21'";
    refused(
        &sealed(&format!("'loan', {day}, {TIME}, 2, NULL, NULL, {D}")),
        form,
    );
    refused(
        &sealed(&format!(
            "'help', {day}, {TIME}, 2, NULL, zeroblob(33), {D}"
        )),
        form,
    );
    refused(
        &sealed(&format!("'help', {day}, {TIME}, 2, NULL, x'', {D}")),
        form,
    );
    refused(
        &sealed(&format!(
            "'help', {day}, {TIME}, 2, NULL, NULL, zeroblob(31)"
        )),
        form,
    );
    refused(
        &sealed(&format!("'help', {day}, 'noon', 2, NULL, NULL, {D}")),
        "",
    );
    let short_id = seal(4).replace("zeroblob(16)", "zeroblob(15)");
    refused(&(entries(GOOD) + &short_id), form);
}

#[test]
fn limits_are_added_in_order_to_open_accounts() {
    let limit = |row: &str| format!("INSERT INTO ledger_limit VALUES ({row});");
    let in_order = "limits are added in order";
    let follows = "a limit follows the newest transfer";
    refused(&limit(&format!("1, 3, 0, 0, {TIME}, 3, NULL")), in_order);
    refused(&limit(&format!("1, 1, 0, 0, {TIME}, 3, NULL")), in_order);
    refused(&limit(&format!("4, 1, 0, 0, {TIME}, 2, NULL")), follows);
    refused(
        &limit(&format!("4, 1, 0, 0, {}, 3, NULL", TIME - 1)),
        follows,
    );
    refused(
        &limit(&format!("3, 1, 0, 0, {TIME}, 3, NULL")),
        "the account is not open",
    );
    refused(
        &limit(&format!("77, 1, 0, 0, {TIME}, 3, NULL")),
        "the account is not open",
    );
    refused(
        &limit(&format!("4, 1, 1, 0, {TIME}, 3, NULL")),
        "CHECK constraint failed",
    );
    let wide = limit(&format!("1, 2, NULL, NULL, {TIME}, 3, NULL"));
    let between = "(4, 1, 4, 900, 920), (4, 2, 4, -900, -920)";
    refused(&(entries(GOOD) + &wide + &seal(4)), follows);
    assert_eq!(
        refusal(&book(), &(wide + &entries(between) + &seal(4))),
        None
    );
}

#[test]
fn an_account_closes_once_at_nought_between_transfers() {
    let closing = |row: &str| format!("INSERT INTO ledger_closing VALUES ({row});");
    let once = "an account closes once, at a balance of nought";
    refused(&closing(&format!("1, {TIME}, 3")), once);
    refused(&closing(&format!("3, {TIME}, 3")), once);
    refused(&closing(&format!("77, {TIME}, 3")), once);
    let follows = "a closing follows the newest transfer";
    refused(&closing(&format!("4, {TIME}, 2")), follows);
    refused(&closing(&format!("4, {}, 3", TIME - 1)), follows);
    refused(
        &(entries(GOOD) + &closing(&format!("4, {TIME}, 3")) + &seal(4)),
        follows,
    );
}

/// A connection without foreign keys can leave entries without a transfer: the proof names them,
/// and the book takes nothing more until somebody looks.
#[test]
fn entries_left_behind_by_a_careless_tool_are_found_and_never_sealed() {
    let book = book();
    book.pragma_update(None, "foreign_keys", false).unwrap();
    assert_eq!(
        refusal(&book, &entries("(4, 4, 1, 10, 10), (4, 5, 1, -10, -10)")),
        None
    );
    let proof = ledger::verify(&book, &mut |_, _| ()).unwrap();
    assert_eq!(
        proof.findings[0].text,
        "Transfer 4 is missing; an entry of it stands."
    );
    let tx = book.unchecked_transaction().unwrap();
    let next = help(9, 2, 1, 5, "2026-09-20");
    assert!(matches!(
        ledger::post(&tx, &next, at(9)),
        Err(ledger::PostError::Database(_))
    ));
}

/// Refused with foreign keys and without them, as the `sqlite3` shell has them.
#[track_caller]
fn refused(sql: &str, with: &str) {
    refused_with_foreign_keys(sql, with);
    let book = book();
    book.pragma_update(None, "foreign_keys", false).unwrap();
    check_refused(&book, sql, with);
}

#[track_caller]
fn refused_with_foreign_keys(sql: &str, with: &str) {
    check_refused(&book(), sql, with);
}

#[track_caller]
fn check_refused(book: &Connection, sql: &str, with: &str) {
    let before = dump(book);
    let Some(message) = refusal(book, sql) else {
        panic!("taken: {sql}")
    };
    assert!(
        message.contains(with),
        "{sql}\nwas refused otherwise: {message}"
    );
    assert_eq!(dump(book), before, "{sql}");
    assert_proved(book);
}
