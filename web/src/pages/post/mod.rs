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
use crate::words;

/// A mail that did not arrive.
struct Missing {
    notice: i64,
    member: MemberId,
    name: String,
    why: &'static str,
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
    done: &'static str,
}

/// What is the matter, in words that say what to do.
const fn why(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Unreachable => "The mail server cannot be reached.",
        Trouble::PutOff => "The mail server said: not now.",
        Trouble::Refused => "The mail server does not take it. Check the address with them.",
        Trouble::BadAddress => "The address cannot be right. Check it with them.",
        Trouble::Unsure => "The line broke. It may have arrived, so it is not sent twice unasked.",
        Trouble::Gone => "What it told of is no longer there.",
    }
}

fn done(code: &str) -> &'static str {
    match code {
        "posted" => "The letters are marked as posted.",
        "again" => "The mail is sent again within a minute.",
        "dropped" => "The mail is not sent again.",
        _ => "",
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
                done: "",
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
}
