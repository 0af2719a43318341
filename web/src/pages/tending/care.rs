//! One thing on To do: what was written about it, who looks after it, until when it rests.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Days, NaiveDate};
use timebank::desk::{self, Care, NewNote, Note, NoteKind};
use timebank::{MemberId, NoteId, clock, member};
use uuid::Uuid;

use super::topic::{NOT_HERE, Subject, Topic};
use crate::app::App;
use crate::components::{Choice, Step};
use crate::error::{Problem, Result, WebError};
use crate::extract::Path;
use crate::forms::{DayQuestion, Form};
use crate::page::{Page, Shell};
use crate::words;

/// "Until which day?", in three boxes.
const UNTIL: DayQuestion = DayQuestion {
    when: "",
    day: "day",
    month: "month",
    year: "year",
    subject: "subject-date",
    past_only: false,
};

#[derive(Template)]
#[template(path = "tending/care.html")]
struct Show {
    shell: Shell,
    form: Form,
    here: String,
    topic: Topic,
    subject: Subject,
    done: &'static str,
    kinds: Vec<Choice>,
    notes: Vec<Step>,
    carers: Vec<Choice>,
    care: Care,
    spans: Vec<Choice>,
    until: DayQuestion,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path((topic, id)): Path<(String, Uuid)>,
    asked: Form,
) -> Result<Response> {
    let seen = Seen::read(&app, &page, &topic, id).await?;
    let done = match asked.value("done") {
        "noted" => "Your note is kept.",
        "assigned" => "It is kept who looks after it.",
        "put-off" => "It rests until then.",
        "back" => "It stands on To do again.",
        _ => "",
    };
    let form = seen.form();
    page.show(|shell| seen.page(shell, form, done))
}

/// Writes a note.
pub async fn note(
    State(app): State<App>,
    page: Page,
    Path((topic, id)): Path<(String, Uuid)>,
    form: Form,
) -> Result<Response> {
    let about = parsed(&topic)?.about(id);
    let Some(new) = new_note(&form, about) else {
        let mut form = form;
        form.refuse("kind", "Choose what kind of note it is");
        return again(&app, page, &topic, id, form).await;
    };
    let (by, moment) = (page.coordinator()?, page.moment());
    let answer = app
        .write(move |tx| desk::note(tx, &by, &new, &moment))
        .await;
    finish(&app, page, &topic, id, form, "noted", answer).await
}

/// Says who looks after it.
pub async fn assign(
    State(app): State<App>,
    page: Page,
    Path((topic, id)): Path<(String, Uuid)>,
    form: Form,
) -> Result<Response> {
    let code = parsed(&topic)?.code();
    let (by, moment) = (page.coordinator()?, page.moment());
    let carer: Option<MemberId> = form.value("carer").parse().ok();
    let answer = app
        .write(move |tx| desk::assign(tx, &by, code, id, carer, &moment))
        .await;
    finish(&app, page, &topic, id, form, "assigned", answer).await
}

/// Puts it off until a day, or brings it back.
pub async fn put_off(
    State(app): State<App>,
    page: Page,
    Path((topic, id)): Path<(String, Uuid)>,
    mut form: Form,
) -> Result<Response> {
    let code = parsed(&topic)?.code();
    let until = match form.value("span") {
        "back" => Some(None),
        "other" => form.take(UNTIL.read(&form, page.today())).map(Some),
        days => {
            let days = days.parse().ok().filter(|days| (1..=366).contains(days));
            if days.is_none() {
                form.refuse("span", "Choose until when it rests");
            }
            days.map(|days| page.today().checked_add_days(Days::new(days)))
        }
    };
    let Some(until) = until else {
        return again(&app, page, &topic, id, form).await;
    };
    let (by, moment) = (page.coordinator()?, page.moment());
    let answer = app
        .write(move |tx| desk::put_off(tx, &by, code, id, until, &moment))
        .await;
    let done = if until.is_some() { "put-off" } else { "back" };
    finish(&app, page, &topic, id, form, done, answer).await
}

/// The note of a form; nothing where no kind is chosen.
pub(super) fn new_note(form: &Form, about: desk::About) -> Option<NewNote> {
    let id = form.value("id").parse();
    Some(NewNote {
        id: id.unwrap_or_else(|_| NoteId::new(clock::new_id())),
        about,
        kind: NoteKind::parse(form.value("kind")).filter(|kind| *kind != NoteKind::Question)?,
        text: form.lines("text"),
    })
}

