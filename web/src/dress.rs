//! The outermost layer of our own: gives each request an id, dresses refusals as pages or as
//! problem details, and logs one line per request.
//!
//! What is logged: id, method, the *pattern* of the route, status, milliseconds, and the cause of
//! a fault. What is not: paths, names, addresses, tokens.

use std::time::Instant;

use askama::Template as _;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;
use timebank::clock::new_id;
use uuid::Uuid;

use crate::app::App;
use crate::error::Refusal;
use crate::page::Shell;
use crate::pages::errors::ErrorPage;
use crate::routing::{Pattern, Surface};
use crate::session::Visitor;
use crate::words::say;

/// The id of a request, which a person can read out and an operator can look for in the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestId(pub(crate) Uuid);

impl RequestId {
    /// The end of the id in two groups of four: what stands on an error page.
    #[must_use]
    pub(crate) fn spoken(self) -> String {
        let digits = self.0.simple().to_string();
        format!("{} {}", &digits[24..28], &digits[28..])
    }
}

/// Headers of a refusal that stay when it is dressed.
const KEPT: [HeaderName; 2] = [header::ALLOW, header::WWW_AUTHENTICATE];

pub(crate) async fn dress(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = RequestId(new_id());
    let visitor = Visitor::default();
    request.extensions_mut().insert(id);
    request.extensions_mut().insert(visitor.clone());
    let method = request.method().clone();
    let path = request.uri().path().to_owned();

    let mut response = next.run(request).await;
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        log_cause(id, &refusal);
        let kept = KEPT.map(|name| (name.clone(), response.headers().get(name).cloned()));
        let pattern = response.extensions().get::<Pattern>().copied();
        response = match Surface::of(&path) {
            Surface::Api => problem(id, &refusal),
            Surface::Page => page(&app, &visitor, &path, id, &refusal).await,
        };
        response
            .headers_mut()
            .extend(kept.into_iter().filter_map(|(n, v)| Some((n, v?))));
        if let Some(pattern) = pattern {
            response.extensions_mut().insert(pattern);
        }
    }
    let pattern = response
        .extensions()
        .get::<Pattern>()
        .map_or("-", |pattern| pattern.0);
    tracing::info!(
        request = %id.0,
        %method,
        route = pattern,
        status = response.status().as_u16(),
        ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
    // A UUID is always a header value.
    if let Ok(value) = HeaderValue::try_from(id.0.to_string()) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

fn log_cause(id: RequestId, refusal: &Refusal) {
    let problem = refusal.problem.name();
    match (&refusal.cause, refusal.status.is_server_error()) {
        (Some(cause), true) => tracing::error!(request = %id.0, problem, %cause, "refused"),
        (Some(cause), false) => tracing::debug!(request = %id.0, problem, %cause, "refused"),
        (None, _) => {}
    }
}

async fn page(
    app: &App,
    visitor: &Visitor,
    path: &str,
    id: RequestId,
    refusal: &Refusal,
) -> Response {
    let shell = Shell::for_error(app, visitor.person(), path).await;
    let status = refusal.status;
    let retry = retry_header(refusal);
    let html = ErrorPage::new(shell, id, refusal)
        .render()
        .unwrap_or_else(|error| {
            tracing::error!(request = %id.0, %error, "the error page could not be rendered");
            say!("problem-nothing-lost")
        });
    (status, retry, Html(html)).into_response()
}

/// RFC 9457. `type` is an address of this bank that explains the problem.
#[derive(Serialize)]
struct ProblemDetails<'a> {
    r#type: String,
    title: String,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    instance: String,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: Vec<ProblemField<'a>>,
}

#[derive(Serialize)]
struct ProblemField<'a> {
    field: &'a str,
    message: &'a str,
}

fn problem(id: RequestId, refusal: &Refusal) -> Response {
    let details = ProblemDetails {
        r#type: format!("/problems/{}", refusal.problem.name()),
        title: refusal.problem.api_title(),
        status: refusal.status.as_u16(),
        detail: refusal.sentence.as_deref(),
        instance: format!("urn:uuid:{}", id.0),
        errors: refusal
            .fields
            .iter()
            .map(|error| ProblemField {
                field: &error.field,
                message: &error.message,
            })
            .collect(),
    };
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (refusal.status, kind, retry_header(refusal), Json(details)).into_response()
}

fn retry_header(refusal: &Refusal) -> HeaderMap {
    refusal
        .retry_after
        .map(|seconds| (header::RETRY_AFTER, HeaderValue::from(seconds)))
        .into_iter()
        .collect()
}
