//! The page of one question: what it shows, what stands in it already, and how an answer is read
//! from it.
//!
//! Only the shape of an answer is judged here. Whether somebody may take part is asked of the
//! file by [`super::people`]; the rest of the community's rules by the command at the end.

use askama::Template;
use chrono::{Datelike, Days, NaiveDate};
use timebank::category::Category;
use timebank::{CategoryId, DraftId, MemberId};

use super::answers::{Answer, Answers, Told, Way};
use super::order::{Mode, Question};
use super::story::{Somebody, Story};
use crate::components::{Choice, kinds};
use crate::forms::{DayQuestion, DurationQuestion, Form};
use crate::page::Shell;
use crate::pages::exchanges::{SPOKEN, spoken, with_length};
use crate::words::say;

const DESCRIPTION: usize = 400;
const NOTE: usize = 1_000;

/// All that a question's page is made of besides the form.
pub(super) struct Asked {
    pub(super) id: DraftId,
    pub(super) answers: Answers,
    pub(super) story: Story,
    /// Whom to choose from.
    pub(super) people: Vec<Choice>,
    /// What was searched for; empty where nothing was.
    pub(super) query: String,
    pub(super) kinds: Vec<Category>,
}

/// How the page was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The first question; nothing is kept yet.
    Beginning,
    /// One after the other.
    Going,
    /// To change one answer; back leads to the check.
    Changing,
}

