//! The SQL of book checks, and of what exchanges say about their transfers.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{AccountId, TransferId, Verification};
use rusqlite::{Connection, Transaction, params};
use uuid::Uuid;

use crate::ids::MemberId;
use crate::rows;

/// One check of the books, as it was remembered.
#[derive(Clone, Debug)]
pub struct BookCheck {
    /// When.
    pub at: DateTime<Utc>,
    /// Who asked for it; nobody for the program.
    pub actor: Option<MemberId>,
    /// How many transfers were proved.
    pub transfers: u64,
    /// How many entries were proved.
    pub entries: u64,
    /// The sum of all accounts, in minutes.
    pub sum: i64,
    /// The digest of the last transfer.
    pub digest: Vec<u8>,
    /// Whether everything was right.
    pub clean: bool,
    /// What was not, a line each.
    pub findings: String,
}

/// What an exchange says about its transfer.
pub(super) struct Claim {
    pub(super) transfer: TransferId,
    pub(super) giver: AccountId,
    pub(super) receiver: AccountId,
    pub(super) minutes: i64,
    pub(super) done_on: NaiveDate,
}

pub(super) fn for_each_claim<E: From<rusqlite::Error>>(
    conn: &Connection,
    mut each: impl FnMut(Claim) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = conn.prepare_cached(
        "SELECT e.transfer, e.minutes, e.done_on, g.account AS giver, r.account AS receiver
           FROM exchange e JOIN member g ON g.id = e.giver JOIN member r ON r.id = e.receiver
          WHERE e.transfer IS NOT NULL",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        each(Claim {
            transfer: TransferId::new(row.get::<_, Uuid>("transfer")?),
            giver: AccountId::new(row.get::<_, Uuid>("giver")?),
            receiver: AccountId::new(row.get::<_, Uuid>("receiver")?),
            minutes: row.get("minutes")?,
            done_on: row.get("done_on")?,
        })?;
    }
    Ok(())
}

/// What a settled activity says that the book says of one person.
pub(super) struct Share {
    pub(super) transfer: TransferId,
    pub(super) account: AccountId,
    pub(super) minutes: i64,
    pub(super) done_on: NaiveDate,
}

pub(super) fn for_each_share<E: From<rusqlite::Error>>(
    conn: &Connection,
    mut each: impl FnMut(Share) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = conn.prepare_cached(
        "SELECT a.transfer, a.held_on, p.change, m.account
           FROM activity a JOIN activity_person p ON p.activity = a.id
           JOIN member m ON m.id = p.member
          WHERE a.transfer IS NOT NULL AND p.change <> 0",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        each(Share {
            transfer: TransferId::new(row.get::<_, Uuid>("transfer")?),
            account: AccountId::new(row.get::<_, Uuid>("account")?),
            minutes: row.get("change")?,
            done_on: row.get("held_on")?,
        })?;
    }
    Ok(())
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: Option<MemberId>,
    verification: &Verification,
    findings: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO book_check (at, actor, transfers, entries, sum, digest, clean, findings)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            now.timestamp(),
            by,
            i64::try_from(verification.transfers).unwrap_or(i64::MAX),
            i64::try_from(verification.entries).unwrap_or(i64::MAX),
            verification.sum.get(),
            verification.head.digest.bytes(),
            findings.is_empty(),
            findings
        ],
    )?;
    Ok(())
}

pub(super) fn latest(conn: &Connection, limit: u32) -> rusqlite::Result<Vec<BookCheck>> {
    conn.prepare_cached("SELECT * FROM book_check ORDER BY id DESC LIMIT ?1")?
        .query_map([limit], |row| {
            Ok(BookCheck {
                at: rows::instant(row, "at")?,
                actor: row.get("actor")?,
                transfers: u64::try_from(row.get::<_, i64>("transfers")?).unwrap_or(0),
                entries: u64::try_from(row.get::<_, i64>("entries")?).unwrap_or(0),
                sum: row.get("sum")?,
                digest: row.get("digest")?,
                clean: row.get("clean")?,
                findings: row.get("findings")?,
            })
        })?
        .collect()
}
