//! Neighbours who are asked about a request: one asking that waits, one introduction that went
//! well and is to be followed up. And something regular, with a day that has come.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use ledger::Minutes;
use timebank::asking::{self, NewAsking, Reply, Seeker};
use timebank::exchange::Side;
use timebank::listing::{self, Listing, ListingKind};
use timebank::series::{self, NewSeries, Rhythm, Until};
use timebank::{AskingId, Channel, MemberId, Result, SeriesId};

use super::help::KINDS;
use super::people::{ADMINISTRATOR, SIGN_INS};
use super::random::Random;
use super::world::{Event, World};

/// A request whose neighbours are asked.
struct Case {
    whose: &'static str,
    /// Whether a coordinator asks.
    introduced: bool,
    days_ago: u64,
    /// On which day of the week the help would be given.
    weekday: Weekday,
    message: &'static str,
    /// What those who are asked say, in their order; nothing: they have not answered.
    replies: &'static [Option<Reply>],
}

const CASES: [Case; 2] = [
    Case {
        whose: "Mei Tan",
        introduced: true,
        days_ago: 8,
        weekday: Weekday::Sat,
        message: "Mei has been here two months and would love company on Saturday morning.",
        replies: &[Some(Reply::No), Some(Reply::Yes)],
    },
    Case {
        whose: "Dilys Prosser",
        introduced: false,
        days_ago: 1,
        weekday: Weekday::Thu,
        message: "He is no trouble. Tea and cake afterwards.",
        replies: &[None, Some(Reply::No), None],
    },
];

impl World<'_> {
    /// Puts on the calendar whose neighbours are asked.
    pub(super) fn plan_neighbours(&mut self) {
        let regular = self.at(self.today - Days::new(8), 19, 5);
        self.plan(regular, Event::BeginsSomethingRegular);
        for (index, case) in CASES.iter().enumerate() {
            let day = self.today - Days::new(case.days_ago);
            let at = self.at(day, 11, 15);
            self.plan(at, Event::AsksNeighbours(index));
            let at = self.at(day, 17, 40);
            self.plan(at, Event::NeighboursAnswer(index));
        }
    }

    /// The best three are asked; those who sign in to the demo keep their quiet.
    pub(super) fn asks_neighbours(&mut self, index: usize) -> Result<()> {
        let case = &CASES[index];
        let Some(request) = self.open_request(case)? else {
            return Ok(());
        };
        let moment = self.moment(Channel::Web);
        let kept_out = |name: &str| SIGN_INS.iter().any(|(known, _, _)| *known == name);
        let seeker = if case.introduced {
            Seeker::Coordinator
        } else {
            Seeker::Member
        };
        let found = asking::matches(self.tx, &request, seeker, 9, &moment)?;
        let people: Vec<MemberId> = found
            .iter()
            .filter(|one| !kept_out(&one.name))
            .take(case.replies.len())
            .map(|one| one.member)
            .collect();
        if people.len() < case.replies.len() {
            return Ok(());
        }
        let new = NewAsking {
            id: self.asking_of(index),
            request: request.id,
            people,
            message: case.message.to_owned(),
            planned_on: self.next(case.weekday),
            minutes: request.minutes.unwrap_or(Minutes::ZERO),
        };
        let who = self.find(case.whose)?;
        if case.introduced {
            let by = self.coordinator_beside(&[who])?;
            asking::introduce(self.tx, &by, &new, &moment)?;
        } else {
            asking::ask(self.tx, &self.member(who)?, &new, &moment)?;
        }
        Ok(())
    }

    /// The first such day after tomorrow.
    pub(super) fn next(&self, weekday: Weekday) -> NaiveDate {
        (2..9)
            .map(|days| self.today + Days::new(days))
            .find(|day| day.weekday() == weekday)
            .unwrap_or(self.today)
    }

    /// They answer, by telephone where a coordinator asked.
    pub(super) fn neighbours_answer(&mut self, index: usize) -> Result<()> {
        let case = &CASES[index];
        let Some(request) = self.open_request(case)? else {
            return Ok(());
        };
        let askings = asking::of_request(self.tx, request.id)?;
        let Some(open) = askings.first().filter(|one| one.is_open()) else {
            return Ok(());
        };
        for (one, reply) in open.people.iter().zip(case.replies) {
            let Some(reply) = *reply else { continue };
            if case.introduced {
                let by = self.coordinator_beside(&[self.find(case.whose)?])?;
                let moment = self.moment(Channel::Phone);
                asking::answer_for(self.tx, &by, open.id, one.member, reply, &moment)?;
            } else {
                let by = self.member(self.find(&one.name)?)?;
                let moment = self.moment(Channel::Web);
                asking::answer(self.tx, &by, open.id, reply, &moment)?;
            }
        }
        Ok(())
    }

    /// Every other week Tom looks after the administrator’s garden, and she writes it down.
    pub(super) fn begins_something_regular(&mut self) -> Result<()> {
        let (giver, receiver) = (self.find("Tom Brindle")?, self.find(ADMINISTRATOR)?);
        let kind = KINDS.iter().position(|kind| kind.name == "Gardening");
        let new = NewSeries {
            id: SeriesId::new(Random::new(0x5E1E).id(self.now())),
            giver: self.people[giver].person.id(),
            receiver: self.people[receiver].person.id(),
            category: kind.map(|kind| self.category(kind)),
            description: "Keep the back garden in hand".to_owned(),
            minutes: Minutes::new(90).unwrap_or(Minutes::ZERO),
            rhythm: Rhythm::Fortnightly,
            first_on: self.today - Days::new(2),
            until: Until::Times(8),
            logs: Side::Receiver,
        };
        let moment = self.moment(Channel::Web);
        series::propose(self.tx, &self.member(receiver)?, &new, &moment)?;
        series::agree(self.tx, &self.member(giver)?, new.id, &moment)?;
        Ok(())
    }

    fn open_request(&self, case: &Case) -> Result<Option<Listing>> {
        let who = self.people[self.find(case.whose)?].person.id();
        let mut found = listing::of_member(self.tx, who)?;
        found.retain(|one| one.kind == ListingKind::Request);
        Ok(found.pop())
    }

    /// An id that takes nothing from the chance the rest of the story follows from.
    fn asking_of(&self, index: usize) -> AskingId {
        let place = u64::try_from(index).unwrap_or(0);
        AskingId::new(Random::new(0x0A5C + place).id(self.now()))
    }
}
