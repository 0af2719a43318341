//! Joining through the API: an application along its checklist to a member, or a kind no; checks
//! that were seen; the agreement in versions.

use hourbook_tests::{House, Who};
use serde_json::{Value, json};
use timebank::access::Secret;
use timebank::joining::{self, Answers, Question};
use timebank::{ApplicationId, clock};

/// Somebody who applied on the public page.
fn db_applied(house: &House, name: &str, secret: u8) -> ApplicationId {
    let id = ApplicationId::new(clock::new_id());
    let (secret, moment) = (Secret::new([secret; 32]), house.moment());
    let answers = Answers {
        name: name.into(),
        phone: "01632 960171".into(),
        area: "Mill End".into(),
        gives: "Sewing".into(),
        agreement: Some(1),
        ..Answers::default()
    };
    house.db_write(move |tx| {
        joining::begin(tx, id, &secret, &moment)?;
        for question in Question::ALL {
            joining::answer(tx, &secret, question, &answers, &moment)?;
        }
        joining::send(tx, &secret, &moment).map(drop)
    });
    id
}

#[tokio::test]
async fn a_program_takes_an_application_along_the_checklist_to_a_member() {
    let house = House::new();
    let id = db_applied(&house, "Tess Marlow", 7);
    let ruth = house.program(Who::Ruth);
    let list = ruth.get("/api/v1/applications").await.is(200).json();
    let ours = list["items"].as_array().unwrap().iter();
    let ours: Vec<&Value> = ours.filter(|one| one["id"] == json!(id)).collect();
    assert_eq!((ours.len(), &ours[0]["state"]), (1, &json!("sent")));
    let path = format!("/api/v1/applications/{id}");
    let send = async |what: &str, sent: Value| {
        let path = format!("{path}/{what}");
        ruth.post_json(&path, &sent).await
    };
    let half = json!({ "place": 1, "name": "Ivy Lander", "answered_on": "2026-11-20" });
    send("references", half).await.is(422);
    let reference = json!({
        "place": 1, "name": "Ivy Lander", "reach": "01632 960172",
        "asked_on": "2026-11-19", "answered_on": "2026-11-20", "fine": true,
    });
    send("references", reference.clone()).await.is(200);
    send("steps", json!({ "step": "danced", "on": "2026-11-20" }))
        .await
        .is(422);
    send("steps", json!({ "step": "talked", "on": "2026-11-20" }))
        .await
        .is(200);
    let check = json!({
        "id": clock::new_id(), "kind": "Driving licence", "seen_on": "2026-11-20",
        "renew_on": "2027-11-20",
    });
    let number = json!({
        "id": clock::new_id(), "kind": "Licence 1234567", "seen_on": "2026-11-20",
    });
    send("checks", number).await.is(422);
    send("checks", check).await.is(200);
    let whole = ruth.get(&path).await.is(200).json();
    assert_eq!(whole["references"][0], reference);
    assert_eq!(whole["application"]["talked_on"], "2026-11-20");
    assert_eq!(whole["checks"]["items"][0]["kind"], "Driving licence");

    let member = clock::new_id();
    let joins = json!({ "member": member, "account": clock::new_id(), "accompany": true });
    let made = send("membership", joins.clone()).await;
    made.is(201);
    assert_eq!(made.location(), format!("/api/v1/members/{member}"));
    assert_eq!(made.json()["application"]["state"], "joined");
    send("membership", joins).await.is(201);
    let other = json!({ "member": clock::new_id(), "account": clock::new_id() });
    send("membership", other).await.is(409);
    let checks = format!("/api/v1/members/{member}/checks");
    let seen = ruth.get(&checks).await.is(200).json();
    assert_eq!(seen["items"][0]["kind"], "Driving licence", "it goes along");
    let end = json!({ "check": seen["items"][0]["id"] });
    let ended = ruth.post_json(&format!("{checks}/ending"), &end).await;
    assert_eq!(ended.is(200).json()["items"][0]["ended"], true);
    let accepted = ruth
        .get(&format!("/api/v1/members/{member}/agreement"))
        .await;
    assert_eq!(accepted.is(200).json()["items"][0]["version"], 1);
}

