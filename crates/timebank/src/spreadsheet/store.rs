//! The SQL of spreadsheets.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::de::DeserializeOwned;

use super::model::{
    Became, Choice, Content, Done, Identity, Line, NewSpreadsheet, Spreadsheet, Standing, Totals,
};
use crate::ids::{MemberId, SpreadsheetId};
use crate::rows;

const COLUMNS: &str = "s.*, b.name AS begun_name, e.name AS entered_name, u.name AS undone_name
    FROM spreadsheet s JOIN member b ON b.id = s.begun_by
    LEFT JOIN member e ON e.id = s.entered_by LEFT JOIN member u ON u.id = s.undone_by";

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: MemberId,
    new: &NewSpreadsheet,
    name: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let sheets: Vec<&str> = new.sheets.iter().map(|sheet| &*sheet.name).collect();
    tx.execute(
        "INSERT INTO spreadsheet (id, name, kind, sheets, begun_by, begun_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            new.id,
            name,
            new.content.as_str(),
            serde_json::json!(sheets).to_string(),
            by,
            now.timestamp()
        ],
    )?;
    Ok(())
}

pub(super) fn insert_line(
    tx: &Transaction<'_>,
    id: SpreadsheetId,
    sheet: u32,
    line: u32,
    cells: &[String],
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO spreadsheet_line (spreadsheet, sheet, line, cells) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        id,
        sheet,
        line,
        serde_json::json!(cells).to_string()
    ])?;
    Ok(())
}

pub(super) fn choose_sheet(
    tx: &Transaction<'_>,
    id: SpreadsheetId,
    sheet: u32,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE spreadsheet SET sheet = ?2 WHERE id = ?1",
        params![id, sheet],
    )?;
    tx.execute(
        "DELETE FROM spreadsheet_line WHERE spreadsheet = ?1 AND sheet <> ?2",
        params![id, sheet],
    )?;
    Ok(())
}

pub(super) fn match_columns(
    tx: &Transaction<'_>,
    id: SpreadsheetId,
    fields: &[String],
) -> rusqlite::Result<()> {
    let fields = serde_json::json!(fields).to_string();
    tx.execute(
        "UPDATE spreadsheet SET fields = ?2 WHERE id = ?1",
        params![id, fields],
    )?;
    Ok(())
}

pub(super) fn remember(
    tx: &Transaction<'_>,
    content: Content,
    heading: &[String],
    fields: &[String],
) -> rusqlite::Result<()> {
    let [heading, fields] = [heading, fields].map(|list| serde_json::json!(list).to_string());
    tx.execute(
        "INSERT INTO spreadsheet_matching (kind, heading, fields) VALUES (?1, ?2, ?3)
         ON CONFLICT (kind, heading) DO UPDATE SET fields = excluded.fields",
        params![content.as_str(), heading, fields],
    )?;
    Ok(())
}

pub(super) fn remembered(
    conn: &Connection,
    content: Content,
    heading: &[String],
) -> rusqlite::Result<Option<Vec<String>>> {
    let heading = serde_json::json!(heading).to_string();
    conn.prepare_cached("SELECT fields FROM spreadsheet_matching WHERE kind = ?1 AND heading = ?2")?
        .query_row(params![content.as_str(), heading], |row| {
            from_json(&row.get::<_, String>(0)?)
        })
        .optional()
}

pub(super) fn type_over(
    tx: &Transaction<'_>,
    id: SpreadsheetId,
    line: u32,
    typed: &BTreeMap<String, String>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE spreadsheet_line SET typed = ?3, choice = NULL
          WHERE spreadsheet = ?1 AND line = ?2 AND line > 0",
        params![id, line, serde_json::json!(typed).to_string()],
    )?;
    Ok(())
}

pub(super) fn decide(
    tx: &Transaction<'_>,
    id: SpreadsheetId,
    line: u32,
    choice: Option<Choice>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE spreadsheet_line SET choice = ?3
          WHERE spreadsheet = ?1 AND line = ?2 AND line > 0",
    )?
    .execute(params![id, line, choice.map(Choice::as_str)])?;
    Ok(())
}

pub(super) fn became(
    tx: &Transaction<'_>,
    id: SpreadsheetId,
    line: u32,
    identity: &Identity,
    became: Became,
) -> rusqlite::Result<()> {
    let (member, exchange) = match became {
        Became::Member(id) => (Some(id), None),
        Became::Exchange(id) => (None, Some(id)),
    };
    tx.prepare_cached(
        "UPDATE spreadsheet_line SET identity = ?3, member = ?4, exchange = ?5
          WHERE spreadsheet = ?1 AND line = ?2",
    )?
    .execute(params![id, line, identity.bytes(), member, exchange])?;
    Ok(())
}

/// Marks it as brought in, and forgets what stood in the file and what did not come in.
pub(super) fn enter(
    tx: &Transaction<'_>,
    id: SpreadsheetId,
    by: MemberId,
    totals: &Totals,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE spreadsheet SET entered_by = ?2, entered_at = ?3, people = ?4, exchanges = ?5,
                minutes = ?6
          WHERE id = ?1",
        params![
            id,
            by,
            now.timestamp(),
            totals.people,
            totals.exchanges,
            totals.minutes
        ],
    )?;
    tx.execute(
        "DELETE FROM spreadsheet_line WHERE spreadsheet = ?1 AND line > 0 AND identity IS NULL",
        [id],
    )?;
    tx.execute(
        "UPDATE spreadsheet_line SET cells = '[]', typed = NULL WHERE spreadsheet = ?1",
        [id],
    )?;
    Ok(())
}

