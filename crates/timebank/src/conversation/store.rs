//! The SQL of conversations.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params, params};
use uuid::Uuid;

use super::model::{About, Call, Conversation, Message, NewCall, Overview, Party};
use crate::ids::{ConversationId, ExchangeId, ListingId, MemberId};
use crate::rows;

const COLUMNS: &str = "c.id AS id, c.exchange, c.listing, c.one, c.other, c.begun_at,
    coalesce(l.title, nullif(ec.name, ''), nullif(e.description, ''), 'Help') AS title,
    o.name AS one_name, o.known_as AS one_known, p.name AS other_name, p.known_as AS other_known";

const TABLES: &str = "conversation c
    JOIN member o ON o.id = c.one JOIN member p ON p.id = c.other
    LEFT JOIN listing l ON l.id = c.listing LEFT JOIN exchange e ON e.id = c.exchange
    LEFT JOIN category ec ON ec.id = e.category";

pub(super) fn begin(
    tx: &Transaction<'_>,
    id: ConversationId,
    about: About,
    one: MemberId,
    other: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let (exchange, listing) = match about {
        About::Exchange(id) => (Some(id), None),
        About::Listing(id) => (None, Some(id)),
    };
    tx.prepare_cached(
        "INSERT INTO conversation (id, exchange, listing, one, other, begun_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![id, exchange, listing, one, other, now.timestamp()])?;
    Ok(())
}

pub(super) fn add(
    tx: &Transaction<'_>,
    id: ConversationId,
    message: Uuid,
    writer: MemberId,
    text: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<u32> {
    tx.prepare_cached(
        "INSERT INTO message (conversation, number, id, writer, text, written_at)
         SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5
           FROM message WHERE conversation = ?1
         RETURNING number",
    )?
    .query_row(params![id, message, writer, text, now.timestamp()], |row| {
        row.get(0)
    })
}

pub(super) fn read_up_to(
    tx: &Transaction<'_>,
    id: ConversationId,
    member: MemberId,
    number: u32,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO message_read (conversation, member, number) VALUES (?1, ?2, ?3)
         ON CONFLICT (conversation, member) DO UPDATE SET number = excluded.number",
    )?
    .execute(params![id, member, number])?;
    Ok(())
}

pub(super) fn read(
    conn: &Connection,
    id: ConversationId,
    member: MemberId,
) -> rusqlite::Result<u32> {
    conn.prepare_cached(
        "SELECT coalesce(max(number), 0) FROM message_read
          WHERE conversation = ?1 AND member = ?2",
    )?
    .query_row(params![id, member], |row| row.get(0))
}

/// The conversation that a message with this id stands in.
pub(super) fn conversation_of(
    conn: &Connection,
    message: Uuid,
) -> rusqlite::Result<Option<ConversationId>> {
    conn.prepare_cached("SELECT conversation FROM message WHERE id = ?1")?
        .query_row([message], |row| row.get(0))
        .optional()
}

/// The conversation about something that there is already; about a listing, that of `one`.
pub(super) fn known(
    conn: &Connection,
    about: About,
    one: MemberId,
) -> rusqlite::Result<Option<ConversationId>> {
    match about {
        About::Exchange(id) => conn
            .prepare_cached("SELECT id FROM conversation WHERE exchange = ?1")?
            .query_row([id], |row| row.get(0))
            .optional(),
        About::Listing(id) => conn
            .prepare_cached("SELECT id FROM conversation WHERE listing = ?1 AND one = ?2")?
            .query_row(params![id, one], |row| row.get(0))
            .optional(),
    }
}

pub(super) fn get(conn: &Connection, id: ConversationId) -> rusqlite::Result<Option<Conversation>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM {TABLES} WHERE c.id = ?1"))?
        .query_row([id], conversation)
        .optional()
}

