//! Answers that are kept: a program that asks for a change again gets the first answer.
//!
//! Looking up, the change and its answer are one commit. A refusal is an answer like any other:
//! what it undoes is undone, and it is kept. Decision 25 gives the reasons. An answer lasts for
//! [`KEPT_FOR`] and is then forgotten; what it is made of is the caller's business.

mod store;

use chrono::TimeDelta;
use rusqlite::Transaction;
use uuid::Uuid;
use words::say;

use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::store::one_of_many;

/// How long an answer is kept: longer than any program asks again.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(7);

/// A change that was asked for under an id of the caller's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Who asks.
    pub member: MemberId,
    /// The id the caller gave this request.
    pub key: Uuid,
    /// SHA-256 of what was asked for.
    pub content: [u8; 32],
}

/// Runs `command` once: asked again, the first answer is given and nothing runs.
///
/// `command` answers with the text to be kept. Where it refuses, what it did is undone, and
/// `refusal` gives the text to be kept. A fault passes and nothing is kept. The same id with other
/// content is [`Error::Conflict`].
pub fn once(
    tx: &Transaction<'_>,
    asked: &Asked,
    moment: &Moment,
    command: impl FnOnce(&Transaction<'_>) -> Result<String>,
    refusal: impl FnOnce(Error) -> String,
) -> Result<String> {
    if let Some((content, answer)) = store::get(tx, asked)? {
        return if content == asked.content {
            Ok(answer)
        } else {
            Err(Error::Conflict(say("answer-this-id-was-used-before")))
        };
    }
    let answer = match one_of_many(tx, || command(tx))? {
        Ok(answer) => answer,
        Err(error) => refusal(error),
    };
    store::forget_before(tx, moment.now - KEPT_FOR)?;
    store::insert(tx, asked, &answer, moment.now)?;
    Ok(answer)
}
