//! Changing one's own details, all but the name.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::category::{self, Area};
use timebank::member::{self, Details, Profile};

use crate::app::App;
use crate::components::Choice;
use crate::error::{Result, WebError};
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::say;

#[derive(Template)]
#[template(path = "me/edit.html")]
struct Edit {
    shell: Shell,
    form: Form,
    areas: Vec<Choice>,
}

fn choices(areas: &[Area]) -> Vec<Choice> {
    let choice = |area: &Area| Choice::new(&area.name, &area.name);
    areas.iter().map(choice).collect()
}

/// The form, with what is known.
pub async fn edit(State(app): State<App>, page: Page) -> Result<Response> {
    let id = page.person()?.id();
    let (profile, areas) = app
        .read(move |conn| Ok((member::get(conn, id)?, category::areas(conn)?)))
        .await?;
    page.show(|shell| Edit {
        shell,
        form: filled(&profile),
        areas: choices(&areas),
    })
}

fn filled(profile: &Profile) -> Form {
    Form::new()
        .with("version", profile.version.to_string())
        .with("known_as", &*profile.known_as)
        .with("area", &*profile.area_name)
        .with("about", &*profile.about)
        .with("phone", &*profile.phone)
        .with("email", profile.email.as_deref().unwrap_or_default())
        .with("address", &*profile.address)
}

/// Saves what was changed.
pub async fn save(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (person, moment) = (page.person()?.clone(), page.moment());
    let version: i64 = form
        .value("version")
        .parse()
        .map_err(|error| WebError::unreadable(StatusCode::BAD_REQUEST, error))?;
    let areas = app.read(category::areas).await?;
    if let Some(details) = read(&mut form, person.name(), &areas) {
        let changed = app
            .write(move |tx| member::change_own(tx, &person, &details, version, &moment))
            .await;
        match changed {
            Ok(()) => return Ok(Redirect::to("/me?done=changed").into_response()),
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    page.refuse(|shell| Edit {
        shell,
        form,
        areas: choices(&areas),
    })
}

fn read(form: &mut Form, name: &str, areas: &[Area]) -> Option<Details> {
    let area = form.text("area");
    if !area.is_empty() && !areas.iter().any(|known| known.name == area) {
        form.refuse("area", say!("me-choose-an-area-from-the"));
        return None;
    }
    let email = form.text("email");
    Some(Details {
        name: name.to_owned(),
        known_as: form.text("known_as"),
        email: (!email.is_empty()).then_some(email),
        phone: form.text("phone"),
        address: form.lines("address"),
        area,
        about: form.lines("about"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::people::samples as people;
    use crate::spanish::in_spanish;

    fn areas() -> Vec<Area> {
        vec![Area {
            id: timebank::AreaId::new(2),
            name: "Mill End".to_owned(),
        }]
    }

    fn page(form: Form) -> String {
        Edit {
            shell: Shell::sample(),
            form,
            areas: choices(&areas()),
        }
        .render()
        .unwrap()
    }

    #[test]
    fn the_form_begins_with_what_is_known_and_has_no_name_to_change() {
        let html = page(filled(&people::dilys()));
        for part in [
            "name=\"version\" value=\"5\"",
            "value=\"01632 960188\"",
            "value=\"dilys@example.org\"",
            "<option value=\"Mill End\" selected>",
            "My dog is called Biscuit.</textarea>",
            "autocomplete=\"email\"",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
        assert!(!html.contains("name=\"name\""));
    }

    #[test]
    fn an_area_that_is_not_on_the_list_is_refused_and_the_rest_kept() {
        let mut form = Form::new().with("area", "The Moon").with("about", "I sing");
        assert!(read(&mut form, "Dilys Prosser", &areas()).is_none());
        let html = page(form);
        assert!(html.contains("<a href=\"#area\">Choose an area from the list</a>"));
        assert!(html.contains("I sing</textarea>"));
    }

    #[test]
    fn an_empty_email_is_none() {
        let mut form = Form::new()
            .with("email", " ")
            .with("address", "1 Row\r\nTown");
        let details = read(&mut form, "Dilys Prosser", &areas()).unwrap();
        assert_eq!(details.email, None);
        assert_eq!(details.address, "1 Row\nTown");
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&["My dog is called Biscuit."], || {
            page(filled(&people::dilys()).with("about", ""))
        });
    }
}
