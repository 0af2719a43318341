//! What somebody speaks, and when they are usually free, on one page.
//!
//! A coordinator opens the same page for a member who says it on the telephone or face to face.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::circumstances::{self, Circumstances, Time};
use timebank::member;

use super::Whose;
use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

const PART: &str = "languages";

#[derive(Template)]
#[template(path = "me/languages.html")]
struct Show {
    shell: Shell,
    form: Form,
    path: String,
    back: (String, String),
    /// The member's name and the one for a greeting, where somebody else looks.
    of: Option<(String, String)>,
    times: Vec<Choice>,
    saved: bool,
}

impl Show {
    fn title(&self) -> String {
        match &self.of {
            None => say!("me-languages-and-times"),
            Some((name, _)) => say!("circumstances-of", name = name),
        }
    }

    fn who_reads(&self) -> String {
        match &self.of {
            None => say!("circumstances-who-reads"),
            Some((_, called)) => say!("circumstances-who-reads-of", name = called),
        }
    }
}

/// A time as it stands after "free": "on weekday mornings".
fn when(time: Time) -> String {
    match time {
        Time::Mornings => say!("circumstances-mornings"),
        Time::Afternoons => say!("circumstances-afternoons"),
        Time::Evenings => say!("circumstances-evenings"),
        Time::Weekends => say!("circumstances-weekends"),
    }
}

/// Times in a row: "on weekday mornings and at weekends".
pub(crate) fn free(times: &[Time]) -> String {
    let times: Vec<String> = times.iter().map(|time| when(*time)).collect();
    let times: Vec<&str> = times.iter().map(String::as_str).collect();
    words::list(&times)
}

fn times() -> Vec<Choice> {
    Time::ALL
        .map(|time| Choice::new(time.as_str(), words::sentence(&when(time))))
        .to_vec()
}

fn filled(said: &Circumstances) -> Form {
    let form = Form::new().with("languages", said.languages.join(", "));
    let times = said.times.iter();
    times.fold(form, |form, time| form.also("time", time.as_str()))
}

fn read(form: &Form) -> Circumstances {
    Circumstances {
        languages: Circumstances::languages_in(form.value("languages")),
        times: form.all("time").filter_map(Time::parse).collect(),
    }
}

async fn build(app: &App, page: &Page, whose: Whose) -> Result<(Show, Form)> {
    let id = whose.id();
    let (profile, said) = app
        .read(move |conn| Ok((member::get(conn, id)?, circumstances::of(conn, id)?)))
        .await?;
    let show = Show {
        shell: page.shell().clone(),
        form: Form::new(),
        path: whose.path(PART),
        back: whose.back(&profile.name),
        of: (!whose.is_mine()).then(|| (profile.name.clone(), profile.greeting().to_owned())),
        times: times(),
        saved: false,
    };
    Ok((show, filled(&said)))
}

/// Somebody's languages and times.
pub async fn circumstances(
    State(app): State<App>,
    page: Page,
    whose: Whose,
    query: Form,
) -> Result<Response> {
    let (show, form) = build(&app, &page, whose).await?;
    let saved = query.value("done") == "saved";
    page.show(|_| Show {
        form,
        saved,
        ..show
    })
}

/// Says somebody's languages and times.
pub async fn say_circumstances(
    State(app): State<App>,
    page: Page,
    whose: Whose,
    mut form: Form,
) -> Result<Response> {
    let (said, moment) = (read(&form), page.moment());
    let done = match whose {
        Whose::Mine(_) => {
            let by = page.person()?.clone();
            app.write(move |tx| circumstances::say(tx, &by, &said, &moment))
                .await
        }
        Whose::Theirs(id) => {
            let by = page.coordinator()?;
            app.write(move |tx| circumstances::say_for(tx, &by, id, &said, &moment))
                .await
        }
    };
    if let Err(error) = done {
        form.refuse_all(error.into_fields()?);
        let (show, _) = build(&app, &page, whose).await?;
        return page.refuse(|shell| Show {
            shell,
            form,
            ..show
        });
    }
    Ok(whose.saved(PART))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    fn made(of: Option<(String, String)>) -> String {
        let said = Circumstances {
            languages: vec!["Welsh".into(), "Polish".into()],
            times: vec![Time::Weekends],
        };
        let show = Show {
            shell: Shell::sample(),
            form: filled(&said),
            path: "/me/languages".into(),
            back: ("/me".into(), say!("me-my-details")),
            of,
            times: times(),
            saved: true,
        };
        show.render().unwrap()
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for of in [None, Some(("Dilys Prosser".into(), "Dilys".into()))] {
            let html = in_spanish(&[], || made(of));
            assert!(html.contains("Los fines de semana"));
        }
    }

    #[test]
    fn what_was_said_stands_in_the_boxes() {
        let html = made(None);
        assert!(html.contains("value=\"Welsh, Polish\""));
        assert!(html.contains("value=\"weekends\" checked"));
        assert_eq!(html.matches("type=\"checkbox\"").count(), 4);
    }

    #[test]
    fn times_are_said_in_a_row() {
        assert_eq!(
            free(&Time::ALL),
            "on weekday mornings, on weekday afternoons, on weekday evenings and at weekends"
        );
    }
}
