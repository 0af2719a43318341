//! Pages that the bank writes itself: the list, one of them, its versions. Coordinators write them
//! ([`write`]); `timebank` calls them leaflets.

mod write;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::leaflet::{self, Leaflet, OPENING, Readers};
use timebank::{Person, Role};

pub use write::{ask, edit, preview, publish};

use crate::app::App;
use crate::components::Link;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::markdown::{self, Rendered};
use crate::page::{Page, Shell};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "leaflets/list.html")]
struct List {
    shell: Shell,
    lines: Vec<Line>,
    /// What stands on the page on joining; nothing for those who do not write it.
    opening: Option<String>,
    done: String,
}

/// A page in the list.
struct Line {
    link: Link,
    /// Who reads it and since when, for coordinators.
    about: Vec<String>,
    withdrawn: bool,
}

#[derive(Template)]
#[template(path = "leaflets/show.html")]
struct Show {
    shell: Shell,
    title: String,
    text: Rendered,
    written: String,
    /// What coordinators read of it beside; empty for everybody else.
    about: Vec<String>,
    slug: String,
    withdrawn: bool,
    done: String,
}

#[derive(Template)]
#[template(path = "leaflets/versions.html")]
struct Versions {
    shell: Shell,
    title: String,
    back: String,
    past: Vec<Past>,
}

/// A version, as the list of versions shows it.
struct Past {
    label: String,
    about: String,
    text: Rendered,
}

/// Who reads a page, in a sentence.
fn read_by(readers: Readers) -> String {
    say(match readers {
        Readers::Everybody => "leaflet-everybody-reads-it",
        Readers::Members => "leaflet-members-read-it",
        Readers::Coordinators => "leaflet-coordinators-read-it",
    })
}

fn about(leaflet: &Leaflet) -> Vec<String> {
    if leaflet.withdrawn {
        return vec![say("leaflet-it-is-withdrawn")];
    }
    let mut about = vec![read_by(leaflet.readers)];
    if leaflet.in_foot {
        about.push(say("leaflet-named-at-the-foot"));
    }
    about
}

fn address(slug: &str) -> String {
    if slug == OPENING {
        "/join".to_owned()
    } else {
        format!("/pages/{slug}")
    }
}

fn role(page: &Page) -> Option<Role> {
    page.visitor().map(Person::role)
}

fn is_staff(page: &Page) -> bool {
    Readers::Coordinators.include(role(page))
}

/// The pages that whoever looks may read.
pub async fn list(State(app): State<App>, page: Page, asked: Form) -> Result<Response> {
    let (all, opening) = app
        .read(|conn| Ok((leaflet::all(conn)?, leaflet::opening(conn)?)))
        .await?;
    let (role, staff) = (role(&page), is_staff(&page));
    let done = match asked.value("done") {
        "opening" => say("leaflet-opening-words-are-published"),
        "withdrawn" => say("leaflet-is-withdrawn-now"),
        "back" => say("leaflet-is-back"),
        _ => String::new(),
    };
    let line = |leaflet: &Leaflet| Line {
        link: Link::new(&*leaflet.title, address(&leaflet.slug)),
        about: if staff { about(leaflet) } else { Vec::new() },
        withdrawn: leaflet.withdrawn,
    };
    let may_read = all.iter().filter(|leaflet| leaflet.is_for(role));
    let lines = may_read.map(line).collect();
    let opening = staff.then(|| {
        say(match opening {
            Some(_) => "leaflet-joining-begins-with-them",
            None => "leaflet-there-are-no-opening-words",
        })
    });
    page.show(|shell| List {
        shell,
        lines,
        opening,
        done,
    })
}

/// One page. Who may not read it and is not signed in is led to signing in.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(slug): Path<String>,
    asked: Form,
) -> Result<Response> {
    if slug == OPENING {
        return Ok(Redirect::to("/join").into_response());
    }
    let leaflet = app.read(move |conn| leaflet::get(conn, &slug)).await?;
    if !leaflet.is_for(role(&page)) {
        return match page.visitor() {
            None if !leaflet.withdrawn => {
                let to = format!("/sign-in?next=/pages/{}", leaflet.slug);
                Ok(Redirect::to(&to).into_response())
            }
            _ => Err(WebError::not_found()),
        };
    }
    let done = match asked.value("done") {
        "published" => say("leaflet-is-published"),
        _ => String::new(),
    };
    let about = if is_staff(&page) {
        about(&leaflet)
    } else {
        Vec::new()
    };
    page.show(|shell| Show {
        written: words::day(leaflet.at.with_timezone(&shell.zone).date_naive()),
        shell,
        title: leaflet.title,
        text: markdown::render(&leaflet.text),
        about,
        slug: leaflet.slug,
        withdrawn: leaflet.withdrawn,
        done,
    })
}

