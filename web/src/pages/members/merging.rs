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
use crate::words::say;

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
    facts: [(String, String); 4],
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
                Ok(profile) if profile.id == id => Err(say("merging-this-is-the-same-entry")),
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
        Err(error) if error.problem() == Problem::RefusedByBook => {
            Err(WebError::conflict(say("merging-the-book-did-not-take")))
        }
        Err(error) => Err(error),
    }
}

impl Side {
    fn read(conn: &Connection, profile: &Profile, prefix: &str) -> timebank::Result<Self> {
        Ok(Self {
            id: profile.id,
            name: profile.name.clone(),
            number: profile.number.printed(prefix),
            facts: facts(profile),
            balance: ledger::balance(conn, profile.account)?.get(),
        })
    }
}

fn facts(profile: &Profile) -> [(String, String); 4] {
    [
        (say("merging-telephone"), profile.phone.clone()),
        (
            say("merging-email"),
            profile.email.clone().unwrap_or_default(),
        ),
        (say("merging-address"), profile.address.replace('\n', ", ")),
        (say("merging-area"), profile.area_name.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::people::samples;
    use crate::spanish::in_spanish;

    fn side(number: &str) -> Side {
        Side {
            id: MemberId::new(uuid::Uuid::nil()),
            name: "Dilys Prosser".to_owned(),
            number: number.to_owned(),
            facts: facts(&samples::dilys()),
            balance: 60,
        }
    }

    fn shown() -> String {
        let merging = Merging {
            shell: Shell::sample(),
            form: Form::new(),
            stays: side("W-0142-7"),
            goes: Some(side("W-0150-0")),
        };
        merging.render().unwrap()
    }

    #[test]
    fn both_stand_beside_each_other_and_what_comes_of_it_is_said() {
        let html = shown();
        assert!(html.contains(
            "After it Dilys Prosser, W-0142-7, has 2 hours to spend. The number W-0150-0 on a \
             slip then means W-0142-7."
        ));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], shown);
    }
}
