//! One spreadsheet, at the step at which it stands.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::SpreadsheetId;
use timebank::spreadsheet::{self, Content, Spreadsheet, Standing};

use super::check::Check;
use super::list::Past;
use super::{Looked, columns, look};
use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::say;

/// So many values of a column are shown to say what it is.
const SHOWN: usize = 3;

#[derive(Template)]
#[template(path = "imports/sheet.html")]
struct Which {
    shell: Shell,
    form: Form,
    id: SpreadsheetId,
    name: String,
    sheets: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "imports/columns.html")]
struct Matching {
    shell: Shell,
    form: Form,
    id: SpreadsheetId,
    name: String,
    /// Whether the columns are as they were for the last such file.
    remembered: bool,
    columns: Vec<Column>,
    fields: Vec<Choice>,
}

/// One column: the name of its list, its heading and its first values.
struct Column {
    field: String,
    heading: String,
    sample: String,
}

#[derive(Template)]
#[template(path = "imports/show.html")]
struct Show {
    shell: Shell,
    id: SpreadsheetId,
    said: String,
    past: Past,
    people: bool,
    undone: bool,
    /// How many lines were brought in and are not taken back.
    stay: usize,
}

/// The next thing to do with a spreadsheet, or what came of it.
pub async fn show(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<SpreadsheetId>,
    asked: Form,
) -> Result<Response> {
    let spreadsheet = app.read(move |conn| spreadsheet::get(conn, id)).await?;
    if spreadsheet.standing != Standing::Open {
        return entered(&app, page, &spreadsheet, &asked).await;
    }
    if spreadsheet.sheet.is_none() {
        return page.show(|shell| Which::new(shell, Form::new(), &spreadsheet));
    }
    if spreadsheet.fields.is_empty() || asked.has("columns") {
        let (heading, known, first) = column_facts(&app, &spreadsheet).await?;
        let fields = match (&known, spreadsheet.fields.is_empty()) {
            (_, false) => spreadsheet.fields.clone(),
            (Some(known), true) => known.clone(),
            (None, true) => columns::guess(spreadsheet.content, &heading),
        };
        let mut form = Form::new();
        for (place, field) in fields.iter().enumerate() {
            form.set(&format!("column-{place}"), field);
        }
        let facts = (heading, known.is_some(), first);
        return page.show(|shell| Matching::new(shell, form, &spreadsheet, facts));
    }
    let Looked { spreadsheet, rows } = look(&app, &page, id).await?;
    let form = Form::new();
    page.show(|shell| Check::new(shell, form, &spreadsheet, &rows, &asked))
}

/// Keeps which sheet is read.
pub async fn choose_sheet(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<SpreadsheetId>,
    mut form: Form,
) -> Result<Response> {
    let Ok(sheet) = form.value("sheet").parse::<u32>() else {
        let spreadsheet = app.read(move |conn| spreadsheet::get(conn, id)).await?;
        form.refuse("sheet", say("imports-choose-which-sheet-it-is"));
        return page.refuse(|shell| Which::new(shell, form, &spreadsheet));
    };
    let by = page.coordinator()?;
    app.write(move |tx| spreadsheet::choose_sheet(tx, &by, id, sheet))
        .await?;
    Ok(Redirect::to(&format!("/imports/{id}")).into_response())
}

/// Keeps what each column is.
pub async fn match_columns(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<SpreadsheetId>,
    mut form: Form,
) -> Result<Response> {
    let spreadsheet = app.read(move |conn| spreadsheet::get(conn, id)).await?;
    let (heading, known, first) = column_facts(&app, &spreadsheet).await?;
    let content = spreadsheet.content;
    let fields: Vec<String> = (0..heading.len())
        .map(|place| form.value(&format!("column-{place}")).to_owned())
        .map(|name| columns::named(content, &name).map_or_else(String::new, |_| name))
        .collect();
    if let Some(label) = columns::chosen_twice(content, &fields) {
        form.refuse(
            "column-0",
            say!("imports-choose-one-column-only-for", label = label),
        );
    } else if let Some(message) = columns::missing(content, &fields) {
        form.refuse("column-0", message);
    }
    if !form.is_clean() {
        let facts = (heading, known.is_some(), first);
        return page.refuse(|shell| Matching::new(shell, form, &spreadsheet, facts));
    }
    let by = page.coordinator()?;
    app.write(move |tx| spreadsheet::match_columns(tx, &by, id, &fields))
        .await?;
    Ok(Redirect::to(&format!("/imports/{id}")).into_response())
}

/// The heading, what its columns were last time, and the first lines under it.
type ColumnFacts = (Vec<String>, Option<Vec<String>>, Vec<Vec<String>>);

