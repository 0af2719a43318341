//! Many banks in one report: a row for each and all of them together, by the same definitions.
//!
//! Every bank is counted and proved by its own report first. For readers outside, small numbers
//! are kept over all banks: what one bank hides must not follow from the others and the total.

mod printed;

use std::io::Write;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::activity::crowd::Crowd;
use crate::activity::{ActivityReport, Amount};
use crate::disclosure::{Audience, Row, Rule, Shown, protect_rows};
use crate::period::Period;
use crate::table::{Cell, Rows, Table};
use crate::workbook::List;
use crate::{Result, words};

/// The report of several banks.
#[derive(Clone, Debug)]
pub struct Network {
    /// The days it is about.
    pub period: Period,
    /// Whom it is for.
    pub audience: Audience,
    /// When the newest of its reports was made.
    pub made_at: DateTime<Utc>,
    /// The banks, by name.
    pub banks: Vec<Line>,
    /// All of them.
    pub total: Line,
}

/// One bank, or all of them.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Exchanges and their minutes.
    pub help: Shown<Amount>,
    /// Members who gave or received.
    pub active: Shown<i64>,
    /// Members who joined.
    pub new: Shown<i64>,
    /// Whether its report agrees with its book.
    pub agrees: bool,
    /// How many transfers its book had, and the digest of the last. Nothing for all of them.
    pub head: Option<(u64, String)>,
}

/// Puts the reports of several banks together. All must be of the same days.
#[must_use]
pub fn network(reports: &[ActivityReport], period: Period, audience: Audience) -> Network {
    let mut reports: Vec<&ActivityReport> = reports.iter().collect();
    reports.sort_by(|one, other| one.bank.cmp(&other.bank));
    let rule = audience.rule();
    let (help, sum) = help(&reports, rule);
    let (active, all_active) = people(&reports, rule, ActivityReport::members_active);
    let (new, all_new) = people(&reports, rule, ActivityReport::members_new);
    let rows = reports.iter().zip(help).zip(active.into_iter().zip(new));
    let banks = rows.map(|((report, help), (active, new))| Line {
        name: report.bank.clone(),
        help,
        active,
        new,
        agrees: report.reconciliation.matches_book(),
        head: Some((report.head.seq, report.head.digest.to_string())),
    });
    let agrees = |report: &&ActivityReport| report.reconciliation.matches_book();
    Network {
        period,
        audience,
        made_at: reports
            .iter()
            .map(|report| report.made_at)
            .max()
            .unwrap_or_default(),
        total: Line {
            name: "All banks".to_owned(),
            help: sum,
            active: all_active,
            new: all_new,
            agrees: reports.iter().all(agrees),
            head: None,
        },
        banks: banks.collect(),
    }
}

/// Hours and exchanges: the rows of a list whose total is shown.
fn help(reports: &[&ActivityReport], rule: Option<Rule>) -> (Vec<Shown<Amount>>, Shown<Amount>) {
    let amount = |report: &&ActivityReport| Amount {
        exchanges: report.exchanges(),
        minutes: report.minutes_exchanged(),
    };
    let amounts: Vec<Amount> = reports.iter().map(amount).collect();
    let sum = Amount {
        exchanges: amounts.iter().map(|amount| amount.exchanges).sum(),
        minutes: amounts.iter().map(|amount| amount.minutes).sum(),
    };
    let Some(rule) = rule else {
        let exact = amounts.into_iter().map(Shown::Exact).collect();
        return (exact, Shown::Exact(sum));
    };
    // A bank of few exchanges is as quiet as one of few people.
    let crowds: Vec<Crowd> = reports
        .iter()
        .map(|report| {
            let everybody = Crowd::of(&report.behind.months);
            if rule.is_few(report.exchanges()) {
                everybody.first()
            } else {
                everybody
            }
        })
        .collect();
    let rows: Vec<Row<'_>> = amounts
        .iter()
        .zip(&crowds)
        .map(|(amount, behind)| Row {
            amount: *amount,
            behind,
        })
        .collect();
    match protect_rows(&rows, rule) {
        Some(shown) => (shown, Shown::Exact(sum)),
        None => (vec![Shown::Hidden; rows.len()], Shown::Hidden),
    }
}

/// Numbers of people: where one of them is few, all are rounded, the total too.
fn people(
    reports: &[&ActivityReport],
    rule: Option<Rule>,
    count: fn(&ActivityReport) -> u64,
) -> (Vec<Shown<i64>>, Shown<i64>) {
    let counts: Vec<u64> = reports.iter().map(|report| count(report)).collect();
    let sum = counts.iter().sum();
    let few = |rule: &Rule| counts.iter().any(|count| rule.is_few(*count)) || rule.is_few(sum);
    if let Some(rule) = rule.filter(few) {
        let rounded = counts.iter().map(|count| rule.rounded(*count));
        return (rounded.collect(), rule.rounded(sum));
    }
    let exact = |count: u64| Shown::Exact(count.cast_signed());
    let counts = counts.iter().map(|count| exact(*count));
    (counts.collect(), exact(sum))
}

