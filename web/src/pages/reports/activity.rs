//! The activity report on a page: the finding first, the proof last.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::Datelike as _;
use ledger::KindMovement;
use reports::activity::{self, ActivityReport, Metric, Totals};
use reports::journal::Format;
use reports::period::Period;

use super::figures::{self, Headline, Kinds, OverTime, Parts};
use super::period::{Asked, FROM, TO, choices, query};
use crate::app::App;
use crate::components::{Choice, Link, Term};
use crate::error::Result;
use crate::forms::{DayQuestion, Form};
use crate::page::{Page, Shell};
use crate::words;

#[derive(Template)]
#[template(path = "reports/activity.html")]
struct Activity {
    shell: Shell,
    form: Form,
    periods: Vec<Choice>,
    from: DayQuestion,
    to: DayQuestion,
    /// Its own days were asked for.
    own_days: bool,
    days: String,
    name: String,
    finding: String,
    headlines: Vec<Headline>,
    definitions: Vec<&'static Metric>,
    /// The charts; none where there is nothing to draw.
    charts: Option<Charts>,
    proof: Proof,
    files: Files,
}

#[derive(Clone, Debug)]
struct Charts {
    comparison: String,
    over_time: OverTime,
    kinds: Kinds,
    ways: Parts,
}

/// The report beside the book.
#[derive(Clone, Debug)]
struct Proof {
    differences: Vec<String>,
    terms: Vec<Term>,
    first_day: String,
    last_day: String,
    accounts: Vec<Account>,
    totals: Account,
    about: &'static str,
    made: String,
    transfer: String,
    digest: String,
}

/// One line of the accounts.
#[derive(Clone, Debug)]
struct Account {
    name: &'static str,
    opening: i64,
    incoming: i64,
    outgoing: i64,
    closing: i64,
}

/// Where the files are.
#[derive(Clone, Debug)]
struct Files {
    csv: String,
    json: String,
    lists: Vec<Link>,
}

/// The report of the days that were asked for.
pub async fn show(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (bank, moment) = (page.bank().clone(), page.moment());
    let asked = Asked::read(&mut form, moment.today);
    let (report, code) = app
        .read(move |conn| {
            let period = asked.period(conn, &bank, moment.today)?;
            let code = asked.code(conn, &bank, period, moment.today)?;
            let report = activity::activity(conn, &bank, period, moment.now)?;
            Ok((report, code))
        })
        .await?;
    form.set("period", code);
    if form.is_clean() {
        page.show(|shell| Activity::new(shell, form, asked, &report))
    } else {
        page.refuse(|shell| Activity::new(shell, form, asked, &report))
    }
}

impl Activity {
    fn new(shell: Shell, mut form: Form, asked: Asked, report: &ActivityReport) -> Self {
        if let (Asked::Days(period), true) = (asked, form.is_clean()) {
            for (question, day) in [(FROM, period.from()), (TO, period.to())] {
                form.set(question.day, day.format("%-d").to_string());
                form.set(question.month, day.format("%-m").to_string());
                form.set(question.year, day.format("%Y").to_string());
            }
        }
        Self {
            shell,
            periods: choices(),
            from: FROM,
            to: TO,
            own_days: matches!(asked, Asked::Days(_)) || !form.is_clean(),
            form,
            days: report.period.in_days(),
            name: report.period.name(),
            finding: figures::finding(report),
            headlines: figures::headlines(report),
            definitions: report.figures.iter().map(|figure| figure.metric).collect(),
            charts: (report.exchanges() > 0).then(|| Charts {
                comparison: report.comparison(),
                over_time: figures::over_time(report),
                kinds: figures::kinds(report),
                ways: figures::ways(report),
            }),
            proof: Proof::new(report),
            files: Files::new(&query(report.period)),
        }
    }

    /// All kinds of help together.
    fn minutes(&self) -> i64 {
        let rows = self.charts.iter().flat_map(|charts| &charts.kinds.rows);
        rows.map(|row| row.1).sum()
    }

    /// Whether the figures may be presented as proved.
    fn agrees(&self) -> bool {
        self.proof.differences.is_empty()
    }
}

impl Proof {
    fn new(report: &ActivityReport) -> Self {
        let reconciliation = &report.reconciliation;
        let help = &reconciliation.help;
        let ends = ends(report.period);
        Self {
            differences: reconciliation.differences.clone(),
            terms: vec![
                Term::new("", "Help written in the book", help.posted.get()),
                Term::new("-", "Taken back, to put right", help.reversed.get()),
                Term::new("=", "Hours exchanged", reconciliation.help_minutes()),
            ],
            first_day: ends.0,
            last_day: ends.1,
            accounts: reconciliation.accounts.iter().map(Account::of).collect(),
            totals: Account::sum(reconciliation.totals()),
            about: reconciliation.about_accounts(),
            made: report.made_at_words.clone(),
            transfer: words::number(i64::try_from(report.head.seq).unwrap_or(i64::MAX)),
            digest: report.head.digest.grouped(),
        }
    }
}

/// The first and the last day as heads of columns: short, because the caption has the year.
fn ends(period: Period) -> (String, String) {
    let (from, to) = (period.from(), period.to());
    if from.year() == to.year() && from != to {
        (words::day_short(from), words::day_short(to))
    } else {
        ("At first".to_owned(), "At last".to_owned())
    }
}

impl Account {
    fn of(movement: &KindMovement) -> Self {
        Self {
            name: reports::words::account_kind(movement.kind),
            opening: movement.opening.get(),
            incoming: movement.incoming.get(),
            outgoing: movement.outgoing.get(),
            closing: movement.closing.get(),
        }
    }

