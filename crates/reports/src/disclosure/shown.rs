//! A figure as it may be shown: as it is, rounded, or not at all.

use crate::activity::Amount;
use crate::words;

/// A figure as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown<T> {
    /// As it was counted.
    Exact(T),
    /// Rounded, because something beside it is masked.
    Rounded {
        /// What is shown.
        value: T,
        /// Rounded to the nearest multiple of this.
        nearest: u64,
    },
    /// A number of people, at least one and fewer than this.
    FewerThan(u64),
    /// It comes from at least one person and fewer than this.
    FewPeople(u64),
    /// Hidden, so that what is masked cannot be worked out.
    Hidden,
    /// There was nothing to measure.
    Nothing,
}

impl<T: Copy> Shown<T> {
    /// What is shown, if a figure is.
    pub const fn value(&self) -> Option<T> {
        match *self {
            Shown::Exact(value) | Shown::Rounded { value, .. } => Some(value),
            Shown::FewerThan(_) | Shown::FewPeople(_) | Shown::Hidden | Shown::Nothing => None,
        }
    }

    /// Whether it is shown as it was counted; also where there was nothing to measure.
    pub const fn is_exact(&self) -> bool {
        matches!(self, Shown::Exact(_) | Shown::Nothing)
    }

    /// What stands in the place of a figure that is not shown: `fewer than 5`,
    /// `fewer than 5 people`, `hidden`, `nothing to measure`.
    #[must_use]
    pub fn instead(&self) -> Option<String> {
        match self {
            Shown::Exact(_) | Shown::Rounded { .. } => None,
            Shown::FewerThan(below) => Some(format!("fewer than {below}")),
            Shown::FewPeople(below) => Some(format!("fewer than {below} people")),
            Shown::Hidden => Some("hidden".to_owned()),
            Shown::Nothing => Some("nothing to measure".to_owned()),
        }
    }

    /// What is to be said beside a figure that is not shown as it was counted:
    /// `rounded to the nearest 5`, `fewer than 5`, `hidden`.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        match self {
            Shown::Rounded { nearest, .. } => Some(format!("rounded to the nearest {nearest}")),
            Shown::Exact(_) | Shown::Nothing => None,
            masked => masked.instead(),
        }
    }

    /// The same about a part of it.
    pub fn map<U>(self, part: impl FnOnce(T) -> U) -> Shown<U> {
        match self {
            Shown::Exact(value) => Shown::Exact(part(value)),
            Shown::Rounded { value, nearest } => Shown::Rounded {
                value: part(value),
                nearest,
            },
            Shown::FewerThan(below) => Shown::FewerThan(below),
            Shown::FewPeople(below) => Shown::FewPeople(below),
            Shown::Hidden => Shown::Hidden,
            Shown::Nothing => Shown::Nothing,
        }
    }
}

impl Shown<i64> {
    /// A count in a sentence or a cell: `1,193`, `about 85`, `fewer than 5`, `hidden`.
    #[must_use]
    pub fn said(&self) -> String {
        let count = |value: i64| words::thousands(value.unsigned_abs());
        match *self {
            Shown::Exact(value) => count(value),
            Shown::Rounded { value, .. } => format!("about {}", count(value)),
            _ => self.instead().unwrap_or_default(),
        }
    }
}

impl Shown<Amount> {
    /// How many exchanges.
    #[must_use]
    pub fn exchanges(&self) -> Shown<u64> {
        self.map(|amount| amount.exchanges)
    }

    /// How many minutes.
    #[must_use]
    pub fn minutes(&self) -> Shown<i64> {
        self.map(|amount| amount.minutes)
    }
}
