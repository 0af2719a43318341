//! From boxes ticked to hours in the book: look once more at what was chosen, then approve it.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::{Connection, Transaction};
use timebank::exchange::{self, Exchange};
use timebank::{Coordinator, Error, MemberId, Moment};

use super::chosen::{Chosen, together};
use super::queue::{FILTERS, NAMED, filters, refuse};
use crate::app::App;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::filters::encoded;
use crate::words;

#[derive(Template)]
#[template(path = "approvals/check.html")]
struct Check {
    shell: Shell,
    title: String,
    ready: Vec<Line>,
    minutes: i64,
    left: Vec<(Line, &'static str)>,
    /// The filters of the list, to come back to it.
    kept: Vec<(&'static str, String)>,
    back: String,
}

/// One exchange that was chosen.
#[derive(Clone, Debug)]
struct Line {
    chosen: Chosen,
    path: String,
    who: String,
    what: String,
    done_on: String,
    minutes: i64,
}

/// What was chosen, with its total; nothing is approved yet.
pub async fn check(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let chosen = Chosen::all(&form);
    if chosen.is_empty() {
        return refuse(&app, page, form).await;
    }
    let (me, today) = (page.person()?.id(), page.today());
    let (ready, left) = app.read(move |conn| sort(conn, &chosen, me, today)).await?;
    let kept = FILTERS
        .into_iter()
        .map(|name| (name, form.value(name).to_owned()))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    page.show(|shell| Check {
        shell,
        title: title(ready.len()),
        minutes: ready.iter().map(|line| line.minutes).sum(),
        ready,
        left,
        kept,
        back: filters(&form).address(),
    })
}

impl Check {
    fn chosen(&self) -> String {
        together(self.ready.iter().map(|line| line.chosen))
    }
}

fn title(ready: usize) -> String {
    match ready {
        0 => "None of these can be approved now".to_owned(),
        ready => format!("Approve {}?", words::count(ready, "exchange")),
    }
}

type Sorted = (Vec<Line>, Vec<(Line, &'static str)>);

/// What can be approved as it was looked at, and what cannot, with the reason.
fn sort(
    conn: &Connection,
    all: &[Chosen],
    me: MemberId,
    today: chrono::NaiveDate,
) -> timebank::Result<Sorted> {
    let (mut ready, mut left) = (Vec::new(), Vec::new());
    for chosen in all {
        let exchange = match exchange::get(conn, chosen.id) {
            Err(Error::NotFound(_)) => continue,
            found => found?,
        };
        let line = Line {
            chosen: *chosen,
            path: format!("/exchanges/{}", exchange.id),
            who: format!("{} helped {}", exchange.giver.name, exchange.receiver.name),
            what: exchange.what().to_owned(),
            done_on: words::day_near(exchange.done_on, today),
            minutes: exchange.minutes.get(),
        };
        match chosen.obstacle(&exchange, me) {
            None => ready.push(line),
            Some(reason) => left.push((line, reason)),
        }
    }
    Ok((ready, left))
}

/// Approves what was chosen and still stands as it was looked at, and leads back to the list.
pub async fn approve(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let chosen = Chosen::all(&form);
    if chosen.is_empty() {
        return refuse(&app, page, form).await;
    }
    let (by, moment) = (page.coordinator()?, page.moment());
    let done = app
        .write(move |tx| approve_chosen(tx, &by, &chosen, &moment))
        .await?;
    let mut address = filters(&form).address();
    let mark = if address.contains('?') { '&' } else { '?' };
    // Writing into a string cannot fail.
    let _ = write!(
        address,
        "{mark}approved={}&minutes={}",
        done.approved, done.minutes
    );
    for left in done.left.iter().take(NAMED) {
        let _ = write!(address, "&left={}", encoded(&left.to_string()));
    }
    Ok(Redirect::to(&address).into_response())
}

/// What came of it. A form sent twice finds its exchanges approved by its own first sending, and
/// counts them: the answer is the same.
#[derive(Debug, Default)]
struct Done {
    approved: usize,
    minutes: i64,
    left: Vec<Chosen>,
}

fn approve_chosen(
    tx: &Transaction<'_>,
    by: &Coordinator,
    chosen: &[Chosen],
    moment: &Moment,
) -> timebank::Result<Done> {
    let versions: Vec<_> = chosen
        .iter()
        .map(|chosen| (chosen.id, chosen.version))
        .collect();
    let outcome = exchange::approve_many(tx, by, &versions, moment)?;
    let mut done = Done {
        approved: outcome.approved.len(),
        minutes: outcome.minutes,
        left: Vec::new(),
    };
    for (id, _) in &outcome.left {
        let Some(chosen) = chosen.iter().find(|chosen| chosen.id == *id) else {
            continue;
        };
        match exchange::get(tx, *id) {
            Ok(exchange) if chosen.was_approved_by(&exchange, by.id()) => done.add(&exchange),
            Ok(_) => done.left.push(*chosen),
            Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

impl Done {
    fn add(&mut self, exchange: &Exchange) {
        self.approved += 1;
        self.minutes += exchange.minutes.get();
    }
}

#[cfg(test)]
mod tests {
    use timebank::ExchangeId;
    use timebank::clock::new_id;

    use super::*;

    fn line(who: &str, minutes: i64) -> Line {
        Line {
            chosen: Chosen {
                id: ExchangeId::new(new_id()),
                version: 2,
            },
            path: "/exchanges/7".into(),
            who: who.into(),
            what: "Sewing".into(),
            done_on: "13 November".into(),
            minutes,
        }
    }

    fn check(ready: Vec<Line>, left: Vec<(Line, &'static str)>) -> String {
        Check {
            shell: Shell::sample(),
            title: title(ready.len()),
            minutes: ready.iter().map(|line| line.minutes).sum(),
            ready,
            left,
            kept: vec![("kind", "3".into())],
            back: "/approvals?kind=3".into(),
        }
        .render()
        .unwrap()
    }

    #[test]
    fn the_people_and_the_total_are_shown_before_anything_is_approved() {
        let ready = vec![
            line("Ivy Lander helped Ann", 45),
            line("Mei helped Bob", 60),
        ];
        let html = check(ready, Vec::new());
        for part in [
            "<h1>Approve 2 exchanges?</h1>",
            "1 hour 45 minutes in all",
            "Ivy Lander helped Ann",
            "1\u{a0}h\u{a0}45\u{a0}min",
            "name=\"kind\" value=\"3\"",
            "Approve 2 exchanges</button>",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
        assert_eq!(html.matches("name=\"exchange\"").count(), 1);
    }

    #[test]
    fn what_changed_meanwhile_is_named_and_not_sent() {
        let left = (line("Mei helped Bob", 60), "It has been declined.");
        let html = check(Vec::new(), vec![left]);
        assert!(html.contains("None of these can be approved now"));
        assert!(html.contains("It has been declined."));
        assert!(!html.contains("name=\"exchange\""));
    }
}
