//! Paper slips through the router: typed, kept, understood, looked at and entered.

use hourbook_tests::{Answer, Client, House, Who};

async fn begun(ruth: &Client, signed: &str) -> String {
    let form = ruth.get("/slips").await;
    let id = form.field("id");
    let fields = [
        ("id", &*id),
        ("name", "The box at The Wharf"),
        ("signed", signed),
        ("expected_slips", "3"),
        ("expected_hours", "3½"),
    ];
    let answer = ruth.post("/slips", &fields).await;
    answer.is(303);
    answer.location().to_owned()
}

async fn line(ruth: &Client, path: &str, number: u32, boxes: [&str; 6]) -> Answer {
    let names = ["day", "giver", "receiver", "length", "kind", "slip"];
    let fields: Vec<_> = names.into_iter().zip(boxes).collect();
    let answer = ruth.post(&format!("{path}/lines/{number}"), &fields).await;
    answer.is(200);
    answer
}

fn seals(check: &Answer) -> Vec<String> {
    check
        .body
        .split("name=\"line\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

async fn enter(ruth: &Client, path: &str, seals: &[String]) -> Answer {
    let fields: Vec<_> = seals.iter().map(|seal| ("line", &**seal)).collect();
    ruth.post(&format!("{path}/entry"), &fields).await
}

#[tokio::test]
async fn an_envelope_is_typed_line_by_line_and_entered_in_one_go() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = begun(&ruth, "both").await;
    line(&ruth, &path, 1, ["20 11", "ann", "2", "1½", "g", "27"]).await;
    line(&ruth, &path, 2, ["", "dil", "ann", "60", "sew", "28"]).await;
    let answer = line(&ruth, &path, 3, ["\"", "bob", "dilys", "1h", "\"", "29"]).await;
    answer
        .says("Ann Whitcombe, W-0001-")
        .says("Sewing and mending")
        .says("Typed, 3 slips")
        .says("As many slips as the envelope says. The hours agree with the paper.");
    let check = ruth.get(&format!("{path}/check")).await;
    check
        .says("Enter 3 slips?")
        .says("3 hours 30 minutes in all")
        .says("Dilys Prosser helped Ann Whitcombe")
        .says("20 November");
    let answer = enter(&ruth, &path, &seals(&check)).await;
    answer.is(303);
    ruth.get(answer.location())
        .await
        .says("3 slips entered, 3 hours 30 minutes.")
        .says("Bob Farrow helped Dilys Prosser");
    let queue = ruth.get("/approvals?channel=paper").await;
    queue
        .says("3 exchanges")
        .says("Ann Whitcombe helped Bob Farrow");
    assert_eq!(
        house.transfers(),
        0,
        "nothing is in the book before it is approved"
    );
}

#[tokio::test]
async fn whoever_could_be_two_people_is_asked_for_and_never_guessed() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = begun(&ruth, "both").await;
    // Dilys and Bob: "b" fits Bob and Nia Bevan.
    let answer = line(&ruth, &path, 1, ["20 11", "b", "ann", "90", "g", ""]).await;
    answer.says("Choose which “b” Bob Farrow").says("Nia Bevan");
    let fields = [
        ("day-1", "20 11"),
        ("giver-1", "b"),
        ("receiver-1", "ann"),
        ("length-1", "90"),
        ("kind-1", "g"),
        ("slip-1", ""),
    ];
    let mut checked = fields.to_vec();
    checked.push(("check", "1"));
    let refused = ruth.post(&path, &checked).await;
    refused.is(422).says("Line 1: Choose which “b”");
    let pick = answer
        .body
        .split("name=\"pick\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let mut picked = fields.to_vec();
    picked.push(("pick", &pick));
    ruth.post(&path, &picked).await.is(303);
    ruth.get(&format!("{path}/check"))
        .await
        .says("Bob Farrow helped Ann Whitcombe");
}

#[tokio::test]
async fn a_slip_that_was_entered_before_is_marked_and_left_out_unless_ticked() {
    let house = House::new();
    let known = house.db_confirmed(Who::Ann, Who::Bob);
    let ruth = house.sign_in(Who::Ruth).await;
    let path = begun(&ruth, "both").await;
    line(&ruth, &path, 1, ["22 11", "ann", "bob", "90", "g", ""]).await;
    let answer = line(&ruth, &path, 2, ["", "dilys", "bob", "30", "g", ""]).await;
    answer.says("Like W-26-0001");
    assert!(answer.body.contains(&format!("/exchanges/{known}")));
    let check = ruth.get(&format!("{path}/check")).await;
    check
        .says("Enter 1 slip?")
        .says("These look as if they had been entered already")
        .says("Like W-26-0001: Ann Whitcombe helped Bob Farrow, 22 November");
    let seals = seals(&check);
    let ready: Vec<String> = seals
        .iter()
        .filter(|seal| seal.starts_with("2:"))
        .cloned()
        .collect();
    enter(&ruth, &path, &ready).await.is(303);
    let twice = line(&ruth, &path, 3, ["22 11", "dilys", "bob", "30", "g", ""]).await;
    twice.says("Like line 2");
    let alike: Vec<String> = seals
        .iter()
        .filter(|seal| seal.starts_with("1:"))
        .cloned()
        .collect();
    enter(&ruth, &path, &alike).await.is(303);
    ruth.get("/approvals").await.says("3 exchanges");
}

#[tokio::test]
async fn what_changed_after_it_was_looked_at_is_not_entered() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = begun(&ruth, "both").await;
    line(&ruth, &path, 1, ["20 11", "ann", "bob", "90", "g", ""]).await;
    let seals = seals(&ruth.get(&format!("{path}/check")).await);
    line(&ruth, &path, 1, ["20 11", "ann", "bob", "30", "g", ""]).await;
    let answer = enter(&ruth, &path, &seals).await;
    answer.is(422).says("Choose at least one slip to enter");
    ruth.get("/approvals").await.says("Nothing waits for you");
}

