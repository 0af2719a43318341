//! An outside client with a journal: what it intends before it sends, what was acknowledged after
//! the answer. After a fault the book is held against it.
//!
//! What was acknowledged must be there; nothing may be there that was not intended; and sending
//! what was left unanswered again, with the same ids, must give each exchange once.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
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

const MINUTES: i64 = 15;

/// Who acts, each with an id and a bearer token.
pub(crate) type Programs = HashMap<Who, (MemberId, String)>;

/// Makes a bank in which Ann, Bob and Ruth have tokens.
pub(crate) async fn found(bank: &Path) -> Arc<Programs> {
    let file = bank.to_owned();
    let made = move || House::db_file(&file, &[Who::Ann, Who::Bob, Who::Ruth]);
    Arc::new(tokio::task::spawn_blocking(made).await.unwrap())
}

/// What the client knows, whatever the server remembers.
#[derive(Default)]
pub(crate) struct Journal {
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

    /// How many answers have come in all.
    pub(crate) fn acknowledged(&self) -> usize {
        self.acknowledged.load(Ordering::SeqCst)
    }

    /// How many exchanges were begun in all.
    pub(crate) async fn intended(&self) -> usize {
        self.intended.lock().await.len()
    }

    /// Writes down a new intention.
    pub(crate) async fn intend(&self) -> Uuid {
        let id = new_id();
        self.intended.lock().await.insert(id);
        id
    }

    /// Waits until so many answers have come in all.
    pub(crate) async fn reaches(&self, total: usize) {
        loop {
            let notified = self.enough.notified();
            if self.acknowledged() >= total {
                return;
            }
            notified.await;
        }
    }
}

/// One client: records, confirms and approves until an answer does not come.
pub(crate) async fn labour(address: String, programs: Arc<Programs>, journal: Arc<Journal>) {
    let http = reqwest::Client::new();
    loop {
        let id = journal.intend().await;
        if carry(&http, &address, &programs, &journal, id)
            .await
            .is_err()
        {
            return;
        }
    }
}

/// Brings one exchange into the book. Where an answer did not come, or says that nobody knows
/// (503) or that the disk is full (507): that, or nothing for a lost connection.
pub(crate) async fn carry(
    http: &reqwest::Client,
    address: &str,
    programs: &Programs,
    journal: &Journal,
    id: Uuid,
) -> Result<(), Option<StatusCode>> {
    let answer = record(http, address, programs, id)
        .await
        .map_err(|_| None)?;
    let recorded = known(answer.status())?;
    assert_eq!(recorded, StatusCode::CREATED);
    journal.recorded.lock().await.insert(id);
    journal.count();
    for (who, step) in [(Who::Bob, "confirmation"), (Who::Ruth, "approval")] {
        let path = format!("/{id}/{step}");
        let answer = send(http, address, &programs[&who].1, &path, &json!({})).await;
        let done = known(answer.map_err(|_| None)?.status())?;
        // Done now, or found done by a try whose answer was lost.
        let was_done = matches!(done, StatusCode::OK | StatusCode::CONFLICT);
        assert!(was_done, "{step}: {done}");
        if who == Who::Ruth {
            journal.posted.lock().await.insert(id);
        }
        journal.count();
    }
    Ok(())
}

/// Ann records an exchange with this id.
pub(crate) async fn record(
    http: &reqwest::Client,
    address: &str,
    programs: &Programs,
    id: Uuid,
) -> reqwest::Result<reqwest::Response> {
    let exchange = json!({
        "id": id,
        "giver": programs[&Who::Ann].0,
        "receiver": programs[&Who::Bob].0,
        "done_on": "2026-01-15",
        "minutes": MINUTES,
        "category_id": 1,
    });
    send(http, address, &programs[&Who::Ann].1, "", &exchange).await
}

async fn send(
    http: &reqwest::Client,
    address: &str,
    token: &str,
    path: &str,
    body: &serde_json::Value,
) -> reqwest::Result<reqwest::Response> {
    let url = format!("{address}/api/v1/exchanges{path}");
    http.post(url).bearer_auth(token).json(body).send().await
}

/// What was answered, unless the answer is that nobody knows or that nothing was written.
fn known(status: StatusCode) -> Result<StatusCode, Option<StatusCode>> {
    match status {
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::INSUFFICIENT_STORAGE => Err(Some(status)),
        answered => Ok(answered),
    }
}

/// Reads how the book stands; the status, or nothing where nobody answered. What is shown must be
/// no less than what was acknowledged, and sum to nought.
pub(crate) async fn look(
    http: &reqwest::Client,
    address: &str,
    token: &str,
    journal: &Journal,
) -> Option<StatusCode> {
    let url = format!("{address}/api/v1/book-check");
    let posted = journal.posted.lock().await.len() as u64;
    let answer = http.get(url).bearer_auth(token).send().await.ok()?;
    let status = answer.status();
    if status == StatusCode::OK {
        let book: serde_json::Value = answer.json().await.ok()?;
        assert_eq!(book["sum_minutes"], 0, "{book}");
        assert!(book["transfers"].as_u64().unwrap() >= posted, "{book}");
    }
    Some(status)
}

/// Sends again, with the same ids, whatever has not been answered to its end.
pub(crate) async fn settle(address: &str, programs: &Programs, journal: &Journal) {
    let http = reqwest::Client::new();
    let posted = journal.posted.lock().await.clone();
    let intended = journal.intended.lock().await.clone();
    for id in intended.difference(&posted) {
        let carried = carry(&http, address, programs, journal, *id).await;
        assert_eq!(carried, Ok(()), "{id} sent again");
    }
}

/// The file agrees with the journal; returns how many exchanges stand in the book.
pub(crate) async fn examine(bank: &Path, journal: &Journal) -> usize {
    let mine = Mine {
        intended: journal.intended.lock().await.clone(),
        recorded: journal.recorded.lock().await.clone(),
        posted: journal.posted.lock().await.clone(),
        bank: bank.to_owned(),
    };
    tokio::task::spawn_blocking(move || mine.compare())
        .await
        .unwrap()
}

/// After all is settled: the file agrees, and each intention stands in the book once.
pub(crate) async fn examine_settled(bank: &Path, journal: &Journal) {
    let posted = examine(bank, journal).await;
    assert_eq!(posted, journal.intended().await, "each intention, once");
}

struct Mine {
    bank: PathBuf,
    intended: HashSet<Uuid>,
    recorded: HashSet<Uuid>,
    posted: HashSet<Uuid>,
}

impl Mine {
    fn compare(&self) -> usize {
        let database = Database::open_to_read(&self.bank).unwrap();
        anchor::is_never_ahead(&self.bank, &database);
        let in_book = database.read_blocking(|conn| {
            let proof = timebank::books::prove(conn, &mut |_, _| ())?;
            assert!(proof.is_clean(), "{:?}", proof.findings());
            for id in &self.recorded {
                exchange::get(conn, ExchangeId::new(*id))?;
            }
            for id in &self.posted {
                let state = exchange::get(conn, ExchangeId::new(*id))?.state;
                let posted = matches!(state, ExchangeState::Posted { .. });
                assert!(posted, "{id}: {state:?}");
            }
            // The file itself keeps ids apart, so a number of rows is a number of ids.
            let mut in_book = 0;
            ledger::for_each_transfer(conn, |transfer| {
                let id = transfer.id;
                assert!(self.intended.contains(&id.uuid()), "{id} was never sent");
                in_book += 1;
                Ok::<_, timebank::Error>(())
            })?;
            Ok::<_, timebank::Error>(in_book)
        });
        in_book.unwrap()
    }
}
