//! What to do between an empty bank and its first exchange, on the page where an administrator
//! arrives.

use rusqlite::Connection;
use timebank::Person;
use timebank::first_day::{self, Task as Named};

use crate::components::Choice;
use crate::words::say;

/// One thing to do first.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) title: String,
    pub(super) about: String,
    pub(super) path: &'static str,
    pub(super) done: bool,
    named: Named,
}

impl Task {
    /// Where somebody can say that it is done: what they say.
    pub(super) fn choice(&self) -> Option<Choice> {
        let said = match self.named {
            Named::Kinds => say("to-do-the-kinds-of-help-are"),
            Named::Areas => say("to-do-we-have-no-areas"),
            Named::Agreement => say("to-do-we-have-read-the-agreement"),
            Named::Pack => say("to-do-the-starter-pack-is-printed"),
            Named::Mail => say("to-do-mail-is-set-up-or"),
            Named::Backup => say("to-do-backups-are-made-every-day"),
            _ => return None,
        };
        (!self.done).then(|| Choice::new(self.named.as_str(), said))
    }
}

/// The tasks, for somebody who may do them all; none once the first day is over.
pub(super) fn tasks(conn: &Connection, person: &Person) -> timebank::Result<Vec<Task>> {
    if person.administrator().is_err() {
        return Ok(Vec::new());
    }
    let tasks = first_day::tasks(conn)?.into_iter();
    Ok(tasks.map(|(named, done)| task(named, done)).collect())
}

fn task(named: Named, done: bool) -> Task {
    let (title, about, path) = words(named);
    Task {
        title,
        about,
        path,
        done,
        named,
    }
}

fn words(named: Named) -> (String, String, &'static str) {
    match named {
        Named::Contact => (
            say("to-do-say-whom-members-ring"),
            say("to-do-the-name-of-the-timebank"),
            "/settings/contact",
        ),
        Named::Policy => (
            say("to-do-answer-five-questions"),
            say("to-do-who-confirms-who-approves-how"),
            "/first-day/questions",
        ),
        Named::Kinds => (
            say("to-do-look-at-the-kinds-of"),
            say("to-do-twenty-are-there-to-begin"),
            "/settings/kinds",
        ),
        Named::Areas => (
            say("to-do-name-the-parts-of-the"),
            say("to-do-so-that-neighbours-find-those"),
            "/settings/areas",
        ),
        Named::Agreement => (
            say("applications-read-the-agreement"),
            say("to-do-what-members-promise-each-other"),
            "/settings/agreement",
        ),
        Named::Coordinators => (
            say("to-do-find-a-second-person-who"),
            say("to-do-so-that-nobody-approves-their"),
            "/members/new",
        ),
        Named::People => (
            say("to-do-write-in-the-first-members"),
            say("to-do-by-hand-or-from-a"),
            "/imports?what=people",
        ),
        Named::Pack => (
            say("to-do-print-the-starter-pack"),
            say("to-do-poster-paper-slips-agreement-and"),
            "/starter-pack",
        ),
        Named::Mail => (
            say("to-do-set-up-mail-or-decide"),
            say("to-do-whoever-runs-the-server-does"),
            "/help#mail",
        ),
        Named::Backup => (
            say("to-do-see-that-backups-are-made"),
            say("to-do-whoever-runs-the-server-does-b"),
            "/help#backup",
        ),
        Named::Exchange => (
            say("to-do-record-the-first-exchange"),
            say("to-do-from-a-slip-from-the"),
            "/enter-hours",
        ),
        Named::Books => (
            say("to-do-check-the-books"),
            say("to-do-to-see-what-a-check"),
            "/books",
        ),
    }
}

#[cfg(test)]
pub(super) fn samples() -> Vec<Task> {
    let done = |named| named == Named::Contact;
    Named::ALL
        .into_iter()
        .map(|named| task(named, done(named)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn whatever_can_be_said_has_words_for_it_and_nothing_else_has() {
        for task in samples() {
            let said = task.choice().is_some();
            assert_eq!(said, task.named.can_be_said(), "{}", task.title);
        }
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let said = samples().into_iter().map(|task| {
                let choice = task.choice().map(|choice| choice.label);
                [task.title, task.about, choice.unwrap_or_default()].join(". ") + " "
            });
            said.collect()
        });
    }
}
