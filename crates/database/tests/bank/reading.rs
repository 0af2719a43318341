//! Reading, as the floors above meet it.

use std::sync::mpsc::channel;

use database::{Database, Health, ReadError, WriteError};
use rusqlite::{Connection, ErrorCode};

use crate::support::{self, Bank, add_area};

#[tokio::test]
async fn a_reader_cannot_write_even_when_it_says_it_may() {
    let bank = Bank::new();
    for attempt in [
        "INSERT INTO area (name) VALUES ('Nowhere')",
        "PRAGMA query_only = OFF; INSERT INTO area (name) VALUES ('Nowhere')",
        "DROP TABLE area",
    ] {
        let outcome = bank
            .open
            .read(move |connection| connection.execute_batch(attempt))
            .await;
        let Err(ReadError::Refused(error)) = outcome else {
            panic!("{attempt} was done")
        };
        assert_eq!(
            error.sqlite_error_code(),
            Some(ErrorCode::ReadOnly),
            "{attempt}"
        );
    }
    assert!(support::areas(&bank.open).is_empty());
}

#[test]
fn a_read_sees_one_snapshot_from_beginning_to_end() {
    let bank = Bank::new();
    let count = |connection: &Connection| -> rusqlite::Result<i64> {
        connection.query_row("SELECT count(*) FROM area", [], |row| row.get(0))
    };
    let counts = bank.open.read_blocking(|connection| {
        let before = count(connection)?;
        bank.open
            .write_blocking(|transaction| add_area(transaction, "North"))
            .unwrap();
        Ok::<_, rusqlite::Error>((before, count(connection)?))
    });
    assert_eq!(counts.unwrap(), (0, 0));
    assert_eq!(support::areas(&bank.open), ["North"]);
}

#[tokio::test]
async fn a_panicking_read_is_reported_and_its_connection_reads_on() {
    let bank = Bank::new();
    for _ in 0..20 {
        let panicked: Result<(), ReadError<()>> =
            bank.open.read(|_| panic!("a mistake in a job")).await;
        assert!(matches!(panicked, Err(ReadError::Panicked)));
    }
    assert!(support::areas(&bank.open).is_empty());
}

#[tokio::test]
async fn at_most_four_reads_run_at_once_and_the_others_wait_their_turn() {
    let bank = Bank::new();
    let (entered, has_entered) = channel();
    let mut gates = Vec::new();
    let mut reads = Vec::new();
    for number in 0..5 {
        let (open_gate, gate) = channel::<()>();
        gates.push(open_gate);
        let (open, entered) = (bank.open.clone(), entered.clone());
        reads.push(tokio::spawn(async move {
            let job = move |_: &Connection| {
                entered.send(number).map_err(drop)?;
                gate.recv().map_err(drop)
            };
            open.read(job).await
        }));
        tokio::task::yield_now().await;
    }
    let first: Vec<i32> = has_entered.iter().take(4).collect();
    assert!(!first.contains(&4) && has_entered.try_recv().is_err());
    drop(gates);
    for read in reads {
        // A closed gate is an error of the job, which is all one here.
        let _answered = read.await.unwrap();
    }
    assert_eq!(has_entered.try_recv(), Ok(4));
}

#[test]
fn a_bank_opened_to_read_never_writes_and_reads_beside_a_server() {
    let bank = Bank::new();
    bank.open
        .write_blocking(|transaction| add_area(transaction, "North"))
        .unwrap();
    let reading = Database::open_to_read(bank.open.path()).unwrap();
    assert_eq!(support::areas(&reading), ["North"]);
    let written = reading.write_blocking(|transaction| add_area(transaction, "South"));
    assert!(matches!(written, Err(WriteError::Stopped)));
    assert!(matches!(reading.health(), Health::Stopped(reason) if reason.contains("read only")));
}
