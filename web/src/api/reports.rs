//! The activity report, as the same document that the command line and the page give.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use reports::activity::{self, ActivityReport};
use reports::period::Period;
use serde::Deserialize;
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
    let report: ActivityReport = app
        .read(move |conn| activity::activity(conn, &caller.bank, period, caller.moment.now))
        .await?;
    let mut document = Vec::new();
    activity::write_json(&report, &mut document).map_err(WebError::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], document).into_response())
}
