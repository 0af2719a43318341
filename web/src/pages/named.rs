//! Somebody as they are typed: a member number, a few letters of a name, or a nickname.
//!
//! Whoever could be two people is asked for, with those who fit to choose from; nobody is guessed.

use rusqlite::Connection;
use timebank::member::{self, Profile, Search, State};
use timebank::{MemberNumber, merge};

use crate::components::Choice;
use crate::words::say;

/// So many are offered to choose from.
const MOST: usize = 5;

/// Why something typed was not understood, and what it could be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unclear {
    /// What is wrong.
    pub(crate) message: String,
    /// What could be meant; the values can stand in the box.
    pub(crate) choices: Vec<Choice>,
}

impl Unclear {
    pub(crate) fn saying(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            choices: Vec::new(),
        }
    }

    /// What is wrong, with those who could be meant: for a page without buttons to choose.
    pub(crate) fn sentence(&self) -> String {
        let named = |choice: &Choice| format!("{} {}", choice.label, choice.value);
        let choices: Vec<String> = self.choices.iter().map(named).collect();
        match choices.as_slice() {
            [] => self.message.clone(),
            choices => format!("{}: {}", self.message, choices.join(", ")),
        }
    }
}

/// The active member who is meant. Who could be two people is asked for.
pub(crate) fn read(
    conn: &Connection,
    typed: &str,
    prefix: &str,
) -> timebank::Result<Result<Profile, Unclear>> {
    if let Some(number) = MemberNumber::parse(typed) {
        let Some(found) = member::with_number(conn, number)? else {
            return Ok(Err(Unclear::saying(say!("named-nobody-has-this-number"))));
        };
        return Ok(taking_part(merge::now_standing(conn, found)?));
    }
    if typed.trim().is_empty() {
        return Ok(Err(Unclear::saying(say!("named-type-a-name-or-a"))));
    }
    if typed.chars().filter(char::is_ascii_digit).count() >= 3 {
        let message = say!("named-the-last-figure-does-not");
        return Ok(Err(Unclear::saying(message)));
    }
    let search = |state| Search {
        words: typed.to_owned(),
        state,
        ..Search::default()
    };
    let limit = u32::try_from(MOST + 1).unwrap_or(u32::MAX);
    let mut found = member::search(conn, &search(Some(State::Active)), 0, limit)?;
    if found.len() == 1 {
        return Ok(Ok(found.remove(0)));
    }
    if found.is_empty() {
        let mut elsewhere = member::search(conn, &search(None), 0, 1)?;
        return match elsewhere.pop() {
            Some(profile) => Ok(taking_part(merge::now_standing(conn, profile)?)),
            None => Ok(Err(Unclear::saying(say!("named-nobody-here-is-called-so")))),
        };
    }
    let whole = |profile: &Profile| profile.name.to_lowercase() == typed.to_lowercase();
    let mut named = found.iter().filter(|profile| whole(profile));
    if let (Some(profile), None) = (named.next(), named.next()) {
        return Ok(Ok(profile.clone()));
    }
    Ok(Err(which(&found, typed, prefix)))
}

fn taking_part(profile: Profile) -> Result<Profile, Unclear> {
    if profile.state == State::Active {
        Ok(profile)
    } else {
        Err(resting(&profile))
    }
}

fn resting(profile: &Profile) -> Unclear {
    Unclear::saying(say!("named-is-not-taking-part-at", name = &profile.name))
}

fn which(found: &[Profile], typed: &str, prefix: &str) -> Unclear {
    let choices = found.iter().take(MOST).map(|profile| {
        let number = profile.number.printed(prefix);
        let about = if profile.area_name.is_empty() {
            number.clone()
        } else {
            format!("{number}, {}", profile.area_name)
        };
        Choice::new(&number, profile.name.clone()).hinting(about)
    });
    Unclear {
        message: if found.len() > MOST {
            say!("named-many-fit-type-more-or", typed = typed)
        } else {
            say!("named-choose-which", typed = typed)
        },
        choices: choices.collect(),
    }
}
