//! Projects in the report: one list more, filtered, proved and protected like the others.

use reports::activity::{Part, activity_of, write_csv, write_json};
use reports::disclosure::{Audience, Overlap, against_handed_over, protect};
use serde_json::Value;
use timebank::handover::{self, About, Told};
use timebank::member::MemberKind;
use timebank::project::{self, Plan};
use timebank::{Channel, ProjectId, Role, category};

use crate::support::{Help, TestBank, busy_bank, period};

const YEAR: (&str, &str) = ("2026-03-01", "2026-12-31");

fn begin(test: &TestBank, name: &str, funder: &str, kind: &str) -> ProjectId {
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    let plan = Plan {
        name: name.into(),
        funder: funder.into(),
        category: category::find(&test.conn, kind)
            .unwrap()
            .map(|kind| kind.id),
        ..Plan::default()
    };
    test.write(|tx| project::begin(tx, &by, &plan, &moment))
}

fn rows(document: &Value) -> Vec<(String, Value)> {
    let chapters = document["chapters"].as_array().unwrap().iter();
    let chapter = chapters.clone().find(|chapter| chapter["id"] == "projects");
    let rows = chapter.unwrap()["tables"][0]["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            (
                row["name"].as_str().unwrap().to_owned(),
                row["figures"].clone(),
            )
        })
        .collect()
}

#[test]
fn the_projects_add_up_to_the_report_and_each_of_them_to_its_own() {
    let test = busy_bank(3);
    let gardens = begin(&test, "Gardens for all", "Wrensham Council", "Gardening");
    let lifts = begin(&test, "Lifts for all", "Wrensham Council", "Lifts");
    let whole = test.report(YEAR.0, YEAR.1);
    assert!(
        whole.reconciliation.matches_book(),
        "{:?}",
        whole.reconciliation.differences
    );
    let all: i64 = whole
        .projects
        .iter()
        .map(|share| share.amount.minutes)
        .sum();
    assert_eq!(all, whole.minutes_exchanged());
    assert_eq!(whole.projects.last().unwrap().name, "No project");
    let of = |part: &Part| {
        let days = period(YEAR.0, YEAR.1);
        activity_of(&test.conn, &test.bank, days, part, test.now()).unwrap()
    };
    let mut together = 0;
    for id in [gardens, lifts] {
        let report = of(&Part {
            project: Some(id),
            ..Part::WHOLE
        });
        let share = whole
            .projects
            .iter()
            .find(|share| share.project == Some(id));
        assert_eq!(report.minutes_exchanged(), share.unwrap().amount.minutes);
        assert!(report.reconciliation.matches_book());
        together += report.minutes_exchanged();
    }
    let council = project::funder_named(&test.conn, "wrensham council")
        .unwrap()
        .unwrap();
    let paid = of(&Part {
        funder: Some(council.id),
        ..Part::WHOLE
    });
    assert_eq!(paid.minutes_exchanged(), together);
    assert_eq!(
        paid.part.unwrap(),
        "Only projects that Wrensham Council pays for"
    );
}

#[test]
fn a_project_of_few_people_takes_another_row_with_it() {
    let test = TestBank::new();
    let people: Vec<_> = (0..14)
        .map(|number| {
            test.add(
                &format!("Person{number} Example"),
                MemberKind::Person,
                Role::Member,
            )
        })
        .collect();
    test.on("2026-07-10");
    begin(&test, "Gardens for all", "", "Gardening");
    begin(&test, "Lifts for all", "", "Lifts");
    begin(&test, "Kitchen", "", "Cooking");
    for place in 0..13 {
        let kind = if place % 2 == 0 { "Gardening" } else { "Lifts" };
        test.posted(Help::new(people[place], people[place + 1], 60).of(Some(kind)));
    }
    for _ in 0..5 {
        test.posted(Help::new(people[0], people[1], 45).of(Some("Cooking")));
    }
    let report = test.report("2026-07-01", "2026-07-31");
    let mut file = Vec::new();
    write_json(&protect(&report, Audience::OUTSIDE), &mut file).unwrap();
    let found = rows(&serde_json::from_slice(&file).unwrap());
    let hidden: Vec<&str> = found
        .iter()
        .filter(|(_, figures)| figures[0].is_null())
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(hidden.len(), 2, "{found:?}");
    assert!(hidden.contains(&"Kitchen"));
    let mut file = Vec::new();
    write_csv(&protect(&report, Audience::OUTSIDE), &mut file).unwrap();
    let file = String::from_utf8(file).unwrap();
    let kitchen = file.lines().find(|line| line.contains("Kitchen")).unwrap();
    assert!(!kitchen.contains("225"), "{kitchen}");
}

#[test]
fn a_bank_without_projects_says_nothing_of_them() {
    let test = busy_bank(5);
    let report = test.report(YEAR.0, YEAR.1);
    assert!(report.projects.is_empty());
    let chapters = protect(&report, Audience::Committee).chapters;
    assert!(chapters.iter().all(|chapter| chapter.id != "projects"));
}

#[test]
fn what_came_to_another_project_since_is_warned_of() {
    let test = busy_bank(3);
    begin(&test, "Gardens for all", "", "Gardening");
    test.on("2027-02-01");
    let days = period(YEAR.0, YEAR.1);
    let report = test.report(YEAR.0, YEAR.1);
    let told = Told {
        from: days.from(),
        to: days.to(),
        format: "pdf".into(),
        transfers: report.head.seq,
        exchanges: report.exchanges(),
        minutes: report.minutes_exchanged(),
        about: About::default(),
        survey: None,
    };
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    test.write(|tx| handover::remember(tx, &by, &told, &moment));
    let warned = || {
        let report = protect(&test.report(YEAR.0, YEAR.1), Audience::OUTSIDE);
        against_handed_over(&test.conn, &report).unwrap()
    };
    test.on("2027-02-02");
    assert_eq!(warned(), [], "the same was told");
    begin(&test, "Lifts for all", "", "Lifts");
    assert!(matches!(warned()[..], [Overlap::Since(_)]));
}
