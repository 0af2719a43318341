//! Spreadsheets: a file of people or of exchanges, looked through line by line, brought in in one
//! commit, and taken back in one act.
//!
//! ```text
//! begin ── choose a sheet ── match its columns ── type over, leave out ── enter ── undo
//! ```
//!
//! Lines are kept as they stand in the file until they are brought in, so that what somebody typed
//! over them survives a cut connection. What a line means is read above this crate, at the edge;
//! bringing in takes meanings. It is all or nothing, and a line that came in once, from this file
//! or another, does not come in again. What an import wrote is reversed like anything else in the
//! book: both lines stay.

mod known;
mod model;
mod store;
mod undo;

use std::collections::HashSet;

use chrono::Days;
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

pub use known::acquaintances;
pub use model::{
    Acquaintance, Became, Change, Choice, Content, Done, Entry, Help, Identity, Incoming, Line,
    MOST_COLUMNS, MOST_LETTERS, MOST_LINES, Meaning, NewSpreadsheet, Preview, Sheet, Spreadsheet,
    Standing, Totals, Undone,
};
pub use undo::{rehearse_undo, undo};

use crate::actor::Coordinator;
use crate::clock::{Channel, Moment};
use crate::error::{Error, Result};
use crate::ids::{MemberId, SpreadsheetId};
use crate::store::one_of_many;
use crate::{audit, exchange, member};

/// How long a file that nobody brings in is kept, in days.
const KEPT: u64 = 60;

/// Begins to look through a file. The same form sent twice begins it once. Files that nobody has
/// brought in for two months are thrown away.
pub fn begin(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewSpreadsheet,
    moment: &Moment,
) -> Result<Spreadsheet> {
    if let Some(known) = store::get(tx, new.id)? {
        return Ok(known);
    }
    new.check()?;
    store::forget_before(tx, moment.now - Days::new(KEPT))?;
    let name: String = new.name.chars().take(120).collect();
    let name = if name.is_empty() {
        "Pasted rows".to_owned()
    } else {
        name
    };
    store::insert(tx, by.id(), new, &name, moment.now)?;
    for (place, sheet) in (0..).zip(&new.sheets) {
        for (position, (row, cells)) in sheet.rows.iter().enumerate() {
            let line = if position == 0 { 0 } else { *row };
            store::insert_line(tx, new.id, place, line, cells)?;
        }
    }
    if new.sheets.len() == 1 {
        store::choose_sheet(tx, new.id, 0)?;
    }
    write(tx, by, moment, "spreadsheet.begin", new.id, &json!({}))?;
    get(tx, new.id)
}

/// Says which sheet is read; the others are forgotten.
pub fn choose_sheet(
    tx: &Transaction<'_>,
    _by: &Coordinator,
    id: SpreadsheetId,
    sheet: u32,
) -> Result<()> {
    let spreadsheet = open(tx, id)?;
    let there = usize::try_from(sheet).is_ok_and(|sheet| sheet < spreadsheet.sheets.len());
    if spreadsheet.sheet.is_some() || !there {
        return Err(Error::Conflict(say("spreadsheet-which-sheet-it-is-was")));
    }
    Ok(store::choose_sheet(tx, id, sheet)?)
}

/// Says what each column is, and keeps it for the next file with the same heading.
pub fn match_columns(
    tx: &Transaction<'_>,
    _by: &Coordinator,
    id: SpreadsheetId,
    fields: &[String],
) -> Result<()> {
    let spreadsheet = open(tx, id)?;
    let heading = heading(tx, &spreadsheet)?;
    store::match_columns(tx, id, fields)?;
    store::remember(tx, spreadsheet.content, &in_small_letters(&heading), fields)?;
    Ok(())
}

/// Types over a line, by field, and takes back what was decided about it.
pub fn type_over(
    tx: &Transaction<'_>,
    _by: &Coordinator,
    id: SpreadsheetId,
    line: u32,
    typed: &std::collections::BTreeMap<String, String>,
) -> Result<()> {
    open(tx, id)?;
    let long = |text: &&String| text.chars().count() > MOST_LETTERS;
    if typed.values().any(|text| long(&text)) {
        let message = say!(
            "spreadsheet-a-cell-can-hold-letters",
            most = MOST_LETTERS.to_string()
        );
        return Err(Error::field("line", message));
    }
    Ok(store::type_over(tx, id, line, typed)?)
}

/// Decides about lines: leave them out, take them all the same, or neither.
pub fn decide(
    tx: &Transaction<'_>,
    _by: &Coordinator,
    id: SpreadsheetId,
    lines: &[u32],
    choice: Option<Choice>,
) -> Result<()> {
    open(tx, id)?;
    for line in lines {
        store::decide(tx, id, *line, choice)?;
    }
    Ok(())
}

/// Throws away a file of which nothing was brought in.
pub fn throw_away(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: SpreadsheetId,
    moment: &Moment,
) -> Result<()> {
    open(tx, id)?;
    store::forget(tx, id)?;
    write(tx, by, moment, "spreadsheet.throw_away", id, &json!({}))
}

/// What would come of bringing these lines in. Nothing is.
pub fn rehearse(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: SpreadsheetId,
    entries: &[Entry],
    moment: &Moment,
) -> Result<Preview> {
    open(tx, id)?;
    let concerned = concerned(entries);
    let before = balances(tx, &concerned)?;
    crate::store::rehearse(tx, || {
        let (totals, refused) = bring_in(tx, by, id, entries, moment)?;
        let after = balances(tx, &concerned)?;
        let change = |((name, before), (_, after))| Change {
            name,
            before,
            after,
        };
        let balances = before.into_iter().zip(after).map(change).collect();
        Ok(Preview {
            totals,
            balances,
            refused,
        })
    })
}

