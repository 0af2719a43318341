//! The reports of the story: the council is told of each quarter, and the bank does not forget it.

use reports::period::Preset;
use timebank::setup::{self, Setup};
use timebank::{Channel, Result};

use super::people::COORDINATOR;
use super::world::World;

impl World<'_> {
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
            worth: false,
            survey: None,
            reminds: true,
        };
        setup::keep(self.tx, &by, &setup, &self.moment(Channel::Web))?;
        Ok(())
    }
}
