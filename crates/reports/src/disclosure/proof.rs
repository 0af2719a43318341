//! The proof of a report as it may be shown. It is about accounts and not about people, so it
//! stays, except where a line of it comes from few people.

use ledger::{AccountKind, KindMovement};

use super::audience::Rule;
use super::people::People;
use super::shown::Shown;
use crate::activity::{ActivityReport, Amount, Totals};
use crate::words;

/// The report beside the book, as it may be shown.
#[derive(Clone, Debug)]
pub struct ProtectedProof {
    /// Whether the report agrees with the book, and the book with itself.
    pub matches_book: bool,
    /// Whether everything agrees, in a sentence.
    pub sentence: &'static str,
    /// Where it does not, a sentence each.
    pub differences: Vec<String>,
    /// Help written in the book: transfers and their minutes.
    pub posted: Shown<Amount>,
    /// What was taken back of it.
    pub reversed: Shown<Amount>,
    /// What a report of a part of the bank leaves out; nought in one of the whole bank.
    pub rest: Shown<Amount>,
    /// What stands, and the report has.
    pub standing: Shown<Amount>,
    /// The balances of all accounts together, as the book stands now.
    pub sum_of_accounts: i64,
    /// What the accounts did in the period. Empty where they would say too much.
    pub accounts: Vec<AccountsRow>,
    /// All accounts together.
    pub totals: Shown<Totals>,
    /// What is to be known about the accounts, in a sentence or two.
    pub about_accounts: &'static str,
}

/// What the accounts of some holders did in the period, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountsRow {
    /// Whose they are.
    pub holders: Holders,
    /// Before the period.
    pub opening: i64,
    /// Everything in.
    pub incoming: i64,
    /// Everything out, without its sign.
    pub outgoing: i64,
    /// By the end of the period.
    pub closing: i64,
}

/// Whose accounts stand in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holders {
    /// All accounts of a kind.
    Kind(AccountKind),
    /// People’s and organisations’, where one of them alone would be few.
    MembersAndOrganisations,
}

impl Holders {
    /// The code of the kind of account.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Holders::Kind(kind) => kind.as_str(),
            Holders::MembersAndOrganisations => "member_and_organisation",
        }
    }

    /// What they are called in a report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Holders::Kind(kind) => words::account_kind(kind),
            Holders::MembersAndOrganisations => "Members and organisations",
        }
    }

    const fn may_be_few(self) -> bool {
        matches!(
            self,
            Holders::Kind(AccountKind::Member | AccountKind::Organisation)
        )
    }
}

impl AccountsRow {
    /// Opening, in, out and closing.
    #[must_use]
    pub const fn figures(&self) -> [i64; 4] {
        [self.opening, self.incoming, self.outgoing, self.closing]
    }

    fn of(movement: &KindMovement) -> AccountsRow {
        AccountsRow {
            holders: Holders::Kind(movement.kind),
            opening: movement.opening.get(),
            incoming: movement.incoming.get(),
            outgoing: movement.outgoing.get(),
            closing: movement.closing.get(),
        }
    }
}

/// What stands in the place of sentences that name figures.
const DIFFERENCES_KEPT: &str = "Where they differ is said in the report for the committee.";

impl ProtectedProof {
    /// All of it.
    pub(super) fn exact(report: &ActivityReport) -> ProtectedProof {
        let proof = &report.reconciliation;
        let amount = |exchanges, minutes| Shown::Exact(Amount { exchanges, minutes });
        let (posted, reversed) = (proof.help.posted.get(), proof.help.reversed.get());
        // A reversal takes back one transfer, so the book never has more of them.
        let standing = proof.help.transfers.saturating_sub(proof.help.reversals);
        ProtectedProof {
            matches_book: proof.matches_book(),
            sentence: proof.sentence(),
            differences: proof.differences.clone(),
            posted: amount(proof.help.transfers, posted),
            reversed: amount(proof.help.reversals, reversed),
            rest: Shown::Exact(proof.rest),
            standing: amount(
                standing.saturating_sub(proof.rest.exchanges),
                proof.help_minutes() - proof.rest.minutes,
            ),
            sum_of_accounts: proof.sum_of_accounts,
            accounts: proof.accounts.iter().map(AccountsRow::of).collect(),
            totals: Shown::Exact(proof.totals()),
            about_accounts: proof.about_accounts(),
        }
    }

    /// Without what comes from few people.
    pub(super) fn protected(report: &ActivityReport, people: People, rule: Rule) -> ProtectedProof {
        let mut proof = ProtectedProof::exact(report);
        if !proof.differences.is_empty() {
            proof.differences = vec![DIFFERENCES_KEPT.to_owned()];
        }
        let help = &report.reconciliation.help;
        // What was taken back and what was written before it tell each other.
        if help.reversals > 0 && report.behind.reversals.count() < rule.below {
            proof.reversed = Shown::FewPeople(rule.below);
            proof.posted = Shown::Hidden;
        }
        if people.is_quiet(rule) {
            proof.hide_help();
        }
        if people.active < rule.below || people.exchanges < rule.below {
            proof.hide_accounts();
        } else if people.organisations < rule.below || people.persons() < rule.below {
            proof.merge_members();
        }
        proof
    }

    /// Without any figure of the period.
    pub(super) fn hide(&mut self) {
        self.hide_help();
        self.hide_accounts();
    }

    fn hide_help(&mut self) {
        self.posted = Shown::Hidden;
        self.reversed = Shown::Hidden;
        self.rest = Shown::Hidden;
        self.standing = Shown::Hidden;
    }

    /// Without what the accounts did.
    pub(super) fn hide_accounts(&mut self) {
        self.accounts.clear();
        self.totals = Shown::Hidden;
        self.about_accounts = "";
    }

    fn merge_members(&mut self) {
        let few = |row: &&AccountsRow| row.holders.may_be_few();
        if self.accounts.iter().filter(few).count() < 2 {
            return;
        }
        let sum =
            |figure: fn(&AccountsRow) -> i64| self.accounts.iter().filter(few).map(figure).sum();
        let merged = AccountsRow {
            holders: Holders::MembersAndOrganisations,
            opening: sum(|row| row.opening),
            incoming: sum(|row| row.incoming),
            outgoing: sum(|row| row.outgoing),
            closing: sum(|row| row.closing),
        };
        self.accounts.retain(|row| !row.holders.may_be_few());
        self.accounts.insert(0, merged);
    }
}
