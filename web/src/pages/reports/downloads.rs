//! The files of reports: made in one snapshot of the bank, sent as attachments, kept by nobody
//! on the way. Large ones lie in a temporary file meanwhile and never in memory.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, Utc};
use reports::disclosure::{Audience, ProtectedReport, protect};
use reports::journal::Format;
use reports::period::Period;
use reports::{activity, exports, health};
use rusqlite::Connection;
use timebank::bank::Bank;

use super::audience;
use super::audit::wanted;
use super::extras;
use super::part;
use super::period::Asked;
use crate::app::App;
use crate::error::{Result, WebError};
use crate::forms::Form;
use crate::page::Page;
use crate::spool::Spool;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PDF: &str = "application/pdf";
/// What tells the two pages for a funder from the whole report.
const PACK: &str = "funder-pack.pdf";
const CSV: &str = "text/csv; charset=utf-8";
const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";

/// The activity report as a workbook.
pub async fn activity_xlsx(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    report(&app, &page, form, XLSX, "xlsx", activity::write_xlsx).await
}

/// The activity report as a printed document.
pub async fn activity_pdf(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    report(&app, &page, form, PDF, "pdf", activity::write_pdf).await
}

/// The two pages for a funder.
pub async fn pack_pdf(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    report(&app, &page, form, PDF, PACK, activity::write_pack).await
}

/// The activity report as a table.
pub async fn activity_csv(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    report(&app, &page, form, CSV, "csv", activity::write_csv).await
}

/// The activity report for a program.
pub async fn activity_json(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    report(&app, &page, form, JSON, "json", activity::write_json).await
}

/// The health of the community as a table, for the committee.
pub async fn health_csv(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let made_at = page.moment().now;
    file(&app, &page, form, CSV, move |conn, bank, period, out| {
        health::write_csv(&health::health(conn, bank, period, made_at)?, out)?;
        Ok(name("health-for-committee", period, "csv"))
    })
    .await
}

/// The same as a workbook.
pub async fn health_xlsx(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let made_at = page.moment().now;
    file(&app, &page, form, XLSX, move |conn, bank, period, out| {
        health::write_xlsx(&health::health(conn, bank, period, made_at)?, out)?;
        Ok(name("health-for-committee", period, "xlsx"))
    })
    .await
}

/// The same to print.
pub async fn health_pdf(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let made_at = page.moment().now;
    file(&app, &page, form, PDF, move |conn, bank, period, out| {
        health::write_pdf(&health::health(conn, bank, period, made_at)?, out)?;
        Ok(name("health-for-committee", period, "pdf"))
    })
    .await
}

/// The same for a program.
pub async fn health_json(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let made_at = page.moment().now;
    file(&app, &page, form, JSON, move |conn, bank, period, out| {
        health::write_json(&health::health(conn, bank, period, made_at)?, out)?;
        Ok(name("health-for-committee", period, "json"))
    })
    .await
}

/// The activity report, for the readers it is asked for.
async fn report(
    app: &App,
    page: &Page,
    mut form: Form,
    kind: &'static str,
    ending: &'static str,
    write: fn(&ProtectedReport, &mut Spool) -> reports::Result<()>,
) -> Result<Response> {
    let (made_at, audience) = (page.moment().now, audience::of(page, &form)?);
    let part = part::of(page, audience, &mut form);
    let extras = extras::of(page, &mut form);
    file(app, page, form, kind, move |conn, bank, period, out| {
        let report = activity::activity_with(conn, bank, period, &part, &extras, made_at)?;
        write(&protect(&report, audience), out)?;
        let what = match audience {
            Audience::Outside { .. } if part.is_whole() => "activity",
            Audience::Outside { .. } => "activity-of-a-project",
            Audience::Committee if part.is_whole() => "activity-for-committee",
            Audience::Committee => "activity-of-a-part-for-committee",
        };
        Ok(name(what, period, ending))
    })
    .await
}

/// The exchanges of a period, in all states.
pub async fn exchanges(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    file(&app, &page, form, CSV, move |conn, bank, period, out| {
        exports::exchanges(conn, bank, Some(period), out)?;
        Ok(name("exchanges", period, "csv"))
    })
    .await
}

/// The same as a workbook.
pub async fn exchanges_xlsx(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let made_at = page.moment().now;
    file(&app, &page, form, XLSX, move |conn, bank, period, out| {
        exports::exchanges_xlsx(conn, bank, Some(period), made_at, out)?;
        Ok(name("exchanges", period, "xlsx"))
    })
    .await
}

/// Everybody on the list of each group activity.
pub async fn activities(State(app): State<App>, page: Page) -> Result<Response> {
    list(
        &app,
        &page,
        CSV,
        "activities",
        "csv",
        |conn, bank, _, out| exports::activities(conn, bank, out),
    )
    .await
}

/// The same as a workbook.
pub async fn activities_xlsx(State(app): State<App>, page: Page) -> Result<Response> {
    let write = exports::activities_xlsx;
    list(&app, &page, XLSX, "activities", "xlsx", write).await
}

/// All members.
pub async fn members(State(app): State<App>, page: Page) -> Result<Response> {
    list(&app, &page, CSV, "members", "csv", |conn, bank, _, out| {
        exports::members(conn, bank, out)
    })
    .await
}

/// The same as a workbook.
pub async fn members_xlsx(State(app): State<App>, page: Page) -> Result<Response> {
    list(&app, &page, XLSX, "members", "xlsx", exports::members_xlsx).await
}

