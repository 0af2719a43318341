//! The page after logging: what was sent, its reference, and the steps ahead. It can be loaded
//! again, kept and printed; when the exchange has moved on, so have the steps.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::exchange::{self, Exchange, ExchangeState, RecordedAs, StepKind, Then};
use timebank::{ExchangeId, Person};

use super::telling::{Telling, balance_change};
use crate::app::App;
use crate::components::Step;
use crate::error::Result;
use crate::extract::Path;
use crate::page::{Page, Shell};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "exchanges/sent.html")]
struct Sent {
    shell: Shell,
    id: ExchangeId,
    title: String,
    what: String,
    reference: String,
    steps: Vec<Step>,
    for_somebody: bool,
    for_both: bool,
}

impl Sent {
    fn new(
        shell: Shell,
        prefix: &str,
        telling: &Telling<'_>,
        exchange: &Exchange,
        asked: Option<&str>,
        (balance, then): (Option<i64>, Option<Then>),
    ) -> Self {
        let length = words::length(exchange.minutes.get());
        let day = words::day(exchange.done_on);
        Self {
            id: exchange.id,
            title: match asked {
                Some(name) => say!("exchange-sent-to-to-confirm", name = name),
                None => say("exchange-written-down-for-approval"),
            },
            what: say!(
                "exchange-on",
                what = exchange.what(),
                length = length,
                day = day
            ),
            reference: exchange.reference.printed(prefix),
            steps: steps_ahead(&shell, telling, exchange, balance, then),
            for_somebody: exchange.recorded_as == RecordedAs::Coordinator,
            for_both: asked.is_none(),
            shell,
        }
    }
}

/// The page, to whoever logged the exchange; everybody else is led to the exchange itself.
pub async fn sent(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    let person = page.person()?.clone();
    let read = {
        let person = person.clone();
        move |conn: &rusqlite::Connection| {
            let exchange = exchange::view(conn, &person, id)?;
            let steps = exchange::steps(conn, id)?;
            let balance = match exchange.side_of(person.id()) {
                Some(side) => {
                    Some(exchange::balance_after(conn, &person, side, exchange.minutes)?.1)
                }
                None => None,
            };
            let then = exchange::then(conn, &exchange)?;
            Ok((exchange, steps, balance, then))
        }
    };
    let (exchange, steps, balance, then) = app.read(read).await?;
    let spoke = steps
        .iter()
        .find(|step| step.kind == StepKind::Recorded)
        .and_then(|step| step.spoke);
    if !is_on_its_way(&exchange, &person) {
        return Ok(Redirect::to(&format!("/exchanges/{id}")).into_response());
    }
    let asked = asked(&exchange, spoke);
    let prefix = page.bank().prefix.clone();
    let telling = Telling::new(&exchange, person.id(), page.bank().zone);
    page.show(|shell| Sent::new(shell, &prefix, &telling, &exchange, asked, (balance, then)))
}

/// Whether this person logged it and nothing went another way since.
fn is_on_its_way(exchange: &Exchange, person: &Person) -> bool {
    let straight = matches!(
        exchange.state,
        ExchangeState::Recorded { .. } | ExchangeState::Confirmed | ExchangeState::Posted { .. }
    );
    straight && exchange.recorded_by == Some(person.id())
}

/// How the one who was asked to confirm is greeted; nobody where both had told.
fn asked(exchange: &Exchange, spoke: Option<timebank::MemberId>) -> Option<&str> {
    let told = match exchange.recorded_as {
        RecordedAs::Giver => Some(exchange.giver.id),
        RecordedAs::Receiver => Some(exchange.receiver.id),
        RecordedAs::Coordinator | RecordedAs::System => spoke,
    };
    told.map(|told| &*exchange.other_party(told).greeting)
}

