//! Printed documents: headings, paragraphs, notices and tables, laid out on A4 pages and written
//! as PDF. Why it is ours and small: `docs/decisions/0029-pdf.md`.
//!
//! **Shape.** [`Paper`] is written from its top, like a letter; it breaks pages by itself.
//! `letters` measures, `marks` is what stands where, `table` lays out tables, and `draw` writes
//! the file with all its tags.
//!
//! **Limits.** Letters that stand side by side from left to right: Latin, Greek, Cyrillic. What
//! the font lacks is drawn as a mark in its place and copied as what it was. No pictures.
//!
//! **Layering.** Knows nothing of reports; the documents beside it do.

mod draw;
mod letters;
mod marks;
mod paper;
mod table;

use chrono::{DateTime, Utc};
use letters::Length;
pub(crate) use paper::{Headline, Paper};
pub(crate) use table::{Column, Row, Table};

/// A4, upright.
const PAGE: (Length, Length) = (595_276, 841_890);

/// What a document is.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// Its title, also of its window.
    pub(crate) title: String,
    /// Whose it is.
    pub(crate) bank: String,
    /// What stands at the foot of every page, before its number.
    pub(crate) foot: String,
    /// When it was made.
    pub(crate) made_at: DateTime<Utc>,
    /// How large it is printed.
    pub(crate) print: Print,
}

/// How large a document is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Print {
    /// As usual.
    #[default]
    Usual,
    /// In letters of 18 points and larger, for whoever reads large print.
    Large,
}

/// Where a heading stands.
#[derive(Clone, Debug)]
struct Bookmark {
    text: String,
    page: usize,
    y: Length,
}

/// How large the letters are.
#[derive(Clone, Copy, Debug)]
struct Sizes {
    title: Length,
    heading: Length,
    lead: Length,
    body: Length,
    small: Length,
    figure: Length,
}

impl Print {
    const fn sizes(self) -> Sizes {
        match self {
            Print::Usual => Sizes {
                title: 22_000,
                heading: 14_000,
                lead: 12_500,
                body: 10_000,
                small: 9_000,
                figure: 18_000,
            },
            Print::Large => Sizes {
                title: 28_000,
                heading: 23_000,
                lead: 20_000,
                body: 18_000,
                small: 18_000,
                figure: 24_000,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_large_print_no_letter_is_under_18_points() {
        let Sizes {
            title,
            heading,
            lead,
            body,
            small,
            figure,
        } = Print::Large.sizes();
        for size in [title, heading, lead, body, small, figure] {
            assert!(size >= 18_000);
        }
    }
}
