//! The SQL of applications.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, Transaction, params};

use super::model::{Answers, Application, Reference, Standing, Taken, Went};
use crate::ids::{ApplicationId, MemberId};
use crate::member::MemberKind;
use crate::rows;

pub(super) mod mail;

const COLUMNS: &str = "a.*, coalesce(m.name, '') AS decided_by_name,
    (SELECT CASE WHEN k.state = 'waiting' AND k.attempts > 0 THEN 'trying' ELSE k.state END
       FROM application_mail k WHERE k.application = a.id) AS mail
    FROM application a LEFT JOIN member m ON m.id = a.decided_by";

pub(super) fn count_begun(conn: &Connection) -> rusqlite::Result<u32> {
    conn.query_row(
        "SELECT count(*) FROM application WHERE state = 'begun'",
        [],
        |row| row.get(0),
    )
}

pub(super) fn begin(
    tx: &Transaction<'_>,
    id: ApplicationId,
    token: [u8; 32],
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO application (id, token, state, begun_at) VALUES (?1, ?2, 'begun', ?3)
         ON CONFLICT DO NOTHING",
        params![id, token, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn answer(
    tx: &Transaction<'_>,
    id: ApplicationId,
    answers: &Answers,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE application
            SET kind = ?2, name = ?3, phone = ?4, email = ?5, area = ?6, address = ?7,
                gives = ?8, wishes = ?9, agreement = ?10
          WHERE id = ?1",
        params![
            id,
            answers.kind.as_str(),
            answers.name,
            answers.phone,
            answers.email,
            answers.area,
            answers.address,
            answers.gives,
            answers.wishes,
            answers.agreement
        ],
    )?;
    Ok(())
}

pub(super) fn send(
    tx: &Transaction<'_>,
    id: ApplicationId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE application
            SET state = 'sent', sent_at = ?2,
                number = (SELECT coalesce(max(number), 0) + 1 FROM application)
          WHERE id = ?1",
        params![id, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn withdraw(
    tx: &Transaction<'_>,
    id: ApplicationId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE application SET state = 'withdrawn', decided_at = ?2, version = version + 1
          WHERE id = ?1",
        params![id, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn delete(tx: &Transaction<'_>, id: ApplicationId) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM application WHERE id = ?1", [id])?;
    Ok(())
}

pub(super) fn erase(
    tx: &Transaction<'_>,
    id: ApplicationId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM application_reference WHERE application = ?1",
        [id],
    )?;
    tx.execute(
        "UPDATE application
            SET name = '', phone = '', email = '', area = '', address = '', gives = '',
                wishes = '', letter = '', erased_at = ?2, version = version + 1
          WHERE id = ?1",
        params![id, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn write_reference(
    tx: &Transaction<'_>,
    id: ApplicationId,
    reference: &Reference,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO application_reference (application, place, name, reach, asked_on,
                                            received_on, fine)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (application, place) DO UPDATE
            SET name = excluded.name, reach = excluded.reach, asked_on = excluded.asked_on,
                received_on = excluded.received_on, fine = excluded.fine",
        params![
            id,
            reference.place,
            reference.name,
            reference.reach,
            reference.asked_on,
            reference.answer.map(|(on, _)| on),
            reference.answer.map(|(_, fine)| fine)
        ],
    )?;
    Ok(())
}

pub(super) fn note_step(
    tx: &Transaction<'_>,
    id: ApplicationId,
    step: Taken,
    on: Option<NaiveDate>,
) -> rusqlite::Result<()> {
    let sql = match step {
        Taken::Talked => "UPDATE application SET talked_on = ?2 WHERE id = ?1",
        Taken::Inducted => "UPDATE application SET inducted_on = ?2 WHERE id = ?1",
    };
    tx.execute(sql, params![id, on])?;
    Ok(())
}

pub(super) fn admit(
    tx: &Transaction<'_>,
    id: ApplicationId,
    member: MemberId,
    accompany: bool,
    by: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE application
            SET state = 'joined', member = ?2, accompany = ?3, decided_by = ?4, decided_at = ?5,
                version = version + 1
          WHERE id = ?1",
        params![id, member, accompany, by, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn decline(
    tx: &Transaction<'_>,
    id: ApplicationId,
    letter: &str,
    by: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE application
            SET state = 'declined', letter = ?2, decided_by = ?3, decided_at = ?4,
                version = version + 1
          WHERE id = ?1",
        params![id, letter, by, now.timestamp()],
    )?;
    Ok(())
}

/// False when it was posted before, or there is no letter.
pub(super) fn posted(
    tx: &Transaction<'_>,
    id: ApplicationId,
    now: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    let posted = tx.execute(
        "UPDATE application SET posted_at = ?2
          WHERE id = ?1 AND state = 'declined' AND posted_at IS NULL",
        params![id, now.timestamp()],
    )?;
    Ok(posted == 1)
}

pub(super) fn get(conn: &Connection, id: ApplicationId) -> rusqlite::Result<Option<Application>> {
    one(conn, "a.id = ?1", &id)
}

pub(super) fn with_token(
    conn: &Connection,
    token: [u8; 32],
) -> rusqlite::Result<Option<Application>> {
    one(conn, "a.token = ?1", &token)
}

pub(super) fn of_member(
    conn: &Connection,
    member: MemberId,
) -> rusqlite::Result<Option<Application>> {
    one(conn, "a.member = ?1", &member)
}

fn one(
    conn: &Connection,
    condition: &'static str,
    value: &dyn ToSql,
) -> rusqlite::Result<Option<Application>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE {condition}"))?
        .query_row([value], read)
        .optional()
}

pub(super) fn open(conn: &Connection) -> rusqlite::Result<Vec<Application>> {
    many(conn, "a.state = 'sent' ORDER BY a.sent_at, a.number", 1_000)
}

pub(super) fn decided(conn: &Connection, limit: u32) -> rusqlite::Result<Vec<Application>> {
    let which = "a.state IN ('joined', 'declined', 'withdrawn')
        ORDER BY a.decided_at DESC, a.number DESC";
    many(conn, which, limit)
}

pub(super) fn letters(conn: &Connection) -> rusqlite::Result<Vec<Application>> {
    let which = "a.state = 'declined' AND a.posted_at IS NULL AND a.erased_at IS NULL
        AND mail IS NOT 'trying'
        ORDER BY a.decided_at, a.number";
    many(conn, which, 200)
}

fn many(conn: &Connection, which: &'static str, limit: u32) -> rusqlite::Result<Vec<Application>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE {which} LIMIT ?1"))?
        .query_map([limit], read)?
        .collect()
}

pub(super) fn references(
    conn: &Connection,
    applications: &[ApplicationId],
) -> rusqlite::Result<HashMap<ApplicationId, Vec<Reference>>> {
    let mut statement = conn.prepare_cached(
        "SELECT application, place, name, reach, asked_on, received_on, fine
           FROM application_reference
          WHERE application IN (SELECT unhex(value) FROM json_each(?1)) ORDER BY place",
    )?;
    let mut found: HashMap<ApplicationId, Vec<Reference>> = HashMap::new();
    let mut rows = statement.query([rows::ids(applications.iter().map(|id| id.uuid()))])?;
    while let Some(row) = rows.next()? {
        let (on, fine): (Option<NaiveDate>, Option<bool>) =
            (row.get("received_on")?, row.get("fine")?);
        let of = found.entry(row.get("application")?).or_default();
        of.push(Reference {
            place: row.get("place")?,
            name: row.get("name")?,
            reach: row.get("reach")?,
            asked_on: row.get("asked_on")?,
            answer: on.zip(fine),
        });
    }
    Ok(found)
}

pub(super) fn to_accompany(conn: &Connection) -> rusqlite::Result<HashSet<MemberId>> {
    conn.prepare_cached(
        "SELECT a.member FROM application a
          WHERE a.state = 'joined' AND a.accompany
            AND NOT EXISTS (SELECT 1 FROM exchange e
                             WHERE e.giver = a.member AND e.state = 'posted')
            AND NOT EXISTS (SELECT 1 FROM exchange e
                             WHERE e.receiver = a.member AND e.state = 'posted')",
    )?
    .query_map([], |row| row.get(0))?
    .collect()
}

pub(super) fn begun_before(
    conn: &Connection,
    instant: DateTime<Utc>,
    limit: u32,
) -> rusqlite::Result<Vec<ApplicationId>> {
    conn.prepare_cached(
        "SELECT id FROM application WHERE state = 'begun' AND begun_at < ?1 LIMIT ?2",
    )?
    .query_map(params![instant.timestamp(), limit], |row| row.get(0))?
    .collect()
}

pub(super) fn decided_before(
    conn: &Connection,
    instant: DateTime<Utc>,
    limit: u32,
) -> rusqlite::Result<Vec<ApplicationId>> {
    conn.prepare_cached(
        "SELECT id FROM application
          WHERE state IN ('joined', 'declined') AND erased_at IS NULL AND decided_at < ?1
          LIMIT ?2",
    )?
    .query_map(params![instant.timestamp(), limit], |row| row.get(0))?
    .collect()
}

fn went(row: &Row<'_>) -> rusqlite::Result<Went> {
    let mail: Option<String> = row.get("mail")?;
    let posted = rows::instant_if_any(row, "posted_at")?.is_some();
    Ok(match (mail.as_deref(), posted) {
        (Some("sent"), _) => Went::Mailed,
        (_, true) => Went::Posted,
        (Some("trying"), false) => Went::Trying,
        (Some("failed"), false) => Went::Failed,
        _ => Went::Waits,
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Application> {
    let state: String = row.get("state")?;
    let member: Option<MemberId> = row.get("member")?;
    let standing = match (state.as_str(), member) {
        ("begun", None) => Standing::Begun,
        ("sent", None) => Standing::Sent,
        ("joined", Some(member)) => Standing::Joined(member),
        ("declined", None) => Standing::Declined {
            letter: row.get("letter")?,
            went: went(row)?,
        },
        ("withdrawn", None) => Standing::Withdrawn,
        _ => return rows::unknown(&state),
    };
    let sent_at = rows::instant_if_any(row, "sent_at")?;
    Ok(Application {
        id: row.get("id")?,
        number: row.get("number")?,
        standing,
        answers: Answers {
            kind: rows::code(row, "kind", MemberKind::parse)?,
            name: row.get("name")?,
            phone: row.get("phone")?,
            email: row.get("email")?,
            area: row.get("area")?,
            address: row.get("address")?,
            gives: row.get("gives")?,
            wishes: row.get("wishes")?,
            agreement: row.get("agreement")?,
        },
        sent_at: sent_at.unwrap_or(rows::instant(row, "begun_at")?),
        talked_on: row.get("talked_on")?,
        inducted_on: row.get("inducted_on")?,
        decided_at: rows::instant_if_any(row, "decided_at")?,
        decided_by: row.get("decided_by_name")?,
        accompany: row.get("accompany")?,
        erased: rows::instant_if_any(row, "erased_at")?.is_some(),
        version: row.get("version")?,
    })
}
