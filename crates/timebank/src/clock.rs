//! Time, fresh ids and randomness: the one file that may ask the machine for them.
//!
//! Everything else takes them as arguments, so that a test can stop the clock and a replay can
//! give the same answer twice.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, SubsecRound, TimeDelta, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

/// Tells the time. Instants are whole seconds: the files keep no more.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks for the time"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(0)
    }
}

/// A clock that stands still until it is moved: for tests and for building the demo bank.
#[derive(Clone, Debug)]
pub struct FixedClock(Arc<Mutex<DateTime<Utc>>>);

impl FixedClock {
    /// A clock that stands at `start`.
    #[must_use]
    pub fn at(start: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(start.trunc_subsecs(0))))
    }

    /// Moves the clock to `instant`, forwards or backwards.
    pub fn set(&self, instant: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = instant.trunc_subsecs(0);
    }

    /// Moves the clock on by `span`.
    pub fn advance(&self, span: TimeDelta) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += span;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How something reached the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// A page of the website.
    Web,
    /// Told over the telephone.
    Phone,
    /// Written on a slip or sheet of paper.
    Paper,
    /// Told face to face.
    InPerson,
    /// Brought in from another system.
    Import,
    /// The JSON interface.
    Api,
    /// The command line of the machine the bank stands on.
    Cli,
}

impl Channel {
    /// All channels, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::Web,
        Self::Phone,
        Self::Paper,
        Self::InPerson,
        Self::Import,
        Self::Api,
        Self::Cli,
    ];

    /// The code kept in the file and used in exports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Phone => "phone",
            Self::Paper => "paper",
            Self::InPerson => "in_person",
            Self::Import => "import",
            Self::Api => "api",
            Self::Cli => "cli",
        }
    }

    /// The channel with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|channel| channel.as_str() == code)
    }
}

/// When and how a command was given. Every command takes one.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The present instant.
    pub now: DateTime<Utc>,
    /// The present day where the bank is.
    pub today: NaiveDate,
    /// How the command came.
    pub channel: Channel,
}

impl Moment {
    /// The moment `now` at a bank in `zone`.
    #[must_use]
    pub fn new(now: DateTime<Utc>, zone: Tz, channel: Channel) -> Self {
        Self {
            now,
            today: now.with_timezone(&zone).date_naive(),
            channel,
        }
    }

    /// The same moment, reached through another channel.
    #[must_use]
    pub const fn through(self, channel: Channel) -> Self {
        Self { channel, ..self }
    }
}

/// A fresh id, ordered by time (version 7), so that rows made together lie together.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// `N` bytes of randomness fit for secrets.
///
/// # Panics
/// When the machine has no source of randomness: nothing safe could follow.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks for randomness"
)]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Err(error) = getrandom::fill(&mut bytes) {
        panic!("the machine gives no randomness: {error}");
    }
    bytes
}
