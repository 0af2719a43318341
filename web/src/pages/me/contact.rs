//! Who sees how you are reached: telephone, email and address, each with an audience of its own.
//!
//! A coordinator opens the same page for a member who says on the telephone how it should be.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::contact::{self, Audiences, Field, SeenBy};
use timebank::member::{self, Profile};

use super::Whose;
use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::say;

/// One field with its boxes.
struct Question {
    field: &'static str,
    legend: String,
    /// What stands in it.
    hint: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "me/contact.html")]
struct Show {
    shell: Shell,
    form: Form,
    path: String,
    back: (String, String),
    /// The member's name, where somebody else looks.
    of: Option<String>,
    questions: Vec<Question>,
    saved: bool,
}

fn questions(profile: &Profile) -> Vec<Question> {
    Field::ALL
        .into_iter()
        .map(|field| {
            let (legend, value) = match field {
                Field::Phone => (say!("me-telephone"), profile.phone.clone()),
                Field::Email => (say!("me-email"), profile.email.clone().unwrap_or_default()),
                Field::Address => (say!("me-address"), profile.address.replace('\n', ", ")),
            };
            Question {
                field: field.as_str(),
                legend,
                hint: if value.is_empty() {
                    say!("me-there-is-none-yet")
                } else {
                    value
                },
                choices: SeenBy::ALL.into_iter().map(choice).collect(),
            }
        })
        .collect()
}

fn choice(seen_by: SeenBy) -> Choice {
    let label = match seen_by {
        SeenBy::Coordinators => say!("me-coordinators-only"),
        SeenBy::Exchanged => {
            return Choice::new(seen_by.as_str(), say!("me-also-people-i-have-an"))
                .hinting(say!("me-from-the-moment-you-have"));
        }
        SeenBy::Members => say!("me-all-members"),
    };
    Choice::new(seen_by.as_str(), label)
}

fn filled(audiences: Audiences) -> Form {
    Field::ALL.into_iter().fold(Form::new(), |form, field| {
        form.with(field.as_str(), audiences.of(field).as_str())
    })
}

fn read(form: &mut Form) -> Option<Audiences> {
    let mut audiences = Audiences::USUAL;
    let mut complete = true;
    for field in Field::ALL {
        if let Some(seen_by) = SeenBy::parse(form.value(field.as_str())) {
            audiences = audiences.with(field, seen_by);
        } else {
            form.refuse(field.as_str(), say!("me-choose-who-sees-it"));
            complete = false;
        }
    }
    complete.then_some(audiences)
}

async fn build(app: &App, page: &Page, whose: Whose) -> Result<(Show, Form)> {
    let id = whose.id();
    let (profile, audiences) = app
        .read(move |conn| Ok((member::get(conn, id)?, contact::audiences(conn, id)?)))
        .await?;
    let show = Show {
        shell: page.shell().clone(),
        form: Form::new(),
        path: whose.path("contact"),
        back: whose.back(&profile.name),
        of: (!whose.is_mine()).then(|| profile.name.clone()),
        questions: questions(&profile),
        saved: false,
    };
    Ok((show, filled(audiences)))
}

/// Who sees how somebody is reached.
pub async fn contact(
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

/// Saves who sees it: one's own choice, or that of a member who said so.
pub async fn choose_contact(
    State(app): State<App>,
    page: Page,
    whose: Whose,
    mut form: Form,
) -> Result<Response> {
    let moment = page.moment();
    let Some(audiences) = read(&mut form) else {
        let (show, _) = build(&app, &page, whose).await?;
        return page.refuse(|shell| Show {
            shell,
            form,
            ..show
        });
    };
    match whose {
        Whose::Mine(_) => {
            let by = page.person()?.clone();
            app.write(move |tx| contact::choose(tx, &by, audiences, &moment))
                .await?;
        }
        Whose::Theirs(id) => {
            let by = page.coordinator()?;
            app.write(move |tx| contact::choose_for(tx, &by, id, audiences, &moment))
                .await?;
        }
    }
    Ok(whose.saved("contact"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::people::samples;
    use crate::spanish::in_spanish;

    #[test]
    fn each_field_stands_there_with_its_own_choice() {
        let audiences = Audiences::USUAL.with(Field::Phone, SeenBy::Members);
        let html = Show {
            shell: Shell::sample(),
            form: filled(audiences),
            path: "/me/contact".to_owned(),
            back: ("/me".to_owned(), "My details".to_owned()),
            of: None,
            questions: questions(&samples::dilys()),
            saved: false,
        }
        .render()
        .unwrap();
        assert_eq!(html.matches("<fieldset").count(), 3);
        assert!(html.contains("id=\"phone-3\" value=\"members\" checked"));
        assert!(html.contains("id=\"email\" value=\"coordinators\" checked"));
        assert!(html.contains("2 Tanner’s Row, Mill End"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for of in [None, Some("Dilys Prosser".to_owned())] {
            in_spanish(&[], || {
                let show = Show {
                    shell: Shell::sample(),
                    form: filled(Audiences::USUAL),
                    path: "/me/contact".to_owned(),
                    back: ("/me".to_owned(), say!("me-my-details")),
                    of,
                    questions: questions(&samples::dilys()),
                    saved: true,
                };
                show.render().unwrap()
            });
        }
    }
}
