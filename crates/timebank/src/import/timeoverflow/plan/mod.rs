//! The plan: what the files hold beside what the bank holds. Reads only.

mod categories;
mod findings;
mod history;
mod known;
mod people;
mod posts;

use chrono::Datelike;
use ledger::{AccountKind, Minutes, TransferId};
use rusqlite::Connection;

use self::categories::Categories;
use self::findings::Findings;
use self::history::History;
use self::known::Known;
use self::people::People;
use super::model::{Files, Movement, Options, Person, Plan, Side, Standing, Totals};
use super::parse;
use crate::bank::Bank;
use crate::clock::Moment;
use crate::error::Result;

pub(super) use self::known::stamp;

/// Reads the files, compares them with the bank and answers what an import would do. Nothing is
/// written. Bad lines are in the plan; only the bank's own file can fail here.
pub fn plan(
    conn: &Connection,
    bank: &Bank,
    files: &Files,
    options: &Options,
    moment: &Moment,
) -> Result<Plan> {
    let mut findings = Findings::new(files);
    let mut parsed = parse::files(files, &bank.name, options, moment.today, &mut findings.bad);
    let known = Known::load(conn)?;
    let mut register = known::register(conn)?;
    let mut categories = Categories::load(conn, &parsed.posts)?;
    let mut people = People::of_users(
        conn,
        &mut parsed.users,
        &parsed.transfers,
        &known,
        &register,
        &mut findings,
    )?;
    let movements = History::new(
        &mut people,
        &parsed.users,
        &mut register,
        &mut categories,
        &mut findings,
        &known,
    )
    .movements(&parsed.transfers);
    let mut totals = Totals::default();
    let posts = posts::plan(
        &parsed.posts,
        &people,
        &mut register,
        &mut categories,
        &mut totals,
        &mut findings,
    );
    for person in &mut people.list {
        settle(conn, person, &known, &mut findings)?;
    }
    count(&people.list, &movements, &mut totals);
    totals.accounts = accounts(conn, bank, &people.list, &movements, &known)?;
    second_phones(&parsed.users, &mut findings);
    let (bad_lines, notes) = findings.finish();
    Ok(Plan {
        bank: bank.name.clone(),
        files: parsed.files,
        people: people.list,
        new_categories: categories.new,
        totals,
        bad_lines,
        notes,
        skip_bad_lines: options.skip_bad_lines,
        moves: people.moves,
        movements,
        posts,
        stamp: stamp(conn)?,
    })
}

/// The transfer that brings in what history does not explain.
pub(super) fn opening_of(person: &Person) -> TransferId {
    TransferId::new(person.identity.id("opening"))
}

/// What history leaves unexplained, and the balances before and after.
fn settle(
    conn: &Connection,
    person: &mut Person,
    known: &Known,
    findings: &mut Findings,
) -> Result<()> {
    // What earlier imports posted counts, not what the files repeat of it: a row that changed in
    // the source would else come in a second time unseen.
    person.history = known.history(person.account) + person.added;
    let needed = person.source - person.history;
    if person.standing == Standing::Known {
        let posted = posted_opening(conn, person)?;
        if needed != posted && !person.closed {
            findings.user(
                person.line,
                format!(
                    "the opening transfer of {} ({}) would be {needed} minutes now, but {posted} \
                     stand in the book: the files tell another history than those of the earlier \
                     import",
                    person.name,
                    person.number.get()
                ),
                false,
            );
        }
        person.opening = posted;
    } else {
        person.opening = needed;
        person.opens = needed != 0;
        if Minutes::new(needed).is_none() {
            let reason = "what history leaves unexplained is more than a book can hold";
            findings.user(person.line, reason.into(), false);
        }
    }
    person.before = known.balance(person.account);
    if matches!(person.standing, Standing::Met { .. }) && person.before != 0 {
        findings.note(format!(
            "{} ({}) has a balance of {} minutes here; the balance there is added to it.",
            person.name,
            person.number.get(),
            person.before
        ));
    }
    let opening = if person.opens { person.opening } else { 0 };
    person.after = person.before + person.added + opening;
    Ok(())
}

fn posted_opening(conn: &Connection, person: &Person) -> Result<i64> {
    let posted = ledger::transfer(conn, opening_of(person))?;
    let entries = posted.map(|posted| posted.entries).unwrap_or_default();
    Ok(entries
        .iter()
        .find(|entry| entry.account == person.account)
        .map_or(0, |entry| entry.minutes.get()))
}

fn count(people: &[Person], movements: &[Movement], totals: &mut Totals) {
    for person in people {
        totals.openings += u64::from(person.opens);
        if person.standing == Standing::Left {
            totals.left += 1;
        } else {
            totals.members.add(person.standing == Standing::Known, 0);
        }
    }
    for movement in movements {
        if !movement.is_exchange() {
            totals.pot.add(movement.known, movement.minutes);
            continue;
        }
        totals.exchanges.add(movement.known, movement.minutes);
        let day = movement.done_on;
        let name = format!("{:04}-{:02}", day.year(), day.month());
        let month = totals.months.entry(name).or_default();
        month.exchanges += 1;
        month.minutes += movement.minutes;
    }
}

/// Balances by kind of account, before and after.
fn accounts(
    conn: &Connection,
    bank: &Bank,
    people: &[Person],
    movements: &[Movement],
    known: &Known,
) -> Result<Vec<(AccountKind, i64, i64)>> {
    let mut kinds: Vec<(AccountKind, i64, i64)> = ledger::trial_balance(conn)?
        .into_iter()
        .map(|(kind, minutes)| (kind, minutes.get(), minutes.get()))
        .collect();
    let mut add =
        |kind: AccountKind, minutes: i64| match kinds.iter_mut().find(|(other, ..)| *other == kind)
        {
            Some((_, _, after)) => *after += minutes,
            None => kinds.push((kind, 0, minutes)),
        };
    for person in people {
        let kind = known.kind(person.account);
        add(kind, person.added);
        if person.opens {
            add(kind, person.opening);
            add(known.kind(bank.accounts.opening), -person.opening);
        }
    }
    for movement in movements.iter().filter(|movement| !movement.known) {
        for (side, minutes) in [
            (movement.from, -movement.minutes),
            (movement.to, movement.minutes),
        ] {
            if side == Side::Pot {
                add(known.kind(bank.accounts.pot), minutes);
            }
        }
    }
    let place = |kind: AccountKind| AccountKind::ALL.iter().position(|other| *other == kind);
    kinds.sort_by_key(|(kind, ..)| place(*kind));
    Ok(kinds)
}

fn second_phones(users: &parse::Users, findings: &mut Findings) {
    match users.second_phones {
        0 => {}
        1 => findings.note("1 alternative phone number is not brought over.".into()),
        count => findings.note(format!(
            "{count} alternative phone numbers are not brought over."
        )),
    }
}
