//! Whom to ask about a request: up to three of those who could help, on which day, for how long.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Minutes;
use rusqlite::Connection;
use timebank::asking::{self, NewAsking};
use timebank::listing::{self, Listing, ListingKind};
use timebank::{AskingId, ListingId, MemberId, Moment, Role, clock};

use super::{reasons, seeker};
use crate::app::App;
use crate::components::Choice;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::{DayQuestion, DurationQuestion, FieldError, Form};
use crate::page::{Page, Shell};
use crate::pages::arrangements::{ABOUT, PLANNED};
use crate::pages::exchanges::{refused, with_length};
use crate::pages::named;
use crate::words::say;

/// How many of those who could help are offered.
const MANY: u32 = 12;

#[derive(Template)]
#[template(path = "askings/ask.html")]
struct Ask {
    shell: Shell,
    form: Form,
    listing: Listing,
    /// It is somebody else's: a coordinator asks for them.
    for_somebody: bool,
    people: Vec<Choice>,
    day: DayQuestion,
    length: DurationQuestion,
}

/// What the page shows beside the form.
struct Seen {
    listing: Listing,
    for_somebody: bool,
    people: Vec<Choice>,
}

impl Seen {
    fn read(
        conn: &Connection,
        id: ListingId,
        me: MemberId,
        moment: &Moment,
    ) -> timebank::Result<Self> {
        let listing = listing::get(conn, id)?;
        let for_somebody = listing.member != me;
        let found = asking::matches(conn, &listing, seeker(for_somebody), MANY, moment)?;
        let choice = |one: &asking::Match| {
            let why = reasons(one, for_somebody, moment.today);
            Choice::new(one.member, one.name.clone()).hinting(why.join(" · "))
        };
        Ok(Self {
            people: found.iter().map(choice).collect(),
            for_somebody,
            listing,
        })
    }

    fn page(self, shell: Shell, form: Form) -> Ask {
        Ask {
            shell,
            form,
            listing: self.listing,
            for_somebody: self.for_somebody,
            people: self.people,
            day: PLANNED,
            length: ABOUT,
        }
    }
}

/// The page.
pub async fn ask(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ListingId>,
) -> Result<Response> {
    let seen = read(&app, &page, id).await?;
    let newest = app
        .read(move |conn| asking::of_request(conn, id))
        .await?
        .into_iter()
        .find(asking::Asking::is_open);
    if let Some(open) = newest {
        return Ok(Redirect::to(&super::address(open.id)).into_response());
    }
    if !seen.listing.open || seen.listing.kind != ListingKind::Request {
        return Ok(Redirect::to(&format!("/listings/{id}")).into_response());
    }
    let mut form = Form::new().with("id", clock::new_id().to_string());
    if let Some(minutes) = seen.listing.minutes {
        form = with_length(form, minutes);
    }
    page.show(|shell| seen.page(shell, form))
}

/// Asks them.
pub async fn choose(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ListingId>,
    mut form: Form,
) -> Result<Response> {
    let seen = read(&app, &page, id).await?;
    if let Some(new) = new_asking(&app, &page, &mut form, &seen).await? {
        let (person, moment) = (page.person()?.clone(), page.moment());
        let for_somebody = seen.for_somebody;
        let answer = app
            .write(move |tx| {
                if for_somebody {
                    asking::introduce(tx, &person.coordinator()?, &new, &moment)
                } else {
                    asking::ask(tx, &person.member()?, &new, &moment)
                }
            })
            .await;
        if let Some(asking) = refused(&mut form, answer)? {
            let path = format!("{}?done=asked", super::address(asking.id));
            return Ok(Redirect::to(&path).into_response());
        }
    }
    page.refuse(|shell| seen.page(shell, form))
}

/// The request with those who could help, for its member and for coordinators.
async fn read(app: &App, page: &Page, id: ListingId) -> Result<Seen> {
    let (me, moment) = (page.member()?, page.moment());
    let staff = me.person().role() >= Role::Coordinator;
    let seen = app
        .read(move |conn| Seen::read(conn, id, me.id(), &moment))
        .await?;
    if seen.for_somebody && !staff {
        return Err(WebError::forbidden(say("asking-only-the-member-who-made")));
    }
    Ok(seen)
}

async fn new_asking(
    app: &App,
    page: &Page,
    form: &mut Form,
    seen: &Seen,
) -> Result<Option<NewAsking>> {
    let mut people: Vec<MemberId> = form
        .all("person")
        .filter_map(|id| id.parse().ok())
        .collect();
    let typed = form.text("other");
    if seen.for_somebody && !typed.is_empty() {
        let prefix = page.bank().prefix.clone();
        let found = app
            .read(move |conn| named::read(conn, &typed, &prefix))
            .await?;
        match found {
            Ok(profile) => people.push(profile.id),
            Err(unclear) => form.refuse_all([FieldError::new("other", unclear.sentence())]),
        }
    }
    let (day, length) = (PLANNED.read(form, page.today()), ABOUT.read(form));
    let (day, minutes) = (form.take(day), form.take(length));
    let minutes = minutes.and_then(|minutes| Minutes::new(minutes.into()));
    let id = form.value("id").parse();
    let (Some(planned_on), Some(minutes), true) = (day, minutes, form.is_clean()) else {
        if people.is_empty() && form.error("other").is_none() {
            form.refuse("person", say("asking-choose-whom-to-ask"));
        }
        return Ok(None);
    };
    Ok(Some(NewAsking {
        id: AskingId::new(id.unwrap_or_else(|_| clock::new_id())),
        request: seen.listing.id,
        people,
        message: form.lines("message"),
        planned_on,
        minutes,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::listings::samples;

    fn html(for_somebody: bool, people: Vec<Choice>) -> String {
        Seen {
            listing: samples::request(),
            for_somebody,
            people,
        }
        .page(Shell::sample(), Form::new())
        .render()
        .unwrap()
    }

    #[test]
    fn the_page_offers_people_with_the_reason_for_each() {
        let one = Choice::new("2", "Priya Nair").hinting("Offers Dog walking and pets");
        let page = html(false, vec![one]);
        assert!(page.contains("type=\"checkbox\" name=\"person\""));
        assert!(page.contains("Offers Dog walking and pets"));
        assert!(!page.contains("name=\"other\""));
        assert_eq!(page.matches("<h1").count(), 1);
    }

    #[test]
    fn a_coordinator_can_also_name_somebody() {
        let page = html(true, Vec::new());
        assert!(page.contains("name=\"other\""));
        assert!(page.contains("Nobody offers this yet"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let typed = ["Walk Biscuit, a small calm dog", "Tuesdays and Thursdays"];
        for for_somebody in [true, false] {
            crate::spanish::in_spanish(&typed, || html(for_somebody, Vec::new()));
        }
    }
}
