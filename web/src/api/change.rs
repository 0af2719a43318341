//! A change that a program asks for: who asks, what was sent, and, where the program gave the
//! request an id, that it is answered once.
//!
//! The id is the header `Idempotency-Key`, a UUID of the program's own making. The same id with
//! the same method, path and body gets the first answer, also when that was a refusal; with other
//! content it is a conflict. What never reached a command (no token, a role, a body that cannot be
//! read) and faults are not kept. Without the header every request is a new one.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use rusqlite::Transaction;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use timebank::answer::{self, Asked};
use timebank::{Error, Moment};
use uuid::Uuid;

use super::Caller;
use super::kept::Kept;
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Json;

/// The name of the header with the request's id.
pub(super) const KEY: &str = "idempotency-key";

/// A request for a change; take it last, as whatever reads the body.
#[derive(Debug)]
pub(super) struct Change<T> {
    /// Who asks.
    pub(super) caller: Caller,
    /// What was sent.
    pub(super) sent: T,
    /// How it is to be answered.
    pub(super) once: Once,
}

/// Whether the answer is kept, and under which id.
#[derive(Clone, Copy, Debug)]
pub(super) struct Once {
    asked: Option<Asked>,
    moment: Moment,
    /// Whether a refusal by the book names the figures of accounts: coordinators see them all.
    figures: bool,
}

impl<T: DeserializeOwned> FromRequest<App> for Change<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, app).await?;
        let mut once = Once {
            asked: None,
            moment: caller.moment,
            figures: caller.is_coordinator(),
        };
        let Some(key) = key(&parts.headers)? else {
            let Json(sent) = Json::from_request(Request::from_parts(parts, body), app).await?;
            return Ok(Self { caller, sent, once });
        };
        let bytes = Bytes::from_request(Request::from_parts(parts.clone(), body), app)
            .await
            .map_err(|error| WebError::unreadable(error.status(), error.body_text()))?;
        once.asked = Some(Asked {
            member: caller.person.id(),
            key,
            content: content(&parts, &bytes),
        });
        let request = Request::from_parts(parts, Body::from(bytes));
        let Json(sent) = Json::from_request(request, app).await?;
        Ok(Self { caller, sent, once })
    }
}

fn key(headers: &HeaderMap) -> Result<Option<Uuid>> {
    let mut given = headers.get_all(KEY).iter();
    let (Some(value), None) = (given.next(), given.next()) else {
        return if headers.contains_key(KEY) {
            Err(unreadable_key())
        } else {
            Ok(None)
        };
    };
    let text = value.to_str().map_err(|_| unreadable_key())?;
    // The draft standard writes it as a string in quotes.
    let id = Uuid::try_parse(text.trim().trim_matches('"')).map_err(|_| unreadable_key())?;
    Ok(Some(id))
}

fn unreadable_key() -> WebError {
    let sentence = "The header Idempotency-Key holds one UUID.";
    WebError::unreadable(StatusCode::BAD_REQUEST, sentence).saying(sentence)
}

/// What was asked for, as a digest: method, path and body, each with its length.
fn content(parts: &Parts, body: &[u8]) -> [u8; 32] {
    let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
    let mut digest = Sha256::new();
    for part in [parts.method.as_str().as_bytes(), path.as_bytes(), body] {
        digest.update(part.len().to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// What is shown of a change that was made.
pub(super) struct Shown<B> {
    /// The path of what is new, where something is.
    pub(super) location: Option<String>,
    pub(super) body: B,
}

impl<B> Shown<B> {
    /// A change of something that was there.
    pub(super) const fn changed(body: B) -> Self {
        Self {
            location: None,
            body,
        }
    }

    /// Something new, at this path.
    pub(super) const fn created(location: String, body: B) -> Self {
        Self {
            location: Some(location),
            body,
        }
    }
}

impl Once {
    /// Runs the command and shows what came of it, or gives the first answer again.
    pub(super) async fn answer<T, B, C, S>(self, app: &App, command: C, show: S) -> Result<Response>
    where
        C: FnOnce(&Transaction<'_>) -> timebank::Result<T> + Send + 'static,
        S: FnOnce(T) -> Shown<B> + Send + 'static,
        T: Send + 'static,
        B: Serialize,
    {
        let Self {
            asked,
            moment,
            figures,
        } = self;
        let refused = move |error: Error| {
            let refused = WebError::from(error);
            if figures {
                refused.with_figures()
            } else {
                refused
            }
        };
        let Some(asked) = asked else {
            let made = app.write(command).await;
            let made = made.map_err(|error| if figures { error.with_figures() } else { error });
            return Kept::of(show(made?)).told();
        };
        let kept = app.write(move |tx| {
            let command = |tx: &Transaction<'_>| Ok(Kept::of(show(command(tx)?)).text());
            answer::once(tx, &asked, &moment, command, |error| {
                Kept::of_refusal(&refused(error)).text()
            })
        });
        Kept::read(&kept.await?)?.told()
    }
}
