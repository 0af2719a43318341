//! What every handler can reach: the bank's file, the clock and the settings.
//!
//! An [`App`] is one bank at one address. Nothing in a page knows of another bank. It is cheap to
//! clone. [`App::read`] and [`App::write`] are the only doors to the file: a write's answer comes
//! after the commit, a read sees one snapshot, and both turn refusals into a [`WebError`]. Both
//! work in the language of whoever asked, see [`words`].

use std::sync::Arc;

use chrono::{DateTime, Utc};
use database::{Database, ReadError, WriteError};
use rusqlite::{Connection, Transaction};
use timebank::clock::Clock;

use crate::error::WebError;
use crate::passwords::Passwords;
use crate::security::Throttle;
use crate::settings::Settings;

/// One bank, as the web sees it.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    database: Database,
    clock: Arc<dyn Clock>,
    settings: Settings,
    throttle: Throttle,
    passwords: Passwords,
}

impl App {
    /// The bank in `database`, answering as `settings` say.
    #[must_use]
    pub fn new(database: Database, clock: Arc<dyn Clock>, settings: Settings) -> Self {
        let inner = Inner {
            database,
            clock,
            settings,
            throttle: Throttle::new(),
            passwords: Passwords::new(),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// The bank's file.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.inner.database
    }

    /// The settings the program was started with.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The counters of tries, by address.
    #[must_use]
    pub fn throttle(&self) -> &Throttle {
        &self.inner.throttle
    }

    /// The place where passwords are checked and hashed.
    #[must_use]
    pub fn passwords(&self) -> &Passwords {
        &self.inner.passwords
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.inner.clock.now()
    }

    /// Runs a query; everything it reads is one snapshot.
    pub async fn read<T, F>(&self, query: F) -> Result<T, WebError>
    where
        F: FnOnce(&Connection) -> timebank::Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let language = words::language();
        self.inner
            .database
            .read(move |conn: &Connection| words::speaking(language, || query(conn)))
            .await
            .map_err(|error| match error {
                ReadError::Refused(error) => error.into(),
                ReadError::Panicked => WebError::internal("a read panicked"),
                ReadError::Failed(error) => WebError::machine(&error),
            })
    }

    /// Runs a command in one commit; `Err` leaves nothing behind.
    pub async fn write<T, F>(&self, command: F) -> Result<T, WebError>
    where
        F: FnOnce(&Transaction<'_>) -> timebank::Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let language = words::language();
        self.inner
            .database
            .write(move |tx: &Transaction<'_>| words::speaking(language, || command(tx)))
            .await
            .map_err(|error| match error {
                WriteError::Refused(error) => {
                    self.stop_if_broken(&error);
                    error.into()
                }
                WriteError::Busy => WebError::busy(),
                WriteError::Stopped => WebError::stopped(),
                WriteError::Panicked => WebError::internal("a write panicked"),
                WriteError::Failed(error) => WebError::machine(&error),
            })
    }

    /// A bank whose book is broken writes no more: each further line would stand on the break.
    fn stop_if_broken(&self, error: &timebank::Error) {
        if let timebank::Error::Broken(cause) = error {
            tracing::error!(%cause, "a rule of the book is broken: the bank stops writing");
            let reason = format!(
                "the file refused what the book’s own rules allowed ({cause}). Run hourbook \
                 verify on a copy of the bank"
            );
            self.inner.database.stop_writing(reason);
        }
    }
}
