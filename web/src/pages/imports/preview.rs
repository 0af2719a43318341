//! What would happen: totals and balances, worked out by doing it and taking it back. Then it is
//! done, in one commit, if it still says the same.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use sha2::{Digest as _, Sha256};
use timebank::spreadsheet::{self, Entry, Preview, Spreadsheet, Standing};
use timebank::{Error, SpreadsheetId};

use super::reading::{Reads, Row};
use super::{Looked, Reader, look};
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words;

/// So many balances are shown.
const BALANCES: usize = 200;

#[derive(Template)]
#[template(path = "imports/preview.html")]
struct Shown {
    shell: Shell,
    id: SpreadsheetId,
    name: String,
    seal: String,
    preview: Preview,
    /// How many lines bring nothing new.
    known: usize,
    left_out: usize,
    /// How many balances are not shown.
    more: usize,
}

/// What would happen.
pub async fn preview(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<SpreadsheetId>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let looked = look(&app, &page, id).await?;
    let entries = entries(&looked.rows)?;
    let seal = sealed(&entries);
    // Rehearsed with what was read: should it stand otherwise by now, `enter` says so.
    let mut preview = app
        .write(move |tx| spreadsheet::rehearse(tx, &by, id, &entries, &moment))
        .await?;
    let count = |fits: fn(&Reads) -> bool| {
        let rows = looked.rows.iter();
        rows.filter(|row| fits(&row.reads)).count()
    };
    let more = preview.balances.len().saturating_sub(BALANCES);
    preview.balances.truncate(BALANCES);
    page.show(|shell| Shown {
        shell,
        id,
        name: looked.spreadsheet.name.clone(),
        seal,
        preview,
        known: count(|reads| matches!(reads, Reads::Known(_))),
        left_out: count(|reads| matches!(reads, Reads::LeftOut)),
        more,
    })
}

/// Brings in what was looked at.
pub async fn enter(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<SpreadsheetId>,
    form: Form,
) -> Result<Response> {
    let (by, moment, reader) = (page.coordinator()?, page.moment(), Reader::of(&page)?);
    let seal = form.value("seal").to_owned();
    app.write(move |tx| {
        let spreadsheet: Spreadsheet = spreadsheet::get(tx, id)?;
        if let Standing::Entered(_) = spreadsheet.standing {
            // Sent twice: it was brought in by the first.
            return Ok(());
        }
        let looked = Looked::read(tx, &reader, id)?;
        let entries = entries(&looked.rows)?;
        if sealed(&entries) != seal {
            return Err(Error::Conflict(
                "The lines mean something else than when you looked, so nothing was brought in. \
                 Look at them again."
                    .into(),
            ));
        }
        spreadsheet::enter(tx, &by, id, &entries, &moment).map(drop)
    })
    .await?;
    Ok(Redirect::to(&format!("/imports/{id}?done=entered")).into_response())
}

/// The lines that come in, once nothing is left to be put right or decided.
pub(crate) fn entries(rows: &[Row]) -> timebank::Result<Vec<Entry>> {
    let open = |row: &Row| matches!(row.reads, Reads::Wrong(_) | Reads::Doubtful(_));
    if rows.iter().any(open) {
        let message = "Some lines are still to be put right or decided. Look at them first.";
        return Err(Error::Conflict(message.into()));
    }
    let entries: Vec<Entry> = rows.iter().filter_map(Row::entry).collect();
    if entries.is_empty() {
        let message = "Every line is here already or left out: there is nothing to bring in.";
        return Err(Error::Conflict(message.into()));
    }
    Ok(entries)
}

/// What was looked at, as it travels in a form.
pub(crate) fn sealed(entries: &[Entry]) -> String {
    let mut hash = Sha256::new();
    for entry in entries {
        hash.update(entry.line.to_be_bytes());
        hash.update(entry.identity.bytes());
    }
    let mut seal = String::new();
    for byte in hash.finalize().iter().take(16) {
        // Writing to a string cannot fail.
        let _ = write!(seal, "{byte:02x}");
    }
    seal
}

impl Shown {
    fn title(&self) -> String {
        let totals = &self.preview.totals;
        let what = match (totals.people, totals.exchanges) {
            (0, exchanges) => words::count(exchanges, "exchange"),
            (people, _) => words::count_of(people, "person", "people"),
        };
        format!("Bring in {what}?")
    }
}
