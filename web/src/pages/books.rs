//! Checking the books: what the last check found, where the hours stand, what to keep.
//!
//! Everybody with an account may see it; treasurers and coordinators ask for a check. A check only
//! reads; that it was made is remembered afterwards. A check that found something wrong never
//! looks like a proof.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use timebank::books::{self, BookCheck};
use timebank::months;

use crate::app::App;
use crate::error::Result;
use crate::page::{Page, Shell};
use crate::pages::months::MonthLine;
use crate::words::{self, say};

/// So many checks are told of, the last one included.
const CHECKS: u32 = 11;
/// So many findings are read out; whoever looks further has the command line.
const FINDINGS: usize = 20;

#[derive(Template)]
#[template(path = "books/books.html")]
struct Books {
    shell: Shell,
    last: Option<Check>,
    earlier: Vec<Check>,
    /// Transfers written after the last check.
    since: u64,
    accounts: Vec<(&'static str, i64)>,
    sum: i64,
    may_check: bool,
    /// The number and digest that stand in the anchor, and when they were written there.
    anchor: Option<Anchor>,
    /// The months closed last, newest first.
    months: Vec<MonthLine>,
}

/// How many closed months the page shows; the rest stand on a page of their own.
const MONTHS: usize = 6;

/// The newest line of the anchor.
#[derive(Clone, Debug)]
struct Anchor {
    transfer: String,
    digest: String,
    when: String,
}

impl Books {
    fn some_below_zero(&self) -> bool {
        self.accounts.iter().any(|(_, balance)| *balance < 0)
    }
}

/// A check, in words.
#[derive(Clone, Debug)]
struct Check {
    when: String,
    instant: String,
    transfers: u64,
    /// The same with its thousands marked.
    number: String,
    sum: i64,
    digest: String,
    clean: bool,
    findings: Vec<String>,
    more_findings: usize,
}

impl Check {
    fn new(check: &BookCheck, zone: Tz, today: NaiveDate) -> Self {
        let mut findings: Vec<String> = check.findings.lines().map(str::to_owned).collect();
        let more_findings = findings.len().saturating_sub(FINDINGS);
        findings.truncate(FINDINGS);
        Self {
            when: when(check.at, zone, today),
            instant: words::instant(check.at, zone),
            transfers: check.transfers,
            number: words::number(i64::try_from(check.transfers).unwrap_or(i64::MAX)),
            sum: check.sum,
            digest: grouped(&check.digest),
            clean: check.clean,
            findings,
            more_findings,
        }
    }
}

/// `today at 7:02am`, `yesterday at 7:02am`, `on 19 November 2026 at 7:02am`.
pub(super) fn when(at: DateTime<Utc>, zone: Tz, today: NaiveDate) -> String {
    let local = at.with_timezone(&zone);
    let time = words::time(local.time());
    match (today - local.date_naive()).num_days() {
        0 => say!("books-today-at", time = time),
        1 => say!("books-yesterday-at", time = time),
        _ => say!("books-on", at = words::instant(at, zone)),
    }
}

fn grouped(digest: &[u8]) -> String {
    <[u8; 32]>::try_from(digest)
        .map(|bytes| ledger::Digest::new(bytes).grouped())
        .unwrap_or_default()
}

/// What the last check found.
pub async fn show(State(app): State<App>, page: Page) -> Result<Response> {
    let (zone, today) = (page.bank().zone, page.today());
    let may_check = page.person()?.treasurer().is_ok();
    let anchor = app.settings().anchored.newest();
    let (checks, accounts, head, months) = app
        .read(|conn| {
            Ok((
                books::checks(conn, CHECKS)?,
                ledger::trial_balance(conn)?,
                ledger::head(conn)?,
                months::all(conn)?,
            ))
        })
        .await?;
    let mut checks = checks.iter().map(|check| Check::new(check, zone, today));
    let last = checks.next();
    let read = last.as_ref().map_or(0, |check| check.transfers);
    page.show(|shell| Books {
        shell,
        last,
        earlier: checks.collect(),
        since: head.seq.saturating_sub(read),
        sum: accounts.iter().map(|(_, balance)| balance.get()).sum(),
        accounts: accounts
            .iter()
            .map(|(kind, balance)| (reports::words::account_kind(*kind), balance.get()))
            .collect(),
        may_check,
        anchor: anchor.map(|(head, at)| Anchor {
            transfer: words::number(i64::try_from(head.seq).unwrap_or(i64::MAX)),
            digest: head.digest.grouped(),
            when: when(at, zone, today),
        }),
        months: months
            .iter()
            .take(MONTHS)
            .map(|history| MonthLine::new(history, zone))
            .collect(),
    })
}

/// Reads the whole book again, and remembers what was found.
pub async fn check(State(app): State<App>, page: Page) -> Result<Response> {
    let person = page.treasurer()?.person().clone();
    let moment = page.moment();
    let proof = app.read(|conn| books::prove(conn, &mut |_, _| ())).await?;
    app.write(move |tx| books::remember(tx, Some(&person), &proof, &moment))
        .await?;
    Ok(Redirect::to("/books").into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(clean: bool) -> Check {
        let check = BookCheck {
            at: "2026-11-22T07:02:00Z".parse().unwrap(),
            actor: None,
            transfers: 9_412,
            entries: 18_824,
            sum: 0,
            digest: vec![0x7b; 32],
            clean,
            findings: if clean {
                String::new()
            } else {
                "Transfer 7 does not sum to zero.\nTransfer 9 is missing.".into()
            },
        };
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        Check::new(&check, Tz::Europe__London, today)
    }

    fn page(last: Option<Check>, may_check: bool) -> String {
        let books = Books {
            shell: Shell::sample(),
            since: 3,
            earlier: last.iter().cloned().collect(),
            last,
            anchor: Some(Anchor {
                transfer: "9,412".into(),
                digest: "7b7b 7b7b".into(),
                when: "today at 7:02am".into(),
            }),
            months: Vec::new(),
            accounts: vec![("Members", 21_870), ("Welcome hours", -21_870)],
            sum: 0,
            may_check,
        };
        books.render().unwrap()
    }

    #[test]
    fn books_that_balance_are_a_bookplate() {
        let html = page(Some(check(true)), true);
        for part in [
            "class=\"bookplate\"",
            "<h1>The books balance</h1>",
            "All 9,412 transfers were read again today at 7:02am.",
            "7b7b 7b7b",
            "Check again now",
            "3 more transfers have been written since",
            "Written down elsewhere",
            "/books/months",
            "\u{2212}364\u{a0}h\u{a0}30\u{a0}min",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
        assert!(!html.contains("error-summary"));
    }

    #[test]
    fn books_that_do_not_balance_never_look_proved() {
        let html = page(Some(check(false)), true);
        assert!(html.contains("error-summary"));
        assert!(html.contains("Transfer 7 does not sum to zero."));
        assert!(html.contains("Approve nothing more"));
        for seal in ["bookplate", "seal-tick", "The books balance"] {
            assert!(!html.contains(seal), "{seal}");
        }
    }

    #[test]
    fn books_never_checked_say_so_and_a_member_has_no_button() {
        let html = page(None, false);
        assert!(html.contains("Nobody has checked the books yet"));
        assert!(!html.contains("<button type=\"submit\" class=\"button\""));
        assert!(!html.contains("bookplate"));
        assert!(page(None, true).contains("Check now"));
    }

    #[test]
    fn a_check_long_ago_is_told_with_its_day() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let at = "2026-11-22T07:02:00Z".parse().unwrap();
        assert_eq!(
            when(at, Tz::Europe__London, today),
            "on 22 November 2026 at 7:02am"
        );
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let typed = [
            "today at 7:02am",
            "Welcome hours",
            "Transfer 7 does not sum to zero.",
            "Transfer 9 is missing.",
        ];
        for clean in [true, false] {
            crate::spanish::in_spanish(&typed, || page(Some(check(clean)), true));
        }
        crate::spanish::in_spanish(&typed, || page(None, false));
    }
}
