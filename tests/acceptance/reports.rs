//! The activity report: what the committee sees, what readers outside see of it, and its files.

use hourbook_tests::{Client, House, Who};
use ledger::Minutes;
use timebank::exchange::{self, NewExchange};
use timebank::{CategoryId, ExchangeId, audit, clock};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
pub(crate) const NOVEMBER: &str = "from=2026-11-01&to=2026-11-30";
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
pub(crate) fn db_small_bank() -> House {
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

#[tokio::test]
async fn a_community_too_small_to_judge_is_told_so() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = format!("/reports/health?{NOVEMBER}");
    let answer = ruth.get(&path).await;
    answer.is(200);
    assert!(answer.body.contains("6 members gave or received help"));
    assert!(answer.body.contains("With fewer than 10 active members"));
    let report = ruth.get(&format!("/reports/activity?{NOVEMBER}")).await;
    assert!(report.body.contains("/reports/health?from=2026-11-01"));
    let ann = house.sign_in(Who::Ann).await;
    ann.get(&path).await.is(403);
}

#[tokio::test]
async fn a_set_up_is_kept_used_and_removed() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let form = [
        ("name", "Council, each quarter"),
        ("period", "this-month"),
        ("for", "committee"),
        ("channel", "paper"),
    ];
    let kept = ruth.post("/reports/setups", &form).await;
    kept.is(303);
    let report = "/reports/activity?period=this-month&for=committee&channel=paper";
    assert_eq!(kept.location(), format!("{report}&setup=kept"));
    let page = ruth.get(kept.location()).await;
    page.is(200);
    assert!(page.body.contains("The set-up is kept."));
    let link = format!(
        "href=\"{}\">Council, each quarter</a>",
        report.replace('&', "&#38;")
    );
    assert!(page.body.contains(&link), "{link}");

    let again = ruth.post("/reports/setups", &form).await;
    again.is(422);
    assert!(again.body.contains("There is a set-up with this name."));
    let dates = [
        ("name", "Dates"),
        ("from", "2026-11-01"),
        ("to", "2026-11-30"),
    ];
    ruth.post("/reports/setups", &dates).await.is(422);

    let setups = house.db_read(timebank::setup::all);
    assert_eq!(setups.len(), 1);
    let removal = format!("/reports/setups/{}/removal", setups[0].id);
    ruth.post(&removal, &[]).await.is(303);
    ruth.post(&removal, &[]).await.is(303);
    assert!(house.db_read(timebank::setup::all).is_empty());
    let done = house.db_read(|conn| {
        let mut done = Vec::new();
        audit::for_each(conn, &audit::Search::default(), |row| {
            if row.action.ends_with("setup") {
                done.push(row.action);
            }
            Ok::<(), timebank::Error>(())
        })?;
        Ok(done)
    });
    assert_eq!(done, ["report.keep_setup", "report.remove_setup"]);
    let ann = house.sign_in(Who::Ann).await;
    ann.post("/reports/setups", &form).await.is(403);
}

#[tokio::test]
async fn the_audit_is_looked_through_by_who_did_what_and_taken_along() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let all = ruth.get("/reports/audit").await.is(200).text();
    assert!(all.contains("Exchange: approve"));
    assert!(all.contains("Exchange: record"));

    let of_ann = ruth.get("/reports/audit?who=Ann&what=exchange").await;
    let of_ann = of_ann.is(200).text();
    assert!(of_ann.contains("Exchange: record"));
    assert!(
        !of_ann.contains("Exchange: approve"),
        "Ann approves nothing"
    );
    let nobody = ruth.get("/reports/audit?who=Zebedee").await.is(200).text();
    assert!(nobody.contains("Nothing is found"));

    let file = ruth.get("/reports/audit.csv?who=Ann&what=exchange").await;
    let file = file.is(200).text();
    assert!(file.contains("exchange.record") && !file.contains("exchange.approve"));
    let whole = ruth.get("/reports/audit.csv").await.is(200).text();
    assert!(whole.contains("exchange.approve"));

    let ann = house.id(Who::Ann);
    let one = ruth.get(&format!("/reports/audit?about={ann}")).await;
    let one = one.is(200).text();
    assert!(one.contains("Member: add") && !one.contains("Exchange:"));
    house
        .sign_in(Who::Bob)
        .await
        .get("/reports/audit")
        .await
        .is(403);
}

