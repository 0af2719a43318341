//! The certificate of a closed month: one page for the folder, with lines for ink.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use chrono_tz::Tz;
use reports::certificate::{self, reason};
use timebank::months::{Closing, SignOff};

use super::month::late_words;
use super::{month_of, name, role};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::page::{Page, Shell};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "months/certificate.html")]
struct Certificate {
    shell: Shell,
    /// The month in an address, `2026-09`.
    code: String,
    name: String,
    first_day: String,
    last_day: String,
    closed: String,
    exchanges: i64,
    minutes: i64,
    accounts: Vec<(&'static str, i64)>,
    sum: i64,
    /// The number of the head; 0 for a book without a transfer.
    transfers: u64,
    transfer: String,
    digest: String,
    kept: String,
    signatures: Vec<Signed>,
    sign_off: String,
    /// Lines for ink that nobody has filled on the screen.
    empty_lines: usize,
    reopened: Vec<String>,
    late: Option<String>,
}

/// Somebody who signed.
struct Signed {
    name: String,
    role: String,
    at: String,
}

/// The certificate.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(text): Path<String>,
) -> Result<Response> {
    let certificate = standing(&app, &text).await?;
    let zone = page.bank().zone;
    page.show(|shell| Certificate::new(shell, zone, &certificate))
}

/// The same as a printed document.
pub async fn pdf(State(app): State<App>, page: Page, Path(text): Path<String>) -> Result<Response> {
    let certificate = standing(&app, &text).await?;
    let mut file = Vec::new();
    let made_at = page.moment().now;
    certificate::write_pdf(&certificate, page.bank(), made_at, &mut file)
        .map_err(WebError::internal)?;
    let name = format!("attachment; filename=\"certificate-{text}.pdf\"");
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file).into_response())
}

/// The certificate that stands; 409 where the month was opened again.
async fn standing(app: &App, text: &str) -> Result<certificate::Certificate> {
    let month = month_of(text)?;
    let found = app
        .read(move |conn| certificate::certificate(conn, month))
        .await?;
    found.ok_or_else(|| WebError::conflict(say!("months-no-certificate-now", month = name(month))))
}

impl Certificate {
    fn new(shell: Shell, zone: Tz, certificate: &certificate::Certificate) -> Self {
        let certificate::Certificate {
            history,
            closing,
            balances,
            late,
        } = certificate;
        let month = history.month;
        let signatures: Vec<Signed> = closing
            .signatures
            .iter()
            .map(|signature| Signed {
                name: signature.name.clone(),
                role: role(signature.role),
                at: words::instant(signature.at, zone),
            })
            .collect();
        Self {
            shell,
            code: month.to_string(),
            name: name(month),
            first_day: words::day(month.first_day()),
            last_day: words::day(month.last_day()),
            closed: closed_words(closing, zone),
            exchanges: closing.figures.exchanges,
            minutes: closing.figures.minutes,
            accounts: balances
                .iter()
                .map(|(kind, minutes)| (reports::words::account_kind(*kind), minutes.get()))
                .collect(),
            sum: balances.iter().map(|(_, minutes)| minutes.get()).sum(),
            transfers: closing.head.seq,
            transfer: words::number(i64::try_from(closing.head.seq).unwrap_or(i64::MAX)),
            digest: closing.head.digest.grouped(),
            kept: certificate.kept_head(),
            empty_lines: certificate.empty_lines(),
            sign_off: sign_off(closing),
            signatures,
            reopened: history
                .reopenings()
                .map(|opened| {
                    say!(
                        "months-opened-again-why",
                        when = words::instant(opened.at, zone),
                        reason = reason(opened.reason),
                        note = &opened.note
                    )
                })
                .collect(),
            late: late_words(*late),
        }
    }
}

/// How far it has been signed, in a sentence.
fn sign_off(closing: &Closing) -> String {
    match closing.sign_off() {
        SignOff::ByTwo => say!("months-two-people-have-looked"),
        SignOff::ByTheOnlyOne => say!("months-one-person-has-signed-alone"),
        SignOff::Waits(1) => say!("months-one-person-has-signed"),
        SignOff::Waits(_) => say!("months-two-people-are-to-sign"),
    }
}

fn closed_words(closing: &Closing, zone: Tz) -> String {
    let when = words::instant(closing.at, zone);
    match &closing.by {
        Some(by) => say!("months-closed-by", when = when, name = by),
        None => say!("months-closed-at-the-command-line", when = when),
    }
}

#[cfg(test)]
mod tests {
    use ledger::{AccountKind, Minutes};
    use timebank::months::{Figures, History};

    use super::super::samples;
    use super::*;

    fn page(history: History, late: Figures) -> String {
        let certificate = certificate::Certificate {
            closing: history.standing().unwrap().clone(),
            history,
            balances: vec![
                (AccountKind::Member, Minutes::new(600).unwrap()),
                (AccountKind::Issuance, Minutes::new(-600).unwrap()),
            ],
            late,
        };
        Certificate::new(Shell::sample(), Tz::Europe__London, &certificate)
            .render()
            .unwrap()
    }

    #[test]
    fn a_certificate_has_figures_head_and_both_names() {
        let html = page(samples::signed(), Figures::default());
        for part in [
            "<h1>September 2026</h1>",
            "1 September 2026",
            "30 September 2026",
            "Ruth Calder",
            "Nia Bevan",
            "Two people have looked",
            "0707 0707",
            "href=\"/books/months/2026-09/certificate.pdf\"",
            "9,412",
            "0\u{a0}h\u{a0}00\u{a0}min",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }

    #[test]
    fn a_certificate_that_waits_has_a_line_for_the_second_name() {
        let html = page(samples::waiting(), Figures::default());
        assert!(html.contains("One person has signed. A second"));
        assert_eq!(html.matches("To be signed").count(), 1);
    }

    #[test]
    fn a_bank_with_one_coordinator_says_so() {
        let html = page(samples::alone(), Figures::default());
        assert!(html.contains("had nobody else who could"));
        assert!(!html.contains("To be signed"));
    }

    #[test]
    fn what_came_in_late_and_earlier_closings_are_on_it() {
        let late = Figures {
            exchanges: 1,
            minutes: 30,
        };
        let html = page(samples::closed_anew(), late);
        assert!(html.contains("1 exchange came in late"));
        assert!(html.contains("A slip had the wrong name"));
    }
}
