//! What members say of how they are: surveys, asked once and again later, with consent of its own.
//!
//! Nobody reads what somebody answered: it is shown as figures over many only. The member takes
//! it along, and a coordinator who types a sheet in sees it while typing. Consent is apart from
//! membership; withdrawn, every answer is erased. Who would rather not take part is kept as a
//! refusal, and a question somebody would rather not answer as that.

mod items;
mod model;
mod store;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

pub use items::{Item, LONELINESS, LONELY, SWEMWBS, Scale, WELLBEING};
pub use model::{Answers, NewSurvey, OwnKind, Sheet, Survey, Wave};

use crate::actor::{Coordinator, Member, Person, Signature};
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::{MemberId, SurveyId};
use crate::member::{self, MemberKind, State};
use crate::typed::{check_length, tidy};

/// The most questions of its own a bank asks in one survey.
pub const MOST_OWN: usize = 5;

/// Opens a survey. What it asks does not change afterwards: an answer would mean something else.
pub fn open(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewSurvey,
    moment: &Moment,
) -> Result<SurveyId> {
    let mut new = new.clone();
    new.name = tidy(&new.name);
    new.licence = tidy(&new.licence);
    for (text, _) in &mut new.own {
        *text = tidy(text);
    }
    new.own.retain(|(text, _)| !text.is_empty());
    let mut errors = Vec::new();
    if new.name.is_empty() {
        errors.push(FieldError::new(
            "name",
            say!("surveys-enter-a-name-for-the"),
        ));
    }
    check_length(&mut errors, "name", &say!("surveys-name"), &new.name, 80);
    check_length(
        &mut errors,
        "licence",
        &say!("surveys-licence-reference"),
        &new.licence,
        80,
    );
    for (text, _) in &new.own {
        check_length(&mut errors, "own_1", &say!("surveys-a-question"), text, 200);
    }
    if new.own.len() > MOST_OWN {
        errors.push(FieldError::new(
            "own_1",
            say!("surveys-ask-questions-of-your-own"),
        ));
    }
    if !new.wellbeing && !new.loneliness && new.licence.is_empty() && new.own.is_empty() {
        errors.push(FieldError::new(
            "asks",
            say!("surveys-choose-what-the-survey-asks"),
        ));
    }
    if store::is_taken(tx, &new.name)? {
        errors.push(FieldError::new(
            "name",
            say!("surveys-there-is-a-survey-with"),
        ));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let id = store::insert(tx, by.id(), &new, moment.now)?;
    let facts = json!({ "survey": id.get(), "own_questions": new.own.len() });
    audit::write(tx, by.into(), moment, "survey.open", None, &facts)?;
    Ok(id)
}

/// Takes no more answers. Reports go on using those that are there.
pub fn close(tx: &Transaction<'_>, by: &Coordinator, id: SurveyId, moment: &Moment) -> Result<()> {
    if store::close(tx, id, moment.now)? == 0 {
        return Ok(());
    }
    let facts = json!({ "survey": id.get() });
    audit::write(tx, by.into(), moment, "survey.close", None, &facts)
}

/// A member answers on their own page, and consents by it.
pub fn answer(
    tx: &Transaction<'_>,
    by: &Member,
    id: SurveyId,
    wave: Wave,
    answers: Option<&Answers>,
    moment: &Moment,
) -> Result<()> {
    let sheet = Sheet {
        survey: id,
        member: by.id(),
        wave,
        answered_on: moment.today,
        declined: answers.is_none(),
        answers: answers.cloned().unwrap_or_default(),
    };
    keep(tx, by.into(), by.id(), &sheet, moment)
}

/// A coordinator types in what a member wrote on paper on a day. The member must have consented
/// on the sheet. `answers` is nothing where they would rather not take part.
pub fn answer_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    sheet: &Sheet,
    moment: &Moment,
) -> Result<()> {
    if sheet.answered_on > moment.today {
        return Err(Error::field("day", say!("surveys-the-day-must-not-be")));
    }
    if sheet.member == by.id() {
        let message = say!("surveys-your-own-sheet-is-for");
        return Err(Error::forbidden(message));
    }
    keep(tx, by.into(), by.id(), sheet, moment)
}

fn keep(
    tx: &Transaction<'_>,
    signature: Signature,
    by: MemberId,
    sheet: &Sheet,
    moment: &Moment,
) -> Result<()> {
    let survey = get(tx, sheet.survey)?;
    if !survey.open {
        let message = say!("surveys-this-survey-takes-no-more");
        return Err(Error::Conflict(message));
    }
    let profile = member::get(tx, sheet.member)?;
    if profile.kind != MemberKind::Person || profile.state == State::Left {
        return Err(Error::field(
            "who",
            say!("surveys-surveys-are-for-people-who"),
        ));
    }
    let first = store::sheet(tx, sheet.survey, sheet.member, Wave::First)?;
    if sheet.wave == Wave::Again {
        let Some(first) = first.filter(|first| !first.declined) else {
            let message = say!("surveys-nothing-was-answered-the-first");
            return Err(Error::field("wave", message));
        };
        if first.answered_on >= sheet.answered_on {
            let message = say!("surveys-the-second-time-comes-on");
            return Err(Error::field("wave", message));
        }
    }
    let sheet = checked(&survey, sheet)?;
    if !sheet.declined {
        store::consent(tx, sheet.member, by, moment)?;
    }
    store::keep(tx, by, &sheet, moment)?;
    // What was answered stands in no audit, nor whether somebody declined: coordinators look
    // through it, and it stays when the sheets are withdrawn.
    let facts = json!({ "survey": sheet.survey.get(), "wave": sheet.wave.as_str() });
    let subject = Some(sheet.member.uuid());
    audit::write(tx, signature, moment, "survey.answer", subject, &facts)
}

