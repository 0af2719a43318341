//! The before/after sheet as text: plain columns, 100 wide, for a terminal or a printer.
//!
//! Hours are `12:30`, with a real minus (−), as the source prints them. Nothing is computed here
//! but sums of columns.

use std::fmt::{self, Formatter};

use ledger::AccountKind;

use super::model::{Outcome, Person, Plan, Standing, Tally};

/// Longer names are cut for the table.
const NAME_WIDTH: usize = 26;

/// The whole sheet; the last lines say what committing would do.
impl fmt::Display for Plan {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sheet())?;
        writeln!(formatter)?;
        formatter.write_str(&self.what_next())
    }
}

impl Plan {
    /// The sheet without the lines about what committing would do.
    #[must_use]
    pub fn sheet(&self) -> String {
        Sheet(self).to_string()
    }

    /// What committing would do, or what stands in the way.
    #[must_use]
    pub fn what_next(&self) -> String {
        let obstacles = self.obstacles().count();
        if obstacles > 0 {
            return self.what_stands_in_the_way(obstacles);
        }
        if self.is_nothing_new() {
            return "Nothing in these files is new. Committing would change nothing.\n".to_owned();
        }
        let would = self.would_write();
        let left_out = match self.bad_lines.len() {
            0 => String::new(),
            1 => " and leave 1 bad line out".to_owned(),
            count => format!(" and leave {count} bad lines out"),
        };
        format!(
            "Nothing has been changed yet. --commit would add, in one go, {}{left_out}.\n",
            listed(&would)
        )
    }

    fn what_stands_in_the_way(&self, obstacles: usize) -> String {
        let stubborn = self.bad_lines.iter().filter(|l| !l.may_be_skipped).count();
        let (lines, stand) = match obstacles {
            1 => ("1 bad line", "stands"),
            _ => (&*format!("{obstacles} bad lines"), "stand"),
        };
        let way_out = match stubborn {
            0 => "Put it right in the files, or leave such lines out with --skip-bad-lines.",
            _ => "Not all of it can be left out with --skip-bad-lines: put it right first.",
        };
        format!("Nothing can be brought in while {lines} {stand}. {way_out}\n")
    }

    fn would_write(&self) -> Vec<String> {
        let totals = &self.totals;
        let exchanges = counted(totals.exchanges.new, "exchange", "exchanges");
        let hours = clock(totals.exchanges.new_minutes);
        let new_members = totals.members.new;
        let parts = [
            (new_members, counted(new_members, "member", "members")),
            (
                totals.left,
                counted(totals.left, "person who left", "people who left"),
            ),
            (
                totals.exchanges.new,
                format!("{exchanges} of {hours} hours"),
            ),
            (
                totals.pot.new,
                counted(
                    totals.pot.new,
                    "transfer with the pot",
                    "transfers with the pot",
                ),
            ),
            (
                totals.openings,
                counted(totals.openings, "opening transfer", "opening transfers"),
            ),
            (
                totals.offers.new,
                counted(totals.offers.new, "offer", "offers"),
            ),
            (
                totals.requests.new,
                counted(totals.requests.new, "request", "requests"),
            ),
        ];
        let some = parts.into_iter().filter(|(count, _)| *count > 0);
        some.map(|(_, text)| text).collect()
    }
}

/// What was written, in one sentence.
impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if self.is_nothing() {
            return formatter.write_str("Nothing was new: nothing was changed.");
        }
        write!(
            formatter,
            "Brought in: {}, {}, {} of {} hours, {} and {}",
            counted(self.members, "member", "members"),
            counted(self.left, "person who left", "people who left"),
            counted(self.exchanges, "exchange", "exchanges"),
            clock(self.minutes),
            counted(self.openings, "opening transfer", "opening transfers"),
            counted(self.listings, "offer or request", "offers and requests"),
        )?;
        match self.pot {
            0 => {}
            pot => write!(
                formatter,
                ", and {}",
                counted(pot, "transfer with the pot", "transfers with the pot")
            )?,
        }
        match self.skipped {
            0 => formatter.write_str("."),
            count => write!(
                formatter,
                ". {} left out.",
                counted(count, "bad line was", "bad lines were")
            ),
        }
    }
}

struct Sheet<'a>(&'a Plan);

impl fmt::Display for Sheet<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "Import from TimeOverflow into {}", self.0.bank)?;
        self.files(formatter)?;
        self.totals(formatter)?;
        self.months(formatter)?;
        self.people(formatter)?;
        self.accounts(formatter)?;
        self.notes(formatter)?;
        self.bad_lines(formatter)
    }
}

