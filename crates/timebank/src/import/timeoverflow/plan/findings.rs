//! What the plan finds on its way: bad lines and notes.

use crate::import::timeoverflow::model::{BadLine, Files};

/// Bad lines, and what is worth knowing and stops nothing.
pub(super) struct Findings {
    users: String,
    transfers: String,
    order: Vec<String>,
    pub(super) bad: Vec<BadLine>,
    pub(super) notes: Vec<String>,
}

impl Findings {
    pub(super) fn new(files: &Files) -> Self {
        let mut order = vec![files.users.name.clone(), files.transfers.name.clone()];
        let more = [&files.offers, &files.requests];
        order.extend(more.into_iter().flatten().map(|file| file.name.clone()));
        Self {
            users: files.users.name.clone(),
            transfers: files.transfers.name.clone(),
            order,
            bad: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn user(&mut self, line: u64, reason: String, may_be_skipped: bool) {
        self.bad.push(BadLine {
            file: self.users.clone(),
            line,
            reason,
            may_be_skipped,
        });
    }

    pub(super) fn transfer(&mut self, line: u64, reason: String) {
        self.bad.push(BadLine {
            file: self.transfers.clone(),
            line,
            reason,
            may_be_skipped: true,
        });
    }

    pub(super) fn note(&mut self, sentence: String) {
        self.notes.push(sentence);
    }

    pub(super) fn users_file(&self) -> &str {
        &self.users
    }

    /// The bad lines in the order of the files, and the notes.
    pub(super) fn finish(mut self) -> (Vec<BadLine>, Vec<String>) {
        let place = |name: &str| self.order.iter().position(|file| file == name);
        self.bad.sort_by_key(|line| (place(&line.file), line.line));
        (self.bad, self.notes)
    }
}
