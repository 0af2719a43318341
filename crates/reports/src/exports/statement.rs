//! A member's statement, in the order in which it was written.

use std::io::Write;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rusqlite::Connection;
use timebank::MemberId;
use timebank::bank::Bank;
use timebank::statement::{self, Line, LineKind, Statement};

use crate::pdf::{About, Column, Paper, Print, Row, Table as Laid};
use crate::table::{Cell, Rows, Table};
use crate::{Result, words};

const COLUMNS: [&str; 6] = [
    "written_on",
    "done_on",
    "what",
    "in_minutes",
    "out_minutes",
    "balance_minutes",
];

/// Writes what was posted to a member's account from the start of `from` to the end of `to`,
/// days where the bank is; everything where they are not given. The first row is the balance
/// brought forward, the last one the totals and the balance at the end.
pub fn statement(
    conn: &Connection,
    bank: &Bank,
    member: MemberId,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    out: &mut impl Write,
) -> Result<()> {
    let statement = statement::of_member(conn, bank, member, from, to)?;
    let mut table = Table::begin(out, &COLUMNS)?;
    table.row([
        Cell::maybe_day(from),
        Cell::EMPTY,
        Cell::code("Brought forward"),
        Cell::EMPTY,
        Cell::EMPTY,
        Cell::Number(statement.opening),
    ])?;
    for line in &statement.lines {
        table.row([
            Cell::Day(line.written_on),
            Cell::Day(line.done_on),
            Cell::Text(&what(line)),
            Cell::maybe((line.minutes > 0).then_some(line.minutes)),
            Cell::maybe((line.minutes < 0).then_some(-line.minutes)),
            Cell::Number(line.balance),
        ])?;
    }
    table.row([
        Cell::maybe_day(to),
        Cell::EMPTY,
        Cell::code("Total, and balance"),
        Cell::Number(statement.total_in),
        Cell::Number(statement.total_out),
        Cell::Number(statement.closing),
    ])?;
    table.finish()
}

