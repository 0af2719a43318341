//! Killed under load, and nothing that was acknowledged is lost.
//!
//! An outside client keeps a journal: what it intends before it sends, what was acknowledged
//! after the answer. After each kill the file is opened, the books must prove themselves, every
//! acknowledgement must be found, nothing may be there that was not intended, and sending what
//! was left unanswered again must give each exchange once.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use database::Database;
use hourbook_tests::{House, Who};
use reqwest::StatusCode;
use serde_json::json;
use timebank::clock::new_id;
use timebank::exchange::{self, ExchangeState};
use timebank::{ExchangeId, MemberId};
use tokio::sync::{Mutex, Notify};
use uuid::Uuid;

use crate::anchor;
use crate::program::Program;

const ROUNDS: usize = 20;
const CLIENTS: usize = 8;
const MINUTES: i64 = 15;

type Programs = HashMap<Who, (MemberId, String)>;

/// What the client knows, whatever the server remembers.
#[derive(Default)]
struct Journal {
    intended: Mutex<HashSet<Uuid>>,
    recorded: Mutex<HashSet<Uuid>>,
    posted: Mutex<HashSet<Uuid>>,
    acknowledged: AtomicUsize,
    enough: Notify,
}

impl Journal {
    fn count(&self) {
        self.acknowledged.fetch_add(1, Ordering::SeqCst);
        self.enough.notify_waiters();
    }

    /// Waits until so many answers have come in all.
    async fn reaches(&self, total: usize) {
        loop {
            let notified = self.enough.notified();
            if self.acknowledged.load(Ordering::SeqCst) >= total {
                return;
            }
            notified.await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_twenty_times_under_load_it_loses_nothing_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("test.hourbook");
    let file = bank.clone();
    let programs = tokio::task::spawn_blocking(move || {
        House::db_file(&file, &[Who::Ann, Who::Bob, Who::Ruth])
    });
    let programs = Arc::new(programs.await.unwrap());
    let journal = Arc::new(Journal::default());
    for round in 0..ROUNDS {
        let program = start(&bank).await;
        settle(program.address(), &programs, &journal).await;
        let before = journal.acknowledged.load(Ordering::SeqCst);
        let work: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let address = program.address().to_owned();
                tokio::spawn(labour(address, Arc::clone(&programs), Arc::clone(&journal)))
            })
            .collect();
        // Another number of answers each round, so that the blow falls at another place.
        journal.reaches(before + 7 + (round * 13) % 41).await;
        tokio::task::spawn_blocking(move || program.kill())
            .await
            .unwrap();
        for task in work {
            task.await.unwrap();
        }
        examine(&bank, &journal).await;
    }
    let program = start(&bank).await;
    settle(program.address(), &programs, &journal).await;
    drop(program);
    let posted = examine(&bank, &journal).await;
    assert_eq!(
        posted,
        journal.intended.lock().await.len(),
        "each intention, once"
    );
    assert!(anchor::was_written(&bank), "nothing was anchored");
    assert!(posted > ROUNDS * 5, "only {posted} exchanges");
}

async fn start(bank: &Path) -> Program {
    let bank = bank.to_owned();
    tokio::task::spawn_blocking(move || Program::serve(&bank))
        .await
        .unwrap()
}

/// One client: records, confirms and approves until the server is gone.
async fn labour(address: String, programs: Arc<Programs>, journal: Arc<Journal>) {
    let http = reqwest::Client::new();
    loop {
        let id = new_id();
        journal.intended.lock().await.insert(id);
        if carry(&http, &address, &programs, &journal, id)
            .await
            .is_none()
        {
            return;
        }
    }
}

/// Brings one exchange into the book; `None` when an answer did not come.
async fn carry(
    http: &reqwest::Client,
    address: &str,
    programs: &Programs,
    journal: &Journal,
    id: Uuid,
) -> Option<()> {
    let exchange = json!({
        "id": id,
        "giver": programs[&Who::Ann].0,
        "receiver": programs[&Who::Bob].0,
        "done_on": "2026-01-15",
        "minutes": MINUTES,
        "category_id": 1,
    });
    let recorded = send(http, address, &programs[&Who::Ann].1, "", &exchange).await?;
    assert_eq!(recorded, StatusCode::CREATED);
    journal.recorded.lock().await.insert(id);
    journal.count();
    let confirmation = format!("/{id}/confirmation");
    let confirmed = send(
        http,
        address,
        &programs[&Who::Bob].1,
        &confirmation,
        &json!({}),
    )
    .await?;
    assert!(was_done(confirmed), "confirmation: {confirmed}");
    journal.count();
    let approval = format!("/{id}/approval");
    let approved = send(
        http,
        address,
        &programs[&Who::Ruth].1,
        &approval,
        &json!({}),
    )
    .await?;
    assert!(was_done(approved), "approval: {approved}");
    journal.posted.lock().await.insert(id);
    journal.count();
    Some(())
}

/// Done now, or found done by a try whose answer was lost.
fn was_done(status: StatusCode) -> bool {
    matches!(status, StatusCode::OK | StatusCode::CONFLICT)
}

async fn send(
    http: &reqwest::Client,
    address: &str,
    token: &str,
    path: &str,
    body: &serde_json::Value,
) -> Option<StatusCode> {
    let url = format!("{address}/api/v1/exchanges{path}");
    let answer = http
        .post(url)
        .bearer_auth(token)
        .json(body)
        .send()
        .await
        .ok()?;
    Some(answer.status())
}

/// Sends again, with the same ids, whatever has not been answered to its end.
async fn settle(address: &str, programs: &Programs, journal: &Journal) {
    let http = reqwest::Client::new();
    let posted = journal.posted.lock().await.clone();
    let open: Vec<Uuid> = journal
        .intended
        .lock()
        .await
        .iter()
        .filter(|id| !posted.contains(*id))
        .copied()
        .collect();
    for id in open {
        carry(&http, address, programs, journal, id)
            .await
            .expect("the server answers");
    }
}

/// The file agrees with the journal; returns how many exchanges stand in the book.
async fn examine(bank: &Path, journal: &Journal) -> usize {
    let (recorded, posted) = (
        journal.recorded.lock().await.clone(),
        journal.posted.lock().await.clone(),
    );
    let intended = journal.intended.lock().await.clone();
    let bank = bank.to_owned();
    tokio::task::spawn_blocking(move || compare(&bank, &intended, &recorded, &posted))
        .await
        .unwrap()
}

fn compare(
    bank: &Path,
    intended: &HashSet<Uuid>,
    recorded: &HashSet<Uuid>,
    posted: &HashSet<Uuid>,
) -> usize {
    let database = Database::open(bank).unwrap();
    anchor::is_never_ahead(bank, &database);
    let in_book = database
        .read_blocking(|conn| {
            let proof = timebank::books::prove(conn, &mut |_, _| ())?;
            assert!(proof.is_clean(), "{:?}", proof.findings());
            for id in recorded {
                exchange::get(conn, ExchangeId::new(*id))?;
            }
            for id in posted {
                let state = exchange::get(conn, ExchangeId::new(*id))?.state;
                assert!(
                    matches!(state, ExchangeState::Posted { .. }),
                    "{id}: {state:?}"
                );
            }
            let mut in_book = 0;
            ledger::for_each_transfer(conn, |transfer| {
                assert!(
                    intended.contains(&transfer.id.uuid()),
                    "{} was never sent",
                    transfer.id
                );
                in_book += 1;
                Ok::<_, timebank::Error>(())
            })?;
            Ok::<_, timebank::Error>(in_book)
        })
        .unwrap();
    database.close();
    in_book
}
