//! Months: which are closed and signed, closing one, signing it, opening it again.

use axum::extract::State;
use chrono::{DateTime, Utc};
use ledger::{Month, ReopenReason};
use serde::{Deserialize, Serialize};
use timebank::books;
use timebank::months::{self, History};
use utoipa::ToSchema;

use super::Caller;
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Json, Path};
use crate::pages::months::Ground;

/// The months that were ever closed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MonthsBody {
    /// The month that can be closed next.
    due: Option<String>,
    /// Newest first.
    months: Vec<MonthBody>,
}

/// A month.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MonthBody {
    /// Such as `2026-10`.
    month: String,
    /// Whether it stands closed.
    closed: bool,
    /// The closing that stands.
    closing: Option<ClosingBody>,
    /// How often it was opened again.
    reopened: usize,
}

/// A closing.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClosingBody {
    /// Its place among the steps of all months; whoever signs names it.
    step: u64,
    /// When.
    at: DateTime<Utc>,
    /// The number of the last transfer of the month.
    transfer: u64,
    /// Its digest.
    digest: String,
    /// Exchanges of the month, as they stood.
    exchanges: i64,
    /// Their minutes.
    minutes: i64,
    /// How many people have signed, at most two.
    signatures: usize,
}

/// What a closing takes: nothing.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClosingRequest {}

/// A signature.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignatureRequest {
    /// The closing that was looked at.
    step: u64,
}

/// Why a month is opened again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReopeningRequest {
    /// `by_mistake`, `late_hours`, `correction` or `audit`.
    reason: String,
    /// In words that every member can read, at most 400 characters.
    note: String,
}

impl MonthBody {
    fn of(history: &History) -> Self {
        Self {
            month: history.month.to_string(),
            closed: history.standing().is_some(),
            closing: history.standing().map(|closing| ClosingBody {
                step: closing.step,
                at: closing.at,
                transfer: closing.head.seq,
                digest: closing.head.digest.to_string(),
                exchanges: closing.figures.exchanges,
                minutes: closing.figures.minutes,
                signatures: closing.signatures.len(),
            }),
            reopened: history.reopenings().count(),
        }
    }
}

fn month_of(text: &str) -> Result<Month> {
    Month::parse(text).ok_or_else(WebError::not_found)
}

async fn body_of(app: &App, month: Month) -> Result<Json<MonthBody>> {
    let history = app.read(move |conn| months::of(conn, month)).await?;
    Ok(Json(MonthBody::of(&history)))
}

pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Json<MonthsBody>> {
    let moment = caller.moment;
    let body = app
        .read(move |conn| {
            Ok(MonthsBody {
                due: months::due(conn, &moment)?.map(|month| month.to_string()),
                months: months::all(conn)?.iter().map(MonthBody::of).collect(),
            })
        })
        .await?;
    Ok(Json(body))
}

pub(super) async fn close(
    State(app): State<App>,
    caller: Caller,
    Path(text): Path<String>,
    Json(_nothing): Json<ClosingRequest>,
) -> Result<Json<MonthBody>> {
    let month = month_of(&text)?;
    let (by, moment, bank) = (caller.treasurer()?, caller.moment, caller.bank.clone());
    let ground = app
        .read(move |conn| Ground::of(conn, &bank, month, &moment))
        .await?;
    if let Some(obstacle) = ground.obstacle() {
        return Err(WebError::conflict(obstacle));
    }
    app.write(move |tx| {
        months::close(tx, &by, month, &ground.report, &moment)?;
        books::remember(tx, Some(by.person()), &ground.proof, &moment)
    })
    .await?;
    body_of(&app, month).await
}

pub(super) async fn sign(
    State(app): State<App>,
    caller: Caller,
    Path(text): Path<String>,
    Json(signature): Json<SignatureRequest>,
) -> Result<Json<MonthBody>> {
    let month = month_of(&text)?;
    let (by, moment) = (caller.treasurer()?, caller.moment);
    app.write(move |tx| months::sign(tx, &by, month, signature.step, &moment))
        .await?;
    body_of(&app, month).await
}

pub(super) async fn reopen(
    State(app): State<App>,
    caller: Caller,
    Path(text): Path<String>,
    Json(wanted): Json<ReopeningRequest>,
) -> Result<Json<MonthBody>> {
    let month = month_of(&text)?;
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let reason = ReopenReason::parse(&wanted.reason).ok_or_else(|| {
        WebError::fields([crate::forms::FieldError::new(
            "reason",
            "Choose why it is opened again",
        )])
    })?;
    app.write(move |tx| months::reopen(tx, &by, month, reason, &wanted.note, &moment))
        .await?;
    body_of(&app, month).await
}
