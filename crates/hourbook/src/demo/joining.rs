//! Asking to join, as people do it on the public page, and what a coordinator notes of it.

use chrono::{Days, NaiveDate};
use timebank::access::Secret;
use timebank::category::{self, Rules};
use timebank::checks::{self, NewCheck, Whose};
use timebank::joining::{self, Answers, Question, Reference, Taken};
use timebank::member::MemberKind;
use timebank::{ApplicationId, Channel, CheckId, Result, agreement};

use super::people::{ADMINISTRATOR, APPLICANTS};
use super::random::Random;
use super::world::World;

/// What the three of them might do, and would be glad of.
const WORDS: [(&str, &str); 3] = [
    (
        "Sewing, and reading to children",
        "Somebody to look at my bicycle",
    ),
    ("Heavy lifting. I have a van", "Learning to cook something"),
    ("We mend what people bring us", "Hands on Saturday mornings"),
];

impl World<'_> {
    /// Somebody asks to join; of one of them a coordinator has noted how far it has come.
    pub(super) fn applies(&mut self, index: usize) -> Result<()> {
        let (name, area, email, organisation, _) = APPLICANTS[index];
        let (id, seed) = (ApplicationId::new(self.id()), self.id().as_u64_pair().1);
        let secret = secret(seed);
        let moment = self.moment(Channel::Web);
        let (gives, wishes) = WORDS[index];
        let answers = Answers {
            kind: if organisation {
                MemberKind::Organisation
            } else {
                MemberKind::Person
            },
            name: name.to_owned(),
            phone: format!("01632 960{}", 160 + index),
            email: email.to_owned(),
            area: area.to_owned(),
            gives: gives.to_owned(),
            wishes: wishes.to_owned(),
            agreement: Some(agreement::current(self.tx)?.version),
            ..Answers::default()
        };
        joining::begin(self.tx, id, &secret, &moment)?;
        for question in Question::ALL {
            joining::answer(self.tx, &secret, question, &answers, &moment)?;
        }
        joining::send(self.tx, &secret, &moment)?;
        if index == 1 {
            self.talks_with(id)?;
        }
        Ok(())
    }

    fn talks_with(&self, id: ApplicationId) -> Result<()> {
        let by = self.coordinator_beside(&[])?;
        let (moment, today) = (self.moment(Channel::Web), Some(self.day()));
        joining::note_step(self.tx, &by, id, Taken::Talked, today, &moment)?;
        for (place, name, answered) in [(1, "Harriet Vane", true), (2, "Colin Marsh", false)] {
            let reference = Reference {
                place,
                name: name.to_owned(),
                reach: format!("01632 96017{place}"),
                asked_on: today,
                answer: today.filter(|_| answered).map(|on| (on, true)),
            };
            joining::write_reference(self.tx, &by, id, &reference, &moment)?;
        }
        Ok(())
    }

    /// Ken drives people, so his papers were looked at; one of them runs out soon.
    pub(super) fn checks_are_seen(&mut self) -> Result<()> {
        let ken = self.find("Ken Doyle")?;
        let by = self.coordinator_beside(&[ken])?;
        let (whose, moment) = (
            Whose::Member(self.people[ken].person.id()),
            self.moment(Channel::InPerson),
        );
        let mut random = Random::new(0xC4EC);
        let day = self.day();
        let mut seen = |kind: &str, seen_on: NaiveDate, renew_on: NaiveDate| {
            let new = NewCheck {
                id: CheckId::new(random.id(moment.now)),
                kind: kind.to_owned(),
                level: String::new(),
                seen_on,
                renew_on: Some(renew_on),
            };
            checks::see(self.tx, &by, whose, &new, &moment)
        };
        let last_year = day - Days::new(330);
        seen("Driving licence", last_year, day + Days::new(3 * 365))?;
        let soon = day + Days::new(35);
        seen("Car insurance and roadworthiness", last_year, soon)?;
        self.lifts_ask_for_a_licence()
    }
}

impl World<'_> {
    /// The committee decides that a licence is seen before somebody drives people.
    fn lifts_ask_for_a_licence(&self) -> Result<()> {
        let nia = self.find(ADMINISTRATOR)?;
        let by = self.people[nia].person.administrator()?;
        let Some(lifts) = category::find(self.tx, "Lifts")? else {
            return Ok(());
        };
        let rules = Rules {
            evidence: "Driving licence".to_owned(),
            accompanied: true,
            ..category::kept(self.tx, lifts.id)?.rules
        };
        category::change(self.tx, &by, lifts.id, &rules, &self.moment(Channel::Web))
    }
}

/// A secret that follows from the story, as everything in it does.
fn secret(seed: u64) -> Secret {
    let mut random = Random::new(seed);
    let mut bytes = [0; 32];
    for part in bytes.chunks_mut(8) {
        part.copy_from_slice(&random.bits().to_be_bytes());
    }
    Secret::new(bytes)
}
