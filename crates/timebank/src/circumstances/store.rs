//! The SQL of what somebody speaks and when they are usually free.

use rusqlite::{Connection, Transaction, params};

use super::model::{Circumstances, Time};
use crate::ids::MemberId;

pub(super) fn of(conn: &Connection, member: MemberId) -> rusqlite::Result<Circumstances> {
    let languages = conn
        .prepare_cached("SELECT language FROM member_language WHERE member = ?1 ORDER BY place")?
        .query_map([member], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let times: Option<String> = conn
        .prepare_cached("SELECT group_concat(time, ' ') FROM member_time WHERE member = ?1")?
        .query_row([member], |row| row.get(0))?;
    Ok(Circumstances {
        languages,
        times: Time::among(&times.unwrap_or_default()),
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
