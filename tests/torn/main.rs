//! Torn and reordered writes: the book on a disk that keeps its word about syncs and about
//! nothing else.
//!
//! **Shape.** [`disk`] is a disk in memory: what was synced stays, and of what was not, a power
//! cut keeps a random part, torn at 512 bytes and in any order. [`shim`] lends it to SQLite as
//! the file system of this process, so that the real `database` and `ledger` write to it.
//! [`life`] makes a bank live through several power cuts and holds it to the one property: the
//! file opens to exactly the transfers of the first so many commits, no fewer than were
//! acknowledged, and proves itself.
//!
//! **Sizes.** 2,000 seeds at every landing. `CAMPAIGN_TORN` says how many instead, and
//! `CAMPAIGN_TORN_FIRST` where they begin; a failure prints its seed.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failed step fails the test"
)]

mod disk;
mod life;
mod random;
mod shim;

use life::{Honesty, Sight, live};

/// Seeds at every landing, in both tests together.
const SEEDS: u64 = 2_000;

/// Within so many seeds a dishonest disk is found out; in truth it takes a handful.
const ENOUGH: u64 = 200;

#[test]
fn whatever_a_power_cut_tears_the_book_is_whole_first_half() {
    let (first, seeds) = asked();
    survive(first, seeds / 2);
}

#[test]
fn whatever_a_power_cut_tears_the_book_is_whole_second_half() {
    let (first, seeds) = asked();
    survive(first + seeds / 2, seeds - seeds / 2);
}

#[test]
fn a_disk_that_only_says_it_has_synced_is_found_out() {
    let lost = (0..ENOUGH).find_map(|seed| live(seed, Honesty::ForgetsSyncs).err());
    let lost = lost.expect("no seed noticed that syncs did nothing");
    println!("found out by: {lost}");
}

#[test]
fn a_bank_that_does_not_sync_each_commit_is_found_out() {
    let lost = (0..ENOUGH).find_map(|seed| live(seed, Honesty::SyncsNormally).err());
    let lost = lost.expect("no seed noticed synchronous=NORMAL");
    assert!(lost.contains("acknowledged"), "{lost}");
    println!("found out by: {lost}");
}

/// Half of the seeds in each of two tests, which a machine with two cores runs side by side.
fn asked() -> (u64, u64) {
    let number = |name, otherwise| {
        let text = std::env::var(name).ok();
        text.map_or(otherwise, |text| text.parse().expect("a whole number"))
    };
    (
        number("CAMPAIGN_TORN_FIRST", 0),
        number("CAMPAIGN_TORN", SEEDS),
    )
}

fn survive(first: u64, seeds: u64) {
    let mut seen = Sight::default();
    for seed in first..first + seeds {
        match live(seed, Honesty::Honest) {
            Ok(sight) => seen.add(sight),
            Err(why) => {
                panic!("seed {seed}: {why}\nonce more: CAMPAIGN_TORN_FIRST={seed} CAMPAIGN_TORN=1")
            }
        }
    }
    println!("{seeds} seeds from {first}: {seen}");
    if seeds >= 100 {
        seen.expect_something_of_everything();
    }
}
