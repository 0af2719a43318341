//! Slips to print: for anybody, or with somebody's name and member number on them.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rusqlite::Connection;
use timebank::member::{self, Profile, Search, State as Membership};
use timebank::{Error, MemberId};

use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::say;

/// The most slips of one print.
const MOST: u32 = 64;
/// As many as fit on one sheet.
const SHEET: u32 = 8;
/// So many people are offered to choose from.
const PEOPLE: u32 = 8;

#[derive(Template)]
#[template(path = "slips/printed.html")]
struct Printed {
    shell: Shell,
    form: Form,
    whose: Option<Whose>,
    people: Vec<Choice>,
    /// The number of each slip; empty where they have none.
    numbers: Vec<String>,
}

#[derive(Clone, Debug)]
struct Whose {
    name: String,
    number: String,
}

/// Slips, as many as are wanted.
pub async fn printed(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let prefix = page.bank().prefix.clone();
    let (member, words) = (form.value("member").parse().ok(), form.text("q"));
    let (whose, people) = app.read(move |conn| find(conn, member, words)).await?;
    let count = count(&mut form);
    let first = first(&mut form);
    let whose = whose.map(|profile| Whose {
        number: profile.number.printed(&prefix),
        name: profile.name,
    });
    let people = people.iter().map(|profile| {
        Choice::new(profile.id, profile.name.clone()).hinting(profile.number.printed(&prefix))
    });
    let printed = |shell| Printed {
        shell,
        people: people.collect(),
        numbers: (0..count)
            .map(|place| first.map_or_else(String::new, |first| (first + place).to_string()))
            .collect(),
        whose,
        form: form.clone(),
    };
    page.answer(form.is_clean(), printed)
}

fn find(
    conn: &Connection,
    member: Option<MemberId>,
    words: String,
) -> timebank::Result<(Option<Profile>, Vec<Profile>)> {
    if let Some(id) = member {
        return match member::get(conn, id) {
            Ok(profile) => Ok((Some(profile), Vec::new())),
            Err(Error::NotFound(_)) => Ok((None, Vec::new())),
            Err(error) => Err(error),
        };
    }
    if words.is_empty() {
        return Ok((None, Vec::new()));
    }
    let search = Search {
        words,
        state: Some(Membership::Active),
        ..Search::default()
    };
    let mut found = member::search(conn, &search, 0, PEOPLE)?;
    if found.len() == 1 {
        return Ok((found.pop(), Vec::new()));
    }
    Ok((None, found))
}

fn count(form: &mut Form) -> u32 {
    let typed = form.text("count");
    if typed.is_empty() {
        return SHEET;
    }
    let count = typed.parse().ok();
    count
        .filter(|count| (1..=MOST).contains(count))
        .unwrap_or_else(|| {
            form.refuse("count", say!("slips-how-many-must-be-to", most = MOST));
            SHEET
        })
}

fn first(form: &mut Form) -> Option<u32> {
    let typed = form.text("first");
    if typed.is_empty() {
        return None;
    }
    let first = typed.parse().ok().filter(|first| *first <= 1_000_000);
    if first.is_none() {
        form.refuse("first", say!("slips-the-first-number-must-be"));
    }
    first
}
