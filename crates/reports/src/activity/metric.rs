//! What each figure means: one definition, in code and in words side by side.
//!
//! A figure is only ever made by its [`Metric`], and the metric's words print wherever the
//! figure appears. Every one goes by exchanges that stand in the book: approved, posted and not
//! taken back.

use timebank::member::MemberKind;

use super::tally::Tally;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Exchanges.
    Exchanges,
    /// Whole minutes.
    Minutes,
    /// Members, people and organisations.
    Members,
    /// Whole days.
    Days,
}

impl Unit {
    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Unit::Exchanges => "exchanges",
            Unit::Minutes => "minutes",
            Unit::Members => "members",
            Unit::Days => "days",
        }
    }
}

/// A figure's definition.
#[derive(Debug)]
pub struct Metric {
    /// Its key in JSON; stays for ever.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// What it means, in a sentence.
    pub definition: &'static str,
    /// Which of the days of an exchange or a member decides whether it falls into the period.
    pub date_basis: &'static str,
    /// What does not count, in a sentence.
    pub left_out: &'static str,
    count: fn(&Tally) -> Option<i64>,
}

impl Metric {
    pub(super) fn of(&'static self, tally: &Tally) -> Figure {
        Figure {
            metric: self,
            value: (self.count)(tally),
        }
    }
}

/// A figure: its definition and what was counted.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// What it means.
    pub metric: &'static Metric,
    /// In the metric's unit; nothing where there was nothing to measure.
    pub value: Option<i64>,
}

const DONE_ON: &str = "The day the help was given";
const NOT_IN_THE_BOOK: &str = "Exchanges that wait for an answer or an approval, were declined or \
    withdrawn, or were taken back after they were posted.";

/// Hours exchanged.
pub static MINUTES_EXCHANGED: Metric = Metric {
    id: "minutes_exchanged",
    name: "Hours exchanged",
    unit: Unit::Minutes,
    definition: "The length of all exchanges together. An hour that one member gives and another \
        receives is one hour, not two.",
    date_basis: DONE_ON,
    left_out: "Gifts, welcome hours, the community pot and hours brought from elsewhere, and \
        exchanges that do not stand in the book.",
    count: |tally| Some(tally.total.minutes),
};

/// Exchanges.
pub static EXCHANGES: Metric = Metric {
    id: "exchanges",
    name: "Exchanges",
    unit: Unit::Exchanges,
    definition: "Times that one member helped another, approved by a coordinator and posted in \
        the book.",
    date_basis: DONE_ON,
    left_out: NOT_IN_THE_BOOK,
    count: |tally| i64::try_from(tally.total.exchanges).ok(),
};

/// Active members.
pub static MEMBERS_ACTIVE: Metric = Metric {
    id: "members_active",
    name: "Active members",
    unit: Unit::Members,
    definition: "Members, people and organisations, who gave or received at least one exchange.",
    date_basis: DONE_ON,
    left_out: "Members whose exchanges do not stand in the book. Those who have left since are \
        counted.",
    count: |tally| Some(tally.members(|_| true)),
};

/// Members giving.
pub static MEMBERS_GIVING: Metric = Metric {
    id: "members_giving",
    name: "Members giving",
    unit: Unit::Members,
    definition: "Active members who gave at least one exchange, whether or not they also \
        received.",
    date_basis: DONE_ON,
    left_out: NOT_IN_THE_BOOK,
    count: |tally| Some(tally.members(|part| part.gave)),
};

/// Members receiving.
pub static MEMBERS_RECEIVING: Metric = Metric {
    id: "members_receiving",
    name: "Members receiving",
    unit: Unit::Members,
    definition: "Active members who received at least one exchange, whether or not they also \
        gave.",
    date_basis: DONE_ON,
    left_out: NOT_IN_THE_BOOK,
    count: |tally| Some(tally.members(|part| part.received)),
};

/// Members giving and receiving.
pub static MEMBERS_BOTH: Metric = Metric {
    id: "members_both",
    name: "Giving and receiving",
    unit: Unit::Members,
    definition: "Active members who gave at least one exchange and received at least one.",
    date_basis: DONE_ON,
    left_out: NOT_IN_THE_BOOK,
    count: |tally| Some(tally.members(|part| part.gave && part.received)),
};

/// New members.
pub static MEMBERS_NEW: Metric = Metric {
    id: "members_new",
    name: "New members",
    unit: Unit::Members,
    definition: "Members, people and organisations, whose membership began.",
    date_basis: "The first day as a member",
    left_out: "Applicants who are not members yet. Those who have left since are counted.",
    count: |tally| i64::try_from(tally.joined).ok(),
};

/// Active organisations.
pub static ORGANISATIONS_ACTIVE: Metric = Metric {
    id: "organisations_active",
    name: "Active organisations",
    unit: Unit::Members,
    definition: "Organisations among the active members.",
    date_basis: DONE_ON,
    left_out: NOT_IN_THE_BOOK,
    count: |tally| Some(tally.members(|part| part.kind == MemberKind::Organisation)),
};

/// Days from recorded to approved.
pub static DAYS_TO_APPROVAL: Metric = Metric {
    id: "days_to_approval",
    name: "From logged to approved",
    unit: Unit::Days,
    definition: "Half of the exchanges were approved within so many days of being logged (the \
        median).",
    date_basis: DONE_ON,
    left_out: "Exchanges brought from elsewhere, and those that do not stand in the book.",
    count: Tally::median_wait,
};

/// Every metric of the activity report, in the order in which it prints.
pub static ALL: [&Metric; 9] = [
    &MINUTES_EXCHANGED,
    &EXCHANGES,
    &MEMBERS_ACTIVE,
    &MEMBERS_GIVING,
    &MEMBERS_RECEIVING,
    &MEMBERS_BOTH,
    &MEMBERS_NEW,
    &ORGANISATIONS_ACTIVE,
    &DAYS_TO_APPROVAL,
];
