//! The proof of the book: every sequence number, sum, running balance, digest, limit, closing,
//! reversal, hold, closed month and kept refusal, worked out anew from the rows themselves.
//!
//! One pass along the transfers with their entries beside them, in constant memory apart from
//! one small running state per account. Rows are read as bytes and numbers and never as types,
//! so that a damaged row becomes a finding and not an error. What a proof cannot see, and who
//! must see it instead, is written in `docs/proof.md`.

mod accounts;
mod file;
mod findings;
mod holds;
mod indexes;
mod limits;
mod periods;
mod raw;
mod refusals;
mod steps;
mod transfers;
mod verification;

pub use indexes::COMPARED;
pub use verification::{Finding, Verification};

use rusqlite::{Connection, ErrorCode};

use accounts::Accounts;
use findings::Findings;

use crate::{Head, Minutes};

/// Proves the whole book as `conn` sees it; one snapshot, where `conn` holds one.
///
/// `progress` is told how many transfers are done and how many there are. Nothing is written.
/// Errors are those of the machine; a damaged file is a finding.
pub fn verify(
    conn: &Connection,
    progress: &mut dyn FnMut(u64, u64),
) -> rusqlite::Result<Verification> {
    let mut proof = Proof::default();
    match proof.run(conn, progress) {
        Err(rusqlite::Error::SqliteFailure(error, detail))
            if matches!(
                error.code,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase
            ) =>
        {
            let detail = detail.unwrap_or_else(|| error.to_string());
            proof
                .findings
                .add(None, format!("The file is damaged: {detail}."));
        }
        other => other?,
    }
    Ok(proof.into_verification())
}

/// The state of a proof under way.
struct Proof {
    findings: Findings,
    accounts: Accounts,
    transfers: u64,
    entries: u64,
    head: Head,
    steps: holds::Progress,
    month_steps: u64,
}

impl Default for Proof {
    fn default() -> Proof {
        Proof {
            findings: Findings::default(),
            accounts: Accounts::default(),
            transfers: 0,
            entries: 0,
            head: Head::EMPTY,
            steps: holds::Progress::default(),
            month_steps: 0,
        }
    }
}

impl Proof {
    fn run(
        &mut self,
        conn: &Connection,
        progress: &mut dyn FnMut(u64, u64),
    ) -> rusqlite::Result<()> {
        file::check_guards(conn, &mut self.findings)?;
        self.accounts.load(conn, &mut self.findings)?;
        self.check_transfers(conn, progress)?;
        self.accounts.check_closing_state(&mut self.findings);
        holds::check_open_list(conn, &mut self.findings)?;
        self.month_steps = periods::check(conn, &mut self.findings)?;
        refusals::check(conn, &mut self.findings)?;
        file::check_tables(conn, &mut self.findings)?;
        indexes::check(conn, &mut self.findings)
    }

    fn into_verification(mut self) -> Verification {
        let sum = self.accounts.sum();
        if sum != 0 {
            self.findings.add(
                None,
                format!("All accounts together stand at {sum} minutes."),
            );
        }
        let sum = i64::try_from(sum).unwrap_or(i64::MAX);
        Verification {
            transfers: self.transfers,
            entries: self.entries,
            accounts: self.accounts.count(),
            hold_steps: self.steps.count(),
            month_steps: self.month_steps,
            sum: Minutes::total(sum),
            head: self.head,
            finding_count: self.findings.count(),
            findings: self.findings.into_kept(),
        }
    }
}
