//! What a proof finds in holds, closed months and kept refusals that were changed behind the
//! book's back.

use chrono::{DateTime, Utc};
use ledger::{Month, ReopenReason, Verification};
use rusqlite::Connection;

use super::support::{account, at, empty, help, hold_id, id, limits, open_members, promise, write};

/// Tom (2) within −60 and 120. Hold steps: 1 and 2 place 20 and 30 of Tom's, 3 posts the first as
/// transfer 2, 4 places 5 of Mia's (3) for Ida (1), 5 releases them, 6 places 7 of Tom's, 7 lets
/// them lapse. The second stays open. August and September are closed, September opened again
/// and closed. Transfer 9 was refused.
fn fill(book: &mut Connection) {
    let closing: DateTime<Utc> = "2026-10-01T09:00:00Z".parse().unwrap();
    write(book, |tx| {
        let member = ledger::AccountKind::Member;
        open_members(tx, &[1]);
        ledger::open_account(tx, account(2), member, limits(-60, 120), at(0)).unwrap();
        open_members(tx, &[3]);
        ledger::post(tx, &help(1, 2, 1, 5, "2026-09-20"), at(1)).unwrap();
        ledger::place(tx, &promise(1, 2, None, 20, 100), at(2)).unwrap();
        ledger::place(tx, &promise(2, 2, Some(1), 30, 9_000_000), at(3)).unwrap();
        ledger::post_hold(tx, hold_id(1), &help(2, 2, 1, 15, "2026-09-20"), at(4)).unwrap();
        ledger::place(tx, &promise(3, 3, Some(1), 5, 100), at(5)).unwrap();
        ledger::release(tx, hold_id(3), at(6), Some(b"by phone")).unwrap();
        ledger::place(tx, &promise(4, 2, None, 7, 100), at(7)).unwrap();
        ledger::lapse_due(tx, at(100)).unwrap();
        ledger::post(tx, &help(3, 1, 2, 5, "2026-09-20"), at(200)).unwrap();
        let september = Month::new(2026, 9).unwrap();
        for month in [september.previous().unwrap(), september] {
            ledger::close_month(tx, month, month.end_in_utc(), closing, None).unwrap();
        }
        ledger::reopen_month(tx, september, ReopenReason::Audit, closing, None).unwrap();
        let end = september.end_in_utc();
        ledger::close_month(tx, september, end, closing, None).unwrap();
        ledger::post(tx, &help(4, 1, 2, 5, "2026-09-20"), closing).unwrap();
        ledger::attempt(tx, &help(9, 2, 1, 500, "2026-09-20"), closing).unwrap();
    });
}

fn proof(book: &Connection) -> Verification {
    ledger::verify(book, &mut |_, _| ()).unwrap()
}

/// What is found once `sql` was run behind the book’s back.
#[track_caller]
pub(super) fn found(sql: &str) -> Vec<String> {
    let mut book = empty();
    fill(&mut book);
    let clean = proof(&book);
    assert!(clean.is_clean(), "{:#?}", clean.findings);
    assert_eq!((clean.hold_steps, clean.accounts), (7, 3));
    found_in(&book, sql)
}

