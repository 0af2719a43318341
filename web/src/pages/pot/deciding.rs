//! A grant that waits for a second pair of eyes: looked at, given or declined.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use ledger::TransferId;
use timebank::pot::{self, Decided, Proposed};
use uuid::Uuid;

use crate::app::App;
use crate::components::Fact;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "pot/waiting.html")]
struct Ask {
    shell: Shell,
    form: Form,
    id: String,
    title: String,
    facts: Vec<Fact>,
    said: String,
    /// What was decided, in a sentence; empty while it waits.
    decided: String,
    /// Why it was declined.
    reason: String,
    /// Whether whoever looks may decide: they neither proposed it nor get it.
    may: bool,
}

impl Ask {
    fn new(shell: Shell, form: Form, grant: &Proposed, may: bool) -> Self {
        Self {
            id: grant.id.uuid().to_string(),
            title: title(grant),
            facts: vec![
                Fact::new("Proposed by", grant.by_name.clone()),
                Fact::new("Proposed", words::instant(grant.at, shell.zone)),
            ],
            said: grant.words.clone(),
            decided: grant
                .decided
                .as_ref()
                .map_or_else(String::new, |decided| outcome(decided, shell.zone)),
            reason: match &grant.decided {
                Some(decided) => decided.reason.clone(),
                None => String::new(),
            },
            shell,
            form,
            may,
        }
    }
}

/// "Declined by Owen Finch on 22 November 2026".
pub(super) fn outcome(decided: &Decided, zone: Tz) -> String {
    let day = words::day(decided.at.with_timezone(&zone).date_naive());
    let name = &decided.by_name;
    if decided.given {
        say!("pot-given-by-on", name = name, day = day)
    } else {
        say!("pot-declined-by-on", name = name, day = day)
    }
}

/// `12 hours for Bob Farrow`.
pub(super) fn title(grant: &Proposed) -> String {
    let length = words::length(grant.minutes.get());
    say!("pot-length-for", length = length, name = &grant.taker_name)
}

async fn read(app: &App, page: &Page, id: Uuid) -> Result<(Proposed, bool)> {
    let me = page.person()?.id();
    let id = TransferId::new(id);
    let grant = app.read(move |conn| pot::proposed_grant(conn, id)).await?;
    let may = me != grant.by && me != grant.taker && grant.decided.is_none();
    Ok((grant, may))
}

/// The page.
pub async fn show(State(app): State<App>, page: Page, Path(id): Path<Uuid>) -> Result<Response> {
    let (grant, may) = read(&app, &page, id).await?;
    page.show(|shell| Ask::new(shell, Form::new(), &grant, may))
}

/// Gives it.
pub async fn approve(State(app): State<App>, page: Page, Path(id): Path<Uuid>) -> Result<Response> {
    let (by, moment) = (page.treasurer()?, page.moment());
    app.write(move |tx| pot::approve_grant(tx, &by, TransferId::new(id), &moment))
        .await?;
    Ok(Redirect::to("/pot?done=granted").into_response())
}

/// Declines it.
pub async fn decline(
    State(app): State<App>,
    page: Page,
    Path(id): Path<Uuid>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment, reason) = (page.treasurer()?, page.moment(), form.lines("words"));
    let answer = app
        .write(move |tx| pot::decline_grant(tx, &by, TransferId::new(id), &reason, &moment))
        .await;
    if refused(&mut form, answer)?.is_some() {
        return Ok(Redirect::to("/pot?done=declined").into_response());
    }
    let (grant, may) = read(&app, &page, id).await?;
    page.refuse(|shell| Ask::new(shell, form, &grant, may))
}

#[cfg(test)]
mod tests {
    use ledger::Minutes;
    use timebank::MemberId;

    use super::*;

    fn page(may: bool, decided: Option<Decided>) -> String {
        let grant = Proposed {
            id: TransferId::new(Uuid::from_u128(7)),
            taker: MemberId::new(Uuid::from_u128(2)),
            taker_name: "Bob Farrow".into(),
            minutes: Minutes::new(720).unwrap(),
            words: "A hard month".into(),
            by: MemberId::new(Uuid::from_u128(3)),
            by_name: "Ruth Calder".into(),
            at: "2026-11-22T10:00:00Z".parse().unwrap(),
            decided,
        };
        Ask::new(Shell::sample(), Form::new(), &grant, may)
            .render()
            .unwrap()
    }

    #[test]
    fn whoever_may_decide_finds_both_answers_and_the_proposer_neither() {
        let html = page(true, None);
        for part in [
            "12 hours for Bob Farrow",
            "A hard month",
            "/approval",
            "/refusal",
        ] {
            assert!(html.contains(part), "{part}");
        }
        let html = page(false, None);
        assert!(!html.contains("<button type=\"submit\" class=\"button\""));
        assert!(html.contains("Somebody else"));
    }

    #[test]
    fn a_declined_grant_says_by_whom_and_why_and_offers_nothing_more() {
        let decided = Decided {
            given: false,
            reason: "Too soon".into(),
            by_name: "Owen Finch".into(),
            at: "2026-11-23T10:00:00Z".parse().unwrap(),
        };
        let html = page(true, Some(decided));
        assert!(html.contains("Declined by Owen Finch on 23 November 2026"));
        assert!(html.contains("“Too soon”"));
        assert!(!html.contains("/approval") && !html.contains("Somebody else decides"));
    }
}
