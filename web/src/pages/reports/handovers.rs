//! Handing a report to readers outside: remembered first, then given.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use reports::activity::{self, Extras, Outcomes};
use reports::disclosure::Audience;
use timebank::handover::{self, About, Told};

use super::audience::FOR;
use super::extras;
use super::part;
use super::period::{self, Asked};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::forms::Form;
use crate::page::Page;

/// How a report can be handed over.
const FORMATS: [&str; 6] = ["pdf", "pack", "xlsx", "csv", "json", "print"];

/// Remembers that a report of these days leaves the bank, and leads to its file.
pub async fn hand_over(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let by = page.coordinator()?;
    let (bank, moment) = (page.bank().clone(), page.moment());
    let format = FORMATS
        .into_iter()
        .find(|format| *format == form.value("format"));
    let format = format.ok_or_else(WebError::not_found)?;
    let Asked::Days(period) = Asked::read(&mut form, moment.today) else {
        return Err(WebError::not_found());
    };
    let part = part::of(&page, Audience::OUTSIDE, &mut form);
    let asked = extras::read(&form);
    let extras = if part.is_whole() {
        asked
    } else {
        // Nothing else is shown beside a project.
        let story = asked.story;
        Extras {
            story,
            ..Extras::default()
        }
    };
    app.write(move |tx| {
        let report = activity::activity_with(tx, &bank, period, &part, &extras, moment.now)?;
        let told = Told {
            from: period.from(),
            to: period.to(),
            format: format.to_owned(),
            transfers: report.head.seq,
            exchanges: report.exchanges(),
            minutes: report.minutes_exchanged(),
            about: About {
                project: part.project,
                funder: part.funder,
            },
            survey: report.outcomes.as_ref().map(Outcomes::behind),
        };
        handover::remember(tx, &by, &told, &moment)
    })
    .await?;
    let days = period::query(period) + &part::query(&form) + &extras::query(&form);
    let path = match format {
        "print" => format!("/reports/activity?{days}&{FOR}=outside&handed=print"),
        "pack" => format!("/reports/funder-pack.pdf?{days}&{FOR}=outside"),
        file => format!("/reports/activity.{file}?{days}&{FOR}=outside"),
    };
    Ok(Redirect::to(&path).into_response())
}
