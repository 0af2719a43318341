//! The chapters of a report on the page, beside those of its files: each figure of each row is the
//! same, for the committee and for readers outside.

use std::collections::BTreeMap;

use ::reports::activity::Measure;
use hourbook_tests::{Client, House, Who};
use serde_json::Value;
use timebank::SurveyId;
use timebank::survey::{self, Answers, NewSurvey, Sheet, Wave};

use crate::reports::{NOVEMBER, db_small_bank};

/// Six people answered in October and again in November.
fn db_answered(house: &House) -> SurveyId {
    let by = house.person(Who::Ruth).coordinator().unwrap();
    let moment = house.moment();
    let new = NewSurvey {
        name: "How are you?".into(),
        wellbeing: true,
        ..NewSurvey::default()
    };
    let people = [Who::Ann, Who::Bob, Who::Dilys, Who::Ken, Who::Nia].map(|who| house.id(who));
    house.db_write(move |tx| {
        let id = survey::open(tx, &by, &new, &moment)?;
        let items = survey::get(tx, id)?.items();
        for (number, member) in (0_i64..).zip(people) {
            for (wave, day) in [(Wave::First, "2026-10-05"), (Wave::Again, "2026-11-05")] {
                let value = |code: &str| 4 + (number + i64::try_from(code.len()).unwrap_or(0)) % 5;
                let answers: Answers = items
                    .iter()
                    .map(|item| (item.code.clone(), Some(value(&item.code))))
                    .collect();
                let sheet = Sheet {
                    survey: id,
                    member,
                    wave,
                    answered_on: day.parse().unwrap(),
                    declined: false,
                    answers,
                };
                survey::answer_for(tx, &by, &sheet, &moment)?;
            }
        }
        Ok(id)
    })
}

/// `chapter, title of the table, name of the row` → its figures in words.
type Rows = BTreeMap<[String; 3], Vec<String>>;

const PLACEHOLDERS: [&str; 3] = ["hidden", "nothing to measure", "fewer than "];

/// What a file says, in the words of the page. A file says of a row only once why figures are
/// absent.
fn of_json(document: &Value) -> Rows {
    let mut rows = Rows::new();
    for chapter in document["chapters"].as_array().into_iter().flatten() {
        for table in chapter["tables"].as_array().unwrap() {
            let measures = table["columns"].as_array().unwrap().iter();
            let measures: Vec<Measure> = measures.map(measure).collect();
            for row in table["rows"].as_array().unwrap() {
                let of = |value: &Value| value.as_str().unwrap().to_owned();
                let figures = row["figures"].as_array().unwrap().iter().zip(&measures);
                let figures = figures.map(|(figure, measure)| match figure.as_i64() {
                    Some(value) => plain(&measure.said(value)),
                    None => "absent".to_owned(),
                });
                let key = [of(&chapter["id"]), of(&table["title"]), of(&row["name"])];
                rows.insert(key, figures.collect());
            }
        }
    }
    rows
}

fn measure(column: &Value) -> Measure {
    let all = [
        Measure::Count,
        Measure::Minutes,
        Measure::Pence,
        Measure::Hundredths,
        Measure::PerMille,
    ];
    let found = all
        .into_iter()
        .find(|measure| measure.as_str() == column["measure"]);
    found.unwrap()
}

/// Without blanks that do not break, and with letters for what stands in HTML for them.
fn plain(text: &str) -> String {
    let text = text.replace('\u{a0}', " ").replace("&#38;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the page says. A wide table stands there in parts, one under the other.
fn of_page(html: &str) -> Rows {
    let mut rows = Rows::new();
    for section in html.split("aria-labelledby=\"chapter-").skip(1) {
        let (id, section) = section.split_once('"').unwrap();
        let (section, _) = section.split_once("</section>").unwrap();
        for table in section.split("<h3>").skip(1) {
            let title = plain(table.split_once("</h3>").unwrap().0);
            let title = title.trim_end_matches(", continued");
            for row in table.split("scope=\"row\">").skip(1) {
                let (name, cells) = row.split_once('<').unwrap();
                let figures = cells.split("data-label=").skip(1).map(|cell| {
                    let (_, cell) = cell.split_once('>').unwrap();
                    let (cell, _) = cell.split_once("</td>").unwrap();
                    let words = plain(&without_tags(cell));
                    if PLACEHOLDERS.iter().any(|word| words.starts_with(word)) {
                        "absent".to_owned()
                    } else {
                        words
                    }
                });
                let key = [id.to_owned(), title.to_owned(), plain(name)];
                rows.entry(key).or_default().extend(figures);
            }
        }
    }
    rows
}

fn without_tags(cell: &str) -> String {
    let mut parts = cell.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.filter_map(|part| part.split_once('>'));
    first + &rest.map(|(_, text)| text).collect::<String>()
}

async fn the_page_is_the_file(ruth: &Client, asked: &str) -> usize {
    let page = ruth.get(&format!("/reports/activity?{asked}")).await;
    let file = ruth.get(&format!("/reports/activity.json?{asked}")).await;
    let (page, file) = (of_page(&page.is(200).body), of_json(&file.is(200).json()));
    assert_eq!(page, file, "{asked}");
    let table = ruth.get(&format!("/reports/activity.csv?{asked}")).await;
    for [chapter, _, row] in file.keys() {
        let said = table
            .body
            .lines()
            .any(|line| line.starts_with(&format!("{chapter},")));
        assert!(said && table.body.contains(row.as_str()), "{chapter} {row}");
    }
    file.len()
}

#[tokio::test]
async fn each_chapter_says_on_the_page_what_its_files_say() {
    let house = db_small_bank();
    let survey = db_answered(&house);
    let ruth = house.sign_in(Who::Ruth).await;
    for (name, kind) in [("Gardens for all", "2"), ("Nobody alone", "1")] {
        let form = [
            ("name", name),
            ("funder", "Wrensham Council"),
            ("category", kind),
        ];
        ruth.post("/reports/projects", &form).await.is(303);
    }
    let mut seen = Vec::new();
    for readers in ["committee", "outside"] {
        let asked = format!("{NOVEMBER}&for={readers}&worth=yes&survey={survey}");
        seen.push(the_page_is_the_file(&ruth, &asked).await);
    }
    assert!(seen[0] > 10 && seen[1] > 5, "{seen:?} rows");
}
