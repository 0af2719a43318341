//! The SQL of passwords, sessions, tries, invitations, links, codes and tokens.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::code::KeptCode;
use super::invitation::{Invitation, Purpose};
use super::link::Link;
use super::session::{SessionInfo, Standing, Way};
use super::sign_in::Tries;
use super::token::TokenInfo;
use crate::clock::Moment;
use crate::ids::MemberId;
use crate::member::{PROFILE, Profile, read_profile};
use crate::rows;

pub(super) fn password(conn: &Connection, member: MemberId) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT hash FROM password WHERE member = ?1")?
        .query_row([member], |row| row.get(0))
        .optional()
}

pub(super) fn set_password(
    tx: &Transaction<'_>,
    member: MemberId,
    hash: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO password (member, hash, changed_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (member) DO UPDATE SET hash = excluded.hash,
                                            changed_at = excluded.changed_at",
        params![member, hash, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn tries(conn: &Connection, name: &str) -> rusqlite::Result<Tries> {
    let found = conn
        .prepare_cached(
            "SELECT failures, last_at, day, day_tries FROM sign_in_try WHERE name = ?1",
        )?
        .query_row([name], |row| {
            Ok(Tries {
                failures: row.get("failures")?,
                last_at: rows::instant_if_any(row, "last_at")?,
                day: row.get::<_, Option<NaiveDate>>("day")?,
                that_day: row.get("day_tries")?,
            })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

pub(super) fn count_try(
    tx: &Transaction<'_>,
    name: &str,
    failures: u32,
    moment: &Moment,
    day_tries: u32,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO sign_in_try (name, failures, last_at, day, day_tries)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (name) DO UPDATE SET failures = excluded.failures,
             last_at = excluded.last_at, day = excluded.day, day_tries = excluded.day_tries",
        params![
            name,
            failures,
            moment.now.timestamp(),
            moment.today,
            day_tries
        ],
    )?;
    Ok(())
}

pub(super) fn forget_tries(tx: &Transaction<'_>, name: &str) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE sign_in_try SET failures = 0 WHERE name = ?1",
        [name],
    )?;
    Ok(())
}

pub(super) fn forget_tries_before(tx: &Transaction<'_>, day: NaiveDate) -> rusqlite::Result<usize> {
    tx.execute("DELETE FROM sign_in_try WHERE day < ?1", [day])
}

pub(super) fn insert_session(tx: &Transaction<'_>, new: &SessionInfo) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO session (token, member, label, created_at, seen_at, expires_at, own_device,
                              way)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            new.token,
            new.member,
            new.label,
            new.created_at.timestamp(),
            new.seen_at.timestamp(),
            new.expires_at.timestamp(),
            new.own_device,
            new.way.as_str()
        ],
    )?;
    tx.execute(
        "DELETE FROM session WHERE expires_at < ?1",
        [new.created_at.timestamp()],
    )?;
    Ok(())
}

pub(super) fn keep_newest_sessions(
    tx: &Transaction<'_>,
    member: MemberId,
    most: u32,
) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM session WHERE member = ?1 AND token NOT IN
           (SELECT token FROM session WHERE member = ?1
             ORDER BY created_at DESC, token LIMIT ?2)",
        params![member, most],
    )?;
    Ok(())
}

pub(super) fn session(conn: &Connection, token: [u8; 32]) -> rusqlite::Result<Option<SessionInfo>> {
    conn.prepare_cached(
        "SELECT token, member, label, created_at, seen_at, expires_at, own_device, way
           FROM session WHERE token = ?1",
    )?
    .query_row([token], read_session)
    .optional()
}

/// How a session stands, and whose it is.
pub(super) fn session_of_whom(
    conn: &Connection,
    token: [u8; 32],
) -> rusqlite::Result<Option<(Standing, Profile)>> {
    conn.prepare_cached(&format!(
        "SELECT s.seen_at, s.expires_at, s.own_device, {PROFILE}
           FROM session s JOIN member m ON m.id = s.member LEFT JOIN area a ON a.id = m.area
          WHERE s.token = ?1"
    ))?
    .query_row([token], |row| {
        let standing = Standing {
            seen_at: rows::instant(row, "seen_at")?,
            expires_at: rows::instant(row, "expires_at")?,
            own_device: row.get("own_device")?,
        };
        Ok((standing, read_profile(row)?))
    })
    .optional()
}

pub(super) fn sessions_of(
    conn: &Connection,
    member: MemberId,
) -> rusqlite::Result<Vec<SessionInfo>> {
    conn.prepare_cached(
        "SELECT token, member, label, created_at, seen_at, expires_at, own_device, way
           FROM session WHERE member = ?1 ORDER BY seen_at DESC",
    )?
    .query_map([member], read_session)?
    .collect()
}

pub(super) fn touch_session(
    tx: &Transaction<'_>,
    token: [u8; 32],
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE session SET seen_at = ?2 WHERE token = ?1",
        params![token, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn delete_session(tx: &Transaction<'_>, token: [u8; 32]) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM session WHERE token = ?1", [token])?;
    Ok(())
}

pub(super) fn delete_sessions(tx: &Transaction<'_>, member: MemberId) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM session WHERE member = ?1", [member])?;
    Ok(())
}

pub(super) fn delete_other_sessions(
    tx: &Transaction<'_>,
    member: MemberId,
    keep: [u8; 32],
) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM session WHERE member = ?1 AND token <> ?2",
        params![member, keep],
    )?;
    Ok(())
}

pub(super) fn insert_invitation(
    tx: &Transaction<'_>,
    token: [u8; 32],
    member: MemberId,
    purpose: Purpose,
    now: DateTime<Utc>,
    expires: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO invitation (token, member, purpose, created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            token,
            member,
            purpose.as_str(),
            now.timestamp(),
            expires.timestamp()
        ],
    )?;
    Ok(())
}

