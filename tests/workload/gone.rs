//! Clients that go away in the middle: whatever was begun is finished or was never begun, and
//! nothing stays open in the file.

use std::io;
use std::net::SocketAddr;

use hourbook_tests::campaign::size;
use hourbook_tests::wire::{Wire, request};
use hourbook_tests::{Serving, Who};
use timebank::clock::new_id;
use timebank::{ExchangeId, exchange};
use uuid::Uuid;

use crate::community::Community;

/// The stages of a request at which its client goes away.
const STAGES: usize = 24;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_goes_at_any_stage_leaves_all_or_nothing_and_no_open_transaction() {
    let community = Community::new();
    let server = Serving::start(&community.file());
    let mut sent = Vec::new();
    for round in 0..size("LEAVINGS", 10) {
        for stage in 0..=STAGES {
            let id = new_id();
            leave(server.address(), &community, id, stage, 0)
                .await
                .unwrap();
            sent.push((id, stage));
            if stage % 5 == round % 5 {
                nothing_is_open(&community).await;
            }
        }
    }
    // Gone while the server is at work, each time a little later.
    for turns in 0..size("LEAVINGS", 10) * 30 {
        let id = new_id();
        leave(server.address(), &community, id, STAGES - 1, turns)
            .await
            .unwrap();
        sent.push((id, STAGES - 1));
    }
    nothing_is_open(&community).await;
    // The same again, to its end: each is there once, whatever became of the first.
    let mut wire = Wire::connect(server.address(), 0).await.unwrap();
    let mut there = 0;
    for (id, stage) in sent {
        let found = community.db_read(|conn| Ok(exchange::get(conn, ExchangeId::new(id)).is_ok()));
        assert!(!found || stage >= STAGES - 1, "{id} was never sent whole");
        there += usize::from(found);
        let help = community.help(id, Who::Ann, Who::Bob, 30);
        let token = community.token(Who::Ann);
        wire.post(token, "/api/v1/exchanges", &help)
            .await
            .unwrap()
            .is(201);
        let steps = community.db_read(|conn| exchange::steps(conn, ExchangeId::new(id)));
        assert_eq!(steps.len(), 1);
    }
    println!("{there} were recorded although their client had gone");
    assert!(there > 0, "no request was ever whole");
    server.terminate();
    assert!(server.ended().success());
    community.assert_books_are_clean();
}

/// Sends a part of a request, gives others so many turns, and closes the line. The last two stages
/// send all of it; at the last one the answer has begun to come.
async fn leave(
    server: SocketAddr,
    community: &Community,
    id: Uuid,
    stage: usize,
    turns: usize,
) -> io::Result<()> {
    let bearer = format!("Bearer {}", community.token(Who::Ann));
    let headers = [("authorization", bearer.as_str())];
    let help = community.help(id, Who::Ann, Who::Bob, 30).to_string();
    let bytes = request(server, "POST", "/api/v1/exchanges", &headers, &help);
    let part = (bytes.len() * stage / (STAGES - 1)).min(bytes.len());
    let mut wire = Wire::connect(server, stage).await?;
    wire.send(&bytes[..part]).await?;
    for _ in 0..turns * 8 {
        tokio::task::yield_now().await;
    }
    if stage == STAGES {
        wire.first_bytes().await?;
    }
    Ok(())
}

/// Another program could write at once and empty the log, which an open transaction of the
/// server's would forbid. The server itself may be at work for a moment.
async fn nothing_is_open(community: &Community) {
    let emptied = async {
        while !community.db_log_can_be_emptied() {
            tokio::task::yield_now().await;
        }
    };
    let within = std::time::Duration::from_secs(30);
    let emptied = tokio::time::timeout(within, emptied).await;
    assert!(emptied.is_ok(), "a transaction stayed open");
}
