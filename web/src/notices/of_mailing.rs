//! News from the coordinators to many: the message itself.

use rusqlite::Connection;
use timebank::MailingId;
use timebank::mailing;

use super::Told;

pub(super) fn told(conn: &Connection, id: MailingId) -> timebank::Result<Told> {
    let found = mailing::get(conn, id)?;
    Ok(Told {
        subject: found.subject,
        text: found.text,
        label: "See all your news",
        path: "/me/told".to_owned(),
    })
}
