//! The activity report, as the same document that the command line and the page give.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use reports::activity::{self, ActivityReport, Extras, Part};
use reports::disclosure::{Audience, protect};
use reports::period::Period;
use serde::Deserialize;
use timebank::{FunderId, ProjectId, StoryId, SurveyId};
use utoipa::IntoParams;

use super::Caller;
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Query;
use crate::forms::FieldError;

/// Which days, both included.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportQuery {
    /// The first day.
    from: NaiveDate,
    /// The last day.
    to: NaiveDate,
    /// Whom the report is written for: `outside`, which masks small numbers of people and is
    /// taken unless something else is said, or `committee`, whose figures are all exact.
    #[serde(rename = "for", default)]
    #[param(rename = "for")]
    readers: Option<String>,
    /// `true` to say what it would have cost to pay for the hours, in `chapters`.
    #[serde(default)]
    worth: bool,
    /// The number of a survey, to add what members answered, in `chapters`.
    #[serde(default)]
    survey: Option<i64>,
    /// The number of a story, to add it while it may be shown, in `chapters`.
    #[serde(default)]
    story: Option<i64>,
    /// The number of a project: only what belongs to it. For readers outside it is protected
    /// together with the report of the whole bank.
    #[serde(default)]
    project: Option<i64>,
    /// The number of a funder: only what belongs to its projects, as with `project`.
    #[serde(default)]
    funder: Option<i64>,
}

pub(super) async fn activity(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ReportQuery>,
) -> Result<Response> {
    let period = Period::new(query.from, query.to).ok_or_else(|| {
        WebError::fields([FieldError::new(
            "to",
            "The last day must not be before the first",
        )])
    })?;
    let audience = match query.readers.as_deref() {
        None => Audience::OUTSIDE,
        Some(word) => Audience::parse(word).ok_or_else(|| {
            WebError::fields([FieldError::new("for", "Say outside or committee")])
        })?,
    };
    let extras = Extras {
        worth: query.worth,
        survey: query.survey.map(SurveyId::new),
        story: query.story.map(StoryId::new),
    };
    let part = Part {
        project: query.project.map(ProjectId::new),
        funder: query.funder.map(FunderId::new),
        ..Part::WHOLE
    };
    let report: ActivityReport = app
        .read(move |conn| {
            let (bank, now) = (&caller.bank, caller.moment.now);
            activity::activity_with(conn, bank, period, &part, &extras, now)
        })
        .await?;
    let mut document = Vec::new();
    activity::write_json(&protect(&report, audience), &mut document).map_err(WebError::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], document).into_response())
}

/// The shape of the report, for programs that check what they read.
pub(super) async fn schema() -> Response {
    let kind = "application/schema+json";
    ([(header::CONTENT_TYPE, kind)], activity::SCHEMA).into_response()
}
