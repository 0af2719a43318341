//! Killed under load, and nothing that was acknowledged is lost.

use std::path::Path;
use std::sync::Arc;

use hourbook_tests::campaign::{Dice, size};

use crate::anchor;
use crate::journal::{Journal, examine, examine_settled, found, labour, settle};
use crate::program::{Program, verify};

const CLIENTS: usize = 8;

/// So many rounds on one bank, then a new one: each round proves the whole book.
const ROUNDS_OF_A_BANK: usize = 25;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_again_and_again_under_load_it_loses_nothing_it_acknowledged() {
    let rounds = size("KILLS", 200);
    let mut dice = Dice::seeded("kill -9");
    let (mut left, mut posted) = (rounds, 0);
    while left > 0 {
        let now = left.min(ROUNDS_OF_A_BANK);
        posted += one_bank(now, &mut dice).await;
        left -= now;
    }
    assert!(posted > rounds * 5, "only {posted} exchanges");
    println!("kill -9: {rounds} rounds, {posted} exchanges, 0 lost, 0 doubled");
}

/// Kills the server of a new bank so many times; returns how many exchanges there were.
async fn one_bank(rounds: usize, dice: &mut Dice) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("test.hourbook");
    let programs = found(&bank).await;
    let journal = Arc::new(Journal::default());
    for _ in 0..rounds {
        let program = start(&bank).await;
        settle(program.address(), &programs, &journal).await;
        let before = journal.acknowledged();
        let work: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let address = program.address().to_owned();
                tokio::spawn(labour(address, Arc::clone(&programs), Arc::clone(&journal)))
            })
            .collect();
        // Another number of answers each round, so that the blow falls at another place.
        let answers = usize::try_from(dice.below(41)).unwrap();
        journal.reaches(before + 7 + answers).await;
        tokio::task::spawn_blocking(move || program.kill())
            .await
            .unwrap();
        for task in work {
            task.await.unwrap();
        }
        verify(&bank);
        examine(&bank, &journal).await;
    }
    let program = start(&bank).await;
    settle(program.address(), &programs, &journal).await;
    drop(program);
    examine_settled(&bank, &journal).await;
    assert!(anchor::was_written(&bank), "nothing was anchored");
    journal.intended().await
}

async fn start(bank: &Path) -> Program {
    let bank = bank.to_owned();
    tokio::task::spawn_blocking(move || Program::serve(&bank))
        .await
        .unwrap()
}
