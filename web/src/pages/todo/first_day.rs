//! What to do before the first hour is written in the book.

use rusqlite::Connection;
use timebank::exchange::{self, Filter};
use timebank::listing;
use timebank::member::{self, Search};

use super::Book;

/// One thing to do first.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    pub(super) path: &'static str,
    pub(super) done: bool,
}

/// A bank with more members than this is past its first day.
const FIRST_MEMBERS: u32 = 5;

/// The tasks, or none once the first exchange is recorded or the bank has its members.
pub(super) fn tasks(conn: &Connection, book: &Book) -> timebank::Result<Vec<Task>> {
    let members = member::count(conn, &Search::default())?;
    let begun = !exchange::list(conn, &Filter::default(), None, 1)?.is_empty();
    if begun || members > FIRST_MEMBERS {
        return Ok(Vec::new());
    }
    let coordinators = member::coordinators(conn)?.len();
    let listings = listing::Search {
        kind: None,
        ..listing::Search::all(listing::ListingKind::Request)
    };
    Ok(list([
        coordinators > 1,
        usize::try_from(members).unwrap_or(usize::MAX) > coordinators,
        listing::count(conn, &listings)? > 0,
        !matches!(book, Book::Unchecked),
    ]))
}

/// The four tasks, each with whether it is done.
fn list(done: [bool; 4]) -> Vec<Task> {
    let [coordinators, members, listings, checked] = done;
    let task = |title, about, path, done| Task {
        title,
        about,
        path,
        done,
    };
    vec![
        task(
            "Write in who may approve",
            "At least two people, so that nobody approves their own hours",
            "/members/new",
            coordinators,
        ),
        task(
            "Write in the first members",
            "With or without an email address",
            "/members/new",
            members,
        ),
        task(
            "Ask for something small yourself",
            "The first request is the hardest",
            "/requests",
            listings,
        ),
        task(
            "Check the books",
            "While they are blank, to see what a check looks like",
            "/books",
            checked,
        ),
    ]
}

#[cfg(test)]
pub(super) fn samples() -> Vec<Task> {
    list([true, false, false, false])
}