/// The forms of a report for readers outside: days, and how it is written.
pub(crate) fn handed<'a>(to: &'a str, format: &'a str) -> [(&'a str, &'a str); 3] {
    [("from", "2026-11-01"), ("to", to), ("format", format)]
}

pub(crate) const HAND_OVER: &str = "/reports/activity/handovers";

#[tokio::test]
async fn a_report_that_leaves_the_bank_is_remembered_and_leads_to_its_file() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let answer = ruth.post(HAND_OVER, &handed("2026-11-30", "xlsx")).await;
    let file = answer.is(303).location().to_owned();
    assert_eq!(
        file,
        format!("/reports/activity.xlsx?{NOVEMBER}&for=outside")
    );
    ruth.get(&file).await.is(200);
    let kept = house.db_read(timebank::handover::all);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].actor, Some(house.id(Who::Ruth)));
    assert_eq!((kept[0].told.exchanges, kept[0].told.minutes), (15, 1_350));

    let paper = ruth.post(HAND_OVER, &handed("2026-11-30", "print")).await;
    let page = paper.is(303).location().to_owned();
    ruth.get(&page)
        .await
        .says("a printed copy of this report left the bank");
    ruth.post(HAND_OVER, &handed("2026-11-30", "exe"))
        .await
        .is(404);
    ruth.post(HAND_OVER, &handed("2026-10-30", "csv"))
        .await
        .is(404);
    assert_eq!(house.db_read(timebank::handover::all).len(), 2);
}

#[tokio::test]
async fn a_report_warns_of_the_days_that_it_gives_away_with_an_earlier_one() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let warning = "Together with earlier reports this one may give somebody away";
    let month = format!("/reports/activity?{NOVEMBER}");
    let shorter = "/reports/activity?from=2026-11-01&to=2026-11-29";
    for path in [month.as_str(), shorter] {
        assert!(!ruth.get(path).await.is(200).text().contains(warning));
    }
    ruth.post(HAND_OVER, &handed("2026-11-30", "csv"))
        .await
        .is(303);
    let again = ruth.get(&month).await;
    assert!(
        !again.text().contains(warning),
        "the book has not changed since"
    );
    let found = ruth.get(shorter).await;
    found
        .says(warning)
        .says("the figures of 30 November 2026 alone");
    let committee = ruth.get(&format!("{shorter}&for=committee")).await;
    assert!(!committee.text().contains(warning), "it stays inside");
}

#[tokio::test]
async fn late_hours_are_told_beside_what_was_handed_over() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    ruth.post(HAND_OVER, &handed("2026-11-30", "csv"))
        .await
        .is(303);
    db_posted(&house, Who::Ann, Who::Bob, 1);
    let path = format!("/reports/activity?{NOVEMBER}");
    ruth.get(&format!("{path}&for=committee")).await.says(
        "22 hours 30 minutes in 15 exchanges. Since then exchanges of these days were posted late \
         or put right: it is now 1 hour 30 minutes more, in 16 exchanges.",
    );
    let outside = ruth.get(&path).await;
    outside.says("These days were reported before.");
    assert!(
        !outside.text().contains("posted late"),
        "few people stand behind it"
    );
    let data = ruth
        .get(&format!("/reports/activity.json?{NOVEMBER}&for=committee"))
        .await;
    assert_eq!(data.json()["told_before"]["change_minutes"], 90);
}

#[tokio::test]
async fn a_part_of_the_bank_is_for_the_committee_alone() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let part = page(&ruth, "&for=committee&kind=1").await;
    assert!(part.contains("The rest of the bank"), "{part}");
    assert!(part.contains("3 exchanges"), "{part}");
    let outside = page(&ruth, "&kind=1").await;
    assert!(!outside.contains("The rest of the bank"));
    assert!(outside.contains("15 exchanges"), "{outside}");
}

