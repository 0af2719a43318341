//! What readers can work out who have the reports of every project, of a funder and of the whole
//! bank: they subtract whatever they like, and must not come to the hours of few people.
#![expect(
    clippy::float_arithmetic,
    reason = "readers solve equations; what they come to is printed nowhere"
)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use reports::activity::{ActivityReport, Part, activity_of, write_json};
use reports::disclosure::{Audience, protect};
use serde_json::Value;
use timebank::actor::Role;
use timebank::clock::Channel;
use timebank::ids::{MemberId, ProjectId};
use timebank::member::MemberKind;
use timebank::project::{self, Plan};

use crate::support::{Help, TestBank, period};

/// An exchange in a random bank, by the places of the two among the members, of the kind and of
/// the project.
#[derive(Clone, Debug)]
struct Deed {
    giver: usize,
    receiver: usize,
    minutes: i64,
    category: usize,
    days_ago: u64,
    project: usize,
}

const KINDS: [&str; 3] = ["Gardening", "Lifts", "Cooking"];
const NAMES: [&str; 4] = ["none", "Gardens for all", "Nobody alone", "Small repairs"];
const FROM: &str = "2026-07-01";
const TO: &str = "2026-09-30";

fn banks() -> impl Strategy<Value = (usize, Vec<Deed>)> {
    (6..30_usize).prop_flat_map(|members| {
        let deed = (
            0..members,
            1..members,
            1..40_i64,
            prop_oneof![6 => Just(0_usize), 3 => Just(1), 2 => Just(2)],
            0..90_u64,
            prop_oneof![5 => Just(0_usize), 4 => Just(1), 3 => Just(2), 1 => Just(3)],
        );
        let deeds = prop::collection::vec(deed, 0..140).prop_map(move |deeds| {
            let deed = |(giver, step, quarters, category, days_ago, project)| Deed {
                giver,
                receiver: (giver + step) % members,
                minutes: 15 * quarters,
                category,
                days_ago,
                project,
            };
            deeds.into_iter().map(deed).collect::<Vec<_>>()
        });
        (Just(members), deeds)
    })
}

/// The bank, and its projects in the order of [`NAMES`]; one funder pays for the first two.
fn bank((members, deeds): &(usize, Vec<Deed>)) -> (TestBank, Vec<Option<ProjectId>>) {
    let test = TestBank::new();
    test.on("2026-08-10");
    let add = |place| {
        let name = format!("Member{place} Example");
        test.add(&name, MemberKind::Person, Role::Member)
    };
    let members: Vec<MemberId> = (0..*members).map(add).collect();
    test.on(TO);
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    let mut projects = vec![None];
    for (name, funder) in NAMES[1..].iter().zip(["The Council", "The Council", ""]) {
        let plan = Plan {
            name: (*name).into(),
            funder: funder.into(),
            from: "2026-01-01".parse().ok(),
            ..Plan::default()
        };
        projects.push(Some(
            test.write(|tx| project::begin(tx, &by, &plan, &moment)),
        ));
    }
    for deed in deeds {
        let help = Help::new(members[deed.giver], members[deed.receiver], deed.minutes)
            .of(Some(KINDS[deed.category]))
            .days_ago(deed.days_ago);
        let id = test.posted(help);
        let to = projects[deed.project];
        test.write(|tx| project::mark(tx, &by, id, to, &moment));
    }
    (test, projects)
}

fn of(test: &TestBank, part: &Part) -> ActivityReport {
    activity_of(&test.conn, &test.bank, period(FROM, TO), part, test.now()).unwrap()
}

fn published(report: &ActivityReport) -> Value {
    let mut file = Vec::new();
    write_json(&protect(report, Audience::OUTSIDE), &mut file).unwrap();
    serde_json::from_slice(&file).unwrap()
}

/// The reports that readers have, each with the columns it is the sum of.
fn all_reports(test: &TestBank, projects: &[Option<ProjectId>]) -> Vec<(Vec<usize>, Value)> {
    let mut found = vec![((0..projects.len()).collect(), of(test, &Part::WHOLE))];
    for (column, project) in projects.iter().enumerate().skip(1) {
        let part = Part {
            project: *project,
            ..Part::WHOLE
        };
        found.push((vec![column], of(test, &part)));
    }
    let funder = project::funders(&test.conn).unwrap()[0].id;
    let funder = Part {
        funder: Some(funder),
        ..Part::WHOLE
    };
    found.push((vec![1, 2], of(test, &funder)));
    let publish = |(columns, report): (Vec<usize>, ActivityReport)| (columns, published(&report));
    found.into_iter().map(publish).collect()
}

fn key(deed: &Deed, list: &str) -> String {
    let today: NaiveDate = TO.parse().unwrap();
    match list {
        "months" => (today - Days::new(deed.days_ago))
            .format("%Y-%m")
            .to_string(),
        "categories" => KINDS[deed.category].to_owned(),
        _ => "paper".to_owned(),
    }
}

