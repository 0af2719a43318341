//! Proposing a regular arrangement: who helps, with what, how often, from when, until when.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Minutes;
use rusqlite::Connection;
use serde::Deserialize;
use timebank::exchange::{self, Side};
use timebank::member::{self, Profile, State as Membership};
use timebank::series::{self, NewSeries, Rhythm, Until};
use timebank::{CategoryId, ExchangeId, MemberId, SeriesId, category, clock};

use super::address;
use crate::app::App;
use crate::components::{Choice, kinds};
use crate::error::{Result, WebError};
use crate::extract::Query;
use crate::forms::{DayQuestion, DurationQuestion, Form};
use crate::page::{Page, Shell};
use crate::pages::exchanges::{refused, with_length};
use crate::words::say;

/// "When is the first time?", in three boxes.
const FIRST: DayQuestion = DayQuestion {
    when: "",
    past_only: false,
    ..DayQuestion::done("subject-first-day")
};

/// "Until which day?", in three boxes.
const LAST: DayQuestion = DayQuestion {
    when: "",
    day: "last_day",
    month: "last_month",
    year: "last_year",
    subject: "subject-last-day",
    past_only: false,
};

/// "How long, each time?"
const EACH: DurationQuestion = DurationQuestion {
    hours: "hours",
    minutes: "minutes",
    subject: "subject-how-long-each-time",
};

/// With whom, or like which exchange.
#[derive(Debug, Deserialize)]
pub struct Wish {
    with: Option<MemberId>,
    exchange: Option<ExchangeId>,
}

#[derive(Template)]
#[template(path = "regular/new.html")]
struct New {
    shell: Shell,
    form: Form,
    name: String,
    greeting: String,
    back: String,
    sides: Vec<Choice>,
    categories: Vec<Choice>,
    rhythms: Vec<Choice>,
    ends: Vec<Choice>,
    logs: Vec<Choice>,
    first: DayQuestion,
    last: DayQuestion,
    length: DurationQuestion,
}

/// What the page shows beside the form.
struct Shown {
    other: Profile,
    categories: Vec<Choice>,
}

impl Shown {
    fn read(conn: &Connection, with: MemberId) -> timebank::Result<Self> {
        Ok(Self {
            other: member::get(conn, with)?,
            categories: kinds::to_choose(&category::list(conn)?),
        })
    }

    fn page(self, shell: Shell, form: Form) -> New {
        let greeting = self.other.greeting().to_owned();
        New {
            shell,
            back: format!("/people/{}", self.other.id),
            sides: vec![
                Choice::new("received", say!("arrange-would-help-me", name = &greeting)),
                Choice::new("gave", say!("arrange-i-would-help", name = &greeting)),
            ],
            categories: self.categories,
            rhythms: vec![
                Choice::new(Rhythm::Weekly.as_str(), say("regular-every-week")),
                Choice::new(
                    Rhythm::Fortnightly.as_str(),
                    say("regular-every-other-week"),
                ),
                Choice::new(Rhythm::Monthly.as_str(), say("regular-every-month")),
            ],
            ends: vec![
                Choice::new("times", say("regular-after-so-many-times")),
                Choice::new("day", say("regular-on-a-last-day")),
            ],
            logs: vec![
                Choice::new("me", say("regular-me")),
                Choice::new("other", greeting.clone()),
            ],
            name: self.other.name.clone(),
            greeting,
            first: FIRST,
            last: LAST,
            length: EACH,
            form,
        }
    }
}

