//! Taking a spreadsheet back: every exchange that came with it is reversed in the book, and the
//! people who came with it and have done nothing since are withdrawn. What cannot be taken back
//! stays and is named.

use rusqlite::Transaction;
use serde_json::json;
use words::say;

use super::model::{Became, Standing, Undone};
use super::{get, lines, store, write};
use crate::actor::Coordinator;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::SpreadsheetId;
use crate::store::one_of_many;
use crate::typed::tidy;
use crate::{exchange, member};

/// Takes a spreadsheet back, the newest line first. Nobody is told, as nobody was told when it
/// came in; both lines stand in every statement. What stayed can be tried again.
pub fn undo(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: SpreadsheetId,
    reason: &str,
    moment: &Moment,
) -> Result<Undone> {
    let spreadsheet = get(tx, id)?;
    if spreadsheet.standing == Standing::Open {
        return Err(Error::Conflict(say(
            "spreadsheet-nothing-of-it-was-brought",
        )));
    }
    let reason = tidy(reason);
    if reason.is_empty() {
        return Err(Error::field(
            "reason",
            say("spreadsheet-say-why-it-is-undone"),
        ));
    }
    if reason.chars().count() > 1_000 {
        let message = say("spreadsheet-the-reason-must-be-characters");
        return Err(Error::field("reason", message));
    }
    let mut outcome = Undone::default();
    for line in lines(tx, &spreadsheet)?.into_iter().rev() {
        let Some(became) = line.became.filter(|_| !line.undone) else {
            continue;
        };
        let taken_back = one_of_many(tx, || match became {
            Became::Exchange(id) => exchange::take_back_brought(tx, by, id, &reason, moment),
            Became::Member(id) => member::withdraw_brought(tx, by, id, moment).map(|()| 0),
        })?;
        match taken_back {
            Ok(minutes) => {
                store::undone(tx, id, line.number)?;
                match became {
                    Became::Exchange(_) => outcome.exchanges += 1,
                    Became::Member(_) => outcome.people += 1,
                }
                outcome.minutes += minutes;
            }
            Err(refusal) => outcome.left.push((line.number, refusal.to_string())),
        }
    }
    outcome.left.reverse();
    store::undo(tx, id, by.id(), &reason, moment.now)?;
    let details = json!({
        "people": outcome.people, "exchanges": outcome.exchanges, "minutes": outcome.minutes,
        "left": outcome.left.len(),
    });
    write(tx, by, moment, "spreadsheet.undo", id, &details)?;
    Ok(outcome)
}

/// What would come of it. Nothing is taken back.
pub fn rehearse_undo(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: SpreadsheetId,
    moment: &Moment,
) -> Result<Undone> {
    crate::store::rehearse(tx, || undo(tx, by, id, "rehearsal", moment))
}
