//! The SQL of surveys.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction, params};

use super::items::{Item, Scale};
use super::model::{Answers, NewSurvey, OwnKind, Sheet, Survey, Wave};
use crate::clock::Moment;
use crate::ids::{MemberId, SurveyId};
use crate::rows;

pub(super) fn is_taken(conn: &Connection, name: &str) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM survey WHERE name = ?1)")?
        .query_row([name], |row| row.get(0))
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: MemberId,
    new: &NewSurvey,
    now: DateTime<Utc>,
) -> rusqlite::Result<SurveyId> {
    tx.execute(
        "INSERT INTO survey (name, wellbeing, loneliness, licence, opened_at, opened_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            new.name,
            new.wellbeing,
            new.loneliness,
            new.licence,
            now.timestamp(),
            by,
        ],
    )?;
    let id = SurveyId::new(tx.last_insert_rowid());
    for (place, (text, kind)) in (1_i64..).zip(&new.own) {
        tx.execute(
            "INSERT INTO survey_question (survey, place, text, kind) VALUES (?1, ?2, ?3, ?4)",
            params![id, place, text, kind.as_str()],
        )?;
    }
    Ok(id)
}

pub(super) fn close(
    tx: &Transaction<'_>,
    id: SurveyId,
    now: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    tx.execute(
        "UPDATE survey SET closed_at = ?2 WHERE id = ?1 AND closed_at IS NULL",
        params![id, now.timestamp()],
    )
}

pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Survey>> {
    let found: rusqlite::Result<Vec<Survey>> = conn
        .prepare_cached("SELECT * FROM survey ORDER BY id DESC")?
        .query_map([], |row| {
            Ok(Survey {
                id: row.get("id")?,
                name: row.get("name")?,
                wellbeing: row.get("wellbeing")?,
                loneliness: row.get("loneliness")?,
                licence: row.get("licence")?,
                own: Vec::new(),
                open: row.get::<_, Option<i64>>("closed_at")?.is_none(),
            })
        })?
        .collect();
    let mut found = found?;
    for survey in &mut found {
        survey.own = own(conn, survey.id)?;
    }
    Ok(found)
}

fn own(conn: &Connection, id: SurveyId) -> rusqlite::Result<Vec<Item>> {
    conn.prepare_cached(
        "SELECT place, text, kind FROM survey_question WHERE survey = ?1 ORDER BY 1",
    )?
    .query_map([id], |row| {
        let place: i64 = row.get("place")?;
        let scale = match rows::code(row, "kind", OwnKind::parse)? {
            OwnKind::Scale => Scale::ZeroToTen,
            OwnKind::YesNo => Scale::YesNo,
        };
        let text: String = row.get("text")?;
        Ok(Item::new(&format!("own_{place}"), &text, scale))
    })?
    .collect()
}

pub(super) fn consent(
    tx: &Transaction<'_>,
    member: MemberId,
    by: MemberId,
    moment: &Moment,
) -> rusqlite::Result<usize> {
    tx.execute(
        "INSERT INTO survey_consent (member, given_at, given_by, channel) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (member) DO NOTHING",
        params![member, moment.now.timestamp(), by, moment.channel.as_str()],
    )
}

pub(super) fn has_consented(conn: &Connection, member: MemberId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM survey_consent WHERE member = ?1)")?
        .query_row([member], |row| row.get(0))
}

/// Writes a sheet in the place of the one of the same time, if there is one.
pub(super) fn keep(
    tx: &Transaction<'_>,
    by: MemberId,
    sheet: &Sheet,
    moment: &Moment,
) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM survey_sheet WHERE survey = ?1 AND member = ?2 AND wave = ?3",
        params![sheet.survey, sheet.member, sheet.wave.as_str()],
    )?;
    tx.execute(
        "INSERT INTO survey_sheet (survey, member, wave, answered_on, declined, channel, entered_by,
                                   kept_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            sheet.survey,
            sheet.member,
            sheet.wave.as_str(),
            sheet.answered_on,
            sheet.declined,
            moment.channel.as_str(),
            by,
            moment.now.timestamp(),
        ],
    )?;
    let id = tx.last_insert_rowid();
    for (item, value) in &sheet.answers {
        tx.execute(
            "INSERT INTO survey_answer (sheet, item, value) VALUES (?1, ?2, ?3)",
            params![id, item, value],
        )?;
    }
    Ok(())
}

