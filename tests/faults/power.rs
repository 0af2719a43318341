//! The power goes under load, and nothing that was acknowledged is lost.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use hourbook_tests::campaign::{Dice, size};
use tokio::task::JoinSet;

use crate::anchor;
use crate::journal::{Journal, examine, examine_settled, found, labour, settle};
use crate::program::{Program, verify};
use crate::volume::Volume;

const CLIENTS: usize = 8;

/// So many cuts on one bank, then a new one: each round proves the whole book.
const CUTS_OF_A_BANK: usize = 25;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_power_goes_again_and_again_under_load_and_nothing_acknowledged_is_lost() {
    let Some(volume) = Volume::for_the("power cuts under load") else {
        return;
    };
    let cuts = size("CUTS", 100);
    let mut dice = Dice::seeded("power cuts");
    let (mut left, mut posted, mut bank) = (cuts, 0, 0);
    while left > 0 {
        let now = left.min(CUTS_OF_A_BANK);
        let path = volume.folder().join(format!("{bank}.hourbook"));
        posted += one_bank(&volume, &path, now, &mut dice).await;
        // Each leaves a log of up to 64 MB, and the volume is small.
        for file in fs::read_dir(volume.folder()).unwrap().flatten() {
            if file.file_name().to_string_lossy().contains(".hourbook") {
                fs::remove_file(file.path()).unwrap();
            }
        }
        (left, bank) = (left - now, bank + 1);
    }
    assert!(posted > cuts * 5, "only {posted} exchanges");
    println!("power cuts: {cuts} rounds, {posted} exchanges, 0 lost, 0 doubled");
}

/// Cuts the power of a new bank so many times; returns how many exchanges there were.
async fn one_bank(volume: &Volume, bank: &Path, cuts: usize, dice: &mut Dice) -> usize {
    let programs = found(bank).await;
    let journal = Arc::new(Journal::default());
    for _ in 0..cuts {
        let program = Program::serve(bank);
        settle(program.address(), &programs, &journal).await;
        let before = journal.acknowledged();
        let mut work = JoinSet::new();
        for _ in 0..CLIENTS {
            let address = program.address().to_owned();
            work.spawn(labour(address, Arc::clone(&programs), Arc::clone(&journal)));
        }
        let answers = usize::try_from(dice.below(41)).unwrap();
        tokio::select! {
            () = journal.reaches(before + 7 + answers) => {}
            _ = work.join_next() => panic!("a client was refused: {}", program.said()),
        }
        // Stopped first, so that the program does nothing after the cut, as in a real one.
        program.signal("STOP");
        volume.cut_power();
        program.kill();
        while let Some(task) = work.join_next().await {
            task.unwrap();
        }
        volume.power_returns();
        verify(bank);
        examine(bank, &journal).await;
    }
    let program = Program::serve(bank);
    settle(program.address(), &programs, &journal).await;
    program.kill();
    examine_settled(bank, &journal).await;
    assert!(anchor::was_written(bank), "nothing was anchored");
    journal.intended().await
}
