//! Months through the router: closed, signed by two, opened again, and never on a wrong book.

use axum::http::StatusCode;
use hourbook_tests::{House, Who};
use ledger::Month;
use serde_json::json;
use timebank::months::{self, SignOff};

const CLOSING: &str = "/books/months/2026-10/closing";
const PAGE: &str = "/books/months/2026-10";

fn october() -> Month {
    Month::parse("2026-10").unwrap()
}

fn sign_off(house: &House) -> Option<SignOff> {
    house.db_read(|conn| {
        let all = months::all(conn)?;
        let of_october = all.iter().find(|history| history.month == october());
        Ok(of_october.and_then(|history| Some(history.standing()?.sign_off())))
    })
}

#[tokio::test]
async fn a_month_is_closed_signed_by_two_and_certified_for_everybody() {
    let house = House::new();
    let (ruth, ken) = (
        house.sign_in(Who::Ruth).await,
        house.sign_in(Who::Ken).await,
    );
    ruth.get("/books/months")
        .await
        .is(200)
        .says("Close October 2026");
    ruth.get(PAGE)
        .await
        .is(200)
        .says("Close October 2026 and sign");
    // Sent twice: it is closed once.
    for _ in 0..2 {
        ruth.post(CLOSING, &[]).await.is(303);
    }
    let page = ken.get(PAGE).await;
    page.is(200)
        .says("October 2026 is closed")
        .says("Signed by Ruth Calder; one more signs");
    let step = page.field("step");
    ruth.post("/books/months/2026-10/signature", &[("step", &step)])
        .await
        .is(303);
    assert_eq!(
        sign_off(&house),
        Some(SignOff::Waits(1)),
        "nobody signs twice"
    );
    ken.post("/books/months/2026-10/signature", &[("step", &step)])
        .await
        .is(303);
    assert_eq!(sign_off(&house), Some(SignOff::ByTwo));
    let ann = house.sign_in(Who::Ann).await;
    ann.get("/books")
        .await
        .is(200)
        .says("Signed by Ruth Calder and");
    ann.get("/books/months/2026-10/certificate")
        .await
        .is(200)
        .says("Month-end certificate")
        .says("Two people have looked at these figures");
    let printed = ann.get("/books/months/2026-10/certificate.pdf").await;
    printed.is(200);
    let header = |name| printed.headers.get(name).unwrap().to_str().unwrap();
    assert_eq!(header("content-type"), "application/pdf");
    let named = "attachment; filename=\"certificate-2026-10.pdf\"";
    assert_eq!(header("content-disposition"), named);
    assert!(printed.body.starts_with("%PDF-"));
    house.assert_books_are_clean();
}

#[tokio::test]
async fn opening_again_needs_a_reason_and_shows() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    ruth.post(CLOSING, &[]).await.is(303);
    let path = "/books/months/2026-10/reopening";
    ruth.get(path).await.is(200).says("Open October 2026 again");
    ruth.post(path, &[("reason", ""), ("note", "")])
        .await
        .is(422)
        .says("Choose why it is opened again")
        .says("Say why it is opened again");
    assert!(sign_off(&house).is_some());
    ruth.post(
        path,
        &[("reason", "late_hours"), ("note", "An envelope was found")],
    )
    .await
    .is(303);
    assert_eq!(sign_off(&house), None);
    ruth.get(PAGE).await.is(200).says("An envelope was found");
    ruth.get("/books/months/2026-10/certificate").await.is(409);
    let printed = "/books/months/2026-10/certificate.pdf";
    ruth.get(printed).await.is(409);
    ruth.get(path).await.is(409);
}

#[tokio::test]
async fn a_month_is_not_closed_on_a_book_that_is_not_proved() {
    let house = House::new();
    house.db_write(|tx| Ok(tx.execute_batch("DROP TRIGGER ledger_transfer_keep")?));
    let ruth = house.sign_in(Who::Ruth).await;
    ruth.post(CLOSING, &[])
        .await
        .is(409)
        .says("the month stays open");
    assert_eq!(sign_off(&house), None);
    ruth.get("/books")
        .await
        .is(200)
        .says("The last check found something wrong");
    let program = house.program(Who::Ruth);
    let answer = program
        .post_json("/api/v1/months/2026-10/closing", &json!({}))
        .await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_is_no_month_is_not_found_and_what_cannot_be_closed_says_why() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    for path in [
        "/books/months/october",
        "/books/months/2026-13",
        "/books/months/2026-1",
    ] {
        ruth.get(path).await.is(404);
    }
    ruth.get("/books/months/2026-11")
        .await
        .is(200)
        .says("October 2026 comes first");
    ruth.post("/books/months/2026-11/closing", &[])
        .await
        .is(409);
    ruth.get("/books/months/2026-10/certificate").await.is(404);
}

#[tokio::test]
async fn a_program_closes_signs_and_opens_again() {
    let house = House::new();
    let (ruth, nia) = (house.program(Who::Ruth), house.program(Who::Nia));
    let listed = ruth.get("/api/v1/months").await.json();
    assert_eq!(listed["due"], "2026-10");
    let closed = ruth
        .post_json("/api/v1/months/2026-10/closing", &json!({}))
        .await;
    closed.is(200);
    let step = closed.json()["closing"]["step"].clone();
    let signed = nia
        .post_json("/api/v1/months/2026-10/signature", &json!({ "step": step }))
        .await;
    assert_eq!(signed.is(200).json()["closing"]["signatures"], 2);
    let path = "/api/v1/months/2026-10/reopening";
    let body = json!({ "reason": "nonsense", "note": "Too early" });
    nia.post_json(path, &body).await.is(422);
    let body = json!({ "reason": "by_mistake", "note": "Too early" });
    let opened = nia.post_json(path, &body).await.is(200).json();
    assert_eq!(
        (opened["closed"].clone(), opened["reopened"].clone()),
        (json!(false), json!(1))
    );
}
