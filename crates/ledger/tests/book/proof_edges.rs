//! The edges of what the proof finds: what stands just at its bound is no finding, and what lies
//! one step past it is one. Each was a change to the proof that no test noticed, or next to one.

use ledger::{AccountKind, Month, Sweep, TransferKind, sweep};
use rusqlite::Connection;

use super::damaged_holds::{found, found_in};
use super::support::{
    account, assert_proved, at, day, empty, entry, help, hold_id, id, limits, open_members,
    promise, rejection, write,
};

#[track_caller]
fn says(found: &[String], text: &str) {
    let says = found.iter().any(|finding| finding.contains(text));
    assert!(says, "found no “{text}” but {found:#?}");
}

#[track_caller]
fn does_not_say(found: &[String], text: &str) {
    let says = found.iter().any(|finding| finding.contains(text));
    assert!(!says, "“{text}” is not so: {found:#?}");
}

/// Tom (2) goes to both of his limits and no further; Mia (3) leaves right after her last
/// transfer; transfer 5 is posted in the second in which September ends and is closed.
fn at_every_bound() -> Connection {
    let mut book = empty();
    let september = Month::new(2026, 9).unwrap();
    let end = september.end_in_utc();
    write(&mut book, |tx| {
        let member = AccountKind::Member;
        ledger::open_account(tx, account(2), member, limits(-60, 60), at(0)).unwrap();
        open_members(tx, &[1, 3]);
        ledger::post(tx, &help(1, 2, 1, 60, "2026-09-20"), at(1)).unwrap();
        ledger::post(tx, &help(2, 1, 2, 120, "2026-09-20"), at(1)).unwrap();
        ledger::place(tx, &promise(1, 2, None, 120, 2), at(1)).unwrap();
        ledger::release(tx, hold_id(1), at(1), None).unwrap();
        ledger::set_limits(tx, account(2), limits(-10, 10), at(1), None).unwrap();
        ledger::post(tx, &help(3, 3, 1, 30, "2026-09-20"), at(2)).unwrap();
        ledger::post(tx, &help(4, 1, 3, 30, "2026-09-20"), at(2)).unwrap();
        ledger::place(tx, &promise(2, 3, None, 5, 9), at(2)).unwrap();
        ledger::release(tx, hold_id(2), at(2), None).unwrap();
        ledger::close_account(tx, account(3), at(2)).unwrap();
        ledger::post(tx, &help(5, 2, 1, 70, "2026-09-20"), end).unwrap();
        let closed = ledger::close_month(tx, september, end, end, None).unwrap();
        assert_eq!(closed.head.seq, 4);
    });
    book
}

#[test]
fn what_stands_just_at_its_bound_is_no_finding() {
    assert_proved(&at_every_bound());
}

#[test]
fn a_head_posted_in_the_second_in_which_the_month_ended_is_too_late() {
    let found = found_in(
        &at_every_bound(),
        "UPDATE ledger_period SET head_seq = 5,
                head_digest = (SELECT digest FROM ledger_transfer WHERE seq = 5)",
    );
    says(
        &found,
        "step 1: its head is not the last transfer of the month.",
    );
}

#[test]
fn a_limit_that_was_not_in_force_for_a_promise_is_found() {
    let set_after = |transfer: i64| {
        format!(
            "INSERT INTO ledger_limit (account, number, lower, upper, set_at, after_transfer)
             SELECT account, 2, lower, upper, 1790000000, {transfer}
               FROM ledger_limit WHERE account = 2;"
        )
    };
    let not_yet = set_after(3) + "UPDATE ledger_hold SET limit_number = 2 WHERE seq IN (6, 7)";
    let found_early = found(&not_yet);
    says(
        &found_early,
        "Hold step 6: the limit it names was not in force.",
    );
    does_not_say(&found_early, "Hold step 2: the limit");
    let no_longer = found(&set_after(1));
    says(
        &no_longer,
        "Hold step 6: the limit it names was not in force.",
    );
    does_not_say(&no_longer, "Hold step 2: the limit");
}

#[test]
fn a_limit_of_nobody_is_found() {
    let found = found("INSERT INTO ledger_limit VALUES (77, 1, -5, 5, 1790000000, 1, NULL)");
    says(&found, "A limit names account row 77, which is not there.");
}

