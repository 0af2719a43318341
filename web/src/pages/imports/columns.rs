//! What a column can be, and a good guess from its heading.

use timebank::spreadsheet::Content;

use crate::components::Choice;

/// One thing a column can be.
#[derive(Debug)]
pub(crate) struct Field {
    /// The value in the form and in the file.
    pub(super) name: &'static str,
    /// What it is called.
    pub(super) label: &'static str,
    /// How headings of it begin, in small letters.
    words: &'static [&'static str],
}

const fn field(name: &'static str, label: &'static str, words: &'static [&'static str]) -> Field {
    Field { name, label, words }
}

const PEOPLE: &[Field] = &[
    field(
        "name",
        "Whole name",
        &["name", "full name", "member", "nombre"],
    ),
    field("first", "First name", &["first", "given", "forename"]),
    field("last", "Last name", &["last", "sur", "family"]),
    field("known_as", "Known as", &["known", "nick", "preferred"]),
    field("email", "Email address", &["email", "e-mail", "mail"]),
    field(
        "phone",
        "Telephone number",
        &["phone", "tel", "mobile", "contact n"],
    ),
    field("address", "Address", &["address", "street"]),
    field(
        "area",
        "Area",
        &["area", "district", "town", "village", "neighbourhood"],
    ),
    field(
        "number",
        "Member number",
        &["number", "no.", "member n", "membership n", "id"],
    ),
    field(
        "joined",
        "Day they joined",
        &["joined", "since", "start", "date", "join"],
    ),
    field(
        "kind",
        "Person or organisation",
        &["kind", "type", "person or"],
    ),
];

const EXCHANGES: &[Field] = &[
    field("day", "Day it was done", &["day", "date", "when", "done"]),
    field(
        "giver",
        "Who gave",
        &[
            "giver",
            "gave",
            "given by",
            "who gave",
            "from",
            "helper",
            "provider",
            "volunteer",
        ],
    ),
    field(
        "receiver",
        "Who received",
        &[
            "receiver",
            "received",
            "who received",
            "to",
            "helped",
            "recipient",
            "given to",
        ],
    ),
    field(
        "length",
        "How long, in any form",
        &["how long", "length", "time", "duration", "how much"],
    ),
    field("hours", "Hours", &["hour", "hrs", "credits"]),
    field("minutes", "Minutes", &["min"]),
    field(
        "category",
        "Kind of help",
        &["kind", "category", "type", "service", "activity"],
    ),
    field(
        "what",
        "What was done",
        &[
            "what",
            "description",
            "details",
            "notes",
            "note",
            "task",
            "comment",
        ],
    ),
];

/// The fields of people, or of exchanges.
pub(super) const fn of(content: Content) -> &'static [Field] {
    match content {
        Content::People => PEOPLE,
        Content::Exchanges => EXCHANGES,
    }
}

/// The field with this name.
pub(crate) fn named(content: Content, name: &str) -> Option<&'static Field> {
    of(content).iter().find(|field| field.name == name)
}

/// The fields to choose from.
pub(super) fn choices(content: Content) -> Vec<Choice> {
    let choice = |field: &Field| Choice::new(field.name, field.label);
    of(content).iter().map(choice).collect()
}

/// What each column is, by its heading: each field once, empty where nothing fits. The longest
/// beginning counts, so that "member number" is a number and no name.
pub(super) fn guess(content: Content, heading: &[String]) -> Vec<String> {
    let mut taken: Vec<&str> = Vec::new();
    let mut guessed = Vec::new();
    for cell in heading {
        let cell = cell.to_lowercase();
        let fit = |field: &&Field| {
            let words = field.words.iter().filter(|word| cell.starts_with(**word));
            words.map(|word| word.len()).max()
        };
        let free = of(content)
            .iter()
            .filter(|field| !taken.contains(&field.name));
        let best = free.filter(|field| fit(field).is_some()).max_by_key(fit);
        let name = best.map_or("", |field| field.name);
        if !name.is_empty() {
            taken.push(name);
        }
        guessed.push(name.to_owned());
    }
    guessed
}

/// Why these columns are not enough to read a line, if they are not.
pub(crate) fn missing(content: Content, fields: &[String]) -> Option<&'static str> {
    let has = |name: &str| fields.iter().any(|field| field == name);
    match content {
        Content::People if !["name", "first", "last"].into_iter().any(has) => {
            Some("Choose which column is the name")
        }
        Content::Exchanges if !has("day") => Some("Choose which column is the day"),
        Content::Exchanges if !has("giver") => Some("Choose which column is who gave"),
        Content::Exchanges if !has("receiver") => Some("Choose which column is who received"),
        Content::Exchanges if !["length", "hours", "minutes"].into_iter().any(has) => {
            Some("Choose which column is how long it took")
        }
        Content::People | Content::Exchanges => None,
    }
}

/// A field that is chosen for two columns.
pub(crate) fn chosen_twice(content: Content, fields: &[String]) -> Option<&'static str> {
    let twice = |field: &&Field| fields.iter().filter(|name| **name == field.name).count() > 1;
    of(content).iter().find(twice).map(|field| field.label)
}

/// The fields of a line, in the order of a form: those that the columns are, and those without
/// which a line cannot be read.
pub(super) fn shown(content: Content, fields: &[String]) -> Vec<&'static Field> {
    let has = |name: &str| fields.iter().any(|field| field == name);
    let needed = |name: &str| match content {
        Content::People => name == "name" && !has("first") && !has("last"),
        Content::Exchanges => {
            ["day", "giver", "receiver"].contains(&name)
                || name == "length" && !has("hours") && !has("minutes")
        }
    };
    let all = of(content).iter();
    all.filter(|field| has(field.name) || needed(field.name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(content: Content, heading: &[&str]) -> Vec<String> {
        let heading: Vec<String> = heading.iter().map(|cell| (*cell).to_owned()).collect();
        guess(content, &heading)
    }

    #[test]
    fn columns_are_guessed_from_their_headings() {
        let heading = [
            "Member number",
            "Name",
            "E-mail",
            "Mobile",
            "Shoe size",
            "Joined",
        ];
        assert_eq!(
            guessed(Content::People, &heading),
            ["number", "name", "email", "phone", "", "joined"]
        );
        let heading = [
            "Date",
            "Giver",
            "Received by",
            "Hours",
            "Type of help",
            "Notes",
        ];
        assert_eq!(
            guessed(Content::Exchanges, &heading),
            ["day", "giver", "receiver", "hours", "category", "what"]
        );
    }

    #[test]
    fn each_field_is_guessed_once() {
        assert_eq!(guessed(Content::People, &["Name", "Name"]), ["name", ""]);
    }

    #[test]
    fn without_a_day_two_people_and_a_length_no_exchange_can_be_read() {
        let mut fields: Vec<String> = Vec::new();
        for (next, asked) in [
            ("day", "the day"),
            ("giver", "who gave"),
            ("receiver", "who received"),
            ("hours", "how long"),
        ] {
            let sentence = missing(Content::Exchanges, &fields).unwrap();
            assert!(sentence.contains(asked), "{sentence}");
            fields.push(next.to_owned());
        }
        assert_eq!(missing(Content::Exchanges, &fields), None);
        assert_eq!(chosen_twice(Content::Exchanges, &fields), None);
        fields.push("day".to_owned());
        assert_eq!(
            chosen_twice(Content::Exchanges, &fields),
            Some("Day it was done")
        );
    }
}
