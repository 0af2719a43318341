//! The agreement: read and accepted by members, written by administrators.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::agreement::{self, Agreement};

use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "agreement/own.html")]
struct Own {
    shell: Shell,
    version: u32,
    paragraphs: Vec<String>,
    /// When this version was accepted; empty where it was not.
    accepted: String,
}

#[derive(Template)]
#[template(path = "agreement/write.html")]
struct Write {
    shell: Shell,
    form: Form,
    newest: u32,
    asks: Vec<Choice>,
    versions: Vec<Past>,
    done: bool,
}

/// One version, as the list shows it.
struct Past {
    title: String,
    about: String,
    paragraphs: Vec<String>,
}

/// The agreement, for a member.
pub async fn own(State(app): State<App>, page: Page) -> Result<Response> {
    let id = page.person()?.id();
    let (newest, accepted) = app
        .read(move |conn| Ok((agreement::current(conn)?, agreement::accepted(conn, id)?)))
        .await?;
    let accepted = accepted
        .iter()
        .find(|one| one.version == newest.version)
        .map_or_else(String::new, |one| words::day(one.on));
    page.show(|shell| Own {
        shell,
        version: newest.version,
        paragraphs: newest.paragraphs(),
        accepted,
    })
}

/// Accepts it.
pub async fn accept(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let (by, moment) = (page.person()?.clone(), page.moment());
    let version = form.value("version").parse().unwrap_or(0);
    app.write(move |tx| agreement::accept(tx, &by, version, &moment))
        .await?;
    let to = if form.value("from") == "home" {
        "/home?done=agreed"
    } else {
        "/me/agreement"
    };
    Ok(Redirect::to(to).into_response())
}

/// The versions, and a box for the next.
pub async fn ask(State(app): State<App>, page: Page, asked: Form) -> Result<Response> {
    page.administrator()?;
    let versions = app.read(agreement::versions).await?;
    let text = versions.first().map_or("", |newest| &*newest.text);
    let form = Form::new().with("text", text);
    let done = asked.value("done") == "saved";
    page.show(|shell| write_page(shell, form, &versions, done))
}

/// Writes the next version.
pub async fn write(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    let (text, again) = (form.lines("text"), form.value("again") == "yes");
    let newest = form.value("newest").parse().unwrap_or(0);
    let written = app
        .write(move |tx| agreement::write(tx, &by, &text, again, newest, &moment))
        .await;
    if refused(&mut form, written)?.is_some() {
        return Ok(Redirect::to("/settings/agreement?done=saved").into_response());
    }
    let versions = app.read(agreement::versions).await?;
    page.refuse(|shell| write_page(shell, form, &versions, false))
}

fn write_page(shell: Shell, form: Form, versions: &[Agreement], done: bool) -> Write {
    let past = versions.iter().map(|version| {
        let who = match version.at {
            Some(at) => format!("{}, {}", words::instant(at, shell.zone), version.by),
            None => say!("agreement-it-came-with-the-program"),
        };
        Past {
            title: say!("agreement-version", version = version.version),
            about: if version.asks_again {
                say!(
                    "agreement-accepted-when-asked",
                    who = who,
                    number = version.accepted
                )
            } else {
                say!("agreement-accepted", who = who, number = version.accepted)
            },
            paragraphs: version.paragraphs(),
        }
    });
    let hint = say!("agreement-they-find-a-note-on");
    Write {
        versions: past.collect(),
        newest: versions.first().map_or(0, |newest| newest.version),
        asks: vec![Choice::new("yes", say!("agreement-ask-all-members-to-accept")).hinting(hint)],
        form,
        done,
        shell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn every_version_stays_to_be_read() {
        let version = |version, at: Option<&str>| Agreement {
            version,
            text: format!("Text {version}.\n\nMore."),
            asks_again: version == 2,
            by: "Nia Bevan".into(),
            at: at.map(|at| at.parse().unwrap()),
            accepted: version,
        };
        let versions = [version(2, Some("2026-11-03T10:00:00Z")), version(1, None)];
        let form = Form::new().with("text", &*versions[0].text);
        let html = write_page(Shell::sample(), form, &versions, false)
            .render()
            .unwrap();
        for part in [
            "Version 2",
            "Members were asked to accept it",
            "It came with the program. Accepted by 1 member who is active.",
            "<p>Text 1.</p>",
            "name=\"newest\" value=\"2\"",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }

    #[test]
    fn whoever_has_accepted_it_is_not_asked_again() {
        let own = |accepted: &str| {
            Own {
                shell: Shell::sample(),
                version: 2,
                paragraphs: vec!["One.".into()],
                accepted: accepted.into(),
            }
            .render()
            .unwrap()
        };
        assert!(own("").contains("I agree to this"));
        assert!(!own("3 November 2026").contains("I agree to this"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for accepted in ["", "3 de noviembre de 2026"] {
            in_spanish(&[], || {
                let own = Own {
                    shell: Shell::sample(),
                    version: 2,
                    paragraphs: vec!["Uno.".into()],
                    accepted: accepted.into(),
                };
                let write = write_page(Shell::sample(), Form::new(), &[], true);
                own.render().unwrap() + &write.render().unwrap()
            });
        }
    }
}
