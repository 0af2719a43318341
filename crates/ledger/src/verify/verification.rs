//! What a proof says: the figures, the findings, and one line for a trustee.

use crate::{Head, Minutes};

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The transfer it was found at, where it was found at one.
    pub seq: Option<u64>,
    /// A plain sentence.
    pub text: String,
}

/// The outcome of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Transfers read.
    pub transfers: u64,
    /// Entries read.
    pub entries: u64,
    /// Accounts read.
    pub accounts: u64,
    /// Steps of holds read: placed, posted, released, lapsed.
    pub hold_steps: u64,
    /// Steps of months read: closed, opened again.
    pub month_steps: u64,
    /// The sum of every account. Zero in a good book.
    pub sum: Minutes,
    /// The head as the book shows it.
    pub head: Head,
    /// The first findings, at most 100.
    pub findings: Vec<Finding>,
    /// How many findings there are in all.
    pub finding_count: u64,
}

impl Verification {
    /// Nothing was found wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.finding_count == 0
    }

    /// The outcome in one line that a trustee can read.
    #[must_use]
    pub fn one_line(&self) -> String {
        if !self.is_clean() {
            let first = self
                .findings
                .first()
                .map_or("", |finding| finding.text.as_str());
            let findings = match self.finding_count {
                1 => "1 finding".to_owned(),
                count => format!("{} findings, the first", grouped(count)),
            };
            return format!("The books do not balance: {findings}: {first}");
        }
        if self.transfers == 0 {
            return "The books balance: nothing has been posted yet.".to_owned();
        }
        format!(
            "The books balance: {} and {} entries proved, sum {}, digest of transfer {}: {}",
            counted(self.transfers, "transfer", "transfers"),
            grouped(self.entries),
            hours(self.sum),
            grouped(self.head.seq),
            self.head.digest.grouped(),
        )
    }
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// `9,412`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `0 h 00 min`.
fn hours(minutes: Minutes) -> String {
    let sign = if minutes < Minutes::ZERO { "−" } else { "" };
    let minutes = minutes.get().unsigned_abs();
    format!("{sign}{} h {:02} min", grouped(minutes / 60), minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::{Minutes, grouped, hours};

    #[test]
    fn figures_are_grouped_in_threes() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(9_412), "9,412");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn hours_are_written_in_hours_and_minutes() {
        assert_eq!(hours(Minutes::ZERO), "0 h 00 min");
        assert_eq!(hours(Minutes::total(-61)), "−1 h 01 min");
        assert_eq!(hours(Minutes::total(60_000)), "1,000 h 00 min");
    }
}
