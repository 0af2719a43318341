//! Who is asking: the cookie of a signed-in browser, or the bearer token of a program.
//!
//! The cookie is `__Host-sid` over https and `sid` over plain http (a demonstration, or a bank in
//! one building). It holds 256 random bits; the file keeps only their hash. Everything the
//! community decides about sessions (how long they live, how many there may be) is
//! `timebank::access`; this file only carries tokens between it and HTTP.

use std::sync::{Arc, OnceLock};

use axum::http::{HeaderMap, HeaderValue, header};
use timebank::Person;
use timebank::access::{self, LONGEST_ON_OWN_DEVICE, Secret};
use timebank::bank::{self, Bank};

use crate::app::App;
use crate::error::WebError;
use crate::routing::Surface;

/// Who sent the request, as found before any handler runs. Empty until then, and for strangers.
#[derive(Clone, Debug, Default)]
pub struct Visitor(Arc<OnceLock<Found>>);

/// What was found about who sent a request.
#[derive(Debug, Default)]
struct Found {
    person: Option<Person>,
    /// The bank, where the same read gave it.
    bank: Option<Bank>,
}

impl Visitor {
    /// The person signed in, if anybody is.
    #[must_use]
    pub fn person(&self) -> Option<&Person> {
        self.0.get().and_then(|found| found.person.as_ref())
    }

    /// The bank, as it stood when the person was found; only where a program asks.
    pub(crate) fn bank(&self) -> Option<&Bank> {
        self.0.get().and_then(|found| found.bank.as_ref())
    }

    /// Finds out who asks. Pages know people by cookie, the API by bearer token; never crosswise.
    pub(crate) async fn identify(
        &self,
        app: &App,
        surface: Surface,
        headers: &HeaderMap,
    ) -> Result<(), WebError> {
        let found = match surface {
            Surface::Page => Found {
                person: by_cookie(app, headers).await?,
                bank: None,
            },
            Surface::Api => by_bearer(app, headers).await?,
        };
        // A visitor is identified once; a second answer could only be the same.
        let _ = self.0.set(found);
        Ok(())
    }
}

async fn by_cookie(app: &App, headers: &HeaderMap) -> Result<Option<Person>, WebError> {
    let Some(secret) = secret(app, headers) else {
        return Ok(None);
    };
    let now = app.now();
    let looked_up = secret.clone();
    let (found, known) = app
        .read(move |conn| {
            let found = access::resolve_session(conn, &looked_up, now)?;
            let known = found.is_some() || access::knows_session(conn, &looked_up)?;
            Ok((found, known))
        })
        .await?;
    let Some((person, touch)) = found else {
        if known {
            // Found to have ended, it ends for good: a clock that is put back must not bring it
            // to life again.
            let ended = app.write(move |tx| access::sign_out(tx, &secret)).await;
            if let Err(error) = ended {
                tracing::debug!(?error, "the end of a session was not written down");
            }
        }
        return Ok(None);
    };
    if touch {
        // Not worth an error page: the session then ends a minute earlier.
        let touched = app
            .write(move |tx| access::touch_session(tx, &secret, now))
            .await;
        if let Err(error) = touched {
            tracing::debug!(?error, "the use of a session was not written down");
        }
    }
    Ok(Some(person))
}

/// Every handler of the API needs the bank as well: one read gives both.
async fn by_bearer(app: &App, headers: &HeaderMap) -> Result<Found, WebError> {
    let Some(secret) = bearer(headers).and_then(Secret::parse) else {
        return Ok(Found::default());
    };
    let now = app.now();
    app.read(move |conn| {
        let person = access::resolve_token(conn, &secret, now)?;
        let bank = person.is_some().then(|| bank::get(conn)).transpose()?;
        Ok(Found { person, bank })
    })
    .await
}

/// The secret of this browser's session, if it sent one that can be one.
#[must_use]
pub fn secret(app: &App, headers: &HeaderMap) -> Option<Secret> {
    cookie(app, headers).and_then(Secret::parse)
}

/// The token in the session cookie, if the browser sent one.
fn cookie<'a>(app: &App, headers: &'a HeaderMap) -> Option<&'a str> {
    let name = cookie_name(app);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, token)| *found == name && !token.is_empty() && token.len() <= 128)
        .map(|(_, token)| token)
}

/// The token in `Authorization: Bearer …`.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    let fits = scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() && token.len() <= 128;
    fits.then_some(token)
}

/// The header that gives a browser its session. On a shared device the cookie goes when the
/// browser is closed, on one's own it stays; the session in the file ends by its own clock in any
/// case.
#[must_use]
pub fn set_cookie(app: &App, secret: &Secret, own_device: bool) -> HeaderValue {
    let more = if own_device {
        format!("; Max-Age={}", LONGEST_ON_OWN_DEVICE.num_seconds())
    } else {
        String::new()
    };
    cookie_header(app, &secret.text(), &more)
}

/// The header that takes the session away from a browser.
#[must_use]
pub fn clear_cookie(app: &App) -> HeaderValue {
    cookie_header(app, "", "; Max-Age=0")
}

/// The name of the session cookie: browsers let `__Host-` be set over https only.
#[must_use]
pub fn cookie_name(app: &App) -> &'static str {
    if app.settings().public_url.is_secure() {
        "__Host-sid"
    } else {
        "sid"
    }
}

fn cookie_header(app: &App, token: &str, more: &str) -> HeaderValue {
    let secure = if app.settings().public_url.is_secure() {
        "; Secure"
    } else {
        ""
    };
    let name = cookie_name(app);
    let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    // Tokens are letters and digits; anything else sets nothing.
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