/// Every offer and request.
pub async fn listings(State(app): State<App>, page: Page) -> Result<Response> {
    list(&app, &page, CSV, "listings", "csv", |conn, bank, _, out| {
        exports::listings(conn, bank, out)
    })
    .await
}

/// The same as a workbook.
pub async fn listings_xlsx(State(app): State<App>, page: Page) -> Result<Response> {
    list(
        &app,
        &page,
        XLSX,
        "listings",
        "xlsx",
        exports::listings_xlsx,
    )
    .await
}

/// The community pot.
pub async fn pot(State(app): State<App>, page: Page) -> Result<Response> {
    list(&app, &page, CSV, "pot", "csv", |conn, bank, _, out| {
        exports::pot(conn, bank, out)
    })
    .await
}

/// The same as a workbook.
pub async fn pot_xlsx(State(app): State<App>, page: Page) -> Result<Response> {
    list(&app, &page, XLSX, "pot", "xlsx", exports::pot_xlsx).await
}

/// Every transfer.
pub async fn transfers(State(app): State<App>, page: Page) -> Result<Response> {
    list(
        &app,
        &page,
        CSV,
        "transfers",
        "csv",
        |conn, bank, _, out| exports::transfers(conn, bank, out),
    )
    .await
}

/// The same as a workbook.
pub async fn transfers_xlsx(State(app): State<App>, page: Page) -> Result<Response> {
    list(
        &app,
        &page,
        XLSX,
        "transfers",
        "xlsx",
        exports::transfers_xlsx,
    )
    .await
}

/// The audit, or what of it the filters of its page find.
pub async fn audit(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let today = page.today();
    file(&app, &page, form.clone(), CSV, move |conn, bank, _, out| {
        let search = wanted(conn, bank, &form, today)?;
        exports::audit(conn, bank, &search, out)?;
        Ok(format!("audit-{today}.csv"))
    })
    .await
}

/// The same as a workbook.
pub async fn audit_xlsx(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let (today, made_at) = (page.today(), page.moment().now);
    file(
        &app,
        &page,
        form.clone(),
        XLSX,
        move |conn, bank, _, out| {
            let search = wanted(conn, bank, &form, today)?;
            exports::audit_xlsx(conn, bank, &search, made_at, out)?;
            Ok(format!("audit-{today}.xlsx"))
        },
    )
    .await
}

/// The whole book, for another bookkeeping program.
pub async fn journal(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let format = Format::parse(form.value("format")).ok_or_else(WebError::not_found)?;
    let (made_at, today) = (page.moment().now, page.today());
    file(&app, &page, form, TEXT, move |conn, bank, _, out| {
        reports::journal::journal(conn, bank, format, made_at, out)?;
        Ok(format!("book-{today}.{}", format.extension()))
    })
    .await
}

/// A list of everything of its kind, named by its day: `members-2026-11-22.csv`.
async fn list(
    app: &App,
    page: &Page,
    kind: &'static str,
    what: &'static str,
    ending: &'static str,
    write: fn(&Connection, &Bank, DateTime<Utc>, &mut Spool) -> reports::Result<()>,
) -> Result<Response> {
    let (made_at, today) = (page.moment().now, page.today());
    file(app, page, Form::new(), kind, move |conn, bank, _, out| {
        write(conn, bank, made_at, out)?;
        Ok(format!("{what}-{today}.{ending}"))
    })
    .await
}

/// `activity-2026-07-01-to-2026-09-30.csv`.
fn name(what: &str, period: Period, ending: &str) -> String {
    format!("{what}-{}-to-{}.{ending}", period.from(), period.to())
}

/// A file that `write` writes, with the name it gives it.
async fn file<F>(
    app: &App,
    page: &Page,
    mut form: Form,
    kind: &'static str,
    write: F,
) -> Result<Response>
where
    F: FnOnce(&Connection, &Bank, Period, &mut Spool) -> reports::Result<String>,
    F: Send + 'static,
{
    let (bank, today) = (page.bank().clone(), page.today());
    let asked = Asked::read(&mut form, today);
    if !form.is_clean() {
        return Err(WebError::not_found());
    }
    let (name, written) = app
        .read(move |conn| made(conn, &bank, asked, today, write))
        .await?
        .map_err(WebError::internal)?;
    let attached = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(attached).map_err(WebError::internal)?,
        ),
    ];
    let body = written.into_body().map_err(WebError::internal)?;
    Ok((headers, body).into_response())
}

type Made = std::result::Result<(String, Spool), std::io::Error>;

/// Refusals of the bank stay what they are; a file that cannot be written is a fault.
fn made(
    conn: &Connection,
    bank: &Bank,
    asked: Asked,
    today: NaiveDate,
    write: impl FnOnce(&Connection, &Bank, Period, &mut Spool) -> reports::Result<String>,
) -> timebank::Result<Made> {
    let period = asked.period(conn, bank, today)?;
    let mut out = Spool::new();
    match write(conn, bank, period, &mut out) {
        Ok(name) => Ok(Ok((name, out))),
        Err(reports::Error::Bank(error)) => Err(error),
        Err(reports::Error::Write(error)) => Ok(Err(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_what_it_holds_and_when() {
        let period = Period::new("2026-07-01".parse().unwrap(), "2026-09-30".parse().unwrap());
        assert_eq!(
            name("activity", period.unwrap(), "csv"),
            "activity-2026-07-01-to-2026-09-30.csv"
        );
    }
}
