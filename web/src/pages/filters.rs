//! The filters of a list: what was chosen, the address that says so, and the way out of each.
//!
//! A list is a `GET` form, so that every view of it has an address of its own. Addresses are put
//! together here and nowhere else, with everything typed percent-encoded.

use crate::components::{Link, Pages};

/// The filters in force on one list, in the order of its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filters {
    path: &'static str,
    chosen: Vec<Chosen>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Chosen {
    name: &'static str,
    value: String,
    label: String,
}

impl Filters {
    /// The list at this path, all of it.
    #[must_use]
    pub const fn of(path: &'static str) -> Self {
        Self {
            path,
            chosen: Vec::new(),
        }
    }

    /// One more filter, and what it is called. An empty value filters nothing.
    pub fn add(&mut self, name: &'static str, value: impl Into<String>, label: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            let label = label.into();
            self.chosen.push(Chosen { name, value, label });
        }
    }

    /// Whether the whole list is shown.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// The address of the list with these filters.
    #[must_use]
    pub fn address(&self) -> String {
        self.without(None)
    }

    /// For each filter, a link to the list without it.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        self.chosen
            .iter()
            .map(|chosen| Link::new(&chosen.label, self.without(Some(chosen.name))))
            .collect()
    }

    /// The page that was asked for, of `total` things, `size` to a page. Nothing when there is no
    /// such page: the list then leads to its first.
    #[must_use]
    pub fn page(&self, total: u64, size: u64, asked: &str) -> Option<Pages> {
        let number = match asked {
            "" => 1,
            typed => typed.parse().ok()?,
        };
        let here = self.address();
        let mark = if self.is_empty() { '?' } else { '&' };
        let pages = Pages::of(total, size, number, format!("{here}{mark}page="));
        (pages.current == number).then_some(pages)
    }

    fn without(&self, name: Option<&str>) -> String {
        let kept = self
            .chosen
            .iter()
            .filter(|chosen| Some(chosen.name) != name);
        kept.fold(self.path.to_owned(), |address, chosen| {
            let mark = if address.contains('?') { '&' } else { '?' };
            format!("{address}{mark}{}={}", chosen.name, encoded(&chosen.value))
        })
    }
}

/// A value as it stands in the query of an address.
#[must_use]
pub fn encoded(value: &str) -> String {
    value.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            _ => push_escaped(&mut out, byte),
        }
        out
    })
}

fn push_escaped(out: &mut String, byte: u8) {
    const DIGITS: [u8; 16] = *b"0123456789ABCDEF";
    out.push('%');
    for digit in [byte >> 4, byte & 0x0f] {
        out.push(char::from(DIGITS[usize::from(digit)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filters() -> Filters {
        let mut filters = Filters::of("/requests");
        filters.add("q", "tea & café", "“tea & café”");
        filters.add("kind", "", "Any kind");
        filters.add("area", "2", "Mill End");
        filters
    }

    #[test]
    fn what_was_chosen_stands_in_the_address_and_nothing_else_does() {
        assert_eq!(
            filters().address(),
            "/requests?q=tea%20%26%20caf%C3%A9&area=2"
        );
        assert_eq!(Filters::of("/requests").address(), "/requests");
    }

    #[test]
    fn each_filter_can_be_taken_away_by_itself() {
        assert_eq!(
            filters().links(),
            [
                Link::new("“tea & café”", "/requests?area=2"),
                Link::new("Mill End", "/requests?q=tea%20%26%20caf%C3%A9"),
            ]
        );
    }

    #[test]
    fn pages_keep_the_filters() {
        let pages = filters().page(45, 20, "2").unwrap();
        assert_eq!(
            pages.address(3),
            "/requests?q=tea%20%26%20caf%C3%A9&area=2&page=3"
        );
        let pages = Filters::of("/requests").page(45, 20, "").unwrap();
        assert_eq!(pages.address(2), "/requests?page=2");
    }

    #[test]
    fn a_page_that_does_not_exist_is_none() {
        for asked in ["0", "4", "-1", "two", "99999999999999999999"] {
            assert_eq!(filters().page(45, 20, asked), None, "{asked}");
        }
        assert!(filters().page(0, 20, "1").is_some());
    }
}
