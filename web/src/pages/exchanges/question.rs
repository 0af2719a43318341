//! The pages between a link and a command: each says what will happen, asks what the command
//! needs, and sends it.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Minutes;
use timebank::exchange::{Choices, Exchange, ExchangeState};
use timebank::{Channel, ExchangeId};

use super::page::Seen;
use super::telling::Telling;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::{DayQuestion, DurationQuestion, Form};
use crate::page::{Page, Shell};
use crate::words::say;

/// "How long was it?", in boxes named `hours` and `minutes`.
pub(super) const WAS: DurationQuestion = DurationQuestion {
    hours: "hours",
    minutes: "minutes",
    subject: "subject-how-long-it-was",
};

/// "When was it?"
pub(super) const WHEN: DayQuestion = DayQuestion::done("subject-date-it-was-done");

/// The channels a person's word comes through when a coordinator writes it down, each with the
/// key of its name.
pub(crate) const SPOKEN: [(Channel, &str); 3] = [
    (Channel::Phone, "exchange-by-telephone"),
    (Channel::Paper, "exchange-on-a-slip"),
    (Channel::InPerson, "exchange-face-to-face"),
];

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// One of the two says that something is wrong.
    Dispute,
    /// Whoever logged it takes it back.
    Withdrawal,
    /// A coordinator says no.
    Decline,
    /// A coordinator confirms on somebody's word.
    ConfirmationFor,
    /// A coordinator decides a dispute.
    Decision,
    /// A coordinator takes a posted exchange back.
    Reversal,
    /// Whoever is asked would rather not.
    Refusal,
    /// One of the two calls off what was arranged.
    Cancellation,
    /// One of the two says that it was done.
    Done,
    /// A coordinator says so on their word.
    DoneFor,
    /// A coordinator agrees on somebody's word.
    AgreementFor,
    /// One of the two asks to put a posted exchange right.
    CorrectionRequest,
    /// A coordinator answers that it stays.
    Keeping,
    /// Whoever received the help says thank you.
    Thanks,
}

impl Question {
    /// Whether it may be asked of this person now.
    const fn is_open(self, choices: Choices) -> bool {
        match self {
            Self::Dispute => choices.dispute,
            Self::Withdrawal => choices.withdraw,
            Self::Decline => choices.decline,
            Self::ConfirmationFor => choices.confirm_for,
            Self::Decision => choices.decide,
            Self::Reversal => choices.reverse,
            Self::Refusal => choices.agree,
            Self::Cancellation => choices.cancel,
            Self::Done => choices.done,
            Self::DoneFor => choices.done_for,
            Self::AgreementFor => choices.agree_for,
            Self::CorrectionRequest => choices.ask_to_correct,
            Self::Keeping => choices.keep,
            Self::Thanks => choices.thank,
        }
    }

    /// The last part of the address.
    const fn noun(self) -> &'static str {
        match self {
            Self::Dispute => "dispute",
            Self::Withdrawal => "withdrawal",
            Self::Decline => "decline",
            Self::ConfirmationFor => "confirmation-for",
            Self::Decision => "decision",
            Self::Reversal => "reversal",
            Self::Refusal => "refusal",
            Self::Cancellation => "cancellation",
            Self::Done => "done",
            Self::DoneFor => "done-for",
            Self::AgreementFor => "agreement-for",
            Self::CorrectionRequest => "correction-request",
            Self::Keeping => "keeping",
            Self::Thanks => "thanks",
        }
    }
}

#[derive(Template)]
#[template(path = "exchanges/question.html")]
struct QuestionPage {
    shell: Shell,
    form: Form,
    question: Question,
    id: ExchangeId,
    version: i64,
    reference: String,
    title: String,
    sentence: String,
    /// Whom it concerns besides the reader: "Bob", "Ann and Bob".
    others: String,
    /// Who will read the reason.
    readers: String,
    back: String,
    counterclaim: Option<String>,
    reason: String,
    length: DurationQuestion,
    day: DayQuestion,
    channels: Vec<Choice>,
    words: Vec<Choice>,
    /// Whether others may read it.
    audience: Vec<Choice>,
}

impl QuestionPage {
    fn new(shell: Shell, form: Form, question: Question, about: &About) -> Self {
        Self {
            shell,
            form,
            question,
            id: about.id,
            version: about.version,
            reference: about.reference.clone(),
            title: about.title(question),
            sentence: about.sentence.clone(),
            readers: if matches!(question, Question::Dispute | Question::CorrectionRequest) {
                say!(
                    "exchange-and-the-coordinators-read-it",
                    others = &about.others
                )
            } else {
                say!("exchange-read-it-word-for-word", others = &about.others)
            },
            back: format!("/exchanges/{}", about.id),
            others: about.others.clone(),
            counterclaim: about.counterclaim.clone(),
            reason: about.reason.clone(),
            length: WAS,
            day: WHEN,
            words: about.words(),
            audience: vec![
                Choice::new("two", say("exchange-only-the-two-of-us")),
                Choice::new(
                    "all",
                    say!("exchange-everybody-on-s-page", others = &about.others),
                )
                .hinting(say("exchange-with-what-you-are-called")),
            ],
            channels: SPOKEN
                .into_iter()
                .map(|(channel, label)| Choice::new(channel.as_str(), say(label)))
                .collect(),
        }
    }
}

