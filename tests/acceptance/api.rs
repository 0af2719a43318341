//! The API from outside: the journey of an exchange, errors, the document.

use hourbook_tests::{House, Who};
use serde_json::{Value, json};

fn help(house: &House, minutes: i64) -> Value {
    json!({
        "id": timebank::clock::new_id(),
        "giver": house.id(Who::Ann),
        "receiver": house.id(Who::Bob),
        "done_on": "2026-11-21",
        "minutes": minutes,
        "category_id": 2,
        "description": "Cut back the raspberries",
    })
}

#[tokio::test]
async fn hours_are_recorded_confirmed_approved_and_stand_in_the_statement() {
    let house = House::new();
    let (ann, bob) = (house.program(Who::Ann), house.program(Who::Bob));
    let ruth = house.program(Who::Ruth);
    let sent = help(&house, 90);
    let made = ann.post_json("/api/v1/exchanges", &sent).await;
    made.is(201);
    let path = made.location().to_owned();
    assert_eq!(made.json()["state"], "recorded");
    assert_eq!(made.json()["awaits"], "receiver");
    let confirmed = bob
        .post_json(&format!("{path}/confirmation"), &json!({}))
        .await;
    assert_eq!(confirmed.is(200).json()["state"], "confirmed");
    let approval = json!({ "version": confirmed.json()["version"] });
    let posted = ruth.post_json(&format!("{path}/approval"), &approval).await;
    assert_eq!(posted.is(200).json()["state"], "posted");
    assert_eq!(posted.json()["transfer"], sent["id"]);

    let account = house.person(Who::Bob).account().uuid();
    let statement = bob
        .get(&format!("/api/v1/accounts/{account}/statement"))
        .await;
    let statement = statement.is(200).json();
    assert_eq!(statement["opening_minutes"], 0);
    assert_eq!(statement["out_minutes"], 90);
    assert_eq!(statement["closing_minutes"], -90);
    assert_eq!(statement["lines"][0]["transfer"], sent["id"]);

    let path = "/api/v1/reports/activity?from=2026-11-01&to=2026-11-30";
    let report = ruth.get(path).await;
    let report = report.is(200).json();
    assert_eq!(
        report["exchanges"],
        Value::Null,
        "of two people nothing is told outside"
    );
    assert_eq!(report["protection"]["audience"], "outside");
    ruth.get(&format!("{path}&for=everybody")).await.is(422);
    let report = ruth.get(&format!("{path}&for=committee")).await;
    let report = report.is(200).json();
    assert_eq!(report["exchanges"], 1);
    assert_eq!(report["minutes_exchanged"], 90);
    assert_eq!(report["reconciliation"]["sum_of_accounts_minutes"], 0);
    assert_eq!(report["reconciliation"]["matches_book"], true);

    let check = ruth.post_json("/api/v1/book-check", &json!({})).await;
    assert_eq!(check.is(200).json()["clean"], true);
    let books = bob.get("/api/v1/book-check").await.is(200).json();
    assert_eq!(books["sum_minutes"], 0);
    assert_eq!(books["last_check"]["transfers"], 1);
}

#[tokio::test]
async fn a_coordinator_records_for_two_others_and_declines_with_a_reason() {
    let house = House::new();
    let ruth = house.program(Who::Ruth);
    let mut sent = help(&house, 60);
    sent["on_word_of"] = json!("both");
    sent["channel"] = json!("paper");
    let made = ruth.post_json("/api/v1/exchanges", &sent).await;
    assert_eq!(made.is(201).json()["channel"], "paper");
    assert_eq!(made.json()["state"], "confirmed");
    let decline = format!("{}/decline", made.location());
    ruth.post_json(&decline, &json!({ "reason": " " }))
        .await
        .is(422);
    let declined = ruth
        .post_json(&decline, &json!({ "reason": "Entered twice" }))
        .await;
    assert_eq!(declined.is(200).json()["reason"], "Entered twice");
    assert_eq!(house.transfers(), 0);
}

#[tokio::test]
async fn errors_are_problem_details_and_hold_no_text_of_the_machine() {
    let house = House::new();
    let ann = house.program(Who::Ann);
    let wrong = ann
        .post_json("/api/v1/exchanges", &help(&house, 2_000))
        .await;
    wrong.is(422);
    assert_eq!(wrong.headers["content-type"], "application/problem+json");
    let problem = wrong.json();
    assert_eq!(problem["status"], 422);
    assert_eq!(problem["errors"][0]["field"], "minutes");
    let mut unknown = help(&house, 20);
    unknown["balance"] = json!(500);
    let refused = ann.post_json("/api/v1/exchanges", &unknown).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    for path in ["/api/v1/nowhere", "/api/v1/exchanges/not-an-id"] {
        let missing = ann.get(path).await;
        assert_eq!(missing.is(404).json()["status"], 404);
    }
    let nobody = house.stranger().get("/api/v1/exchanges").await;
    assert_eq!(nobody.is(401).headers["www-authenticate"], "Bearer");
}

#[tokio::test]
async fn lists_are_read_to_their_end_by_cursor() {
    let house = House::new();
    for _ in 0..5 {
        let _ = house.db_recorded(Who::Ann, Who::Bob);
    }
    let ann = house.program(Who::Ann);
    let mut path = "/api/v1/exchanges?limit=2".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = ann.get(&path).await.is(200).json();
        for item in page["items"].as_array().unwrap() {
            seen.push(item["id"].as_str().unwrap().to_owned());
        }
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("/api/v1/exchanges?limit=2&cursor={cursor}");
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 5);
}

#[tokio::test]
async fn particulars_are_for_the_member_and_for_coordinators() {
    let house = House::new();
    let path = format!("/api/v1/members/{}", house.id(Who::Bob));
    assert!(house.program(Who::Ann).get(&path).await.json()["particulars"].is_null());
    for who in [Who::Bob, Who::Ruth] {
        let seen = house.program(who).get(&path).await.json();
        assert_eq!(seen["particulars"]["email"], "bob@example.org");
    }
    let listed = house
        .program(Who::Ann)
        .get("/api/v1/members?q=harold")
        .await
        .json();
    assert_eq!(
        listed["total"], 0,
        "a paused member is not listed to members"
    );
}

#[tokio::test]
async fn the_document_names_every_route_of_the_api() {
    let house = House::new();
    let document = house
        .stranger()
        .get("/api/v1/openapi.json")
        .await
        .is(200)
        .json();
    for route in web::routes::table() {
        if route.path.starts_with("/api/") {
            let method = route.method.as_str().to_lowercase();
            assert!(
                !document["paths"][route.path][method].is_null(),
                "{}",
                route.path
            );
        }
    }
}
