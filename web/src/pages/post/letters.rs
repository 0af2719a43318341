//! The letters to print: one sheet for each member, in large print, with the address where the
//! window of an envelope is.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::delivery::{self, Errand};
use timebank::joining::{self, Application, Standing};
use timebank::outbox::Notice;
use timebank::{ApplicationId, MemberId, bank};

use crate::app::App;
use crate::error::Result;
use crate::forms::Form;
use crate::notices::{self, Told};
use crate::page::{Page, Shell};
use crate::words;

/// One member's sheet.
struct Sheet {
    /// Nobody, where it is for somebody who applied.
    member: Option<MemberId>,
    name: String,
    greeting: String,
    address: Vec<String>,
    lines: Vec<Told>,
    /// A whole letter of our own words, in place of news.
    words: Vec<String>,
}

#[derive(Template)]
#[template(path = "post/letters.html")]
struct Letters {
    shell: Shell,
    sheets: Vec<Sheet>,
    /// The notices on the sheets: just these are marked as posted.
    notices: Vec<i64>,
    /// And the answers to people who asked to join.
    applications: Vec<ApplicationId>,
    date: String,
}

fn put(sheets: &mut Vec<Sheet>, errand: &Errand, told: Told) {
    match sheets.last_mut() {
        Some(sheet) if sheet.member == Some(errand.notice.member) => sheet.lines.push(told),
        _ => sheets.push(Sheet {
            member: Some(errand.notice.member),
            name: errand.name.clone(),
            greeting: errand.greeting.clone(),
            address: errand.address.lines().map(str::to_owned).collect(),
            lines: vec![told],
            words: Vec::new(),
        }),
    }
}

/// A letter to somebody who asked to join.
fn answer(application: &Application) -> Option<Sheet> {
    let Standing::Declined { letter, .. } = &application.standing else {
        return None;
    };
    Some(Sheet {
        member: None,
        name: application.name(),
        greeting: String::new(),
        address: application
            .answers
            .address
            .lines()
            .map(str::to_owned)
            .collect(),
        lines: Vec::new(),
        words: letter.split("\n\n").map(str::to_owned).collect(),
    })
}

/// The sheets.
pub async fn letters(State(app): State<App>, page: Page) -> Result<Response> {
    let by = page.coordinator()?;
    let (sheets, notices, applications) = app
        .read(move |conn| {
            let zone = bank::get(conn)?.zone;
            let (mut sheets, mut notices) = (Vec::new(), Vec::new());
            let errands = delivery::letters(conn, &by)?;
            let told: Vec<Notice> = errands.iter().map(|one| one.notice.clone()).collect();
            let told = notices::words_of_many(conn, &told, zone)?;
            for (errand, told) in errands.iter().zip(told) {
                notices.push(errand.notice.id);
                if let Some(told) = told {
                    put(&mut sheets, errand, told);
                }
            }
            let answers = joining::letters(conn, &by)?;
            sheets.extend(answers.iter().filter_map(answer));
            let applications = answers.iter().map(|one| one.id).collect();
            Ok((sheets, notices, applications))
        })
        .await?;
    let date = words::day(page.today());
    page.show(|shell| Letters {
        shell,
        sheets,
        notices,
        applications,
        date,
    })
}

/// Marks the letters that were on the page as posted.
pub async fn letters_posted(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let notices: Vec<i64> = form
        .all("notice")
        .filter_map(|id| id.parse().ok())
        .collect();
    let answers: Vec<ApplicationId> = form
        .all("application")
        .filter_map(|id| id.parse().ok())
        .collect();
    app.write(move |tx| {
        joining::posted(tx, &by, &answers, &moment)?;
        delivery::posted(tx, &by, &notices, &moment)
    })
    .await?;
    Ok(Redirect::to("/post?done=posted").into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_with_two_things_to_be_told_gets_one_sheet() {
        let told = |subject: &str| Told {
            subject: subject.into(),
            text: "Bob Farrow helped you for 1 hour.".into(),
            label: "See the exchange".into(),
            path: "/exchanges/1".into(),
        };
        let sheet = Sheet {
            member: Some(MemberId::new(uuid::Uuid::nil())),
            name: "Dilys Prosser".into(),
            greeting: "Dilys".into(),
            address: vec!["2 Weir Cottages".into()],
            lines: vec![told("Bob Farrow says"), told("1 hour is on your statement")],
            words: Vec::new(),
        };
        let html = Letters {
            shell: Shell::sample(),
            sheets: vec![sheet],
            notices: vec![3, 4],
            applications: Vec::new(),
            date: "22 November 2026".into(),
        }
        .render()
        .unwrap();
        assert_eq!(html.matches("class=\"letter\"").count(), 1);
        assert_eq!(html.matches("name=\"notice\"").count(), 2);
        assert!(html.contains("Dear Dilys"));
    }
}
