//! One asking: to whoever is asked, the question; to whoever asks and to coordinators, how it
//! stands with each.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::asking::{self, Asked, Asking, AskingState, Reply};
use timebank::listing::{self, Listing};
use timebank::{AskingId, Person, Role, clock};

use super::beside::{last_day, stands};
use crate::app::App;
use crate::components::{Choice, Tag, Tone};
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::exchanges::SPOKEN;
use crate::pages::listings::show::paragraphs;
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "askings/show.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of the page, independently of the others"
)]
struct Show {
    shell: Shell,
    form: Form,
    asking: Asking,
    request: Listing,
    /// Their answer is waited for.
    is_asked: bool,
    /// They made the request, or look after the bank.
    may_see: bool,
    may_stop: bool,
    staff: bool,
    /// A coordinator asks how the introduction went.
    may_follow_up: bool,
    done: String,
    stands: String,
    /// What it means for somebody who was asked and is no longer.
    told: String,
    until: String,
    people: Vec<Line>,
    silent: Vec<Choice>,
    channels: Vec<Choice>,
    replies: Vec<Choice>,
    note_id: String,
}

/// Somebody who is asked, and what they said.
struct Line {
    name: String,
    path: String,
    about: String,
    phone: String,
    tag: Tag,
}

/// What the page is made from.
pub(super) struct Seen {
    asking: Asking,
    request: Listing,
}

pub(super) async fn read(app: &App, page: &Page, id: AskingId) -> Result<Seen> {
    let person = page.person()?.clone();
    app.read(move |conn| {
        let asking = asking::view(conn, &person, id)?;
        let request = listing::get(conn, asking.request)?;
        Ok(Seen { asking, request })
    })
    .await
}

/// The page.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(id): Path<AskingId>,
    query: Form,
) -> Result<Response> {
    let seen = read(&app, &page, id).await?;
    let done = match query.value("done") {
        "asked" => say("asking-they-are-asked-you-are"),
        "no" => say("asking-that-is-fine-thank-you"),
        "noted" => say("asking-the-answer-is-written-down"),
        "stopped" => say("asking-nobody-is-asked-any-more"),
        "followed-up" => say("asking-your-note-stands-with-the"),
        _ => String::new(),
    };
    let person = page.person()?.clone();
    page.show(|shell| seen.page(shell, &person, Form::new(), done))
}

/// The page again, with what is wrong in a form of it.
pub(super) async fn again(app: &App, page: Page, id: AskingId, form: Form) -> Result<Response> {
    let seen = read(app, &page, id).await?;
    let person = page.person()?.clone();
    page.refuse(|shell| seen.page(shell, &person, form, String::new()))
}

impl Seen {
    fn page(self, shell: Shell, person: &Person, form: Form, done: String) -> Show {
        let Self { asking, request } = self;
        let staff = person.role() >= Role::Coordinator;
        let own = asking.member == person.id();
        let active = person.member().is_ok();
        let zone = shell.zone;
        let silent = if staff && asking.is_open() && !own {
            let others = asking.silent().filter(|one| one.member != person.id());
            others
                .map(|one| Choice::new(one.member, one.name.clone()))
                .collect()
        } else {
            Vec::new()
        };
        Show {
            is_asked: asking.awaits(person.id()) && active,
            may_see: own || staff,
            may_stop: (own || staff) && asking.is_open() && active,
            may_follow_up: staff && asking.introduced && !asking.followed_up && !asking.is_open(),
            staff,
            done,
            stands: stands(&asking, shell.today, zone),
            told: told(&asking, person),
            until: words::weekday_short(last_day(&asking, zone)),
            people: asking
                .people
                .iter()
                .map(|one| line(one, &asking, zone))
                .collect(),
            silent,
            channels: SPOKEN
                .into_iter()
                .map(|(channel, label)| Choice::new(channel.as_str(), say(label)))
                .collect(),
            replies: vec![
                Choice::new(Reply::Yes.as_str(), say("asking-yes-they-can")),
                Choice::new(Reply::No.as_str(), say("asking-not-this-time")),
            ],
            note_id: clock::new_id().to_string(),
            form,
            asking,
            request,
            shell,
        }
    }
}

impl Show {
    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        paragraphs(&self.request.details)
    }

    /// "Two others are asked as well."
    fn others(&self) -> String {
        match self.asking.people.len() {
            0 | 1 => String::new(),
            2 => say("asking-one-other-person-is-asked"),
            _ => say("asking-two-others-are-asked-as"),
        }
    }
}

