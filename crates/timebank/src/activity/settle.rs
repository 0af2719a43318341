//! From a list with ticks to one transfer in the book, and back.

use ledger::{Entry, Minutes, Transfer, TransferKind};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

use super::model::{ActivityState, Listed, Mark, Part, Payment, Sponsor, length_refused};
use super::plan::{Plan, Present, Purses, plan};
use super::{Activity, get, planned, reason_given, store, tell, write};
use crate::actor::Coordinator;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::ActivityId;
use crate::member;
use crate::outbox::NoticeKind;
use crate::{audit, bank};

/// Marks who came, and for how long where it was not as long as the activity.
pub fn mark(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ActivityId,
    marks: &[Mark],
    moment: &Moment,
) -> Result<()> {
    planned(tx, id)?;
    for mark in marks {
        if mark.minutes.and_then(length_refused).is_some() {
            let message = say("settling-how-long-somebody-was-there");
            return Err(Error::field("minutes", message));
        }
        store::mark(tx, id, mark)?;
    }
    write(tx, by.into(), "activity.mark", id, moment)
}

/// What would be written if it were settled so, as the list is marked now.
pub fn proposal(conn: &Connection, id: ActivityId, payment: Payment) -> Result<Plan> {
    let activity = get(conn, id)?;
    let present = present(&activity, &store::people(conn, id)?);
    plan(payment, purses(conn, payment)?, &present)
        .map_err(|obstacle| Error::field("payment", obstacle.sentence()))
}

/// Settles an activity: one transfer, exactly as it was looked at.
///
/// Refused where the list or the lengths changed after `looked_at` was worked out, where the day
/// is still to come, and to whoever took part.
pub fn settle(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ActivityId,
    payment: Payment,
    looked_at: &Plan,
    moment: &Moment,
) -> Result<Activity> {
    let activity = get(tx, id)?;
    if let ActivityState::Settled { payment: known, .. } = &activity.state
        && *known == payment
    {
        // Sent twice: it is settled so already.
        return Ok(activity);
    }
    planned(tx, id)?;
    if activity.details.held_on > moment.today {
        return Err(Error::Conflict(say("settling-this-activity-is-still-to")));
    }
    let people = store::people(tx, id)?;
    not_a_party(&people, by)?;
    let plan = proposal(tx, id, payment)?;
    if plan != *looked_at {
        return Err(Error::Conflict(say("settling-the-list-changed-after-you")));
    }
    let transfer = transfer(&activity, &plan)?;
    ledger::post(tx, &transfer, moment.now)?;
    for person in &people {
        let minutes = (person.came == Some(true)).then(|| length(&activity, person));
        store::keep_change(tx, id, person.member, minutes, plan.of(person.account))?;
    }
    store::settle(tx, id, transfer.id(), payment, by.id(), moment.now)?;
    let details = json!({
        "payment": payment.as_str(), "leaders": plan.leader_minutes,
        "attendees": plan.attendee_minutes, "lines": plan.changes.len(),
    });
    let subject = Some(id.uuid());
    audit::write(tx, by.into(), moment, "activity.settle", subject, &details)?;
    for person in people.iter().filter(|person| plan.of(person.account) != 0) {
        tell(tx, person.member, NoticeKind::ActivitySettled, id, moment)?;
    }
    get(tx, id)
}

/// Takes a settlement back: the book gets the mirror of its transfer.
pub fn take_back(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ActivityId,
    reason: &str,
    moment: &Moment,
) -> Result<()> {
    let activity = get(tx, id)?;
    let ActivityState::Settled { transfer, .. } = activity.state else {
        return Err(Error::Conflict(say(
            "settling-this-activity-is-not-settled",
        )));
    };
    let people = store::people(tx, id)?;
    not_a_party(&people, by)?;
    let reason = reason_given(reason, "Say why it is taken back")?;
    let mirror = super::model::taking_back(id);
    ledger::reverse(tx, transfer, mirror, None, moment.now)?;
    store::take_back(tx, id, &reason)?;
    write(tx, by.into(), "activity.take_back", id, moment)?;
    for person in people.iter().filter(|person| person.change != 0) {
        tell(tx, person.member, NoticeKind::ActivityTakenBack, id, moment)?;
    }
    Ok(())
}

/// Four eyes: nobody settles what they led or came to.
fn not_a_party(people: &[Listed], by: &Coordinator) -> Result<()> {
    let took_part =
        |person: &Listed| person.member == by.id() && (person.came == Some(true) || leads(person));
    if people.iter().any(took_part) {
        return Err(Error::forbidden(say("settling-you-took-part-in-this")));
    }
    Ok(())
}

fn leads(person: &Listed) -> bool {
    person.part == Part::Leader
}

fn length(activity: &Activity, person: &Listed) -> Minutes {
    person.minutes.unwrap_or(activity.details.minutes)
}

fn present(activity: &Activity, people: &[Listed]) -> Vec<Present> {
    let came = people.iter().filter(|person| person.came == Some(true));
    came.map(|person| Present {
        account: person.account,
        number: person.number,
        part: person.part,
        minutes: length(activity, person),
    })
    .collect()
}

fn purses(conn: &Connection, payment: Payment) -> Result<Purses> {
    let accounts = bank::get(conn)?.accounts;
    let sponsor = match payment.sponsor() {
        None | Some(Sponsor::Pot) => accounts.pot,
        Some(Sponsor::Bank) => accounts.operating,
        Some(Sponsor::Member(id)) => {
            let profile = member::get(conn, id)?;
            if !profile.takes_part() {
                let message = say!("settling-is-not-taking-part-at", name = &profile.name);
                return Err(Error::field("sponsor", message));
            }
            profile.account
        }
    };
    Ok(Purses {
        pot: accounts.pot,
        sponsor,
    })
}

fn transfer(activity: &Activity, plan: &Plan) -> Result<Transfer> {
    let mut entries = Vec::with_capacity(plan.changes.len());
    for (account, minutes) in &plan.changes {
        let minutes = Minutes::new(*minutes)
            .ok_or_else(|| Error::Conflict(say("settling-these-hours-are-more-than")))?;
        entries.push(Entry {
            account: *account,
            minutes,
        });
    }
    Ok(Transfer::new(
        activity.id.transfer(),
        TransferKind::Event,
        activity.details.held_on,
        entries,
    )?)
}
