//! Checking the books, and remembering that they were checked.
//!
//! The proof itself is the ledger's; here stands what the community's own tables must agree
//! with: each posted exchange has its transfer, with the same accounts, minutes and day; and so
//! has each settled activity, for everybody whose hours it moved.

mod store;

use ledger::Verification;
use rusqlite::{Connection, Transaction};

pub use store::BookCheck;

use crate::actor::Person;
use crate::clock::Moment;
use crate::error::{Error, Result};

/// What a check of the books found.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The ledger's own proof.
    pub verification: Verification,
    /// Exchanges that do not agree with their transfer, a sentence each; at most 100.
    pub strays: Vec<String>,
}

impl Proof {
    /// Whether everything is right.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.verification.is_clean() && self.strays.is_empty()
    }

    /// What is not right, a sentence each.
    #[must_use]
    pub fn findings(&self) -> Vec<String> {
        let ledger = self
            .verification
            .findings
            .iter()
            .map(|finding| finding.text.clone());
        ledger.chain(self.strays.iter().cloned()).collect()
    }
}

/// Proves the whole book and that every exchange agrees with it. Reads only; `progress` is told
/// how many transfers are done, and of how many.
pub fn prove(conn: &Connection, progress: &mut dyn FnMut(u64, u64)) -> Result<Proof> {
    let verification = ledger::verify(conn, progress)?;
    let mut strays = Vec::new();
    store::for_each_claim(conn, |claim| {
        let agrees = ledger::transfer(conn, claim.transfer)?.is_some_and(|posted| {
            let moved = |account, minutes| {
                posted
                    .entries
                    .iter()
                    .any(|entry| entry.account == account && entry.minutes.get() == minutes)
            };
            posted.done_on == claim.done_on
                && moved(claim.giver, claim.minutes)
                && moved(claim.receiver, -claim.minutes)
        });
        if !agrees && strays.len() < 100 {
            strays.push(format!(
                "The exchange with transfer {} does not agree with the book.",
                claim.transfer
            ));
        }
        Ok::<_, Error>(())
    })?;
    store::for_each_share(conn, |share| {
        let agrees = ledger::transfer(conn, share.transfer)?.is_some_and(|posted| {
            let entry = |entry: &ledger::PostedEntry| {
                entry.account == share.account && entry.minutes.get() == share.minutes
            };
            posted.done_on == share.done_on && posted.entries.iter().any(entry)
        });
        if !agrees && strays.len() < 100 {
            strays.push(format!(
                "The activity with transfer {} does not agree with the book.",
                share.transfer
            ));
        }
        Ok::<_, Error>(())
    })?;
    Ok(Proof {
        verification,
        strays,
    })
}

/// Remembers a check.
pub fn remember(
    tx: &Transaction<'_>,
    by: Option<&Person>,
    proof: &Proof,
    moment: &Moment,
) -> Result<()> {
    let findings = proof.findings().join("\n");
    Ok(store::insert(
        tx,
        by.map(Person::id),
        &proof.verification,
        &findings,
        moment.now,
    )?)
}

/// The latest checks, newest first.
pub fn checks(conn: &Connection, limit: u32) -> Result<Vec<BookCheck>> {
    Ok(store::latest(conn, limit)?)
}
