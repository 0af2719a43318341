//! Spreadsheets through the router: looked through, put right, brought in once, and taken back.

use axum::http::Method;
use hourbook_tests::{Answer, Client, House, Who};
use serde_json::{Value, json};
use timebank::exchange::ExchangeState;
use timebank::member::{self, Search, State};
use uuid::Uuid;

const PEOPLE: &str = "First name;Surname;Mail;Mobile;Shoe size\n\
                      Clara;Moss;clara@example.org;01632 960177;39\n\
                      Ann;Again;ann@example.org;;40\n\
                      ;;nobody@example.org;;41\n\
                      Ann;Whitcombe;;;38\n\
                      Bob;Farrow;bob@example.org;;43\n";

const EXCHANGES: &str = "Date,Giver,Receiver,Hours,Type,Note\n\
                         03/11/2026,Ann Whitcombe,2,1.5,Gardening,Hedge\n\
                         2026-11-04,bob@example.org,Dilys Prosser,0:45,Nonsense,\n\
                         5 Nov 2026,Dil,Bob Farrow,2,Cooking,\n\
                         06/11/2026,Ruth Calder,Ann Whitcombe,1,Cooking,\n\
                         03/11/2026,Ann Whitcombe,Bob Farrow,1.5,Gardening,Hedge\n";

/// A file as a browser sends it, with what its lines are.
async fn uploaded(ruth: &Client, name: &str, what: &str, text: &str) -> Answer {
    let id = ruth.get("/imports").await.field("id");
    let part = |head: &str, body: &str| {
        format!("--edge\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
    };
    let body = [
        part("name=\"id\"", &id),
        part("name=\"what\"", what),
        part(&format!("name=\"file\"; filename=\"{name}\""), text),
        part("name=\"rows\"", ""),
        "--edge--\r\n".to_owned(),
    ];
    let kind = Some("multipart/form-data; boundary=edge");
    ruth.send(Method::POST, "/imports", kind, body.concat())
        .await
}

/// Takes the columns as they were guessed.
async fn matched(ruth: &Client, path: &str, fields: &[&str]) -> Answer {
    ruth.get(path).await.says("What is each column?");
    let names: Vec<String> = (0..fields.len())
        .map(|place| format!("column-{place}"))
        .collect();
    let columns: Vec<_> = names
        .iter()
        .map(String::as_str)
        .zip(fields.iter().copied())
        .collect();
    ruth.post(&format!("{path}/columns"), &columns)
        .await
        .is(303);
    ruth.get(path).await
}

async fn brought_in(ruth: &Client, path: &str) -> Answer {
    let preview = ruth.post(&format!("{path}/preview"), &[]).await;
    preview.is(200);
    let seal = [("seal", &*preview.field("seal"))];
    let entry = format!("{path}/entry");
    ruth.post(&entry, &seal).await.is(303);
    // Sent twice, it is brought in once.
    ruth.post(&entry, &seal).await.is(303);
    preview
}

fn members(house: &House, state: State) -> u32 {
    let search = Search {
        state: Some(state),
        ..Search::default()
    };
    house.db_read(move |conn| member::count(conn, &search))
}

/// The file of people, with every line settled.
async fn people_settled(ruth: &Client, text: &str) -> String {
    let begun = uploaded(ruth, "people.csv", "people", text).await;
    let path = begun.is(303).location().to_owned();
    let check = matched(ruth, &path, &["first", "last", "email", "phone", ""]).await;
    check
        .says("Cannot be read 2 people")
        .says("Ann Whitcombe has this email address")
        .says("Enter the name")
        .says("To be decided 1 person")
        .says("A member is called Ann Whitcombe: is it somebody else?")
        .says("Bob Farrow is a member already");
    let all = [("all", "wrong"), ("choice", "leave_out")];
    ruth.post(&format!("{path}/choices"), &all).await.is(303);
    let one = [("line", "5"), ("choice", "leave_out")];
    ruth.post(&format!("{path}/choices"), &one).await.is(303);
    path
}

#[tokio::test]
async fn people_come_in_from_a_file_and_a_second_time_nobody_does() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let before = members(&house, State::Active);
    let path = people_settled(&ruth, PEOPLE).await;
    brought_in(&ruth, &path)
        .await
        .says("Bring in 1 person?")
        .says("3 lines are left out.");
    ruth.get(&path)
        .await
        .says("1 person")
        .says("Brought in by Ruth Calder");
    assert_eq!(members(&house, State::Active), before + 1);
    let again = people_settled(&ruth, PEOPLE).await;
    ruth.get(&again)
        .await
        .says("Came in with a spreadsheet before")
        .says("there is nothing to bring in");
    ruth.post(&format!("{again}/preview"), &[]).await.is(409);
    assert_eq!(members(&house, State::Active), before + 1);
    house.assert_books_are_clean();
}

