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
use crate::words::{self, say};

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
                say!("standing-your-application-has-reached-us"),
                vec![say!("standing-a-coordinator-reads-it-and")],
            ),
            Standing::Joined(id) => {
                let number = member::get(conn, *id)?.number.printed(prefix);
                let what = say!("standing-your-member-number-is-a", number = number);
                (say!("standing-you-are-a-member-welcome"), vec![what])
            }
            Standing::Declined { .. } if application.erased => {
                let gone = say!("standing-it-was-decided-a-while");
                (say!("standing-your-application-is-closed"), vec![gone])
            }
            Standing::Declined { letter, .. } => {
                let letter = letter.split("\n\n").map(str::to_owned).collect();
                (say!("standing-your-application-is-closed"), letter)
            }
            Standing::Withdrawn => (
                say!("standing-you-have-taken-your-application"),
                vec![say!("standing-what-you-told-us-is")],
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
    let day = |title: String, on| Step {
        title,
        about: words::day(on),
        ..Step::default()
    };
    let sent = application.sent_at.with_timezone(&zone).date_naive();
    let mut steps = vec![day(say!("standing-you-sent-it"), sent)];
    let asked = references.iter().filter_map(|one| one.asked_on).max();
    steps.extend(asked.map(|on| day(say!("standing-we-asked-people-who-know"), on)));
    steps.extend(
        application
            .talked_on
            .map(|on| day(say!("standing-we-talked"), on)),
    );
    let shown = application.inducted_on;
    steps.extend(shown.map(|on| day(say!("standing-we-showed-you-how-things"), on)));
    if application.standing == Standing::Sent {
        let next = if application.talked_on.is_none() {
            say!("standing-we-get-in-touch-and")
        } else {
            say!("standing-we-tell-you-what-was")
        };
        steps.push(Step {
            title: next,
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
    use crate::spanish::in_spanish;

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

    #[test]
    fn in_spanish_no_english_is_left() {
        for standing in [Standing::Sent, Standing::Withdrawn] {
            let application = Application {
                id: timebank::ApplicationId::new(uuid::Uuid::from_u128(3)),
                number: Some(7),
                standing,
                answers: joining::Answers::default(),
                sent_at: chrono::DateTime::UNIX_EPOCH,
                talked_on: Some(chrono::NaiveDate::default()),
                inducted_on: Some(chrono::NaiveDate::default()),
                decided_at: None,
                decided_by: String::new(),
                accompany: false,
                erased: false,
                version: 1,
            };
            let conn = Connection::open_in_memory().unwrap();
            in_spanish(&[], || {
                let told = Told::read(&conn, &application, "W").unwrap();
                let show = Show {
                    shell: Shell::sample(),
                    token: "abc".into(),
                    title: told.title,
                    what: told.what,
                    reference: told.reference,
                    steps: steps(&application, &[], Tz::UTC),
                    link: "https://bank.example.org/join/abc".into(),
                    waits: told.waits,
                };
                let token = "abc".into();
                let shell = Shell::sample();
                show.render().unwrap() + &Withdraw { shell, token }.render().unwrap()
            });
        }
    }
}
