//! Projects and stories through their pages: begun, marked, reported, told and taken back; nothing
//! of a project for members.

use hourbook_tests::{Client, House, Who};
use serde_json::Value;
use timebank::exchange;

use crate::reports::{NOVEMBER, db_small_bank, handed};

async fn begun(ruth: &Client) -> String {
    let form = [
        ("name", "Gardens for all"),
        ("funder", "Wrensham Council"),
        ("category", "2"),
    ];
    ruth.post("/reports/projects", &form).await.is(303);
    let list = ruth.get("/reports/projects?done=begun").await;
    list.says("The project is begun.");
    let link = list.body.split("href=\"/reports/projects/").nth(1).unwrap();
    link.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_project_stands_in_the_report_and_the_committee_filters_by_it() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let empty = ruth.post("/reports/projects", &[("name", " ")]).await;
    empty.is(422).says("Enter a name of 80 characters or less");
    let id = begun(&ruth).await;
    let whole = ruth
        .get(&format!("/reports/activity?{NOVEMBER}&for=committee"))
        .await;
    whole
        .says("Gardens for all")
        .says("Paid for by Wrensham Council");
    let part = format!("/reports/activity?{NOVEMBER}&for=committee&project={id}");
    ruth.get(&part)
        .await
        .says("Only the project Gardens for all.");
    let paid = format!("/reports/activity.json?{NOVEMBER}&for=committee&funder=1");
    let json: Value = ruth.get(&paid).await.is(200).json();
    assert_eq!(json["minutes_exchanged"], 6 * 90);
    assert_eq!(json["reconciliation"]["matches_book"], true);
    let outside = format!("/reports/activity?{NOVEMBER}&for=outside&project={id}");
    let page = ruth.get(&outside).await;
    page.says("Only the project Gardens for all.");
    assert!(
        page.body.contains("name=\"project\" value=\"1\""),
        "it goes with the hand-over"
    );
    let program = house.program(Who::Ruth);
    let api = format!("/api/v1/reports/activity?{NOVEMBER}&project={id}");
    let json = program.get(&api).await.is(200).json();
    assert!(json["protection"]["notes"].as_array().unwrap().len() > 1);
    assert!(
        json["reconciliation"]["accounts"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let json = program
        .get(&format!("{api}&for=committee"))
        .await
        .is(200)
        .json();
    assert_eq!(json["exchanges"], 6);
}

#[tokio::test]
async fn a_project_that_was_handed_over_is_not_taken_for_the_whole_bank() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let id = begun(&ruth).await;
    let form = [
        &handed("2026-11-30", "csv")[..],
        &[("project", id.as_str())],
    ]
    .concat();
    let given = ruth.post("/reports/activity/handovers", &form).await;
    let file = ruth.get(given.is(303).location()).await;
    assert!(
        file.is(200)
            .body
            .contains("Only the project Gardens for all")
    );
    assert!(given.location().contains("&project=1"));
    let whole = format!("/reports/activity?{NOVEMBER}&for=committee");
    let told = "A report of these days was handed over";
    assert!(!ruth.get(&whole).await.is(200).text().contains(told));
    let again = format!("/reports/activity?{NOVEMBER}&for=outside&project={id}");
    let warning = "These days were reported before";
    assert!(
        !ruth.get(&again).await.is(200).text().contains(warning),
        "nothing has changed"
    );
    let day_less = again.replace("2026-11-30", "2026-11-29");
    ruth.get(&day_less).await.says("30 November 2026");
}

#[tokio::test]
async fn a_coordinator_says_where_an_exchange_belongs_and_the_two_never_see_it() {
    let house = House::new();
    let id = house.db_confirmed(Who::Ann, Who::Bob);
    let ruth = house.sign_in(Who::Ruth).await;
    let project = begun(&ruth).await;
    let place = format!("/exchanges/{id}");
    let mark = format!("{place}/project");
    let marked = ruth.post(&mark, &[("project", &project)]).await;
    let page = ruth.get(marked.is(303).location()).await;
    page.says("It is written down to which project it belongs.");
    page.says("It belongs to Gardens for all: Ruth");
    let ann = house.sign_in(Who::Ann).await;
    let seen = ann.get(&place).await;
    assert!(!seen.is(200).body.contains("Gardens for all"));
    ann.post(&mark, &[("project", &project)]).await.is(403);
    let along = ann.post("/me/everything", &[("file", "json")]).await;
    assert!(!along.body.contains("Gardens for all"));
    let opening = format!("/reports/projects/{project}/opening");
    ruth.post(&opening, &[("open", "no")]).await.is(303);
    ruth.post(&mark, &[("project", "")]).await.is(303);
    ruth.post(&mark, &[("project", &project)]).await.is(422);
    let belongs = house.db_read(move |conn| exchange::get(conn, id)).project;
    assert_eq!(belongs, None);
}

const STORY: [(&str, &str); 9] = [
    ("words", "It was kind of them.\r\n\r\nI came back."),
    ("naming", "first_name"),
    ("channel", "in_person"),
    ("consent_day", "1"),
    ("consent_month", "11"),
    ("consent_year", "2026"),
    ("until_day", "30"),
    ("until_month", "6"),
    ("until_year", "2027"),
];

#[tokio::test]
async fn a_story_is_in_the_report_and_its_files_until_whoever_told_it_takes_it_back() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let refused = ruth.post("/reports/stories", &STORY[..1]).await;
    refused.is(422).says("Choose how they may be named");
    assert!(refused.body.contains("It was kind of them."), "typed stays");
    let nobody = ruth.post("/reports/stories", &STORY).await;
    nobody
        .is(422)
        .says("Somebody who is no member is not named");
    let form = [&[("who", "Bob Farrow")], &STORY[..]].concat();
    ruth.post("/reports/stories", &form).await.is(303);
    let path = |file: &str| format!("/reports/activity{file}?{NOVEMBER}&for=outside&story=1");
    let page = ruth.get(&path("")).await;
    page.says("In somebody’s own words");
    page.says("“It was kind of them.");
    let csv = ruth.get(&path(".csv")).await;
    assert!(csv.body.contains("story,What it is,"), "{}", csv.body);
    let bob = house.sign_in(Who::Bob).await;
    let own = bob.get("/me/stories").await;
    own.says("Printed as by: Bob");
    let along = bob.post("/me/everything", &[("file", "json")]).await;
    assert!(along.body.contains("It was kind of them."));
    let ann = house.sign_in(Who::Ann).await;
    ann.post("/me/stories/1/withdrawal", &[]).await.is(404);
    bob.post("/me/stories/1/withdrawal", &[]).await.is(303);
    let page = ruth.get(&path("")).await;
    assert!(!page.is(200).body.contains("It was kind of them."));
}
