//! Starts that are killed themselves: again and again while a bank is recovered after a kill, and
//! while an older bank is brought up to date.

use std::fs;
use std::path::Path;

use database::{APPLICATION_ID, Database};
use hourbook_tests::campaign::{Dice, is_full, size};
use rusqlite::Connection;

use crate::journal::{Journal, carry, examine_settled, found, settle};
use crate::killed::{copied, strace_runs, traced};
use crate::program::{Program, binary, verify};

/// What a start does to files, and what it asks them.
const CALLS: [&str; 8] = [
    "pread64",
    "pwrite64",
    "fsync",
    "ftruncate",
    "unlink",
    "openat",
    "fcntl",
    "rename",
];

/// Kills within one recovery.
const DEEP: usize = 3;

/// Starts the server so that it is killed at this call, unless it comes to serve first; then it is
/// killed as well.
fn start_killed(bank: &Path, calls: &str, point: usize) -> bool {
    let mut strace = traced(calls, Some(point), Path::new("/dev/null"));
    strace.arg(binary());
    match Program::try_start(strace, bank, &[]) {
        Err((status, said)) => {
            use std::os::unix::process::ExitStatusExt as _;
            assert_eq!(status.signal(), Some(9), "{calls} {point}: {said}");
            true
        }
        Ok(served) => {
            served.kill_what_it_runs();
            let _ended = served.ended();
            false
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_it_recovers_from_a_kill_it_recovers_the_next_time() {
    if !strace_runs("kills in a recovery") {
        return;
    }
    let rounds = size("RECOVERIES", 25);
    let mut dice = Dice::seeded("recovery");
    let template = tempfile::tempdir().unwrap();
    let bank = template.path().join("a.hourbook");
    let programs = found(&bank).await;
    let journal = Journal::default();
    let http = reqwest::Client::new();
    let program = Program::serve(&bank);
    for _ in 0..5 {
        let id = journal.intend().await;
        let carried = carry(&http, program.address(), &programs, &journal, id).await;
        assert_eq!(carried, Ok(()));
    }
    program.kill();
    let mut kills = 0;
    for _ in 0..rounds {
        let folder = copied(template.path());
        let bank = folder.path().join("a.hourbook");
        for _ in 0..DEEP {
            let place = usize::try_from(dice.below(CALLS.len() as u64)).unwrap();
            let point = 1 + usize::try_from(dice.below(12)).unwrap();
            kills += usize::from(start_killed(&bank, CALLS[place], point));
        }
        verify(&bank);
        let program = Program::serve(&bank);
        settle(program.address(), &programs, &journal).await;
        program.signal("TERM");
        assert!(program.ended().0.success());
        examine_settled(&bank, &journal).await;
    }
    println!("recovery: {rounds} rounds, {kills} starts killed, 0 lost");
    assert!(kills > rounds / 2, "only {kills} starts were killed");
}

const FIRST: &str = include_str!("../../migrations/V1__ledger.sql");
const SECOND: &str = include_str!("../../migrations/V2__community.sql");

/// The bank of an earlier version: its tables, and the history that goes with them.
fn of_version_two(folder: &Path) {
    let new = folder.join("new.hourbook");
    Database::create(&new).unwrap().close();
    let old = Connection::open(folder.join("a.hourbook")).unwrap();
    old.pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    old.pragma_update(None, "journal_mode", "WAL").unwrap();
    old.pragma_update(None, "foreign_keys", false).unwrap();
    old.execute_batch(FIRST).unwrap();
    old.execute_batch(SECOND).unwrap();
    old.execute("ATTACH ?1 AS new", [new.to_str().unwrap()])
        .unwrap();
    let history: String = old
        .query_row(
            "SELECT sql FROM new.sqlite_schema WHERE name = 'refinery_schema_history'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    old.execute_batch(&history).unwrap();
    old.execute_batch(
        "INSERT INTO main.refinery_schema_history
         SELECT * FROM new.refinery_schema_history WHERE version <= 2;
         INSERT INTO area (name) VALUES ('Mill End');",
    )
    .unwrap();
    old.close().unwrap();
    fs::remove_file(new).unwrap();
}

#[test]
fn a_start_killed_while_it_brings_a_bank_up_to_date_leaves_the_old_layout_or_the_new() {
    if !strace_runs("a killed upgrade") {
        return;
    }
    let template = tempfile::tempdir().unwrap();
    of_version_two(template.path());
    for calls in ["pwrite64", "fsync", "ftruncate", "unlink", "rename"] {
        let (mut point, mut kills) = (1, 0);
        loop {
            let folder = copied(template.path());
            let bank = folder.path().join("a.hourbook");
            if !start_killed(&bank, calls, point) {
                break;
            }
            kills += 1;
            upgraded_wholly_or_not_at_all(folder.path(), &bank);
            // A landing takes longer and longer steps; a campaign takes each.
            point += if is_full() { 1 } else { 1 + point / 4 };
        }
        println!("upgrade, killed at {calls}: {kills} kills");
    }
}

fn upgraded_wholly_or_not_at_all(folder: &Path, bank: &Path) {
    let program = Program::serve(bank);
    program.signal("TERM");
    assert!(program.ended().0.success());
    verify(bank);
    let kept = Database::open_to_read(bank).unwrap();
    let areas = kept.read_blocking(|conn| {
        conn.query_row(
            "SELECT count(*) FROM area WHERE name = 'Mill End'",
            [],
            |row| row.get(0),
        )
    });
    let areas: i64 = areas.unwrap();
    assert_eq!(areas, 1);
    // The copy that was taken before, if there is one by that name, is whole.
    for file in fs::read_dir(folder).unwrap().flatten() {
        let path = file.path();
        let name = path.to_str().unwrap();
        let is_copy = name.contains(".before-V") && !name.contains(".partial");
        if is_copy && fs::metadata(&path).unwrap().len() > 0 {
            let sound = Connection::open(&path).unwrap();
            let found: String = sound
                .query_row("PRAGMA integrity_check", [], |row| row.get(0))
                .unwrap();
            assert_eq!(found, "ok", "{name}");
        }
    }
}
