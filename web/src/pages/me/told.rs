//! How you are told: by e-mail, by post or here only, for each topic; and what you were told.
//!
//! A coordinator opens the same page for a member who says on the telephone how it should be.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rusqlite::Connection;
use timebank::MemberId;
use timebank::delivery::{self, Choices, Topic, Way};
use timebank::member::{self, Profile};
use timebank::outbox::{self, Notice};

use super::Whose;
use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::Form;
use crate::notices::{self, Told};
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// How many of the newest notices are shown.
const NEWEST: u32 = 10;

/// One topic with its boxes.
struct Question {
    topic: &'static str,
    legend: String,
    hint: String,
    ways: Vec<Choice>,
}

/// A notice, and when.
struct Line {
    told: Told,
    when: String,
}

#[derive(Template)]
#[template(path = "me/told.html")]
struct Show {
    shell: Shell,
    form: Form,
    /// Where the form is sent, and where one came from.
    path: String,
    back: (String, String),
    /// The member's name, where somebody else looks.
    of: Option<String>,
    questions: Vec<Question>,
    lines: Vec<Line>,
    saved: bool,
}

/// All that the page shows, from one snapshot.
struct Seen {
    profile: Profile,
    choices: Choices,
    lines: Vec<Line>,
}

impl Seen {
    fn read(conn: &Connection, id: MemberId, zone: chrono_tz::Tz) -> timebank::Result<Self> {
        let newest = outbox::of_member(conn, id, NEWEST)?;
        let told = notices::words_of_many(conn, &newest, zone)?;
        let line = |(notice, told): (&Notice, Option<Told>)| {
            let when = words::instant(notice.at, zone);
            told.map(|told| Line { told, when })
        };
        let lines = newest.iter().zip(told).filter_map(line).collect();
        Ok(Self {
            profile: member::get(conn, id)?,
            choices: delivery::choices(conn, id)?,
            lines,
        })
    }
}

fn questions(profile: &Profile) -> Vec<Question> {
    Topic::ALL
        .into_iter()
        .map(|topic| {
            let (legend, hint) = match topic {
                Topic::Answer => (
                    say!("me-when-somebody-waits-for-an"),
                    say!("me-they-logged-hours-or-say"),
                ),
                Topic::Outcome => (
                    say!("me-when-something-becomes-of-an"),
                    say!("me-it-was-confirmed-approved-declined"),
                ),
                Topic::Hours => (
                    say!("me-when-hours-come-without-an"),
                    say!("me-gifts-welcome-hours-hours-from"),
                ),
                Topic::News => (
                    say!("me-when-the-coordinators-write-to"),
                    say!("me-news-of-the-timebank-invitations"),
                ),
                Topic::Message => (
                    say!("me-when-somebody-writes-to-you"),
                    say!("me-a-message-about-an-exchange"),
                ),
            };
            Question {
                topic: topic.as_str(),
                legend,
                hint,
                ways: ways(profile),
            }
        })
        .collect()
}

fn ways(profile: &Profile) -> Vec<Choice> {
    let mail = match &profile.email {
        Some(address) => Choice::new(Way::Mail.as_str(), say!("me-by-email")).hinting(address),
        None => Choice::new(Way::Mail.as_str(), say!("me-by-email"))
            .hinting(say!("me-there-is-no-email-address")),
    };
    vec![
        mail,
        Choice::new(Way::Letter.as_str(), say!("me-by-post"))
            .hinting(say!("me-a-coordinator-prints-it-and")),
        Choice::new(Way::Here.as_str(), say!("me-on-this-website-only")),
    ]
}

fn filled(choices: Choices) -> Form {
    Topic::ALL.into_iter().fold(Form::new(), |form, topic| {
        form.with(topic.as_str(), choices.way(topic).as_str())
    })
}

fn read(form: &mut Form) -> Option<Choices> {
    let mut choices = Choices::USUAL;
    let mut complete = true;
    for topic in Topic::ALL {
        if let Some(way) = Way::parse(&form.text(topic.as_str())) {
            choices = choices.with(topic, way);
        } else {
            form.refuse(topic.as_str(), say!("me-choose-how-you-want-to"));
            complete = false;
        }
    }
    complete.then_some(choices)
}

fn show_page(
    page: Page,
    seen: Seen,
    whose: Whose,
    form: Option<Form>,
    saved: bool,
) -> Result<Response> {
    let failed = form.is_some();
    let build = |shell| Show {
        shell,
        form: form.unwrap_or_else(|| filled(seen.choices)),
        path: whose.path("told"),
        back: whose.back(&seen.profile.name),
        of: (!whose.is_mine()).then(|| seen.profile.name.clone()),
        questions: questions(&seen.profile),
        lines: seen.lines,
        saved,
    };
    page.answer(!failed, build)
}

async fn seen(app: &App, page: &Page, id: MemberId) -> Result<Seen> {
    let zone = page.bank().zone;
    app.read(move |conn| Seen::read(conn, id, zone)).await
}

/// How somebody is told, and what they were told.
pub async fn told(
    State(app): State<App>,
    page: Page,
    whose: Whose,
    query: Form,
) -> Result<Response> {
    let seen = seen(&app, &page, whose.id()).await?;
    show_page(page, seen, whose, None, query.text("done") == "saved")
}

/// Saves how somebody is told: one's own choice, or that of a member who said so.
pub async fn choose_told(
    State(app): State<App>,
    page: Page,
    whose: Whose,
    mut form: Form,
) -> Result<Response> {
    let moment = page.moment();
    let Some(choices) = read(&mut form) else {
        let seen = seen(&app, &page, whose.id()).await?;
        return show_page(page, seen, whose, Some(form), false);
    };
    match whose {
        Whose::Mine(_) => {
            let by = page.person()?.clone();
            app.write(move |tx| delivery::choose(tx, &by, choices, &moment))
                .await?;
        }
        Whose::Theirs(id) => {
            let by = page.coordinator()?;
            app.write(move |tx| delivery::choose_for(tx, &by, id, choices, &moment))
                .await?;
        }
    }
    Ok(whose.saved("told"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::people::samples as people;
    use crate::spanish::in_spanish;

    #[test]
    fn in_spanish_no_english_is_left() {
        for of in [None, Some("Dilys Prosser".to_owned())] {
            let html = in_spanish(&[], || {
                let told = notices::friendly(None, 90);
                let when = "22 de noviembre".to_owned();
                let show = Show {
                    shell: Shell::sample(),
                    form: filled(Choices::USUAL),
                    path: "/me/told".to_owned(),
                    back: ("/me".to_owned(), say!("me-my-details")),
                    of,
                    questions: questions(&people::dilys()),
                    lines: vec![Line { told, when }],
                    saved: true,
                };
                show.render().unwrap()
            });
            assert!(html.contains("Tienes 1 hora 30 minutos para gastar"));
        }
    }
}
