//! What readers may see of many answers: never those of one.

use crate::disclosure::Shown;

/// So many people an average needs outside.
pub(super) const AVERAGED: usize = 8;

/// So many people a number of people needs outside.
pub(super) const FEW: i64 = 5;

/// Whether every answer was given by nobody or by many, and not one by all.
pub(super) fn says_nothing_of_one(counts: &[i64]) -> bool {
    let given = counts.iter().filter(|count| **count > 0);
    given.clone().count() > 1 && given.clone().all(|count| *count >= FEW)
}

/// How figures are shown.
#[derive(Clone, Copy)]
pub(super) struct View {
    pub(super) exact: bool,
}

impl View {
    pub(super) fn people(self, count: i64) -> Shown<i64> {
        match count {
            _ if self.exact => Shown::Exact(count),
            0 => Shown::Exact(0),
            1..FEW => Shown::FewerThan(FEW.unsigned_abs()),
            _ => Shown::Rounded {
                value: (count + FEW / 2) / FEW * FEW,
                nearest: FEW.unsigned_abs(),
            },
        }
    }

    /// A share of two numbers of people, from what is shown of them.
    pub(super) fn share(self, count: i64, of: i64) -> Shown<i64> {
        match (self.people(count).value(), self.people(of).value()) {
            (_, Some(0)) => Shown::Nothing,
            (Some(count), Some(of)) => Shown::Exact((count * 1_000 + of / 2) / of),
            _ => Shown::Hidden,
        }
    }

    /// An average over so many, in hundredths.
    pub(super) fn average(self, value: i64, over: usize) -> Shown<i64> {
        if self.exact {
            Shown::Exact(value)
        } else if over < AVERAGED {
            Shown::FewPeople(AVERAGED as u64)
        } else {
            let tenths = (value.abs() + 5) / 10;
            Shown::Exact(tenths * 10 * value.signum())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_few_answered_is_not_told_outside() {
        let outside = View { exact: false };
        assert_eq!(outside.people(4), Shown::FewerThan(5));
        assert_eq!(outside.people(13).value(), Some(15));
        assert_eq!(outside.average(712, 7), Shown::FewPeople(8));
        assert_eq!(outside.average(-716, 8), Shown::Exact(-720));
        assert_eq!(outside.share(4, 50), Shown::Hidden);
        assert!(says_nothing_of_one(&[5, 0, 9, 6]));
        assert!(!says_nothing_of_one(&[5, 1, 9, 6]), "one stands out");
        assert!(
            !says_nothing_of_one(&[0, 20, 0, 0]),
            "all answered the same"
        );
    }
}
