//! What an envelope of paper slips is: its name, who signed the slips, and its lines as typed.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Minutes;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use words::say;

use crate::error::{Error, FieldError, Result};
use crate::exchange::Spoke;
use crate::ids::{CategoryId, EnvelopeId, ExchangeId, MemberId};
use crate::typed::{check_length, tidy};

/// The most lines of one envelope.
pub const MOST_LINES: u32 = 200;

/// An envelope to be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEnvelope {
    /// The id, made by the form, so that a form sent twice begins one envelope.
    pub id: EnvelopeId,
    /// What it is called: "The box at The Wharf, 21 November".
    pub name: String,
    /// Who signed the slips.
    pub spoke: Spoke,
    /// How many slips the envelope says there are.
    pub expected_slips: Option<u32>,
    /// How many minutes they add up to on paper.
    pub expected_minutes: Option<i64>,
}

impl NewEnvelope {
    pub(super) fn checked(&self) -> Result<Self> {
        let new = Self {
            name: tidy(&self.name),
            ..self.clone()
        };
        let mut errors = Vec::new();
        if new.name.is_empty() {
            errors.push(FieldError::new("name", say!("slips-enter-where-from")));
        }
        check_length(
            &mut errors,
            "name",
            &say!("slips-where-they-come-from"),
            &new.name,
            120,
        );
        if new
            .expected_slips
            .is_some_and(|slips| !(1..=MOST_LINES).contains(&slips))
        {
            let message = say!("slips-how-many-slips-must-be-b");
            errors.push(FieldError::new("expected_slips", message));
        }
        if errors.is_empty() {
            Ok(new)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// Slips that are typed in together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The id.
    pub id: EnvelopeId,
    /// What it is called.
    pub name: String,
    /// Who signed the slips.
    pub spoke: Spoke,
    /// How many slips the envelope says there are.
    pub expected_slips: Option<u32>,
    /// How many minutes they add up to on paper.
    pub expected_minutes: Option<i64>,
    /// Who began it.
    pub begun_by: MemberId,
    /// Their name.
    pub begun_by_name: String,
    /// When.
    pub begun_at: DateTime<Utc>,
    /// When nothing was left to do with it.
    pub finished_at: Option<DateTime<Utc>>,
}

/// An envelope in a list: how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The envelope.
    pub envelope: Envelope,
    /// How many lines have something in them.
    pub lines: u32,
    /// How many of them have become exchanges.
    pub entered: u32,
}

/// One line, as somebody typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The day.
    pub day: String,
    /// Who gave.
    pub giver: String,
    /// Who received.
    pub receiver: String,
    /// How long.
    pub length: String,
    /// The kind of help.
    pub kind: String,
    /// The number printed on the slip.
    pub slip: String,
}

impl Typed {
    /// Whether nothing was typed at all.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.boxes().into_iter().all(str::is_empty)
    }

    fn boxes(&self) -> [&str; 6] {
        [
            &self.day,
            &self.giver,
            &self.receiver,
            &self.length,
            &self.kind,
            &self.slip,
        ]
    }

    /// Without stray blanks, and cut where it is longer than anything that could be meant.
    pub(super) fn tidied(&self) -> Self {
        let cut = |text: &str, most: usize| -> String {
            let blanks = text.split_whitespace().collect::<Vec<_>>().join(" ");
            blanks.chars().take(most).collect()
        };
        Self {
            day: cut(&self.day, 40),
            giver: cut(&self.giver, 120),
            receiver: cut(&self.receiver, 120),
            length: cut(&self.length, 40),
            kind: cut(&self.kind, 80),
            slip: cut(&self.slip, 40),
        }
    }
}

/// A line of an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: u32,
    /// What was typed.
    pub typed: Typed,
    /// The exchange it has become.
    pub exchange: Option<ExchangeId>,
}

/// What a line means, once it has been understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The day.
    pub done_on: NaiveDate,
    /// Who gave.
    pub giver: MemberId,
    /// Who received.
    pub receiver: MemberId,
    /// How long.
    pub minutes: Minutes,
    /// The kind of help.
    pub category: CategoryId,
}

/// What came of entering an envelope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many slips were entered.
    pub entered: u32,
    /// Their minutes together.
    pub minutes: i64,
    /// Lines that a rule refused, each with the reason, in a sentence.
    pub left: Vec<(u32, String)>,
}

/// The id that the exchange of a line gets: made from where it stands, so that a form sent twice
/// enters it once.
pub(super) fn exchange_of(envelope: EnvelopeId, line: u32) -> ExchangeId {
    let mut hash = Sha256::new();
    hash.update(b"hourbook slip of an envelope");
    hash.update(envelope.uuid().as_bytes());
    hash.update(line.to_be_bytes());
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    ExchangeId::new(Uuid::from_bytes(bytes))
}

/// Help that may have been written down before.
#[derive(Clone, Copy, Debug)]
pub struct Likeness {
    /// One of the two.
    pub one: MemberId,
    /// The other.
    pub other: MemberId,
    /// The day it was done.
    pub done_on: NaiveDate,
    /// How long it took.
    pub minutes: Minutes,
}
