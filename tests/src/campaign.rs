//! How much a test does: little at every landing, much in a campaign.
//!
//! `tests/campaign` sets the variables that are read here; without them a test has its landing
//! size and the same seed every time, so that a failure can be repeated.

use std::env;

/// How many of something: `landing`, unless `CAMPAIGN_name` says otherwise.
///
/// # Panics
/// When the variable is not a number.
pub fn size(name: &str, landing: usize) -> usize {
    let variable = format!("CAMPAIGN_{name}");
    env::var(&variable).map_or(landing, |text| {
        text.parse()
            .unwrap_or_else(|_| panic!("{variable} must be a number, not “{text}”"))
    })
}

/// Whether every path is to be walked, and not only those that every landing walks.
pub fn is_full() -> bool {
    size("FULL", 0) > 0
}

/// What a test must have and this machine lacks: said aloud, and a failure where `tests/run` has
/// found that the machine lacks nothing (`FAULTS_MUST_RUN=true`).
///
/// # Panics
/// Where everything must run.
pub fn skip(what: &str, lacking: &str) {
    let must = env::var("FAULTS_MUST_RUN").is_ok_and(|value| value == "true");
    assert!(!must, "{what} did not run: {lacking}");
    eprintln!("SKIPPED: {what}: {lacking}");
}

/// Numbers that look random and are the same for the same seed.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// From `CAMPAIGN_SEED`, or the seed of every landing. Says which.
    pub fn seeded(what: &str) -> Self {
        let seed = size("SEED", 1) as u64;
        println!("{what}: seed {seed} (CAMPAIGN_SEED={seed} repeats it)");
        Self(seed)
    }

    /// The next number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        // SplitMix64, Steele, Lea and Flood 2014.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}
