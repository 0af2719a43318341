//! Bits that rot: whatever they do to the book is noticed.
//!
//! One bit of the file is turned over, or a page is blanked, or two pages change places. Then
//! `hourbook verify` must find something wrong. Where it does not, every value of the book must
//! still be what it was: the bit lay in a part of a page that holds nothing. What no digest takes
//! in, `docs/proof.md` says: rows of the book such as a limit or a kept refusal, and words beside
//! the book, such as a name. There the file may say something else unnoticed; it is counted.

use std::fs;
use std::path::Path;
use std::thread;

use hourbook_tests::campaign::{Dice, size};

use crate::program::{Program, binary, run};
use crate::specimen::{Specimen, Words, below};

/// Threads that damage and verify at the same time.
const HANDS: usize = 2;

/// The tables whose every value must stay or be missed, each with the blank behind its name.
const COVERED: [&str; 5] = [
    "ledger_transfer ",
    "ledger_entry ",
    "ledger_hold ",
    "ledger_hold_open ",
    "sqlite_schema ",
];

/// What came of it.
#[derive(Default)]
struct Tally {
    noticed: usize,
    held_nothing: usize,
    /// No digest takes it in: a row of the book such as a limit, or a word beside the book.
    without_digest: usize,
    /// The book says something else, and nobody said so.
    missed: Vec<String>,
}

type Blow = Box<dyn Fn(&mut [u8]) + Send + Sync>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_rots_in_the_book_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let sound = Specimen::make(folder.path()).await;
    println!(
        "a bank of {} pages, {} of them the book’s",
        sound.bytes.len() / sound.page,
        sound.book.len()
    );
    let mut dice = Dice::seeded("bit rot");
    let bits = size("BITS", 400);
    let used = |_| flip(sound.used_bit(&sound.book, &mut dice));
    let used: Vec<Blow> = (0..bits).map(used).collect();
    let tally = strike(folder.path(), &sound, &used);
    tally.say("one bit in the used part of the book’s pages");
    assert!(tally.noticed > bits * 9 / 10, "{} noticed", tally.noticed);

    let all: Vec<usize> = sound.book.iter().chain(&sound.others).copied().collect();
    let anywhere = flips(&sound, &all, bits / 2, &mut dice);
    strike(folder.path(), &sound, &anywhere).say("one bit anywhere in the file");

    let pages = pages(&sound, bits / 10, &mut dice);
    let tally = strike(folder.path(), &sound, &pages);
    tally.say("a page of the book blanked or exchanged");
    assert_eq!(tally.noticed, pages.len(), "a page can go unnoticed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_bank_is_served_or_refused_with_a_sentence_and_never_in_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let sound = Specimen::make(folder.path()).await;
    let mut dice = Dice::seeded("damaged banks served");
    let all: Vec<usize> = sound.book.iter().chain(&sound.others).copied().collect();
    let mut refused = 0;
    for blow in flips(&sound, &all, size("BITS", 400) / 20, &mut dice)
        .into_iter()
        .chain(pages(&sound, size("BITS", 400) / 20, &mut dice))
    {
        let bank = folder.path().join("served.hourbook");
        write(&bank, &sound, &blow);
        let command = std::process::Command::new(binary());
        match Program::try_start(command, &bank, &[]) {
            Ok(program) => {
                let address = program.address().to_owned();
                let said = if let Ok(answer) = reqwest::get(format!("{address}/livez")).await {
                    assert!(answer.status().is_success());
                    let said = program.said();
                    program.kill();
                    said
                } else {
                    // The first round of its own work met the damage, and it ended as it does
                    // when a disk fails.
                    let (status, said) = program.ended();
                    assert_eq!(status.code(), Some(1), "{said}");
                    assert!(said.contains("disk"), "{said}");
                    refused += 1;
                    said
                };
                assert!(!said.contains("panicked"), "{said}");
            }
            Err((status, said)) => {
                assert_eq!(status.code(), Some(1), "{said}");
                assert!(!said.contains("panicked"), "{said}");
                refused += 1;
            }
        }
        for ending in ["", "-wal", "-shm", ".lock", ".anchor"] {
            let _none = fs::remove_file(format!("{}{ending}", bank.display()));
        }
    }
    assert!(refused > 0, "nothing was refused");
    println!("damaged banks served or refused: {refused} refused");
}

