//! The SQL of askings, and of who could be asked.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Minutes;
use rusqlite::{Connection, Row, Transaction, named_params, params};

use super::model::{
    Answer, Asked, Asking, AskingState, Evidence, Match, NewAsking, Part, Reply, Seeker, Standing,
};
use crate::circumstances::{Circumstances, Time};
use crate::clock::Channel;
use crate::ids::{AskingId, ExchangeId, ListingId, MemberId};
use crate::listing::Listing;
use crate::{rows, typed};

const COLUMNS: &str = "k.*, l.title, l.category, l.member, m.name AS member_name,
    CASE m.known_as WHEN '' THEN m.name ELSE m.known_as END AS member_greeting,
    coalesce(a.name, '') AS area_name, b.name AS asked_by_name
    FROM asking k JOIN listing l ON l.id = k.request JOIN member m ON m.id = l.member
    JOIN member b ON b.id = k.asked_by LEFT JOIN area a ON a.id = l.area";

/// When an asking reminds, and when it ends.
pub(super) struct Limits {
    pub(super) reminds_at: DateTime<Utc>,
    pub(super) ends_at: DateTime<Utc>,
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    new: &NewAsking,
    (by, asked_as): (MemberId, &'static str),
    limits: &Limits,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO asking (id, request, asked_by, asked_as, message, planned_on, minutes,
                             asked_at, reminds_at, ends_at, state, state_at)
         VALUES (:id, :request, :by, :as, :message, :planned_on, :minutes, :now, :reminds_at,
                 :ends_at, 'open', :now)",
        named_params! {
            ":id": new.id, ":request": new.request, ":by": by, ":as": asked_as,
            ":message": new.message, ":planned_on": new.planned_on,
            ":minutes": new.minutes.get(), ":now": now.timestamp(),
            ":reminds_at": limits.reminds_at.timestamp(),
            ":ends_at": limits.ends_at.timestamp(),
        },
    )?;
    let mut people =
        tx.prepare_cached("INSERT INTO asking_person (asking, member, place) VALUES (?1, ?2, ?3)")?;
    for (place, member) in new.people.iter().enumerate() {
        people.execute(params![new.id, member, place])?;
    }
    Ok(())
}

pub(super) fn answer(
    tx: &Transaction<'_>,
    id: AskingId,
    member: MemberId,
    answer: &Answer,
    by: Option<MemberId>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE asking_person SET answer = ?3, answered_at = ?4, answered_by = ?5, channel = ?6
          WHERE asking = ?1 AND member = ?2",
        params![
            id,
            member,
            answer.reply.as_str(),
            answer.at.timestamp(),
            by,
            answer.channel.as_str()
        ],
    )?;
    Ok(())
}