#[tokio::test]
async fn the_columns_of_a_file_are_remembered_by_its_headings() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let text = "Who,Ring them on\nClara Moss,01632 960177\n";
    let path = uploaded(&ruth, "a.csv", "people", text)
        .await
        .location()
        .to_owned();
    ruth.get(&path).await.says("Chosen by the headings.");
    let twice = [("column-0", "name"), ("column-1", "name")];
    ruth.post(&format!("{path}/columns"), &twice).await.is(422);
    let nothing = [("column-0", ""), ("column-1", "phone")];
    ruth.post(&format!("{path}/columns"), &nothing)
        .await
        .is(422)
        .says("Choose which column is the name");
    matched(&ruth, &path, &["name", "phone"])
        .await
        .says("Ready to come in 1 person");
    let next = uploaded(&ruth, "b.csv", "people", "WHO,Ring them on\nKit,\n").await;
    let columns = ruth.get(next.location()).await;
    columns.says("Chosen as for the last file with these headings.");
    assert!(columns.body.contains("<option value=\"phone\" selected>"));
}

/// The file of exchanges, with every line settled: one put right, one left out, two taken or not.
async fn exchanges_settled(ruth: &Client) -> String {
    let begun = uploaded(ruth, "hours.csv", "exchanges", EXCHANGES).await;
    let path = begun.location().to_owned();
    let fields = ["day", "giver", "receiver", "hours", "category", "what"];
    let check = matched(ruth, &path, &fields).await;
    check
        .says("Ready to come in 2 exchanges")
        .says("Type the whole name or the number of “Dil”: Dilys Prosser W-0003-")
        .says("You took part, so another coordinator brings this line in")
        .says("Says the same as line 2: is it another?");
    let line = format!("{path}/lines/4");
    ruth.get(&line).await.says("Type the whole name");
    let typed = |giver| {
        [
            ("day", "5 Nov 2026"),
            ("giver", giver),
            ("receiver", "Bob Farrow"),
            ("hours", "2"),
            ("category", "Cooking"),
            ("what", ""),
        ]
    };
    let wrong = ruth.post(&line, &typed("nobody at all")).await;
    wrong.is(422).says("Nobody here is called so");
    assert!(
        wrong.body.contains("value=\"nobody at all\""),
        "what was typed is kept"
    );
    ruth.post(&line, &typed("Dilys Prosser")).await.is(303);
    ruth.post(&format!("{path}/lines/5"), &[("leave_out", "1")])
        .await
        .is(303);
    ruth.post(&format!("{path}/preview"), &[]).await.is(409);
    let one = [("line", "6"), ("choice", "leave_out")];
    ruth.post(&format!("{path}/choices"), &one).await.is(303);
    path
}

#[tokio::test]
async fn exchanges_come_in_with_their_days_and_the_balances_are_shown_before() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = exchanges_settled(&ruth).await;
    let preview = brought_in(&ruth, &path).await;
    preview
        .says("Bring in 3 exchanges?")
        .says("4 hours 15 minutes in all")
        .says("Ann Whitcombe 0 h 00 min 1 h 30 min")
        .says("Dilys Prosser 0 h 00 min 1 h 15 min");
    ruth.get(&path)
        .await
        .says("3 exchanges, 4 hours 15 minutes");
    assert_eq!(house.transfers(), 3, "sent twice, brought in once");
    assert_eq!(house.balance(Who::Ann), 90);
    assert_eq!(house.balance(Who::Bob), 45 - 90 - 120);
    let ann = house.sign_in(Who::Ann).await;
    ann.get("/exchanges").await.says("Bob Farrow");
    house.assert_books_are_clean();
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = exchanges_settled(&ruth).await;
    brought_in(&ruth, &path).await;
    let again = uploaded(&ruth, "hours.csv", "exchanges", EXCHANGES).await;
    let path = again.location().to_owned();
    let fields = ["day", "giver", "receiver", "hours", "category", "what"];
    matched(&ruth, &path, &fields)
        .await
        .says("Here already 2 exchanges")
        .says("Came in with a spreadsheet before");
    assert_eq!(house.transfers(), 3);
}