/// Its versions, for coordinators.
pub async fn versions(
    State(app): State<App>,
    page: Page,
    Path(slug): Path<String>,
) -> Result<Response> {
    page.coordinator()?;
    let back = address(&slug);
    let versions = app
        .read(move |conn| {
            leaflet::get(conn, &slug)?;
            leaflet::versions(conn, &slug)
        })
        .await?;
    let title = versions.first().map(|newest| newest.title.clone());
    page.show(|shell| Versions {
        title: title.unwrap_or_default(),
        back,
        past: versions
            .into_iter()
            .map(|one| Past {
                label: say!("leaflet-version", number = one.version, title = &one.title),
                about: format!("{}, {}", words::instant(one.at, shell.zone), one.by),
                text: markdown::render(&one.text),
            })
            .collect(),
        shell,
    })
}

/// Withdraws it, or brings it back.
pub async fn withdraw(
    State(app): State<App>,
    page: Page,
    Path(slug): Path<String>,
    form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let withdrawn = form.value("withdrawn") == "yes";
    app.write(move |tx| leaflet::withdraw(tx, &by, &slug, withdrawn, &moment))
        .await?;
    let done = if withdrawn { "withdrawn" } else { "back" };
    Ok(Redirect::to(&format!("/pages?done={done}")).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    fn sample() -> Leaflet {
        Leaflet {
            slug: "lifts".to_owned(),
            title: "Lifts to the hospital".to_owned(),
            text: "Ask *two days* before.".to_owned(),
            readers: Readers::Members,
            in_foot: true,
            withdrawn: false,
            version: 1,
            by: "Ruth Calder".to_owned(),
            at: "2026-11-03T10:00:00Z".parse().unwrap(),
        }
    }

    fn page(about: Vec<String>, withdrawn: bool) -> String {
        Show {
            shell: Shell::sample(),
            title: "Lifts to the hospital".to_owned(),
            text: markdown::render("# Who\n\nAsk *two days* before."),
            written: "3 November 2026".to_owned(),
            about,
            slug: "lifts".to_owned(),
            withdrawn,
            done: String::new(),
        }
        .render()
        .unwrap()
    }

    #[test]
    fn a_page_has_one_heading_of_its_own_and_says_when_it_was_written() {
        let html = page(Vec::new(), false);
        assert_eq!(html.matches("<h1").count(), 1);
        assert!(html.contains("<h2>Who</h2>") && html.contains("<em>two days</em>"));
        assert!(html.contains("3 November 2026") && !html.contains("/pages/lifts/edit"));
    }

    #[test]
    fn coordinators_change_it_and_bring_it_back() {
        let html = page(vec!["It is withdrawn.".into()], true);
        assert!(html.contains("/pages/lifts/edit") && html.contains("Bring it back"));
        assert!(!page(vec!["Members read it.".into()], false).contains("Bring it back"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let typed = ["Lifts to the hospital", "Who", "two days"];
        for withdrawn in [true, false] {
            in_spanish(&typed, || {
                let leaflet = Leaflet {
                    withdrawn,
                    ..sample()
                };
                page(about(&leaflet), withdrawn)
            });
        }
        let html = in_spanish(&typed, || {
            List {
                shell: Shell::sample(),
                lines: vec![Line {
                    link: Link::new("Lifts to the hospital", "/pages/lifts"),
                    about: about(&sample()),
                    withdrawn: true,
                }],
                opening: Some(say("leaflet-there-are-no-opening-words")),
                done: say("leaflet-is-withdrawn-now"),
            }
            .render()
            .unwrap()
        });
        assert!(html.contains("<h1>Páginas propias</h1>"));
    }
}
