//! What a proof finds in a file that somebody or something has changed behind the book's back.

use std::fs;

use ledger::{AccountKind, Limits, Verification};
use rusqlite::Connection;

use super::support::{
    account, at, empty, help, id, limits, open_members, post_at, rejection, write,
};

/// Four members. Ten transfers; the fifth reverses the second; member 4 is closed after the last.
fn fill(book: &mut Connection) {
    write(book, |tx| {
        ledger::open_account(
            tx,
            account(1),
            AccountKind::Member,
            limits(-600, 600),
            at(0),
        )
        .unwrap();
        open_members(tx, &[2, 3, 4]);
        for n in 1..=10_u8 {
            let (receiver, giver) = if n % 2 == 0 { (2, 1) } else { (1, 3) };
            let seconds = i64::from(n) * 60;
            if n == 5 {
                ledger::reverse(tx, id(2), id(n), None, at(seconds)).unwrap();
            } else {
                let help = help(n, receiver, giver, i64::from(n) * 5, "2026-09-20");
                ledger::post(tx, &help.with_source(&[n]), at(seconds)).unwrap();
            }
        }
        ledger::close_account(tx, account(4), at(700)).unwrap();
    });
}

fn proof(book: &Connection) -> Verification {
    ledger::verify(book, &mut |_, _| ()).unwrap()
}

/// Takes every guard down, changes the rows, and puts the guards up again.
fn behind_its_back(sql: &str) -> Connection {
    let mut book = empty();
    fill(&mut book);
    assert!(proof(&book).is_clean());
    book.pragma_update(None, "foreign_keys", false).unwrap();
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
    book
}

#[track_caller]
fn finds(sql: &str, texts: &[&str]) {
    let proof = proof(&behind_its_back(sql));
    for text in texts {
        let found = proof
            .findings
            .iter()
            .any(|finding| finding.text.contains(text));
        assert!(found, "{sql}\nfound no “{text}” but {:#?}", proof.findings);
    }
    assert!(!proof.is_clean());
}

#[test]
fn a_changed_figure_of_an_entry_is_found() {
    let digest = "Transfer 3: its digest is not the one its figures give.";
    let one = "transfer = 3 AND account = 1";
    finds(
        &format!("UPDATE ledger_entry SET minutes = (minutes | 2) - (minutes & 2) WHERE {one}"),
        &[digest],
    );
    finds(
        &format!("UPDATE ledger_entry SET minutes = minutes - 64 WHERE {one}"),
        &[
            digest,
            "Transfer 3: its entries sum to -64 minutes and not to 0.",
        ],
    );
    finds(
        &format!("UPDATE ledger_entry SET balance = balance + 1 WHERE {one}"),
        &[
            digest,
            "Transfer 3: account 00000000-0000-0000-0000-00000000a001 stood at 5, moved by",
        ],
    );
    finds(
        &format!("UPDATE ledger_entry SET number = number + 1 WHERE {one}"),
        &["Transfer 3: entry 4 of account", "stands where 3 is due"],
    );
    // Both sides bent alike, and every later balance with them: the digests still tell.
    finds(
        "UPDATE ledger_entry SET minutes = minutes * 2 WHERE transfer = 10;
         UPDATE ledger_entry SET balance = balance + minutes / 2 WHERE transfer = 10",
        &["Transfer 10: its digest"],
    );
}

#[test]
fn a_changed_field_of_a_transfer_is_found() {
    for change in [
        "done_on = '2026-09-21'",
        "kind = 'gift'",
        "posted_at = posted_at + 1",
        "id = randomblob(16)",
        "source = x'63'",
        "source = NULL",
        "digest = randomblob(32)",
    ] {
        let sql = format!("UPDATE ledger_transfer SET {change} WHERE seq = 3");
        finds(
            &sql,
            &["Transfer 3: its digest is not the one its figures give."],
        );
    }
    finds(
        "UPDATE ledger_transfer SET posted_at = posted_at - 90 WHERE seq = 3",
        &["Transfer 3: it was posted before the transfer it follows."],
    );
    finds(
        "UPDATE ledger_transfer SET entries = 3 WHERE seq = 3",
        &["it has 2 entries and says 3"],
    );
}

