//! One line of a spreadsheet: typed over, or left out. And the whole file, thrown away.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::spreadsheet::{self, Choice, Spreadsheet};
use timebank::{Error, SpreadsheetId};

use super::columns::{self, Field};
use super::reading::{self, Row};
use super::{Looked, Reader};
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "imports/line.html")]
struct One {
    shell: Shell,
    form: Form,
    id: SpreadsheetId,
    name: String,
    number: u32,
    fields: Vec<&'static Field>,
}

/// The line as it stands, with what cannot be read of it.
pub async fn ask(
    Shared(app): Shared<App>,
    page: Page,
    Path((id, number)): Path<(SpreadsheetId, u32)>,
) -> Result<Response> {
    let reader = Reader::of(&page)?;
    let (spreadsheet, texts, row) = app
        .read(move |conn| {
            let Looked { spreadsheet, rows } = Looked::read(conn, &reader, id)?;
            let lines = spreadsheet::lines(conn, &spreadsheet)?;
            let line = lines.iter().find(|line| line.number == number);
            let texts = reading::texts(&spreadsheet, line.ok_or(NO_LINE)?);
            Ok((spreadsheet, texts, this(rows, number)?))
        })
        .await?;
    let mut form = Form::new();
    for (field, text) in texts {
        form.set(&field, text);
    }
    let fields = columns::shown(spreadsheet.content, &spreadsheet.fields);
    refuse_problems(&mut form, &fields, &row);
    page.show(|shell| One::new(shell, form, &spreadsheet, number, fields))
}

/// Keeps the line as it was typed, readable or not; or leaves it out.
pub async fn fix(
    Shared(app): Shared<App>,
    page: Page,
    Path((id, number)): Path<(SpreadsheetId, u32)>,
    mut form: Form,
) -> Result<Response> {
    let (by, reader) = (page.coordinator()?, Reader::of(&page)?);
    let leave_out = form.has("leave_out");
    let typed = form.clone();
    let (spreadsheet, row) = app
        .write(move |tx| {
            let spreadsheet = spreadsheet::get(tx, id)?;
            let fields = columns::shown(spreadsheet.content, &spreadsheet.fields);
            if leave_out {
                spreadsheet::decide(tx, &by, id, &[number], Some(Choice::LeaveOut))?;
            } else {
                let text = |field: &&Field| (field.name.to_owned(), typed.text(field.name));
                let typed: BTreeMap<_, _> = fields.iter().map(text).collect();
                spreadsheet::type_over(tx, &by, id, number, &typed)?;
            }
            let Looked { spreadsheet, rows } = Looked::read(tx, &reader, id)?;
            Ok((spreadsheet, this(rows, number)?))
        })
        .await?;
    if row.problems().is_empty() {
        let done = if leave_out { "decided" } else { "kept" };
        return Ok(Redirect::to(&format!("/imports/{id}?done={done}")).into_response());
    }
    let fields = columns::shown(spreadsheet.content, &spreadsheet.fields);
    refuse_problems(&mut form, &fields, &row);
    page.refuse(|shell| One::new(shell, form, &spreadsheet, number, fields))
}

/// Throws the file away; nothing of it came in.
pub async fn throw_away(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<SpreadsheetId>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    app.write(move |tx| spreadsheet::throw_away(tx, &by, id, &moment))
        .await?;
    Ok(Redirect::to("/imports?done=thrown").into_response())
}

const NO_LINE: Error = Error::NotFound("This line");

fn this(rows: Vec<Row>, number: u32) -> timebank::Result<Row> {
    rows.into_iter()
        .find(|row| row.number == number)
        .ok_or(NO_LINE)
}

/// Each problem at its box, or at the first where it has none.
fn refuse_problems(form: &mut Form, fields: &[&'static Field], row: &Row) {
    let first = fields.first().map_or("line", |field| field.name);
    for (name, message) in row.problems() {
        let shown = fields.iter().any(|field| field.name == *name);
        form.refuse(if shown { name } else { first }, message);
    }
}

impl One {
    fn new(
        shell: Shell,
        form: Form,
        spreadsheet: &Spreadsheet,
        number: u32,
        fields: Vec<&'static Field>,
    ) -> Self {
        Self {
            shell,
            form,
            id: spreadsheet.id,
            name: spreadsheet.name.clone(),
            number,
            fields,
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
            let one = One {
                shell: Shell::sample(),
                form: Form::new(),
                id: SpreadsheetId::new(uuid::Uuid::from_u128(1)),
                name: "miembros.csv".to_owned(),
                number: 4,
                fields: Vec::new(),
            };
            one.render().unwrap()
        });
    }
}
