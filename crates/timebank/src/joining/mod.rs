//! Joining: an application from the first answer to a member, or to a kind no.
//!
//! **Shape.** The applicant has no account and no number: a link with a secret, kept as its hash,
//! lets them give their answers and see where it stands. A coordinator goes through a checklist
//! and makes a member, or declines with a letter. What may be done is never a wall: the list says
//! what is still open, and a coordinator decides.
//!
//! **What is kept.** Answers that were never sent are deleted after a week. What an application
//! that is decided says about people is erased after as many months as the bank decides, and at
//! once when somebody takes it back; its dates stay.

mod desk;
mod mail;
mod model;
mod store;

use std::collections::{HashMap, HashSet};

use chrono::{Months, TimeDelta};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

pub use desk::{admit, decline, note_step, posted, write_reference};
pub use mail::{
    ApplicantErrand, ApplicantNotice, claim_mail, mail_is_due, mail_tried, recover_mail,
};
pub use model::{Answers, Application, Question, Reference, Standing, Taken, Went};

use crate::access::Secret;
use crate::actor::{Coordinator, Signature, System};
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::{ApplicationId, MemberId};
use crate::{agreement, audit, checks, desk as notes, policy};

/// More than this many that were begun and not sent are not let in: somebody plays.
const MOST_BEGUN: u32 = 500;

/// Answers that were not sent are deleted after so many days.
const BEGUN_DAYS: i64 = 7;

/// How many applications one sweep erases: its commit stays short.
const AT_ONCE: u32 = 200;

const APPLICANT: Signature = Signature {
    actor: None,
    acted_as: "applicant",
};

const BY_CLOCK: Signature = Signature {
    actor: None,
    acted_as: "clock",
};

/// Somebody begins an application. The secret stands in their link.
pub fn begin(
    tx: &Transaction<'_>,
    id: ApplicationId,
    secret: &Secret,
    moment: &Moment,
) -> Result<()> {
    if !policy::current(tx)?.joining.open {
        return Err(Error::Conflict(say!("joining-nobody-can-apply-here-at")));
    }
    if store::count_begun(tx)? >= MOST_BEGUN {
        return Err(Error::Conflict(say!("joining-more-people-than-we-can")));
    }
    store::begin(tx, id, secret.hash(), moment.now)?;
    write_down(tx, APPLICANT, id, "application.begin", moment)
}

/// The application of a link.
pub fn with_secret(conn: &Connection, secret: &Secret) -> Result<Option<Application>> {
    Ok(store::with_token(conn, secret.hash())?)
}

/// The answers to one question, before the application is sent.
pub fn answer(
    tx: &Transaction<'_>,
    secret: &Secret,
    question: Question,
    answers: &Answers,
    moment: &Moment,
) -> Result<Application> {
    let application = begun(tx, secret)?;
    let newest = agreement::current(tx)?.version;
    let answers = application.answers.with(question, answers);
    let wrong = answers.wrong(question, newest);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    store::answer(tx, application.id, &answers)?;
    write_down(tx, APPLICANT, application.id, "application.answer", moment)?;
    get(tx, application.id)
}

/// The first question whose answer is missing or wrong; nothing where it can be sent.
pub fn missing(conn: &Connection, application: &Application) -> Result<Option<Question>> {
    let newest = agreement::current(conn)?.version;
    let answers = &application.answers;
    Ok(Question::ALL
        .into_iter()
        .find(|question| !answers.wrong(*question, newest).is_empty()))
}

/// Sends an application. Sent twice, it is sent once.
pub fn send(tx: &Transaction<'_>, secret: &Secret, moment: &Moment) -> Result<Application> {
    let application = of_link(tx, secret)?;
    if application.standing != Standing::Begun {
        return Ok(application);
    }
    let newest = agreement::current(tx)?.version;
    let wrong: Vec<FieldError> = Question::ALL
        .into_iter()
        .flat_map(|question| application.answers.wrong(question, newest))
        .collect();
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    store::send(tx, application.id, moment.now)?;
    write_down(tx, APPLICANT, application.id, "application.send", moment)?;
    get(tx, application.id)
}

/// The applicant takes it back: what they told us is erased at once.
pub fn withdraw(tx: &Transaction<'_>, secret: &Secret, moment: &Moment) -> Result<()> {
    let application = of_link(tx, secret)?;
    let id = application.id;
    match application.standing {
        Standing::Withdrawn => return Ok(()),
        Standing::Begun => store::delete(tx, id)?,
        _ => {
            application.is_sent()?;
            store::withdraw(tx, id, moment.now)?;
            erase(tx, id, moment)?;
        }
    }
    write_down(tx, APPLICANT, id, "application.withdraw", moment)
}

