//! Signing in: count the try, check the password elsewhere, open a session.
//!
//! The ladder of waiting times follows Kanidm's soft lock: 1, 3, 5 and 10 seconds as failures
//! mount, and after a hundred tries on one day nothing until the next. Known and unknown names
//! are treated alike.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Transaction;

use super::password::Candidate;
use super::session::{self, Opening, SignedIn, Way};
use super::store;
use crate::actor::Person;
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{MemberId, MemberNumber};
use crate::member::{self, Profile};

/// Tries on one day after which a name rests until the next.
const MOST_TRIES_A_DAY: u32 = 100;

/// Whether a try may be made.
pub enum Gate {
    /// Check the password now.
    Open(Option<Candidate>),
    /// Too soon after the last one.
    Wait,
    /// No more tries today.
    ClosedToday,
}

/// Counts a try for what was typed as a name, and says whether the password may be checked.
pub fn begin_sign_in(tx: &Transaction<'_>, typed: &str, moment: &Moment) -> Result<Gate> {
    Ok(match count(tx, &folded(typed), moment)? {
        Some(refused) => refused,
        None => Gate::Open(candidate(tx, typed)?),
    })
}

/// Counts a try under a name, or says why it may not be made.
pub(super) fn count(tx: &Transaction<'_>, name: &str, moment: &Moment) -> Result<Option<Gate>> {
    let tries = store::tries(tx, name)?;
    let today_tries = tries.on(moment.today);
    if today_tries >= MOST_TRIES_A_DAY {
        return Ok(Some(Gate::ClosedToday));
    }
    if tries
        .last_at
        .is_some_and(|last| moment.now < last + pause_after(tries.failures))
    {
        return Ok(Some(Gate::Wait));
    }
    store::count_try(tx, name, tries.failures + 1, moment, today_tries + 1)?;
    // What was typed may be anything, also a password in the wrong box: it is not kept.
    if let Some(yesterday) = moment.today.pred_opt() {
        store::forget_tries_before(tx, yesterday)?;
    }
    Ok(None)
}

/// Counts a try by somebody signed in to name their own password once more, as before a new one
/// is chosen. The same ladder, counted apart from signing in.
pub fn begin_own_check(tx: &Transaction<'_>, person: &Person, moment: &Moment) -> Result<Gate> {
    let name = own_name(person);
    Ok(match count(tx, &name, moment)? {
        Some(refused) => refused,
        None => Gate::Open(candidate_of(tx, person.id())?),
    })
}

/// Under what a signed-in person's tries are counted: nothing that can be typed as a name.
pub(super) fn own_name(person: &Person) -> String {
    format!("\n{}", person.id())
}

/// Opens a session for a candidate whose password was right. The browser's old one ends: a
/// planted cookie is never a signed-in one.
pub fn finish_sign_in(
    tx: &Transaction<'_>,
    candidate: &Candidate,
    typed: &str,
    opening: &Opening,
    moment: &Moment,
) -> Result<SignedIn> {
    let profile = member::get(tx, candidate.member)?;
    store::forget_tries(tx, &folded(typed))?;
    session::admit(tx, &profile, Way::Password, opening, moment)
}

/// The member that a typed number or e-mail address means.
pub(super) fn named(tx: &Transaction<'_>, typed: &str) -> Result<Option<Profile>> {
    let typed = typed.trim();
    match MemberNumber::parse(typed) {
        Some(number) => member::with_number(tx, number),
        None => member::with_email(tx, typed),
    }
}

fn candidate(tx: &Transaction<'_>, typed: &str) -> Result<Option<Candidate>> {
    match named(tx, typed)? {
        Some(profile) => candidate_of(tx, profile.id),
        None => Ok(None),
    }
}

fn candidate_of(tx: &Transaction<'_>, member: MemberId) -> Result<Option<Candidate>> {
    let hash = store::password(tx, member)?;
    Ok(hash.map(|hash| Candidate { member, hash }))
}

pub(super) fn folded(typed: &str) -> String {
    typed.trim().to_lowercase().chars().take(254).collect()
}

fn pause_after(failures: u32) -> TimeDelta {
    TimeDelta::seconds(match failures {
        0 => 0,
        1..3 => 1,
        3..9 => 3,
        9..25 => 5,
        _ => 10,
    })
}

/// What the file knows of earlier tries.
#[derive(Default)]
pub(super) struct Tries {
    pub(super) failures: u32,
    pub(super) last_at: Option<DateTime<Utc>>,
    pub(super) day: Option<chrono::NaiveDate>,
    pub(super) that_day: u32,
}

impl Tries {
    /// How many there were on a day.
    pub(super) fn on(&self, day: chrono::NaiveDate) -> u32 {
        if self.day == Some(day) {
            self.that_day
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_with_the_failures_and_stays_short() {
        let pauses: Vec<i64> = [0, 1, 2, 3, 8, 9, 24, 25, 99]
            .map(|n| pause_after(n).num_seconds())
            .to_vec();
        assert_eq!(pauses, [0, 1, 1, 3, 3, 5, 5, 10, 10]);
    }
}
