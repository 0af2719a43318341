//! Signed whole minutes: the only unit of the book.
//!
//! Arithmetic is checked. What somebody hands in is at most [`Minutes::MAX`] either way, and so
//! is every balance; a total over many entries may be larger and stays within an `i64`.

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// Signed whole minutes. A plus raises the balance of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(i64);

impl Minutes {
    /// No minutes at all.
    pub const ZERO: Minutes = Minutes(0);

    /// The most an entry, a limit or a balance may be, either way: about 16 million hours.
    pub const MAX: i64 = 1_000_000_000;

    /// So many minutes, or nothing where that is more than [`Minutes::MAX`] either way.
    #[must_use]
    pub const fn new(minutes: i64) -> Option<Minutes> {
        let minutes = Minutes(minutes);
        if minutes.is_in_range() {
            Some(minutes)
        } else {
            None
        }
    }

    /// A figure the book itself has added up. It may pass [`Minutes::MAX`].
    pub(crate) const fn total(minutes: i64) -> Minutes {
        Minutes(minutes)
    }

    /// The plain number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The sum, or nothing where it leaves an `i64`. It may pass [`Minutes::MAX`]; a transfer
    /// with such an entry is refused.
    #[must_use]
    pub const fn checked_add(self, other: Minutes) -> Option<Minutes> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Minutes(sum)),
            None => None,
        }
    }

    /// The same minutes the other way.
    #[must_use]
    pub const fn checked_neg(self) -> Option<Minutes> {
        match self.0.checked_neg() {
            Some(minutes) => Some(Minutes(minutes)),
            None => None,
        }
    }

    /// Neither a plus nor a minus.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn is_in_range(self) -> bool {
        -Self::MAX <= self.0 && self.0 <= Self::MAX
    }
}

impl ToSql for Minutes {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0))
    }
}

impl FromSql for Minutes {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Minutes> {
        value.as_i64().map(Minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::Minutes;

    #[test]
    fn minutes_beyond_the_bound_are_refused_either_way() {
        assert_eq!(
            Minutes::new(Minutes::MAX).map(Minutes::get),
            Some(Minutes::MAX)
        );
        assert_eq!(
            Minutes::new(-Minutes::MAX).map(Minutes::get),
            Some(-Minutes::MAX)
        );
        assert_eq!(Minutes::new(Minutes::MAX + 1), None);
        assert_eq!(Minutes::new(-Minutes::MAX - 1), None);
        assert_eq!(Minutes::new(i64::MIN), None);
    }

    #[test]
    fn sums_that_leave_the_range_of_the_type_are_noticed() {
        let most = Minutes::total(i64::MAX);
        let least = Minutes::total(i64::MIN);
        assert_eq!(most.checked_add(Minutes::total(1)), None);
        assert_eq!(least.checked_neg(), None);
        assert_eq!(most.checked_neg(), Some(Minutes::total(-i64::MAX)));
        assert_eq!(most.checked_add(least), Some(Minutes::total(-1)));
    }
}