/// One application that was sent.
pub fn get(conn: &Connection, id: ApplicationId) -> Result<Application> {
    store::get(conn, id)?.ok_or(Error::NotFound("This application"))
}

/// One application that waits for a decision.
pub(crate) fn waiting(conn: &Connection, id: ApplicationId) -> Result<Application> {
    let application = get(conn, id)?;
    application.is_sent()?;
    Ok(application)
}

/// The applications that wait, oldest first.
pub fn open(conn: &Connection) -> Result<Vec<Application>> {
    Ok(store::open(conn)?)
}

/// The applications that were decided, newest first, `limit` of them at the most.
pub fn decided(conn: &Connection, limit: u32) -> Result<Vec<Application>> {
    Ok(store::decided(conn, limit)?)
}

/// By which application somebody became a member, if by any.
pub fn of_member(conn: &Connection, member: MemberId) -> Result<Option<Application>> {
    Ok(store::of_member(conn, member)?)
}

/// The people who know an applicant, by place.
pub fn references(conn: &Connection, id: ApplicationId) -> Result<Vec<Reference>> {
    Ok(references_of(conn, &[id])?.remove(&id).unwrap_or_default())
}

/// The people who know each of these applicants, by place.
pub fn references_of(
    conn: &Connection,
    applications: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<Reference>>> {
    Ok(store::references(conn, applications)?)
}

/// The letters that wait to be printed, oldest first.
pub fn letters(conn: &Connection, _by: &Coordinator) -> Result<Vec<Application>> {
    Ok(store::letters(conn)?)
}

/// Members whose first exchange somebody goes along to: none of theirs is in the book yet.
pub fn to_accompany(conn: &Connection) -> Result<HashSet<MemberId>> {
    Ok(store::to_accompany(conn)?)
}

/// What is over is deleted or erased. Returns how many applications.
pub fn sweep(tx: &Transaction<'_>, _by: &System, moment: &Moment) -> Result<usize> {
    let mut done = 0;
    for id in store::begun_before(tx, moment.now - TimeDelta::days(BEGUN_DAYS), AT_ONCE)? {
        store::delete(tx, id)?;
        write_down(tx, BY_CLOCK, id, "application.delete", moment)?;
        done += 1;
    }
    let months = Months::new(policy::current(tx)?.joining.keep_months);
    let before = moment.now.checked_sub_months(months).unwrap_or(moment.now);
    for id in store::decided_before(tx, before, AT_ONCE)? {
        erase(tx, id, moment)?;
        write_down(tx, BY_CLOCK, id, "application.erase", moment)?;
        done += 1;
    }
    Ok(done)
}

/// How many applications would be erased now, were what they say kept for so many months.
pub(crate) fn count_to_erase(conn: &Connection, months: u32, moment: &Moment) -> Result<i64> {
    let before = moment.now.checked_sub_months(Months::new(months));
    let found = store::decided_before(conn, before.unwrap_or(moment.now), u32::MAX)?;
    Ok(i64::try_from(found.len()).unwrap_or(i64::MAX))
}

/// What was told about the applicant and those who know them; the dates stay, and the checks of
/// somebody who became a member are the member’s.
fn erase(tx: &Transaction<'_>, id: ApplicationId, moment: &Moment) -> Result<()> {
    store::erase(tx, id, moment.now)?;
    checks::forget(tx, id)?;
    notes::forget_notes(tx, id)
}

fn of_link(conn: &Connection, secret: &Secret) -> Result<Application> {
    with_secret(conn, secret)?.ok_or(Error::NotFound("This application"))
}

fn begun(conn: &Connection, secret: &Secret) -> Result<Application> {
    let application = of_link(conn, secret)?;
    if application.standing == Standing::Begun {
        Ok(application)
    } else {
        Err(Error::Conflict(say!(
            "joining-this-application-was-sent-already"
        )))
    }
}

fn write_down(
    tx: &Transaction<'_>,
    by: Signature,
    id: ApplicationId,
    action: &'static str,
    moment: &Moment,
) -> Result<()> {
    audit::write(tx, by, moment, action, Some(id.uuid()), &json!({}))
}
