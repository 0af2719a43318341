//! The demo bank: Wrensham Timebank, two years old this morning.
//!
//! A story told through the real commands, day by day, by a clock that is moved along: people
//! join, help each other, log it, answer, approve, and sometimes do not agree. It follows from
//! the seed and from today's date alone, down to the digest of the book. It ends yesterday
//! evening, with a dozen approvals and a few answers left waiting.
//!
//! No rules and no SQL: what may be done is the community's to say.

mod activities;
mod arrivals;
mod choices;
mod help;
mod joining;
mod lately;
mod messages;
mod months;
mod neighbours;
mod offers;
mod outcomes;
mod pages;
mod people;
mod random;
mod reaching;
mod reports;
mod requests;
mod spreadsheets;
mod trades;
mod wishes;
mod world;

use std::thread;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use ledger::AccountId;
use rusqlite::Transaction;
use timebank::access::{self, HashedPassword};
use timebank::bank::{self, BankAccounts, Contact, NewBank};
use timebank::clock::FixedClock;
use timebank::{Channel, Error, Moment, Result, System, books};

use people::{APPLICANTS, CHARACTERS, NEIGHBOURS, ORGANISATIONS};
use random::Random;
use world::{Event, World};

pub(crate) use people::SIGN_INS;

/// The name of the demo bank.
pub(crate) const BANK_NAME: &str = "Wrensham Timebank";

/// How many days the story goes back.
const DAYS: u64 = 730;

/// What the story follows from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Story {
    /// Another seed tells of the same people and other days.
    pub(crate) seed: u64,
    /// The day it is told.
    pub(crate) today: NaiveDate,
}

/// Passwords as the file keeps them, in the order of [`SIGN_INS`].
pub(crate) struct Passwords(Vec<HashedPassword>);

impl Passwords {
    /// Hashes them, side by side: each takes a while on purpose.
    pub(crate) fn hash(seed: u64) -> Result<Self> {
        let mut random = Random::new(seed ^ 0x5A17);
        let hashing = SIGN_INS.map(|(_, _, password)| {
            let mut salt = [0; 16];
            salt[..8].copy_from_slice(&random.bits().to_be_bytes());
            salt[8..].copy_from_slice(&random.bits().to_be_bytes());
            thread::spawn(move || access::hash_password(password, salt))
        });
        let hashed = hashing.into_iter().map(|thread| {
            thread
                .join()
                .unwrap_or(Err(Error::NotFound("A password of the demo")))
        });
        Ok(Self(hashed.collect::<Result<_>>()?))
    }

    fn of(&self, name: &str) -> Option<&HashedPassword> {
        SIGN_INS
            .iter()
            .position(|(signs_in, _, _)| *signs_in == name)
            .and_then(|place| self.0.get(place))
    }
}

/// Tells the whole story into an empty file. `progress` is told the day, of how many.
pub(crate) fn tell(
    tx: &Transaction<'_>,
    story: Story,
    passwords: &Passwords,
    mut progress: impl FnMut(u64, u64),
) -> Result<()> {
    let mut world = begin(tx, story)?;
    let end = world.at(story.today, 0, 0) - TimeDelta::hours(1);
    plan(&mut world);
    let mut days = 0;
    while let Some(event) = world.next_before(end) {
        match event {
            Event::Day => {
                days += 1;
                progress(days, DAYS);
                if days == DAYS - 15 {
                    world.plan_the_last_days()?;
                    world.plan_the_messages();
                    world.checks_are_seen()?;
                    world.says_how_to_reach_them()?;
                    world.says_languages_and_times()?;
                }
                world.ordinary_day();
            }
            Event::CharacterJoins(index) => {
                world.character_joins(index, passwords.of(CHARACTERS[index].name))?;
            }
            Event::NeighbourJoins(index) => world.neighbour_joins(index)?,
            Event::OrganisationJoins(index) => world.organisation_joins(index)?,
            Event::Applies(index) => world.applies(index)?,
            Event::StopsTakingPart { leaves } => world.stops_taking_part(leaves),
            Event::Pauses(who) => world.pauses(who)?,
            Event::Leaves(who) => world.leaves(who)?,
            Event::Offers(index) => world.offers(index)?,
            Event::Asks(index) => world.asks(index)?,
            Event::AsksInPassing => world.asks_in_passing()?,
            Event::BeginsSomethingRegular => world.begins_something_regular()?,
            Event::PlansActivity(index) => world.plans_activity(index)?,
            Event::SettlesActivity(index) => world.settles_activity(index)?,
            Event::AsksNeighbours(index) => world.asks_neighbours(index)?,
            Event::NeighboursAnswer(index) => world.neighbours_answer(index)?,
            Event::Closes(who, id) => world.closes(who, id)?,
            Event::Logs(trade) => world.logs(trade)?,
            Event::Answers(trade) => world.answers(trade)?,
            Event::Decides(trade) => world.decides(trade)?,
            Event::Settles(trade) => world.settles(trade)?,
            Event::TakesBack(trade) => world.takes_back(&trade)?,
            Event::Donates => world.donates()?,
            Event::Gives => world.gives()?,
            Event::Grants => world.grants()?,
            Event::ClosesMonth(month) => world.closes_month(month)?,
            Event::SignsMonth(month) => world.signs_month(month)?,
            Event::Writes(index) => world.writes(index)?,
            Event::TellsMany => world.tells_many()?,
        }
    }
    outcomes::write_down(&mut world)?;
    pages::write_down(&world)?;
    world.begins_projects()?;
    world.keeps_a_setup()?;
    world.looks_through_a_spreadsheet()?;
    check_the_books(&world)
}

