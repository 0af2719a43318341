//! Regular arrangements: "every Tuesday, an hour, until June".
//!
//! ```text
//! proposed ── running ── over
//!     │          └────── ended
//!  declined, lapsed
//!
//! each day: ahead ── asked ── recorded · not done · lapsed
//!             └── skipped
//! ```
//!
//! One of the two proposes it, the other agrees. Nothing is held and nothing is written beforehand:
//! when a day has come, whoever writes it down is asked whether it happened, and one press records
//! it through [`exchange::record`], with everything that follows from there. A day that nobody
//! says anything about ends by itself after two weeks, as a proposal does.

mod model;
mod store;
mod sweep;

use chrono::{NaiveDate, TimeDelta};
use ledger::Minutes;
use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{
    Date, DateState, MOST_DATES, NewSeries, Party, Rhythm, Series, SeriesState, Until,
};
pub use sweep::{Swept, sweep};

use crate::actor::{Member, Person, Role, Signature};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::exchange::{self, Exchange, NewExchange};
use crate::ids::{MemberId, SeriesId};
use crate::outbox::{self, NoticeKind};
use crate::{audit, block, category, member};

/// How long the other one can answer a proposal, and how long somebody can say whether a day
/// happened.
const WAITS: TimeDelta = TimeDelta::days(14);

/// A member proposes a regular arrangement with somebody; the other one is asked.
pub fn propose(
    tx: &Transaction<'_>,
    by: &Member,
    new: &NewSeries,
    moment: &Moment,
) -> Result<Series> {
    if let Some(known) = store::get(tx, new.id)? {
        // The same form sent twice proposes once.
        return Ok(known);
    }
    if ![new.giver, new.receiver].contains(&by.id()) {
        return Err(Error::forbidden(
            "You can arrange help that you give or receive yourself.",
        ));
    }
    let (new, days) = new.checked(moment)?;
    block::check(tx, new.giver, new.receiver)?;
    for party in [new.giver, new.receiver] {
        let profile = member::get(tx, party)?;
        if !profile.takes_part() {
            let message = format!("{} is not taking part at the moment", profile.name);
            return Err(Error::field("with", message));
        }
    }
    if let Some(id) = new.category {
        category::get(tx, id)?;
    }
    let until = moment.now + WAITS;
    store::insert(tx, &new, &days, by.id(), (moment.now, until))?;
    let series = get(tx, new.id)?;
    let details = json!({ "days": days.len(), "minutes": new.minutes.get() });
    write(tx, by.into(), "series.propose", &series, &details, moment)?;
    tell_other(tx, &series, by.id(), NoticeKind::SeriesProposed, moment)?;
    Ok(series)
}

/// The other one would like to. Days that have been meanwhile are left out.
pub fn agree(tx: &Transaction<'_>, by: &Member, id: SeriesId, moment: &Moment) -> Result<Series> {
    let series = asked(tx, by, id, moment)?;
    if series.state == SeriesState::Running {
        return Ok(series);
    }
    store::skip_before(tx, id, moment.today)?;
    let (state, kind) = (SeriesState::Running, NoticeKind::SeriesAgreed);
    change(tx, by, &series, (state, "series.agree", kind), moment)
}

/// The other one would rather not, and is not asked why.
pub fn refuse(tx: &Transaction<'_>, by: &Member, id: SeriesId, moment: &Moment) -> Result<Series> {
    let series = asked(tx, by, id, moment)?;
    if series.state == SeriesState::Running {
        return Err(over());
    }
    let (state, kind) = (SeriesState::Declined, NoticeKind::SeriesDeclined);
    change(tx, by, &series, (state, "series.refuse", kind), moment)
}

/// Either of the two ends it: no day to come is left. What has been can still be written down.
pub fn end(tx: &Transaction<'_>, by: &Member, id: SeriesId, moment: &Moment) -> Result<Series> {
    let series = of_party(tx, by, id)?;
    match series.state {
        SeriesState::Proposed | SeriesState::Running => {}
        SeriesState::Ended => return Ok(series),
        _ => return Err(over()),
    }
    let (state, kind) = (SeriesState::Ended, NoticeKind::SeriesEnded);
    change(tx, by, &series, (state, "series.end", kind), moment)
}

/// A series as it is to be answered by this member.
fn asked(tx: &Transaction<'_>, by: &Member, id: SeriesId, moment: &Moment) -> Result<Series> {
    let series = of_party(tx, by, id)?;
    if series.proposed_by == by.id() {
        return Err(Error::forbidden("The other one answers this."));
    }
    let waits = series.state == SeriesState::Proposed && series.answer_by > moment.now;
    if waits || series.state == SeriesState::Running {
        Ok(series)
    } else {
        Err(over())
    }
}

fn over() -> Error {
    Error::Conflict("This arrangement is over already.".into())
}