#[tokio::test]
async fn entering_the_same_slips_twice_enters_them_once() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = begun(&ruth, "both").await;
    line(&ruth, &path, 1, ["20 11", "ann", "bob", "90", "g", ""]).await;
    let seals = seals(&ruth.get(&format!("{path}/check")).await);
    enter(&ruth, &path, &seals).await.is(303);
    enter(&ruth, &path, &seals).await.is(303);
    ruth.get("/approvals").await.says("1 exchange waits");
}

#[tokio::test]
async fn rows_of_a_spreadsheet_become_lines() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = begun(&ruth, "both").await;
    let rows = "Date\tGave\tReceived\tHow long\tKind\tSlip\n\
                20/11/2026\tAnn Whitcombe\t2\t01:30\tGardening\t27\n\
                \tdilys\tann\t45\tGardening\t28\n";
    let pasting = format!("{path}/paste");
    ruth.get(&pasting).await.is(200);
    ruth.post(&pasting, &[("lines", " ")])
        .await
        .is(422)
        .says("Paste the rows");
    let answer = ruth.post(&pasting, &[("lines", rows)]).await;
    answer.is(303);
    ruth.get(answer.location())
        .await
        .says("Typed, 2 slips 2 h 15 min");
}

#[tokio::test]
async fn a_coordinators_own_help_is_not_typed_in_from_slips() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = begun(&ruth, "both").await;
    let answer = line(&ruth, &path, 1, ["20 11", "ruth", "bob", "90", "g", ""]).await;
    answer.says("You took part: log it as your own, so that the other is asked");
    let answer = line(&ruth, &path, 2, ["20 11", "harold", "99", "12", "zz", ""]).await;
    answer
        .says("Harold Finch is not taking part at the moment")
        .says("Nobody has this number")
        .says("Type 12h for hours or 12m for minutes")
        .says("No kind of help begins so");
}

#[tokio::test]
async fn what_was_not_understood_is_not_repeated_below() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = begun(&ruth, "both").await;
    line(&ruth, &path, 1, ["20 11", "ann", "bob", "90", "g", ""]).await;
    line(&ruth, &path, 2, ["", "zebedee", "bob", "90", "g", ""]).await;
    let answer = line(&ruth, &path, 3, ["", "\"", "bob", "30", "g", ""]).await;
    answer.says("There is nothing clear above to repeat");
}

#[tokio::test]
async fn slips_are_printed_with_a_name_and_a_number_that_proves_itself() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let page = ruth.get("/slips/printed?q=dilys&count=4&first=101").await;
    page.is(200)
        .says("Dilys Prosser W-0003-")
        .says("Slip no. 104");
    ruth.get("/slips/printed?count=0").await.is(422);
    let blank = ruth.get("/slips/printed").await;
    assert_eq!(blank.body.matches("class=\"paper-slip\"").count(), 8);
}
