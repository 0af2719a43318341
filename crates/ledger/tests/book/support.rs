//! Books for tests: fixed ids, fixed days, a clock that stands still unless told to move.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{
    AccountId, AccountKind, Entry, Hold, HoldId, Limits, Minutes, PostError, Receipt, Rejection,
    Transfer, TransferId, TransferKind,
};
use rusqlite::{Connection, Transaction};
use uuid::Uuid;

pub(crate) const SCHEMA: &str = concat!(
    include_str!("../../../../migrations/V1__ledger.sql"),
    include_str!("../../../../migrations/V3__holds_and_periods.sql"),
    include_str!("../../../../migrations/V6__lighter_guards.sql"),
);

/// An empty book in memory.
pub(crate) fn empty() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(SCHEMA).unwrap();
    conn.pragma_update(None, "foreign_keys", true).unwrap();
    conn
}

pub(crate) fn account(n: u8) -> AccountId {
    AccountId::new(Uuid::from_u128(0xA000 + u128::from(n)))
}

pub(crate) fn id(n: u8) -> TransferId {
    TransferId::new(Uuid::from_u128(0xF000 + u128::from(n)))
}

pub(crate) fn hold_id(n: u8) -> HoldId {
    HoldId::new(Uuid::from_u128(0xB000 + u128::from(n)))
}

/// So many minutes promised, good until so many seconds after the morning.
pub(crate) fn promise(n: u8, from: u8, to: Option<u8>, length: i64, until: i64) -> Hold {
    Hold {
        id: hold_id(n),
        from: account(from),
        to: to.map(account),
        minutes: minutes(length),
        lapses_at: at(until),
        source: None,
    }
}

pub(crate) fn minutes(n: i64) -> Minutes {
    Minutes::new(n).unwrap()
}

/// So many seconds after a morning in September 2026.
pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_789_981_200 + seconds, 0).unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn limits(lower: i64, upper: i64) -> Limits {
    Limits {
        lower: Some(minutes(lower)),
        upper: Some(minutes(upper)),
    }
}

pub(crate) fn entry(n: u8, signed: i64) -> Entry {
    Entry {
        account: account(n),
        minutes: minutes(signed),
    }
}

/// Help given by one and received by another.
pub(crate) fn help(n: u8, receiver: u8, giver: u8, length: i64, done_on: &str) -> Transfer {
    let (from, to) = (account(receiver), account(giver));
    Transfer::between(
        id(n),
        TransferKind::Help,
        from,
        to,
        minutes(length),
        day(done_on),
    )
    .unwrap()
}

pub(crate) fn open_members(tx: &Transaction<'_>, members: &[u8]) {
    for member in members {
        ledger::open_account(
            tx,
            account(*member),
            AccountKind::Member,
            Limits::NONE,
            at(0),
        )
        .unwrap();
    }
}

/// Runs `work` in a transaction of its own and commits it.
pub(crate) fn write<T>(book: &mut Connection, work: impl FnOnce(&Transaction<'_>) -> T) -> T {
    let tx = book.transaction().unwrap();
    let done = work(&tx);
    tx.commit().unwrap();
    done
}

pub(crate) fn post_at(book: &mut Connection, transfer: &Transfer, seconds: i64) -> Receipt {
    write(book, |tx| ledger::post(tx, transfer, at(seconds)).unwrap())
}

/// Why it was refused; a failure of the file fails the test.
pub(crate) fn rejection<T: std::fmt::Debug>(outcome: Result<T, PostError>) -> Rejection {
    match outcome.unwrap_err() {
        PostError::Rejected(rejection) => rejection,
        PostError::Database(error) => panic!("the file failed: {error}"),
    }
}

/// The tables of the first migration, without their prefix.
pub(crate) const TABLES: [&str; 5] = ["account", "limit", "closing", "transfer", "entry"];

/// Every row of the book, table by table, as text.
pub(crate) fn dump(conn: &Connection) -> Vec<String> {
    let mut rows = Vec::new();
    let of_v3 = ["hold", "hold_open", "period", "refusal"];
    for table in [TABLES.as_slice(), &of_v3].concat() {
        let mut select = conn
            .prepare(&format!("SELECT * FROM ledger_{table} ORDER BY 1, 2"))
            .unwrap();
        let columns = select.column_count();
        let mut found = select.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let values: Vec<_> = (0..columns)
                .map(|i| format!("{:?}", row.get_ref(i).unwrap()))
                .collect();
            rows.push(format!("{table} {}", values.join(" ")));
        }
    }
    rows
}

pub(crate) fn assert_proved(conn: &Connection) {
    let proof = ledger::verify(conn, &mut |_, _| ()).unwrap();
    assert!(proof.is_clean(), "{:#?}", proof.findings);
    assert_eq!(proof.sum, Minutes::ZERO);
}
