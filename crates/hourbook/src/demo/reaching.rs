//! How some people are best reached, as they told a coordinator.

use chrono::Days;
use timebank::circumstances::{self, Circumstances, Time};
use timebank::needs::{self, Need, Needs};
use timebank::{Channel, Result};

use super::world::World;

impl World<'_> {
    /// Walt’s eyes are poor: large print, and rather a call; it is to be asked again by now. Grace
    /// would like large print as well.
    pub(super) fn says_how_to_reach_them(&mut self) -> Result<()> {
        for (name, ticked, other, days) in [
            (
                "Walt Jessop",
                vec![Need::LargePrint, Need::Call],
                "Ring in the mornings, and let it ring",
                12,
            ),
            ("Grace Adeyemi", vec![Need::LargePrint], "", 340),
        ] {
            let who = self.find(name)?;
            let by = self.coordinator_beside(&[who])?;
            let moment = self.moment(Channel::Phone);
            let needs = Needs {
                ticked,
                other: other.to_owned(),
                shared: true,
                review_on: self.day() + Days::new(days),
                ..Needs::default()
            };
            let id = self.people[who].person.id();
            needs::say_for(self.tx, &by, id, &needs, &moment)?;
        }
        Ok(())
    }

    /// What some speak, and when they are usually free.
    pub(super) fn says_languages_and_times(&mut self) -> Result<()> {
        for (name, languages, times) in [
            ("Ann Whitcombe", "", vec![Time::Mornings, Time::Weekends]),
            (
                "Bob Farrow",
                "Welsh",
                vec![Time::Afternoons, Time::Weekends],
            ),
            ("Grace Adeyemi", "Yoruba, French", vec![Time::Mornings]),
        ] {
            let who = self.find(name)?;
            let moment = self.moment(Channel::Web);
            let said = Circumstances {
                languages: Circumstances::languages_in(languages),
                times,
            };
            let person = self.people[who].person.clone();
            circumstances::say(self.tx, &person, &said, &moment)?;
        }
        Ok(())
    }
}
