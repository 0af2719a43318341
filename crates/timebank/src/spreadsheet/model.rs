//! What a spreadsheet is: its lines as they stand in the file, what somebody typed over them or
//! decided, what a line means, and what came of all of it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{AccountId, Minutes};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use words::say;

use crate::error::{Error, Result};
use crate::exchange::NewExchange;
use crate::ids::{CategoryId, ExchangeId, MemberId, MemberNumber, SpreadsheetId};
use crate::member::{Details, MemberKind, NewMember};

/// The most lines of one sheet, its heading left out.
pub const MOST_LINES: usize = 2_000;
/// The most columns of one sheet.
pub const MOST_COLUMNS: usize = 40;
/// The most letters of one cell.
pub const MOST_LETTERS: usize = 1_000;

/// What the lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A member each.
    People,
    /// Help that was given, each.
    Exchanges,
}

impl Content {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Exchanges => "exchanges",
        }
    }

    /// The content with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::People, Self::Exchanges]
            .into_iter()
            .find(|content| content.as_str() == code)
    }
}

/// One sheet of a file: its name and its rows, each with the number it has there. The first row
/// names the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty where the file has none.
    pub name: String,
    /// The rows that have something in them.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// A file to be looked through.
#[derive(Clone, Debug)]
pub struct NewSpreadsheet {
    /// The id, made by the form, so that a form sent twice begins it once.
    pub id: SpreadsheetId,
    /// The name of the file.
    pub name: String,
    /// What its lines are.
    pub content: Content,
    /// Its sheets that have something in them, at least one.
    pub sheets: Vec<Sheet>,
}

impl NewSpreadsheet {
    pub(super) fn check(&self) -> Result<()> {
        let refused = |message: String| Err(Error::field("file", message));
        if self.sheets.is_empty() {
            return refused(say("spreadsheet-the-file-is-empty-choose"));
        }
        for sheet in &self.sheets {
            if sheet.rows.len() > MOST_LINES + 1 {
                return refused(say!(
                    "spreadsheet-bring-in-lines-or-fewer",
                    most = MOST_LINES.to_string()
                ));
            }
            let mut cells = sheet.rows.iter().map(|(_, cells)| cells);
            if cells.clone().any(|cells| cells.len() > MOST_COLUMNS) {
                return refused(say!(
                    "spreadsheet-a-sheet-can-have-columns",
                    most = MOST_COLUMNS.to_string()
                ));
            }
            if cells.any(|cells| cells.iter().any(|cell| is_long(cell))) {
                return refused(say!(
                    "spreadsheet-a-cell-can-hold-letters",
                    most = MOST_LETTERS.to_string()
                ));
            }
        }
        Ok(())
    }
}

fn is_long(cell: &str) -> bool {
    cell.chars().count() > MOST_LETTERS
}

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Their name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// How far a spreadsheet has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is being looked through; nothing of it is in the bank.
    Open,
    /// Its lines were brought in.
    Entered(Done),
    /// They were brought in and taken back.
    Undone {
        /// The bringing in.
        entered: Done,
        /// The taking back.
        undone: Done,
        /// Why.
        reason: String,
    },
}

/// A file of people or exchanges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spreadsheet {
    /// The id.
    pub id: SpreadsheetId,
    /// The name of the file.
    pub name: String,
    /// What its lines are.
    pub content: Content,
    /// The names of its sheets.
    pub sheets: Vec<String>,
    /// Which of them is read; nothing until somebody has chosen.
    pub sheet: Option<u32>,
    /// What each column is, empty where it is left out; nothing until it was said.
    pub fields: Vec<String>,
    /// Who began it, and when.
    pub begun: Done,
    /// How far it has come.
    pub standing: Standing,
    /// How many people came in.
    pub people: u32,
    /// How many exchanges came in.
    pub exchanges: u32,
    /// Their minutes together.
    pub minutes: i64,
}

/// What somebody decided about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It stays outside.
    LeaveOut,
    /// It comes in although it resembles something.
    Take,
}

impl Choice {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LeaveOut => "leave_out",
            Self::Take => "take",
        }
    }

    /// The choice with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::LeaveOut, Self::Take]
            .into_iter()
            .find(|choice| choice.as_str() == code)
    }
}

/// What a line became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// A member.
    Member(MemberId),
    /// An exchange that stands in the book.
    Exchange(ExchangeId),
}

/// One line under the heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number of its row.
    pub number: u32,
    /// Its cells; empty once it was brought in.
    pub cells: Vec<String>,
    /// What somebody typed over them, by field.
    pub typed: Option<BTreeMap<String, String>>,
    /// What somebody decided about it.
    pub choice: Option<Choice>,
    /// What it became.
    pub became: Option<Became>,
    /// Whether that was taken back.
    pub undone: bool,
}

/// Somebody in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Person or organisation.
    pub kind: MemberKind,
    /// The particulars.
    pub details: Details,
    /// The number they have on paper.
    pub number: Option<MemberNumber>,
    /// The first day of membership.
    pub joined_on: Option<NaiveDate>,
}

/// Help in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// The day it was given.
    pub done_on: NaiveDate,
    /// Who gave.
    pub giver: MemberId,
    /// Who received.
    pub receiver: MemberId,
    /// How long it took.
    pub minutes: Minutes,
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// What was done.
    pub description: String,
}

/// What a line means, every cell understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Somebody.
    Person(Incoming),
    /// Help.
    Help(Help),
}

/// A line to be brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The number of its row.
    pub line: u32,
    /// What it means.
    pub meaning: Meaning,
    /// What names it in every file.
    pub identity: Identity,
}

