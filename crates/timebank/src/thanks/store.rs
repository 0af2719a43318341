//! The SQL of thanks.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Shown, Thanks};
use crate::ids::{ExchangeId, MemberId};

pub(super) fn write(
    tx: &Transaction<'_>,
    id: ExchangeId,
    thanks: &Thanks,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO exchange_thanks (exchange, text, shown, written_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (exchange) DO UPDATE
            SET text = excluded.text, shown = excluded.shown, written_at = excluded.written_at",
    )?
    .execute(params![id, thanks.text, thanks.shown, now.timestamp()])?;
    Ok(())
}

pub(super) fn hide(tx: &Transaction<'_>, id: ExchangeId) -> rusqlite::Result<usize> {
    tx.prepare_cached("UPDATE exchange_thanks SET shown = 0 WHERE exchange = ?1 AND shown = 1")?
        .execute([id])
}

pub(super) fn of(conn: &Connection, id: ExchangeId) -> rusqlite::Result<Option<Thanks>> {
    conn.prepare_cached("SELECT text, shown FROM exchange_thanks WHERE exchange = ?1")?
        .query_row([id], |row| {
            Ok(Thanks {
                text: row.get("text")?,
                shown: row.get("shown")?,
            })
        })
        .optional()
}

pub(super) fn shown(
    conn: &Connection,
    giver: MemberId,
    limit: u32,
) -> rusqlite::Result<Vec<Shown>> {
    conn.prepare_cached(
        "SELECT t.text, e.done_on, coalesce(c.name, '') AS category,
                CASE r.known_as WHEN '' THEN r.name ELSE r.known_as END AS writer
           FROM exchange e
           JOIN exchange_thanks t ON t.exchange = e.id
           JOIN member r ON r.id = e.receiver
           LEFT JOIN category c ON c.id = e.category
          WHERE e.giver = ?1 AND e.state = 'posted' AND t.shown = 1
          ORDER BY e.done_on DESC, e.id LIMIT ?2",
    )?
    .query_map(params![giver, limit], |row| {
        Ok(Shown {
            text: row.get("text")?,
            from: row.get("writer")?,
            category: row.get("category")?,
            done_on: row.get("done_on")?,
        })
    })?
    .collect()
}
