//! What waits for a coordinator: what is wrong, what to approve, who has not answered, who asks
//! in vain, who wants to join, and the state of the book.
//!
//! A section with nothing in it is left out; each begins with what has waited longest. On the
//! first day, with nobody and nothing there yet, stands what to do first.

mod calls;
mod first_day;
mod joining;
mod people;
mod reaching;
mod requests;
mod sections;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rusqlite::Connection;
use serde::Deserialize;
use timebank::bank::Bank;
use timebank::books;

use crate::app::App;
use crate::components::{Choice, Link, Tag};
use crate::error::Result;
use crate::extract::Query;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::books::when;

use first_day::Task;
use sections::{Desk, Limits};

#[derive(Template)]
#[template(path = "todo/todo.html")]
struct ToDo {
    shell: Shell,
    lead: String,
    sections: Vec<Section>,
    /// How many wait for approval: the first thing to do.
    approvals: u64,
    /// How many things rest until a day to come, and whether they are shown all the same.
    resting: usize,
    shows_resting: bool,
    first_day: Vec<Task>,
    book: Book,
    form: Form,
}

impl ToDo {
    /// What somebody can say is done.
    fn said(&self) -> Vec<Choice> {
        self.first_day.iter().filter_map(Task::choice).collect()
    }

    /// How many tasks are done, of how many.
    fn done(&self) -> String {
        let done = self.first_day.iter().filter(|task| task.done).count();
        format!("{done} of {}", self.first_day.len())
    }

    /// The first task that is not done.
    fn next_task(&self) -> Option<&Task> {
        self.first_day.iter().find(|task| !task.done)
    }
}

/// One kind of thing that waits.
#[derive(Clone, Debug)]
struct Section {
    id: &'static str,
    /// How many in all.
    count: u64,
    title: &'static str,
    entries: Vec<Entry>,
    /// To the whole list, where not all of it stands here.
    more: Option<Link>,
}

/// One thing that waits.
#[derive(Clone, Debug, Default)]
struct Entry {
    title: String,
    path: String,
    about: String,
    /// A telephone number to ring; may be empty.
    phone: String,
    /// What to do next, where that is not what its title leads to.
    act: Option<Link>,
    /// Where it is noted, given to somebody or put off; may be empty.
    tend: String,
    /// Who looks after it; may be empty.
    carer: String,
    side: Side,
}

/// What stands at the end of a line.
#[derive(Clone, Debug)]
enum Side {
    Tag(Tag),
    Length(i64),
    /// Too long: how long.
    Overdue(String),
    Plain(String),
}

impl Default for Side {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

/// The state of the book, in a sentence.
#[derive(Clone, Debug)]
enum Book {
    Unchecked,
    Balanced(String),
    Wrong(String),
}

/// Which section is asked for with all its entries.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    all: String,
    /// `show`: also what rests.
    #[serde(default)]
    resting: String,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (bank, moment) = (page.bank().clone(), page.moment());
    let person = page.person()?.clone();
    let shows_resting = asked.resting == "show";
    let to_do = app
        .read(move |conn| {
            let desk = Desk::read(conn, &bank, &moment, &Limits::of(&asked.all, shows_resting))?;
            let book = book(conn, &bank, moment.today)?;
            let first_day = first_day::tasks(conn, &person)?;
            Ok((desk, book, first_day))
        })
        .await?;
    let (desk, book, first_day) = to_do;
    page.show(|shell| ToDo {
        shell,
        lead: desk.lead,
        sections: desk.sections,
        approvals: desk.approvals,
        resting: desk.resting,
        shows_resting,
        first_day,
        book,
        form: Form::new(),
    })
}

fn book(conn: &Connection, bank: &Bank, today: chrono::NaiveDate) -> timebank::Result<Book> {
    let checks = books::checks(conn, 1)?;
    Ok(checks.first().map_or(Book::Unchecked, |check| {
        let when = when(check.at, bank.zone, today);
        if check.clean {
            Book::Balanced(when)
        } else {
            Book::Wrong(when)
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::Tone;

    fn page(sections: Vec<Section>, book: Book) -> String {
        ToDo {
            shell: Shell::sample(),
            lead: "Grace Adeyemi has waited longest.".into(),
            approvals: 12,
            sections,
            resting: 2,
            shows_resting: false,
            first_day: Vec::new(),
            book,
            form: Form::new(),
        }
        .render()
        .unwrap()
    }

    fn section() -> Section {
        let entry = |side| Entry {
            title: "Ann Whitcombe helped Bob Farrow".into(),
            path: "/exchanges/1".into(),
            about: "Gardening, 19 November. Both confirmed.".into(),
            phone: "01632 960142".into(),
            act: Some(Link::new("Find somebody", "/listings/1#helpers")),
            tend: "/to-do/disputes/1".into(),
            carer: "Ken Doyle".into(),
            side,
        };
        Section {
            id: "approvals",
            count: 12,
            title: "Approvals waiting",
            entries: vec![
                entry(Side::Length(90)),
                entry(Side::Tag(Tag::new("Waiting", Tone::Waiting))),
                entry(Side::Overdue("11 days".into())),
            ],
            more: Some(Link::new("See all 12 approvals", "/approvals")),
        }
    }

    #[test]
    fn what_waits_stands_with_its_count_in_the_margin() {
        let html = page(vec![section()], Book::Balanced("today at 7:02am".into()));
        for part in [
            "<h2 class=\"leaf__margin tally\" id=\"approvals\"><b>12</b> Approvals waiting</h2>",
            "1 hour 30 minutes",
            "<span class=\"unanswered\">11 days</span>",
            "href=\"tel:+441632960142\"",
            "See all 12 approvals",
            "Go through the approvals",
            "Ken Doyle looks after it",
            "href=\"/listings/1#helpers\">Find somebody",
            "href=\"/to-do/disputes/1\"",
            "2 things rest until later",
            "The books balance. Last checked today at 7:02am.",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }

    #[test]
    fn a_day_with_nothing_to_do_says_so() {
        let html = page(Vec::new(), Book::Unchecked);
        assert!(html.contains("Nothing waits for you"));
        assert!(html.contains("Nobody has checked the books yet."));
        assert!(!html.contains("tally"));
    }

    #[test]
    fn books_that_do_not_agree_are_the_first_thing_on_the_page() {
        let html = page(vec![section()], Book::Wrong("today at 7:02am".into()));
        assert!(html.find("error-summary").unwrap() < html.find("<h1>").unwrap());
        assert!(!html.contains("The books balance"));
    }

    #[test]
    fn the_first_day_is_a_list_of_tasks() {
        let html = ToDo {
            shell: Shell::sample(),
            lead: String::new(),
            sections: Vec::new(),
            approvals: 0,
            resting: 0,
            shows_resting: false,
            first_day: first_day::samples(),
            book: Book::Unchecked,
            form: Form::new(),
        }
        .render()
        .unwrap();
        assert!(html.contains("<h1>Your timebank is open</h1>"));
        assert!(html.contains("Not yet started") && html.contains("Completed"));
        assert!(
            html.contains("class=\"button\" href=\"/first-day/questions\">Answer five questions")
        );
        assert!(html.contains("1 of 12"));
        assert!(html.contains("name=\"task\"") && html.contains("value=\"backup\""));
        assert!(!html.contains("Nothing waits for you"));
    }
}