/// What names a meaning in every file: the same line in another file is known by it. Lines that
/// say the same are told apart by counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity([u8; 32]);

impl Identity {
    /// The digest.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// One that was kept, by its digest.
    pub(super) const fn kept(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// The identities of meanings, in their order.
    #[must_use]
    pub fn of_all<'a>(meanings: impl IntoIterator<Item = &'a Meaning>) -> Vec<Self> {
        let mut seen: BTreeMap<Vec<String>, u32> = BTreeMap::new();
        let mut identity = |meaning: &Meaning| {
            let parts = meaning.parts();
            let before = seen.entry(parts.clone()).or_default();
            *before += 1;
            Self::of(&parts, *before)
        };
        meanings.into_iter().map(&mut identity).collect()
    }

    fn of(parts: &[String], occurrence: u32) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"hourbook spreadsheet line 1\n");
        for part in parts {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hash.update(occurrence.to_be_bytes());
        Self(hash.finalize().into())
    }
}

impl Meaning {
    /// What it says, part by part; capitals do not count.
    fn parts(&self) -> Vec<String> {
        match self {
            Self::Person(incoming) => {
                let details = &incoming.details;
                let number = incoming.number.map_or(0, MemberNumber::get);
                vec![
                    "person".to_owned(),
                    incoming.kind.as_str().to_owned(),
                    details.name.to_lowercase(),
                    details.email.clone().unwrap_or_default().to_lowercase(),
                    details.phone.clone(),
                    details.address.to_lowercase(),
                    number.to_string(),
                ]
            }
            Self::Help(help) => vec![
                "help".to_owned(),
                help.done_on.to_string(),
                help.giver.to_string(),
                help.receiver.to_string(),
                help.minutes.get().to_string(),
                help.category
                    .map(CategoryId::get)
                    .unwrap_or_default()
                    .to_string(),
                help.description.to_lowercase(),
            ],
        }
    }
}

/// Whether the bank knows somebody already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acquaintance {
    /// Nobody like this is here.
    New,
    /// This member is the same person.
    Known(String),
    /// This member has the same name and could be the same person.
    Doubtful(String),
    /// It cannot come in as it stands: a field, and why.
    Taken(&'static str, String),
}

/// What would come of bringing lines in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// What would come in.
    pub totals: Totals,
    /// Each member whose balance would change.
    pub balances: Vec<Change>,
    /// The lines that a rule or the book refuses, with the reason.
    pub refused: Vec<(u32, String)>,
}

/// How much of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// People.
    pub people: u32,
    /// Exchanges.
    pub exchanges: u32,
    /// Their minutes.
    pub minutes: i64,
}

/// A balance before and after, in minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose.
    pub name: String,
    /// Now.
    pub before: i64,
    /// Then.
    pub after: i64,
}

/// What came of taking a spreadsheet back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// How many exchanges were reversed.
    pub exchanges: u32,
    /// Their minutes.
    pub minutes: i64,
    /// How many people were withdrawn.
    pub people: u32,
    /// The lines that stay, with the reason.
    pub left: Vec<(u32, String)>,
}

/// The id of what a line becomes: the same line makes the same one.
fn id_of(spreadsheet: SpreadsheetId, line: u32, what: &str) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(b"hourbook spreadsheet id 1\n");
    hash.update(spreadsheet.uuid().as_bytes());
    hash.update(line.to_be_bytes());
    hash.update(what);
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

impl Incoming {
    pub(super) fn new_member(&self, spreadsheet: SpreadsheetId, line: u32) -> NewMember {
        NewMember {
            id: MemberId::new(id_of(spreadsheet, line, "member")),
            account: AccountId::new(id_of(spreadsheet, line, "account")),
            kind: self.kind,
            number: self.number,
            details: self.details.clone(),
            joined_on: self.joined_on,
        }
    }
}

impl Help {
    pub(super) fn new_exchange(&self, spreadsheet: SpreadsheetId, line: u32) -> NewExchange {
        NewExchange {
            id: ExchangeId::new(id_of(spreadsheet, line, "exchange")),
            giver: self.giver,
            receiver: self.receiver,
            listing: None,
            category: self.category,
            description: self.description.clone(),
            note: String::new(),
            done_on: self.done_on,
            minutes: self.minutes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(minutes: i64) -> Meaning {
        let member = |id| MemberId::new(Uuid::from_u128(id));
        Meaning::Help(Help {
            done_on: "2026-11-03".parse().unwrap(),
            giver: member(1),
            receiver: member(2),
            minutes: Minutes::new(minutes).unwrap(),
            category: None,
            description: "Hedge".into(),
        })
    }

    #[test]
    fn lines_that_say_the_same_are_told_apart_by_counting() {
        let [once, twice, other] = Identity::of_all([&help(60), &help(60), &help(90)])[..] else {
            panic!("three identities");
        };
        assert_ne!(once, twice);
        assert_ne!(once, other);
        assert_eq!(Identity::of_all([&help(60)]), [once]);
    }

    #[test]
    fn each_line_becomes_one_thing_with_one_id() {
        let (one, other) = (
            SpreadsheetId::new(Uuid::from_u128(1)),
            SpreadsheetId::new(Uuid::from_u128(2)),
        );
        assert_eq!(id_of(one, 2, "member"), id_of(one, 2, "member"));
        assert_ne!(id_of(one, 2, "member"), id_of(one, 3, "member"));
        assert_ne!(id_of(one, 2, "member"), id_of(other, 2, "member"));
    }
}
