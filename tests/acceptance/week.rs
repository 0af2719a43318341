//! A coordinator's whole week in one test: people come in, slips are typed, hours approved,
//! disputes decided, an activity settled, an entry merged, somebody leaves. At the end the book
//! is clean and the report has the hours.

use std::fmt::Write as _;

use hourbook_tests::{Answer, Client, House, Who};
use timebank::exchange::{self, Filter};
use timebank::member::{self, Search};
use timebank::{ExchangeId, MemberId, activity};

/// Fifteen people of a spreadsheet; the last one stands in it twice.
const PEOPLE: [&str; 15] = [
    "Abdi Warsame",
    "Bea Holt",
    "Clara Moss",
    "Derek Askew",
    "Eileen Tranter",
    "Fergus Macrae",
    "Gwilym Rees",
    "Hamza Siddiqui",
    "Ines Carvalho",
    "Joyce Penhallow",
    "Kofi Mensah",
    "Len Battersby",
    "Mei Tan",
    "Olive Thackray",
    "O. Thackray",
];

async fn bring_in(ruth: &Client, people: &[&str]) {
    let mut rows = "Name\tArea\n".to_owned();
    for name in people {
        // Writing into a string cannot fail.
        let _ = writeln!(rows, "{name}\tMill End");
    }
    let id = ruth.get("/imports").await.field("id");
    let file = [("id", &*id), ("what", "people"), ("rows", &*rows)];
    let begun = ruth.post("/imports", &file).await;
    let path = begun.location();
    let columns = [("column-0", "name"), ("column-1", "area")];
    ruth.post(&format!("{path}/columns"), &columns)
        .await
        .is(303);
    let preview = ruth.post(&format!("{path}/preview"), &[]).await;
    let seal = [("seal", &*preview.field("seal"))];
    ruth.post(&format!("{path}/entry"), &seal).await.is(303);
}

fn found(house: &House, name: &str) -> MemberId {
    let search = Search {
        words: name.to_owned(),
        ..Search::default()
    };
    house.db_read(move |conn| member::search(conn, &search, 0, 1))[0].id
}

/// Types an envelope of slips, pasted from a spreadsheet, and enters them.
async fn enter_slips(ruth: &Client, rows: &str) -> Answer {
    let list = ruth.get("/slips").await;
    let envelope = [
        ("id", &*list.field("id")),
        ("name", "The box at The Wharf"),
        ("signed", "both"),
    ];
    let path = ruth.post("/slips", &envelope).await.location().to_owned();
    ruth.post(&format!("{path}/paste"), &[("lines", rows)])
        .await
        .is(303);
    let check = ruth.get(&format!("{path}/check")).await;
    let seals: Vec<(&str, &str)> = check
        .body
        .split("name=\"line\" value=\"")
        .skip(1)
        .map(|rest| ("line", rest.split('"').next().unwrap()))
        .collect();
    let answer = ruth.post(&format!("{path}/entry"), &seals).await;
    answer.is(303);
    ruth.get(answer.location()).await
}

fn waiting(house: &House) -> Vec<ExchangeId> {
    let found = house.db_read(|conn| exchange::approvals(conn, &Filter::default(), 200));
    found.iter().map(|exchange| exchange.id).collect()
}

async fn approve_all(ruth: &Client) -> Answer {
    let queue = ruth.get("/approvals").await;
    let shown = queue.field("shown");
    let check = ruth
        .post("/approvals/check", &[("all", "1"), ("shown", &shown)])
        .await;
    let chosen = check.field("exchange");
    let answer = ruth.post("/approvals", &[("exchange", &chosen)]).await;
    answer.is(303);
    ruth.get(answer.location()).await
}

/// Thirty slips of half an hour each, as rows of a spreadsheet.
fn thirty_slips() -> String {
    let mut rows = "Date\tGave\tReceived\tHow long\tKind\n".to_owned();
    for n in 0..30 {
        let (giver, receiver) = (PEOPLE[n % 14], PEOPLE[(n * 3 + 1 + n / 14) % 14]);
        let receiver = if giver == receiver {
            "Bob Farrow"
        } else {
            receiver
        };
        let day = 1 + n % 20;
        let _ = writeln!(rows, "{day} 11 2026\t{giver}\t{receiver}\t30\tGardening");
    }
    rows
}

