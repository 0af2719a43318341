//! The digest: asking for it under My details, and ending it by the link in a mail.
//!
//! The link leads to a page with a button, for people; mail programs send the button's `POST`
//! themselves (RFC 8058). Neither needs a sign-in.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::access::Secret;
use timebank::digest::{self, Often};
use timebank::member::{self, Profile};
use timebank::{System, clock};

use super::me::Whose;
use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::say;

#[derive(Template)]
#[template(path = "me/digest.html")]
struct Ask {
    shell: Shell,
    form: Form,
    path: String,
    back: (String, String),
    /// The member's name for a greeting, where somebody else looks.
    of: Option<String>,
    choices: Vec<Choice>,
    saved: bool,
}

impl Ask {
    fn new(shell: Shell, form: Form, whose: Whose, profile: &Profile) -> Self {
        Self {
            shell,
            form,
            path: whose.path("digest"),
            back: whose.back(&profile.name),
            of: (!whose.is_mine()).then(|| profile.greeting().to_owned()),
            choices: choices(),
            saved: false,
        }
    }

    fn told(&self) -> String {
        self.path.replace("digest", "told")
    }

    fn question(&self) -> String {
        match &self.of {
            None => say!("me-would-you-like-to-be"),
            Some(name) => say!("me-would-like-to-be-told", name = name),
        }
    }
}

#[derive(Template)]
#[template(path = "unsubscribe.html")]
struct Unsubscribe {
    shell: Shell,
    /// Where the button leads.
    path: String,
    stopped: bool,
}

fn choices() -> Vec<Choice> {
    vec![
        Choice::new("never", say!("me-rather-not")),
        Choice::new(Often::Weekly.as_str(), say!("me-once-a-week")),
        Choice::new(Often::Monthly.as_str(), say!("me-once-a-month")),
    ]
}

/// How often is somebody told?
pub async fn ask(
    State(app): State<App>,
    page: Page,
    whose: Whose,
    query: Form,
) -> Result<Response> {
    let id = whose.id();
    let (profile, often) = app
        .read(move |conn| Ok((member::get(conn, id)?, digest::of(conn, id)?)))
        .await?;
    let saved = query.value("done") == "saved";
    page.show(|shell| Ask {
        saved,
        ..Ask::new(shell, filled(often), whose, &profile)
    })
}

fn filled(often: Option<Often>) -> Form {
    Form::new().with("often", often.map_or("never", Often::as_str))
}

/// Whether it was answered at all; what was chosen may be never.
fn is_answered(form: &mut Form) -> bool {
    let code = form.value("often");
    let answered = code == "never" || Often::parse(code).is_some();
    if !answered {
        form.refuse("often", say!("me-choose-how-often"));
    }
    answered
}

/// Asks for it, or for none: one's own choice, or that of a member who said so.
pub async fn choose(
    State(app): State<App>,
    page: Page,
    whose: Whose,
    mut form: Form,
) -> Result<Response> {
    let (id, moment) = (whose.id(), page.moment());
    if !is_answered(&mut form) {
        let profile = app.read(move |conn| member::get(conn, id)).await?;
        return page.refuse(|shell| Ask::new(shell, form, whose, &profile));
    }
    let often = Often::parse(form.value("often"));
    let secret = Secret::new(clock::random_bytes());
    match whose {
        Whose::Mine(_) => {
            let by = page.person()?.clone();
            app.write(move |tx| digest::choose(tx, &by, often, &secret, &moment))
                .await?;
        }
        Whose::Theirs(id) => {
            let by = page.coordinator()?;
            app.write(move |tx| digest::choose_for(tx, &by, id, often, &secret, &moment))
                .await?;
        }
    }
    Ok(whose.saved("digest"))
}

/// The page behind the link of a mail.
pub async fn show_link(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response> {
    let path = format!("/unsubscribe/{token}");
    app.read(move |conn| digest::check_link(conn, &token))
        .await?;
    page.show(|shell| Unsubscribe {
        shell,
        path,
        stopped: false,
    })
}

/// Ends it. A link that is spent says the same: it is ended.
pub async fn stop(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response> {
    let moment = page.moment();
    app.write(move |tx| digest::stop_by_link(tx, &System::COMMAND_LINE, &token, &moment))
        .await?;
    page.show(|shell| Unsubscribe {
        shell,
        path: String::new(),
        stopped: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn the_page_of_the_link_has_a_button_and_then_says_what_was_done() {
        let shown = |stopped| {
            let (shell, path) = (Shell::sample(), "/unsubscribe/abc".to_owned());
            Unsubscribe {
                shell,
                path,
                stopped,
            }
            .render()
            .unwrap()
        };
        assert!(shown(false).contains("action=\"/unsubscribe/abc\" method=\"post\""));
        assert!(!shown(true).contains("<form action=\"/unsubscribe"));
        assert!(shown(true).contains("It is ended"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let profile = crate::pages::people::samples::dilys();
        in_spanish(&[], || {
            let (mine, weekly) = (Whose::Mine(profile.id), filled(Some(Often::Weekly)));
            let mut own = Ask::new(Shell::sample(), weekly, mine, &profile);
            own.saved = true;
            let theirs = Whose::Theirs(profile.id);
            let theirs = Ask::new(Shell::sample(), filled(None), theirs, &profile);
            let links = [true, false].map(|stopped| {
                let (shell, path) = (Shell::sample(), String::new());
                let page = Unsubscribe {
                    shell,
                    path,
                    stopped,
                };
                page.render().unwrap()
            });
            own.render().unwrap() + &theirs.render().unwrap() + &links.concat()
        });
    }
}