#[tokio::test]
async fn an_application_is_declined_with_a_letter_once_however_often_it_is_sent() {
    let house = House::new();
    let id = db_applied(&house, "Tess Marlow", 7);
    let ruth = house.program(Who::Ruth);
    let path = format!("/api/v1/applications/{id}/declining");
    ruth.post_json(&path, &json!({ "letter": " " }))
        .await
        .is(422);
    let letter = json!({ "letter": "Dear Tess,\n\nNot now.\n\nWith good wishes" });
    let declined = ruth.post_json(&path, &letter).await;
    assert_eq!(declined.is(200).json()["application"]["state"], "declined");
    ruth.post_json(&path, &letter).await.is(200);
    let second = json!({ "letter": "Something else" });
    ruth.post_json(&path, &second).await.is(409);
    let decided = ruth.get("/api/v1/applications?decided=true").await.json();
    assert_eq!(decided["items"][0]["letter"], letter["letter"]);
    house
        .program(Who::Ann)
        .get(&path.replace("/declining", ""))
        .await
        .is(403);
}

#[tokio::test]
async fn an_application_that_was_not_sent_is_not_read_by_a_program() {
    let house = House::new();
    let id = ApplicationId::new(clock::new_id());
    let moment = house.moment();
    house.db_write(move |tx| joining::begin(tx, id, &Secret::new([9; 32]), &moment));
    let ruth = house.program(Who::Ruth);
    ruth.get(&format!("/api/v1/applications/{id}"))
        .await
        .is(404);
}

#[tokio::test]
async fn nobody_writes_down_their_own_check_and_one_is_replaced_by_the_next() {
    let house = House::new();
    let ruth = house.program(Who::Ruth);
    let check =
        |seen_on: &str| json!({ "id": clock::new_id(), "kind": "First aid", "seen_on": seen_on });
    let own = format!("/api/v1/members/{}/checks", house.id(Who::Ruth));
    ruth.post_json(&own, &check("2026-11-01")).await.is(403);
    let bobs = format!("/api/v1/members/{}/checks", house.id(Who::Bob));
    ruth.post_json(&bobs, &check("2026-10-01")).await.is(201);
    let seen = ruth.post_json(&bobs, &check("2026-11-01")).await;
    let items = seen.is(201).json()["items"].as_array().unwrap().clone();
    let holds: Vec<&Value> = items.iter().filter(|one| one["ended"] == false).collect();
    assert_eq!((items.len(), holds.len()), (2, 1));
    assert_eq!(holds[0]["seen_on"], "2026-11-01");
    let later = ruth.post_json(&bobs, &check("2027-01-01")).await;
    later.is(422);
    house.program(Who::Bob).get(&bobs).await.is(403);
}

#[tokio::test]
async fn a_new_version_of_the_agreement_asks_members_who_accept_it_or_sign() {
    let house = House::new();
    let (nia, ann) = (house.program(Who::Nia), house.program(Who::Ann));
    let versions = "/api/v1/agreement/versions";
    let new = json!({ "text": "We help each other.", "asks_again": true, "newest": 1 });
    house
        .program(Who::Ruth)
        .post_json(versions, &new)
        .await
        .is(403);
    let written = nia.post_json(versions, &new).await;
    assert_eq!(written.is(201).json()["items"][0]["version"], 2);
    let stale = json!({ "text": "We do not.", "newest": 1 });
    nia.post_json(versions, &stale).await.is(409);
    let read = ann.get("/api/v1/agreement").await.is(200).json();
    assert_eq!(
        (&read["version"], &read["asked"]),
        (&json!(2), &json!(true))
    );
    let accept = "/api/v1/agreement/acceptance";
    ann.post_json(accept, &json!({ "version": 1 }))
        .await
        .is(409);
    let accepted = ann.post_json(accept, &json!({ "version": 2 })).await;
    assert_eq!(accepted.is(200).json()["asked"], false);
    let ruth = house.program(Who::Ruth);
    let bobs = format!("/api/v1/members/{}/agreement", house.id(Who::Bob));
    let signed = json!({ "signed_on": "2026-11-20" });
    let signed = ruth.post_json(&bobs, &signed).await;
    assert_eq!(signed.is(200).json()["items"][0]["version"], 2);
    assert_ne!(signed.json()["items"][0]["written_by"], "");
}
