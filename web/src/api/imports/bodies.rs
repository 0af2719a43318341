//! The bodies of imports.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use timebank::spreadsheet::{self, Became, Spreadsheet, Standing};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::pages::imports::{Reads, Row};

/// Imports, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ImportsBody {
    /// The imports, without their lines.
    pub(super) items: Vec<ImportBody>,
}

/// An import.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ImportBody {
    /// The id.
    pub(super) id: Uuid,
    /// What it is called.
    pub(super) name: String,
    /// `people` or `exchanges`.
    pub(super) content: &'static str,
    /// `open`, `entered` or `undone`.
    state: &'static str,
    /// What each cell of a line is; empty where it is left out.
    pub(super) fields: Vec<String>,
    /// Who began it, by name.
    begun_by: String,
    /// When.
    begun_at: DateTime<Utc>,
    /// How many people came in.
    pub(super) people: u32,
    /// How many exchanges came in.
    pub(super) exchanges: u32,
    /// Their minutes together.
    pub(super) minutes: i64,
    /// Its lines; once it was brought in, those that were. Absent in a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lines: Option<Vec<LineBody>>,
}

/// A line and how it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct LineBody {
    /// Its number: 2 for the first, as in a file whose first row names the columns.
    number: u32,
    /// `ready`, `known` (nothing would happen), `doubtful` (somebody has to decide), `wrong`,
    /// `left_out`, `entered` or `undone`.
    state: &'static str,
    /// Who it is about, as it was read.
    who: String,
    /// What else it says, as it was read.
    about: String,
    /// Why it stands so.
    #[serde(skip_serializing_if = "String::is_empty")]
    says: String,
    /// What cannot be read, by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<LineErrorBody>,
    /// The member it became.
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<Uuid>,
    /// The exchange it became.
    #[serde(skip_serializing_if = "Option::is_none")]
    exchange: Option<Uuid>,
}

/// What cannot be read of a field.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct LineErrorBody {
    /// The field.
    field: &'static str,
    /// What is the matter.
    message: String,
}

/// Lines to be brought in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct NewImportBody {
    /// An id made by the caller.
    pub(super) id: Uuid,
    /// What to call it.
    pub(super) name: String,
    /// `people` or `exchanges`.
    pub(super) content: String,
    /// What each cell is. Of people: `name`, `first`, `last`, `known_as`, `email`, `phone`,
    /// `address`, `area`, `number`, `joined`, `kind`; of exchanges: `day`, `giver`, `receiver`,
    /// `length`, `hours`, `minutes`, `category`, `what`. Empty for a cell that is left out.
    pub(super) fields: Vec<String>,
    /// The lines, a text for each field.
    pub(super) lines: Vec<Vec<String>>,
}

/// What becomes of a line.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SettlingBody {
    /// Its number.
    pub(super) line: u32,
    /// What stands in its place, by field; absent to leave it as it is.
    #[serde(default)]
    pub(super) typed: Option<BTreeMap<String, String>>,
    /// `take` (although it resembles something), `leave_out`, or absent for neither.
    #[serde(default)]
    pub(super) choice: Option<String>,
}

/// What would come of bringing the lines in.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ImportPreviewBody {
    /// How many people.
    pub(super) people: u32,
    /// How many exchanges.
    pub(super) exchanges: u32,
    /// Their minutes.
    pub(super) minutes: i64,
    /// Each member whose balance would change.
    pub(super) balances: Vec<ImportBalanceBody>,
    /// Lines that a rule or the book refuses.
    pub(super) refused: Vec<ImportRefusalBody>,
    /// What was looked at, to be said when the lines are brought in.
    pub(super) seal: String,
}

/// A balance before and after, in minutes.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ImportBalanceBody {
    /// Whose, by name.
    pub(super) name: String,
    /// Now.
    pub(super) before: i64,
    /// Then.
    pub(super) after: i64,
}

/// A line that is refused, or that stays.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ImportRefusalBody {
    /// Its number.
    pub(super) line: u32,
    /// Why.
    pub(super) reason: String,
}

/// That the lines are brought in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct EnteringBody {
    /// The seal of the preview that was looked at.
    pub(super) seal: String,
}

/// That an import is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct UndoingBody {
    /// Why.
    pub(super) reason: String,
}

/// What came of taking an import back.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct UndoneBody {
    /// How many exchanges were reversed.
    pub(super) exchanges: u32,
    /// Their minutes.
    pub(super) minutes: i64,
    /// How many people were withdrawn.
    pub(super) people: u32,
    /// The lines that stay.
    pub(super) left: Vec<ImportRefusalBody>,
}

pub(super) fn refusals(lines: Vec<(u32, String)>) -> Vec<ImportRefusalBody> {
    let refusal = |(line, reason)| ImportRefusalBody { line, reason };
    lines.into_iter().map(refusal).collect()
}

pub(super) fn open_line(row: &Row) -> LineBody {
    let (state, says) = match &row.reads {
        Reads::Ready => ("ready", String::new()),
        Reads::Known(why) => ("known", why.clone()),
        Reads::Doubtful(why) => ("doubtful", why.clone()),
        Reads::Wrong(_) => ("wrong", String::new()),
        Reads::LeftOut => ("left_out", String::new()),
    };
    let errors = row.problems().iter().map(|(field, message)| LineErrorBody {
        field,
        message: message.clone(),
    });
    LineBody {
        number: row.number,
        state,
        who: row.who.clone(),
        about: row.about.clone(),
        says,
        errors: errors.collect(),
        member: None,
        exchange: None,
    }
}

/// A line that was brought in; those that were left out are forgotten by then.
pub(super) fn past_line(line: &spreadsheet::Line) -> Option<LineBody> {
    let (member, exchange) = match line.became? {
        Became::Member(id) => (Some(id.uuid()), None),
        Became::Exchange(id) => (None, Some(id.uuid())),
    };
    Some(LineBody {
        number: line.number,
        state: if line.undone { "undone" } else { "entered" },
        who: String::new(),
        about: String::new(),
        says: String::new(),
        errors: Vec::new(),
        member,
        exchange,
    })
}

pub(super) fn body(found: Spreadsheet, lines: Option<Vec<LineBody>>) -> ImportBody {
    ImportBody {
        id: found.id.uuid(),
        name: found.name,
        content: found.content.as_str(),
        state: match found.standing {
            Standing::Open => "open",
            Standing::Entered(_) => "entered",
            Standing::Undone { .. } => "undone",
        },
        fields: found.fields,
        begun_by: found.begun.by,
        begun_at: found.begun.at,
        people: found.people,
        exchanges: found.exchanges,
        minutes: found.minutes,
        lines,
    }
}
