//! Months that are closed with their report, signed off by two people, and opened again.
//!
//! The closing itself is the ledger’s: from then on nothing is posted into the month, and the
//! head it ended with is kept. Here stands what the community says about it: who closed it, the
//! report as it stood, the two who signed, and why a month was opened again. Help that comes in
//! late is posted into the open month with its own day, and [`late`] says how much it is.

mod model;
mod store;

use chrono::{DateTime, Utc};
use ledger::{Month, ReopenReason};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

pub use model::{Closing, Figures, History, Reopening, SIGNATURES, SignOff, Signature, Step};

use crate::actor::{Coordinator, Signature as Actor, System, Treasurer};
use crate::audit;
use crate::bank::{self, Bank};
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::MemberId;
use crate::typed::{check_length, tidy};

/// The most characters of the words in which somebody says why a month is opened again.
pub const NOTE_MAX: usize = 400;

/// The instant a month ends where the bank is.
#[must_use]
pub fn end_of(bank: &Bank, month: Month) -> DateTime<Utc> {
    let next = month.next().unwrap_or(month);
    bank.start_of(next.first_day())
}

/// The month that can be closed next; nothing while the month after the last one closed goes on.
/// A bank that has closed none begins with the month before this one.
pub fn due(conn: &Connection, moment: &Moment) -> Result<Option<Month>> {
    let this = Month::of(moment.today);
    let closed = ledger::closed_months(conn)?;
    let next = match closed.last() {
        Some(last) => last.month.next(),
        None => this.and_then(Month::previous),
    };
    Ok(next.filter(|next| Some(*next) < this))
}

/// Closes a month with its report, and signs it as the first of two. `report` is the report as
/// it stood, in JSON.
pub fn close(
    tx: &Transaction<'_>,
    by: &Treasurer,
    month: Month,
    report: &str,
    moment: &Moment,
) -> Result<()> {
    let closed = write_closing(tx, Some(by.id()), by.into(), month, report, moment)?;
    let who = (by.id(), by.person().role());
    Ok(store::sign(tx, closed.step, who, closed.head, moment.now)?)
}

/// Closes a month from the command line. Nobody has signed it yet.
pub fn close_by_system(
    tx: &Transaction<'_>,
    by: &System,
    month: Month,
    report: &str,
    moment: &Moment,
) -> Result<()> {
    write_closing(tx, None, by.into(), month, report, moment).map(drop)
}

struct Closed {
    step: u64,
    head: ledger::Head,
}

fn write_closing(
    tx: &Transaction<'_>,
    by: Option<MemberId>,
    actor: Actor,
    month: Month,
    report: &str,
    moment: &Moment,
) -> Result<Closed> {
    let bank = bank::get(tx)?;
    let name = name_of(month);
    if ledger::is_closed(tx, month)? {
        return Err(Error::Conflict(say!(
            "months-is-closed-already",
            name = name
        )));
    }
    if end_of(&bank, month) > moment.now {
        return Err(Error::Conflict(say!(
            "months-has-not-ended-yet-close",
            name = name
        )));
    }
    if let Some(last) = ledger::closed_months(tx)?.last()
        && last.month.next() != Some(month)
    {
        let due = last.month.next().map(name_of).unwrap_or_default();
        return Err(Error::Conflict(say!(
            "months-months-are-closed-one-after",
            due = due
        )));
    }
    let figures = Figures::from(ledger::help_totals(
        tx,
        month.first_day(),
        month.last_day(),
    )?);
    let who = by.map(|by| *by.uuid().as_bytes());
    let source = who.as_ref().map(<[u8; 16]>::as_slice);
    let closed = ledger::close_month(tx, month, end_of(&bank, month), moment.now, source)?;
    let step = newest_step(tx)?;
    store::insert(
        tx,
        &store::NewStep {
            step,
            by,
            note: "",
            figures: Some(figures),
            coordinators: Some(store::coordinators(tx)?),
            report: Some(report),
        },
    )?;
    let details = json!({ "month": month.to_string(), "transfer": closed.head.seq });
    audit::write(tx, actor, moment, "month.close", None, &details)?;
    Ok(Closed {
        step,
        head: closed.head,
    })
}

/// Signs the end of a month. `step` is the closing that was looked at. The second signature is
/// never the first one’s; the same person twice is once.
pub fn sign(
    tx: &Transaction<'_>,
    by: &Treasurer,
    month: Month,
    step: u64,
    moment: &Moment,
) -> Result<()> {
    let name = name_of(month);
    let history = of(tx, month)?;
    let Some(closing) = history.standing() else {
        return Err(Error::Conflict(say!(
            "months-was-opened-again-so-there",
            name = name
        )));
    };
    if closing.step != step {
        return Err(Error::Conflict(say!(
            "months-was-closed-anew-since-you",
            name = name
        )));
    }
    if closing.is_signed_by(by.id()) {
        return Ok(());
    }
    if closing.signatures.len() >= SIGNATURES {
        return Err(Error::Conflict(say!(
            "months-two-people-have-signed-already",
            name = name
        )));
    }
    let who = (by.id(), by.person().role());
    store::sign(tx, step, who, closing.head, moment.now)?;
    let details = json!({ "month": month.to_string(), "transfer": closing.head.seq });
    audit::write(tx, by.into(), moment, "month.sign", None, &details)
}

