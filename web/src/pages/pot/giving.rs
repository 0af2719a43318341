//! A gift, a donation, a grant: the form, the page to check, the act.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::{Minutes, TransferId};
use rusqlite::{Connection, Transaction};
use serde::Deserialize;
use timebank::pot::{self, Granted, Hours};
use timebank::{MemberId, bank, clock, member, policy};

use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Query;
use crate::forms::{DurationQuestion, Form};
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;
use crate::words::{self, say};

/// "How many hours?"
const MANY: DurationQuestion = DurationQuestion {
    hours: "hours",
    minutes: "minutes",
    subject: "subject-how-many-hours",
};

/// What is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// To a person.
    Gift,
    /// To the pot.
    Donation,
    /// From the pot to a person.
    Grant,
}

impl Way {
    const fn path(self) -> &'static str {
        match self {
            Self::Gift => "/gifts",
            Self::Donation => "/donations",
            Self::Grant => "/pot/grants",
        }
    }

    fn title(self, name: &str) -> String {
        match self {
            Self::Gift => say!("pot-give-hours-to", name = name),
            Self::Donation => say("pot-give-hours-to-the-community"),
            Self::Grant => say!("pot-give-hours-from-the-pot", name = name),
        }
    }
}

/// To whom.
#[derive(Debug, Deserialize)]
pub struct Wish {
    to: Option<MemberId>,
}

/// To whom it goes, and how much there is to give.
struct Shown {
    way: Way,
    to: Option<(MemberId, String)>,
    available: i64,
    /// Grants of more minutes than this are looked at by somebody else first.
    second_over: Option<u32>,
}

impl Shown {
    fn read(
        conn: &Connection,
        way: Way,
        to: Option<MemberId>,
        own: ledger::AccountId,
    ) -> timebank::Result<Self> {
        let account = match way {
            Way::Grant => bank::get(conn)?.accounts.pot,
            Way::Gift | Way::Donation => own,
        };
        let to = to.map(|to| member::get(conn, to)).transpose()?;
        Ok(Self {
            way,
            to: to.map(|profile| (profile.id, profile.name)),
            available: ledger::available(conn, account)?.get(),
            second_over: policy::current(conn)?.grants.second_over,
        })
    }

    fn name(&self) -> String {
        match &self.to {
            Some((_, name)) => name.clone(),
            None => say("pot-the-pot"),
        }
    }

    fn back(&self) -> String {
        match &self.to {
            Some((id, _)) => format!("/people/{id}"),
            None => "/pot".to_owned(),
        }
    }

    fn page(&self, shell: Shell, form: Form) -> Giving {
        Giving {
            shell,
            form,
            way: self.way,
            title: self.way.title(&self.name()),
            name: self.name(),
            back: self.back(),
            available: self.available,
            length: MANY,
        }
    }
}

#[derive(Template)]
#[template(path = "pot/giving.html")]
struct Giving {
    shell: Shell,
    form: Form,
    way: Way,
    title: String,
    name: String,
    back: String,
    available: i64,
    length: DurationQuestion,
}

impl Giving {
    /// How much there is to give.
    fn available(&self) -> String {
        match (self.way, self.available) {
            (Way::Grant, left) => {
                let left = words::standing(left);
                say!("pot-the-pot-has", left = left, name = &self.name)
            }
            (_, left @ 1..) => say!("pot-you-have", length = words::length(left)),
            _ => say("pot-you-have-none"),
        }
    }
}

#[derive(Template)]
#[template(path = "pot/check.html")]
struct Check {
    shell: Shell,
    form: Form,
    way: Way,
    sentence: String,
    words: String,
    after: String,
    back: String,
}

/// "Give hours to Bob Farrow"
pub async fn ask_gift(
    State(app): State<App>,
    page: Page,
    Query(wish): Query<Wish>,
) -> Result<Response> {
    page.member()?;
    ask(&app, page, Way::Gift, wish.to).await
}

/// "Give hours to the community pot"
pub async fn ask_donation(State(app): State<App>, page: Page) -> Result<Response> {
    page.member()?;
    ask(&app, page, Way::Donation, None).await
}

/// "Give Bob Farrow hours from the pot"
pub async fn ask_grant(
    State(app): State<App>,
    page: Page,
    Query(wish): Query<Wish>,
) -> Result<Response> {
    page.coordinator()?;
    ask(&app, page, Way::Grant, wish.to).await
}

/// What the gift will be.
pub async fn check_gift(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    page.member()?;
    check(&app, page, Way::Gift, form).await
}

/// What the donation will be.
pub async fn check_donation(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    page.member()?;
    check(&app, page, Way::Donation, form).await
}

/// What the grant will be.
pub async fn check_grant(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    page.coordinator()?;
    check(&app, page, Way::Grant, form).await
}

/// Gives hours to a person.
pub async fn give(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    let to = to(&form)?;
    act(&app, page, Way::Gift, form, move |tx, hours, words| {
        pot::give(tx, &by, to, hours, words, &moment).map(|()| Granted::Given)
    })
    .await
}

/// Gives hours to the pot.
pub async fn donate(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    act(&app, page, Way::Donation, form, move |tx, hours, words| {
        pot::donate(tx, &by, hours, words, &moment).map(|()| Granted::Given)
    })
    .await
}

/// Gives hours out of the pot.
pub async fn grant(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let to = to(&form)?;
    act(&app, page, Way::Grant, form, move |tx, hours, words| {
        pot::grant(tx, &by, to, hours, words, &moment)
    })
    .await
}

