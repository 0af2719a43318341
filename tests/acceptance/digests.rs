//! The digest over the web: asked for, and ended by the link that a mail carries.

use hourbook_tests::{House, Who};
use serde_json::{Value, json};
use timebank::digest;

#[tokio::test]
async fn a_mail_program_ends_it_with_one_click_and_no_cookie() {
    let house = House::new();
    let ann = house.sign_in(Who::Ann).await;
    let odd = ann.post("/me/digest", &[("often", "hourly")]).await;
    odd.is(422).says("Choose how often");
    ann.post("/me/digest", &[("often", "weekly")]).await.is(303);
    let member = house.id(Who::Ann);
    let token = house
        .db_read(move |conn| digest::token(conn, member))
        .unwrap();
    let path = format!("/unsubscribe/{token}");
    let stranger = house.stranger();
    stranger.get(&path).await.is(200).says("End these mails");
    // Looking at the link changes nothing: mail programs look.
    assert!(
        house
            .db_read(move |conn| digest::of(conn, member))
            .is_some()
    );
    let one_click = [("List-Unsubscribe", "One-Click")];
    let ended = stranger.post(&path, &one_click).await;
    ended.is(200).says("It is ended");
    assert!(
        house
            .db_read(move |conn| digest::of(conn, member))
            .is_none()
    );
    stranger.get(&path).await.is(404);
    stranger.post(&path, &one_click).await.is(200);
}

#[tokio::test]
async fn a_coordinator_chooses_for_a_member_who_rings() {
    let house = House::new();
    let (ruth, member) = (house.sign_in(Who::Ruth).await, house.id(Who::Bob));
    let path = format!("/members/{member}/digest");
    ruth.get(&path).await.is(200).says("Would Bob");
    ruth.post(&path, &[]).await.is(422).says("Choose how often");
    ruth.post(&path, &[("often", "weekly")]).await.is(303);
    let often = house.db_read(move |conn| digest::of(conn, member));
    assert_eq!(often, Some(digest::Often::Weekly));
}

#[tokio::test]
async fn a_program_chooses_for_its_member() {
    let house = House::new();
    let ann = house.program(Who::Ann);
    let path = "/api/v1/digest";
    let chosen = json!({ "often": "monthly" });
    ann.post_json(path, &chosen).await.is(200);
    let found: Value = ann.get(path).await.json();
    assert_eq!(found, chosen);
    ann.post_json(path, &json!({ "often": "daily" }))
        .await
        .is(422);
}
