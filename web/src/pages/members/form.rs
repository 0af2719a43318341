//! Adding a member, and changing a member's particulars.
//!
//! The ids of a new member and of their account stand in the form, made by us once, so that the
//! same form sent twice adds one member.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::AccountId;
use timebank::clock::new_id;
use timebank::member::{self, Details, MemberKind, NewMember, Profile};
use timebank::{MemberId, category};
use uuid::Uuid;

use crate::app::App;
use crate::components::Choice;
use crate::error::{Problem, Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "members/form.html")]
struct Edit {
    shell: Shell,
    form: Form,
    /// Whose particulars are changed; nobody's when a member is added.
    member: Option<(MemberId, String)>,
    kinds: Vec<Choice>,
    areas: Vec<String>,
}

/// The blank form.
pub async fn ask(Shared(app): Shared<App>, page: Page) -> Result<Response> {
    let form = Form::new()
        .with("id", new_id().to_string())
        .with("account", new_id().to_string());
    let areas = areas(&app).await?;
    page.show(|shell| Edit::new(shell, form, None, areas))
}

/// Adds the member, and leads to their page.
pub async fn add(Shared(app): Shared<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let id = MemberId::new(own_id(&form, "id")?);
    let account = AccountId::new(own_id(&form, "account")?);
    let kind = MemberKind::parse(form.value("kind"));
    if kind.is_none() {
        form.refuse("kind", "Choose whether it is a person or an organisation");
    }
    form.ask("name", "Enter the name");
    if let Some(kind) = kind.filter(|_| form.is_clean()) {
        let new = NewMember {
            id,
            account,
            kind,
            number: None,
            details: details(&form),
            joined_on: None,
        };
        let added = app
            .write(move |tx| member::add(tx, &by, &new, &moment))
            .await;
        match added {
            Ok(profile) => return Ok(to(profile.id, "added")),
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    let areas = areas(&app).await?;
    page.refuse(|shell| Edit::new(shell, form, None, areas))
}

/// The form with what is known.
pub async fn edit(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<MemberId>,
) -> Result<Response> {
    let profile = app.read(move |conn| member::get(conn, id)).await?;
    let areas = areas(&app).await?;
    let form = filled(&profile);
    page.show(|shell| Edit::new(shell, form, Some((id, profile.name)), areas))
}

/// Changes the particulars, unless somebody else did meanwhile.
pub async fn change(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<MemberId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let version = form.value("version").parse().unwrap_or(0);
    let details = details(&form);
    let known = app.read(move |conn| member::get(conn, id)).await?;
    // Sent twice: what is to be changed has been changed already.
    if known.version == version + 1 && same(&known.details(), &details) {
        return Ok(to(id, "changed"));
    }
    let changed = app
        .write(move |tx| member::change(tx, &by, id, &details, version, &moment))
        .await;
    match changed {
        Ok(()) => Ok(to(id, "changed")),
        Err(error) if error.problem() == Problem::Fields => {
            form.refuse_all(error.into_fields()?);
            let areas = areas(&app).await?;
            page.refuse(|shell| Edit::new(shell, form, Some((id, known.name)), areas))
        }
        Err(error) => Err(error),
    }
}

impl Edit {
    fn new(
        shell: Shell,
        form: Form,
        member: Option<(MemberId, String)>,
        areas: Vec<String>,
    ) -> Self {
        let kinds = vec![
            Choice::new(MemberKind::Person.as_str(), "A person"),
            Choice::new(MemberKind::Organisation.as_str(), "An organisation")
                .hinting("A club, a school, a church, a shop"),
        ];
        Self {
            shell,
            form,
            member,
            kinds,
            areas,
        }
    }

    fn action(&self) -> String {
        match &self.member {
            Some((id, _)) => format!("/members/{id}/edit"),
            None => "/members".to_owned(),
        }
    }

    fn back(&self) -> String {
        match &self.member {
            Some((id, _)) => format!("/members/{id}"),
            None => "/members".to_owned(),
        }
    }

    fn title(&self) -> String {
        match &self.member {
            Some((_, name)) => format!("The details of {name}"),
            None => "Add a member".to_owned(),
        }
    }
}

fn to(id: MemberId, done: &str) -> Response {
    Redirect::to(&format!("/members/{id}?done={done}")).into_response()
}

async fn areas(app: &App) -> Result<Vec<String>> {
    let areas = app.read(category::areas).await?;
    Ok(areas.into_iter().map(|area| area.name).collect())
}

/// An id that our own form made.
fn own_id(form: &Form, field: &str) -> Result<Uuid> {
    Uuid::try_parse(form.value(field))
        .map_err(|error| WebError::unreadable(axum::http::StatusCode::BAD_REQUEST, error))
}

fn details(form: &Form) -> Details {
    let email = form.text("email");
    Details {
        name: form.text("name"),
        known_as: form.text("known_as"),
        email: (!email.is_empty()).then_some(email),
        phone: form.text("phone"),
        address: form.lines("address"),
        area: form.text("area"),
        about: form.lines("about"),
    }
}

fn filled(profile: &Profile) -> Form {
    let details = profile.details();
    Form::new()
        .with("version", profile.version.to_string())
        .with("name", details.name)
        .with("known_as", details.known_as)
        .with("email", details.email.unwrap_or_default())
        .with("phone", details.phone)
        .with("address", details.address)
        .with("area", details.area)
        .with("about", details.about)
}

/// Areas are one whatever their capitals.
fn same(one: &Details, other: &Details) -> bool {
    let area = |details: &Details| details.area.to_lowercase();
    let rest = |details: &Details| Details {
        area: String::new(),
        ..details.clone()
    };
    area(one) == area(other) && rest(one) == rest(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(form: Form, member: Option<(MemberId, String)>) -> String {
        Edit::new(Shell::sample(), form, member, vec!["Mill End".into()])
            .render()
            .unwrap()
    }

    #[test]
    fn a_new_member_has_an_id_and_an_account_before_they_are_added() {
        let form = Form::new().with("id", "one").with("account", "two");
        let html = page(form, None);
        for part in [
            "<h1>Add a member</h1>",
            "name=\"id\" value=\"one\"",
            "name=\"account\" value=\"two\"",
            "<option value=\"Mill End\">",
            "action=\"/members\"",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
        assert!(!html.contains(" checked"), "nothing is chosen beforehand");
    }

    #[test]
    fn what_was_typed_stays_when_something_is_wrong() {
        let mut form = Form::new()
            .with("version", "3")
            .with("name", "Joan <Pellow>")
            .with("email", "joan@");
        form.refuse("email", "Enter an email address in the right form");
        let id = MemberId::new(new_id());
        let html = page(form, Some((id, "Joan Pellow".into())));
        assert!(html.contains("value=\"Joan &#60;Pellow&#62;\""));
        assert!(html.contains("<a href=\"#email\">Enter an email address in the right form</a>"));
        assert!(html.contains("name=\"version\" value=\"3\""));
        assert!(!html.contains("name=\"kind\""), "a kind does not change");
    }

    #[test]
    fn the_particulars_are_read_as_they_were_typed() {
        let form = Form::new()
            .with("name", " Joan  Pellow ")
            .with("email", " ")
            .with("address", "12 Quay Street\r\nWrensham ");
        let details = details(&form);
        assert_eq!(details.name, "Joan Pellow");
        assert_eq!(details.email, None);
        assert_eq!(details.address, "12 Quay Street\nWrensham");
    }
}
