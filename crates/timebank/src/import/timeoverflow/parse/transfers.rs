//! The transfers' file: `Date, From, To, Post, Quantity`. *From* pays, so received the help.

use chrono::NaiveDate;

use super::fields::{day, name_and_number, quantity};
use super::rows::{Row, note, rows};
use crate::ids::MemberNumber;
use crate::import::timeoverflow::model::{BadLine, SourceFile};

const COLUMNS: usize = 5;
const LONGEST_POST: usize = 400;

/// Who stands in a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import::timeoverflow) enum Party {
    /// A member with name and number.
    Numbered(String, MemberNumber),
    /// The bank's own account.
    Bank,
    /// People who left, as the phrase the source shows for all of them.
    Phrase(String),
}

impl Party {
    /// What stands for the party in the identity of a row: a member's number, not the name, and
    /// the same for everybody who left, whatever the language of the phrase.
    pub(in crate::import::timeoverflow) fn key(&self) -> String {
        match self {
            Self::Numbered(_, number) => number.get().to_string(),
            Self::Bank => "bank".to_owned(),
            Self::Phrase(_) => "left".to_owned(),
        }
    }
}

/// A transfer of the source.
pub(in crate::import::timeoverflow) struct TransferRow {
    pub(in crate::import::timeoverflow) line: u64,
    /// The date cell as it stands, with the time where there is one.
    pub(in crate::import::timeoverflow) date: String,
    pub(in crate::import::timeoverflow) done_on: NaiveDate,
    pub(in crate::import::timeoverflow) from: Party,
    pub(in crate::import::timeoverflow) to: Party,
    pub(in crate::import::timeoverflow) post: String,
    pub(in crate::import::timeoverflow) minutes: i64,
}

pub(super) fn read(
    file: &SourceFile,
    bank: &str,
    today: NaiveDate,
    bad: &mut Vec<BadLine>,
) -> Vec<TransferRow> {
    let is_data = |row: &Row| quantity(row.cell(4)).is_ok();
    let mut transfers = Vec::new();
    for row in rows(file, COLUMNS, is_data, bad) {
        match transfer(&row, bank, today) {
            Ok(transfer) => transfers.push(transfer),
            Err(reason) => note(bad, file, row.line, reason),
        }
    }
    transfers
}

fn transfer(row: &Row, bank: &str, today: NaiveDate) -> Result<TransferRow, String> {
    let done_on = day(row.cell(0), "the date", today)?;
    let from = party(row.cell(1), "From", bank)?;
    let to = party(row.cell(2), "To", bank)?;
    match (&from, &to) {
        (Party::Numbered(_, one), Party::Numbered(_, other)) if one == other => {
            return Err(format!("member {} stands on both sides", one.get()));
        }
        (Party::Bank, Party::Bank) => {
            return Err("the bank’s own account stands on both sides".to_owned());
        }
        _ => {}
    }
    if row.cell(3).chars().count() > LONGEST_POST {
        return Err(format!("the post is longer than {LONGEST_POST} characters"));
    }
    Ok(TransferRow {
        line: row.line,
        date: row.cell(0).to_owned(),
        done_on,
        from,
        to,
        post: row.cell(3).to_owned(),
        minutes: quantity(row.cell(4))?,
    })
}

fn party(cell: &str, side: &str, bank: &str) -> Result<Party, String> {
    if cell.is_empty() {
        return Err(format!("nobody is named under {side}"));
    }
    if cell.to_lowercase() == bank.trim().to_lowercase() {
        return Ok(Party::Bank);
    }
    if let Some((name, number)) = name_and_number(cell) {
        if name.is_empty() || name.chars().count() > 120 {
            return Err(format!(
                "the party “{cell}” is not a name of 1 to 120 characters"
            ));
        }
        return Ok(Party::Numbered(name.to_owned(), number));
    }
    if cell.chars().count() > 120 {
        return Err(format!(
            "the party under {side} is longer than 120 characters"
        ));
    }
    Ok(Party::Phrase(cell.to_owned()))
}