/// Opens the last closed month again, and says why.
pub fn reopen(
    tx: &Transaction<'_>,
    by: &Coordinator,
    month: Month,
    reason: ReopenReason,
    note: &str,
    moment: &Moment,
) -> Result<()> {
    write_reopening(tx, Some(by.id()), by.into(), (month, reason, note), moment)
}

/// Opens the last closed month again from the command line.
pub fn reopen_by_system(
    tx: &Transaction<'_>,
    by: &System,
    month: Month,
    reason: ReopenReason,
    note: &str,
    moment: &Moment,
) -> Result<()> {
    write_reopening(tx, None, by.into(), (month, reason, note), moment)
}

fn write_reopening(
    tx: &Transaction<'_>,
    by: Option<MemberId>,
    actor: Actor,
    (month, reason, note): (Month, ReopenReason, &str),
    moment: &Moment,
) -> Result<()> {
    let note = tidy(note);
    let mut errors = Vec::new();
    if note.is_empty() {
        errors.push(FieldError::new("note", say!("months-say-why-it-is-opened")));
    }
    check_length(
        &mut errors,
        "note",
        &say!("months-why-it-is-opened-again"),
        &note,
        NOTE_MAX,
    );
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    match ledger::closed_months(tx)?.last() {
        Some(last) if last.month == month => {}
        Some(last) if ledger::is_closed(tx, month)? => {
            return Err(Error::Conflict(say!(
                "months-is-closed-too-months-open",
                name = name_of(last.month)
            )));
        }
        _ => {
            return Err(Error::Conflict(say!(
                "months-is-open-already",
                name = name_of(month)
            )));
        }
    }
    let who = by.map(|by| *by.uuid().as_bytes());
    let source = who.as_ref().map(<[u8; 16]>::as_slice);
    ledger::reopen_month(tx, month, reason, moment.now, source)?;
    store::insert(
        tx,
        &store::NewStep {
            step: newest_step(tx)?,
            by,
            note: &note,
            figures: None,
            coordinators: None,
            report: None,
        },
    )?;
    let details = json!({ "month": month.to_string(), "reason": reason.as_str() });
    audit::write(tx, actor, moment, "month.reopen", None, &details)
}

/// Every month that was ever closed, newest first.
pub fn all(conn: &Connection) -> Result<Vec<History>> {
    let kept = store::steps(conn)?;
    let mut signatures = store::signatures(conn)?;
    let mut histories: Vec<History> = Vec::new();
    for step in ledger::month_steps(conn)? {
        let row = kept.get(&step.number).cloned().unwrap_or_default();
        let became = match (step.head, step.reason) {
            (None, Some(reason)) => Step::Reopened(Reopening {
                at: step.at,
                by: row.by,
                reason,
                note: row.note,
            }),
            (head, _) => Step::Closed(Closing {
                step: step.number,
                at: step.at,
                by: row.by,
                head: head.unwrap_or(ledger::Head::EMPTY),
                after: step.after,
                figures: row.figures,
                coordinators: row.coordinators,
                signatures: signatures.remove(&step.number).unwrap_or_default(),
            }),
        };
        match histories.iter_mut().find(|one| one.month == step.month) {
            Some(history) => history.steps.push(became),
            None => histories.push(History {
                month: step.month,
                steps: vec![became],
            }),
        }
    }
    histories.sort_by_key(|history| std::cmp::Reverse(history.month));
    Ok(histories)
}

/// What became of a month; not found where it was never closed.
pub fn of(conn: &Connection, month: Month) -> Result<History> {
    let found = all(conn)?
        .into_iter()
        .find(|history| history.month == month);
    found.ok_or(Error::NotFound("A closing of this month"))
}

/// The help of a closed month that was posted, or taken back, after it was closed.
pub fn late(conn: &Connection, month: Month, closing: &Closing) -> Result<Figures> {
    let (from, to) = (month.first_day(), month.last_day());
    let totals = ledger::help_totals_after(conn, from, to, closing.after)?;
    Ok(totals.into())
}

/// The report that a month was closed with, in JSON.
pub fn report(conn: &Connection, closing: &Closing) -> Result<Option<String>> {
    Ok(store::report(conn, closing.step)?)
}

fn newest_step(conn: &Connection) -> Result<u64> {
    let steps = ledger::month_steps(conn)?;
    Ok(steps.last().map_or(0, |step| step.number))
}

/// `October 2026`.
fn name_of(month: Month) -> String {
    words::month(month.first_day())
}
