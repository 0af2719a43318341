//! The link that lets somebody in: the first administrator, a new member, or a member whose
//! password is forgotten. It leads to one question, a password, and works once.
//!
//! Opening the link changes nothing, because mail scanners open links too. The address is a
//! secret: it is told to no other page, and whoever used it still has to sign in.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::access::{self, Purpose, Secret};
use timebank::member::{self, Profile};

use crate::app::App;
use crate::error::{Problem, Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::say;

#[derive(Template)]
#[template(path = "welcome.html")]
struct Welcome {
    shell: Shell,
    form: Form,
    invited: Invited,
    token: String,
}

/// The link has been used, or its time is over.
#[derive(Template)]
#[template(path = "welcome_over.html")]
struct Over {
    shell: Shell,
}

/// Whom a link is for.
#[derive(Clone, Debug)]
struct Invited {
    greeting: String,
    sign_in_name: String,
    purpose: Purpose,
    own_words: Vec<String>,
}

impl Invited {
    fn new(profile: &Profile, purpose: Purpose, prefix: &str, bank: &str) -> Self {
        let number = profile.number.printed(prefix);
        let sign_in_name = match &profile.email {
            Some(email) => say!("welcome-or", email = email, number = number),
            None => number,
        };
        let own_words = [profile.name.clone(), bank.to_owned()];
        Self {
            greeting: profile.greeting().to_owned(),
            sign_in_name,
            purpose,
            own_words: own_words.into_iter().chain(profile.email.clone()).collect(),
        }
    }

    fn is_reset(&self) -> bool {
        self.purpose == Purpose::Reset
    }
}

/// The question.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response> {
    let Some((_, invited)) = find(&app, &page, &token).await? else {
        return over(page);
    };
    let form = Form::new();
    Ok(secret(page.show(|shell| Welcome {
        shell,
        form,
        invited,
        token,
    })?))
}

/// The answer: the password is set, and the link has been used.
pub async fn accept(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
    mut form: Form,
) -> Result<Response> {
    let Some((secret_of_link, invited)) = find(&app, &page, &token).await? else {
        return over(page);
    };
    let password = form.value("password").to_owned();
    form.set("password", "");
    let own_words: Vec<&str> = invited.own_words.iter().map(String::as_str).collect();
    if let Err(error) = access::check_password(&password, &own_words) {
        form.refuse_all(WebError::from(error).into_fields()?);
        return Ok(secret(page.refuse(|shell| Welcome {
            shell,
            form,
            invited,
            token,
        })?));
    }
    let hash = app.passwords().hash(password).await?;
    let moment = page.moment();
    let accepted = app
        .write(move |tx| access::accept(tx, &secret_of_link, &hash, &moment).map(drop))
        .await;
    match accepted {
        Ok(()) => Ok(Redirect::to("/sign-in?password=set").into_response()),
        // Somebody was quicker with the same link.
        Err(error) if error.problem() == Problem::NotFound => over(page),
        Err(error) => Err(error),
    }
}

async fn find(app: &App, page: &Page, token: &str) -> Result<Option<(Secret, Invited)>> {
    let Some(secret) = Secret::parse(token) else {
        return Ok(None);
    };
    let (now, bank) = (page.moment().now, page.bank().clone());
    let looked_up = secret.clone();
    let invited = app
        .read(move |conn| {
            let Some(invitation) = access::invitation(conn, &looked_up, now)? else {
                return Ok(None);
            };
            let profile = member::get(conn, invitation.member)?;
            Ok(Some(Invited::new(
                &profile,
                invitation.purpose,
                &bank.prefix,
                &bank.name,
            )))
        })
        .await?;
    Ok(invited.map(|invited| (secret, invited)))
}

fn over(page: Page) -> Result<Response> {
    let response = page.show(|shell| Over { shell })?;
    Ok((axum::http::StatusCode::NOT_FOUND, secret(response)).into_response())
}

/// The address of this page is told to nobody.
fn secret(response: Response) -> Response {
    ([(header::REFERRER_POLICY, "no-referrer")], response).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    fn welcome(purpose: Purpose, form: Form) -> String {
        let invited = Invited {
            greeting: "Ann".into(),
            sign_in_name: "ann@example.org or W-0142-7".into(),
            purpose,
            own_words: Vec::new(),
        };
        let shell = Shell {
            signed_in: None,
            nav: Vec::new(),
            ..Shell::sample()
        };
        Welcome {
            shell,
            form,
            invited,
            token: "secret".into(),
        }
        .render()
        .unwrap()
    }

    #[test]
    fn a_link_greets_whom_it_is_for_and_says_with_what_to_sign_in() {
        let html = welcome(Purpose::Invite, Form::new());
        assert!(html.contains("Welcome, Ann"));
        assert!(html.contains("ann@example.org or W-0142-7"));
        assert!(html.contains("autocomplete=\"new-password\""));
        assert!(welcome(Purpose::Reset, Form::new()).contains("Choose a new password"));
    }

    #[test]
    fn a_link_that_is_over_says_whom_to_ask() {
        let html = Over {
            shell: Shell::sample(),
        }
        .render()
        .unwrap();
        assert!(html.contains("This link has been used or is too old"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&["ann@example.org or W-0142-7"], || {
            let over = Over {
                shell: Shell::sample(),
            };
            welcome(Purpose::Invite, Form::new())
                + &welcome(Purpose::Reset, Form::new())
                + &over.render().unwrap()
        });
    }
}
