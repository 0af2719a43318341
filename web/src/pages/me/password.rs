//! A new password: the old one, where there is one, is named first, and every other session ends.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::access::{self, Gate};
use timebank::member;

use crate::app::App;
use crate::error::{Result, WebError};
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::session;
use crate::words::say;

#[derive(Template)]
#[template(path = "me/password.html")]
struct Password {
    shell: Shell,
    form: Form,
    /// For password managers: whose password it is.
    number: String,
    /// There is one already; whoever came in by a printed code may have none.
    has_one: bool,
}

/// The page with the two boxes.
pub async fn ask_password(State(app): State<App>, page: Page) -> Result<Response> {
    let id = page.person()?.id();
    let has_one = app.read(move |conn| access::has_password(conn, id)).await?;
    let number = page.person()?.number().printed(&page.bank().prefix);
    page.show(|shell| Password {
        shell,
        form: Form::new(),
        number,
        has_one,
    })
}

/// Checks the old password and sets the new one.
pub async fn change_password(
    State(app): State<App>,
    page: Page,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response> {
    let person = page.person()?.clone();
    let number = person.number().printed(&page.bank().prefix);
    let old = form.value("current").to_owned();
    let new = form.value("password").to_owned();
    // Passwords are never sent back, not even to the one who typed them.
    form.set("current", "");
    form.set("password", "");
    let id = person.id();
    let (profile, has_one) = app
        .read(move |conn| Ok((member::get(conn, id)?, access::has_password(conn, id)?)))
        .await?;
    if has_one && old.is_empty() {
        form.refuse("current", say!("me-enter-the-password-you-have"));
    }
    let email = profile.email.as_deref().unwrap_or_default();
    let own_words = [&*page.bank().name, &*profile.name, email];
    if let Err(error) = access::check_password(&new, &own_words) {
        form.refuse_all(WebError::from(error).into_fields()?);
    }
    if form.is_clean() {
        let checked = if has_one {
            check(&app, &page, old).await?
        } else {
            Ok(())
        };
        match checked {
            Ok(()) => {
                let hash = app.passwords().hash(new).await?;
                let keep = session::secret(&app, &headers).ok_or_else(WebError::sign_in_needed)?;
                let moment = page.moment();
                app.write(move |tx| access::change_password(tx, &person, &hash, &keep, &moment))
                    .await?;
                return Ok(Redirect::to("/me?done=password").into_response());
            }
            Err(message) => form.refuse("current", message),
        }
    }
    page.refuse(|shell| Password {
        shell,
        form,
        number,
        has_one,
    })
}

/// Whether the old password is right, or what to tell whoever typed it. The try is counted
/// first, and the check holds up no write.
async fn check(app: &App, page: &Page, typed: String) -> Result<std::result::Result<(), String>> {
    let (person, moment) = (page.person()?.clone(), page.moment());
    let gate = app
        .write(move |tx| access::begin_own_check(tx, &person, &moment))
        .await?;
    let candidate = match gate {
        Gate::Open(candidate) => candidate,
        Gate::Wait => return Ok(Err(say!("me-wait-seconds-then-try-again"))),
        Gate::ClosedToday => {
            return Ok(Err(say!("me-there-were-too-many-tries")));
        }
    };
    let right = app.passwords().verify(candidate, typed).await?;
    Ok(right
        .then_some(())
        .ok_or_else(|| say!("me-that-is-not-the-password")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn both_passwords_are_asked_for_and_never_shown_again() {
        let mut form = Form::new();
        form.refuse("current", "That is not the password you have now");
        let html = Password {
            shell: Shell::sample(),
            form,
            number: "W-0142-7".to_owned(),
            has_one: true,
        }
        .render()
        .unwrap();
        assert!(html.contains("autocomplete=\"current-password\""));
        assert!(html.contains("autocomplete=\"new-password\""));
        assert!(html.contains("autocomplete=\"username\""));
        assert!(html.contains("id=\"current-error\""));
        assert_eq!(html.matches("type=\"password\"").count(), 2);
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for has_one in [true, false] {
            in_spanish(&[], || {
                let page = Password {
                    shell: Shell::sample(),
                    form: Form::new(),
                    number: "W-0142-7".to_owned(),
                    has_one,
                };
                page.render().unwrap()
            });
        }
    }
}
