//! The values that the macros of `templates/components/` show, and the few attributes that are
//! easier to write in Rust than in a template.

pub(crate) mod kinds;
#[cfg(test)]
mod samples;

use std::borrow::Cow;
use std::fmt;

use askama::filters::HtmlSafe;
use chrono::NaiveDate;

use crate::words::{Given, Marked, length, marked_with, say, sign};

/// One of several answers: a radio, a box, or a line of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A second line under it; may be empty.
    pub hint: String,
    /// What it stands under in a list to choose from; may be empty.
    pub group: String,
}

impl Choice {
    /// An answer.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "ids are copied and words are borrowed: a reference would only be in the way"
    )]
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            label: label.into(),
            hint: String::new(),
            group: String::new(),
        }
    }

    /// The answer, standing under a heading.
    #[must_use]
    pub fn under(mut self, heading: impl Into<String>) -> Self {
        self.group = heading.into();
        self
    }

    /// The answer with a second line.
    #[must_use]
    pub fn hinting(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// A link: to a page, or to the same list without one of its filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What is read.
    pub label: String,
    /// Where it leads.
    pub path: String,
}

impl Link {
    /// A link.
    #[must_use]
    pub fn new(label: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            path: path.into(),
        }
    }
}

/// How a status looks. The word beside it says what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Cancelled, paused, not yet started.
    #[default]
    Plain,
    /// Somebody has to do something.
    Waiting,
    /// Done, active.
    Approved,
    /// Trouble.
    Declined,
}

/// A status: one adjective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The word.
    pub word: Cow<'static, str>,
    /// How it looks.
    pub tone: Tone,
}

impl Tag {
    /// A status.
    #[must_use]
    pub fn new(word: impl Into<Cow<'static, str>>, tone: Tone) -> Self {
        Self {
            word: word.into(),
            tone,
        }
    }

    /// The class of its look, with a space before it.
    #[must_use]
    pub const fn class(&self) -> &'static str {
        match self.tone {
            Tone::Plain => "",
            Tone::Waiting => " tag--waiting",
            Tone::Approved => " tag--approved",
            Tone::Declined => " tag--declined",
        }
    }
}

/// One fact of a summary list, perhaps with a way to change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub key: String,
    /// What it says; empty is shown as "Not provided".
    pub value: String,
    /// A length in minutes to draw as discs after the value.
    pub discs: Option<i64>,
    /// Where it is changed, and the words behind "Change" for who cannot see the row.
    pub change: Option<Link>,
}

impl Fact {
    /// A fact.
    #[must_use]
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            discs: None,
            change: None,
        }
    }

    /// A fact that is a length of time, drawn as discs as well.
    #[must_use]
    pub fn length(key: impl Into<String>, minutes: i64) -> Self {
        Self {
            discs: Some(minutes),
            ..Self::new(key, length(minutes))
        }
    }

    /// The fact with a "Change" link; `what` completes it: "when", "how long".
    #[must_use]
    pub fn changed_at(mut self, path: impl Into<String>, what: impl Into<String>) -> Self {
        self.change = Some(Link::new(what, path));
        self
    }
}

/// One step of a timeline, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What happened, or what comes next.
    pub title: String,
    /// When, how and by whom; may be empty.
    pub about: String,
    /// What was said with it; may be empty.
    pub said: String,
    /// Still to come.
    pub ahead: bool,
}

/// One term of a sum that ends a report. Signs are `""`, `+`, `-` and `=`; the sum is ruled off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is.
    pub label: String,
    /// The sign before it.
    pub sign: &'static str,
    /// Minutes; below nought keeps its own minus.
    pub minutes: i64,
}

impl Term {
    /// A term.
    #[must_use]
    pub fn new(sign: &'static str, label: impl Into<String>, minutes: i64) -> Self {
        Self {
            label: label.into(),
            sign,
            minutes,
        }
    }

    /// The figure as it is written.
    #[must_use]
    pub fn figure(&self) -> String {
        if self.sign.is_empty() {
            crate::words::column(self.minutes)
        } else {
            crate::words::term(self.sign, self.minutes)
        }
    }

    /// Whether this is the sum itself.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.sign == "="
    }
}

/// Where a list of pages stands. Nothing is shown for a single page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// Which page this is, from 1.
    pub current: u64,
    /// How many there are.
    pub last: u64,
    /// The address of the list with its filters, ready for a page number at its end:
    /// `/requests?kind=3&page=`.
    pub base: String,
}

impl Pages {
    /// The page that was asked for, of `total` things, `size` to a page. A page that does not
    /// exist is the first.
    #[must_use]
    pub fn of(total: u64, size: u64, asked: u64, base: impl Into<String>) -> Self {
        let last = total.div_ceil(size.max(1)).max(1);
        let current = if (1..=last).contains(&asked) {
            asked
        } else {
            1
        };
        Self {
            current,
            last,
            base: base.into(),
        }
    }

    /// How many things stand before this page.
    #[must_use]
    pub const fn skip(&self, size: u64) -> u64 {
        (self.current - 1) * size
    }

