//! The chapters of a report (projects, the cost of the hours, a survey, a story) in every file,
//! read back by programs that are not ours: each figure of each row is the same.

use std::collections::BTreeMap;

use calamine::{Data, DataType};
use reports::activity::{Chapter, Extras, Measure, Part, activity_with, write_csv, write_json};
use reports::activity::{write_pack, write_pdf, write_xlsx};
use reports::disclosure::{Audience, ProtectedReport, Shown, protect};
use serde_json::Value;
use timebank::project::{self, Plan};
use timebank::story::{self, Naming, NewStory};
use timebank::survey::{self, Answers, NewSurvey, Sheet, Wave};
use timebank::worth::{Level, SocialReturn, Year};
use timebank::{Channel, category, member};

use crate::exports::read;
use crate::printed::text_of;
use crate::programs::program;
use crate::same_numbers::written;
use crate::support::{TestBank, busy_bank, period};
use crate::workbooks::{open, sheet};

const DAYS: (&str, &str) = ("2026-04-01", "2027-03-31");

/// `chapter table row column` → a whole number, or what stands in its place.
type Figures = BTreeMap<String, String>;

/// A busy bank that writes down everything a report can have beside its figures.
fn reports() -> [ProtectedReport; 2] {
    let test = busy_bank(11);
    test.on("2027-04-02");
    test.rate(Level::Low, "2026-04-01", 1_271);
    test.rate(Level::Median, "2026-04-01", 1_683);
    test.year(&Year {
        from: "2026-04-01".parse().unwrap(),
        cost: 1_250_000,
        social: SocialReturn::default(),
    });
    let extras = Extras {
        worth: true,
        survey: Some(answered(&test)),
        story: Some(told(&test)),
    };
    projects(&test);
    let (conn, bank) = (&test.conn, &test.bank);
    let days = period(DAYS.0, DAYS.1);
    let report = activity_with(conn, bank, days, &Part::WHOLE, &extras, test.now()).unwrap();
    [Audience::Committee, Audience::OUTSIDE].map(|audience| protect(&report, audience))
}

fn projects(test: &TestBank) {
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    for (name, funder, kind) in [
        ("Gardens for all", "Wrensham Council", "Gardening"),
        ("Nobody goes without", "", "Cooking"),
    ] {
        let plan = Plan {
            name: name.into(),
            funder: funder.into(),
            category: category::find(&test.conn, kind)
                .unwrap()
                .map(|kind| kind.id),
            ..Plan::default()
        };
        test.write(|tx| project::begin(tx, &by, &plan, &moment));
    }
}

fn told(test: &TestBank) -> timebank::StoryId {
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    let new = NewStory {
        member: Some(test.bob),
        words: "It was kind.\n\nI came back the week after, and the week after that.".into(),
        naming: Naming::FirstName,
        described: "a neighbour in Mill End".into(),
        project: None,
        consent_on: moment.today,
        channel: Channel::InPerson,
        until: "2027-06-30".parse().unwrap(),
    };
    test.write(|tx| story::keep(tx, &by, &new, &moment))
}

/// Everybody answers twice.
fn answered(test: &TestBank) -> timebank::SurveyId {
    let (by, moment) = (test.coordinator(), test.moment(Channel::Paper));
    let new = NewSurvey {
        name: "How are you?".into(),
        wellbeing: true,
        loneliness: true,
        ..NewSurvey::default()
    };
    let id = test.write(|tx| survey::open(tx, &by, &new, &moment));
    let items = survey::get(&test.conn, id).unwrap().items();
    let people = member::stays(&test.conn).unwrap().into_iter();
    let people = people.filter(|stay| stay.left_on.is_none() && stay.member != test.school);
    for (number, stay) in (0_i64..).zip(people.filter(|stay| stay.member != test.ruth)) {
        for (wave, day, more) in [
            (Wave::First, "2026-05-10", 0),
            (Wave::Again, "2026-11-10", 1),
        ] {
            let value = |code: &str| match code {
                "companionship" | "left_out" | "isolated" => 1 + number % 3,
                "lonely" => 1 + number % 5,
                _ => 4 + (number + more) % 5,
            };
            let answers: Answers = items
                .iter()
                .map(|item| (item.code.clone(), Some(value(&item.code))))
                .collect();
            let sheet = Sheet {
                survey: id,
                member: stay.member,
                wave,
                answered_on: day.parse().unwrap(),
                declined: false,
                answers,
            };
            test.write(|tx| survey::answer_for(tx, &by, &sheet, &moment));
        }
    }
    id
}

