//! The SQL of listings.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use ledger::Minutes;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params, params};

use super::model::{Answered, Helpers, Listing, ListingDetails, ListingKind, Search};
use crate::ids::{AreaId, ListingId, MemberId};
use crate::{rows, typed};

const COLUMNS: &str = "l.*, m.name AS member_name, coalesce(c.name, '') AS category_name,
    coalesce(c.icon, 'hands') AS icon, coalesce(a.name, '') AS area_name,
    (SELECT count(*) FROM exchange e WHERE e.listing = l.id) AS exchanges
    FROM listing l JOIN member m ON m.id = l.member
    LEFT JOIN category c ON c.id = l.category LEFT JOIN area a ON a.id = l.area";

const FOUND: &str = "l.state = 'open' AND m.state = 'active'
    AND (:query IS NULL OR l.id IN
        (SELECT listing FROM listing_words WHERE listing_words MATCH :query)
        OR l.member IN (SELECT member FROM member_words
                         WHERE member_words MATCH '{name known_as} : (' || :query || ')'))
    AND (:category IS NULL OR l.category = :category
        OR l.category IN (SELECT id FROM category WHERE parent = :category))
    AND (:area IS NULL OR l.area = :area)
    AND (:except IS NULL OR l.member <> :except)
    AND (:viewer IS NULL OR l.member NOT IN
        (SELECT blocked FROM member_block WHERE blocker = :viewer
         UNION ALL SELECT blocker FROM member_block WHERE blocked = :viewer))";

/// What is asked first, so that the index of what is open answers it.
const KINDS: &str = "l.kind IN (coalesce(:kind, 'offer'), coalesce(:kind, 'request'))";

pub(super) fn insert(
    tx: &Transaction<'_>,
    id: ListingId,
    kind: ListingKind,
    member: MemberId,
    details: &ListingDetails,
    area: Option<AreaId>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO listing (id, kind, member, category, area, title, details, timing, minutes,
                              state, created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'open', ?10, ?10)",
    )?
    .execute(params![
        id,
        kind.as_str(),
        member,
        details.category,
        area,
        details.title,
        details.details,
        details.timing,
        details.minutes.map(Minutes::get),
        now.timestamp()
    ])?;
    Ok(())
}

pub(super) fn update(
    tx: &Transaction<'_>,
    id: ListingId,
    details: &ListingDetails,
    area: Option<AreaId>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE listing
            SET category = ?2, area = ?3, title = ?4, details = ?5, timing = ?6, minutes = ?7,
                changed_at = ?8, version = version + 1
          WHERE id = ?1",
        params![
            id,
            details.category,
            area,
            details.title,
            details.details,
            details.timing,
            details.minutes.map(Minutes::get),
            now.timestamp()
        ],
    )?;
    Ok(())
}

pub(super) fn close(
    tx: &Transaction<'_>,
    id: ListingId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE listing SET state = 'closed', closed_at = ?2, changed_at = ?2,
                version = version + 1 WHERE id = ?1",
        params![id, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn get(conn: &Connection, id: ListingId) -> rusqlite::Result<Option<Listing>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE l.id = ?1"))?
        .query_row([id], read)
        .optional()
}

pub(super) fn of_member(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<Listing>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE l.member = ?1 AND l.state = 'open'
          ORDER BY l.kind, l.created_at DESC, l.id"
    ))?
    .query_map([member], read)?
    .collect()
}

pub(super) fn offers_of(
    conn: &Connection,
    members: &[MemberId],
) -> rusqlite::Result<HashMap<MemberId, Vec<String>>> {
    let mut statement = conn.prepare_cached(
        "SELECT member, title FROM listing
          WHERE member IN (SELECT unhex(value) FROM json_each(?1))
            AND state = 'open' AND kind = 'offer'
          ORDER BY created_at DESC, id",
    )?;
    let mut offers: HashMap<MemberId, Vec<String>> = HashMap::new();
    let mut found = statement.query([rows::ids(members.iter().map(|id| id.uuid()))])?;
    while let Some(row) = found.next()? {
        let titles = offers.entry(row.get("member")?).or_default();
        titles.push(row.get("title")?);
    }
    Ok(offers)
}

pub(super) fn search(
    conn: &Connection,
    search: &Search,
    offset: u32,
    limit: u32,
) -> rusqlite::Result<Vec<Listing>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE {KINDS} AND {FOUND}
          ORDER BY l.created_at DESC, l.id DESC LIMIT :limit OFFSET :offset"
    ))?
    .query_map(
        named_params! {
            ":kind": search.kind.map(ListingKind::as_str),
            ":query": typed::search_query(&search.words), ":category": search.category,
            ":viewer": search.viewer,
            ":area": search.area, ":except": search.except, ":limit": limit, ":offset": offset,
        },
        read,
    )?
    .collect()
}

pub(super) fn near(
    conn: &Connection,
    search: &Search,
    area: Option<AreaId>,
    limit: u32,
) -> rusqlite::Result<Vec<Listing>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE {KINDS} AND {FOUND}
          ORDER BY coalesce(l.area = :near, 0) DESC, l.created_at DESC, l.id DESC LIMIT :limit"
    ))?
    .query_map(
        named_params! {
            ":kind": search.kind.map(ListingKind::as_str),
            ":query": typed::search_query(&search.words), ":category": search.category,
            ":viewer": search.viewer,
            ":area": search.area, ":except": search.except, ":near": area, ":limit": limit,
        },
        read,
    )?
    .collect()
}

