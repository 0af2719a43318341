//! The SQL of mailings.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params, params};

use super::model::{Filter, Mailing, NewMailing, Reach, Recipient, Taking};
use crate::ids::{MailingId, MemberId};
use crate::needs::Need;
use crate::rows;

pub(super) fn recipients(
    conn: &Connection,
    filter: &Filter,
    quiet_by: Option<NaiveDate>,
) -> rusqlite::Result<Vec<Recipient>> {
    conn.prepare_cached(
        "SELECT m.id, m.name, m.phone, m.email IS NOT NULL AS has_email,
                (SELECT max(last) FROM (
                    SELECT max(done_on) AS last FROM exchange
                     WHERE giver = m.id AND state = 'posted'
                    UNION ALL SELECT max(done_on) FROM exchange
                     WHERE receiver = m.id AND state = 'posted')) AS last
           FROM member m
          WHERE m.state = CASE WHEN :paused THEN 'paused' ELSE 'active' END
            AND m.office IS NOT 'reader'
            AND (:area IS NULL OR m.area = :area)
            AND (:offers IS NULL OR EXISTS (SELECT 1 FROM listing l
                  WHERE l.member = m.id AND l.kind = 'offer' AND l.state = 'open'
                    AND (l.category = :offers OR l.category IN
                         (SELECT id FROM category WHERE parent = :offers))))
            AND (:need IS NULL OR m.id IN
                 (SELECT member FROM communication_need WHERE need = :need))
            AND (NOT :never OR last IS NULL)
            AND (:quiet_by IS NULL OR last <= :quiet_by)
          ORDER BY m.name COLLATE NOCASE, m.number",
    )?
    .query_map(
        named_params! {
            ":paused": filter.paused, ":area": filter.area, ":offers": filter.offers,
            ":need": filter.need.map(Need::as_str),
            ":never": filter.taking == Taking::NeverStarted, ":quiet_by": quiet_by,
        },
        |row| {
            let member: MemberId = row.get("id")?;
            Ok(Recipient::new(
                member,
                row.get("name")?,
                row.get("phone")?,
                row.get("has_email")?,
            ))
        },
    )?
    .collect()
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: MemberId,
    new: &NewMailing,
    reach: Reach,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let filter = serde_json::to_string(&new.filter)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    tx.execute(
        "INSERT INTO mailing (id, subject, text, filter, sent_by, sent_at, by_mail, by_letter,
                              here)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            new.id,
            new.subject,
            new.text,
            filter,
            by,
            now.timestamp(),
            reach.by_mail,
            reach.by_letter,
            reach.here
        ],
    )?;
    Ok(())
}

const COLUMNS: &str = "g.id, g.subject, g.text, g.filter, m.name AS sent_by, g.sent_at, g.by_mail,
    g.by_letter, g.here FROM mailing g JOIN member m ON m.id = g.sent_by";

pub(super) fn get(conn: &Connection, id: MailingId) -> rusqlite::Result<Option<Mailing>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE g.id = ?1"))?
        .query_row([id], read)
        .optional()
}

pub(super) fn list(conn: &Connection, limit: u32) -> rusqlite::Result<Vec<Mailing>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} ORDER BY g.sent_at DESC, g.id LIMIT ?1"
    ))?
    .query_map([limit], read)?
    .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Mailing> {
    Ok(Mailing {
        id: row.get("id")?,
        subject: row.get("subject")?,
        text: row.get("text")?,
        filter: rows::code(row, "filter", |kept| serde_json::from_str(kept).ok())?,
        sent_by: row.get("sent_by")?,
        sent_at: rows::instant(row, "sent_at")?,
        reach: Reach {
            by_mail: row.get("by_mail")?,
            by_letter: row.get("by_letter")?,
            here: row.get("here")?,
        },
    })
}