fn key(chapter: &str, table: &str, row: &str, column: &str) -> String {
    format!("{chapter} {table} {row} {column}")
}

/// What the report says, before it is written anywhere.
fn of_report(report: &ProtectedReport) -> Figures {
    let mut figures = Figures::new();
    each(report, |chapter, table, row, column, figure| {
        let said = figure
            .value()
            .map_or_else(|| figure.instead().unwrap(), |value| value.to_string());
        figures.insert(key(chapter.id, table, row, column.0), said);
    });
    figures
}

fn each(
    report: &ProtectedReport,
    mut visit: impl FnMut(&Chapter, &str, &str, (&str, Measure), Shown<i64>),
) {
    for chapter in &report.chapters {
        for table in &chapter.tables {
            for row in &table.rows {
                for (column, figure) in table.columns.iter().zip(&row.figures) {
                    let column = (column.id, column.measure);
                    visit(chapter, &table.id, &row.name, column, *figure);
                }
            }
        }
    }
}

/// A figure with a point as the whole number that it counts.
fn whole(text: &str, measure: Measure) -> String {
    let places = match measure {
        Measure::Count | Measure::Minutes => 0,
        Measure::Pence | Measure::Hundredths => 2,
        Measure::PerMille => 1,
    };
    let (number, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits: String = rest.chars().chain("00".chars()).take(places).collect();
    match format!("{number}{digits}").parse::<i64>() {
        Ok(whole) => whole.to_string(),
        Err(_) => text.to_owned(),
    }
}

/// Hours with two places in minutes.
fn minutes_of(hours: f64) -> String {
    let hundredths: i64 = whole(&format!("{hours:.2}"), Measure::Pence)
        .parse()
        .unwrap();
    ((hundredths * 60 + 50).div_euclid(100)).to_string()
}

fn of_csv(report: &ProtectedReport) -> Figures {
    let rows = read(&written(|out| write_csv(report, out)));
    let mut figures = Figures::new();
    each(report, |chapter, table, row, column, _| {
        let found = rows.iter().find(|one| {
            one["section"] == chapter.id
                && one["table"] == table
                && one["name"] == row
                && one["figure"] == column.0
        });
        let said = whole(&found.unwrap()["value"], column.1);
        figures.insert(key(chapter.id, table, row, column.0), said);
    });
    figures
}

fn of_json(report: &ProtectedReport) -> Figures {
    let json: Value = serde_json::from_slice(&written(|out| write_json(report, out))).unwrap();
    let mut figures = Figures::new();
    for chapter in json["chapters"].as_array().unwrap() {
        for table in chapter["tables"].as_array().unwrap() {
            for row in table["rows"].as_array().unwrap() {
                let columns = table["columns"].as_array().unwrap();
                for (column, figure) in columns.iter().zip(row["figures"].as_array().unwrap()) {
                    let text = |value: &Value| value.as_str().unwrap().to_owned();
                    let of = [&chapter["id"], &table["id"], &row["name"], &column["id"]].map(text);
                    let said = match figure.as_i64() {
                        Some(value) => value.to_string(),
                        None => "not shown".to_owned(),
                    };
                    figures.insert(of.join(" "), said);
                }
            }
        }
    }
    figures
}

fn of_xlsx(report: &ProtectedReport) -> Figures {
    let mut book = open(written(|out| write_xlsx(report, out)));
    let mut figures = Figures::new();
    for chapter in &report.chapters {
        let cells = sheet(&mut book, chapter.short);
        let mut rows = cells.rows();
        for table in &chapter.tables {
            assert!(
                rows.any(|row| row[0] == *table.title.as_str()),
                "{}",
                table.title
            );
            let heads = rows.next().unwrap();
            for (column, head) in table.columns.iter().zip(&heads[1..]) {
                assert_eq!(head.to_string(), column.name);
            }
            for row in rows.by_ref().take(table.rows.len()) {
                for (column, cell) in table.columns.iter().zip(&row[1..]) {
                    let said = match (cell, column.measure) {
                        (Data::Float(hours), Measure::Minutes) => minutes_of(*hours),
                        (Data::Float(value), measure) => whole(&format!("{value:.2}"), measure),
                        _ => cell.as_string().unwrap_or_default(),
                    };
                    let name = row[0].to_string();
                    figures.insert(key(chapter.id, &table.id, &name, column.id), said);
                }
            }
        }
    }
    figures
}

#[test]
fn every_file_has_the_same_figures_in_its_chapters() {
    for report in reports() {
        let ids: Vec<&str> = report.chapters.iter().map(|chapter| chapter.id).collect();
        assert!(ids.ends_with(&["worth", "outcomes", "story"]), "{ids:?}");
        let said = of_report(&report);
        assert!(said.len() > 40, "{}", said.len());
        assert_eq!(of_csv(&report), said);
        assert_eq!(of_xlsx(&report), said);
        let shown = |figures: Figures| -> Figures {
            let is_shown = |said: &String| said.parse::<i64>().is_ok();
            figures
                .into_iter()
                .filter(|(_, said)| is_shown(said))
                .collect()
        };
        assert_eq!(shown(of_json(&report)), shown(said));
    }
}

/// The rows of figures that stand on the pages between two headings, as they are laid out.
fn rows_between(text: &str, from: &str, to: &str) -> Vec<Vec<String>> {
    let lines = text.lines().map(str::trim);
    let lines = lines.skip_while(|line| *line != from).skip(1);
    let lines = lines.take_while(|line| *line != to);
    let cells = |line: &str| -> Vec<String> {
        let cells = line.split("  ").map(str::trim);
        cells
            .filter(|cell| !cell.is_empty())
            .map(str::to_owned)
            .collect()
    };
    lines.map(cells).filter(|cells| cells.len() > 1).collect()
}

#[test]
fn a_printed_report_has_the_figures_of_its_chapters() {
    let Some(pdftotext) = program("pdftotext") else {
        return;
    };
    for report in reports() {
        let text = text_of(&pdftotext, &written(|out| write_pdf(&report, out)));
        for (place, chapter) in report.chapters.iter().enumerate() {
            let next = report.chapters.get(place + 1);
            let next = next.map_or("How each figure is counted", |next| next.title.as_str());
            let found = rows_between(&text, &chapter.title, next);
            let mut found = found.iter();
            for table in &chapter.tables {
                for row in &table.rows {
                    let figures = table.columns.iter().zip(&row.figures);
                    let wanted: Vec<String> = figures
                        .map(|(column, figure)| match figure.value() {
                            Some(value) => column.measure.said(value),
                            None => figure.instead().unwrap(),
                        })
                        .collect();
                    let is_row = |cells: &&Vec<String>| cells[1..] == wanted[..];
                    assert!(
                        found.any(|cells| is_row(&cells)),
                        "{} {}: {wanted:?}\n{text}",
                        table.id,
                        row.name
                    );
                }
            }
        }
    }
}

#[test]
fn the_pages_for_a_funder_say_what_changed_and_tell_a_story_on_two_pages() {
    let Some(pdftotext) = program("pdftotext") else {
        return;
    };
    for report in reports() {
        let text = text_of(&pdftotext, &written(|out| write_pack(&report, out)));
        let said = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            said.contains("Page 2 of 2") && !said.contains("Page 3"),
            "{text}"
        );
        for part in [
            "What happened",
            "Who was reached",
            "What changed",
            "it does not say what it came from",
            "In somebody’s own words",
            "“It was kind. I came back the week after, and the week after that.”",
            "Bob, a neighbour in Mill End",
            "Replacement cost, not savings",
            "The proof",
        ] {
            assert!(said.contains(part), "{part}\n{text}");
        }
        let chapter = |id| report.chapters.iter().find(|one| one.id == id).unwrap();
        assert!(said.contains(&chapter("worth").lead[0]));
        let averages = &chapter("outcomes").tables;
        let averages = averages
            .iter()
            .find(|table| table.id == "averages")
            .unwrap();
        for row in &averages.rows {
            let Some(again) = row.figures[2].value() else {
                continue;
            };
            assert!(
                said.contains(&Measure::Hundredths.said(again)),
                "{}",
                row.name
            );
        }
        let digest = report.head.digest.grouped();
        assert!(said.contains(&digest));
    }
}

