//! Whom to choose from, and whether somebody may be chosen.

use rusqlite::Connection;
use timebank::member::{self, Profile, Search, State};
use timebank::{Error, MemberId};

use super::answers::Answers;
use super::order::{Mode, Question};
use super::question::choose;
use super::story::Story;
use crate::components::Choice;
use crate::words::say;

/// How many are shown.
const MOST: usize = 8;

/// The people to choose from: those a search finds; without a search those who were chosen
/// before, whose page it began on, and those one exchanged with lately.
pub(super) fn choices(
    conn: &Connection,
    mode: Mode,
    question: Question,
    me: MemberId,
    answers: &Answers,
    query: &str,
    prefix: &str,
) -> timebank::Result<Vec<Choice>> {
    if !question.is_about_a_person() {
        return Ok(Vec::new());
    }
    let mut found = if query.is_empty() {
        lately(conn, mode, question, me, answers)?
    } else {
        let search = Search {
            words: query.to_owned(),
            state: Some(State::Active),
            except: Some(me),
            viewer: matches!(mode, Mode::Own).then_some(me),
            ..Search::default()
        };
        member::search(conn, &search, 0, limit())?
    };
    let taken = other_side(question, answers);
    found.retain(|profile| profile.id != me && Some(profile.id) != taken);
    found.truncate(MOST);
    let line = |profile: &Profile| {
        let number = profile.number.printed(prefix);
        let about = if profile.area_name.is_empty() {
            say!("log-member", number = number)
        } else {
            format!("{}, {number}", profile.area_name)
        };
        Choice::new(profile.id, profile.name.clone()).hinting(about)
    };
    Ok(found.iter().map(line).collect())
}

/// Refuses somebody who cannot be the answer to a question.
pub(super) fn check(
    conn: &Connection,
    question: Question,
    story: &Story,
    me: MemberId,
    answers: &Answers,
    chosen: MemberId,
) -> timebank::Result<()> {
    if chosen == me {
        return Err(Error::field(
            "who",
            match question {
                Question::Who => say("log-choose-somebody-other-than-yourself"),
                _ => say("log-log-hours-of-your-own"),
            },
        ));
    }
    if other_side(question, answers) == Some(chosen) {
        return Err(Error::field(
            "who",
            match question {
                Question::Giver => say("log-choose-somebody-other-than-the"),
                _ => say("log-choose-somebody-other-than-the-b"),
            },
        ));
    }
    let profile = match member::get(conn, chosen) {
        Ok(profile) => profile,
        Err(Error::NotFound(_)) => return Err(Error::field("who", choose(question, story))),
        Err(error) => return Err(error),
    };
    if profile.state == State::Active {
        Ok(())
    } else {
        let message = say!("log-is-not-taking-part-at", name = &profile.name);
        Err(Error::field("who", message))
    }
}

/// The one who stands on the other side already.
fn other_side(question: Question, answers: &Answers) -> Option<MemberId> {
    match question {
        Question::Giver => answers.receiver,
        Question::Receiver => answers.giver,
        _ => None,
    }
}

fn lately(
    conn: &Connection,
    mode: Mode,
    question: Question,
    me: MemberId,
    answers: &Answers,
) -> timebank::Result<Vec<Profile>> {
    let (chosen, near) = match (mode, question) {
        (Mode::Own, _) => (answers.who, Some(me)),
        (Mode::ForSomebody, Question::Giver) => (answers.giver, answers.receiver),
        (Mode::ForSomebody, _) => (answers.receiver, answers.giver),
    };
    let mut found = Vec::new();
    for id in [chosen, answers.with].into_iter().flatten() {
        let profile = member::get(conn, id)?;
        if profile.state == State::Active {
            found.push(profile);
        }
    }
    if let Some(near) = near {
        found.extend(member::lately_with(conn, near, limit())?);
    }
    let mut seen = Vec::new();
    found.retain(|profile| {
        let new = !seen.contains(&profile.id);
        seen.push(profile.id);
        new
    });
    Ok(found)
}

/// Two more than are shown: the reader and the other side are taken out afterwards.
fn limit() -> u32 {
    u32::try_from(MOST + 2).unwrap_or(u32::MAX)
}
