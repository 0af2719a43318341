//! The SQL of delivery.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, Transaction, params};

use super::model::{Choices, Errand, Topic, Trouble, Undelivered, Way};
use crate::ids::MemberId;
use crate::outbox::{Notice, NoticeKind};
use crate::rows;
use crate::typed::called;

pub(super) fn choices(conn: &Connection, member: MemberId) -> rusqlite::Result<Choices> {
    let mut found = Choices::USUAL;
    let mut statement = conn.prepare_cached("SELECT topic, way FROM told_by WHERE member = ?1")?;
    let mut chosen = statement.query([member])?;
    while let Some(row) = chosen.next()? {
        let code: String = row.get("topic")?;
        let way = rows::code(row, "way", Way::parse)?;
        for topic in Topic::ALL
            .into_iter()
            .filter(|topic| topic.as_str() == code)
        {
            found = found.with(topic, way);
        }
    }
    Ok(found)
}

pub(super) fn choose(
    tx: &Transaction<'_>,
    member: MemberId,
    topic: Topic,
    way: Way,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO told_by (member, topic, way) VALUES (?1, ?2, ?3)
         ON CONFLICT (member, topic) DO UPDATE SET way = excluded.way",
    )?
    .execute(params![member, topic.as_str(), way.as_str()])?;
    Ok(())
}

fn notice(row: &Row<'_>) -> rusqlite::Result<Notice> {
    Ok(Notice {
        id: row.get("id")?,
        at: rows::instant(row, "at")?,
        kind: rows::code(row, "kind", NoticeKind::parse)?,
        member: row.get("member")?,
        subject: row.get("subject")?,
        details: row.get("details")?,
    })
}

pub(super) fn unsorted(conn: &Connection) -> rusqlite::Result<Vec<Notice>> {
    conn.prepare_cached(
        "SELECT id, at, kind, member, subject, details FROM outbox WHERE state = 'waiting'
         ORDER BY id LIMIT 500",
    )?
    .query_map([], notice)?
    .collect()
}

pub(super) fn has_new(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting')")?
        .query_row([], |row| row.get(0))
}

pub(super) fn is_due(conn: &Connection, now: DateTime<Utc>) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM delivery
                        WHERE way = 'mail' AND state = 'waiting' AND due_at <= ?1)",
    )?
    .query_row([now.timestamp()], |row| row.get(0))
}

/// “Sent” in the outbox means that it was handed on; what became of it stands in `delivery`.
pub(super) fn sorted(tx: &Transaction<'_>, id: i64, now: DateTime<Utc>) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE outbox SET state = 'sent', changed_at = ?2 WHERE id = ?1")?
        .execute(params![id, now.timestamp()])?;
    Ok(())
}

/// Notices from before `since` are no longer news: they stay in the bank only.
pub(super) fn sort_old(
    tx: &Transaction<'_>,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE outbox SET state = 'sent', changed_at = ?2 WHERE state = 'waiting' AND at < ?1",
    )?
    .execute(params![since.timestamp(), now.timestamp()])?;
    Ok(())
}

pub(super) fn begin(
    tx: &Transaction<'_>,
    id: i64,
    way: Way,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO delivery (notice, way, state, due_at, changed_at)
         VALUES (?1, ?2, 'waiting', ?3, ?3)",
    )?
    .execute(params![id, way.as_str(), now.timestamp()])?;
    Ok(())
}

const ERRANDS: &str = "SELECT o.id, o.at, o.kind, o.member, o.subject, o.details, m.name,
        m.known_as, m.email, m.address, d.attempts
 FROM delivery AS d
 JOIN outbox AS o ON o.id = d.notice
 JOIN member AS m ON m.id = o.member";

fn errand(row: &Row<'_>) -> rusqlite::Result<Errand> {
    let (name, known_as): (String, String) = (row.get("name")?, row.get("known_as")?);
    Ok(Errand {
        notice: notice(row)?,
        greeting: called(&name, &known_as).to_owned(),
        name,
        email: row.get("email")?,
        address: row.get("address")?,
        attempts: row.get("attempts")?,
    })
}

