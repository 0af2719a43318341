//! Minutes, counts and days in words, the same in every file and on every page.
//!
//! Integer arithmetic throughout. A minus is the real sign (−), as in print; files for programs
//! write plain digits instead.

use chrono::{Datelike, NaiveDate};
use ledger::{AccountKind, TransferKind};
use timebank::Channel;
use timebank::member::MemberKind;

/// Minutes for a column: `412 h 30 min`, `−0 h 15 min`.
#[must_use]
pub fn hours(minutes: i64) -> String {
    let all = minutes.unsigned_abs();
    let sign = if minutes < 0 { "−" } else { "" };
    format!("{sign}{} h {:02} min", thousands(all / 60), all % 60)
}

/// Minutes for a sentence, without their sign: `3 hours 30 minutes`, `1 hour`, `45 minutes`.
#[must_use]
pub fn hours_said(minutes: i64) -> String {
    let all = minutes.unsigned_abs();
    let hours = counted(all / 60, "hour", "hours");
    let rest = counted(all % 60, "minute", "minutes");
    match (all / 60, all % 60) {
        (0, _) => rest,
        (_, 0) => hours,
        _ => format!("{hours} {rest}"),
    }
}

/// Minutes as decimal hours with two places, for spreadsheets: `412.50`, `-0.25`. Rounded to the
/// nearest hundredth; no minute lies half way between two of them.
#[must_use]
pub fn decimal_hours(minutes: i64) -> String {
    let hundredths = (u128::from(minutes.unsigned_abs()) * 5 + 1) / 3;
    let sign = if minutes < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Pence as money: `£1,250.00`, `−£3.50`.
#[must_use]
pub fn pounds(pence: i64) -> String {
    let all = pence.unsigned_abs();
    let sign = if pence < 0 { "−" } else { "" };
    format!("{sign}£{}.{:02}", thousands(all / 100), all % 100)
}

/// A count with commas between the thousands: `1,193`.
#[must_use]
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun: `1 exchange`, `1,193 exchanges`.
#[must_use]
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(count),
        if count == 1 { one } else { many }
    )
}

/// `1 July 2026`.
#[must_use]
pub fn day(day: NaiveDate) -> String {
    format!("{} {}", day.day(), month(day))
}

/// The month of a day: `July 2026`.
#[must_use]
pub fn month(day: NaiveDate) -> String {
    format!("{} {}", month_name(day), day.year())
}

/// `July`.
#[must_use]
pub fn month_name(day: NaiveDate) -> String {
    day.format("%B").to_string()
}

/// What the accounts of a kind are called in a report.
#[must_use]
pub const fn account_kind(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Member => "Members",
        AccountKind::Organisation => "Organisations",
        AccountKind::Pot => "Community pot",
        AccountKind::Operating => "Running the bank",
        AccountKind::Issuance => "Welcome hours",
        AccountKind::Suspense => "Owner not known yet",
        AccountKind::Clearing => "Other banks",
        AccountKind::Opening => "Opening balances",
    }
}

/// What a transfer is called on a statement.
#[must_use]
pub const fn transfer_kind(kind: TransferKind) -> &'static str {
    match kind {
        TransferKind::Help => "Help",
        TransferKind::Gift => "Gift",
        TransferKind::Grant => "From the community pot",
        TransferKind::Donation => "To the community pot",
        TransferKind::Welcome => "Welcome hours",
        TransferKind::Event => "For an event",
        TransferKind::Expiry => "Lapsed",
        TransferKind::Settlement => "Settled on leaving",
        TransferKind::Opening => "Brought from elsewhere",
        TransferKind::Reversal => "Put right",
    }
}

/// What a channel is called in a report.
#[must_use]
pub const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "On the website",
        Channel::Phone => "By phone",
        Channel::Paper => "On paper",
        Channel::InPerson => "In person",
        Channel::Import => "Brought from elsewhere",
        Channel::Api => "By another program",
        Channel::Cli => "At the command line",
    }
}

/// A sentence that begins with a capital letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// Who gave to whom, in a list.
#[must_use]
pub const fn pair(giver: MemberKind, receiver: MemberKind) -> &'static str {
    match (giver, receiver) {
        (MemberKind::Person, MemberKind::Person) => "People to people",
        (MemberKind::Person, MemberKind::Organisation) => "People to organisations",
        (MemberKind::Organisation, MemberKind::Person) => "Organisations to people",
        (MemberKind::Organisation, MemberKind::Organisation) => "Organisations to organisations",
    }
}

/// The code of the same in files.
#[must_use]
pub const fn pair_code(giver: MemberKind, receiver: MemberKind) -> &'static str {
    match (giver, receiver) {
        (MemberKind::Person, MemberKind::Person) => "person_to_person",
        (MemberKind::Person, MemberKind::Organisation) => "person_to_organisation",
        (MemberKind::Organisation, MemberKind::Person) => "organisation_to_person",
        (MemberKind::Organisation, MemberKind::Organisation) => "organisation_to_organisation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_hours_and_minutes_where_a_person_reads_them() {
        assert_eq!(hours(24_750), "412 h 30 min");
        assert_eq!(hours(-15), "−0 h 15 min");
        assert_eq!(hours(0), "0 h 00 min");
        assert_eq!(hours(60_000_060), "1,000,001 h 00 min");
        assert_eq!(hours_said(210), "3 hours 30 minutes");
        assert_eq!(hours_said(-61), "1 hour 1 minute");
        assert_eq!(hours_said(120), "2 hours");
        assert_eq!(hours_said(0), "0 minutes");
    }

    #[test]
    fn decimal_hours_are_rounded_to_the_nearest_hundredth() {
        for (minutes, expected) in [
            (0, "0.00"),
            (1, "0.02"),
            (2, "0.03"),
            (10, "0.17"),
            (15, "0.25"),
            (20, "0.33"),
            (59, "0.98"),
            (60, "1.00"),
            (-90, "-1.50"),
            (-1, "-0.02"),
        ] {
            assert_eq!(decimal_hours(minutes), expected, "{minutes}");
        }
        assert_eq!(decimal_hours(i64::MIN), "-153722867280912930.13");
    }

    #[test]
    fn thousands_have_commas() {
        let written = [0, 999, 1_000, 12_345, 1_234_567].map(thousands);
        assert_eq!(written, ["0", "999", "1,000", "12,345", "1,234,567"]);
        assert_eq!(counted(1, "exchange", "exchanges"), "1 exchange");
        assert_eq!(counted(0, "exchange", "exchanges"), "0 exchanges");
    }
}
