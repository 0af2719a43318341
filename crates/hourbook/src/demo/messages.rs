//! What neighbours write each other in the last days of the story, and what the coordinator tells
//! many of them.

use chrono::Days;
use timebank::announcement::{self, NewAnnouncement};
use timebank::conversation::{self, About, NewCall, NewMessage};
use timebank::listing;
use timebank::mailing::{self, Filter, NewMailing, Taking};
use timebank::{AnnouncementId, Channel, ConversationId, MailingId, Result};

use super::world::{Event, World};

/// A message about an offer.
struct Note {
    writer: &'static str,
    /// Whose offer, and its title.
    offer: (&'static str, &'static str),
    text: &'static str,
    days_ago: u64,
}

/// The one who asks a coordinator to join about the last of them, and why.
const CALLS: (&str, &str) = (
    "Tom Brindle",
    "Neither of us can lift the pots. Do you know somebody with a trolley?",
);

const KNITTING: (&str, &str) = ("Ann Whitcombe", "Knitting from the first stitch");
const DOORS: (&str, &str) = ("Bob Farrow", "Doors that stick, shelves that lean");
const WEEDING: (&str, &str) = ("Ann Whitcombe", "Weeding, pruning and plain advice");

const NOTES: [Note; 5] = [
    Note {
        writer: "Priya Nair",
        offer: DOORS,
        text: "Hello Bob, our kitchen door sticks when it rains. Could you look at it?",
        days_ago: 4,
    },
    Note {
        writer: "Bob Farrow",
        offer: DOORS,
        text: "Gladly. Wednesday at ten? I bring the plane, you put the kettle on.",
        days_ago: 3,
    },
    Note {
        writer: "Tom Brindle",
        offer: WEEDING,
        text: "Would you help me move the big pots before the frost?",
        days_ago: 3,
    },
    Note {
        writer: "Ann Whitcombe",
        offer: WEEDING,
        text: "I would, but I cannot lift them either.",
        days_ago: 2,
    },
    Note {
        writer: "Mei Tan",
        offer: KNITTING,
        text: "Hello Ann, I have never held a needle. Would Saturday at ten suit you?",
        days_ago: 2,
    },
];

/// The note after which somebody asks a coordinator to join.
const CALLED_AFTER: usize = 3;

impl World<'_> {
    /// Puts the messages on the calendar.
    pub(super) fn plan_the_messages(&mut self) {
        for (index, note) in NOTES.iter().enumerate() {
            let minute = u32::try_from(index).unwrap_or(0);
            let at = self.at(self.today - Days::new(note.days_ago), 18, minute);
            self.plan(at, Event::Writes(index));
        }
        let at = self.at(self.today - Days::new(6), 11, 0);
        self.plan(at, Event::TellsMany);
    }

    /// The coordinator writes to those who have not begun, and puts a word on the Home page.
    pub(super) fn tells_many(&mut self) -> Result<()> {
        let by = self.coordinator_beside(&[])?;
        let moment = self.moment(Channel::Web);
        let new = NewMailing {
            id: MailingId::new(self.id()),
            subject: "Shall we come along the first time?".to_owned(),
            text: "The first exchange is the hardest. Ring me, and somebody who knows the way \
                   comes with you."
                .to_owned(),
            filter: Filter {
                taking: Taking::NeverStarted,
                ..Filter::default()
            },
        };
        if !mailing::recipients(self.tx, &by, &new.filter, &moment)?.is_empty() {
            mailing::send(self.tx, &by, &new, &moment)?;
        }
        let new = NewAnnouncement {
            id: AnnouncementId::new(self.id()),
            title: "Soup in St Bride’s hall".to_owned(),
            text: "Every Thursday at noon until the days are longer. Bring a bowl.".to_owned(),
            until: self.today + Days::new(30),
        };
        announcement::put_up(self.tx, &by, &new, &moment).map(drop)
    }

    /// Somebody writes.
    pub(super) fn writes(&mut self, index: usize) -> Result<()> {
        let note = &NOTES[index];
        let (owner, title) = note.offer;
        let owner = self.people[self.find(owner)?].person.id();
        let listings = listing::of_member(self.tx, owner)?;
        let Some(listing) = listings.iter().find(|listing| listing.title == title) else {
            return Ok(());
        };
        let writer = self.find(note.writer)?;
        let (by, moment) = (self.member(writer)?, self.moment(Channel::Web));
        let new = NewMessage {
            id: self.id(),
            text: note.text.to_owned(),
        };
        let about = About::Listing(listing.id);
        if by.id() != owner {
            let id = conversation::begin(self.tx, &by, about, &new, &moment)?;
            return self.calls(index, id);
        }
        let known = conversation::of_member_about(self.tx, owner, about)?;
        let Some(known) = known.first() else {
            return Ok(());
        };
        let id = known.conversation.id;
        conversation::write(self.tx, &by, id, &new, &moment)?;
        self.calls(index, id)
    }

    fn calls(&mut self, index: usize, id: ConversationId) -> Result<()> {
        if index != CALLED_AFTER {
            return Ok(());
        }
        let (who, reason) = CALLS;
        let (by, moment) = (self.find(who)?, self.moment(Channel::Web));
        let new = NewCall {
            id: self.id(),
            message: None,
            reason: reason.to_owned(),
        };
        conversation::call(self.tx, &self.people[by].person, id, &new, &moment)
    }
}
