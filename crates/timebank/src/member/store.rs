//! The SQL of members.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::AccountId;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, Transaction, named_params, params};
use serde_json::json;
use uuid::Uuid;

use super::model::{
    Details, MemberKind, Mentions, Name, NewMember, Profile, Search, State, Stay, TakingPart,
};
use crate::actor::Role;
use crate::clock::Moment;
use crate::ids::{AreaId, MemberId, MemberNumber};
use crate::needs::Need;
use crate::{rows, typed};

/// What a profile is read from, of a member `m` with the area `a`.
pub(crate) const PROFILE: &str = "m.id, m.number, m.kind, m.name, m.known_as, m.email, m.phone,
    m.address, m.area, coalesce(a.name, '') AS area_name, m.about,
    coalesce(m.office, m.role) AS role, m.state, m.account, m.joined_on, m.left_on, m.created_at,
    m.version";

const MEMBERS: &str = "FROM member m LEFT JOIN area a ON a.id = m.area";

#[expect(
    clippy::too_many_arguments,
    reason = "one argument per column that the caller decides"
)]
pub(super) fn insert(
    tx: &Transaction<'_>,
    new: &NewMember,
    details: &Details,
    number: MemberNumber,
    role: Role,
    state: State,
    area: Option<AreaId>,
    joined_on: NaiveDate,
    moment: &Moment,
) -> rusqlite::Result<bool> {
    let joined = (state != State::Applicant).then_some(joined_on);
    let added = tx
        .prepare_cached(
            "INSERT INTO member (id, number, kind, name, known_as, email, phone, address, area,
                                 about, role, state, account, joined_on, created_at, office)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            new.id,
            number,
            new.kind.as_str(),
            details.name,
            details.known_as,
            details.email,
            details.phone,
            details.address,
            area,
            details.about,
            columns(role).0,
            state.as_str(),
            new.account.uuid(),
            joined,
            moment.now.timestamp(),
            columns(role).1,
        ])?;
    Ok(added == 1)
}

pub(super) fn next_number(tx: &Transaction<'_>) -> rusqlite::Result<MemberNumber> {
    tx.query_row(
        "SELECT coalesce(max(number), 0) + 1 FROM member",
        [],
        |row| row.get(0),
    )
}

/// False when another member already has the e-mail address.
pub(super) fn update_details(
    tx: &Transaction<'_>,
    id: MemberId,
    details: &Details,
    area: Option<AreaId>,
) -> rusqlite::Result<bool> {
    let changed = tx.execute(
        "UPDATE OR IGNORE member
            SET name = ?2, known_as = ?3, email = ?4, phone = ?5, address = ?6, area = ?7,
                about = ?8, version = version + 1
          WHERE id = ?1",
        params![
            id,
            details.name,
            details.known_as,
            details.email,
            details.phone,
            details.address,
            area,
            details.about
        ],
    )?;
    Ok(changed == 1)
}

pub(super) fn update_state(
    tx: &Transaction<'_>,
    id: MemberId,
    state: State,
    today: NaiveDate,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE member
            SET state = ?2,
                joined_on = CASE WHEN ?2 = 'active' THEN coalesce(joined_on, ?3)
                                 ELSE joined_on END,
                left_on = CASE WHEN ?2 = 'left' THEN ?3 END,
                version = version + 1
          WHERE id = ?1",
        params![id, state.as_str(), today],
    )?;
    Ok(())
}

pub(super) fn update_role(tx: &Transaction<'_>, id: MemberId, role: Role) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE member SET role = ?2, office = ?3, version = version + 1 WHERE id = ?1",
        params![id, columns(role).0, columns(role).1],
    )?;
    Ok(())
}

/// A role as the file keeps it: a treasurer and a reader are members with an office.
const fn columns(role: Role) -> (&'static str, Option<&'static str>) {
    match role {
        Role::Reader | Role::Treasurer => (Role::Member.as_str(), Some(role.as_str())),
        Role::Member | Role::Coordinator | Role::Administrator => (role.as_str(), None),
    }
}

