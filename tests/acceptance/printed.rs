//! What is printed: the report, the pages for a funder, statements; and the list that reminds.

use hourbook_tests::Who;

use crate::reports::{HAND_OVER, NOVEMBER, db_small_bank, handed};

#[tokio::test]
async fn the_printed_report_is_sent_as_what_it_is_and_remembered_when_it_leaves() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let answer = ruth.post(HAND_OVER, &handed("2026-11-30", "pdf")).await;
    let file = answer.is(303).location().to_owned();
    assert_eq!(
        file,
        format!("/reports/activity.pdf?{NOVEMBER}&for=outside")
    );
    let answer = ruth.get(&file).await;
    answer.is(200);
    let header = |name| answer.headers.get(name).unwrap().to_str().unwrap();
    assert_eq!(header("content-type"), "application/pdf");
    let name = "activity-2026-11-01-to-2026-11-30.pdf";
    let attached = format!("attachment; filename=\"{name}\"");
    assert_eq!(header("content-disposition"), attached);
    assert!(answer.body.starts_with("%PDF-"));
    let kept = house.db_read(timebank::handover::all);
    assert_eq!(kept[0].told.format, "pdf");
}

#[tokio::test]
async fn the_pages_for_a_funder_are_handed_over_like_the_report() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let answer = ruth.post(HAND_OVER, &handed("2026-11-30", "pack")).await;
    let file = answer.is(303).location().to_owned();
    assert_eq!(
        file,
        format!("/reports/funder-pack.pdf?{NOVEMBER}&for=outside")
    );
    let answer = ruth.get(&file).await;
    assert!(answer.is(200).body.starts_with("%PDF-"));
    assert_eq!(
        house.db_read(timebank::handover::all)[0].told.format,
        "pack"
    );
}

#[tokio::test]
async fn a_statement_is_printed_for_its_member_and_for_coordinators() {
    let house = db_small_bank();
    let ann = house.sign_in(Who::Ann).await;
    for path in [
        "/statement.pdf",
        "/statement.pdf?period=everything&print=large",
    ] {
        let answer = ann.get(path).await;
        answer.is(200);
        let header = |name| answer.headers.get(name).unwrap().to_str().unwrap();
        assert_eq!(header("content-type"), "application/pdf", "{path}");
        assert!(answer.body.starts_with("%PDF-"), "{path}");
    }
    let path = format!("/members/{}/statement.pdf", house.id(Who::Ann));
    ann.get(&path).await.is(403);
    let ruth = house.sign_in(Who::Ruth).await;
    ruth.get(&path).await.is(200);
}

#[tokio::test]
async fn a_report_that_is_handed_over_regularly_stands_on_the_list_until_it_is() {
    let house = db_small_bank();
    let ruth = house.sign_in(Who::Ruth).await;
    let form = |period| {
        [
            ("name", "Council, each month"),
            ("period", period),
            ("for", "outside"),
            ("reminds", "yes"),
        ]
    };
    let refused = ruth.post("/reports/setups", &form("this-month")).await;
    refused.is(422).says("Choose a period that is over");
    ruth.post("/reports/setups", &form("last-month"))
        .await
        .is(303);
    let list = ruth.get("/to-do").await;
    list.says("Reports to hand over")
        .says("Council, each month: October 2026");
    let october = [
        ("from", "2026-10-01"),
        ("to", "2026-10-31"),
        ("format", "pack"),
    ];
    ruth.post(HAND_OVER, &october).await.is(303);
    let list = ruth.get("/to-do").await;
    assert!(!list.is(200).body.contains("Reports to hand over"));
}
