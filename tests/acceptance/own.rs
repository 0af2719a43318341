//! What is one's own: what my hours did, the confirmation of them, thanks, and everything about
//! me to take along.

use hourbook_tests::{House, Who};
use serde_json::Value;
use timebank::audit;

#[tokio::test]
async fn a_member_takes_everything_along_and_nothing_of_anybody_else() {
    let house = House::new();
    let id = house.db_confirmed(Who::Ann, Who::Bob);
    let ruth = house.sign_in(Who::Ruth).await;
    let approval = format!("/exchanges/{id}/approval");
    ruth.post(&approval, &[]).await.is(303);
    let ann = house.sign_in(Who::Ann).await;
    let file = ann.post("/me/everything", &[("file", "json")]).await;
    file.is(200);
    let all: Value = file.json();
    assert_eq!(all["format"], "hourbook member 1");
    assert_eq!(all["member"]["email"], Who::Ann.email());
    assert_eq!(all["exchanges"][0]["you"], "gave");
    assert_eq!(all["exchanges"][0]["minutes"], 90);
    assert_eq!(all["statement"]["closing"], house.balance(Who::Ann));
    assert!(!file.text().contains(&Who::Bob.email()));
    let sheet = ann.post("/me/everything", &[("file", "csv")]).await;
    sheet.is(200);
    assert!(sheet.body.contains("90"));
    let member = house.id(Who::Ann).uuid();
    let taken = house.db_read(move |conn| audit::of_subject(conn, member));
    let taken = taken
        .iter()
        .filter(|row| row.action == "member.take_along")
        .count();
    assert_eq!(taken, 2, "each time is written down");
    // Bob has a file of his own, and it names Ann no more than his statement does.
    let bob = house.sign_in(Who::Bob).await;
    let file = bob.post("/me/everything", &[("file", "json")]).await;
    assert!(!file.text().contains(&Who::Ann.email()));
}

#[tokio::test]
async fn what_my_hours_did_is_shown_and_confirmed_by_the_book() {
    let house = House::new();
    let ann = house.sign_in(Who::Ann).await;
    let blank = ann.get("/me/hours").await;
    blank.is(200).says("stands in the book yet.");
    let id = house.db_confirmed(Who::Ann, Who::Bob);
    let waiting = ann.get("/me/hours").await;
    waiting.says("stands in the book yet.");
    let ruth = house.sign_in(Who::Ruth).await;
    ruth.post(&format!("/exchanges/{id}/approval"), &[])
        .await
        .is(303);
    let page = ann.get("/me/hours").await;
    page.is(200).says("1 hour 30 minutes to 1 neighbour.");
    let printed = ann.get("/me/hours/confirmation").await;
    printed.is(200).says("gave 1 hour 30 minutes of help");
    // A year that is not there is this one.
    ann.get("/me/hours?year=1066").await.is(200);
}