async fn ask(app: &App, page: Page, way: Way, to: Option<MemberId>) -> Result<Response> {
    if way != Way::Donation && to.is_none() {
        return Ok(Redirect::to("/people").into_response());
    }
    let shown = read(app, &page, way, to).await?;
    let form = Form::new()
        .with("id", clock::new_id().to_string())
        .with("to", to.map(|to| to.to_string()).unwrap_or_default());
    page.show(|shell| shown.page(shell, form))
}

async fn check(app: &App, page: Page, way: Way, mut form: Form) -> Result<Response> {
    let to = form.value("to").parse().ok();
    let shown = read(app, &page, way, to).await?;
    let length = MANY.read(&form);
    let minutes = form.take(length).map(i64::from);
    if way == Way::Grant {
        form.ask("words", say("pot-say-why-the-pot-gives"));
    }
    if minutes.is_some_and(|minutes| minutes > shown.available) {
        let message = match way {
            Way::Grant => say("pot-there-are-fewer-hours-in"),
            _ => say("pot-you-can-give-away-the"),
        };
        form.refuse("hours", message);
    }
    let (Some(minutes), true) = (minutes, form.is_clean()) else {
        return page.refuse(|shell| shown.page(shell, form));
    };
    let (length, name) = (words::length(minutes), shown.name());
    let left = words::standing(shown.available - minutes);
    page.show(|shell| Check {
        sentence: match way {
            Way::Grant => say!("pot-the-pot-gives-to", length = length, name = name),
            _ => say!("pot-you-give-to", length = length, name = name),
        },
        words: form.lines("words"),
        after: match way {
            Way::Grant
                if shown
                    .second_over
                    .is_some_and(|most| minutes > i64::from(most)) =>
            {
                say!("pot-the-pot-then-has-somebody", left = left)
            }
            Way::Grant => say!("pot-the-pot-then-has", left = left),
            _ => say!("pot-you-then-have", left = left),
        },
        back: shown.back(),
        shell,
        form,
        way,
    })
}

async fn act<F>(app: &App, page: Page, way: Way, mut form: Form, command: F) -> Result<Response>
where
    F: FnOnce(&Transaction<'_>, &Hours, &str) -> timebank::Result<Granted> + Send + 'static,
{
    let id = form
        .value("id")
        .parse()
        .map_err(|_| WebError::not_found())?;
    let length = MANY.read(&form);
    let minutes = form
        .take(length)
        .and_then(|minutes| Minutes::new(minutes.into()));
    let to: Option<MemberId> = form.value("to").parse().ok();
    if let Some(minutes) = minutes {
        let hours = Hours {
            id: TransferId::new(id),
            minutes,
            given_on: page.today(),
        };
        let said = form.lines("words");
        let answer = app.write(move |tx| command(tx, &hours, &said)).await;
        if let Some(granted) = refused(&mut form, answer)? {
            let path = match (way, to) {
                (Way::Gift, Some(to)) => format!("/people/{to}?done=given"),
                (Way::Grant, _) if granted == Granted::Waits => "/pot?done=waits".to_owned(),
                (Way::Grant, _) => "/pot?done=granted".to_owned(),
                _ => "/pot?done=donated".to_owned(),
            };
            return Ok(Redirect::to(&path).into_response());
        }
    }
    let shown = read(app, &page, way, to).await?;
    page.refuse(|shell| shown.page(shell, form))
}

fn to(form: &Form) -> Result<MemberId> {
    form.value("to").parse().map_err(|_| WebError::not_found())
}

async fn read(app: &App, page: &Page, way: Way, to: Option<MemberId>) -> Result<Shown> {
    let own = page.person()?.account();
    app.read(move |conn| Shown::read(conn, way, to, own)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(way: Way) -> Shown {
        let to = MemberId::new(uuid::Uuid::from_u128(2));
        Shown {
            way,
            to: (way != Way::Donation).then(|| (to, "Bob Farrow".to_owned())),
            available: 90,
            second_over: None,
        }
    }

    #[test]
    fn each_way_has_one_heading_and_is_checked_before_it_is_done() {
        for way in [Way::Gift, Way::Donation, Way::Grant] {
            let html = shown(way)
                .page(Shell::sample(), Form::new())
                .render()
                .unwrap();
            assert_eq!(html.matches("<h1").count(), 1, "{way:?}");
            assert!(html.contains(&format!("action=\"{}/check\"", way.path())));
        }
    }

    #[test]
    fn the_check_says_what_will_happen_and_carries_the_answers() {
        let html = Check {
            shell: Shell::sample(),
            form: Form::new().with("hours", "1").with("id", "7"),
            way: Way::Gift,
            sentence: "You give 1 hour to Bob Farrow.".into(),
            words: "For the lifts".into(),
            after: "You then have 30 minutes to spend.".into(),
            back: "/people/2".into(),
        }
        .render()
        .unwrap();
        assert!(html.contains("You give 1 hour to Bob Farrow."));
        assert!(html.contains("name=\"hours\" value=\"1\""));
        assert!(html.contains("action=\"/gifts\" method=\"post\""));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for way in [Way::Gift, Way::Donation, Way::Grant] {
            crate::spanish::in_spanish(&[], || {
                let page = shown(way).page(Shell::sample(), Form::new());
                page.render().unwrap()
            });
        }
    }
}
