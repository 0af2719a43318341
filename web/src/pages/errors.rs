//! The page somebody sees when there is no answer to what they asked. It says what happened,
//! that nothing is lost, and what to do next; never a code, never the machine's own words.

use askama::Template;

use crate::dress::RequestId;
use crate::error::{Problem, Refusal};
use crate::page::Shell;
use crate::words::say;

/// The page of a [`Refusal`].
#[derive(Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    shell: Shell,
    title: String,
    what: Vec<String>,
    reference: Option<String>,
    loose_leaf: bool,
}

impl ErrorPage {
    pub(crate) fn new(shell: Shell, id: RequestId, refusal: &Refusal) -> Self {
        let own = refusal.sentence.clone();
        let mut what: Vec<String> = own.into_iter().collect();
        what.extend(sentences(refusal));
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

fn sentences(refusal: &Refusal) -> Vec<String> {
    let kept = || say!("problem-nothing-has-been-lost-your");
    match refusal.problem {
        Problem::NotFound => vec![say!("problem-if-you-typed-the-address"), kept()],
        Problem::MethodNotAllowed => vec![say!("problem-this-happens-when-a-page"), kept()],
        Problem::SignInNeeded => vec![say!("problem-your-sign-in-has-ended")],
        Problem::Forbidden if refusal.sentence.is_some() => vec![],
        Problem::Forbidden => vec![say!("problem-it-belongs-to-somebody-elses")],
        Problem::CrossSite => vec![
            say!("problem-what-you-sent-did-not"),
            say!("problem-open-the-page-here-and"),
        ],
        Problem::Fields => vec![say!("problem-go-back-and-look-at")],
        Problem::Conflict => vec![say!("problem-nothing-you-sent-has-been")],
        Problem::RefusedByBook => vec![say!("problem-the-hours-would-take-an")],
        Problem::Unreadable => vec![say!("problem-go-back-and-send-it")],
        Problem::TooLarge => vec![say!("problem-make-it-shorter-and-send")],
        Problem::TooMany => vec![say!("problem-there-have-been-many-tries")],
        Problem::Misdirected => vec![say!("problem-check-the-address-it-may")],
        Problem::Busy => vec![say!("problem-many-people-are-here-at")],
        Problem::Stopped => vec![say!("problem-stopped"), kept()],
        Problem::DiskFull => vec![say!("problem-disk-full"), kept()],
        Problem::DiskFailed => vec![say!("problem-disk-failed"), kept()],
        Problem::Internal => vec![say!("problem-it-is-our-fault-and")],
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;
    use rusqlite::ffi;
    use timebank::clock::new_id;

    use super::*;
    use crate::error::WebError;
    use crate::spanish::in_spanish;

    fn sqlite(code: i32) -> rusqlite::Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
    }

    fn errors() -> [WebError; 12] {
        [
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
        ]
    }

    fn page_of(error: WebError) -> (Refusal, String) {
        let refusal = error
            .into_response()
            .extensions_mut()
            .remove::<Refusal>()
            .unwrap();
        let page = ErrorPage::new(Shell::sample(), RequestId(new_id()), &refusal);
        (refusal, page.render().unwrap())
    }

    #[test]
    fn every_problem_has_a_page_in_our_own_words() {
        for error in errors() {
            let (refusal, html) = page_of(error);
            assert!(
                html.contains(&refusal.problem.title()),
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

    #[test]
    fn in_spanish_no_english_is_left() {
        for error in errors() {
            let said = [
                "Only a coordinator can do this.",
                "It was approved by Nia Bevan.",
            ];
            in_spanish(&said, || page_of(error).1);
        }
    }
}
