//! Stories and quotes: what people say, with the consent that a coordinator saw, for reports.
//! Coordinators keep them and take them out ([`list`]); members see their own and take them back
//! ([`own`]).

mod own;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Months, NaiveDate};
use timebank::project::{self, Project};
use timebank::story::{self, Naming, NewStory, Story};
use timebank::{Channel, ProjectId, StoryId};

pub use own::{list as own_list, withdraw};

use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::{DayQuestion, Form};
use crate::page::{Page, Shell};
use crate::pages::named;
use crate::words::{self, say};

const CONSENT: DayQuestion = DayQuestion {
    when: "",
    day: "consent_day",
    month: "consent_month",
    year: "consent_year",
    subject: "subject-day-they-agreed",
    past_only: true,
};

const UNTIL: DayQuestion = DayQuestion {
    when: "",
    day: "until_day",
    month: "until_month",
    year: "until_year",
    subject: "subject-last-day",
    past_only: false,
};

/// How somebody can agree.
const WAYS: [Channel; 4] = [
    Channel::InPerson,
    Channel::Phone,
    Channel::Paper,
    Channel::Web,
];

#[derive(Template)]
#[template(path = "stories/list.html")]
struct List {
    shell: Shell,
    form: Form,
    stories: Vec<Row>,
    namings: Vec<Choice>,
    ways: Vec<Choice>,
    projects: Vec<Choice>,
    consent: DayQuestion,
    until: DayQuestion,
    done: String,
}

/// A story in a list.
struct Row {
    id: StoryId,
    told_by: String,
    /// Whose words they are, for coordinators, where that is not how they are named.
    really: String,
    paragraphs: Vec<String>,
    /// What was agreed, and until when.
    agreed: String,
    /// It is past its last day.
    over: bool,
}

impl Row {
    fn of(story: &Story, projects: &[Project], today: NaiveDate) -> Self {
        let told_by = story.told_by();
        let project = projects.iter().find(|one| Some(one.id) == story.project);
        Self {
            id: story.id,
            really: if told_by.contains(&story.name) {
                String::new()
            } else {
                story.name.clone()
            },
            told_by,
            paragraphs: story.paragraphs(),
            agreed: agreed(story, project.map(|one| one.plan.name.as_str())),
            over: !story.is_shown_on(today),
        }
    }
}

/// How and when somebody agreed, who saw it, until when it is shown, and for which project.
fn agreed(story: &Story, project: Option<&str>) -> String {
    let (day, seen_by) = (words::day(story.consent_on), story.seen_by.as_str());
    let until = words::day(story.until);
    let agreed = match story.channel {
        Channel::Phone => say!("stories-agreed-on-the-telephone", day = day, name = seen_by),
        Channel::Paper => say!("stories-agreed-on-paper", day = day, name = seen_by),
        Channel::InPerson => say!("stories-agreed-in-person", day = day, name = seen_by),
        _ => say!("stories-agreed-in-writing", day = day, name = seen_by),
    };
    match project {
        None => say!("stories-shown-until", agreed = agreed, until = until),
        Some(project) => say!(
            "stories-shown-until-for",
            agreed = agreed,
            until = until,
            project = project
        ),
    }
}

/// How somebody agreed, as an answer to choose.
fn way(channel: Channel) -> String {
    match channel {
        Channel::Phone => say!("stories-on-the-telephone"),
        Channel::Paper => say!("stories-on-paper"),
        Channel::InPerson => say!("stories-in-person"),
        _ => say!("stories-in-writing"),
    }
}

fn naming(way: Naming) -> String {
    match way {
        Naming::Nobody => say!("stories-without-a-name"),
        Naming::FirstName => say!("stories-with-the-first-name"),
        Naming::Name => say!("stories-with-the-whole-name"),
    }
}

/// The stories, and a form that keeps one.
pub async fn list(State(app): State<App>, page: Page, asked: Form) -> Result<Response> {
    page.coordinator()?;
    let done = match asked.value("done") {
        "kept" => say!("stories-the-story-is-kept-choose"),
        "withdrawn" => say!("stories-the-story-is-deleted-and"),
        _ => String::new(),
    };
    let mut form = Form::new();
    let today = page.today();
    CONSENT.fill(&mut form, today);
    let year = today.checked_add_months(Months::new(12));
    UNTIL.fill(&mut form, year.unwrap_or(today));
    show(&app, page, form, done).await
}

