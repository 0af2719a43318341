//! The list of an activity: members put themselves on it, coordinators anybody.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::activity::{self, Part};
use timebank::{ActivityId, MemberId};

use super::show::Seen;
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::Page;
use crate::pages::named;
use crate::words::say;

/// A member comes, or no longer does.
pub async fn sign_up(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ActivityId>,
    form: Form,
) -> Result<Response> {
    let (by, moment, coming) = (page.member()?, page.moment(), form.value("coming") == "yes");
    app.write(move |tx| activity::sign_up(tx, &by, id, coming, &moment))
        .await?;
    Ok(to(id, if coming { "coming" } else { "not-coming" }))
}

/// Puts people on the list: one on each line, by number or the start of a name. Those who are
/// understood are listed; the others stay in the box with what is unclear about them.
pub async fn add_people(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ActivityId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let prefix = page.bank().prefix.clone();
    let typed: Vec<String> = form
        .lines("who")
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let part = Part::parse(form.value("part"));
    if typed.is_empty() {
        form.refuse("who", say("activities-type-a-name-or-a"));
    }
    if part.is_none() {
        form.refuse("part", say("activities-choose-whether-they-come-or"));
    }
    if let Some(part) = part.filter(|_| form.is_clean()) {
        let unclear = app
            .write(move |tx| {
                let mut unclear = Vec::new();
                for line in typed {
                    match named::read(tx, &line, &prefix)? {
                        Ok(who) => activity::list_person(tx, &by, id, who.id, part, &moment)?,
                        Err(why) => unclear.push((line, why)),
                    }
                }
                Ok(unclear)
            })
            .await?;
        if unclear.is_empty() {
            return Ok(to(id, "listed"));
        }
        let left: Vec<&str> = unclear.iter().map(|(line, _)| &**line).collect();
        form.set("who", left.join("\n"));
        for (line, why) in &unclear {
            form.refuse("who", format!("{line}: {}", why.sentence()));
        }
    }
    let seen = Seen::read(&app, &page, id).await?;
    page.refuse(|shell| seen.page(shell, form, String::new()))
}

/// Takes somebody off the list.
pub async fn remove(
    State(app): State<App>,
    page: Page,
    Path((id, who)): Path<(ActivityId, MemberId)>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    app.write(move |tx| activity::unlist_person(tx, &by, id, who, &moment))
        .await?;
    Ok(to(id, "removed"))
}

fn to(id: ActivityId, done: &str) -> Response {
    Redirect::to(&format!("/activities/{id}?done={done}#people")).into_response()
}
