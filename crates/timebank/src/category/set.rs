//! The kinds of help a new bank begins with, under their headings, and how an older bank takes
//! them without losing any of its own.

use rusqlite::{Connection, Transaction};
use serde_json::json;

use super::Category;
use super::store::{self, Branch};
use crate::actor::Administrator;
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};

/// Headings, each with the name of its icon.
const HEADINGS: [(&str, &str); 8] = [
    (HOME, "garden"),
    (ABOUT, "lift"),
    (FOOD, "cooking"),
    (MAKING, "sewing"),
    (COMPANY, "company"),
    (PAPERS, "letter"),
    (LEARNING, "lesson"),
    (EVERYBODY, "hands"),
];

const HOME: &str = "Home and garden";
const ABOUT: &str = "Out and about";
const FOOD: &str = "Food";
const MAKING: &str = "Making and mending";
const COMPANY: &str = "Company and care";
const PAPERS: &str = "Papers and computers";
const LEARNING: &str = "Learning and playing";
const EVERYBODY: &str = "For everybody";

/// Help that a timebank leaves to people who are trained and insured for it, unless it decides
/// otherwise.
const BARRED: &str = "Personal care";

/// Kinds of help, each with the name of its icon and its heading.
const KINDS: [(&str, &str, &str); 25] = [
    ("Company and visits", "company", COMPANY),
    ("Gardening", "garden", HOME),
    ("Lifts", "lift", ABOUT),
    ("Shopping and errands", "lift", ABOUT),
    ("Small repairs", "repairs", HOME),
    ("Decorating", "repairs", HOME),
    ("Cooking", "cooking", FOOD),
    ("Baking", "cooking", FOOD),
    ("Sewing and mending", "sewing", MAKING),
    ("Computers and phones", "phone", PAPERS),
    ("Paperwork", "letter", PAPERS),
    ("Reading and writing letters", "letter", PAPERS),
    ("Languages", "lesson", LEARNING),
    ("Music", "lesson", LEARNING),
    ("Lessons and coaching", "lesson", LEARNING),
    ("Arts and crafts", "sewing", MAKING),
    ("Dog walking and pets", "dog", ABOUT),
    ("Sport and walking", "dog", ABOUT),
    ("Helping at events", "hands", EVERYBODY),
    ("Running the timebank", "hands", EVERYBODY),
    ("Housework", "hands", HOME),
    ("Furniture and moving", "hands", HOME),
    ("Bicycles", "repairs", MAKING),
    ("Calls for a chat", "phone", COMPANY),
    (BARRED, "hands", COMPANY),
];

/// What taking the starting set would do to one kind of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A heading is added.
    AddHeading(String),
    /// A kind of help is added under its heading.
    Add {
        /// Its name.
        kind: String,
        /// The name of its heading.
        heading: String,
    },
    /// A kind of help that is there already is put under its heading.
    Place {
        /// Its name.
        kind: String,
        /// The name of its heading.
        heading: String,
    },
}

/// Adds the kinds of help a new bank begins with.
pub(crate) fn add(tx: &Transaction<'_>) -> Result<()> {
    for (place, (name, icon, _)) in KINDS.iter().enumerate() {
        store::insert(tx, name, icon, place)?;
    }
    for (place, (name, icon)) in HEADINGS.iter().enumerate() {
        store::insert(tx, name, icon, place)?;
    }
    for (name, _, heading) in KINDS {
        let (kind, heading) = (known(tx, name)?, known(tx, heading)?);
        store::put_under(tx, kind.id, Some(heading.id))?;
    }
    store::bar(tx, known(tx, BARRED)?.id)?;
    Ok(())
}

fn known(conn: &Connection, name: &str) -> Result<Category> {
    store::find(conn, name)?.ok_or(Error::NotFound("This kind of help"))
}

/// What taking the starting set would change, in its order; nothing where the bank has it.
pub fn steps(conn: &Connection) -> Result<Vec<Step>> {
    let there = store::branches(conn)?;
    let mut steps = Vec::new();
    for (heading, _) in HEADINGS {
        let known = named(&there, heading);
        if known.is_some_and(|kind| !kind.open || kind.heading.is_some()) {
            continue;
        }
        let of_it = KINDS.iter().filter(|(.., of)| *of == heading);
        let mut below: Vec<Step> = of_it
            .filter_map(|(kind, ..)| step(&there, kind, heading))
            .collect();
        if known.is_none() && !below.is_empty() {
            steps.push(Step::AddHeading(heading.to_owned()));
        }
        steps.append(&mut below);
    }
    Ok(steps)
}

fn named<'a>(there: &'a [Branch], name: &str) -> Option<&'a Branch> {
    let name = name.to_lowercase();
    there.iter().find(|kind| kind.name.to_lowercase() == name)
}

/// A kind that is closed, was merged, has a heading already or is one is left as it is.
fn step(there: &[Branch], kind: &str, heading: &str) -> Option<Step> {
    let (name, heading) = (kind.to_owned(), heading.to_owned());
    let Some(known) = named(there, kind) else {
        return Some(Step::Add {
            kind: name,
            heading,
        });
    };
    let heads = there.iter().any(|other| other.heading == Some(known.id));
    let free = known.open && known.heading.is_none() && !heads;
    free.then_some(Step::Place {
        kind: name,
        heading,
    })
}

/// Takes the starting set: what is missing is added, and what has no heading yet is put under
/// its own. Nothing is renamed, closed or taken away. Sent twice, it is done once.
pub fn take(tx: &Transaction<'_>, by: &Administrator, moment: &Moment) -> Result<usize> {
    let steps = steps(tx)?;
    for step in &steps {
        match step {
            Step::AddHeading(heading) => {
                let icon = HEADINGS.iter().find(|(name, _)| name == heading);
                let icon = icon.map_or("hands", |(_, icon)| icon);
                store::insert(tx, heading, icon, store::places(tx)?)?;
            }
            Step::Add { kind, heading } => {
                let icon = KINDS.iter().find(|(name, ..)| name == kind);
                let icon = icon.map_or("hands", |(_, icon, _)| icon);
                store::insert(tx, kind, icon, store::places(tx)?)?;
                let added = known(tx, kind)?.id;
                store::put_under(tx, added, Some(known(tx, heading)?.id))?;
                if kind == BARRED {
                    store::bar(tx, added)?;
                }
            }
            Step::Place { kind, heading } => {
                let (kind, heading) = (known(tx, kind)?.id, known(tx, heading)?.id);
                store::put_under(tx, kind, Some(heading))?;
                store::moved(tx, kind, moment.now)?;
            }
        }
    }
    if !steps.is_empty() {
        let details = json!({ "changes": steps.len() });
        audit::write(tx, by.into(), moment, "category.take_set", None, &details)?;
    }
    Ok(steps.len())
}
