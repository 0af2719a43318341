//! The proof: the report beside the book, and a sentence for every place where they differ.
//!
//! The book's side comes from `ledger` alone, which knows nothing of exchanges; so an exchange
//! without its transfer, or a transfer without its exchange, cannot stay hidden.

use ledger::{AccountKind, HelpTotals, KindMovement};
use rusqlite::Connection;

use super::tally::{Amount, Tally};
use crate::period::Period;
use crate::words;

/// The report beside the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// What the accounts of each kind did in the period, by the day the help was given.
    pub accounts: Vec<KindMovement>,
    /// The balances of all accounts together, as the book stands now. Always nought.
    pub sum_of_accounts: i64,
    /// The help the book has for the period.
    pub help: HelpTotals,
    /// What the report counts.
    pub report: Amount,
    /// What it leaves out because it is about a part of the bank. Together they are the book.
    pub rest: Amount,
    /// How many group activities the bank settled; the book has as many transfers of theirs.
    pub activities: i64,
    /// Where the two differ, a sentence each. Empty when everything agrees.
    pub differences: Vec<String>,
}

/// The movements of all accounts together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Before the period. Always nought.
    pub opening: i64,
    /// Everything in; as much as everything out.
    pub incoming: i64,
    /// Everything out.
    pub outgoing: i64,
    /// By the end of the period. Always nought.
    pub closing: i64,
}

impl Totals {
    /// Opening, in, out and closing.
    #[must_use]
    pub const fn figures(&self) -> [i64; 4] {
        [self.opening, self.incoming, self.outgoing, self.closing]
    }
}

impl Reconciliation {
    /// `activities` is how many group activities the bank settled in the period.
    pub(super) fn of(
        conn: &Connection,
        period: Period,
        tally: &Tally,
        activities: i64,
    ) -> timebank::Result<Self> {
        let (from, to) = (period.from(), period.to());
        let balances = ledger::trial_balance(conn)?;
        let mut proof = Self {
            accounts: ledger::movements(conn, from, to)?,
            sum_of_accounts: balances.iter().map(|(_, balance)| balance.get()).sum(),
            help: ledger::help_totals(conn, from, to)?,
            report: tally.total,
            rest: tally.rest,
            activities,
            differences: Vec::new(),
        };
        proof.differences = proof.find_differences(tally);
        Ok(proof)
    }

    /// Whether the report agrees with the book, and the book with itself.
    #[must_use]
    pub fn matches_book(&self) -> bool {
        self.differences.is_empty()
    }

    /// Minutes of help that stand in the book: posted less taken back.
    #[must_use]
    pub fn help_minutes(&self) -> i64 {
        self.help.posted.get() - self.help.reversed.get()
    }

