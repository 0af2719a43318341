//! Mail to people who asked to join: they are no members, so the outbox is not theirs.
//!
//! The letter that declines an application goes by mail where the applicant gave an address and the
//! bank sends mail. It also lies with the letters to print until a mail has left, and again when
//! none arrives; so nobody is left without an answer, and nothing is decided by a setting. A mail
//! is handed over at most once, as in [`crate::delivery`].

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};

use super::{BY_CLOCK, store, write_down};
use crate::actor::System;
use crate::clock::Moment;
use crate::delivery::Trouble;
use crate::error::Result;
use crate::ids::ApplicationId;

/// A letter older than this is not sent when mail is set up later: it was printed, or it is late.
const NEWS: TimeDelta = TimeDelta::days(7);

/// What an applicant is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApplicantNotice {
    /// The application is declined, with the coordinator's letter.
    Declined,
}

impl ApplicantNotice {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Declined => "application.declined",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        [Self::Declined]
            .into_iter()
            .find(|kind| kind.as_str() == code)
    }
}

/// A mail that is to leave, and to whom.
#[derive(Clone, Debug)]
pub struct ApplicantErrand {
    /// Its row.
    pub id: i64,
    /// What it tells.
    pub kind: ApplicantNotice,
    /// When it was decided.
    pub at: DateTime<Utc>,
    /// The application.
    pub application: ApplicationId,
    /// Who applied.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What a coordinator wrote to them.
    pub letter: String,
    /// How often it has been tried, this time included.
    pub attempts: u32,
}

/// Whether a mail is due: a look that costs no write.
pub fn mail_is_due(conn: &Connection, now: DateTime<Utc>) -> Result<bool> {
    Ok(store::mail::is_due(conn, now, now - NEWS)?)
}

/// Takes mails that are due, at most `limit`, and writes that they are being tried.
pub fn claim_mail(
    tx: &Transaction<'_>,
    _by: &System,
    limit: u32,
    moment: &Moment,
) -> Result<Vec<ApplicantErrand>> {
    let due = store::mail::due(tx, moment.now, moment.now - NEWS, limit)?;
    for errand in &due {
        store::mail::trying(tx, errand, moment.now)?;
    }
    Ok(due)
}

/// Writes how a tried mail went. One that has left takes its letter from those to print.
pub fn mail_tried(
    tx: &Transaction<'_>,
    _by: &System,
    errand: &ApplicantErrand,
    went: std::result::Result<(), Trouble>,
    moment: &Moment,
) -> Result<()> {
    let again = |trouble: Trouble| {
        let wait = trouble.next_try(errand.attempts);
        (trouble, wait.map(|wait| moment.now + wait))
    };
    store::mail::went(tx, errand.id, went.map_err(again), moment.now)?;
    if went.is_ok() && store::posted(tx, errand.application, moment.now)? {
        let id = errand.application;
        write_down(tx, BY_CLOCK, id, "application.mailed", moment)?;
    }
    Ok(())
}

/// At the start of the program: what was being tried when it stopped may have arrived. Its letter
/// lies with those to print, so that a coordinator decides.
pub fn recover_mail(tx: &Transaction<'_>, _by: &System, moment: &Moment) -> Result<usize> {
    Ok(store::mail::recover(tx, moment.now)?)
}
