//! Where an application stands, behind its own link: that it has reached us, what has been done,
//! what was decided; and taking it back.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use rusqlite::Connection;
use timebank::joining::{self, Application, Reference, Standing};
use timebank::member;

use super::{of_link, private};
use crate::app::App;
use crate::components::Step;
use crate::error::Result;
use crate::extract::Path;
use crate::page::{Page, Shell};
use crate::words;

#[derive(Template)]
#[template(path = "join/standing.html")]
struct Show {
    shell: Shell,
    token: String,
    title: String,
    what: Vec<String>,
    reference: String,
    steps: Vec<Step>,
    /// The address of this page, for whoever wants to come back.
    link: String,
    /// It waits: it can be taken back, and the link is worth keeping.
    waits: bool,
}

#[derive(Template)]
#[template(path = "join/withdraw.html")]
struct Withdraw {
    shell: Shell,
    token: String,
}

/// The page; an application that is not sent leads to what is still to be answered.
pub async fn standing(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response> {
    let (_, application) = of_link(&app, &token).await?;
    if application.standing == Standing::Begun {
        let to = Redirect::to(&format!("/join/{token}/check"));
        return Ok(private(to.into_response()));
    }
    let (zone, prefix) = (page.bank().zone, page.bank().prefix.clone());
    let link = format!("{}/join/{token}", app.settings().public_url);
    let (told, steps) = app
        .read(move |conn| {
            let references = joining::references(conn, application.id)?;
            let told = Told::read(conn, &application, &prefix)?;
            Ok((told, steps(&application, &references, zone)))
        })
        .await?;
    Ok(private(page.show(|shell| Show {
        shell,
        token,
        title: told.title,
        what: told.what,
        reference: told.reference,
        steps,
        link,
        waits: told.waits,
    })?))
}

/// “Take it back?”
pub async fn ask_to_withdraw(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response> {
    of_link(&app, &token).await?;
    Ok(private(page.show(|shell| Withdraw { shell, token })?))
}

/// Takes it back: what was told is erased.
pub async fn withdraw(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response> {
    let (secret, application) = of_link(&app, &token).await?;
    let moment = page.moment();
    app.write(move |tx| joining::withdraw(tx, &secret, &moment))
        .await?;
    let to = match application.standing {
        Standing::Begun => "/join".to_owned(),
        _ => format!("/join/{token}"),
    };
    Ok(private(Redirect::to(&to).into_response()))
}

/// Where it stands, in words.
struct Told {
    title: String,
    what: Vec<String>,
    reference: String,
    waits: bool,
}

impl Told {
    fn read(conn: &Connection, application: &Application, prefix: &str) -> timebank::Result<Self> {
        let (title, what) = match &application.standing {
            Standing::Begun | Standing::Sent => (
                "Your application has reached us".to_owned(),
                vec!["A coordinator reads it and gets in touch with you.".to_owned()],
            ),
            Standing::Joined(id) => {
                let number = member::get(conn, *id)?.number.printed(prefix);
                let what = format!(
                    "Your member number is {number}. A coordinator gives you a link with which \
                     you choose a password. You can also do everything by telephone."
                );
                ("You are a member. Welcome!".to_owned(), vec![what])
            }
            Standing::Declined { .. } if application.erased => {
                let gone = "It was decided a while ago, and what you told us is erased.";
                (
                    "Your application is closed".to_owned(),
                    vec![gone.to_owned()],
                )
            }
            Standing::Declined { letter, .. } => {
                let letter = letter.split("\n\n").map(str::to_owned).collect();
                ("Your application is closed".to_owned(), letter)
            }
            Standing::Withdrawn => (
                "You have taken your application back".to_owned(),
                vec!["What you told us is erased. You are welcome to come again.".to_owned()],
            ),
        };
        Ok(Self {
            title,
            what,
            reference: application.reference(),
            waits: application.standing == Standing::Sent,
        })
    }
}

/// What was done so far, newest first, and what comes next while it waits.
fn steps(application: &Application, references: &[Reference], zone: Tz) -> Vec<Step> {
    let day = |title: &str, on| Step {
        title: title.to_owned(),
        about: words::day(on),
        ..Step::default()
    };
    let sent = application.sent_at.with_timezone(&zone).date_naive();
    let mut steps = vec![day("You sent it", sent)];
    let asked = references.iter().filter_map(|one| one.asked_on).max();
    steps.extend(asked.map(|on| day("We asked people who know you", on)));
    steps.extend(application.talked_on.map(|on| day("We talked", on)));
    let shown = application.inducted_on;
    steps.extend(shown.map(|on| day("We showed you how things are done", on)));
    if application.standing == Standing::Sent {
        let next = if application.talked_on.is_none() {
            "We get in touch and talk"
        } else {
            "We tell you what was decided"
        };
        steps.push(Step {
            title: next.to_owned(),
            ahead: true,
            ..Step::default()
        });
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_and_the_reference_stand_there_while_it_waits() {
        let show = |waits| {
            Show {
                shell: Shell::sample(),
                token: "abc".into(),
                title: "Your application has reached us".into(),
                what: vec!["A coordinator reads it.".into()],
                reference: "J-0007".into(),
                steps: Vec::new(),
                link: "https://bank.example.org/join/abc".into(),
                waits,
            }
            .render()
            .unwrap()
        };
        let html = show(true);
        assert!(html.contains("J-0007"));
        assert!(html.contains("https://bank.example.org/join/abc"));
        assert!(html.contains("/join/abc/withdrawal"));
        assert!(!show(false).contains("/join/abc/withdrawal"));
    }

    #[test]
    fn taking_it_back_says_what_is_erased() {
        let html = Withdraw {
            shell: Shell::sample(),
            token: "abc".into(),
        }
        .render()
        .unwrap();
        assert!(html.contains("action=\"/join/abc/withdrawal\""));
    }
}