/// Founds the bank, two years ago at nine in the morning.
fn begin<'tx>(tx: &'tx Transaction<'tx>, story: Story) -> Result<World<'tx>> {
    let nine = NaiveTime::MIN + TimeDelta::hours(9);
    let founded = (story.today - Days::new(DAYS)).and_time(nine).and_utc();
    let mut random = Random::new(story.seed);
    let mut account = || AccountId::new(random.id(founded));
    let accounts = BankAccounts {
        pot: account(),
        operating: account(),
        issuance: account(),
        opening: account(),
    };
    let new = NewBank {
        place: "Wrensham".to_owned(),
        contact: Contact {
            name: people::COORDINATOR.to_owned(),
            phone: "01632 960118".to_owned(),
            hours: "Monday to Friday, 9am to 4pm".to_owned(),
        },
        demo: true,
        ..NewBank::named(BANK_NAME)
    };
    let moment = Moment::new(founded, new.zone, Channel::Cli);
    let bank = bank::found(tx, &System::COMMAND_LINE, &new, accounts, &moment)?;
    World::new(tx, bank, random, FixedClock::at(founded), story.today)
}

/// Puts on the calendar what is known beforehand.
fn plan(world: &mut World<'_>) {
    let today = world.today;
    let first = today - Days::new(DAYS);
    let on = |joined: i64| {
        let from = if joined < 0 { today } else { first };
        from + TimeDelta::days(joined)
    };
    for (index, character) in CHARACTERS.iter().enumerate() {
        let minute = u32::try_from(index).unwrap_or(0);
        let at = world.at(on(character.joined), 10, minute);
        world.plan(at, Event::CharacterJoins(index));
    }
    for (index, organisation) in ORGANISATIONS.iter().enumerate() {
        let at = world.at(on(organisation.3), 11, 0);
        world.plan(at, Event::OrganisationJoins(index));
    }
    for (index, applicant) in APPLICANTS.iter().enumerate() {
        let at = world.at(on(-applicant.4), 15, 0);
        world.plan(at, Event::Applies(index));
    }
    for index in 0..NEIGHBOURS.len() {
        let day = if index < 30 {
            world.random.between(2, 45)
        } else {
            world.random.between(46, 715)
        };
        let minute = world.random.between(0, 359);
        let at = world.at(on(i64::from(day)), 10, minute);
        world.plan(at, Event::NeighbourJoins(index));
    }
    for (day, leaves) in [
        (210, true),
        (300, false),
        (340, true),
        (470, true),
        (520, false),
        (590, true),
        (610, false),
        (660, false),
        (700, false),
    ] {
        let at = world.at(on(day), 9, 30);
        world.plan(at, Event::StopsTakingPart { leaves });
    }
    plan_listings(world);
    world.plan_neighbours();
    world.plan_activities();
    months::plan(world, first);
    for day in 1..DAYS {
        let at = world.at(first + Days::new(day), 0, 5);
        world.plan(at, Event::Day);
    }
}

/// Offers are made over the last year and a half, those of newcomers after they joined.
fn plan_listings(world: &mut World<'_>) {
    for (index, offer) in offers::OFFERS.iter().enumerate() {
        let newcomer = CHARACTERS
            .iter()
            .any(|character| character.name == offer.owner && character.joined < 0);
        let days_ago = world.random.between(5, if newcomer { 50 } else { 540 });
        let minute = world.random.between(0, 719);
        let at = world.at(world.today - Days::new(u64::from(days_ago)), 9, minute);
        world.plan(at, Event::Offers(index));
    }
    for (index, request) in requests::REQUESTS.iter().enumerate() {
        let minute = world.random.between(0, 599);
        let at = world.at(world.today - TimeDelta::days(request.days_ago), 10, minute);
        world.plan(at, Event::Asks(index));
    }
}

/// The last thing of the story: the books are checked, and that is remembered.
fn check_the_books(world: &World<'_>) -> Result<()> {
    let proof = books::prove(world.tx, &mut |_, _| ())?;
    let administrator = world.find(people::ADMINISTRATOR)?;
    let moment = world.moment(Channel::Web);
    books::remember(
        world.tx,
        Some(&world.people[administrator].person),
        &proof,
        &moment,
    )
}

/// What the digest of a demo depends on beside the seed: the day, where the bank is.
pub(crate) fn today(now: chrono::DateTime<Utc>) -> NaiveDate {
    Moment::new(now, NewBank::named(BANK_NAME).zone, Channel::Cli).today
}
