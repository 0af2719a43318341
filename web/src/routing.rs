//! How a route, its policy and its description are kept in one value.
//!
//! **Shape.** A [`Route`] can only be made with a [`Policy`], and the router is made from routes
//! alone ([`build`]), so a route without a policy cannot exist. The OpenAPI document and the
//! authorization test are made from the same list, by [`Route::facts`].
//!
//! **Order of questions.** Who asks is found before ([`crate::session`]); the policy is asked
//! next; the handler runs last and asks `timebank` for the typed actor its command needs.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::handler::Handler;
use axum::http::{HeaderValue, Method, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use timebank::Person;
use timebank::member::State as Membership;

use crate::app::App;
use crate::error::WebError;
use crate::session::Visitor;
use crate::words::say;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Policy {
    /// Anybody, signed in or not.
    Public,
    /// Everybody with an account: members, active or paused, and readers. Pages without names.
    Account,
    /// Active and paused members of any role; no readers.
    SignedIn,
    /// Active members of any role.
    Member,
    /// Figures without names: active readers, treasurers, coordinators and administrators.
    Figures,
    /// Active treasurers, coordinators and administrators.
    Treasurer,
    /// Active coordinators and administrators.
    Coordinator,
    /// Active administrators.
    Administrator,
}

impl Policy {
    /// Whether this person may pass; the error says why not.
    pub fn admit(self, person: Option<&Person>) -> Result<(), WebError> {
        if self == Self::Public {
            return Ok(());
        }
        let person = person.ok_or_else(WebError::sign_in_needed)?;
        match self {
            Self::Public => Ok(()),
            Self::Account => here(person),
            Self::SignedIn => here(person).and_then(|()| Ok(person.takes_part()?)),
            Self::Member => person.member().map(drop).map_err(Into::into),
            Self::Figures => person.sees_figures().map_err(Into::into),
            Self::Treasurer => person.treasurer().map(drop).map_err(Into::into),
            Self::Coordinator => person.coordinator().map(drop).map_err(Into::into),
            Self::Administrator => person.administrator().map(drop).map_err(Into::into),
        }
    }
}

fn here(person: &Person) -> Result<(), WebError> {
    match person.state() {
        Membership::Active | Membership::Paused => Ok(()),
        Membership::Applicant | Membership::Left => {
            Err(WebError::forbidden(say!("actor-not-a-member-at-present")))
        }
    }
}

/// What a route answers with, and by what it knows people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Surface {
    /// HTML for a browser, which is known by its session cookie.
    Page,
    /// JSON for a program, which is known by its bearer token.
    Api,
}

impl Surface {
    /// The surface an address belongs to.
    #[must_use]
    pub fn of(path: &str) -> Self {
        if path == "/api" || path.starts_with("/api/") {
            Self::Api
        } else {
            Self::Page
        }
    }
}

/// One method of one path: who may use it, what it does, and what runs.
#[derive(Clone, Debug)]
pub struct Route {
    facts: RouteFacts,
    handler: MethodRouter<App>,
}

/// What is known about a route without running it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteFacts {
    /// The method.
    pub method: Method,
    /// The path, with `{names}` for its parts that change.
    pub path: &'static str,
    /// Who may use it.
    pub policy: Policy,
    /// Page or API.
    pub surface: Surface,
    /// What it does, in a few words.
    pub summary: &'static str,
}

macro_rules! constructors {
    ($($(#[$doc:meta])* $name:ident, $method:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name<H, T>(
            path: &'static str,
            policy: Policy,
            summary: &'static str,
            handler: H,
        ) -> Self
        where
            H: Handler<T, App>,
            T: 'static,
        {
            let surface = Surface::of(path);
            let facts = RouteFacts { method: Method::$method, path, policy, surface, summary };
            Self { facts, handler: on(MethodFilter::$method, handler) }
        }
    )*};
}

