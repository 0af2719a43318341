//! The SQL of who sees how somebody is reached.

use rusqlite::{Connection, Row, Transaction, params};

use super::model::{Audiences, Field, SeenBy};
use crate::ids::MemberId;
use crate::rows;

pub(super) fn audiences(conn: &Connection, member: MemberId) -> rusqlite::Result<Audiences> {
    let mut found = Audiences::USUAL;
    let mut statement =
        conn.prepare_cached("SELECT field, audience FROM contact_audience WHERE member = ?1")?;
    let mut chosen = statement.query([member])?;
    while let Some(row) = chosen.next()? {
        found = chosen_in(row, found)?;
    }
    Ok(found)
}

/// What was chosen before, and the choice of this row.
fn chosen_in(row: &Row<'_>, before: Audiences) -> rusqlite::Result<Audiences> {
    let code: Option<String> = row.get("field")?;
    let named = |field: &Field| Some(field.as_str()) == code.as_deref();
    match Field::ALL.into_iter().find(named) {
        Some(field) => Ok(before.with(field, rows::code(row, "audience", SeenBy::parse)?)),
        None => Ok(before),
    }
}

/// How `one` stands to `other`, whose particulars they would see.
pub(super) struct Standing {
    /// Either has blocked the other.
    pub(super) apart: bool,
    /// Both have said yes to an exchange: a proposal alone opens nothing.
    pub(super) exchanged: bool,
    /// What the other has chosen.
    pub(super) audiences: Audiences,
}

pub(super) fn standing(
    conn: &Connection,
    one: MemberId,
    other: MemberId,
) -> rusqlite::Result<Standing> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM member_block
                         WHERE (blocker = ?1 AND blocked = ?2)
                            OR (blocker = ?2 AND blocked = ?1)) AS apart,
                EXISTS (SELECT 1 FROM exchange
                         WHERE ((giver = ?1 AND receiver = ?2)
                                OR (giver = ?2 AND receiver = ?1))
                           AND state IN ('agreed', 'arranged', 'confirmed', 'posted',
                                         'corrected')) AS exchanged,
                a.field, a.audience
           FROM (SELECT 1) LEFT JOIN contact_audience a ON a.member = ?2",
    )?;
    let mut standing = Standing {
        apart: false,
        exchanged: false,
        audiences: Audiences::USUAL,
    };
    let mut found = statement.query(params![one, other])?;
    while let Some(row) = found.next()? {
        standing = Standing {
            apart: row.get("apart")?,
            exchanged: row.get("exchanged")?,
            audiences: chosen_in(row, standing.audiences)?,
        };
    }
    Ok(standing)
}

pub(super) fn choose(
    tx: &Transaction<'_>,
    member: MemberId,
    field: Field,
    seen_by: SeenBy,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO contact_audience (member, field, audience) VALUES (?1, ?2, ?3)
         ON CONFLICT (member, field) DO UPDATE SET audience = excluded.audience",
    )?
    .execute(params![member, field.as_str(), seen_by.as_str()])?;
    Ok(())
}
