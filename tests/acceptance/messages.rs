//! Messages over the web: written by two, told by a notice, opened to a coordinator when asked.

use hourbook_tests::{House, Who};
use serde_json::{Value, json};
use timebank::clock;
use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::{ListingId, outbox};

fn listed(house: &House) -> ListingId {
    let (by, moment) = (house.person(Who::Ann).member().unwrap(), house.moment());
    let new = NewListing {
        id: ListingId::new(clock::new_id()),
        kind: ListingKind::Request,
        details: ListingDetails {
            title: "Walk Biscuit".into(),
            ..ListingDetails::default()
        },
    };
    house
        .db_write(move |tx| listing::add(tx, &by, &new, &moment))
        .id
}

/// Bob writes to Ann about her request; the page of the conversation.
async fn begun(house: &House) -> String {
    let listing = listed(house).to_string();
    let bob = house.sign_in(Who::Bob).await;
    let id = clock::new_id().to_string();
    let form = [
        ("id", id.as_str()),
        ("listing", listing.as_str()),
        ("text", "Is he good on a lead?"),
    ];
    let answer = bob.post("/conversations", &form).await;
    answer.is(303);
    answer.location().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_member_reads_on_home_who_wrote_and_answers() {
    let house = House::new();
    let path = begun(&house).await;
    let ann = house.sign_in(Who::Ann).await;
    let home = ann.get("/home").await;
    home.says("Bob Farrow wrote to you")
        .says("Is he good on a lead?");
    let read = ann.post(&format!("{path}/reading"), &[]).await;
    assert_eq!(read.location(), path);
    let home = ann.get("/home").await;
    assert!(!home.text().contains("wrote to you"));
    let id = clock::new_id().to_string();
    let send = format!("{path}/messages");
    let empty = ann.post(&send, &[("id", &id), ("text", " ")]).await;
    empty.is(422).says("Write what you would like to say");
    ann.post(&send, &[("id", &id), ("text", "Very.")])
        .await
        .is(303);
    let bob = house.sign_in(Who::Bob).await;
    bob.get(&path).await.is(200).says("Very.");
    house.sign_in(Who::Dilys).await.get(&path).await.is(404);
    let member = house.id(Who::Bob);
    let told = house.db_read(move |conn| outbox::of_member(conn, member, 1));
    assert_eq!(told[0].kind.as_str(), "conversation.message");
}

#[tokio::test]
async fn a_coordinator_reads_what_was_written_only_when_asked_and_by_a_button() {
    let house = House::new();
    let path = begun(&house).await;
    let ruth = house.sign_in(Who::Ruth).await;
    ruth.get(&path).await.is(404);
    ruth.post(&format!("{path}/inspection"), &[]).await.is(404);
    let ann = house.sign_in(Who::Ann).await;
    let id = clock::new_id().to_string();
    let form = [("id", id.as_str()), ("reason", "We cannot find a day.")];
    ann.post(&format!("{path}/calls"), &form).await.is(303);
    ruth.get("/to-do")
        .await
        .says("Ann Whitcombe asks a coordinator to join");
    let page = ruth.get(&path).await;
    page.is(200).says("We cannot find a day.");
    assert!(!page.text().contains("Is he good on a lead?"));
    let read = ruth.post(&format!("{path}/inspection"), &[]).await;
    read.is(200).says("Is he good on a lead?");
    ruth.post(&format!("{path}/settlement"), &[]).await.is(303);
    ruth.get(&path).await.is(404);
}

#[tokio::test]
async fn a_program_writes_as_its_member() {
    let house = House::new();
    let listing = listed(&house);
    let bob = house.program(Who::Bob);
    let sent = json!({
        "id": clock::new_id(), "listing": listing.uuid(), "text": "Is he good on a lead?",
    });
    let made = bob.post_json("/api/v1/conversations", &sent).await;
    made.is(201);
    let body: Value = made.json();
    assert_eq!(body["with_name"], "Ann Whitcombe");
    let path = format!("/api/v1/conversations/{}", body["id"].as_str().unwrap());
    let ann = house.program(Who::Ann);
    let answer = json!({ "id": clock::new_id(), "text": "Very." });
    ann.post_json(&format!("{path}/messages"), &answer)
        .await
        .is(200);
    let body: Value = bob.get(&path).await.json();
    assert_eq!(body["unread"], 1);
    assert_eq!(body["messages"][1]["text"], "Very.");
    bob.post_json(&format!("{path}/reading"), &json!({}))
        .await
        .is(200);
    let list: Value = bob.get("/api/v1/conversations").await.json();
    assert_eq!(list["items"][0]["unread"], 0);
    house.program(Who::Ruth).get(&path).await.is(404);
}
