//! Giving somebody a role. Administrators only.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::member;
use timebank::{MemberId, Role};

use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "members/role.html")]
struct Ask {
    shell: Shell,
    form: Form,
    id: MemberId,
    name: String,
    roles: Vec<Choice>,
}

impl Ask {
    fn new(shell: Shell, form: Form, id: MemberId, name: String) -> Self {
        let choice = |role: Role, name, hint| Choice::new(role.as_str(), name).hinting(hint);
        Self {
            shell,
            form,
            id,
            name,
            roles: vec![
                choice(Role::Member, "Member", "Takes part"),
                choice(
                    Role::Reader,
                    "Reader",
                    "A trustee or a funder: sees the reports and the books, never a name or a \
                     note, and takes no part",
                ),
                choice(
                    Role::Treasurer,
                    "Treasurer",
                    "Takes part, and also sees the reports, closes and signs months, and has \
                     the second word on grants",
                ),
                choice(
                    Role::Coordinator,
                    "Coordinator",
                    "Also approves, records for others, looks after members and reports",
                ),
                choice(
                    Role::Administrator,
                    "Administrator",
                    "Also gives out roles and looks after the timebank itself",
                ),
            ],
        }
    }

    fn back(&self) -> String {
        format!("/members/{}", self.id)
    }

    fn question(&self) -> String {
        format!("What does {} look after?", self.name)
    }
}

/// The question, with the role they have.
pub async fn ask(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<MemberId>,
) -> Result<Response> {
    let profile = app.read(move |conn| member::get(conn, id)).await?;
    let form = Form::new().with("role", profile.role.as_str());
    page.show(|shell| Ask::new(shell, form, id, profile.name))
}

/// The answer.
pub async fn give(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<MemberId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    let Some(role) = Role::parse(form.value("role")) else {
        form.refuse("role", "Choose what they do");
        let profile = app.read(move |conn| member::get(conn, id)).await?;
        return page.refuse(|shell| Ask::new(shell, form, id, profile.name));
    };
    app.write(move |tx| {
        // Sent twice, or left as it was: nobody is signed out for that.
        if member::get(tx, id)?.role == role {
            return Ok(());
        }
        member::change_role(tx, &by, id, role, &moment)
    })
    .await?;
    Ok(Redirect::to(&format!("/members/{id}?done=role")).into_response())
}

#[cfg(test)]
mod tests {
    use timebank::clock::new_id;

    use super::*;

    fn page(form: Form) -> String {
        Ask::new(
            Shell::sample(),
            form,
            MemberId::new(new_id()),
            "Joan Pellow".into(),
        )
        .render()
        .unwrap()
    }

    #[test]
    fn the_role_they_have_is_chosen() {
        let html = page(Form::new().with("role", "coordinator"));
        assert!(html.contains("What does Joan Pellow look after?"));
        assert!(html.contains("value=\"coordinator\" checked"));
    }

    #[test]
    fn no_role_is_asked_for_again() {
        let mut form = Form::new();
        form.refuse("role", "Choose what they do");
        assert!(page(form).contains("<a href=\"#role\">Choose what they do</a>"));
    }
}
