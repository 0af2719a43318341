//! A new message to many: to whom, what; then how many that is in which way; then it is sent.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use timebank::category::{self, Area, Category};
use timebank::delivery::Way;
use timebank::mailing::{self, Filter, NewMailing, Reach, Recipient, Taking};
use timebank::needs::Need;
use timebank::{AreaId, CategoryId, MailingId, clock};

use crate::app::App;
use crate::components::{Choice, kinds};
use crate::error::{Result, WebError};
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;
use crate::pages::me::{choices_of_needs, in_words};
use crate::words::say;

/// So many of those whom only the website reaches are named.
const NAMED: usize = 30;

#[derive(Template)]
#[template(path = "mailings/new.html")]
struct New {
    shell: Shell,
    form: Form,
    states: Vec<Choice>,
    taking: Vec<Choice>,
    areas: Vec<Choice>,
    kinds: Vec<Choice>,
    needs: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "mailings/check.html")]
struct Check {
    shell: Shell,
    form: Form,
    to: String,
    reach: Reach,
    /// Those whom neither mail nor a letter reaches: names and telephone numbers.
    here: Vec<(String, String)>,
    /// "And 12 more."; empty where all are named.
    more: String,
}

impl Check {
    fn lines(&self) -> std::str::Lines<'_> {
        self.form.value("text").lines()
    }
}

/// The kinds of help and the areas to choose from.
pub(super) struct Choosing {
    kinds: Vec<Category>,
    areas: Vec<Area>,
}

impl Choosing {
    pub(super) fn read(conn: &Connection) -> timebank::Result<Self> {
        Ok(Self {
            kinds: category::list(conn)?,
            areas: category::areas(conn)?,
        })
    }

    /// To whom, in words: "Active members in Mill End who offer Gardening".
    pub(super) fn sentence(&self, filter: &Filter) -> String {
        let mut who = if filter.paused {
            say!("telling-paused-members")
        } else {
            say!("telling-active-members")
        };
        let area = self.areas.iter().find(|area| Some(area.id) == filter.area);
        if let Some(area) = area {
            who = say!("telling-who-in", who = who, area = &area.name);
        }
        let kind = self
            .kinds
            .iter()
            .find(|kind| Some(kind.id) == filter.offers);
        if let Some(kind) = kind {
            who = say!("telling-who-offer", who = who, kind = &kind.name);
        }
        let quiet = |who, months: u32| say!("telling-who-quiet", who = who, months = months);
        who = match filter.taking {
            Taking::Any => who,
            Taking::NeverStarted => say!("telling-who-not-begun", who = who),
            Taking::Quiet3 => quiet(who, 3),
            Taking::Quiet6 => quiet(who, 6),
            Taking::Quiet12 => quiet(who, 12),
        };
        if let Some(need) = filter.need {
            who = say!("telling-who-need", who = who, need = in_words(need));
        }
        who
    }
}

fn states() -> Vec<Choice> {
    vec![
        Choice::new("active", say!("telling-active-members")),
        Choice::new("paused", say!("telling-paused-members")),
    ]
}

fn taking() -> Vec<Choice> {
    Taking::ALL
        .into_iter()
        .map(|taking| {
            let label = match taking {
                Taking::Any => say!("telling-it-does-not-matter"),
                Taking::NeverStarted => say!("telling-they-have-not-begun-no"),
                Taking::Quiet3 => say!("telling-quiet-for-months-or-longer", months = 3),
                Taking::Quiet6 => say!("telling-quiet-for-months-or-longer", months = 6),
                Taking::Quiet12 => say!("telling-quiet-for-months-or-longer", months = 12),
            };
            Choice::new(taking.as_str(), label)
        })
        .collect()
}

fn filter(form: &Form) -> Filter {
    Filter {
        paused: form.value("state") == "paused",
        area: form.value("area").parse().ok().map(AreaId::new),
        offers: form.value("offers").parse().ok().map(CategoryId::new),
        taking: Taking::parse(form.value("taking")).unwrap_or_default(),
        need: Need::parse(form.value("need")),
    }
}

fn new_mailing(form: &Form) -> Result<NewMailing> {
    let id = form
        .value("id")
        .parse()
        .map_err(|_| WebError::not_found())?;
    Ok(NewMailing {
        id: MailingId::new(id),
        subject: form.text("subject"),
        text: form.lines("text"),
        filter: filter(form),
    })
}

async fn page_of(app: &App, form: Form, shell: Shell) -> Result<New> {
    let found = app.read(Choosing::read).await?;
    Ok(New {
        shell,
        form,
        states: states(),
        taking: taking(),
        areas: found
            .areas
            .iter()
            .map(|area| Choice::new(area.id, &area.name))
            .collect(),
        kinds: kinds::to_seek(&found.kinds),
        needs: choices_of_needs(),
    })
}