/// Everything at once, each as long as it may be: four projects with long names, a story of many
/// paragraphs, a survey with questions of the bank's own, the cost of the hours.
#[test]
fn the_pages_for_a_funder_are_two_however_much_was_asked_for() {
    let Some(pdftotext) = program("pdftotext") else {
        return;
    };
    let test = busy_bank(11);
    test.on("2027-04-02");
    test.rate(Level::Low, "2026-04-01", 1_271);
    test.rate(Level::Median, "2026-04-01", 1_683);
    test.year(&Year {
        from: "2026-04-01".parse().unwrap(),
        cost: 1_250_000,
        social: SocialReturn::default(),
    });
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    for (place, kind) in ["Gardening", "Cooking", "Lifts"].into_iter().enumerate() {
        let long =
            |what: &str| format!("{what} {place} {}", "of everybody in the valley ".repeat(2));
        let plan = Plan {
            name: long("The good work"),
            funder: long("A foundation"),
            category: category::find(&test.conn, kind)
                .unwrap()
                .map(|kind| kind.id),
            ..Plan::default()
        };
        test.write(|tx| project::begin(tx, &by, &plan, &moment));
    }
    let new = NewStory {
        member: Some(test.bob),
        words: "It was very kind of them.\n\n".repeat(32),
        naming: Naming::FirstName,
        described: "a neighbour in Mill End".into(),
        project: None,
        consent_on: moment.today,
        channel: Channel::InPerson,
        until: "2027-06-30".parse().unwrap(),
    };
    let extras = Extras {
        worth: true,
        survey: Some(answered(&test)),
        story: Some(test.write(|tx| story::keep(tx, &by, &new, &moment))),
    };
    let days = period(DAYS.0, DAYS.1);
    for extras in [
        extras,
        Extras {
            survey: None,
            worth: false,
            ..extras
        },
    ] {
        let (conn, bank) = (&test.conn, &test.bank);
        let report = activity_with(conn, bank, days, &Part::WHOLE, &extras, test.now()).unwrap();
        for audience in [Audience::Committee, Audience::OUTSIDE] {
            let report = protect(&report, audience);
            let printed = text_of(&pdftotext, &written(|out| write_pack(&report, out)));
            let said = printed.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.contains("Page 2 of 2"), "{printed}");
            assert!(
                said.contains("“It was very kind of them. It was"),
                "{printed}"
            );
            let pointer = "All of it stands in the activity report of the same days.";
            assert!(said.contains(pointer), "{printed}");
            assert!(
                said.contains(&report.head.digest.grouped()),
                "the proof is whole"
            );
        }
    }
}

#[test]
fn a_story_past_its_last_day_or_withdrawn_is_left_out_by_itself() {
    let test = busy_bank(11);
    test.on("2027-04-02");
    let id = told(&test);
    let has_story = |day: &str| {
        test.on(day);
        let extras = Extras {
            story: Some(id),
            ..Extras::default()
        };
        let (conn, bank, days) = (&test.conn, &test.bank, period(DAYS.0, DAYS.1));
        let report = activity_with(conn, bank, days, &Part::WHOLE, &extras, test.now()).unwrap();
        report.story.is_some()
    };
    assert!(has_story("2027-06-30"));
    assert!(!has_story("2027-07-01"));
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    test.write(|tx| story::withdraw_for(tx, &by, id, &moment));
    assert!(!has_story("2027-05-01"));
}
