//! A bank in a file of its own, for the program to serve, and what a test must know about it.

use std::collections::HashMap;
use std::path::PathBuf;

use database::Database;
use hourbook_tests::{House, Who};
use ledger::{AccountId, Limits, Minutes};
use rusqlite::{Connection, Transaction};
use serde_json::{Value, json};
use tempfile::TempDir;
use timebank::clock::{Channel, Clock as _, SystemClock, new_id};
use timebank::exchange::{self, NewExchange, Spoke};
use timebank::{CategoryId, ExchangeId, MemberId, System, access, bank, member};
use uuid::Uuid;

/// The day on which all help of these tests was given.
pub(crate) const DAY: &str = "2026-01-15";

/// A bank, and a token for each of its people.
pub(crate) struct Community {
    folder: TempDir,
    people: HashMap<Who, (MemberId, String)>,
}

impl Community {
    /// A bank with an empty book.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let active = [
            Who::Ann,
            Who::Bob,
            Who::Dilys,
            Who::Ruth,
            Who::Ken,
            Who::Nia,
        ];
        let people = House::db_file(&folder.path().join("test.hourbook"), &active);
        Self { folder, people }
    }

    /// The bank's file.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("test.hourbook")
    }

    /// With what somebody's program signs in.
    pub(crate) fn token(&self, who: Who) -> &str {
        &self.people[&who].1
    }

    /// Help that somebody gave somebody, as it is sent.
    pub(crate) fn help(&self, id: Uuid, giver: Who, receiver: Who, minutes: i64) -> Value {
        json!({
            "id": id,
            "giver": self.people[&giver].0,
            "receiver": self.people[&receiver].0,
            "done_on": DAY,
            "minutes": minutes,
            "category_id": 1,
        })
    }

    /// Somebody's account.
    pub(crate) fn account(&self, who: Who) -> AccountId {
        let id = self.people[&who].0;
        self.db_read(move |conn| member::get(conn, id)).account
    }

    /// Sets how far somebody's balance may go, in minutes.
    pub(crate) fn db_limit(&self, who: Who, lower: Option<i64>, upper: Option<i64>) {
        let account = self.account(who);
        let minutes = |limit: Option<i64>| limit.map(|limit| Minutes::new(limit).unwrap());
        let limits = Limits {
            lower: minutes(lower),
            upper: minutes(upper),
        };
        self.db_write(move |tx| {
            ledger::set_limits(tx, account, limits, SystemClock.now(), None).map_err(Into::into)
        });
    }

    /// Writes down so many exchanges that wait for approval.
    pub(crate) fn db_confirmed(
        &self,
        giver: Who,
        receiver: Who,
        minutes: i64,
        count: usize,
    ) -> Vec<Uuid> {
        let (giver, receiver) = (self.people[&giver].0, self.people[&receiver].0);
        let ken = self.people[&Who::Ken].0;
        self.db_write(move |tx| {
            let by = access::coordinator_for_system(tx, &System::COMMAND_LINE, ken)?;
            let moment = bank::get(tx)?.moment(SystemClock.now(), Channel::Paper);
            let mut made = Vec::with_capacity(count);
            for _ in 0..count {
                let new = NewExchange {
                    id: ExchangeId::new(new_id()),
                    giver,
                    receiver,
                    listing: None,
                    category: Some(CategoryId::new(1)),
                    description: String::new(),
                    note: String::new(),
                    done_on: DAY.parse().unwrap(),
                    minutes: Minutes::new(minutes).unwrap(),
                };
                exchange::record_for(tx, &by, Spoke::Both, &new, &moment)?;
                made.push(new.id.uuid());
            }
            Ok(made)
        })
    }

    /// Fails unless the books prove themselves.
    pub(crate) fn assert_books_are_clean(&self) {
        let proof = self.db_read(|conn| timebank::books::prove(conn, &mut |_, _| ()));
        assert!(proof.is_clean(), "{:?}", proof.findings());
    }

    /// Reads the file, also while it is served.
    pub(crate) fn db_read<T>(&self, query: impl FnOnce(&Connection) -> timebank::Result<T>) -> T {
        let database = Database::open_to_read(&self.file()).unwrap();
        database
            .read_blocking(query)
            .unwrap_or_else(|error| panic!("{error:?}"))
    }

    /// Whether the log of a file that is served could be emptied just now, by a program of its
    /// own that neither waits nor writes anything else.
    pub(crate) fn db_log_can_be_emptied(&self) -> bool {
        let conn = Connection::open(self.file()).unwrap();
        conn.busy_timeout(std::time::Duration::ZERO).unwrap();
        let busy = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
        busy.is_ok_and(|busy: i64| busy == 0)
    }

    /// Writes to the file, while nobody serves it.
    fn db_write<T: Send + 'static>(
        &self,
        command: impl FnOnce(&Transaction<'_>) -> timebank::Result<T> + Send + 'static,
    ) -> T {
        let database = Database::open(&self.file()).unwrap();
        let made = database
            .write_blocking(command)
            .unwrap_or_else(|error| panic!("{error:?}"));
        database.close();
        made
    }
}