fn flips(sound: &Specimen, pages: &[usize], count: usize, dice: &mut Dice) -> Vec<Blow> {
    (0..count).map(|_| flip(sound.bit(pages, dice))).collect()
}

fn flip((place, mask): (usize, u8)) -> Blow {
    Box::new(move |bytes: &mut [u8]| bytes[place] ^= mask)
}

/// So many pages of the book blanked, and so many pairs of different pages exchanged.
fn pages(sound: &Specimen, count: usize, dice: &mut Dice) -> Vec<Blow> {
    let size = sound.page;
    let range = move |page: usize| page * size..(page + 1) * size;
    let mut blows: Vec<Blow> = Vec::new();
    for _ in 0..count {
        let (one, other) = loop {
            let mut page = || sound.book[below(dice, sound.book.len())];
            let (one, other) = (page(), page());
            if sound.bytes[range(one)] != sound.bytes[range(other)] {
                break (one, other);
            }
        };
        blows.push(Box::new(move |bytes| bytes[range(one)].fill(0)));
        blows.push(Box::new(move |bytes| {
            let kept = bytes[range(one)].to_vec();
            bytes.copy_within(range(other), range(one).start);
            bytes[range(other)].copy_from_slice(&kept);
        }));
    }
    blows
}

/// Each blow on a sound bank of its own.
fn strike(folder: &Path, sound: &Specimen, blows: &[Blow]) -> Tally {
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let hands: Vec<_> = (0..HANDS)
            .map(|hand| {
                let mine = blows.iter().enumerate().skip(hand).step_by(HANDS);
                let bank = folder.join(format!("damaged-{hand}.hourbook"));
                scope.spawn(move || {
                    let mut tally = Tally::default();
                    for (number, blow) in mine {
                        write(&bank, sound, blow);
                        tally.add_outcome(&bank, sound, number);
                    }
                    tally
                })
            })
            .collect();
        for hand in hands {
            let its = hand.join().unwrap();
            tally.noticed += its.noticed;
            tally.held_nothing += its.held_nothing;
            tally.without_digest += its.without_digest;
            tally.missed.extend(its.missed);
        }
    });
    assert!(
        tally.missed.is_empty(),
        "unnoticed:\n{}",
        tally.missed.join("\n")
    );
    tally
}

fn write(bank: &Path, sound: &Specimen, blow: &Blow) {
    let mut bytes = sound.bytes.clone();
    blow(&mut bytes);
    fs::write(bank, bytes).unwrap();
}

impl Tally {
    fn add_outcome(&mut self, bank: &Path, sound: &Specimen, number: usize) {
        let (code, said) = run(&["verify".as_ref(), "--bank".as_ref(), bank.as_ref()]);
        assert!(!said.contains("panicked"), "blow {number}: {said}");
        match code {
            Some(1) => self.noticed += 1,
            Some(0) => self.unnoticed(bank, sound, number),
            other => panic!("blow {number}: verify ended with {other:?}: {said}"),
        }
    }

    fn unnoticed(&mut self, bank: &Path, sound: &Specimen, number: usize) {
        let words = Words::of(bank);
        let words = words.unwrap_or_else(|error| {
            panic!("blow {number}: unnoticed, and the file cannot be read: {error}")
        });
        let changed = sound.words.differences(&words);
        let changed = changed.unwrap_or_else(|| panic!("blow {number}: other tables, unnoticed"));
        let is_covered = |row: &String| COVERED.iter().any(|table| row.starts_with(table));
        if changed.is_empty() {
            self.held_nothing += 1;
        } else if changed.iter().any(is_covered) {
            self.missed.push(format!("blow {number}: {changed:?}"));
        } else {
            self.without_digest += 1;
        }
    }

    fn say(&self, what: &str) {
        println!(
            "{what}: {} noticed, {} where nothing is kept, {} of what no digest takes in",
            self.noticed, self.held_nothing, self.without_digest
        );
    }
}
