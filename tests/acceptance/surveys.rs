//! Surveys: answered on one's own page or typed in from paper, counted, never shown, taken back.

use hourbook_tests::{Client, House, Who};
use timebank::SurveyId;
use timebank::survey::{self, NewSurvey, Wave};

/// A survey about well-being that Ruth has opened.
fn db_survey(house: &House) -> SurveyId {
    let (by, moment) = (
        house.person(Who::Ruth).coordinator().unwrap(),
        house.moment(),
    );
    let new = NewSurvey {
        name: "How are you? 2026".into(),
        wellbeing: true,
        ..NewSurvey::default()
    };
    house.db_write(move |tx| survey::open(tx, &by, &new, &moment))
}

const ANSWERS: [(&str, &str); 4] = [
    ("satisfaction", "7"),
    ("worthwhile", "8"),
    ("happiness", "rather_not"),
    ("anxiety", "2"),
];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [more, &ANSWERS].concat()
}

async fn opened(client: &Client) -> String {
    let form = [
        ("name", "Winter"),
        ("asks", "loneliness"),
        ("own_1", "I know my neighbours"),
    ];
    client
        .post("/reports/surveys", &form)
        .await
        .is(303)
        .location()
        .to_owned()
}

#[tokio::test]
async fn a_coordinator_opens_prints_and_closes_a_survey() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let empty = ruth.post("/reports/surveys", &[("name", "Winter")]).await;
    empty.is(422);
    assert!(empty.body.contains("Choose what the survey asks"));
    let place = opened(&ruth).await;
    let page = ruth.get(&place).await;
    assert!(
        page.body
            .contains("How often do you feel that you lack companionship?")
    );
    let sheet = ruth.get(&format!("{place}/sheet")).await;
    for said in [
        "How often do you feel lonely?",
        "Often/always",
        "I know my neighbours",
        "I would rather not say",
        "I agree that my answers are kept and counted.",
    ] {
        assert!(sheet.body.contains(said), "{said}");
    }
    ruth.post(&format!("{place}/closing"), &[]).await.is(303);
    assert!(!house.db_read(survey::all)[0].open);
    let ann = house.sign_in(Who::Ann).await;
    ann.get("/reports/surveys").await.is(403);
}

#[tokio::test]
async fn a_member_answers_with_consent_and_takes_it_back() {
    let house = House::new();
    let id = db_survey(&house);
    let ann = house.sign_in(Who::Ann).await;
    let place = format!("/me/surveys/{id}");
    assert!(ann.get("/me").await.body.contains("/me/surveys"));
    let page = ann.get(&place).await;
    assert!(
        page.body
            .contains("Overall, how satisfied are you with your life nowadays?")
    );
    let without = ann.post(&place, &with(&[("wave", "first")])).await;
    without.is(422);
    assert!(without.body.contains("Without it nothing is kept"));
    let form = with(&[("wave", "first"), ("consent", "yes")]);
    let kept = ann.post(&place, &form).await;
    kept.is(303);
    let own = ann.get(kept.location()).await;
    assert!(own.body.contains("Your answers are kept."));
    assert!(own.body.contains("Answered on"));
    let member = house.id(Who::Ann);
    let sheets = house.db_read(move |conn| survey::of_member(conn, member));
    assert_eq!(sheets[0].wave, Wave::First);
    assert_eq!(sheets[0].answers["happiness"], None);
    assert_eq!(sheets[0].answers["worthwhile"], Some(8));
    let along = ann.post("/me/everything", &[("file", "json")]).await;
    assert!(
        along.body.contains("\"worthwhile\": 8"),
        "it is theirs to take along"
    );

    let gone = ann.post("/me/surveys/withdrawal", &[]).await;
    gone.is(303);
    let own = ann.get(gone.location()).await;
    assert!(
        own.body
            .contains("All that you answered is erased: 1 sheet."),
        "{}",
        own.body
    );
    assert!(
        house
            .db_read(move |conn| survey::of_member(conn, member))
            .is_empty()
    );
}

#[tokio::test]
async fn whoever_would_rather_not_is_kept_as_that() {
    let house = House::new();
    let id = db_survey(&house);
    let bob = house.sign_in(Who::Bob).await;
    let no = bob
        .post(&format!("/me/surveys/{id}"), &[("decline", "yes")])
        .await;
    no.is(303);
    let member = house.id(Who::Bob);
    let sheets = house.db_read(move |conn| survey::of_member(conn, member));
    assert!(sheets[0].declined && sheets[0].answers.is_empty());
}

#[tokio::test]
async fn a_sheet_of_paper_is_typed_in_and_shown_to_nobody_after() {
    let house = House::new();
    let id = db_survey(&house);
    let ruth = house.sign_in(Who::Ruth).await;
    let place = format!("/reports/surveys/{id}/entry");
    let head = [
        ("who", "Dilys Prosser"),
        ("wave", "first"),
        ("when", "today"),
        ("consent", "yes"),
    ];
    let wrong = ruth.post(&place, &head).await;
    wrong.is(422);
    assert!(
        wrong.body.contains("value=\"Dilys Prosser\""),
        "what was typed stays"
    );
    ruth.post(&place, &with(&head)).await.is(303);
    let member = house.id(Who::Dilys);
    let sheets = house.db_read(move |conn| survey::of_member(conn, member));
    assert_eq!(sheets[0].answers["satisfaction"], Some(7));
    let mut own = with(&head);
    own[0] = ("who", "Ruth Calder");
    ruth.post(&place, &own).await.is(403);

    let report = format!("/reports/activity?from=2026-01-01&to=2026-12-31&survey={id}");
    let outside = ruth.get(&report).await;
    outside.is(200);
    assert!(
        outside
            .body
            .contains("How members say they are: How are you? 2026")
    );
    assert!(outside.body.contains("fewer than 8 people"));
    assert!(!outside.body.contains("caused"));
    let committee = ruth.get(&format!("{report}&for=committee")).await;
    assert!(committee.body.contains("7.00"));
    assert!(committee.body.contains("Response rate"));
    let gone = ruth
        .post(
            &format!("/reports/surveys/{id}/withdrawal"),
            &[("who", "Dilys Prosser")],
        )
        .await;
    let page = ruth.get(gone.location()).await;
    assert!(page.body.contains("All they answered is erased: 1 sheet."));
}