#[tokio::test]
async fn an_import_is_undone_by_reversal_and_can_come_in_again() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = exchanges_settled(&ruth).await;
    brought_in(&ruth, &path).await;
    let undoing = format!("{path}/undoing");
    ruth.get(&undoing)
        .await
        .says("3 exchanges (4 hours 15 minutes) are reversed in the book");
    ruth.post(&undoing, &[("reason", " ")])
        .await
        .is(422)
        .says("Say why it is undone");
    assert_eq!(house.transfers(), 3);
    ruth.post(&undoing, &[("reason", "The wrong year")])
        .await
        .is(303);
    assert_eq!(house.transfers(), 6, "both lines stand in the book");
    for who in [Who::Ann, Who::Bob, Who::Dilys] {
        assert_eq!(house.balance(who), 0);
    }
    let list = ruth.get("/imports").await;
    list.says("hours.csv")
        .says("Undone by Ruth Calder")
        .says("“The wrong year”");
    ruth.get("/reports/audit?what=spreadsheet")
        .await
        .says("Spreadsheet: undo");
    house.assert_books_are_clean();
    let path = exchanges_settled(&ruth).await;
    brought_in(&ruth, &path).await;
    assert_eq!(house.balance(Who::Ann), 90);
    house.assert_books_are_clean();
}

#[tokio::test]
async fn people_who_have_begun_stay_when_their_file_is_undone() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let text = "Name,Email\nClara Moss,clara@example.org\nKit Amos,kit@example.org\n";
    let path = uploaded(&ruth, "new.csv", "people", text)
        .await
        .location()
        .to_owned();
    matched(&ruth, &path, &["name", "email"]).await;
    brought_in(&ruth, &path).await;
    let clara = house
        .db_read(|conn| member::with_email(conn, "clara@example.org"))
        .unwrap();
    let help = "Day,Giver,Receiver,Length\n03/11/2026,Clara Moss,Ann Whitcombe,90\n";
    let hours = uploaded(&ruth, "h.csv", "exchanges", help)
        .await
        .location()
        .to_owned();
    matched(&ruth, &hours, &["day", "giver", "receiver", "length"]).await;
    brought_in(&ruth, &hours).await;
    let undoing = format!("{path}/undoing");
    ruth.get(&undoing)
        .await
        .says("1 person who came with it and have done nothing since are withdrawn")
        .says("Line 2: Clara Moss has begun to take part, so they stay.");
    ruth.post(&undoing, &[("reason", "Not ours")]).await.is(303);
    let state = |id| house.db_read(move |conn| member::get(conn, id)).state;
    assert_eq!(state(clara.id), State::Active);
    assert!(
        house
            .db_read(|conn| member::with_email(conn, "kit@example.org"))
            .is_none()
    );
    ruth.get(&path)
        .await
        .says("1 line could not be undone and stays.");
    let undo_hours = format!("{hours}/undoing");
    ruth.post(&undo_hours, &[("reason", "Not ours")])
        .await
        .is(303);
    ruth.post(&undoing, &[("reason", "Not ours")]).await.is(303);
    assert_eq!(state(clara.id), State::Left);
    house.assert_books_are_clean();
}

#[tokio::test]
async fn what_was_looked_at_is_what_comes_in() {
    let house = House::new();
    let (ruth, nia) = (
        house.sign_in(Who::Ruth).await,
        house.sign_in(Who::Nia).await,
    );
    let text = "Day,Giver,Receiver,Length\n03/11/2026,Ann Whitcombe,Bob Farrow,90\n\
                04/11/2026,Ann Whitcombe,Bob Farrow,60\n";
    let path = uploaded(&ruth, "h.csv", "exchanges", text)
        .await
        .location()
        .to_owned();
    matched(&ruth, &path, &["day", "giver", "receiver", "length"]).await;
    let seal = ruth
        .post(&format!("{path}/preview"), &[])
        .await
        .field("seal");
    nia.post(&format!("{path}/lines/3"), &[("leave_out", "1")])
        .await
        .is(303);
    ruth.post(&format!("{path}/entry"), &[("seal", &seal)])
        .await
        .is(409)
        .says("nothing was brought in");
    assert_eq!(house.transfers(), 0);
    nia.post(&format!("{path}/removal"), &[]).await.is(303);
    ruth.get(&path).await.is(404);
}

#[tokio::test]
async fn hours_that_came_in_are_posted_and_say_by_which_way() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = exchanges_settled(&ruth).await;
    brought_in(&ruth, &path).await;
    let found = house.db_read(|conn| {
        timebank::exchange::list(conn, &timebank::exchange::Filter::default(), None, 10)
    });
    assert_eq!(found.len(), 3);
    for exchange in found {
        assert!(matches!(exchange.state, ExchangeState::Posted { .. }));
        assert_eq!(exchange.channel, timebank::Channel::Import);
    }
}

