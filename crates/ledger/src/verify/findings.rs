//! What a proof has found so far. A wrecked book has as many findings as rows: the first hundred
//! are kept, the rest counted.

use super::Finding;

const KEPT_MAX: usize = 100;

#[derive(Default)]
pub(super) struct Findings {
    kept: Vec<Finding>,
    count: u64,
}

impl Findings {
    pub(super) fn add(&mut self, seq: Option<i64>, text: String) {
        self.count += 1;
        if self.kept.len() < KEPT_MAX {
            self.kept.push(Finding {
                seq: seq.and_then(|seq| u64::try_from(seq).ok()),
                text,
            });
        }
    }

    /// A finding at a transfer: `what` follows its number.
    pub(super) fn at(&mut self, seq: i64, what: &str) {
        self.add(Some(seq), format!("Transfer {seq}: {what}."));
    }

    /// A finding at a step of a hold: `what` follows its number.
    pub(super) fn at_step(&mut self, seq: i64, what: &str) {
        self.add(None, format!("Hold step {seq}: {what}."));
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn into_kept(self) -> Vec<Finding> {
        self.kept
    }
}
