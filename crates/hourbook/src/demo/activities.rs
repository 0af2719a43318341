//! What the neighbours of the story do together: one lunch that is in the book, one to come.

use chrono::{Days, NaiveDate, Weekday};
use ledger::Minutes;
use timebank::activity::{self, ActivityDetails, Mark, NewActivity, Part, Payment, Sponsor};
use timebank::{ActivityId, Channel, MemberId, Result, category};

use super::people::SIGN_INS;
use super::random::Random;
use super::world::{Event, World};

/// The soup in the hall on next Thursday, or so many weeks before that.
struct Lunch {
    weeks_before: u64,
    came: usize,
}

/// The past one is settled, and the other one has its list open.
const LUNCHES: [Lunch; 2] = [
    Lunch {
        weeks_before: 2,
        came: 9,
    },
    Lunch {
        weeks_before: 0,
        came: 5,
    },
];

const LEADS: &str = "Grace Adeyemi";
const LENGTH: i64 = 120;

impl World<'_> {
    /// Puts the lunches on the calendar.
    pub(super) fn plan_activities(&mut self) {
        for (index, lunch) in LUNCHES.iter().enumerate() {
            let known = self.today - Days::new(13 - u64::try_from(index).unwrap_or(0));
            let at = self.at(known, 14, 30);
            self.plan(at, Event::PlansActivity(index));
            let day_after = self.held_on(lunch) + Days::new(1);
            if day_after < self.today {
                let at = self.at(day_after, 9, 10);
                self.plan(at, Event::SettlesActivity(index));
            }
        }
    }

    /// The coordinator plans it, and puts those on the list who said that they come.
    pub(super) fn plans_activity(&mut self, index: usize) -> Result<()> {
        let lunch = &LUNCHES[index];
        let by = self.coordinator_beside(&[])?;
        let moment = self.moment(Channel::Web);
        let new = NewActivity {
            id: self.activity_of(index),
            details: ActivityDetails {
                title: "Soup in St Bride’s hall".to_owned(),
                place: "St Bride’s hall".to_owned(),
                held_on: self.held_on(lunch),
                starts: "Noon to 2pm".to_owned(),
                category: category::find(self.tx, "Cooking")?.map(|kind| kind.id),
                minutes: Minutes::new(LENGTH).unwrap_or(Minutes::ZERO),
                notes: "Bring a bowl. There is a ramp at the side door.".to_owned(),
            },
        };
        activity::add(self.tx, &by, &new, &moment)?;
        let leads = self.people[self.find(LEADS)?].person.id();
        activity::list_person(self.tx, &by, new.id, leads, Part::Leader, &moment)?;
        for who in self.those_who_come(lunch.came) {
            activity::list_person(self.tx, &by, new.id, who, Part::Attendee, &moment)?;
        }
        Ok(())
    }

    /// The day after, everybody but one is ticked, and the bank pays for the cook’s two hours.
    pub(super) fn settles_activity(&mut self, index: usize) -> Result<()> {
        let id = self.activity_of(index);
        let by = self.coordinator_beside(&[])?;
        let moment = self.moment(Channel::Web);
        let mut marks: Vec<Mark> = activity::people(self.tx, id)?
            .iter()
            .map(|one| Mark {
                member: one.member,
                came: true,
                minutes: None,
            })
            .collect();
        if let Some(last) = marks.last_mut() {
            last.came = false;
        }
        activity::mark(self.tx, &by, id, &marks, &moment)?;
        let payment = Payment::Sponsored {
            by: Sponsor::Bank,
            credit: false,
        };
        let plan = activity::proposal(self.tx, id, payment)?;
        activity::settle(self.tx, &by, id, payment, &plan, &moment)?;
        let leads = self.find(LEADS)?;
        self.people[leads].balance += LENGTH;
        Ok(())
    }

    fn held_on(&self, lunch: &Lunch) -> NaiveDate {
        self.next(Weekday::Thu) - Days::new(7 * lunch.weeks_before)
    }

    /// Neighbours who take part; those who sign in to the demo keep their quiet.
    fn those_who_come(&self, number: usize) -> Vec<MemberId> {
        let kept_out =
            |name: &str| name == LEADS || SIGN_INS.iter().any(|(known, _, _)| *known == name);
        self.people
            .iter()
            .filter(|one| one.takes_part && !one.organisation && !kept_out(one.person.name()))
            .map(|one| one.person.id())
            .take(number)
            .collect()
    }

    /// The same at both events; the chance of the rest of the story is not touched.
    fn activity_of(&self, index: usize) -> ActivityId {
        let seed = 0xAC71 + u64::try_from(index).unwrap_or(0);
        ActivityId::new(Random::new(seed).id(self.at(self.today, 0, 0)))
    }
}