pub(super) fn messages(conn: &Connection, id: ConversationId) -> rusqlite::Result<Vec<Message>> {
    conn.prepare_cached(
        "SELECT m.number, m.writer, w.name AS writer_name, m.text, m.written_at
           FROM message m JOIN member w ON w.id = m.writer
          WHERE m.conversation = ?1 ORDER BY m.number",
    )?
    .query_map([id], message)?
    .collect()
}

/// Of each conversation of the member, the newest message; only those not read where `unread`.
pub(super) fn of_member(
    conn: &Connection,
    member: MemberId,
    unread: bool,
    limit: u32,
) -> rusqlite::Result<Vec<Overview>> {
    conn.prepare_cached(&format!(
        "SELECT * FROM (
            SELECT {COLUMNS}, m.number, m.writer, w.name AS writer_name, m.text, m.written_at,
                   (SELECT count(*) FROM message u
                     WHERE u.conversation = c.id AND u.writer <> :member
                       AND u.number > coalesce((SELECT r.number FROM message_read r
                            WHERE r.conversation = c.id AND r.member = :member), 0)) AS unread
              FROM {TABLES}
              JOIN message m ON m.conversation = c.id
               AND m.number = (SELECT max(number) FROM message WHERE conversation = c.id)
              JOIN member w ON w.id = m.writer
             WHERE c.id IN (SELECT id FROM conversation WHERE one = :member
                            UNION ALL SELECT id FROM conversation WHERE other = :member))
          WHERE NOT :unread OR unread > 0
          ORDER BY written_at DESC, id LIMIT :limit"
    ))?
    .query_map(
        named_params! { ":member": member, ":unread": unread, ":limit": limit },
        |row| {
            Ok(Overview {
                conversation: conversation(row)?,
                newest: message(row)?,
                unread: row.get("unread")?,
            })
        },
    )?
    .collect()
}

/// How much somebody wrote since then, in one conversation or in all.
pub(super) fn written(
    conn: &Connection,
    writer: MemberId,
    id: Option<ConversationId>,
    since: DateTime<Utc>,
) -> rusqlite::Result<u32> {
    conn.prepare_cached(
        "SELECT count(*) FROM message
          WHERE writer = ?1 AND written_at > ?2 AND (?3 IS NULL OR conversation = ?3)",
    )?
    .query_row(params![writer, since.timestamp(), id], |row| row.get(0))
}

/// An exchange between the two that stands, or once stood, in the book.
const MET: &str = "EXISTS (SELECT 1 FROM exchange x
     WHERE x.state IN ('posted', 'reversed', 'corrected')
       AND ((x.giver = :one AND x.receiver = :other) OR (x.giver = :other AND x.receiver = :one)))";

pub(super) fn have_met(
    conn: &Connection,
    one: MemberId,
    other: MemberId,
) -> rusqlite::Result<bool> {
    conn.prepare_cached(&format!("SELECT {MET}"))?
        .query_row(named_params! { ":one": one, ":other": other }, |row| {
            row.get(0)
        })
}

/// How many conversations about listings somebody began since then with people they never met.
pub(super) fn begun_with_strangers(
    conn: &Connection,
    one: MemberId,
    since: DateTime<Utc>,
) -> rusqlite::Result<u32> {
    let met = MET.replace(":other", "c.other");
    conn.prepare_cached(&format!(
        "SELECT count(*) FROM conversation c
          WHERE c.one = :one AND c.listing IS NOT NULL AND c.begun_at > :since AND NOT {met}"
    ))?
    .query_row(
        named_params! { ":one": one, ":since": since.timestamp() },
        |row| row.get(0),
    )
}

/// False when there is a call with this id already.
pub(super) fn call(
    tx: &Transaction<'_>,
    id: ConversationId,
    by: MemberId,
    new: &NewCall,
    reason: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    let added = tx
        .prepare_cached(
            "INSERT INTO conversation_call (id, conversation, member, message, reason, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO NOTHING",
        )?
        .execute(params![
            new.id,
            id,
            by,
            new.message,
            reason,
            now.timestamp()
        ])?;
    Ok(added == 1)
}