pub(super) fn end_sessions(tx: &Transaction<'_>, id: MemberId) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM session WHERE member = ?1", [id])?;
    // Ways in that wait to be used end as well.
    tx.execute("DELETE FROM sign_in_link WHERE member = ?1", [id])?;
    tx.execute("DELETE FROM sign_in_code WHERE member = ?1", [id])?;
    Ok(())
}

pub(super) fn close_listings(
    tx: &Transaction<'_>,
    id: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE listing SET state = 'closed', closed_at = ?2, version = version + 1
          WHERE member = ?1 AND state = 'open'",
        params![id, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn has_open_exchanges(conn: &Connection, id: MemberId) -> rusqlite::Result<bool> {
    conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM exchange
                         WHERE (giver = ?1 OR receiver = ?1)
                           AND state IN ('proposed', 'agreed', 'arranged', 'recorded',
                                         'confirmed', 'disputed'))",
        [id],
        |row| row.get(0),
    )
}

pub(super) fn has_exchanges(conn: &Connection, id: MemberId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM exchange WHERE giver = ?1 OR receiver = ?1)")?
        .query_row([id], |row| row.get(0))
}

/// Whether a member has an exchange that was not reversed, a listing or a password, or has signed
/// in without one.
pub(super) fn has_begun(conn: &Connection, id: MemberId) -> rusqlite::Result<bool> {
    conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM exchange
                         WHERE (giver = ?1 OR receiver = ?1) AND state <> 'reversed')
             OR EXISTS (SELECT 1 FROM listing WHERE member = ?1)
             OR EXISTS (SELECT 1 FROM password WHERE member = ?1)
             OR EXISTS (SELECT 1 FROM session WHERE member = ?1)
             OR EXISTS (SELECT 1 FROM audit WHERE subject = ?1 AND action = 'access.sign_in')",
        [id],
        |row| row.get(0),
    )
}

pub(super) fn forget_email(tx: &Transaction<'_>, id: MemberId) -> rusqlite::Result<()> {
    tx.execute("UPDATE member SET email = NULL WHERE id = ?1", [id])?;
    Ok(())
}

pub(super) fn update_number(
    tx: &Transaction<'_>,
    id: MemberId,
    number: MemberNumber,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE member SET number = ?2, version = version + 1 WHERE id = ?1",
        params![id, number],
    )?;
    Ok(())
}

pub(super) fn update_days(
    tx: &Transaction<'_>,
    id: MemberId,
    joined_on: Option<NaiveDate>,
    left_on: Option<NaiveDate>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE member SET joined_on = ?2, left_on = ?3 WHERE id = ?1",
        params![id, joined_on, left_on],
    )?;
    Ok(())
}

pub(super) fn get(conn: &Connection, id: MemberId) -> rusqlite::Result<Option<Profile>> {
    one(conn, "m.id = ?1", &id)
}

pub(super) fn many(
    conn: &Connection,
    members: &[MemberId],
) -> rusqlite::Result<HashMap<MemberId, Profile>> {
    conn.prepare_cached(&format!(
        "SELECT {PROFILE} {MEMBERS} WHERE m.id IN (SELECT unhex(value) FROM json_each(?1))"
    ))?
    .query_map([rows::ids(members.iter().map(|id| id.uuid()))], read)?
    .map(|found| found.map(|profile| (profile.id, profile)))
    .collect()
}

pub(super) fn with_number(
    conn: &Connection,
    number: MemberNumber,
) -> rusqlite::Result<Option<Profile>> {
    one(conn, "m.number = ?1", &number)
}

pub(super) fn with_email(conn: &Connection, email: &str) -> rusqlite::Result<Option<Profile>> {
    one(conn, "m.email = ?1", &email)
}

pub(super) fn with_account(
    conn: &Connection,
    account: AccountId,
) -> rusqlite::Result<Option<Profile>> {
    one(conn, "m.account = ?1", &account.uuid())
}

