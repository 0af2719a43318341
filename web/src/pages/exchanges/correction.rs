//! Putting right what stands in the book: a member asks for it, a coordinator does it on one page
//! that shows what stands there and asks for what is right.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Datelike as _;
use rusqlite::Transaction;
use timebank::category;
use timebank::exchange::{self, Correction, Exchange};
use timebank::{CategoryId, ExchangeId, clock};

use super::act::Act;
use super::page::{self, Seen, overtaken};
use super::question::{Question, WAS, WHEN, with_length};
use super::telling::Telling;
use crate::app::App;
use crate::components::{Choice, kinds};
use crate::error::Result;
use crate::extract::Path;
use crate::forms::{DayQuestion, DurationQuestion, Form};
use crate::page::{Page, Shell};
use crate::words::say;

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
pub async fn correct(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.coordinator()?, act.id, act.moment());
    let version = act.version();
    let seen = page::read(&act.app, &act.page, id).await?;
    if let Some(right) = read(&mut act, &seen.exchange) {
        let command =
            move |tx: &Transaction<'_>| exchange::correct(tx, &by, id, version, &right, &moment);
        let answer = act.app.write(command).await;
        match super::refused(&mut act.form, answer) {
            Ok(Some(now)) => return Ok(super::done(now.id, "corrected")),
            Ok(None) => {}
            Err(error) => return overtaken(&act.app, act.page, id, error, None).await,
        }
    }
    let shown = Shown::read(&act.app, &act.page, &seen).await?;
    act.page.refuse(|shell| shown.page(shell, act.form))
}

/// One of the two asks a coordinator to put it right.
pub async fn request_correction(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.member()?, act.id, act.moment());
    let reason = act.reason_wanted(say("exchange-say-what-is-wrong"));
    let claimed = act.length_if_any();
    act.answer(Question::CorrectionRequest, "asked", move |tx| {
        exchange::ask_to_correct(tx, &by, id, claimed, &reason, &moment)
    })
    .await
}

/// A coordinator answers that it stays, and why.
pub async fn keep(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.coordinator()?, act.id, act.moment());
    let reason = act.reason_wanted(say("exchange-say-why-it-stays-as"));
    act.answer(Question::Keeping, "kept", move |tx| {
        exchange::keep_as_it_is(tx, &by, id, &reason, &moment)
    })
    .await
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
            categories: kinds::to_choose(&categories),
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
            others: crate::words::list(&[giver, receiver]),
            sides: vec![
                Choice::new(
                    "same",
                    say!(
                        "exchange-one-helped-other",
                        giver = giver,
                        receiver = receiver
                    ),
                ),
                Choice::new(
                    "other",
                    say!(
                        "exchange-one-helped-other",
                        giver = receiver,
                        receiver = giver
                    ),
                ),
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
fn read(act: &mut Act, wrong: &Exchange) -> Option<Correction> {
    let (done_on, minutes) = act.done();
    let reason = act.reason_wanted(say("exchange-say-why-it-is-put"));
    let form = &act.form;
    if !form.is_clean() {
        return None;
    }
    let (giver, receiver) = (wrong.giver.id, wrong.receiver.id);
    let (giver, receiver) = if form.value("side") == "other" {
        (receiver, giver)
    } else {
        (giver, receiver)
    };
    Some(Correction {
        id: ExchangeId::new(form.value("id").parse().ok()?),
        giver,
        receiver,
        category: form.value("category").parse().ok().map(CategoryId::new),
        description: form.text("description"),
        done_on,
        minutes,
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
