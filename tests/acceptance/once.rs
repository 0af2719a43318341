//! Once and only once: races for one exchange, forms sent twice.

use std::sync::Arc;

use axum::http::StatusCode;
use hourbook_tests::{House, Who};
use serde_json::json;
use tokio::sync::Barrier;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_hundred_approvals_of_one_exchange_one_succeeds() {
    let house = House::new();
    let id = house.db_confirmed(Who::Ann, Who::Bob);
    let clients = [
        house.program(Who::Ruth),
        house.program(Who::Ken),
        house.program(Who::Nia),
    ];
    let gate = Arc::new(Barrier::new(100));
    let mut tasks = Vec::new();
    for n in 0..100 {
        let (client, gate) = (clients[n % clients.len()].clone(), Arc::clone(&gate));
        tasks.push(tokio::spawn(async move {
            gate.wait().await;
            let path = format!("/api/v1/exchanges/{id}/approval");
            client.post_json(&path, &json!({})).await.status
        }));
    }
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap());
    }
    let count = |wanted| statuses.iter().filter(|status| **status == wanted).count();
    assert_eq!(count(StatusCode::OK), 1, "{statuses:?}");
    assert_eq!(count(StatusCode::CONFLICT), 99, "{statuses:?}");
    assert_eq!(house.transfers(), 1);
    assert_eq!(
        (house.balance(Who::Ann), house.balance(Who::Bob)),
        (90, -90)
    );
    house.assert_books_are_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_recordings_with_one_id_record_one_exchange() {
    let house = House::new();
    let client = house.program(Who::Ann);
    let body = json!({
        "id": timebank::clock::new_id(),
        "giver": house.id(Who::Ann),
        "receiver": house.id(Who::Bob),
        "done_on": "2026-11-21",
        "minutes": 45,
        "category_id": 1,
    });
    let mut tasks = Vec::new();
    for _ in 0..100 {
        let (client, body) = (client.clone(), body.clone());
        tasks.push(tokio::spawn(async move {
            client.post_json("/api/v1/exchanges", &body).await.status
        }));
    }
    for task in tasks {
        assert_eq!(task.await.unwrap(), StatusCode::CREATED);
    }
    let listed = client.get("/api/v1/exchanges").await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_same_id_with_other_content_is_a_conflict() {
    let house = House::new();
    let client = house.program(Who::Ann);
    let mut body = json!({
        "id": timebank::clock::new_id(),
        "giver": house.id(Who::Ann),
        "receiver": house.id(Who::Bob),
        "done_on": "2026-11-21",
        "minutes": 45,
        "category_id": 1,
    });
    client.post_json("/api/v1/exchanges", &body).await.is(201);
    body["minutes"] = json!(46);
    client.post_json("/api/v1/exchanges", &body).await.is(409);
}
