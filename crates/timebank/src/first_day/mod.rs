//! The first day of a bank: what there is to do between an empty file and the first exchange.
//!
//! Whether a task is done is read from the bank itself. Where the program cannot know it (a pack
//! was printed, backups are made), an administrator says so. The list is there for banks that were
//! begun with it, until everything is done or somebody puts it away.

mod answers;
mod store;

use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use answers::{Answers, Approve, Confirm, Low, Second, Welcome};

use crate::actor::{Administrator, System};
use crate::clock::Moment;
use crate::error::Result;
use crate::policy::{self, Policy, Topic};
use crate::{agreement, audit, bank, books, exchange, member};

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Say whom members ring.
    Contact,
    /// Answer the five questions about how the bank works.
    Policy,
    /// Look at the kinds of help.
    Kinds,
    /// Name the parts of the place.
    Areas,
    /// Read the agreement, or write another.
    Agreement,
    /// Find a second person who may approve.
    Coordinators,
    /// Write in the first members.
    People,
    /// Print the starter pack.
    Pack,
    /// Set up mail, or decide against it.
    Mail,
    /// See that backups are made.
    Backup,
    /// Record the first exchange.
    Exchange,
    /// Check the books once.
    Books,
}

impl Task {
    /// All tasks, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::Contact,
        Self::Policy,
        Self::Kinds,
        Self::Areas,
        Self::Agreement,
        Self::Coordinators,
        Self::People,
        Self::Pack,
        Self::Mail,
        Self::Backup,
        Self::Exchange,
        Self::Books,
    ];

    /// The code kept in the file and used in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Policy => "policy",
            Self::Kinds => "kinds",
            Self::Areas => "areas",
            Self::Agreement => "agreement",
            Self::Coordinators => "coordinators",
            Self::People => "people",
            Self::Pack => "pack",
            Self::Mail => "mail",
            Self::Backup => "backup",
            Self::Exchange => "exchange",
            Self::Books => "books",
        }
    }

    /// The task with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|task| task.as_str() == code)
    }

    /// Whether somebody can say that it is done: where the program cannot know it, or where
    /// leaving it as it is, is an answer.
    #[must_use]
    pub const fn can_be_said(self) -> bool {
        matches!(
            self,
            Self::Kinds | Self::Areas | Self::Agreement | Self::Pack | Self::Mail | Self::Backup
        )
    }
}

/// What the file knows by `begun` and `away`.
const BEGUN: &str = "begun";
const AWAY: &str = "away";

/// Begins the list: a new bank was made.
pub fn begin(tx: &Transaction<'_>, _by: &System, moment: &Moment) -> Result<()> {
    Ok(store::say(tx, BEGUN, None, moment.now)?)
}

/// The tasks, each with whether it is done; none where the list was never begun, was put away, or
/// everything is done.
pub fn tasks(conn: &Connection) -> Result<Vec<(Task, bool)>> {
    let said = store::said(conn)?;
    let is_said = |code: &str| said.iter().any(|said| said == code);
    if !is_said(BEGUN) || is_said(AWAY) {
        return Ok(Vec::new());
    }
    let coordinators = member::coordinators(conn)?.len();
    let mut tasks = Vec::new();
    for task in Task::ALL {
        let said = task.can_be_said() && is_said(task.as_str());
        let done = said || is_done(conn, task, coordinators, &is_said)?;
        tasks.push((task, done));
    }
    if tasks.iter().all(|(_, done)| *done) {
        return Ok(Vec::new());
    }
    Ok(tasks)
}

/// Whether the bank itself shows that a task is done.
fn is_done(
    conn: &Connection,
    task: Task,
    coordinators: usize,
    is_said: &dyn Fn(&str) -> bool,
) -> Result<bool> {
    Ok(match task {
        Task::Contact => !bank::get(conn)?.contact.phone.is_empty(),
        // The answers may be what holds anyway: then there is no change, only the answering.
        Task::Policy => is_said(task.as_str()) || policy::numbered(conn)?.0 > 0,
        Task::Kinds => audit::any_of(conn, "category")?,
        Task::Areas => audit::any_of(conn, "area")?,
        Task::Agreement => agreement::current(conn)?.version > 1,
        Task::Coordinators => coordinators > 1,
        Task::People => {
            let one_more = u32::try_from(coordinators).map_or(u32::MAX, |found| found + 1);
            let found = member::search(conn, &member::Search::default(), 0, one_more)?;
            found.len() > coordinators
        }
        Task::Pack | Task::Mail | Task::Backup => false,
        Task::Exchange => exchange::any(conn)?,
        Task::Books => !books::checks(conn, 1)?.is_empty(),
    })
}

/// Says that a task is done, where that can be said.
pub fn say(tx: &Transaction<'_>, by: &Administrator, task: Task, moment: &Moment) -> Result<()> {
    if !task.can_be_said() {
        return Ok(());
    }
    store::say(tx, task.as_str(), Some(by.id()), moment.now)?;
    let details = json!({ "task": task.as_str() });
    audit::write(tx, by.into(), moment, "first_day.say", None, &details)
}

/// Puts the list away for good.
pub fn put_away(tx: &Transaction<'_>, by: &Administrator, moment: &Moment) -> Result<()> {
    store::say(tx, AWAY, Some(by.id()), moment.now)?;
    audit::write(
        tx,
        by.into(),
        moment,
        "first_day.put_away",
        None,
        &json!({}),
    )
}

/// Sets the policy by the five answers, topic by topic, each with its row in the history.
pub fn answer(
    tx: &Transaction<'_>,
    by: &Administrator,
    answers: &Answers,
    moment: &Moment,
) -> Result<Policy> {
    let mut policy = policy::current(tx)?;
    let wanted = answers.policy(&policy);
    for topic in [Topic::Steps, Topic::Balances, Topic::Grants, Topic::Joining] {
        let number = policy::numbered(tx)?.0;
        let reason = "Answered on the first day";
        policy = policy::change(tx, by, topic, &wanted, reason, number, moment)?;
    }
    store::say(tx, Task::Policy.as_str(), Some(by.id()), moment.now)?;
    audit::write(tx, by.into(), moment, "first_day.answer", None, &json!({}))?;
    Ok(policy)
}
