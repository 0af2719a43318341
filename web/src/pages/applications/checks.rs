//! Checks that were seen, of somebody who asks to join or of a member; and, for a member, the
//! agreement signed on paper.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use timebank::checks::{self, Check, NewCheck, Whose};
use timebank::clock::new_id;
use timebank::{ApplicationId, CheckId, MemberId, agreement, joining, member};

use super::ON;
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::{DayQuestion, Form};
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;
use crate::words::{self, say};

/// The day on which it has to be looked at again.
const RENEWAL: DayQuestion = DayQuestion {
    when: "",
    day: "renew_day",
    month: "renew_month",
    year: "renew_year",
    subject: "subject-day-of-renewal",
    past_only: false,
};

/// What is looked at most often, to choose from.
fn kinds() -> Vec<String> {
    vec![
        say("applications-who-they-are"),
        say("applications-driving-licence"),
        say("applications-car-insurance-and-roadworthiness"),
        say("applications-criminal-record-check"),
        say("applications-first-aid"),
        say("applications-food-hygiene"),
    ]
}

/// One check in words.
struct Line {
    id: CheckId,
    title: String,
    about: String,
    /// Its day of renewal has come.
    late: bool,
    ended: bool,
}

#[derive(Template)]
#[template(path = "applications/checks.html")]
struct Checks {
    shell: Shell,
    form: Form,
    base: String,
    name: String,
    lines: Vec<Line>,
    kinds: Vec<String>,
    day: DayQuestion,
    renewal: DayQuestion,
    /// Of a member: what they accepted, and whether the newest version is among it.
    agreed: Option<Agreed>,
    done: String,
}

struct Agreed {
    lines: Vec<String>,
    newest: u32,
    accepted: bool,
}

/// What the page shows beside its form.
struct Seen {
    whose: Whose,
    name: String,
    checks: Vec<Check>,
    agreed: Option<Agreed>,
}

impl Seen {
    fn read(conn: &Connection, whose: Whose) -> timebank::Result<Self> {
        let (name, agreed) = match whose {
            Whose::Applicant(id) => (joining::get(conn, id)?.name(), None),
            Whose::Member(id) => (member::get(conn, id)?.name, Some(agreed(conn, id)?)),
        };
        Ok(Self {
            whose,
            name,
            checks: checks::of(conn, whose)?,
            agreed,
        })
    }

    fn page(self, shell: Shell, form: Form, done: String) -> Checks {
        let today = shell.today;
        let line = |check: &Check| {
            let level = if check.level.is_empty() {
                String::new()
            } else {
                format!(", {}", check.level)
            };
            let seen = say!(
                "applications-seen-on-by",
                day = words::day(check.seen_on),
                name = &check.seen_by
            );
            let renew = check
                .renew_on
                .map(|day| say!("applications-to-be-looked-at-again", day = words::day(day)));
            Line {
                id: check.id,
                title: format!("{}{level}", check.kind),
                about: [seen]
                    .into_iter()
                    .chain(renew)
                    .collect::<Vec<_>>()
                    .join(" "),
                late: !check.ended && check.renew_on.is_some_and(|day| day <= today),
                ended: check.ended,
            }
        };
        Checks {
            form,
            base: base(self.whose),
            name: self.name,
            lines: self.checks.iter().map(line).collect(),
            kinds: kinds(),
            day: ON,
            renewal: RENEWAL,
            agreed: self.agreed,
            done,
            shell,
        }
    }
}

fn agreed(conn: &Connection, id: MemberId) -> timebank::Result<Agreed> {
    let newest = agreement::current(conn)?.version;
    let accepted = agreement::accepted(conn, id)?;
    let line = |one: &agreement::Accepted| {
        let (version, day) = (one.version, words::day(one.on));
        if one.written_by.is_empty() {
            say!("applications-version-on", version = version, day = day)
        } else {
            say!(
                "applications-version-on-paper",
                version = version,
                day = day,
                name = &one.written_by
            )
        }
    };
    Ok(Agreed {
        accepted: accepted.iter().any(|one| one.version == newest),
        lines: accepted.iter().map(line).collect(),
        newest,
    })
}

fn base(whose: Whose) -> String {
    match whose {
        Whose::Applicant(id) => format!("/applications/{id}"),
        Whose::Member(id) => format!("/members/{id}"),
    }
}

/// The checks of an applicant.
pub async fn ask(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ApplicationId>,
) -> Result<Response> {
    show(&app, page, Whose::Applicant(id), String::new()).await
}

/// The checks of a member.
pub async fn of_member(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
    asked: Form,
) -> Result<Response> {
    let done = match asked.value("done") {
        "seen" => say("applications-it-is-written-down-that"),
        "ended" => say("applications-the-check-has-ended"),
        "signed" => say("applications-it-is-written-down-that-b"),
        _ => String::new(),
    };
    show(&app, page, Whose::Member(id), done).await
}