pub(super) fn mentioned(conn: &Connection, mentions: &Mentions) -> rusqlite::Result<Vec<Profile>> {
    let numbers: Vec<u32> = mentions.numbers.iter().map(|number| number.get()).collect();
    let lists = [
        json!(numbers),
        json!(mentions.emails),
        json!(mentions.names),
    ];
    // Each by its own index: one condition with OR walks through all members.
    conn.prepare_cached(&format!(
        "SELECT {PROFILE} {MEMBERS} WHERE m.id IN (
            SELECT id FROM member WHERE number IN (SELECT value FROM json_each(?1))
            UNION ALL
            SELECT id FROM member WHERE email IN (SELECT value FROM json_each(?2))
            UNION ALL
            SELECT id FROM member WHERE name COLLATE NOCASE IN (SELECT value FROM json_each(?3)))
          ORDER BY m.number"
    ))?
    .query_map(lists.map(|list| list.to_string()), read)?
    .collect()
}

fn one(
    conn: &Connection,
    condition: &'static str,
    value: &dyn ToSql,
) -> rusqlite::Result<Option<Profile>> {
    conn.prepare_cached(&format!("SELECT {PROFILE} {MEMBERS} WHERE {condition}"))?
        .query_row([value], read)
        .optional()
}

const FOUND: &str = "(:query IS NULL OR m.id IN
        (SELECT member FROM member_words WHERE member_words MATCH :query))
    AND (:number IS NULL OR m.number = :number)
    AND (:state IS NULL OR m.state = :state)
    AND (:kind IS NULL OR m.kind = :kind)
    AND (:area IS NULL OR m.area = :area)
    AND (:except IS NULL OR m.id <> :except)
    AND (:need IS NULL OR m.id IN
        (SELECT member FROM communication_need WHERE need = :need))
    AND (:readers OR m.office IS NOT 'reader')
    AND (:viewer IS NULL OR m.id NOT IN
        (SELECT blocked FROM member_block WHERE blocker = :viewer
         UNION ALL SELECT blocker FROM member_block WHERE blocked = :viewer))";

/// What is asked first, so that an index answers it: `FOUND` alone walks through the table.
fn narrowed(search: &Search, number: Option<MemberNumber>, query: Option<&str>) -> &'static str {
    if number.is_some() {
        "m.number = :number AND"
    } else if query.is_some() {
        "m.id IN (SELECT member FROM member_words WHERE member_words MATCH :query) AND"
    } else if search.need.is_some() {
        "m.id IN (SELECT member FROM communication_need WHERE need = :need) AND"
    } else {
        ""
    }
}

/// What was typed is a number, or words; never both.
fn what_is_sought(search: &Search) -> (Option<MemberNumber>, Option<String>) {
    match MemberNumber::parse(&search.words) {
        Some(number) => (Some(number), None),
        None => (None, typed::search_query(&search.words)),
    }
}

pub(super) fn search(
    conn: &Connection,
    search: &Search,
    offset: u32,
    limit: u32,
) -> rusqlite::Result<Vec<Profile>> {
    let (number, query) = what_is_sought(search);
    let narrowed = narrowed(search, number, query.as_deref());
    conn.prepare_cached(&format!(
        "SELECT {PROFILE} {MEMBERS} WHERE {narrowed} {FOUND}
          ORDER BY m.name COLLATE NOCASE, m.number LIMIT :limit OFFSET :offset"
    ))?
    .query_map(
        named_params! {
            ":query": query, ":number": number, ":state": search.state.map(State::as_str),
            ":kind": search.kind.map(MemberKind::as_str), ":area": search.area,
            ":except": search.except, ":readers": search.readers,
            ":need": search.need.map(Need::as_str),
            ":viewer": search.viewer,
            ":limit": limit, ":offset": offset,
        },
        read,
    )?
    .collect()
}

pub(super) fn count(conn: &Connection, search: &Search) -> rusqlite::Result<u32> {
    // All of them are counted without a look at each row.
    if search.is_everybody() {
        return conn
            .prepare_cached("SELECT count(*) FROM member")?
            .query_row([], |row| row.get(0));
    }
    let (number, query) = what_is_sought(search);
    let narrowed = match narrowed(search, number, query.as_deref()) {
        "" if search.state.is_some() => "m.state = :state AND",
        narrowed => narrowed,
    };
    conn.prepare_cached(&format!(
        "SELECT count(*) FROM member m WHERE {narrowed} {FOUND}"
    ))?
    .query_row(
        named_params! {
            ":query": query, ":number": number, ":state": search.state.map(State::as_str),
            ":kind": search.kind.map(MemberKind::as_str), ":area": search.area,
            ":except": search.except, ":readers": search.readers,
            ":need": search.need.map(Need::as_str),
            ":viewer": search.viewer,
        },
        |row| row.get(0),
    )
}

