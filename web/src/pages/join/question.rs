//! One question of an application on each page. Answers are kept as they are given, so that the
//! link leads back to where somebody stopped.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::joining::{self, Answers, Question, Standing};
use timebank::member::MemberKind;
use timebank::{agreement, category};

use super::{of_link, private};
use crate::app::App;
use crate::components::Choice;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;
use crate::words::say;

#[derive(Template)]
#[template(path = "join/question.html")]
struct Ask {
    shell: Shell,
    form: Form,
    question: Question,
    token: String,
    kinds: Vec<Choice>,
    areas: Vec<String>,
    paragraphs: Vec<String>,
    agree: Vec<Choice>,
}

impl Ask {
    fn title(&self) -> String {
        match self.question {
            Question::You => say!("join-who-are-you"),
            Question::Place => say!("join-where-do-you-live"),
            Question::Help => say!("join-what-would-you-like-to"),
            Question::Agreement => say!("join-our-agreement"),
        }
    }

    fn number(&self) -> usize {
        let place = Question::ALL.iter().position(|one| *one == self.question);
        place.map_or(1, |place| place + 1)
    }

    fn back(&self) -> String {
        if self.form.value("from") == "check" {
            return format!("/join/{}/check", self.token);
        }
        let before = Question::ALL
            .into_iter()
            .find(|one| one.next() == Some(self.question));
        before.map_or_else(
            || "/join".to_owned(),
            |one| format!("/join/{}/{}", self.token, one.as_str()),
        )
    }
}

/// What a question page shows beside its form.
struct Seen {
    areas: Vec<String>,
    agreement: agreement::Agreement,
}

impl Seen {
    async fn read(app: &App) -> Result<Self> {
        app.read(|conn| {
            let areas = category::areas(conn)?.into_iter();
            Ok(Self {
                areas: areas.map(|area| area.name).collect(),
                agreement: agreement::current(conn)?,
            })
        })
        .await
    }

    fn page(self, shell: Shell, form: Form, question: Question, token: String) -> Ask {
        let label = say!("join-i-have-read-this-and");
        Ask {
            shell,
            form,
            question,
            token,
            kinds: vec![
                Choice::new(MemberKind::Person.as_str(), say!("join-i-would-for-myself")),
                Choice::new(
                    MemberKind::Organisation.as_str(),
                    say!("join-an-organisation"),
                )
                .hinting(say!("join-a-club-a-school-a")),
            ],
            areas: self.areas,
            paragraphs: self.agreement.paragraphs(),
            agree: vec![Choice::new(self.agreement.version, label)],
        }
    }
}

/// The question, with what was answered before.
pub async fn ask(
    State(app): State<App>,
    page: Page,
    Path((token, question)): Path<(String, String)>,
    asked: Form,
) -> Result<Response> {
    let question = Question::parse(&question).ok_or_else(WebError::not_found)?;
    let (_, application) = of_link(&app, &token).await?;
    if application.standing != Standing::Begun {
        return Ok(private(
            Redirect::to(&format!("/join/{token}")).into_response(),
        ));
    }
    let form = filled(&application.answers).with("from", asked.value("from"));
    let seen = Seen::read(&app).await?;
    Ok(private(
        page.show(|shell| seen.page(shell, form, question, token))?,
    ))
}

/// Keeps the answer, and leads to the next question.
pub async fn answer(
    State(app): State<App>,
    page: Page,
    Path((token, question)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response> {
    let question = Question::parse(&question).ok_or_else(WebError::not_found)?;
    let (secret, _) = of_link(&app, &token).await?;
    let kind = MemberKind::parse(form.value("kind"));
    if question == Question::You && kind.is_none() {
        form.refuse("kind", say!("join-choose-who-would-like-to"));
    }
    let (answers, moment) = (read(&form, kind), page.moment());
    if form.is_clean() {
        let kept = app
            .write(move |tx| joining::answer(tx, &secret, question, &answers, &moment))
            .await;
        if refused(&mut form, kept)?.is_some() {
            let next = question.next().filter(|_| form.value("from") != "check");
            let next = next.map_or("check", Question::as_str);
            let to = Redirect::to(&format!("/join/{token}/{next}"));
            return Ok(private(to.into_response()));
        }
    }
    let seen = Seen::read(&app).await?;
    Ok(private(
        page.refuse(|shell| seen.page(shell, form, question, token))?,
    ))
}

fn read(form: &Form, kind: Option<MemberKind>) -> Answers {
    Answers {
        kind: kind.unwrap_or(MemberKind::Person),
        name: form.text("name"),
        phone: form.text("phone"),
        email: form.text("email"),
        area: form.text("area"),
        address: form.lines("address"),
        gives: form.lines("gives"),
        wishes: form.lines("wishes"),
        agreement: form.value("agreed").parse().ok(),
    }
}

fn filled(answers: &Answers) -> Form {
    let form = Form::new()
        .with("name", &*answers.name)
        .with("phone", &*answers.phone)
        .with("email", &*answers.email)
        .with("area", &*answers.area)
        .with("address", &*answers.address)
        .with("gives", &*answers.gives)
        .with("wishes", &*answers.wishes);
    let form = match answers.agreement {
        Some(version) => form.with("agreed", version.to_string()),
        None => form,
    };
    // Nothing is chosen for somebody who has not answered yet.
    if answers.name.is_empty() {
        form
    } else {
        form.with("kind", answers.kind.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    fn seen() -> Seen {
        Seen {
            areas: vec!["Mill End".into()],
            agreement: agreement::Agreement {
                version: 3,
                text: "One.\n\nTwo.".into(),
                asks_again: false,
                by: String::new(),
                at: None,
                accepted: 0,
            },
        }
    }

    #[test]
    fn every_question_has_one_heading_and_leads_back() {
        for (question, back) in [
            (Question::You, "href=\"/join\""),
            (Question::Place, "href=\"/join/abc/you\""),
            (Question::Help, "href=\"/join/abc/place\""),
            (Question::Agreement, "href=\"/join/abc/help\""),
        ] {
            let ask = seen().page(Shell::sample(), Form::new(), question, "abc".into());
            let html = ask.render().unwrap();
            assert_eq!(html.matches("<h1").count(), 1, "{question:?}");
            assert!(html.contains(back), "{question:?}");
            assert!(html.contains("of 4"), "{question:?}");
        }
    }

    #[test]
    fn the_agreement_is_shown_whole_and_its_version_is_what_is_ticked() {
        let ask = seen().page(
            Shell::sample(),
            Form::new(),
            Question::Agreement,
            "abc".into(),
        );
        let html = ask.render().unwrap();
        assert!(html.contains("<p>One.</p>") && html.contains("<p>Two.</p>"));
        assert!(html.contains("name=\"agreed\" id=\"agreed\" value=\"3\""));
    }

    #[test]
    fn what_a_page_shows_is_what_it_reads() {
        let answers = Answers {
            kind: MemberKind::Organisation,
            name: "Wrensham Repair Café".into(),
            phone: "01632 960162".into(),
            address: "1 Quay Street\nWrensham".into(),
            agreement: Some(3),
            ..Answers::default()
        };
        let kind = Some(MemberKind::Organisation);
        assert_eq!(read(&filled(&answers), kind), answers);
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for question in Question::ALL {
            in_spanish(&["One."], || {
                let ask = seen().page(Shell::sample(), Form::new(), question, "abc".into());
                ask.render().unwrap()
            });
        }
    }
}
