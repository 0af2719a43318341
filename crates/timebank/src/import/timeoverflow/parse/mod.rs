//! From bytes to rows: CSV, UTF-8, columns by position (headings are translated per locale).
//!
//! Nothing is looked up in the bank here. A line that cannot stand is noted with its number and
//! left out; the caller decides whether that stops the import.

mod fields;
mod posts;
mod rows;
mod transfers;
mod users;

use chrono::NaiveDate;

pub(super) use posts::PostRow;
pub(super) use transfers::{Party, TransferRow};
pub(super) use users::{UserRow, Users, rounded};

use super::model::{BadLine, Files, Options};
use crate::listing::ListingKind;

/// The rows of all files.
pub(super) struct Parsed {
    pub(super) users: Users,
    pub(super) transfers: Vec<TransferRow>,
    pub(super) posts: Vec<PostRow>,
    /// Each file with the number of its usable lines.
    pub(super) files: Vec<(String, usize)>,
}

/// Reads all files. `today` is the last day that anything can have happened on.
pub(super) fn files(
    files: &Files,
    bank: &str,
    options: &Options,
    today: NaiveDate,
    bad: &mut Vec<BadLine>,
) -> Parsed {
    let own = options.bank_account_name.as_deref().unwrap_or(bank);
    let users = users::read(&files.users, today, bad);
    let transfers = transfers::read(&files.transfers, own, today, bad);
    let mut counts = vec![
        (files.users.name.clone(), users.rows.len()),
        (files.transfers.name.clone(), transfers.len()),
    ];
    let mut all = Vec::new();
    for (file, kind) in [
        (&files.offers, ListingKind::Offer),
        (&files.requests, ListingKind::Request),
    ] {
        if let Some(file) = file {
            let posts = posts::read(file, kind, today, bad);
            counts.push((file.name.clone(), posts.len()));
            all.extend(posts);
        }
    }
    Parsed {
        users,
        transfers,
        posts: all,
        files: counts,
    }
}