/// Writes down a check of an applicant.
pub async fn add(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ApplicationId>,
    form: Form,
) -> Result<Response> {
    let to = format!("/applications/{id}?done=kept");
    write(&app, page, Whose::Applicant(id), form, &to).await
}

/// Writes down a check of a member.
pub async fn add_for_member(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
    form: Form,
) -> Result<Response> {
    let to = format!("/members/{id}/checks?done=seen");
    write(&app, page, Whose::Member(id), form, &to).await
}

/// Ends a member’s check.
pub async fn end(
    State(app): State<App>,
    page: Page,
    Path((id, check)): Path<(MemberId, CheckId)>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    app.write(move |tx| checks::end(tx, &by, id, check, &moment))
        .await?;
    Ok(Redirect::to(&format!("/members/{id}/checks?done=ended")).into_response())
}

/// Writes down that a member has signed the agreement on paper, today.
pub async fn sign_for_member(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    app.write(move |tx| agreement::accept_for(tx, &by, id, moment.today, &moment))
        .await?;
    Ok(Redirect::to(&format!("/members/{id}/checks?done=signed")).into_response())
}

async fn show(app: &App, page: Page, whose: Whose, done: String) -> Result<Response> {
    page.coordinator()?;
    let seen = app.read(move |conn| Seen::read(conn, whose)).await?;
    let form = Form::new()
        .with("id", new_id().to_string())
        .with("when", "today");
    page.show(|shell| seen.page(shell, form, done))
}

async fn write(app: &App, page: Page, whose: Whose, mut form: Form, to: &str) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let seen_on = form.take(ON.read(&form, page.today()));
    let blank = [RENEWAL.day, RENEWAL.month, RENEWAL.year]
        .iter()
        .all(|name| form.text(name).is_empty());
    let renew_on = if blank {
        None
    } else {
        form.take(RENEWAL.read(&form, page.today()))
    };
    if let Some(seen_on) = seen_on.filter(|_| form.is_clean()) {
        let id = form.value("id").parse();
        let new = NewCheck {
            id: id.unwrap_or_else(|_| CheckId::new(new_id())),
            kind: form.text("kind"),
            level: form.text("level"),
            seen_on,
            renew_on,
        };
        let kept = app
            .write(move |tx| checks::see(tx, &by, whose, &new, &moment))
            .await;
        if refused(&mut form, kept)?.is_some() {
            return Ok(Redirect::to(to).into_response());
        }
    }
    let seen = app.read(move |conn| Seen::read(conn, whose)).await?;
    page.refuse(|shell| seen.page(shell, form, String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    fn page(whose: Whose, agreed: Option<Agreed>) -> String {
        let check = Check {
            id: CheckId::new(uuid::Uuid::nil()),
            kind: "Driving licence".into(),
            level: String::new(),
            seen_on: "2025-11-20".parse().unwrap(),
            seen_by: "Ruth Calder".into(),
            renew_on: "2026-11-20".parse().ok(),
            ended: false,
        };
        let seen = Seen {
            whose,
            name: "Leah Osborne".into(),
            checks: vec![check],
            agreed,
        };
        seen.page(Shell::sample(), Form::new(), String::new())
            .render()
            .unwrap()
    }

    #[test]
    fn a_check_says_who_saw_it_and_that_it_has_run_out() {
        let html = page(
            Whose::Applicant(ApplicationId::new(uuid::Uuid::nil())),
            None,
        );
        assert!(html.contains("Seen on 20 November 2025 by Ruth Calder."));
        assert!(html.contains("Look at it again"));
        assert!(
            !html.contains("No longer needed"),
            "an applicant’s check is not ended"
        );
    }

    #[test]
    fn a_member_who_signed_an_older_version_can_sign_the_newest() {
        let agreed = Agreed {
            lines: vec!["Version 1, on 3 March 2025".into()],
            newest: 2,
            accepted: false,
        };
        let id = MemberId::new(uuid::Uuid::nil());
        let html = page(Whose::Member(id), Some(agreed));
        assert!(html.contains("They have signed version 2 today"));
        assert!(html.contains("No longer needed"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let html = in_spanish(&["Driving licence"], || {
            let agreed = Agreed {
                lines: Vec::new(),
                newest: 2,
                accepted: false,
            };
            let applicant = Whose::Applicant(ApplicationId::new(uuid::Uuid::nil()));
            let member = Whose::Member(MemberId::new(uuid::Uuid::nil()));
            page(applicant, None) + &page(member, Some(agreed))
        });
        assert!(html.contains("Lo vio Ruth Calder el 20 de noviembre de 2025."));
    }
}
