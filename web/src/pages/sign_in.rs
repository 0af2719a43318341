//! Signing in and out: by password here, by a link from a mail and by a printed code beside it.
//!
//! The same words and the same time whether or not an account exists. Signing out is a `POST`,
//! and tells the browser of a shared computer to forget what it kept.

mod code;
mod link;

use askama::Template;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use timebank::MemberNumber;
use timebank::access::{self, Candidate, Gate, Opening, Secret, SignedIn};
use timebank::clock::random_bytes;

pub use self::code::{ask_code, use_code};
pub use self::link::{ask_link, follow_link, send_link, use_link};

use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::extract::Query;
use crate::forms::Form;
use crate::navigation;
use crate::page::{Page, Shell};
use crate::routing::{own_path, with_next};
use crate::security::client_address;
use crate::session;
use crate::words::say;

#[derive(Template)]
#[template(path = "sign_in/password.html")]
struct SignIn {
    shell: Shell,
    form: Form,
    hint: String,
    devices: Vec<Choice>,
    /// A new password was set just now.
    password_set: bool,
    /// Links are sent by mail.
    mail: bool,
    /// Where a printed code is typed; leads to where somebody wanted to go, too.
    code: String,
}

impl SignIn {
    fn new(shell: Shell, form: Form, prefix: &str, mail: bool) -> Self {
        let code = match form.value("next") {
            "" => "/code".to_owned(),
            next => with_next("/code", next),
        };
        Self {
            shell,
            form,
            code,
            hint: say!("sign-in-your-number-is-on-your", example = example(prefix)),
            devices: devices(),
            password_set: false,
            mail,
        }
    }
}

/// “for example W-0142-7”.
fn example(prefix: &str) -> String {
    let number = MemberNumber::new(142).printed(prefix);
    say!("sign-in-for-example", number = number)
}

/// The box that decides how long a session lasts.
fn devices() -> Vec<Choice> {
    vec![
        Choice::new("own", say!("sign-in-yes-keep-me-signed-in"))
            .hinting(say!("sign-in-until-days-have-passed-without")),
    ]
}

/// What this browser brings to its new session.
fn opening(app: &App, form: &Form, headers: &HeaderMap) -> Opening {
    Opening {
        secret: Secret::new(random_bytes()),
        label: device(headers),
        own_device: form.value("device") == "own",
        before: session::secret(app, headers),
    }
}

/// On to where somebody wanted to go, with the cookie of their session.
fn let_in(app: &App, form: &Form, secret: &Secret, signed_in: &SignedIn) -> Response {
    let next = own_path(form.value("next")).unwrap_or("/");
    let cookie = session::set_cookie(app, secret, signed_in.own_device);
    ([(header::SET_COOKIE, cookie)], Redirect::to(next)).into_response()
}

/// Counts a try with `begin` and checks what was typed, or says what to tell whoever tried. The
/// try is counted first, and the check holds up no write.
async fn check(
    app: &App,
    begin: impl FnOnce(&rusqlite::Transaction<'_>) -> timebank::Result<Gate> + Send + 'static,
    typed: String,
    wrong: String,
) -> Result<std::result::Result<Candidate, String>> {
    let candidate = match app.write(begin).await? {
        Gate::Open(candidate) => candidate,
        Gate::Wait => return Ok(Err(say!("sign-in-wait-seconds-then-sign-in"))),
        Gate::ClosedToday => {
            return Ok(Err(say!("sign-in-there-were-too-many-tries")));
        }
    };
    let right = app.passwords().verify(candidate.clone(), typed).await?;
    Ok(candidate.filter(|_| right).ok_or(wrong))
}

/// Where to go on to, and what happened just before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    next: String,
    password: String,
}

/// The address without a path: Home for whoever is signed in, the sign-in page for others.
pub async fn begin(page: Page) -> Redirect {
    let role = page.visitor().map(timebank::Person::role);
    Redirect::to(if role.is_some() {
        navigation::home(role)
    } else {
        "/sign-in"
    })
}

