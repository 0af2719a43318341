//! Mail and letters, for coordinators: letters to print and post, and mails that did not arrive.

mod letters;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::delivery::{self, Trouble, Undelivered};
use timebank::{MemberId, joining};

pub use self::letters::{letters, letters_posted};

use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// A mail that did not arrive.
struct Missing {
    notice: i64,
    member: MemberId,
    name: String,
    why: String,
    when: String,
    tried_again: bool,
}

#[derive(Template)]
#[template(path = "post/post.html")]
struct Show {
    shell: Shell,
    letters: usize,
    /// To how many members they go.
    people: usize,
    missing: Vec<Missing>,
    done: String,
}

/// What is the matter, in words that say what to do.
fn why(trouble: Trouble) -> String {
    match trouble {
        Trouble::Unreachable => say!("post-the-mail-server-cannot-be"),
        Trouble::PutOff => say!("post-the-mail-server-said-not"),
        Trouble::Refused => say!("post-the-mail-server-does-not"),
        Trouble::BadAddress => say!("post-the-address-cannot-be-right"),
        Trouble::Unsure => say!("post-the-line-broke-it-may"),
        Trouble::Gone => say!("post-what-it-told-of-is"),
    }
}

fn done(code: &str) -> String {
    match code {
        "posted" => say!("post-the-letters-are-marked-as"),
        "again" => say!("post-the-mail-is-sent-again"),
        "dropped" => say!("post-the-mail-is-not-sent"),
        _ => String::new(),
    }
}

/// The page.
pub async fn show(State(app): State<App>, page: Page, query: Form) -> Result<Response> {
    let by = page.coordinator()?;
    let zone = page.bank().zone;
    let (waiting, answers, missing) = app
        .read(move |conn| {
            Ok((
                delivery::letters(conn, &by)?,
                joining::letters(conn, &by)?.len(),
                delivery::undelivered(conn, &by)?,
            ))
        })
        .await?;
    let mut people: Vec<MemberId> = waiting.iter().map(|errand| errand.notice.member).collect();
    people.dedup();
    let missing = missing
        .into_iter()
        .map(|mail: Undelivered| Missing {
            notice: mail.notice,
            member: mail.member,
            name: mail.name,
            why: why(mail.trouble),
            when: words::instant(mail.at, zone),
            tried_again: mail.tried_again,
        })
        .collect();
    page.show(|shell| Show {
        shell,
        letters: waiting.len() + answers,
        people: people.len() + answers,
        missing,
        done: done(&query.text("done")),
    })
}

/// Sends a mail once more.
pub async fn again(
    State(app): State<App>,
    page: Page,
    Path(notice): Path<i64>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    app.write(move |tx| delivery::again(tx, &by, notice, &moment))
        .await?;
    Ok(Redirect::to("/post?done=again").into_response())
}

/// Lets a mail be.
pub async fn dismiss(
    State(app): State<App>,
    page: Page,
    Path(notice): Path<i64>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    app.write(move |tx| delivery::drop_it(tx, &by, notice, &moment))
        .await?;
    Ok(Redirect::to("/post?done=dropped").into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn each_mail_that_did_not_arrive_says_why_and_what_can_be_done() {
        let mail = |tried_again| Missing {
            notice: 7,
            member: MemberId::new(uuid::Uuid::nil()),
            name: "Dilys Prosser".into(),
            why: why(Trouble::Refused),
            when: "22 November 2026 at 9:02am".into(),
            tried_again,
        };
        let html = |missing| {
            Show {
                shell: Shell::sample(),
                letters: 0,
                people: 0,
                missing,
                done: String::new(),
            }
            .render()
            .unwrap()
        };
        let failed = html(vec![mail(false)]);
        assert!(failed.contains("Check the address with them."));
        assert!(failed.contains("action=\"/post/7/attempt\""));
        assert!(!html(vec![mail(true)]).contains("/post/7/attempt"));
        assert!(html(Vec::new()).contains("Every mail has arrived"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for missing in [0, 1] {
            in_spanish(&[], || {
                let mail = || Missing {
                    notice: 7,
                    member: MemberId::new(uuid::Uuid::nil()),
                    name: "Dilys Prosser".into(),
                    why: why(Trouble::Unsure),
                    when: "22 de noviembre".into(),
                    tried_again: false,
                };
                let show = Show {
                    shell: Shell::sample(),
                    letters: missing,
                    people: missing,
                    missing: (0..missing).map(|_| mail()).collect(),
                    done: done("posted"),
                };
                show.render().unwrap()
            });
        }
    }
}
