//! The digest: asking for it under My details, and ending it by the link in a mail.
//!
//! The link leads to a page with a button, for people; mail programs send the button's `POST`
//! themselves (RFC 8058). Neither needs a sign-in.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::access::Secret;
use timebank::digest::{self, Often};
use timebank::{System, clock};

use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "me/digest.html")]
struct Ask {
    shell: Shell,
    form: Form,
    choices: Vec<Choice>,
    saved: bool,
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
        Choice::new("never", "Rather not"),
        Choice::new(Often::Weekly.as_str(), "Once a week"),
        Choice::new(Often::Monthly.as_str(), "Once a month"),
    ]
}

/// How often?
pub async fn ask(State(app): State<App>, page: Page, query: Form) -> Result<Response> {
    let me = page.person()?.id();
    let often = app.read(move |conn| digest::of(conn, me)).await?;
    let form = Form::new().with("often", often.map_or("never", Often::as_str));
    let saved = query.value("done") == "saved";
    page.show(|shell| Ask {
        shell,
        form,
        choices: choices(),
        saved,
    })
}

/// Asks for it, or for none.
pub async fn choose(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment) = (page.person()?.clone(), page.moment());
    let often = Often::parse(form.value("often"));
    if often.is_none() && form.value("often") != "never" {
        form.refuse("often", "Choose how often");
        return page.refuse(|shell| Ask {
            shell,
            form,
            choices: choices(),
            saved: false,
        });
    }
    let secret = Secret::new(clock::random_bytes());
    app.write(move |tx| digest::choose(tx, &by, often, &secret, &moment))
        .await?;
    Ok(Redirect::to("/me/digest?done=saved").into_response())
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
}