    const fn sum(totals: Totals) -> Self {
        Self {
            name: "Sum",
            opening: totals.opening,
            incoming: totals.incoming,
            outgoing: totals.outgoing,
            closing: totals.closing,
        }
    }
}

impl Files {
    fn new(days: &str) -> Self {
        let mut lists = vec![
            Link::new(
                "Exchanges of these days, in all states (CSV)",
                format!("/reports/exchanges.csv?{days}"),
            ),
            Link::new("All members (CSV)", "/reports/members.csv"),
        ];
        lists.extend(Format::ALL.map(|format| {
            let name = match format {
                Format::Hledger => "hledger",
                Format::Ledger => "Ledger",
                Format::Beancount => "Beancount",
            };
            Link::new(
                format!("The whole book, for {name}"),
                format!("/reports/journal?format={}", format.as_str()),
            )
        }));
        Self {
            csv: format!("/reports/activity.csv?{days}"),
            json: format!("/reports/activity.json?{days}"),
            lists,
        }
    }
}

#[cfg(test)]
mod tests {
    use reports::activity::metric;

    use super::*;
    use crate::charts::{Bars, Columns, DiscRows, Point, Stretch};

    fn account(name: &'static str, opening: i64, incoming: i64, outgoing: i64) -> Account {
        Account {
            name,
            opening,
            incoming,
            outgoing,
            closing: opening + incoming - outgoing,
        }
    }

    fn charts() -> Charts {
        let now = Stretch {
            name: "July to September 2026".into(),
            points: vec![Point {
                name: "July".into(),
                whole_name: "July 2026".into(),
                minutes: 24_750,
            }],
        };
        let kinds = [("Gardening".to_owned(), 24_750)];
        let rows = [("Gave and received".to_owned(), 40)];
        Charts {
            comparison: "412 hours 30 minutes were exchanged.".into(),
            over_time: OverTime {
                chart: Columns::of("Hours exchanged each month", None, &now),
                rows: vec![("July 2026".into(), 24_750)],
                yearly: false,
            },
            kinds: Kinds {
                finding: "100% of all hours went to Gardening.".into(),
                chart: Bars::of("Hours by kind of help", &kinds, None),
                rows: vec![("Gardening".into(), 24_750, 100)],
            },
            ways: Parts {
                finding: "40 of 85 active members both gave and received.".into(),
                chart: DiscRows::of("How members took part", &rows),
                all: 85,
            },
        }
    }

    fn page(change: impl FnOnce(&mut Activity)) -> String {
        let mut activity = Activity {
            shell: Shell::sample(),
            form: Form::new().with("period", "last-quarter"),
            periods: choices(),
            from: FROM,
            to: TO,
            own_days: false,
            days: "1 July to 30 September 2026".into(),
            name: "July to September 2026".into(),
            finding: "85 members shared 412 hours 30 minutes in 268 exchanges.".into(),
            headlines: vec![Headline {
                name: "Hours exchanged",
                parts: vec![("412".into(), "h"), ("30".into(), "min")],
                note: "Each hour counted once",
            }],
            definitions: metric::ALL.to_vec(),
            charts: Some(charts()),
            proof: Proof {
                differences: Vec::new(),
                terms: vec![Term::new("=", "Hours exchanged", 24_750)],
                first_day: "1 July 2026".into(),
                last_day: "30 September 2026".into(),
                accounts: vec![account("Members", 0, 26_865, 22_995)],
                totals: account("Sum", 0, 28_455, 28_455),
                about: "Every account is here.",
                made: "22 November 2026 at 9:40am".into(),
                transfer: "9,412".into(),
                digest: "7b1e 04c9".into(),
            },
            files: Files::new("from=2026-07-01&to=2026-09-30"),
        };
        change(&mut activity);
        activity.render().unwrap()
    }

    #[test]
    fn the_finding_comes_first_and_the_proof_last() {
        let html = page(|_| ());
        let place = |part: &str| {
            html.find(part)
                .unwrap_or_else(|| panic!("{part} is missing"))
        };
        assert!(place("85 members shared") < place("class=\"figures\""));
        assert!(place("class=\"figures\"") < place("Hours exchanged each month"));
        assert!(place("How members took part") < place("This report agrees with the book"));
        assert!(html.contains("412<small> h </small>30<small> min</small>"));
        assert!(html.contains("/reports/activity.csv?from=2026-07-01&#38;to=2026-09-30"));
        assert!(html.contains("value=\"last-quarter\" selected"));
        for metric in metric::ALL {
            assert!(html.contains(metric.name), "{}", metric.id);
        }
    }

    #[test]
    fn a_report_that_does_not_agree_is_never_presented_as_proved() {
        let html = page(|activity| {
            activity.proof.differences = vec!["The months add up to something else.".into()];
        });
        assert!(html.contains("error-summary"));
        assert!(html.contains("The months add up to something else."));
        for seal in ["seal-tick", "agrees with the book</h3>", "class=\"proof\""] {
            assert!(!html.contains(seal), "{seal}");
        }
    }

    #[test]
    fn days_without_help_have_no_charts_and_still_their_proof() {
        let html = page(|activity| activity.charts = None);
        assert!(!html.contains("<figure"));
        assert!(html.contains("Nothing to draw"));
        assert!(html.contains("class=\"proof\""));
    }

    #[test]
    fn dates_that_are_wrong_are_said_at_their_boxes() {
        let html = page(|activity| {
            activity
                .form
                .refuse("to_day", "Last day must be a real date");
            activity.own_days = true;
        });
        assert!(html.contains("<a href=\"#to_day\">Last day must be a real date</a>"));
        assert!(html.contains("<details class=\"details\" open>"));
    }
}
