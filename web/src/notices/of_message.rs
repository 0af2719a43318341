//! News of a message: who wrote about what, and the message itself.

use rusqlite::Connection;
use serde::Deserialize;
use timebank::ConversationId;
use timebank::conversation;
use timebank::outbox::Notice;

use super::Told;
use crate::pages::conversations::address;
use crate::words::say;

/// What the notice of a message holds beside its subject.
#[derive(Debug, Deserialize)]
struct Details {
    number: u32,
}

pub(super) fn told(
    conn: &Connection,
    notice: &Notice,
    id: ConversationId,
) -> timebank::Result<Option<Told>> {
    let Ok(details) = serde_json::from_str::<Details>(&notice.details) else {
        return Ok(None);
    };
    let (conversation, message) = conversation::message(conn, id, details.number)?;
    Ok(Some(Told {
        subject: say!(
            "notice-wrote-about",
            name = message.writer_name,
            title = conversation.title
        ),
        text: message.text,
        label: say!("notice-read-and-answer"),
        path: address(id),
    }))
}
