//! Which figures stand large and which stand together, the same on the page and in print.

use super::Metric;
use super::metric::{
    DAYS_TO_APPROVAL, DAYS_TO_FIRST_EXCHANGE, DAYS_TO_MATCH, EXCHANGES, GROUP_ACTIVITIES,
    GROUP_ATTENDANCES, GROUP_ATTENDEE_MINUTES, GROUP_LEADER_MINUTES, GROUP_PEOPLE, MEMBERS_ACTIVE,
    MEMBERS_AT_END, MEMBERS_BALANCED, MEMBERS_LEAVING, MEMBERS_NEVER_STARTED, MEMBERS_NEW,
    MEMBERS_RETURNING, MINUTES_EXCHANGED, OFFERS_OPEN, ORGANISATIONS_ACTIVE, POT_CLOSING, POT_IN,
    POT_OUT, REQUESTS_MADE, REQUESTS_MATCHED, REQUESTS_OPEN, REQUESTS_UNANSWERED,
};

/// Figures about one thing.
#[derive(Debug)]
pub struct Group {
    /// Its key; stays for ever.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its figures, in order.
    pub metrics: &'static [&'static Metric],
}

/// The figures that do not stand large, in groups.
pub static GROUPS: [Group; 4] = [
    Group {
        id: "members",
        name: "Members",
        metrics: &[
            &MEMBERS_AT_END,
            &MEMBERS_NEW,
            &MEMBERS_RETURNING,
            &MEMBERS_LEAVING,
            &MEMBERS_NEVER_STARTED,
            &DAYS_TO_FIRST_EXCHANGE,
            &MEMBERS_BALANCED,
            &ORGANISATIONS_ACTIVE,
        ],
    },
    Group {
        id: "requests",
        name: "Offers and requests",
        metrics: &[
            &REQUESTS_MADE,
            &REQUESTS_MATCHED,
            &DAYS_TO_MATCH,
            &REQUESTS_OPEN,
            &REQUESTS_UNANSWERED,
            &OFFERS_OPEN,
        ],
    },
    Group {
        id: "activities",
        name: "Group activities",
        metrics: &[
            &GROUP_ACTIVITIES,
            &GROUP_PEOPLE,
            &GROUP_ATTENDANCES,
            &GROUP_LEADER_MINUTES,
            &GROUP_ATTENDEE_MINUTES,
        ],
    },
    Group {
        id: "pot",
        name: "The community pot",
        metrics: &[&POT_IN, &POT_OUT, &POT_CLOSING],
    },
];

/// The figures that stand large, each with a few words beside it.
pub static HEADLINES: [(&Metric, &str); 5] = [
    (&MINUTES_EXCHANGED, "Each hour counted once"),
    (&EXCHANGES, "Approved, and in the book"),
    (&MEMBERS_ACTIVE, "Gave or received at least once"),
    (&MEMBERS_NEW, "Began in these days"),
    (&DAYS_TO_APPROVAL, "The middle one of all"),
];
