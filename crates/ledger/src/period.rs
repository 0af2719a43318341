//! Closed months: nothing is posted into them any more, and each keeps the head it ended with.
//!
//! What counts is the time of posting. The day of the help may lie in a closed month: that is a
//! late hour, posted into the open month, and it keeps its own day. Decision 14 gives the
//! reasons.

use chrono::{DateTime, SubsecRound, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use crate::account::SOURCE_BYTES_MAX;
use crate::head::head_at;
use crate::instant::{Instant, book_second, last_before};
use crate::{Digest, Head, Month, PostError, Rejection};

/// Why a month was opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReopenReason {
    /// It should not have been closed, or not yet.
    ByMistake,
    /// Hours of the month came in late and are to count in it.
    LateHours,
    /// Something in it is to be put right before it is signed again.
    Correction,
    /// An auditor asked for it.
    Audit,
}

/// A month that stands closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedMonth {
    /// The month.
    pub month: Month,
    /// Its end where the bank is: the first instant after it.
    pub ends_at: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: DateTime<Utc>,
    /// The newest transfer posted before the month's end, and its digest.
    pub head: Head,
    /// An opaque reference to who closed it.
    pub source: Option<Vec<u8>>,
}

/// A closing or reopening, as it stands in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthStep {
    /// Its place among the steps of all months: 1, 2, 3 … without gaps.
    pub number: u64,
    /// The month.
    pub month: Month,
    /// When.
    pub at: DateTime<Utc>,
    /// The month’s end where the bank is; nothing where it was opened again.
    pub ends_at: Option<DateTime<Utc>>,
    /// The newest transfer of its time; 0 for none.
    pub after: u64,
    /// The first and the last month that stand closed after it.
    pub closed: Option<(Month, Month)>,
    /// The head it was closed with; nothing where it was opened again.
    pub head: Option<Head>,
    /// Why it was opened again; nothing where it was closed.
    pub reason: Option<ReopenReason>,
    /// An opaque reference to who did it.
    pub source: Option<Vec<u8>>,
}

impl ReopenReason {
    /// Every reason.
    pub const ALL: [ReopenReason; 4] = [
        ReopenReason::ByMistake,
        ReopenReason::LateHours,
        ReopenReason::Correction,
        ReopenReason::Audit,
    ];

    /// The word in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ReopenReason::ByMistake => "by_mistake",
            ReopenReason::LateHours => "late_hours",
            ReopenReason::Correction => "correction",
            ReopenReason::Audit => "audit",
        }
    }

    /// The reason of this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<ReopenReason> {
        ReopenReason::ALL
            .into_iter()
            .find(|reason| reason.as_str() == word)
    }
}

