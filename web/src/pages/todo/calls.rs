//! Conversations that coordinators are called into: somebody asks them to join, or reports a
//! message.

use timebank::conversation::{self, Call};

use super::sections::{Reader, section};
use super::{Entry, Section, Side};
use crate::pages::conversations::{address, shortened};
use crate::words::say;

/// How much of the reason is shown, in characters.
const PART: usize = 120;

impl Reader<'_> {
    pub(super) fn calls(&self) -> timebank::Result<Option<Section>> {
        let found = conversation::calls(self.conn)?;
        if found.is_empty() {
            return Ok(None);
        }
        let entry = |call: &Call| Entry {
            title: match call.message {
                None => say!("to-do-asks-a-coordinator-to-join", name = &call.by_name),
                Some(_) => say!("to-do-reports-a-message", name = &call.by_name),
            },
            path: address(call.conversation),
            about: say!(
                "to-do-messages-with",
                name = &call.with_name,
                reason = shortened(&call.reason, PART)
            ),
            side: Side::Plain(self.days(call.at)),
            ..Entry::default()
        };
        let count = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let entries = found.iter().map(entry).collect();
        let title = "You are called in";
        Ok(Some(section("calls", title, count, entries, None)))
    }
}
