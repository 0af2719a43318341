//! Writing, as the floors above meet it.

use std::future::Future as _;
use std::sync::mpsc::channel;
use std::task::{Context, Poll, Waker};

use std::io;

use rusqlite::ffi;

use database::{Database, Health, WriteError};

use crate::support::{self, Bank, add_area};

#[test]
fn what_was_acknowledged_is_there_after_the_bank_is_opened_again() {
    let bank = Bank::new();
    bank.open
        .write_blocking(|transaction| add_area(transaction, "North"))
        .unwrap();
    let path = bank.close();
    let again = Database::open(&path.file).unwrap();
    assert_eq!(support::areas(&again), ["North"]);
}

#[tokio::test]
async fn a_refused_job_leaves_nothing_and_its_neighbours_stay() {
    let bank = Bank::new();
    let (north, refused, south) = tokio::join!(
        bank.open
            .write(|transaction| add_area(transaction, "North")),
        bank.open.write(|transaction| {
            add_area(transaction, "Nowhere").map_err(io::Error::other)?;
            Err::<(), _>(io::Error::other("no such place"))
        }),
        bank.open
            .write(|transaction| add_area(transaction, "South")),
    );
    north.unwrap();
    south.unwrap();
    assert!(
        matches!(refused, Err(WriteError::Refused(reason)) if reason.to_string() == "no such place")
    );
    assert_eq!(support::areas(&bank.open), ["North", "South"]);
}

#[tokio::test]
async fn a_panicking_job_is_rolled_back_and_the_writer_lives() {
    let bank = Bank::new();
    let panicked: Result<(), WriteError<rusqlite::Error>> = bank
        .open
        .write(|transaction| {
            add_area(transaction, "Nowhere")?;
            panic!("a mistake in a job");
        })
        .await;
    assert!(matches!(panicked, Err(WriteError::Panicked)));
    assert_eq!(bank.open.health(), Health::Writing);
    bank.open
        .write(|transaction| add_area(transaction, "North"))
        .await
        .unwrap();
    assert_eq!(support::areas(&bank.open), ["North"]);
}

#[test]
fn a_full_queue_answers_busy_at_once_and_a_dropped_future_still_commits() {
    let bank = Bank::new();
    let (entered, has_entered) = channel();
    let (open_gate, gate) = channel::<()>();
    let mut context = Context::from_waker(Waker::noop());

    // One job holds the writer; the queue behind it is empty then.
    let mut holds = Box::pin(bank.open.write(move |transaction| {
        entered.send(()).unwrap();
        gate.recv().unwrap();
        add_area(transaction, "first")
    }));
    assert!(holds.as_mut().poll(&mut context).is_pending());
    has_entered.recv().unwrap();

    for number in 0..256 {
        let name = format!("waiting {number:03}");
        let mut waits = Box::pin(
            bank.open
                .write(move |transaction| add_area(transaction, &name)),
        );
        assert!(waits.as_mut().poll(&mut context).is_pending());
        // Dropped here, with its job accepted.
    }
    let mut one_more = Box::pin(
        bank.open
            .write(|transaction| add_area(transaction, "too many")),
    );
    assert!(matches!(
        one_more.as_mut().poll(&mut context),
        Poll::Ready(Err(WriteError::Busy))
    ));

    drop((holds, one_more));
    open_gate.send(()).unwrap();
    let file = bank.close();
    let names = support::areas(&Database::open(&file.file).unwrap());
    assert_eq!(names.len(), 257);
    assert!(!names.contains(&"too many".to_owned()));
}

#[test]
fn no_row_is_seen_by_others_before_the_commit_that_answers() {
    let bank = Bank::new();
    let other = bank.open.clone();
    let seen_inside = bank.open.write_blocking(move |transaction| {
        add_area(transaction, "North")?;
        Ok::<_, rusqlite::Error>(support::areas(&other))
    });
    assert!(seen_inside.unwrap().is_empty());
    assert_eq!(support::areas(&bank.open), ["North"]);
}

#[test]
fn a_closed_bank_says_so_and_leaves_one_whole_file() {
    let bank = Bank::new();
    let clone = bank.open.clone();
    bank.open
        .write_blocking(|transaction| add_area(transaction, "North"))
        .unwrap();
    let file = bank.close();
    let late = clone.write_blocking(|transaction| add_area(transaction, "late"));
    assert!(matches!(late, Err(WriteError::Stopped)));
    assert!(matches!(clone.health(), Health::Stopped(_)));
    drop(clone);
    assert!(!file.beside("-wal").exists());
}

