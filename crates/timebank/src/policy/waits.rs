//! Time limits: how long an exchange may wait in each of its states.
//!
//! Every wait has the same three spells. After the first, whoever is asked is reminded. At the
//! end of the second something happens, written down in [`crate::exchange::Waiting`]. Where that
//! hands it to somebody else, the third is theirs; then it lapses. So nothing waits for ever.

use serde::{Deserialize, Serialize};
use words::say;

use crate::error::FieldError;

/// The spells of every state in which an exchange waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waits {
    /// Somebody is asked whether they would like to.
    pub proposed: Spells,
    /// A coordinator is asked whether the two may.
    pub agreed: Spells,
    /// The day has come, and the two are asked whether it was done. Counted from that day.
    pub arranged: Spells,
    /// The other one is asked whether it was so.
    pub recorded: Spells,
    /// A coordinator is asked to approve.
    pub confirmed: Spells,
    /// A coordinator is asked to decide.
    pub disputed: Spells,
    /// A coordinator is asked to put right what stands in the book.
    pub asked: Spells,
    /// Whether silence confirms what was recorded, when the limit comes. Else a coordinator asks.
    pub silence_confirms: bool,
}

/// Three spells, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spells {
    /// Until whoever is asked is reminded.
    pub remind: u16,
    /// From the reminder until the limit.
    pub limit: u16,
    /// From there, where it was handed on, until it lapses.
    pub last: u16,
}

impl Spells {
    /// So many days each.
    #[must_use]
    pub const fn days(remind: u16, limit: u16, last: u16) -> Self {
        Self {
            remind,
            limit,
            last,
        }
    }

    /// All three together, in days.
    #[must_use]
    pub const fn in_all(self) -> u32 {
        self.remind as u32 + self.limit as u32 + self.last as u32
    }
}

impl Default for Waits {
    fn default() -> Self {
        Self {
            proposed: Spells::days(3, 11, 30),
            agreed: Spells::days(2, 5, 30),
            arranged: Spells::days(2, 12, 30),
            recorded: Spells::days(3, 4, 90),
            confirmed: Spells::days(7, 23, 335),
            disputed: Spells::days(7, 23, 335),
            asked: Spells::days(7, 23, 90),
            silence_confirms: false,
        }
    }
}

impl Waits {
    /// Each kind of wait with the name of its field in forms.
    #[must_use]
    pub const fn all(&self) -> [(&'static str, Spells); 7] {
        [
            ("proposed", self.proposed),
            ("agreed", self.agreed),
            ("arranged", self.arranged),
            ("recorded", self.recorded),
            ("confirmed", self.confirmed),
            ("disputed", self.disputed),
            ("asked", self.asked),
        ]
    }

    pub(super) fn check(&self, errors: &mut Vec<FieldError>) {
        for (field, spells) in self.all() {
            let each = [spells.remind, spells.limit, spells.last];
            if each.iter().any(|days| !(1..=730).contains(days)) {
                errors.push(FieldError::new(field, say("waits-enter-from-to-days")));
            }
        }
    }
}