pub(super) fn update_state(
    tx: &Transaction<'_>,
    id: AskingId,
    state: AskingState,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let exchange = match state {
        AskingState::Found { exchange } => Some(exchange),
        _ => None,
    };
    tx.execute(
        "UPDATE asking SET state = ?2, exchange = ?3, state_at = ?4, reminds_at = NULL
          WHERE id = ?1",
        params![id, state.as_str(), exchange, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn reminded(tx: &Transaction<'_>, id: AskingId) -> rusqlite::Result<()> {
    tx.execute("UPDATE asking SET reminds_at = NULL WHERE id = ?1", [id])?;
    Ok(())
}

pub(super) fn follow_up(
    tx: &Transaction<'_>,
    id: AskingId,
    now: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    tx.execute(
        "UPDATE asking SET followed_up_at = ?2 WHERE id = ?1 AND followed_up_at IS NULL",
        params![id, now.timestamp()],
    )
}

/// What waits for one entry of a person waits for the other from now on.
pub(super) fn merge(tx: &Transaction<'_>, goes: MemberId, stays: MemberId) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE OR IGNORE asking_person SET member = ?2
          WHERE member = ?1 AND answer IS NULL
            AND NOT EXISTS (SELECT 1 FROM asking k JOIN listing l ON l.id = k.request
                             WHERE k.id = asking_person.asking AND l.member = ?2)",
        params![goes, stays],
    )?;
    Ok(())
}

pub(super) fn get(conn: &Connection, id: AskingId) -> rusqlite::Result<Option<Asking>> {
    let found = many(conn, "k.id = ?1", params![id])?;
    Ok(found.into_iter().next())
}

/// The askings about these requests, newest first.
pub(super) fn of_requests(conn: &Connection, ids: &[ListingId]) -> rusqlite::Result<Vec<Asking>> {
    many(
        conn,
        "k.request IN (SELECT unhex(value) FROM json_each(?1))
          ORDER BY k.asked_at DESC, k.id DESC",
        params![rows::ids(ids.iter().map(|id| id.uuid()))],
    )
}

/// The askings about a request, newest first.
pub(super) fn of_request(conn: &Connection, id: ListingId) -> rusqlite::Result<Vec<Asking>> {
    many(
        conn,
        "k.request = ?1 ORDER BY k.asked_at DESC, k.id DESC",
        params![id],
    )
}

pub(super) fn open_of_member(conn: &Connection, id: MemberId) -> rusqlite::Result<Vec<Asking>> {
    many(
        conn,
        "k.state = 'open' AND l.member = ?1 ORDER BY k.asked_at, k.id",
        params![id],
    )
}

/// The open askings that wait for this member's answer, those that end first before the others.
pub(super) fn awaiting(conn: &Connection, id: MemberId) -> rusqlite::Result<Vec<Asking>> {
    many(
        conn,
        "k.state = 'open' AND k.id IN (SELECT asking FROM asking_person
                                        WHERE member = ?1 AND answer IS NULL)
          ORDER BY k.ends_at, k.id",
        params![id],
    )
}

/// Those whose limit or reminder has come, the oldest limit first.
pub(super) fn due(
    conn: &Connection,
    now: DateTime<Utc>,
    limit: u32,
) -> rusqlite::Result<Vec<Asking>> {
    many(
        conn,
        "k.state = 'open' AND (k.ends_at <= ?1 OR k.reminds_at <= ?1)
          ORDER BY k.ends_at, k.id LIMIT ?2",
        params![now.timestamp(), limit],
    )
}

/// Introductions made at `since` or earlier of which nobody has asked how they went.
pub(super) fn to_follow_up(
    conn: &Connection,
    since: DateTime<Utc>,
) -> rusqlite::Result<Vec<Asking>> {
    many(
        conn,
        "k.asked_as = 'coordinator' AND k.followed_up_at IS NULL AND k.asked_at <= ?1
          ORDER BY k.asked_at, k.id",
        params![since.timestamp()],
    )
}

fn many(
    conn: &Connection,
    which: &str,
    values: &[&dyn rusqlite::ToSql],
) -> rusqlite::Result<Vec<Asking>> {
    let mut found = conn
        .prepare_cached(&format!("SELECT {COLUMNS} WHERE {which}"))?
        .query_map(values, read)?
        .collect::<rusqlite::Result<Vec<Asking>>>()?;
    if found.is_empty() {
        return Ok(found);
    }
    let mut people = people(conn, &found)?;
    for asking in &mut found {
        asking.people = people.remove(&asking.id).unwrap_or_default();
    }
    Ok(found)
}

/// Who was asked in each of these, in their order.
fn people(
    conn: &Connection,
    askings: &[Asking],
) -> rusqlite::Result<HashMap<AskingId, Vec<Asked>>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.*, m.name, m.phone, b.name AS by_name FROM asking_person p
           JOIN member m ON m.id = p.member LEFT JOIN member b ON b.id = p.answered_by
          WHERE p.asking IN (SELECT unhex(value) FROM json_each(?1))
          ORDER BY p.place, m.number",
    )?;
    let ids = rows::ids(askings.iter().map(|asking| asking.id.uuid()));
    let mut found: HashMap<AskingId, Vec<Asked>> = HashMap::new();
    let mut rows = statement.query([ids])?;
    while let Some(row) = rows.next()? {
        found
            .entry(row.get("asking")?)
            .or_default()
            .push(asked(row)?);
    }
    Ok(found)
}