/// The kinds of note that somebody chooses from.
pub(super) fn kinds(private: bool) -> Vec<Choice> {
    let mut kinds = vec![
        Choice::new("call", "A telephone call").hinting("For example, rang, no answer"),
        Choice::new("visit", "A talk in person"),
        Choice::new("message", "A letter or a message"),
        Choice::new("note", "Anything else"),
    ];
    if private {
        kinds.push(
            Choice::new("private", "Private")
                .hinting("Not shown here; who reads it is written down"),
        );
    }
    kinds
}

/// Notes as a timeline.
pub(crate) fn timeline(notes: &[Note], zone: chrono_tz::Tz) -> Vec<Step> {
    let step = |note: &Note| Step {
        title: match note.kind {
            NoteKind::Call => "A telephone call",
            NoteKind::Visit => "A talk in person",
            NoteKind::Message => "A letter or a message",
            NoteKind::Note => "A note",
            NoteKind::Private => "A private note",
            NoteKind::Question => "A question to the two",
        }
        .to_owned(),
        about: format!(
            "{}, {}",
            note.written_by_name,
            words::instant(note.written_at, zone)
        ),
        said: note.text.clone(),
        ahead: false,
    };
    notes.iter().map(step).collect()
}

async fn finish(
    app: &App,
    page: Page,
    topic: &str,
    id: Uuid,
    mut form: Form,
    done: &str,
    answer: std::result::Result<(), WebError>,
) -> Result<Response> {
    match answer {
        Ok(()) => Ok(Redirect::to(&format!("/to-do/{topic}/{id}?done={done}")).into_response()),
        Err(error) if error.problem() == Problem::Fields => {
            form.refuse_all(error.into_fields()?);
            again(app, page, topic, id, form).await
        }
        Err(error) => Err(error),
    }
}

async fn again(app: &App, page: Page, topic: &str, id: Uuid, form: Form) -> Result<Response> {
    let seen = Seen::read(app, &page, topic, id).await?;
    page.refuse(|shell| seen.page(shell, form, ""))
}

fn parsed(topic: &str) -> Result<Topic> {
    topic.parse().map_err(|()| NOT_HERE.into())
}

struct Seen {
    topic: Topic,
    here: String,
    subject: Subject,
    notes: Vec<Step>,
    carers: Vec<Choice>,
    care: Care,
    today: NaiveDate,
}

impl Seen {
    async fn read(app: &App, page: &Page, topic: &str, id: Uuid) -> Result<Self> {
        let (topic, zone, today) = (parsed(topic)?, page.bank().zone, page.today());
        app.read(move |conn| {
            let about = topic.about(id);
            let mut care = desk::care(conn)?;
            let carers = member::coordinators(conn)?;
            Ok(Self {
                topic,
                here: format!("/to-do/{}/{id}", topic.code()),
                subject: Subject::read(conn, about)?,
                notes: timeline(&desk::notes(conn, about)?, zone),
                carers: carers
                    .iter()
                    .map(|carer| Choice::new(carer.id, carer.name.clone()))
                    .collect(),
                care: care
                    .remove(&(topic.code().to_owned(), id))
                    .unwrap_or_default(),
                today,
            })
        })
        .await
    }

    fn form(&self) -> Form {
        let carer = self.care.carer.map(|carer| carer.to_string());
        Form::new()
            .with("id", clock::new_id().to_string())
            .with("carer", carer.unwrap_or_default())
    }

    fn page(self, shell: Shell, form: Form, done: &'static str) -> Show {
        let rests = self
            .care
            .rests_until
            .is_some_and(|until| until > self.today);
        let mut spans = vec![
            Choice::new("1", "Until tomorrow"),
            Choice::new("7", "For a week"),
            Choice::new("28", "For four weeks"),
            Choice::new("other", "Until another day"),
        ];
        if rests {
            spans.push(Choice::new("back", "No longer: back to To do now"));
        }
        Show {
            shell,
            form,
            here: self.here,
            topic: self.topic,
            subject: self.subject,
            done,
            kinds: kinds(false),
            notes: self.notes,
            carers: self.carers,
            care: Care {
                rests_until: self.care.rests_until.filter(|_| rests),
                ..self.care
            },
            spans,
            until: UNTIL,
        }
    }
}