pub(super) fn count_taking_part(conn: &Connection) -> rusqlite::Result<TakingPart> {
    conn.prepare_cached(
        "SELECT count(*) FILTER (WHERE state = 'active'), count(*) FILTER (WHERE state = 'paused')
           FROM member WHERE state IN ('active', 'paused') AND office IS NOT 'reader'",
    )?
    .query_row([], |row| {
        Ok(TakingPart {
            active: row.get(0)?,
            paused: row.get(1)?,
        })
    })
}

pub(super) fn lately_with(
    conn: &Connection,
    id: MemberId,
    limit: u32,
) -> rusqlite::Result<Vec<Profile>> {
    conn.prepare_cached(&format!(
        "SELECT {PROFILE} {MEMBERS}
           JOIN (SELECT CASE WHEN giver = :id THEN receiver ELSE giver END AS other,
                        max(recorded_at) AS last
                   FROM exchange WHERE giver = :id OR receiver = :id GROUP BY other) e
             ON e.other = m.id
          WHERE m.state = 'active' AND m.id NOT IN
                (SELECT blocked FROM member_block WHERE blocker = :id
                 UNION ALL SELECT blocker FROM member_block WHERE blocked = :id)
          ORDER BY e.last DESC, m.number LIMIT :limit"
    ))?
    .query_map(named_params! { ":id": id, ":limit": limit }, read)?
    .collect()
}

pub(super) fn names(conn: &Connection) -> rusqlite::Result<HashMap<MemberId, Name>> {
    conn.prepare_cached("SELECT id, name, number, kind FROM member")?
        .query_map([], |row| {
            let kind = rows::code(row, "kind", MemberKind::parse)?;
            Ok((
                row.get("id")?,
                Name {
                    name: row.get("name")?,
                    number: row.get("number")?,
                    kind,
                },
            ))
        })?
        .collect()
}

pub(super) fn coordinators(conn: &Connection) -> rusqlite::Result<Vec<Profile>> {
    conn.prepare_cached(&format!(
        "SELECT {PROFILE} {MEMBERS} WHERE m.state = 'active' AND m.role <> 'member'
          ORDER BY m.name COLLATE NOCASE, m.number"
    ))?
    .query_map([], read)?
    .collect()
}

pub(super) fn stays(conn: &Connection) -> rusqlite::Result<Vec<Stay>> {
    conn.prepare_cached(
        "SELECT id, account, joined_on, left_on FROM member
          WHERE joined_on IS NOT NULL ORDER BY number",
    )?
    .query_map([], |row| {
        Ok(Stay {
            member: row.get("id")?,
            account: AccountId::new(row.get::<_, Uuid>("account")?),
            joined_on: row.get("joined_on")?,
            left_on: row.get("left_on")?,
        })
    })?
    .collect()
}

pub(super) fn for_each<E: From<rusqlite::Error>>(
    conn: &Connection,
    mut each: impl FnMut(Profile) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {PROFILE} {MEMBERS} ORDER BY m.number"))?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        each(read(row)?)?;
    }
    Ok(())
}

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Profile> {
    Ok(Profile {
        id: row.get("id")?,
        number: row.get("number")?,
        kind: rows::code(row, "kind", MemberKind::parse)?,
        name: row.get("name")?,
        known_as: row.get("known_as")?,
        email: row.get("email")?,
        phone: row.get("phone")?,
        address: row.get("address")?,
        area: row.get("area")?,
        area_name: row.get("area_name")?,
        about: row.get("about")?,
        role: rows::code(row, "role", Role::parse)?,
        state: rows::code(row, "state", State::parse)?,
        account: AccountId::new(row.get::<_, Uuid>("account")?),
        joined_on: row.get("joined_on")?,
        left_on: row.get("left_on")?,
        created_at: rows::instant(row, "created_at")?,
        version: row.get("version")?,
    })
}
