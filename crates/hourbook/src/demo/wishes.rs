//! Offers and requests, and hours that are given away.

use ledger::Minutes;
use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::pot;
use timebank::{Channel, Error, ListingId, Result};

use super::help::KINDS;
use super::offers::OFFERS;
use super::requests::{REQUESTS, Wording};
use super::world::{Event, Listed, Who, World};

impl World<'_> {
    /// An offer of the list is made.
    pub(super) fn offers(&mut self, index: usize) -> Result<()> {
        let words = &OFFERS[index];
        let kind = kind_of(words);
        let gives = |world: &mut Self| world.somebody(|someone| someone.gives.contains(&kind));
        let owner = if words.owner.is_empty() {
            match gives(self).or_else(|| self.somebody(|_| true)) {
                Some(who) => who,
                None => return Ok(()),
            }
        } else {
            self.find(words.owner)?
        };
        if !self.people[owner].gives.contains(&kind) {
            self.people[owner].gives.push(kind);
        }
        let id = self.lists(owner, ListingKind::Offer, words)?;
        self.listed.push(Listed {
            who: owner,
            kind,
            id,
        });
        Ok(())
    }

    /// A request of the list is made, and stays open.
    pub(super) fn asks(&mut self, index: usize) -> Result<()> {
        let words = &REQUESTS[index].words;
        let kind = kind_of(words);
        let owner = if words.owner.is_empty() {
            match self.somebody(|someone| !someone.gives.contains(&kind)) {
                Some(who) => who,
                None => return Ok(()),
            }
        } else {
            self.find(words.owner)?
        };
        self.lists(owner, ListingKind::Request, words)?;
        Ok(())
    }

    /// A request that is answered within weeks, somewhere in the two years.
    pub(super) fn asks_in_passing(&mut self) -> Result<()> {
        let common: Vec<&Wording> = REQUESTS
            .iter()
            .map(|request| &request.words)
            .filter(|words| words.owner.is_empty())
            .collect();
        let words = *self.random.pick(&common);
        let kind = kind_of(words);
        let Some(owner) = self.somebody(|someone| !someone.gives.contains(&kind)) else {
            return Ok(());
        };
        let id = self.lists(owner, ListingKind::Request, words)?;
        self.listed.push(Listed {
            who: owner,
            kind,
            id,
        });
        let days = self.random.between(4, 25);
        let at = self.days_on(days, (9, 20));
        self.plan(at, Event::Closes(owner, id));
        Ok(())
    }

    /// Whoever asked has been helped.
    pub(super) fn closes(&mut self, who: Who, id: ListingId) -> Result<()> {
        self.listed.retain(|listed| listed.id != id);
        listing::close(self.tx, &self.member(who)?, id, &self.moment(Channel::Web))?;
        Ok(())
    }

    /// Somebody with hours to spare gives some to the pot.
    pub(super) fn donates(&mut self) -> Result<()> {
        let Some(who) = self.somebody(|someone| someone.balance > 400) else {
            return Ok(());
        };
        let minutes = *self.random.pick(&[30, 60, 60, 120, 180]);
        let hours = self.hours(minutes)?;
        let (by, moment) = (self.member(who)?, self.moment(Channel::Web));
        if refused(pot::donate(self.tx, &by, &hours, "", &moment))? {
            return Ok(());
        }
        self.people[who].balance -= minutes;
        Ok(())
    }

    /// Somebody gives hours to a neighbour.
    pub(super) fn gives(&mut self) -> Result<()> {
        let Some(giver) = self.somebody(|someone| someone.balance > 300) else {
            return Ok(());
        };
        let Some(receiver) = self.somebody(|someone| someone.balance < 60) else {
            return Ok(());
        };
        let minutes = *self.random.pick(&[30, 60, 60, 90]);
        let hours = self.hours(minutes)?;
        let to = self.people[receiver].person.id();
        let (by, moment) = (self.member(giver)?, self.moment(Channel::Web));
        let words = "With thanks, from one neighbour to another";
        if refused(pot::give(self.tx, &by, to, &hours, words, &moment))? {
            return Ok(());
        }
        self.people[giver].balance -= minutes;
        self.people[receiver].balance += minutes;
        Ok(())
    }

    /// A coordinator grants hours from the pot to whoever has the most to give back.
    pub(super) fn grants(&mut self) -> Result<()> {
        let pot = ledger::balance(self.tx, self.bank.accounts.pot)?.get();
        let minutes = (pot / 2).min(240) / 15 * 15;
        let lowest = (0..self.people.len())
            .filter(|who| self.people[*who].takes_part)
            .min_by_key(|who| self.people[*who].balance);
        let Some(who) = lowest.filter(|who| self.people[*who].balance < -120) else {
            return Ok(());
        };
        if minutes < 60 {
            return Ok(());
        }
        let hours = self.hours(minutes)?;
        let by = self.coordinator_beside(&[who])?;
        let to = self.people[who].person.id();
        let (reason, moment) = (
            "A hard month, agreed by the committee",
            self.moment(Channel::Web),
        );
        pot::grant(self.tx, &by, to, &hours, reason, &moment)?;
        self.people[who].balance += minutes;
        Ok(())
    }

    fn lists(&mut self, who: Who, kind: ListingKind, words: &Wording) -> Result<ListingId> {
        let new = NewListing {
            id: ListingId::new(self.id()),
            kind,
            details: ListingDetails {
                title: words.title.to_owned(),
                details: words.details.to_owned(),
                timing: words.timing.to_owned(),
                category: Some(self.category(kind_of(words))),
                area: String::new(),
                minutes: Minutes::new(words.minutes),
            },
        };
        if self.people[who].has_screen {
            let by = self.member(who)?;
            listing::add(self.tx, &by, &new, &self.moment(Channel::Web))?;
        } else {
            let by = self.coordinator_beside(&[who])?;
            let owner = self.people[who].person.id();
            listing::add_for(self.tx, &by, owner, &new, &self.moment(Channel::Phone))?;
        }
        Ok(new.id)
    }
}

/// Its place in [`KINDS`]; a test holds that every wording has one.
fn kind_of(words: &Wording) -> usize {
    KINDS
        .iter()
        .position(|kind| kind.name == words.kind)
        .unwrap_or(0)
}

/// Whether hours could not be given, because too many of them are promised. Any other refusal is
/// a fault of the story.
fn refused(given: Result<()>) -> Result<bool> {
    match given {
        Ok(()) => Ok(false),
        Err(Error::Invalid(_)) => Ok(true),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offer_and_request_is_of_a_kind_that_exists() {
        let words = OFFERS
            .iter()
            .chain(REQUESTS.iter().map(|request| &request.words));
        for wording in words {
            assert!(
                KINDS.iter().any(|kind| kind.name == wording.kind),
                "{}",
                wording.kind
            );
        }
    }
}
