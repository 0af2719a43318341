//! The SQL of what somebody speaks and when they are usually free.

use rusqlite::{Connection, Transaction, params};

use super::model::{Circumstances, Time};
use crate::ids::MemberId;
use crate::rows;

pub(super) fn of(conn: &Connection, member: MemberId) -> rusqlite::Result<Circumstances> {
    conn.prepare_cached(
        "SELECT (SELECT json_group_array(language)
                   FROM (SELECT language FROM member_language WHERE member = ?1 ORDER BY place)),
                (SELECT coalesce(group_concat(time, ' '), '') FROM member_time WHERE member = ?1)",
    )?
    .query_row([member], |row| {
        Ok(Circumstances {
            languages: rows::list(row, 0)?,
            times: Time::among(rows::text(row, 1)?),
        })
    })
}

pub(super) fn replace(
    tx: &Transaction<'_>,
    member: MemberId,
    said: &Circumstances,
) -> rusqlite::Result<()> {
    delete(tx, member)?;
    for (place, language) in said.languages.iter().enumerate() {
        tx.execute(
            "INSERT INTO member_language (member, language, place) VALUES (?1, ?2, ?3)",
            params![member, language, place],
        )?;
    }
    for time in &said.times {
        tx.execute(
            "INSERT INTO member_time (member, time) VALUES (?1, ?2)",
            params![member, time.as_str()],
        )?;
    }
    Ok(())
}

pub(super) fn delete(tx: &Transaction<'_>, member: MemberId) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM member_language WHERE member = ?1", [member])?;
    tx.execute("DELETE FROM member_time WHERE member = ?1", [member])?;
    Ok(())
}
