//! A book whose rules are broken: nothing more is written, everything can be read, and whoever
//! looks is told.

use hourbook_tests::{House, Who};
use serde_json::json;
use timebank::exchange::ExchangeState;

/// As if the file knew something that the program does not.
fn db_break_the_book(house: &House) {
    house.db_write(|tx| {
        tx.execute_batch(
            "CREATE TRIGGER broken BEFORE INSERT ON ledger_transfer
             BEGIN SELECT RAISE(ABORT, 'ledger: broken for this test'); END;",
        )?;
        Ok(())
    });
}

#[tokio::test]
async fn when_the_file_refuses_what_the_rules_allow_the_bank_stops_writing_and_says_so() {
    let house = House::new();
    let (first, second) = (
        house.db_confirmed(Who::Ann, Who::Bob),
        house.db_confirmed(Who::Ann, Who::Dilys),
    );
    let ruth = house.program(Who::Ruth);
    house.stranger().get("/readyz").await.is(200);
    db_break_the_book(&house);
    for id in [first, second] {
        let path = format!("/api/v1/exchanges/{id}/approval");
        let refused = ruth.post_json(&path, &json!({})).await;
        assert_eq!(refused.is(503).json()["type"], "/problems/stopped");
        assert_eq!(house.state_of(id), ExchangeState::Confirmed);
    }
    let health = house.stranger().get("/readyz").await;
    health.is(503).says("not writing");
    health.says("broken for this test");
    // Whoever reads is not kept waiting for somebody to look at it.
    ruth.get("/api/v1/accounts").await.is(200);
    assert_eq!(house.transfers(), 0);
    house.assert_books_are_clean();
}

#[tokio::test]
async fn approving_several_at_once_stops_the_bank_as_well() {
    let house = House::new();
    let id = house.db_confirmed(Who::Ann, Who::Bob);
    let ruth = house.sign_in(Who::Ruth).await;
    db_break_the_book(&house);
    let chosen = format!("{id}:2");
    let form = [("exchange", chosen.as_str())];
    let answer = ruth.post("/approvals", &form).await;
    answer.is(503).says("Nothing can be written just now");
    house.stranger().get("/readyz").await.is(503);
    assert_eq!(house.state_of(id), ExchangeState::Confirmed);
}
