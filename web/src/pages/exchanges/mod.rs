//! Exchanges: a member's own list, the page of one, the page that says it was sent, and all that
//! can be done with it.
//!
//! **Shape.** `telling` puts an exchange into words; `page` shows it; `arranging` holds the acts
//! before it is done, `correction` those after it was posted, `own` and `desk` those between: the
//! acts of the two and of coordinators. Each of them is an `act`, most of them behind a page of
//! `question`; `sent` is the page after logging. Logging itself is [`crate::pages::log_hours`].
//!
//! **Limits.** Who may do what is asked of `timebank`: a button is shown where
//! [`timebank::exchange::Choices`] says so, and every command asks its own rules again.

mod act;
mod arranging;
mod correction;
mod desk;
mod list;
mod own;
mod page;
mod question;
#[cfg(test)]
pub(crate) mod samples;
mod sent;
pub(crate) mod telling;

use axum::response::{IntoResponse, Redirect, Response};
use timebank::ExchangeId;

pub(crate) use act::{ask, spoken};
pub use arranging::done as say_done;
pub use arranging::{accept, agree, agree_for, allow, cancel, done_for, refuse};
pub use correction::{ask_to_correct, correct, keep, request_correction};
pub use desk::{approve, confirm_for, decide, decline, reverse};
pub use list::list;
pub use own::{confirm, dispute, keep_thanks_private, thank, withdraw};
pub use page::show;
pub(crate) use question::{Question, SPOKEN, with_length};
pub use sent::sent;

use crate::error::{Result, WebError};
use crate::forms::Form;

/// The exchange's page, which says what was done.
fn done(id: ExchangeId, done: &str) -> Response {
    Redirect::to(&format!("/exchanges/{id}?done={done}")).into_response()
}

/// The answer of a command; nothing where it refused fields, which then stand in the form.
pub(crate) fn refused<T>(form: &mut Form, answer: Result<T>) -> Result<Option<T>> {
    match answer.map_err(WebError::into_fields) {
        Ok(answer) => Ok(Some(answer)),
        Err(Ok(fields)) => {
            form.refuse_all(fields);
            Ok(None)
        }
        Err(Err(error)) => Err(error),
    }
}