fn float(value: i64) -> f64 {
    f64::from(i32::try_from(value).unwrap())
}

/// A sum that readers know: which cells, by row and project, and how much.
type Known = (BTreeSet<(String, usize)>, f64);

/// Everything the reports say of a list, in exchanges or in minutes.
fn known(
    reports: &[(Vec<usize>, Value)],
    rows: &BTreeSet<String>,
    list: &str,
    (column, total): (&str, &str),
) -> Vec<Known> {
    let mut found = Vec::new();
    let cells = |rows: &[&String], columns: &[usize]| -> BTreeSet<(String, usize)> {
        let row = |row: &&String| {
            let row = (*row).clone();
            columns
                .iter()
                .map(move |column| (row.clone(), *column))
                .collect::<Vec<_>>()
        };
        rows.iter().flat_map(row).collect()
    };
    for (columns, report) in reports {
        let all: Vec<&String> = rows.iter().collect();
        if let Some(value) = report[total].as_i64() {
            found.push((cells(&all, columns), float(value)));
        }
        let listed = report[list].as_array().unwrap();
        let named = |row: &Value| -> String {
            let name = row.get("month").or(row.get("name")).unwrap();
            name.as_str().unwrap().to_owned()
        };
        for row in listed {
            if let Some(value) = row[column].as_i64() {
                found.push((cells(&[&named(row)], columns), float(value)));
            }
        }
        // A row that a list leaves away is nought.
        for row in rows.iter().filter(|_| !listed.is_empty()) {
            if !listed.iter().any(|one| named(one) == *row) {
                found.push((cells(&[row], columns), 0.0));
            }
        }
    }
    // What the whole bank's report says of each project.
    let chapters = reports[0].1["chapters"].as_array().into_iter().flatten();
    let figure = usize::from(column == "minutes");
    for row in chapters.flat_map(|chapter| chapter["tables"][0]["rows"].as_array().unwrap()) {
        let of = NAMES
            .iter()
            .position(|name| row["name"] == *name)
            .unwrap_or(0);
        if let Some(value) = row["figures"][figure].as_i64() {
            let all: Vec<&String> = rows.iter().collect();
            found.push((cells(&all, &[of]), float(value)));
        }
    }
    found
}

/// Sums of sums: rows of numbers, brought to steps.
struct Steps(Vec<Vec<f64>>);

impl Steps {
    /// What is left of a sum when everything known is taken from it.
    fn rest(&self, mut sum: Vec<f64>) -> Vec<f64> {
        for step in &self.0 {
            let place = step.iter().position(|one| one.abs() > 1e-9).unwrap();
            let times = sum[place] / step[place];
            sum.iter_mut()
                .zip(step)
                .for_each(|(one, other)| *one -= times * other);
        }
        sum
    }

    fn add(&mut self, sum: Vec<f64>) {
        let rest = self.rest(sum);
        if rest.iter().any(|one| one.abs() > 1e-9) {
            self.0.push(rest);
        }
    }

    fn follows(&self, sum: Vec<f64>) -> bool {
        self.rest(sum).iter().all(|one| one.abs() <= 1e-9)
    }
}

