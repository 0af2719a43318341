//! Rows of a spreadsheet, pasted: the same six columns as the grid, in the same order.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::EnvelopeId;
use timebank::slip::{self, Typed};

use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "slips/paste.html")]
struct Paste {
    shell: Shell,
    form: Form,
    id: EnvelopeId,
    name: String,
}

/// The page with one large box.
pub async fn ask_to_paste(
    State(app): State<App>,
    page: Page,
    Path(id): Path<EnvelopeId>,
) -> Result<Response> {
    let envelope = app.read(move |conn| slip::get(conn, id)).await?;
    page.show(|shell| Paste {
        shell,
        form: Form::new(),
        id,
        name: envelope.name,
    })
}

/// Puts the rows into the grid, after what stands there.
pub async fn paste(
    State(app): State<App>,
    page: Page,
    Path(id): Path<EnvelopeId>,
    mut form: Form,
) -> Result<Response> {
    let envelope = app.read(move |conn| slip::get(conn, id)).await?;
    let lines = rows(form.value("lines"));
    if lines.is_empty() {
        form.refuse("lines", "Paste the rows");
    } else {
        let (by, moment) = (page.coordinator()?, page.moment());
        let answer = app
            .write(move |tx| slip::append(tx, &by, id, &lines, &moment))
            .await;
        match answer {
            Ok(_) => {
                return Ok(Redirect::to(&format!("/slips/{id}?done=pasted")).into_response());
            }
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    page.refuse(|shell| Paste {
        shell,
        form,
        id,
        name: envelope.name,
    })
}

/// The rows of a text. Columns are parted by tabs, as a spreadsheet copies them, or else by
/// semicolons or commas. A first row that names the columns is passed over.
fn rows(text: &str) -> Vec<Typed> {
    let mark = ['\t', ';', ',']
        .into_iter()
        .find(|mark| text.contains(*mark))
        .unwrap_or('\t');
    text.lines()
        .map(|line| line.trim_end_matches('\r'))
        .filter(|line| !line.trim_matches([mark, ' ']).is_empty())
        .map(|line| row(line, mark))
        .enumerate()
        .filter(|(place, typed)| *place > 0 || !is_heading(typed))
        .map(|(_, typed)| typed)
        .collect()
}

fn row(line: &str, mark: char) -> Typed {
    let mut columns = line.split(mark).map(unquoted);
    let mut next = || columns.next().unwrap_or_default();
    Typed {
        day: next(),
        giver: next(),
        receiver: next(),
        length: next(),
        kind: next(),
        slip: next(),
    }
}

/// A cell in quotation marks without them; a mark alone says "the same".
fn unquoted(cell: &str) -> String {
    let cell = cell.trim();
    let inside = cell
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inside {
        Some(inside) if !inside.is_empty() => inside.replace("\"\"", "\""),
        _ => cell.to_owned(),
    }
}

fn is_heading(typed: &Typed) -> bool {
    let begins = typed.day.to_lowercase();
    ["date", "day", "when"]
        .iter()
        .any(|word| begins.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_spreadsheet_become_lines_and_its_heading_does_not() {
        let text = "Date\tGiver\tReceiver\tHow long\tKind\tSlip\r\n\
                    19/11/2026\tJoan Pellow\t29\t01:30:00\tC\t27\r\n\
                    \t\t\t\t\t\r\n\
                    \t\"Tan, Mei\"\t31\t\"\tsew\r\n";
        let rows = rows(text);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].length, "01:30:00");
        assert_eq!(rows[0].slip, "27");
        assert_eq!((&*rows[1].giver, &*rows[1].length), ("Tan, Mei", "\""));
        assert_eq!(rows[1].slip, "");
    }

    #[test]
    fn semicolons_and_commas_part_columns_where_there_are_no_tabs() {
        assert_eq!(rows("19 11;88;61;1,5;R;4")[0].length, "1,5");
        assert_eq!(rows("19 11,88,61,90,R")[0].kind, "R");
        assert!(rows(" \n\n").is_empty());
    }
}