fn change(
    tx: &Transaction<'_>,
    by: &Member,
    series: &Series,
    (state, action, kind): (SeriesState, &'static str, NoticeKind),
    moment: &Moment,
) -> Result<Series> {
    store::update_state(tx, series.id, state, Some(by.id()), moment.now)?;
    write(tx, by.into(), action, series, &json!({}), moment)?;
    tell_other(tx, series, by.id(), kind, moment)?;
    get(tx, series.id)
}

/// One of the two says that it happened on this day, and how long it was: it is recorded as any
/// exchange is, and the other one is asked to confirm it.
pub fn record(
    tx: &Transaction<'_>,
    by: &Member,
    id: SeriesId,
    number: u32,
    minutes: Option<Minutes>,
    moment: &Moment,
) -> Result<Exchange> {
    let series = of_party(tx, by, id)?;
    let date = series.date(number).ok_or(Error::NotFound("This day"))?;
    if let DateState::Recorded { exchange } = date.state {
        // Pressed twice, or by both: it is written down once.
        return exchange::get(tx, exchange);
    }
    if date.planned_on > moment.today {
        return Err(Error::Conflict("This day has not come yet.".into()));
    }
    open(&series, date)?;
    let new = NewExchange {
        id: model::exchange_of(id, number),
        giver: series.giver.id,
        receiver: series.receiver.id,
        listing: None,
        category: series.category,
        description: series.description.clone(),
        note: String::new(),
        done_on: date.planned_on,
        minutes: minutes.unwrap_or(series.minutes),
    };
    let exchange = exchange::record(tx, by, &new, moment)?;
    let state = DateState::Recorded {
        exchange: exchange.id,
    };
    store::update_date(tx, id, number, state, None)?;
    let details = json!({ "number": number });
    write(tx, by.into(), "series.record", &series, &details, moment)?;
    Ok(exchange)
}

/// One of the two says that it did not happen on this day, or that it will not.
pub fn leave_out(
    tx: &Transaction<'_>,
    by: &Member,
    id: SeriesId,
    number: u32,
    moment: &Moment,
) -> Result<Series> {
    let series = of_party(tx, by, id)?;
    let date = series.date(number).ok_or(Error::NotFound("This day"))?;
    let state = if date.planned_on > moment.today {
        DateState::Skipped
    } else {
        DateState::NotDone
    };
    if date.state != state {
        open(&series, date)?;
        store::update_date(tx, id, number, state, None)?;
        let details = json!({ "number": number, "to": state.as_str() });
        write(tx, by.into(), "series.leave_out", &series, &details, moment)?;
    }
    get(tx, id)
}

/// Something can be said about a day of a series that runs, and about days that have been of one
/// that has ended.
fn open(series: &Series, date: Date) -> Result<()> {
    let runs = matches!(series.state, SeriesState::Running);
    let asked = date.state == DateState::Asked;
    if asked || runs && date.state.is_open() {
        Ok(())
    } else {
        Err(Error::Conflict(
            "Nothing is to be said about this day any more.".into(),
        ))
    }
}

/// A member leaves: what is regular with them ends.
pub(crate) fn member_leaves(
    tx: &Transaction<'_>,
    by: Signature,
    member: MemberId,
    moment: &Moment,
) -> Result<()> {
    for series in store::going(tx, member)? {
        store::update_state(tx, series.id, SeriesState::Ended, by.actor, moment.now)?;
        write(tx, by, "series.end", &series, &json!({}), moment)?;
        tell_other(tx, &series, member, NoticeKind::SeriesEnded, moment)?;
    }
    Ok(())
}

fn of_party(conn: &Connection, by: &Member, id: SeriesId) -> Result<Series> {
    let series = get(conn, id)?;
    if series.side_of(by.id()).is_none() {
        return Err(Error::NotFound("This arrangement"));
    }
    Ok(series)
}

fn write(
    tx: &Transaction<'_>,
    by: Signature,
    action: &'static str,
    series: &Series,
    details: &serde_json::Value,
    moment: &Moment,
) -> Result<()> {
    audit::write(tx, by, moment, action, Some(series.id.uuid()), details)
}

fn tell_other(
    tx: &Transaction<'_>,
    series: &Series,
    by: MemberId,
    kind: NoticeKind,
    moment: &Moment,
) -> Result<()> {
    let (other, subject) = (series.other(by).id, series.id.uuid());
    outbox::tell(tx, moment, other, kind, subject, &json!({}))
}

/// One regular arrangement, whoever looks.
pub fn get(conn: &Connection, id: SeriesId) -> Result<Series> {
    store::get(conn, id)?.ok_or(Error::NotFound("This arrangement"))
}

/// One regular arrangement, to the two and to coordinators.
pub fn view(conn: &Connection, by: &Person, id: SeriesId) -> Result<Series> {
    let series = get(conn, id)?;
    if series.side_of(by.id()).is_some() || by.role() >= Role::Coordinator {
        Ok(series)
    } else {
        Err(Error::NotFound("This arrangement"))
    }
}

/// What a member has arranged regularly, or is asked to, and what has ended with a day of which
/// somebody is still asked; in the order in which it was proposed.
pub fn current(conn: &Connection, member: MemberId) -> Result<Vec<Series>> {
    Ok(store::current(conn, member)?)
}

/// All that a member ever arranged regularly.
pub fn of_member(conn: &Connection, member: MemberId) -> Result<Vec<Series>> {
    Ok(store::of_member(conn, member)?)
}

/// The days that have come and of which this member is asked whether it happened, oldest first.
#[must_use]
pub fn to_log(current: &[Series], member: MemberId, today: NaiveDate) -> Vec<(&Series, Date)> {
    let mut found = Vec::new();
    for series in current {
        let runs = series.state == SeriesState::Running;
        let waits = |date: &&Date| {
            date.state == DateState::Asked
                || runs && date.state == DateState::Ahead && date.planned_on <= today
        };
        if series.side_of(member) == Some(series.logs) {
            let dates = series.dates.iter().filter(waits);
            found.extend(dates.map(|date| (series, *date)));
        }
    }
    found.sort_by_key(|(_, date)| date.planned_on);
    found
}
