//! Who helps whom, with what, and for how long, on an ordinary day.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use timebank::Channel;

use super::help::{DISPUTED, KINDS, NOTES};
use super::people::{ADMINISTRATOR, COORDINATOR};
use super::trades::{Fate, Teller, Trade};
use super::world::{Event, Who, World};

/// From so many days before today on, everything is done within three days, so that what waits
/// today is what the story left waiting.
const QUICK_DAYS: i64 = 18;
/// The last days belong to the story.
const LAST_DAYS: i64 = 4;
/// Kinds of help that organisations ask for.
const FOR_ORGANISATIONS: [&str; 6] = [
    "Helping at events",
    "Gardening",
    "Small repairs",
    "Decorating",
    "Reading and writing letters",
    "Music",
];

impl World<'_> {
    /// An ordinary day: some exchanges, and now and then a gift, a donation or a request.
    pub(super) fn ordinary_day(&mut self) {
        let day = self.day();
        let days_left = (self.today - day).num_days();
        if days_left >= LAST_DAYS {
            for _ in 0..self.exchanges_of(day) {
                if let Some(trade) = self.imagine(day, days_left < QUICK_DAYS) {
                    let lag = if trade.quick {
                        self.random.below(2)
                    } else {
                        self.lag()
                    };
                    let hours = if trade.channel == Channel::Web {
                        (12, 20)
                    } else {
                        (10, 16)
                    };
                    let at = self.days_on(lag, hours);
                    self.plan(at, Event::Logs(Box::new(trade)));
                }
            }
        }
        if self.people.len() > 20 {
            self.kindness();
        }
        if self.random.chance(14) && days_left > 45 {
            let at = self.days_on(0, (9, 18));
            self.plan(at, Event::AsksInPassing);
        }
    }

    fn kindness(&mut self) {
        let drawn = self.random.below(1_000);
        let event = match drawn {
            0..40 => Event::Donates,
            40..65 => Event::Gives,
            65..85 => Event::Grants,
            _ => return,
        };
        let at = self.days_on(0, (11, 19));
        self.plan(at, event);
    }

    /// How many exchanges a day sees: more every month, fewer in August and at Christmas.
    fn exchanges_of(&mut self, day: NaiveDate) -> u32 {
        let days_left = u32::try_from((self.today - day).num_days()).unwrap_or(0);
        let people = u32::try_from(self.people.len()).unwrap_or(0);
        let mut thousandths = 4_200_u32.saturating_sub(days_left.min(730) * 37 / 10);
        if day.month() == 8 || (day.month() == 12 && day.day() > 20) {
            thousandths = thousandths * 6 / 10;
        }
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            thousandths = thousandths * 6 / 5;
        }
        if people < 30 {
            thousandths = thousandths * people / 30;
        }
        let drawn = self.random.below(2 * thousandths + 1);
        (drawn + self.random.below(1_000)) / 1_000
    }

    fn lag(&mut self) -> u32 {
        *self.random.pick(&[0, 0, 0, 0, 1, 1, 1, 2, 2, 3])
    }

    fn imagine(&mut self, day: NaiveDate, quick: bool) -> Option<Trade> {
        let (giver, receiver, kind) = self.pair()?;
        let plan = &KINDS[kind];
        let minutes = *self.random.pick(plan.minutes);
        let described = self.random.chance(88);
        let phrase = *self.random.pick(plan.phrases);
        let noted = self.random.chance(9);
        let note = *self.random.pick(&NOTES);
        let (channel, teller) = self.told_by(giver, receiver);
        let fate = if quick { Fate::Posted } else { self.fate() };
        let claimed = if minutes > 45 {
            minutes - 30
        } else {
            minutes + 15
        };
        let (objection, _) = *self.random.pick(&DISPUTED);
        let done_on = if self.random.chance(8) && !quick {
            day - Days::new(5)
        } else {
            day
        };
        Some(Trade {
            id: None,
            giver,
            receiver,
            kind,
            minutes,
            done_on,
            description: if described {
                phrase.to_owned()
            } else {
                String::new()
            },
            note: if noted {
                note.to_owned()
            } else {
                String::new()
            },
            listing: self.listing_of(giver, receiver, kind),
            channel,
            teller,
            fate,
            objection: Some((objection, claimed)),
            quick,
        })
    }

    /// Giver, receiver and kind of help: often a pair who know each other.
    fn pair(&mut self) -> Option<(Who, Who, usize)> {
        if !self.regulars.is_empty() && self.random.chance(30) {
            let (giver, receiver, kind) = *self.random.pick(&self.regulars);
            if self.may_give(giver, kind) && self.may_receive(receiver, kind) {
                return Some((giver, receiver, kind));
            }
        }
        let kinds: Vec<u32> = KINDS.iter().map(|kind| kind.weight).collect();
        for _ in 0..8 {
            let kind = self.random.weighted(&kinds);
            let Some(giver) = self.draw(|world, who| {
                let wish = if world.people[who].balance < 60 { 3 } else { 1 };
                if world.may_give(who, kind) { wish } else { 0 }
            }) else {
                continue;
            };
            let Some(receiver) = self.draw(|world, who| {
                let wish = match world.people[who].balance {
                    ..0 => 1,
                    0..240 => 2,
                    _ => 4,
                };
                let fits = world.may_receive(who, kind) && !world.both_decide(giver, who);
                if fits && who != giver { wish } else { 0 }
            }) else {
                continue;
            };
            if self.random.chance(16) {
                self.regulars.push((giver, receiver, kind));
            }
            return Some((giver, receiver, kind));
        }
        None
    }

    /// Somebody, more often who is busy and wishes it; nobody where nobody does.
    fn draw(&mut self, wish: impl Fn(&Self, Who) -> u32) -> Option<Who> {
        let weights: Vec<u32> = (0..self.people.len())
            .map(|who| self.people[who].weight * wish(self, who))
            .collect();
        let any = weights.iter().any(|weight| *weight > 0);
        any.then(|| self.random.weighted(&weights))
    }

    fn may_give(&self, who: Who, kind: usize) -> bool {
        let neighbour = &self.people[who];
        neighbour.takes_part
            && neighbour.gives.contains(&kind)
            && neighbour.balance < neighbour.bounds.1
    }

    fn may_receive(&self, who: Who, kind: usize) -> bool {
        let neighbour = &self.people[who];
        let fits = !neighbour.organisation || FOR_ORGANISATIONS.contains(&KINDS[kind].name);
        fits && neighbour.takes_part && neighbour.balance > neighbour.bounds.0
    }

    /// Nobody would be left to approve it.
    fn both_decide(&self, giver: Who, receiver: Who) -> bool {
        [giver, receiver]
            .into_iter()
            .all(|who| [ADMINISTRATOR, COORDINATOR].contains(&self.people[who].person.name()))
    }

    fn listing_of(
        &mut self,
        giver: Who,
        receiver: Who,
        kind: usize,
    ) -> Option<timebank::ListingId> {
        let found = self
            .listed
            .iter()
            .find(|listed| listed.kind == kind && [giver, receiver].contains(&listed.who))
            .map(|listed| listed.id);
        found.filter(|_| self.random.chance(60))
    }

    fn told_by(&mut self, giver: Who, receiver: Who) -> (Channel, Teller) {
        let screens = (
            self.people[giver].has_screen,
            self.people[receiver].has_screen,
        );
        let by_giver = self.random.chance(68);
        let teller = if by_giver {
            Teller::Giver
        } else {
            Teller::Receiver
        };
        let with_screen = match screens {
            (true, true) => Some(teller),
            (true, false) => Some(Teller::Giver),
            (false, true) => Some(Teller::Receiver),
            (false, false) => None,
        };
        match (self.random.below(100), with_screen) {
            (0..68, Some(teller)) => (Channel::Web, teller),
            (0..84, _) => (Channel::Phone, teller),
            (84..96, _) => (Channel::Paper, Teller::Both),
            _ => (Channel::InPerson, Teller::Both),
        }
    }

    fn fate(&mut self) -> Fate {
        match self.random.below(1_000) {
            0..14 => Fate::Declined,
            14..34 => Fate::Withdrawn,
            34..46 => Fate::Decided,
            46..53 => Fate::Reversed,
            _ => Fate::Posted,
        }
    }
}
