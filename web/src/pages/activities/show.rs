//! One activity: what is planned, who is on the list, and what was written.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::activity::{self, Activity, ActivityState, Listed, Part, Payment, Sponsor};
use timebank::{ActivityId, MemberId, member};

use super::list::tag;
use crate::app::App;
use crate::components::{Choice, Fact, Tag};
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words;

#[derive(Template)]
#[template(path = "activities/show.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says of one part of the page whether it is shown"
)]
pub(super) struct Show {
    shell: Shell,
    form: Form,
    id: ActivityId,
    title: String,
    when: String,
    tag: Option<Tag>,
    done: &'static str,
    lead: String,
    facts: Vec<Fact>,
    coordinates: bool,
    /// Whether the list can still change.
    planned: bool,
    /// Whether its day has come.
    settles: bool,
    settled: bool,
    /// Whether a member may still say that they come, and whether they did.
    sign_up: Option<bool>,
    people: Vec<Person>,
    parts: Vec<Choice>,
}

/// Somebody on the list.
pub(super) struct Person {
    id: MemberId,
    name: String,
    number: String,
    leads: bool,
    /// How long they were there, once it is settled.
    there: Option<i64>,
    came: bool,
    change: i64,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ActivityId>,
    form: Form,
) -> Result<Response> {
    let seen = Seen::read(&app, &page, id).await?;
    let done = sentence_for(form.value("done"));
    page.show(|shell| seen.page(shell, Form::new().with("part", "attendee"), done))
}

/// An activity with its list, as the reader may see it.
pub(super) struct Seen {
    activity: Activity,
    people: Vec<Listed>,
    sponsor: Option<String>,
    me: MemberId,
    today: chrono::NaiveDate,
    prefix: String,
    coordinates: bool,
    takes_part: bool,
}

impl Seen {
    pub(super) async fn read(app: &App, page: &Page, id: ActivityId) -> Result<Self> {
        let (activity, people, sponsor) = app
            .read(move |conn| {
                let activity = activity::get(conn, id)?;
                let people = activity::people(conn, id)?;
                let sponsor = match payment(&activity.state).and_then(Payment::sponsor) {
                    Some(Sponsor::Member(id)) => Some(member::get(conn, id)?.name),
                    _ => None,
                };
                Ok((activity, people, sponsor))
            })
            .await?;
        Ok(Self {
            activity,
            people,
            sponsor,
            me: page.person()?.id(),
            today: page.today(),
            prefix: page.bank().prefix.clone(),
            coordinates: page.coordinator().is_ok(),
            takes_part: page.member().is_ok(),
        })
    }

    pub(super) fn page(&self, shell: Shell, form: Form, done: &'static str) -> Show {
        let details = &self.activity.details;
        let planned = matches!(self.activity.state, ActivityState::Planned);
        let open = planned && details.held_on >= self.today;
        Show {
            shell,
            form,
            id: self.activity.id,
            title: details.title.clone(),
            when: words::weekday_short(details.held_on),
            tag: tag(&self.activity.state),
            done,
            lead: self.lead(),
            facts: self.facts(),
            coordinates: self.coordinates,
            planned,
            settles: planned && details.held_on <= self.today,
            settled: matches!(self.activity.state, ActivityState::Settled { .. }),
            sign_up: (open && self.takes_part).then(|| self.own().is_some()),
            people: self.shown(),
            parts: vec![
                Choice::new("attendee", "They come"),
                Choice::new("leader", "They lead it"),
            ],
        }
    }

    fn own(&self) -> Option<&Listed> {
        self.people.iter().find(|person| person.member == self.me)
    }

    /// Coordinators see everybody, members themselves and who leads.
    fn shown(&self) -> Vec<Person> {
        let may = |person: &&Listed| self.coordinates || person.member == self.me;
        let person = |person: &Listed| Person {
            id: person.member,
            name: person.name.clone(),
            number: person.number.printed(&self.prefix),
            leads: person.part == Part::Leader,
            there: person.minutes.map(ledger::Minutes::get),
            came: person.came == Some(true),
            change: person.change,
        };
        self.people.iter().filter(may).map(person).collect()
    }

    /// "Samira Aziz leads it. 8 people are on the list."
    fn lead(&self) -> String {
        let leaders: Vec<&str> = self
            .people
            .iter()
            .filter(|person| person.part == Part::Leader)
            .map(|person| &*person.name)
            .collect();
        let attendees = self.people.len() - leaders.len();
        let led = match leaders.as_slice() {
            [] => "Nobody leads it yet.".to_owned(),
            [one] => format!("{one} leads it."),
            [some @ .., last] => format!("{} and {last} lead it.", some.join(", ")),
        };
        let listed = match attendees {
            0 => "Nobody is on the list yet.".to_owned(),
            1 => "1 person is on the list.".to_owned(),
            many => format!("{many} people are on the list."),
        };
        format!("{led} {listed}")
    }

    fn facts(&self) -> Vec<Fact> {
        let details = &self.activity.details;
        let mut facts = vec![
            Fact::new("When", words::weekday(details.held_on)),
            Fact::new("Time", &details.starts),
            Fact::new("Where", &details.place),
            Fact::length("How long", details.minutes.get()),
            Fact::new("Kind", &self.activity.category_name),
        ];
        if !details.notes.is_empty() {
            facts.push(Fact::new("Good to know", &details.notes));
        }
        if let Some(payment) = payment(&self.activity.state) {
            facts.push(Fact::new(
                "Who paid",
                who_paid(payment, self.sponsor.as_deref()),
            ));
        }
        match &self.activity.state {
            ActivityState::Cancelled { reason } => facts.push(Fact::new("Why cancelled", reason)),
            ActivityState::TakenBack { reason, .. } => {
                facts.push(Fact::new("Why taken back", reason));
            }
            ActivityState::Planned | ActivityState::Settled { .. } => {}
        }
        facts
    }
}

const fn payment(state: &ActivityState) -> Option<Payment> {
    match state {
        ActivityState::Settled { payment, .. } | ActivityState::TakenBack { payment, .. } => {
            Some(*payment)
        }
        ActivityState::Planned | ActivityState::Cancelled { .. } => None,
    }
}

fn who_paid(payment: Payment, sponsor: Option<&str>) -> String {
    match payment {
        Payment::Split => "Those who came shared the leaders’ time".to_owned(),
        Payment::EachToLeaders => "Everybody paid their full time to the leaders".to_owned(),
        Payment::EachToPot => {
            "Everybody paid their full time; what was left over went to the pot".to_owned()
        }
        Payment::Sponsored { by, credit } => {
            let who = match by {
                Sponsor::Pot => "The community pot",
                Sponsor::Bank => "The timebank",
                Sponsor::Member(_) => sponsor.unwrap_or("A sponsor"),
            };
            let for_all = if credit {
                ", also for the time of those who came"
            } else {
                ""
            };
            format!("{who}{for_all}")
        }
    }
}

fn sentence_for(done: &str) -> &'static str {
    match done {
        "planned" => "The activity is planned.",
        "changed" => "The changes are kept.",
        "listed" => "They are on the list.",
        "removed" => "They are off the list.",
        "coming" => "You are on the list.",
        "not-coming" => "You are off the list.",
        "settled" => "The hours are written in the book, and everybody concerned is told.",
        "taken-back" => "It is taken back. The book has both lines.",
        _ => "",
    }
}
