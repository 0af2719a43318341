//! Everything the bank keeps about one member, for that member to take along: one JSON document.
//!
//! Times are UTC, days are ISO, lengths are whole minutes. The names of fields stay. What
//! coordinators noted for themselves is not in it; a member asks them for that.

use std::io::Write;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde_json::{Value, json};
use timebank::actor::Person;
use timebank::bank::Bank;
use timebank::checks::{self, Whose};
use timebank::contact::Field;
use timebank::delivery::{self, Topic};
use timebank::exchange::{self, Exchange, Side};
use timebank::listing::{self, Listing};
use timebank::member::{self, Profile};
use timebank::series;
use timebank::statement::{self, Line};
use timebank::{
    MemberId, access, activity, agreement, asking, audit, block, circumstances, contact,
    conversation, digest, joining, needs, outbox, story, survey, thanks,
};

use crate::{Error, Result};

/// How many exchanges are read at once.
const PAGE: u32 = 200;

/// Everything about `person`, as it stands at `now`.
pub fn everything(
    conn: &Connection,
    bank: &Bank,
    person: &Person,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<()> {
    let id = person.id();
    let document = json!({
        "format": "hourbook member 1",
        "bank": bank.name,
        "made_at": now,
        "units": "lengths are whole minutes; times are UTC",
        "member": profile(&member::get(conn, id)?, bank),
        "told_by": told_by(conn, id)?,
        "told_what_is_new": digest::of(conn, id)?.map(digest::Often::as_str),
        "reached_by": reached_by(conn, id)?,
        "best_reached": best_reached(conn, id)?,
        "languages_and_times": languages_and_times(conn, id)?,
        "blocked": blocked(conn, id)?,
        "signed_in": signed_in(conn, person, now)?,
        "statement": lines(conn, bank, id)?,
        "exchanges": exchanges(conn, bank, id)?,
        "listings": listings(conn, id)?,
        "askings": askings(conn, id)?,
        "agreement": agreed(conn, id)?,
        "checks": seen(conn, id)?,
        "application": application(conn, id)?,
        "regular": regular(conn, id)?,
        "activities": activities(conn, id)?,
        "surveys": surveys(conn, id)?,
        "stories": stories(conn, id)?,
        "conversations": conversations(conn, person, now)?,
        "notices": notices(conn, id)?,
        "done_to_this_record": deeds(conn, id)?,
    });
    serde_json::to_writer_pretty(&mut *out, &document).map_err(|error| Error::Write(error.into()))
}

fn profile(member: &Profile, bank: &Bank) -> Value {
    json!({
        "id": member.id.uuid(),
        "number": member.number.printed(&bank.prefix),
        "kind": member.kind.as_str(),
        "name": member.name,
        "known_as": member.known_as,
        "email": member.email,
        "phone": member.phone,
        "address": member.address,
        "area": member.area_name,
        "about": member.about,
        "role": member.role.as_str(),
        "state": member.state.as_str(),
        "joined_on": member.joined_on,
        "left_on": member.left_on,
        "created_at": member.created_at,
    })
}

fn told_by(conn: &Connection, id: MemberId) -> Result<Value> {
    let choices = delivery::choices(conn, id)?;
    let ways = Topic::ALL.map(|topic| (topic.as_str(), choices.way(topic).as_str()));
    Ok(json!(std::collections::BTreeMap::from(ways)))
}

/// Who sees each way of reaching the member.
fn reached_by(conn: &Connection, id: MemberId) -> Result<Value> {
    let audiences = contact::audiences(conn, id)?;
    let seen = Field::ALL.map(|field| (field.as_str(), audiences.of(field).as_str()));
    Ok(json!(std::collections::BTreeMap::from(seen)))
}

/// What the member needs to be reached and written to well.
fn best_reached(conn: &Connection, id: MemberId) -> Result<Value> {
    let needs = needs::of(conn, id)?;
    Ok(needs.map_or(Value::Null, |needs| {
        let ticked = needs.ticked.iter().map(|need| need.as_str());
        json!({
            "needs": ticked.collect::<Vec<_>>(),
            "interpreter": needs.interpreter,
            "other": needs.other,
            "shared": needs.shared,
            "review_on": needs.review_on,
        })
    }))
}

/// What the member speaks, and when they are usually free.
fn languages_and_times(conn: &Connection, id: MemberId) -> Result<Value> {
    let said = circumstances::of(conn, id)?;
    let times: Vec<&str> = said.times.iter().map(|time| time.as_str()).collect();
    Ok(json!({ "languages": said.languages, "times": times }))
}

/// Whom the member has blocked; never who has blocked the member.
fn blocked(conn: &Connection, id: MemberId) -> Result<Vec<Value>> {
    let each = block::of(conn, id)?;
    let each = each
        .iter()
        .map(|one| json!({ "name": one.name, "since": one.at }));
    Ok(each.collect())
}

fn signed_in(conn: &Connection, person: &Person, now: DateTime<Utc>) -> Result<Vec<Value>> {
    let sessions = access::sessions_of(conn, person, now)?;
    let each = sessions.iter().map(|session| {
        json!({
            "device": session.label,
            "since": session.created_at,
            "last_used": session.seen_at,
            "with": session.way.as_str(),
            "own_device": session.own_device,
        })
    });
    Ok(each.collect())
}

fn lines(conn: &Connection, bank: &Bank, id: MemberId) -> Result<Value> {
    let statement = statement::of_member(conn, bank, id, None, None)?;
    let line = |line: &Line| {
        json!({
            "line": line.seq,
            "written_on": line.written_on,
            "done_on": line.done_on,
            "minutes": line.minutes,
            "balance": line.balance,
            "words": line.words,
            "put_right": line.put_right,
        })
    };
    Ok(json!({
        "closing": statement.closing,
        "book_line": statement.head.seq,
        "book_digest": statement.head.digest.to_string(),
        "lines": statement.lines.iter().map(line).collect::<Vec<Value>>(),
    }))
}

fn exchanges(conn: &Connection, bank: &Bank, id: MemberId) -> Result<Vec<Value>> {
    let (mut found, mut before) = (Vec::new(), None);
    loop {
        let page = exchange::of_member(conn, id, before, PAGE)?;
        for exchange in &page {
            found.push(one(conn, bank, id, exchange)?);
        }
        match page.last() {
            Some(last) if page.len() == PAGE as usize => before = Some(last.id),
            _ => return Ok(found),
        }
    }
}

fn one(conn: &Connection, bank: &Bank, id: MemberId, exchange: &Exchange) -> Result<Value> {
    let steps = exchange::steps(conn, exchange.id)?;
    let step = |step: &exchange::Step| {
        json!({
            "step": step.kind.as_str(),
            "at": step.at,
            "by": step.actor_name,
            "on_the_word_of": step.spoke_name,
            "channel": step.channel.as_str(),
            "minutes": step.minutes.map(ledger::Minutes::get),
            "reason": step.reason,
        })
    };
    let thanks = thanks::of(conn, exchange.id)?;
    Ok(json!({
        "id": exchange.id.uuid(),
        "reference": exchange.reference.printed(&bank.prefix),
        "you": match exchange.side_of(id) {
            Some(Side::Giver) => "gave",
            _ => "received",
        },
        "with": exchange.other_party(id).name,
        "category": exchange.category_name,
        "description": exchange.description,
        "note": exchange.note,
        "done_on": exchange.done_on,
        "minutes": exchange.minutes.get(),
        "minutes_as_told": exchange.raw_minutes.get(),
        "state": exchange.state.as_str(),
        "thanks": thanks.map(|thanks| json!({ "text": thanks.text, "shown": thanks.shown })),
        "steps": steps.iter().map(step).collect::<Vec<Value>>(),
    }))
}

fn listings(conn: &Connection, id: MemberId) -> Result<Vec<Value>> {
    let mut found = Vec::new();
    listing::for_each(conn, |listing: Listing| {
        if listing.member == id {
            found.push(json!({
                "kind": listing.kind.as_str(),
                "title": listing.title,
                "details": listing.details,
                "category": listing.category_name,
                "area": listing.area_name,
                "timing": listing.timing,
                "minutes": listing.minutes.map(ledger::Minutes::get),
                "open": listing.open,
                "created_at": listing.created_at,
                "closed_at": listing.closed_at,
            }));
        }
        Ok::<(), Error>(())
    })?;
    Ok(found)
}

/// What was asked of neighbours by them, for them, or of them.
fn askings(conn: &Connection, id: MemberId) -> Result<Vec<Value>> {
    let parts = asking::parts(conn, id)?;
    let each = parts.iter().map(|part| {
        json!({
            "request": part.title,
            "asked_at": part.asked_at,
            "state": part.state,
            "message": part.message,
            "you": if part.was_asked { "were asked" } else { "asked" },
            "your_answer": part.answer,
        })
    });
    Ok(each.collect())
}

fn agreed(conn: &Connection, id: MemberId) -> Result<Vec<Value>> {
    let accepted = agreement::accepted(conn, id)?;
    let each = accepted
        .iter()
        .map(|one| json!({ "version": one.version, "accepted_on": one.on }));
    Ok(each.collect())
}

fn seen(conn: &Connection, id: MemberId) -> Result<Vec<Value>> {
    let seen = checks::of(conn, Whose::Member(id))?;
    let each = seen.iter().map(|check| {
        json!({
            "kind": check.kind,
            "level": check.level,
            "seen_on": check.seen_on,
            "seen_by": check.seen_by,
            "renew_on": check.renew_on,
            "ended": check.ended,
        })
    });
    Ok(each.collect())
}

/// What they arranged regularly, with what became of each day.
fn regular(conn: &Connection, id: MemberId) -> Result<Vec<Value>> {
    let found = series::of_member(conn, id)?;
    let day = |date: &series::Date| json!({ "day": date.planned_on, "state": date.state.as_str() });
    let each = found.iter().map(|one| {
        json!({
            "you": if one.giver.id == id { "give" } else { "receive" },
            "with": one.other(id).name,
            "category": one.category_name,
            "description": one.description,
            "minutes": one.minutes.get(),
            "rhythm": one.rhythm.as_str(),
            "state": one.state.as_str(),
            "days": one.dates.iter().map(day).collect::<Vec<Value>>(),
        })
    });
    Ok(each.collect())
}

fn application(conn: &Connection, id: MemberId) -> Result<Option<Value>> {
    let found = joining::of_member(conn, id)?;
    Ok(found.map(|one| {
        json!({
            "reference": one.reference(),
            "sent_at": one.sent_at,
            "might_do": one.answers.gives,
            "would_be_glad_of": one.answers.wishes,
            "talked_on": one.talked_on,
            "inducted_on": one.inducted_on,
            "accompany_the_first_exchange": one.accompany,
        })
    }))
}

fn activities(conn: &Connection, id: MemberId) -> Result<Vec<Value>> {
    let settled = activity::in_book_of(conn, id)?;
    let each = settled.iter().map(|activity| {
        json!({
            "title": activity.title,
            "part": activity.part.map(activity::Part::as_str),
        })
    });
    Ok(each.collect())
}

fn conversations(conn: &Connection, person: &Person, now: DateTime<Utc>) -> Result<Vec<Value>> {
    let mut found = Vec::new();
    for overview in conversation::of_member(conn, person.id(), u32::MAX)? {
        let seen = conversation::view(conn, person, overview.conversation.id, now)?;
        let message = |one: &conversation::Message| {
            let (from, at, text) = (&one.writer_name, one.at, &one.text);
            json!({ "from": from, "at": at, "text": text })
        };
        found.push(json!({
            "about": seen.conversation.title,
            "with": seen.conversation.with(person.id()).map(|party| party.name.clone()),
            "messages": seen.messages.iter().map(message).collect::<Vec<Value>>(),
        }));
    }
    Ok(found)
}

fn surveys(conn: &Connection, id: MemberId) -> Result<Value> {
    let mut sheets = Vec::new();
    for sheet in survey::of_member(conn, id)? {
        sheets.push(json!({
            "survey": survey::get(conn, sheet.survey)?.name,
            "time": sheet.wave.as_str(),
            "on": sheet.answered_on,
            "declined": sheet.declined,
            "answers": sheet.answers,
        }));
    }
    Ok(json!({ "consent": survey::has_consented(conn, id)?, "sheets": sheets }))
}

/// What they said for reports, and what they agreed to.
fn stories(conn: &Connection, id: MemberId) -> Result<Vec<Value>> {
    let found = story::of_member(conn, id)?;
    let each = found.iter().map(|one| {
        json!({
            "words": one.words,
            "named_as": one.told_by(),
            "agreed_on": one.consent_on,
            "how": one.channel.as_str(),
            "seen_by": one.seen_by,
            "shown_until": one.until,
        })
    });
    Ok(each.collect())
}

fn notices(conn: &Connection, id: MemberId) -> Result<Vec<Value>> {
    let told = outbox::of_member(conn, id, u32::MAX)?;
    let each = told
        .iter()
        .map(|notice| json!({ "at": notice.at, "kind": notice.kind.as_str() }));
    Ok(each.collect())
}

fn deeds(conn: &Connection, id: MemberId) -> Result<Vec<Value>> {
    let rows = audit::of_subject(conn, id.uuid())?;
    let each = rows.iter().map(|row| {
        json!({
            "at": row.at,
            "action": row.action,
            "acted_as": row.acted_as,
            "by_you": row.actor == Some(id),
            "channel": row.channel,
        })
    });
    Ok(each.collect())
}
