//! Bringing in people and exchanges from any spreadsheet.
//!
//! **Shape.** [`list`] shows what was brought in and takes a file ([`begin`]). [`show`] is the next
//! thing to do with it: choose a sheet ([`choose_sheet`]), say what each column is
//! ([`match_columns`]), look at every line. A line that cannot be read is typed over ([`fix`]) or
//! left out ([`decide`]); then [`preview`] shows the totals and what each balance would become,
//! and [`enter`] brings all of it in in one commit. [`undo`] takes it back.
//!
//! **Reading.** `file` turns bytes into rows of text, `columns` knows the fields and guesses them
//! from headings, `people` and `help` read the text of a line, `reading` says how each line stands.
//! Whoever could be two people is asked for, never guessed.

mod check;
pub(crate) mod columns;
mod file;
mod help;
mod line;
mod list;
mod people;
mod preview;
mod reading;
mod show;
mod undoing;
mod upload;

pub use check::decide;
pub use line::{ask as ask_line, fix, throw_away};
pub use list::{begin, list};
pub use preview::{enter, preview};
pub(crate) use preview::{entries, sealed};
pub(crate) use reading::{Reads, Row};
pub use show::{choose_sheet, match_columns, show};
pub use undoing::{ask as ask_to_undo, undo};
pub(crate) use upload::MOST_BYTES;

use rusqlite::Connection;
use timebank::SpreadsheetId;
use timebank::bank::Bank;
use timebank::spreadsheet::{self, Spreadsheet};

use crate::app::App;
use crate::error::Result;
use crate::page::Page;

/// A spreadsheet with how each of its lines stands.
pub(crate) struct Looked {
    pub(crate) spreadsheet: Spreadsheet,
    pub(crate) rows: Vec<Row>,
}

impl Looked {
    pub(crate) fn read(
        conn: &Connection,
        reader: &Reader,
        id: SpreadsheetId,
    ) -> timebank::Result<Self> {
        let spreadsheet = spreadsheet::get(conn, id)?;
        let lines = spreadsheet::lines(conn, &spreadsheet)?;
        let rows = reading::read(conn, reader, &spreadsheet, &lines)?;
        Ok(Self { spreadsheet, rows })
    }
}

/// Who looks, and when: what reading a line depends on beside the bank.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    prefix: String,
    today: chrono::NaiveDate,
    me: timebank::MemberId,
}

impl Reader {
    fn of(page: &Page) -> Result<Self> {
        let me = page.person()?.id();
        Ok(Self::new(page.bank(), page.today(), me))
    }

    pub(crate) fn new(bank: &Bank, today: chrono::NaiveDate, me: timebank::MemberId) -> Self {
        Self {
            prefix: bank.prefix.clone(),
            today,
            me,
        }
    }
}

async fn look(app: &App, page: &Page, id: SpreadsheetId) -> Result<Looked> {
    let reader = Reader::of(page)?;
    app.read(move |conn| Looked::read(conn, &reader, id)).await
}
