//! What a statement is made of.

use chrono::NaiveDate;
use ledger::{Head, TransferKind};

use crate::activity::Part;
use crate::ids::{ActivityId, ExchangeId};
use crate::member::Profile;

/// A member's statement. Minutes throughout; plus raises the balance.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Whose it is.
    pub profile: Profile,
    /// The balance brought forward.
    pub opening: i64,
    /// All that came in.
    pub total_in: i64,
    /// All that went out, without a sign: opening + in − out = closing.
    pub total_out: i64,
    /// The balance at the end.
    pub closing: i64,
    /// The lines, in the order in which they were written.
    pub lines: Vec<Line>,
    /// The book's head when the statement was made.
    pub head: Head,
}

/// One line of a statement.
#[derive(Clone, Debug)]
pub struct Line {
    /// The day on which it was written in the book.
    pub written_on: NaiveDate,
    /// The day on which it happened.
    pub done_on: NaiveDate,
    /// Minutes: plus in, minus out.
    pub minutes: i64,
    /// The balance after this line.
    pub balance: i64,
    /// What happened.
    pub kind: LineKind,
    /// Of hours given without an exchange: the other one and what was said; else empty.
    pub words: String,
    /// Whether a later line takes this one back.
    pub put_right: bool,
    /// The number of its transfer in the book.
    pub seq: u64,
}

/// What a line tells of.
#[derive(Clone, Debug)]
pub enum LineKind {
    /// The member helped somebody.
    Gave {
        /// Whom.
        to: String,
        /// With what.
        what: String,
        /// The exchange.
        exchange: ExchangeId,
    },
    /// Somebody helped the member.
    Received {
        /// Who.
        from: String,
        /// With what.
        what: String,
        /// The exchange.
        exchange: ExchangeId,
    },
    /// An earlier exchange was taken back.
    TakenBack {
        /// The other party.
        with: String,
        /// With what it was.
        what: String,
        /// The exchange.
        exchange: ExchangeId,
        /// Why.
        reason: String,
    },
    /// The member led a group activity, came to it, or paid for it.
    Activity {
        /// What it was.
        what: String,
        /// The part they took; none where they only paid.
        part: Option<Part>,
        /// The activity.
        activity: ActivityId,
    },
    /// A movement that is not an exchange: welcome hours, a gift, an opening balance …
    Other(TransferKind),
}