#[tokio::test]
async fn a_file_that_is_none_is_refused_in_words() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    for (name, what, text, said) in [
        (
            "a.csv",
            "people",
            "Only a heading\n",
            "The first row must name the columns",
        ),
        ("a.csv", "", "Name\nClara\n", "Choose what the lines are"),
        (
            "a.xlsx",
            "people",
            "PK\u{3}\u{4}nonsense",
            "cannot be read as a workbook",
        ),
        ("a.csv", "people", "", "Choose a file, or paste its rows"),
    ] {
        uploaded(&ruth, name, what, text).await.is(422).says(said);
    }
    let long = format!("Name\n{}", "Somebody\n".repeat(2_001));
    uploaded(&ruth, "a.csv", "people", &long)
        .await
        .is(422)
        .says("Bring in 2000 lines or fewer at a time");
    let huge = "x".repeat(3 * 1024 * 1024);
    uploaded(&ruth, "a.csv", "people", &huge).await.is(413);
}

/// Three lines of exchanges: of one the length, of another the giver is not to be read.
fn three_lines(id: Uuid) -> Value {
    json!({
        "id": id, "name": "The old list", "content": "exchanges",
        "fields": ["day", "giver", "receiver", "length", "what"],
        "lines": [
            ["2026-11-02", "Ann Whitcombe", "Bob Farrow", "1:30", "Weeding"],
            ["2026-11-03", "Bob Farrow", "Ann Whitcombe", "soon", "A lift"],
            ["2026-11-04", "Nobody Known", "Ann Whitcombe", "45", "A lift"],
        ],
    })
}

fn states(import: &Value) -> Vec<&str> {
    let lines = import["lines"].as_array().unwrap().iter();
    lines.map(|line| line["state"].as_str().unwrap()).collect()
}

/// Sends the three lines, puts the second right and leaves the third out. Answers where it is.
async fn settled(ruth: &Client) -> String {
    let id = timebank::clock::new_id();
    let path = format!("/api/v1/imports/{id}");
    let begun = ruth.post_json("/api/v1/imports", &three_lines(id)).await;
    let begun = begun.is(201).json();
    assert_eq!(states(&begun), ["ready", "wrong", "wrong"]);
    assert_eq!(begun["lines"][1]["errors"][0]["field"], "length");
    ruth.get(&format!("{path}/preview")).await.is(409);
    let settle = async |sent: Value| ruth.post_json(&format!("{path}/lines"), &sent).await;
    settle(json!({ "line": 9, "choice": "take" })).await.is(404);
    let typed = json!({
        "day": "2026-11-03", "giver": "Bob Farrow", "receiver": "Ann Whitcombe", "length": "30",
        "what": "A lift",
    });
    settle(json!({ "line": 3, "typed": typed })).await.is(200);
    let settled = settle(json!({ "line": 4, "choice": "leave_out" })).await;
    let settled = settled.is(200).json();
    assert_eq!(states(&settled), ["ready", "ready", "left_out"]);
    path
}

#[tokio::test]
async fn a_program_puts_lines_right_and_looks_before_anything_is_written() {
    let house = House::new();
    let ruth = house.program(Who::Ruth);
    let mut odd = three_lines(timebank::clock::new_id());
    odd["fields"] = json!(["day", "balance"]);
    ruth.post_json("/api/v1/imports", &odd).await.is(422);
    let ann = house.program(Who::Ann);
    let sent = three_lines(timebank::clock::new_id());
    ann.post_json("/api/v1/imports", &sent).await.is(403);
    let path = settled(&ruth).await;
    let preview = ruth.get(&format!("{path}/preview")).await.is(200).json();
    assert_eq!(
        (&preview["exchanges"], &preview["minutes"]),
        (&json!(2), &json!(120))
    );
    assert_eq!(house.transfers(), 0, "a preview writes nothing");
    let other = json!({ "seal": "00" });
    ruth.post_json(&format!("{path}/entering"), &other)
        .await
        .is(409);
}

#[tokio::test]
async fn what_a_program_brought_in_comes_in_once_and_goes_back_by_reversal() {
    let house = House::new();
    let ruth = house.program(Who::Ruth);
    let path = settled(&ruth).await;
    let preview = ruth.get(&format!("{path}/preview")).await.is(200).json();
    let (enter, seal) = (
        format!("{path}/entering"),
        json!({ "seal": preview["seal"] }),
    );
    let entered = ruth.post_json(&enter, &seal).await.is(200).json();
    let brought_in = ["entered", "entered"];
    assert_eq!(
        states(&entered),
        brought_in,
        "what was left out is forgotten"
    );
    assert_eq!(house.transfers(), 2);
    ruth.post_json(&enter, &seal).await.is(200);
    assert_eq!(house.transfers(), 2, "sent twice, brought in once");
    let undo = format!("{path}/undoing");
    ruth.post_json(&undo, &json!({ "reason": " " }))
        .await
        .is(422);
    let undone = ruth
        .post_json(&undo, &json!({ "reason": "Another year" }))
        .await;
    assert_eq!(undone.is(200).json()["minutes"], 120);
    let list = ruth.get("/api/v1/imports").await.is(200).json();
    assert_eq!(list["items"][0]["state"], "undone");
}