pub(super) fn titles(
    conn: &Connection,
    listings: &[ListingId],
) -> rusqlite::Result<HashMap<ListingId, String>> {
    conn.prepare_cached(
        "SELECT id, title FROM listing WHERE id IN (SELECT unhex(value) FROM json_each(?1))",
    )?
    .query_map([rows::ids(listings.iter().map(|id| id.uuid()))], |row| {
        Ok((row.get("id")?, row.get("title")?))
    })?
    .collect()
}

pub(super) fn helpers(
    conn: &Connection,
    requests: &[ListingId],
) -> rusqlite::Result<HashMap<ListingId, Helpers>> {
    conn.prepare_cached(
        "SELECT r.id, count(m.id) AS anywhere, count(m.id) FILTER (WHERE o.area = r.area) AS near
           FROM listing r
           LEFT JOIN listing o ON o.category IN (SELECT r.category UNION ALL
                                                 SELECT id FROM category WHERE parent = r.category)
                              AND o.kind = 'offer' AND o.state = 'open' AND o.member <> r.member
           LEFT JOIN member m ON m.id = o.member AND m.state = 'active'
          WHERE r.id IN (SELECT unhex(value) FROM json_each(?1)) AND r.category IS NOT NULL
          GROUP BY r.id",
    )?
    .query_map([rows::ids(requests.iter().map(|id| id.uuid()))], |row| {
        let helpers = Helpers {
            anywhere: row.get("anywhere")?,
            near: row.get("near")?,
        };
        Ok((row.get("id")?, helpers))
    })?
    .collect()
}

pub(super) fn count(conn: &Connection, search: &Search) -> rusqlite::Result<u32> {
    conn.prepare_cached(&format!(
        "SELECT count(*) FROM listing l JOIN member m ON m.id = l.member
          WHERE {KINDS} AND {FOUND}"
    ))?
    .query_row(
        named_params! {
            ":kind": search.kind.map(ListingKind::as_str),
            ":query": typed::search_query(&search.words), ":category": search.category,
            ":viewer": search.viewer,
            ":area": search.area, ":except": search.except,
        },
        |row| row.get(0),
    )
}

const UNANSWERED: &str = "l.kind = 'request' AND l.state = 'open' AND m.state = 'active'
    AND l.created_at <= :since
    AND NOT EXISTS (SELECT 1 FROM exchange e WHERE e.listing = l.id)";

pub(super) fn unanswered(
    conn: &Connection,
    since: DateTime<Utc>,
    limit: u32,
) -> rusqlite::Result<Vec<Listing>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE {UNANSWERED} ORDER BY l.created_at, l.id LIMIT :limit"
    ))?
    .query_map(
        named_params! { ":since": since.timestamp(), ":limit": limit },
        read,
    )?
    .collect()
}

pub(super) fn count_unanswered(conn: &Connection, since: DateTime<Utc>) -> rusqlite::Result<u32> {
    conn.prepare_cached(&format!(
        "SELECT count(*) FROM listing l JOIN member m ON m.id = l.member WHERE {UNANSWERED}"
    ))?
    .query_row(named_params! { ":since": since.timestamp() }, |row| {
        row.get(0)
    })
}

pub(super) fn answered(conn: &Connection) -> rusqlite::Result<Vec<Answered>> {
    conn.prepare_cached(
        "SELECT l.kind, l.member, l.created_at, l.closed_at, min(e.done_on) AS first_help
           FROM listing l LEFT JOIN exchange e ON e.listing = l.id AND e.state = 'posted'
          GROUP BY l.id",
    )?
    .query_map([], |row| {
        Ok(Answered {
            kind: rows::code(row, "kind", ListingKind::parse)?,
            member: row.get("member")?,
            created_at: rows::instant(row, "created_at")?,
            closed_at: rows::instant_if_any(row, "closed_at")?,
            first_help: row.get("first_help")?,
        })
    })?
    .collect()
}

pub(super) fn for_each<E: From<rusqlite::Error>>(
    conn: &Connection,
    mut each: impl FnMut(Listing) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} ORDER BY l.created_at, l.id"))?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        each(read(row)?)?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Listing> {
    Ok(Listing {
        id: row.get("id")?,
        kind: rows::code(row, "kind", ListingKind::parse)?,
        member: row.get("member")?,
        member_name: row.get("member_name")?,
        category: row.get("category")?,
        category_name: row.get("category_name")?,
        icon: row.get("icon")?,
        area: row.get("area")?,
        area_name: row.get("area_name")?,
        title: row.get("title")?,
        details: row.get("details")?,
        timing: row.get("timing")?,
        minutes: row.get::<_, Option<i64>>("minutes")?.and_then(Minutes::new),
        open: row.get::<_, String>("state")? == "open",
        created_at: rows::instant(row, "created_at")?,
        closed_at: rows::instant_if_any(row, "closed_at")?,
        exchanges: row.get("exchanges")?,
        version: row.get("version")?,
    })
}
