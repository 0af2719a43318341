//! Telling many at once over the web: chosen by filters, looked at, sent, read.

use hourbook_tests::{House, Who};
use serde_json::{Value, json};
use timebank::clock;

#[tokio::test]
async fn a_coordinator_looks_before_sending_and_members_read_it() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let id = clock::new_id().to_string();
    let filter = [("id", id.as_str()), ("state", "active"), ("taking", "any")];
    let empty = ruth.post("/mailings/check", &filter).await;
    empty.is(422).says("Write what you would like to say");
    let mut form = filter.to_vec();
    form.extend([
        ("subject", "The spring lunch"),
        ("text", "On Sunday at noon."),
    ]);
    let check = ruth.post("/mailings/check", &form).await;
    check
        .is(200)
        .says("Active members")
        .says("On Sunday at noon.");
    let ann = house.sign_in(Who::Ann).await;
    assert!(!ann.get("/home").await.text().contains("The spring lunch"));
    let sent = ruth.post("/mailings", &form).await;
    sent.is(303);
    ruth.get(sent.location()).await.says("It is on its way.");
    ruth.get("/mailings").await.says("The spring lunch");
    ann.get("/home").await.says("The spring lunch");
    ann.get("/me/told").await.says("On Sunday at noon.");
    house
        .sign_in(Who::Harold)
        .await
        .get("/me/told")
        .await
        .is(200);
}

#[tokio::test]
async fn an_announcement_stands_on_every_home_page_until_it_is_taken_down() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let id = clock::new_id().to_string();
    let form = [
        ("id", id.as_str()),
        ("title", "The office is closed"),
        ("text", "Until Monday."),
        ("day", "30"),
        ("month", "11"),
        ("year", "2026"),
    ];
    let half = ruth.post("/announcements", &form[..3]).await;
    half.is(422).says("Enter the last day");
    ruth.post("/announcements", &form).await.is(303);
    let ann = house.sign_in(Who::Ann).await;
    ann.get("/home").await.says("The office is closed");
    let program = house.program(Who::Ann);
    let found: Value = program.get("/api/v1/announcements").await.json();
    assert_eq!(found["items"][0]["until"], "2026-11-30");
    let end = format!("/announcements/{id}/end");
    ruth.post(&end, &[]).await.is(303);
    let home = ann.get("/home").await;
    assert!(!home.text().contains("The office is closed"));
}

#[tokio::test]
async fn a_program_of_a_coordinator_sends_and_one_of_a_member_does_not() {
    let house = House::new();
    let sent = json!({
        "id": clock::new_id(), "subject": "Hello", "text": "A word.", "taking": "never_started",
    });
    let path = "/api/v1/mailings";
    house.program(Who::Ann).post_json(path, &sent).await.is(403);
    let ruth = house.program(Who::Ruth);
    let made = ruth.post_json(path, &sent).await;
    made.is(201);
    let body: Value = made.json();
    assert_eq!(body["taking"], "never_started");
    let list: Value = ruth.get(path).await.json();
    assert_eq!(list["items"][0]["id"], body["id"]);
    let word = json!({
        "id": clock::new_id(), "title": "Lunch", "text": "On Sunday.", "until": "2026-12-01",
    });
    ruth.post_json("/api/v1/announcements", &word).await.is(201);
}
