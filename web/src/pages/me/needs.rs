//! What somebody needs to be reached and written to well, on one page.
//!
//! A coordinator opens the same page for a member who says it on the telephone or face to face.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{Months, NaiveDate};
use timebank::member;
use timebank::needs::{self, Need, Needs};

use super::Whose;
use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "me/needs.html")]
struct Show {
    shell: Shell,
    form: Form,
    path: String,
    back: (String, String),
    /// The member's name and the one for a greeting, where somebody else looks.
    of: Option<(String, String)>,
    choices: Vec<Choice>,
    shares: Vec<Choice>,
    reviews: Vec<Choice>,
    /// When it is asked again, as it stands now; may be empty.
    until: String,
    saved: bool,
}

/// A need in a few words, as it stands in lists.
pub(crate) fn in_words(need: Need) -> String {
    match need {
        Need::LargePrint => say!("me-large-print"),
        Need::EasyRead => say!("me-easy-read"),
        Need::SignLanguage => say!("me-british-sign-language"),
        Need::Interpreter => say!("me-interpreter"),
        Need::Call => say!("me-ring-rather-than-write"),
    }
}

/// All that somebody needs, in one line: “Large print. Interpreter: Polish.”
pub(crate) fn sentence(needs: &Needs) -> String {
    let mut parts: Vec<String> = needs
        .ticked
        .iter()
        .map(|need| match need {
            Need::Interpreter => format!("{}: {}.", in_words(*need), needs.interpreter),
            need => format!("{}.", in_words(*need)),
        })
        .collect();
    if !needs.other.is_empty() {
        let other = needs.other.trim_end_matches('.');
        parts.push(format!("{}.", words::sentence(other)));
    }
    parts.join(" ")
}

/// The needs as choices of a filter.
pub(crate) fn choices_of_needs() -> Vec<Choice> {
    Need::ALL
        .map(|need| Choice::new(need.as_str(), in_words(need)))
        .to_vec()
}

fn choices() -> Vec<Choice> {
    Need::ALL
        .map(|need| {
            let choice = Choice::new(need.as_str(), in_words(need));
            match need {
                Need::LargePrint => choice.hinting(say!("me-statements-are-printed-in-large")),
                Need::EasyRead => choice.hinting(say!("me-short-sentences-with-pictures")),
                Need::SignLanguage => choice,
                Need::Interpreter => choice.hinting(say!("me-say-below-which-language")),
                Need::Call => choice.hinting(say!("me-what-waits-for-an-answer")),
            }
        })
        .to_vec()
}

/// In how many months it is asked again: what is sent, and the months.
const REVIEWS: [(&str, u32); 3] = [("6", 6), ("12", 12), ("24", 24)];

fn reviews() -> Vec<Choice> {
    vec![
        Choice::new("6", say!("me-in-half-a-year")),
        Choice::new("12", say!("me-in-a-year")),
        Choice::new("24", say!("me-in-two-years")),
    ]
}

fn filled(found: Option<&Needs>) -> Form {
    let mut form = Form::new().with("review", "12");
    if let Some(needs) = found {
        for need in &needs.ticked {
            form = form.also("need", need.as_str());
        }
        form.set("interpreter", &*needs.interpreter);
        form.set("other", &*needs.other);
        if needs.shared {
            form.set("shared", "yes");
        }
    }
    form
}

fn read(form: &Form, today: NaiveDate) -> Needs {
    let review = REVIEWS
        .iter()
        .find(|(code, _)| *code == form.value("review"));
    let review_on = review.and_then(|(_, months)| today.checked_add_months(Months::new(*months)));
    Needs {
        ticked: form.all("need").filter_map(Need::parse).collect(),
        interpreter: form.text("interpreter"),
        other: form.lines("other"),
        shared: form.value("shared") == "yes",
        // Without an answer it is today, which the command refuses at that question.
        review_on: review_on.unwrap_or(today),
    }
}

async fn build(app: &App, page: &Page, whose: Whose) -> Result<(Show, Form)> {
    let id = whose.id();
    let (profile, found) = app
        .read(move |conn| Ok((member::get(conn, id)?, needs::of(conn, id)?)))
        .await?;
    let who = if whose.is_mine() {
        say!("me-the-other-person-of-an")
    } else {
        say!("me-the-other-person-of-an-b")
    };
    let show = Show {
        shell: page.shell().clone(),
        form: Form::new(),
        path: whose.path("needs"),
        back: whose.back(&profile.name),
        of: (!whose.is_mine()).then(|| (profile.name.clone(), profile.greeting().to_owned())),
        choices: choices(),
        shares: vec![Choice::new("yes", who).hinting(say!("me-nobody-else-ever-reads-it"))],
        reviews: reviews(),
        until: found
            .as_ref()
            .map(|needs| words::day(needs.review_on))
            .unwrap_or_default(),
        saved: false,
    };
    Ok((show, filled(found.as_ref())))
}

/// How somebody is best reached.
pub async fn needs(
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

/// Says how somebody is best reached.
pub async fn say_needs(
    State(app): State<App>,
    page: Page,
    whose: Whose,
    mut form: Form,
) -> Result<Response> {
    let (wanted, moment) = (read(&form, page.today()), page.moment());
    let said = match whose {
        Whose::Mine(_) => {
            let by = page.person()?.clone();
            app.write(move |tx| needs::say(tx, &by, &wanted, &moment))
                .await
        }
        Whose::Theirs(id) => {
            let by = page.coordinator()?;
            app.write(move |tx| needs::say_for(tx, &by, id, &wanted, &moment))
                .await
        }
    };
    if let Err(error) = said {
        form.refuse_all(error.into_fields()?);
        let (show, _) = build(&app, &page, whose).await?;
        return page.refuse(|shell| Show {
            shell,
            form,
            ..show
        });
    }
    Ok(whose.saved("needs"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    fn needs() -> Needs {
        Needs {
            ticked: vec![Need::LargePrint, Need::Interpreter],
            interpreter: "Polish".into(),
            other: "speak slowly".into(),
            shared: true,
            review_on: NaiveDate::from_ymd_opt(2027, 5, 1).unwrap(),
        }
    }

    #[test]
    fn what_is_needed_is_one_line() {
        assert_eq!(
            sentence(&needs()),
            "Large print. Interpreter: Polish. Speak slowly."
        );
    }

    #[test]
    fn what_was_ticked_is_ticked_again_and_read_back() {
        let form = filled(Some(&needs()));
        let html = Show {
            shell: Shell::sample(),
            form: form.clone(),
            path: "/me/needs".into(),
            back: ("/me".into(), "My details".into()),
            of: None,
            choices: choices(),
            shares: vec![Choice::new("yes", "They may know")],
            reviews: Vec::new(),
            until: "1 May 2027".into(),
            saved: false,
        }
        .render()
        .unwrap();
        assert_eq!(html.matches(" checked").count(), 3);
        assert!(html.contains("until 1 May 2027") || html.contains("1 May 2027"));
        let today = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
        assert_eq!(read(&form, today), needs());
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for of in [None, Some(("Dilys Prosser".to_owned(), "Dilys".to_owned()))] {
            in_spanish(&["speak slowly"], || {
                let show = Show {
                    shell: Shell::sample(),
                    form: filled(Some(&needs())),
                    path: "/me/needs".into(),
                    back: ("/me".into(), say!("me-my-details")),
                    of,
                    choices: choices(),
                    shares: Vec::new(),
                    reviews: reviews(),
                    until: words::day(needs().review_on),
                    saved: true,
                };
                sentence(&needs()) + &show.render().unwrap()
            });
        }
    }
}
