//! Projects that somebody pays for: the list, one of them, and where an exchange belongs. For
//! coordinators; members see nothing of it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use rusqlite::Connection;
use timebank::project::{self, Plan, Project};
use timebank::{AreaId, CategoryId, ExchangeId, ProjectId, category};

use crate::app::App;
use crate::components::{Choice, kinds};
use crate::error::Result;
use crate::extract::Path;
use crate::forms::{DayQuestion, Form};
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;
use crate::words;

const FROM: DayQuestion = DayQuestion {
    when: "",
    day: "from_day",
    month: "from_month",
    year: "from_year",
    subject: "subject-first-day",
    past_only: false,
};

const TO: DayQuestion = DayQuestion {
    when: "",
    day: "to_day",
    month: "to_month",
    year: "to_year",
    subject: "subject-last-day",
    past_only: false,
};

#[derive(Template)]
#[template(path = "projects/list.html")]
struct List {
    shell: Shell,
    form: Form,
    projects: Vec<Row>,
    choices: Choices,
    done: &'static str,
    from: DayQuestion,
    to: DayQuestion,
}

#[derive(Template)]
#[template(path = "projects/one.html")]
struct One {
    shell: Shell,
    form: Form,
    project: Project,
    /// How many exchanges belong to it.
    exchanges: u64,
    about: String,
    /// The report of what belongs to it, for the committee.
    report: String,
    choices: Choices,
    from: DayQuestion,
    to: DayQuestion,
}

/// What a project can take by itself.
#[derive(Clone, Default)]
struct Choices {
    kinds: Vec<Choice>,
    areas: Vec<Choice>,
}

/// A project in the list.
struct Row {
    id: ProjectId,
    name: String,
    about: String,
    open: bool,
    exchanges: u64,
}

impl Choices {
    fn of(conn: &Connection) -> timebank::Result<Self> {
        let areas = category::areas(conn)?.into_iter();
        Ok(Self {
            kinds: kinds::to_seek(&category::list(conn)?),
            areas: areas.map(|area| Choice::new(area.id, area.name)).collect(),
        })
    }

    fn name(choices: &[Choice], value: Option<String>) -> Option<String> {
        let value = value?;
        let found = choices.iter().find(|choice| choice.value == value);
        Some(found.map_or_else(|| "something closed".to_owned(), |one| one.label.clone()))
    }

    /// What a project is about, in a sentence or two: who pays, its days, what it takes by itself.
    fn about(&self, plan: &Plan) -> String {
        let mut said = Vec::new();
        if !plan.funder.is_empty() {
            said.push(format!("Paid for by {}.", plan.funder));
        }
        match (plan.from.map(words::day), plan.to.map(words::day)) {
            (Some(from), Some(to)) => said.push(format!("{from} to {to}.")),
            (Some(from), None) => said.push(format!("From {from} on.")),
            (None, Some(to)) => said.push(format!("Up to {to}.")),
            (None, None) => {}
        }
        let kind = Self::name(&self.kinds, plan.category.map(|id| id.to_string()));
        let area = Self::name(&self.areas, plan.area.map(|id| id.to_string()));
        said.push(match (kind, area) {
            (Some(kind), Some(area)) => format!("Takes {kind} received in {area} by itself."),
            (Some(kind), None) => format!("Takes {kind} by itself."),
            (None, Some(area)) => format!("Takes help received in {area} by itself."),
            (None, None) => "Takes only what a coordinator marks.".to_owned(),
        });
        said.join(" ")
    }
}

/// The projects, and a form that begins one.
pub async fn list(State(app): State<App>, page: Page, asked: Form) -> Result<Response> {
    page.coordinator()?;
    let done = match asked.value("done") {
        "begun" => "The project is begun. What it takes by itself is marked.",
        "saved" => "The project is saved.",
        "closed" => "The project is closed. What belongs to it stays.",
        "opened" => "The project is open again.",
        _ => "",
    };
    show_list(&app, page, Form::new(), done).await
}

async fn show_list(app: &App, page: Page, form: Form, done: &'static str) -> Result<Response> {
    let (projects, sizes, choices) = app
        .read(|conn| {
            let sizes = project::sizes(conn)?;
            Ok((project::all(conn)?, sizes, Choices::of(conn)?))
        })
        .await?;
    let row = |project: Project| Row {
        about: choices.about(&project.plan),
        id: project.id,
        name: project.plan.name,
        open: project.open,
        exchanges: sizes.get(&project.id).copied().unwrap_or_default(),
    };
    let projects = projects.into_iter().map(row).collect();
    let clean = form.is_clean();
    let build = |shell| List {
        shell,
        form,
        projects,
        choices,
        done,
        from: FROM,
        to: TO,
    };
    page.answer(clean, build)
}