async fn column_facts(app: &App, spreadsheet: &Spreadsheet) -> Result<ColumnFacts> {
    let spreadsheet = spreadsheet.clone();
    app.read(move |conn| {
        let heading = spreadsheet::heading(conn, &spreadsheet)?;
        let known = spreadsheet::remembered(conn, spreadsheet.content, &heading)?;
        let lines = spreadsheet::lines(conn, &spreadsheet)?.into_iter();
        let first = lines.map(|line| line.cells).take(SHOWN * 4).collect();
        Ok((heading, known, first))
    })
    .await
}

async fn entered(
    app: &App,
    page: Page,
    spreadsheet: &Spreadsheet,
    asked: &Form,
) -> Result<Response> {
    let looked = spreadsheet.clone();
    let lines = app
        .read(move |conn| spreadsheet::lines(conn, &looked))
        .await?;
    let stay = lines
        .iter()
        .filter(|line| line.became.is_some() && !line.undone)
        .count();
    let past = Past::of(spreadsheet, page.bank().zone);
    let said = match asked.value("done") {
        "entered" => say!("imports-brought-in-b", came = &past.came),
        "undone" if stay == 0 => say("imports-all-of-it-is-undone"),
        "undone" => say!("imports-undone-but-for-lines", number = stay),
        _ => String::new(),
    };
    page.show(|shell| Show {
        shell,
        id: spreadsheet.id,
        said,
        past,
        people: spreadsheet.content == Content::People,
        undone: matches!(spreadsheet.standing, Standing::Undone { .. }),
        stay,
    })
}

impl Which {
    fn new(shell: Shell, form: Form, spreadsheet: &Spreadsheet) -> Self {
        let names = spreadsheet.sheets.iter().enumerate();
        Self {
            shell,
            form,
            id: spreadsheet.id,
            name: spreadsheet.name.clone(),
            sheets: names
                .map(|(place, name)| Choice::new(place, name.clone()))
                .collect(),
        }
    }
}

impl Matching {
    fn new(
        shell: Shell,
        form: Form,
        spreadsheet: &Spreadsheet,
        (heading, remembered, first): (Vec<String>, bool, Vec<Vec<String>>),
    ) -> Self {
        let sample = |place: usize| {
            let cells = first.iter().filter_map(|row| row.get(place));
            let cells = cells.filter(|cell| !cell.is_empty()).take(SHOWN);
            cells.cloned().collect::<Vec<_>>().join(", ")
        };
        let column = |(place, heading): (usize, String)| Column {
            field: format!("column-{place}"),
            sample: sample(place),
            heading: if heading.is_empty() {
                say!("imports-column", place = place + 1)
            } else {
                heading
            },
        };
        Self {
            shell,
            form,
            id: spreadsheet.id,
            name: spreadsheet.name.clone(),
            remembered,
            columns: heading.into_iter().enumerate().map(column).collect(),
            fields: columns::choices(spreadsheet.content),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::{Tag, Tone};
    use crate::spanish::in_spanish;

    #[test]
    fn in_spanish_no_english_is_left() {
        let id = SpreadsheetId::new(uuid::Uuid::from_u128(1));
        let name = || "miembros.csv".to_owned();
        in_spanish(&[], || {
            let which = Which {
                shell: Shell::sample(),
                form: Form::new(),
                id,
                name: name(),
                sheets: vec![Choice::new(0, "Hoja 1")],
            };
            which.render().unwrap()
        });
        for remembered in [true, false] {
            in_spanish(&[], || {
                let column = Column {
                    field: "column-0".to_owned(),
                    heading: say!("imports-column", place = 1),
                    sample: "Ana".to_owned(),
                };
                let matching = Matching {
                    shell: Shell::sample(),
                    form: Form::new(),
                    id,
                    name: name(),
                    remembered,
                    columns: vec![column],
                    fields: Vec::new(),
                };
                matching.render().unwrap()
            });
        }
        for (people, undone) in [(true, true), (false, false)] {
            in_spanish(&[], || {
                let past = Past {
                    path: String::new(),
                    name: name(),
                    came: say!("imports-so-many-people", number = 2),
                    about: String::new(),
                    tag: Tag::new(say("imports-brought-in"), Tone::Approved),
                };
                let show = Show {
                    shell: Shell::sample(),
                    id,
                    said: say!("imports-undone-but-for-lines", number = 2),
                    past,
                    people,
                    undone,
                    stay: 2,
                };
                show.render().unwrap()
            });
        }
    }

    #[test]
    fn the_look_before_says_nothing_itself() {
        let preview = include_str!("../../../templates/imports/preview.html");
        crate::pages::approvals::spanish::say_nothing_themselves(&[preview]);
    }
}
