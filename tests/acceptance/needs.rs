//! How somebody is best reached, over the web: who reads it, who does not, and what follows.

use hourbook_tests::{House, Who};
use serde_json::{Value, json};

const LARGE: [(&str, &str); 3] = [("need", "large_print"), ("shared", "yes"), ("review", "12")];

#[tokio::test]
async fn coordinators_read_it_and_no_other_member_does() {
    let house = House::new();
    let ann = house.sign_in(Who::Ann).await;
    ann.post("/me/needs", &LARGE).await.is(303);
    let page = format!("/members/{}", house.id(Who::Ann));
    let ruth = house.sign_in(Who::Ruth).await;
    ruth.get(&page).await.is(200).says("Large print.");
    let list = ruth.get("/members?need=large_print").await;
    list.is(200).says("1 member found.").says("Ann Whitcombe");
    let bob = house.sign_in(Who::Bob).await;
    let profile = bob.get(&format!("/people/{}", house.id(Who::Ann))).await;
    assert!(!profile.is(200).text().contains("Large print"));
}

#[tokio::test]
async fn the_other_one_of_an_exchange_reads_it_where_it_is_ticked() {
    let house = House::new();
    let ann = house.sign_in(Who::Ann).await;
    ann.post("/me/needs", &LARGE).await.is(303);
    let id = house.db_recorded(Who::Ann, Who::Bob);
    let bob = house.sign_in(Who::Bob).await;
    let page = format!("/exchanges/{id}");
    bob.get(&page).await.is(200).says("Good to know about Ann");
    let kept = [("need", "large_print"), ("review", "12")];
    ann.post("/me/needs", &kept).await.is(303);
    assert!(!bob.get(&page).await.text().contains("Good to know"));
}

#[tokio::test]
async fn an_interpreter_without_a_language_is_asked_for_it() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = format!("/members/{}/needs", house.id(Who::Bob));
    let asked = [("need", "interpreter"), ("review", "6")];
    ruth.post(&path, &asked)
        .await
        .is(422)
        .says("Enter the language");
    let unasked = [("need", "call")];
    let refused = ruth.post(&path, &unasked).await;
    refused.is(422).says("Choose when we ask again");
}

#[tokio::test]
async fn a_program_says_it_for_its_member_and_takes_it_along() {
    let house = House::new();
    let program = house.program(Who::Ann);
    let wanted = json!({
        "needs": ["interpreter"], "interpreter": "Polish", "other": "", "shared": false,
        "review_on": "2027-11-22",
    });
    program.post_json("/api/v1/needs", &wanted).await.is(200);
    let found: Value = program.get("/api/v1/needs").await.json();
    assert_eq!(found, wanted);
    let odd = json!({ "needs": ["telepathy"] });
    program.post_json("/api/v1/needs", &odd).await.is(422);
    let ann = house.sign_in(Who::Ann).await;
    let file = ann.post("/me/everything", &[("file", "json")]).await;
    assert_eq!(file.json()["best_reached"]["interpreter"], "Polish");
}
