//! News from the coordinators to many: the message itself.

use rusqlite::Connection;
use timebank::MailingId;
use timebank::mailing;

use super::Told;

use crate::words::say;

pub(super) fn told(conn: &Connection, id: MailingId) -> timebank::Result<Told> {
    let found = mailing::get(conn, id)?;
    Ok(Told {
        subject: found.subject,
        text: found.text,
        label: say!("notice-see-all-your-news"),
        path: "/me/told".to_owned(),
    })
}
