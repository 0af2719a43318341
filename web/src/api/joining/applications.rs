//! Applications, for coordinators: read, taken along the checklist, decided. Applicants have no
//! program; they apply on the public page.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use ledger::AccountId;
use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};
use timebank::checks::{self, NewCheck, Whose};
use timebank::joining::{self, Application, Reference, Standing, Taken};
use timebank::{ApplicationId, MemberId};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::checks::{ChecksBody, NewCheckBody};
use crate::api::change::{Change, Shown};
use crate::api::{Caller, MOST};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Json, Path, Query};
use crate::forms::FieldError;

/// Which applications.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ListQuery {
    /// `true` for those that were decided or taken back, newest first, in place of those that
    /// wait, oldest first.
    #[serde(default)]
    decided: bool,
}

/// Applications.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ApplicationsBody {
    /// The applications.
    items: Vec<ApplicationBody>,
}

/// An application. What was said is empty once it is erased.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ApplicationBody {
    /// The id.
    id: Uuid,
    /// The reference that people read out.
    reference: String,
    /// `sent`, `joined`, `declined` or `withdrawn`.
    state: &'static str,
    /// The member they became.
    member: Option<Uuid>,
    /// The letter, where it was declined.
    letter: Option<String>,
    /// `person` or `organisation`.
    kind: &'static str,
    /// The whole name.
    name: String,
    /// Telephone number.
    phone: String,
    /// E-mail address; empty where there is none.
    email: String,
    /// The part of the place where they live.
    area: String,
    /// Postal address.
    address: String,
    /// What they might offer.
    gives: String,
    /// What they would be glad of.
    wishes: String,
    /// The version of the agreement they accept.
    agreement: Option<u32>,
    /// When it was sent.
    sent_at: DateTime<Utc>,
    /// When somebody talked with them.
    talked_on: Option<NaiveDate>,
    /// When they were shown how things are done.
    inducted_on: Option<NaiveDate>,
    /// When it was decided.
    decided_at: Option<DateTime<Utc>>,
    /// By whom, by name; empty for the applicant.
    decided_by: String,
    /// Whether somebody goes along to the first exchange.
    accompany: bool,
    /// What was told about people is gone.
    erased: bool,
}

/// An application with what belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct WholeApplicationBody {
    /// The application.
    application: ApplicationBody,
    /// People who know them.
    references: Vec<ReferenceBody>,
    /// Checks that were seen.
    checks: ChecksBody,
}

/// Somebody who knows the applicant.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ReferenceBody {
    /// 1 for the first, to 4.
    place: u8,
    /// Who.
    name: String,
    /// How they are reached.
    #[serde(default)]
    reach: String,
    /// When they were asked.
    #[serde(default)]
    asked_on: Option<NaiveDate>,
    /// When they answered.
    #[serde(default)]
    answered_on: Option<NaiveDate>,
    /// Whether what they said was fine; said with the day of the answer.
    #[serde(default)]
    fine: Option<bool>,
}

/// A step of the checklist.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct StepBody {
    /// `talked` or `inducted`.
    step: String,
    /// On what day; absent to take it back.
    #[serde(default)]
    on: Option<NaiveDate>,
}

/// That they become a member.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct MembershipBody {
    /// The member’s id, made by the caller.
    member: Uuid,
    /// The id of their account in the book, made by the caller.
    account: Uuid,
    /// Whether somebody goes along to the first exchange.
    #[serde(default)]
    accompany: bool,
}

/// That an application is declined.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct DecliningBody {
    /// The letter to them.
    letter: String,
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<ApplicationsBody>> {
    caller.coordinator()?;
    let found = app.read(move |conn| {
        if query.decided {
            joining::decided(conn, MOST)
        } else {
            joining::open(conn)
        }
    });
    Ok(Json(ApplicationsBody {
        items: found.await?.into_iter().map(body).collect(),
    }))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ApplicationId>,
) -> Result<Json<WholeApplicationBody>> {
    caller.coordinator()?;
    Ok(Json(app.read(move |conn| whole(conn, id)).await?))
}

