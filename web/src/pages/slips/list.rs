//! The envelopes: those that are not finished, and a new one.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::exchange::Spoke;
use timebank::slip::{self, NewEnvelope, Overview};
use timebank::{EnvelopeId, clock};

use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// So many finished envelopes are shown.
const FINISHED: u32 = 5;

#[derive(Template)]
#[template(path = "slips/list.html")]
struct List {
    shell: Shell,
    form: Form,
    said: String,
    unfinished: Vec<Entry>,
    finished: Vec<Entry>,
    signed: Vec<Choice>,
}

/// An envelope in the list.
struct Entry {
    name: String,
    path: String,
    about: String,
}

/// The envelopes, and the form that begins one.
pub async fn list(State(app): State<App>, page: Page, asked: Form) -> Result<Response> {
    let name = say!("slips-slips-of", day = words::day_short(page.today()));
    let form = Form::new()
        .with("id", clock::new_id().to_string())
        .with("name", name);
    let (unfinished, finished) = read(&app, &page).await?;
    let said = match asked.value("done") {
        "kept" => say!("slips-what-you-typed-is-kept"),
        "finished" => say!("slips-the-slips-are-put-aside"),
        _ => String::new(),
    };
    page.show(|shell| List::new(shell, form, said, unfinished, finished))
}

/// Begins an envelope.
pub async fn begin(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let id = form.value("id").parse();
    let id = id.unwrap_or_else(|_| EnvelopeId::new(clock::new_id()));
    let name = form.ask("name", say!("slips-enter-where-from"));
    let spoke = Spoke::parse(form.value("signed"));
    if spoke.is_none() {
        form.refuse("signed", say!("slips-choose-who-signed-the-slips"));
    }
    let expected_slips = number(
        &mut form,
        "expected_slips",
        &say!("slips-how-many-slips-must-be"),
    );
    let expected_minutes = hours(&mut form);
    if let (Some(name), Some(spoke), true) = (name, spoke, form.is_clean()) {
        let (by, moment) = (page.coordinator()?, page.moment());
        let new = NewEnvelope {
            id,
            name,
            spoke,
            expected_slips,
            expected_minutes,
        };
        match app
            .write(move |tx| slip::begin(tx, &by, &new, &moment))
            .await
        {
            Ok(envelope) => {
                return Ok(Redirect::to(&format!("/slips/{}", envelope.id)).into_response());
            }
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    let (unfinished, finished) = read(&app, &page).await?;
    page.refuse(|shell| List::new(shell, form, String::new(), unfinished, finished))
}

impl List {
    fn new(
        shell: Shell,
        form: Form,
        said: String,
        unfinished: Vec<Entry>,
        finished: Vec<Entry>,
    ) -> Self {
        Self {
            shell,
            form,
            said,
            unfinished,
            finished,
            signed: vec![
                Choice::new("both", say!("slips-both-people"))
                    .hinting(say!("slips-they-go-straight-to-approvals")),
                Choice::new("giver", say!("slips-only-who-gave"))
                    .hinting(say!("slips-the-other-one-is-asked")),
                Choice::new("receiver", say!("slips-only-who-received"))
                    .hinting(say!("slips-the-other-one-is-asked")),
            ],
        }
    }
}

async fn read(app: &App, page: &Page) -> Result<(Vec<Entry>, Vec<Entry>)> {
    let (bank, today) = (page.bank().clone(), page.today());
    let entry = move |overview: Overview| {
        let envelope = overview.envelope;
        let day = words::ago(bank.day_of(envelope.begun_at), today);
        let left = overview.lines - overview.entered;
        let about = match (overview.entered, left) {
            (0, 0) => say!("slips-nothing-typed-yet"),
            (0, left) => say!("slips-typed", number = left),
            (entered, 0) => say!("slips-entered", number = entered),
            (entered, left) => say!("slips-entered-and-left", entered = entered, left = left),
        };
        Entry {
            path: format!("/slips/{}", envelope.id),
            about: format!("{}, {day}: {about}", envelope.begun_by_name),
            name: envelope.name,
        }
    };
    app.read(move |conn| {
        let unfinished = slip::unfinished(conn)?.into_iter().map(&entry).collect();
        let finished = slip::finished(conn, FINISHED)?
            .into_iter()
            .map(&entry)
            .collect();
        Ok((unfinished, finished))
    })
    .await
}

fn number(form: &mut Form, field: &str, message: &str) -> Option<u32> {
    let typed = form.text(field);
    if typed.is_empty() {
        return None;
    }
    let number = typed.parse().ok();
    if number.is_none() {
        form.refuse(field, message);
    }
    number
}

/// What the slips add up to on paper: `8`, `8:30`, `8½`. More than a day, so read here.
fn hours(form: &mut Form) -> Option<i64> {
    let typed = form.text("expected_hours");
    if typed.is_empty() {
        return None;
    }
    let minutes = total(&typed);
    if minutes.is_none() {
        form.refuse("expected_hours", say!("slips-hours-on-paper-must-be"));
    }
    minutes
}

fn total(typed: &str) -> Option<i64> {
    let digits = typed
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(typed.len());
    let (hours, rest) = typed.split_at(digits);
    let hours: i64 = hours.parse().ok().filter(|hours| *hours <= 10_000)?;
    let rest = rest.trim().trim_end_matches("min").trim();
    let minutes: i64 = match rest.trim_start_matches([':', 'h', ' ']) {
        "" | "ours" => 0,
        "½" | ".5" | ",5" => 30,
        "¼" | ".25" | ",25" => 15,
        "¾" | ".75" | ",75" => 45,
        minutes => minutes.parse().ok().filter(|minutes| *minutes < 60)?,
    };
    Some(hours * 60 + minutes).filter(|minutes| *minutes > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn the_total_on_the_envelope_may_be_more_than_a_day() {
        for (typed, minutes) in [
            ("8", 480),
            ("8:30", 510),
            ("48½", 2_910),
            ("8 h 00", 480),
            ("8h30", 510),
            ("8 h 30 min", 510),
            ("1.5", 90),
        ] {
            assert_eq!(total(typed), Some(minutes), "{typed}");
        }
        for typed in ["eight", "0", "8:75", "8.3.1"] {
            assert_eq!(total(typed), None, "{typed}");
        }
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let entry = || Entry {
                path: "/slips/1".into(),
                name: "Caja".into(),
                about: say!("slips-entered-and-left", entered = 2, left = 1),
            };
            let said = say!("slips-the-slips-are-put-aside");
            let (shell, form) = (Shell::sample(), Form::new());
            let list = List::new(shell, form, said, vec![entry()], vec![entry()]);
            list.render().unwrap()
        });
    }
}
