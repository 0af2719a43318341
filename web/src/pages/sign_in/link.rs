//! Signing in by a link from a mail: asking for one, and the page it leads to.
//!
//! Opening the link changes nothing, because mail scanners open links too: the button on the page
//! signs in. The answer to asking is the same for every address.

use askama::Template;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use timebank::access::{self, Secret};
use timebank::member;

use super::{devices, let_in, opening};
use crate::app::App;
use crate::components::Choice;
use crate::error::{Problem, Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::security::client_address;
use crate::words::say;

#[derive(Template)]
#[template(path = "sign_in/ask_link.html")]
struct Ask {
    shell: Shell,
    form: Form,
}

#[derive(Template)]
#[template(path = "sign_in/link_sent.html")]
struct Sent {
    shell: Shell,
    address: String,
}

/// The page a link leads to: for whom it is, and the button.
#[derive(Template)]
#[template(path = "sign_in/link.html")]
struct Follow {
    shell: Shell,
    form: Form,
    name: String,
    token: String,
    devices: Vec<Choice>,
}

/// The link has been used, or its time is over.
#[derive(Template)]
#[template(path = "sign_in/link_over.html")]
struct Over {
    shell: Shell,
}

/// Where the mail shall go.
pub async fn ask_link(State(app): State<App>, page: Page) -> Result<Response> {
    sends(&app)?;
    page.show(|shell| Ask {
        shell,
        form: Form::new(),
    })
}

/// A mail is on its way, if the address belongs to somebody.
pub async fn send_link(State(app): State<App>, page: Page, request: Request) -> Result<Response> {
    sends(&app)?;
    let trusted = &app.settings().trusted_proxies;
    let from = client_address(trusted, request.extensions(), request.headers());
    app.throttle().mail(from)?;
    let mut form = Form::from_request(request, &app).await?;
    let address = form.ask("email", say!("sign-in-enter-your-email-address"));
    let Some(address) = address.filter(|address| address.contains('@')) else {
        if form.is_clean() {
            form.refuse("email", say!("sign-in-an-email-address-has-an"));
        }
        return page.refuse(|shell| Ask { shell, form });
    };
    let (moment, typed) = (page.moment(), address.clone());
    app.write(move |tx| access::ask_link(tx, &typed, &moment))
        .await?;
    page.show(|shell| Sent { shell, address })
}

/// Without a mail server there is no such page.
fn sends(app: &App) -> Result<()> {
    if app.settings().mail {
        Ok(())
    } else {
        Err(WebError::from(timebank::Error::NotFound("This page")))
    }
}

/// For whom the link is, and the button.
pub async fn follow_link(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response> {
    let Some((_, name)) = find(&app, &page, &token).await? else {
        return over(page);
    };
    Ok(unreferred(page.show(|shell| Follow {
        shell,
        form: Form::new(),
        name,
        token,
        devices: devices(),
    })?))
}

/// Signs in: the link has been used.
pub async fn use_link(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response> {
    let Some((link, _)) = find(&app, &page, &token).await? else {
        return over(page);
    };
    let opening = opening(&app, &form, &headers);
    let (secret, moment) = (opening.secret.clone(), page.moment());
    let signed_in = app
        .write(move |tx| access::use_link(tx, &link, &opening, &moment))
        .await;
    match signed_in {
        Ok(signed_in) => Ok(unreferred(let_in(&app, &form, &secret, &signed_in))),
        // Somebody was quicker with the same link.
        Err(error) if error.problem() == Problem::NotFound => over(page),
        Err(error) => Err(error),
    }
}

/// The link of an address, and the name of whoever it is for.
async fn find(app: &App, page: &Page, token: &str) -> Result<Option<(Secret, String)>> {
    let Some(secret) = Secret::parse(token) else {
        return Ok(None);
    };
    let (now, looked_up) = (page.moment().now, secret.clone());
    let name = app
        .read(move |conn| {
            let Some(link) = access::link(conn, &looked_up, now)? else {
                return Ok(None);
            };
            Ok(Some(member::get(conn, link.member)?.name))
        })
        .await?;
    Ok(name.map(|name| (secret, name)))
}

fn over(page: Page) -> Result<Response> {
    let response = page.show(|shell| Over { shell })?;
    Ok((StatusCode::NOT_FOUND, unreferred(response)).into_response())
}

/// The address of this page is told to nobody.
fn unreferred(response: Response) -> Response {
    ([(header::REFERRER_POLICY, "no-referrer")], response).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    fn stranger() -> Shell {
        Shell {
            signed_in: None,
            nav: Vec::new(),
            ..Shell::sample()
        }
    }

    #[test]
    fn a_link_says_for_whom_it_is_before_anything_happens() {
        let html = Follow {
            shell: stranger(),
            form: Form::new(),
            name: "Ann Whitcombe".into(),
            token: "secret".into(),
            devices: devices(),
        }
        .render()
        .unwrap();
        assert!(html.contains("Sign in as Ann Whitcombe"));
        assert!(html.contains("action=\"/sign-in/link/secret\" method=\"post\""));
        assert!(html.contains("name=\"device\""));
    }

    #[test]
    fn the_answer_says_nothing_about_who_is_a_member() {
        let html = Sent {
            shell: stranger(),
            address: "who@example.org".into(),
        }
        .render()
        .unwrap();
        assert!(html.contains("If who@example.org is the address of a member"));
    }

    #[test]
    fn asking_and_a_link_that_is_over_lead_on() {
        let ask = Ask {
            shell: stranger(),
            form: Form::new(),
        };
        assert!(ask.render().unwrap().contains("autocomplete=\"email\""));
        let over = Over { shell: stranger() };
        assert!(over.render().unwrap().contains("href=\"/sign-in\""));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let ask = Ask {
                shell: stranger(),
                form: Form::new(),
            };
            let sent = Sent {
                shell: stranger(),
                address: "who@example.org".into(),
            };
            let follow = Follow {
                shell: stranger(),
                form: Form::new(),
                name: "Ann".into(),
                token: "secret".into(),
                devices: devices(),
            };
            let over = Over { shell: stranger() };
            [ask.render(), sent.render(), follow.render(), over.render()]
                .map(askama::Result::unwrap)
                .concat()
        });
    }
}
