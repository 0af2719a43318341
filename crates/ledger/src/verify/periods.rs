//! The closed months: in order, at their time, each with the head it says.

use rusqlite::{Connection, OptionalExtension};

use super::findings::Findings;
use super::raw::{bytes, number, optional_number};
use crate::Month;

/// A closing or reopening.
struct RawPeriod {
    number: i64,
    step: Vec<u8>,
    month: Option<Month>,
    at: i64,
    ends_at: Option<i64>,
    head_seq: Option<i64>,
    head_digest: Vec<u8>,
    after_transfer: i64,
    closed: Option<(Month, Month)>,
}

/// What the steps so far say.
#[derive(Default)]
struct Standing {
    number: i64,
    at: i64,
    closed: Option<(Month, Month)>,
}

/// Answers how many steps there are.
pub(super) fn check(conn: &Connection, findings: &mut Findings) -> rusqlite::Result<u64> {
    let mut periods = conn.prepare(
        "SELECT number, step, month, at, ends_at, head_seq, head_digest, after_transfer,
                closed_from, closed_through
           FROM ledger_period ORDER BY number",
    )?;
    let mut rows = periods.query([])?;
    let mut last = Standing::default();
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let period = RawPeriod {
            number: number(row, 0)?,
            step: bytes(row, 1)?.to_vec(),
            month: row.get(2).ok(),
            at: number(row, 3)?,
            ends_at: optional_number(row, 4)?,
            head_seq: optional_number(row, 5)?,
            head_digest: bytes(row, 6)?.to_vec(),
            after_transfer: number(row, 7)?,
            closed: row.get(8).ok().zip(row.get(9).ok()),
        };
        if period.number != last.number.saturating_add(1) || period.at < last.at {
            say(findings, &period, "it stands out of its order");
        }
        if !follows(&last, &period) {
            say(findings, &period, "it does not follow from the step before");
        }
        check_place(conn, &period, findings)?;
        if period.step == b"close" {
            check_head(conn, &period, findings)?;
        }
        last = Standing {
            number: period.number,
            at: period.at,
            closed: period.closed,
        };
        count += 1;
    }
    Ok(count)
}

/// Whether a step can follow the one before it and leave closed what it says.
fn follows(last: &Standing, period: &RawPeriod) -> bool {
    let Some(month) = period.month else {
        return false;
    };
    let closed = match (period.step.as_slice(), last.closed) {
        (b"close", None) => Some((month, month)),
        (b"close", Some((from, through))) if through.next() == Some(month) => Some((from, month)),
        (b"reopen", Some((from, through))) if through == month => {
            let before = month.previous().filter(|before| from <= *before);
            before.map(|before| (from, before))
        }
        _ => return false,
    };
    period.closed == closed
}

/// It stands after the transfers it says, by its time as well.
fn check_place(
    conn: &Connection,
    period: &RawPeriod,
    findings: &mut Findings,
) -> rusqlite::Result<()> {
    let before = posted_at(conn, period.after_transfer)?;
    let next = posted_at(conn, period.after_transfer.saturating_add(1))?;
    if before.is_none() && period.after_transfer != 0 {
        let what = "it follows a transfer that the book does not reach";
        say(findings, period, what);
    }
    if before.is_some_and(|before| period.at < before) {
        say(findings, period, "it was written before what it follows");
    }
    if next.is_some_and(|next| next < period.at) {
        say(findings, period, "a transfer after it was posted before it");
    }
    Ok(())
}

fn check_head(
    conn: &Connection,
    period: &RawPeriod,
    findings: &mut Findings,
) -> rusqlite::Result<()> {
    let (Some(month), Some(ends_at)) = (period.month, period.ends_at) else {
        say(findings, period, "its end cannot be read");
        return Ok(());
    };
    let within =
        chrono::DateTime::from_timestamp(ends_at, 0).is_some_and(|end| month.can_end_at(end));
    if !within || period.at < ends_at {
        say(findings, period, "its end is not the end of the month");
    }
    let seq = period.head_seq.unwrap_or(-1);
    let digest: Option<Vec<u8>> = conn
        .prepare_cached("SELECT digest FROM ledger_transfer WHERE seq = ?1")?
        .query_row([seq], |row| Ok(bytes(row, 0)?.to_vec()))
        .optional()?;
    let digest = digest.or_else(|| (seq == 0).then(|| vec![0; 32]));
    if digest.as_deref() != Some(&period.head_digest) {
        say(findings, period, "its head is not in the book");
    }
    let inside = posted_at(conn, seq)?.is_none_or(|last| last < ends_at);
    let next = posted_at(conn, seq.saturating_add(1))?;
    if !inside || next.is_some_and(|next| next < ends_at) {
        say(
            findings,
            period,
            "its head is not the last transfer of the month",
        );
    }
    Ok(())
}

fn posted_at(conn: &Connection, seq: i64) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT posted_at FROM ledger_transfer WHERE seq = ?1")?
        .query_row([seq], |row| number(row, 0))
        .optional()
}

fn say(findings: &mut Findings, period: &RawPeriod, what: &str) {
    findings.add(
        None,
        format!("Closing of months, step {}: {what}.", period.number),
    );
}