fn asked(row: &Row<'_>) -> rusqlite::Result<Asked> {
    let at = rows::instant_if_any(row, "answered_at")?;
    let answer = match at {
        None => None,
        Some(at) => Some(Answer {
            reply: rows::code(row, "answer", Reply::parse)?,
            at,
            by: row.get("by_name")?,
            channel: rows::code(row, "channel", Channel::parse)?,
        }),
    };
    Ok(Asked {
        member: row.get("member")?,
        name: row.get("name")?,
        phone: row.get("phone")?,
        answer,
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Asking> {
    let exchange: Option<ExchangeId> = row.get("exchange")?;
    Ok(Asking {
        id: row.get("id")?,
        request: row.get("request")?,
        title: row.get("title")?,
        category: row.get("category")?,
        member: row.get("member")?,
        member_name: row.get("member_name")?,
        member_greeting: row.get("member_greeting")?,
        area_name: row.get("area_name")?,
        asked_by: row.get("asked_by")?,
        asked_by_name: row.get("asked_by_name")?,
        introduced: row.get::<_, String>("asked_as")? == "coordinator",
        message: row.get("message")?,
        planned_on: row.get("planned_on")?,
        minutes: Minutes::new(row.get("minutes")?).unwrap_or(Minutes::ZERO),
        asked_at: rows::instant(row, "asked_at")?,
        ends_at: rows::instant(row, "ends_at")?,
        state: rows::code(row, "state", |code| AskingState::read(code, exchange))?,
        state_at: rows::instant(row, "state_at")?,
        followed_up: row.get::<_, Option<i64>>("followed_up_at")?.is_some(),
        people: Vec::new(),
    })
}

/// Who could help with a request: active members with an open offer of its kind, or one that
/// shares words with it, who were not asked about it before. The same kind before the same words,
/// near before far, those who share a language and times beside it, those who have not helped each
/// other lately, those who gave least lately. The check that is asked for is that of the request's
/// kind, or of the offer's where it has none.
const MATCHES: &str = "WITH fit AS (
           SELECT id, member, title, category, 1 AS same_kind FROM listing
            WHERE kind = 'offer' AND state = 'open'
              AND category IN (SELECT :category
                               UNION ALL SELECT id FROM category WHERE parent = :category
                               UNION ALL SELECT parent FROM category WHERE id = :category)
           UNION ALL
           SELECT l.id, l.member, l.title, l.category, 0
             FROM listing_words w JOIN listing l ON l.id = w.listing
            WHERE listing_words MATCH :words AND l.kind = 'offer' AND l.state = 'open'
         ), best AS (
           SELECT f.member, f.title, max(same_kind) AS same_kind, coalesce(c.name, '') AS kind,
                  coalesce(n.evidence, '') AS evidence
             FROM fit f LEFT JOIN category c ON c.id = f.category
             LEFT JOIN category n ON n.id = coalesce(:category, f.category)
            WHERE f.member <> :member GROUP BY f.member
         ), wanted AS (
           SELECT language FROM member_language WHERE member = :member
           UNION SELECT interpreter FROM communication WHERE member = :member
         ), person AS (
           SELECT m.id, m.number, m.name, coalesce(a.name, '') AS area_name, b.title, b.same_kind,
                  b.kind, b.evidence,
                  (SELECT max(coalesce(s.renew_on, '9999-12-31')) FROM seen_check s
                    WHERE b.evidence <> '' AND s.member = m.id
                      AND s.kind = b.evidence COLLATE NOCASE AND s.ended_at IS NULL) AS good_until,
                  coalesce(m.area = :area, 0) AS near,
                  (SELECT group_concat(language, ',') FROM member_language s
                    WHERE s.member = m.id AND s.language IN (SELECT language FROM wanted))
                  AS languages,
                  (SELECT group_concat(time, ' ') FROM member_time f
                    WHERE f.member = m.id
                      AND f.time IN (SELECT time FROM member_time WHERE member = :member))
                  AS times,
                  (SELECT max(done_on) FROM exchange e
                    WHERE e.state IN ('recorded', 'confirmed', 'posted')
                      AND (e.giver = m.id AND e.receiver = :member
                           OR e.giver = :member AND e.receiver = m.id)) AS together,
                  (SELECT coalesce(sum(minutes), 0) FROM exchange e
                    WHERE e.giver = m.id AND e.state IN ('recorded', 'confirmed', 'posted')
                      AND e.done_on >= :since) AS given
             FROM best b JOIN member m ON m.id = b.member LEFT JOIN area a ON a.id = m.area
            WHERE m.state = 'active' AND m.office IS NOT 'reader'
              AND m.id NOT IN (SELECT blocked FROM member_block WHERE blocker = :member
                               UNION ALL SELECT blocker FROM member_block WHERE blocked = :member)
              AND NOT EXISTS (SELECT 1 FROM asking_person p JOIN asking k ON k.id = p.asking
                               WHERE p.member = m.id AND k.request = :request)
         )
         SELECT *, evidence <> '' AND coalesce(good_until <= :today, 1) AS lacking FROM person
          WHERE NOT (lacking AND :checked)
          ORDER BY lacking, same_kind DESC, near DESC, languages IS NULL, times IS NULL,
                   coalesce(together >= :since, 0), given, number
          LIMIT :limit";

/// See [`MATCHES`].
pub(super) fn matches(
    conn: &Connection,
    request: &Listing,
    seeker: Seeker,
    (since, today): (NaiveDate, NaiveDate),
    limit: u32,
) -> rusqlite::Result<Vec<Match>> {
    conn.prepare_cached(MATCHES)?.query_map(
        named_params! {
            ":category": request.category, ":area": request.area, ":member": request.member,
            ":request": request.id, ":since": since, ":limit": limit, ":today": today,
            ":checked": seeker == Seeker::Member,
            // A word that nobody writes, where the title says nothing.
            ":words": typed::any_word_query(&request.title).unwrap_or_else(|| "\"\"".to_owned()),
        },
        |row| {
            let text = |column| {
                let text: Option<String> = row.get(column)?;
                Ok::<_, rusqlite::Error>(text.unwrap_or_default())
            };
            Ok(Match {
                member: row.get("id")?,
                number: row.get("number")?,
                name: row.get("name")?,
                area_name: row.get("area_name")?,
                near: row.get("near")?,
                offer: row.get("title")?,
                offer_kind: row.get("kind")?,
                same_kind: row.get("same_kind")?,
                evidence: evidence(row, today)?,
                last_together: row.get("together")?,
                languages: Circumstances::languages_in(&text("languages")?),
                times: Time::among(&text("times")?),
                given_lately: row.get("given")?,
            })
        },
    )?
    .collect()
}

/// The last day of the calendar stands for a check that does not run out.
fn evidence(row: &Row<'_>, today: NaiveDate) -> rusqlite::Result<Option<Evidence>> {
    let check: String = row.get("evidence")?;
    if check.is_empty() {
        return Ok(None);
    }
    let until: Option<String> = row.get("good_until")?;
    let until = until.map(|day| match &*day {
        NEVER => NaiveDate::MAX,
        day => day.parse().unwrap_or(NaiveDate::MIN),
    });
    let standing = Standing::on(today, until);
    Ok(Some(Evidence { check, standing }))
}

/// What the SQL says for a check that does not run out.
const NEVER: &str = "9999-12-31";

pub(super) fn parts(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<Part>> {
    conn.prepare_cached(
        "SELECT l.title, k.asked_at, k.state, k.message, p.answer, p.member IS NOT NULL AS asked
           FROM asking k JOIN listing l ON l.id = k.request
           LEFT JOIN asking_person p ON p.asking = k.id AND p.member = ?1
          WHERE p.member IS NOT NULL OR l.member = ?1 OR k.asked_by = ?1
          ORDER BY k.asked_at, k.id",
    )?
    .query_map([member], |row| {
        Ok(Part {
            title: row.get("title")?,
            asked_at: rows::instant(row, "asked_at")?,
            state: row.get("state")?,
            message: row.get("message")?,
            was_asked: row.get("asked")?,
            answer: row.get("answer")?,
        })
    })?
    .collect()
}
