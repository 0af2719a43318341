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
use crate::words::{self, say};

/// So many are listed.
const LISTED: u32 = 50;

#[derive(Template)]
#[template(path = "imports/list.html")]
struct List {
    shell: Shell,
    form: Form,
    said: String,
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
        "thrown" => say("imports-the-file-is-thrown-away"),
        _ => String::new(),
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
        form.refuse("what", say("imports-choose-what-the-lines-are"));
    }
    let read = match file {
        Some((name, bytes)) => {
            let language = words::language();
            let read = move || words::speaking(language, || file::read(bytes));
            let read = tokio::task::spawn_blocking(read).await;
            let sheets = read.unwrap_or_else(|_| Err(say("imports-the-file-cannot-be-read-b")));
            sheets.map(|sheets| (name, sheets))
        }
        None if form.value("rows").trim().is_empty() => Err(say("imports-choose-a-file-or-paste")),
        None => Ok((String::new(), file::pasted(form.value("rows")))),
    };
    let read = match read {
        Ok((_, sheets)) if sheets.is_empty() => Err(say("imports-the-first-row-must-name")),
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
    page.refuse(|shell| List::new(shell, form, String::new(), past))
}

impl List {
    fn new(shell: Shell, form: Form, said: String, past: Vec<Past>) -> Self {
        Self {
            shell,
            form,
            said,
            past,
            contents: vec![
                Choice::new("people", say("imports-people"))
                    .hinting(say("imports-a-line-for-each-member")),
                Choice::new("exchanges", say("imports-exchanges"))
                    .hinting(say("imports-a-line-for-each-time")),
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
        let at = |done: &spreadsheet::Done| words::instant(done.at, zone);
        let brought_in = |done: &spreadsheet::Done| {
            say!("imports-brought-in-by", name = &done.by, when = at(done))
        };
        let (tag, about) = match &spreadsheet.standing {
            Standing::Open => (
                Tag::new(say("imports-not-brought-in-yet"), Tone::Waiting),
                say!(
                    "imports-begun-by",
                    name = &spreadsheet.begun.by,
                    when = at(&spreadsheet.begun)
                ),
            ),
            Standing::Entered(entered) => (
                Tag::new(say("imports-brought-in"), Tone::Approved),
                brought_in(entered),
            ),
            Standing::Undone {
                entered,
                undone,
                reason,
            } => (
                Tag::new(say("imports-undone"), Tone::Plain),
                say!(
                    "imports-undone-by",
                    before = brought_in(entered),
                    name = &undone.by,
                    when = at(undone),
                    reason = reason
                ),
            ),
        };
        let came = match (spreadsheet.content, &spreadsheet.standing) {
            (Content::People, Standing::Open) => say("imports-people"),
            (Content::Exchanges, Standing::Open) => say("imports-exchanges"),
            (Content::People, _) => say!("imports-so-many-people", number = spreadsheet.people),
            (Content::Exchanges, _) => say!(
                "imports-so-many-exchanges-of",
                number = spreadsheet.exchanges,
                length = words::length(spreadsheet.minutes)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let past = |tag| Past {
                path: "/imports/1".to_owned(),
                name: "miembros.csv".to_owned(),
                came: say!("imports-so-many-people", number = 2),
                about: say!("imports-begun-by", name = "Nia Bevan", when = "hoy"),
                tag: Tag::new(tag, Tone::Plain),
            };
            let mut form = Form::new();
            form.refuse("file", say("imports-choose-a-file-or-paste"));
            let past = vec![past(say("imports-undone"))];
            let list = List::new(Shell::sample(), form, say("imports-that-is-kept"), past);
            list.render().unwrap()
        });
    }
}
