//! Areas, the parts of the place: the list, another name, and two becoming one.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::AreaId;
use timebank::category::{self, Place};

use crate::app::App;
use crate::components::Choice;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;
use crate::words;

#[derive(Template)]
#[template(path = "settings/areas.html")]
struct Areas {
    shell: Shell,
    form: Form,
    places: Vec<Place>,
    done: &'static str,
}

#[derive(Template)]
#[template(path = "settings/area.html")]
struct Area {
    shell: Shell,
    form: Form,
    place: Place,
    others: Vec<Choice>,
}

/// The list.
pub async fn areas(State(app): State<App>, page: Page, asked: Form) -> Result<Response> {
    page.administrator()?;
    let done = match asked.value("done") {
        "added" => "The area is added.",
        "saved" => "The area has its new name.",
        "merged" => "The two areas are one now.",
        _ => "",
    };
    let places = app.read(category::places).await?;
    page.show(|shell| Areas {
        shell,
        form: Form::new(),
        places,
        done,
    })
}

/// Adds one.
pub async fn add(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment, name) = (page.administrator()?, page.moment(), form.text("name"));
    let added = app
        .write(move |tx| category::add_area(tx, &by, &name, &moment))
        .await;
    if refused(&mut form, added)?.is_some() {
        return Ok(to("added"));
    }
    let places = app.read(category::places).await?;
    page.refuse(|shell| Areas {
        shell,
        form,
        places,
        done: "",
    })
}

/// One of them.
pub async fn one(State(app): State<App>, page: Page, Path(id): Path<i64>) -> Result<Response> {
    page.administrator()?;
    let (place, others) = read(&app, id).await?;
    let form = Form::new().with("name", &*place.name);
    page.show(|shell| area_page(shell, form, place, &others))
}

/// Gives it another name.
pub async fn change(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment, name) = (page.administrator()?, page.moment(), form.text("name"));
    let changed = app
        .write(move |tx| category::rename_area(tx, &by, AreaId::new(id), &name, &moment))
        .await;
    if refused(&mut form, changed)?.is_some() {
        return Ok(to("saved"));
    }
    let (place, others) = read(&app, id).await?;
    page.refuse(|shell| area_page(shell, form, place, &others))
}

/// Makes one of two.
pub async fn merge(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    let Ok(into) = form.value("into").parse().map(AreaId::new) else {
        form.refuse("into", "Choose the area that stays");
        let (place, others) = read(&app, id).await?;
        form.set("name", &*place.name);
        return page.refuse(|shell| area_page(shell, form, place, &others));
    };
    app.write(move |tx| category::merge_areas(tx, &by, AreaId::new(id), into, &moment))
        .await?;
    Ok(to("merged"))
}

fn to(done: &str) -> Response {
    Redirect::to(&format!("/settings/areas?done={done}")).into_response()
}

async fn read(app: &App, id: i64) -> Result<(Place, Vec<Place>)> {
    let mut places = app.read(category::places).await?;
    let found = places.iter().position(|place| place.id == AreaId::new(id));
    let place = places.remove(found.ok_or_else(WebError::not_found)?);
    Ok((place, places))
}

fn area_page(shell: Shell, form: Form, place: Place, others: &[Place]) -> Area {
    Area {
        shell,
        form,
        place,
        others: others
            .iter()
            .map(|other| Choice::new(other.id, other.name.clone()))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_says_how_many_live_there_and_with_which_it_can_be_one() {
        let place = |id, name: &str| Place {
            id: AreaId::new(id),
            name: name.into(),
            members: 3,
        };
        let others = [place(2, "The Wharf")];
        let html = area_page(Shell::sample(), Form::new(), place(1, "Mill End"), &others)
            .render()
            .unwrap();
        assert!(html.contains("3 members") && html.contains(">The Wharf</option>"));
        assert!(html.contains("cannot be undone"));
        let list = Areas {
            shell: Shell::sample(),
            form: Form::new(),
            places: vec![place(1, "Mill End")],
            done: "",
        };
        assert!(
            list.render()
                .unwrap()
                .contains("href=\"/settings/areas/1\"")
        );
    }
}
