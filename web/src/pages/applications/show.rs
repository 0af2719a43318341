//! One application: what was told, the checklist with its dates, what was noted, and what can be
//! decided. The list says what is still open; a coordinator decides.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono_tz::Tz;
use rusqlite::Connection;
use serde::Deserialize;
use timebank::checks::{self, Check, Whose};
use timebank::desk::{self, About};
use timebank::joining::{self, Application, Reference, Standing, Went};
use timebank::member::MemberKind;
use timebank::{ApplicationId, MemberId, member, policy};

use super::tag;
use crate::app::App;
use crate::components::{Fact, Step, Tag};
use crate::error::Result;
use crate::extract::{Path, Query};
use crate::page::{Page, Shell};
use crate::pages::tending;
use crate::words;

/// One line of the checklist.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) title: String,
    pub(super) about: String,
    pub(super) path: String,
    /// When it was done, or that it may not be needed; empty where it is still open.
    pub(super) done: String,
}

#[derive(Template)]
#[template(path = "applications/show.html")]
struct Show {
    shell: Shell,
    id: ApplicationId,
    name: String,
    called: String,
    reference: String,
    asked: String,
    tag: Tag,
    done: &'static str,
    facts: Vec<Fact>,
    phone: String,
    tasks: Vec<Task>,
    notes: Vec<Step>,
    waits: bool,
    member: Option<MemberId>,
    letter: Vec<String>,
    /// How the letter goes, where there is one.
    went: String,
    /// Somebody has this e-mail address already.
    known: Option<(MemberId, String)>,
    decided: String,
}

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ApplicationId>,
    Query(done): Query<Done>,
) -> Result<Response> {
    page.coordinator()?;
    let done = match done.done.as_str() {
        "kept" => "It is written down.",
        "declined" => "The application is declined. How the letter goes stands beneath it.",
        _ => "",
    };
    let zone = page.bank().zone;
    let seen = app.read(move |conn| Seen::read(conn, id, zone)).await?;
    page.show(|shell| seen.page(shell, done))
}

/// All that the page shows, from one snapshot.
pub(super) struct Seen {
    pub(super) application: Application,
    references: Vec<Reference>,
    wanted: u8,
    checks: Vec<Check>,
    notes: Vec<Step>,
    known: Option<(MemberId, String)>,
    zone: Tz,
}

impl Seen {
    pub(super) fn read(conn: &Connection, id: ApplicationId, zone: Tz) -> timebank::Result<Self> {
        let application = joining::get(conn, id)?;
        let whose = match application.standing {
            Standing::Joined(member) => Whose::Member(member),
            _ => Whose::Applicant(id),
        };
        let email = &application.answers.email;
        let known = match application.standing {
            Standing::Sent if !email.is_empty() => member::with_email(conn, email)?,
            _ => None,
        };
        Ok(Self {
            references: joining::references(conn, id)?,
            wanted: policy::current(conn)?.joining.references,
            checks: checks::of(conn, whose)?,
            notes: tending::timeline(&desk::notes(conn, About::Application(id))?, zone),
            known: known.map(|profile| (profile.id, profile.name)),
            application,
            zone,
        })
    }

    /// The checklist, in the order in which things are done.
    pub(super) fn tasks(&self) -> Vec<Task> {
        let base = format!("/applications/{}", self.application.id);
        let known = self.references.iter().map(|one| one.place).max();
        let places = self.wanted.max(known.unwrap_or(0));
        let mut tasks: Vec<Task> = (1..=places)
            .map(|place| reference(&base, place, &self.references))
            .collect();
        let application = &self.application;
        let step = |title: &str, about: &str, code: &str, on| Task {
            title: title.to_owned(),
            about: about.to_owned(),
            path: format!("{base}/steps/{code}"),
            done: words_of(on),
        };
        tasks.push(step(
            "A conversation",
            "At the office, at home or by telephone",
            "talked",
            application.talked_on,
        ));
        tasks.push(self.checks_task(&base));
        let sent = application.sent_at.with_timezone(&self.zone).date_naive();
        let accepted = application.answers.agreement;
        tasks.push(Task {
            title: "The agreement".to_owned(),
            about: accepted.map_or_else(
                || "Not accepted".to_owned(),
                |version| format!("Version {version}, accepted with the application"),
            ),
            path: String::new(),
            done: words_of(accepted.map(|_| sent)),
        });
        tasks.push(step(
            "An induction",
            "How hours are logged, whom to ring, what to do when something goes wrong",
            "inducted",
            application.inducted_on,
        ));
        tasks
    }

    fn checks_task(&self, base: &str) -> Task {
        let seen: Vec<String> = self
            .checks
            .iter()
            .filter(|check| !check.ended)
            .map(|check| check.kind.clone())
            .collect();
        Task {
            title: "Checks that were seen".to_owned(),
            about: if seen.is_empty() {
                "Only where somebody will do what asks for one, such as driving".to_owned()
            } else {
                seen.join(", ")
            },
            path: format!("{base}/checks"),
            // Nobody waits for a check that may not be needed at all.
            done: self
                .checks
                .iter()
                .map(|check| check.seen_on)
                .max()
                .map_or_else(|| "Where needed".to_owned(), words::day),
        }
    }

