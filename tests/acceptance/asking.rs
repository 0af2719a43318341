//! Asking neighbours over the API: who could help, three who are asked, a race for the first yes.

use axum::http::StatusCode;
use hourbook_tests::{Client, House, Who};
use serde_json::{Value, json};

async fn list(client: &Client, kind: &str, title: &str) -> Value {
    let body = json!({
        "id": timebank::clock::new_id(), "kind": kind, "title": title, "category_id": 2,
    });
    let answer = client.post_json("/api/v1/listings", &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.json()["id"].clone()
}

fn asking(house: &House, request: &Value, people: &[Who]) -> Value {
    let people: Vec<_> = people.iter().map(|who| house.id(*who)).collect();
    json!({
        "id": timebank::clock::new_id(), "listing": request, "people": people,
        "planned_on": house.moment().today, "minutes": 30,
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_three_who_say_yes_at_once_one_is_arranged() {
    let house = House::new();
    let asker = house.program(Who::Ann);
    let request = list(&asker, "request", "Mend a fence").await;
    let three = [Who::Bob, Who::Dilys, Who::Ruth];
    for who in three {
        list(&house.program(who), "offer", "Fences").await;
    }
    let matches = format!("/api/v1/listings/{}/matches", request.as_str().unwrap());
    let found = asker.get(&matches).await.json();
    assert_eq!(found["items"].as_array().unwrap().len(), 3, "{found}");
    assert!(
        found["items"][0]["reasons"][0]
            .as_str()
            .unwrap()
            .starts_with("Offers ")
    );
    house.program(Who::Dilys).get(&matches).await.is(404);
    let body = asking(&house, &request, &three);
    let made = asker.post_json("/api/v1/askings", &body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let path = format!("/api/v1/askings/{}", body["id"].as_str().unwrap());
    let seen = house.program(Who::Bob).get(&path).await.json();
    assert_eq!(
        seen["people"].as_array().unwrap().len(),
        1,
        "who else is asked stays with Ann"
    );
    let mut tasks = Vec::new();
    for who in three {
        let (client, path) = (house.program(who), format!("{path}/answer"));
        tasks.push(tokio::spawn(async move {
            client
                .post_json(&path, &json!({ "reply": "yes" }))
                .await
                .status
        }));
    }
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap());
    }
    statuses.sort();
    assert_eq!(
        statuses,
        [StatusCode::OK, StatusCode::CONFLICT, StatusCode::CONFLICT]
    );
    let found = asker.get(&path).await.json();
    assert_eq!(found["state"], "found");
    let exchange = format!("/api/v1/exchanges/{}", found["exchange"].as_str().unwrap());
    assert_eq!(asker.get(&exchange).await.json()["state"], "arranged");
    house.assert_books_are_clean();
}

#[tokio::test]
async fn a_coordinator_asks_for_a_member_and_writes_down_a_word_from_the_telephone() {
    let house = House::new();
    let request = list(&house.program(Who::Ann), "request", "Mend a fence").await;
    let desk = house.program(Who::Ruth);
    let body = asking(&house, &request, &[Who::Bob]);
    let other = house
        .program(Who::Dilys)
        .post_json("/api/v1/askings", &body)
        .await;
    other.is(403);
    let made = desk.post_json("/api/v1/askings", &body).await;
    assert_eq!(made.json()["introduced"], true, "{}", made.body);
    let answer = format!("/api/v1/askings/{}/answer", body["id"].as_str().unwrap());
    let word = json!({ "reply": "no", "member": house.id(Who::Bob), "channel": "phone" });
    let ended = desk.post_json(&answer, &word).await;
    assert_eq!(ended.json()["state"], "nobody", "{}", ended.body);
}
