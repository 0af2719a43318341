//! Bringing in people from any spreadsheet: paste its rows, say what each column is, look at every
//! line, and add them in one go.
//!
//! Nothing is kept between the steps: the rows travel in the form. The check is a rehearsal of the
//! commands themselves, taken back before the commit, so that what passes it passes.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::AccountId;
use sha2::{Digest as _, Sha256};
use timebank::member::{self, Details, MemberKind, NewMember};
use timebank::{MemberId, MemberNumber, clock};
use uuid::Uuid;

use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::slips;
use crate::pages::tables;

/// The most people of one paste.
const MOST: usize = 500;
/// So many rows are shown to say what a column is.
const SHOWN: usize = 3;

/// What a column can be: the value in the form, what it is called, and how headings begin.
const FIELDS: [(&str, &str, &[&str]); 10] = [
    (
        "name",
        "Whole name",
        &["name", "full name", "member", "nombre"],
    ),
    ("first", "First name", &["first", "given", "forename"]),
    ("last", "Last name", &["last", "sur", "family"]),
    ("known_as", "Known as", &["known", "nick", "preferred"]),
    ("email", "Email address", &["email", "e-mail", "mail"]),
    ("phone", "Telephone number", &["phone", "tel", "mobile"]),
    ("address", "Address", &["address", "street"]),
    (
        "area",
        "Area",
        &["area", "district", "town", "neighbourhood"],
    ),
    (
        "number",
        "Member number",
        &["number", "no.", "member n", "id"],
    ),
    (
        "joined",
        "Day they joined",
        &["joined", "since", "start", "date"],
    ),
];

#[derive(Template)]
#[template(path = "members/importing.html")]
struct Import {
    shell: Shell,
    form: Form,
    step: Step,
    columns: Vec<Column>,
    fields: Vec<Choice>,
    lines: Vec<Line>,
    ready: usize,
}

/// Which step the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Paste,
    Columns,
    Check,
}

/// One column: the name of its list, its heading and its first values.
struct Column {
    field: String,
    heading: String,
    sample: String,
}

/// One line of the check.
struct Line {
    number: usize,
    name: String,
    about: String,
    /// Why it is left out; empty where it is not.
    problem: String,
}

/// The box for the rows.
pub async fn ask(page: Page) -> Result<Response> {
    let form = Form::new().with("id", clock::new_id().to_string());
    page.show(|shell| Import::new(shell, form, Step::Paste))
}

/// The next step.
pub async fn next(Shared(app): Shared<App>, page: Page, mut form: Form) -> Result<Response> {
    let table = tables::read(form.value("rows"));
    if table.len() < 2 {
        form.refuse(
            "rows",
            "Paste the rows, with a first row that names the columns",
        );
        return page.refuse(|shell| Import::new(shell, form, Step::Paste));
    }
    if table.len() > MOST + 1 {
        form.refuse("rows", format!("Paste {MOST} people or fewer at a time"));
        return page.refuse(|shell| Import::new(shell, form, Step::Paste));
    }
    if !form.has("column-0") {
        guess(&mut form, &table[0]);
        return page.show(|shell| Import::new(shell, form, Step::Columns));
    }
    let chosen = |field: &str| (0..table[0].len()).any(|place| chosen(&form, place) == field);
    if !chosen("name") && !chosen("first") && !chosen("last") {
        form.refuse("column-0", "Choose which column is the name");
        return page.refuse(|shell| Import::new(shell, form, Step::Columns));
    }
    let people = people(&form, &table, &page);
    let (by, moment, commit) = (page.coordinator()?, page.moment(), form.has("commit"));
    let new: Vec<NewMember> = people.iter().map(|person| person.new.clone()).collect();
    let refused = app
        .write(move |tx| {
            if commit {
                member::bring_in(tx, &by, &new, &moment)
            } else {
                member::rehearse(tx, &by, &new, &moment)
            }
        })
        .await?;
    if commit {
        let added = people.len() - refused.len();
        return Ok(Redirect::to(&format!("/members?brought={added}")).into_response());
    }
    let lines: Vec<Line> = people
        .iter()
        .enumerate()
        .map(|(place, person)| person.line(place, &refused))
        .collect();
    page.show(|shell| Import {
        ready: lines.iter().filter(|line| line.problem.is_empty()).count(),
        lines,
        ..Import::new(shell, form, Step::Check)
    })
}