/// Two members say that something is wrong, and it is decided with both.
async fn decide_two_disputes(house: &House, ruth: &Client) {
    let disputed = [
        house.db_recorded(Who::Ann, Who::Bob),
        house.db_recorded(Who::Dilys, Who::Bob),
    ];
    let bob = house.sign_in(Who::Bob).await;
    for id in disputed {
        let told = [
            ("reason", "It was an hour"),
            ("hours", "1"),
            ("minutes", "0"),
        ];
        bob.post(&format!("/exchanges/{id}/dispute"), &told)
            .await
            .is(303);
        ruth.post(&format!("/exchanges/{id}/decision"), &told)
            .await
            .is(303);
    }
}

/// Fourteen people at chair yoga, led by somebody else: listed, marked, looked at and settled.
async fn settle_an_activity_of_fourteen(ruth: &Client) {
    let form = ruth.get("/activities/new").await;
    let fields = [
        ("id", &*form.field("id")),
        ("title", "Chair yoga"),
        ("day", "18"),
        ("month", "11"),
        ("year", "2026"),
        ("hours", "2"),
        ("category", "1"),
    ];
    let planned = ruth.post("/activities", &fields).await;
    let path = planned.location().split('?').next().unwrap().to_owned();
    let everybody = PEOPLE[..14].join("\n");
    for (who, part) in [(&*everybody, "attendee"), ("dilys", "leader")] {
        let listed = [("who", who), ("part", part)];
        ruth.post(&format!("{path}/people"), &listed).await.is(303);
    }
    let settling = format!("{path}/settling");
    let page = ruth.get(&settling).await;
    let mut marks: Vec<(&str, &str)> = page
        .body
        .split("name=\"came\" value=\"")
        .skip(1)
        .map(|rest| ("came", rest.split('"').next().unwrap()))
        .collect();
    assert_eq!(marks.len(), 15);
    marks.push(("payment", "split"));
    let seal = ruth.post(&settling, &marks).await.field("seal");
    marks.extend([("seal", &*seal), ("settle", "1")]);
    ruth.post(&settling, &marks).await.is(303);
}

#[tokio::test]
async fn a_whole_week_leaves_the_book_clean_and_the_report_right() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;

    // Monday: people come in, and a box of slips.
    bring_in(&ruth, &PEOPLE).await;
    let entered = enter_slips(&ruth, &thirty_slips()).await;
    entered.says("30 slips entered, 15 hours.");

    // Tuesday: approvals and disputes.
    let approved = approve_all(&ruth).await;
    approved.says("You approved 30 exchanges, 15 hours.");
    decide_two_disputes(&house, &ruth).await;
    let approved = approve_all(&ruth).await;
    approved.says("You approved 2 exchanges, 2 hours.");
    assert!(waiting(&house).is_empty());

    // Wednesday: chair yoga.
    settle_an_activity_of_fourteen(&ruth).await;

    // Thursday: the entry that stands twice is merged, and somebody leaves.
    let (olive, twice) = (
        found(&house, "Olive Thackray"),
        found(&house, "O. Thackray"),
    );
    let (goes, transfer) = (twice.to_string(), timebank::clock::new_id().to_string());
    let fields = [("goes", &*goes), ("transfer", &*transfer)];
    ruth.post(&format!("/members/{olive}/merging"), &fields)
        .await
        .is(303);
    let state = format!("/members/{}/state", house.id(Who::Harold));
    ruth.post(&state, &[("change", "leave")]).await.is(303);

    // Friday: the book, the report, and a page that says that nothing waits.
    house.assert_books_are_clean();
    ruth.get("/approvals").await.says("Nothing waits for you");
    let report = "/reports/activity?from=2026-11-01&to=2026-11-30&for=committee";
    ruth.get(report).await.says("17 h 00 min");
    let (from, to) = ("2026-11-01".parse().unwrap(), "2026-11-30".parse().unwrap());
    let tally = house.db_read(move |conn| activity::tally(conn, from, to));
    assert_eq!(
        (tally.leader_minutes, tally.attendee_minutes),
        (120, 14 * 120)
    );
}
