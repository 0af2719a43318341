//! A figure as it stands on the page, or the words in its place.

use reports::disclosure::Shown;

use crate::words;

/// A figure of a table, a sum or a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Words stand in the place of a figure.
    pub(super) masked: bool,
}

impl Cell {
    /// A figure, written by `write`.
    pub(super) fn of<T: Copy>(figure: Shown<T>, write: impl FnOnce(T) -> String) -> Self {
        match figure.value() {
            Some(value) => Self {
                text: write(value),
                masked: false,
            },
            None => Self {
                text: figure.instead().unwrap_or_default(),
                masked: true,
            },
        }
    }

    /// Minutes in a column.
    pub(super) fn hours(minutes: Shown<i64>) -> Self {
        Self::of(minutes, words::column)
    }

    /// A number of people or things.
    pub(super) fn count(count: Shown<i64>) -> Self {
        Self::of(count, words::number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_a_figure_may_not() {
        let cell = |figure| Cell::count(figure);
        assert_eq!(cell(Shown::Exact(1_193)).text, "1,193");
        let few = cell(Shown::FewerThan(5));
        assert_eq!((&*few.text, few.masked), ("fewer than 5", true));
        assert_eq!(Cell::hours(Shown::FewPeople(5)).text, "fewer than 5 people");
        assert!(Cell::hours(Shown::Hidden).masked);
    }
}