pub(super) fn erase(tx: &Transaction<'_>, member: MemberId) -> rusqlite::Result<usize> {
    let erased = tx.execute("DELETE FROM survey_sheet WHERE member = ?1", [member])?;
    tx.execute("DELETE FROM survey_consent WHERE member = ?1", [member])?;
    Ok(erased)
}

pub(super) fn sheet(
    conn: &Connection,
    survey: SurveyId,
    member: MemberId,
    wave: Wave,
) -> rusqlite::Result<Option<Sheet>> {
    let found = sheets(conn, Some(survey), Some(member), None)?;
    Ok(found.into_iter().find(|sheet| sheet.wave == wave))
}

/// The sheets of a survey, of a member, or of both, up to a day.
pub(super) fn sheets(
    conn: &Connection,
    survey: Option<SurveyId>,
    member: Option<MemberId>,
    until: Option<NaiveDate>,
) -> rusqlite::Result<Vec<Sheet>> {
    let mut answers = conn
        .prepare_cached("SELECT item, value FROM survey_answer WHERE sheet = ?1 ORDER BY item")?;
    conn.prepare_cached(
        "SELECT * FROM survey_sheet
          WHERE (?1 IS NULL OR survey = ?1) AND (?2 IS NULL OR member = ?2)
            AND (?3 IS NULL OR answered_on <= ?3)
          ORDER BY survey, member, wave",
    )?
    .query_map(params![survey, member, until], |row| {
        let id: i64 = row.get("id")?;
        let answers: rusqlite::Result<Answers> = answers
            .query_map([id], |row| Ok((row.get("item")?, row.get("value")?)))?
            .collect();
        Ok(Sheet {
            survey: row.get("survey")?,
            member: row.get("member")?,
            wave: rows::code(row, "wave", Wave::parse)?,
            answered_on: row.get("answered_on")?,
            declined: row.get("declined")?,
            answers: answers?,
        })
    })?
    .collect()
}

pub(super) fn people_on(conn: &Connection, day: NaiveDate) -> rusqlite::Result<u64> {
    conn.prepare_cached(
        "SELECT count(*) FROM member
          WHERE kind = 'person' AND joined_on <= ?1 AND (left_on IS NULL OR left_on > ?1)",
    )?
    .query_row([day], |row| row.get(0))
}

/// Consent that was given under one entry is given under the other.
pub(super) fn bring_consent(
    tx: &Transaction<'_>,
    stays: MemberId,
    goes: MemberId,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO survey_consent (member, given_at, given_by, channel)
         SELECT ?1, given_at, given_by, channel FROM survey_consent WHERE member = ?2
         ON CONFLICT (member) DO NOTHING",
        params![stays, goes],
    )?;
    tx.execute("DELETE FROM survey_consent WHERE member = ?1", [goes])?;
    Ok(())
}

/// Deletes the sheet of a member.
pub(super) fn drop_sheet(
    tx: &Transaction<'_>,
    sheet: &Sheet,
    of: MemberId,
) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM survey_sheet WHERE survey = ?1 AND member = ?2 AND wave = ?3",
        params![sheet.survey, of, sheet.wave.as_str()],
    )?;
    Ok(())
}

/// Makes the sheet of one member that of another.
pub(super) fn bring_sheet(
    tx: &Transaction<'_>,
    sheet: &Sheet,
    to: MemberId,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE survey_sheet SET member = ?1 WHERE survey = ?2 AND member = ?3 AND wave = ?4",
        params![to, sheet.survey, sheet.member, sheet.wave.as_str()],
    )?;
    Ok(())
}

/// Of the answered sheets up to a day: by how many people those were kept from an instant on, and
/// how many sheets were kept before it.
pub(super) fn since(
    conn: &Connection,
    survey: SurveyId,
    until: NaiveDate,
    at: DateTime<Utc>,
) -> rusqlite::Result<(u64, u64)> {
    conn.prepare_cached(
        "SELECT count(DISTINCT CASE WHEN kept_at >= ?3 THEN member END),
                count(*) FILTER (WHERE kept_at < ?3)
           FROM survey_sheet WHERE survey = ?1 AND answered_on <= ?2 AND NOT declined",
    )?
    .query_row(params![survey, until, at.timestamp()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}
