//! Surveys: consent, refusals and withdrawal; and what a report says of many answers and never of
//! one.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

use reports::activity::{ActivityReport, Extras, Outcomes, Part, activity_with, write_csv};
use reports::disclosure::{
    Audience, Overlap, ProtectedReport, Shown, against_handed_over, protect,
};
use serde_json::{Value, json};
use timebank::actor::Role;
use timebank::handover::{self, About, Told};
use timebank::member::MemberKind;
use timebank::survey::{self, Answers, NewSurvey, OwnKind, Sheet, Wave};
use timebank::{Channel, Error, MemberId, SurveyId};

use crate::support::{Dice, TestBank, period};

const COUNTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/recompute.py");

fn open(test: &TestBank) -> SurveyId {
    let new = NewSurvey {
        name: "How are you? 2026".into(),
        wellbeing: true,
        loneliness: true,
        licence: String::new(),
        own: vec![
            ("I know my neighbours".into(), OwnKind::Scale),
            ("I have somebody to ring".into(), OwnKind::YesNo),
        ],
    };
    let by = test.coordinator();
    test.write(|tx| survey::open(tx, &by, &new, &test.moment(Channel::Web)))
}

/// Every question answered with what `value` says for its code.
fn answers(test: &TestBank, id: SurveyId, value: impl Fn(&str) -> Option<i64>) -> Answers {
    let items = survey::get(&test.conn, id).unwrap().items();
    items
        .iter()
        .map(|item| (item.code.clone(), value(&item.code)))
        .collect()
}

/// All alike: `level` of 0 to 10, and an answer in the middle to the rest.
fn alike(test: &TestBank, id: SurveyId, level: i64) -> Answers {
    answers(test, id, |code| match code {
        "companionship" | "left_out" | "isolated" => Some(2),
        "lonely" => Some(3),
        "own_2" => Some(1),
        _ => Some(level),
    })
}

fn sheet(id: SurveyId, member: MemberId, wave: Wave, day: &str, answers: Answers) -> Sheet {
    Sheet {
        survey: id,
        member,
        wave,
        answered_on: day.parse().unwrap(),
        declined: answers.is_empty(),
        answers,
    }
}

fn enter(test: &TestBank, sheet: &Sheet) {
    let by = test.coordinator();
    test.write(|tx| survey::answer_for(tx, &by, sheet, &test.moment(Channel::Paper)));
}

fn refused(test: &TestBank, sheet: &Sheet) -> Error {
    let tx = test.conn.unchecked_transaction().unwrap();
    survey::answer_for(
        &tx,
        &test.coordinator(),
        sheet,
        &test.moment(Channel::Paper),
    )
    .unwrap_err()
}

/// So many people, named after `kind`.
fn people(test: &TestBank, kind: &str, count: usize) -> Vec<MemberId> {
    let add = |number| {
        let name = format!("{kind}{number} Example");
        test.add(&name, MemberKind::Person, Role::Member)
    };
    (0..count).map(add).collect()
}

fn report(test: &TestBank, id: SurveyId) -> ActivityReport {
    let extras = Extras {
        survey: Some(id),
        ..Extras::default()
    };
    let days = period("2026-04-01", "2026-12-31");
    activity_with(
        &test.conn,
        &test.bank,
        days,
        &Part::WHOLE,
        &extras,
        test.now(),
    )
    .unwrap()
}

fn figures(report: &ProtectedReport, table: &str, row: &str) -> Vec<Shown<i64>> {
    let tables = &report.chapters[0].tables;
    let table = tables.iter().find(|one| one.id == table).unwrap();
    let row = table.rows.iter().find(|one| one.id == row).unwrap();
    row.figures.clone()
}

/// `count` people of whom each is better by `change` of themselves the second time.
fn asked(count: usize, change: impl Fn(i64) -> i64) -> (TestBank, SurveyId) {
    let test = TestBank::new();
    let id = open(&test);
    let everybody = people(&test, "Person", count);
    test.on("2026-10-01");
    for (number, member) in (0_i64..).zip(&everybody) {
        let before = 3 + number % 3;
        let first = alike(&test, id, before);
        enter(&test, &sheet(id, *member, Wave::First, "2026-04-10", first));
        let again = alike(&test, id, before + change(number));
        enter(&test, &sheet(id, *member, Wave::Again, "2026-09-10", again));
    }
    (test, id)
}