/// Begins a project.
pub async fn begin(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    if let Some(plan) = plan(&mut form, moment.today) {
        let begun = app
            .write(move |tx| project::begin(tx, &by, &plan, &moment))
            .await;
        if refused(&mut form, begun)?.is_some() {
            return Ok(to_list("begun"));
        }
    }
    show_list(&app, page, form, "").await
}

/// One project.
pub async fn one(State(app): State<App>, page: Page, Path(id): Path<i64>) -> Result<Response> {
    page.coordinator()?;
    let id = ProjectId::new(id);
    let plan = app.read(move |conn| project::get(conn, id)).await?.plan;
    let mut form = Form::new()
        .with("name", &*plan.name)
        .with("funder", &*plan.funder)
        .with("category", said(plan.category))
        .with("area", said(plan.area));
    for (question, day) in [(FROM, plan.from), (TO, plan.to)] {
        if let Some(day) = day {
            question.fill(&mut form, day);
        }
    }
    show_one(&app, page, id, form).await
}

async fn show_one(app: &App, page: Page, id: ProjectId, form: Form) -> Result<Response> {
    let (project, exchanges, choices) = app
        .read(move |conn| {
            let exchanges = project::sizes(conn)?.get(&id).copied().unwrap_or_default();
            Ok((project::get(conn, id)?, exchanges, Choices::of(conn)?))
        })
        .await?;
    let clean = form.is_clean();
    let build = |shell| One {
        shell,
        form,
        about: choices.about(&project.plan),
        report: format!(
            "/reports/activity?period=this-year&for=committee&project={}",
            project.id
        ),
        project,
        exchanges,
        choices,
        from: FROM,
        to: TO,
    };
    page.answer(clean, build)
}

/// Changes a project.
pub async fn change(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment, id) = (page.coordinator()?, page.moment(), ProjectId::new(id));
    if let Some(plan) = plan(&mut form, moment.today) {
        let changed = app
            .write(move |tx| project::change(tx, &by, id, &plan, &moment))
            .await;
        if refused(&mut form, changed)?.is_some() {
            return Ok(to_list("saved"));
        }
    }
    show_one(&app, page, id, form).await
}

/// Closes a project, or opens it again: `open` says which.
pub async fn open_or_close(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response> {
    let (by, moment, id) = (page.coordinator()?, page.moment(), ProjectId::new(id));
    let open = form.value("open") == "yes";
    app.write(move |tx| project::open_or_close(tx, &by, id, open, &moment))
        .await?;
    Ok(to_list(if open { "opened" } else { "closed" }))
}

/// Says to which project an exchange belongs, on its own page.
pub async fn mark(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let project = form.value("project").parse().ok().map(ProjectId::new);
    app.write(move |tx| project::mark(tx, &by, id, project, &moment))
        .await?;
    Ok(Redirect::to(&format!("/exchanges/{id}?done=marked")).into_response())
}

/// What the form plans; nothing where a day cannot be read.
fn plan(form: &mut Form, today: NaiveDate) -> Option<Plan> {
    let [from, to] = [FROM, TO].map(|question| {
        let boxes = [question.day, question.month, question.year];
        if boxes.iter().all(|name| form.text(name).is_empty()) {
            return Some(None);
        }
        let day = question.read(form, today);
        form.take(day).map(Some)
    });
    Some(Plan {
        name: form.text("name"),
        funder: form.text("funder"),
        from: from?,
        to: to?,
        category: form.value("category").parse().ok().map(CategoryId::new),
        area: form.value("area").parse().ok().map(AreaId::new),
    })
}

fn said(id: Option<impl ToString>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

fn to_list(done: &str) -> Response {
    Redirect::to(&format!("/reports/projects?done={done}")).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_says_who_pays_when_and_what_it_takes() {
        let choices = Choices {
            kinds: vec![Choice::new("2", "Gardening")],
            areas: vec![Choice::new("1", "Mill End")],
        };
        let plan = Plan {
            name: "Green fingers".into(),
            funder: "Wrensham Council".into(),
            from: NaiveDate::from_ymd_opt(2026, 4, 1),
            category: Some(CategoryId::new(2)),
            area: Some(AreaId::new(1)),
            ..Plan::default()
        };
        assert_eq!(
            choices.about(&plan),
            "Paid for by Wrensham Council. From 1 April 2026 on. Takes Gardening received in \
             Mill End by itself."
        );
        let by_hand = choices.about(&Plan::default());
        assert_eq!(by_hand, "Takes only what a coordinator marks.");
    }

    #[test]
    fn days_may_be_left_empty_and_half_a_day_is_refused() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let mut form = Form::new().with("name", "Green fingers");
        assert_eq!(plan(&mut form, today).unwrap().from, None);
        let mut form = Form::new().with("from_day", "1").with("from_month", "4");
        assert!(plan(&mut form, today).is_none() && !form.is_clean());
    }
}
