//! Messages to many, and announcements on the Home page: for coordinators.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use timebank::announcement::{self, Announcement, NewAnnouncement};
use timebank::mailing::{self, Filter, Mailing, NewMailing, Taking};
use timebank::needs::Need;
use timebank::{AnnouncementId, AreaId, CategoryId, MailingId};
use utoipa::ToSchema;
use uuid::Uuid;

use super::change::{Change, Shown};
use super::needs::need;
use super::{Caller, MOST};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Json;
use crate::forms::FieldError;

/// What was sent to many, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MailingsBody {
    /// The messages.
    items: Vec<MailingBody>,
}

/// A message to many.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MailingBody {
    /// The id.
    id: Uuid,
    /// What it is about.
    subject: String,
    /// What was said; plain.
    text: String,
    /// Paused members in place of active ones.
    paused: bool,
    /// Only this area.
    area: Option<i64>,
    /// Only those who offer this kind of help.
    offers: Option<i64>,
    /// `any`, `never_started`, `quiet3`, `quiet6` or `quiet12`.
    taking: &'static str,
    /// Only those who need this to be reached well.
    need: Option<&'static str>,
    /// Who sent it, by name.
    sent_by: String,
    /// When.
    sent_at: DateTime<Utc>,
    /// How many members it went to by mail.
    by_mail: u32,
    /// How many by letter.
    by_letter: u32,
    /// How many find it on the website only.
    here: u32,
}

/// A message to be sent to all members who fit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMailingBody {
    /// An id made by the caller.
    id: Uuid,
    /// What it is about.
    subject: String,
    /// What there is to say; plain.
    text: String,
    /// Paused members in place of active ones.
    #[serde(default)]
    paused: bool,
    /// Only this area.
    #[serde(default)]
    area: Option<i64>,
    /// Only those who offer this kind of help.
    #[serde(default)]
    offers: Option<i64>,
    /// `any`, `never_started`, `quiet3`, `quiet6` or `quiet12`; any when absent.
    #[serde(default)]
    taking: Option<String>,
    /// Only those who need this: `large_print`, `easy_read`, `sign_language`, `interpreter` or
    /// `call`.
    #[serde(default)]
    need: Option<String>,
}

/// An announcement to be put up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAnnouncementBody {
    /// An id made by the caller.
    id: Uuid,
    /// What it is about.
    title: String,
    /// What there is to say; plain.
    text: String,
    /// The last day on which it is shown.
    until: NaiveDate,
}

/// Something on everybody's Home page.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AnnouncementBody {
    /// The id.
    id: Uuid,
    /// What it is about.
    title: String,
    /// What there is to say; plain.
    text: String,
    /// The last day on which it is shown.
    until: NaiveDate,
    /// Who put it up, by name.
    made_by: String,
    /// When.
    made_at: DateTime<Utc>,
    /// Whether it was taken down before its day.
    taken_down: bool,
}

pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Json<MailingsBody>> {
    let by = caller.coordinator()?;
    let found = app.read(move |conn| mailing::list(conn, &by, MOST)).await?;
    Ok(Json(MailingsBody {
        items: found.into_iter().map(body).collect(),
    }))
}

pub(super) async fn send(
    State(app): State<App>,
    Change { caller, sent, once }: Change<NewMailingBody>,
) -> Result<Response> {
    let taking = match sent.taking.as_deref() {
        None => Taking::Any,
        Some(code) => Taking::parse(code).ok_or_else(|| {
            let message = "This is any, never_started, quiet3, quiet6 or quiet12";
            WebError::fields([FieldError::new("taking", message)])
        })?,
    };
    let need = sent.need.as_deref().map(need).transpose()?;
    let new = NewMailing {
        id: MailingId::new(sent.id),
        subject: sent.subject,
        text: sent.text,
        filter: Filter {
            paused: sent.paused,
            area: sent.area.map(AreaId::new),
            offers: sent.offers.map(CategoryId::new),
            taking,
            need,
        },
    };
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let command = move |tx: &Transaction<'_>| mailing::send(tx, &by, &new, &moment);
    let show = |sent: Mailing| Shown::created("/api/v1/mailings".to_owned(), body(sent));
    once.answer(&app, command, show).await
}

pub(super) async fn announce(
    State(app): State<App>,
    Change { caller, sent, once }: Change<NewAnnouncementBody>,
) -> Result<Response> {
    let new = NewAnnouncement {
        id: AnnouncementId::new(sent.id),
        title: sent.title,
        text: sent.text,
        until: sent.until,
    };
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let command = move |tx: &Transaction<'_>| announcement::put_up(tx, &by, &new, &moment);
    let show = |found: Announcement| {
        let location = "/api/v1/announcements".to_owned();
        Shown::created(location, of_announcement(found))
    };
    once.answer(&app, command, show).await
}

/// What stands on everybody's Home page today.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AnnouncementsBody {
    /// The announcements, newest first.
    items: Vec<AnnouncementBody>,
}

pub(super) async fn announcements(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<AnnouncementsBody>> {
    let today = caller.moment.today;
    let found = app
        .read(move |conn| announcement::current(conn, today))
        .await?;
    Ok(Json(AnnouncementsBody {
        items: found.into_iter().map(of_announcement).collect(),
    }))
}

fn of_announcement(found: Announcement) -> AnnouncementBody {
    AnnouncementBody {
        id: found.id.uuid(),
        title: found.title,
        text: found.text,
        until: found.until,
        made_by: found.made_by,
        made_at: found.made_at,
        taken_down: found.taken_down,
    }
}

fn body(sent: Mailing) -> MailingBody {
    MailingBody {
        id: sent.id.uuid(),
        subject: sent.subject,
        text: sent.text,
        paused: sent.filter.paused,
        area: sent.filter.area.map(AreaId::get),
        offers: sent.filter.offers.map(CategoryId::get),
        taking: sent.filter.taking.as_str(),
        need: sent.filter.need.map(Need::as_str),
        sent_by: sent.sent_by,
        sent_at: sent.sent_at,
        by_mail: sent.reach.by_mail,
        by_letter: sent.reach.by_letter,
        here: sent.reach.here,
    }
}