#[test]
fn a_change_is_given_from_ten_pairs_on_and_never_called_an_effect() {
    let (nine, id) = asked(9, |_| 1);
    let shown = protect(&report(&nine, id), Audience::Committee);
    let row = figures(&shown, "averages", "satisfaction");
    assert_eq!(
        row[..3],
        [Shown::Exact(9), Shown::Exact(400), Shown::Exact(500)]
    );
    assert_eq!(row[3..], [Shown::FewPeople(10); 3]);
    let (ten, id) = asked(10, |number| number % 2 * 2);
    let shown = protect(&report(&ten, id), Audience::Committee);
    // Five by 0 and five by 2: mean 1, deviation 1.0541, error 0.3333, t 2.262.
    let row = figures(&shown, "averages", "satisfaction");
    assert_eq!(
        row[3..],
        [Shown::Exact(100), Shown::Exact(25), Shown::Exact(175)]
    );
    let text = format!("{:?}", shown.chapters).to_lowercase();
    for word in [
        "caused",
        "because of the timebank",
        "thanks to",
        "impact",
        "improve",
    ] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(text.contains("does not say what the change"));
}

#[test]
fn bands_and_scores_are_counted_as_the_statisticians_do() {
    let (test, id) = asked(12, |_| 4);
    let shown = protect(&report(&test, id), Audience::Committee);
    let exact = |first, again| vec![Shown::Exact(first), Shown::Exact(again)];
    // First 3, 4, 5 four times each; again 7, 8, 9.
    assert_eq!(figures(&shown, "bands_satisfaction", "low"), exact(8, 0));
    assert_eq!(figures(&shown, "bands_satisfaction", "medium"), exact(4, 0));
    assert_eq!(figures(&shown, "bands_satisfaction", "high"), exact(0, 8));
    assert_eq!(
        figures(&shown, "bands_satisfaction", "very_high"),
        exact(0, 4)
    );
    assert_eq!(figures(&shown, "bands_anxiety", "low"), exact(4, 0));
    assert_eq!(figures(&shown, "bands_anxiety", "high"), exact(0, 12));
    assert_eq!(figures(&shown, "bands_loneliness", "6"), exact(12, 12));
    assert_eq!(
        figures(&shown, "averages", "loneliness")[1],
        Shown::Exact(600)
    );
    assert_eq!(
        figures(&shown, "bands_lonely", "occasionally"),
        exact(12, 12)
    );
    assert_eq!(figures(&shown, "bands_own_2", "yes"), exact(12, 12));
    // Ann, Bob, Ruth and the twelve.
    let rate = figures(&shown, "who_answered", "answered_first");
    assert_eq!(rate, [Shown::Exact(12), Shown::Exact(800)]);
}

#[test]
fn readers_outside_learn_nothing_of_one_person() {
    let (test, id) = asked(12, |number| i64::from(number == 0));
    let shown = protect(&report(&test, id), Audience::OUTSIDE);
    let row = figures(&shown, "averages", "satisfaction");
    assert_eq!(row[0].value(), Some(10), "rounded");
    // 0.083 to one decimal.
    assert_eq!(row[3], Shown::Exact(10));
    let hidden = vec![Shown::Hidden; 2];
    assert_eq!(
        figures(&shown, "bands_satisfaction", "low"),
        hidden,
        "a band of four"
    );
    assert_eq!(
        figures(&shown, "bands_loneliness", "6"),
        hidden,
        "all answered the same"
    );
    let (few, id) = asked(7, |_| 1);
    let shown = protect(&report(&few, id), Audience::OUTSIDE);
    assert_eq!(
        figures(&shown, "averages", "satisfaction")[1],
        Shown::FewPeople(8)
    );
    // One more the first time would be told by the difference of two averages.
    let (test, id) = asked(12, |_| 1);
    let late = people(&test, "Late", 1)[0];
    enter(
        &test,
        &sheet(id, late, Wave::First, "2026-05-01", alike(&test, id, 0)),
    );
    let shown = protect(&report(&test, id), Audience::OUTSIDE);
    assert_eq!(
        figures(&shown, "first_time", "satisfaction")[1],
        Shown::Hidden
    );
    let shown = protect(&report(&test, id), Audience::Committee);
    assert_eq!(
        figures(&shown, "first_time", "satisfaction")[1],
        Shown::Exact(369)
    );
}

