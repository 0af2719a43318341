//! Everything about me, to take along: one file for a program, one for a spreadsheet. That it was
//! taken is written down first; the file is made from one snapshot and kept by nobody on the way.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use reports::exports;
use timebank::member;

use crate::app::App;
use crate::error::{Result, WebError};
use crate::forms::Form;
use crate::page::Page;

/// The file that was asked for.
pub async fn take_along(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let (person, moment) = (page.person()?.clone(), page.moment());
    let (bank, id, made_at) = (page.bank().clone(), person.id(), moment.now);
    let (kind, content) = match form.value("file") {
        "csv" => ("csv", "text/csv; charset=utf-8"),
        _ => ("json", "application/json"),
    };
    let by = person.clone();
    app.write(move |tx| member::take_along(tx, &by, kind, &moment))
        .await?;
    let (number, written) = app
        .read(move |conn| {
            let number = member::get(conn, id)?.number.printed(&bank.prefix);
            let mut file = Vec::new();
            let written = if kind == "csv" {
                exports::statement(conn, &bank, id, None, None, &mut file)
            } else {
                exports::everything(conn, &bank, &person, made_at, &mut file)
            };
            Ok((number, written.map(|()| file)))
        })
        .await?;
    let file = written.map_err(|error| match error {
        reports::Error::Bank(error) => error.into(),
        reports::Error::Write(error) => WebError::internal(error),
    })?;
    let what = if kind == "csv" { "hours" } else { "everything" };
    let name = format!("attachment; filename=\"{what}-{number}.{kind}\"");
    let headers = [
        (header::CONTENT_TYPE, content.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file).into_response())
}
