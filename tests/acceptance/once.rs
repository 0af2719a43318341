//! Once and only once: races for one exchange, forms sent twice.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use chrono::TimeDelta;
use hourbook_tests::{Answer, Client, House, Who};
use serde_json::{Value, json};
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

/// Sends a change under an id of its own.
async fn send_under(client: &Client, key: &str, path: &str, body: &Value) -> Answer {
    let mut request = Request::post(path)
        .header("host", "bank.example.org")
        .header("content-type", "application/json")
        .header("idempotency-key", key);
    if let Some(token) = client.token() {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    client
        .raw(request.body(Body::from(body.to_string())).unwrap())
        .await
}

#[tokio::test]
async fn a_request_with_an_id_is_done_once_and_gets_its_first_answer_again() {
    let house = House::new();
    let id = house.db_confirmed(Who::Ann, Who::Bob);
    let ruth = house.program(Who::Ruth);
    let path = format!("/api/v1/exchanges/{id}/approval");
    let key = timebank::clock::new_id().to_string();
    let first = send_under(&ruth, &key, &path, &json!({})).await;
    assert_eq!(first.is(200).json()["state"], "posted");
    let again = send_under(&ruth, &format!("\"{key}\""), &path, &json!({})).await;
    assert_eq!(again.is(200).json(), first.json());
    let other = send_under(&ruth, &key, &path, &json!({ "version": 3 })).await;
    other.is(409).says("used before");
    // Another member’s id of the same name is another request.
    let ken = house.program(Who::Ken);
    send_under(&ken, &key, &path, &json!({})).await.is(409);
    assert_eq!(house.transfers(), 1);
}

#[tokio::test]
async fn a_refusal_is_kept_with_its_fields_and_leaves_nothing_else_behind() {
    let house = House::new();
    let ann = house.program(Who::Ann);
    let mut body = json!({
        "id": timebank::clock::new_id(),
        "giver": house.id(Who::Ann),
        "receiver": house.id(Who::Bob),
        "done_on": "2026-11-23",
        "minutes": 45,
        "category_id": 1,
    });
    let key = timebank::clock::new_id().to_string();
    let first = send_under(&ann, &key, "/api/v1/exchanges", &body).await;
    assert_eq!(first.is(422).json()["errors"][0]["field"], "done_on");
    // The day has come, and the answer is still the first one.
    house.clock.advance(TimeDelta::days(2));
    let ann = house.program(Who::Ann);
    let again = send_under(&ann, &key, "/api/v1/exchanges", &body).await;
    assert_eq!(again.is(422).json()["errors"], first.json()["errors"]);
    let fresh = timebank::clock::new_id().to_string();
    let made = send_under(&ann, &fresh, "/api/v1/exchanges", &body).await;
    let place = made.is(201).location().to_owned();
    let same = send_under(&ann, &fresh, "/api/v1/exchanges", &body).await;
    assert_eq!(same.is(201).location(), place);
    // After a week the id is forgotten, and the exchange’s own id still stands for it.
    house.clock.advance(TimeDelta::days(8));
    let ann = house.program(Who::Ann);
    send_under(&ann, &fresh, "/api/v1/exchanges", &body)
        .await
        .is(201);
    body["minutes"] = json!(46);
    let last = timebank::clock::new_id().to_string();
    send_under(&ann, &last, "/api/v1/exchanges", &body)
        .await
        .is(409);
}

#[tokio::test]
async fn an_id_that_is_none_is_refused_and_what_is_no_answer_is_not_kept() {
    let house = House::new();
    let id = house.db_confirmed(Who::Ann, Who::Bob);
    let ruth = house.program(Who::Ruth);
    let path = format!("/api/v1/exchanges/{id}/approval");
    let refused = send_under(&ruth, "tomorrow", &path, &json!({})).await;
    refused.is(400).says("one UUID");
    let key = timebank::clock::new_id().to_string();
    // A body that cannot be read never reached a command, so its id is free for the right one.
    send_under(&ruth, &key, &path, &json!({ "verion": 3 }))
        .await
        .is(422);
    send_under(&ruth, &key, &path, &json!({})).await.is(200);
}

#[tokio::test]
async fn a_button_pressed_twice_does_it_once_and_says_so_twice() {
    let house = House::new();
    let id = house.db_recorded(Who::Ann, Who::Bob);
    let (bob, ruth) = (
        house.sign_in(Who::Bob).await,
        house.sign_in(Who::Ruth).await,
    );
    let (confirmation, approval) = (
        format!("/exchanges/{id}/confirmation"),
        format!("/exchanges/{id}/approval"),
    );
    for _ in 0..2 {
        let answer = bob.post(&confirmation, &[]).await;
        assert!(answer.is(303).location().ends_with("?done=confirmed"));
    }
    for _ in 0..2 {
        let answer = ruth.post(&approval, &[]).await;
        assert!(answer.is(303).location().ends_with("?done=approved"));
    }
    // What somebody else did meanwhile is news, and is shown as such.
    bob.post(&confirmation, &[]).await.is(409);
    house
        .sign_in(Who::Nia)
        .await
        .post(&approval, &[])
        .await
        .is(409);
    assert_eq!(house.transfers(), 1);
}
