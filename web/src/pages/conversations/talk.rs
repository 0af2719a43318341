//! What the page of an exchange or a listing says of the messages about it.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;
use timebank::Person;
use timebank::conversation::{self, About};

use super::list::Row;

/// The messages about one thing, to somebody who may read or write them.
#[derive(Clone, Default)]
pub(crate) struct Talk {
    /// The conversations there are: one, or on one's own listing several.
    pub(crate) rows: Vec<Row>,
    /// Where the first message is written, and to whom.
    pub(crate) first: Option<(String, String)>,
}

impl Talk {
    /// Reads them. `open`: whether a first message can be written now.
    pub(crate) fn read(
        conn: &Connection,
        person: &Person,
        about: About,
        open: bool,
        (now, zone): (DateTime<Utc>, Tz),
    ) -> timebank::Result<Self> {
        let me = person.id();
        let found = conversation::of_member_about(conn, me, about)?;
        let rows: Vec<Row> = found.iter().map(|one| Row::new(one, me, zone)).collect();
        let may_begin = open && rows.is_empty() && person.member().is_ok();
        let first = may_begin
            .then(|| conversation::beginning(conn, person, about, now))
            .and_then(Result::ok)
            .map(|beginning| {
                let address = format!("/conversations/new?{}={}", about.kind(), about.uuid());
                (address, beginning.with.greeting().to_owned())
            });
        Ok(Self { rows, first })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.first.is_none()
    }
}
