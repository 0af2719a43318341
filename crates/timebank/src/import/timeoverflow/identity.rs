//! What names a row of the source: a SHA-256 over its kind and its own fields.
//!
//! Every id that an import makes comes from an identity, so that the same row makes the same id
//! and the book itself refuses to post it twice.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::SOURCE;

/// The identity of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Identity([u8; 32]);

impl Identity {
    /// The identity of the row of this kind with these fields. `occurrence` counts, from 0, the
    /// rows of the file that are equal in every field.
    pub(super) fn new(kind: &str, fields: &[&str], occurrence: u32) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"hourbook import row 1\n");
        for part in [SOURCE, kind].iter().chain(fields) {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hash.update(occurrence.to_be_bytes());
        Self(hash.finalize().into())
    }

    /// The identity of the member with this number.
    pub(super) fn of_member(number: u32) -> Self {
        Self::new("member", &[&number.to_string()], 0)
    }

    pub(super) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The id of what this row becomes; one row may become several things.
    pub(super) fn id(&self, of: &str) -> Uuid {
        let mut hash = Sha256::new();
        hash.update(b"hourbook import id 1\n");
        hash.update(of.as_bytes());
        hash.update(self.0);
        let digest = hash.finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Builder::from_custom_bytes(bytes).into_uuid()
    }
}

/// The rows that were brought in before, and which of them the present files have named.
#[derive(Debug, Default)]
pub(super) struct Register {
    known: HashMap<[u8; 32], Uuid>,
    named: HashSet<[u8; 32]>,
}

impl Register {
    pub(super) fn new(known: HashMap<[u8; 32], Uuid>) -> Self {
        Self {
            known,
            named: HashSet::new(),
        }
    }

    /// What a row became, if it was brought in before.
    pub(super) fn get(&self, identity: &Identity) -> Option<Uuid> {
        self.known.get(identity.bytes()).copied()
    }

    /// The next row of this kind with these fields: its identity, and whether it was brought in
    /// before.
    pub(super) fn next(&mut self, kind: &str, fields: &[&str]) -> (Identity, bool) {
        let mut occurrence = 0;
        loop {
            let identity = Identity::new(kind, fields, occurrence);
            if self.named.insert(*identity.bytes()) {
                return (identity, self.known.contains_key(identity.bytes()));
            }
            occurrence += 1;
        }
    }

    /// Like [`Register::next`], but names the row only if it was brought in before.
    pub(super) fn next_if_known(&mut self, kind: &str, fields: &[&str]) -> Option<Identity> {
        for occurrence in 0.. {
            let identity = Identity::new(kind, fields, occurrence);
            if !self.known.contains_key(identity.bytes()) {
                return None;
            }
            if self.named.insert(*identity.bytes()) {
                return Some(identity);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_do_not_run_into_each_other() {
        let one = Identity::new("transfer", &["ab", "c"], 0);
        assert_ne!(one, Identity::new("transfer", &["a", "bc"], 0));
        assert_ne!(one, Identity::new("transfer", &["ab", "c"], 1));
        assert_ne!(one, Identity::new("offer", &["ab", "c"], 0));
        assert_ne!(one.id("member"), one.id("account"));
    }

    #[test]
    fn equal_rows_are_told_apart_by_counting() {
        let first = Identity::new("transfer", &["x"], 0);
        let mut register = Register::new(HashMap::from([(*first.bytes(), Uuid::nil())]));
        assert_eq!(register.next("transfer", &["x"]), (first, true));
        let (second, known) = register.next("transfer", &["x"]);
        assert!(!known);
        assert_eq!(second, Identity::new("transfer", &["x"], 1));
        assert_eq!(register.next_if_known("transfer", &["x"]), None);
    }
}
