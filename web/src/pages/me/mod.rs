//! My details: what the bank knows of whoever is signed in, and what they can change themselves.
//!
//! The name stays the coordinators' to change: it stands on statements and in other people's
//! lists.

mod circumstances;
mod contact;
mod edit;
mod everything;
mod hours;
mod needs;
mod password;
mod told;
mod whose;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use serde::Deserialize;
use timebank::access::{self, SessionInfo, Way};
use timebank::member::{self, Profile};

pub(crate) use self::circumstances::free;
pub use self::circumstances::{circumstances, say_circumstances};
pub use self::contact::{choose_contact, contact};
pub use self::edit::{edit, save};
pub use self::everything::take_along;
pub use self::hours::{confirmation, hours};
pub(crate) use self::needs::{choices_of_needs, in_words, sentence};
pub use self::needs::{needs, say_needs};
pub use self::password::{ask_password, change_password};
pub use self::told::{choose_told, told};
pub(in crate::pages) use self::whose::Whose;

use crate::app::App;
use crate::components::Fact;
use crate::error::{Result, WebError};
use crate::extract::Query;
use crate::page::{Page, Shell};
use crate::session;
use crate::words::{self, say};

/// One place where the member is signed in.
#[derive(Clone, Debug)]
struct Session {
    label: String,
    /// “Signed in with a printed code on …”.
    since: String,
    seen: String,
    this: bool,
}

#[derive(Template)]
#[template(path = "me/show.html")]
struct Show {
    shell: Shell,
    /// What was done just now; empty when nothing was.
    done: String,
    number: String,
    personal: Vec<Fact>,
    contact: Vec<Fact>,
    sessions: Vec<Session>,
    has_password: bool,
}

/// What was just done, where the page follows an act.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

fn sentence_for(code: &str) -> String {
    match code {
        "changed" => say!("me-your-details-are-saved"),
        "password" => say!("me-your-password-is-set-you"),
        "sessions" => say!("me-you-are-signed-out-everywhere"),
        _ => String::new(),
    }
}

/// My details.
pub async fn show(
    State(app): State<App>,
    page: Page,
    headers: HeaderMap,
    Query(done): Query<Done>,
) -> Result<Response> {
    let person = page.person()?.clone();
    let now = page.moment().now;
    let (profile, has_password, found) = app
        .read(move |conn| {
            let profile = member::get(conn, person.id())?;
            let has_password = access::has_password(conn, person.id())?;
            Ok((
                profile,
                has_password,
                access::sessions_of(conn, &person, now)?,
            ))
        })
        .await?;
    let own = session::secret(&app, &headers);
    let zone = page.bank().zone;
    let sessions = found
        .into_iter()
        .map(|session: SessionInfo| Session {
            since: since(&session, zone),
            seen: words::instant(session.seen_at, zone),
            this: own.as_ref().is_some_and(|own| session.belongs_to(own)),
            label: device(&session.label),
        })
        .collect();
    let number = profile.number.printed(&page.bank().prefix);
    page.show(|shell| Show {
        shell,
        done: sentence_for(&done.done),
        personal: personal(&profile, &number),
        contact: reached(&profile),
        sessions,
        number,
        has_password,
    })
}

/// The name of a device as it was kept, in the words of whoever reads it.
fn device(label: &str) -> String {
    match label.split_once(" on ") {
        Some((browser, kind)) => say!("me-browser-on", browser = browser, kind = kind),
        None if label.is_empty() || label == "A browser" => say!("me-a-browser"),
        None => label.to_owned(),
    }
}

/// How and when a session began, and whether it is one of the long ones.
fn since(session: &SessionInfo, zone: Tz) -> String {
    let when = words::instant(session.created_at, zone);
    let signed_in = match session.way {
        Way::Password => say!("me-session-by-password", when = when),
        Way::Link => say!("me-session-by-link", when = when),
        Way::Code => say!("me-session-by-code", when = when),
    };
    if session.own_device {
        words::say_with("me-session-own-device", [("signed-in", signed_in.into())])
    } else {
        signed_in
    }
}

