//! What the book and its model answer to a command, in one form.

use ledger::Rejection;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Done,
    /// Place in the book, second, and whether it stood there before.
    Posted(u64, i64, bool),
    Batch(Vec<(u64, i64, bool)>),
    BatchRefused(usize, Rejection),
    /// A step of a hold: number, second, held in all after it, done before.
    Held(u64, i64, i64, bool),
    Lapsed(Vec<ledger::HoldId>),
    /// The number of the head, and the second.
    MonthClosed(u64, i64),
    Refused(Rejection),
}

impl Answer {
    /// The answer without its figures, to count what a run has seen.
    pub(crate) fn name(&self) -> String {
        let of = |rejection: &Rejection| {
            let text = format!("{rejection:?}");
            let word = text.split([' ', '{']).next().unwrap_or_default();
            format!("refused: {word}")
        };
        match self {
            Answer::Done => "done".to_owned(),
            Answer::Posted(_, _, already) => format!("posted{}", again(*already)),
            Answer::Batch(_) => "batch posted".to_owned(),
            Answer::BatchRefused(..) => "batch refused".to_owned(),
            Answer::Held(_, _, _, already) => format!("hold step{}", again(*already)),
            Answer::Lapsed(holds) => {
                let some = if holds.is_empty() { "nothing" } else { "some" };
                format!("lapsed: {some}")
            }
            Answer::MonthClosed(..) => "month closed".to_owned(),
            Answer::Refused(rejection) => of(rejection),
        }
    }
}

fn again(already: bool) -> &'static str {
    if already { " before" } else { "" }
}