#[test]
fn a_closing_that_leaves_out_a_month_is_found() {
    let left_out = found(
        "UPDATE ledger_period SET month = '2026-10', closed_through = '2026-10' WHERE number = 4",
    );
    says(
        &left_out,
        "step 4: it does not follow from the step before.",
    );
    let not_the_last = found(
        "UPDATE ledger_period SET month = '2026-08', closed_from = NULL, closed_through = NULL
          WHERE number = 3",
    );
    says(
        &not_the_last,
        "step 3: it does not follow from the step before.",
    );
}

#[test]
fn a_closing_before_the_transfer_it_follows_or_before_its_own_end_is_found() {
    // Transfer 3, which it follows, was posted 200 seconds after the morning.
    let early = found("UPDATE ledger_period SET at = 1789981200 + 199 WHERE number = 1");
    says(&early, "step 1: it was written before what it follows.");
    let unended = found("UPDATE ledger_period SET ends_at = ends_at + 43200 WHERE number = 2");
    says(&unended, "step 2: its end is not the end of the month.");
}

/// Help of 60 minutes, taken back in parts of 40 and 20 by transfers 2 and 3.
fn in_parts() -> Connection {
    let mut book = empty();
    write(&mut book, |tx| {
        open_members(tx, &[1, 2]);
        ledger::post(tx, &help(1, 2, 1, 60, "2026-09-20"), at(1)).unwrap();
        for (n, length) in [(2, 40), (3, 20)] {
            let part = vec![entry(1, -length), entry(2, length)];
            ledger::reverse_part(tx, id(1), id(n), part, None, at(2)).unwrap();
        }
    });
    assert_proved(&book);
    book
}

#[test]
fn a_reversal_that_goes_the_same_way_as_its_original_is_found() {
    let more = |n: u8| format!("Transfer {n}: it takes back more of transfer 1 than was left.");
    let turned = "UPDATE ledger_entry SET minutes = -minutes WHERE transfer =";
    // Together with the first part something is still taken back.
    let second = found_in(&in_parts(), &format!("{turned} 3"));
    says(&second, &more(3));
    does_not_say(&second, &more(2));
    // The first adds, and what the second takes back does not make up for it.
    let first = found_in(&in_parts(), &format!("{turned} 2"));
    says(&first, &more(2));
    says(&first, &more(3));
    let too_much = "UPDATE ledger_entry SET minutes = minutes / 20 * 21 WHERE transfer = 3";
    let too_much = found_in(&in_parts(), too_much);
    says(&too_much, &more(3));
    does_not_say(&too_much, &more(2));
}

#[test]
fn a_reversal_of_a_reversal_and_one_by_another_name_are_found() {
    let again = found_in(
        &in_parts(),
        "UPDATE ledger_transfer SET reverses = 2 WHERE seq = 3",
    );
    says(
        &again,
        "Transfer 3: it reverses 2, which is no transfer to be reversed.",
    );
    let named = found_in(
        &in_parts(),
        "UPDATE ledger_transfer SET kind = 'help' WHERE seq = 3",
    );
    says(
        &named,
        "Transfer 3: its kind and what it reverses do not agree.",
    );
}

#[test]
fn an_entry_that_moves_nothing_and_one_that_stands_alone_are_found() {
    let nought = found_in(
        &in_parts(),
        "UPDATE ledger_entry SET minutes = 0 WHERE transfer = 1",
    );
    says(&nought, "Transfer 1: an entry moves nothing.");
    let alone = found_in(
        &in_parts(),
        "DELETE FROM ledger_entry WHERE transfer = 3 AND account = 1;
         UPDATE ledger_transfer SET entries = 1 WHERE seq = 3",
    );
    says(&alone, "Transfer 3: it has 1 entries and says 1.");
}

