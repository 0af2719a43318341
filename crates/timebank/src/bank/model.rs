//! What a bank is made of.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use ledger::AccountId;
use words::say;

use crate::clock::{Channel, Moment};
use crate::error::{Error, FieldError, Result};
use crate::leaflet::InFoot;
use crate::typed::check_length;

/// Whom members ring when they would rather talk to someone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The coordinator's name.
    pub name: String,
    /// The telephone number.
    pub phone: String,
    /// When somebody answers: "Monday to Friday, 9am to 4pm".
    pub hours: String,
}

impl Contact {
    pub(super) fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        check_length(
            &mut errors,
            "contact_name",
            &say("bank-name"),
            &self.name,
            120,
        );
        check_length(
            &mut errors,
            "contact_phone",
            &say("bank-telephone-number"),
            &self.phone,
            40,
        );
        check_length(
            &mut errors,
            "contact_hours",
            &say("bank-hours"),
            &self.hours,
            120,
        );
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// What everybody reads of a bank, and what can be changed later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particulars {
    /// The name members know it by.
    pub name: String,
    /// The town or district it serves; may be empty.
    pub place: String,
    /// Whom members ring.
    pub contact: Contact,
}

impl Particulars {
    pub(super) fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        if self.name.trim().is_empty() {
            errors.push(FieldError::new("name", say("bank-enter-the-name-of-the")));
        }
        check_length(&mut errors, "name", &say("bank-name"), &self.name, 120);
        check_length(
            &mut errors,
            "place",
            &say("bank-town-or-district"),
            &self.place,
            120,
        );
        if let Err(Error::Invalid(more)) = self.contact.check() {
            errors.extend(more);
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// The four accounts every bank has from its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BankAccounts {
    /// The community's shared account.
    pub pot: AccountId,
    /// Running the bank: events, coordinators' time.
    pub operating: AccountId,
    /// Where welcome hours come from; stands below nought for ever.
    pub issuance: AccountId,
    /// Where balances brought from elsewhere come from.
    pub opening: AccountId,
}

/// What is needed to found a bank.
#[derive(Clone, Debug)]
pub struct NewBank {
    /// The name members know it by.
    pub name: String,
    /// One to four capital letters in front of references: `W`.
    pub prefix: String,
    /// The town or district it serves.
    pub place: String,
    /// Its time zone.
    pub zone: Tz,
    /// The language of its pages, a BCP 47 tag.
    pub language: String,
    /// Whom members ring.
    pub contact: Contact,
    /// Whether every page says that this is a demonstration.
    pub demo: bool,
}

impl NewBank {
    /// A bank with this name; the rest as most British banks have it.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let initial = name.chars().find(char::is_ascii_alphabetic).unwrap_or('H');
        Self {
            name: name.trim().to_owned(),
            prefix: initial.to_ascii_uppercase().to_string(),
            place: String::new(),
            zone: chrono_tz::Europe::London,
            language: "en-GB".to_owned(),
            contact: Contact::default(),
            demo: false,
        }
    }

    pub(super) fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        if self.name.trim().is_empty() {
            errors.push(FieldError::new("name", say("bank-enter-the-name-of-the")));
        }
        check_length(&mut errors, "name", &say("bank-name"), &self.name, 120);
        let letters = self.prefix.bytes().all(|byte| byte.is_ascii_uppercase());
        if !letters || !(1..=4).contains(&self.prefix.len()) {
            errors.push(FieldError::new("prefix", say("bank-the-prefix-must-be-to")));
        }
        self.contact.check()?;
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// The bank of a file.
#[derive(Clone, Debug)]
pub struct Bank {
    /// The name members know it by.
    pub name: String,
    /// In front of references and member numbers.
    pub prefix: String,
    /// The town or district it serves.
    pub place: String,
    /// Its time zone.
    pub zone: Tz,
    /// The language of its pages.
    pub language: String,
    /// Whom members ring.
    pub contact: Contact,
    /// Whether every page says that this is a demonstration.
    pub demo: bool,
    /// When it was founded.
    pub founded_at: DateTime<Utc>,
    /// Its own accounts.
    pub accounts: BankAccounts,
    /// Pages of its own that are named at the foot of each page, by title.
    pub foot: Vec<InFoot>,
}

impl Bank {
    /// The moment `now` at this bank.
    #[must_use]
    pub fn moment(&self, now: DateTime<Utc>, channel: Channel) -> Moment {
        Moment::new(now, self.zone, channel)
    }

    /// The day of an instant where this bank is.
    #[must_use]
    pub fn day_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.zone).date_naive()
    }

    /// The instant at which a day begins where this bank is. Where the clocks skip midnight, the
    /// first instant after it.
    #[must_use]
    pub fn start_of(&self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        (0..3)
            .find_map(|hour| {
                (midnight + chrono::TimeDelta::hours(hour))
                    .and_local_timezone(self.zone)
                    .earliest()
            })
            .map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
    }
}
