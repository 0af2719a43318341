//! The SQL of group activities and their lists.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{AccountId, Minutes, TransferId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params, params};
use uuid::Uuid;

use super::model::{
    Activity, ActivityDetails, ActivityState, Attendance, InBook, Listed, Mark, OnList, Overview,
    Part, Payment, Sponsor, Tally,
};
use crate::ids::{ActivityId, MemberId};
use crate::member::MemberKind;
use crate::rows;
use crate::typed::called;

const COLUMNS: &str = "a.*, coalesce(c.name, '') AS category_name
    FROM activity a LEFT JOIN category c ON c.id = a.category";

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: MemberId,
    id: ActivityId,
    details: &ActivityDetails,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO activity (id, title, place, held_on, starts, category, minutes, notes,
                               planned_by, planned_at)
         VALUES (:id, :title, :place, :held_on, :starts, :category, :minutes, :notes, :by, :now)",
        named_params! {
            ":id": id, ":title": details.title, ":place": details.place,
            ":held_on": details.held_on, ":starts": details.starts,
            ":category": details.category, ":minutes": details.minutes.get(),
            ":notes": details.notes, ":by": by, ":now": now.timestamp(),
        },
    )?;
    Ok(())
}

pub(super) fn update(
    tx: &Transaction<'_>,
    id: ActivityId,
    details: &ActivityDetails,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE activity
            SET title = :title, place = :place, held_on = :held_on, starts = :starts,
                category = :category, minutes = :minutes, notes = :notes, version = version + 1
          WHERE id = :id",
        named_params! {
            ":id": id, ":title": details.title, ":place": details.place,
            ":held_on": details.held_on, ":starts": details.starts,
            ":category": details.category, ":minutes": details.minutes.get(),
            ":notes": details.notes,
        },
    )?;
    Ok(())
}

pub(super) fn cancel(tx: &Transaction<'_>, id: ActivityId, reason: &str) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE activity SET state = 'cancelled', reason = ?2, version = version + 1
          WHERE id = ?1",
        params![id, reason],
    )?;
    Ok(())
}

pub(super) fn settle(
    tx: &Transaction<'_>,
    id: ActivityId,
    transfer: TransferId,
    payment: Payment,
    by: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let sponsor = payment.sponsor();
    let member = match sponsor {
        Some(Sponsor::Member(member)) => Some(member),
        _ => None,
    };
    tx.execute(
        "UPDATE activity
            SET state = 'settled', transfer = ?2, payment = ?3, sponsor = ?4, sponsor_member = ?5,
                settled_by = ?6, settled_at = ?7, version = version + 1
          WHERE id = ?1",
        params![
            id,
            transfer.uuid(),
            payment.as_str(),
            sponsor.map(Sponsor::as_str),
            member,
            by,
            now.timestamp()
        ],
    )?;
    Ok(())
}

pub(super) fn take_back(
    tx: &Transaction<'_>,
    id: ActivityId,
    reason: &str,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE activity SET state = 'taken_back', reason = ?2, version = version + 1
          WHERE id = ?1",
        params![id, reason],
    )?;
    Ok(())
}

pub(super) fn enlist(
    tx: &Transaction<'_>,
    id: ActivityId,
    who: MemberId,
    part: Part,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO activity_person (activity, member, part, listed_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (activity, member) DO UPDATE SET part = excluded.part",
        params![id, who, part.as_str(), now.timestamp()],
    )?;
    touch(tx, id)
}

pub(super) fn unlist(tx: &Transaction<'_>, id: ActivityId, who: MemberId) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM activity_person WHERE activity = ?1 AND member = ?2",
        params![id, who],
    )?;
    touch(tx, id)
}

pub(super) fn mark(tx: &Transaction<'_>, id: ActivityId, mark: &Mark) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE activity_person SET came = ?3, minutes = ?4 WHERE activity = ?1 AND member = ?2",
    )?
    .execute(params![
        id,
        mark.member,
        mark.came,
        mark.minutes.map(Minutes::get)
    ])?;
    Ok(())
}

pub(super) fn keep_change(
    tx: &Transaction<'_>,
    id: ActivityId,
    member: MemberId,
    minutes: Option<Minutes>,
    change: i64,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE activity_person SET minutes = ?3, change = ?4 WHERE activity = ?1 AND member = ?2",
    )?
    .execute(params![id, member, minutes.map(Minutes::get), change])?;
    Ok(())
}

