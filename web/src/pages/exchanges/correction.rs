//! Putting right what stands in the book: a member asks for it, a coordinator does it on one page
//! that shows what stands there and asks for what is right.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Datelike as _;
use ledger::Minutes;
use rusqlite::Transaction;
use timebank::category;
use timebank::exchange::{self, Correction, Exchange};
use timebank::{CategoryId, ExchangeId, clock};

use super::desk::version;
use super::page::{self, Seen, overtaken};
use super::question::{self, Question, WAS, WHEN, with_length};
use super::telling::Telling;
use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::{DayQuestion, DurationQuestion, Form};
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "exchanges/correction.html")]
struct CorrectionPage {
    shell: Shell,
    form: Form,
    id: ExchangeId,
    reference: String,
    sentence: String,
    others: String,
    sides: Vec<Choice>,
    categories: Vec<Choice>,
    day: DayQuestion,
    length: DurationQuestion,
}

/// "Put it right"
pub async fn ask_to_correct(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    let seen = page::read(&app, &page, id).await?;
    if !seen.choices.correct {
        return Ok(Redirect::to(&format!("/exchanges/{id}")).into_response());
    }
    let form = prefilled(&seen.exchange);
    let shown = Shown::read(&app, &page, &seen).await?;
    page.show(|shell| shown.page(shell, form))
}

/// Puts it right: the reversal and the right one in one commit.
pub async fn correct(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment, version) = (page.coordinator()?, page.moment(), version(&form));
    let seen = page::read(&app, &page, id).await?;
    if let Some(right) = read(&mut form, &page, &seen.exchange) {
        let command =
            move |tx: &Transaction<'_>| exchange::correct(tx, &by, id, version, &right, &moment);
        let answer = app.write(command).await;
        match super::refused(&mut form, answer) {
            Ok(Some(now)) => return Ok(super::done(now.id, "corrected")),
            Ok(None) => {}
            Err(error) => return overtaken(&app, page, id, error).await,
        }
    }
    let shown = Shown::read(&app, &page, &seen).await?;
    page.refuse(|shell| shown.page(shell, form))
}

/// "What is wrong?", after it was posted.
pub async fn ask_for_correction(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    let seen = page::read(&app, &page, id).await?;
    question::ask(page, &seen, Question::CorrectionRequest)
}

/// One of the two asks a coordinator to put it right.
pub async fn request_correction(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    let reason = form.lines("reason");
    form.ask("reason", "Say what is wrong");
    let typed = !form.text("hours").is_empty() || !form.text("minutes").is_empty();
    let length = typed.then(|| WAS.read(&form));
    let claimed = length
        .and_then(|length| form.take(length))
        .and_then(|minutes| Minutes::new(minutes.into()));
    let command = move |tx: &Transaction<'_>| {
        exchange::ask_to_correct(tx, &by, id, claimed, &reason, &moment)
    };
    let question = Question::CorrectionRequest;
    question::answer(&app, page, id, question, "asked", form, command).await
}

/// "Leave it as it is"
pub async fn ask_to_keep(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    let seen = page::read(&app, &page, id).await?;
    question::ask(page, &seen, Question::Keeping)
}

/// A coordinator answers that it stays, and why.
pub async fn keep(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let reason = form.lines("reason");
    form.ask("reason", "Say why it stays as it is");
    let command =
        move |tx: &Transaction<'_>| exchange::keep_as_it_is(tx, &by, id, &reason, &moment);
    question::answer(&app, page, id, Question::Keeping, "kept", form, command).await
}

/// What the page shows beside the form.
struct Shown {
    id: ExchangeId,
    reference: String,
    sentence: String,
    names: [String; 2],
    categories: Vec<Choice>,
}

impl Shown {
    async fn read(app: &App, page: &Page, seen: &Seen) -> Result<Self> {
        let exchange = &seen.exchange;
        let categories = app.read(category::list).await?;
        let telling = Telling::new(exchange, page.person()?.id(), page.bank().zone);
        Ok(Self {
            id: exchange.id,
            reference: exchange.reference.printed(&page.bank().prefix),
            sentence: telling.sentence(),
            names: [exchange.giver.name.clone(), exchange.receiver.name.clone()],
            categories: categories
                .into_iter()
                .map(|kind| Choice::new(kind.id, kind.name))
                .collect(),
        })
    }

    fn page(self, shell: Shell, form: Form) -> CorrectionPage {
        let [giver, receiver] = &self.names;
        CorrectionPage {
            shell,
            form,
            id: self.id,
            reference: self.reference,
            sentence: self.sentence,
            others: format!("{giver} and {receiver}"),
            sides: vec![
                Choice::new("same", format!("{giver} helped {receiver}")),
                Choice::new("other", format!("{receiver} helped {giver}")),
            ],
            categories: self.categories,
            day: WHEN,
            length: WAS,
        }
    }
}

fn prefilled(exchange: &Exchange) -> Form {
    let day = exchange.done_on;
    let form = Form::new()
        .with("id", clock::new_id().to_string())
        .with("version", exchange.version.to_string())
        .with("side", "same")
        .with(
            "category",
            exchange
                .category
                .map(|kind| kind.to_string())
                .unwrap_or_default(),
        )
        .with("description", exchange.description.clone())
        .with("when", "other")
        .with("day", day.day().to_string())
        .with("month", day.month().to_string())
        .with("year", day.year().to_string());
    with_length(form, exchange.raw_minutes)
}

/// What is right, where the form says so; else the form has its messages.
fn read(form: &mut Form, page: &Page, wrong: &Exchange) -> Option<Correction> {
    let (day, length) = (WHEN.read(form, page.today()), WAS.read(form));
    let (day, minutes) = (form.take(day), form.take(length));
    let reason = form.lines("reason");
    form.ask("reason", "Say why it is put right");
    let id = form.value("id").parse().ok();
    let swapped = form.value("side") == "other";
    let (giver, receiver) = (wrong.giver.id, wrong.receiver.id);
    let (giver, receiver) = if swapped {
        (receiver, giver)
    } else {
        (giver, receiver)
    };
    if !form.is_clean() {
        return None;
    }
    Some(Correction {
        id: ExchangeId::new(id?),
        giver,
        receiver,
        category: form.value("category").parse().ok().map(CategoryId::new),
        description: form.text("description"),
        done_on: day?,
        minutes: Minutes::new(minutes?.into())?,
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use timebank::exchange::ExchangeState;

    #[test]
    fn the_page_begins_with_what_stands_in_the_book() {
        let exchange = samples::exchange(ExchangeState::Confirmed);
        let shown = Shown {
            id: exchange.id,
            reference: "W-26-1179".into(),
            sentence: "Ann Whitcombe helped Bob Farrow.".into(),
            names: ["Ann Whitcombe".into(), "Bob Farrow".into()],
            categories: vec![Choice::new("2", "Gardening")],
        };
        let html = shown
            .page(Shell::sample(), prefilled(&exchange))
            .render()
            .unwrap();
        assert!(html.contains("value=\"2\" selected"));
        assert!(html.contains("Bob Farrow helped Ann Whitcombe"));
        assert!(html.contains("/correction\" method=\"post\""));
        assert_eq!(html.matches("<h1").count(), 1);
    }
}