#[tokio::test]
async fn what_hours_would_have_cost_is_said_to_those_who_ask_and_on_no_members_page() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let plain = page(&ruth, "").await;
    assert!(!plain.contains("Replacement cost, not savings"));
    let asked = page(&ruth, "&worth=yes").await;
    assert!(asked.contains("Replacement cost, not savings"));
    assert!(asked.contains("UK National Living Wage"));
    assert!(
        asked.contains("name=\"worth\" value=\"yes\""),
        "it goes with the hand-over"
    );
    assert!(asked.contains("would have cost £"), "{asked}");
    let committee = page(&ruth, "&for=committee&worth=yes").await;
    assert!(committee.contains(
        "activity.csv?from=2026-11-01&#38;to=2026-11-30&#38;for=committee&#38;worth=yes"
    ));

    let mut form = handed("2026-11-30", "csv").to_vec();
    form.push(("worth", "yes"));
    let handed = ruth.post("/reports/activity/handovers", &form).await;
    let file = ruth.get(handed.location()).await;
    assert!(file.body.contains("Replacement cost, not savings"));

    // Nobody else is asked, and no member sees money.
    let vera = house.sign_in(Who::Vera).await;
    assert!(!page(&vera, "&worth=yes").await.contains("Replacement"));
    let ann = house.sign_in(Who::Ann).await;
    for path in ["/home", "/statement", "/me", "/me/hours"] {
        let seen = ann.get(path).await;
        assert!(
            !seen.body.contains('£') && !seen.body.contains("eplacement cost"),
            "{path}"
        );
    }
    ann.get("/reports/worth").await.is(403);
}

#[tokio::test]
async fn rates_and_years_are_written_down_changed_and_removed() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let rate = |pounds| {
        [
            ("level", "median"),
            ("since_day", "1"),
            ("since_month", "4"),
            ("since_year", "2026"),
            ("rate", pounds),
            ("source", "Our county, full-time employees"),
        ]
    };
    let wrong = ruth.post("/reports/worth/rates", &rate("17")).await;
    wrong.is(303);
    let wrong = ruth.post("/reports/worth/rates", &rate("lots")).await;
    wrong.is(422);
    assert!(
        wrong
            .body
            .contains("What an hour costs must be pounds and pence")
    );
    assert!(
        wrong.body.contains("value=\"lots\""),
        "what was typed stays"
    );
    let kept = ruth.post("/reports/worth/rates", &rate("17.50")).await;
    kept.is(303);
    let seen = ruth.get("/reports/worth").await;
    assert!(seen.body.contains("Median, from 1 April 2026: £17.50"));
    assert!(!seen.body.contains("£17.00"), "it was replaced");
    let again = ruth
        .get("/reports/worth?rate=2026-04-01&level=median")
        .await;
    assert!(again.body.contains("value=\"17.50\""));
    let asked = page(&ruth, "&worth=yes").await;
    assert!(asked.contains("would have cost from £"), "{asked}");

    let year = [
        ("year_day", "1"),
        ("year_month", "1"),
        ("year_year", "2026"),
        ("cost", "£6,000"),
        ("deadweight", "101"),
    ];
    ruth.post("/reports/worth/years", &year).await.is(422);
    ruth.post("/reports/worth/years", &year[..4]).await.is(303);
    let report = "/reports/activity?from=2026-01-01&to=2026-12-31&for=committee&worth=yes";
    let seen = ruth.get(report).await;
    // Six members.
    assert!(seen.body.contains("£1,000.00"), "{}", seen.body);
    assert!(
        seen.body
            .contains("the year from 1 January 2026 to 31 December 2026")
    );
    let ids = house.db_read(timebank::worth::rates);
    let median = ids.iter().find(|rate| rate.pence == 1_750).unwrap().id;
    let removal = format!("/reports/worth/rates/{median}/removal");
    ruth.post(&removal, &[]).await.is(303);
    ruth.post(&removal, &[]).await.is(303);
    ruth.post("/reports/worth/years/2026-01-01/removal", &[])
        .await
        .is(303);
    assert!(house.db_read(timebank::worth::years).is_empty());
    assert_eq!(house.db_read(timebank::worth::rates).len(), 2);
}
