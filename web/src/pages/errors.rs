//! The page somebody sees when there is no answer to what they asked. It says what happened,
//! that nothing is lost, and what to do next; never a code, never the machine's own words.

use askama::Template;

use crate::dress::RequestId;
use crate::error::{Problem, Refusal};
use crate::page::Shell;

/// The page of a [`Refusal`].
#[derive(Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    shell: Shell,
    title: &'static str,
    what: Vec<String>,
    reference: Option<String>,
    loose_leaf: bool,
}

impl ErrorPage {
    pub(crate) fn new(shell: Shell, id: RequestId, refusal: &Refusal) -> Self {
        let own = refusal.sentence.clone();
        let mut what: Vec<String> = own.into_iter().collect();
        what.extend(sentences(refusal).into_iter().map(str::to_owned));
        let faults = [
            Problem::Internal,
            Problem::Busy,
            Problem::Stopped,
            Problem::DiskFull,
            Problem::DiskFailed,
        ];
        Self {
            shell,
            title: refusal.problem.title(),
            what,
            reference: faults.contains(&refusal.problem).then(|| id.spoken()),
            loose_leaf: refusal.problem == Problem::NotFound,
        }
    }
}

fn sentences(refusal: &Refusal) -> Vec<&'static str> {
    const KEPT: &str = "Nothing has been lost. Your hours are where you left them.";
    match refusal.problem {
        Problem::NotFound => vec![
            "If you typed the address, check that it is right. If you followed a link, the page \
             may have been moved or the exchange taken back.",
            KEPT,
        ],
        Problem::MethodNotAllowed => vec![
            "This happens when a page is loaded again by its address after something was sent.",
            KEPT,
        ],
        Problem::SignInNeeded => vec!["Your sign-in has ended. Sign in and go on."],
        Problem::Forbidden if refusal.sentence.is_some() => vec![],
        Problem::Forbidden => vec!["It belongs to somebody else’s work in this timebank."],
        Problem::CrossSite => vec![
            "What you sent did not come from a page of this timebank, so nothing was done \
             with it.",
            "Open the page here and send it again. If this keeps happening, ring us.",
        ],
        Problem::Fields => vec!["Go back and look at what you typed. Nothing has been written."],
        Problem::Conflict => vec!["Nothing you sent has been written. Look again and decide."],
        Problem::RefusedByBook => vec![
            "The hours would take an account past its limit, or the account is closed. Nothing \
             has been written.",
        ],
        Problem::Unreadable => vec!["Go back and send it again. Nothing has been written."],
        Problem::TooLarge => vec!["Make it shorter and send it again. Nothing has been written."],
        Problem::TooMany => vec![
            "There have been many tries to sign in from where you are. Wait a minute and try \
             again.",
        ],
        Problem::Misdirected => vec!["Check the address. It may have been typed wrongly."],
        Problem::Busy => vec![
            "Many people are here at once. Wait a moment and send it again: it is written once, \
             however often you send it.",
        ],
        Problem::Stopped => vec![
            "You can read everything, but the bank does not take anything new until somebody has \
             looked at its disk.",
            KEPT,
        ],
        Problem::DiskFull => vec![
            "You can read everything, but the disk of the bank is full, and what you sent has not \
             been written. Send it again when there is room.",
            KEPT,
        ],
        Problem::DiskFailed => vec![
            "If you sent something, it may or may not have been written. Wait a minute, then send \
             it again: it is written once, however often you send it.",
            KEPT,
        ],
        Problem::Internal => vec![
            "It is our fault and not yours. What you sent may not have been written: look whether \
             it is there before you send it again.",
        ],
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;
    use rusqlite::ffi;
    use timebank::clock::new_id;

    use super::*;
    use crate::error::WebError;

    fn sqlite(code: i32) -> rusqlite::Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
    }

    #[test]
    fn every_problem_has_a_page_in_our_own_words() {
        for error in [
            WebError::not_found(),
            WebError::method_not_allowed(),
            WebError::forbidden("Only a coordinator can do this."),
            WebError::cross_site(),
            WebError::conflict("It was approved by Nia Bevan."),
            WebError::too_many(9),
            WebError::misdirected(),
            WebError::busy(),
            WebError::stopped(),
            WebError::machine(&sqlite(ffi::SQLITE_FULL)),
            WebError::machine(&sqlite(ffi::SQLITE_IOERR_FSYNC)),
            WebError::internal("disk I/O error"),
        ] {
            let refusal = error
                .into_response()
                .extensions_mut()
                .remove::<Refusal>()
                .unwrap();
            let page = ErrorPage::new(Shell::sample(), RequestId(new_id()), &refusal);
            let html = page.render().unwrap();
            assert!(
                html.contains(refusal.problem.title()),
                "{:?}",
                refusal.problem
            );
            assert!(!html.contains("disk I/O error"));
            for word in ["sorry", "oops", "invalid", "please"] {
                assert!(
                    !html.to_lowercase().contains(word),
                    "{word} in {:?}",
                    refusal.problem
                );
            }
        }
    }
}
