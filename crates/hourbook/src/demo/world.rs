//! The bank while its story is told: who is there, what time it is, and what happens next.
//!
//! Everything is done by the commands a person would give, in the order of the clock. Nothing is
//! asked of the machine: the clock stands where the story is, and chance follows from the seed.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc, Weekday};
use ledger::Month;
use rusqlite::Transaction;
use timebank::bank::Bank;
use timebank::clock::{Clock as _, FixedClock};
use timebank::{
    CategoryId, Channel, Coordinator, Error, ListingId, Member, Moment, Person, Result, System,
};
use timebank::{access, category};

use super::help::KINDS;
use super::people::{ADMINISTRATOR, COORDINATOR};
use super::random::Random;
use super::trades::Trade;

/// A place in [`World::people`].
pub(super) type Who = usize;

/// Somebody of the story.
pub(super) struct Neighbour {
    pub(super) person: Person,
    pub(super) organisation: bool,
    pub(super) has_screen: bool,
    /// Places in [`KINDS`].
    pub(super) gives: Vec<usize>,
    /// How busy they are, against the others.
    pub(super) weight: u32,
    /// What the book says, once everything logged so far is in it.
    pub(super) balance: i64,
    /// The balance below which they ask for nothing, and above which they give nothing.
    pub(super) bounds: (i64, i64),
    /// Whether they still take part in anything new.
    pub(super) takes_part: bool,
}

/// An open offer or request.
pub(super) struct Listed {
    pub(super) who: Who,
    pub(super) kind: usize,
    pub(super) id: ListingId,
}

/// What happens at an instant.
pub(super) enum Event {
    /// A day begins.
    Day,
    CharacterJoins(usize),
    NeighbourJoins(usize),
    OrganisationJoins(usize),
    Applies(usize),
    StopsTakingPart {
        leaves: bool,
    },
    Pauses(Who),
    Leaves(Who),
    Offers(usize),
    Asks(usize),
    AsksInPassing,
    BeginsSomethingRegular,
    PlansActivity(usize),
    SettlesActivity(usize),
    AsksNeighbours(usize),
    NeighboursAnswer(usize),
    Closes(Who, ListingId),
    Logs(Box<Trade>),
    Answers(Box<Trade>),
    Decides(Box<Trade>),
    Settles(Box<Trade>),
    TakesBack(Box<Trade>),
    Donates,
    Gives,
    Grants,
    ClosesMonth(Month),
    SignsMonth(Month),
    Writes(usize),
    TellsMany,
}

/// The story under way.
pub(super) struct World<'tx> {
    pub(super) tx: &'tx Transaction<'tx>,
    pub(super) random: Random,
    pub(super) bank: Bank,
    pub(super) people: Vec<Neighbour>,
    pub(super) listed: Vec<Listed>,
    /// Pairs who help each other again and again: giver, receiver, kind of help.
    pub(super) regulars: Vec<(Who, Who, usize)>,
    /// The day the story is told.
    pub(super) today: NaiveDate,
    kinds: Vec<CategoryId>,
    clock: FixedClock,
    queue: BTreeMap<(DateTime<Utc>, u32), Event>,
    queued: u32,
}

impl<'tx> World<'tx> {
    pub(super) fn new(
        tx: &'tx Transaction<'tx>,
        bank: Bank,
        random: Random,
        clock: FixedClock,
        today: NaiveDate,
    ) -> Result<Self> {
        let kinds = KINDS.iter().map(|kind| {
            let found = category::find(tx, kind.name)?;
            found
                .map(|found| found.id)
                .ok_or(Error::NotFound("A kind of help"))
        });
        Ok(Self {
            tx,
            random,
            kinds: kinds.collect::<Result<_>>()?,
            bank,
            people: Vec::new(),
            listed: Vec::new(),
            regulars: Vec::new(),
            today,
            clock,
            queue: BTreeMap::new(),
            queued: 0,
        })
    }

    /// The day on which the story stands.
    pub(super) fn day(&self) -> NaiveDate {
        self.bank.day_of(self.clock.now())
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(super) fn moment(&self, channel: Channel) -> Moment {
        self.bank.moment(self.clock.now(), channel)
    }

    pub(super) fn id(&mut self) -> uuid::Uuid {
        self.random.id(self.clock.now())
    }

    pub(super) fn category(&self, kind: usize) -> CategoryId {
        self.kinds[kind]
    }

    /// Puts an event on the calendar.
    pub(super) fn plan(&mut self, at: DateTime<Utc>, event: Event) {
        self.queued += 1;
        self.queue.insert((at, self.queued), event);
    }

    /// The next event before `end`; the clock moves on to it.
    pub(super) fn next_before(&mut self, end: DateTime<Utc>) -> Option<Event> {
        let ((at, _), event) = self.queue.pop_first()?;
        if at >= end {
            return None;
        }
        self.clock.set(at);
        Some(event)
    }

    /// A time of a day, where the bank is.
    pub(super) fn at(&self, day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
        self.bank.start_of(day) + TimeDelta::minutes(i64::from(hour * 60 + minute))
    }

    /// Some time of day between two hours, so many days on; soon, where that has gone by.
    pub(super) fn days_on(&mut self, days: u32, hours: (u32, u32)) -> DateTime<Utc> {
        let day = self.day() + Days::new(u64::from(days));
        let hour = self.random.between(hours.0, hours.1);
        let minute = self.random.below(60);
        let at = self.at(day, hour, minute);
        if at > self.now() {
            at
        } else {
            self.now() + TimeDelta::minutes(i64::from(self.random.between(10, 55)))
        }
    }

    /// The same, and never on a Saturday or Sunday.
    pub(super) fn working_days_on(&mut self, days: u32) -> DateTime<Utc> {
        let weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let mut days = days;
        while weekend(self.day() + Days::new(u64::from(days))) {
            days += 1;
        }
        self.days_on(days, (9, 15))
    }

    pub(super) fn find(&self, name: &str) -> Result<Who> {
        self.people
            .iter()
            .position(|neighbour| neighbour.person.name() == name)
            .ok_or(Error::NotFound("A neighbour of the story"))
    }

    pub(super) fn member(&self, who: Who) -> Result<Member> {
        self.people[who].person.member()
    }

    /// The coordinator, or the administrator where the coordinator took part.
    pub(super) fn coordinator_beside(&self, parties: &[Who]) -> Result<Coordinator> {
        let coordinator = self.find(COORDINATOR)?;
        let who = if parties.contains(&coordinator) {
            self.find(ADMINISTRATOR)?
        } else {
            coordinator
        };
        self.people[who].person.coordinator()
    }

    /// Looks a member up again, after a change of role or state.
    pub(super) fn refresh(&mut self, who: Who) -> Result<()> {
        let id = self.people[who].person.id();
        self.people[who].person = access::person_for_system(self.tx, &System::COMMAND_LINE, id)?;
        Ok(())
    }

    /// Somebody who is not an organisation, takes part and passes a test.
    pub(super) fn somebody(&mut self, fits: impl Fn(&Neighbour) -> bool) -> Option<Who> {
        let found: Vec<Who> = (0..self.people.len())
            .filter(|who| {
                let neighbour = &self.people[*who];
                neighbour.takes_part && !neighbour.organisation && fits(neighbour)
            })
            .collect();
        (!found.is_empty()).then(|| *self.random.pick(&found))
    }
}