pub(super) async fn write_reference(
    State(app): State<App>,
    Path(id): Path<ApplicationId>,
    Change { caller, sent, once }: Change<ReferenceBody>,
) -> Result<Response> {
    let answer = match (sent.answered_on, sent.fine) {
        (Some(on), Some(fine)) => Some((on, fine)),
        (None, None) => None,
        _ => {
            let message = "Say both when they answered and whether it was fine, or neither";
            return Err(WebError::fields([FieldError::new("answered_on", message)]));
        }
    };
    let reference = Reference {
        place: sent.place,
        name: sent.name,
        reach: sent.reach,
        asked_on: sent.asked_on,
        answer,
    };
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        joining::write_reference(tx, &by, id, &reference, &moment)?;
        whole(tx, id)
    };
    once.answer(&app, command, Shown::changed).await
}

pub(super) async fn note_step(
    State(app): State<App>,
    Path(id): Path<ApplicationId>,
    Change { caller, sent, once }: Change<StepBody>,
) -> Result<Response> {
    let step = Taken::parse(&sent.step)
        .ok_or_else(|| WebError::fields([FieldError::new("step", "This is talked or inducted")]))?;
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        joining::note_step(tx, &by, id, step, sent.on, &moment)?;
        whole(tx, id)
    };
    once.answer(&app, command, Shown::changed).await
}

pub(super) async fn see(
    State(app): State<App>,
    Path(id): Path<ApplicationId>,
    Change { caller, sent, once }: Change<NewCheckBody>,
) -> Result<Response> {
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let new = NewCheck::from(sent);
    let command = move |tx: &Transaction<'_>| {
        checks::see(tx, &by, Whose::Applicant(id), &new, &moment)?;
        whole(tx, id)
    };
    once.answer(&app, command, Shown::changed).await
}

pub(super) async fn admit(
    State(app): State<App>,
    Path(id): Path<ApplicationId>,
    Change { caller, sent, once }: Change<MembershipBody>,
) -> Result<Response> {
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let ids = (MemberId::new(sent.member), AccountId::new(sent.account));
    let command = move |tx: &Transaction<'_>| {
        joining::admit(tx, &by, id, ids, sent.accompany, &moment)?;
        whole(tx, id)
    };
    once.answer(&app, command, move |found| {
        Shown::created(format!("/api/v1/members/{}", ids.0), found)
    })
    .await
}

pub(super) async fn decline(
    State(app): State<App>,
    Path(id): Path<ApplicationId>,
    Change { caller, sent, once }: Change<DecliningBody>,
) -> Result<Response> {
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        joining::decline(tx, &by, id, &sent.letter, &moment)?;
        whole(tx, id)
    };
    once.answer(&app, command, Shown::changed).await
}

/// What has been begun and not sent is nobody’s to read but the applicant’s.
fn whole(conn: &Connection, id: ApplicationId) -> timebank::Result<WholeApplicationBody> {
    let application = joining::get(conn, id)?;
    if application.standing == Standing::Begun {
        return Err(timebank::Error::NotFound("This application"));
    }
    let references = joining::references(conn, id)?.into_iter();
    let references = references.map(|one| ReferenceBody {
        place: one.place,
        name: one.name,
        reach: one.reach,
        asked_on: one.asked_on,
        answered_on: one.answer.map(|(on, _)| on),
        fine: one.answer.map(|(_, fine)| fine),
    });
    Ok(WholeApplicationBody {
        application: body(application),
        references: references.collect(),
        checks: super::checks::body(checks::of(conn, Whose::Applicant(id))?),
    })
}

fn body(found: Application) -> ApplicationBody {
    let reference = found.reference();
    let (state, member, letter) = match found.standing {
        Standing::Begun => ("begun", None, None),
        Standing::Sent => ("sent", None, None),
        Standing::Joined(member) => ("joined", Some(member.uuid()), None),
        Standing::Declined { letter, .. } => ("declined", None, Some(letter)),
        Standing::Withdrawn => ("withdrawn", None, None),
    };
    ApplicationBody {
        id: found.id.uuid(),
        reference,
        state,
        member,
        letter,
        kind: found.answers.kind.as_str(),
        name: found.answers.name,
        phone: found.answers.phone,
        email: found.answers.email,
        area: found.answers.area,
        address: found.answers.address,
        gives: found.answers.gives,
        wishes: found.answers.wishes,
        agreement: found.answers.agreement,
        sent_at: found.sent_at,
        talked_on: found.talked_on,
        inducted_on: found.inducted_on,
        decided_at: found.decided_at,
        decided_by: found.decided_by,
        accompany: found.accompany,
        erased: found.erased,
    }
}
