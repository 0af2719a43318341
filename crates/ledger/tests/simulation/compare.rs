//! Every query of the book against the model, and what must hold whatever happens.

use std::collections::BTreeMap;

use ledger::{AccountKind, HelpTotals, KindMovement, TransferKind};
use rusqlite::Connection;

use super::book::{day, hold, instant, limits};
use super::command::{START, hold_id, transfer_id};
use super::model::{Account, Model, Posted, account_id, minutes};
use super::random::Random;

/// The first thing that differs, in words; or an error of the file.
pub(crate) type Same = Result<(), String>;

pub(crate) fn same<T: PartialEq + std::fmt::Debug>(what: &str, book: &T, model: &T) -> Same {
    if book == model {
        return Ok(());
    }
    Err(format!("{what}:\n  book  {book:?}\n  model {model:?}"))
}

fn ask<T>(answer: rusqlite::Result<T>) -> Result<T, String> {
    answer.map_err(|error| format!("the file failed: {error}"))
}

/// What is asked after every step: the sums, the open holds, and all about one account.
pub(crate) fn quick(conn: &Connection, model: &Model, random: &mut Random) -> Same {
    let head = ask(ledger::head(conn))?;
    same("head", &head.seq, &(model.transfers.len() as u64))?;
    same(
        "head of holds",
        &ask(ledger::hold_head(conn))?.seq,
        &model.hold_steps,
    )?;
    let balances = ask(ledger::balances(conn))?;
    let sum: i64 = balances.iter().map(|(_, _, balance)| balance.get()).sum();
    same("the sum of all accounts", &sum, &0)?;
    let of_model = model.accounts.iter();
    let of_model: Vec<_> = of_model
        .map(|account| {
            let balance = minutes(model.balance(account.n));
            (account_id(account.n), account.kind, balance)
        })
        .collect();
    same("balances", &balances, &of_model)?;
    open_holds(conn, model)?;
    let closed = ask(ledger::closed_months(conn))?;
    let ends = closed.first().zip(closed.last());
    let ends = ends.map(|(first, last)| (first.month, last.month));
    same("closed months", &ends, &model.closed)?;
    let n = u8::try_from(random.below(22)).unwrap_or(0);
    about(conn, model, n, random)
}

fn open_holds(conn: &Connection, model: &Model) -> Same {
    let open = model.holds.iter().filter(|held| held.end.is_none());
    let mut of_model: Vec<_> = open
        .map(|held| (held.promise.lapses_at, held.seq, hold(&held.promise)))
        .collect();
    of_model.sort_unstable_by_key(|(lapses_at, seq, _)| (*lapses_at, *seq));
    let of_model: Vec<_> = of_model.into_iter().map(|(_, _, hold)| hold).collect();
    let of_book = ask(ledger::open_holds(conn, None))?;
    let of_book: Vec<_> = of_book.into_iter().map(|placed| placed.hold).collect();
    same("open holds", &of_book, &of_model)
}

/// All about one account, now and as of some instant.
fn about(conn: &Connection, model: &Model, n: u8, random: &mut Random) -> Same {
    let id = account_id(n);
    let (balance, held) = (model.balance(n), model.held(n));
    same(
        "balance",
        &ask(ledger::balance(conn, id))?,
        &minutes(balance),
    )?;
    same("held", &ask(ledger::held(conn, id))?, &minutes(held))?;
    let free = minutes(balance - held);
    same("available", &ask(ledger::available(conn, id))?, &free)?;
    let account = ask(ledger::account(conn, id))?;
    let figures = account.map(|a| (a.kind, a.limits, a.opened_at, a.closed_at));
    let of_model = model.account(n).map(|account| {
        let Account {
            kind,
            bounds,
            opened_at,
            closed_at,
            ..
        } = account;
        (
            *kind,
            limits(*bounds),
            instant(*opened_at),
            closed_at.map(instant),
        )
    });
    same("account", &figures, &of_model)?;
    let open = ask(ledger::open_holds(conn, Some(id)))?;
    let mine = model
        .holds
        .iter()
        .filter(|held| held.promise.from == n && held.end.is_none());
    same("open holds of one account", &open.len(), &mine.count())?;

    let span = (model.newest - START).max(1) + 3_600;
    let (from, to) = (START + random.below(span), START + random.below(span));
    let as_of = ask(ledger::balance_as_of(conn, id, instant(to)))?;
    same(
        "balance as of",
        &as_of,
        &minutes(model.balance_before(n, to)),
    )?;
    let as_of = ask(ledger::held_as_of(conn, id, instant(to)))?;
    same("held as of", &as_of, &minutes(model.held_before(n, to)))?;
    statement(conn, model, n, (from, to))
}

