//! Announcements: a few words of the coordinators on everybody's Home page, until a day.

mod store;

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

pub use store::Announcement;

use crate::actor::Coordinator;
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::AnnouncementId;
use crate::typed::{check_length, tidy};

/// How far ahead the last day can be, in days.
const MOST_DAYS: i64 = 366;

/// An announcement to be put up.
#[derive(Clone, Debug)]
pub struct NewAnnouncement {
    /// The id, made by the form, so that a form sent twice puts it up once.
    pub id: AnnouncementId,
    /// In a few words.
    pub title: String,
    /// What there is to say; plain.
    pub text: String,
    /// The last day on which it is shown.
    pub until: NaiveDate,
}

impl NewAnnouncement {
    fn checked(&self, today: NaiveDate) -> Result<Self> {
        let new = Self {
            title: tidy(&self.title),
            text: tidy(&self.text),
            ..self.clone()
        };
        let mut errors = Vec::new();
        if new.title.is_empty() {
            errors.push(FieldError::new(
                "title",
                say!("telling-enter-what-it-is-about-b"),
            ));
        }
        if new.text.is_empty() {
            errors.push(FieldError::new(
                "text",
                say!("telling-write-what-you-would-like"),
            ));
        }
        check_length(
            &mut errors,
            "title",
            &say!("telling-what-it-is-about"),
            &new.title,
            120,
        );
        check_length(
            &mut errors,
            "text",
            &say!("telling-the-announcement"),
            &new.text,
            1_000,
        );
        let days = (new.until - today).num_days();
        if !(0..=MOST_DAYS).contains(&days) {
            let message = say!("telling-the-last-day-must-be");
            errors.push(FieldError::new("day", message));
        }
        if errors.is_empty() {
            Ok(new)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// Puts it up. The same form sent twice puts it up once.
pub fn put_up(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewAnnouncement,
    moment: &Moment,
) -> Result<Announcement> {
    if let Some(known) = store::get(tx, new.id)? {
        return Ok(known);
    }
    let new = new.checked(moment.today)?;
    store::insert(tx, by.id(), &new, moment.now)?;
    let details = json!({ "until": new.until.to_string() });
    let (subject, action) = (Some(new.id.uuid()), "announcement.put_up");
    audit::write(tx, by.into(), moment, action, subject, &details)?;
    store::get(tx, new.id)?.ok_or(Error::NotFound("This announcement"))
}

/// Takes it down before its day. One that is down already stays so.
pub fn take_down(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: AnnouncementId,
    moment: &Moment,
) -> Result<()> {
    let known = store::get(tx, id)?.ok_or(Error::NotFound("This announcement"))?;
    if known.taken_down {
        return Ok(());
    }
    store::end(tx, id, by.id(), moment.now)?;
    let (subject, action) = (Some(id.uuid()), "announcement.take_down");
    audit::write(tx, by.into(), moment, action, subject, &json!({}))
}

/// What stands on the Home page today, newest first.
pub fn current(conn: &Connection, today: NaiveDate) -> Result<Vec<Announcement>> {
    Ok(store::current(conn, today)?)
}

/// All there ever was, newest first.
pub fn list(conn: &Connection, _by: &Coordinator, limit: u32) -> Result<Vec<Announcement>> {
    Ok(store::list(conn, limit)?)
}
