//! The work without HTTP: what the disk, the book and the community cost by themselves.

use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use database::Database;
use hourbook_tests::Who;
use ledger::{Minutes, Transfer, TransferId, TransferKind};
use timebank::clock::{Clock as _, SystemClock, new_id};
use timebank::{System, access, exchange, member};

use crate::CLIENTS;
use crate::bank::{Bank, now};
use crate::figures::Figures;

/// The disk: 8 KiB, synced.
pub(crate) fn sync(folder: &Path, times: usize) -> Figures {
    let file = tempfile::tempfile_in(folder).unwrap();
    let page = [7; 8 * 1024];
    let began = Instant::now();
    let each = (0..times).map(|place| {
        let at = Instant::now();
        file.write_all_at(&page, (place % 64 * page.len()) as u64)
            .unwrap();
        file.sync_data().unwrap();
        at.elapsed()
    });
    let each = each.collect();
    Figures::of(began, each)
}

/// The book: durable transfers through the one writer.
pub(crate) fn post(bank: &Bank, times: usize) -> Figures {
    let database = Database::open(&bank.file()).unwrap();
    let account = |who: Who| {
        let id = bank.people[&who].0;
        let found = database.read_blocking(|conn| member::get(conn, id));
        found.unwrap().account
    };
    let (ann, bob) = (account(Who::Ann), account(Who::Bob));
    together(&database, times, |database, number| {
        let (from, to) = if number % 2 == 0 {
            (ann, bob)
        } else {
            (bob, ann)
        };
        let id = TransferId::new(new_id());
        let posted = database.write_blocking(move |tx| {
            let at = SystemClock.now();
            let minutes = Minutes::new(15).unwrap();
            let transfer =
                Transfer::between(id, TransferKind::Help, from, to, minutes, at.date_naive())?;
            ledger::post(tx, &transfer, at).map_err(timebank::Error::from)
        });
        posted.unwrap();
    })
}

/// The community: durable approvals, with their steps, audit and notices.
pub(crate) fn approve(bank: &Bank) -> Figures {
    let database = Database::open(&bank.file()).unwrap();
    let ruth = bank.people[&Who::Ruth].0;
    let by = database
        .read_blocking(|conn| access::coordinator_for_system(conn, &System::COMMAND_LINE, ruth))
        .unwrap();
    let moment = database.read_blocking(now).unwrap();
    together(&database, bank.confirmed.len(), |database, number| {
        let (by, id) = (by.clone(), bank.confirmed[number]);
        let approved =
            database.write_blocking(move |tx| exchange::approve(tx, &by, id, None, &moment));
        approved.unwrap();
    })
}

/// So many clients at once, each with one piece of work after the other.
fn together(database: &Database, times: usize, work: impl Fn(&Database, usize) + Sync) -> Figures {
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    let each: Vec<Duration> = thread::scope(|scope| {
        let client = || {
            let mut took = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= times {
                    return took;
                }
                let at = Instant::now();
                work(database, number);
                took.push(at.elapsed());
            }
        };
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        let done = clients.into_iter().map(|client| client.join().unwrap());
        done.flatten().collect()
    });
    let figures = Figures::of(began, each);
    database.clone().close();
    figures
}
