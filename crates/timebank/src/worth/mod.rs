//! What an hour of paid work costs, by day, and what the bank itself costs in a year. Reports say
//! with it what it would have cost to pay for the same hours.
//!
//! Hours themselves have no price: nothing of this stands on a member’s page or in the book.
//! Money is whole pence.

mod model;
mod store;

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

use crate::actor::Coordinator;
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::RateId;
use crate::typed::{check_length, tidy};

pub use model::{Level, NewRate, Rate, SocialReturn, Year, rate_on};

/// The most an hour may cost, in pence.
const MOST_AN_HOUR: i64 = 1_000_000;

/// The most a year may cost, in pence.
const MOST_A_YEAR: i64 = 100_000_000_000;

/// Writes down what an hour costs from a day on. A rate of the same level and day is replaced.
pub fn set_rate(
    tx: &Transaction<'_>,
    by: &Coordinator,
    rate: &NewRate,
    moment: &Moment,
) -> Result<()> {
    let mut errors = Vec::new();
    let source = tidy(&rate.source);
    if source.is_empty() {
        errors.push(FieldError::new(
            "source",
            say("worth-enter-where-the-rate-is"),
        ));
    }
    check_length(&mut errors, "source", &say("worth-source"), &source, 200);
    if !(1..=MOST_AN_HOUR).contains(&rate.pence) {
        let message = say("worth-what-an-hour-costs-must");
        errors.push(FieldError::new("rate", message));
    }
    if !(1900..=9999).contains(&rate.from.year()) {
        let message = say("worth-the-day-from-which-it");
        errors.push(FieldError::new("since_day", message));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let rate = NewRate {
        source,
        ..rate.clone()
    };
    let before = store::pence(tx, rate.level, rate.from)?;
    store::set_rate(tx, by.id(), &rate, moment.now)?;
    let facts = json!({
        "level": rate.level.as_str(), "from": rate.from, "pence": rate.pence, "before": before,
    });
    audit::write(tx, by.into(), moment, "worth.set_rate", None, &facts)
}

/// Removes a rate. One that is gone already stays gone.
pub fn remove_rate(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: RateId,
    moment: &Moment,
) -> Result<()> {
    let Some(rate) = rates(tx)?.into_iter().find(|rate| rate.id == id) else {
        return Ok(());
    };
    store::remove_rate(tx, id)?;
    let facts = json!({
        "level": rate.level.as_str(), "from": rate.from, "pence": rate.pence,
    });
    audit::write(tx, by.into(), moment, "worth.remove_rate", None, &facts)
}

/// Every rate, the low ones first, oldest first.
pub fn rates(conn: &Connection) -> Result<Vec<Rate>> {
    Ok(store::rates(conn)?)
}

/// Writes down what a year of the bank cost. A year that begins on the same day is replaced.
/// Refused where it would share days with another year.
pub fn set_year(
    tx: &Transaction<'_>,
    by: &Coordinator,
    year: &Year,
    moment: &Moment,
) -> Result<()> {
    let mut errors = Vec::new();
    let mut social = year.social.clone();
    social.source = tidy(&social.source);
    check_length(
        &mut errors,
        "outcome_source",
        &say("worth-source"),
        &social.source,
        200,
    );
    let money = |pence: i64| (1..=MOST_A_YEAR).contains(&pence);
    if !money(year.cost) {
        let message = say("worth-what-the-year-cost-must");
        errors.push(FieldError::new("cost", message));
    }
    if social.outcomes.is_some_and(|pence| !money(pence)) {
        let message = say("worth-what-changed-must-be-worth");
        errors.push(FieldError::new("outcomes", message));
    }
    for (field, share) in social.shares() {
        if share.is_some_and(|percent| percent > 100) {
            errors.push(FieldError::new(field, say("worth-a-share-must-be-from")));
        }
    }
    if social.years.is_some_and(|years| !(1..=10).contains(&years)) {
        let message = say("worth-how-many-years-it-lasts");
        errors.push(FieldError::new("years", message));
    }
    if !(1900..=9990).contains(&year.from.year()) {
        let message = say("worth-the-first-day-of-the");
        errors.push(FieldError::new("year_day", message));
    } else if years(tx)?.iter().any(|other| other.crosses(year)) {
        let message = say("worth-this-year-shares-days-with");
        errors.push(FieldError::new("year_day", message));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let year = Year {
        social,
        ..year.clone()
    };
    store::set_year(tx, by.id(), &year, moment.now)?;
    let facts = json!({
        "from": year.from, "cost_pence": year.cost, "social_return": year.social.is_complete(),
    });
    audit::write(tx, by.into(), moment, "worth.set_year", None, &facts)
}

/// Removes a year. One that is gone already stays gone.
pub fn remove_year(
    tx: &Transaction<'_>,
    by: &Coordinator,
    from: NaiveDate,
    moment: &Moment,
) -> Result<()> {
    if store::remove_year(tx, from)? == 0 {
        return Ok(());
    }
    let facts = json!({ "from": from });
    audit::write(tx, by.into(), moment, "worth.remove_year", None, &facts)
}

/// Every year that is written down, newest first.
pub fn years(conn: &Connection) -> Result<Vec<Year>> {
    Ok(store::years(conn)?)
}