#[test]
fn refusals_are_kept_as_what_they_are() {
    let (test, id) = asked(10, |_| 1);
    let [one, other] = people(&test, "Late", 2)[..] else {
        unreachable!()
    };
    enter(
        &test,
        &sheet(id, one, Wave::First, "2026-05-01", Answers::new()),
    );
    assert!(!survey::has_consented(&test.conn, one).unwrap());
    let partly = answers(&test, id, |code| (code == "satisfaction").then_some(8));
    enter(&test, &sheet(id, other, Wave::First, "2026-05-01", partly));
    let shown = protect(&report(&test, id), Audience::Committee);
    assert_eq!(
        figures(&shown, "who_answered", "declined")[0],
        Shown::Exact(1)
    );
    assert_eq!(
        figures(&shown, "first_time", "satisfaction")[0],
        Shown::Exact(11)
    );
    assert_eq!(
        figures(&shown, "first_time", "happiness")[0],
        Shown::Exact(10)
    );
    let kept = survey::of_member(&test.conn, other).unwrap();
    assert_eq!(kept[0].answers["happiness"], None);
}

#[test]
fn whoever_withdraws_is_erased_from_every_figure() {
    let (test, id) = asked(10, |_| 1);
    let somebody = survey::sheets(&test.conn, id, "2026-12-31".parse().unwrap()).unwrap()[0].member;
    let by = test.person(somebody);
    let erased = test.write(|tx| survey::withdraw(tx, &by, &test.moment(Channel::Web)));
    assert_eq!(erased, 2);
    assert!(survey::of_member(&test.conn, somebody).unwrap().is_empty());
    assert!(!survey::has_consented(&test.conn, somebody).unwrap());
    let left = survey::sheets(&test.conn, id, "2026-12-31".parse().unwrap()).unwrap();
    assert_eq!(left.len(), 18, "no answer is left behind");
    let shown = protect(&report(&test, id), Audience::Committee);
    assert_eq!(
        figures(&shown, "averages", "satisfaction")[0],
        Shown::Exact(9)
    );
    let rows = timebank::audit::of_subject(&test.conn, somebody.uuid()).unwrap();
    assert!(rows.iter().any(|row| row.action == "survey.withdraw"));
}

#[test]
fn a_sheet_that_cannot_be_is_refused() {
    let test = TestBank::new();
    let id = open(&test);
    test.on("2026-10-01");
    let good = |level| alike(&test, id, level);
    let first = |answers| sheet(id, test.ann, Wave::First, "2026-05-01", answers);
    assert!(
        refused(&test, &first(good(11)))
            .to_string()
            .contains("printed answers")
    );
    let again = sheet(id, test.ann, Wave::Again, "2026-05-01", good(5));
    assert!(
        refused(&test, &again)
            .to_string()
            .contains("this is the first time")
    );
    enter(&test, &first(good(5)));
    assert!(refused(&test, &again).to_string().contains("a later day"));
    let school = sheet(id, test.school, Wave::First, "2026-05-01", good(5));
    assert!(refused(&test, &school).to_string().contains("for people"));
    let own = sheet(id, test.ruth, Wave::First, "2026-05-01", good(5));
    assert!(refused(&test, &own).to_string().contains("Your own sheet"));
    let none = Sheet {
        declined: false,
        ..first(answers(&test, id, |_| None))
    };
    assert!(
        refused(&test, &none)
            .to_string()
            .contains("Answer a question")
    );
    let by = test.coordinator();
    test.write(|tx| survey::close(tx, &by, id, &test.moment(Channel::Web)));
    let bob = sheet(id, test.bob, Wave::First, "2026-05-01", good(5));
    assert!(refused(&test, &bob).to_string().contains("no more answers"));
}

#[test]
fn swemwbs_is_asked_only_with_a_licence_and_in_none_of_its_words() {
    let test = TestBank::new();
    let by = test.coordinator();
    let named = |name: &str, licence: &str| NewSurvey {
        name: name.into(),
        licence: licence.into(),
        ..NewSurvey::default()
    };
    let tx = test.conn.unchecked_transaction().unwrap();
    let moment = test.moment(Channel::Web);
    let nothing = survey::open(&tx, &by, &named("Bare", ""), &moment).unwrap_err();
    assert!(nothing.to_string().contains("Choose what the survey asks"));
    let id = survey::open(&tx, &by, &named("Licensed", "REF-2026-17"), &moment).unwrap();
    let items = survey::get(&tx, id).unwrap().items();
    assert_eq!(items.len(), 7);
    assert_eq!(items[0].text, "Question 1 of your licensed copy of SWEMWBS");
}

