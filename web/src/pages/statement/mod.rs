//! A member's statement: every line of the book on their account, months in the margin, a total
//! that is ruled off, and the proof. On paper it fits a window envelope.
//!
//! Members see their own at `/statement`; coordinators see anybody's. The CSV file of the same
//! days is written by `reports`.

mod lines;
mod sheet;
mod span;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use timebank::{MemberId, member, statement};

use self::lines::Whose;
use self::sheet::Sheet;
use self::span::Span;
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Path, Query};
use crate::page::Page;

/// Which days.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    period: String,
}

/// One's own statement.
pub async fn own(
    State(app): State<App>,
    page: Page,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let id = page.person()?.id();
    show(&app, page, id, Whose::Own, &wanted).await
}

/// A member's statement, for coordinators.
pub async fn of_member(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    page.coordinator()?;
    show(&app, page, id, Whose::Members, &wanted).await
}

async fn show(
    app: &App,
    page: Page,
    id: MemberId,
    whose: Whose,
    wanted: &Wanted,
) -> Result<Response> {
    let span = Span::parse(&wanted.period);
    let (from, to) = span.days(page.today());
    let bank = page.bank().clone();
    let found = app
        .read(move |conn| statement::of_member(conn, &bank, id, from, Some(to)))
        .await?;
    let made_at = page.moment().now;
    let prefix = page.bank().prefix.clone();
    page.show(|shell| Sheet::new(shell, found, whose, span, &prefix, made_at))
}

/// One's own statement as a CSV file.
pub async fn own_csv(
    State(app): State<App>,
    page: Page,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let id = page.person()?.id();
    csv(&app, &page, id, &wanted).await
}

/// A member's statement as a CSV file, for coordinators.
pub async fn of_member_csv(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    page.coordinator()?;
    csv(&app, &page, id, &wanted).await
}

async fn csv(app: &App, page: &Page, id: MemberId, wanted: &Wanted) -> Result<Response> {
    let (from, to) = Span::parse(&wanted.period).days(page.today());
    let bank = page.bank().clone();
    let (number, written) = app
        .read(move |conn| {
            let number = member::get(conn, id)?.number;
            let mut file = Vec::new();
            let written = reports::exports::statement(conn, &bank, id, from, Some(to), &mut file);
            Ok((number.printed(&bank.prefix), written.map(|()| file)))
        })
        .await?;
    let file = written.map_err(|error| match error {
        reports::Error::Bank(error) => error.into(),
        reports::Error::Write(error) => WebError::internal(error),
    })?;
    let name = format!("attachment; filename=\"statement-{number}-{to}.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file).into_response())
}
