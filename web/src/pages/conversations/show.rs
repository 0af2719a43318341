//! The page of a conversation, to one of its two; and the page of the first message.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use timebank::conversation::{self, About, Beginning, Message, Seen};
use timebank::{ConversationId, MemberId, clock};

use super::{address, desk};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// One message.
pub(super) struct Line {
    number: u32,
    /// "You" or the name, and when.
    title: String,
    text: String,
    /// Somebody else wrote it to the reader.
    may_report: bool,
}

impl Line {
    pub(super) fn new(message: &Message, me: MemberId, party: bool, zone: Tz) -> Self {
        let own = message.writer == me;
        let when = words::instant(message.at, zone);
        Self {
            number: message.number,
            title: if own {
                say!("messages-you-at", when = when)
            } else {
                format!("{}, {when}", message.writer_name)
            },
            text: message.text.clone(),
            may_report: party && !own,
        }
    }

    fn lines(&self) -> std::str::Lines<'_> {
        self.text.lines()
    }
}

/// Where what is typed goes to.
pub(super) struct Writing {
    pub(super) path: String,
    pub(super) label: String,
    pub(super) button: String,
}

#[derive(Template)]
#[template(path = "conversations/show.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of the page, independently of the others"
)]
pub(super) struct Show {
    pub(super) shell: Shell,
    pub(super) form: Form,
    pub(super) done: String,
    pub(super) heading: String,
    /// What it is about: in a few words, and its page.
    pub(super) about: (String, String),
    /// The page of the conversation; empty before the first message.
    pub(super) path: String,
    pub(super) lines: Vec<Line>,
    /// What is said above the messages.
    pub(super) notes: Vec<String>,
    pub(super) writing: Option<Writing>,
    /// There is something the reader has not marked as read.
    pub(super) unread: bool,
    /// The reader is one of the two, and no coordinator has been asked to join.
    pub(super) may_call: bool,
    /// A coordinator looks who has not asked to read it yet, or has.
    pub(super) desk: bool,
    pub(super) read: bool,
}

pub(super) fn done_sentence(code: &str) -> String {
    match code {
        "sent" => say("messages-your-message-is-sent"),
        "read" => say("messages-it-is-marked-as-read"),
        "called" => say("messages-a-coordinator-is-told-and"),
        "reported" => say("messages-a-coordinator-is-told-and-b"),
        _ => String::new(),
    }
}

impl Show {
    pub(super) fn of(shell: Shell, me: MemberId, seen: &Seen, form: Form, writes: bool) -> Self {
        let conversation = &seen.conversation;
        let with = conversation.with(me).map_or("", |party| &*party.greeting);
        let path = address(conversation.id);
        let asked = seen.calls.iter().find(|call| call.message.is_none());
        let mut notes = Vec::new();
        notes.extend(asked.map(|call| {
            if call.by == me {
                say("messages-you-asked-a-coordinator")
            } else {
                say!("messages-asked-a-coordinator-to-join", name = &call.by_name)
            }
        }));
        if seen.calls.iter().any(|call| call.message.is_some()) {
            notes.push(say("messages-you-reported-a-message-a"));
        }
        notes.extend(seen.closed.map(str::to_owned));
        let zone = shell.zone;
        Self {
            heading: say!("messages-you-and", with = with),
            about: (conversation.title.clone(), conversation.about.path()),
            lines: seen
                .messages
                .iter()
                .map(|message| Line::new(message, me, true, zone))
                .collect(),
            notes,
            writing: (writes && seen.closed.is_none()).then(|| Writing {
                path: format!("{path}/messages"),
                label: say!("messages-write-to", with = with),
                button: say("messages-send"),
            }),
            unread: seen.unread > 0,
            may_call: asked.is_none(),
            path,
            done: String::new(),
            desk: false,
            read: true,
            shell,
            form,
        }
    }

    fn begins(shell: Shell, about: About, beginning: &Beginning, form: Form) -> Self {
        let with = beginning.with.greeting();
        Self {
            heading: say!("messages-write-to", with = with),
            about: (beginning.title.clone(), about.path()),
            path: String::new(),
            lines: Vec::new(),
            notes: vec![say!("messages-only-you-and-read-what", with = with)],
            writing: Some(Writing {
                path: "/conversations".to_owned(),
                label: say("messages-what-would-you-like-to"),
                button: say("messages-send"),
            }),
            unread: false,
            may_call: false,
            done: String::new(),
            desk: false,
            read: true,
            shell,
            form,
        }
    }
}

/// An empty form: its message gets its id here, so that it is written once.
pub(super) fn blank() -> Form {
    Form::new().with("id", clock::new_id().to_string())
}

/// What a form is about: an exchange or a listing.
pub(super) fn about_of(form: &Form) -> Result<About> {
    let exchange = form.value("exchange").parse().map(About::Exchange);
    let listing = || form.value("listing").parse().map(About::Listing);
    exchange
        .or_else(|_| listing())
        .map_err(|_| WebError::not_found())
}

/// The page of the first message; where there is a conversation, that.
pub async fn first(State(app): State<App>, page: Page, query: Form) -> Result<Response> {
    page.member()?;
    let about = about_of(&query)?;
    let beginning = begins(&app, &page, about).await?;
    if let Some(known) = beginning.known {
        return Ok(Redirect::to(&address(known)).into_response());
    }
    let form = blank().with(about.kind(), about.uuid().to_string());
    page.show(|shell| Show::begins(shell, about, &beginning, form))
}

