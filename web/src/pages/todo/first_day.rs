//! What to do between an empty bank and its first exchange, on the page where an administrator
//! arrives.

use rusqlite::Connection;
use timebank::Person;
use timebank::first_day::{self, Task as Named};

use crate::components::Choice;

/// One thing to do first.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    pub(super) path: &'static str,
    pub(super) done: bool,
    named: Named,
}

impl Task {
    /// Where somebody can say that it is done: what they say.
    pub(super) fn choice(&self) -> Option<Choice> {
        let said = match self.named {
            Named::Kinds => "The kinds of help are fine as they are",
            Named::Areas => "We have no areas",
            Named::Agreement => "We have read the agreement, and it is ours as it stands",
            Named::Pack => "The starter pack is printed",
            Named::Mail => "Mail is set up, or we do without",
            Named::Backup => "Backups are made every day",
            _ => return None,
        };
        (!self.done).then(|| Choice::new(self.named.as_str(), said))
    }
}

/// The tasks, for somebody who may do them all; none once the first day is over.
pub(super) fn tasks(conn: &Connection, person: &Person) -> timebank::Result<Vec<Task>> {
    if person.administrator().is_err() {
        return Ok(Vec::new());
    }
    let tasks = first_day::tasks(conn)?.into_iter();
    Ok(tasks.map(|(named, done)| task(named, done)).collect())
}

fn task(named: Named, done: bool) -> Task {
    let (title, about, path) = words(named);
    Task {
        title,
        about,
        path,
        done,
        named,
    }
}

const fn words(named: Named) -> (&'static str, &'static str, &'static str) {
    match named {
        Named::Contact => (
            "Say whom members ring",
            "The name of the timebank, its place, and the telephone number on every page",
            "/settings/contact",
        ),
        Named::Policy => (
            "Answer five questions",
            "Who confirms, who approves, how far somebody may go: each answer is a setting",
            "/first-day/questions",
        ),
        Named::Kinds => (
            "Look at the kinds of help",
            "Twenty are there to begin with: add, rename or close some",
            "/settings/kinds",
        ),
        Named::Areas => (
            "Name the parts of the place",
            "So that neighbours find those who live near",
            "/settings/areas",
        ),
        Named::Agreement => (
            "Read the agreement",
            "What members promise each other: take ours, or write your own",
            "/settings/agreement",
        ),
        Named::Coordinators => (
            "Find a second person who may approve",
            "So that nobody approves their own hours",
            "/members/new",
        ),
        Named::People => (
            "Write in the first members",
            "By hand, or from a spreadsheet; with or without an email address",
            "/imports?what=people",
        ),
        Named::Pack => (
            "Print the starter pack",
            "Poster, paper slips, agreement, and a guide in large print",
            "/starter-pack",
        ),
        Named::Mail => (
            "Set up mail, or decide against it",
            "Whoever runs the server does it; without mail, letters are printed",
            "/help#mail",
        ),
        Named::Backup => (
            "See that backups are made",
            "Whoever runs the server does it: one command, every day",
            "/help#backup",
        ),
        Named::Exchange => (
            "Record the first exchange",
            "From a slip, from the telephone, or your own",
            "/enter-hours",
        ),
        Named::Books => (
            "Check the books",
            "To see what a check looks like while they are thin",
            "/books",
        ),
    }
}

#[cfg(test)]
pub(super) fn samples() -> Vec<Task> {
    let done = |named| named == Named::Contact;
    Named::ALL
        .into_iter()
        .map(|named| task(named, done(named)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_can_be_said_has_words_for_it_and_nothing_else_has() {
        for task in samples() {
            let said = task.choice().is_some();
            assert_eq!(said, task.named.can_be_said(), "{}", task.title);
        }
    }
}
