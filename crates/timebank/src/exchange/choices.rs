//! What somebody may do with an exchange as it stands: which buttons a page shows.
//!
//! Nothing relies on it: every command asks its own rules again, because the exchange may have
//! moved on by the time the button is pressed.

use super::model::{Exchange, ExchangeState};
use crate::actor::{Person, Role};
use crate::member::State;
use crate::thanks;

/// The commands open to one person for one exchange.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each command is open or not, independently of the others"
)]
pub struct Choices {
    /// Agree to what was proposed, or rather not.
    pub agree: bool,
    /// Say that it was done.
    pub done: bool,
    /// Call off what was arranged.
    pub cancel: bool,
    /// Say that it was so.
    pub confirm: bool,
    /// Say that something is wrong.
    pub dispute: bool,
    /// Say that the other length is right.
    pub accept: bool,
    /// Take back what one wrote down oneself.
    pub withdraw: bool,
    /// Record the same again.
    pub again: bool,
    /// Say that the two may.
    pub allow: bool,
    /// Let it into the book.
    pub approve: bool,
    /// Say no, and why.
    pub decline: bool,
    /// Agree on the word of the one whose answer is awaited.
    pub agree_for: bool,
    /// Confirm on the word of the one whose answer is awaited.
    pub confirm_for: bool,
    /// Say on the word of the two that it was done.
    pub done_for: bool,
    /// Decide a dispute.
    pub decide: bool,
    /// Put it right after it was posted.
    pub correct: bool,
    /// Take it back after it was posted.
    pub reverse: bool,
    /// Ask a coordinator to put it right.
    pub ask_to_correct: bool,
    /// Say thank you for it.
    pub thank: bool,
    /// Answer that a posted exchange stays as it is.
    pub keep: bool,
    /// A coordinator who could act, had they not taken part.
    pub barred: bool,
}

impl Choices {
    /// What `person` may do with `exchange` now.
    #[must_use]
    pub fn of(exchange: &Exchange, person: &Person) -> Self {
        if person.state() != State::Active {
            return Self::default();
        }
        let coordinates = person.role() >= Role::Coordinator;
        match exchange.side_of(person.id()) {
            Some(_) => Self {
                barred: coordinates && !exchange.state.is_final(),
                ..Self::of_party(exchange, person)
            },
            None if coordinates => Self {
                keep: exchange.asked_at.is_some(),
                ..Self::of_coordinator(&exchange.state)
            },
            None => Self::default(),
        }
    }

    fn of_party(exchange: &Exchange, person: &Person) -> Self {
        let awaited = exchange.awaits_answer_of(person.id());
        let state = &exchange.state;
        let proposed = matches!(state, ExchangeState::Proposed { .. });
        let arranged = matches!(state, ExchangeState::Arranged);
        let confirmed = matches!(state, ExchangeState::Confirmed);
        let recorder = exchange.recorded_by == Some(person.id());
        Self {
            agree: awaited && proposed,
            done: arranged,
            cancel: arranged || matches!(state, ExchangeState::Agreed),
            confirm: awaited && !proposed,
            dispute: (awaited && !proposed) || confirmed,
            accept: matches!(state, ExchangeState::Disputed { by, claimed: Some(_), .. }
                             if *by != Some(person.id())),
            withdraw: recorder && !state.is_final() && (proposed || !state.is_ahead()),
            again: !state.is_ahead(),
            thank: thanks::can_be_said(exchange, person.id()),
            ask_to_correct: matches!(state, ExchangeState::Posted { .. })
                && exchange.asked_at.is_none(),
            ..Self::default()
        }
    }

    fn of_coordinator(state: &ExchangeState) -> Self {
        let posted = matches!(state, ExchangeState::Posted { .. });
        Self {
            allow: matches!(state, ExchangeState::Agreed),
            approve: matches!(state, ExchangeState::Confirmed),
            decline: !state.is_final(),
            agree_for: matches!(state, ExchangeState::Proposed { .. }),
            confirm_for: matches!(state, ExchangeState::Recorded { .. }),
            done_for: matches!(state, ExchangeState::Arranged),
            decide: matches!(state, ExchangeState::Disputed { .. }),
            correct: posted,
            reverse: posted,
            ..Self::default()
        }
    }
}