/// From where to where each cell may reach, as far as sums and signs say.
fn bounds(cells: &[(String, usize)], known: &[Known]) -> BTreeMap<(String, usize), (f64, f64)> {
    let mut found: BTreeMap<_, _> = cells
        .iter()
        .map(|cell| (cell.clone(), (0.0_f64, f64::INFINITY)))
        .collect();
    for _ in 0..30 {
        for (sum, value) in known {
            let ends: Vec<(f64, f64)> = sum.iter().map(|cell| found[cell]).collect();
            for (place, cell) in sum.iter().enumerate() {
                let others = ends.iter().enumerate().filter(|(other, _)| *other != place);
                let (least, most) = others.fold((0.0, 0.0), |(least, most), (_, end)| {
                    (least + end.0, most + end.1)
                });
                let end = found.get_mut(cell).unwrap();
                *end = (end.0.max(value - most), end.1.min(value - least));
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_told_apart_by_the_reports_of_projects_beside_that_of_the_bank(made in banks()) {
        let (test, projects) = bank(&made);
        let reports = all_reports(&test, &projects);
        let deeds = &made.1;
        for list in ["months", "categories", "channels"] {
            let mut people: BTreeMap<(String, usize), BTreeSet<usize>> = BTreeMap::new();
            for deed in deeds {
                let cell = people.entry((key(deed, list), deed.project)).or_default();
                cell.extend([deed.giver, deed.receiver]);
            }
            let mut rows: BTreeSet<String> = people.keys().map(|(row, _)| row.clone()).collect();
            if list == "months" {
                rows.extend(["2026-07", "2026-08", "2026-09"].map(str::to_owned));
            }
            let cells: Vec<(String, usize)> = rows
                .iter()
                .flat_map(|row| (0..4).map(move |column| (row.clone(), column)))
                .collect();
            let is_few = |which: &[&(String, usize)]| {
                let crowd: BTreeSet<usize> =
                    which.iter().filter_map(|cell| people.get(*cell)).flatten().copied().collect();
                (1..5).contains(&crowd.len())
            };
            for of in [("exchanges", "exchanges"), ("minutes", "minutes_exchanged")] {
                let known = known(&reports, &rows, list, of);
                let vector = |sum: &dyn Fn(&(String, usize)) -> bool| -> Vec<f64> {
                    cells.iter().map(|cell| f64::from(u8::from(sum(cell)))).collect()
                };
                let mut steps = Steps(Vec::new());
                for (sum, _) in &known {
                    steps.add(vector(&|cell| sum.contains(cell)));
                }
                for (place, one) in cells.iter().enumerate() {
                    for other in &cells[place..] {
                        let told = steps.follows(vector(&|cell| cell == one || cell == other));
                        prop_assert!(!told || !is_few(&[one, other]), "{list}: {one:?} {other:?}");
                    }
                }
                let ends = bounds(&cells, &known);
                for cell in cells.iter().filter(|cell| is_few(&[cell])) {
                    let (least, most) = ends[cell];
                    prop_assert!(most - least >= 3.0, "{list}: {cell:?} {least} to {most}");
                }
            }
        }
        for (_, report) in &reports[1..] {
            let active = report["protection"]["figures"].as_array().unwrap().iter();
            let mut active = active.filter(|figure| figure["id"] == "members_active");
            let exact = report["members_active"].as_i64().filter(|count| *count > 0);
            prop_assert!(exact.is_none() || active.next().is_some(), "always rounded");
        }
    }
}

/// Twenty people who help each other in the garden for a project, and cook without one.
fn village() -> (TestBank, ProjectId) {
    let test = TestBank::new();
    test.on("2026-08-02");
    let add = |place| {
        let name = format!("Member{place} Example");
        test.add(&name, MemberKind::Person, Role::Member)
    };
    let members: Vec<MemberId> = (0..20).map(add).collect();
    for place in 0..20 {
        for (step, kind) in [
            (1, "Gardening"),
            (3, "Gardening"),
            (7, "Cooking"),
            (9, "Lifts"),
        ] {
            let help = Help::new(members[place], members[(place + step) % 20], 60);
            test.posted(help.of(Some(kind)));
        }
    }
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    let plan = Plan {
        name: "Gardens for all".into(),
        funder: "The Council".into(),
        category: timebank::category::find(&test.conn, "Gardening")
            .unwrap()
            .map(|kind| kind.id),
        ..Plan::default()
    };
    let project = test.write(|tx| project::begin(tx, &by, &plan, &moment));
    (test, project)
}

fn of_project(test: &TestBank, project: ProjectId) -> reports::disclosure::ProtectedReport {
    let part = Part {
        project: Some(project),
        ..Part::WHOLE
    };
    protect(&of(test, &part), Audience::OUTSIDE)
}

#[test]
fn a_project_of_many_is_shown_outside_with_its_proof() {
    let (test, project) = village();
    let shown = of_project(&test, project);
    assert_eq!(
        shown.part.as_deref(),
        Some("Only the project Gardens for all")
    );
    let total = shown.total().value().unwrap();
    assert_eq!((total.exchanges, total.minutes), (40, 2_400));
    assert_eq!(shown.categories.len(), 1);
    assert_eq!(shown.categories[0].amount.value().unwrap().minutes, 2_400);
    let rest = shown.proof.rest.value().unwrap();
    assert_eq!((rest.exchanges, rest.minutes), (40, 2_400));
    assert!(shown.proof.matches_book && shown.proof.accounts.is_empty());
    let active = shown.value(&reports::activity::metric::MEMBERS_ACTIVE);
    assert_eq!(
        active.said(),
        "hidden",
        "all twenty: the whole bank has no more"
    );
    assert!(shown.previous.is_none());
    assert!(shown.notes()[1].contains("report of the whole bank of the same days"));
}

#[test]
fn a_project_beside_which_few_are_left_is_not_shown_at_all() {
    let (test, project) = village();
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    let all = timebank::exchange::list(
        &test.conn,
        &timebank::exchange::Filter::default(),
        None,
        200,
    );
    // All but one exchange belong to it now.
    for exchange in all.unwrap().iter().skip(1) {
        let (id, to) = (exchange.id, Some(project));
        test.write(|tx| project::mark(tx, &by, id, to, &moment));
    }
    let shown = of_project(&test, project);
    assert!(shown.total().value().is_none());
    assert!(shown.categories.is_empty() && shown.proof.posted.value().is_none());
    assert!(shown.notes()[1].starts_with("Too few people stand behind it"));
}
