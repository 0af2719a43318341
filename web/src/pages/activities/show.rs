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
use crate::words::{self, say};

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
    done: String,
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

    pub(super) fn page(&self, shell: Shell, form: Form, done: String) -> Show {
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
                Choice::new("attendee", say("activities-they-come")),
                Choice::new("leader", say("activities-they-lead-it")),
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
            [] => say("activities-nobody-leads-it-yet"),
            [one] => say!("activities-leads-it", name = *one),
            some => say!("activities-lead-it", names = words::list(some)),
        };
        let listed = match attendees {
            0 => say("activities-nobody-is-on-the-list"),
            many => say!("activities-people-are-on-the-list", number = many),
        };
        format!("{led} {listed}")
    }

    fn facts(&self) -> Vec<Fact> {
        let details = &self.activity.details;
        let mut facts = vec![
            Fact::new(say("activities-when"), words::weekday(details.held_on)),
            Fact::new(say("activities-time"), &details.starts),
            Fact::new(say("activities-where"), &details.place),
            Fact::length(say("activities-how-long"), details.minutes.get()),
            Fact::new(say("activities-kind"), &self.activity.category_name),
        ];
        if !details.notes.is_empty() {
            facts.push(Fact::new(say("activities-good-to-know"), &details.notes));
        }
        if let Some(payment) = payment(&self.activity.state) {
            facts.push(Fact::new(
                say("activities-who-paid"),
                who_paid(payment, self.sponsor.as_deref()),
            ));
        }
        match &self.activity.state {
            ActivityState::Cancelled { reason } => {
                facts.push(Fact::new(say("activities-why-cancelled"), reason));
            }
            ActivityState::TakenBack { reason, .. } => {
                facts.push(Fact::new(say("activities-why-taken-back"), reason));
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
        Payment::Split => say("activities-those-who-came-shared-the"),
        Payment::EachToLeaders => say("activities-everybody-paid-their-full-time"),
        Payment::EachToPot => say("activities-everybody-paid-their-full-time-b"),
        Payment::Sponsored { by, credit } => {
            let who = match by {
                Sponsor::Pot => say("pot-the-community-pot"),
                Sponsor::Bank => say("activities-the-timebank"),
                Sponsor::Member(_) => {
                    sponsor.map_or_else(|| say("activities-a-sponsor"), str::to_owned)
                }
            };
            if credit {
                say!("activities-also-for-the-time-of", who = who)
            } else {
                who
            }
        }
    }
}

fn sentence_for(done: &str) -> String {
    match done {
        "planned" => say("activities-the-activity-is-planned"),
        "changed" => say("activities-the-changes-are-kept"),
        "listed" => say("activities-they-are-on-the-list"),
        "removed" => say("activities-they-are-off-the-list"),
        "coming" => say("activities-you-are-on-the-list"),
        "not-coming" => say("activities-you-are-off-the-list"),
        "settled" => say("activities-the-hours-are-written-in"),
        "taken-back" => say("activities-it-is-taken-back-the"),
        _ => String::new(),
    }
}