/// The page with the two boxes.
pub async fn form(
    State(app): State<App>,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    if page.visitor().is_some() {
        return Ok(Redirect::to("/").into_response());
    }
    let next = own_path(&asked.next).unwrap_or_default();
    let form = Form::new().with("next", next);
    let (prefix, mail) = (page.bank().prefix.clone(), app.settings().mail);
    page.show(|shell| SignIn {
        password_set: asked.password == "set",
        ..SignIn::new(shell, form, &prefix, mail)
    })
}

/// Checks the name and the password, and begins a session.
pub async fn submit(State(app): State<App>, page: Page, request: Request) -> Result<Response> {
    let headers = request.headers().clone();
    let trusted = &app.settings().trusted_proxies;
    app.throttle()
        .sign_in(client_address(trusted, request.extensions(), &headers))?;
    let mut form = Form::from_request(request, &app).await?;
    let name = form.ask("name", say!("sign-in-enter-your-email-address-or"));
    let password = form.value("password").to_owned();
    // A password is never sent back, not even to the one who typed it.
    form.set("password", "");
    if password.is_empty() {
        form.refuse("password", say!("sign-in-enter-your-password"));
    }
    if let Some(name) = name.filter(|_| form.is_clean()) {
        let (moment, tried) = (page.moment(), name.clone());
        let begin =
            move |tx: &rusqlite::Transaction<'_>| access::begin_sign_in(tx, &tried, &moment);
        let wrong = say!("sign-in-that-name-and-that-password");
        match check(&app, begin, password, wrong).await? {
            Ok(candidate) => {
                let opening = opening(&app, &form, &headers);
                let secret = opening.secret.clone();
                let signed_in = app
                    .write(move |tx| {
                        access::finish_sign_in(tx, &candidate, &name, &opening, &moment)
                    })
                    .await?;
                return Ok(let_in(&app, &form, &secret, &signed_in));
            }
            Err(message) => form.refuse("name", message),
        }
    }
    let (prefix, mail) = (page.bank().prefix.clone(), app.settings().mail);
    page.refuse(|shell| SignIn::new(shell, form, &prefix, mail))
}

/// What the browser calls itself, for "where you are signed in". It is kept with the session, so
/// it is the same in every language.
fn device(headers: &HeaderMap) -> String {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok());
    let agent = agent.unwrap_or_default();
    let kind = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ];
    let browser = [
        ("Firefox", "Firefox"),
        ("Edg", "Edge"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    let named = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name)
    };
    match (named(&browser), named(&kind)) {
        (Some(browser), Some(kind)) => format!("{browser} on {kind}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => "A browser".to_owned(),
    }
}

/// Ends the session.
pub async fn leave(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    if let Some(secret) = session::secret(&app, &headers) {
        app.write(move |tx| access::sign_out(tx, &secret)).await?;
    }
    let forget = [
        (header::SET_COOKIE, session::clear_cookie(&app)),
        (
            HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"cache\", \"storage\""),
        ),
    ];
    Ok((forget, Redirect::to("/sign-in")).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn a_device_is_named_in_two_words() {
        let named = |agent: &'static str| {
            device(&HeaderMap::from_iter([(
                header::USER_AGENT,
                HeaderValue::from_static(agent),
            )]))
        };
        assert_eq!(
            named("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Edg/140"),
            "Edge on Windows"
        );
        assert_eq!(
            named("Mozilla/5.0 (iPhone; CPU like Mac OS X) Safari/605"),
            "Safari on iPhone"
        );
        assert_eq!(named("curl/8"), "A browser");
    }

    #[test]
    fn the_page_asks_for_two_things_and_keeps_the_way_back() {
        let form = Form::new().with("next", "/exchanges/1");
        let mut shell = Shell::sample();
        shell.signed_in = None;
        let html = SignIn::new(shell, form, "W", true).render().unwrap();
        assert!(html.contains("href=\"/sign-in/link\"") && html.contains("href=\"/code?next=/exc"));
        assert!(html.contains("for example W-0142-"));
        assert!(html.contains("autocomplete=\"username\""));
        assert!(html.contains("autocomplete=\"current-password\""));
        assert!(html.contains("value=\"/exchanges/1\""));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let html = in_spanish(&[], || {
            SignIn {
                password_set: true,
                ..SignIn::new(Shell::sample(), Form::new(), "W", true)
            }
            .render()
            .unwrap()
        });
        assert!(html.contains("Tu contraseña está guardada"));
    }
}
