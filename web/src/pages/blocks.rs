//! Blocking somebody, quietly, and taking it back.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::block::{self, Blocked};
use timebank::member;
use timebank::{MemberId, Person};

use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "blocks/list.html")]
struct List {
    shell: Shell,
    done: String,
    rows: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "blocks/ask.html")]
struct Ask {
    shell: Shell,
    id: MemberId,
    name: String,
}

/// Whom I have blocked.
pub async fn list(State(app): State<App>, page: Page, query: Form) -> Result<Response> {
    let me = page.person()?.id();
    let done = match query.value("done") {
        "blocked" => say!("blocks-it-is-done-and-nobody"),
        "unblocked" => say!("blocks-it-is-taken-back-you"),
        _ => String::new(),
    };
    let (bank, today) = (page.bank().clone(), page.today());
    let found = app.read(move |conn| block::of(conn, me)).await?;
    let row = |one: Blocked| {
        let since = words::day_near(bank.day_of(one.at), today);
        let path = format!("/people/{}/unblocking", one.member);
        (one.name, since, path)
    };
    let rows = found.into_iter().map(row).collect();
    page.show(|shell| List { shell, done, rows })
}

/// Block them? Of whom the reader may not know anything, nothing is asked.
pub async fn ask(State(app): State<App>, page: Page, Path(id): Path<MemberId>) -> Result<Response> {
    let person = page.person()?.clone();
    let name = app
        .read(move |conn| {
            let profile = member::get(conn, id)?;
            Ok(known(&person, &profile).then_some(profile.name))
        })
        .await?;
    let name = name.ok_or_else(WebError::not_found)?;
    page.show(|shell| Ask { shell, id, name })
}

fn known(person: &Person, profile: &member::Profile) -> bool {
    profile.takes_part() && profile.id != person.id()
}

/// Blocks them.
pub async fn block(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
) -> Result<Response> {
    let (by, moment) = (page.person()?.clone(), page.moment());
    app.write(move |tx| block::block(tx, &by, id, &moment))
        .await?;
    Ok(Redirect::to("/me/blocks?done=blocked").into_response())
}

/// Takes it back.
pub async fn unblock(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
) -> Result<Response> {
    let (by, moment) = (page.person()?.clone(), page.moment());
    app.write(move |tx| block::unblock(tx, &by, id, &moment))
        .await?;
    Ok(Redirect::to("/me/blocks?done=unblocked").into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn whoever_blocks_reads_what_follows_and_that_nobody_is_told() {
        let html = Ask {
            shell: Shell::sample(),
            id: MemberId::new(uuid::Uuid::from_u128(2)),
            name: "Bob Farrow".to_owned(),
        }
        .render()
        .unwrap();
        assert!(html.contains("<h1>Block Bob Farrow?</h1>"));
        assert!(html.contains("is not told"));
    }

    #[test]
    fn each_block_can_be_taken_back() {
        let shown = |rows| {
            let (shell, done) = (Shell::sample(), String::new());
            List { shell, done, rows }.render().unwrap()
        };
        let row = ["Bob Farrow", "yesterday", "/people/2/unblocking"].map(str::to_owned);
        let html = shown(vec![row.into()]);
        assert!(html.contains("action=\"/people/2/unblocking\" method=\"post\""));
        assert!(shown(Vec::new()).contains("You have blocked nobody."));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let ask = Ask {
                shell: Shell::sample(),
                id: MemberId::new(uuid::Uuid::from_u128(2)),
                name: "Bob Farrow".to_owned(),
            };
            let row = ["Bob Farrow", "ayer", "/people/2/unblocking"].map(str::to_owned);
            let lists = [vec![row.into()], Vec::new()].map(|rows| {
                let (shell, done) = (Shell::sample(), say!("blocks-it-is-done-and-nobody"));
                List { shell, done, rows }.render().unwrap()
            });
            ask.render().unwrap() + &lists.concat()
        });
    }
}