/// The averages and intervals, counted again by a program in another language.
#[test]
fn another_program_finds_the_same_changes() {
    for seed in 1..=3 {
        let test = TestBank::new();
        let id = open(&test);
        test.on("2026-10-01");
        let mut dice = Dice(seed * 977 + 1);
        let mut csv = "member,wave,item,value\n".to_owned();
        for (number, member) in people(&test, "Person", 60).into_iter().enumerate() {
            for (wave, day) in [(Wave::First, "2026-04-10"), (Wave::Again, "2026-09-10")] {
                if wave == Wave::Again && dice.below(4) == 0 {
                    continue;
                }
                let items = survey::get(&test.conn, id).unwrap().items();
                let mut given: Answers = BTreeMap::new();
                for (place, item) in items.iter().enumerate() {
                    let scale = item.scale.answers();
                    let chosen = dice.below(u64::try_from(scale.len()).unwrap());
                    let value = scale[usize::try_from(chosen).unwrap()].0;
                    let said = (place == 0 || dice.below(9) > 0).then_some(value);
                    given.insert(item.code.clone(), said);
                    if let Some(value) = said {
                        let wave = wave.as_str();
                        writeln!(csv, "{number},{wave},{},{value}", item.code).unwrap();
                    }
                }
                enter(&test, &sheet(id, member, wave, day, given));
            }
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("answers.csv"), csv).unwrap();
        let output = Command::new("python3")
            .args([COUNTER, "--answers"])
            .arg(folder.path())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let recounted: Value = serde_json::from_slice(&output.stdout).unwrap();
        for (id, change) in report(&test, id).outcomes.unwrap().changes() {
            let change = change.unwrap();
            let (low, high) = change.interval.unwrap();
            let ours = json!([
                change.pairs,
                change.first,
                change.again,
                change.change,
                low,
                high
            ]);
            assert_eq!(recounted[&id], ours, "bank {seed}, {id}");
        }
    }
}

#[test]
fn every_figure_of_a_survey_stands_in_the_table_file() {
    let (test, id) = asked(12, |_| 1);
    let shown = protect(&report(&test, id), Audience::Committee);
    let mut file = Vec::new();
    write_csv(&shown, &mut file).unwrap();
    let rows = crate::exports::read(&file);
    let value = |table: &str, name: &str, figure: &str| {
        let row = rows
            .iter()
            .find(|row| row["table"] == table && row["name"] == name && row["figure"] == figure);
        row.unwrap()["value"].clone()
    };
    assert_eq!(
        value("averages", "Satisfied with life, 0 to 10", "first"),
        "4.00"
    );
    assert_eq!(value("who_answered", "Answered again", "people"), "12");
    assert_eq!(value("who_answered", "Answered again", "share"), "80.0");
}

#[test]
fn two_published_results_that_tell_what_few_said_are_warned_of() {
    let (test, id) = asked(20, |_| 1);
    test.on("2026-10-05");
    let hand_over = || {
        let report = report(&test, id);
        let told = Told {
            from: report.period.from(),
            to: report.period.to(),
            format: "pdf".into(),
            transfers: report.head.seq,
            exchanges: report.exchanges(),
            minutes: report.minutes_exchanged(),
            about: About::default(),
            survey: report.outcomes.as_ref().map(Outcomes::behind),
        };
        let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
        test.write(|tx| handover::remember(tx, &by, &told, &moment));
    };
    let warned = || {
        let report = protect(&report(&test, id), Audience::OUTSIDE);
        let found = against_handed_over(&test.conn, &report).unwrap();
        found.iter().any(|one| matches!(one, Overlap::Answers(_)))
    };
    hand_over();
    test.on("2026-10-06");
    assert!(!warned(), "the same twice tells nothing");
    let more = people(&test, "Later", 8);
    let answer = |who| {
        let answers = alike(&test, id, 6);
        enter(&test, &sheet(id, who, Wave::First, "2026-09-20", answers));
    };
    answer(more[0]);
    assert!(warned(), "one came");
    more[1..].iter().for_each(|who| answer(*who));
    assert!(!warned(), "eight are many");
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    let gone = people_of(&test, id)[0];
    test.write(|tx| survey::withdraw_for(tx, &by, gone, &moment));
    assert!(warned(), "one is gone");
}

fn people_of(test: &TestBank, id: SurveyId) -> Vec<MemberId> {
    let sheets = survey::sheets(&test.conn, id, "2026-09-15".parse().unwrap()).unwrap();
    sheets.iter().map(|sheet| sheet.member).collect()
}
