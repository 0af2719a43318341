//! Checks that a coordinator saw: what kind, which level, on what day, until when it holds. Never
//! the paper itself, its number, or what stands in it.
//!
//! A check belongs to an application and, once the applicant is a member, to the member.

mod store;

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

use crate::actor::Coordinator;
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::{ApplicationId, CheckId, MemberId};
use crate::typed::{check_length, tidy};
use crate::{audit, joining, member};

/// So many figures in a row look like the number of a paper.
const FIGURES_OF_A_PAPER: usize = 5;

/// Whose papers were looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Somebody who asks to join.
    Applicant(ApplicationId),
    /// A member.
    Member(MemberId),
}

impl Whose {
    const fn uuid(self) -> uuid::Uuid {
        match self {
            Self::Applicant(id) => id.uuid(),
            Self::Member(id) => id.uuid(),
        }
    }
}

/// A check to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCheck {
    /// The id, made by the form, so that a form sent twice writes one check.
    pub id: CheckId,
    /// What was looked at: a driving licence.
    pub kind: String,
    /// Where there are levels, which; may be empty.
    pub level: String,
    /// When it was looked at.
    pub seen_on: NaiveDate,
    /// When it has to be looked at again, if ever.
    pub renew_on: Option<NaiveDate>,
}

impl NewCheck {
    fn checked(&self, moment: &Moment) -> Result<Self> {
        let new = Self {
            kind: tidy(&self.kind),
            level: tidy(&self.level),
            ..self.clone()
        };
        let mut errors = Vec::new();
        if new.kind.is_empty() {
            errors.push(FieldError::new(
                "kind",
                say("checks-enter-what-was-looked-at"),
            ));
        }
        check_length(
            &mut errors,
            "kind",
            &say("checks-what-was-looked-at"),
            &new.kind,
            80,
        );
        check_length(&mut errors, "level", &say("checks-level"), &new.level, 80);
        for (field, text) in [("kind", &new.kind), ("level", &new.level)] {
            if looks_like_a_number(text) {
                let message = say("checks-leave-the-number-of-the");
                errors.push(FieldError::new(field, message));
            }
        }
        if new.seen_on > moment.today {
            let message = say("checks-the-day-it-was-seen");
            errors.push(FieldError::new("day", message));
        }
        if new.renew_on.is_some_and(|renew| renew <= new.seen_on) {
            let message = say("checks-the-day-of-renewal-must");
            errors.push(FieldError::new("renew_day", message));
        }
        if errors.is_empty() {
            Ok(new)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

fn looks_like_a_number(text: &str) -> bool {
    let figures = text.chars().map(|letter| letter.is_ascii_digit());
    let longest = figures.fold((0, 0), |(now, most): (usize, usize), is| {
        let now = if is { now + 1 } else { 0 };
        (now, most.max(now))
    });
    longest.1 >= FIGURES_OF_A_PAPER
}

/// A check as it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The id.
    pub id: CheckId,
    /// What was looked at.
    pub kind: String,
    /// Which level; may be empty.
    pub level: String,
    /// When.
    pub seen_on: NaiveDate,
    /// By whom.
    pub seen_by: String,
    /// When it has to be looked at again.
    pub renew_on: Option<NaiveDate>,
    /// Replaced by another, or no longer needed.
    pub ended: bool,
}

/// A member’s check that runs out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunsOut {
    /// Whose.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Telephone number; may be empty.
    pub phone: String,
    /// What was looked at.
    pub kind: String,
    /// When it has to be looked at again.
    pub renew_on: NaiveDate,
}

/// Writes down that a check was seen. An earlier one of the same kind is replaced by it.
pub fn see(
    tx: &Transaction<'_>,
    by: &Coordinator,
    whose: Whose,
    new: &NewCheck,
    moment: &Moment,
) -> Result<()> {
    let new = new.checked(moment)?;
    match whose {
        Whose::Applicant(id) => joining::waiting(tx, id).map(drop)?,
        Whose::Member(id) => member::get(tx, id).map(drop)?,
    }
    if whose == Whose::Member(by.id()) {
        return Err(Error::forbidden(say("checks-your-own-papers-are-for")));
    }
    if store::exists(tx, new.id)? {
        return Ok(());
    }
    store::end_same_kind(tx, whose, &new.kind, moment.now)?;
    store::insert(tx, whose, &new, by.id())?;
    let details = json!({ "renew_on": new.renew_on.map(|day| day.to_string()) });
    let subject = Some(whose.uuid());
    audit::write(tx, by.into(), moment, "check.see", subject, &details)
}

/// Ends a member’s check: it is no longer needed.
pub fn end(
    tx: &Transaction<'_>,
    by: &Coordinator,
    member: MemberId,
    id: CheckId,
    moment: &Moment,
) -> Result<()> {
    if store::end(tx, member, id, moment.now)? {
        let subject = Some(member.uuid());
        audit::write(tx, by.into(), moment, "check.end", subject, &json!({}))?;
    }
    Ok(())
}

/// The checks of somebody, those that hold first.
pub fn of(conn: &Connection, whose: Whose) -> Result<Vec<Check>> {
    Ok(store::of(conn, whose)?)
}

/// Checks of active members that have to be looked at again by this day, soonest first.
pub fn running_out(conn: &Connection, by_day: NaiveDate) -> Result<Vec<RunsOut>> {
    Ok(store::running_out(conn, by_day)?)
}

/// The checks of an application belong to the member from now on.
pub(crate) fn go_along(
    tx: &Transaction<'_>,
    application: ApplicationId,
    member: MemberId,
) -> Result<()> {
    Ok(store::go_along(tx, application, member)?)
}

/// The checks of an application that came to nothing are forgotten.
pub(crate) fn forget(tx: &Transaction<'_>, application: ApplicationId) -> Result<()> {
    Ok(store::forget(tx, application)?)
}

/// The checks of the entry that goes belong to the one that stays.
pub(crate) fn bring_together(tx: &Transaction<'_>, goes: MemberId, stays: MemberId) -> Result<()> {
    Ok(store::bring_together(tx, goes, stays)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_paper_is_noticed() {
        for text in ["DBS 001234567890", "Licence 12345"] {
            assert!(looks_like_a_number(text), "{text}");
        }
        for text in ["Enhanced", "First aid 2024", "Level 3", ""] {
            assert!(!looks_like_a_number(text), "{text}");
        }
    }
}