#[test]
fn swapped_rows_are_found() {
    finds(
        "UPDATE ledger_transfer SET seq = 0 WHERE seq = 3;
         UPDATE ledger_transfer SET seq = 3 WHERE seq = 4;
         UPDATE ledger_transfer SET seq = 4 WHERE seq = 0;",
        &["Transfer 3: its digest", "Transfer 4: its digest"],
    );
    finds(
        "UPDATE ledger_entry SET account = 13 WHERE transfer = 1 AND account = 1;
         UPDATE ledger_entry SET account = 1 WHERE transfer = 1 AND account = 3;
         UPDATE ledger_entry SET account = 3 WHERE account = 13;",
        &["Transfer 1: its digest"],
    );
    finds(
        "UPDATE ledger_account SET id = zeroblob(16) WHERE key = 2;
         UPDATE ledger_account SET id = x'0000000000000000000000000000a002' WHERE key = 3;
         UPDATE ledger_account SET id = x'0000000000000000000000000000a003' WHERE key = 2;",
        &["Transfer 1: its digest", "Transfer 2: its digest"],
    );
}

#[test]
fn a_missing_row_is_found() {
    finds(
        "DELETE FROM ledger_transfer WHERE seq = 3",
        &[
            "Transfer 3 is missing; an entry of it stands.",
            "Transfer 4: it stands where transfer 3",
        ],
    );
    finds(
        "DELETE FROM ledger_transfer WHERE seq = 3; DELETE FROM ledger_entry WHERE transfer = 3",
        &[
            "Transfer 4: it stands where transfer 3 is due.",
            "Transfer 4: its digest",
        ],
    );
    finds(
        "DELETE FROM ledger_entry WHERE transfer = 3 AND account = 1",
        &[
            "Transfer 3: it has 1 entries",
            "Transfer 3: its entries sum to 15 minutes",
        ],
    );
    finds(
        "DELETE FROM ledger_account WHERE key = 3",
        &["an entry names an account that does not exist"],
    );
    finds(
        "DELETE FROM ledger_transfer WHERE seq = 10",
        &["Transfer 10 is missing; an entry of it stands."],
    );
}

#[test]
fn a_false_reversal_is_found() {
    finds(
        "UPDATE ledger_transfer SET reverses = 3 WHERE seq = 5",
        &["Transfer 5: it takes back more of transfer 3 than was left."],
    );
    finds(
        "UPDATE ledger_transfer SET reverses = 9 WHERE seq = 5",
        &["Transfer 5: it reverses 9, which is no transfer to be reversed."],
    );
}

#[test]
fn an_entry_past_a_limit_or_a_closing_is_found() {
    let ida = "account 00000000-0000-0000-0000-00000000a001 passes its limit, at";
    finds(
        "UPDATE ledger_limit SET lower = -7",
        &[
            &format!("Transfer 3: {ida} -10 minutes."),
            &format!("Transfer 9: {ida} -10 minutes."),
        ],
    );
    finds(
        "UPDATE ledger_limit SET upper = 35",
        &[&format!("Transfer 10: {ida} 40 minutes.")],
    );
    finds(
        "DELETE FROM ledger_limit; INSERT INTO ledger_limit VALUES (1, 2, 0, 0, 0, 0, NULL)",
        &["The limits of account 00000000-0000-0000-0000-00000000a001 are not in order."],
    );
    let early = "A limit of account 00000000-0000-0000-0000-00000000a001 was set before what it";
    finds("UPDATE ledger_limit SET after_transfer = 1", &[early]);
    finds(
        "INSERT INTO ledger_limit (account, number, lower, upper, set_at, after_transfer)
         SELECT account, 2, lower, upper, set_at - 1, after_transfer FROM ledger_limit",
        &[early],
    );
    finds(
        "UPDATE ledger_closing SET account = 3, after_transfer = 4",
        &["was closed before", "is closed and stands at"],
    );
}

#[test]
fn a_missing_guard_is_found() {
    let book = behind_its_back("SELECT 1");
    assert!(proof(&book).is_clean());
    book.execute_batch("DROP TRIGGER ledger_entry_keep")
        .unwrap();
    let found = proof(&book);
    assert_eq!(
        found.one_line(),
        "The books do not balance: 1 finding: \
         The guard ledger_entry_keep is missing from the file."
    );
}

/// A book cut short is a good book by itself: what shows the cut is a head written down before.
#[test]
fn a_removed_last_transfer_is_shown_by_a_head_kept_elsewhere() {
    let mut whole = empty();
    fill(&mut whole);
    let kept = ledger::head(&whole).unwrap();
    let cut = behind_its_back(
        "DELETE FROM ledger_closing;
         DELETE FROM ledger_entry WHERE transfer = 10; DELETE FROM ledger_transfer WHERE seq = 10",
    );
    assert!(proof(&cut).is_clean());
    assert_eq!(ledger::head_at(&cut, kept.seq).unwrap(), None);
    assert_eq!(ledger::head_at(&whole, kept.seq).unwrap(), Some(kept));
    let cut = behind_its_back(
        "DELETE FROM ledger_entry WHERE transfer = 10; DELETE FROM ledger_transfer WHERE seq = 10",
    );
    let text = "was closed after transfer 10, which the book does not reach.";
    assert!(proof(&cut).findings[0].text.ends_with(text));
}

