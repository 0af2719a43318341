//! The name that was asked for must be the bank's own (421 otherwise), so that no link, cookie
//! or cached page can be made for another name.

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::is_probe;
use crate::app::App;
use crate::error::WebError;

pub(crate) async fn check_host(State(app): State<App>, request: Request, next: Next) -> Response {
    let settings = app.settings();
    let named = |host: &str| {
        settings.public_url.is_named_by(host)
            || (settings.demo && settings.public_url.is_loopback_alias(host))
    };
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let header_fits = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().is_ok_and(named),
        (None, _) => request.uri().authority().is_some(),
        (Some(_), Some(_)) => false,
    };
    let target_fits = request
        .uri()
        .authority()
        .is_none_or(|authority| named(authority.as_str()));
    if (header_fits && target_fits) || is_probe(request.uri().path()) {
        next.run(request).await
    } else {
        WebError::misdirected().into_response()
    }
}
