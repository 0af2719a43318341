//! Stories and quotes: somebody’s words, which a report may carry while they agree.
//!
//! Consent is written down with each: on which day, how, who saw it, how the person may be named,
//! and the last day on which the words are shown. The words do not change afterwards, because they
//! are what was agreed to. Withdrawn by the person or a coordinator, they are deleted.

mod model;
mod store;

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

pub use model::{Naming, NewStory, Story};

use crate::actor::{Coordinator, Person, Signature};
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::{MemberId, StoryId};
use crate::typed::tidy;
use crate::{member, project};

/// The most characters of a story: more would not fit the pages of a funder.
pub const MOST_CHARACTERS: usize = 900;

/// Keeps a story with the consent that a coordinator saw.
pub fn keep(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewStory,
    moment: &Moment,
) -> Result<StoryId> {
    let new = checked(tx, new, moment)?;
    let id = store::insert(tx, by.id(), &new, moment.now)?;
    let facts = json!({
        "story": id.get(),
        "naming": new.naming.as_str(),
        "consent_on": new.consent_on,
        "until": new.until,
        "project": new.project,
    });
    let subject = new.member.map(MemberId::uuid);
    audit::write(tx, by.into(), moment, "story.keep", subject, &facts)?;
    Ok(id)
}

/// The person whose words they are takes them back: they are deleted.
pub fn withdraw(tx: &Transaction<'_>, by: &Person, id: StoryId, moment: &Moment) -> Result<()> {
    let story = get(tx, id)?;
    if story.member != Some(by.id()) {
        return Err(Error::NotFound("This story"));
    }
    delete(tx, by.into(), &story, moment)
}

/// A coordinator takes them out for whoever asked for it. One that is gone stays gone.
pub fn withdraw_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: StoryId,
    moment: &Moment,
) -> Result<()> {
    match store::get(tx, id)? {
        Some(story) => delete(tx, by.into(), &story, moment),
        None => Ok(()),
    }
}

fn delete(tx: &Transaction<'_>, by: Signature, story: &Story, moment: &Moment) -> Result<()> {
    store::delete(tx, story.id)?;
    let facts = json!({ "story": story.id.get() });
    let subject = story.member.map(MemberId::uuid);
    audit::write(tx, by, moment, "story.withdraw", subject, &facts)
}

/// Every story, the newest first.
pub fn all(conn: &Connection) -> Result<Vec<Story>> {
    Ok(store::all(conn)?)
}

/// One story.
pub fn get(conn: &Connection, id: StoryId) -> Result<Story> {
    store::get(conn, id)?.ok_or(Error::NotFound("This story"))
}

/// A story that may be shown on this day; nothing where it was withdrawn or is over.
pub fn shown_on(conn: &Connection, id: StoryId, day: NaiveDate) -> Result<Option<Story>> {
    Ok(store::get(conn, id)?.filter(|story| story.is_shown_on(day)))
}

/// The stories of one member, for that member.
pub fn of_member(conn: &Connection, member: MemberId) -> Result<Vec<Story>> {
    Ok(store::of_member(conn, member)?)
}

/// What one entry said is said by the one that stays.
pub(crate) fn merge(tx: &Transaction<'_>, stays: MemberId, goes: MemberId) -> Result<()> {
    store::merge(tx, stays, goes)?;
    Ok(())
}

fn checked(tx: &Transaction<'_>, new: &NewStory, moment: &Moment) -> Result<NewStory> {
    let new = NewStory {
        words: paragraphs(&new.words),
        described: tidy(&new.described),
        ..new.clone()
    };
    let mut errors = Vec::new();
    let mut refuse = |field: &'static str, message: String| {
        errors.push(FieldError::new(field, message));
    };
    if new.words.is_empty() {
        refuse("words", say!("stories-enter-what-they-said"));
    } else if new.words.chars().count() > MOST_CHARACTERS {
        refuse("words", say!("stories-what-they-said-must-be"));
    }
    if new.naming != Naming::Nobody && new.member.is_none() {
        refuse("naming", say!("stories-somebody-who-is-no-member"));
    }
    if new.described.chars().count() > 80 {
        refuse(
            "described",
            say!("stories-the-description-must-be-characters"),
        );
    }
    if new.consent_on > moment.today {
        refuse("consent_day", say!("stories-the-day-they-agreed-must"));
    }
    if new.until < moment.today || new.until < new.consent_on {
        refuse("until_day", say!("stories-the-last-day-must-be"));
    }
    if let Some(id) = new.member {
        member::get(tx, id)?;
    }
    if let Some(id) = new.project {
        project::get(tx, id)?;
    }
    if errors.is_empty() {
        Ok(new)
    } else {
        Err(Error::Invalid(errors))
    }
}

/// The text with one space between words, and one empty line between paragraphs.
fn paragraphs(text: &str) -> String {
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = text.lines().map(words);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n\n")
}