#[derive(Template)]
#[template(path = "log_hours/question.html")]
pub(super) struct QuestionPage {
    shell: Shell,
    form: Form,
    question: Question,
    heading: String,
    number: usize,
    of: usize,
    logging_for: Option<String>,
    back: String,
    action: String,
    stage: Stage,
    hidden: Vec<(&'static str, String)>,
    people: Vec<Choice>,
    query: String,
    search: String,
    ways: Vec<Choice>,
    tellers: Vec<Choice>,
    channels: Vec<Choice>,
    kinds: Vec<Choice>,
    note_label: String,
    note_hint: String,
    when: DayQuestion,
    took: DurationQuestion,
    travel_hint: String,
}

impl QuestionPage {
    pub(super) fn new(
        shell: Shell,
        mode: Mode,
        question: Question,
        stage: Stage,
        asked: Asked,
        form: Form,
    ) -> Self {
        let story = &asked.story;
        let address = mode.address(asked.id, question);
        Self {
            question,
            heading: story.heading(question),
            number: mode.place(question),
            of: mode.questions().len(),
            logging_for: (mode == Mode::ForSomebody)
                .then(|| story.names().unwrap_or_else(|| say("log-somebody-else"))),
            back: back(&shell, mode, question, stage, asked.id),
            action: match stage {
                Stage::Beginning => mode.path().to_owned(),
                Stage::Going => address.clone(),
                Stage::Changing => format!("{address}?change=1"),
            },
            stage,
            hidden: hidden(stage, &asked),
            search: address,
            ways: ways(&story.with),
            tellers: tellers(&story.with),
            channels: SPOKEN
                .into_iter()
                .map(|(channel, label)| Choice::new(channel.as_str(), say(label)))
                .collect(),
            kinds: kinds::to_choose(&asked.kinds),
            note_label: note_label(mode, story),
            note_hint: note_hint(mode, story),
            when: DayQuestion::done(story.day_subject()),
            took: DurationQuestion::TOOK,
            travel_hint: story.travel_hint(),
            people: asked.people,
            query: asked.query,
            form,
            shell,
        }
    }
}

/// "Note for Bob"
pub(super) fn note_label(mode: Mode, story: &Story) -> String {
    match mode {
        Mode::Own => say!("log-note-for", other = story.other().short()),
        Mode::ForSomebody => say("log-note"),
    }
}

fn note_hint(mode: Mode, story: &Story) -> String {
    match mode {
        Mode::Own => say!(
            "log-only-and-the-coordinators-read",
            other = story.other().short()
        ),
        Mode::ForSomebody => say("log-only-the-two-of-them"),
    }
}

fn back(shell: &Shell, mode: Mode, question: Question, stage: Stage, id: DraftId) -> String {
    match (stage, mode.before(question)) {
        (Stage::Changing, _) => format!("{}/{id}/check", mode.path()),
        (Stage::Going, Some(before)) => mode.address(id, before),
        _ if mode == Mode::Own => "/home".to_owned(),
        _ => shell.home.to_owned(),
    }
}

/// What the first form carries on: its own id, and where it began.
fn hidden(stage: Stage, asked: &Asked) -> Vec<(&'static str, String)> {
    if stage != Stage::Beginning {
        return Vec::new();
    }
    let mut hidden = vec![("id", asked.id.to_string())];
    hidden.extend(asked.answers.with.map(|with| ("with", with.to_string())));
    let listing = asked.answers.listing;
    hidden.extend(listing.map(|listing| ("listing", listing.to_string())));
    hidden
}

fn ways(with: &Somebody) -> Vec<Choice> {
    let (helped, by) = match with {
        Somebody::Named { name, .. } => (
            say!("log-i-helped", name = name),
            say!("log-helped-me", name = name),
        ),
        _ => (say("log-i-helped-somebody"), say("log-somebody-helped-me")),
    };
    vec![
        Choice::new(Way::Gave.code(), helped),
        Choice::new(Way::Received.code(), by),
    ]
}

fn tellers(with: &Somebody) -> Vec<Choice> {
    let (giver, receiver) = match with {
        Somebody::Named { name, .. } => (
            say!("log-who-helped-somebody", name = name),
            say!("log-who-was-helped", name = name),
        ),
        _ => (
            say("log-the-person-who-helped"),
            say("log-the-person-who-was-helped"),
        ),
    };
    vec![
        Choice::new(Told::Giver.code(), giver).hinting(say("log-the-other-one-is-asked")),
        Choice::new(Told::Receiver.code(), receiver).hinting(say("log-the-other-one-is-asked")),
        Choice::new(Told::Both.code(), say("log-both-of-them"))
            .hinting(say("log-or-a-paper-slip-that")),
    ]
}

/// The form with the answer that was given before.
pub(super) fn filled(question: Question, answers: &Answers, today: NaiveDate) -> Form {
    let form = Form::new();
    match question {
        Question::Told => form
            .with("told", answers.told.map_or("", Told::code))
            .with("channel", answers.channel.clone().unwrap_or_default()),
        Question::Way => form.with("way", answers.way.map_or("", Way::code)),
        Question::Who => form.with("who", id(answers.who)),
        Question::Giver => form.with("who", id(answers.giver)),
        Question::Receiver => form.with("who", id(answers.receiver)),
        Question::What => form
            .with(
                "category",
                answers
                    .category
                    .map(|id| id.to_string())
                    .unwrap_or_default(),
            )
            .with("description", answers.description.clone())
            .with("note", answers.note.clone()),
        Question::When => answers
            .done_on
            .map_or_else(Form::new, |day| with_day(form, day, today)),
        Question::Length => answers
            .minutes
            .and_then(ledger::Minutes::new)
            .map_or_else(Form::new, |minutes| with_length(form, minutes)),
    }
}

fn id(member: Option<MemberId>) -> String {
    member.map(|member| member.to_string()).unwrap_or_default()
}

fn with_day(form: Form, day: NaiveDate, today: NaiveDate) -> Form {
    if day == today {
        form.with("when", "today")
    } else if day == today - Days::new(1) {
        form.with("when", "yesterday")
    } else {
        form.with("when", "other")
            .with("day", day.day().to_string())
            .with("month", day.month().to_string())
            .with("year", day.year().to_string())
    }
}

/// The answer in a form, or messages in it.
pub(super) fn read(
    question: Question,
    form: &mut Form,
    asked: &Asked,
    today: NaiveDate,
) -> Option<Answer> {
    match question {
        Question::Told => read_told(form),
        Question::Way => {
            let way = Way::parse(form.value("way"));
            if way.is_none() {
                form.refuse("way", say("log-select-who-helped"));
            }
            way.map(Answer::Way)
        }
        Question::Who | Question::Giver | Question::Receiver => {
            let chosen = form.value("who").parse().ok();
            if chosen.is_none() {
                let field = if asked.people.is_empty() { "q" } else { "who" };
                form.refuse(field, choose(question, &asked.story));
            }
            chosen.map(Answer::Person)
        }
        Question::What => read_what(form, &asked.kinds),
        Question::When => {
            let day = DayQuestion::done(asked.story.day_subject()).read(form, today);
            form.take(day).map(Answer::When)
        }
        Question::Length => {
            let length = DurationQuestion::TOOK.read(form);
            let length = form.take(length)?;
            Some(Answer::Length(length.into()))
        }
    }
}

/// What is said where nobody was chosen.
pub(super) fn choose(question: Question, story: &Story) -> String {
    match question {
        Question::Who if story.giver == Somebody::You => say("log-choose-who-you-helped"),
        Question::Who => say("log-choose-who-helped-you"),
        Question::Receiver => say("log-choose-who-was-helped"),
        _ => say("log-choose-who-helped"),
    }
}

fn read_told(form: &mut Form) -> Option<Answer> {
    let told = Told::parse(form.value("told"));
    let channel = spoken(form.value("channel"));
    if told.is_none() {
        form.refuse("told", say("log-select-who-told-you"));
    }
    if channel.is_none() {
        form.refuse("channel", say("log-select-how-they-told-you"));
    }
    Some(Answer::Told(told?, channel?))
}

fn read_what(form: &mut Form, kinds: &[Category]) -> Option<Answer> {
    let typed = form.value("category").parse().ok().map(CategoryId::new);
    let category = typed.filter(|id| kinds.iter().any(|kind| kind.id == *id));
    let description = form.text("description");
    let note = form.lines("note");
    if category.is_none() && description.is_empty() {
        form.refuse("category", say("log-select-the-kind-of-help"));
    }
    for (field, label, text, most) in [
        (
            "description",
            say("log-what-was-done"),
            &description,
            DESCRIPTION,
        ),
        ("note", say("log-note"), &note, NOTE),
    ] {
        if text.chars().count() > most {
            form.refuse(
                field,
                say!("log-must-be-characters-or-less", label = label, most = most),
            );
        }
    }
    form.is_clean().then_some(Answer::What {
        category,
        description,
        note,
    })
}

#[cfg(test)]
mod tests;