    /// The movements of all accounts together.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let sum = |figure: fn(&KindMovement) -> ledger::Minutes| {
            self.accounts.iter().map(|kind| figure(kind).get()).sum()
        };
        Totals {
            opening: sum(|kind| kind.opening),
            incoming: sum(|kind| kind.incoming),
            outgoing: sum(|kind| kind.outgoing),
            closing: sum(|kind| kind.closing),
        }
    }

    /// Whether everything agrees, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> &'static str {
        if self.matches_book() {
            "This report agrees with the book."
        } else {
            "This report does not agree with the book. Do not hand it over before this is cleared \
             up."
        }
    }

    fn find_differences(&self, tally: &Tally) -> Vec<String> {
        let mut found = Vec::new();
        self.compare_with_book(&mut found);
        let (months, categories, channels, pairs, projects) = (
            tally.months.values(),
            tally.categories.values(),
            tally.channels.values(),
            tally.pairs.values(),
            tally.projects.values(),
        );
        for (list, amounts) in [
            ("months", Amount::sum(months.map(|month| month.amount))),
            (
                "kinds of help",
                Amount::sum(categories.map(|kind| kind.amount)),
            ),
            (
                "ways of recording",
                Amount::sum(channels.map(|way| way.amount)),
            ),
            (
                "rows of who helped whom",
                Amount::sum(pairs.map(|pair| pair.amount)),
            ),
            (
                "projects",
                Amount::sum(projects.map(|project| project.amount)),
            ),
        ] {
            if amounts != self.report {
                found.push(format!(
                    "The {list} add up to {}, the report says {}.",
                    said(amounts),
                    said(self.report)
                ));
            }
        }
        let given: i64 = tally.parts.values().map(|deeds| deeds.given).sum();
        let received: i64 = tally.parts.values().map(|deeds| deeds.received).sum();
        if (given, received) != (self.report.minutes, self.report.minutes) {
            found.push(format!(
                "The members gave {} and received {}, the report says {}.",
                words::hours(given),
                words::hours(received),
                words::hours(self.report.minutes),
            ));
        }
        if self.activities != self.help.events {
            found.push(format!(
                "The report counts {}, the book has {} of them.",
                words::counted(
                    self.activities.unsigned_abs(),
                    "group activity",
                    "group activities"
                ),
                words::thousands(self.help.events.unsigned_abs()),
            ));
        }
        self.check_accounts(&mut found);
        found
    }

    fn compare_with_book(&self, found: &mut Vec<String>) {
        let whole = Amount::sum([self.report, self.rest]);
        let (report, book) = (whole.minutes, self.help_minutes());
        if report != book {
            found.push(format!(
                "The exchanges of these days add up to {}, the book has {}: a difference of {}.",
                words::hours(report),
                words::hours(book),
                words::hours_said(report - book),
            ));
        }
        // One reversal takes back one transfer, so what stands cannot be less than none.
        let standing = self.help.transfers.checked_sub(self.help.reversals);
        if standing != Some(whole.exchanges) {
            found.push(format!(
                "The report counts {}, the book has {} of help, {} of them taken back.",
                words::counted(whole.exchanges, "exchange", "exchanges"),
                words::counted(self.help.transfers, "transfer", "transfers"),
                words::thousands(self.help.reversals),
            ));
        }
    }

    fn check_accounts(&self, found: &mut Vec<String>) {
        if self.sum_of_accounts != 0 {
            found.push(format!(
                "All accounts together make {}, where they must make zero.",
                words::hours(self.sum_of_accounts)
            ));
        }
        for kind in &self.accounts {
            let reached = kind.opening.get() + kind.incoming.get() - kind.outgoing.get();
            if reached != kind.closing.get() {
                found.push(format!(
                    "{}: opening, in and out lead to {}, the closing balance is {}.",
                    words::account_kind(kind.kind),
                    words::hours(reached),
                    words::hours(kind.closing.get())
                ));
            }
        }
        let totals = self.totals();
        if (totals.opening, totals.closing) != (0, 0) || totals.incoming != totals.outgoing {
            found.push(format!(
                "All accounts together open at {} and close at {} with {} in and {} out, where \
                 every hour in must be an hour out.",
                words::hours(totals.opening),
                words::hours(totals.closing),
                words::hours(totals.incoming),
                words::hours(totals.outgoing),
            ));
        }
    }

    /// Why some accounts stand below nought, where there are such.
    #[must_use]
    pub fn about_accounts(&self) -> &'static str {
        let issues = |kind: &KindMovement| {
            matches!(
                kind.kind,
                AccountKind::Issuance | AccountKind::Operating | AccountKind::Opening
            ) && kind.closing.get() < 0
        };
        if self.accounts.iter().any(issues) {
            "Every account is here, so every hour in is an hour out and the sum is zero. Where \
             an account of the bank stands below zero, hours have come from it."
        } else {
            "Every account is here, so every hour in is an hour out and the sum is zero."
        }
    }
}

fn said(amount: Amount) -> String {
    let exchanges = words::counted(amount.exchanges, "exchange", "exchanges");
    format!("{exchanges} and {}", words::hours(amount.minutes))
}

