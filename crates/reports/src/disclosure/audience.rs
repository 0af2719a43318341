//! Whom a report is written for, and what follows from it.

use super::shown::Shown;

/// Whom a report is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The bank’s own committee: every figure as it was counted.
    Committee,
    /// Anybody else: numbers of people below `mask_below` are masked. Fewer than 5 is taken as
    /// 5, more than 10 as 10.
    Outside {
        /// The smallest number of people that may be shown.
        mask_below: u64,
    },
}

impl Audience {
    /// Anybody else, with the number of people that is usual: 5.
    pub const OUTSIDE: Audience = Audience::Outside { mask_below: 5 };

    /// The word for addresses, the command line and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Audience::Committee => "committee",
            Audience::Outside { .. } => "outside",
        }
    }

    /// The audience with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Audience> {
        [Audience::Committee, Audience::OUTSIDE]
            .into_iter()
            .find(|audience| audience.as_str() == word)
    }

    /// What a report says about whom it is for.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Audience::Committee => "Our own committee",
            Audience::Outside { .. } => "Readers outside the bank, small numbers protected",
        }
    }

    /// What is masked for it, if anything is.
    pub(crate) fn rule(self) -> Option<Rule> {
        match self {
            Audience::Committee => None,
            Audience::Outside { mask_below } => Some(Rule::new(mask_below)),
        }
    }
}

/// What counts as few, and how coarse a total becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The smallest number of people that is shown.
    pub(crate) below: u64,
    /// Totals are rounded to the nearest multiple of this.
    pub(crate) nearest: u64,
}

impl Rule {
    /// Over so many people an average may be shown.
    pub(crate) const AVERAGED: u64 = 8;

    pub(crate) fn new(mask_below: u64) -> Rule {
        let below = mask_below.clamp(5, 10);
        Rule {
            below,
            nearest: if below == 5 { 5 } else { 10 },
        }
    }

    /// Whether so many people are few. Nobody is not few: nought is shown.
    pub(crate) const fn is_few(self, count: u64) -> bool {
        count > 0 && count < self.below
    }

    /// A number of people where such numbers are rounded.
    pub(crate) fn rounded(self, count: u64) -> Shown<i64> {
        if count == 0 {
            Shown::Exact(0)
        } else if self.is_few(count) {
            Shown::FewerThan(self.below)
        } else {
            let rounded = (count + self.nearest / 2) / self.nearest * self.nearest;
            Shown::Rounded {
                value: rounded.cast_signed(),
                nearest: self.nearest,
            }
        }
    }

    /// The smallest and the largest number of people that [`Rule::rounded`] shows like this
    /// one.
    pub(crate) fn alike(self, count: u64) -> (u64, u64) {
        if count == 0 {
            (0, 0)
        } else if self.is_few(count) {
            (1, self.below - 1)
        } else {
            let rounded = (count + self.nearest / 2) / self.nearest * self.nearest;
            let first = rounded - self.nearest / 2;
            (first.max(self.below), first + self.nearest - 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_can_be_raised_and_never_lowered() {
        let rule = |below| Audience::Outside { mask_below: below }.rule().unwrap();
        assert_eq!((rule(0).below, rule(5).below), (5, 5));
        assert_eq!((rule(8).below, rule(8).nearest), (8, 10));
        assert_eq!(rule(1_000).below, 10);
        assert_eq!(Audience::Committee.rule(), None);
    }

    #[test]
    fn what_is_shown_alike_is_what_rounds_alike() {
        for rule in [5, 6, 8, 10].map(Rule::new) {
            for count in 0..60 {
                let alike: Vec<u64> = (0..80)
                    .filter(|other| rule.rounded(*other) == rule.rounded(count))
                    .collect();
                let ends = (alike[0], alike[alike.len() - 1]);
                assert_eq!(rule.alike(count), ends, "{rule:?} {count}");
            }
        }
    }
}