/// Brings these lines in, all or none, and forgets what stood in the file. Nobody is told: it is
/// help that both knew of. Sent twice, it is done once.
pub fn enter(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: SpreadsheetId,
    entries: &[Entry],
    moment: &Moment,
) -> Result<Totals> {
    let spreadsheet = get(tx, id)?;
    if let Standing::Entered(_) = spreadsheet.standing {
        return Ok(Totals {
            people: spreadsheet.people,
            exchanges: spreadsheet.exchanges,
            minutes: spreadsheet.minutes,
        });
    }
    open(tx, id)?;
    let (totals, refused) = bring_in(tx, by, id, entries, moment)?;
    if !refused.is_empty() {
        return Err(Error::Conflict(say(
            "spreadsheet-the-bank-has-changed-since",
        )));
    }
    store::enter(tx, id, by.id(), &totals, moment.now)?;
    let details = json!({
        "people": totals.people, "exchanges": totals.exchanges, "minutes": totals.minutes,
    });
    write(tx, by, moment, "spreadsheet.enter", id, &details)?;
    Ok(totals)
}

/// Which of these lines came in before, from any file, and were not taken back.
pub fn came_in(conn: &Connection, identities: &[Identity]) -> Result<HashSet<Identity>> {
    Ok(store::came_in_of(conn, identities)?)
}

/// One spreadsheet.
pub fn get(conn: &Connection, id: SpreadsheetId) -> Result<Spreadsheet> {
    store::get(conn, id)?.ok_or(Error::NotFound("This spreadsheet"))
}

/// All of them, newest first, at most `limit`.
pub fn list(conn: &Connection, limit: u32) -> Result<Vec<Spreadsheet>> {
    Ok(store::list(conn, limit)?)
}

/// What its first row says.
pub fn heading(conn: &Connection, spreadsheet: &Spreadsheet) -> Result<Vec<String>> {
    let Some(sheet) = spreadsheet.sheet else {
        return Ok(Vec::new());
    };
    Ok(store::cells(conn, spreadsheet.id, sheet, 0)?.unwrap_or_default())
}

/// The lines under the heading of the sheet that is read, in order.
pub fn lines(conn: &Connection, spreadsheet: &Spreadsheet) -> Result<Vec<Line>> {
    let Some(sheet) = spreadsheet.sheet else {
        return Ok(Vec::new());
    };
    Ok(store::lines(conn, spreadsheet.id, sheet)?)
}

/// What the columns under this heading were last time.
pub fn remembered(
    conn: &Connection,
    content: Content,
    heading: &[String],
) -> Result<Option<Vec<String>>> {
    Ok(store::remembered(
        conn,
        content,
        &in_small_letters(heading),
    )?)
}

fn in_small_letters(heading: &[String]) -> Vec<String> {
    heading.iter().map(|cell| cell.to_lowercase()).collect()
}

/// The members whose balance these lines change, each once, in order of the lines.
fn concerned(entries: &[Entry]) -> Vec<MemberId> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for entry in entries {
        let Meaning::Help(help) = &entry.meaning else {
            continue;
        };
        found.extend(
            [help.giver, help.receiver]
                .into_iter()
                .filter(|id| seen.insert(*id)),
        );
    }
    found
}

fn balances(conn: &Connection, members: &[MemberId]) -> Result<Vec<(String, i64)>> {
    let balance = |id: &MemberId| {
        let profile = member::get(conn, *id)?;
        let minutes = ledger::balance(conn, profile.account)?;
        Ok((profile.name, minutes.get()))
    };
    members.iter().map(balance).collect()
}

/// Makes what each line means. Those that a rule or the book refuses are named.
fn bring_in(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: SpreadsheetId,
    entries: &[Entry],
    moment: &Moment,
) -> Result<(Totals, Vec<(u32, String)>)> {
    let through = moment.through(Channel::Import);
    let (mut totals, mut refused) = (Totals::default(), Vec::new());
    for entry in entries {
        if store::came_in(tx, &entry.identity)? {
            continue;
        }
        match one_of_many(tx, || make(tx, by, id, entry, &through))? {
            Ok(became) => {
                store::became(tx, id, entry.line, &entry.identity, became)?;
                match &entry.meaning {
                    Meaning::Person(_) => totals.people += 1,
                    Meaning::Help(help) => {
                        totals.exchanges += 1;
                        totals.minutes += help.minutes.get();
                    }
                }
            }
            Err(refusal) => refused.push((entry.line, refusal.to_string())),
        }
    }
    Ok((totals, refused))
}

fn make(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: SpreadsheetId,
    entry: &Entry,
    moment: &Moment,
) -> Result<Became> {
    match &entry.meaning {
        Meaning::Person(incoming) => {
            let new = incoming.new_member(id, entry.line);
            let profile = member::add(tx, by, &new, moment)?;
            Ok(Became::Member(profile.id))
        }
        Meaning::Help(help) => {
            let new = help.new_exchange(id, entry.line);
            let exchange = exchange::bring_in(tx, by, &new, moment)?;
            Ok(Became::Exchange(exchange.id))
        }
    }
}

fn open(conn: &Connection, id: SpreadsheetId) -> Result<Spreadsheet> {
    let spreadsheet = get(conn, id)?;
    if spreadsheet.standing != Standing::Open {
        return Err(Error::Conflict(say(
            "spreadsheet-this-spreadsheet-was-brought-in",
        )));
    }
    Ok(spreadsheet)
}

fn write(
    tx: &Transaction<'_>,
    by: &Coordinator,
    moment: &Moment,
    action: &'static str,
    id: SpreadsheetId,
    details: &serde_json::Value,
) -> Result<()> {
    audit::write(tx, by.into(), moment, action, Some(id.uuid()), details)
}
