//! “Check before you send”: the answers of an application, and sending it.

use askama::Template;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use timebank::joining::{self, Answers, Question, Standing};
use timebank::member::MemberKind;
use timebank::policy;

use super::{of_link, private};
use crate::app::App;
use crate::components::Fact;
use crate::error::{Problem, Result};
use crate::extract::Path;
use crate::page::{Page, Shell};
use crate::security::client_address;
use crate::words::say;

#[derive(Template)]
#[template(path = "join/check.html")]
struct Check {
    shell: Shell,
    token: String,
    facts: Vec<Fact>,
    keep_months: u32,
}

/// The page; a question that is not answered comes first.
pub async fn check(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response> {
    let (_, application) = of_link(&app, &token).await?;
    if application.standing != Standing::Begun {
        return Ok(private(
            Redirect::to(&format!("/join/{token}")).into_response(),
        ));
    }
    let answers = application.answers.clone();
    let (missing, keep_months) = app
        .read(move |conn| {
            let keep = policy::current(conn)?.joining.keep_months;
            Ok((joining::missing(conn, &application)?, keep))
        })
        .await?;
    if let Some(question) = missing {
        return Ok(to_question(&token, question));
    }
    let facts = facts(&answers, &token);
    Ok(private(page.show(|shell| Check {
        shell,
        token,
        facts,
        keep_months,
    })?))
}

/// Sends it.
pub async fn send(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
    request: Request,
) -> Result<Response> {
    let trusted = &app.settings().trusted_proxies;
    app.throttle().sign_in(client_address(
        trusted,
        request.extensions(),
        request.headers(),
    ))?;
    let (secret, _) = of_link(&app, &token).await?;
    let moment = page.moment();
    let sent = app
        .write(move |tx| joining::send(tx, &secret, &moment))
        .await;
    let to = match sent {
        Ok(_) => format!("/join/{token}"),
        // Something is missing: the page leads to it.
        Err(error) if error.problem() == Problem::Fields => format!("/join/{token}/check"),
        Err(error) => return Err(error),
    };
    Ok(private(Redirect::to(&to).into_response()))
}

fn to_question(token: &str, question: Question) -> Response {
    let to = format!("/join/{token}/{}", question.as_str());
    private(Redirect::to(&to).into_response())
}

fn facts(answers: &Answers, token: &str) -> Vec<Fact> {
    let kind = match answers.kind {
        MemberKind::Person => say!("join-a-person"),
        MemberKind::Organisation => say!("join-an-organisation"),
    };
    let fact = |key: String, value: &str, question: Question, what: String| {
        let path = format!("/join/{token}/{}?from=check", question.as_str());
        Fact::new(key, value.replace('\n', ", ")).changed_at(path, what)
    };
    let (you, place, help) = (Question::You, Question::Place, Question::Help);
    vec![
        fact(say!("join-who-joins"), &kind, you, say!("join-change-who")),
        fact(
            say!("join-name"),
            &answers.name,
            you,
            say!("join-change-name"),
        ),
        fact(
            say!("join-telephone"),
            &answers.phone,
            you,
            say!("join-change-telephone"),
        ),
        fact(
            say!("join-email"),
            &answers.email,
            you,
            say!("join-change-email"),
        ),
        fact(
            say!("join-lives-in"),
            &answers.area,
            place,
            say!("join-change-area"),
        ),
        fact(
            say!("join-address"),
            &answers.address,
            place,
            say!("join-change-address"),
        ),
        fact(
            say!("join-might-do"),
            &answers.gives,
            help,
            say!("join-change-gives"),
        ),
        fact(
            say!("join-would-be-glad-of"),
            &answers.wishes,
            help,
            say!("join-change-wishes"),
        ),
        fact(
            say!("join-our-agreement"),
            &say!("join-i-agree"),
            Question::Agreement,
            say!("join-change-agreement"),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn every_answer_can_be_changed_before_it_is_sent() {
        let answers = Answers {
            name: "Leah <Osborne>".into(),
            ..Answers::default()
        };
        let html = Check {
            shell: Shell::sample(),
            token: "abc".into(),
            facts: facts(&answers, "abc"),
            keep_months: 6,
        }
        .render()
        .unwrap();
        assert_eq!(html.matches("?from=check\"").count(), 9);
        assert!(html.contains("Leah &#60;Osborne&#62;"));
        assert!(html.contains("erased after 6 months"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let text = || "Leah".to_owned();
        let answers = Answers {
            name: text(),
            phone: text(),
            email: text(),
            area: text(),
            address: text(),
            gives: text(),
            wishes: text(),
            ..Answers::default()
        };
        in_spanish(&[], || {
            let check = Check {
                shell: Shell::sample(),
                token: "abc".into(),
                facts: facts(&answers, "abc"),
                keep_months: 6,
            };
            check.render().unwrap()
        });
    }
}
