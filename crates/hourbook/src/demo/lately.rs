//! The last days of the story: what waits for somebody today.

use chrono::Days;
use timebank::{Channel, Result};

use super::help::KINDS;
use super::trades::{Fate, Teller, Trade};
use super::world::{Event, World};

/// An exchange that still waits.
struct Waiting {
    giver: &'static str,
    receiver: &'static str,
    kind: &'static str,
    words: &'static str,
    minutes: i64,
    /// How many days ago it was done, and logged.
    days_ago: (u64, u64),
    told: (Channel, Teller),
    fate: Fate,
    objection: Option<(&'static str, i64)>,
}

const WEB: Channel = Channel::Web;
const PHONE: Channel = Channel::Phone;
const PAPER: Channel = Channel::Paper;

const fn approval(
    pair: (&'static str, &'static str),
    help: (&'static str, &'static str, i64),
    days_ago: (u64, u64),
    told: (Channel, Teller),
) -> Waiting {
    waiting(pair, help, days_ago, told, Fate::Unapproved, None)
}

const fn answer(
    pair: (&'static str, &'static str),
    help: (&'static str, &'static str, i64),
    days_ago: (u64, u64),
    told: (Channel, Teller),
) -> Waiting {
    waiting(pair, help, days_ago, told, Fate::Unanswered, None)
}

const fn waiting(
    (giver, receiver): (&'static str, &'static str),
    (kind, words, minutes): (&'static str, &'static str, i64),
    days_ago: (u64, u64),
    told: (Channel, Teller),
    fate: Fate,
    objection: Option<(&'static str, i64)>,
) -> Waiting {
    Waiting {
        giver,
        receiver,
        kind,
        words,
        minutes,
        days_ago,
        told,
        fate,
        objection,
    }
}

const LATELY: [Waiting; 20] = [
    approval(
        ("Ivy Lander", "Ann Whitcombe"),
        ("Sewing and mending", "New zip in a winter coat", 45),
        (9, 8),
        (WEB, Teller::Giver),
    ),
    approval(
        ("Mei Tan", "Grace Adeyemi"),
        ("Sewing and mending", "Turned up three hems", 60),
        (8, 8),
        (WEB, Teller::Giver),
    ),
    approval(
        ("Bob Farrow", "St Bride’s hall"),
        ("Small repairs", "Rehung the kitchen doors", 300),
        (8, 7),
        (WEB, Teller::Giver),
    ),
    approval(
        ("Priya Nair", "Harold Finch"),
        (
            "Computers and phones",
            "Set the big letters on his phone",
            30,
        ),
        (7, 6),
        (PAPER, Teller::Both),
    ),
    approval(
        ("Mo Rahman", "Ken Doyle"),
        ("Cooking", "Showed me how to make dal", 150),
        (6, 6),
        (WEB, Teller::Receiver),
    ),
    approval(
        ("Ruth Calder", "Mei Tan"),
        (
            "Computers and phones",
            "Printer and telephone on speaking terms",
            60,
        ),
        (6, 6),
        (WEB, Teller::Giver),
    ),
    approval(
        ("Grace Adeyemi", "Joan Pellow"),
        (
            "Company and visits",
            "Tea, and the photographs of the mill",
            120,
        ),
        (5, 5),
        (PAPER, Teller::Both),
    ),
    approval(
        ("Samira Aziz", "Walt Jessop"),
        ("Paperwork", "Pension letter answered", 60),
        (5, 5),
        (WEB, Teller::Giver),
    ),
    approval(
        ("Ken Doyle", "Ivy Lander"),
        ("Lifts", "To the eye clinic and back", 75),
        (4, 4),
        (PHONE, Teller::Giver),
    ),
    approval(
        ("Tom Brindle", "Dilys Prosser"),
        ("Small repairs", "Gutter cleared over the porch", 45),
        (4, 4),
        (WEB, Teller::Giver),
    ),
    approval(
        ("Harold Finch", "Walt Jessop"),
        ("Lessons and coaching", "Chess, and a long adjournment", 90),
        (3, 3),
        (PHONE, Teller::Both),
    ),
    approval(
        ("Ann Whitcombe", "Mo Rahman"),
        ("Arts and crafts", "Knitting lesson", 60),
        (3, 3),
        (WEB, Teller::Giver),
    ),
    waiting(
        ("Priya Nair", "Mo Rahman"),
        ("Computers and phones", "Computer help: a new printer", 120),
        (8, 6),
        (WEB, Teller::Receiver),
        Fate::Undecided,
        Some(("It was 1 hour. The second hour was dinner.", 60)),
    ),
    waiting(
        ("Ken Doyle", "Dilys Prosser"),
        ("Lifts", "To the vet with Biscuit", 90),
        (5, 4),
        (WEB, Teller::Giver),
        Fate::Undecided,
        Some(("He waited in the café with a friend for half of it.", 45)),
    ),
    answer(
        ("Ann Whitcombe", "Bob Farrow"),
        ("Gardening", "Cut back the raspberries at the allotment", 90),
        (3, 2),
        (PHONE, Teller::Receiver),
    ),
    answer(
        ("Ann Whitcombe", "Grace Adeyemi"),
        ("Arts and crafts", "Knitting lesson", 90),
        (2, 2),
        (WEB, Teller::Giver),
    ),
    answer(
        ("Priya Nair", "Bob Farrow"),
        ("Computers and phones", "Photographs on to the computer", 60),
        (3, 3),
        (WEB, Teller::Giver),
    ),
    answer(
        ("Mo Rahman", "Samira Aziz"),
        ("Languages", "English conversation", 60),
        (2, 1),
        (WEB, Teller::Giver),
    ),
    answer(
        ("Tom Brindle", "Ann Whitcombe"),
        ("Gardening", "Cut the front hedge", 75),
        (1, 1),
        (WEB, Teller::Giver),
    ),
    answer(
        ("Ken Doyle", "Ivy Lander"),
        ("Shopping and errands", "Parcel to the post office", 30),
        (14, 13),
        (WEB, Teller::Giver),
    ),
];

impl World<'_> {
    /// Puts what waits today on the calendar, once everybody in it has joined.
    pub(super) fn plan_the_last_days(&mut self) -> Result<()> {
        for (index, waiting) in LATELY.iter().enumerate() {
            let (done, logged) = waiting.days_ago;
            let minute = u32::try_from(index).unwrap_or(0);
            let at = self.at(self.today - Days::new(logged), 13, minute);
            let kind = KINDS
                .iter()
                .position(|kind| kind.name == waiting.kind)
                .unwrap_or(0);
            let trade = Trade {
                id: None,
                giver: self.find(waiting.giver)?,
                receiver: self.find(waiting.receiver)?,
                kind,
                minutes: waiting.minutes,
                done_on: self.today - Days::new(done),
                description: waiting.words.to_owned(),
                note: String::new(),
                listing: None,
                channel: waiting.told.0,
                teller: waiting.told.1,
                fate: waiting.fate,
                objection: waiting.objection,
                quick: true,
            };
            self.plan(at, Event::Logs(Box::new(trade)));
        }
        Ok(())
    }
}
