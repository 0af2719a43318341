//! Paper slips: typed in line by line as an envelope, looked through, and entered in one go.
//!
//! ```text
//! begin ── keep a line, and another ── enter ── (what is left: keep on, or) finish
//! ```
//!
//! Lines are drafts: each is kept as typed in a commit of its own, so that a cut connection loses
//! at most the line being typed. What a line means is read above this crate, at the edge; entering
//! takes meanings. An entered line is an exchange like any other and is never typed over.

mod model;
mod store;

use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

pub use model::{
    Envelope, Likeness, Line, MOST_LINES, Meaning, NewEnvelope, Outcome, Overview, Typed,
};

use crate::actor::Coordinator;
use crate::audit;
use crate::clock::{Channel, Moment};
use crate::error::{Error, Result};
use crate::exchange::{self, NewExchange};
use crate::ids::{EnvelopeId, ExchangeId};
use crate::store::one_of_many;

/// Begins an envelope. The same form sent twice begins it once.
pub fn begin(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewEnvelope,
    moment: &Moment,
) -> Result<Envelope> {
    if let Some(known) = store::get(tx, new.id)? {
        return Ok(known);
    }
    let new = new.checked()?;
    store::insert(tx, by.id(), &new, moment.now)?;
    audit::write(
        tx,
        by.into(),
        moment,
        "slips.begin",
        Some(new.id.uuid()),
        &json!({}),
    )?;
    get(tx, new.id)
}

/// Keeps one line as typed; a blank one is forgotten. A line that has become an exchange stays.
pub fn keep(
    tx: &Transaction<'_>,
    _by: &Coordinator,
    envelope: EnvelopeId,
    line: u32,
    typed: &Typed,
    moment: &Moment,
) -> Result<()> {
    open(tx, envelope)?;
    if !(1..=MOST_LINES).contains(&line) {
        return Err(Error::NotFound("This line"));
    }
    let typed = typed.tidied();
    if typed.is_blank() {
        store::forget(tx, envelope, line)?;
    } else {
        store::keep(tx, envelope, line, &typed, moment.now)?;
    }
    Ok(())
}

/// Adds lines after the last one, as from a spreadsheet; answers how many.
pub fn append(
    tx: &Transaction<'_>,
    by: &Coordinator,
    envelope: EnvelopeId,
    lines: &[Typed],
    moment: &Moment,
) -> Result<u32> {
    let last = store::last_line(tx, envelope)?;
    let typed = lines.iter().filter(|typed| !typed.is_blank());
    let mut added = 0;
    for (number, typed) in (1..).zip(typed) {
        if last + number > MOST_LINES {
            let message = say!("slips-an-envelope-holds-slips-begin", most = MOST_LINES);
            return Err(Error::field("lines", message));
        }
        keep(tx, by, envelope, last + number, typed, moment)?;
        added = number;
    }
    Ok(added)
}

/// Makes exchanges of the lines that were understood, on the word of whoever signed the slips.
/// What a rule refuses is left as it is and named. When nothing is left, the envelope is finished.
pub fn enter(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: EnvelopeId,
    meanings: &[(u32, Meaning)],
    moment: &Moment,
) -> Result<Outcome> {
    let envelope = get(tx, id)?;
    let lines = store::lines(tx, id)?;
    let paper = moment.through(Channel::Paper);
    let mut outcome = Outcome::default();
    for (number, meaning) in meanings {
        let Some(line) = lines.iter().find(|line| line.number == *number) else {
            continue;
        };
        if line.exchange.is_some() {
            continue;
        }
        let new = new(id, line, meaning);
        match one_of_many(tx, || {
            exchange::record_for(tx, by, envelope.spoke, &new, &paper)
        })? {
            Ok(made) => {
                store::entered(tx, id, *number, made.id)?;
                outcome.entered += 1;
                outcome.minutes += meaning.minutes.get();
            }
            Err(refusal) => outcome.left.push((*number, refusal.to_string())),
        }
    }
    if store::unentered(tx, id)? == 0 && !lines.is_empty() {
        store::finish(tx, id, moment.now)?;
    }
    let details = json!({ "entered": outcome.entered, "minutes": outcome.minutes });
    audit::write(
        tx,
        by.into(),
        moment,
        "slips.enter",
        Some(id.uuid()),
        &details,
    )?;
    Ok(outcome)
}

/// Throws away what is left of an envelope. What was entered stays.
pub fn finish(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: EnvelopeId,
    moment: &Moment,
) -> Result<()> {
    get(tx, id)?;
    let thrown = store::forget_rest(tx, id)?;
    store::finish(tx, id, moment.now)?;
    let details = json!({ "thrown_away": thrown });
    audit::write(
        tx,
        by.into(),
        moment,
        "slips.finish",
        Some(id.uuid()),
        &details,
    )
}

/// One envelope.
pub fn get(conn: &Connection, id: EnvelopeId) -> Result<Envelope> {
    store::get(conn, id)?.ok_or(Error::NotFound("This envelope of slips"))
}

/// The envelopes that are not finished, newest first.
pub fn unfinished(conn: &Connection) -> Result<Vec<Overview>> {
    Ok(store::overviews(conn, false, 100)?)
}

/// The envelopes that were finished last, newest first.
pub fn finished(conn: &Connection, limit: u32) -> Result<Vec<Overview>> {
    Ok(store::overviews(conn, true, limit)?)
}

/// The lines of an envelope that have something in them, in order.
pub fn lines(conn: &Connection, id: EnvelopeId) -> Result<Vec<Line>> {
    Ok(store::lines(conn, id)?)
}

/// The exchange that each of these resembles, in their order: the same two, that day, that length.
/// Those that were declined, withdrawn or taken back are no likeness.
pub fn resembling(conn: &Connection, helps: &[Likeness]) -> Result<Vec<Option<ExchangeId>>> {
    Ok(store::resembling(conn, helps)?)
}

/// The exchange that a slip with this printed number has become.
pub fn with_number(conn: &Connection, slip: &str) -> Result<Option<ExchangeId>> {
    Ok(store::with_number(conn, slip)?)
}

fn open(conn: &Connection, id: EnvelopeId) -> Result<Envelope> {
    let envelope = get(conn, id)?;
    if envelope.finished_at.is_some() {
        return Err(Error::Conflict(say!("slips-these-slips-have-been-entered")));
    }
    Ok(envelope)
}

fn new(envelope: EnvelopeId, line: &Line, meaning: &Meaning) -> NewExchange {
    let note = match line.typed.slip.as_str() {
        "" => String::new(),
        // Kept with the exchange, so it is the same in every language.
        number => format!("Paper slip {number}"),
    };
    NewExchange {
        id: model::exchange_of(envelope, line.number),
        giver: meaning.giver,
        receiver: meaning.receiver,
        listing: None,
        category: Some(meaning.category),
        description: String::new(),
        note,
        done_on: meaning.done_on,
        minutes: meaning.minutes,
    }
}
