//! What a community can decide about its own bank, with the defaults a new bank begins with.
//!
//! Settings that are missing in what the file holds have their default: a newer program can add
//! one, and an older bank goes on as it did.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::rounding::Rounding;
use super::waits::Waits;
use crate::error::{Error, FieldError, Result};
use crate::ids::CategoryId;

/// All that is decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// Which steps an exchange goes through.
    pub steps: Steps,
    /// How long each of them may wait.
    pub waits: Waits,
    /// To what minutes are rounded.
    pub rounding: Rounding,
    /// Between which balances accounts should stay, and must stay.
    pub balances: Balances,
    /// When two people look at hours that the pot gives.
    pub grants: Grants,
    /// How somebody joins.
    pub joining: Joining,
}

/// How somebody joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Joining {
    /// Whether people can apply on the public page.
    pub open: bool,
    /// How many people who know them are asked, four at the most.
    pub references: u8,
    /// After so many months what was told in an application that is decided is erased.
    pub keep_months: u32,
}

impl Default for Joining {
    fn default() -> Self {
        Self {
            open: true,
            references: 2,
            keep_months: 6,
        }
    }
}

/// When two people look at hours that the pot gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Grants {
    /// Where it is more minutes than this; `None`: never.
    pub second_over: Option<u32>,
}

/// What a change of policy is about: one page each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// [`Steps`].
    Steps,
    /// [`Waits`].
    Waits,
    /// [`Rounding`].
    Rounding,
    /// [`Balances`].
    Balances,
    /// [`Grants`].
    Grants,
    /// [`Joining`].
    Joining,
}

impl Topic {
    /// All topics, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Steps,
        Self::Waits,
        Self::Rounding,
        Self::Balances,
        Self::Grants,
        Self::Joining,
    ];

    /// The code kept in the file and used in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Waits => "waits",
            Self::Rounding => "rounding",
            Self::Balances => "balances",
            Self::Grants => "grants",
            Self::Joining => "joining",
        }
    }

    /// The topic with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.as_str() == code)
    }
}

/// Which steps an exchange goes through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Steps {
    /// When a coordinator looks at what two have arranged, before it is done.
    pub arrangement: Rule,
    /// When the other one of the two confirms what was recorded.
    pub confirmation: Rule,
    /// When a coordinator approves the hours.
    pub approval: Rule,
}

impl Default for Steps {
    fn default() -> Self {
        Self {
            arrangement: Rule::default(),
            confirmation: Rule::ALWAYS,
            approval: Rule::ALWAYS,
        }
    }
}

/// When a step is asked for: always, or where any of the others holds; else never.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rule {
    /// For every exchange.
    pub always: bool,
    /// For these kinds of help.
    pub categories: BTreeSet<CategoryId>,
    /// While either of the two has fewer exchanges than this in the book.
    pub first_exchanges: u32,
    /// Where it takes more minutes than this.
    pub over_minutes: Option<u32>,
    /// Where either of the two is an organisation.
    pub organisations: bool,
}

/// What a [`Rule`] looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// The heading under which it stands; what is asked of a heading is asked of all under it.
    pub heading: Option<CategoryId>,
    /// How long it takes.
    pub minutes: i64,
    /// The fewer of the exchanges that the two have in the book.
    pub exchanges_before: u32,
    /// Whether either is an organisation.
    pub organisation: bool,
}

impl Rule {
    /// For every exchange.
    pub const ALWAYS: Self = Self {
        always: true,
        categories: BTreeSet::new(),
        first_exchanges: 0,
        over_minutes: None,
        organisations: false,
    };

    /// Whether the step is asked for.
    #[must_use]
    pub fn asks(&self, facts: &Facts) -> bool {
        self.always
            || [facts.category, facts.heading]
                .into_iter()
                .flatten()
                .any(|category| self.categories.contains(&category))
            || facts.exchanges_before < self.first_exchanges
            || self
                .over_minutes
                .is_some_and(|most| facts.minutes > i64::from(most))
            || (self.organisations && facts.organisation)
    }

    /// Whether it is never asked for.
    #[must_use]
    pub fn is_never(&self) -> bool {
        *self == Self::default()
    }
}

/// Between which balances accounts should stay, and must stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Balances {
    /// People.
    pub people: Bounds,
    /// Organisations.
    pub organisations: Bounds,
}

impl Default for Balances {
    fn default() -> Self {
        Self {
            people: Bounds {
                note_below: Some(-10 * 60),
                note_above: Some(20 * 60),
                ..Bounds::default()
            },
            organisations: Bounds {
                note_below: Some(-50 * 60),
                ..Bounds::default()
            },
        }
    }
}

/// Limits of one kind of account, in minutes. Beyond a *note* the member reads a friendly word
/// and a coordinator is told; nothing is refused. Past a *stop* the book refuses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bounds {
    /// A note from here down.
    pub note_below: Option<i64>,
    /// A note from here up.
    pub note_above: Option<i64>,
    /// The book refuses to go further down.
    pub stop_below: Option<i64>,
    /// The book refuses to go further up.
    pub stop_above: Option<i64>,
}

