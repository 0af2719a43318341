//! A member's statement: every line of the book on their account, months in the margin, a total
//! that is ruled off, and the proof. On paper it fits a window envelope.
//!
//! Members see their own at `/statement`; coordinators see anybody's. The files of the
//! same days (CSV, and PDF as usual or in large print) are written by `reports`.

mod lines;
mod sheet;
mod span;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use reports::{Print, exports};
use rusqlite::Connection;
use serde::Deserialize;
use timebank::bank::Bank;
use timebank::needs::{self, Need};
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
    /// `large` for letters of 18 points, `usual` for smaller ones; else as the member needs it.
    #[serde(default)]
    print: String,
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

/// One's own statement as a printed document.
pub async fn own_pdf(
    State(app): State<App>,
    page: Page,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let id = page.person()?.id();
    pdf(&app, &page, id, &wanted).await
}

/// A member's statement as a printed document, for coordinators.
pub async fn of_member_pdf(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    page.coordinator()?;
    pdf(&app, &page, id, &wanted).await
}

async fn pdf(app: &App, page: &Page, id: MemberId, wanted: &Wanted) -> Result<Response> {
    let made_at = page.moment().now;
    let asked = match wanted.print.as_str() {
        "large" => Some(Print::Large),
        "usual" => Some(Print::Usual),
        _ => None,
    };
    let kind = ("pdf", "application/pdf");
    file(
        app,
        page,
        id,
        wanted,
        kind,
        move |conn, bank, (from, to), out| {
            // Whoever needs large print gets it unless somebody asks for the other.
            let needs = needs::of(conn, id)?;
            let print = match asked {
                Some(print) => print,
                None if needs
                    .as_ref()
                    .is_some_and(|needs| needs.has(Need::LargePrint)) =>
                {
                    Print::Large
                }
                None => Print::Usual,
            };
            exports::statement_pdf(conn, bank, id, from, to, print, made_at, out)
        },
    )
    .await
}

async fn csv(app: &App, page: &Page, id: MemberId, wanted: &Wanted) -> Result<Response> {
    let kind = ("csv", "text/csv; charset=utf-8");
    file(
        app,
        page,
        id,
        wanted,
        kind,
        move |conn, bank, (from, to), out| exports::statement(conn, bank, id, from, Some(to), out),
    )
    .await
}

/// A file that `write` writes, named by the member and the last day.
async fn file<F>(
    app: &App,
    page: &Page,
    id: MemberId,
    wanted: &Wanted,
    (ending, kind): (&'static str, &'static str),
    write: F,
) -> Result<Response>
where
    F: FnOnce(&Connection, &Bank, Days, &mut Vec<u8>) -> reports::Result<()>,
    F: Send + 'static,
{
    let (from, to) = Span::parse(&wanted.period).days(page.today());
    let bank = page.bank().clone();
    let (number, written) = app
        .read(move |conn| {
            let number = member::get(conn, id)?.number;
            let mut file = Vec::new();
            let written = write(conn, &bank, (from, to), &mut file);
            Ok((number.printed(&bank.prefix), written.map(|()| file)))
        })
        .await?;
    let file = written.map_err(|error| match error {
        reports::Error::Bank(error) => error.into(),
        reports::Error::Write(error) => WebError::internal(error),
    })?;
    let name = format!("attachment; filename=\"statement-{number}-{to}.{ending}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file).into_response())
}

/// The first day, if there is one, and the last.
type Days = (Option<NaiveDate>, NaiveDate);