/// The sheet with an answer, or a refusal, to each question of the survey and to no other.
fn checked(survey: &Survey, sheet: &Sheet) -> Result<Sheet> {
    let mut answers = Answers::new();
    if !sheet.declined {
        for item in survey.items() {
            let answer = sheet.answers.get(&item.code).copied().flatten();
            if answer.is_some_and(|value| !item.scale.takes(value)) {
                return Err(Error::field(
                    "answers",
                    say!("surveys-choose-one-of-the-printed"),
                ));
            }
            answers.insert(item.code, answer);
        }
        if answers.values().all(Option::is_none) {
            let message = say!("surveys-answer-a-question-or-say");
            return Err(Error::field("answers", message));
        }
    }
    Ok(Sheet {
        answers,
        ..sheet.clone()
    })
}

/// A member withdraws: everything they answered is erased. How many sheets there were.
pub fn withdraw(tx: &Transaction<'_>, by: &Person, moment: &Moment) -> Result<usize> {
    erase(tx, by.into(), by.id(), moment)
}

/// A coordinator withdraws for a member who asked for it.
pub fn withdraw_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    member: MemberId,
    moment: &Moment,
) -> Result<usize> {
    erase(tx, by.into(), member, moment)
}

fn erase(
    tx: &Transaction<'_>,
    signature: Signature,
    member: MemberId,
    moment: &Moment,
) -> Result<usize> {
    let erased = store::erase(tx, member)?;
    let facts = json!({ "sheets": erased });
    let subject = Some(member.uuid());
    audit::write(tx, signature, moment, "survey.withdraw", subject, &facts)?;
    Ok(erased)
}

/// Whether a member has consented and not withdrawn.
pub fn has_consented(conn: &Connection, member: MemberId) -> Result<bool> {
    Ok(store::has_consented(conn, member)?)
}

/// Every survey, the newest first.
pub fn all(conn: &Connection) -> Result<Vec<Survey>> {
    Ok(store::all(conn)?)
}

/// One survey.
pub fn get(conn: &Connection, id: SurveyId) -> Result<Survey> {
    let found = store::all(conn)?.into_iter().find(|survey| survey.id == id);
    found.ok_or(Error::NotFound("This survey"))
}

/// What one member answered, for that member.
pub fn of_member(conn: &Connection, member: MemberId) -> Result<Vec<Sheet>> {
    Ok(store::sheets(conn, None, Some(member), None)?)
}

/// Every sheet of a survey up to a day: to be counted, never to be shown.
pub fn sheets(conn: &Connection, id: SurveyId, until: NaiveDate) -> Result<Vec<Sheet>> {
    Ok(store::sheets(conn, Some(id), None, Some(until))?)
}

/// How many people belonged to the bank at the end of a day.
pub fn people_on(conn: &Connection, day: NaiveDate) -> Result<u64> {
    Ok(store::people_on(conn, day)?)
}

/// How the sheets behind a report differ from those behind an earlier one, made at an instant with
/// so many answered sheets: by how many people some came, and how many are gone.
pub fn since(
    conn: &Connection,
    id: SurveyId,
    until: NaiveDate,
    (at, sheets): (DateTime<Utc>, u64),
) -> Result<(u64, u64)> {
    let (people, kept) = store::since(conn, id, until, at)?;
    Ok((people, sheets.saturating_sub(kept)))
}

/// What one entry answered is answered by the one that stays. Where both did, the earlier sheet of
/// the first time and the later one of the second stay, so that the two are as far apart as they
/// were; an answer stays before a refusal.
pub(crate) fn merge(tx: &Transaction<'_>, stays: MemberId, goes: MemberId) -> Result<()> {
    store::bring_consent(tx, stays, goes)?;
    for other in store::sheets(tx, None, Some(goes), None)? {
        match store::sheet(tx, other.survey, stays, other.wave)? {
            Some(own) if !stays_before(&other, &own) => store::drop_sheet(tx, &other, goes)?,
            Some(own) => {
                store::drop_sheet(tx, &own, stays)?;
                store::bring_sheet(tx, &other, stays)?;
            }
            None => store::bring_sheet(tx, &other, stays)?,
        }
    }
    Ok(())
}

fn stays_before(other: &Sheet, own: &Sheet) -> bool {
    match (other.declined, own.declined, own.wave) {
        (false, true, _) => true,
        (true, false, _) => false,
        (_, _, Wave::First) => other.answered_on < own.answered_on,
        (_, _, Wave::Again) => other.answered_on > own.answered_on,
    }
}
