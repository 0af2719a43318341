//! The statement of an account: opening, every entry in the order it was posted, closing.
//!
//! A running balance is in posted order, so a late entry stands where it was posted and shows
//! its own day.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::head::head;
use crate::instant::{Instant, last_before_sql, whole_second_after};
use crate::posted::Day;
use crate::{AccountId, Digest, Head, Minutes, TransferId, TransferKind};

/// A statement. Opening + in − out = closing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The balance before the first line.
    pub opening: Minutes,
    /// In the order they were posted.
    pub lines: Vec<StatementLine>,
    /// The sum of the lines that raise the balance.
    pub total_in: Minutes,
    /// The sum of the lines that lower it, without its sign.
    pub total_out: Minutes,
    /// The balance after the last line.
    pub closing: Minutes,
    /// The head of the book it was taken from.
    pub head: Head,
}

/// One line of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// The place of the transfer in the book.
    pub seq: u64,
    /// The transfer.
    pub transfer: TransferId,
    /// What it is for.
    pub kind: TransferKind,
    /// The day the help was given.
    pub done_on: NaiveDate,
    /// When it was posted.
    pub posted_at: DateTime<Utc>,
    /// Signed; a plus raises the balance.
    pub minutes: Minutes,
    /// The balance after it.
    pub balance: Minutes,
    /// The transfer this line takes back.
    pub reverses: Option<TransferId>,
    /// The reversal that took this line back, or the last of those that did together; nothing
    /// while some of it stands.
    pub reversed_by: Option<TransferId>,
    /// How much of it has been taken back, without its sign.
    pub reversed: Minutes,
    /// An opaque reference to what it stands for.
    pub source: Option<Vec<u8>>,
}

/// The statement of what was posted from `from` (inclusive) until `to` (exclusive); from the
/// first entry and to the last where they are not given. Empty for an unknown account.
pub fn statement(
    conn: &Connection,
    account: AccountId,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
) -> rusqlite::Result<Statement> {
    let Some(span) = span(conn, account, from, to)? else {
        return Ok(tally(Minutes::ZERO, Vec::new(), head(conn)?));
    };
    let lines = conn
        .prepare_cached(LINES)?
        .query_map((span.key, span.before, span.last), read_line)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(tally(span.opening, lines, span.head))
}

/// Where a statement begins and ends in the book.
struct Span {
    /// The short key of the account.
    key: i64,
    /// The transfer before its first line, and the last that may have one.
    before: i64,
    last: i64,
    /// The balance after `before`.
    opening: Minutes,
    head: Head,
}

/// Nothing for an unknown account.
fn span(
    conn: &Connection,
    account: AccountId,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
) -> rusqlite::Result<Option<Span>> {
    conn.prepare_cached(&format!(
        "WITH span (before, last) AS MATERIALIZED (
           SELECT CASE WHEN ?2 IS NULL THEN 0 ELSE {} END,
                  CASE WHEN ?3 IS NULL THEN {} ELSE {} END)
         SELECT a.key, before, max(before, last),
                coalesce((SELECT balance FROM ledger_entry
                           WHERE account = a.key AND transfer <= before
                           ORDER BY transfer DESC LIMIT 1), 0),
                h.seq, h.digest
           FROM ledger_account a CROSS JOIN span
           LEFT JOIN ledger_transfer h ON h.seq = (SELECT max(seq) FROM ledger_transfer)
          WHERE a.id = ?1",
        last_before_sql("?2"),
        i64::MAX,
        last_before_sql("?3"),
    ))?
    .query_row(
        (
            account,
            from.map(whole_second_after),
            to.map(whole_second_after),
        ),
        |row| {
            let (seq, digest): (Option<u64>, Option<Digest>) = (row.get(4)?, row.get(5)?);
            let head = seq.zip(digest).map(|(seq, digest)| Head { seq, digest });
            Ok(Span {
                key: row.get(0)?,
                before: row.get(1)?,
                last: row.get(2)?,
                opening: row.get(3)?,
                head: head.unwrap_or(Head::EMPTY),
            })
        },
    )
    .optional()
}

/// The lines of an account after one transfer and up to another. `CROSS JOIN` keeps SQLite from
/// looking for the reversals of a line among all entries of the account, which made a statement
/// take a time that grew with the square of its length.
const LINES: &str = "
    SELECT t.seq, t.id, t.kind, t.done_on, t.posted_at, e.minutes, e.balance,
           o.id,
           (SELECT r.id FROM ledger_transfer r WHERE r.reverses = t.seq
             ORDER BY r.seq DESC LIMIT 1),
           coalesce((SELECT sum(b.minutes)
                       FROM ledger_transfer r
                 CROSS JOIN ledger_entry b ON b.transfer = r.seq AND b.account = ?1
                      WHERE r.reverses = t.seq), 0),
           t.source
      FROM ledger_entry e
      JOIN ledger_transfer t ON t.seq = e.transfer
      LEFT JOIN ledger_transfer o ON o.seq = t.reverses
     WHERE e.account = ?1 AND e.transfer > ?2 AND e.transfer <= ?3
     ORDER BY e.transfer";

fn read_line(row: &Row<'_>) -> rusqlite::Result<StatementLine> {
    let (minutes, back): (Minutes, Minutes) = (row.get(5)?, row.get(9)?);
    let whole = minutes.get() + back.get() == 0;
    Ok(StatementLine {
        seq: row.get(0)?,
        transfer: row.get(1)?,
        kind: row.get(2)?,
        done_on: row.get::<_, Day>(3)?.0,
        posted_at: row.get::<_, Instant>(4)?.0,
        minutes,
        balance: row.get(6)?,
        reverses: row.get(7)?,
        reversed_by: row.get::<_, Option<TransferId>>(8)?.filter(|_| whole),
        reversed: Minutes::total(back.get().abs()),
        source: row.get(10)?,
    })
}

fn tally(opening: Minutes, lines: Vec<StatementLine>, head: Head) -> Statement {
    // Bounded by Minutes::MAX a line, the sums cannot leave an i64.
    let sum = |sign: i64| {
        lines
            .iter()
            .map(|line| (line.minutes.get() * sign).max(0))
            .sum()
    };
    Statement {
        opening,
        total_in: Minutes::total(sum(1)),
        total_out: Minutes::total(sum(-1)),
        closing: lines.last().map_or(opening, |line| line.balance),
        lines,
        head,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::empty_book;

    #[test]
    fn the_reversals_of_a_line_are_found_by_the_line_and_not_among_all_entries() {
        let conn = empty_book();
        let plan: Vec<String> = conn
            .prepare(&format!("EXPLAIN QUERY PLAN {LINES}"))
            .unwrap()
            .query_map((1, 0, 1), |row| row.get("detail"))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let by_account = |step: &&String| step.contains("(account=?");
        assert_eq!(plan.iter().filter(by_account).count(), 1, "{plan:#?}");
        assert!(
            plan.iter()
                .any(|step| step.contains("b USING PRIMARY KEY (transfer=? AND account=?)")),
            "{plan:#?}"
        );
    }
}
