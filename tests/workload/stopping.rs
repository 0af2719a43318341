//! Told to stop under load: what was accepted is answered, what was answered is in the file, and
//! nothing is in the file that was not answered.

use std::collections::HashSet;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hourbook_tests::campaign::size;
use hourbook_tests::wire::Wire;
use hourbook_tests::{Serving, Who};
use timebank::clock::new_id;
use timebank::exchange;
use tokio::sync::{Mutex, Notify};
use uuid::Uuid;

use crate::community::Community;

const CLIENTS: usize = 8;

/// What one round's clients know.
#[derive(Default)]
struct Journal {
    answered: Mutex<HashSet<Uuid>>,
    count: AtomicUsize,
    enough: Notify,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn told_to_stop_a_hundred_times_under_load_it_cuts_nobody_off() {
    let community = Arc::new(Community::new());
    let mut answered = HashSet::new();
    let mut slowest = Duration::ZERO;
    for round in 0..size("DRAINS", 100) {
        let server = Serving::start(&community.file());
        let journal = Arc::new(Journal::default());
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (community, journal) = (Arc::clone(&community), Arc::clone(&journal));
                tokio::spawn(record(server.address(), community, journal, client))
            })
            .collect();
        // Another number of answers each round, so that the word falls at another place.
        journal.reaches(1 + (round * 7) % 23).await;
        let told = Instant::now();
        server.terminate();
        if round % 2 == 0 {
            server.terminate();
        }
        let ended = tokio::task::spawn_blocking(move || server.ended());
        // It gives itself 10 seconds; three times that is a hang.
        let ended = tokio::time::timeout(Duration::from_secs(30), ended).await;
        let status = ended.unwrap().unwrap();
        slowest = slowest.max(told.elapsed());
        assert!(status.success(), "round {round}: {status}");
        for client in clients {
            client.await.unwrap();
        }
        let round_answered = Arc::into_inner(journal).unwrap().answered.into_inner();
        answered.extend(round_answered);
    }
    println!(
        "{} answered; the slowest stop took {slowest:?}",
        answered.len()
    );
    let found = community.db_read(|conn| {
        let mut found = HashSet::new();
        exchange::for_each(conn, |exchange| {
            found.insert(exchange.id.uuid());
            Ok::<_, timebank::Error>(())
        })?;
        Ok(found)
    });
    assert!(answered.is_subset(&found), "an answered exchange is lost");
    assert!(
        found.is_subset(&answered),
        "an accepted request was cut off"
    );
    community.assert_books_are_clean();
}

/// One client: records until the server is gone. Its connection is new or kept, as it comes.
async fn record(
    server: SocketAddr,
    community: Arc<Community>,
    journal: Arc<Journal>,
    client: usize,
) {
    // The end of the server is the end of the client: no answer came, and none was to come.
    let _end: io::Result<()> = async {
        loop {
            let mut wire = Wire::connect(server, client).await?;
            for _ in 0..=client {
                let id = new_id();
                let help = community.help(id, Who::Ann, Who::Bob, 15);
                let token = community.token(Who::Ann);
                let reply = wire.post(token, "/api/v1/exchanges", &help).await?;
                reply.is(201);
                journal.answered.lock().await.insert(id);
                journal.count.fetch_add(1, Ordering::SeqCst);
                journal.enough.notify_waiters();
            }
        }
    }
    .await;
}

impl Journal {
    /// Waits until so many answers have come.
    async fn reaches(&self, total: usize) {
        loop {
            let notified = self.enough.notified();
            if self.count.load(Ordering::SeqCst) >= total {
                return;
            }
            notified.await;
        }
    }
}