pub(super) fn settle(
    tx: &Transaction<'_>,
    id: ConversationId,
    by: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE conversation_call SET settled_by = ?2, settled_at = ?3
          WHERE conversation = ?1 AND settled_at IS NULL",
    )?
    .execute(params![id, by, now.timestamp()])?;
    Ok(())
}

/// The calls that are open, oldest first: of one conversation, or all.
pub(super) fn calls(conn: &Connection, id: Option<ConversationId>) -> rusqlite::Result<Vec<Call>> {
    conn.prepare_cached(
        "SELECT k.conversation, k.member, b.name AS by_name, k.message, k.reason, k.at,
                (SELECT w.name FROM member w
                  WHERE w.id = CASE WHEN c.one = k.member THEN c.other ELSE c.one END) AS with_name
           FROM conversation_call k
           JOIN conversation c ON c.id = k.conversation JOIN member b ON b.id = k.member
          WHERE k.settled_at IS NULL AND (?1 IS NULL OR k.conversation = ?1)
          ORDER BY k.at, k.id",
    )?
    .query_map([id], |row| {
        Ok(Call {
            conversation: row.get("conversation")?,
            by: row.get("member")?,
            by_name: row.get("by_name")?,
            with_name: row.get("with_name")?,
            message: row.get("message")?,
            reason: row.get("reason")?,
            at: rows::instant(row, "at")?,
        })
    })?
    .collect()
}

/// Where both entries asked about one listing, each conversation stays with its own entry.
pub(super) fn merge(tx: &Transaction<'_>, stays: MemberId, goes: MemberId) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE OR IGNORE conversation SET one = ?1 WHERE one = ?2 AND other <> ?1",
        params![stays, goes],
    )?;
    tx.execute(
        "UPDATE OR IGNORE conversation SET other = ?1 WHERE other = ?2 AND one <> ?1",
        params![stays, goes],
    )?;
    for sql in [
        "UPDATE message SET writer = ?1 WHERE writer = ?2 AND conversation IN
            (SELECT id FROM conversation WHERE one = ?1 OR other = ?1)",
        "UPDATE OR IGNORE message_read SET member = ?1 WHERE member = ?2 AND conversation IN
            (SELECT id FROM conversation WHERE one = ?1 OR other = ?1)",
        "UPDATE conversation_call SET member = ?1 WHERE member = ?2 AND conversation IN
            (SELECT id FROM conversation WHERE one = ?1 OR other = ?1)",
    ] {
        tx.execute(sql, params![stays, goes])?;
    }
    Ok(())
}

fn conversation(row: &Row<'_>) -> rusqlite::Result<Conversation> {
    let exchange: Option<ExchangeId> = row.get("exchange")?;
    let listing: Option<ListingId> = row.get("listing")?;
    let about = match (exchange, listing) {
        (Some(id), _) => About::Exchange(id),
        (None, Some(id)) => About::Listing(id),
        (None, None) => return rows::unknown("a conversation about nothing"),
    };
    Ok(Conversation {
        id: row.get("id")?,
        about,
        title: row.get("title")?,
        one: party(row, ["one", "one_name", "one_known"])?,
        other: party(row, ["other", "other_name", "other_known"])?,
        begun_at: rows::instant(row, "begun_at")?,
    })
}

fn party(row: &Row<'_>, [id, name, known]: [&str; 3]) -> rusqlite::Result<Party> {
    let (name, known): (String, String) = (row.get(name)?, row.get(known)?);
    Ok(Party {
        id: row.get(id)?,
        greeting: if known.is_empty() {
            name.clone()
        } else {
            known
        },
        name,
    })
}

fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        number: row.get("number")?,
        writer: row.get("writer")?,
        writer_name: row.get("writer_name")?,
        text: row.get("text")?,
        at: rows::instant(row, "written_at")?,
    })
}
