//! Signing in by a printed code, for members who have no password or no e-mail address.

use askama::Template;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::Response;
use timebank::MemberNumber;
use timebank::access::{self, Code};

use super::{check, devices, example, let_in, opening};
use crate::app::App;
use crate::components::Choice;
use crate::error::{Problem, Result, WebError};
use crate::extract::Query;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::routing::own_path;
use crate::security::client_address;
use crate::words::say;

fn wrong() -> String {
    say!("sign-in-that-number-and-that-code")
}

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct Ask {
    shell: Shell,
    form: Form,
    hint: String,
    devices: Vec<Choice>,
}

impl Ask {
    fn new(shell: Shell, form: Form, prefix: &str) -> Self {
        Self {
            shell,
            form,
            hint: say!(
                "sign-in-it-stands-above-the-code",
                example = example(prefix)
            ),
            devices: devices(),
        }
    }
}

/// The page with the two boxes.
pub async fn ask_code(page: Page, Query(asked): Query<super::Asked>) -> Result<Response> {
    let next = own_path(&asked.next).unwrap_or_default();
    let form = Form::new().with("next", next);
    let prefix = page.bank().prefix.clone();
    page.show(|shell| Ask::new(shell, form, &prefix))
}

/// Checks the number and the code, and begins a session.
pub async fn use_code(State(app): State<App>, page: Page, request: Request) -> Result<Response> {
    let headers = request.headers().clone();
    let trusted = &app.settings().trusted_proxies;
    app.throttle()
        .sign_in(client_address(trusted, request.extensions(), &headers))?;
    let mut form = Form::from_request(request, &app).await?;
    let number = form.ask("number", say!("sign-in-enter-your-member-number"));
    if number
        .as_deref()
        .is_some_and(|typed| MemberNumber::parse(typed).is_none())
    {
        let like = example(&page.bank().prefix);
        form.refuse(
            "number",
            say!("sign-in-a-member-number-looks-like", like = like),
        );
    }
    let code = match Code::parse(form.value("code")) {
        Ok(code) => Some(code),
        Err(error) => {
            form.refuse_all(WebError::from(error).into_fields()?);
            None
        }
    };
    if let (Some(number), Some(code), true) = (number, code, form.is_clean()) {
        let (moment, tried) = (page.moment(), number.clone());
        let begin = move |tx: &rusqlite::Transaction<'_>| access::begin_code(tx, &tried, &moment);
        match check(&app, begin, code.letters(), wrong()).await? {
            Ok(candidate) => {
                let opening = opening(&app, &form, &headers);
                let secret = opening.secret.clone();
                let done = app
                    .write(move |tx| {
                        access::finish_code(tx, &candidate, &number, &opening, &moment)
                    })
                    .await;
                match done {
                    Ok(signed_in) => return Ok(let_in(&app, &form, &secret, &signed_in)),
                    Err(error) if error.problem() == Problem::NotFound => {
                        form.refuse("code", wrong());
                    }
                    Err(error) => return Err(error),
                }
            }
            Err(message) => form.refuse("code", message),
        }
    }
    let prefix = page.bank().prefix.clone();
    page.refuse(|shell| Ask::new(shell, form, &prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn a_wrong_code_stays_on_the_page_to_be_compared() {
        let mut form = Form::new().with("code", "KTMW-RXPC");
        form.refuse("code", wrong());
        let shell = Shell {
            signed_in: None,
            nav: Vec::new(),
            ..Shell::sample()
        };
        let html = Ask::new(shell, form, "W").render().unwrap();
        assert!(html.contains("value=\"KTMW-RXPC\""));
        assert!(html.contains("id=\"code-error\""));
        assert!(html.contains("autocomplete=\"one-time-code\""));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            Ask::new(Shell::sample(), Form::new(), "W")
                .render()
                .unwrap()
        });
    }
}
