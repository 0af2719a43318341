//! The SQL of set-ups.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Row, Transaction, params};

use super::{Kept, Setup};
use crate::clock::Channel;
use crate::ids::{MemberId, SetupId};
use crate::member::MemberKind;

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: MemberId,
    setup: &Setup,
    now: DateTime<Utc>,
) -> rusqlite::Result<SetupId> {
    tx.execute(
        "INSERT INTO report_setup (name, period, readers, area, category, members, channel,
                                   worth, survey, kept_at, kept_by, reminds, project, funder,
                                   story)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            setup.name,
            setup.period,
            if setup.for_committee {
                "committee"
            } else {
                "outside"
            },
            setup.area,
            setup.category,
            setup.members.map(MemberKind::as_str),
            setup.channel.map(Channel::as_str),
            setup.worth,
            setup.survey,
            now.timestamp(),
            by,
            setup.reminds,
            setup.project,
            setup.funder,
            setup.story,
        ],
    )?;
    Ok(SetupId::new(tx.last_insert_rowid()))
}

pub(super) fn is_taken(conn: &Connection, name: &str) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM report_setup WHERE name = ?1)")?
        .query_row([name], |row| row.get(0))
}

pub(super) fn remove(tx: &Transaction<'_>, id: SetupId) -> rusqlite::Result<usize> {
    tx.execute("DELETE FROM report_setup WHERE id = ?1", [id])
}

/// Keeps of which days the coordinators were told.
pub(super) fn told(tx: &Transaction<'_>, id: SetupId, to: NaiveDate) -> rusqlite::Result<usize> {
    tx.prepare_cached("UPDATE report_setup SET told_to = ?2 WHERE id = ?1")?
        .execute(params![id, to])
}

pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Kept>> {
    conn.prepare_cached("SELECT * FROM report_setup ORDER BY name, id")?
        .query_map([], read)?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let word = |column: &str| -> rusqlite::Result<Option<String>> { row.get(column) };
    Ok(Kept {
        id: row.get("id")?,
        setup: Setup {
            name: row.get("name")?,
            period: row.get("period")?,
            for_committee: word("readers")?.as_deref() == Some("committee"),
            area: row.get("area")?,
            category: row.get("category")?,
            members: word("members")?.and_then(|code| MemberKind::parse(&code)),
            channel: word("channel")?.and_then(|code| Channel::parse(&code)),
            worth: row.get("worth")?,
            survey: row.get("survey")?,
            story: row.get("story")?,
            project: row.get("project")?,
            funder: row.get("funder")?,
            reminds: row.get("reminds")?,
        },
        told_to: row.get("told_to")?,
    })
}