impl Sheet<'_> {
    fn files(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "\nFiles")?;
        for (name, lines) in &self.0.files {
            writeln!(formatter, "  {name:<40} {lines:>9} good lines")?;
        }
        Ok(())
    }

    fn totals(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let totals = &self.0.totals;
        let (files, here, new) = ("in the files", "here already", "to be added");
        writeln!(formatter, "\n  {:<34} {files:>14} {here:>14} {new:>14}", "")?;
        let left = Tally {
            new: totals.left,
            ..Tally::default()
        };
        let counts = [
            ("Members", totals.members),
            ("People who left, to be added", left),
            ("Exchanges", totals.exchanges),
            ("Gifts to the pot and grants from it", totals.pot),
            ("Offers", totals.offers),
            ("Requests", totals.requests),
        ];
        for (name, tally) in counts {
            if tally.count() == 0 && !matches!(name, "Members" | "Exchanges") {
                continue;
            }
            let (all, known, new) = (tally.count(), tally.known, tally.new);
            writeln!(formatter, "  {name:<34} {all:>14} {known:>14} {new:>14}")?;
            if tally.minutes() != 0 {
                let (all, known) = (clock(tally.minutes()), clock(tally.known_minutes));
                let new = clock(tally.new_minutes);
                let name = "  hours of these";
                writeln!(formatter, "  {name:<34} {all:>14} {known:>14} {new:>14}")?;
            }
        }
        let (name, count) = ("Opening transfers", totals.openings);
        writeln!(formatter, "  {name:<34} {:>14} {:>14} {count:>14}", "", "")?;
        if !self.0.new_categories.is_empty() {
            let names = self.0.new_categories.join(", ");
            writeln!(formatter, "  Kinds of help to be added: {names}")?;
        }
        Ok(())
    }

    fn months(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if self.0.totals.months.is_empty() {
            return Ok(());
        }
        writeln!(formatter, "\nExchanges by month")?;
        for (name, month) in &self.0.totals.months {
            let (count, hours) = (month.exchanges, clock(month.minutes));
            writeln!(formatter, "  {name:<10} {count:>8} {hours:>12}")?;
        }
        Ok(())
    }

    fn people(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "\nBalances, in hours and minutes. The source keeps seconds: they are rounded to the \
             nearest\nminute, half a minute upwards. Opening is what history does not \
             explain."
        )?;
        writeln!(
            formatter,
            "  {:>6} {:<NAME_WIDTH$} {:>10} {:>9} {:>9} {:>9} {:>9} {:>9}",
            "number", "name", "seconds", "there", "history", "opening", "before", "after"
        )?;
        let people = &self.0.people;
        for person in people.iter().filter(|p| p.standing != Standing::Left) {
            row(formatter, person)?;
        }
        let left = || people.iter().filter(|p| p.standing == Standing::Left);
        if left().next().is_some() {
            writeln!(
                formatter,
                "  People who left: their accounts end at nought and are closed."
            )?;
        }
        for person in left() {
            row(formatter, person)?;
        }
        let sum = |figure: fn(&Person) -> i64| clock(people.iter().map(figure).sum());
        let seconds: i64 = people.iter().filter_map(|p| p.source_seconds).sum();
        writeln!(
            formatter,
            "  {:>6} {:<NAME_WIDTH$} {:>10} {:>9} {:>9} {:>9} {:>9} {:>9}",
            "",
            "Sum",
            signed(seconds),
            sum(|p| p.source),
            sum(|p| p.history),
            sum(|p| p.opening),
            sum(|p| p.before),
            sum(|p| p.after),
        )
    }

    fn accounts(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let accounts = &self.0.totals.accounts;
        let head = ("before", "after");
        writeln!(
            formatter,
            "\n{:<30} {:>12} {:>12}",
            "Accounts", head.0, head.1
        )?;
        for &(kind, before, after) in accounts {
            let (name, before, after) = (name_of(kind), clock(before), clock(after));
            writeln!(formatter, "  {name:<28} {before:>12} {after:>12}")?;
        }
        let before = clock(accounts.iter().map(|(_, before, _)| before).sum());
        let (name, after) = ("Sum of all accounts", clock(self.0.sum_after()));
        writeln!(formatter, "  {name:<28} {before:>12} {after:>12}")
    }

    fn notes(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if !self.0.notes.is_empty() {
            writeln!(formatter, "\nGood to know")?;
        }
        for note in &self.0.notes {
            writeln!(formatter, "  {note}")?;
        }
        Ok(())
    }

    fn bad_lines(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if !self.0.bad_lines.is_empty() {
            writeln!(formatter, "\nBad lines")?;
        }
        for line in &self.0.bad_lines {
            writeln!(formatter, "  {line}")?;
        }
        Ok(())
    }
}

fn row(formatter: &mut Formatter<'_>, person: &Person) -> fmt::Result {
    writeln!(
        formatter,
        "  {:>6} {:<NAME_WIDTH$} {:>10} {:>9} {:>9} {:>9} {:>9} {:>9}",
        person.number.get(),
        cut(&person.name),
        person.source_seconds.map(signed).unwrap_or_default(),
        clock(person.source),
        clock(person.history),
        clock(person.opening),
        clock(person.before),
        clock(person.after),
    )
}

fn name_of(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Member => "Members",
        AccountKind::Organisation => "Organisations",
        AccountKind::Pot => "Pot",
        AccountKind::Operating => "Running the bank",
        AccountKind::Issuance => "Welcome hours",
        AccountKind::Suspense => "To be cleared up",
        AccountKind::Clearing => "Other banks",
        AccountKind::Opening => "Opening balances",
    }
}

fn cut(name: &str) -> String {
    if name.chars().count() <= NAME_WIDTH {
        return name.to_owned();
    }
    let kept: String = name.chars().take(NAME_WIDTH - 1).collect();
    kept + "…"
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Minutes as `12:30`.
fn clock(minutes: i64) -> String {
    let sign = if minutes < 0 { "−" } else { "" };
    let all = minutes.unsigned_abs();
    format!("{sign}{}:{:02}", all / 60, all % 60)
}

fn signed(figure: i64) -> String {
    let sign = if figure < 0 { "−" } else { "" };
    format!("{sign}{}", figure.unsigned_abs())
}
