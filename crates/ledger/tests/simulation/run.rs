//! A life of the book beside its model: the first difference ends it, is made short, and says
//! how to see it again.

use std::collections::BTreeMap;
use std::fmt;

use super::book;
use super::command::{Step, life};
use super::compare::{everything, quick, same};
use super::model::Model;
use super::random::Random;

/// Steps between two full comparisons.
const FULL_EVERY: usize = 50;

/// Attempts at making a failing list of commands shorter.
const SHORTENINGS_MAX: usize = 4_000;

/// How often each answer was given.
pub(crate) type Tally = BTreeMap<String, u64>;

/// Where the book and the model parted.
pub(crate) struct Failure {
    seed: u64,
    what: String,
    steps: Vec<Step>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "seed {}: {}", self.seed, self.what)?;
        writeln!(f, "after these commands, the last one being the culprit:")?;
        self.steps
            .iter()
            .try_for_each(|step| writeln!(f, "  {step:?}"))
    }
}

/// Something done to the file behind the book's back, before the step of this place.
pub(crate) type Meddling<'a> = Option<(usize, &'a str)>;

/// Lives the life of a seed.
pub(crate) fn run(seed: u64, steps: usize, tally: &mut Tally) -> Result<(), Box<Failure>> {
    let steps = life(seed, steps);
    let Err((place, what)) = live(&steps, seed, Some(tally), None) else {
        return Ok(());
    };
    let steps = shorten(steps[..=place].to_vec(), seed);
    Err(Box::new(Failure { seed, what, steps }))
}

/// The place of the step at which book and model part, and how.
pub(crate) fn live(
    steps: &[Step],
    seed: u64,
    mut tally: Option<&mut Tally>,
    meddling: Meddling<'_>,
) -> Result<(), (usize, String)> {
    let mut conn = book::empty().map_err(|error| (0, format!("no book: {error}")))?;
    let mut model = Model::default();
    // The questions have numbers of their own: a shorter list asks the same ones.
    let mut questions = Random::new(seed ^ 0x5EED);
    for (place, step) in steps.iter().enumerate() {
        let at = |what: String| (place, what);
        if let Some((_, sql)) = meddling.filter(|(when, _)| *when == place) {
            let meddled = conn.execute_batch(sql);
            meddled.map_err(|error| (usize::MAX, error.to_string()))?;
        }
        let of_book = book::happen(&mut conn, step)
            .map_err(|error| at(format!("the file refused what the program took: {error}")))?;
        let of_model = model.happen(step);
        if let Some(tally) = tally.as_deref_mut() {
            *tally.entry(of_model.name()).or_default() += 1;
        }
        same("answer", &of_book, &of_model).map_err(at)?;
        quick(&conn, &model, &mut questions).map_err(at)?;
        if (place + 1).is_multiple_of(FULL_EVERY) || place + 1 == steps.len() {
            everything(&conn, &model).map_err(at)?;
        }
    }
    Ok(())
}

/// Leaves out what is not needed: halves first, single steps last.
fn shorten(mut steps: Vec<Step>, seed: u64) -> Vec<Step> {
    let fails = |steps: &[Step]| live(steps, seed, None, None).is_err();
    let (mut part, mut tries) = ((steps.len() / 2).max(1), 0);
    while tries < SHORTENINGS_MAX {
        let mut from = 0;
        let before = steps.len();
        while from < steps.len() && tries < SHORTENINGS_MAX {
            let mut fewer = steps.clone();
            fewer.drain(from..(from + part).min(steps.len()));
            tries += 1;
            if fails(&fewer) {
                steps = fewer;
            } else {
                from += part;
            }
        }
        if part == 1 && steps.len() == before {
            break;
        }
        part = (part / 2).max(1);
    }
    steps
}
