//! The first day of a bank: tasks that are done when the bank shows it, and what is printed.

use hourbook_tests::{House, Who};
use timebank::policy;
use timebank::{System, first_day};

fn begun() -> House {
    let house = House::new();
    let moment = house.moment();
    house.db_write(move |tx| first_day::begin(tx, &System::COMMAND_LINE, &moment));
    house
}

#[tokio::test]
async fn an_administrator_sees_what_is_left_and_others_see_their_work() {
    let house = begun();
    let nia = house.sign_in(Who::Nia).await;
    // Somebody to ring, a second coordinator and members are there.
    nia.get("/to-do")
        .await
        .says("Your timebank is open")
        .says("3 of 12 done");
    house.db_recorded(Who::Ann, Who::Bob);
    nia.get("/to-do").await.says("4 of 12 done");
    let ruth = house.sign_in(Who::Ruth).await;
    assert!(
        !ruth
            .get("/to-do")
            .await
            .text()
            .contains("Your timebank is open")
    );
    let old = House::new();
    let nia = old.sign_in(Who::Nia).await;
    assert!(
        !nia.get("/to-do")
            .await
            .text()
            .contains("Your timebank is open")
    );
}

#[tokio::test]
async fn only_what_the_program_cannot_know_can_be_said() {
    let house = begun();
    let nia = house.sign_in(Who::Nia).await;
    let said = [
        ("task", "backup"),
        ("task", "exchange"),
        ("task", "nonsense"),
    ];
    nia.post("/first-day/said", &said).await.is(303);
    nia.get("/to-do").await.says("4 of 12 done");
    for task in ["kinds", "areas", "agreement", "pack", "mail"] {
        nia.post("/first-day/said", &[("task", task)]).await.is(303);
    }
    nia.post(
        "/settings/contact",
        &[("name", "The Wharf Timebank"), ("place", "Wrensham")],
    )
    .await
    .is(303);
    nia.get("/to-do")
        .await
        .says("The Wharf Timebank")
        .says("8 of 12 done");
    nia.post("/first-day/end", &[]).await.is(303);
    assert!(
        !nia.get("/to-do")
            .await
            .text()
            .contains("Your timebank is open")
    );
}

#[tokio::test]
async fn five_answers_set_a_policy_with_its_history() {
    let house = begun();
    let nia = house.sign_in(Who::Nia).await;
    nia.post("/first-day/questions", &[("confirm", "both")])
        .await
        .is(422)
        .says("Choose one of the answers");
    let answers = [
        ("confirm", "one"),
        ("approve", "beginning"),
        ("low", "ten"),
        ("welcome", "closed"),
        ("second", "over_five"),
    ];
    nia.post("/first-day/questions", &answers).await.is(303);
    let set = house.db_read(policy::current);
    assert!(set.steps.confirmation.is_never() && !set.joining.open);
    assert_eq!(set.steps.approval.first_exchanges, 3);
    assert_eq!(set.balances.people.stop_below, Some(-600));
    assert_eq!(set.grants.second_over, Some(300));
    nia.get("/settings/balances")
        .await
        .says("Answered on the first day");
    nia.get("/to-do").await.says("4 of 12 done");
    house.assert_books_are_clean();
}

#[tokio::test]
async fn anybody_may_print_the_poster_and_the_guide() {
    let house = House::new();
    let stranger = house.stranger();
    stranger.get("/join").await.says("A poster to print");
    stranger
        .get("/poster")
        .await
        .says("bank.example.org/join")
        .says("01632 960118");
    stranger
        .get("/guide")
        .await
        .says("Your guide to Wrensham Timebank");
    let ruth = house.sign_in(Who::Ruth).await;
    ruth.get("/starter-pack").await.says("Agreement to sign");
    ruth.get("/starter-pack/agreement").await.says("Signed:");
}
