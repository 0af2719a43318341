//! The SQL of stories.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::model::{Naming, NewStory, Story};
use crate::clock::Channel;
use crate::ids::{MemberId, StoryId};
use crate::rows;
use crate::typed::called;

const COLUMNS: &str = "s.*, coalesce(m.name, '') AS name, coalesce(m.known_as, '') AS known_as,
    w.name AS seen_by_name
    FROM story s LEFT JOIN member m ON m.id = s.member JOIN member w ON w.id = s.seen_by";

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: MemberId,
    new: &NewStory,
    now: DateTime<Utc>,
) -> rusqlite::Result<StoryId> {
    tx.execute(
        "INSERT INTO story (member, words, naming, described, project, consent_on, channel,
                            seen_by, until_day, kept_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            new.member,
            new.words,
            new.naming.as_str(),
            new.described,
            new.project,
            new.consent_on,
            new.channel.as_str(),
            by,
            new.until,
            now.timestamp(),
        ],
    )?;
    Ok(StoryId::new(tx.last_insert_rowid()))
}

pub(super) fn delete(tx: &Transaction<'_>, id: StoryId) -> rusqlite::Result<usize> {
    tx.execute("DELETE FROM story WHERE id = ?1", [id])
}

pub(super) fn merge(
    tx: &Transaction<'_>,
    stays: MemberId,
    goes: MemberId,
) -> rusqlite::Result<usize> {
    let sql = "UPDATE story SET member = ?1 WHERE member = ?2";
    tx.execute(sql, params![stays, goes])
}

pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Story>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} ORDER BY s.id DESC"))?
        .query_map([], read)?
        .collect()
}

pub(super) fn of_member(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<Story>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE s.member = ?1 ORDER BY s.id DESC"
    ))?
    .query_map([member], read)?
    .collect()
}

pub(super) fn get(conn: &Connection, id: StoryId) -> rusqlite::Result<Option<Story>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE s.id = ?1"))?
        .query_row([id], read)
        .optional()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Story> {
    let name: String = row.get("name")?;
    let known_as: String = row.get("known_as")?;
    let first = name.split(' ').next().unwrap_or_default();
    Ok(Story {
        id: row.get("id")?,
        member: row.get("member")?,
        greeting: called(first, &known_as).to_owned(),
        name,
        words: row.get("words")?,
        naming: rows::code(row, "naming", Naming::parse)?,
        described: row.get("described")?,
        project: row.get("project")?,
        consent_on: row.get("consent_on")?,
        channel: rows::code(row, "channel", Channel::parse)?,
        seen_by: row.get("seen_by_name")?,
        until: row.get("until_day")?,
    })
}
