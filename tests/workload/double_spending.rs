//! Many clients spend the same hours at the same instant: exactly what there is gets spent.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hourbook_tests::campaign::size;
use hourbook_tests::wire::Wire;
use hourbook_tests::{Serving, Who};
use serde_json::json;
use tokio::sync::Barrier;

use crate::community::Community;

const CLIENTS: usize = 64;
const HEADROOM: i64 = 600;
const MINUTES: i64 = 7;
const COORDINATORS: [Who; 3] = [Who::Ruth, Who::Ken, Who::Nia];

/// What the clients were told.
#[derive(Debug, Default)]
struct Told {
    accepted: AtomicUsize,
    refused: AtomicUsize,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_ten_thousand_attempts_at_one_limit_exactly_those_that_fit_are_accepted() {
    let community = Arc::new(Community::new());
    community.db_limit(Who::Bob, Some(-HEADROOM), None);
    let attempts = size("SPENDS", 10_000);
    let exchanges = Arc::new(community.db_confirmed(Who::Ann, Who::Bob, MINUTES, attempts));
    let server = Serving::start(&community.file());
    let (next, gate) = (
        Arc::new(AtomicUsize::new(0)),
        Arc::new(Barrier::new(CLIENTS)),
    );
    let told = Arc::new(Told::default());
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (community, exchanges) = (Arc::clone(&community), Arc::clone(&exchanges));
            let (next, gate, told) = (Arc::clone(&next), Arc::clone(&gate), Arc::clone(&told));
            let address = server.address();
            tokio::spawn(async move {
                let mut wire = Wire::connect(address, client).await.unwrap();
                let token = community.token(COORDINATORS[client % COORDINATORS.len()]);
                gate.wait().await;
                while let Some(id) = exchanges.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let path = format!("/api/v1/exchanges/{id}/approval");
                    let reply = wire.post(token, &path, &json!({})).await.unwrap();
                    if reply.status == 200 {
                        told.accepted.fetch_add(1, Ordering::Relaxed);
                        continue;
                    }
                    let problem = reply.is(409).json();
                    assert_eq!(problem["type"], "/problems/refused-by-book");
                    let reason = problem["detail"].as_str().unwrap();
                    assert!(reason.contains("below its limit of -600"), "{reason}");
                    told.refused.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for client in clients {
        client.await.unwrap();
    }
    drop(server);
    let fits = HEADROOM / MINUTES;
    assert_eq!(
        told.accepted.load(Ordering::Relaxed),
        usize::try_from(fits).unwrap()
    );
    assert_eq!(
        told.accepted.load(Ordering::Relaxed) + told.refused.load(Ordering::Relaxed),
        attempts
    );
    let bob = community.account(Who::Bob);
    let balance = community.db_read(|conn| Ok(ledger::balance(conn, bob)?));
    assert_eq!(balance.get(), -fits * MINUTES);
    community.assert_books_are_clean();
}
