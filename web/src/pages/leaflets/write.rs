//! Writing a page of the bank's own: the form, a look at it, publishing.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::leaflet::{self, Leaflet, NewLeaflet, OPENING, Readers};

use super::{address, read_by};
use crate::app::App;
use crate::components::Choice;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::markdown::{self, Rendered};
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;
use crate::words::say;

/// The title under which the opening words are kept.
const OPENING_TITLE: &str = "Opening words";

#[derive(Template)]
#[template(path = "leaflets/edit.html")]
struct Edit {
    shell: Shell,
    form: Form,
    heading: String,
    back: String,
    /// It is the opening words of the page on joining.
    opening: bool,
    /// It has an address already.
    known: bool,
    readers: Vec<Choice>,
    foot: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "leaflets/preview.html")]
struct Preview {
    shell: Shell,
    form: Form,
    text: Rendered,
    about: String,
    opening: bool,
}

fn edit_page(shell: Shell, form: Form) -> Edit {
    let known = !form.value("version").is_empty();
    let opening = form.value("slug") == OPENING;
    let heading = match (opening, known) {
        (true, _) => "Opening words of the page on joining".to_owned(),
        (_, true) => format!("Change “{}”", form.text("title")),
        (_, false) => "Write a page".to_owned(),
    };
    Edit {
        shell,
        heading,
        back: match (opening, known) {
            (false, true) => address(form.value("slug")),
            _ => "/pages".to_owned(),
        },
        opening,
        known,
        readers: vec![
            Choice::new(Readers::Everybody.as_str(), "Everybody")
                .hinting("Also who is not signed in"),
            Choice::new(Readers::Members.as_str(), "Members"),
            Choice::new(Readers::Coordinators.as_str(), "Coordinators"),
        ],
        foot: vec![Choice::new(
            "yes",
            "Name it at the foot of each page, for whoever may read it",
        )],
        form,
    }
}

fn new_leaflet(form: &mut Form) -> Option<NewLeaflet> {
    let readers = match form.value("slug") {
        OPENING => Some(Readers::Everybody),
        _ => Readers::parse(form.value("readers")),
    };
    if readers.is_none() {
        form.refuse("readers", "Select who may read it");
    }
    let new = NewLeaflet {
        slug: form.text("slug"),
        title: form.text("title"),
        text: form.lines("text"),
        readers: readers?,
        in_foot: form.chose("foot", "yes"),
    };
    match new.checked() {
        Ok(new) => Some(new),
        Err(timebank::Error::Invalid(errors)) => {
            form.refuse_all(errors);
            None
        }
        Err(_) => None,
    }
}

fn filled(leaflet: &Leaflet) -> Form {
    let form = Form::new()
        .with("slug", &*leaflet.slug)
        .with("version", leaflet.version.to_string())
        .with("title", &*leaflet.title)
        .with("text", &*leaflet.text)
        .with("readers", leaflet.readers.as_str());
    if leaflet.in_foot {
        form.with("foot", "yes")
    } else {
        form
    }
}

/// The form of a new page.
pub async fn ask(page: Page) -> Result<Response> {
    page.coordinator()?;
    let form = Form::new().with("readers", Readers::Members.as_str());
    page.show(|shell| edit_page(shell, form))
}

/// The form with what a page says now. The opening words can be changed before there are any.
pub async fn edit(
    State(app): State<App>,
    page: Page,
    Path(slug): Path<String>,
) -> Result<Response> {
    page.coordinator()?;
    let opening = slug == OPENING;
    let known = app.read(move |conn| leaflet::get(conn, &slug)).await;
    let form = match known {
        Ok(known) => filled(&known),
        Err(_) if opening => Form::new()
            .with("slug", OPENING)
            .with("title", OPENING_TITLE),
        Err(error) => return Err(error),
    };
    page.show(|shell| edit_page(shell, form))
}

/// What it would look like. From there it comes back with what was typed.
pub async fn preview(page: Page, mut form: Form) -> Result<Response> {
    page.coordinator()?;
    if form.has("back") {
        return page.show(|shell| edit_page(shell, form));
    }
    let Some(new) = new_leaflet(&mut form) else {
        return page.refuse(|shell| edit_page(shell, form));
    };
    let opening = new.slug == OPENING;
    let foot = if new.in_foot {
        format!(" {}", say("leaflet-named-at-the-foot"))
    } else {
        String::new()
    };
    let about = if opening {
        "Everybody reads it at the top of the public page on joining.".to_owned()
    } else {
        let readers = read_by(new.readers);
        format!("{readers}{foot} Its address is /pages/{}.", new.slug)
    };
    page.show(|shell| Preview {
        shell,
        text: markdown::render(&new.text),
        about,
        opening,
        form,
    })
}

/// Publishes it.
pub async fn publish(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let seen = match form.value("version") {
        "" => None,
        version => Some(version.parse().map_err(|_| WebError::not_found())?),
    };
    if let Some(new) = new_leaflet(&mut form) {
        let published = app
            .write(move |tx| leaflet::publish(tx, &by, &new, seen, &moment))
            .await;
        if let Some(published) = refused(&mut form, published)? {
            let to = match &*published.slug {
                OPENING => "/pages?done=opening".to_owned(),
                slug => format!("/pages/{slug}?done=published"),
            };
            return Ok(Redirect::to(&to).into_response());
        }
    }
    page.refuse(|shell| edit_page(shell, form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_page_asks_who_reads_it_and_the_opening_words_do_not() {
        let html = |form| edit_page(Shell::sample(), form).render().unwrap();
        let new = html(Form::new());
        for part in [
            "Write a page",
            "name=\"readers\"",
            "name=\"slug\"",
            "name=\"foot\"",
        ] {
            assert!(new.contains(part), "{part} is missing");
        }
        let opening = html(Form::new().with("slug", OPENING));
        assert!(!opening.contains("name=\"readers\"") && opening.contains("Opening words of"));
    }

    #[test]
    fn a_form_without_readers_or_text_is_refused_at_its_fields() {
        let mut form = Form::new().with("title", "Lifts");
        assert_eq!(new_leaflet(&mut form), None);
        assert!(form.error("readers").is_some());
        form = Form::new()
            .with("title", "Lifts")
            .with("readers", "members");
        assert_eq!(new_leaflet(&mut form), None);
        assert!(form.error("text").is_some());
        form = form.with("text", "Ask two days before.");
        let new = new_leaflet(&mut form).unwrap();
        assert_eq!((&*new.slug, new.readers), ("lifts", Readers::Members));
    }

    #[test]
    fn a_look_at_it_carries_what_was_typed_and_shows_what_comes_of_it() {
        let form = Form::new()
            .with("title", "Lifts <now>")
            .with("text", "**Two** <b>days</b>")
            .with("readers", "members");
        let html = Preview {
            shell: Shell::sample(),
            text: markdown::render(form.value("text")),
            about: "Members read it.".to_owned(),
            opening: false,
            form,
        }
        .render()
        .unwrap();
        assert!(html.contains("<strong>Two</strong> days"));
        assert!(html.contains("value=\"**Two** &#60;b&#62;days&#60;/b&#62;\""));
        assert!(html.contains("Publish it"));
    }
}
