//! The books: how they stood at the last check, and a check now.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use timebank::books;
use utoipa::ToSchema;

use super::Caller;
use crate::app::App;
use crate::error::Result;
use crate::extract::Json;

/// How the books stand.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BookBody {
    /// How many transfers the book holds.
    transfers: u64,
    /// The digest of the last one.
    digest: String,
    /// The balance of each kind of account; they sum to nought.
    accounts: Vec<KindBody>,
    /// The sum of all accounts.
    sum_minutes: i64,
    /// The last check.
    last_check: Option<CheckBody>,
}

/// A kind of account and its balance.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KindBody {
    /// The kind.
    kind: &'static str,
    /// The balance of all accounts of this kind together.
    balance_minutes: i64,
}

/// A check of the books.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CheckBody {
    /// When.
    at: DateTime<Utc>,
    /// How many transfers were proved.
    transfers: u64,
    /// How many entries were proved.
    entries: u64,
    /// Whether everything was right.
    clean: bool,
    /// What was not, a sentence each.
    findings: Vec<String>,
}

/// What a check takes: nothing.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckRequest {}

pub(super) async fn get(State(app): State<App>, _caller: Caller) -> Result<Json<BookBody>> {
    let body = app
        .read(|conn| {
            let head = ledger::head(conn)?;
            let kinds = ledger::trial_balance(conn)?;
            let last = books::checks(conn, 1)?.into_iter().next();
            Ok(BookBody {
                transfers: head.seq,
                digest: head.digest.to_string(),
                sum_minutes: kinds.iter().map(|(_, balance)| balance.get()).sum(),
                accounts: kinds
                    .into_iter()
                    .map(|(kind, balance)| KindBody {
                        kind: kind.as_str(),
                        balance_minutes: balance.get(),
                    })
                    .collect(),
                last_check: last.map(|check| CheckBody {
                    at: check.at,
                    transfers: check.transfers,
                    entries: check.entries,
                    clean: check.clean,
                    findings: check.findings.lines().map(str::to_owned).collect(),
                }),
            })
        })
        .await?;
    Ok(Json(body))
}

pub(super) async fn check(
    State(app): State<App>,
    caller: Caller,
    Json(_nothing): Json<CheckRequest>,
) -> Result<Json<CheckBody>> {
    let moment = caller.moment;
    let proof = app.read(|conn| books::prove(conn, &mut |_, _| ())).await?;
    let body = CheckBody {
        at: moment.now,
        transfers: proof.verification.transfers,
        entries: proof.verification.entries,
        clean: proof.is_clean(),
        findings: proof.findings(),
    };
    app.write(move |tx| books::remember(tx, Some(&caller.person), &proof, &moment))
        .await?;
    Ok(Json(body))
}
