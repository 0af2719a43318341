//! Blocking and who can reach whom, over the web: one finds the other gone, and is told nothing.

use hourbook_tests::{House, Who};
use serde_json::{Value, json};

#[tokio::test]
async fn whoever_is_blocked_finds_nobody_and_whoever_blocked_can_take_it_back() {
    let house = House::new();
    let (ann, bob) = (house.sign_in(Who::Ann).await, house.sign_in(Who::Bob).await);
    let (of_ann, of_bob) = (
        format!("/people/{}", house.id(Who::Ann)),
        format!("/people/{}", house.id(Who::Bob)),
    );
    ann.get(&format!("{of_bob}/block"))
        .await
        .is(200)
        .says("Bob Farrow is not told.");
    ann.post(&format!("{of_bob}/block"), &[]).await.is(303);
    bob.get(&of_ann).await.is(404);
    let people = bob.get("/people").await;
    assert!(!people.text().contains("Ann Whitcombe"));
    ann.get(&of_bob)
        .await
        .is(200)
        .says("You have blocked Bob Farrow.");
    let ruth = house.sign_in(Who::Ruth).await;
    let page = ruth.get(&format!("/members/{}", house.id(Who::Bob))).await;
    page.says("Keep apart from").says("Ann Whitcombe");
    ruth.get(&of_ann).await.is(200);
    ann.get("/me/blocks").await.says("Bob Farrow");
    ann.post(&format!("{of_bob}/unblocking"), &[]).await.is(303);
    bob.get(&of_ann).await.is(200);
}

#[tokio::test]
async fn a_telephone_number_is_seen_by_those_it_is_meant_for() {
    let house = House::new();
    let ann = house.sign_in(Who::Ann).await;
    let edit = ann.get("/me/edit").await;
    let form = [
        ("version", edit.field("version")),
        ("known_as", "Ann".to_owned()),
        ("email", Who::Ann.email()),
        ("phone", "01632 960142".to_owned()),
    ];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, &**value)).collect();
    ann.post("/me/edit", &form).await.is(303);
    let dilys = house.sign_in(Who::Dilys).await;
    let of_ann = format!("/people/{}", house.id(Who::Ann));
    let seen = dilys.get(&of_ann).await;
    assert!(!seen.text().contains("01632 960142"));
    let half = ann.post("/me/contact", &[("phone", "members")]).await;
    half.is(422).says("Choose who sees it");
    let form = [
        ("phone", "members"),
        ("email", "coordinators"),
        ("address", "exchanged"),
    ];
    ann.post("/me/contact", &form).await.is(303);
    let seen = dilys.get(&of_ann).await;
    seen.says("01632 960142");
    assert!(!seen.text().contains(&Who::Ann.email()));
    let program = house.program(Who::Dilys);
    let path = format!("/api/v1/members/{}", house.id(Who::Ann));
    let body: Value = program.get(&path).await.json();
    assert_eq!(body["reached"]["phone"], "01632 960142");
    assert_eq!(body["reached"]["email"], "");
}

#[tokio::test]
async fn a_program_blocks_and_chooses_for_its_member() {
    let house = House::new();
    let ann = house.program(Who::Ann);
    let bob = house.id(Who::Bob);
    let path = format!("/api/v1/members/{bob}/block");
    let body: Value = ann.post_json(&path, &json!({})).await.json();
    assert_eq!(body["items"][0]["name"], "Bob Farrow");
    let of_ann = format!("/api/v1/members/{}", house.id(Who::Ann));
    house.program(Who::Bob).get(&of_ann).await.is(404);
    let path = format!("/api/v1/members/{bob}/unblocking");
    let body: Value = ann.post_json(&path, &json!({})).await.json();
    assert_eq!(body["items"], json!([]));
    let chosen = json!({ "phone": "members", "email": "exchanged", "address": "coordinators" });
    let path = "/api/v1/contact-audiences";
    ann.post_json(path, &chosen).await.is(200);
    let found: Value = ann.get(path).await.json();
    assert_eq!(found, chosen);
    let wrong = json!({ "phone": "all", "email": "exchanged", "address": "coordinators" });
    ann.post_json(path, &wrong).await.is(422);
}
