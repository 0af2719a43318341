//! Joining, resting and leaving.

use ledger::{AccountId, Minutes, TransferId};
use timebank::access::{self, HashedPassword, Purpose, Secret};
use timebank::member::{self, Details, MemberKind, NewMember, State, StateChange};
use timebank::pot::{self, Hours};
use timebank::{Channel, Error, MemberId, Result, Role, System};

use super::help::KINDS;
use super::people::{
    ABOUT, ADMINISTRATOR, AREAS, CHARACTERS, COORDINATOR, NEIGHBOURS, ORGANISATIONS, STREETS,
};
use super::world::{Event, Neighbour, Who, World};

/// Everybody begins with two hours.
const WELCOME_MINUTES: i64 = 120;

impl World<'_> {
    /// A character joins; those who may sign in to the demo get their password.
    pub(super) fn character_joins(
        &mut self,
        index: usize,
        password: Option<&HashedPassword>,
    ) -> Result<()> {
        let character = &CHARACTERS[index];
        let details = Details {
            name: character.name.to_owned(),
            known_as: first_word(character.name),
            email: character.email.map(str::to_owned),
            phone: character.phone.to_owned(),
            address: character.address.to_owned(),
            area: character.area.to_owned(),
            about: character.about.to_owned(),
        };
        let who = if character.name == ADMINISTRATOR {
            self.administrator_begins(details)?
        } else {
            self.joins(MemberKind::Person, details)?
        };
        if character.name == COORDINATOR {
            let administrator = self.people[self.find(ADMINISTRATOR)?]
                .person
                .administrator()?;
            let id = self.people[who].person.id();
            let moment = self.moment(Channel::Web);
            member::change_role(self.tx, &administrator, id, Role::Coordinator, &moment)?;
        }
        if let Some(password) = password {
            self.gets_password(who, password)?;
        }
        self.refresh(who)?;
        let neighbour = &mut self.people[who];
        neighbour.gives = kinds_named(character.gives);
        neighbour.weight = 4;
        neighbour.bounds = if index == 2 { (120, 330) } else { (-240, 660) };
        Ok(())
    }

    /// One of the other neighbours joins.
    pub(super) fn neighbour_joins(&mut self, index: usize) -> Result<()> {
        let name = NEIGHBOURS[index];
        let (area, address) = self.somewhere();
        let has_screen = self.random.chance(70);
        let about = if self.random.chance(35) {
            *self.random.pick(&ABOUT)
        } else {
            ""
        };
        let details = Details {
            name: name.to_owned(),
            known_as: first_word(name),
            email: has_screen.then(|| email_of(name)),
            phone: format!("01632 960{}", 200 + index),
            address,
            area,
            about: about.to_owned(),
        };
        let who = self.joins(MemberKind::Person, details)?;
        let weights: Vec<u32> = KINDS.iter().map(|kind| kind.weight).collect();
        let kinds = self.random.between(1, 3);
        let gives = (0..kinds).map(|_| self.random.weighted(&weights)).collect();
        let weight = *self.random.pick(&[1, 1, 1, 2, 2, 3, 4, 6]);
        let lower = -i64::from(self.random.between(3, 11)) * 45;
        let upper = i64::from(self.random.between(4, 20)) * 50;
        let neighbour = &mut self.people[who];
        (neighbour.gives, neighbour.weight) = (gives, weight);
        neighbour.bounds = (lower, upper);
        Ok(())
    }

    /// A club, a school or a hall joins.
    pub(super) fn organisation_joins(&mut self, index: usize) -> Result<()> {
        let (name, area, address, _) = ORGANISATIONS[index];
        let details = Details {
            name: name.to_owned(),
            phone: format!("01632 960{}", 150 + index),
            email: Some(format!("organisation{}@example.org", index + 1)),
            address: address.to_owned(),
            area: area.to_owned(),
            ..Details::default()
        };
        let who = self.joins(MemberKind::Organisation, details)?;
        let neighbour = &mut self.people[who];
        neighbour.gives = kinds_named(&["Helping at events"]);
        neighbour.weight = 3;
        neighbour.bounds = (-560, 300);
        Ok(())
    }

    /// Somebody decides to rest or to leave, and lets what is under way finish first.
    pub(super) fn stops_taking_part(&mut self, leaves: bool) {
        let characters = CHARACTERS.len();
        let quiet = self.somebody(|neighbour| {
            neighbour.weight <= 2
                && neighbour.balance.abs() < 150
                && CHARACTERS[..characters]
                    .iter()
                    .all(|character| character.name != neighbour.person.name())
        });
        let Some(who) = quiet else { return };
        self.people[who].takes_part = false;
        let at = self.working_days_on(18);
        let event = if leaves {
            Event::Leaves(who)
        } else {
            Event::Pauses(who)
        };
        self.plan(at, event);
    }

    pub(super) fn pauses(&mut self, who: Who) -> Result<()> {
        self.changes_state(who, StateChange::Pause)
    }

    /// Somebody leaves: hours that are left go into the pot, hours to give back come out of it.
    pub(super) fn leaves(&mut self, who: Who) -> Result<()> {
        let account = self.people[who].person.account();
        let balance = ledger::balance(self.tx, account)?.get();
        let id = self.people[who].person.id();
        let moment = self.moment(Channel::Phone);
        if balance > 0 {
            let hours = self.hours(balance)?;
            pot::donate(self.tx, &self.member(who)?, &hours, "", &moment)?;
        } else if balance < 0 {
            let hours = self.hours(-balance)?;
            let coordinator = self.coordinator_beside(&[who])?;
            let granted = pot::grant(
                self.tx,
                &coordinator,
                id,
                &hours,
                "To leave at nought",
                &moment,
            );
            if matches!(granted, Err(Error::Invalid(_))) {
                // There is not enough in the pot, so they stay a while.
                self.people[who].takes_part = true;
                return Ok(());
            }
            granted?;
        }
        self.changes_state(who, StateChange::Leave)
    }

    /// So many minutes, given today.
    pub(super) fn hours(&mut self, minutes: i64) -> Result<Hours> {
        Ok(Hours {
            id: TransferId::new(self.id()),
            minutes: Minutes::new(minutes).ok_or(Error::NotFound("So many minutes"))?,
            given_on: self.day(),
        })
    }

    fn changes_state(&mut self, who: Who, change: StateChange) -> Result<()> {
        let coordinator = self.coordinator_beside(&[who])?;
        let id = self.people[who].person.id();
        let moment = self.moment(Channel::Web);
        member::change_state(self.tx, &coordinator, id, change, &moment)?;
        self.refresh(who)
    }

    fn administrator_begins(&mut self, details: Details) -> Result<Who> {
        let new = self.new_member(MemberKind::Person, details);
        let moment = self.moment(Channel::Cli);
        let (system, role) = (System::COMMAND_LINE, Role::Administrator);
        member::add_by_system(self.tx, &system, &new, role, State::Active, &moment)?;
        self.welcomed(new.id, MemberKind::Person)
    }

    fn joins(&mut self, kind: MemberKind, details: Details) -> Result<Who> {
        let new = self.new_member(kind, details);
        let administrator = self.find(ADMINISTRATOR)?;
        let coordinator = match self.find(COORDINATOR) {
            Ok(who) => self.people[who].person.coordinator()?,
            Err(_) => self.people[administrator].person.coordinator()?,
        };
        member::add(self.tx, &coordinator, &new, &self.moment(Channel::InPerson))?;
        self.welcomed(new.id, kind)
    }

    fn new_member(&mut self, kind: MemberKind, details: Details) -> NewMember {
        NewMember {
            id: MemberId::new(self.id()),
            account: AccountId::new(self.id()),
            kind,
            number: None,
            details,
            joined_on: None,
        }
    }

    fn welcomed(&mut self, id: MemberId, kind: MemberKind) -> Result<Who> {
        let organisation = kind == MemberKind::Organisation;
        let system = System::COMMAND_LINE;
        if !organisation {
            let hours = self.hours(WELCOME_MINUTES)?;
            pot::welcome(self.tx, &system, id, &hours, &self.moment(Channel::Cli))?;
        }
        let profile = member::get(self.tx, id)?;
        self.people.push(Neighbour {
            person: access::person_for_system(self.tx, &system, id)?,
            organisation,
            has_screen: profile.email.is_some(),
            gives: Vec::new(),
            weight: 1,
            balance: if organisation { 0 } else { WELCOME_MINUTES },
            bounds: (0, 0),
            takes_part: true,
        });
        Ok(self.people.len() - 1)
    }

    /// A password, the way everybody gets one: a link that works once, and is used at once.
    fn gets_password(&mut self, who: Who, password: &HashedPassword) -> Result<()> {
        let mut bytes = [0; 32];
        for part in bytes.chunks_mut(8) {
            part.copy_from_slice(&self.random.bits().to_be_bytes());
        }
        let secret = Secret::new(bytes);
        let id = self.people[who].person.id();
        let moment = self.moment(Channel::Cli);
        let purpose = Purpose::Invite;
        access::set_up(
            self.tx,
            &System::COMMAND_LINE,
            id,
            purpose,
            &secret,
            &moment,
        )?;
        access::accept(self.tx, &secret, password, &moment)?;
        Ok(())
    }

    fn somewhere(&mut self) -> (String, String) {
        let area = self.random.place(AREAS.len());
        let street = *self.random.pick(&STREETS[area]);
        let house = self.random.between(1, 60);
        (AREAS[area].to_owned(), format!("{house} {street}"))
    }
}

fn first_word(name: &str) -> String {
    name.split(' ').next().unwrap_or(name).to_owned()
}

fn email_of(name: &str) -> String {
    let local: String = name
        .chars()
        .filter_map(|letter| match letter {
            ' ' => Some('.'),
            letter if letter.is_ascii_alphabetic() => Some(letter.to_ascii_lowercase()),
            _ => None,
        })
        .collect();
    format!("{local}@example.org")
}

fn kinds_named(names: &[&str]) -> Vec<usize> {
    names
        .iter()
        .filter_map(|name| KINDS.iter().position(|kind| kind.name == *name))
        .collect()
}
