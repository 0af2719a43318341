//! What a conversation is: about what, between whom, and what was written.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use words::say;

use crate::error::{Error, FieldError, Result};
use crate::ids::{ConversationId, ExchangeId, ListingId, MemberId};
use crate::typed::{check_length, tidy};

/// What a conversation is about. There is none without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// An exchange: between its giver and its receiver.
    Exchange(ExchangeId),
    /// An offer or a request: between its member and one who is interested.
    Listing(ListingId),
}

impl About {
    /// The code of its kind, as the API shows it.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Exchange(_) => "exchange",
            Self::Listing(_) => "listing",
        }
    }

    /// Its id.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Exchange(id) => id.uuid(),
            Self::Listing(id) => id.uuid(),
        }
    }

    /// The page of what it is about.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::Exchange(id) => format!("/exchanges/{id}"),
            Self::Listing(id) => format!("/listings/{id}"),
        }
    }
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Who.
    pub id: MemberId,
    /// The whole name.
    pub name: String,
    /// The name for a greeting.
    pub greeting: String,
}

/// What two members write each other about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// The id: that of its first message.
    pub id: ConversationId,
    /// About what.
    pub about: About,
    /// That in a few words.
    pub title: String,
    /// The giver of the exchange, or whoever asks about the listing.
    pub one: Party,
    /// The receiver of the exchange, or the member of the listing.
    pub other: Party,
    /// When the first message was written.
    pub begun_at: DateTime<Utc>,
}

impl Conversation {
    /// The other one of the two, seen from this member; nobody where they are neither.
    #[must_use]
    pub fn with(&self, me: MemberId) -> Option<&Party> {
        if self.one.id == me {
            Some(&self.other)
        } else if self.other.id == me {
            Some(&self.one)
        } else {
            None
        }
    }
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its place in the conversation, from 1.
    pub number: u32,
    /// Who wrote it: one of the two, or a coordinator who was called in.
    pub writer: MemberId,
    /// Their name.
    pub writer_name: String,
    /// The words, plain.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A conversation as its reader finds it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Which.
    pub conversation: Conversation,
    /// The newest message.
    pub newest: Message,
    /// How many messages of others the reader has not read.
    pub unread: u32,
}

/// A conversation to one of its two.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Which.
    pub conversation: Conversation,
    /// All that was written, oldest first.
    pub messages: Vec<Message>,
    /// How many messages of others the reader has not read.
    pub unread: u32,
    /// Why nothing can be written now; nothing where it can.
    pub closed: Option<&'static str>,
    /// What the reader may know of calls that are open: their own reports, and anybody's wish
    /// that a coordinator joins.
    pub calls: Vec<Call>,
}

/// Somebody calls coordinators in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Which conversation.
    pub conversation: ConversationId,
    /// Who asks.
    pub by: MemberId,
    /// Their name.
    pub by_name: String,
    /// The other one of the two.
    pub with_name: String,
    /// The message that is reported; nothing where a coordinator is asked to join.
    pub message: Option<u32>,
    /// Why.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The longest message, in characters.
pub const MOST_CHARS: usize = 2_000;

/// A message to be written.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// The id, made by the form, so that a form sent twice writes once.
    pub id: Uuid,
    /// The words, plain.
    pub text: String,
}

impl NewMessage {
    pub(super) fn checked(&self) -> Result<String> {
        let text = tidy(&self.text);
        if text.is_empty() {
            return Err(Error::field(
                "text",
                say("message-write-what-you-would-like"),
            ));
        }
        let mut errors: Vec<FieldError> = Vec::new();
        check_length(
            &mut errors,
            "text",
            &say("message-the-message"),
            &text,
            MOST_CHARS,
        );
        if errors.is_empty() {
            Ok(text)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// A call to be made.
#[derive(Clone, Debug)]
pub struct NewCall {
    /// The id, made by the form, so that a form sent twice calls once.
    pub id: Uuid,
    /// The message that is reported; nothing to ask a coordinator to join.
    pub message: Option<u32>,
    /// Why: a coordinator reads it.
    pub reason: String,
}

impl NewCall {
    pub(super) fn checked(&self) -> Result<String> {
        let reason = tidy(&self.reason);
        if reason.is_empty() {
            return Err(Error::field("reason", say("message-say-what-it-is-about")));
        }
        let mut errors: Vec<FieldError> = Vec::new();
        check_length(
            &mut errors,
            "reason",
            &say("message-what-it-is-about"),
            &reason,
            1_000,
        );
        if errors.is_empty() {
            Ok(reason)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_words_and_not_too_many() {
        let checked = |text: &str| {
            let text = text.to_owned();
            NewMessage {
                id: Uuid::nil(),
                text,
            }
            .checked()
        };
        assert_eq!(checked(" Hello,\r\nAnn ").unwrap(), "Hello,\nAnn");
        assert!(checked(" \n ").is_err());
        assert!(checked(&"x".repeat(MOST_CHARS)).is_ok());
        assert!(checked(&"x".repeat(MOST_CHARS + 1)).is_err());
    }
}
