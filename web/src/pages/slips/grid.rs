//! The grid: one line per slip, and under each box what was understood.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use timebank::slip::{self, MOST_LINES, Typed};
use timebank::{EnvelopeId, ExchangeId};

use super::envelope::{self, Sheet, Totals};
use super::reading::{BOXES, Row};
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// Lines that the button for more adds.
const MORE: u32 = 10;

#[derive(Template)]
#[template(path = "slips/grid.html")]
struct Grid {
    shell: Shell,
    form: Form,
    id: EnvelopeId,
    name: String,
    said: String,
    rows: Vec<Row>,
    totals: Totals,
}

/// The lines alone, for the script: what they mean now.
#[derive(Template)]
#[template(path = "slips/lines.html")]
struct Lines {
    rows: Vec<Row>,
    totals: Totals,
}

#[derive(Template)]
#[template(path = "slips/entered.html")]
struct Entered {
    shell: Shell,
    name: String,
    said: String,
    lines: Vec<EnteredLine>,
    minutes: i64,
}

struct EnteredLine {
    number: u32,
    slip: String,
    path: String,
    who: String,
    kind: String,
    day: String,
    minutes: i64,
}

/// The grid of an envelope; of a finished one, what was entered.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(id): Path<EnvelopeId>,
    form: Form,
) -> Result<Response> {
    let sheet = envelope::read(&app, &page, id).await?;
    let said = said(&form);
    if sheet.envelope.finished_at.is_some() {
        return entered(page, &sheet, said);
    }
    let fewest = form.value("lines").parse().unwrap_or(0);
    page.show(|shell| Grid::new(shell, Form::new(), &sheet, said, fewest))
}

/// Keeps every line of the form; the button says what comes next.
pub async fn keep(
    State(app): State<App>,
    page: Page,
    Path(id): Path<EnvelopeId>,
    form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let lines = typed_lines(&form);
    let shown = lines.iter().map(|(number, _)| *number).max().unwrap_or(0);
    app.write(move |tx| {
        for (number, typed) in &lines {
            slip::keep(tx, &by, id, *number, typed, &moment)?;
        }
        Ok(())
    })
    .await?;
    let path = format!("/slips/{id}");
    if form.has("later") {
        return Ok(Redirect::to("/slips?done=kept").into_response());
    }
    if form.has("more") {
        let more = shown.saturating_add(MORE).min(MOST_LINES);
        let path = format!("{path}?lines={more}#line-{}", shown.min(MOST_LINES - 1) + 1);
        return Ok(Redirect::to(&path).into_response());
    }
    if !form.has("check") {
        return Ok(Redirect::to(&format!("{path}?lines={shown}")).into_response());
    }
    let sheet = envelope::read(&app, &page, id).await?;
    let form = problems(&sheet);
    if form.is_clean() {
        return Ok(Redirect::to(&format!("{path}/check")).into_response());
    }
    page.refuse(|shell| Grid::new(shell, form, &sheet, String::new(), shown))
}

/// Keeps one line and answers what the lines mean now: the script asks as soon as a box is left.
pub async fn keep_line(
    State(app): State<App>,
    page: Page,
    Path((id, line)): Path<(EnvelopeId, u32)>,
    form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let typed = typed(|name| form.text(name));
    app.write(move |tx| slip::keep(tx, &by, id, line, &typed, &moment))
        .await?;
    let sheet = envelope::read(&app, &page, id).await?;
    let mut rows = sheet.grid(line.saturating_add(1));
    if let Some(row) = rows.iter_mut().find(|row| row.number == line) {
        *row = std::mem::take(row).being_typed();
    }
    let lines = Lines {
        rows,
        totals: sheet.totals(),
    };
    Ok(Html(lines.render()?).into_response())
}

/// Throws away what is left and puts the envelope aside.
pub async fn finish(
    State(app): State<App>,
    page: Page,
    Path(id): Path<EnvelopeId>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    app.write(move |tx| slip::finish(tx, &by, id, &moment))
        .await?;
    Ok(Redirect::to("/slips?done=finished").into_response())
}

impl Grid {
    fn new(shell: Shell, form: Form, sheet: &Sheet, said: String, fewest: u32) -> Self {
        Self {
            shell,
            form,
            id: sheet.envelope.id,
            name: sheet.envelope.name.clone(),
            said,
            rows: sheet.grid(fewest),
            totals: sheet.totals(),
        }
    }
}

/// Every problem of the grid, in the order of its boxes.
fn problems(sheet: &Sheet) -> Form {
    let mut form = Form::new();
    if sheet.rows.is_empty() {
        form.refuse("giver-1", say!("slips-type-in-at-least-one"));
    }
    for row in sheet.unclear() {
        for (cell, unclear) in row.problems() {
            let field = format!("{}-{}", cell.name, row.number);
            form.refuse(
                &field,
                say!(
                    "slips-line-reason",
                    number = row.number,
                    reason = &unclear.message
                ),
            );
        }
    }
    form
}

/// The lines of a form. A person chosen by a button stands in place of what was typed.
fn typed_lines(form: &Form) -> Vec<(u32, Typed)> {
    let picked = form.value("pick").split_once('=');
    let value = |field: &str| match picked {
        Some((name, choice)) if name == field => choice.to_owned(),
        _ => form.text(field),
    };
    (1..=MOST_LINES)
        .filter(|number| form.has(&format!("giver-{number}")))
        .map(|number| (number, typed(|name| value(&format!("{name}-{number}")))))
        .collect()
}

fn typed(value: impl Fn(&str) -> String) -> Typed {
    let [day, giver, receiver, length, kind, slip] = BOXES.map(value);
    Typed {
        day,
        giver,
        receiver,
        length,
        kind,
        slip,
    }
}

/// What was entered a moment ago, from the address.
fn said(form: &Form) -> String {
    if form.value("done") == "pasted" {
        return say!("slips-the-rows-stand-in-the");
    }
    let Ok(slips @ 1..) = form.value("entered").parse::<u64>() else {
        return String::new();
    };
    let minutes = form.value("minutes").parse().unwrap_or(0_i64);
    say!(
        "slips-entered-in-all",
        number = slips,
        length = words::length(minutes)
    )
}

fn entered(page: Page, sheet: &Sheet, said: String) -> Result<Response> {
    let today = page.today();
    let line = |row: &Row, id: ExchangeId| {
        let meant = row.meaning.as_ref()?;
        Some(EnteredLine {
            number: row.number,
            slip: row
                .cells
                .last()
                .map(|cell| cell.typed.clone())
                .unwrap_or_default(),
            path: format!("/exchanges/{id}"),
            who: row.who(),
            kind: meant.kind.clone(),
            day: words::day_near(meant.is.done_on, today),
            minutes: meant.is.minutes.get(),
        })
    };
    let lines: Vec<EnteredLine> = sheet
        .rows
        .iter()
        .filter_map(|row| line(row, row.entered?))
        .collect();
    page.show(|shell| Entered {
        shell,
        name: sheet.envelope.name.clone(),
        said,
        minutes: lines.iter().map(|line| line.minutes).sum(),
        lines,
    })
}