pub(super) fn due(
    conn: &Connection,
    now: DateTime<Utc>,
    limit: u32,
) -> rusqlite::Result<Vec<Errand>> {
    let sql = format!(
        "{ERRANDS} WHERE d.way = 'mail' AND d.state = 'waiting' AND d.due_at <= ?1
         ORDER BY d.due_at, d.notice LIMIT ?2"
    );
    conn.prepare_cached(&sql)?
        .query_map(params![now.timestamp(), limit], |row| {
            let mut found = errand(row)?;
            found.attempts += 1;
            Ok(found)
        })?
        .collect()
}

pub(super) fn letters(conn: &Connection) -> rusqlite::Result<Vec<Errand>> {
    let sql = format!(
        "{ERRANDS} WHERE d.way = 'letter' AND d.state = 'waiting'
         ORDER BY m.name, o.member, d.notice"
    );
    conn.prepare_cached(&sql)?.query_map([], errand)?.collect()
}

pub(super) fn trying(
    tx: &Transaction<'_>,
    id: i64,
    attempts: u32,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE delivery SET state = 'trying', attempts = ?2, changed_at = ?3 WHERE notice = ?1",
    )?
    .execute(params![id, attempts, now.timestamp()])?;
    Ok(())
}

pub(super) fn sent(tx: &Transaction<'_>, id: i64, now: DateTime<Utc>) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE delivery SET state = 'sent', reason = '', changed_at = ?2 WHERE notice = ?1",
    )?
    .execute(params![id, now.timestamp()])?;
    Ok(())
}

pub(super) fn put_off(
    tx: &Transaction<'_>,
    id: i64,
    trouble: Trouble,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE delivery SET state = 'waiting', reason = ?2, due_at = ?3, changed_at = ?4
         WHERE notice = ?1",
    )?
    .execute(params![
        id,
        trouble.as_str(),
        until.timestamp(),
        now.timestamp()
    ])?;
    Ok(())
}

pub(super) fn failed(
    tx: &Transaction<'_>,
    id: i64,
    trouble: Trouble,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE delivery SET state = 'failed', reason = ?2, changed_at = ?3 WHERE notice = ?1",
    )?
    .execute(params![id, trouble.as_str(), now.timestamp()])?;
    Ok(())
}

pub(super) fn recover(tx: &Transaction<'_>, now: DateTime<Utc>) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "UPDATE delivery SET state = 'failed', reason = ?1, changed_at = ?2
         WHERE state = 'trying'",
    )?
    .execute(params![Trouble::Unsure.as_str(), now.timestamp()])
}

pub(super) fn letter_posted(
    tx: &Transaction<'_>,
    id: i64,
    now: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "UPDATE delivery SET state = 'sent', changed_at = ?2
         WHERE notice = ?1 AND way = 'letter' AND state = 'waiting'",
    )?
    .execute(params![id, now.timestamp()])
}

pub(super) fn undelivered(conn: &Connection) -> rusqlite::Result<Vec<Undelivered>> {
    conn.prepare_cached(
        "SELECT d.notice, o.member, m.name, o.kind, d.reason, d.attempts, d.changed_at,
                d.state = 'waiting' AS tried_again
         FROM delivery AS d
         JOIN outbox AS o ON o.id = d.notice
         JOIN member AS m ON m.id = o.member
         WHERE d.way = 'mail'
           AND (d.state = 'failed' OR (d.state = 'waiting' AND d.attempts > 0))
         ORDER BY d.changed_at DESC, d.notice DESC",
    )?
    .query_map([], |row| {
        Ok(Undelivered {
            notice: row.get("notice")?,
            member: row.get("member")?,
            name: row.get("name")?,
            kind: rows::code(row, "kind", NoticeKind::parse)?,
            trouble: rows::code(row, "reason", Trouble::parse)?,
            attempts: row.get("attempts")?,
            at: rows::instant(row, "changed_at")?,
            tried_again: row.get("tried_again")?,
        })
    })?
    .collect()
}

pub(super) fn again(tx: &Transaction<'_>, id: i64, now: DateTime<Utc>) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "UPDATE delivery SET state = 'waiting', attempts = 0, due_at = ?2, changed_at = ?2
         WHERE notice = ?1 AND way = 'mail' AND state = 'failed'",
    )?
    .execute(params![id, now.timestamp()])
}

pub(super) fn dropped(
    tx: &Transaction<'_>,
    id: i64,
    now: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "UPDATE delivery SET state = 'dropped', changed_at = ?2
         WHERE notice = ?1 AND way = 'mail' AND state = 'failed'",
    )?
    .execute(params![id, now.timestamp()])
}
