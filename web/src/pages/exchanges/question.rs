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

/// "How long was it?", in boxes named `hours` and `minutes`.
pub(super) const WAS: DurationQuestion = DurationQuestion {
    hours: "hours",
    minutes: "minutes",
    subject: "how long it was",
};

/// "When was it?"
pub(super) const WHEN: DayQuestion = DayQuestion::done("the date it was done");

/// The channels a person's word comes through when a coordinator writes it down.
pub(crate) const SPOKEN: [(Channel, &str); 3] = [
    (Channel::Phone, "By telephone"),
    (Channel::Paper, "On a paper slip"),
    (Channel::InPerson, "In person"),
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
                format!("{} and the coordinators read it", about.others)
            } else {
                format!("{} read it, word for word", about.others)
            },
            back: format!("/exchanges/{}", about.id),
            others: about.others.clone(),
            counterclaim: about.counterclaim.clone(),
            reason: about.reason.clone(),
            length: WAS,
            day: WHEN,
            words: about.words(),
            audience: vec![
                Choice::new("two", "Only the two of us, and the coordinators"),
                Choice::new("all", format!("Everybody, on {}’s page", about.others))
                    .hinting("With what you are called, the kind of help and the month"),
            ],
            channels: SPOKEN
                .into_iter()
                .map(|(channel, label)| Choice::new(channel.as_str(), label))
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
            Choice::new("both", format!("Both {giver} and {receiver}")),
            Choice::new("giver", format!("{giver}, and {receiver} is asked")),
            Choice::new("receiver", format!("{receiver}, and {giver} is asked")),
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
                None => format!(
                    "{} and {}",
                    exchange.giver.greeting, exchange.receiver.greeting
                ),
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
            Question::Dispute | Question::CorrectionRequest => "What is wrong?".to_owned(),
            Question::Withdrawal => "Withdraw this exchange".to_owned(),
            Question::Decline => "Decline this exchange".to_owned(),
            Question::ConfirmationFor | Question::AgreementFor => {
                format!("How did {} tell you?", self.awaited)
            }
            Question::Decision => "Decide how long it was".to_owned(),
            Question::Reversal => "Take this exchange back".to_owned(),
            Question::Refusal => "Rather not".to_owned(),
            Question::Cancellation => "Call it off".to_owned(),
            Question::Done | Question::DoneFor => "It has been done".to_owned(),
            Question::Keeping => "Leave it as it is".to_owned(),
            Question::Thanks => format!("Thank {}", self.others),
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
