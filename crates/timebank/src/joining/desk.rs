//! What a coordinator does with an application: the checklist, a new member, a kind no.

use chrono::NaiveDate;
use ledger::AccountId;
use rusqlite::Transaction;
use serde_json::json;

use super::mail::ApplicantNotice;
use super::model::{Answers, Reference, Taken};
use super::{Standing, get, store, waiting, write_down};
use crate::actor::Coordinator;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{ApplicationId, MemberId};
use crate::member::{self, Details, NewMember, Profile};
use crate::typed::tidy;
use crate::{agreement, audit, checks};

/// Writes down who knows the applicant, when they were asked and what came of it.
pub fn write_reference(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ApplicationId,
    reference: &Reference,
    moment: &Moment,
) -> Result<()> {
    waiting(tx, id)?;
    if !(1..=4).contains(&reference.place) {
        return Err(Error::NotFound("This reference"));
    }
    let reference = reference.checked(moment.today)?;
    store::write_reference(tx, id, &reference)?;
    write_down(tx, by.into(), id, "application.reference", moment)
}

/// Writes down that a step was taken on a day; no day takes it back.
pub fn note_step(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ApplicationId,
    step: Taken,
    on: Option<NaiveDate>,
    moment: &Moment,
) -> Result<()> {
    waiting(tx, id)?;
    if on.is_some_and(|on| on > moment.today) {
        let message = "The day must be today or in the past";
        return Err(Error::field("day", message));
    }
    store::note_step(tx, id, step, on)?;
    let details = json!({ "step": step.as_str(), "on": on.map(|day| day.to_string()) });
    let subject = Some(id.uuid());
    audit::write(tx, by.into(), moment, "application.step", subject, &details)
}

/// The applicant becomes a member, with what they told us, what they accepted and the checks that
/// were seen. The ids are made by the form: sent twice, it makes one member.
pub fn admit(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ApplicationId,
    ids: (MemberId, AccountId),
    accompany: bool,
    moment: &Moment,
) -> Result<Profile> {
    if let Standing::Joined(member) = get(tx, id)?.standing
        && member == ids.0
    {
        return member::get(tx, member);
    }
    let application = waiting(tx, id)?;
    let answers = &application.answers;
    let new = NewMember {
        id: ids.0,
        account: ids.1,
        kind: answers.kind,
        number: None,
        details: details(answers),
        joined_on: None,
    };
    let profile = member::add(tx, by, &new, moment)?;
    checks::go_along(tx, id, profile.id)?;
    if let Some(version) = answers.agreement {
        let on = moment.today.min(application.sent_at.date_naive());
        agreement::accepted_before(tx, by.into(), profile.id, version, on, moment)?;
    }
    store::admit(tx, id, profile.id, accompany, by.id(), moment.now)?;
    let facts = json!({ "member": profile.id.uuid(), "accompany": accompany });
    let subject = Some(id.uuid());
    audit::write(tx, by.into(), moment, "application.admit", subject, &facts)?;
    Ok(profile)
}

fn details(answers: &Answers) -> Details {
    Details {
        name: answers.name.clone(),
        known_as: String::new(),
        email: Some(answers.email.clone()),
        phone: answers.phone.clone(),
        address: answers.address.clone(),
        area: answers.area.clone(),
        about: String::new(),
    }
}

/// Declines an application. The letter is what the applicant reads: by mail where they gave an
/// address, else on paper, and at their link.
pub fn decline(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ApplicationId,
    letter: &str,
    moment: &Moment,
) -> Result<()> {
    let letter = tidy(letter);
    if let Standing::Declined { letter: known, .. } = get(tx, id)?.standing
        && known == letter
    {
        // Sent twice.
        return Ok(());
    }
    let application = waiting(tx, id)?;
    if letter.is_empty() || letter.chars().count() > 2_000 {
        let message = "Write the letter, in 2,000 characters or less";
        return Err(Error::field("letter", message));
    }
    store::decline(tx, id, &letter, by.id(), moment.now)?;
    if !application.answers.email.is_empty() {
        store::mail::insert(tx, id, ApplicantNotice::Declined, moment.now)?;
    }
    write_down(tx, by.into(), id, "application.decline", moment)
}

/// Writes that letters were printed and posted, or handed over.
pub fn posted(
    tx: &Transaction<'_>,
    by: &Coordinator,
    ids: &[ApplicationId],
    moment: &Moment,
) -> Result<()> {
    for id in ids {
        if store::posted(tx, *id, moment.now)? {
            write_down(tx, by.into(), *id, "application.posted", moment)?;
        }
    }
    Ok(())
}
