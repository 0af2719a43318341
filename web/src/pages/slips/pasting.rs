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
use crate::pages::tables;
use crate::words::say;

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
        form.refuse("lines", say!("slips-paste-the-rows"));
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

/// The rows of a text. A first row that names the columns says which is which, in any order;
/// without one they are taken in the order of the grid.
fn rows(text: &str) -> Vec<Typed> {
    let mut cells = tables::read(text).into_iter().peekable();
    let named = cells.peek().and_then(|first| columns(first));
    if named.is_some() {
        cells.next();
    }
    let places = named.unwrap_or([0, 1, 2, 3, 4, 5].map(Some));
    cells.map(|cells| row(&cells, places)).collect()
}

/// Words that name each column of the grid, in the order of the grid.
const NAMES: [&[&str]; 6] = [
    &["date", "day", "when", "done"],
    &["gave", "giver", "given by", "from", "helper", "provider"],
    &["received", "receiver", "to", "helped", "recipient"],
    &["how long", "length", "hours", "minutes", "time", "duration"],
    &["kind", "category", "what", "type", "service"],
    &["slip", "number", "ref", "sheet"],
];

/// Where each column of the grid stands, where the first row names a date and two people.
fn columns(first: &[String]) -> Option<[Option<usize>; 6]> {
    let named = |words: &[&str]| {
        first.iter().position(|cell| {
            let cell = cell.to_lowercase();
            let cell = cell.trim_start_matches("who ").trim();
            words.iter().any(|word| cell.starts_with(word))
        })
    };
    let places = NAMES.map(named);
    places[..3].iter().all(Option::is_some).then_some(places)
}

fn row(cells: &[String], places: [Option<usize>; 6]) -> Typed {
    let cell = |place: Option<usize>| place.and_then(|place| cells.get(place));
    let [day, giver, receiver, length, kind, slip] =
        places.map(|place| cell(place).cloned().unwrap_or_default());
    Typed {
        day,
        giver,
        receiver,
        length,
        kind,
        slip,
    }
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
    fn columns_that_are_named_stand_in_any_order() {
        let text = "Category,Receiver,Giver,Hours,Date\nGardening,Bob,Ann,1:30,20/11/2026";
        let rows = rows(text);
        assert_eq!(rows.len(), 1);
        let Typed {
            day,
            giver,
            receiver,
            length,
            kind,
            slip,
        } = &rows[0];
        assert_eq!([day, giver, receiver], ["20/11/2026", "Ann", "Bob"]);
        assert_eq!([length, kind, slip], ["1:30", "Gardening", ""]);
    }

    #[test]
    fn semicolons_and_commas_part_columns_where_there_are_no_tabs() {
        assert_eq!(rows("19 11;88;61;1,5;R;4")[0].length, "1,5");
        assert_eq!(rows("19 11,88,61,90,R")[0].kind, "R");
        assert!(rows(" \n\n").is_empty());
    }
}
