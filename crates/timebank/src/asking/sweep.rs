//! What the clock does with askings: reminds once, and ends what nobody answered in time.

use rusqlite::Transaction;
use serde_json::json;

use super::{AskingState, end, store};
use crate::actor::{Signature, System};
use crate::audit;
use crate::clock::Moment;
use crate::error::Result;
use crate::outbox::{self, NoticeKind};

/// How many askings one sweep looks at: its commit stays short.
const AT_ONCE: u32 = 200;

const BY_CLOCK: Signature = Signature {
    actor: None,
    acted_as: "clock",
};

/// What one sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Whoever had not answered was told again.
    pub reminded: u32,
    /// Ended without a yes.
    pub lapsed: u32,
    /// There is more to do: sweep again.
    pub more: bool,
}

/// Does all that is due, oldest first, for 200 askings at the most.
pub fn sweep(tx: &Transaction<'_>, _by: &System, moment: &Moment) -> Result<Swept> {
    let due = store::due(tx, moment.now, AT_ONCE)?;
    let mut swept = Swept {
        more: due.len() == AT_ONCE as usize,
        ..Swept::default()
    };
    for asking in due {
        let (action, subject) = if asking.ends_at <= moment.now {
            end(tx, &asking, AskingState::Lapsed, None, moment)?;
            swept.lapsed += 1;
            ("asking.lapse", asking.id.uuid())
        } else {
            store::reminded(tx, asking.id)?;
            for one in asking.silent() {
                let (kind, subject) = (NoticeKind::AskedAgain, asking.id.uuid());
                outbox::tell(tx, moment, one.member, kind, subject, &json!({}))?;
            }
            swept.reminded += 1;
            ("asking.remind", asking.id.uuid())
        };
        audit::write(tx, BY_CLOCK, moment, action, Some(subject), &json!({}))?;
    }
    Ok(swept)
}