#[test]
fn the_rules_of_a_connection_are_on_in_the_writer() {
    let bank = Bank::new();
    let settings = bank.open.write_blocking(|transaction| {
        let mut found = Vec::new();
        for name in [
            "synchronous",
            "foreign_keys",
            "recursive_triggers",
            "cell_size_check",
            "secure_delete",
        ] {
            let value: i64 = transaction.pragma_query_value(None, name, |row| row.get(0))?;
            found.push((name, value));
        }
        let trusted: i64 = transaction.pragma_query_value(None, "trusted_schema", |r| r.get(0))?;
        found.push(("trusted_schema", trusted));
        Ok::<_, rusqlite::Error>(found)
    });
    let expected = [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
    ];
    assert_eq!(settings.unwrap(), expected);
}

#[test]
fn while_a_write_is_under_way_the_bank_says_for_how_long() {
    let bank = Bank::new();
    assert_eq!(bank.open.at_work_for(), None);
    let (begun, begins) = channel();
    let (go_on, going_on) = channel();
    let writer = bank.open.clone();
    let write = std::thread::spawn(move || {
        writer.write_blocking(move |transaction| {
            begun.send(()).unwrap();
            going_on.recv().unwrap();
            add_area(transaction, "North")
        })
    });
    begins.recv().unwrap();
    let first = bank.open.at_work_for().unwrap();
    assert!(bank.open.at_work_for().unwrap() >= first);
    go_on.send(()).unwrap();
    write.join().unwrap().unwrap();
    while bank.open.at_work_for().is_some() {
        std::thread::yield_now();
    }
}

#[test]
fn a_hundred_threads_write_and_every_answer_is_true() {
    let bank = Bank::new();
    std::thread::scope(|scope| {
        for number in 0..100 {
            let open = bank.open.clone();
            scope.spawn(move || {
                let name = format!("area {number:03}");
                open.write_blocking(move |transaction| add_area(transaction, &name))
                    .unwrap();
            });
        }
    });
    assert_eq!(support::areas(&bank.open).len(), 100);
}

#[test]
fn a_bank_that_was_told_to_stop_writing_says_why_and_can_still_be_read() {
    let bank = Bank::new();
    bank.open
        .write_blocking(|transaction| add_area(transaction, "North"))
        .unwrap();
    bank.open.stop_writing("the roof is off");
    bank.open.stop_writing("another reason");
    let refused = bank
        .open
        .write_blocking(|transaction| add_area(transaction, "South"));
    assert!(matches!(refused, Err(WriteError::Stopped)));
    assert_eq!(
        bank.open.health(),
        Health::Stopped("the roof is off".to_owned())
    );
    assert_eq!(support::areas(&bank.open), ["North"]);
}

#[test]
fn an_observer_sees_each_commit_until_the_bank_is_closed() {
    let bank = Bank::new();
    let (tell, told) = channel();
    bank.open.after_commit(move |connection| {
        let count = connection.query_row("SELECT count(*) FROM area", [], |row| row.get(0));
        tell.send(count.unwrap()).unwrap();
    });
    for name in ["North", "South"] {
        bank.open
            .write_blocking(move |transaction| add_area(transaction, name))
            .unwrap();
    }
    bank.close();
    assert_eq!(told.iter().collect::<Vec<i64>>(), [1, 2]);
}

#[tokio::test]
async fn a_bank_whose_file_was_moved_away_stops_writing_and_says_so() {
    let bank = Bank::new();
    let add = |name: &'static str| bank.open.write(move |tx| add_area(tx, name));
    add("North").await.unwrap();
    let file = bank.open.path();
    std::fs::rename(file, file.with_extension("moved")).unwrap();
    assert!(matches!(add("South").await, Err(WriteError::Stopped)));
    let reason = bank.open.failed().await;
    assert!(reason.contains("moved or replaced"), "{reason}");
    assert_eq!(bank.open.health(), Health::Failed(reason));
    // A wish to stop does not hide what happened.
    bank.open.stop_writing("the day is over");
    assert!(matches!(bank.open.health(), Health::Failed(_)));
}

#[tokio::test]
async fn a_disk_that_fails_inside_a_job_stops_the_bank_and_a_full_one_does_not() {
    let fault = |code| rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
    let bank = Bank::new();
    let met = |code| {
        bank.open.write(move |tx| {
            add_area(tx, "Nowhere")?;
            Err::<(), _>(fault(code))
        })
    };
    assert!(matches!(
        met(ffi::SQLITE_FULL).await,
        Err(WriteError::Failed(_))
    ));
    assert_eq!(bank.open.health(), Health::Writing);
    assert!(matches!(
        met(ffi::SQLITE_IOERR_READ).await,
        Err(WriteError::Failed(_))
    ));
    assert!(matches!(bank.open.health(), Health::Failed(_)));
    assert!(support::areas(&bank.open).is_empty());
}