fn personal(profile: &Profile, number: &str) -> Vec<Fact> {
    let joined = profile.joined_on.map(words::day).unwrap_or_default();
    vec![
        Fact::new(say!("me-name"), &*profile.name),
        Fact::new(say!("me-member-number"), number),
        Fact::new(say!("me-member-since"), joined),
        Fact::new(say!("me-name-for-greetings"), profile.greeting())
            .changed_at("/me/edit#known_as", say!("me-change-greeting")),
        Fact::new(say!("me-area"), &*profile.area_name)
            .changed_at("/me/edit#area", say!("me-change-area")),
        Fact::new(say!("me-about-you"), &*profile.about)
            .changed_at("/me/edit#about", say!("me-change-about")),
    ]
}

fn reached(profile: &Profile) -> Vec<Fact> {
    vec![
        Fact::new(say!("me-telephone"), &*profile.phone)
            .changed_at("/me/edit#phone", say!("me-change-telephone")),
        Fact::new(
            say!("me-email"),
            profile.email.as_deref().unwrap_or_default(),
        )
        .changed_at("/me/edit#email", say!("me-change-email")),
        Fact::new(say!("me-address"), profile.address.replace('\n', ", "))
            .changed_at("/me/edit#address", say!("me-change-address")),
    ]
}

/// Signs out everywhere but here.
pub async fn sign_out_elsewhere(
    State(app): State<App>,
    page: Page,
    headers: HeaderMap,
) -> Result<Response> {
    let (person, moment) = (page.person()?.clone(), page.moment());
    let keep = session::secret(&app, &headers).ok_or_else(WebError::sign_in_needed)?;
    app.write(move |tx| access::sign_out_elsewhere(tx, &person, &keep, &moment))
        .await?;
    Ok(Redirect::to("/me?done=sessions").into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::people::samples as people;
    use crate::spanish::in_spanish;

    fn shown(change: impl FnOnce(&mut Show)) -> String {
        let profile = people::dilys();
        let here = Session {
            label: "Firefox on Windows".to_owned(),
            since: "Signed in on 22 November 2026 at 9:02am".to_owned(),
            seen: "22 November 2026 at 9:30am".to_owned(),
            this: true,
        };
        let mut show = Show {
            shell: Shell::sample(),
            done: String::new(),
            number: "W-0023-1".to_owned(),
            personal: personal(&profile, "W-0023-1"),
            contact: reached(&profile),
            sessions: vec![here],
            has_password: true,
        };
        change(&mut show);
        show.render().unwrap()
    }

    #[test]
    fn all_that_is_known_stands_there_and_the_name_is_the_coordinators() {
        let html = shown(|_| {});
        for part in [
            "W-0023-1",
            "Dilys Prosser",
            "4 March 2021",
            "01632 960188",
            "dilys@example.org",
            "2 Tanner’s Row, Mill End",
            "href=\"/me/edit#about\"",
            "This browser",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
        assert!(!html.contains("/me/edit#name"));
        assert!(!html.contains("Sign out everywhere else"));
        assert!(!html.contains("Your own hours"));
    }

    #[test]
    fn another_session_can_be_ended() {
        let html = shown(|show| {
            let mut other = show.sessions[0].clone();
            other.this = false;
            other.label = "Safari on iPhone".to_owned();
            show.sessions.push(other);
            show.done = sentence_for("changed");
        });
        assert!(html.contains("Safari on iPhone"));
        assert!(html.contains("action=\"/me/sessions\" method=\"post\""));
        assert!(html.contains("Your details are saved."));
    }

    #[test]
    fn a_coordinator_finds_their_own_hours() {
        let html = shown(|show| show.shell.staff = true);
        assert!(html.contains("Your own hours"));
        assert!(html.contains("href=\"/home\""));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let typed = ["I keep bees", "My dog is called Biscuit."];
        let html = in_spanish(&typed, || {
            shown(|show| {
                show.done = sentence_for("password");
                show.sessions[0].label = device("Firefox on Windows");
                show.sessions[0].since = String::new();
                let mut other = show.sessions[0].clone();
                other.label = device("A browser");
                show.sessions.push(other);
            })
        });
        assert!(html.contains("Firefox en Windows") && html.contains("Un navegador"));
    }
}