impl Import {
    fn new(shell: Shell, form: Form, step: Step) -> Self {
        let table = tables::read(form.value("rows"));
        let heading = table.first().cloned().unwrap_or_default();
        let sample = |place: usize| {
            let rows = table.iter().skip(1).take(SHOWN);
            let cells = rows.filter_map(|row| row.get(place)).cloned();
            cells
                .filter(|cell| !cell.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let column = |(place, heading): (usize, String)| Column {
            field: format!("column-{place}"),
            sample: sample(place),
            heading: if heading.is_empty() {
                format!("Column {}", place + 1)
            } else {
                heading
            },
        };
        Self {
            shell,
            columns: heading.into_iter().enumerate().map(column).collect(),
            fields: FIELDS
                .iter()
                .map(|(value, label, _)| Choice::new(value, *label))
                .collect(),
            form,
            step,
            lines: Vec::new(),
            ready: 0,
        }
    }
}

/// Chooses for each column what its heading says, each field once.
fn guess(form: &mut Form, heading: &[String]) {
    let mut taken: Vec<&str> = Vec::new();
    for (place, cell) in heading.iter().enumerate() {
        let cell = cell.to_lowercase();
        let fits = |(value, _, words): &&(&str, &str, &[&str])| {
            !taken.contains(value) && words.iter().any(|word| cell.starts_with(word))
        };
        // The longest beginning counts: "member number" is a number and no name.
        let best = FIELDS.iter().filter(fits).max_by_key(|(_, _, words)| {
            let begins = words.iter().filter(|word| cell.starts_with(**word));
            begins.map(|word| word.len()).max()
        });
        let value = best.map_or("", |(value, _, _)| *value);
        if !value.is_empty() {
            taken.push(value);
        }
        form.set(&format!("column-{place}"), value);
    }
}

fn chosen(form: &Form, place: usize) -> &str {
    form.value(&format!("column-{place}"))
}

/// Somebody to be added, and what could not be read of their row.
struct Incoming {
    new: NewMember,
    problem: String,
}

impl Incoming {
    fn line(&self, place: usize, refused: &[(usize, String)]) -> Line {
        let details = &self.new.details;
        let about = [
            details.email.clone().unwrap_or_default(),
            details.phone.clone(),
            details.area.clone(),
        ];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        let refused = refused.iter().find(|(at, _)| *at == place);
        Line {
            number: place + 1,
            name: details.name.clone(),
            about: about.join(", "),
            problem: refused.map_or_else(|| self.problem.clone(), |(_, why)| why.clone()),
        }
    }
}

fn people(form: &Form, table: &[Vec<String>], page: &Page) -> Vec<Incoming> {
    let id: Uuid = form.value("id").parse().unwrap_or(Uuid::nil());
    let today = page.today();
    let person = |(place, row): (usize, &Vec<String>)| {
        let value = |field: &str| -> String {
            let places = (0..row.len()).filter(|place| chosen(form, *place) == field);
            let cells = places.filter_map(|place| row.get(place)).cloned();
            cells.collect::<Vec<_>>().join(" ").trim().to_owned()
        };
        let whole = value("name");
        let name = if whole.is_empty() {
            format!("{} {}", value("first"), value("last"))
                .trim()
                .to_owned()
        } else {
            whole
        };
        let known_as = match (value("known_as"), value("first")) {
            (known, _) if !known.is_empty() => known,
            (_, first) => first,
        };
        let (joined, number) = (value("joined"), value("number"));
        let joined_on = slips::day(&joined, today).ok();
        let parsed = MemberNumber::parse(&number);
        let mut problem = String::new();
        if !joined.is_empty() && joined_on.is_none() {
            problem = format!("The day “{joined}” cannot be read: today is taken");
        }
        if !number.is_empty() && parsed.is_none() {
            problem = format!("The number “{number}” cannot be read: the next free one is taken");
        }
        Incoming {
            new: NewMember {
                id: MemberId::new(derived(id, place, "member")),
                account: AccountId::new(derived(id, place, "account")),
                kind: MemberKind::Person,
                number: parsed,
                details: Details {
                    name,
                    known_as,
                    email: Some(value("email")),
                    phone: value("phone"),
                    address: value("address"),
                    area: value("area"),
                    about: String::new(),
                },
                joined_on,
            },
            problem,
        }
    };
    table[1..].iter().enumerate().map(person).collect()
}

/// An id made from where a row stands, so that a form sent twice adds everybody once.
fn derived(import: Uuid, place: usize, what: &str) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(b"hourbook people from a spreadsheet");
    hash.update(import.as_bytes());
    hash.update(place.to_string());
    hash.update(what);
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Uuid::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let mut form = Form::new();
        guess(&mut form, &heading.map(str::to_owned));
        let found: Vec<&str> = (0..heading.len())
            .map(|place| chosen(&form, place))
            .collect();
        assert_eq!(found, ["number", "name", "email", "phone", "", "joined"]);
    }

    #[test]
    fn each_row_has_ids_of_its_own_that_stay_the_same() {
        let import = Uuid::from_u128(7);
        assert_eq!(derived(import, 1, "member"), derived(import, 1, "member"));
        assert_ne!(derived(import, 1, "member"), derived(import, 2, "member"));
        assert_ne!(derived(import, 1, "member"), derived(import, 1, "account"));
    }
}
