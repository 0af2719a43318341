//! The face: routes, sessions, forms, pages, JSON.
//!
//! **Shape.** One [`App`] is one bank at one address. All routes stand in [`routes`], each with
//! its policy; pages are HTML rendered on the server that works without a script, the API is
//! JSON, and both are thin handlers over the same commands of `timebank`. What every page shares
//! is [`page`]; what every question shares is [`forms`]; how figures are written is [`words`].
//!
//! **Limits.** No SQL text, no arithmetic on balances, no rules of approval: those are floors
//! below. A body is at most 64 KiB and a handler runs at most 15 seconds.
//!
//! **Layering.** Uses every crate below; used by the `hourbook` program and by the tests.

mod anchored;
pub mod api;
pub mod app;
pub mod assets;
pub mod charts;
pub mod components;
pub mod discs;
mod dress;
pub mod error;
pub mod extract;
pub mod forms;
pub mod mail;
mod markdown;
mod navigation;
pub mod notices;
pub mod page;
pub mod pages;
pub mod passwords;
pub mod problem;
pub mod routes;
pub mod routing;
mod scripted;
pub mod security;
pub mod server;
pub mod session;
pub mod settings;
#[cfg(test)]
mod spanish;
mod spool;
pub mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

pub use self::anchored::Anchored;
pub use self::app::App;
pub use self::error::WebError;
pub use self::settings::{PublicUrl, Settings};

/// The whole face of one bank.
pub fn router(app: App) -> Router {
    let pages = routing::build(routes::all(), &app).merge(assets::router());
    surround(pages, app)
}

/// Puts everything around the pages that every request has to pass. Layers are added from the
/// inside out.
fn surround(pages: Router<App>, app: App) -> Router {
    pages
        .fallback(async || WebError::not_found())
        .method_not_allowed_fallback(async || WebError::method_not_allowed())
        .layer(DefaultBodyLimit::max(security::BODY_LIMIT))
        .layer(from_fn_with_state(app.clone(), security::identify))
        .layer(CatchPanicLayer::custom(security::panicked))
        .layer(from_fn(security::limit_time))
        .layer(security::cross_site_layer())
        .layer(from_fn_with_state(app.clone(), security::check_host))
        .layer(from_fn_with_state(app.clone(), dress::dress))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), security::set_headers))
        .with_state(app)
}

#[cfg(test)]
mod faults;
