//! Who came, who pays, what will be written; then it is written, exactly so.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use timebank::activity::{self, Activity, ActivityState, Listed, Part, Payment, Plan};
use timebank::bank::Bank;
use timebank::{ActivityId, Error, member};

use super::marks::{self, ways};
use crate::app::App;
use crate::components::Choice;
use crate::error::{Problem, Result, WebError};
use crate::extract::Path;
use crate::forms::{FieldError, Form};
use crate::page::{Page, Shell};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "activities/settle.html")]
struct Settle {
    shell: Shell,
    form: Form,
    id: ActivityId,
    title: String,
    when: String,
    usual: String,
    leaders: Vec<Row>,
    attendees: Vec<Row>,
    ways: Vec<Choice>,
    preview: Option<Preview>,
}

/// Somebody on the list, with their boxes.
struct Row {
    number: u32,
    name: String,
    field: String,
    came: bool,
}

/// What will be written.
struct Preview {
    lines: Vec<(String, i64)>,
    seal: String,
    explanation: String,
}

/// Everything the page shows, from one snapshot.
struct Sheet {
    activity: Activity,
    people: Vec<Listed>,
}

/// The list with its boxes. Nothing is worked out yet.
pub async fn ask_to_settle(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let sheet = app.read(move |conn| Sheet::read(conn, id)).await?;
    if !matches!(sheet.activity.state, ActivityState::Planned) {
        return Ok(Redirect::to(&format!("/activities/{id}")).into_response());
    }
    let form = marks::filled(&sheet.people);
    page.show(|shell| Settle::new(shell, form, &sheet, None))
}

