//! Printed codes: eight letters that a coordinator hands to a member, and that let them in once.
//!
//! Seventeen letters that cannot be taken for each other or for a digit, without vowels, so that
//! no word comes of them. The eighth is a check over the seven before it: one wrong letter, or
//! two neighbours swapped, is noticed before a try is counted. Seven letters are 28 bits, enough
//! for five tries; because they are few, the file keeps them as it keeps a password.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

use super::password::{Candidate, HashedPassword};
use super::session::{self, Opening, SignedIn, Way};
use super::sign_in::{self, Gate};
use super::store;
use crate::actor::{Coordinator, Role};
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::member::{self, State};

/// The letters of a code, each with its place as its value.
const LETTERS: [u8; 17] = *b"CDFGHJKLMNPRTVWXY";
const RANDOM: usize = 7;
const LENGTH: usize = RANDOM + 1;

/// How long a code waits to be used: a letter takes some days.
const LASTS: TimeDelta = TimeDelta::days(14);
/// Tries after which a code is spent.
pub(super) const MOST_TRIES: u32 = 5;

/// A printed code.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; LENGTH]);

impl Code {
    /// A code of these random bytes, which must come from [`crate::clock::random_bytes`].
    #[must_use]
    pub fn new(random: [u8; 32]) -> Self {
        // 255 is fifteen times the letters: what is above would favour the first of them.
        let mut drawn = random.into_iter().filter(|byte| *byte < 255);
        let mut places = [0; RANDOM];
        for place in &mut places {
            *place = usize::from(drawn.next().unwrap_or_default()) % LETTERS.len();
        }
        let mut letters = [LETTERS[check(places)]; LENGTH];
        for (letter, place) in letters.iter_mut().zip(places) {
            *letter = LETTERS[place];
        }
        Self(letters)
    }

    /// Reads what somebody typed: small letters, spaces and hyphens do not matter.
    pub fn parse(typed: &str) -> Result<Self> {
        let wrong = |message: String| Err(Error::field("code", message));
        let mut letters = [0; LENGTH];
        let mut places = [0; LENGTH];
        let mut count = 0;
        for letter in typed.chars().filter(char::is_ascii_alphanumeric) {
            let letter = u8::try_from(letter.to_ascii_uppercase()).unwrap_or_default();
            let Some(place) = LETTERS.iter().position(|one| *one == letter) else {
                return wrong(say!("access-a-code-has-only-these"));
            };
            if count < LENGTH {
                letters[count] = letter;
                places[count] = place;
            }
            count += 1;
        }
        match count {
            0 => return wrong(say!("access-enter-the-code-from-your")),
            LENGTH => {}
            _ => return wrong(say!("access-a-code-has-letters-like")),
        }
        let [first @ .., last] = places;
        if check(first) == last {
            Ok(Self(letters))
        } else {
            wrong(say!("access-a-letter-of-the-code"))
        }
    }

    /// As it is printed: `KTMW-RXPC`.
    #[must_use]
    pub fn printed(&self) -> String {
        let text = self.letters();
        let (front, back) = text.split_at(LENGTH / 2);
        format!("{front}-{back}")
    }

    /// The eight letters, as they are hashed.
    #[must_use]
    pub fn letters(&self) -> String {
        self.0.iter().copied().map(char::from).collect()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Code(…)")
    }
}

/// The weights are different and none is nought modulo 17, which is prime: so one wrong letter
/// and two that are swapped change the sum.
fn check(places: [usize; RANDOM]) -> usize {
    let weighted = places.iter().zip(1..).map(|(place, weight)| place * weight);
    weighted.sum::<usize>() % LETTERS.len()
}

/// A coordinator makes a code for a member; an earlier one stops working. Returns until when it
/// can be used.
pub fn make_code(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: MemberId,
    hash: &HashedPassword,
    moment: &Moment,
) -> Result<DateTime<Utc>> {
    let profile = member::get(tx, id)?;
    if profile.role > Role::Member {
        return Err(Error::forbidden(say!(
            "access-whoever-looks-after-something-here"
        )));
    }
    if !matches!(profile.state, State::Active | State::Paused) {
        return Err(Error::forbidden(say!("access-only-somebody-who-is-a")));
    }
    let expires = moment.now + LASTS;
    store::put_code(tx, id, hash.as_str(), by.id(), moment.now, expires)?;
    audit::write(
        tx,
        by.into(),
        moment,
        "access.make_code",
        Some(id.uuid()),
        &json!({}),
    )?;
    Ok(expires)
}

