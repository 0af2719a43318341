//! Answers that are lost, and requests that are sent again: each is done once, and whoever asks
//! again gets the first answer.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hourbook_tests::campaign::size;
use hourbook_tests::wire::{Reply, Wire, request};
use hourbook_tests::{Serving, Who};
use serde_json::{Value, json};
use timebank::ExchangeId;
use timebank::clock::new_id;
use timebank::exchange::{self, ExchangeState};
use uuid::Uuid;

use crate::community::Community;
use crate::proxy::{self, Cut};

const CLIENTS: usize = 32;
const EXCHANGES: &str = "/api/v1/exchanges";

/// A request that many clients send, each many times, exactly the same.
#[derive(Clone)]
struct Storm {
    server: SocketAddr,
    token: String,
    key: Option<Uuid>,
    path: String,
    body: Value,
}

impl Storm {
    /// Sends it so often and gives the one answer that everybody got.
    async fn rages(self, times: usize) -> Reply {
        let left = Arc::new(AtomicUsize::new(times));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| tokio::spawn(self.clone().repeat(client, Arc::clone(&left))))
            .collect();
        let mut answers: Vec<Reply> = Vec::new();
        for client in clients {
            answers.extend(client.await.unwrap());
        }
        assert!(answers.len() >= times);
        let first = answers[0].clone();
        for answer in answers {
            assert_eq!(without_instance(&answer), without_instance(&first));
        }
        first
    }

    async fn repeat(self, client: usize, left: Arc<AtomicUsize>) -> Vec<Reply> {
        let mut wire = Wire::connect(self.server, client).await.unwrap();
        let key = self.key.map(|key| key.to_string());
        let headers: Vec<_> = key
            .iter()
            .map(|key| ("idempotency-key", key.as_str()))
            .collect();
        let mut answers = Vec::new();
        let mut go_on = true;
        while go_on {
            let sent = wire.post_with(&self.token, &headers, &self.path, &self.body);
            answers.push(sent.await.unwrap());
            go_on = left
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                    left.checked_sub(1)
                })
                .is_ok();
        }
        answers
    }

    /// Sends it through a proxy that loses the answer.
    async fn is_lost(&self, through: SocketAddr) {
        let mut wire = Wire::connect(through, 0).await.unwrap();
        let bearer = format!("Bearer {}", self.token);
        let key = self.key.map(|key| key.to_string());
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend(key.iter().map(|key| ("idempotency-key", key.as_str())));
        let body = self.body.to_string();
        let bytes = request(self.server, "POST", &self.path, &headers, &body);
        wire.send(&bytes).await.unwrap();
        assert!(wire.reply().await.is_err(), "the answer was to be lost");
    }
}

/// An answer without what names the request that got it.
fn without_instance(reply: &Reply) -> (u16, Value) {
    let mut body = reply.json();
    if let Some(problem) = body.as_object_mut() {
        problem.remove("instance");
    }
    (reply.status, body)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hours_whose_answer_is_lost_a_hundred_times_are_recorded_once() {
    let community = Community::new();
    let server = Serving::start(&community.file());
    for cut in [Cut::AfterTheRequest, Cut::BeforeTheAnswer] {
        let through = proxy::start(server.address(), cut).await;
        let id = new_id();
        let storm = Storm {
            server: server.address(),
            token: community.token(Who::Ann).to_owned(),
            key: None,
            path: EXCHANGES.to_owned(),
            body: community.help(id, Who::Ann, Who::Bob, 45),
        };
        for _ in 0..size("LOST_ANSWERS", 100) / 2 {
            storm.is_lost(through).await;
        }
        storm.clone().rages(CLIENTS).await.is(201);
        let other = Storm {
            body: community.help(id, Who::Ann, Who::Bob, 46),
            ..storm
        };
        let conflict = other.rages(CLIENTS).await;
        assert_eq!(conflict.is(409).json()["type"], "/problems/conflict");
        let steps = community.db_read(|conn| exchange::steps(conn, ExchangeId::new(id)));
        assert_eq!(steps.len(), 1, "{steps:?}");
    }
    let listed = Wire::connect(server.address(), 0).await.unwrap();
    assert_eq!(count(listed, &community).await, 2);
}

async fn count(mut wire: Wire, community: &Community) -> usize {
    let list = wire
        .get(community.token(Who::Ann), EXCHANGES)
        .await
        .unwrap();
    list.is(200).json()["items"].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approval_sent_ten_thousand_times_is_one_transfer_and_one_answer() {
    let community = Community::new();
    let id = community.db_confirmed(Who::Ann, Who::Bob, 90, 1)[0];
    let server = Serving::start(&community.file());
    let approval = Storm {
        server: server.address(),
        token: community.token(Who::Ruth).to_owned(),
        key: Some(new_id()),
        path: format!("{EXCHANGES}/{id}/approval"),
        body: json!({}),
    };
    let through = proxy::start(server.address(), Cut::AfterTheRequest).await;
    for _ in 0..size("LOST_ANSWERS", 100) {
        approval.is_lost(through).await;
    }
    let answer = approval.clone().rages(size("REPLAYS", 10_000)).await;
    assert_eq!(answer.is(200).json()["state"], "posted");
    let other = Storm {
        body: json!({ "version": 7 }),
        ..approval.clone()
    };
    let conflict = other.rages(CLIENTS).await.is(409).json();
    assert!(
        conflict["detail"].as_str().unwrap().contains("used before"),
        "{conflict}"
    );
    let without = Storm {
        key: None,
        ..approval
    };
    without.rages(CLIENTS).await.is(409);
    drop(server);
    assert_eq!(community.db_read(|conn| Ok(ledger::head(conn)?)).seq, 1);
    let steps = community.db_read(|conn| exchange::steps(conn, ExchangeId::new(id)));
    assert_eq!(steps.len(), 2, "recorded, approved: {steps:?}");
    community.assert_books_are_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_the_answer_also_when_the_hours_would_fit_later() {
    let community = Community::new();
    community.db_limit(Who::Bob, Some(-60), None);
    let id = community.db_confirmed(Who::Ann, Who::Bob, 90, 1)[0];
    let back = community.db_confirmed(Who::Bob, Who::Dilys, 60, 1)[0];
    let server = Serving::start(&community.file());
    let approval = |id: Uuid, key: Uuid| Storm {
        server: server.address(),
        token: community.token(Who::Ruth).to_owned(),
        key: Some(key),
        path: format!("{EXCHANGES}/{id}/approval"),
        body: json!({}),
    };
    let key = new_id();
    let through = proxy::start(server.address(), Cut::BeforeTheAnswer).await;
    approval(id, key).is_lost(through).await;
    // Now there is room for it.
    approval(back, new_id()).rages(1).await.is(200);
    let refusal = approval(id, key).rages(size("REPLAYS", 10_000) / 10).await;
    let problem = refusal.is(409).json();
    assert_eq!(problem["type"], "/problems/refused-by-book");
    let reason = problem["detail"].as_str().unwrap();
    assert!(reason.contains("stands at 0 minutes"), "{reason}");
    let state = community
        .db_read(|conn| exchange::get(conn, ExchangeId::new(id)))
        .state;
    assert_eq!(state, ExchangeState::Confirmed);
    // Asked anew, under a new id, it is a new question.
    approval(id, new_id()).rages(1).await.is(200);
    drop(server);
    community.assert_books_are_clean();
}
