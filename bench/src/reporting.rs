//! A year’s report and the long lists of a bank of three million exchanges, each beside the same
//! sums and the same rows in plain SQL, and how much memory they take.

#![expect(
    clippy::float_arithmetic,
    reason = "ratios of measurements, never minutes of a book"
)]

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use std::time::Instant;

use anyhow::{Result, anyhow, ensure};
use chrono::{DateTime, NaiveDate, Utc};
use reports::period::Period;
use reports::{activity, exports};
use rusqlite::Connection;
use timebank::bank::{self as banks, Bank};

use crate::figures::{Table, Target, median, ratio};
use crate::{long_bank, machine, plain};

/// The rows of the workbook.
const ROWS: u64 = 100_000;

/// Measures on the bank with so many exchanges and adds the lines.
pub(crate) fn measure(folder: &Path, exchanges: u64, rounds: u32, table: &mut Table) -> Result<()> {
    let database = long_bank::stand(folder, exchanges)?;
    database
        .read_blocking(|conn| -> Result<()> {
            let bank = banks::get(conn)?;
            let idle = machine::memory_mb();
            lists(conn, &bank, exchanges, folder, rounds, idle, table)?;
            year(conn, &bank, rounds, table)
        })
        .map_err(|error| anyhow!("the reading failed: {error:?}"))?;
    database.close();
    Ok(())
}

fn made_at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).unwrap_or_default()
}

/// The report of the last year, and the same sums in plain SQL.
fn year(conn: &Connection, bank: &Bank, rounds: u32, table: &mut Table) -> Result<()> {
    let (from, to) = long_bank::last_year();
    let period = Period::new(from, to).ok_or_else(|| anyhow!("no period"))?;
    let before = period.previous().ok_or_else(|| anyhow!("no year before"))?;
    let (mut ours, mut sums, mut scans) = (Vec::new(), Vec::new(), Vec::new());
    let mut counted = 0;
    for round in 0..=rounds {
        let (scan, amount) = timed(|| scan(conn, from, to))?;
        let (rest, _) = timed(|| {
            members(conn, from, to)?;
            self::scan(conn, before.from(), before.to())?;
            book(conn, from, to)
        })?;
        let (whole, report) = timed(|| Ok(activity::activity(conn, bank, period, made_at())?))?;
        ensure!(report.reconciliation.matches_book(), "the report is wrong");
        let whole_year = report.reconciliation.report;
        let found = (whole_year.exchanges, whole_year.minutes);
        ensure!(found == amount, "{found:?} and {amount:?}");
        counted = found.0;
        // The first round reads the file into memory.
        if round > 0 {
            ours.push(whole);
            sums.push(scan + rest);
            scans.push(scan);
        }
    }
    let told = format!(
        "{counted} exchanges: report {:.2} s; the same sums {:.2} s, of which the scan of the \
         year {:.2} s",
        median(&ours),
        median(&sums),
        median(&scans)
    );
    let work = "a year’s report : the same sums in plain SQL";
    table.row(work, &told, ratio(&ours, &sums), Target::AtMost(3.0));
    let work = "a year’s report : one scan of the year’s exchanges, by month, kind, way and pair";
    table.row(work, "", ratio(&ours, &scans), Target::None);
    Ok(())
}

/// Seconds that a work took, and its outcome.
fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(f64, T)> {
    let begun = Instant::now();
    let outcome = work()?;
    Ok((begun.elapsed().as_secs_f64(), outcome))
}