fn touch(tx: &Transaction<'_>, id: ActivityId) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE activity SET version = version + 1 WHERE id = ?1",
        [id],
    )?;
    Ok(())
}

pub(super) fn get(conn: &Connection, id: ActivityId) -> rusqlite::Result<Option<Activity>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE a.id = ?1"))?
        .query_row([id], read)
        .optional()
}

pub(super) fn people(conn: &Connection, id: ActivityId) -> rusqlite::Result<Vec<Listed>> {
    conn.prepare_cached(
        "SELECT p.*, m.name, m.known_as, m.number, m.account
           FROM activity_person p JOIN member m ON m.id = p.member
          WHERE p.activity = ?1
          ORDER BY p.part = 'attendee', m.name COLLATE NOCASE, m.number",
    )?
    .query_map([id], |row| {
        let (name, known_as): (String, String) = (row.get("name")?, row.get("known_as")?);
        Ok(Listed {
            member: row.get("member")?,
            greeting: called(&name, &known_as).to_owned(),
            name,
            number: row.get("number")?,
            account: AccountId::new(row.get::<_, Uuid>("account")?),
            part: rows::code(row, "part", Part::parse)?,
            came: row.get("came")?,
            minutes: row.get::<_, Option<i64>>("minutes")?.and_then(Minutes::new),
            change: row.get("change")?,
        })
    })?
    .collect()
}

const COUNTED: &str = "(SELECT count(*) FROM activity_person p
                          WHERE p.activity = a.id AND p.part = 'leader') AS leaders,
    (SELECT count(*) FROM activity_person p
      WHERE p.activity = a.id AND p.part = 'attendee') AS attendees";

pub(super) fn upcoming(conn: &Connection, from: NaiveDate) -> rusqlite::Result<Vec<Overview>> {
    conn.prepare_cached(&format!(
        "SELECT {COUNTED}, {COLUMNS} WHERE a.state = 'planned' AND a.held_on >= ?1
          ORDER BY a.held_on, a.planned_at, a.id LIMIT 200"
    ))?
    .query_map([from], overview)?
    .collect()
}

pub(super) fn unsettled(conn: &Connection, day: NaiveDate) -> rusqlite::Result<Vec<Overview>> {
    conn.prepare_cached(&format!(
        "SELECT {COUNTED}, {COLUMNS} WHERE a.state = 'planned' AND a.held_on < ?1
          ORDER BY a.held_on, a.planned_at, a.id LIMIT 200"
    ))?
    .query_map([day], overview)?
    .collect()
}

pub(super) fn over(conn: &Connection, limit: u32) -> rusqlite::Result<Vec<Overview>> {
    conn.prepare_cached(&format!(
        "SELECT {COUNTED}, {COLUMNS} WHERE a.state <> 'planned'
          ORDER BY a.held_on DESC, a.planned_at DESC, a.id LIMIT ?1"
    ))?
    .query_map([limit], overview)?
    .collect()
}

pub(super) fn in_book_of(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<InBook>> {
    conn.prepare_cached(
        "SELECT a.id, a.title, p.part
           FROM activity_person p JOIN activity a ON a.id = p.activity
          WHERE p.member = ?1 AND a.transfer IS NOT NULL
          UNION ALL
         SELECT a.id, a.title, NULL FROM activity a
          WHERE a.sponsor_member = ?1
            AND NOT EXISTS (SELECT 1 FROM activity_person p
                             WHERE p.activity = a.id AND p.member = ?1)",
    )?
    .query_map([member], |row| {
        let part: Option<String> = row.get("part")?;
        Ok(InBook {
            id: row.get("id")?,
            title: row.get("title")?,
            part: part.and_then(|code| Part::parse(&code)),
        })
    })?
    .collect()
}

pub(super) fn tally(conn: &Connection, from: NaiveDate, to: NaiveDate) -> rusqlite::Result<Tally> {
    conn.prepare_cached(
        "WITH there AS (
           SELECT p.* FROM activity a JOIN activity_person p ON p.activity = a.id
            WHERE a.state = 'settled' AND a.held_on BETWEEN ?1 AND ?2 AND p.came = 1)
         SELECT (SELECT count(*) FROM activity
                  WHERE state = 'settled' AND held_on BETWEEN ?1 AND ?2) AS activities,
                coalesce(sum(minutes) FILTER (WHERE part = 'leader'), 0) AS leader_minutes,
                coalesce(sum(minutes) FILTER (WHERE part = 'attendee'), 0) AS attendee_minutes,
                count(DISTINCT member) FILTER (WHERE part = 'leader') AS leaders,
                count(DISTINCT member) FILTER (WHERE part = 'attendee') AS attendees
           FROM there",
    )?
    .query_row(params![from, to], |row| {
        Ok(Tally {
            activities: row.get("activities")?,
            leader_minutes: row.get("leader_minutes")?,
            attendee_minutes: row.get("attendee_minutes")?,
            leaders: row.get("leaders")?,
            attendees: row.get("attendees")?,
        })
    })
}