/// A posted hold is not measured by the lower limit a second time; every other entry is.
#[test]
fn a_posted_hold_excuses_no_other_transfer_from_the_lower_limit() {
    let mut book = empty();
    write(&mut book, |tx| {
        let member = AccountKind::Member;
        ledger::open_account(tx, account(2), member, limits(-60, 60), at(0)).unwrap();
        open_members(tx, &[1]);
        ledger::place(tx, &promise(1, 2, None, 20, 100), at(1)).unwrap();
        ledger::post_hold(tx, hold_id(1), &help(1, 2, 1, 15, "2026-09-20"), at(2)).unwrap();
        ledger::post(tx, &help(2, 2, 1, 5, "2026-09-20"), at(3)).unwrap();
    });
    assert_proved(&book);
    let narrowed = |after: i64| {
        format!(
            "DELETE FROM ledger_limit WHERE number = 2;
             INSERT INTO ledger_limit VALUES (1, 2, -12, 60, 1790000000, {after}, NULL)"
        )
    };
    let passes = |n: u8| {
        format!("Transfer {n}: account 00000000-0000-0000-0000-00000000a002 passes its limit")
    };
    says(&found_in(&book, &narrowed(1)), &passes(2));
    let both = found_in(&book, &narrowed(0));
    says(&both, &passes(2));
    does_not_say(&both, &passes(1));
    // More was taken than was held: now the limit has a say.
    let more = found_in(
        &book,
        "UPDATE ledger_hold SET minutes = 14 WHERE seq = 1;
                                UPDATE ledger_hold SET minutes = -14 WHERE seq = 2",
    );
    says(&more, "Transfer 1: it is not what was held (hold step 2).");
    says(&more, &passes(1));
}

#[test]
fn a_hold_that_lapses_as_it_is_placed_or_is_placed_by_another_name_is_found() {
    let what = "Hold step 2: it neither places a hold that lapses later nor ends one.";
    says(
        &found("UPDATE ledger_hold SET lapses_at = at WHERE seq = 2"),
        what,
    );
    says(
        &found("UPDATE ledger_hold SET step = 'release' WHERE seq = 2"),
        what,
    );
    says(
        &found("UPDATE ledger_hold SET resolves = 2 WHERE seq = 2"),
        "Hold step 2: it ends 2, which is no hold.",
    );
}

#[test]
fn a_step_before_its_transfer_or_between_a_hold_and_its_transfer_is_found() {
    says(
        &found("UPDATE ledger_hold SET at = at - 2 WHERE seq = 1"),
        "Hold step 1: it was written before what it follows.",
    );
    says(
        &found("UPDATE ledger_hold SET after_transfer = 1 WHERE seq = 4"),
        "Hold step 4: it stands between the end of a hold and its transfer.",
    );
}

#[test]
fn what_sqlite_itself_finds_is_a_finding() {
    says(
        &found("INSERT INTO ledger_closing VALUES (77, 0, 1)"),
        "A row of ledger_closing names a row of ledger_account not there.",
    );
    says(
        &found("UPDATE ledger_account SET opened_at = -1 WHERE key = 1"),
        "SQLite finds in ledger_account: CHECK constraint failed",
    );
}

#[test]
fn what_is_left_is_moved_again_only_when_all_of_the_question_is_the_same() {
    let mut book = empty();
    write(&mut book, |tx| {
        open_members(tx, &[1, 2, 3]);
        ledger::post(tx, &help(1, 2, 1, 60, "2026-09-20"), at(1)).unwrap();
        let asked = Sweep {
            id: id(2),
            kind: TransferKind::Settlement,
            account: account(1),
            with: account(2),
            done_on: day("2026-09-20"),
            source: Some(b"leaver 1".to_vec()),
        };
        assert!(!sweep(tx, &asked, at(2)).unwrap().already);
        assert!(sweep(tx, &asked, at(3)).unwrap().already);
        let same = || asked.clone();
        let others = [
            Sweep {
                kind: TransferKind::Gift,
                ..same()
            },
            Sweep {
                with: account(3),
                ..same()
            },
            Sweep {
                done_on: day("2026-09-21"),
                ..same()
            },
            Sweep {
                source: None,
                ..same()
            },
        ];
        for other in others {
            let refused = rejection(sweep(tx, &other, at(3)));
            let conflict = ledger::Rejection::ExistsWithOtherContent { id: id(2) };
            assert_eq!(refused, conflict, "{other:?}");
        }
    });
    assert_proved(&book);
}