/// Until when the code that a member was given can be used, where there is one.
pub fn code_until(
    conn: &Connection,
    id: MemberId,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let found = store::code(conn, id)?;
    let usable = found.filter(|code| now < code.expires_at && code.tries < MOST_TRIES);
    Ok(usable.map(|code| code.expires_at))
}

/// Counts a try for a member number, and says whether a code may be checked. The ladder of
/// waiting times is that of passwords, counted apart; a code bears five tries.
pub fn begin_code(tx: &Transaction<'_>, typed: &str, moment: &Moment) -> Result<Gate> {
    let name = counted_as(typed);
    if let Some(refused) = sign_in::count(tx, &name, moment)? {
        return Ok(refused);
    }
    let Some(profile) = sign_in::named(tx, typed)? else {
        return Ok(Gate::Open(None));
    };
    let usable = store::code(tx, profile.id)?
        .filter(|code| moment.now < code.expires_at && code.tries < MOST_TRIES);
    let Some(code) = usable else {
        return Ok(Gate::Open(None));
    };
    store::count_code_try(tx, profile.id)?;
    Ok(Gate::Open(Some(Candidate {
        member: profile.id,
        hash: code.hash,
    })))
}

/// Uses a code up whose letters were right, and opens a session.
pub fn finish_code(
    tx: &Transaction<'_>,
    candidate: &Candidate,
    typed: &str,
    opening: &Opening,
    moment: &Moment,
) -> Result<SignedIn> {
    if store::use_code(tx, candidate.member, &candidate.hash)? == 0 {
        // Somebody was quicker with the same code.
        return Err(Error::NotFound("This code"));
    }
    store::forget_tries(tx, &counted_as(typed))?;
    let profile = member::get(tx, candidate.member)?;
    session::admit(tx, &profile, Way::Code, opening, moment)
}

/// Under what tries are counted: nothing that can be typed as a name to sign in with.
fn counted_as(typed: &str) -> String {
    format!("\ncode\n{}", sign_in::folded(typed))
}

/// The code a member was given, as the file keeps it.
pub(super) struct KeptCode {
    pub(super) hash: String,
    pub(super) tries: u32,
    pub(super) expires_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(seed: u8) -> Code {
        Code::new(std::array::from_fn(|n| {
            seed.wrapping_mul(31)
                .wrapping_add(u8::try_from(n * 67 % 251).unwrap())
        }))
    }

    #[test]
    fn a_code_is_read_back_however_it_is_typed() {
        for seed in 0..200 {
            let code = code(seed);
            let printed = code.printed();
            assert_eq!(printed.len(), 9);
            for typed in [
                printed.clone(),
                printed.to_lowercase(),
                format!(" {} ", printed.replace('-', " ")),
                code.letters(),
            ] {
                assert_eq!(Code::parse(&typed).unwrap(), code, "{typed}");
            }
        }
    }

    #[test]
    fn one_wrong_letter_or_two_swapped_are_noticed() {
        for seed in 0..40 {
            let right = code(seed).letters();
            for at in 0..LENGTH {
                for letter in LETTERS.map(char::from) {
                    let mut wrong: Vec<char> = right.chars().collect();
                    if wrong[at] != letter {
                        wrong[at] = letter;
                        let wrong: String = wrong.into_iter().collect();
                        assert!(Code::parse(&wrong).is_err(), "{right} {wrong}");
                    }
                }
            }
            for at in 0..RANDOM - 1 {
                let mut swapped: Vec<char> = right.chars().collect();
                if swapped[at] != swapped[at + 1] {
                    swapped.swap(at, at + 1);
                    let swapped: String = swapped.into_iter().collect();
                    assert!(Code::parse(&swapped).is_err(), "{right} {swapped}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_a_code_says_why() {
        let said = |typed: &str| Code::parse(typed).unwrap_err().to_string();
        for typed in ["", "KTMW", "KTMW-RXPC-K", "KTMW-RXP0", "AEIO-UAEI"] {
            assert!(Code::parse(typed).is_err(), "{typed}: {}", said(typed));
        }
    }

    #[test]
    fn a_code_does_not_show_itself_in_logs() {
        assert_eq!(format!("{:?}", code(3)), "Code(…)");
    }
}
