//! The contact log of a member, and what is noted privately.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::desk::{self, About};
use timebank::{MemberId, clock, member};

use super::care::{kinds, new_note, timeline};
use crate::app::App;
use crate::components::{Choice, Step};
use crate::error::{Problem, Result};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "tending/log.html")]
struct Log {
    shell: Shell,
    form: Form,
    id: MemberId,
    name: String,
    done: &'static str,
    kinds: Vec<Choice>,
    notes: Vec<Step>,
    /// How many private notes there are.
    hidden: u32,
    /// The private notes, where somebody asked to read them.
    private: Option<Vec<Step>>,
}

/// What was written about a member.
pub async fn log(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
    asked: Form,
) -> Result<Response> {
    let done = match asked.value("done") {
        "noted" => "Your note is kept.",
        _ => "",
    };
    let form = Form::new().with("id", clock::new_id().to_string());
    let log = Log::read(&app, &page, id, form, done).await?;
    page.show(|_| log)
}

/// Adds a note.
pub async fn log_note(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
    mut form: Form,
) -> Result<Response> {
    if let Some(new) = new_note(&form, About::Member(id)) {
        let (by, moment) = (page.coordinator()?, page.moment());
        match app
            .write(move |tx| desk::note(tx, &by, &new, &moment))
            .await
        {
            Ok(()) => {
                let path = format!("/members/{id}/notes?done=noted");
                return Ok(Redirect::to(&path).into_response());
            }
            Err(error) if error.problem() == Problem::Fields => {
                form.refuse_all(error.into_fields()?);
            }
            Err(error) => return Err(error),
        }
    } else {
        form.refuse("kind", "Choose what kind of note it is");
    }
    let log = Log::read(&app, &page, id, form, "").await?;
    page.refuse(|shell| Log { shell, ..log })
}

/// Shows what is private. That it was read is written down in the same commit.
pub async fn read_private(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
) -> Result<Response> {
    let (by, moment, zone) = (page.coordinator()?, page.moment(), page.bank().zone);
    let private = app
        .write(move |tx| desk::read_private(tx, &by, id, &moment))
        .await?;
    let form = Form::new().with("id", clock::new_id().to_string());
    let mut log = Log::read(&app, &page, id, form, "").await?;
    log.private = Some(timeline(&private, zone));
    page.show(|_| log)
}

impl Log {
    async fn read(
        app: &App,
        page: &Page,
        id: MemberId,
        form: Form,
        done: &'static str,
    ) -> Result<Self> {
        let (shell, zone) = (page.shell().clone(), page.bank().zone);
        app.read(move |conn| {
            Ok(Self {
                shell,
                form,
                id,
                name: member::get(conn, id)?.name,
                done,
                kinds: kinds(true),
                notes: timeline(&desk::notes(conn, About::Member(id))?, zone),
                hidden: desk::count_private(conn, id)?,
                private: None,
            })
        })
        .await
    }
}
