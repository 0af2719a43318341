//! What an import reads, plans and answers. No SQL, no rules.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use ledger::{AccountId, AccountKind};

use super::identity::Identity;
use crate::error::{Error, Result};
use crate::ids::{CategoryId, MemberId, MemberNumber};
use crate::listing::ListingKind;

/// A file of the source, read whole.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its name, as bad lines are to call it.
    pub name: String,
    /// What it holds: comma-separated lines, UTF-8.
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// The file of this name with this content.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
        }
    }
}

/// The files of one export.
#[derive(Clone, Debug)]
pub struct Files {
    /// Active members and their balances.
    pub users: SourceFile,
    /// All transfers.
    pub transfers: SourceFile,
    /// Offers by kind of help.
    pub offers: Option<SourceFile>,
    /// Requests by kind of help.
    pub requests: Option<SourceFile>,
}

/// How to read the files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Leave bad lines out and bring the rest in.
    pub skip_bad_lines: bool,
    /// What the source calls the bank's own account; the bank's name where there is none.
    pub bank_account_name: Option<String>,
}

/// A line that cannot be brought in, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The name of the file.
    pub file: String,
    /// The number of the line, counted from 1 as an editor does, headings included.
    pub line: u64,
    /// What is wrong with it, in plain words.
    pub reason: String,
    /// Whether it may be left out. Where it may not, the import stops whatever the options say.
    pub may_be_skipped: bool,
}

impl fmt::Display for BadLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}, line {}: {}",
            self.file, self.line, self.reason
        )
    }
}

/// How somebody of the files stands in the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Becomes a member.
    New,
    /// Came with an earlier import.
    Known,
    /// Was a member here before any import; keeps everything but the number.
    Met {
        /// The number they had here.
        number: MemberNumber,
    },
    /// Has left the source; becomes a member who left, with a closed account.
    Left,
}

/// Somebody of the files, before and after. All figures are minutes unless they say otherwise.
#[derive(Clone, Debug)]
pub struct Person {
    /// The number, as in the source; the next free one for people shown as a phrase.
    pub number: MemberNumber,
    /// The name.
    pub name: String,
    /// How they stand here.
    pub standing: Standing,
    /// The balance the source states, in seconds; none for people who left.
    pub source_seconds: Option<i64>,
    /// The same, rounded to minutes; nought for people who left.
    pub source: i64,
    /// What their transfers add up to: those of earlier imports and the new ones.
    pub history: i64,
    /// What history does not explain: the opening transfer, posted now or by an earlier import.
    pub opening: i64,
    /// The balance in this bank now.
    pub before: i64,
    /// The balance in this bank once the plan is applied.
    pub after: i64,
    pub(super) id: MemberId,
    pub(super) account: AccountId,
    pub(super) identity: Identity,
    pub(super) line: u64,
    pub(super) email: Option<String>,
    pub(super) phone: String,
    pub(super) joined_on: Option<NaiveDate>,
    pub(super) first_day: Option<NaiveDate>,
    pub(super) last_day: Option<NaiveDate>,
    /// What the transfers to be added come to.
    pub(super) added: i64,
    /// Whether the opening transfer is still to be posted.
    pub(super) opens: bool,
    /// Left this bank since an earlier import: nothing more can be posted.
    pub(super) closed: bool,
}

/// One side of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The person at this place of [`Plan::people`].
    Person(usize),
    /// The bank's own account.
    Pot,
    /// Somebody of an earlier import who is in the files no more.
    Gone,
}

/// The kind of help of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Help {
    /// One the bank has.
    Known(CategoryId),
    /// One to be added: the place in [`Plan::new_categories`].
    New(usize),
    /// None.
    Unnamed,
}

/// A transfer of the source.
#[derive(Clone, Debug)]
pub(super) struct Movement {
    pub(super) identity: Identity,
    pub(super) known: bool,
    pub(super) line: u64,
    pub(super) done_on: NaiveDate,
    pub(super) from: Side,
    pub(super) to: Side,
    pub(super) minutes: i64,
    pub(super) post: String,
    pub(super) help: Help,
}

impl Movement {
    /// Whether one helped another; else the bank's own account took part.
    pub(super) fn is_exchange(&self) -> bool {
        self.from != Side::Pot && self.to != Side::Pot
    }
}

/// An offer or a request of the source, to be added.
#[derive(Clone, Debug)]
pub(super) struct Post {
    pub(super) identity: Identity,
    pub(super) kind: ListingKind,
    pub(super) person: usize,
    pub(super) title: String,
    pub(super) details: String,
    pub(super) help: Help,
    pub(super) created_on: NaiveDate,
}