pub(super) async fn begins(app: &App, page: &Page, about: About) -> Result<Beginning> {
    let (person, now) = (page.person()?.clone(), page.moment().now);
    app.read(move |conn| conversation::beginning(conn, &person, about, now))
        .await
}

/// The page of the first message again, with what is wrong with it.
pub(super) async fn first_again(
    app: &App,
    page: Page,
    about: About,
    form: Form,
) -> Result<Response> {
    let beginning = begins(app, &page, about).await?;
    page.refuse(|shell| Show::begins(shell, about, &beginning, form))
}

/// The conversation, to one of its two.
pub(super) async fn seen(app: &App, page: &Page, id: ConversationId) -> Result<Seen> {
    let (person, now) = (page.person()?.clone(), page.moment().now);
    app.read(move |conn| conversation::view(conn, &person, id, now))
        .await
}

/// A conversation: to the two with all that was written, to a coordinator who was called in
/// with the reason only.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ConversationId>,
    query: Form,
) -> Result<Response> {
    let done = done_sentence(query.value("done"));
    let seen = match seen(&app, &page, id).await {
        Ok(seen) => seen,
        Err(error) => return desk::show(&app, page, id, done, error).await,
    };
    let person = page.person()?.clone();
    page.show(|shell| {
        let writes = person.member().is_ok();
        let mut show = Show::of(shell, person.id(), &seen, blank(), writes);
        show.done = done;
        show
    })
}

#[cfg(test)]
pub(super) mod tests {
    use chrono::DateTime;
    use timebank::ListingId;
    use timebank::conversation::{Call, Conversation, Party};
    use uuid::Uuid;

    use super::*;
    use crate::pages::exchanges::samples::{ANN, BOB};

    fn party(id: MemberId, name: &str) -> Party {
        Party {
            id,
            name: name.to_owned(),
            greeting: name.split(' ').next().unwrap().to_owned(),
        }
    }

    fn seen() -> Seen {
        let id = ConversationId::new(Uuid::from_u128(7));
        let at = DateTime::from_timestamp(1_795_169_640, 0).unwrap();
        let message = |number, writer, name: &str, text: &str| Message {
            number,
            writer,
            writer_name: name.to_owned(),
            text: text.to_owned(),
            at,
        };
        Seen {
            conversation: Conversation {
                id,
                about: About::Listing(ListingId::new(Uuid::from_u128(8))),
                title: "Walk Biscuit".to_owned(),
                one: party(ANN, "Ann Whitcombe"),
                other: party(BOB, "Bob Farrow"),
                begun_at: at,
            },
            messages: vec![
                message(1, ANN, "Ann Whitcombe", "Is he good on a lead?"),
                message(2, BOB, "Bob Farrow", "Very.\n<b>Mostly.</b>"),
            ],
            unread: 1,
            closed: None,
            calls: Vec::new(),
        }
    }

    fn shown(seen: &Seen) -> String {
        let show = Show::of(Shell::sample(), ANN, seen, blank(), true);
        show.render().unwrap()
    }

    #[test]
    fn both_sides_stand_there_in_plain_text_and_only_the_others_can_be_reported() {
        let html = shown(&seen());
        for part in [
            "<h1>You and Bob</h1>",
            "Is he good on a lead?",
            "Very.<br>",
            "Write to Bob",
            "I have read it",
            "/call?message=2\"",
            "Ask a coordinator to join",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
        assert!(!html.contains("<b>Mostly"));
        assert!(!html.contains("/call?message=1\""));
    }

    #[test]
    fn what_is_over_is_read_and_not_written_to() {
        let mut over = seen();
        over.closed = Some("What this was about is over, so nothing more is written here.");
        over.unread = 0;
        let html = shown(&over);
        assert!(html.contains("What this was about is over"));
        assert!(!html.contains("<textarea"));
        assert!(!html.contains("I have read it"));
    }

    #[test]
    fn both_learn_that_a_coordinator_was_asked_to_join() {
        let mut called = seen();
        called.calls = vec![Call {
            conversation: called.conversation.id,
            by: BOB,
            by_name: "Bob Farrow".to_owned(),
            with_name: "Ann Whitcombe".to_owned(),
            message: None,
            reason: "We cannot find a day.".to_owned(),
            at: DateTime::UNIX_EPOCH,
        }];
        let html = shown(&called);
        assert!(html.contains("Bob Farrow asked a coordinator to join."));
        assert!(!html.contains("Ask a coordinator to join"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let typed = ["Is he good on a lead?", "Very.", "Walk Biscuit"];
        let html = crate::spanish::in_spanish(&typed, || {
            let mut called = seen();
            called.calls = vec![Call {
                conversation: called.conversation.id,
                by: BOB,
                by_name: "Bob Farrow".to_owned(),
                with_name: "Ann Whitcombe".to_owned(),
                message: None,
                reason: String::new(),
                at: DateTime::UNIX_EPOCH,
            }];
            shown(&called)
        });
        assert!(html.contains("Bob Farrow pidió a la coordinación que se uniera."));
        for code in ["sent", "read", "called", "reported"] {
            crate::spanish::in_spanish(&[], || done_sentence(code));
        }
    }
}