/// The same of another book.
pub(super) fn found_in(book: &Connection, sql: &str) -> Vec<String> {
    book.pragma_update(None, "foreign_keys", false).unwrap();
    let checks = "ignore_check_constraints";
    book.pragma_update(None, checks, true).unwrap();
    let guards: Vec<(String, String)> = book
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (name, _) in &guards {
        book.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    book.execute_batch(sql).unwrap();
    for (_, guard) in &guards {
        book.execute_batch(guard).unwrap();
    }
    book.pragma_update(None, checks, false).unwrap();
    let findings = proof(book).findings.into_iter();
    findings.map(|finding| finding.text).collect()
}

#[track_caller]
fn finds(sql: &str, texts: &[&str]) {
    let found = found(sql);
    for text in texts {
        let says = found.iter().any(|finding| finding.contains(text));
        assert!(says, "{sql}\nfound no “{text}” but {found:#?}");
    }
}

#[test]
fn a_changed_figure_of_a_hold_is_found() {
    let digest = "Hold step 2: its digest is not the one its figures give.";
    for change in [
        "minutes = 31",
        "held = 51",
        "at = at + 1",
        "lapses_at = lapses_at + 1",
        "recipient = 3",
        "recipient = NULL",
        "account = 3",
        "id = randomblob(16)",
        "source = x'01'",
        "digest = randomblob(32)",
    ] {
        finds(
            &format!("UPDATE ledger_hold SET {change} WHERE seq = 2"),
            &[digest],
        );
    }
    finds(
        "UPDATE ledger_hold SET held = 51 WHERE seq = 2",
        &[
            "Hold step 2: of account 00000000-0000-0000-0000-00000000a002 20 minutes were held, \
           30 came to it and 51 are written.",
        ],
    );
    finds(
        "UPDATE ledger_hold SET limit_number = 0 WHERE seq = 2;
         UPDATE ledger_hold SET limit_number = 7 WHERE seq = 6;",
        &[
            "Hold step 2: the limit it names was not in force.",
            "Hold step 2: it names an older limit than the step before it.",
            "Hold step 6: the limit it names was not in force.",
        ],
    );
    finds(
        "INSERT INTO ledger_limit (account, number, lower, upper, set_at, after_transfer)
         SELECT account, 2, lower, upper, (SELECT posted_at FROM ledger_transfer WHERE seq = 1), 1
           FROM ledger_limit WHERE account = 2;
         UPDATE ledger_hold SET limit_number = 2 WHERE seq = 1;",
        &["Hold step 2: it names an older limit than the step before it."],
    );
    finds(
        "UPDATE ledger_hold SET source = NULL WHERE seq = 5",
        &["Hold step 5: its digest"],
    );
    finds(
        "UPDATE ledger_hold SET step = 'lapse' WHERE seq = 5",
        &["Hold step 5: its digest"],
    );
}

#[test]
fn a_missing_or_false_step_is_found() {
    finds(
        "DELETE FROM ledger_hold WHERE seq = 5",
        &[
            "Hold step 6: it stands where 5 is due.",
            "Hold step 6: its digest",
        ],
    );
    finds(
        "DELETE FROM ledger_hold WHERE seq = 7",
        &["The list of open holds differs from the holds in 1 rows."],
    );
    finds(
        "UPDATE ledger_hold SET resolves = 3 WHERE seq = 5",
        &["Hold step 5: it ends 3, which is no hold."],
    );
    finds(
        "UPDATE ledger_hold SET resolves = 2 WHERE seq = 7",
        &["Hold step 7: it is not the whole of the hold placed as 2."],
    );
    finds(
        "UPDATE ledger_hold SET at = 1789981300 WHERE seq = 5",
        &["Hold step 5: the hold placed as 4 could not end so at that time."],
    );
    finds(
        "UPDATE ledger_hold SET at = at - 3 WHERE seq = 5",
        &["Hold step 5: it was written before what it follows."],
    );
    finds(
        "UPDATE ledger_hold SET after_transfer = 1 WHERE seq = 5",
        &["Hold step 5: it says it follows transfer 1 and follows 2."],
    );
    finds(
        "UPDATE ledger_hold SET transfer = NULL WHERE seq = 3",
        &["Hold step 3: its kind and the transfer it names do not agree."],
    );
    finds(
        "UPDATE ledger_hold SET account = 77 WHERE seq = 4",
        &["Hold step 4: it names an account that does not exist."],
    );
}

#[test]
fn a_promise_past_a_limit_is_found() {
    finds(
        "UPDATE ledger_limit SET lower = -50",
        &["Hold step 2: account 00000000-0000-0000-0000-00000000a002 promises past its limit"],
    );
    // The posted hold was measured when it was placed, and the entry before it was not.
    finds(
        "UPDATE ledger_limit SET lower = -4",
        &["Transfer 1: account 00000000-0000-0000-0000-00000000a002 passes its limit"],
    );
}

#[test]
fn a_transfer_that_is_not_what_was_held_is_found() {
    let not_held = "Transfer 2: it is not what was held (hold step 3).";
    finds(
        "UPDATE ledger_hold SET minutes = 14 WHERE seq = 1",
        &[not_held],
    );
    finds(
        "UPDATE ledger_hold SET recipient = 3 WHERE seq = 1",
        &[not_held],
    );
    finds(
        "UPDATE ledger_hold SET at = at - 1 WHERE seq = 3",
        &[not_held],
    );
    finds(
        "DELETE FROM ledger_transfer WHERE seq > 1; DELETE FROM ledger_entry WHERE transfer > 1;",
        &["Hold step 3: transfer 2, which posts it, is missing."],
    );
}

#[test]
fn a_false_list_of_open_holds_is_found() {
    let differs = "The list of open holds differs from the holds in 1 rows.";
    finds("DELETE FROM ledger_hold_open", &[differs]);
    finds("INSERT INTO ledger_hold_open VALUES (5, 1)", &[differs]);
}

#[test]
fn a_closed_account_of_which_minutes_are_held_is_found() {
    finds(
        "INSERT INTO ledger_closing VALUES (3, 0, 1)",
        &["Hold step 4: account 00000000-0000-0000-0000-00000000a003 was closed before."],
    );
    finds(
        "INSERT INTO ledger_closing VALUES (2, 0, 4)",
        &["is closed and 30 minutes of it are held."],
    );
}

#[test]
fn a_false_closing_of_a_month_is_found() {
    let step = |text: &str| format!("Closing of months, step 2: {text}");
    for (change, text) in [
        ("head_digest = zeroblob(32)", "its head is not in the book."),
        (
            "head_seq = 2, head_digest = (SELECT digest FROM ledger_transfer WHERE seq = 2)",
            "its head is not the last transfer of the month.",
        ),
        (
            "ends_at = ends_at - 86400",
            "its end is not the end of the month.",
        ),
        (
            "month = '2026-07'",
            "it does not follow from the step before.",
        ),
        (
            "closed_from = '2026-09'",
            "it does not follow from the step before.",
        ),
        ("at = at - 1", "it stands out of its order."),
        ("at = at + 1", "a transfer after it was posted before it."),
        (
            "after_transfer = 9",
            "it follows a transfer that the book does not reach.",
        ),
        ("ends_at = NULL", "its end cannot be read."),
    ] {
        finds(
            &format!("UPDATE ledger_period SET {change} WHERE number = 2"),
            &[&step(text)],
        );
    }
    finds(
        "DELETE FROM ledger_period WHERE number = 3",
        &["Closing of months, step 4: it stands out of its order."],
    );
    finds(
        "UPDATE ledger_transfer SET digest = zeroblob(32) WHERE seq = 3",
        &["Closing of months, step 4: its head is not in the book."],
    );
}

#[test]
fn a_false_refusal_is_found() {
    let of = |text: &str| format!("transfer 00000000-0000-0000-0000-00000000f009 {text}");
    finds(
        "UPDATE ledger_refusal SET reason = 'whim'",
        &[&of("cannot be read.")],
    );
    finds(
        "UPDATE ledger_refusal SET bound = NULL",
        &[&of("cannot be read.")],
    );
    finds(
        "UPDATE ledger_refusal SET content = x'00'",
        &[&of("cannot be read.")],
    );
    finds(
        "UPDATE ledger_refusal SET after_transfer = 7",
        &[&of("does not stand where it says.")],
    );
    finds(
        "UPDATE ledger_refusal SET refused_at = 7",
        &[&of("does not stand where it says.")],
    );
    finds(
        "UPDATE ledger_refusal SET id = (SELECT id FROM ledger_transfer WHERE seq = 1)",
        &["Transfer 00000000-0000-0000-0000-00000000f001 was refused and is posted."],
    );
}

/// A book from which the last step of a hold was cut is a good book by itself: the head of the
/// holds, kept elsewhere, shows the cut.
#[test]
fn the_head_of_the_holds_is_the_digest_of_the_newest_step() {
    let mut book = empty();
    assert_eq!(ledger::hold_head(&book).unwrap(), ledger::Head::EMPTY);
    fill(&mut book);
    let head = ledger::hold_head(&book).unwrap();
    assert_eq!(head.seq, 7);
    let lapse = write(&mut book, |tx| {
        ledger::lapse(tx, hold_id(4), at(0)).unwrap()
    });
    assert_eq!((lapse.digest, lapse.seq), (head.digest, 7));
    assert_ne!(
        ledger::transfer(&book, id(2)).unwrap().unwrap().digest,
        head.digest
    );
}

/// Whatever bit flips in the file: either the proof says so, or every hold reads as before.
#[test]
fn a_flipped_bit_of_a_hold_is_found_or_changes_no_figure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flipped.hourbook");
    let mut book = Connection::open(&path).unwrap();
    book.execute_batch(super::support::SCHEMA).unwrap();
    fill(&mut book);
    let expected = figures(&book).unwrap();
    drop(book);
    let whole = std::fs::read(&path).unwrap();
    let (mut state, mut found) = (20_261_001_u64, 0);
    for _ in 0..600 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let bit = usize::try_from(state >> 33).unwrap() % (whole.len() * 8);
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(&path, &bytes).unwrap();
        let Ok(book) = Connection::open(&path) else {
            continue;
        };
        let clean = ledger::verify(&book, &mut |_, _| ()).is_ok_and(|proof| proof.is_clean());
        found += u32::from(!clean);
        if clean {
            assert_eq!(figures(&book).unwrap(), expected, "bit {bit} passed unseen");
        }
    }
    assert!(found > 0, "no flip hit a row");
}

/// Every figure of holds that anybody reads, and the heads of the closed months.
fn figures(book: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut figures = vec![format!("{:?}", ledger::open_holds(book, None)?)];
    for n in 1..=4 {
        figures.push(format!("{:?}", ledger::hold(book, hold_id(n))?));
        figures.push(format!("{:?}", ledger::held(book, account(n))?));
        figures.push(format!("{:?}", ledger::available(book, account(n))?));
        figures.push(format!(
            "{:?}",
            ledger::held_as_of(book, account(n), at(50))?
        ));
    }
    for closed in ledger::closed_months(book)? {
        figures.push(format!("{} {:?}", closed.month, closed.head));
    }
    Ok(figures)
}