    fn page(self, shell: Shell, done: &'static str) -> Show {
        let tasks = self.tasks();
        let application = self.application;
        let sent = application.sent_at.with_timezone(&self.zone).date_naive();
        let decided = application.decided_at.map_or_else(String::new, |at| {
            let when = words::instant(at, self.zone);
            match application.decided_by.as_str() {
                "" => format!("Taken back on {when}."),
                by => format!("Decided on {when} by {by}."),
            }
        });
        Show {
            id: application.id,
            name: application.name(),
            called: called(&application),
            reference: application.reference(),
            asked: words::ago(sent, shell.today),
            tag: tag(&application),
            done,
            facts: facts(&application),
            phone: application.answers.phone.clone(),
            tasks,
            notes: self.notes,
            waits: application.standing == Standing::Sent,
            member: match application.standing {
                Standing::Joined(member) => Some(member),
                _ => None,
            },
            letter: match &application.standing {
                Standing::Declined { letter, .. } => {
                    letter.split("\n\n").map(str::to_owned).collect()
                }
                _ => Vec::new(),
            },
            went: match &application.standing {
                Standing::Declined { went, .. } => how(*went, &application.answers.email),
                _ => String::new(),
            },
            known: self.known,
            decided,
            shell,
        }
    }
}

/// How a letter goes.
fn how(went: Went, email: &str) -> String {
    match went {
        Went::Waits if email.is_empty() => "It waits in Mail and letters to be printed.".to_owned(),
        Went::Waits => format!(
            "It goes by mail to {email} where the timebank sends mail. Until it has, it waits in \
             Mail and letters."
        ),
        Went::Trying => format!("It is on its way by mail to {email}."),
        Went::Mailed => "It went by mail.".to_owned(),
        Went::Failed => {
            "The mail has not arrived for sure. It waits in Mail and letters to be printed."
                .to_owned()
        }
        Went::Posted => "It was printed, and posted or handed over.".to_owned(),
    }
}

fn words_of(day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(String::new, words::day)
}

/// “Leah”, for the middle of a sentence.
/// A person by their first name, an organisation by its whole one.
pub(super) fn called(application: &Application) -> String {
    let name = application.name();
    match application.answers.kind {
        MemberKind::Person => name.split(' ').next().unwrap_or(&name).to_owned(),
        MemberKind::Organisation => name,
    }
}

fn reference(base: &str, place: u8, references: &[Reference]) -> Task {
    let known = references.iter().find(|one| one.place == place);
    let (about, done) = match known {
        None => ("Nobody is named yet".to_owned(), String::new()),
        Some(one) => match (one.answer, one.asked_on) {
            (Some((on, true)), _) => (format!("{}: fine", one.name), words::day(on)),
            (Some((on, false)), _) => (format!("{}: not fine", one.name), words::day(on)),
            (None, Some(on)) => {
                let asked = words::day(on);
                (format!("{}, asked on {asked}", one.name), String::new())
            }
            (None, None) => (format!("{}, not asked yet", one.name), String::new()),
        },
    };
    Task {
        title: format!("Reference {place}"),
        about,
        path: format!("{base}/references/{place}"),
        done,
    }
}

fn facts(application: &Application) -> Vec<Fact> {
    let answers = &application.answers;
    let one_line = |text: &str| text.replace('\n', ", ");
    vec![
        Fact::new("Telephone", &*answers.phone),
        Fact::new("Email", &*answers.email),
        Fact::new("Lives in", &*answers.area),
        Fact::new("Address", one_line(&answers.address)),
        Fact::new("Might do", one_line(&answers.gives)),
        Fact::new("Would be glad of", one_line(&answers.wishes)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn seen(change: impl FnOnce(&mut Seen)) -> Seen {
        let mut seen = Seen {
            application: sample(),
            references: vec![Reference {
                place: 1,
                name: "Mo Rahman".into(),
                asked_on: "2026-11-18".parse().ok(),
                ..Reference::default()
            }],
            wanted: 2,
            checks: Vec::new(),
            notes: Vec::new(),
            known: None,
            zone: Tz::UTC,
        };
        change(&mut seen);
        seen
    }

    #[test]
    fn the_checklist_has_a_line_for_each_reference_and_step() {
        let titles: Vec<String> = seen(|_| ()).tasks().into_iter().map(|t| t.title).collect();
        assert_eq!(
            titles,
            [
                "Reference 1",
                "Reference 2",
                "A conversation",
                "Checks that were seen",
                "The agreement",
                "An induction",
            ]
        );
        let html = seen(|_| ()).page(Shell::sample(), "").render().unwrap();
        assert!(html.contains("Mo Rahman, asked on 18 November 2026"));
        assert!(html.contains("Make Leah a member"));
    }

    #[test]
    fn a_decided_application_offers_nothing_more_to_do() {
        let declined = |seen: &mut Seen| {
            seen.application.standing = Standing::Declined {
                letter: "Dear Leah,\n\nthank you.".into(),
                went: Went::Waits,
            };
        };
        let html = seen(declined).page(Shell::sample(), "").render().unwrap();
        assert!(!html.contains("Make Leah a member"));
        assert!(html.contains("<p>thank you.</p>"));
        assert!(html.contains("waits in Mail and letters"));
    }

    #[test]
    fn a_member_with_the_same_email_address_is_named() {
        let known = |seen: &mut Seen| {
            seen.known = Some((MemberId::new(uuid::Uuid::nil()), "Leah O.".into()));
        };
        let html = seen(known).page(Shell::sample(), "").render().unwrap();
        assert!(html.contains("has this email address already"));
    }
}