/// What the pages say about the exchange.
struct About {
    id: ExchangeId,
    version: i64,
    reference: String,
    sentence: String,
    others: String,
    awaited: String,
    counterclaim: Option<String>,
    reason: String,
    names: [String; 2],
}

impl About {
    /// On whose word a coordinator writes down that it was done.
    fn words(&self) -> Vec<Choice> {
        let [giver, receiver] = &self.names;
        vec![
            Choice::new(
                "both",
                say!("exchange-both-and", giver = giver, receiver = receiver),
            ),
            Choice::new(
                "giver",
                say!("exchange-and-is-asked", giver = giver, receiver = receiver),
            ),
            Choice::new(
                "receiver",
                say!("exchange-and-is-asked", giver = receiver, receiver = giver),
            ),
        ]
    }

    fn new(page: &Page, exchange: &Exchange) -> Result<Self> {
        let telling = Telling::new(exchange, page.person()?.id(), page.bank().zone);
        let disputed = matches!(exchange.state, ExchangeState::Disputed { .. });
        Ok(Self {
            id: exchange.id,
            version: exchange.version,
            reference: exchange.reference.printed(&page.bank().prefix),
            sentence: telling.sentence(),
            others: match telling.side() {
                Some(_) => telling.other().greeting.clone(),
                None => {
                    crate::words::list(&[&exchange.giver.greeting, &exchange.receiver.greeting])
                }
            },
            awaited: telling
                .awaited()
                .map(|party| party.greeting.clone())
                .unwrap_or_default(),
            counterclaim: telling.counterclaim(),
            names: [
                exchange.giver.greeting.clone(),
                exchange.receiver.greeting.clone(),
            ],
            reason: if disputed {
                telling.reason().to_owned()
            } else {
                String::new()
            },
        })
    }

    fn title(&self, question: Question) -> String {
        match question {
            Question::Dispute | Question::CorrectionRequest => say("exchange-what-is-wrong"),
            Question::Withdrawal => say("exchange-withdraw-this-exchange"),
            Question::Decline => say("exchange-decline-this-exchange"),
            Question::ConfirmationFor | Question::AgreementFor => {
                say!("exchange-how-did-tell-you", name = &self.awaited)
            }
            Question::Decision => say("exchange-decide-how-long-it-was"),
            Question::Reversal => say("exchange-take-this-exchange-back"),
            Question::Refusal => say("exchange-rather-not"),
            Question::Cancellation => say("exchange-call-it-off"),
            Question::Done | Question::DoneFor => say("exchange-it-has-been-done"),
            Question::Keeping => say("exchange-leave-it-as-it-is"),
            Question::Thanks => say!("exchange-thank", name = &self.others),
        }
    }
}

/// The page of a question; where it is no longer open, the exchange as it stands.
pub(super) fn ask(page: Page, seen: &Seen, question: Question) -> Result<Response> {
    if !question.is_open(seen.choices) {
        let path = format!("/exchanges/{}", seen.exchange.id);
        return Ok(Redirect::to(&path).into_response());
    }
    let about = About::new(&page, &seen.exchange)?;
    let form = prefilled(question, &seen.exchange);
    page.show(|shell| QuestionPage::new(shell, form, question, &about))
}

/// The page again, with what was typed and what is wrong with it.
pub(super) fn ask_again(
    page: Page,
    exchange: &Exchange,
    question: Question,
    form: Form,
) -> Result<Response> {
    let about = About::new(&page, exchange)?;
    page.refuse(|shell| QuestionPage::new(shell, form, question, &about))
}

/// A decision begins with the length that the other side named, or else the one logged.
fn prefilled(question: Question, exchange: &Exchange) -> Form {
    if matches!(question, Question::Done | Question::DoneFor) {
        return with_length(Form::new().with("when", "today"), exchange.raw_minutes);
    }
    if question == Question::Thanks {
        return Form::new().with("audience", "two");
    }
    if question != Question::Decision {
        return Form::new();
    }
    let minutes = match &exchange.state {
        ExchangeState::Disputed {
            claimed: Some(claimed),
            ..
        } => *claimed,
        _ => exchange.minutes,
    };
    with_length(Form::new(), minutes)
}

/// The boxes of a length with a length in them.
pub(crate) fn with_length(form: Form, minutes: Minutes) -> Form {
    form.with("hours", (minutes.get() / 60).to_string())
        .with("minutes", (minutes.get() % 60).to_string())
}

#[cfg(test)]
mod tests;
