//! The SQL of leaflets.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::model::{InFoot, Leaflet, NewLeaflet, OPENING, Readers, Version};
use crate::ids::MemberId;
use crate::rows;

const COLUMNS: &str = "l.slug, l.readers, l.in_foot, l.withdrawn_at IS NOT NULL AS withdrawn,
    v.version, v.title, v.text, m.name AS by, v.written_at
    FROM leaflet l JOIN leaflet_version v ON v.leaflet = l.id
    JOIN member m ON m.id = v.written_by";

const NEWEST: &str = "v.version = (SELECT max(version) FROM leaflet_version WHERE leaflet = l.id)";

fn read(row: &Row<'_>) -> rusqlite::Result<Leaflet> {
    Ok(Leaflet {
        slug: row.get("slug")?,
        title: row.get("title")?,
        text: row.get("text")?,
        readers: rows::code(row, "readers", Readers::parse)?,
        in_foot: row.get("in_foot")?,
        withdrawn: row.get("withdrawn")?,
        version: row.get("version")?,
        by: row.get("by")?,
        at: rows::instant(row, "written_at")?,
    })
}

pub(super) fn get(conn: &Connection, slug: &str) -> rusqlite::Result<Option<Leaflet>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE l.slug = ?1 AND {NEWEST}"))?
        .query_row([slug], read)
        .optional()
}

pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Leaflet>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE l.slug <> ?1 AND {NEWEST}
          ORDER BY withdrawn, v.title COLLATE NOCASE, l.slug"
    ))?
    .query_map([OPENING], read)?
    .collect()
}

pub(super) fn versions(conn: &Connection, slug: &str) -> rusqlite::Result<Vec<Version>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE l.slug = ?1 ORDER BY v.version DESC"
    ))?
    .query_map([slug], |row| {
        let leaflet = read(row)?;
        Ok(Version {
            version: leaflet.version,
            title: leaflet.title,
            text: leaflet.text,
            by: leaflet.by,
            at: leaflet.at,
        })
    })?
    .collect()
}

/// Keeps with the bank what is named at the foot of each page, by title.
fn keep_foot(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    tx.execute(
        &format!(
            "UPDATE bank SET foot = (
               SELECT json_group_array(json_array(slug, title, readers))
                 FROM (SELECT {COLUMNS} WHERE l.in_foot AND l.withdrawn_at IS NULL AND {NEWEST}
                        ORDER BY v.title COLLATE NOCASE, l.slug))"
        ),
        [],
    )?;
    Ok(())
}

/// What [`keep_foot`] kept.
pub(super) fn foot(kept: &str) -> Option<Vec<InFoot>> {
    let kept: Vec<(String, String, String)> = serde_json::from_str(kept).ok()?;
    kept.into_iter()
        .map(|(slug, title, readers)| {
            let readers = Readers::parse(&readers)?;
            Some(InFoot {
                slug,
                title,
                readers,
            })
        })
        .collect()
}

pub(super) fn publish(
    tx: &Transaction<'_>,
    new: &NewLeaflet,
    by: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO leaflet (slug, readers, in_foot) VALUES (?1, ?2, ?3)
             ON CONFLICT (slug) DO UPDATE SET readers = ?2, in_foot = ?3,
                                                  withdrawn_at = NULL",
        params![new.slug, new.readers.as_str(), new.in_foot],
    )?;
    tx.execute(
        "INSERT INTO leaflet_version (leaflet, version, title, text, written_by, written_at)
         SELECT l.id, coalesce((SELECT max(version) FROM leaflet_version WHERE leaflet = l.id), 0)
                      + 1, ?2, ?3, ?4, ?5
           FROM leaflet l WHERE l.slug = ?1",
        params![new.slug, new.title, new.text, by, now.timestamp()],
    )?;
    keep_foot(tx)
}

pub(super) fn withdraw(
    tx: &Transaction<'_>,
    slug: &str,
    at: Option<DateTime<Utc>>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE leaflet SET withdrawn_at = ?2 WHERE slug = ?1",
        params![slug, at.map(|at| at.timestamp())],
    )?;
    keep_foot(tx)
}
