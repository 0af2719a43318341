//! Asking a coordinator to join, and reporting a message: both open the conversation to
//! coordinators until they have dealt with it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::ConversationId;
use timebank::conversation::{self, NewCall};

use super::address;
use super::show::{blank, seen};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;

#[derive(Template)]
#[template(path = "conversations/call.html")]
struct Ask {
    shell: Shell,
    form: Form,
    path: String,
    /// The name of the other one, for a greeting.
    with: String,
    /// The message that would be reported.
    reported: Option<String>,
}

fn number(form: &Form) -> Option<u32> {
    form.value("message").parse().ok()
}

async fn question(app: &App, page: &Page, id: ConversationId, form: Form) -> Result<Ask> {
    let seen = seen(app, page, id).await?;
    let me = page.person()?.id();
    let with = seen.conversation.with(me);
    let reported = match number(&form) {
        None => None,
        Some(number) => Some(
            seen.messages
                .iter()
                .find(|message| message.number == number && message.writer != me)
                .ok_or_else(WebError::not_found)?
                .text
                .clone(),
        ),
    };
    Ok(Ask {
        shell: page.shell().clone(),
        path: address(id),
        with: with.map_or_else(String::new, |party| party.greeting.clone()),
        reported,
        form,
    })
}

/// What is it about?
pub async fn ask(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ConversationId>,
    query: Form,
) -> Result<Response> {
    let form = blank().with("message", query.value("message"));
    let ask = question(&app, &page, id, form).await?;
    page.show(|_| ask)
}

/// Calls coordinators in.
pub async fn call(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ConversationId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.person()?.clone(), page.moment());
    let new = NewCall {
        id: form
            .value("id")
            .parse()
            .map_err(|_| WebError::not_found())?,
        message: number(&form),
        reason: form.lines("reason"),
    };
    let done = if new.message.is_some() {
        "reported"
    } else {
        "called"
    };
    let answer = app
        .write(move |tx| conversation::call(tx, &by, id, &new, &moment))
        .await;
    if refused(&mut form, answer)?.is_some() {
        return Ok(Redirect::to(&format!("{}?done={done}", address(id))).into_response());
    }
    let ask = question(&app, &page, id, form).await?;
    page.refuse(|shell| Ask { shell, ..ask })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(reported: Option<&str>) -> String {
        Ask {
            shell: Shell::sample(),
            form: blank(),
            path: "/conversations/7".to_owned(),
            with: "Bob".to_owned(),
            reported: reported.map(str::to_owned),
        }
        .render()
        .unwrap()
    }

    #[test]
    fn whoever_reports_reads_what_they_report_and_that_the_other_is_not_told() {
        let html = ask(Some("Give me your bank details."));
        assert!(html.contains("“Give me your bank details.”"));
        assert!(html.contains("Bob is not told"));
        assert!(!ask(None).contains("is not told"));
        assert!(ask(None).contains("Bob sees that you asked"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for reported in [None, Some("Give me money.")] {
            crate::spanish::in_spanish(&["Give me money."], || ask(reported));
        }
    }
}