/// Keeps who came and works out what will be written; writes it where it was looked at so.
pub async fn settle(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ActivityId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment, bank) = (page.coordinator()?, page.moment(), page.bank().clone());
    let sheet = app.read(move |conn| Sheet::read(conn, id)).await?;
    if !matches!(sheet.activity.state, ActivityState::Planned) {
        // Sent twice: it was settled by the first.
        return Ok(Redirect::to(&format!("/activities/{id}")).into_response());
    }
    let marked = marks::marks(&mut form, &sheet.people);
    let (mut sent, prefix) = (form.clone(), bank.prefix.clone());
    let (payment, read) = app
        .read(move |conn| {
            let payment = marks::payment(conn, &mut sent, &prefix)?;
            Ok((payment, sent))
        })
        .await?;
    form = read;
    let mut preview = None;
    if let Some(payment) = payment.filter(|_| form.is_clean()) {
        let write = form.has("settle").then(|| form.value("seal").to_owned());
        let answer = app
            .write(move |tx| {
                activity::mark(tx, &by, id, &marked, &moment)?;
                let plan = match activity::proposal(tx, id, payment) {
                    Ok(plan) => plan,
                    // The marks stay; what is missing is said beside them.
                    Err(Error::Invalid(errors)) => return Ok(Answer::Missing(errors)),
                    Err(error) => return Err(error),
                };
                if write.is_some_and(|seal| seal == marks::seal(&plan)) {
                    activity::settle(tx, &by, id, payment, &plan, &moment)?;
                    return Ok(Answer::Written);
                }
                let people = activity::people(tx, id)?;
                let preview = Preview::new(tx, &bank, payment, &plan, &people)?;
                Ok(Answer::Proposed(preview))
            })
            .await;
        match answer {
            Ok(Answer::Written) => {
                let path = format!("/activities/{id}?done=settled");
                return Ok(Redirect::to(&path).into_response());
            }
            Ok(Answer::Proposed(proposed)) => preview = Some(proposed),
            Ok(Answer::Missing(errors)) => {
                form.refuse_all(errors.into_iter().map(FieldError::from));
            }
            Err(error) if error.problem() == Problem::RefusedByBook => {
                return Err(WebError::conflict(say("activities-the-book-did-not-take")));
            }
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    if form.is_clean() {
        page.show(|shell| Settle::new(shell, form, &sheet, preview))
    } else {
        page.refuse(|shell| Settle::new(shell, form, &sheet, None))
    }
}

enum Answer {
    Written,
    Proposed(Preview),
    Missing(Vec<timebank::FieldError>),
}

impl Sheet {
    fn read(conn: &Connection, id: ActivityId) -> timebank::Result<Self> {
        Ok(Self {
            activity: activity::get(conn, id)?,
            people: activity::people(conn, id)?,
        })
    }
}

impl Settle {
    fn new(shell: Shell, form: Form, sheet: &Sheet, preview: Option<Preview>) -> Self {
        let rows = |part: Part| -> Vec<Row> {
            let people = sheet.people.iter().filter(|person| person.part == part);
            let row = |person: &Listed| {
                let number = person.number.get();
                Row {
                    number,
                    name: person.name.clone(),
                    field: format!("long-{number}"),
                    came: form.chose("came", &number.to_string()),
                }
            };
            people.map(row).collect()
        };
        Self {
            leaders: rows(Part::Leader),
            attendees: rows(Part::Attendee),
            shell,
            id: sheet.activity.id,
            title: sheet.activity.details.title.clone(),
            when: words::weekday_short(sheet.activity.details.held_on),
            usual: words::length(sheet.activity.details.minutes.get()),
            ways: ways(),
            form,
            preview,
        }
    }
}

impl Preview {
    fn new(
        conn: &Connection,
        bank: &Bank,
        payment: Payment,
        plan: &Plan,
        people: &[Listed],
    ) -> timebank::Result<Self> {
        let mut lines = Vec::new();
        let mut rest = plan.changes.clone();
        for person in people {
            if let Some(minutes) = rest.remove(&person.account) {
                let name = if person.part == Part::Leader {
                    say!("activities-name-who-led", name = &person.name)
                } else {
                    person.name.clone()
                };
                lines.push((name, minutes));
            }
        }
        for (account, minutes) in rest {
            let name = if account == bank.accounts.pot {
                say("activities-the-community-pot")
            } else if account == bank.accounts.operating {
                say("activities-the-account-for-running-the")
            } else {
                member::with_account(conn, account)?.map_or_else(String::new, |found| found.name)
            };
            lines.push((name, minutes));
        }
        Ok(Self {
            lines,
            seal: marks::seal(plan),
            explanation: explanation(payment, plan, people),
        })
    }
}

/// "180 minutes among 8 people is 22 minutes each and 4 minutes over."
fn explanation(payment: Payment, plan: &Plan, people: &[Listed]) -> String {
    let came: Vec<&Listed> = people
        .iter()
        .filter(|person| person.part == Part::Attendee && person.came == Some(true))
        .collect();
    let equal = came.iter().all(|person| person.minutes == came[0].minutes);
    let count = i64::try_from(came.len()).unwrap_or(0);
    if payment != Payment::Split || !equal || count == 0 || plan.leader_minutes % count == 0 {
        return String::new();
    }
    let (each, over) = (plan.leader_minutes / count, plan.leader_minutes % count);
    say!(
        "activities-minutes-among-people",
        minutes = plan.leader_minutes,
        people = count.to_string(),
        each = each.to_string(),
        over = over,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;
    use std::collections::BTreeMap;
    use timebank::{MemberId, MemberNumber};
    use uuid::Uuid;

    fn shown(leaders: Vec<Row>, preview: Option<Preview>) -> String {
        let form = Form::new().with("sponsor", "Bob");
        let settle = Settle {
            shell: Shell::sample(),
            form,
            id: ActivityId::new(Uuid::from_u128(3)),
            title: "Chair yoga".to_owned(),
            when: String::new(),
            usual: words::length(60),
            leaders,
            attendees: Vec::new(),
            ways: ways(),
            preview,
        };
        settle.render().unwrap()
    }

    fn listed(number: u32, part: Part) -> Listed {
        Listed {
            member: MemberId::new(Uuid::from_u128(number.into())),
            name: "Nia Morgan".to_owned(),
            greeting: "Nia".to_owned(),
            number: MemberNumber::new(number),
            account: ledger::AccountId::new(Uuid::from_u128(number.into())),
            part,
            came: Some(true),
            minutes: None,
            change: 0,
        }
    }

    fn over() -> String {
        let people: Vec<Listed> = (1..9).map(|n| listed(n, Part::Attendee)).collect();
        let plan = Plan {
            changes: BTreeMap::new(),
            leader_minutes: 180,
            attendee_minutes: 480,
        };
        explanation(Payment::Split, &plan, &people)
    }

    #[test]
    fn minutes_that_do_not_divide_are_explained() {
        assert_eq!(
            over(),
            "180 minutes among 8 people is 22 minutes each and 4 minutes over. Those with the \
             lowest member numbers carry one minute more."
        );
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let row = Row {
                number: 4,
                name: "Nia Morgan".to_owned(),
                field: "long-4".to_owned(),
                came: true,
            };
            let preview = Preview {
                lines: vec![("Nia Morgan".to_owned(), 60)],
                seal: String::new(),
                explanation: over(),
            };
            shown(vec![row], Some(preview)) + &shown(Vec::new(), None)
        });
    }
}