impl Route {
    constructors! {
        /// Reads something. Changes nothing: a link on another site may lead here.
        get, GET;
        /// Makes or changes something.
        post, POST;
        /// Replaces something; API only, forms do not know it.
        put, PUT;
        /// Takes something away; API only, forms do not know it.
        delete, DELETE;
    }

    /// The route with a body of its own size, in bytes, in place of what every other one takes.
    #[must_use]
    pub fn taking(self, bytes: usize) -> Self {
        let handler = self.handler.layer(DefaultBodyLimit::max(bytes));
        Self { handler, ..self }
    }

    /// What is known about the route.
    #[must_use]
    pub const fn facts(&self) -> &RouteFacts {
        &self.facts
    }
}

/// The router of these routes, each behind its policy.
pub fn build(routes: Vec<Route>, app: &App) -> Router<App> {
    routes
        .into_iter()
        .fold(Router::new(), |router, Route { facts, handler }| {
            let gate = Gate {
                app: app.clone(),
                policy: facts.policy,
                path: facts.path,
            };
            router.route(
                facts.path,
                handler.route_layer(from_fn_with_state(gate, pass)),
            )
        })
}

#[derive(Clone)]
struct Gate {
    app: App,
    policy: Policy,
    path: &'static str,
}

/// The pattern of the route that answered, for the log: a path may hold a secret, a pattern not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pattern(pub(crate) &'static str);

async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let visitor = request
        .extensions()
        .get::<Visitor>()
        .cloned()
        .unwrap_or_default();
    let mut response = match gate.policy.admit(visitor.person()) {
        Ok(()) => next.run(request).await,
        Err(error) => refuse(&gate.app, &request, &visitor, error),
    };
    response.extensions_mut().insert(Pattern(gate.path));
    response
}

/// A stranger at a page is led to sign in and back; everybody else is told.
fn refuse(_app: &App, request: &Request, visitor: &Visitor, error: WebError) -> Response {
    if visitor.person().is_some() {
        return error.into_response();
    }
    if Surface::of(request.uri().path()) == Surface::Api {
        let mut response = error.into_response();
        let challenge = HeaderValue::from_static("Bearer");
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, challenge);
        return response;
    }
    if request.method() != Method::GET {
        return Redirect::to("/sign-in").into_response();
    }
    let here = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    Redirect::to(&sign_in_and_return(here)).into_response()
}

/// The sign-in page that leads to `path` afterwards.
#[must_use]
pub fn sign_in_and_return(path: &str) -> String {
    with_next("/sign-in", path)
}

/// An address that leads on to another one afterwards.
#[must_use]
pub fn with_next(here: &str, path: &str) -> String {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    let next: String = path
        .bytes()
        .map(|byte| {
            if kept(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("{here}?next={next}")
}

/// A path of this site to go on to, or nothing: never another site, however it is spelt.
#[must_use]
pub fn own_path(next: &str) -> Option<&str> {
    let plain = next
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let own = next.starts_with('/') && !next.starts_with("//") && next.len() <= 2_000;
    (plain && own).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_of_this_site_is_gone_on_to() {
        assert_eq!(
            own_path("/exchanges/1?from=home"),
            Some("/exchanges/1?from=home")
        );
        for foreign in [
            "",
            "exchanges",
            "//evil.example.org",
            "https://evil.example.org",
            "/\\evil.example.org",
            "/\t/evil.example.org",
            "/ evil",
        ] {
            assert_eq!(own_path(foreign), None, "{foreign:?}");
        }
    }

    #[test]
    fn the_way_back_survives_signing_in() {
        assert_eq!(
            sign_in_and_return("/requests?kind=3&q=tea & cake"),
            "/sign-in?next=/requests%3Fkind%3D3%26q%3Dtea%20%26%20cake"
        );
    }

    #[test]
    fn an_address_belongs_to_one_surface() {
        assert_eq!(Surface::of("/api/v1/exchanges"), Surface::Api);
        assert_eq!(Surface::of("/apiary"), Surface::Page);
    }
}
