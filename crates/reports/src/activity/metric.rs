//! What each figure means: one definition, in code and in words side by side.
//!
//! A figure is only ever made by its [`Metric`], and the metric's words print wherever the
//! figure appears. Every one goes by exchanges that stand in the book: approved, posted and not
//! taken back.

use timebank::member::MemberKind;

pub use super::attended::{
    GROUP_ACTIVITIES, GROUP_ATTENDANCES, GROUP_ATTENDEE_MINUTES, GROUP_LEADER_MINUTES, GROUP_PEOPLE,
};
use super::facts::Facts;
use super::tally::Deeds;

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
    /// Offers or requests.
    Listings,
    /// How often something took place.
    Times,
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
            Unit::Listings => "listings",
            Unit::Times => "times",
        }
    }
}

/// Of what a figure can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of the whole bank only: it is about all members.
    Bank,
    /// Of any part of the bank, by its exchanges.
    Exchanges,
    /// Of a part to which a group activity, or somebody who was there, can belong.
    Attended,
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
    /// Which parts of the bank have it.
    pub scope: Scope,
    pub(super) count: fn(&Facts) -> Option<i64>,
}

impl Metric {
    pub(super) fn of(&'static self, facts: &Facts) -> Figure {
        Figure {
            metric: self,
            value: (self.count)(facts),
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
    left_out: "Gifts, welcome hours, group activities, the community pot and hours brought from \
        elsewhere, and exchanges that do not stand in the book.",
    scope: Scope::Exchanges,
    count: |facts| Some(facts.tally.total.minutes),
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
    scope: Scope::Exchanges,
    count: |facts| i64::try_from(facts.tally.total.exchanges).ok(),
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
    scope: Scope::Exchanges,
    count: |facts| Some(facts.tally.members(|_| true)),
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
    scope: Scope::Exchanges,
    count: |facts| Some(facts.tally.members(Deeds::gave)),
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
    scope: Scope::Exchanges,
    count: |facts| Some(facts.tally.members(Deeds::received)),
};

/// Members giving and receiving.
pub static MEMBERS_BOTH: Metric = Metric {
    id: "members_both",
    name: "Giving and receiving",
    unit: Unit::Members,
    definition: "Active members who gave at least one exchange and received at least one.",
    date_basis: DONE_ON,
    left_out: NOT_IN_THE_BOOK,
    scope: Scope::Exchanges,
    count: |facts| {
        Some(
            facts
                .tally
                .members(|deeds| deeds.gave() && deeds.received()),
        )
    },
};

/// New members.
pub static MEMBERS_NEW: Metric = Metric {
    id: "members_new",
    name: "New members",
    unit: Unit::Members,
    definition: "Members, people and organisations, whose membership began.",
    date_basis: "The first day as a member",
    left_out: "Applicants who are not members yet. Those who have left since are counted.",
    scope: Scope::Bank,
    count: |facts| Some(facts.members.joined),
};

/// Active organisations.
pub static ORGANISATIONS_ACTIVE: Metric = Metric {
    id: "organisations_active",
    name: "Active organisations",
    unit: Unit::Members,
    definition: "Organisations among the active members.",
    date_basis: DONE_ON,
    left_out: NOT_IN_THE_BOOK,
    scope: Scope::Exchanges,
    count: |facts| {
        let organisation = |deeds: &Deeds| deeds.kind == MemberKind::Organisation;
        Some(facts.tally.members(organisation))
    },
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
    scope: Scope::Exchanges,
    count: |facts| facts.tally.median_wait(),
};

/// Members at the end of the period.
pub static MEMBERS_AT_END: Metric = Metric {
    id: "members_at_end",
    name: "Members at the end",
    unit: Unit::Members,
    definition: "Members, people and organisations, at the end of the last day, whether or not \
        they took part.",
    date_basis: "The first day as a member, and the day of leaving",
    left_out: "Applicants who are not members yet, and those who had left.",
    scope: Scope::Bank,
    count: |facts| Some(facts.members.at_end),
};

/// Members who came back.
pub static MEMBERS_RETURNING: Metric = Metric {
    id: "members_returning",
    name: "Returning members",
    unit: Unit::Members,
    definition: "Active members who neither gave nor received in the period of equal length \
        before, and had done so earlier.",
    date_basis: DONE_ON,
    left_out: NOT_IN_THE_BOOK,
    scope: Scope::Bank,
    count: |facts| Some(facts.members.returned),
};

/// Members who left.
pub static MEMBERS_LEAVING: Metric = Metric {
    id: "members_leaving",
    name: "Members who left",
    unit: Unit::Members,
    definition: "Members, people and organisations, whose membership ended.",
    date_basis: "The day of leaving",
    left_out: "Those who have come back since, and applicants who were not taken in.",
    scope: Scope::Bank,
    count: |facts| Some(facts.members.left),
};

/// Members who have never taken part.
pub static MEMBERS_NEVER_STARTED: Metric = Metric {
    id: "members_never_started",
    name: "Never started",
    unit: Unit::Members,
    definition: "Members at the end who, up to the last day, had neither given nor received one \
        exchange.",
    date_basis: DONE_ON,
    left_out: "Those who had left.",
    scope: Scope::Bank,
    count: |facts| Some(facts.members.never_started),
};

/// Members who gave about as much as they received.
pub static MEMBERS_BALANCED: Metric = Metric {
    id: "members_balanced",
    name: "Giving and receiving alike",
    unit: Unit::Members,
    definition: "Active members whose hours given and hours received were alike: the smaller of \
        the two was at least a third of the larger.",
    date_basis: DONE_ON,
    left_out: NOT_IN_THE_BOOK,
    scope: Scope::Exchanges,
    count: |facts| Some(facts.tally.members(Deeds::balance)),
};

/// Days from joining to the first exchange.
pub static DAYS_TO_FIRST_EXCHANGE: Metric = Metric {
    id: "days_to_first_exchange",
    name: "From joining to a first exchange",
    unit: Unit::Days,
    definition: "By so many days after joining, half of the new members had given or received \
        for the first time (the median; those who had not yet are counted for as long as they \
        were members, as Kaplan and Meier do).",
    date_basis: "The first day as a member, then the day the help was given, up to the last day",
    left_out: "Members who joined earlier. Nothing is said while more than half have not begun.",
    scope: Scope::Bank,
    count: |facts| facts.members.median_start,
};

/// Offers open at the end.
pub static OFFERS_OPEN: Metric = Metric {
    id: "offers_open",
    name: "Offers open at the end",
    unit: Unit::Listings,
    definition: "Offers that had been added and not closed by the end of the last day.",
    date_basis: LISTED,
    left_out: "Nothing: offers of members who have left since are counted while they were open.",
    scope: Scope::Bank,
    count: |facts| Some(facts.listings.offers_open.count),
};

/// Requests open at the end.
pub static REQUESTS_OPEN: Metric = Metric {
    id: "requests_open",
    name: "Requests open at the end",
    unit: Unit::Listings,
    definition: "Requests that had been added and not closed by the end of the last day.",
    date_basis: LISTED,
    left_out: "Nothing: requests of members who have left since are counted while they were open.",
    scope: Scope::Bank,
    count: |facts| Some(facts.listings.requests_open.count),
};

/// Requests made.
pub static REQUESTS_MADE: Metric = Metric {
    id: "requests_made",
    name: "Requests made",
    unit: Unit::Listings,
    definition: "Requests for help that members added.",
    date_basis: "The day the request was added",
    left_out: "Help that was asked for in another way, such as by telephone from friend to friend.",
    scope: Scope::Bank,
    count: |facts| Some(facts.listings.requests_made.count),
};

/// Requests of which something came.
pub static REQUESTS_MATCHED: Metric = Metric {
    id: "requests_matched",
    name: "Requests that were met",
    unit: Unit::Listings,
    definition: "Of the requests made in these days, those for which at least one exchange stands \
        in the book, whenever the help was given.",
    date_basis: "The day the request was added",
    left_out: "Help that nobody linked to the request.",
    scope: Scope::Bank,
    count: |facts| Some(facts.listings.matched.count),
};

/// Days from a request to help.
pub static DAYS_TO_MATCH: Metric = Metric {
    id: "days_to_match",
    name: "From request to help",
    unit: Unit::Days,
    definition: "Half of the requests that were met were met within so many days (the median).",
    date_basis: "The day the request was added, then the first day the help was given",
    left_out: "Requests of which nothing came yet.",
    scope: Scope::Bank,
    count: |facts| facts.listings.median_match,
};

/// Requests that wait long.
pub static REQUESTS_UNANSWERED: Metric = Metric {
    id: "requests_unanswered",
    name: "Requests unmet after 30 days",
    unit: Unit::Listings,
    definition: "Requests open at the end that had been added more than 30 days before, without \
        an exchange in the book up to the last day.",
    date_basis: LISTED,
    left_out: "Requests that were closed.",
    scope: Scope::Bank,
    count: |facts| Some(facts.listings.unanswered.count),
};

/// What came into the pot.
pub static POT_IN: Metric = Metric {
    id: "pot_in",
    name: "Into the community pot",
    unit: Unit::Minutes,
    definition: "Hours that came into the community pot.",
    date_basis: POT_DAY,
    left_out: "Nothing. Hours in the pot are gifts and never hours exchanged.",
    scope: Scope::Bank,
    count: |facts| facts.pot.map(|pot| pot.incoming.get()),
};

/// What the pot gave.
pub static POT_OUT: Metric = Metric {
    id: "pot_out",
    name: "Out of the community pot",
    unit: Unit::Minutes,
    definition: "Hours that the community pot gave.",
    date_basis: POT_DAY,
    left_out: "Nothing. Hours from the pot are grants and never hours exchanged.",
    scope: Scope::Bank,
    count: |facts| facts.pot.map(|pot| pot.outgoing.get()),
};

/// What the pot held.
pub static POT_CLOSING: Metric = Metric {
    id: "pot_closing",
    name: "In the community pot at the end",
    unit: Unit::Minutes,
    definition: "What the community pot held after the last day: what it held before, and what \
        came in, less what it gave.",
    date_basis: POT_DAY,
    left_out: "Nothing.",
    scope: Scope::Bank,
    count: |facts| facts.pot.map(|pot| pot.closing.get()),
};

const LISTED: &str = "The day it was added, and the day it was closed";
const POT_DAY: &str = "The day each transfer is dated";

/// Every metric of the activity report, in the order in which it prints.
pub static ALL: [&Metric; 29] = [
    &MINUTES_EXCHANGED,
    &EXCHANGES,
    &MEMBERS_ACTIVE,
    &MEMBERS_GIVING,
    &MEMBERS_RECEIVING,
    &MEMBERS_BOTH,
    &MEMBERS_BALANCED,
    &ORGANISATIONS_ACTIVE,
    &DAYS_TO_APPROVAL,
    &MEMBERS_NEW,
    &MEMBERS_RETURNING,
    &MEMBERS_LEAVING,
    &MEMBERS_AT_END,
    &MEMBERS_NEVER_STARTED,
    &DAYS_TO_FIRST_EXCHANGE,
    &REQUESTS_MADE,
    &REQUESTS_MATCHED,
    &DAYS_TO_MATCH,
    &REQUESTS_OPEN,
    &REQUESTS_UNANSWERED,
    &OFFERS_OPEN,
    &GROUP_ACTIVITIES,
    &GROUP_LEADER_MINUTES,
    &GROUP_ATTENDEE_MINUTES,
    &GROUP_ATTENDANCES,
    &GROUP_PEOPLE,
    &POT_IN,
    &POT_OUT,
    &POT_CLOSING,
];