    /// The numbers to show: the first, the last, and those around this page; `None` is a gap.
    #[must_use]
    pub fn shown(&self) -> Vec<Option<u64>> {
        let near = |page: u64| page == 1 || page == self.last || page.abs_diff(self.current) <= 1;
        let mut shown = Vec::new();
        for page in (1..=self.last).filter(|page| near(*page)) {
            if let Some(Some(before)) = shown.last()
                && before + 1 < page
            {
                shown.push(None);
            }
            shown.push(Some(page));
        }
        shown
    }

    /// The address of a page.
    #[must_use]
    pub fn address(&self, page: impl Given<u64>) -> String {
        format!("{}{}", self.base, page.given())
    }

    /// " (page 2 of 4)" for the title; nothing for a single page.
    #[must_use]
    pub fn in_title(&self) -> String {
        if self.last == 1 {
            String::new()
        } else {
            say!("page-of", number = self.current, last = self.last)
        }
    }
}

/// What a member has, in three parts; the middle one stands out.
#[must_use]
pub fn balance(name: &str, minutes: impl Given<i64>) -> Marked {
    let minutes = minutes.given();
    let key = match sign(minutes) {
        1 => "page-balance-to-spend",
        -1 => "page-balance-to-give-back",
        _ => "page-balance-even",
    };
    marked_with(
        key,
        [("name", name.into()), ("length", length(minutes).into())],
    )
}

/// The day before.
#[must_use]
pub fn day_before(day: impl Given<NaiveDate>) -> NaiveDate {
    let day = day.given();
    day.pred_opt().unwrap_or(day)
}

/// The id of the `index`th choice, from 1: the first has the bare name.
#[must_use]
pub fn choice_id(name: &str, index: impl Given<usize>) -> String {
    match index.given() {
        1 => name.to_owned(),
        index => format!("{name}-{index}"),
    }
}

/// Attributes that tie a field to its hint and its message; begins with a space.
pub struct Described<'a> {
    name: &'a str,
    hint: bool,
    error: bool,
    field: bool,
}

/// For one box: `aria-describedby`, and `aria-invalid` where there is a message.
#[must_use]
pub fn described_by(name: &str, hint: impl Given<bool>, error: impl Given<bool>) -> Described<'_> {
    Described {
        name,
        hint: hint.given(),
        error: error.given(),
        field: true,
    }
}

/// For a group of boxes: `aria-describedby` alone.
#[must_use]
pub fn described_group(
    name: &str,
    hint: impl Given<bool>,
    error: impl Given<bool>,
) -> Described<'_> {
    Described {
        name,
        hint: hint.given(),
        error: error.given(),
        field: false,
    }
}

/// Names of fields are written by us: letters, digits, hyphens and underscores. Anything else is
/// left out, so that nothing needs to be escaped.
impl fmt::Display for Described<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let name: String = self.name.chars().filter(|c| plain(*c)).collect();
        match (self.hint, self.error) {
            (false, false) => {}
            (true, false) => write!(out, " aria-describedby=\"{name}-hint\"")?,
            (false, true) => write!(out, " aria-describedby=\"{name}-error\"")?,
            (true, true) => write!(out, " aria-describedby=\"{name}-hint {name}-error\"")?,
        }
        if self.error && self.field {
            out.write_str(" aria-invalid=\"true\"")?;
        }
        Ok(())
    }
}

impl HtmlSafe for Described<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_pages_shows_its_ends_and_where_it_stands() {
        let pages = Pages::of(200, 10, 7, "/requests?page=");
        let shown = [Some(1), None, Some(6), Some(7), Some(8), None, Some(20)];
        assert_eq!(pages.shown(), shown);
        assert_eq!(pages.address(8), "/requests?page=8");
        assert_eq!(pages.skip(10), 60);
        assert_eq!(pages.in_title(), " (page 7 of 20)");
    }

    #[test]
    fn a_page_that_does_not_exist_is_the_first() {
        assert_eq!(Pages::of(14, 8, 99, "").current, 1);
        assert_eq!(Pages::of(0, 8, 0, "").last, 1);
        assert_eq!(Pages::of(14, 8, 2, "").current, 2);
    }

    #[test]
    fn a_field_is_tied_to_its_hint_and_its_message() {
        assert_eq!(described_by("title", false, false).to_string(), "");
        assert_eq!(
            described_by("title", true, true).to_string(),
            " aria-describedby=\"title-hint title-error\" aria-invalid=\"true\""
        );
        assert_eq!(
            described_group("when\"", false, true).to_string(),
            " aria-describedby=\"when-error\""
        );
    }

    #[test]
    fn the_sum_of_a_report_is_ruled_off() {
        let sum = Term::new("=", "Balance", -15);
        assert!(sum.is_end());
        assert_eq!(sum.figure(), "=\u{a0}\u{2212}0\u{a0}h\u{a0}15\u{a0}min");
        assert_eq!(
            Term::new("", "Brought forward", 75).figure(),
            crate::words::column(75)
        );
    }
}
