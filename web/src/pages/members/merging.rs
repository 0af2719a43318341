//! Two entries of one person become one: look at both first, then merge them.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::TransferId;
use rusqlite::Connection;
use timebank::member::{self, Profile};
use timebank::{MemberId, clock, merge as merging};

use crate::app::App;
use crate::error::{Problem, Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::named;

#[derive(Template)]
#[template(path = "members/merging.html")]
struct Merging {
    shell: Shell,
    form: Form,
    stays: Side,
    /// The other entry, once it is found.
    goes: Option<Side>,
}

/// One of the two entries.
#[derive(Clone, Debug)]
struct Side {
    id: MemberId,
    name: String,
    number: String,
    facts: [(&'static str, String); 4],
    balance: i64,
}

/// Which other entry? Once it is known, both beside each other.
pub async fn ask(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<MemberId>,
    mut form: Form,
) -> Result<Response> {
    let (typed, prefix) = (form.text("who"), page.bank().prefix.clone());
    let asked = form.has("who");
    let (stays, found) = app
        .read(move |conn| {
            let stays = Side::read(conn, &member::get(conn, id)?, &prefix)?;
            if !asked {
                return Ok((stays, None));
            }
            let found = match named::read(conn, &typed, &prefix)? {
                Ok(profile) if profile.id == id => {
                    Err("This is the same entry: type the other number".to_owned())
                }
                Ok(profile) => Ok(Side::read(conn, &profile, &prefix)?),
                Err(why) => Err(why.sentence()),
            };
            Ok((stays, Some(found)))
        })
        .await?;
    form.set("transfer", clock::new_id().to_string());
    match found {
        Some(Err(message)) => {
            form.refuse("who", message);
            let goes = None;
            page.refuse(|shell| Merging {
                shell,
                form,
                stays,
                goes,
            })
        }
        Some(Ok(goes)) => {
            let goes = Some(goes);
            page.show(|shell| Merging {
                shell,
                form,
                stays,
                goes,
            })
        }
        None => {
            let goes = None;
            page.show(|shell| Merging {
                shell,
                form,
                stays,
                goes,
            })
        }
    }
}

/// Merges them.
pub async fn merge(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<MemberId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let goes: MemberId = form
        .value("goes")
        .parse()
        .map_err(|_| WebError::not_found())?;
    let transfer = form.value("transfer").parse();
    let transfer = TransferId::new(transfer.unwrap_or_else(|_| clock::new_id()));
    let answer = app
        .write(move |tx| merging::merge(tx, &by, id, goes, transfer, &moment))
        .await;
    match answer {
        Ok(()) => Ok(Redirect::to(&format!("/members/{id}?done=merged")).into_response()),
        Err(error) if error.problem() == Problem::Fields => {
            form.refuse_all(error.into_fields()?);
            let prefix = page.bank().prefix.clone();
            let stays = app
                .read(move |conn| Side::read(conn, &member::get(conn, id)?, &prefix))
                .await?;
            let goes = None;
            page.refuse(|shell| Merging {
                shell,
                form,
                stays,
                goes,
            })
        }
        Err(error) if error.problem() == Problem::RefusedByBook => Err(WebError::conflict(
            "The book did not take it: hours of one of the two are held, or a limit would be \
             passed. Nothing was changed.",
        )),
        Err(error) => Err(error),
    }
}

impl Side {
    fn read(conn: &Connection, profile: &Profile, prefix: &str) -> timebank::Result<Self> {
        Ok(Self {
            id: profile.id,
            name: profile.name.clone(),
            number: profile.number.printed(prefix),
            facts: [
                ("Telephone", profile.phone.clone()),
                ("Email", profile.email.clone().unwrap_or_default()),
                ("Address", profile.address.replace('\n', ", ")),
                ("Area", profile.area_name.clone()),
            ],
            balance: ledger::balance(conn, profile.account)?.get(),
        })
    }
}