impl ToSql for ReopenReason {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl FromSql for ReopenReason {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<ReopenReason> {
        ReopenReason::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

/// Closes a month that ended at `ends_at`: an instant, because a month ends at midnight where
/// the bank is; [`Month::end_in_utc`] for a bank that lives by UTC. From now on nothing is
/// posted with a time before this closing, and so nothing into the month.
///
/// The first month closed may be any; from then on they follow one another without a gap.
/// `source` is an opaque reference of at most 32 bytes to who closed it.
///
/// Rejections, in order: [`Rejection::SourceTooLong`], [`Rejection::MonthEndsElsewhere`],
/// [`Rejection::MonthNotOver`], [`Rejection::MonthOutOfOrder`], [`Rejection::MonthClosed`].
pub fn close_month(
    tx: &Transaction<'_>,
    month: Month,
    ends_at: DateTime<Utc>,
    at: DateTime<Utc>,
    source: Option<&[u8]>,
) -> Result<ClosedMonth, PostError> {
    check_source(source)?;
    let ends_at = ends_at.trunc_subsecs(0);
    if !month.can_end_at(ends_at) {
        return Err(Rejection::MonthEndsElsewhere { month, ends_at }.into());
    }
    let at = book_second(tx, at)?;
    if at < ends_at.timestamp() {
        return Err(Rejection::MonthNotOver { month, ends_at }.into());
    }
    let standing = standing(tx)?;
    let from = match standing.closed {
        None => month,
        Some((from, through)) if from <= month && month <= through => {
            return Err(Rejection::MonthClosed { month }.into());
        }
        Some((from, through)) => {
            let due = through.next().unwrap_or(through);
            if month != due {
                return Err(Rejection::MonthOutOfOrder { month, due }.into());
            }
            from
        }
    };
    let seq = u64::try_from(last_before(tx, ends_at)?).unwrap_or(0);
    let head = head_at(tx, seq)?.unwrap_or(Head::EMPTY);
    let step = Step {
        word: "close",
        month,
        at,
        ends_at: Some(ends_at.timestamp()),
        head: Some(head),
        reason: None,
        source,
        closed: Some((from, month)),
    };
    let closed_at = append(tx, standing.number, &step)?;
    Ok(ClosedMonth {
        month,
        ends_at,
        closed_at,
        head,
        source: step.source().map(<[u8]>::to_vec),
    })
}

/// Opens the last closed month again. What was posted since stays where it is, and nothing is
/// posted with an earlier time: the head it was closed with no longer is the last word on it.
///
/// Rejections, in order: [`Rejection::SourceTooLong`], [`Rejection::MonthNotLastClosed`].
pub fn reopen_month(
    tx: &Transaction<'_>,
    month: Month,
    reason: ReopenReason,
    at: DateTime<Utc>,
    source: Option<&[u8]>,
) -> Result<(), PostError> {
    check_source(source)?;
    let standing = standing(tx)?;
    let Some((from, _)) = standing.closed.filter(|(_, through)| *through == month) else {
        return Err(Rejection::MonthNotLastClosed { month }.into());
    };
    let before = month.previous().filter(|before| from <= *before);
    let step = Step {
        word: "reopen",
        month,
        at: book_second(tx, at)?,
        ends_at: None,
        head: None,
        reason: Some(reason),
        source,
        closed: before.map(|before| (from, before)),
    };
    append(tx, standing.number, &step)?;
    Ok(())
}

/// The months that stand closed, in order.
pub fn closed_months(conn: &Connection) -> rusqlite::Result<Vec<ClosedMonth>> {
    let Some((from, through)) = standing(conn)?.closed else {
        return Ok(Vec::new());
    };
    conn.prepare_cached(
        "SELECT month, ends_at, at, head_seq, head_digest, source FROM ledger_period p
          WHERE step = 'close' AND month BETWEEN ?1 AND ?2
            AND number = (SELECT max(number) FROM ledger_period
                           WHERE step = 'close' AND month = p.month)
          ORDER BY month",
    )?
    .query_map((from, through), |row| {
        Ok(ClosedMonth {
            month: row.get(0)?,
            ends_at: row.get::<_, Instant>(1)?.0,
            closed_at: row.get::<_, Instant>(2)?.0,
            head: Head {
                seq: row.get(3)?,
                digest: row.get(4)?,
            },
            source: row.get(5)?,
        })
    })?
    .collect()
}

/// Whether a month stands closed.
pub fn is_closed(conn: &Connection, month: Month) -> rusqlite::Result<bool> {
    let closed = standing(conn)?.closed;
    Ok(closed.is_some_and(|(from, through)| from <= month && month <= through))
}

/// Every closing and reopening there has been, in order.
pub fn month_steps(conn: &Connection) -> rusqlite::Result<Vec<MonthStep>> {
    conn.prepare_cached(
        "SELECT number, month, at, ends_at, after_transfer, closed_from, closed_through,
                head_seq, head_digest, reason, source
           FROM ledger_period ORDER BY number",
    )?
    .query_map([], read_step)?
    .collect()
}

/// What stands closed after the newest step: the first and the last month.
struct Standing {
    number: i64,
    closed: Option<(Month, Month)>,
}

struct Step<'a> {
    word: &'static str,
    month: Month,
    at: i64,
    ends_at: Option<i64>,
    head: Option<Head>,
    reason: Option<ReopenReason>,
    source: Option<&'a [u8]>,
    closed: Option<(Month, Month)>,
}

impl Step<'_> {
    /// No bytes are no reference.
    fn source(&self) -> Option<&[u8]> {
        self.source.filter(|source| !source.is_empty())
    }
}

fn standing(conn: &Connection) -> rusqlite::Result<Standing> {
    conn.prepare_cached(
        "SELECT number, closed_from, closed_through FROM ledger_period
          ORDER BY number DESC LIMIT 1",
    )?
    .query_row([], |row| {
        let (from, through): (Option<Month>, Option<Month>) = (row.get(1)?, row.get(2)?);
        Ok(Standing {
            number: row.get(0)?,
            closed: from.zip(through),
        })
    })
    .optional()
    .map(|standing| {
        standing.unwrap_or(Standing {
            number: 0,
            closed: None,
        })
    })
}

fn check_source(source: Option<&[u8]>) -> Result<(), Rejection> {
    let length = source.map_or(0, <[u8]>::len);
    if length > SOURCE_BYTES_MAX {
        return Err(Rejection::SourceTooLong { length });
    }
    Ok(())
}

fn append(tx: &Transaction<'_>, last: i64, step: &Step<'_>) -> rusqlite::Result<DateTime<Utc>> {
    tx.prepare_cached(
        "INSERT INTO ledger_period (number, step, month, at, ends_at, head_seq, head_digest,
                                    after_transfer, reason, source, closed_from, closed_through)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
                 (SELECT coalesce(max(seq), 0) FROM ledger_transfer), ?8, ?9, ?10, ?11)
         RETURNING at",
    )?
    .query_row(
        (
            last.saturating_add(1),
            step.word,
            step.month,
            step.at,
            step.ends_at,
            step.head.map(|head| head.seq),
            step.head.map(|head| head.digest),
            step.reason,
            step.source(),
            step.closed.map(|(from, _)| from),
            step.closed.map(|(_, through)| through),
        ),
        |row| row.get::<_, Instant>(0),
    )
    .map(|at| at.0)
}

fn read_step(row: &Row<'_>) -> rusqlite::Result<MonthStep> {
    let closed: (Option<Month>, Option<Month>) = (row.get(5)?, row.get(6)?);
    let head: (Option<u64>, Option<Digest>) = (row.get(7)?, row.get(8)?);
    Ok(MonthStep {
        number: row.get(0)?,
        month: row.get(1)?,
        at: row.get::<_, Instant>(2)?.0,
        ends_at: row.get::<_, Option<Instant>>(3)?.map(|instant| instant.0),
        after: row.get(4)?,
        closed: closed.0.zip(closed.1),
        head: head.0.zip(head.1).map(|(seq, digest)| Head { seq, digest }),
        reason: row.get(9)?,
        source: row.get(10)?,
    })
}
