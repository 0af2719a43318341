//! An application is decided: they become a member, or it is declined with a letter.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::AccountId;
use timebank::clock::new_id;
use timebank::joining::Application;
use timebank::{ApplicationId, MemberId, joining, policy};

use super::show::{Seen, called};
use crate::app::App;
use crate::components::Choice;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;
use crate::words::say;

#[derive(Template)]
#[template(path = "applications/membership.html")]
struct Admit {
    shell: Shell,
    form: Form,
    id: ApplicationId,
    called: String,
    open: Vec<String>,
    accompany: Vec<Choice>,
}

impl Admit {
    fn back(&self) -> String {
        format!("/applications/{}", self.id)
    }
}

#[derive(Template)]
#[template(path = "applications/declining.html")]
struct Decline {
    shell: Shell,
    form: Form,
    id: ApplicationId,
    name: String,
    keep_months: u32,
}

impl Decline {
    fn back(&self) -> String {
        format!("/applications/{}", self.id)
    }
}

/// “Make them a member?”, with what is still open.
pub async fn ask_to_admit(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ApplicationId>,
) -> Result<Response> {
    let zone = page.bank().zone;
    let seen = app.read(move |conn| Seen::read(conn, id, zone)).await?;
    let form = Form::new()
        .with("member", new_id().to_string())
        .with("account", new_id().to_string());
    page.show(|shell| admit_page(shell, form, &seen))
}

/// Makes the member.
pub async fn admit(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ApplicationId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment, zone) = (page.coordinator()?, page.moment(), page.bank().zone);
    let made = |name: &str| form.value(name).parse().map_err(|_| WebError::not_found());
    let ids = (
        MemberId::new(made("member")?),
        AccountId::new(made("account")?),
    );
    let accompany = form.value("accompany") == "yes";
    let added = app
        .write(move |tx| joining::admit(tx, &by, id, ids, accompany, &moment))
        .await;
    if let Some(profile) = refused(&mut form, added)? {
        let to = format!("/members/{}?done=joined", profile.id);
        return Ok(Redirect::to(&to).into_response());
    }
    let seen = app.read(move |conn| Seen::read(conn, id, zone)).await?;
    page.refuse(|shell| admit_page(shell, form, &seen))
}

fn admit_page(shell: Shell, form: Form, seen: &Seen) -> Admit {
    let open = seen.tasks().into_iter().filter(|task| task.done.is_empty());
    Admit {
        shell,
        form,
        id: seen.application.id,
        called: called(&seen.application),
        open: open.map(|task| task.title).collect(),
        accompany: accompany(),
    }
}

fn accompany() -> Vec<Choice> {
    vec![
        Choice::new("yes", say("applications-somebody-of-us-goes-along"))
            .hinting(say("applications-it-stands-on-their-page")),
    ]
}

/// The letter, before it is sent.
pub async fn ask_to_decline(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ApplicationId>,
) -> Result<Response> {
    let (application, keep_months) = read(&app, id).await?;
    let text = letter(&called(&application), page.shell());
    let form = Form::new().with("letter", text);
    let name = application.name();
    page.show(|shell| Decline {
        shell,
        form,
        id,
        name,
        keep_months,
    })
}

/// Declines it.
pub async fn decline(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ApplicationId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let text = form.lines("letter");
    let declined = app
        .write(move |tx| joining::decline(tx, &by, id, &text, &moment))
        .await;
    if refused(&mut form, declined)?.is_some() {
        let to = format!("/applications/{id}?done=declined");
        return Ok(Redirect::to(&to).into_response());
    }
    let (application, keep_months) = read(&app, id).await?;
    let name = application.name();
    page.refuse(|shell| Decline {
        shell,
        form,
        id,
        name,
        keep_months,
    })
}

async fn read(app: &App, id: ApplicationId) -> Result<(Application, u32)> {
    app.read(move |conn| {
        let keep = policy::current(conn)?.joining.keep_months;
        Ok((joining::get(conn, id)?, keep))
    })
    .await
}

/// A kind letter to begin with.
fn letter(called: &str, shell: &Shell) -> String {
    let ring = if shell.has_phone() {
        format!(
            " If you would like to talk about it, ring {} on {}.",
            shell.contact.name, shell.contact.phone
        )
    } else {
        String::new()
    };
    format!(
        "Dear {},\n\nThank you for asking to join {}, and for the time you gave us.\n\nWe cannot \
         offer you a membership at present. That says nothing about what you are worth or what \
         you can do: a small timebank has to see what it can look after well.{ring}\n\nWith good \
         wishes",
        called, shell.bank
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn the_letter_to_begin_with_is_kind_and_says_whom_to_ring() {
        let text = letter("Leah", &Shell::sample());
        assert!(text.starts_with("Dear Leah,"));
        assert!(text.contains("01632 960118"));
        let html = Decline {
            shell: Shell::sample(),
            form: Form::new().with("letter", text),
            id: ApplicationId::new(uuid::Uuid::nil()),
            name: "Leah Osborne".into(),
            keep_months: 6,
        }
        .render()
        .unwrap();
        assert!(html.contains("erased after 6 months"));
    }

    #[test]
    fn what_is_still_open_is_said_and_stops_nobody() {
        let html = Admit {
            shell: Shell::sample(),
            form: Form::new().with("member", "one").with("account", "two"),
            id: ApplicationId::new(uuid::Uuid::nil()),
            called: "Leah".into(),
            open: vec!["Reference 1".into()],
            accompany: vec![Choice::new("yes", "Somebody goes along")],
        }
        .render()
        .unwrap();
        assert!(html.contains("Still open") && html.contains("<li>Reference 1</li>"));
        assert!(html.contains("Make Leah a member"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&["Reference 1"], || {
            let mut form = Form::new();
            form.refuse("email", "Nia tiene este correo electrónico");
            let admit = Admit {
                shell: Shell::sample(),
                form,
                id: ApplicationId::new(uuid::Uuid::nil()),
                called: "Leah".into(),
                open: vec!["Reference 1".into()],
                accompany: accompany(),
            };
            admit.render().unwrap()
        });
    }
}
