//! What somebody may do with an exchange as it stands: which buttons a page shows.
//!
//! Nothing relies on it: every command asks its own rules again, because the exchange may have
//! moved on by the time the button is pressed.

use super::model::{Exchange, ExchangeState};
use crate::actor::{Person, Role};
use crate::member::State;

/// The commands open to one person for one exchange.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each command is open or not, independently of the others"
)]
pub struct Choices {
    /// Say that it was so.
    pub confirm: bool,
    /// Say that something is wrong.
    pub dispute: bool,
    /// Take back what one recorded oneself.
    pub withdraw: bool,
    /// Record the same again.
    pub again: bool,
    /// Let it into the book.
    pub approve: bool,
    /// Say no, and why.
    pub decline: bool,
    /// Confirm on the word of the one whose answer is awaited.
    pub confirm_for: bool,
    /// Decide a dispute.
    pub decide: bool,
    /// Take it back after it was posted.
    pub reverse: bool,
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
            None if coordinates => Self::of_coordinator(&exchange.state),
            None => Self::default(),
        }
    }

    fn of_party(exchange: &Exchange, person: &Person) -> Self {
        let awaited = exchange.awaits_answer_of(person.id());
        let confirmed = matches!(exchange.state, ExchangeState::Confirmed);
        let recorder = exchange.recorded_by == Some(person.id());
        Self {
            confirm: awaited,
            dispute: awaited || confirmed,
            withdraw: recorder && !exchange.state.is_final(),
            again: true,
            ..Self::default()
        }
    }

    fn of_coordinator(state: &ExchangeState) -> Self {
        Self {
            approve: matches!(state, ExchangeState::Confirmed),
            decline: !state.is_final(),
            confirm_for: matches!(state, ExchangeState::Recorded { .. }),
            decide: matches!(state, ExchangeState::Disputed { .. }),
            reverse: matches!(state, ExchangeState::Posted { .. }),
            ..Self::default()
        }
    }
}