fn statement(conn: &Connection, model: &Model, n: u8, (from, to): (i64, i64)) -> Same {
    let statement = ledger::statement(conn, account_id(n), Some(instant(from)), Some(instant(to)));
    let statement = ask(statement)?;
    let opening = model.balance_before(n, from);
    same("opening", &statement.opening, &minutes(opening))?;
    let mut running = opening;
    let mut lines = Vec::new();
    for (place, posted) in model.transfers.iter().enumerate() {
        let entry = posted
            .asked
            .entries
            .iter()
            .find(|(account, _)| *account == n);
        let Some((_, moved)) = entry.filter(|_| from <= posted.at && posted.at < to) else {
            continue;
        };
        running += moved;
        lines.push(line(model, place, (n, *moved), running));
    }
    let of_book = statement.lines.iter().map(|line| {
        format!(
            "{} {} {:?} {} {} {} {} {:?} {:?} {} {:?}",
            line.seq,
            line.transfer,
            line.kind,
            line.done_on,
            line.posted_at.timestamp(),
            line.minutes.get(),
            line.balance.get(),
            line.reverses,
            line.reversed_by,
            line.reversed.get(),
            line.source.clone().unwrap_or_default(),
        )
    });
    same("statement", &of_book.collect::<Vec<_>>(), &lines)?;
    same("closing", &statement.closing, &minutes(running))?;
    let moved = statement.total_in.get() - statement.total_out.get();
    same("opening + in − out", &(opening + moved), &running)
}

fn line(model: &Model, place: usize, (n, moved): (u8, i64), running: i64) -> String {
    let Posted { asked, at } = &model.transfers[place];
    let left = model.left(asked.id).unwrap_or_default();
    let left = left.iter().find(|(account, _)| *account == n);
    let left = left.map_or(0, |(_, left)| *left);
    let mut back = model
        .transfers
        .iter()
        .filter(|p| p.asked.reverses == Some(asked.id));
    let last = back.next_back().map(|posted| transfer_id(posted.asked.id));
    format!(
        "{} {} {:?} {} {} {} {} {:?} {:?} {} {:?}",
        place + 1,
        transfer_id(asked.id),
        asked.kind,
        day(asked.day),
        at,
        moved,
        running,
        asked.reverses.map(transfer_id),
        last.filter(|_| left == 0),
        (moved - left).abs(),
        asked.source,
    )
}

/// What is asked now and then: everything there is.
pub(crate) fn everything(conn: &Connection, model: &Model) -> Same {
    trial_balance(conn, model)?;
    for_each(conn, model)?;
    for held in &model.holds {
        let placed = ask(ledger::hold(conn, hold_id(held.promise.id)))?;
        let of_book = placed.map(|placed| {
            let end = placed
                .ended
                .map(|end| (end.end, end.at.timestamp(), end.transfer));
            (placed.hold, placed.placed_at.timestamp(), end)
        });
        let end = held.end.as_ref();
        let end = end.map(|end| (end.how, end.at, end.transfer.map(transfer_id)));
        same("hold", &of_book, &Some((hold(&held.promise), held.at, end)))?;
    }
    let steps = ask(ledger::month_steps(conn))?;
    let steps = steps.iter().map(|step| {
        let head = step.head.map(|head| head.seq);
        (step.month, step.at.timestamp(), head, step.reason)
    });
    let of_model = model.months.iter().map(|step| {
        let head = step.closing.map(|(_, head)| head);
        (step.month, step.at, head, step.reason)
    });
    same(
        "steps of months",
        &steps.collect::<Vec<_>>(),
        &of_model.collect(),
    )?;
    for closed in ask(ledger::closed_months(conn))? {
        let at = ask(ledger::head_at(conn, closed.head.seq))?;
        same("the head of a month", &Some(closed.head), &at)?;
    }
    for (first, last) in [(0, 119), (10, 40), (60, 60)] {
        movements(conn, model, (first, last))?;
    }
    proof(conn, model)
}

fn trial_balance(conn: &Connection, model: &Model) -> Same {
    let mut by_kind: BTreeMap<AccountKind, i64> = BTreeMap::new();
    for account in &model.accounts {
        *by_kind.entry(account.kind).or_default() += model.balance(account.n);
    }
    let of_book = ask(ledger::trial_balance(conn))?;
    let of_model: Vec<_> = by_kind
        .iter()
        .map(|(kind, sum)| (*kind, minutes(*sum)))
        .collect();
    same("trial balance", &of_book, &of_model)
}