#[test]
fn a_wrecked_book_keeps_a_hundred_findings_and_counts_the_rest() {
    let mut book = empty();
    write(&mut book, |tx| {
        open_members(tx, &[1, 2]);
        for n in 0..200 {
            ledger::post(tx, &help(n, 1, 2, 5, "2026-09-20"), at(0)).unwrap();
        }
    });
    book.execute_batch("DROP TRIGGER ledger_transfer_keep")
        .unwrap();
    book.execute_batch("UPDATE ledger_transfer SET done_on = '2026-09-21'")
        .unwrap();
    let proof = proof(&book);
    assert_eq!((proof.findings.len(), proof.finding_count), (100, 201));
    assert!(
        proof
            .one_line()
            .starts_with("The books do not balance: 201 findings, the first: ")
    );
}

#[test]
fn a_clean_proof_is_one_line_and_tells_how_far_it_is() {
    let mut book = empty();
    let nothing = "The books balance: nothing has been posted yet.";
    assert_eq!(proof(&book).one_line(), nothing);
    write(&mut book, |tx| open_members(tx, &[1, 2]));
    let receipt = post_at(&mut book, &help(1, 1, 2, 60, "2026-09-20"), 0);
    assert_eq!(
        proof(&book).one_line(),
        format!(
            "The books balance: 1 transfer and 2 entries proved, sum 0 h 00 min, \
             digest of transfer 1: {}",
            receipt.digest.grouped()
        )
    );
    let mut reports = Vec::new();
    ledger::verify(&book, &mut |done, total| reports.push((done, total))).unwrap();
    assert_eq!(reports, [(0, 1), (1, 1)]);
}

/// Whatever bit flips in the file: either the proof says so, or every figure reads as before.
#[test]
fn a_flipped_bit_is_found_or_changes_no_figure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flipped.hourbook");
    let mut book = Connection::open(&path).unwrap();
    book.execute_batch(super::support::SCHEMA).unwrap();
    fill(&mut book);
    let expected = figures(&book).unwrap();
    drop(book);
    let whole = fs::read(&path).unwrap();
    let (mut state, mut found) = (20_260_921_u64, 0);
    for _ in 0..1_500 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let bit = usize::try_from(state >> 33).unwrap() % (whole.len() * 8);
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, &bytes).unwrap();
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

/// Every figure that anybody reads from the book.
fn figures(book: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut figures = vec![format!("{:?}", ledger::balances(book)?)];
    ledger::for_each_transfer(book, |posted| {
        figures.push(format!("{posted:?}"));
        Ok::<(), rusqlite::Error>(())
    })?;
    for n in 1..=4 {
        figures.push(format!(
            "{:?}",
            ledger::statement(book, account(n), None, None)?
        ));
    }
    figures.push(format!("{:?}", ledger::trial_balance(book)?));
    Ok(figures)
}

#[test]
fn a_book_with_a_finding_is_still_guarded() {
    let mut book = behind_its_back("UPDATE ledger_transfer SET kind = 'gift' WHERE seq = 3");
    let refused = write(&mut book, |tx| {
        rejection(ledger::set_limits(
            tx,
            account(4),
            Limits::NONE,
            at(900),
            None,
        ))
    });
    assert_eq!(
        refused,
        ledger::Rejection::AccountClosed {
            account: account(4)
        }
    );
}

#[test]
fn accounts_that_do_not_sum_to_zero_are_found_as_a_whole() {
    finds(
        "UPDATE ledger_entry SET balance = balance + 5
          WHERE transfer = (SELECT max(transfer) FROM ledger_entry)
            AND minutes = (SELECT max(minutes) FROM ledger_entry
                            WHERE transfer = (SELECT max(transfer) FROM ledger_entry))",
        &["All accounts together stand at 5 minutes."],
    );
}

#[test]
fn a_limit_after_the_end_of_the_book_is_found() {
    finds(
        "INSERT INTO ledger_limit (account, number, lower, upper, set_at, after_transfer)
         SELECT key, (SELECT coalesce(max(number), 0) + 1 FROM ledger_limit WHERE account = key),
                -5, 5, 1790000000, 99 FROM ledger_account ORDER BY key LIMIT 1",
        &["A limit was set after transfer 99, which the book does not reach."],
    );
}

#[test]
fn an_account_of_no_known_kind_is_found() {
    finds(
        "PRAGMA ignore_check_constraints = ON;
         UPDATE ledger_account SET kind = 'purse' WHERE key = 1;
         PRAGMA ignore_check_constraints = OFF;",
        &["Account row 1 cannot be read."],
    );
}
