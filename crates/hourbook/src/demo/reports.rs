//! The reports of the story: the council is told of each quarter, and the bank does not forget it.

use chrono::{Datelike, NaiveDate};
use reports::period::Preset;
use timebank::project::{self, Plan};
use timebank::setup::{self, Setup};
use timebank::{Channel, Error, Result, category, exchange, story, survey};

use super::people::COORDINATOR;
use super::world::World;

impl World<'_> {
    /// Begins the projects that somebody pays for: one by kind of help, one by hand.
    pub(super) fn begins_projects(&self) -> Result<()> {
        let (by, moment) = (self.coordinator_beside(&[])?, self.moment(Channel::Web));
        let april = NaiveDate::from_ymd_opt(moment.today.year() - 1, 4, 1);
        let kind = |name| Ok::<_, Error>(category::find(self.tx, name)?.map(|kind| kind.id));
        let gardens = Plan {
            name: "Gardens for all".to_owned(),
            funder: "Wrensham Council".to_owned(),
            from: april,
            category: kind("Gardening")?,
            ..Plan::default()
        };
        project::begin(self.tx, &by, &gardens, &moment)?;
        let company = Plan {
            name: "Nobody alone".to_owned(),
            funder: "The Millstream Trust".to_owned(),
            from: april,
            category: kind("Company and visits")?,
            ..Plan::default()
        };
        let company = project::begin(self.tx, &by, &company, &moment)?;
        // A lift to somebody’s sister is company, too.
        let lifts = exchange::Filter {
            state: Some("posted"),
            category: kind("Lifts")?,
            from: april,
            ..exchange::Filter::default()
        };
        for lift in exchange::list(self.tx, &lifts, None, 8)? {
            project::mark(self.tx, &by, lift.id, Some(company), &moment)?;
        }
        Ok(())
    }

    /// Keeps the set-up that is on the list until the quarter is handed over.
    pub(super) fn keeps_a_setup(&self) -> Result<()> {
        let who = self.find(COORDINATOR)?;
        let by = self.people[who].person.coordinator()?;
        let setup = Setup {
            name: "Wrensham Council, each quarter".to_owned(),
            period: Preset::LastQuarter.as_str().to_owned(),
            for_committee: false,
            area: None,
            category: None,
            members: None,
            channel: None,
            project: None,
            funder: None,
            worth: true,
            survey: survey::all(self.tx)?.first().map(|survey| survey.id),
            story: story::all(self.tx)?.first().map(|story| story.id),
            reminds: true,
        };
        setup::keep(self.tx, &by, &setup, &self.moment(Channel::Web))?;
        Ok(())
    }
}
