//! The whole book as records, in the order in which it came to be: what an auditor needs to
//! prove it without this program.
//!
//! Accounts and kept refusals come first. Then come the transfers, and between two transfers
//! what was written between them: limits, steps of holds, steps of months. Constant memory.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, Rows};
use uuid::Uuid;

use crate::instant::Instant;
use crate::{
    AccountId, AccountKind, Digest, Limits, Minutes, MonthStep, PostedTransfer, TransferId,
    for_each_transfer, month_steps,
};

/// Something the book holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// An account.
    Account(AccountRecord),
    /// A transfer that was asked for and refused; its id is used up.
    Refusal(TransferId),
    /// Limits that hold from the next transfer on.
    Limit(LimitRecord),
    /// A step of a hold.
    HoldStep(HoldStepRecord),
    /// A month closed or opened again.
    MonthStep(MonthStep),
    /// A transfer with its entries, and the number of the transfer it reverses.
    Transfer(PostedTransfer, Option<u64>),
}

/// An account, with what the book says of it in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountRecord {
    /// Its opaque name.
    pub id: AccountId,
    /// What it is for.
    pub kind: AccountKind,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Where it was closed: the newest transfer of that time, 0 for none.
    pub closed_after: Option<u64>,
    /// Its balance.
    pub balance: Minutes,
    /// What is held of it.
    pub held: Minutes,
}

/// Limits of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitRecord {
    /// Whose.
    pub account: AccountId,
    /// The account’s own count: 1, 2, 3 …
    pub number: u64,
    /// The limits.
    pub limits: Limits,
    /// When they were set.
    pub set_at: DateTime<Utc>,
    /// The newest transfer of that time; 0 for none.
    pub after: u64,
}

/// A step of a hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldStepRecord {
    /// Its place among the steps of all holds.
    pub seq: u64,
    /// `place`, `post`, `release` or `lapse`.
    pub step: String,
    /// The hold, which the step that places it names first.
    pub hold: Uuid,
    /// The account that promises.
    pub account: AccountId,
    /// The only account that may receive, where one is named.
    pub recipient: Option<AccountId>,
    /// A plus where it is placed, the same as a minus where it ends.
    pub minutes: Minutes,
    /// What is held of the account in all, after the step.
    pub held: Minutes,
    /// When.
    pub at: DateTime<Utc>,
    /// Its time limit, on the step that places it.
    pub lapses_at: Option<DateTime<Utc>>,
    /// The newest transfer of its time; 0 for none.
    pub after: u64,
    /// The account’s newest limit of its time; 0 for none.
    pub limit: u64,
    /// The transfer that posts it.
    pub transfer: Option<u64>,
    /// An opaque reference to what it stands for.
    pub source: Option<Vec<u8>>,
    /// Of the step and every step before it.
    pub digest: Digest,
}

/// Hands every record to `each`, in the order of the book. The first error ends it. Call it
/// inside one snapshot.
pub fn for_each_record<E: From<rusqlite::Error>>(
    conn: &Connection,
    each: &mut dyn FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    accounts(conn, each)?;
    refusals(conn, each)?;
    let mut limits = conn.prepare_cached(LIMITS)?;
    let mut holds = conn.prepare_cached(HOLD_STEPS)?;
    let mut reversed =
        conn.prepare_cached("SELECT reverses FROM ledger_transfer WHERE seq = ?1")?;
    let mut limits = Ahead::new(limits.query([])?, read_limit, |limit| limit.after)?;
    let mut holds = Ahead::new(holds.query([])?, read_hold_step, |step| step.after)?;
    let mut months = month_steps(conn)?.into_iter().peekable();
    let mut between = |seq: u64, each: &mut dyn FnMut(Record) -> Result<(), E>| {
        while let Some(limit) = limits.next_before(seq)? {
            each(Record::Limit(limit))?;
        }
        while let Some(step) = holds.next_before(seq)? {
            while let Some(month) = months.next_if(|month| stands_before(month, &step)) {
                each(Record::MonthStep(month))?;
            }
            each(Record::HoldStep(step))?;
        }
        while let Some(month) = months.next_if(|month| month.after < seq) {
            each(Record::MonthStep(month))?;
        }
        Ok::<_, E>(())
    };
    for_each_transfer(conn, |transfer| {
        between(transfer.seq, each)?;
        let original = match transfer.reverses {
            Some(_) => Some(reversed.query_row([transfer.seq], |row| row.get(0))?),
            None => None,
        };
        each(Record::Transfer(transfer, original))
    })?;
    between(u64::MAX, each)
}