/// Writes the same as a printed document: the address first, so that it fits a window envelope,
/// and the proof last. In large print no letter is under 18 points.
#[expect(
    clippy::too_many_arguments,
    reason = "the days, the print and the moment are apart"
)]
pub fn statement_pdf(
    conn: &Connection,
    bank: &Bank,
    member: MemberId,
    from: Option<NaiveDate>,
    to: NaiveDate,
    print: Print,
    made_at: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<()> {
    let statement = statement::of_member(conn, bank, member, from, Some(to))?;
    let profile = &statement.profile;
    let title = format!("Statement of {}", profile.name);
    let number = profile.number.printed(&bank.prefix);
    let mut paper = Paper::begin(About {
        title: format!("{}: {title}", bank.name),
        bank: bank.name.clone(),
        foot: format!("{} · member {number}", bank.name),
        made_at,
        print,
    })?;
    let envelope = envelope(&statement);
    if !envelope.is_empty() {
        paper.block(&envelope);
        paper.space(WINDOW);
    }
    paper.title(&bank.name, &title);
    let days = match from {
        Some(from) => format!("{} to {}", words::day(from), words::day(to)),
        None => format!("Everything up to {}", words::day(to)),
    };
    paper.text(&format!("Member {number}. {days}."));
    paper.lead(&balance(statement.closing, to));
    paper.heading("What has been written");
    match print {
        Print::Usual => five_columns(&statement, from, to, &mut paper),
        Print::Large => three_columns(&statement, from, to, &mut paper),
    }
    paper.text(
        "Balance is what there was after each line. A balance with a minus sign means hours to \
         give back. It happens to everyone and is how a timebank works.",
    );
    paper.heading("The proof");
    paper.text(&format!(
        "Brought forward {}, in {}, out {}: balance {}.",
        words::hours(statement.opening),
        words::hours(statement.total_in),
        words::hours(statement.total_out),
        words::hours(statement.closing),
    ));
    let made = made_at.with_timezone(&bank.zone);
    paper.text(&format!(
        "Made from the book on {} at {}, when its last transfer was number {}. The digest of the \
         book up to that transfer, by which whoever has the book can find it again:",
        words::day(bank.day_of(made_at)),
        made.format("%-I:%M%P"),
        words::thousands(statement.head.seq),
    ));
    paper.block(&[statement.head.digest.grouped()]);
    paper.finish(out)
}

/// Between the address and the letter, so that only the address stands in the window: 36 points.
const WINDOW: i32 = 36_000;

/// Whom a letter goes to.
fn envelope(statement: &Statement) -> Vec<String> {
    let profile = &statement.profile;
    let address = profile.address.lines();
    let address = address.map(|line| line.trim().trim_end_matches(',').to_owned());
    let address: Vec<String> = address.filter(|line| !line.is_empty()).collect();
    if address.is_empty() {
        return address;
    }
    let area = &profile.area_name;
    let known = area.is_empty() || profile.address.contains(area.as_str());
    let area = (!known).then(|| area.clone());
    let name = std::iter::once(profile.name.clone());
    name.chain(address).chain(area).collect()
}

fn balance(closing: i64, to: NaiveDate) -> String {
    let day = words::day(to);
    let hours = words::hours_said(closing);
    match closing {
        0 => format!("On {day} the hours given and received are even."),
        1.. => format!("On {day} there were {hours} to spend."),
        _ => format!("On {day} there were {hours} to give back."),
    }
}

/// A column for each thing.
fn five_columns(statement: &Statement, from: Option<NaiveDate>, to: NaiveDate, paper: &mut Paper) {
    let hours = |minutes: i64| match minutes {
        0 => String::new(),
        _ => words::hours(minutes.abs()),
    };
    let row = |day: String, what: String, income: i64, outgo: i64, balance: i64| {
        let figures = [hours(income), hours(outgo), words::hours(balance)];
        Row::new([day, what].into_iter().chain(figures))
    };
    let mut rows = vec![row(
        from.map(words::day).unwrap_or_default(),
        "Brought forward".to_owned(),
        0,
        0,
        statement.opening,
    )];
    rows.extend(statement.lines.iter().map(|line| {
        let (income, outgo) = (line.minutes.max(0), line.minutes.min(0));
        row(
            words::day(line.done_on),
            told(line),
            income,
            outgo,
            line.balance,
        )
    }));
    let (income, outgo) = (statement.total_in, statement.total_out);
    let total = "Total, and balance".to_owned();
    rows.push(row(words::day(to), total, income, outgo, statement.closing).total());
    paper.table(&Laid {
        summary: SUMMARY,
        columns: &[
            Column::words("Date"),
            Column::words("What happened"),
            Column::figures("In"),
            Column::figures("Out"),
            Column::figures("Balance"),
        ],
        rows: &rows,
    });
}

/// The same in fewer columns, for large letters: the day stands with what happened, and a sign
/// says which way the hours went.
fn three_columns(statement: &Statement, from: Option<NaiveDate>, to: NaiveDate, paper: &mut Paper) {
    let row = |what: String, change: String, balance: i64| {
        Row::new([what, change, words::hours(balance)])
    };
    let forward = from.map(|day| format!("{}: ", words::day(day)));
    let forward = format!("{}Brought forward", forward.unwrap_or_default());
    let mut rows = vec![row(forward, String::new(), statement.opening)];
    rows.extend(statement.lines.iter().map(|line| {
        let what = format!("{}: {}", words::day(line.done_on), told(line));
        let sign = if line.minutes > 0 { "+" } else { "" };
        let change = format!("{sign}{}", words::hours(line.minutes));
        row(what, change, line.balance)
    }));
    let total = format!("Balance on {}", words::day(to));
    rows.push(row(total, String::new(), statement.closing).total());
    paper.table(&Laid {
        summary: SUMMARY,
        columns: &[
            Column::words("What happened"),
            Column::figures("In or out"),
            Column::figures("Balance"),
        ],
        rows: &rows,
    });
}

/// What a table of a statement shows, for somebody who hears it.
const SUMMARY: &str = "Every line on the account, with the balance after it";

/// What happened, and what else is to be known of the line.
fn told(line: &Line) -> String {
    let mut told = what(line);
    let month = |day: NaiveDate| (day.year(), day.month());
    if month(line.done_on) != month(line.written_on) {
        told = format!(
            "{}. Written on {}",
            told.trim_end_matches('.'),
            words::day(line.written_on)
        );
    }
    if line.put_right {
        told = format!("{}. Put right by a later line", told.trim_end_matches('.'));
    }
    told
}

fn what(line: &Line) -> String {
    match &line.kind {
        LineKind::Gave { to, what, .. } => format!("Helped {to}: {what}"),
        LineKind::Received { from, what, .. } => format!("Helped by {from}: {what}"),
        LineKind::TakenBack {
            with, what, reason, ..
        } => format!("Put right, with {with}: {what}. {reason}"),
        LineKind::Activity { what, .. } => format!("Activity: {what}"),
        LineKind::Other(kind) => words::transfer_kind(*kind).to_owned(),
    }
}