/// On which side of a note a balance stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Many hours to give back.
    Below,
    /// Many hours to spend.
    Above,
}

impl Bounds {
    /// Beyond which note a balance stands, if any.
    #[must_use]
    pub fn beyond(&self, balance: i64) -> Option<Beyond> {
        if self.note_below.is_some_and(|limit| balance < limit) {
            Some(Beyond::Below)
        } else if self.note_above.is_some_and(|limit| balance > limit) {
            Some(Beyond::Above)
        } else {
            None
        }
    }

    fn check(&self, errors: &mut Vec<FieldError>, fields: [&'static str; 2]) {
        let pairs = [
            (self.note_below, self.note_above),
            (self.stop_below, self.stop_above),
        ];
        for ((below, above), field) in pairs.into_iter().zip(fields) {
            let far = |limit: Option<i64>| limit.is_some_and(|limit| limit.abs() > MOST_LIMIT);
            if far(below) || far(above) {
                errors.push(FieldError::new(
                    field,
                    "A limit must be 10,000 hours or less",
                ));
            } else if below.is_some_and(|limit| limit > 0) {
                let message = "The lower limit must be nought or hours to give back";
                errors.push(FieldError::new(field, message));
            } else if above.is_some_and(|limit| limit < 0) {
                let message = "The upper limit must be nought or hours to spend";
                errors.push(FieldError::new(field, message));
            }
        }
    }
}

const MOST_LIMIT: i64 = 10_000 * 60;

impl Policy {
    /// Refuses what cannot work, a message per field.
    pub(super) fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        self.waits.check(&mut errors);
        self.balances
            .people
            .check(&mut errors, ["people_note", "people_stop"]);
        self.balances
            .organisations
            .check(&mut errors, ["organisations_note", "organisations_stop"]);
        let rules = [
            (&self.steps.arrangement, "arrangement_over"),
            (&self.steps.confirmation, "confirmation_over"),
            (&self.steps.approval, "approval_over"),
        ];
        for (rule, field) in rules {
            if rule
                .over_minutes
                .is_some_and(|most| most == 0 || most > 24 * 60)
            {
                errors.push(FieldError::new(field, "Enter a length of 24 hours or less"));
            }
        }
        if self.joining.references > 4 {
            errors.push(FieldError::new("references", "Ask 4 people at the most"));
        }
        if !(1..=24).contains(&self.joining.keep_months) {
            let message = "Enter from 1 to 24 months";
            errors.push(FieldError::new("keep_months", message));
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS: Facts = Facts {
        category: None,
        heading: None,
        minutes: 60,
        exchanges_before: 3,
        organisation: false,
    };

    #[test]
    fn a_new_bank_asks_for_confirmation_and_approval_and_for_nothing_before() {
        let steps = Steps::default();
        assert!(steps.confirmation.asks(&FACTS) && steps.approval.asks(&FACTS));
        assert!(steps.arrangement.is_never() && !steps.arrangement.asks(&FACTS));
    }

    #[test]
    fn each_condition_asks_by_itself() {
        let driving = CategoryId::new(4);
        let rule = |change: fn(&mut Rule)| {
            let mut rule = Rule::default();
            change(&mut rule);
            rule
        };
        let kinds = rule(|rule| rule.categories = BTreeSet::from([CategoryId::new(4)]));
        assert!(!kinds.asks(&FACTS));
        assert!(kinds.asks(&Facts {
            category: Some(driving),
            ..FACTS
        }));
        assert!(kinds.asks(&Facts {
            category: Some(CategoryId::new(9)),
            heading: Some(driving),
            ..FACTS
        }));
        let first = rule(|rule| rule.first_exchanges = 3);
        assert!(!first.asks(&FACTS));
        assert!(first.asks(&Facts {
            exchanges_before: 2,
            ..FACTS
        }));
        let long = rule(|rule| rule.over_minutes = Some(60));
        assert!(!long.asks(&FACTS));
        assert!(long.asks(&Facts {
            minutes: 61,
            ..FACTS
        }));
        let bodies = rule(|rule| rule.organisations = true);
        assert!(!bodies.asks(&FACTS));
        assert!(bodies.asks(&Facts {
            organisation: true,
            ..FACTS
        }));
    }

    #[test]
    fn a_note_is_written_beyond_a_limit_and_not_at_it() {
        let people = Balances::default().people;
        assert_eq!(people.beyond(-600), None);
        assert_eq!(people.beyond(-601), Some(Beyond::Below));
        assert_eq!(people.beyond(1_200), None);
        assert_eq!(people.beyond(1_201), Some(Beyond::Above));
    }

    #[test]
    fn what_an_older_program_wrote_has_the_defaults_of_what_it_did_not_know() {
        let read: Policy = serde_json::from_str("{}").unwrap();
        assert_eq!(read, Policy::default());
    }
}