/// The page.
pub async fn ask(State(app): State<App>, page: Page, Query(wish): Query<Wish>) -> Result<Response> {
    let me = page.member()?;
    let (person, my_id) = (me.person().clone(), me.id());
    let (shown, form) = app
        .read(move |conn| {
            let like = wish
                .exchange
                .map(|id| exchange::view(conn, &person, id))
                .transpose()?
                .filter(|exchange| exchange.side_of(my_id).is_some());
            let mut form = Form::new()
                .with("id", clock::new_id().to_string())
                .with("ends", "times")
                .with("logs", "me");
            let mut other = wish.with;
            if let Some(exchange) = like {
                other = Some(exchange.other_party(my_id).id);
                let gave = exchange.side_of(my_id) == Some(Side::Giver);
                form.set("way", if gave { "gave" } else { "received" });
                form.set("description", exchange.description.clone());
                let kind = exchange.category.map(|kind| kind.to_string());
                form.set("category", kind.unwrap_or_default());
                form = with_length(form, exchange.minutes);
            }
            let shown = other.map(|id| Shown::read(conn, id)).transpose()?;
            Ok((shown, form))
        })
        .await?;
    let Some(shown) = shown else {
        return Ok(Redirect::to("/people").into_response());
    };
    if shown.other.id == my_id || shown.other.state != Membership::Active {
        return Err(WebError::conflict(say(
            "arrange-choose-somebody-else-who-takes",
        )));
    }
    let form = form.with("with", shown.other.id.to_string());
    page.show(|shell| shown.page(shell, form))
}

/// Asks the other one.
pub async fn propose(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    let with = form
        .value("with")
        .parse()
        .map_err(|_| WebError::not_found())?;
    if let Some(new) = read(&mut form, &page, by.id(), with) {
        let answer = app
            .write(move |tx| series::propose(tx, &by, &new, &moment))
            .await;
        if let Some(series) = refused(&mut form, answer)? {
            let path = format!("{}?done=proposed", address(series.id));
            return Ok(Redirect::to(&path).into_response());
        }
    }
    let shown = app.read(move |conn| Shown::read(conn, with)).await?;
    page.refuse(|shell| shown.page(shell, form))
}

fn read(form: &mut Form, page: &Page, me: MemberId, with: MemberId) -> Option<NewSeries> {
    let my_side = match form.value("way") {
        "gave" => Some(Side::Giver),
        "received" => Some(Side::Receiver),
        _ => {
            form.refuse("way", say("arrange-select-who-would-help"));
            None
        }
    };
    let rhythm = Rhythm::parse(form.value("rhythm"));
    if rhythm.is_none() {
        form.refuse("rhythm", say("regular-select-how-often"));
    }
    let (first, length) = (FIRST.read(form, page.today()), EACH.read(form));
    let (first_on, minutes) = (form.take(first), form.take(length));
    let until = until(form, page);
    let id = form.value("id").parse().ok();
    if !form.is_clean() {
        return None;
    }
    let my_side = my_side?;
    let (giver, receiver) = match my_side {
        Side::Giver => (me, with),
        Side::Receiver => (with, me),
    };
    Some(NewSeries {
        id: SeriesId::new(id?),
        giver,
        receiver,
        category: form.value("category").parse().ok().map(CategoryId::new),
        description: form.text("description"),
        minutes: Minutes::new(minutes?.into())?,
        rhythm: rhythm?,
        first_on: first_on?,
        until: until?,
        logs: match form.value("logs") {
            "other" => my_side.other(),
            _ => my_side,
        },
    })
}

fn until(form: &mut Form, page: &Page) -> Option<Until> {
    if form.value("ends") == "day" {
        let last = LAST.read(form, page.today());
        return form.take(last).map(Until::Day);
    }
    let times = form.text("times").parse().ok();
    if times.is_none() {
        form.refuse("times", say("regular-enter-how-many-times-from"));
    }
    times.map(Until::Times)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::people::samples;

    #[test]
    fn the_page_asks_who_what_how_often_and_until_when() {
        let shown = Shown {
            other: samples::dilys(),
            categories: vec![Choice::new("2", "Gardening")],
        };
        let html = shown.page(Shell::sample(), Form::new()).render().unwrap();
        assert_eq!(html.matches("<h1").count(), 1);
        for part in [
            "action=\"/regular\" method=\"post\"",
            "Every other week",
            "name=\"times\"",
            "name=\"last_day\"",
            "Who writes it down afterwards?",
        ] {
            assert!(html.contains(part), "{part}");
        }
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        crate::spanish::in_spanish(&[], || {
            let shown = Shown {
                other: samples::dilys(),
                categories: vec![Choice::new("2", "Gardening")],
            };
            shown.page(Shell::sample(), Form::new()).render().unwrap()
        });
    }
}