/// What somebody who was asked reads when their answer is not waited for.
fn told(asking: &Asking, person: &Person) -> String {
    let Some(asked) = asking.asked(person.id()) else {
        return String::new();
    };
    let said = asked.answer.as_ref().map(|answer| answer.reply);
    match (said, asking.state) {
        (Some(Reply::Yes), _) => say("asking-you-said-yes-it-is"),
        (Some(Reply::No), _) => say("asking-you-said-not-this-time"),
        (None, AskingState::Open) => String::new(),
        (None, AskingState::Found { .. }) => say("asking-somebody-has-been-found-thank"),
        (None, _) => say("asking-you-need-not-answer-any"),
    }
}

fn line(one: &Asked, asking: &Asking, zone: chrono_tz::Tz) -> Line {
    let (tag, about) = match &one.answer {
        Some(answer) => {
            let tag = match answer.reply {
                Reply::Yes => Tag::new(say("asking-yes"), Tone::Approved),
                Reply::No => Tag::new(say("asking-not-this-time"), Tone::Plain),
            };
            let at = words::instant(answer.at, zone);
            let about = match &answer.by {
                None => say!("asking-answered-on", at = at),
                Some(by) => say!("asking-told-who-wrote-it-down", by = by, at = at),
            };
            (tag, about)
        }
        None if asking.is_open() => (
            Tag::new(say("exchange-waiting"), Tone::Waiting),
            String::new(),
        ),
        None => (
            Tag::new(say("asking-no-answer"), Tone::Plain),
            String::new(),
        ),
    };
    Line {
        name: one.name.clone(),
        path: crate::pages::people::address(one.member),
        about,
        phone: one.phone.clone(),
        tag,
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::pages::listings::samples as listings;

    fn shown(change: impl FnOnce(&mut Show)) -> String {
        let asking = samples::asking();
        let mut show = Show {
            shell: Shell::sample(),
            form: Form::new(),
            request: listings::request(),
            is_asked: false,
            may_see: false,
            may_stop: false,
            staff: false,
            may_follow_up: false,
            done: String::new(),
            stands: stands(&asking, Shell::sample().today, chrono_tz::Tz::UTC),
            told: String::new(),
            until: "Tuesday 24 November".to_owned(),
            people: asking
                .people
                .iter()
                .map(|one| line(one, &asking, chrono_tz::Tz::UTC))
                .collect(),
            silent: Vec::new(),
            channels: Vec::new(),
            replies: Vec::new(),
            note_id: "9".to_owned(),
            asking,
        };
        change(&mut show);
        show.render().unwrap()
    }

    #[test]
    fn whoever_is_asked_has_two_buttons_and_gives_no_reason() {
        let html = shown(|show| show.is_asked = true);
        assert!(html.contains("value=\"yes\""));
        assert!(html.contains("value=\"no\""));
        assert!(!html.contains("<textarea"));
        assert!(html.contains("He is no trouble."));
        assert!(
            !html.contains("Tom Brindle"),
            "who else is asked stays with the asker"
        );
        assert!(html.contains("One other person is asked as well."));
    }

    #[test]
    fn whoever_asks_sees_what_each_said_and_no_number() {
        let html = shown(|show| {
            show.may_see = true;
            show.may_stop = true;
        });
        assert!(html.contains("Tom Brindle") && html.contains("Not this time"));
        assert!(html.contains("Waiting"));
        assert!(!html.contains("01632 960177"));
        assert!(html.contains("/ending\" method=\"post\""));
    }

    #[test]
    fn a_coordinator_writes_down_an_answer_and_sees_the_number() {
        let html = shown(|show| {
            show.may_see = true;
            show.staff = true;
            show.silent = vec![Choice::new("2", "Priya Nair")];
        });
        assert!(html.contains("01632 960177"));
        assert!(html.contains("/answer-for\" method=\"post\""));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let typed = [
            "Walk Biscuit, a small calm dog",
            "He is no trouble.",
            "He likes the river.",
            "His lead hangs by the door.",
            "Tuesday 24 November",
            "Tuesdays and Thursdays",
        ];
        for change in [
            |show: &mut Show| show.is_asked = true,
            |show: &mut Show| show.may_see = true,
            |show: &mut Show| {
                show.may_see = true;
                show.staff = true;
                show.may_follow_up = true;
                show.silent = vec![Choice::new("2", "Priya Nair")];
            },
        ] {
            let html = crate::spanish::in_spanish(&typed, || shown(change));
            assert!(html.contains("Dilys"));
        }
        for state in [
            AskingState::Nobody,
            AskingState::Lapsed,
            AskingState::Stopped,
        ] {
            crate::spanish::in_spanish(&[], || {
                let mut asking = samples::asking();
                asking.state = state;
                stands(&asking, Shell::sample().today, chrono_tz::Tz::UTC)
            });
        }
    }
}
