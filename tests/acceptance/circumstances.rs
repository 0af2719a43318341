//! Languages and times, over the web: said by a member, read by all, and a reason to be asked.

use hourbook_tests::{House, Who};
use serde_json::{Value, json};

#[tokio::test]
async fn other_members_read_it_on_the_profile() {
    let house = House::new();
    let ann = house.sign_in(Who::Ann).await;
    let typed = [
        ("languages", "welsh, Polish"),
        ("time", "mornings"),
        ("time", "weekends"),
    ];
    ann.post("/me/languages", &typed).await.is(303);
    ann.get("/me/languages?done=saved")
        .await
        .is(200)
        .says("It is saved.")
        .says("Welsh, Polish");
    let bob = house.sign_in(Who::Bob).await;
    let page = format!("/people/{}", house.id(Who::Ann));
    bob.get(&page)
        .await
        .is(200)
        .says("Welsh and Polish")
        .says("On weekday mornings and at weekends");
}

#[tokio::test]
async fn a_sentence_in_the_box_is_refused_and_kept() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = format!("/members/{}/languages", house.id(Who::Bob));
    let sentence = "She speaks a little Welsh and understands some Polish";
    let refused = ruth.post(&path, &[("languages", sentence)]).await;
    refused.is(422).says("with commas between them");
    assert_eq!(refused.field("languages"), sentence);
}

#[tokio::test]
async fn a_program_says_it_for_its_member_and_takes_it_along() {
    let house = House::new();
    let program = house.program(Who::Ann);
    let wanted = json!({ "languages": ["Polish"], "times": ["evenings"] });
    let path = "/api/v1/circumstances";
    program.post_json(path, &wanted).await.is(200);
    let found: Value = program.get(path).await.json();
    assert_eq!(found, wanted);
    let odd = json!({ "languages": [], "times": ["noon"] });
    program.post_json(path, &odd).await.is(422);
    let ann = house.sign_in(Who::Ann).await;
    let file = ann.post("/me/everything", &[("file", "json")]).await;
    assert_eq!(file.json()["languages_and_times"], wanted);
}
