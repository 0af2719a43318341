//! The months of the story: each is closed on the third of the next, and signed by two. The last
//! one still waits for its second signature.

use chrono::{Days, NaiveDate};
use ledger::Month;
use timebank::months;
use timebank::{Channel, Error, Result};

use super::people::{ADMINISTRATOR, COORDINATOR};
use super::world::{Event, World};

/// Puts the closings on the calendar, from the month the bank was founded in.
pub(super) fn plan(world: &mut World<'_>, founded: NaiveDate) {
    let mut month = Month::of(founded);
    while let Some(closes) = month {
        let next = closes.next();
        let Some(day) = next.and_then(|next| next.first_day().checked_add_days(Days::new(2)))
        else {
            return;
        };
        if day >= world.today {
            return;
        }
        let at = world.at(day, 8, 40);
        world.plan(at, Event::ClosesMonth(closes));
        let signed = day + Days::new(1);
        if next
            .and_then(Month::next)
            .is_some_and(|later| later.first_day() <= world.today)
        {
            let at = world.at(signed, 17, 5);
            world.plan(at, Event::SignsMonth(closes));
        }
        month = next;
    }
}

impl World<'_> {
    pub(super) fn closes_month(&self, month: Month) -> Result<()> {
        let who = self.find(COORDINATOR)?;
        let by = self.people[who].person.treasurer()?;
        let moment = self.moment(Channel::Web);
        let report = crate::month_report::of(self.tx, &self.bank, month, &moment)?;
        months::close(self.tx, &by, month, &report, &moment)
    }

    pub(super) fn signs_month(&self, month: Month) -> Result<()> {
        let who = self.find(ADMINISTRATOR)?;
        let by = self.people[who].person.treasurer()?;
        let history = months::of(self.tx, month)?;
        let closing = history.standing().ok_or(Error::NotFound("A closing"))?;
        let moment = self.moment(Channel::Web);
        months::sign(self.tx, &by, month, closing.step, &moment)
    }
}