#[cfg(test)]
mod tests {
    use ledger::Minutes;
    use timebank::MemberId;
    use uuid::Uuid;

    use super::super::tally::{Counted, Deeds, PAIRS};
    use super::*;

    fn tally() -> Tally {
        let total = Amount {
            exchanges: 2,
            minutes: 150,
        };
        let counted = Counted {
            amount: total,
            ..Counted::default()
        };
        Tally {
            total,
            months: [((2026, 7), counted.clone())].into(),
            categories: [(None, counted.clone())].into(),
            channels: [(timebank::Channel::Paper, counted.clone())].into(),
            pairs: [(PAIRS[0], counted.clone())].into(),
            projects: [(None, counted)].into(),
            parts: [(1, 150, 0), (2, 0, 150)]
                .map(|(id, given, received)| {
                    let kind = PAIRS[0].0;
                    let deeds = Deeds {
                        kind,
                        given,
                        received,
                    };
                    (MemberId::new(Uuid::from_u128(id)), deeds)
                })
                .into(),
            ..Tally::default()
        }
    }

    fn movement(kind: AccountKind, figures: [i64; 4]) -> KindMovement {
        let [opening, incoming, outgoing, closing] =
            figures.map(|minutes| Minutes::new(minutes).unwrap());
        KindMovement {
            kind,
            opening,
            incoming,
            outgoing,
            closing,
        }
    }

    fn agreeing() -> Reconciliation {
        Reconciliation {
            accounts: vec![
                movement(AccountKind::Member, [10, 180, 180, 10]),
                movement(AccountKind::Opening, [-10, 0, 0, -10]),
            ],
            sum_of_accounts: 0,
            help: HelpTotals {
                posted: Minutes::new(180).unwrap(),
                reversed: Minutes::new(30).unwrap(),
                transfers: 3,
                reversals: 1,
                events: 2,
            },
            report: tally().total,
            rest: Amount::default(),
            activities: 2,
            differences: Vec::new(),
        }
    }

    fn differences(change: impl Fn(&mut Reconciliation)) -> Vec<String> {
        let mut proof = agreeing();
        change(&mut proof);
        proof.find_differences(&tally())
    }

    #[test]
    fn what_agrees_has_no_difference() {
        assert_eq!(differences(|_| ()), Vec::<String>::new());
    }

    #[test]
    fn a_group_activity_that_the_book_does_not_have_is_named() {
        let found = differences(|proof| proof.help.events = 1);
        let said = "The report counts 2 group activities, the book has 1 of them.";
        assert_eq!(found, [said]);
    }

    #[test]
    fn an_exchange_that_the_book_does_not_have_is_named_with_its_minutes() {
        let found = differences(|proof| {
            proof.help.posted = Minutes::new(105).unwrap();
            proof.help.transfers = 2;
        });
        assert_eq!(
            found,
            [
                "The exchanges of these days add up to 2 h 30 min, the book has 1 h 15 min: a \
                 difference of 1 hour 15 minutes.",
                "The report counts 2 exchanges, the book has 2 transfers of help, 1 of them \
                 taken back.",
            ]
        );
    }

    #[test]
    fn a_list_that_does_not_add_up_is_named() {
        let mut tally = tally();
        tally.categories.clear();
        let found = agreeing().find_differences(&tally);
        assert_eq!(
            found,
            [
                "The kinds of help add up to 0 exchanges and 0 h 00 min, the report says 2 \
                 exchanges and 2 h 30 min."
            ]
        );
    }

    #[test]
    fn accounts_that_do_not_make_nought_are_named() {
        let found = differences(|proof| {
            proof.sum_of_accounts = 5;
            proof.accounts[0].closing = Minutes::new(15).unwrap();
        });
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[0].contains("0 h 05 min"));
        assert!(found[1].starts_with("Members:"));
    }
}
