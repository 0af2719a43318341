//! The offers' and the requests' file: `"", Offer|Request, Tags, User, Created at`, in groups
//! under a row that has only the second cell, the kind of help.

use chrono::NaiveDate;

use super::fields::{day, name_and_number};
use super::rows::{Row, note, rows};
use crate::ids::MemberNumber;
use crate::import::timeoverflow::model::{BadLine, SourceFile};
use crate::listing::ListingKind;

const COLUMNS: usize = 5;
const LONGEST_TITLE: usize = 120;
const LONGEST_TAGS: usize = 1_000;
const LONGEST_HEADING: usize = 80;

/// The heading of posts without a kind of help.
const NO_HEADING: &str = "-";

/// An offer or a request of the source.
pub(in crate::import::timeoverflow) struct PostRow {
    pub(in crate::import::timeoverflow) kind: ListingKind,
    pub(in crate::import::timeoverflow) heading: Option<String>,
    pub(in crate::import::timeoverflow) title: String,
    pub(in crate::import::timeoverflow) tags: String,
    pub(in crate::import::timeoverflow) number: MemberNumber,
    pub(in crate::import::timeoverflow) date: String,
    pub(in crate::import::timeoverflow) created_on: NaiveDate,
}

pub(super) fn read(
    file: &SourceFile,
    kind: ListingKind,
    today: NaiveDate,
    bad: &mut Vec<BadLine>,
) -> Vec<PostRow> {
    let is_data = |row: &Row| is_heading(row) || name_and_number(row.cell(3)).is_some();
    let mut posts = Vec::new();
    let mut heading = None;
    for row in rows(file, COLUMNS, is_data, bad) {
        if is_heading(&row) {
            let name = row.cell(1);
            heading = (name != NO_HEADING).then(|| name.to_owned());
            if name.chars().count() > LONGEST_HEADING {
                heading = None;
                let reason = format!("the heading is longer than {LONGEST_HEADING} characters");
                note(bad, file, row.line, reason);
            }
            continue;
        }
        match post(&row, kind, heading.clone(), today) {
            Ok(post) => posts.push(post),
            Err(reason) => note(bad, file, row.line, reason),
        }
    }
    posts
}

fn is_heading(row: &Row) -> bool {
    let others = [0, 2, 3, 4];
    !row.cell(1).is_empty() && others.iter().all(|&column| row.cell(column).is_empty())
}

fn post(
    row: &Row,
    kind: ListingKind,
    heading: Option<String>,
    today: NaiveDate,
) -> Result<PostRow, String> {
    if row.cell(1).is_empty() {
        return Err("there is no title".to_owned());
    }
    if row.cell(1).chars().count() > LONGEST_TITLE {
        return Err(format!(
            "the title is longer than {LONGEST_TITLE} characters"
        ));
    }
    if row.cell(2).chars().count() > LONGEST_TAGS {
        return Err(format!(
            "the tags are longer than {LONGEST_TAGS} characters"
        ));
    }
    let (_, number) = name_and_number(row.cell(3))
        .ok_or_else(|| format!("“{}” is not a name with a member number", row.cell(3)))?;
    Ok(PostRow {
        kind,
        heading,
        title: row.cell(1).to_owned(),
        tags: row.cell(2).to_owned(),
        number,
        date: row.cell(4).to_owned(),
        created_on: day(row.cell(4), "the day it was added", today)?,
    })
}
