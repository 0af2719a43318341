//! Writing a plan: within the caller's one transaction, in the order in which it reads well in
//! the book. Opening transfers come first, so that each statement begins with what the member
//! brought; then the transfers by day; then the accounts of those who left are closed.

use ledger::{AccountId, Minutes, Transfer, TransferId, TransferKind};
use rusqlite::Transaction;
use serde_json::json;
use uuid::Uuid;

use super::SOURCE;
use super::identity::Identity;
use super::model::{Help, Movement, Outcome, Person, Plan, Side, Standing};
use super::plan::{opening_of, stamp};
use crate::actor::{Role, System};
use crate::bank::{self, Bank};
use crate::clock::{Channel, Moment};
use crate::error::{Error, Result};
use crate::exchange::{self, NewExchange};
use crate::ids::{CategoryId, ExchangeId, ListingId, MemberId};
use crate::import::store;
use crate::listing::{self, ListingDetails, NewListing};
use crate::member::{self, Details, MemberKind, NewMember, State};
use crate::{audit, category};

/// Writes a plan. Refused while bad lines stand in the way, and when the bank has changed since
/// the plan was made. A plan without anything new writes nothing at all.
///
/// `progress` is told how many transfers are posted, and of how many. The caller rolls back when
/// an error is returned.
pub fn apply(
    tx: &Transaction<'_>,
    by: &System,
    plan: &Plan,
    moment: &Moment,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Outcome> {
    plan.check()?;
    if stamp(tx)? != plan.stamp {
        return Err(Error::Conflict(
            "The bank has changed since the files were read. Run the import again.".into(),
        ));
    }
    if plan.is_nothing_new() {
        return Ok(Outcome::default());
    }
    let through = moment.through(Channel::Import);
    let mut writer = Writer {
        tx,
        by,
        plan,
        bank: bank::get(tx)?,
        moment: &through,
        categories: Vec::new(),
        outcome: Outcome {
            skipped: u64::try_from(plan.bad_lines.len()).unwrap_or(u64::MAX),
            ..Outcome::default()
        },
    };
    writer.write(progress)?;
    let outcome = writer.outcome;
    let counts = json!({
        "members": outcome.members, "left": outcome.left, "exchanges": outcome.exchanges,
        "minutes": outcome.minutes, "pot": outcome.pot, "openings": outcome.openings,
        "listings": outcome.listings, "skipped": outcome.skipped,
    });
    audit::write(tx, by.into(), moment, "import.timeoverflow", None, &counts)?;
    Ok(outcome)
}

struct Writer<'a> {
    tx: &'a Transaction<'a>,
    by: &'a System,
    plan: &'a Plan,
    bank: Bank,
    moment: &'a Moment,
    categories: Vec<CategoryId>,
    outcome: Outcome,
}