/// The transfers that others or months name: those that are taken back, and the heads of months
/// with the transfer after each. A checker that reads the book once keeps only these in mind.
pub fn named_transfers(conn: &Connection) -> rusqlite::Result<Vec<u64>> {
    conn.prepare_cached(
        "SELECT reverses FROM ledger_transfer WHERE reverses IS NOT NULL
          UNION SELECT head_seq FROM ledger_period WHERE head_seq > 0
          UNION SELECT head_seq + 1 FROM ledger_period WHERE head_seq IS NOT NULL
          ORDER BY 1",
    )?
    .query_map([], |row| row.get(0))?
    .collect()
}

/// Between two transfers, time tells which of the two came first.
fn stands_before(month: &MonthStep, step: &HoldStepRecord) -> bool {
    (month.after, month.at) < (step.after, step.at)
}

fn accounts<E: From<rusqlite::Error>>(
    conn: &Connection,
    each: &mut dyn FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let mut accounts = conn.prepare_cached(
        "SELECT a.id, a.kind, a.opened_at, c.after_transfer,
                coalesce((SELECT balance FROM ledger_entry WHERE account = a.key
                           ORDER BY transfer DESC LIMIT 1), 0),
                coalesce((SELECT held FROM ledger_hold WHERE account = a.key
                           ORDER BY at DESC, seq DESC LIMIT 1), 0)
           FROM ledger_account a LEFT JOIN ledger_closing c ON c.account = a.key
          ORDER BY a.key",
    )?;
    let mut rows = accounts.query([])?;
    while let Some(row) = rows.next()? {
        each(Record::Account(AccountRecord {
            id: row.get(0)?,
            kind: row.get(1)?,
            opened_at: row.get::<_, Instant>(2)?.0,
            closed_after: row.get(3)?,
            balance: row.get(4)?,
            held: row.get(5)?,
        }))?;
    }
    Ok(())
}

fn refusals<E: From<rusqlite::Error>>(
    conn: &Connection,
    each: &mut dyn FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let mut refusals = conn.prepare_cached("SELECT id FROM ledger_refusal ORDER BY id")?;
    let mut rows = refusals.query([])?;
    while let Some(row) = rows.next()? {
        each(Record::Refusal(row.get(0)?))?;
    }
    Ok(())
}

const LIMITS: &str = "SELECT a.id, l.number, l.lower, l.upper, l.set_at, l.after_transfer
   FROM ledger_limit l JOIN ledger_account a ON a.key = l.account
  ORDER BY l.after_transfer, l.account, l.number";

const HOLD_STEPS: &str = "SELECT s.seq, s.step, coalesce(s.id, p.id), a.id, r.id, s.minutes,
        s.held, s.at, s.lapses_at, s.after_transfer, s.limit_number, s.transfer, s.source, s.digest
   FROM ledger_hold s
   JOIN ledger_account a ON a.key = s.account
   LEFT JOIN ledger_account r ON r.key = s.recipient
   LEFT JOIN ledger_hold p ON p.seq = s.resolves
  ORDER BY s.seq";

/// Rows with the next one in hand, given out once their place in the book has come.
struct Ahead<'a, T> {
    rows: Rows<'a>,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
    after: fn(&T) -> u64,
    next: Option<T>,
}

impl<'a, T> Ahead<'a, T> {
    fn new(
        rows: Rows<'a>,
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
        after: fn(&T) -> u64,
    ) -> rusqlite::Result<Ahead<'a, T>> {
        let mut ahead = Ahead {
            rows,
            read,
            after,
            next: None,
        };
        ahead.advance()?;
        Ok(ahead)
    }

    /// The next one, if it stands before transfer `seq`.
    fn next_before(&mut self, seq: u64) -> rusqlite::Result<Option<T>> {
        let after = self.after;
        let found = self.next.take_if(|record| after(record) < seq);
        if found.is_some() {
            self.advance()?;
        }
        Ok(found)
    }

    fn advance(&mut self) -> rusqlite::Result<()> {
        self.next = self.rows.next()?.map(self.read).transpose()?;
        Ok(())
    }
}

fn read_limit(row: &Row<'_>) -> rusqlite::Result<LimitRecord> {
    Ok(LimitRecord {
        account: row.get(0)?,
        number: row.get(1)?,
        limits: Limits {
            lower: row.get(2)?,
            upper: row.get(3)?,
        },
        set_at: row.get::<_, Instant>(4)?.0,
        after: row.get(5)?,
    })
}

fn read_hold_step(row: &Row<'_>) -> rusqlite::Result<HoldStepRecord> {
    Ok(HoldStepRecord {
        seq: row.get(0)?,
        step: row.get(1)?,
        hold: row.get(2)?,
        account: row.get(3)?,
        recipient: row.get(4)?,
        minutes: row.get(5)?,
        held: row.get(6)?,
        at: row.get::<_, Instant>(7)?.0,
        lapses_at: row.get::<_, Option<Instant>>(8)?.map(|instant| instant.0),
        after: row.get(9)?,
        limit: row.get(10)?,
        transfer: row.get(11)?,
        source: row.get(12)?,
        digest: row.get(13)?,
    })
}
