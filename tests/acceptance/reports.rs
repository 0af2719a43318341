//! The activity report: what the committee sees, what readers outside see of it, and its files.

use hourbook_tests::{Client, House, Who};
use ledger::Minutes;
use timebank::exchange::{self, NewExchange};
use timebank::{CategoryId, ExchangeId, clock};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const NOVEMBER: &str = "from=2026-11-01&to=2026-11-30";
const EVERYBODY: [Who; 6] = [
    Who::Ann,
    Who::Bob,
    Who::Dilys,
    Who::Ruth,
    Who::Ken,
    Who::Nia,
];

/// Help of an hour and a half, all the way into the book.
fn db_posted(house: &House, giver: Who, receiver: Who, category: i64) {
    let new = NewExchange {
        id: ExchangeId::new(clock::new_id()),
        giver: house.id(giver),
        receiver: house.id(receiver),
        listing: None,
        category: Some(CategoryId::new(category)),
        description: "An afternoon".into(),
        note: String::new(),
        done_on: house.moment().today,
        minutes: Minutes::new(90).unwrap(),
    };
    let other = [Who::Ruth, Who::Ken, Who::Nia]
        .into_iter()
        .find(|who| *who != giver && *who != receiver)
        .unwrap();
    let recorder = house.person(giver).member().unwrap();
    let confirmer = house.person(receiver).member().unwrap();
    let approver = house.person(other).coordinator().unwrap();
    let moment = house.moment();
    house.db_write(move |tx| {
        let exchange = exchange::record(tx, &recorder, &new, &moment)?;
        exchange::confirm(tx, &confirmer, exchange.id, &moment)?;
        exchange::approve(tx, &approver, exchange.id, None, &moment)
    });
}

/// Two kinds of help that go round among everybody, and one between the same two.
fn db_small_bank() -> House {
    let house = House::new();
    for (place, giver) in EVERYBODY.into_iter().enumerate() {
        let receiver = EVERYBODY[(place + 1) % EVERYBODY.len()];
        db_posted(&house, giver, receiver, 2);
        db_posted(&house, receiver, giver, 3);
    }
    for _ in 0..3 {
        db_posted(&house, Who::Ann, Who::Bob, 1);
    }
    house
}

async fn page(client: &Client, extra: &str) -> String {
    let path = format!("/reports/activity?{NOVEMBER}{extra}");
    client.get(&path).await.is(200).body.clone()
}

#[tokio::test]
async fn a_small_number_is_masked_for_readers_outside_and_exact_for_the_committee() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let outside = page(&ruth, "").await;
    assert_eq!(
        outside
            .matches("<span class=\"masked\">fewer than 5 people</span>")
            .count(),
        1,
        "{outside}"
    );
    assert!(outside.contains("Funders and the public"));
    assert!(!outside.contains("4\u{a0}h\u{a0}30\u{a0}min"), "{outside}");
    let committee = page(&ruth, "&for=committee").await;
    assert!(
        committee.contains("4\u{a0}h\u{a0}30\u{a0}min"),
        "{committee}"
    );
    assert!(!committee.contains("class=\"masked\""), "{committee}");
}

#[tokio::test]
async fn of_a_quiet_month_readers_outside_see_nothing() {
    let house = House::new();
    db_posted(&house, Who::Ann, Who::Bob, 1);
    let ruth = house.sign_in(Who::Ruth).await;
    let path = format!("/reports/activity?{NOVEMBER}");
    let outside = ruth.get(&path).await;
    outside
        .is(200)
        .says("Too few members took part in these days");
    for figure in ["1 hour 30 minutes", "1 h 30 min"] {
        assert!(!outside.text().contains(figure), "{}", outside.text());
    }
    let committee = ruth.get(&format!("{path}&for=committee")).await;
    committee.says("2 members shared 1 hour 30 minutes in 1 exchange.");
}

#[tokio::test]
async fn the_data_follow_the_choice_of_readers_and_begin_with_those_outside() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let kinds = async |extra: &str| {
        let path = format!("/reports/activity.json?{NOVEMBER}{extra}");
        let document = ruth.get(&path).await.json();
        let kinds = document["categories"].as_array().unwrap().clone();
        kinds.iter().filter(|kind| kind["minutes"].is_i64()).count()
    };
    assert_eq!(kinds("&for=committee").await, 3);
    assert_eq!(kinds("&for=outside").await, 1);
    assert_eq!(kinds("").await, 1);
    assert_eq!(kinds("&for=somebody").await, 1);
}

#[tokio::test]
async fn workbooks_are_sent_as_what_they_are_with_a_name() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let days = "2026-11-01-to-2026-11-30";
    for (path, name) in [
        ("activity.xlsx", format!("activity-{days}.xlsx")),
        (
            "activity.xlsx?for=committee",
            format!("activity-for-committee-{days}.xlsx"),
        ),
        ("exchanges.xlsx", format!("exchanges-{days}.xlsx")),
        ("members.xlsx", "members-2026-11-22.xlsx".to_owned()),
    ] {
        let and = if path.contains('?') { '&' } else { '?' };
        let answer = ruth.get(&format!("/reports/{path}{and}{NOVEMBER}")).await;
        answer.is(200);
        let header = |name| answer.headers.get(name).unwrap().to_str().unwrap();
        assert_eq!(header("content-type"), XLSX, "{path}");
        let attached = format!("attachment; filename=\"{name}\"");
        assert_eq!(header("content-disposition"), attached, "{path}");
        assert!(answer.body.starts_with("PK"), "{path}");
    }
    let ann = house.sign_in(Who::Ann).await;
    ann.get("/reports/members.xlsx").await.is(403);
}
