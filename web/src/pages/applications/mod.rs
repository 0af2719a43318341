//! Applications at the coordinators’ desk: the list, one of them with its checklist, each step on a
//! page of its own, a new member, a kind no; and the checks that were seen, also of members.

mod checks;
mod deciding;
mod list;
mod show;
mod steps;

pub use self::checks::{add, add_for_member, ask, end, of_member, sign_for_member};
pub use self::deciding::{admit, ask_to_admit, ask_to_decline, decline};
pub use self::list::list;
pub use self::show::show;
pub use self::steps::{ask_reference, ask_step, note_step, write_reference};

use timebank::joining::{Application, Standing};

use crate::components::{Tag, Tone};
use crate::forms::DayQuestion;
use crate::words::say;

/// The day of something, with “Today” and “Yesterday”.
const ON: DayQuestion = DayQuestion::done("subject-day");

fn tag(application: &Application) -> Tag {
    match application.standing {
        Standing::Begun | Standing::Sent => Tag::new(say("applications-waiting"), Tone::Waiting),
        Standing::Joined(_) => Tag::new(say("applications-joined"), Tone::Approved),
        Standing::Declined { .. } => Tag::new(say("applications-declined"), Tone::Declined),
        Standing::Withdrawn => Tag::new(say("applications-withdrawn"), Tone::Plain),
    }
}

#[cfg(test)]
fn sample() -> Application {
    use timebank::ApplicationId;
    use timebank::joining::Answers;

    Application {
        id: ApplicationId::new(uuid::Uuid::nil()),
        number: Some(7),
        standing: Standing::Sent,
        answers: Answers {
            name: "Leah Osborne".into(),
            phone: "01632 960160".into(),
            area: "Castle Hill".into(),
            agreement: Some(1),
            ..Answers::default()
        },
        sent_at: "2026-11-17T15:00:00Z".parse().unwrap(),
        talked_on: None,
        inducted_on: None,
        decided_at: None,
        decided_by: String::new(),
        accompany: false,
        erased: false,
        version: 1,
    }
}
