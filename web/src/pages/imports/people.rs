//! What a line of people says.

use std::collections::BTreeMap;

use timebank::MemberNumber;
use timebank::member::{Details, MemberKind};
use timebank::spreadsheet::Incoming;

use super::Reader;
use super::help::day;
use super::reading::Problem;
use crate::words::say;

/// Somebody, or what cannot be read of them.
pub(super) fn read(
    reader: &Reader,
    texts: &BTreeMap<String, String>,
) -> Result<Incoming, Vec<Problem>> {
    let text = |field: &str| texts.get(field).map(|text| text.trim()).unwrap_or_default();
    let mut problems = Vec::new();
    let whole = format!("{} {}", text("first"), text("last"));
    let name = match text("name") {
        "" => whole.trim(),
        name => name,
    };
    let known_as = match text("known_as") {
        "" => text("first"),
        known_as => known_as,
    };
    let number = MemberNumber::parse(text("number"));
    if number.is_none() && !text("number").is_empty() {
        problems.push(("number", say("imports-member-number-must-be-like")));
    }
    let joined_on = match text("joined") {
        "" => None,
        typed => match day(typed, reader.today) {
            Ok(day) => Some(day),
            Err(message) => {
                problems.push(("joined", message));
                None
            }
        },
    };
    if !problems.is_empty() {
        return Err(problems);
    }
    let organisation = text("kind").to_lowercase().starts_with('o');
    Ok(Incoming {
        kind: if organisation {
            MemberKind::Organisation
        } else {
            MemberKind::Person
        },
        details: Details {
            name: name.to_owned(),
            known_as: known_as.to_owned(),
            email: Some(text("email").to_owned()).filter(|email| !email.is_empty()),
            phone: text("phone").to_owned(),
            address: text("address").to_owned(),
            area: text("area").to_owned(),
            about: String::new(),
        },
        number,
        joined_on,
    })
}

/// What is known of somebody beside the name, in a few words.
pub(super) fn about(incoming: &Incoming) -> String {
    let details = &incoming.details;
    let number = incoming
        .number
        .map(|number| say!("imports-number", number = number.get()));
    let parts = [
        number.unwrap_or_default(),
        details.email.clone().unwrap_or_default(),
        details.phone.clone(),
        details.area.clone(),
    ];
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(", ")
}