/// To whom, and what? From the check page it comes back with what was typed.
pub async fn ask(State(app): State<App>, page: Page) -> Result<Response> {
    page.coordinator()?;
    let form = Form::new()
        .with("id", clock::new_id().to_string())
        .with("state", "active")
        .with("taking", Taking::Any.as_str());
    let new = page_of(&app, form, page.shell().clone()).await?;
    page.show(|_| new)
}

/// How many that is, in which way, and what they will read.
pub async fn check(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment, new) = (page.coordinator()?, page.moment(), new_mailing(&form)?);
    let filter = new.filter;
    let (to, found) = app
        .read(move |conn| {
            let to = Choosing::read(conn)?.sentence(&filter);
            Ok((to, mailing::recipients(conn, &by, &filter, &moment)?))
        })
        .await?;
    if form.has("back") {
        let again = page_of(&app, form, page.shell().clone()).await?;
        return page.show(|_| again);
    }
    if found.is_empty() {
        form.refuse("state", say!("telling-nobody-fits-what-you-have"));
    }
    if let Err(timebank::Error::Invalid(errors)) = new.checked() {
        form.refuse_all(errors);
    }
    if !form.is_clean() {
        let again = page_of(&app, form, page.shell().clone()).await?;
        return page.refuse(|shell| New { shell, ..again });
    }
    page.show(|shell| built(shell, form, to, &found))
}

fn built(shell: Shell, form: Form, to: String, found: &[Recipient]) -> Check {
    let here = found.iter().filter(|one| one.way == Way::Here);
    let reach = Reach::of(found);
    let here: Vec<_> = here
        .take(NAMED)
        .map(|one| (one.name.clone(), one.phone.clone()))
        .collect();
    Check {
        shell,
        form,
        to,
        more: match u32::try_from(here.len()).map_or(0, |named| reach.here - named) {
            0 => String::new(),
            more => say!("telling-and-more", number = more),
        },
        reach,
        here,
    }
}

/// Sends it.
pub async fn send(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment, new) = (page.coordinator()?, page.moment(), new_mailing(&form)?);
    let answer = app
        .write(move |tx| mailing::send(tx, &by, &new, &moment))
        .await;
    if let Some(sent) = refused(&mut form, answer)? {
        let path = format!("/mailings/{}?done=sent", sent.id);
        return Ok(Redirect::to(&path).into_response());
    }
    let again = page_of(&app, form, page.shell().clone()).await?;
    page.refuse(|shell| New { shell, ..again })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn to_whom_is_said_in_words() {
        let choosing = Choosing {
            kinds: Vec::new(),
            areas: vec![Area {
                id: AreaId::new(2),
                name: "Mill End".to_owned(),
            }],
        };
        let filter = Filter {
            area: Some(AreaId::new(2)),
            taking: Taking::Quiet6,
            ..Filter::default()
        };
        assert_eq!(
            choosing.sentence(&filter),
            "Active members in Mill End who have been quiet for 6 months"
        );
        assert_eq!(choosing.sentence(&Filter::default()), "Active members");
    }

    #[test]
    fn the_check_says_how_many_in_which_way_and_shows_the_words_as_they_are() {
        let form = Form::new()
            .with("subject", "The spring lunch")
            .with("text", "On Sunday.\n<b>Bring a plate.</b>");
        let check = Check {
            shell: Shell::sample(),
            form,
            to: "Active members".to_owned(),
            reach: Reach {
                by_mail: 12,
                by_letter: 2,
                here: 1,
            },
            here: vec![("Harold Finch".to_owned(), "01632 960177".to_owned())],
            more: String::new(),
        };
        let html = check.render().unwrap();
        for part in [
            "12 members",
            "2 members",
            "On Sunday.<br>",
            "Harold Finch",
            "01632 960177",
            "Send it to 15 members",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
        assert!(!html.contains("<b>Bring"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let choosing = Choosing {
            kinds: Vec::new(),
            areas: vec![Area {
                id: AreaId::new(2),
                name: "Mill End".to_owned(),
            }],
        };
        let html = in_spanish(&[], || {
            let filter = Filter {
                area: Some(AreaId::new(2)),
                taking: Taking::Quiet6,
                need: Some(Need::Call),
                ..Filter::default()
            };
            let check = Check {
                shell: Shell::sample(),
                form: Form::new(),
                to: choosing.sentence(&filter),
                reach: Reach {
                    by_mail: 12,
                    by_letter: 2,
                    here: 1,
                },
                here: vec![("Harold Finch".to_owned(), "01632 960177".to_owned())],
                more: String::new(),
            };
            let new = New {
                shell: Shell::sample(),
                form: Form::new(),
                states: states(),
                taking: taking(),
                areas: Vec::new(),
                kinds: Vec::new(),
                needs: choices_of_needs(),
            };
            check.render().unwrap() + &new.render().unwrap()
        });
        assert!(html.contains("2 miembros, para imprimir"));
    }
}
