//! What every act on an exchange has in common: somebody sent a form about one exchange; a
//! command is carried out; the exchange's page says what was done, the question comes again with
//! its messages, or, where somebody was faster, the exchange is shown as it stands now.

use axum::extract::{FromRequest, State};
use axum::response::Response;
use chrono::NaiveDate;
use ledger::Minutes;
use rusqlite::Transaction;
use timebank::exchange::Exchange;
use timebank::{Channel, ExchangeId, Moment};

use super::page::{self, overtaken};
use super::question::{self, Question, SPOKEN, WAS, WHEN};
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::Page;
use crate::words::say;

/// One person, one exchange, and the form that was sent about it.
///
/// Where something cannot be read from the form, the form keeps a message and the reader gets a
/// value that is never used: [`Act::answer`] carries nothing out then.
#[derive(FromRequest)]
#[from_request(state(App))]
pub struct Act {
    #[from_request(via(State))]
    pub(super) app: App,
    pub(super) page: Page,
    #[from_request(via(Path))]
    pub(super) id: ExchangeId,
    pub(super) form: Form,
}

impl Act {
    /// Now, through this browser.
    pub(super) fn moment(&self) -> Moment {
        self.page.moment()
    }

    /// Now, through the channel chosen: a coordinator writes down what somebody told them.
    pub(super) fn moment_as_told(&mut self) -> Moment {
        let channel = spoken(self.form.value("channel"));
        if channel.is_none() {
            self.form
                .refuse("channel", say("exchange-select-how-they-told-you"));
        }
        self.page.moment().through(channel.unwrap_or(Channel::Web))
    }

    /// The version that was looked at.
    pub(super) fn version(&self) -> Option<i64> {
        version(&self.form)
    }

    /// The reason, where one may be given.
    pub(super) fn reason(&self) -> String {
        self.form.lines("reason")
    }

    /// The reason, which must be given.
    pub(super) fn reason_wanted(&mut self, message: impl Into<String>) -> String {
        self.form.ask("reason", message);
        self.reason()
    }

    /// How long it was.
    pub(super) fn length(&mut self) -> Minutes {
        let length = WAS.read(&self.form);
        let minutes = self.form.take(length);
        minutes
            .and_then(|minutes| Minutes::new(minutes.into()))
            .unwrap_or(Minutes::ZERO)
    }

    /// How long it was, where anything was typed.
    pub(super) fn length_if_any(&mut self) -> Option<Minutes> {
        let typed = ["hours", "minutes"]
            .iter()
            .any(|name| !self.form.text(name).is_empty());
        typed.then(|| self.length())
    }

    /// The day it was done, and how long it was.
    pub(super) fn done(&mut self) -> (NaiveDate, Minutes) {
        let today = self.page.today();
        let day = WHEN.read(&self.form, today);
        let day = self.form.take(day).unwrap_or(today);
        (day, self.length())
    }

    /// Carries out a command that asks nothing. A form that comes twice, by a button pressed
    /// twice, gets the first answer twice.
    pub(super) async fn settle<F>(self, done: &str, command: F) -> Result<Response>
    where
        F: FnOnce(&Transaction<'_>) -> timebank::Result<Exchange> + Send + 'static,
    {
        match self.app.write(command).await {
            Ok(_) => Ok(super::done(self.id, done)),
            Err(error) => overtaken(&self.app, self.page, self.id, error, Some(done)).await,
        }
    }

    /// Carries out a command whose form is clean, and asks again where it is not.
    pub(super) async fn answer<F>(
        mut self,
        question: Question,
        done: &str,
        command: F,
    ) -> Result<Response>
    where
        F: FnOnce(&Transaction<'_>) -> timebank::Result<Exchange> + Send + 'static,
    {
        if self.form.is_clean() {
            let answer = self.app.write(command).await;
            match super::refused(&mut self.form, answer) {
                Ok(Some(_)) => return Ok(super::done(self.id, done)),
                Ok(None) => {}
                Err(error) => return overtaken(&self.app, self.page, self.id, error, None).await,
            }
        }
        let seen = page::read(&self.app, &self.page, self.id).await?;
        question::ask_again(self.page, &seen.exchange, question, self.form)
    }
}

/// The page of a question, behind its link; where it is not open to this person now, the
/// exchange as it stands.
pub(crate) async fn ask(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    question: Question,
) -> Result<Response> {
    let seen = page::read(&app, &page, id).await?;
    question::ask(page, &seen, question)
}

/// A channel that a word can come through, by its code.
pub(crate) fn spoken(code: &str) -> Option<Channel> {
    Channel::parse(code).filter(|channel| SPOKEN.iter().any(|(known, _)| known == channel))
}

/// The version in a form. One that cannot be read is none that ever was.
fn version(form: &Form) -> Option<i64> {
    form.has("version")
        .then(|| form.value("version").parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_that_cannot_be_read_agrees_with_none() {
        assert_eq!(version(&Form::new()), None);
        assert_eq!(version(&Form::new().with("version", "4")), Some(4));
        assert_eq!(version(&Form::new().with("version", "four")), Some(0));
    }

    #[test]
    fn a_word_comes_by_telephone_on_paper_or_in_person() {
        assert_eq!(spoken("phone"), Some(Channel::Phone));
        assert_eq!(spoken("in_person"), Some(Channel::InPerson));
        for code in ["web", "import", "", "telepathy"] {
            assert_eq!(spoken(code), None, "{code}");
        }
    }
}