fn for_each(conn: &Connection, model: &Model) -> Same {
    let mut of_book = Vec::new();
    ask(ledger::for_each_transfer(conn, |posted| {
        let entries: Vec<_> = posted
            .entries
            .iter()
            .map(|e| (e.account, e.minutes))
            .collect();
        of_book.push((posted.id, posted.reverses, entries));
        Ok::<(), rusqlite::Error>(())
    }))?;
    let of_model = model.transfers.iter().map(|Posted { asked, .. }| {
        let entries = asked.entries.iter();
        let entries: Vec<_> = entries
            .map(|(n, m)| (account_id(*n), minutes(*m)))
            .collect();
        (
            transfer_id(asked.id),
            asked.reverses.map(transfer_id),
            entries,
        )
    });
    same("transfers", &of_book, &of_model.collect())?;
    for Posted { asked, .. } in &model.transfers {
        let left = ask(ledger::left_of(conn, transfer_id(asked.id)))?;
        let left = left.map(|left| left.iter().map(|e| (e.account, e.minutes)).collect());
        let of_model = model.left(asked.id).map(|left| -> Vec<_> {
            let some = left.iter().filter(|(_, left)| *left != 0);
            some.map(|(n, left)| (account_id(*n), minutes(*left)))
                .collect()
        });
        same("what is left of a transfer", &left, &of_model)?;
    }
    Ok(())
}

fn movements(conn: &Connection, model: &Model, (first, last): (u16, u16)) -> Same {
    let mut of_model: BTreeMap<AccountKind, [i64; 4]> = BTreeMap::new();
    for account in &model.accounts {
        of_model.entry(account.kind).or_default();
    }
    let mut help = (0, 0, 0, 0);
    let mut events = 0;
    for Posted { asked, .. } in model.transfers.iter().filter(|p| p.asked.day <= last) {
        for (n, moved) in &asked.entries {
            let kind = model
                .account(*n)
                .map_or(AccountKind::Member, |account| account.kind);
            let figures = of_model.entry(kind).or_default();
            let column = match (asked.day < first, *moved > 0) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            };
            figures[column] += if column == 2 { -moved } else { *moved };
            figures[3] += moved;
        }
        let plus: i64 = asked.entries.iter().map(|(_, moved)| (*moved).max(0)).sum();
        let original = asked.reverses.and_then(|original| model.posted(original));
        let reverses = |kind| original.is_some_and(|(_, p)| p.asked.kind == kind);
        if asked.day >= first && asked.kind == TransferKind::Event {
            events += 1;
        } else if asked.day >= first && reverses(TransferKind::Event) {
            events -= 1;
        }
        let of_help = reverses(TransferKind::Help);
        if asked.day >= first && asked.kind == TransferKind::Help {
            help = (help.0 + plus, help.1, help.2 + 1, help.3);
        } else if asked.day >= first && of_help {
            help = (help.0, help.1 + plus, help.2, help.3 + 1);
        }
    }
    let of_model = of_model.into_iter().map(|(kind, figures)| {
        let [opening, incoming, outgoing, closing] = figures.map(minutes);
        KindMovement {
            kind,
            opening,
            incoming,
            outgoing,
            closing,
        }
    });
    let of_book = ask(ledger::movements(conn, day(first), day(last)))?;
    same("movements", &of_book, &of_model.collect())?;
    let totals = HelpTotals {
        posted: minutes(help.0),
        reversed: minutes(help.1),
        transfers: help.2,
        reversals: help.3,
        events,
    };
    same(
        "hours of help",
        &ask(ledger::help_totals(conn, day(first), day(last)))?,
        &totals,
    )
}

fn proof(conn: &Connection, model: &Model) -> Same {
    let proof = ask(ledger::verify(conn, &mut |_, _| ()))?;
    if let Some(finding) = proof.findings.first() {
        return Err(format!("the proof finds: {}", finding.text));
    }
    let entries: usize = model.transfers.iter().map(|p| p.asked.entries.len()).sum();
    let of_book = (
        proof.transfers,
        proof.entries,
        proof.accounts,
        proof.hold_steps,
    );
    let of_model = (
        model.transfers.len() as u64,
        entries as u64,
        model.accounts.len() as u64,
        model.hold_steps,
    );
    same("what the proof has read", &of_book, &of_model)
}
