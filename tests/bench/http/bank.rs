//! A bank to measure, new for each measurement, so that none stands on another's shoulders.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use database::Database;
use hourbook_tests::{House, Who};
use ledger::Minutes;
use tempfile::TempDir;
use timebank::clock::{Channel, Clock as _, SystemClock, new_id};
use timebank::exchange::{self, NewExchange, Spoke};
use timebank::{CategoryId, ExchangeId, MemberId, Moment, System, access, bank};

/// A bank in a folder of its own.
pub(crate) struct Bank {
    folder: TempDir,
    /// Everybody's id and token.
    pub(crate) people: HashMap<Who, (MemberId, String)>,
    /// Exchanges that wait for approval.
    pub(crate) confirmed: Vec<ExchangeId>,
}

impl Bank {
    /// A bank on this disk, with so many exchanges that wait for approval.
    pub(crate) fn new(on: &Path, confirmed: usize) -> Self {
        let folder = tempfile::tempdir_in(on).unwrap();
        let active = [
            Who::Ann,
            Who::Bob,
            Who::Dilys,
            Who::Ruth,
            Who::Ken,
            Who::Nia,
        ];
        let people = House::db_file(&folder.path().join("test.hourbook"), &active);
        let mut bank = Self {
            folder,
            people,
            confirmed: Vec::new(),
        };
        if confirmed > 0 {
            bank.confirmed = bank.record(confirmed);
        }
        bank
    }

    /// The bank's file.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("test.hourbook")
    }

    /// With what somebody's program signs in.
    pub(crate) fn token(&self, who: Who) -> &str {
        &self.people[&who].1
    }

    fn record(&self, count: usize) -> Vec<ExchangeId> {
        let database = Database::open(&self.file()).unwrap();
        let [ann, bob, ken] = [Who::Ann, Who::Bob, Who::Ken].map(|who| self.people[&who].0);
        let made = database
            .write_blocking(move |tx| {
                let by = access::coordinator_for_system(tx, &System::COMMAND_LINE, ken)?;
                let moment = now(tx)?;
                let mut made = Vec::with_capacity(count);
                for number in 0..count {
                    // As many one way as the other, so that no balance runs away.
                    let (giver, receiver) = if number % 2 == 0 {
                        (ann, bob)
                    } else {
                        (bob, ann)
                    };
                    let new = NewExchange {
                        id: ExchangeId::new(new_id()),
                        giver,
                        receiver,
                        listing: None,
                        category: Some(CategoryId::new(1)),
                        description: "Cut back the raspberries".into(),
                        note: String::new(),
                        done_on: moment.today,
                        minutes: Minutes::new(15).unwrap(),
                    };
                    exchange::record_for(tx, &by, Spoke::Both, &new, &moment)?;
                    made.push(new.id);
                }
                Ok::<_, timebank::Error>(made)
            })
            .unwrap();
        database.close();
        made
    }
}

/// Now, at the bank.
pub(crate) fn now(conn: &rusqlite::Connection) -> timebank::Result<Moment> {
    Ok(bank::get(conn)?.moment(SystemClock.now(), Channel::Api))
}