pub(super) fn undone(tx: &Transaction<'_>, id: SpreadsheetId, line: u32) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE spreadsheet_line SET undone = 1 WHERE spreadsheet = ?1 AND line = ?2",
    )?
    .execute(params![id, line])?;
    Ok(())
}

pub(super) fn undo(
    tx: &Transaction<'_>,
    id: SpreadsheetId,
    by: MemberId,
    reason: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE spreadsheet SET undone_by = ?2, undone_at = ?3, reason = ?4 WHERE id = ?1",
        params![id, by, now.timestamp(), reason],
    )?;
    Ok(())
}

pub(super) fn forget(tx: &Transaction<'_>, id: SpreadsheetId) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM spreadsheet_line WHERE spreadsheet = ?1", [id])?;
    tx.execute("DELETE FROM spreadsheet WHERE id = ?1", [id])?;
    Ok(())
}

/// Forgets what was begun before an instant and never brought in.
pub(super) fn forget_before(tx: &Transaction<'_>, before: DateTime<Utc>) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM spreadsheet_line WHERE spreadsheet IN
            (SELECT id FROM spreadsheet WHERE entered_at IS NULL AND begun_at < ?1)",
        [before.timestamp()],
    )?;
    tx.execute(
        "DELETE FROM spreadsheet WHERE entered_at IS NULL AND begun_at < ?1",
        [before.timestamp()],
    )?;
    Ok(())
}

pub(super) fn came_in(conn: &Connection, identity: &Identity) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM spreadsheet_line WHERE identity = ?1 AND undone = 0)",
    )?
    .query_row([identity.bytes()], |row| row.get(0))
}

/// Which of these came in before and were not taken back.
pub(super) fn came_in_of(
    conn: &Connection,
    identities: &[Identity],
) -> rusqlite::Result<HashSet<Identity>> {
    let identities = rows::blobs(identities.iter().map(Identity::bytes));
    conn.prepare_cached(
        "SELECT DISTINCT identity FROM spreadsheet_line
          WHERE identity IN (SELECT unhex(value) FROM json_each(?1)) AND undone = 0",
    )?
    .query_map([identities], |row| Ok(Identity::kept(row.get(0)?)))?
    .collect()
}

pub(super) fn get(conn: &Connection, id: SpreadsheetId) -> rusqlite::Result<Option<Spreadsheet>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE s.id = ?1"))?
        .query_row([id], read)
        .optional()
}

pub(super) fn list(conn: &Connection, limit: u32) -> rusqlite::Result<Vec<Spreadsheet>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} ORDER BY s.begun_at DESC, s.id LIMIT ?1"
    ))?
    .query_map([limit], read)?
    .collect()
}

pub(super) fn cells(
    conn: &Connection,
    id: SpreadsheetId,
    sheet: u32,
    line: u32,
) -> rusqlite::Result<Option<Vec<String>>> {
    conn.prepare_cached(
        "SELECT cells FROM spreadsheet_line WHERE spreadsheet = ?1 AND sheet = ?2 AND line = ?3",
    )?
    .query_row(params![id, sheet, line], |row| {
        from_json(&row.get::<_, String>(0)?)
    })
    .optional()
}

pub(super) fn lines(
    conn: &Connection,
    id: SpreadsheetId,
    sheet: u32,
) -> rusqlite::Result<Vec<Line>> {
    conn.prepare_cached(
        "SELECT * FROM spreadsheet_line
          WHERE spreadsheet = ?1 AND sheet = ?2 AND line > 0 ORDER BY line",
    )?
    .query_map(params![id, sheet], |row| {
        let typed: Option<String> = row.get("typed")?;
        let choice: Option<String> = row.get("choice")?;
        let member = row.get::<_, Option<_>>("member")?.map(Became::Member);
        let exchange = row.get::<_, Option<_>>("exchange")?.map(Became::Exchange);
        Ok(Line {
            number: row.get("line")?,
            cells: from_json(&row.get::<_, String>("cells")?)?,
            typed: typed.map(|typed| from_json(&typed)).transpose()?,
            choice: choice.and_then(|choice| Choice::parse(&choice)),
            became: member.or(exchange),
            undone: row.get("undone")?,
        })
    })?
    .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Spreadsheet> {
    let done = |what: &str| -> rusqlite::Result<Option<Done>> {
        let by: Option<String> = row.get(&*format!("{what}_name"))?;
        let at = rows::instant_if_any(row, &format!("{what}_at"))?;
        Ok(by.zip(at).map(|(by, at)| Done { by, at }))
    };
    let standing = match (done("entered")?, done("undone")?) {
        (Some(entered), Some(undone)) => Standing::Undone {
            entered,
            undone,
            reason: row.get("reason")?,
        },
        (Some(entered), None) => Standing::Entered(entered),
        (None, _) => Standing::Open,
    };
    Ok(Spreadsheet {
        id: row.get("id")?,
        name: row.get("name")?,
        content: rows::code(row, "kind", Content::parse)?,
        sheets: from_json(&row.get::<_, String>("sheets")?)?,
        sheet: row.get("sheet")?,
        fields: from_json(&row.get::<_, String>("fields")?)?,
        begun: Done {
            by: row.get("begun_name")?,
            at: rows::instant(row, "begun_at")?,
        },
        standing,
        people: row.get("people")?,
        exchanges: row.get("exchanges")?,
        minutes: row.get("minutes")?,
    })
}

fn from_json<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}