pub(super) fn for_each_attendance(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    mut each: impl FnMut(Attendance),
) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.category, p.member, m.kind, m.area, p.part, p.minutes
           FROM activity a
           JOIN activity_person p ON p.activity = a.id
           JOIN member m ON m.id = p.member
          WHERE a.state = 'settled' AND a.held_on BETWEEN ?1 AND ?2 AND p.came = 1
          ORDER BY a.held_on, a.id, p.member",
    )?;
    let mut found = statement.query(params![from, to])?;
    while let Some(row) = found.next()? {
        each(Attendance {
            activity: row.get(0)?,
            category: row.get(1)?,
            member: row.get(2)?,
            kind: rows::code(row, 3, MemberKind::parse)?,
            area: row.get(4)?,
            part: rows::code(row, 5, Part::parse)?,
            minutes: row.get(6)?,
        });
    }
    Ok(())
}

pub(super) fn for_each_on_list<E: From<rusqlite::Error>>(
    conn: &Connection,
    mut each: impl FnMut(&OnList<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.title, a.held_on, a.state, coalesce(c.name, ''), coalesce(a.payment, ''),
                m.number, m.name, p.part, p.came, p.minutes, p.change
           FROM activity a
           JOIN activity_person p ON p.activity = a.id
           JOIN member m ON m.id = p.member
           LEFT JOIN category c ON c.id = a.category
          ORDER BY a.held_on, a.id, p.part = 'attendee', m.number",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        each(&OnList {
            activity: row.get(0)?,
            title: rows::text(row, 1)?,
            held_on: rows::day(row, 2)?,
            state: rows::text(row, 3)?,
            category: rows::text(row, 4)?,
            payment: rows::text(row, 5)?,
            number: row.get(6)?,
            name: rows::text(row, 7)?,
            part: rows::text(row, 8)?,
            came: row.get(9)?,
            minutes: row.get(10)?,
            change: row.get(11)?,
        })?;
    }
    Ok(())
}

fn overview(row: &Row<'_>) -> rusqlite::Result<Overview> {
    Ok(Overview {
        activity: read(row)?,
        leaders: row.get("leaders")?,
        attendees: row.get("attendees")?,
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Activity> {
    Ok(Activity {
        id: row.get("id")?,
        details: ActivityDetails {
            title: row.get("title")?,
            place: row.get("place")?,
            held_on: row.get("held_on")?,
            starts: row.get("starts")?,
            category: row.get("category")?,
            minutes: Minutes::new(row.get("minutes")?).unwrap_or(Minutes::ZERO),
            notes: row.get("notes")?,
        },
        category_name: row.get("category_name")?,
        state: state(row)?,
        version: row.get("version")?,
    })
}

fn state(row: &Row<'_>) -> rusqlite::Result<ActivityState> {
    let code: String = row.get("state")?;
    let reason: Option<String> = row.get("reason")?;
    let reason = reason.unwrap_or_default();
    let settled = || -> rusqlite::Result<Option<(TransferId, Payment)>> {
        let transfer: Option<Uuid> = row.get("transfer")?;
        let member: Option<MemberId> = row.get("sponsor_member")?;
        let sponsor: Option<String> = row.get("sponsor")?;
        let sponsor = sponsor.and_then(|code| Sponsor::parse(&code, member));
        let payment: Option<String> = row.get("payment")?;
        let payment = payment.and_then(|code| Payment::parse(&code, sponsor));
        Ok(transfer.map(TransferId::new).zip(payment))
    };
    Ok(match (code.as_str(), settled()?) {
        ("planned", _) => ActivityState::Planned,
        ("cancelled", _) => ActivityState::Cancelled { reason },
        ("settled", Some((transfer, payment))) => ActivityState::Settled { transfer, payment },
        ("taken_back", Some((transfer, payment))) => ActivityState::TakenBack {
            transfer,
            payment,
            reason,
        },
        _ => return rows::unknown(&code),
    })
}
