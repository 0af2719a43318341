//! The report beside the book, as the page shows it.

use chrono::Datelike as _;
use reports::disclosure::{AccountsRow, ProtectedReport, Shown};
use reports::period::Period;

use super::cell::Cell;
use crate::words::{self, say};

/// The report beside the book.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    /// Whether the figures may be presented as proved.
    pub(super) agrees: bool,
    pub(super) differences: Vec<String>,
    pub(super) steps: Vec<Step>,
    pub(super) first_day: String,
    pub(super) last_day: String,
    pub(super) accounts: Vec<Account>,
    /// All accounts together; nothing where they may not be shown.
    pub(super) totals: Option<Account>,
    pub(super) about: &'static str,
    pub(super) made: String,
    pub(super) transfer: String,
    pub(super) digest: String,
}

/// A step from what was written to what stands.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) label: String,
    pub(super) figure: Cell,
    pub(super) is_end: bool,
}

/// One line of the accounts.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) name: String,
    pub(super) opening: i64,
    pub(super) incoming: i64,
    pub(super) outgoing: i64,
    pub(super) closing: i64,
}

impl Proof {
    pub(super) fn of(report: &ProtectedReport) -> Self {
        let proof = &report.proof;
        let (first_day, last_day) = ends(report.period);
        let totals = proof.totals.value().map(|totals| Account {
            name: say("reports-sum"),
            opening: totals.opening,
            incoming: totals.incoming,
            outgoing: totals.outgoing,
            closing: totals.closing,
        });
        Self {
            agrees: proof.matches_book,
            differences: proof.differences.clone(),
            steps: steps(report),
            first_day,
            last_day,
            accounts: proof.accounts.iter().map(Account::of).collect(),
            totals,
            about: proof.about_accounts,
            made: report.made_at_words.clone(),
            transfer: words::number(i64::try_from(report.head.seq).unwrap_or(i64::MAX)),
            digest: report.head.digest.grouped(),
        }
    }
}

/// From what was written in the book to what the report has.
fn steps(report: &ProtectedReport) -> Vec<Step> {
    let proof = &report.proof;
    let mut steps = vec![
        Step::new(
            "",
            say("reports-help-written-in-the-book"),
            proof.posted.minutes(),
        ),
        Step::new(
            "-",
            say("reports-taken-back-to-put-right"),
            proof.reversed.minutes(),
        ),
        Step::new(
            "=",
            say("reports-hours-exchanged"),
            proof.standing.minutes(),
        ),
    ];
    if report.part.is_some() {
        let rest = Step::new(
            "-",
            say("reports-the-rest-of-the-bank"),
            proof.rest.minutes(),
        );
        steps.insert(2, rest);
    }
    steps
}

impl Step {
    fn new(sign: &str, label: String, minutes: Shown<i64>) -> Self {
        let write = |minutes| match sign {
            "" => words::column(minutes),
            sign => words::term(sign, minutes),
        };
        Self {
            label,
            figure: Cell::of(minutes, write),
            is_end: sign == "=",
        }
    }
}

impl Account {
    fn of(row: &AccountsRow) -> Self {
        Self {
            name: row.holders.name().to_owned(),
            opening: row.opening,
            incoming: row.incoming,
            outgoing: row.outgoing,
            closing: row.closing,
        }
    }
}

/// The first and the last day as heads of columns: short, because the caption has the year.
fn ends(period: Period) -> (String, String) {
    let (from, to) = (period.from(), period.to());
    if from.year() == to.year() && from != to {
        (words::day_short(from), words::day_short(to))
    } else {
        (say("reports-at-first"), say("reports-at-last"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn in_spanish_no_english_is_left() {
        use reports::disclosure::Audience;

        in_spanish(&[], || {
            let report = super::super::samples::report(Audience::Committee);
            let labels = steps(&report).into_iter().map(|step| step.label);
            labels.collect::<Vec<_>>().join(" ")
        });
    }
}