async fn show(app: &App, page: Page, form: Form, done: String) -> Result<Response> {
    let (stories, projects) = app
        .read(|conn| Ok((story::all(conn)?, project::all(conn)?)))
        .await?;
    let (clean, today) = (form.is_clean(), page.today());
    let build = |shell| List {
        shell,
        form,
        stories: stories
            .iter()
            .map(|story| Row::of(story, &projects, today))
            .collect(),
        namings: Naming::ALL
            .map(|way| Choice::new(way.as_str(), naming(way)))
            .to_vec(),
        ways: WAYS
            .map(|channel| Choice::new(channel.as_str(), way(channel)))
            .to_vec(),
        projects: projects
            .iter()
            .map(|one| Choice::new(one.id, one.plan.name.clone()))
            .collect(),
        consent: CONSENT,
        until: UNTIL,
        done,
    };
    page.answer(clean, build)
}

/// Keeps a story.
pub async fn keep(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let (typed, prefix) = (form.text("who"), page.bank().prefix.clone());
    let mut member = None;
    if !typed.is_empty() {
        let who = app
            .read(move |conn| named::read(conn, &typed, &prefix))
            .await?;
        match who {
            Ok(found) => member = Some(found.id),
            Err(unclear) => form.refuse("who", unclear.sentence()),
        }
    }
    let naming = Naming::parse(form.value("naming"));
    if naming.is_none() {
        form.refuse("naming", say!("stories-choose-how-they-may-be"));
    }
    let channel = WAYS
        .into_iter()
        .find(|way| way.as_str() == form.value("channel"));
    if channel.is_none() {
        form.refuse("channel", say!("stories-choose-how-they-agreed"));
    }
    let consent_on = form.take(CONSENT.read(&form, moment.today));
    let until = form.take(UNTIL.read(&form, moment.today));
    if let (Some(naming), Some(channel), Some(consent_on), Some(until), true) =
        (naming, channel, consent_on, until, form.is_clean())
    {
        let new = NewStory {
            member,
            words: form.lines("words"),
            naming,
            described: form.text("described"),
            project: form.value("project").parse().ok().map(ProjectId::new),
            consent_on,
            channel,
            until,
        };
        match app
            .write(move |tx| story::keep(tx, &by, &new, &moment))
            .await
        {
            Ok(_) => return Ok(Redirect::to("/reports/stories?done=kept").into_response()),
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    show(&app, page, form, String::new()).await
}

/// Takes a story out for whoever asked for it.
pub async fn withdraw_for(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
) -> Result<Response> {
    let (by, moment, id) = (page.coordinator()?, page.moment(), StoryId::new(id));
    app.write(move |tx| story::withdraw_for(tx, &by, id, &moment))
        .await?;
    Ok(Redirect::to("/reports/stories?done=withdrawn").into_response())
}

#[cfg(test)]
mod tests {
    use timebank::MemberId;
    use uuid::Uuid;

    use super::*;
    use crate::spanish::in_spanish;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn story() -> Story {
        Story {
            id: StoryId::new(7),
            member: Some(MemberId::new(Uuid::nil())),
            name: "Bob Farrow".into(),
            greeting: "Bob".into(),
            words: "It was kind.".into(),
            naming: Naming::FirstName,
            described: String::new(),
            project: None,
            consent_on: day(2),
            channel: Channel::Phone,
            seen_by: "Ruth Calder".into(),
            until: day(20),
        }
    }

    #[test]
    fn a_story_says_who_agreed_to_what_until_when() {
        let story = story();
        let row = Row::of(&story, &[], day(20));
        assert_eq!((row.told_by.as_str(), row.over), ("Bob", false));
        assert_eq!(row.really, "Bob Farrow");
        assert_eq!(
            row.agreed,
            "Agreed on the telephone on 2 November 2026, seen by Ruth Calder. Shown until \
             20 November 2026."
        );
        assert!(Row::of(&story, &[], day(21)).over);
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&["It was kind."], || {
            let rows = |today| vec![Row::of(&story(), &[], today)];
            own::samples(rows(day(20))) + &own::samples(rows(day(21)))
        });
    }
}
