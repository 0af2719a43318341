//! Whom the bank knows already, of all lines of a spreadsheet at once: two thousand lines are no
//! two thousand questions.

use std::collections::HashMap;

use rusqlite::Connection;
use words::say;

use super::model::{Acquaintance, Incoming};
use crate::error::{Error, Result};
use crate::ids::MemberNumber;
use crate::member::{self, Mentions, Profile, State};

/// Whether the bank knows each of them already: by number, by e-mail address, by name. Particulars
/// that cannot stand are said first.
pub fn acquaintances(conn: &Connection, incoming: &[&Incoming]) -> Result<Vec<Acquaintance>> {
    let known = Known::of(conn, incoming)?;
    Ok(incoming.iter().map(|one| known.knows(one)).collect())
}

/// Members who have a number, an address or a name that stands in a line, each by it.
#[derive(Default)]
struct Known {
    numbers: HashMap<MemberNumber, Profile>,
    emails: HashMap<String, Profile>,
    /// The first of each name who has not left.
    names: HashMap<String, Profile>,
}

impl Known {
    fn of(conn: &Connection, incoming: &[&Incoming]) -> Result<Self> {
        let typed = incoming.iter().map(|one| email(one).to_owned());
        let mentions = Mentions {
            numbers: incoming.iter().filter_map(|one| one.number).collect(),
            emails: typed.filter(|email| !email.is_empty()).collect(),
            names: incoming.iter().map(|one| name(one).to_owned()).collect(),
        };
        let mut known = Self::default();
        for profile in member::mentioned(conn, &mentions)? {
            if let Some(email) = &profile.email {
                known.emails.insert(folded(email), profile.clone());
            }
            if profile.state != State::Left {
                let first = known.names.entry(folded(&profile.name));
                first.or_insert_with(|| profile.clone());
            }
            known.numbers.insert(profile.number, profile);
        }
        Ok(known)
    }

    fn knows(&self, incoming: &Incoming) -> Acquaintance {
        let details = &incoming.details;
        if let Err(Error::Invalid(errors)) = details.checked()
            && let Some(first) = errors.into_iter().next()
        {
            return Acquaintance::Taken(first.field, first.message);
        }
        let called = |other: &str| other.trim().to_lowercase() == name(incoming).to_lowercase();
        let number = incoming.number.as_ref();
        if let Some(found) = number.and_then(|number| self.numbers.get(number)) {
            return if called(&found.name) {
                Acquaintance::Known(found.name.clone())
            } else {
                Acquaintance::Taken(
                    "number",
                    say!("spreadsheet-has-this-number", name = &found.name),
                )
            };
        }
        if let Some(found) = self.emails.get(&folded(email(incoming))) {
            return if called(&found.name) || called(&found.known_as) {
                Acquaintance::Known(found.name.clone())
            } else {
                let message = say!("spreadsheet-has-this-email-address", name = &found.name);
                Acquaintance::Taken("email", message)
            };
        }
        let Some(found) = self.names.get(&folded(name(incoming))) else {
            return Acquaintance::New;
        };
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let (here, there) = (digits(&found.phone), digits(&details.phone));
        if !here.is_empty() && here == there {
            Acquaintance::Known(found.name.clone())
        } else {
            Acquaintance::Doubtful(found.name.clone())
        }
    }
}

fn name(incoming: &Incoming) -> &str {
    incoming.details.name.trim()
}

fn email(incoming: &Incoming) -> &str {
    let email = incoming.details.email.as_deref();
    email.map(str::trim).unwrap_or_default()
}

/// As the file compares names and addresses: the capitals of plain letters do not count.
fn folded(text: &str) -> String {
    text.to_ascii_lowercase()
}
