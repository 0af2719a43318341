//! What every answer carries and every request has to pass, before any page is asked.
//!
//! From the outside in: headers of the answer, compression, the error page's clothes
//! ([`crate::dress`]), the name that was asked for ([`host`]), forms from other sites, the time
//! limit, panics, and who asks. The order stands in [`crate::router`] alone.

mod address;
mod headers;
mod host;
mod throttle;

use std::any::Any;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response as HttpResponse;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::csrf::{CsrfLayer, ProtectionError};

pub use self::address::{Peer, client_address};
pub(crate) use self::headers::set_headers;
pub(crate) use self::host::check_host;
pub use self::throttle::Throttle;
pub(crate) use self::throttle::household;

use crate::app::App;
use crate::error::WebError;
use crate::routing::Surface;
use crate::session::Visitor;

/// The most that is read of a form or of JSON.
pub(crate) const BODY_LIMIT: usize = 64 * 1024;

/// The longest a handler may take, reading the body included.
const HANDLER_LIMIT: Duration = Duration::from_secs(15);

/// Refuses forms that a page of another site sends. No token stands in our pages: the browser
/// itself says where a form comes from.
pub(crate) fn cross_site_layer() -> CsrfLayer<impl FnMut(ProtectionError) -> Response + Clone> {
    CsrfLayer::new().with_rejection_response(|_error| WebError::cross_site().into_response())
}

/// Ends a request that takes too long. A write that was accepted still commits: the form's own
/// id makes sending it again harmless.
pub(crate) async fn limit_time(request: Request, next: Next) -> Response {
    tokio::time::timeout(HANDLER_LIMIT, next.run(request))
        .await
        .unwrap_or_else(|_elapsed| WebError::slow().into_response())
}

/// The answer in place of a handler that panicked.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the signature the layer asks for"
)]
pub(crate) fn panicked(panic: Box<dyn Any + Send>) -> HttpResponse<Body> {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    WebError::internal(format_args!("a handler panicked: {text}")).into_response()
}

/// Finds out who asks, before the policy of the route is asked.
pub(crate) async fn identify(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/s/") || is_probe(path) {
        return next.run(request).await;
    }
    let visitor = request
        .extensions()
        .get::<Visitor>()
        .cloned()
        .unwrap_or_default();
    match visitor
        .identify(&app, Surface::of(path), request.headers())
        .await
    {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

/// The addresses a machine asks to see whether this one is well.
pub(crate) fn is_probe(path: &str) -> bool {
    path == "/livez" || path == "/readyz"
}