impl Network {
    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.banks.iter().chain([&self.total])
    }

    /// Writes it as plain text, for 80 columns.
    pub fn write_text(&self, out: &mut impl Write) -> Result<()> {
        writeln!(
            out,
            "Activity of {}",
            words::counted(self.banks.len() as u64, "bank", "banks")
        )?;
        writeln!(out, "{}", self.period.name())?;
        writeln!(out, "For: {}\n", self.audience.name())?;
        writeln!(
            out,
            "{:<22}{:>10}{:>20}{:>14}{:>14}",
            "", "exchanges", "hours", "active", "new"
        )?;
        for line in self.lines() {
            let name: String = line.name.chars().take(21).collect();
            let (exchanges, hours) = match line.help.value() {
                Some(help) => (words::thousands(help.exchanges), words::hours(help.minutes)),
                None => (String::new(), line.help.instead().unwrap_or_default()),
            };
            let (active, new) = (line.active.said(), line.new.said());
            writeln!(
                out,
                "{name:<22}{exchanges:>10}{hours:>20}{active:>14}{new:>14}"
            )?;
            if !line.agrees && line.head.is_some() {
                writeln!(out, "  Does not agree with its book: do not use it.")?;
            }
        }
        Ok(())
    }

    /// Writes it as CSV.
    pub fn write_csv(&self, out: &mut impl Write) -> Result<()> {
        let mut table = Table::begin(out, &COLUMNS)?;
        self.rows(&mut table)?;
        table.finish()
    }

    /// Writes it as a workbook, made when the newest of its reports was.
    pub fn write_xlsx(&self, out: &mut (impl Write + Send)) -> Result<()> {
        let mut list = List::begin("Banks", &COLUMNS, self.made_at)?;
        self.rows(&mut list)?;
        list.finish(out)
    }

    fn rows(&self, table: &mut impl Rows) -> Result<()> {
        for line in self.lines() {
            let (transfers, digest) = match &line.head {
                Some((transfers, digest)) => (Cell::count(*transfers), Cell::code(digest)),
                None => (Cell::EMPTY, Cell::EMPTY),
            };
            table.row([
                Cell::Text(&line.name),
                Cell::Day(self.period.from()),
                Cell::Day(self.period.to()),
                Cell::shown(line.help.exchanges(), Cell::count),
                Cell::shown(line.help.minutes(), Cell::Number),
                Cell::shown(line.help.minutes(), Cell::Hours),
                Cell::shown(line.active, Cell::Number),
                Cell::shown(line.new, Cell::Number),
                Cell::code(if line.agrees { "yes" } else { "no" }),
                transfers,
                digest,
            ])?;
        }
        Ok(())
    }

    /// Writes it as JSON.
    pub fn write_json(&self, out: &mut impl Write) -> Result<()> {
        let line = |line: &Line| LineDocument {
            bank: line.name.clone(),
            exchanges: line.help.exchanges().value(),
            minutes_exchanged: line.help.minutes().value(),
            shown: line.help.note(),
            members_active: line.active.value(),
            members_active_shown: line.active.note(),
            members_new: line.new.value(),
            members_new_shown: line.new.note(),
            matches_book: line.agrees,
        };
        let document = NetworkDocument {
            from: self.period.from().to_string(),
            to: self.period.to().to_string(),
            audience: self.audience.as_str(),
            banks: self.banks.iter().map(line).collect(),
            total: line(&self.total),
        };
        serde_json::to_writer_pretty(&mut *out, &document).map_err(std::io::Error::from)?;
        Ok(out.write_all(b"\n")?)
    }
}

const COLUMNS: [&str; 11] = [
    "bank",
    "from",
    "to",
    "exchanges",
    "minutes",
    "hours_decimal",
    "members_active",
    "members_new",
    "matches_book",
    "transfers",
    "digest",
];

#[derive(Serialize)]
struct NetworkDocument {
    from: String,
    to: String,
    audience: &'static str,
    banks: Vec<LineDocument>,
    total: LineDocument,
}

#[derive(Serialize)]
struct LineDocument {
    bank: String,
    exchanges: Option<u64>,
    minutes_exchanged: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<String>,
    members_active: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    members_active_shown: Option<String>,
    members_new: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    members_new_shown: Option<String>,
    matches_book: bool,
}
