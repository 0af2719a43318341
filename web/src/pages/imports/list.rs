//! What was brought in so far, and a new file.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::spreadsheet::{self, Content, NewSpreadsheet, Spreadsheet, Standing};
use timebank::{SpreadsheetId, clock};

use super::file;
use super::upload::Upload;
use crate::app::App;
use crate::components::{Choice, Tag, Tone};
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words;

/// So many are listed.
const LISTED: u32 = 50;

#[derive(Template)]
#[template(path = "imports/list.html")]
struct List {
    shell: Shell,
    form: Form,
    said: &'static str,
    contents: Vec<Choice>,
    past: Vec<Past>,
}

/// A file in the list.
pub(super) struct Past {
    pub(super) path: String,
    pub(super) name: String,
    /// What came in, or how much is looked through.
    pub(super) came: String,
    /// Who, and when.
    pub(super) about: String,
    pub(super) tag: Tag,
}

/// The files, and the form for another.
pub async fn list(Shared(app): Shared<App>, page: Page, asked: Form) -> Result<Response> {
    let said = match asked.value("done") {
        "thrown" => "The file is thrown away. Nothing of it came in.",
        _ => "",
    };
    let content = Content::parse(asked.value("what")).map_or("", Content::as_str);
    let form = Form::new()
        .with("id", clock::new_id().to_string())
        .with("what", content);
    let past = past(&app, &page).await?;
    page.show(|shell| List::new(shell, form, said, past))
}

/// Begins to look through a file, or through rows that were pasted.
pub async fn begin(Shared(app): Shared<App>, page: Page, upload: Upload) -> Result<Response> {
    let Upload { mut form, file } = upload;
    let id = form.value("id").parse();
    let id = id.unwrap_or_else(|_| SpreadsheetId::new(clock::new_id()));
    let content = Content::parse(form.value("what"));
    if content.is_none() {
        form.refuse("what", "Choose what the lines are");
    }
    let read = match file {
        Some((name, bytes)) => {
            let read = tokio::task::spawn_blocking(move || file::read(bytes)).await;
            let sheets = read.unwrap_or_else(|_| Err("The file cannot be read".to_owned()));
            sheets.map(|sheets| (name, sheets))
        }
        None if form.value("rows").trim().is_empty() => {
            Err("Choose a file, or paste its rows".to_owned())
        }
        None => Ok((String::new(), file::pasted(form.value("rows")))),
    };
    let read = match read {
        Ok((_, sheets)) if sheets.is_empty() => {
            Err("The first row must name the columns, with rows under it".to_owned())
        }
        read => read,
    };
    let read = read.map_err(|message| form.refuse("file", message)).ok();
    if let (Some(content), Some((name, sheets))) = (content, read) {
        let (by, moment) = (page.coordinator()?, page.moment());
        let new = NewSpreadsheet {
            id,
            name,
            content,
            sheets,
        };
        let begun = app.write(move |tx| spreadsheet::begin(tx, &by, &new, &moment));
        match begun.await {
            Ok(begun) => {
                return Ok(Redirect::to(&format!("/imports/{}", begun.id)).into_response());
            }
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    let past = past(&app, &page).await?;
    page.refuse(|shell| List::new(shell, form, "", past))
}

impl List {
    fn new(shell: Shell, form: Form, said: &'static str, past: Vec<Past>) -> Self {
        Self {
            shell,
            form,
            said,
            past,
            contents: vec![
                Choice::new("people", "People").hinting("A line for each member"),
                Choice::new("exchanges", "Exchanges")
                    .hinting("A line for each time somebody helped; bring in the people first"),
            ],
        }
    }
}

async fn past(app: &App, page: &Page) -> Result<Vec<Past>> {
    let zone = page.bank().zone;
    let listed = app.read(|conn| spreadsheet::list(conn, LISTED)).await?;
    Ok(listed.iter().map(|listed| Past::of(listed, zone)).collect())
}

impl Past {
    pub(super) fn of(spreadsheet: &Spreadsheet, zone: chrono_tz::Tz) -> Self {
        let said = |what: &str, done: &spreadsheet::Done| {
            format!("{what} by {}, {}", done.by, words::instant(done.at, zone))
        };
        let (tag, about) = match &spreadsheet.standing {
            Standing::Open => (
                Tag::new("Not brought in yet", Tone::Waiting),
                said("Begun", &spreadsheet.begun),
            ),
            Standing::Entered(entered) => (
                Tag::new("Brought in", Tone::Approved),
                said("Brought in", entered),
            ),
            Standing::Undone {
                entered,
                undone,
                reason,
            } => (
                Tag::new("Undone", Tone::Plain),
                format!(
                    "{}. {}: “{reason}”",
                    said("Brought in", entered),
                    said("Undone", undone)
                ),
            ),
        };
        let came = match (spreadsheet.content, &spreadsheet.standing) {
            (Content::People, Standing::Open) => "People".to_owned(),
            (Content::Exchanges, Standing::Open) => "Exchanges".to_owned(),
            (Content::People, _) => words::count_of(spreadsheet.people, "person", "people"),
            (Content::Exchanges, _) => format!(
                "{}, {}",
                words::count(spreadsheet.exchanges, "exchange"),
                words::length(spreadsheet.minutes)
            ),
        };
        Self {
            path: format!("/imports/{}", spreadsheet.id),
            name: spreadsheet.name.clone(),
            came,
            about,
            tag,
        }
    }
}