pub(super) fn delete_invitations(tx: &Transaction<'_>, member: MemberId) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM invitation WHERE member = ?1 AND used_at IS NULL",
        [member],
    )?;
    Ok(())
}

pub(super) fn invitation(
    conn: &Connection,
    token: [u8; 32],
) -> rusqlite::Result<Option<Invitation>> {
    conn.prepare_cached(
        "SELECT member, purpose, expires_at FROM invitation
          WHERE token = ?1 AND used_at IS NULL",
    )?
    .query_row([token], |row| {
        Ok(Invitation {
            member: row.get("member")?,
            purpose: rows::code(row, "purpose", Purpose::parse)?,
            expires_at: rows::instant(row, "expires_at")?,
        })
    })
    .optional()
}

pub(super) fn use_invitation(
    tx: &Transaction<'_>,
    token: [u8; 32],
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE invitation SET used_at = ?2 WHERE token = ?1",
        params![token, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn insert_link(
    tx: &Transaction<'_>,
    token: [u8; 32],
    member: MemberId,
    now: DateTime<Utc>,
    expires: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO sign_in_link (token, member, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
        params![token, member, now.timestamp(), expires.timestamp()],
    )?;
    tx.execute(
        "DELETE FROM sign_in_link WHERE expires_at < ?1",
        [now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn link(conn: &Connection, token: [u8; 32]) -> rusqlite::Result<Option<Link>> {
    conn.prepare_cached("SELECT member, expires_at FROM sign_in_link WHERE token = ?1")?
        .query_row([token], |row| {
            Ok(Link {
                member: row.get("member")?,
                expires_at: rows::instant(row, "expires_at")?,
            })
        })
        .optional()
}

pub(super) fn delete_links(tx: &Transaction<'_>, member: MemberId) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM sign_in_link WHERE member = ?1", [member])?;
    Ok(())
}

pub(super) fn put_code(
    tx: &Transaction<'_>,
    member: MemberId,
    hash: &str,
    by: MemberId,
    now: DateTime<Utc>,
    expires: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO sign_in_code (member, hash, made_by, created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (member) DO UPDATE SET hash = excluded.hash, tries = 0,
             made_by = excluded.made_by, created_at = excluded.created_at,
             expires_at = excluded.expires_at",
        params![member, hash, by, now.timestamp(), expires.timestamp()],
    )?;
    Ok(())
}

pub(super) fn code(conn: &Connection, member: MemberId) -> rusqlite::Result<Option<KeptCode>> {
    conn.prepare_cached("SELECT hash, tries, expires_at FROM sign_in_code WHERE member = ?1")?
        .query_row([member], |row| {
            Ok(KeptCode {
                hash: row.get("hash")?,
                tries: row.get("tries")?,
                expires_at: rows::instant(row, "expires_at")?,
            })
        })
        .optional()
}

pub(super) fn count_code_try(tx: &Transaction<'_>, member: MemberId) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE sign_in_code SET tries = tries + 1 WHERE member = ?1",
        [member],
    )?;
    Ok(())
}

/// Deletes just this code; returns whether it was still there.
pub(super) fn use_code(
    tx: &Transaction<'_>,
    member: MemberId,
    hash: &str,
) -> rusqlite::Result<usize> {
    tx.execute(
        "DELETE FROM sign_in_code WHERE member = ?1 AND hash = ?2",
        params![member, hash],
    )
}

pub(super) fn delete_code(tx: &Transaction<'_>, member: MemberId) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM sign_in_code WHERE member = ?1", [member])?;
    Ok(())
}

pub(super) fn insert_token(
    tx: &Transaction<'_>,
    token: [u8; 32],
    member: MemberId,
    name: &str,
    now: DateTime<Utc>,
    expires: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO api_token (token, member, name, created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![token, member, name, now.timestamp(), expires.timestamp()],
    )?;
    Ok(())
}

pub(super) fn revoke_tokens(
    tx: &Transaction<'_>,
    name: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    tx.execute(
        "UPDATE api_token SET revoked_at = ?2 WHERE name = ?1 AND revoked_at IS NULL",
        params![name, now.timestamp()],
    )
}

pub(super) fn token(conn: &Connection, token: [u8; 32]) -> rusqlite::Result<Option<TokenInfo>> {
    conn.prepare_cached(
        "SELECT member, name, created_at, expires_at, revoked_at FROM api_token
          WHERE token = ?1",
    )?
    .query_row([token], read_token)
    .optional()
}

pub(super) fn tokens(conn: &Connection) -> rusqlite::Result<Vec<TokenInfo>> {
    conn.prepare_cached(
        "SELECT member, name, created_at, expires_at, revoked_at FROM api_token
          ORDER BY created_at DESC",
    )?
    .query_map([], read_token)?
    .collect()
}

fn read_session(row: &Row<'_>) -> rusqlite::Result<SessionInfo> {
    Ok(SessionInfo {
        token: row.get("token")?,
        member: row.get("member")?,
        label: row.get("label")?,
        created_at: rows::instant(row, "created_at")?,
        seen_at: rows::instant(row, "seen_at")?,
        expires_at: rows::instant(row, "expires_at")?,
        own_device: row.get("own_device")?,
        way: rows::code(row, "way", Way::parse)?,
    })
}

fn read_token(row: &Row<'_>) -> rusqlite::Result<TokenInfo> {
    Ok(TokenInfo {
        member: row.get("member")?,
        name: row.get("name")?,
        created_at: rows::instant(row, "created_at")?,
        expires_at: rows::instant(row, "expires_at")?,
        revoked_at: rows::instant_if_any(row, "revoked_at")?,
    })
}