/// The hand-written scan: sums by month, kind of help, way of recording and kinds of member.
fn scan(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<(u64, i64)> {
    let mut select = conn.prepare_cached(
        "SELECT count(*), sum(e.minutes), substr(e.done_on, 1, 7), e.category, e.channel,
                g.kind, r.kind
           FROM exchange e JOIN member g ON g.id = e.giver JOIN member r ON r.id = e.receiver
          WHERE e.state = 'posted' AND e.done_on BETWEEN ?1 AND ?2
          GROUP BY 3, 4, 5, 6, 7",
    )?;
    let mut rows = select.query((from, to))?;
    let mut sum = (0, 0);
    while let Some(row) = rows.next()? {
        sum.0 += row.get::<_, u64>(0)?;
        sum.1 += row.get::<_, i64>(1)?;
    }
    Ok(sum)
}

/// What each member gave and received.
fn members(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<usize> {
    let mut select = conn.prepare_cached(
        "WITH e AS MATERIALIZED (SELECT giver, receiver, minutes FROM exchange
                                  WHERE state = 'posted' AND done_on BETWEEN ?1 AND ?2)
         SELECT member, sum(given), sum(received)
           FROM (SELECT giver AS member, minutes AS given, 0 AS received FROM e
                 UNION ALL SELECT receiver, 0, minutes FROM e) GROUP BY member",
    )?;
    Ok(plain::read_all(&mut select.query((from, to))?)?)
}

/// Opening, in, out, closing and the help of the book, over all accounts together, in one scan.
fn book(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<usize> {
    let mut select = conn.prepare_cached(
        "SELECT sum(e.minutes) FILTER (WHERE t.done_on < ?1),
                sum(e.minutes) FILTER (WHERE t.done_on >= ?1 AND e.minutes > 0),
                sum(e.minutes) FILTER (WHERE t.done_on >= ?1 AND e.minutes < 0),
                sum(e.minutes),
                sum(e.minutes) FILTER (WHERE t.done_on >= ?1 AND e.minutes > 0
                                         AND t.kind = 'help')
           FROM ledger_transfer t CROSS JOIN ledger_entry e ON e.transfer = t.seq
          WHERE t.done_on <= ?2",
    )?;
    Ok(plain::read_all(&mut select.query((from, to))?)?)
}

/// The columns of the list of exchanges, in its order.
const LIST: &str = "SELECT e.year, e.serial, e.id, e.state, e.done_on, e.recorded_at, e.minutes,
        g.number, g.name, r.number, r.name, c.name, e.description, e.channel, e.state_at,
        e.listing
   FROM exchange e JOIN member g ON g.id = e.giver JOIN member r ON r.id = e.receiver
   LEFT JOIN category c ON c.id = e.category
  ORDER BY e.year, e.serial";

fn lists(
    conn: &Connection,
    bank: &Bank,
    exchanges: u64,
    folder: &Path,
    rounds: u32,
    idle: u64,
    table: &mut Table,
) -> Result<()> {
    let (mut ours, mut plainly) = (Vec::new(), Vec::new());
    machine::forget_peak_memory();
    for round in 0..=rounds.min(3) {
        let (reading, rows) = timed(|| {
            let mut select = conn.prepare(LIST)?;
            Ok(plain::read_all(&mut select.query([])?)? as u64)
        })?;
        ensure!(rows == exchanges, "{rows} rows");
        let (writing, ()) = timed(|| Ok(exports::exchanges(conn, bank, None, &mut io::sink())?))?;
        if round > 0 {
            ours.push(writing);
            plainly.push(reading);
        }
    }
    let told = format!(
        "{exchanges} rows: CSV {:.1} s, reading them {:.1} s",
        median(&ours),
        median(&plainly)
    );
    let work = "the list of all exchanges as CSV : reading the same rows";
    table.row(work, &told, ratio(&ours, &plainly), Target::AtMost(2.0));
    let above = memory(machine::peak_memory_mb().saturating_sub(idle));
    let work = "the same: memory above idle, MB";
    table.row(work, "", above, Target::AtMost(64.0));
    workbooks(conn, bank, exchanges, folder, idle, table)
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
fn memory(megabytes: u64) -> f64 {
    megabytes as f64
}

/// A workbook of some rows and one of ten times as many: the memory must not grow.
fn workbooks(
    conn: &Connection,
    bank: &Bank,
    exchanges: u64,
    folder: &Path,
    idle: u64,
    table: &mut Table,
) -> Result<()> {
    let mut peaks = Vec::new();
    let mut told = String::new();
    for rows in [ROWS / 10, ROWS] {
        let days = rows * 1_826 / exchanges;
        let (from, _) = long_bank::last_year();
        let to = from + chrono::TimeDelta::days(i64::try_from(days)?.max(1) - 1);
        let period = Period::new(from, to).ok_or_else(|| anyhow!("no period"))?;
        machine::forget_peak_memory();
        let path = folder.join("list.xlsx");
        let mut file = BufWriter::new(File::create(&path)?);
        let (seconds, ()) = timed(|| {
            let out = &mut file;
            Ok(exports::exchanges_xlsx(
                conn,
                bank,
                Some(period),
                made_at(),
                out,
            )?)
        })?;
        drop(file);
        std::fs::remove_file(&path)?;
        let peak = machine::peak_memory_mb().saturating_sub(idle);
        peaks.push(memory(peak));
        told = format!("{told}{rows} rows {seconds:.1} s, {peak} MB above idle; ");
    }
    let work = "workbook of 100,000 rows : of 10,000 rows, memory above idle";
    let ratio = peaks[1] / peaks[0].max(1.0);
    table.row(
        work,
        told.trim_end_matches("; "),
        ratio,
        Target::AtMost(1.2),
    );
    Ok(())
}
