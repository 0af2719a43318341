//! The SQL of who sees how somebody is reached.

use rusqlite::{Connection, Transaction, params};

use super::model::{Audiences, Field, SeenBy};
use crate::ids::MemberId;
use crate::rows;

pub(super) fn audiences(conn: &Connection, member: MemberId) -> rusqlite::Result<Audiences> {
    let mut found = Audiences::USUAL;
    let mut statement =
        conn.prepare_cached("SELECT field, audience FROM contact_audience WHERE member = ?1")?;
    let mut chosen = statement.query([member])?;
    while let Some(row) = chosen.next()? {
        let code: String = row.get("field")?;
        let seen_by = rows::code(row, "audience", SeenBy::parse)?;
        for field in Field::ALL
            .into_iter()
            .filter(|field| field.as_str() == code)
        {
            found = found.with(field, seen_by);
        }
    }
    Ok(found)
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

/// Both have said yes to it: a proposal alone opens nothing.
pub(super) fn have_exchanged(
    conn: &Connection,
    one: MemberId,
    other: MemberId,
) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM exchange
          WHERE ((giver = ?1 AND receiver = ?2) OR (giver = ?2 AND receiver = ?1))
            AND state IN ('agreed', 'arranged', 'confirmed', 'posted', 'corrected'))",
    )?
    .query_row(params![one, other], |row| row.get(0))
}
