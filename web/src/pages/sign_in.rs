//! Signing in and out.
//!
//! The same words and the same time whether or not an account exists. Signing out is a `POST`,
//! and tells the browser of a shared computer to forget what it kept.

use askama::Template;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::app::App;
use crate::error::Result;
use crate::forms::Form;
use crate::navigation;
use crate::page::{Page, Shell};
use crate::routing::own_path;
use crate::security::client_address;
use crate::session;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    shell: Shell,
    form: Form,
}

/// Where to go on to.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
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
pub async fn form(page: Page, Query(next): Query<Next>) -> Result<Response> {
    if page.visitor().is_some() {
        return Ok(Redirect::to("/").into_response());
    }
    let next = own_path(&next.next).unwrap_or_default();
    let form = Form::new().with("next", next);
    page.show(|shell| SignIn { shell, form })
}

/// Checks the name and the password, and begins a session.
pub async fn submit(State(app): State<App>, page: Page, request: Request) -> Result<Response> {
    let from = client_address(
        &app.settings().trusted_proxies,
        request.extensions(),
        request.headers(),
    );
    app.throttle().sign_in(from)?;
    let mut form = <Form as axum::extract::FromRequest<App>>::from_request(request, &app).await?;
    let name = form.ask("name", "Enter your email address or member number");
    let password = form.value("password").to_owned();
    if password.is_empty() {
        form.refuse("password", "Enter your password");
    }
    // SEAM: `timebank::access` checks the pair and begins the session.
    let token: Option<String> = name.filter(|_| form.is_clean()).and(None);
    let Some(token) = token else {
        if form.is_clean() {
            form.refuse(
                "name",
                "The email address or member number and the password do not belong together",
            );
        }
        form.set("password", "");
        return page.refuse(|shell| SignIn { shell, form });
    };
    let next = own_path(form.value("next")).unwrap_or("/").to_owned();
    let cookie = [(header::SET_COOKIE, session::set_cookie(&app, &token))];
    Ok((cookie, Redirect::to(&next)).into_response())
}

/// Ends the session.
pub async fn leave(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    // SEAM: `timebank::access` ends the session in the file.
    let _token = session::cookie(&app, &headers);
    let forget = [
        (header::SET_COOKIE, session::clear_cookie(&app)),
        (
            header::HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"cache\", \"storage\""),
        ),
    ];
    Ok((forget, Redirect::to("/sign-in")).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_asks_for_two_things_and_keeps_the_way_back() {
        let form = Form::new().with("next", "/exchanges/1");
        let mut shell = Shell::sample();
        shell.signed_in = None;
        let html = SignIn { shell, form }.render().unwrap();
        assert!(html.contains("autocomplete=\"username\""));
        assert!(html.contains("autocomplete=\"current-password\""));
        assert!(html.contains("value=\"/exchanges/1\""));
    }
}