fn steps_ahead(
    shell: &Shell,
    telling: &Telling<'_>,
    exchange: &Exchange,
    balance: Option<i64>,
    then: Option<Then>,
) -> Vec<Step> {
    let ahead = |title: String, about: String| Step {
        title,
        about,
        ahead: true,
        ..Step::default()
    };
    let mut steps = Vec::new();
    if let Some(party) = telling.awaited() {
        let about = then.map_or_else(String::new, |then| {
            let at = then.at.with_timezone(&shell.zone).date_naive();
            telling.unless(then.outcome, &words::day_near(at, shell.today))
        });
        steps.push(ahead(
            say!("exchange-confirms-it", name = &party.greeting),
            about,
        ));
    }
    if !exchange.state.is_final() {
        steps.push(ahead(
            say("exchange-a-coordinator-approves-it"),
            say("exchange-somebody-who-took-no-part"),
        ));
    }
    let posted = exchange.state.is_final();
    steps.push(match balance {
        _ if posted => Step {
            title: say("exchange-it-is-approved-and-stands-d"),
            ..Step::default()
        },
        Some(after) => ahead(
            say("exchange-it-stands-in-your-statement"),
            say!(
                "exchange-your-balance-will-then-be",
                after = balance_change(after, after).1
            ),
        ),
        None => ahead(
            say("exchange-it-stands-in-both-statements"),
            say("exchange-the-hours-count-from-then"),
        ),
    });
    steps
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use timebank::exchange::{Awaits, Side};

    fn html(
        exchange: &Exchange,
        me: timebank::MemberId,
        spoke: Option<timebank::MemberId>,
    ) -> String {
        let shell = Shell::sample();
        let telling = Telling::new(exchange, me, shell.zone);
        let balance = telling.side().map(|_| 300);
        Sent::new(
            shell,
            "W",
            &telling,
            exchange,
            asked(exchange, spoke),
            (balance, None),
        )
        .render()
        .unwrap()
    }

    #[test]
    fn what_was_sent_is_shown_with_its_reference_and_the_steps_ahead() {
        let mut exchange = samples::exchange(ExchangeState::Recorded {
            awaits: Awaits::of(Side::Receiver),
        });
        exchange.recorded_as = RecordedAs::Giver;
        let html = html(&exchange, samples::ANN, None);
        assert!(html.contains("<h1>Sent to Bob to confirm</h1>"));
        assert!(html.contains("Gardening, 1 hour 30 minutes, on 19 November 2026"));
        assert!(html.contains("W-26-1179"));
        assert_eq!(html.matches("class=\"ahead\"").count(), 3);
        assert!(html.contains("Your balance will then be 5 hours."));
        assert!(html.contains("Log more hours"));
        assert!(!html.contains("Go to approvals"));
    }

    #[test]
    fn a_slip_that_both_signed_goes_straight_to_the_approvals() {
        let mut exchange = samples::exchange(ExchangeState::Confirmed);
        exchange.recorded_as = RecordedAs::Coordinator;
        let html = html(&exchange, samples::RUTH, None);
        assert!(html.contains("<h1>Written down for approval</h1>"));
        assert!(html.contains("Enter another"));
        assert!(html.contains("Go to approvals"));
        assert_eq!(html.matches("class=\"ahead\"").count(), 2);
    }

    #[test]
    fn told_by_one_it_is_sent_to_the_other_and_stays_so_when_loaded_again() {
        let mut exchange = samples::exchange(ExchangeState::Confirmed);
        exchange.recorded_as = RecordedAs::Coordinator;
        let html = html(&exchange, samples::RUTH, Some(samples::ANN));
        assert!(html.contains("<h1>Sent to Bob to confirm</h1>"));
        assert!(!html.contains("Go to approvals"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let sent = || {
            let mut exchange = samples::exchange(ExchangeState::Recorded {
                awaits: Awaits::of(Side::Receiver),
            });
            exchange.recorded_as = RecordedAs::Giver;
            html(&exchange, samples::ANN, None)
        };
        let html = crate::spanish::in_spanish(&[], sent);
        assert!(html.contains("<h1>Enviado a Bob para confirmar</h1>"));
    }
}