impl Writer<'_> {
    fn write(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
        for name in &self.plan.new_categories {
            self.categories.push(category::named(self.tx, name)?);
            self.outcome.categories += 1;
        }
        for &(member, number) in &self.plan.moves {
            member::renumber(self.tx, member, number)?;
        }
        for person in &self.plan.people {
            self.person(person)?;
        }
        self.transfers(progress)?;
        for person in &self.plan.people {
            if person.standing == Standing::Left {
                ledger::close_account(self.tx, person.account, self.moment.now)?;
            }
        }
        self.listings()
    }

    fn person(&mut self, person: &Person) -> Result<()> {
        match person.standing {
            Standing::Known => return Ok(()),
            Standing::New => {
                self.add(person, State::Active)?;
                self.outcome.members += 1;
            }
            Standing::Left => {
                self.add(person, State::Left)?;
                // Nobody knows when they joined; they were last seen on the day of their last
                // transfer.
                member::set_days(self.tx, person.id, None, person.last_day)?;
                self.outcome.left += 1;
            }
            Standing::Met { .. } => {
                member::renumber(self.tx, person.id, person.number)?;
                let here = member::get(self.tx, person.id)?;
                let first = person.joined_on.min(here.joined_on).or(person.joined_on);
                member::set_days(self.tx, person.id, first, here.left_on)?;
                self.outcome.members += 1;
            }
        }
        self.keep(&person.identity, "member", person.id.uuid())?;
        if person.opens {
            self.open(person)?;
        }
        Ok(())
    }

    fn add(&self, person: &Person, state: State) -> Result<()> {
        let new = NewMember {
            id: person.id,
            account: person.account,
            kind: MemberKind::Person,
            number: Some(person.number),
            details: Details {
                name: person.name.clone(),
                email: person.email.clone(),
                phone: person.phone.clone(),
                ..Details::default()
            },
            joined_on: person.joined_on,
        };
        member::add_by_system(self.tx, self.by, &new, Role::Member, state, self.moment)?;
        Ok(())
    }

    /// The opening transfer, on the member's first day or that of their first transfer,
    /// whichever is earlier.
    fn open(&mut self, person: &Person) -> Result<()> {
        let first = [person.joined_on, person.first_day];
        let day = first.into_iter().flatten().min();
        let transfer = Transfer::between(
            opening_of(person),
            TransferKind::Opening,
            self.bank.accounts.opening,
            person.account,
            minutes(person.opening)?,
            day.unwrap_or(self.moment.today),
        )?;
        ledger::post(self.tx, &transfer, self.moment.now)?;
        let identity = Identity::new("opening", &[&person.id.to_string()], 0);
        self.keep(&identity, "opening", transfer.id().uuid())?;
        self.outcome.openings += 1;
        Ok(())
    }

    fn transfers(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
        let plan = self.plan;
        let mut new: Vec<&Movement> = plan.movements.iter().filter(|row| !row.known).collect();
        new.sort_by_key(|movement| (movement.done_on, movement.line));
        let total = u64::try_from(new.len()).unwrap_or(u64::MAX);
        for (done, movement) in (1..).zip(new) {
            self.movement(movement)?;
            progress(done, total);
        }
        Ok(())
    }

    fn movement(&mut self, movement: &Movement) -> Result<()> {
        let pot = self.bank.accounts.pot;
        let (kind, from, to) = match (self.party(movement.from), self.party(movement.to)) {
            (Some(receiver), Some(giver)) => {
                return self.exchange(movement, giver.id, receiver.id);
            }
            (Some(member), None) => (TransferKind::Donation, member.account, pot),
            (None, Some(member)) => (TransferKind::Grant, pot, member.account),
            (None, None) => return Ok(()),
        };
        self.pot(movement, kind, from, to)
    }

    fn exchange(&mut self, movement: &Movement, giver: MemberId, receiver: MemberId) -> Result<()> {
        let new = NewExchange {
            id: ExchangeId::new(movement.identity.id("exchange")),
            giver,
            receiver,
            listing: None,
            category: self.category(&movement.help),
            description: movement.post.clone(),
            note: String::new(),
            done_on: movement.done_on,
            minutes: minutes(movement.minutes)?,
        };
        exchange::import_posted(self.tx, self.by, &new, self.moment)?;
        self.keep(&movement.identity, "exchange", new.id.uuid())?;
        self.outcome.exchanges += 1;
        self.outcome.minutes += movement.minutes;
        Ok(())
    }

    fn pot(
        &mut self,
        movement: &Movement,
        kind: TransferKind,
        from: AccountId,
        to: AccountId,
    ) -> Result<()> {
        let id = TransferId::new(movement.identity.id("transfer"));
        let minutes = minutes(movement.minutes)?;
        let transfer = Transfer::between(id, kind, from, to, minutes, movement.done_on)?;
        ledger::post(self.tx, &transfer, self.moment.now)?;
        self.keep(&movement.identity, "transfer", id.uuid())?;
        self.outcome.pot += 1;
        Ok(())
    }

    fn listings(&mut self) -> Result<()> {
        let plan = self.plan;
        for post in &plan.posts {
            let Some(person) = plan.people.get(post.person) else {
                continue;
            };
            let new = NewListing {
                id: ListingId::new(post.identity.id("listing")),
                kind: post.kind,
                details: ListingDetails {
                    title: post.title.clone(),
                    details: post.details.clone(),
                    category: self.category(&post.help),
                    ..ListingDetails::default()
                },
            };
            let added_at = self.bank.start_of(post.created_on);
            listing::import_open(self.tx, person.id, &new, added_at)?;
            self.keep(&post.identity, "listing", new.id.uuid())?;
            self.outcome.listings += 1;
        }
        Ok(())
    }

    fn party(&self, side: Side) -> Option<&Person> {
        match side {
            Side::Person(place) => self.plan.people.get(place),
            Side::Pot | Side::Gone => None,
        }
    }

    fn category(&self, help: &Help) -> Option<CategoryId> {
        match help {
            Help::Known(id) => Some(*id),
            Help::New(place) => self.categories.get(*place).copied(),
            Help::Unnamed => None,
        }
    }

    fn keep(&self, identity: &Identity, made: &str, id: Uuid) -> Result<()> {
        let now = self.moment.now;
        Ok(store::insert(
            self.tx,
            SOURCE,
            identity.bytes(),
            made,
            id,
            now,
        )?)
    }
}

/// A length of the plan as the book takes it.
fn minutes(minutes: i64) -> Result<Minutes> {
    Minutes::new(minutes)
        .ok_or_else(|| Error::Conflict(format!("{minutes} minutes are more than a book can hold.")))
}
