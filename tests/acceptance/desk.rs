//! The desk through the router: what is worth a look, questions, notes, merging.

use hourbook_tests::{House, Who};

#[tokio::test]
async fn approvals_are_narrowed_to_what_somebody_looks_for() {
    let house = House::new();
    house.db_confirmed(Who::Ann, Who::Bob);
    house.db_confirmed(Who::Dilys, Who::Bob);
    let ruth = house.sign_in(Who::Ruth).await;
    let queue = ruth.get("/approvals?who=dil").await;
    queue
        .says("1 exchange of these waits")
        .says("Dilys Prosser helped Bob Farrow");
    assert!(!queue.text().contains("Ann Whitcombe helped"));
    ruth.get("/approvals?over=60")
        .await
        .says("2 exchanges of these wait");
    ruth.get("/approvals?over=120")
        .await
        .says("None of these wait");
    ruth.get("/approvals?only=first")
        .await
        .says("2 exchanges of these wait");
    ruth.get("/approvals?only=flagged")
        .await
        .says("None of these wait");
}

#[tokio::test]
async fn what_is_unusual_is_said_in_words() {
    let house = House::new();
    for _ in 0..4 {
        house.db_confirmed(Who::Ann, Who::Bob);
    }
    let both = [house.id(Who::Ann), house.id(Who::Bob)];
    house.db_write(move |tx| {
        for id in both {
            tx.execute(
                "UPDATE member SET address = '1 Mill Lane' WHERE id = ?1",
                [id],
            )?;
        }
        Ok(())
    });
    let ruth = house.sign_in(Who::Ruth).await;
    ruth.get("/approvals?only=flagged")
        .await
        .says("4 exchanges of these wait")
        .says("These two have another of this day and length: have a look")
        .says("Ann Whitcombe helped the same person 4 times in a week")
        .says("They live at the same address");
}

#[tokio::test]
async fn the_two_read_what_a_coordinator_asks() {
    let house = House::new();
    let id = house.db_confirmed(Who::Ann, Who::Bob);
    let ruth = house.sign_in(Who::Ruth).await;
    let path = format!("/exchanges/{id}/query");
    let form = ruth.get(&path).await;
    ruth.post(&path, &[("text", " ")])
        .await
        .is(422)
        .says("Write what was said or done");
    let fields = [
        ("id", &*form.field("id")),
        ("text", "Was it really 90 minutes?"),
    ];
    let answer = ruth.post(&path, &fields).await;
    answer.is(303);
    ruth.get(answer.location())
        .await
        .says("The two are told and read your question.")
        .says("Ruth Calder asked on 22 November: “Was it really 90 minutes?”");
    ruth.get("/approvals?only=asked")
        .await
        .says("1 exchange of these waits");
    let bob = house.sign_in(Who::Bob).await;
    let exchange = format!("/exchanges/{id}");
    bob.get(&exchange).await.says("“Was it really 90 minutes?”");
}

#[tokio::test]
async fn something_on_to_do_is_noted_handed_over_and_put_off() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let leah = house.id(Who::Leah);
    ruth.get("/to-do")
        .await
        .says("Leah Osborne")
        .says("Note, hand over or put off");
    let here = format!("/to-do/joining/{leah}");
    let page = ruth.get(&here).await;
    let note = [
        ("id", &*page.field("id")),
        ("kind", "call"),
        ("text", "Rang, no answer"),
    ];
    ruth.post(&format!("{here}/notes"), &note).await.is(303);
    let ken = house.id(Who::Ken).to_string();
    ruth.post(&format!("{here}/carer"), &[("carer", &ken)])
        .await
        .is(303);
    ruth.get("/to-do").await.says("Ken Doyle looks after it.");
    ruth.post(&format!("{here}/rest"), &[("span", "")])
        .await
        .is(422);
    ruth.post(&format!("{here}/rest"), &[("span", "7")])
        .await
        .is(303);
    let rested = ruth.get("/to-do").await;
    rested.says("1 thing rests until later.");
    assert!(!rested.text().contains("Leah Osborne"));
    ruth.get("/to-do?resting=show").await.says("Leah Osborne");
    ruth.get(&here)
        .await
        .says("Rang, no answer")
        .says("It rests until Sunday 29 November.");
    ruth.get("/to-do/nothing/7").await.is(404);
}

#[tokio::test]
async fn a_private_note_is_shown_only_when_asked_for() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = format!("/members/{}/notes", house.id(Who::Ann));
    let page = ruth.get(&path).await;
    let note = [
        ("id", &*page.field("id")),
        ("kind", "private"),
        ("text", "Frail at present"),
    ];
    ruth.post(&path, &note).await.is(303);
    let log = ruth.get(&path).await;
    log.says("1 private note.");
    assert!(!log.text().contains("Frail"));
    let private = format!("{path}/private");
    ruth.post(&private, &[])
        .await
        .is(200)
        .says("Frail at present");
    let own = format!("/members/{}/notes/private", house.id(Who::Ruth));
    ruth.post(&own, &[]).await.is(403);
}

#[tokio::test]
async fn two_entries_of_one_person_are_merged_and_the_old_number_works_on_slips() {
    let house = House::new();
    let id = house.db_confirmed(Who::Bob, Who::Dilys);
    let ruth = house.sign_in(Who::Ruth).await;
    ruth.post(&format!("/exchanges/{id}/approval"), &[])
        .await
        .is(303);
    let path = format!("/members/{}/merging", house.id(Who::Ann));
    ruth.get(&format!("{path}?who=1"))
        .await
        .is(422)
        .says("This is the same entry");
    let both = ruth.get(&format!("{path}?who=dilys")).await;
    both.is(200)
        .says("Dilys Prosser")
        .says("has 1 hour 30 minutes to give back");
    let fields = [
        ("goes", &*both.field("goes")),
        ("transfer", &*both.field("transfer")),
    ];
    ruth.post(&path, &fields).await.is(303);
    ruth.post(&path, &fields).await.is(303);
    assert_eq!((house.balance(Who::Ann), house.transfers()), (-90, 2));
    house.assert_books_are_clean();
    let list = ruth.get("/slips").await;
    let envelope = [
        ("id", &*list.field("id")),
        ("name", "Old slips"),
        ("signed", "both"),
    ];
    let grid = ruth.post("/slips", &envelope).await.location().to_owned();
    let line = [
        ("day", "20 11"),
        ("giver", "3"),
        ("receiver", "2"),
        ("length", "60"),
    ];
    ruth.post(&format!("{grid}/lines/1"), &line)
        .await
        .says("Ann Whitcombe, W-0001-");
}
