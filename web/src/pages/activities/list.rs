//! The activities: those to come, and for coordinators those that wait to be settled.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use timebank::activity::{self, ActivityState, Overview};

use crate::app::App;
use crate::components::{Tag, Tone};
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// So many of those that are over are shown.
const OVER: u32 = 20;

#[derive(Template)]
#[template(path = "activities/list.html")]
struct List {
    shell: Shell,
    done: String,
    coordinates: bool,
    upcoming: Vec<Entry>,
    unsettled: Vec<Entry>,
    over: Vec<Entry>,
}

struct Entry {
    title: String,
    path: String,
    about: String,
    tag: Option<Tag>,
}

/// The list.
pub async fn list(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let (today, coordinates) = (page.today(), page.coordinator().is_ok());
    let entries = move |found: Vec<Overview>| -> Vec<Entry> {
        found.iter().map(|one| Entry::new(one, today)).collect()
    };
    let (upcoming, unsettled, over) = app
        .read(move |conn| {
            let upcoming = entries(activity::upcoming(conn, today)?);
            if !coordinates {
                return Ok((upcoming, Vec::new(), Vec::new()));
            }
            let unsettled = entries(activity::unsettled(conn, today)?);
            Ok((upcoming, unsettled, entries(activity::over(conn, OVER)?)))
        })
        .await?;
    let done = match form.value("done") {
        "cancelled" => say("activities-the-activity-is-cancelled"),
        _ => String::new(),
    };
    page.show(|shell| List {
        shell,
        done,
        coordinates,
        upcoming,
        unsettled,
        over,
    })
}

impl Entry {
    fn new(overview: &Overview, today: NaiveDate) -> Self {
        let Overview {
            activity,
            attendees,
            ..
        } = overview;
        let details = &activity.details;
        let mut about = vec![words::day_near(details.held_on, today)];
        for part in [&details.starts, &details.place] {
            if !part.is_empty() {
                about.push(part.clone());
            }
        }
        about.push(say!("activities-on-the-list", number = *attendees));
        Self {
            title: details.title.clone(),
            path: format!("/activities/{}", activity.id),
            about: about.join(", "),
            tag: tag(&activity.state),
        }
    }
}

pub(super) fn tag(state: &ActivityState) -> Option<Tag> {
    match state {
        ActivityState::Planned => None,
        ActivityState::Settled { .. } => Some(Tag::new(say("activities-settled"), Tone::Approved)),
        ActivityState::Cancelled { .. } => Some(Tag::new(say("activities-cancelled"), Tone::Plain)),
        ActivityState::TakenBack { .. } => Some(Tag::new(say("exchange-taken-back"), Tone::Plain)),
    }
}