/// How many rows, and of these how many minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows that an earlier import brought in.
    pub known: u64,
    /// Rows that are new.
    pub new: u64,
    /// Minutes of the rows that an earlier import brought in.
    pub known_minutes: i64,
    /// Minutes of the new rows.
    pub new_minutes: i64,
}

impl Tally {
    /// All rows.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.known + self.new
    }

    /// The minutes of all rows.
    #[must_use]
    pub const fn minutes(&self) -> i64 {
        self.known_minutes + self.new_minutes
    }

    pub(super) fn add(&mut self, known: bool, minutes: i64) {
        if known {
            self.known += 1;
            self.known_minutes += minutes;
        } else {
            self.new += 1;
            self.new_minutes += minutes;
        }
    }
}

/// The exchanges of one month, known and new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Month {
    /// How many.
    pub exchanges: u64,
    /// How long, in minutes.
    pub minutes: i64,
}

/// What the files add up to.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Members of the users' file. Those met here count as new to the import.
    pub members: Tally,
    /// People who left, to be added.
    pub left: u64,
    /// Exchanges between two people.
    pub exchanges: Tally,
    /// Donations to the pot and grants from it.
    pub pot: Tally,
    /// Offers.
    pub offers: Tally,
    /// Requests.
    pub requests: Tally,
    /// Opening transfers to be posted.
    pub openings: u64,
    /// Exchanges by month, as `2026-09`.
    pub months: BTreeMap<String, Month>,
    /// Balances by kind of account before and after, in minutes.
    pub accounts: Vec<(AccountKind, i64, i64)>,
}

/// What an import would do: the before/after sheet. Its [`Display`](fmt::Display) is the text.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The name of the bank.
    pub bank: String,
    /// Each file with the number of its usable lines.
    pub files: Vec<(String, usize)>,
    /// The people of the files: members by number, then people who left.
    pub people: Vec<Person>,
    /// Names of kinds of help to be added.
    pub new_categories: Vec<String>,
    /// What the files add up to.
    pub totals: Totals,
    /// The lines that cannot be brought in, by file and line.
    pub bad_lines: Vec<BadLine>,
    /// What is worth knowing and stops nothing, a sentence each.
    pub notes: Vec<String>,
    /// Whether bad lines are left out.
    pub skip_bad_lines: bool,
    pub(super) moves: Vec<(MemberId, MemberNumber)>,
    pub(super) movements: Vec<Movement>,
    pub(super) posts: Vec<Post>,
    pub(super) stamp: Stamp,
}

/// The state of the bank that a plan was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) transfers: u64,
    pub(super) audit: i64,
}

impl Plan {
    /// The sum of all accounts once the plan is applied, in minutes: 0, or something is wrong.
    #[must_use]
    pub fn sum_after(&self) -> i64 {
        self.totals.accounts.iter().map(|(_, _, after)| after).sum()
    }

    /// Whether applying it would change nothing.
    #[must_use]
    pub fn is_nothing_new(&self) -> bool {
        let totals = &self.totals;
        totals.members.new == 0
            && totals.left == 0
            && totals.exchanges.new == 0
            && totals.pot.new == 0
            && totals.offers.new == 0
            && totals.requests.new == 0
    }

    /// The bad lines that stand in the way.
    pub fn obstacles(&self) -> impl Iterator<Item = &BadLine> {
        self.bad_lines
            .iter()
            .filter(|line| !(self.skip_bad_lines && line.may_be_skipped))
    }

    /// Refuses while bad lines stand in the way.
    pub fn check(&self) -> Result<()> {
        let count = self.obstacles().count();
        if count == 0 {
            return Ok(());
        }
        let lines = if count == 1 { "line" } else { "lines" };
        Err(Error::Conflict(format!(
            "Nothing was brought in: {count} bad {lines} must be put right first."
        )))
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Members added, or met here.
    pub members: u64,
    /// People who left, added with a closed account.
    pub left: u64,
    /// Exchanges posted.
    pub exchanges: u64,
    /// Minutes of these.
    pub minutes: i64,
    /// Donations to the pot and grants from it posted.
    pub pot: u64,
    /// Opening transfers posted.
    pub openings: u64,
    /// Offers and requests added.
    pub listings: u64,
    /// Kinds of help added.
    pub categories: u64,
    /// Lines left out.
    pub skipped: u64,
}

impl Outcome {
    /// Whether nothing was written.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.members == 0
            && self.left == 0
            && self.exchanges == 0
            && self.pot == 0
            && self.listings == 0
    }
}
