//! Settings: what the bank has decided about itself, one topic on a page, each with its effect in
//! plain words, who changed it last, and why. For administrators.

mod areas;
mod contact;
mod fields;
mod foresee;
mod kinds;
mod starting_set;
mod words;

pub use self::areas::{
    add as add_area, areas, change as change_area, merge as merge_areas, one as area,
};
pub use self::contact::{ask as ask_contact, change as change_contact};
pub use self::kinds::{
    add as add_kind, ask_to_merge as ask_to_merge_kinds, change as change_kind, kinds,
    merge as merge_kinds, move_up as move_kind_up, one as kind,
    open_or_close as open_or_close_kind,
};
pub use self::starting_set::{ask as starting_set, take as take_starting_set};

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use timebank::CategoryId;
use timebank::category::{self, Category};
use timebank::policy::{self, Change, Policy, Topic};

use crate::app::App;
use crate::components::{self, Choice};
use crate::error::{Result, WebError};
use crate::extract::{Path, Query};
use crate::forms::Form;
use crate::page::{Page, Shell};

/// One topic in the list.
struct Entry {
    code: &'static str,
    title: &'static str,
    now: Vec<String>,
}

#[derive(Template)]
#[template(path = "settings/list.html")]
struct List {
    shell: Shell,
    entries: Vec<Entry>,
    saved: bool,
}

/// One change of a topic, as the page shows it.
struct Past {
    title: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "settings/topic.html")]
struct TopicPage {
    shell: Shell,
    form: Form,
    topic: Topic,
    title: &'static str,
    about: &'static str,
    now: Vec<String>,
    kinds: Vec<Choice>,
    whens: Vec<Choice>,
    steps: Vec<fields::StepFields>,
    waits: Vec<fields::WaitFields>,
    rounding_steps: Vec<Choice>,
    rounding_ways: Vec<Choice>,
    accounts: [fields::AccountFields; 2],
    past: Vec<Past>,
}

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// The list of topics.
pub async fn list(
    State(app): State<App>,
    page: Page,
    Query(done): Query<Done>,
) -> Result<Response> {
    page.administrator()?;
    let (policy, names) = app
        .read(|conn| Ok((policy::current(conn)?, names(conn)?)))
        .await?;
    page.show(|shell| List {
        shell,
        entries: Topic::ALL
            .into_iter()
            .map(|topic| Entry {
                code: topic.as_str(),
                title: words::title(topic),
                now: words::effect(&policy, topic, &names),
            })
            .collect(),
        saved: done.done == "saved",
    })
}

/// One topic.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(code): Path<String>,
) -> Result<Response> {
    page.administrator()?;
    let topic = Topic::parse(&code).ok_or_else(WebError::not_found)?;
    let shown = Shown::read(&app, topic).await?;
    let form = fields::form(&shown.policy, topic).with("number", shown.number.to_string());
    page.show(|shell| shown.page(shell, form))
}

/// Changes one topic from now on; before that it is shown what would change today.
pub async fn change(
    State(app): State<App>,
    page: Page,
    Path(code): Path<String>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    let topic = Topic::parse(&code).ok_or_else(WebError::not_found)?;
    let shown = Shown::read(&app, topic).await?;
    let wanted = fields::read(&mut form, &shown.policy, topic);
    form.ask("reason", "Say why, and who decided it");
    let number = form.value("number").parse().unwrap_or(-1);
    if form.is_clean() && form.value("sure") != "yes" {
        let would = wanted.clone();
        let effects = app
            .read(move |conn| policy::preview(conn, topic, &would, &moment))
            .await;
        if let Some(effects) = super::exchanges::refused(&mut form, effects)? {
            let sentences = words::effect(&wanted, topic, &shown.names);
            return foresee::show(page, topic, sentences, &effects, &form);
        }
    }
    let saves = form.value("sure") == "yes" && !form.has("again");
    if form.is_clean() && saves {
        let reason = form.lines("reason");
        let answer = app
            .write(move |tx| policy::change(tx, &by, topic, &wanted, &reason, number, &moment))
            .await;
        if super::exchanges::refused(&mut form, answer)?.is_some() {
            return Ok(Redirect::to("/settings?done=saved").into_response());
        }
    }
    if form.is_clean() {
        // Back to the questions, with everything as it was typed.
        return page.show(|shell| shown.page(shell, form));
    }
    page.refuse(|shell| shown.page(shell, form))
}

type Names = Vec<(CategoryId, String)>;

fn names(conn: &rusqlite::Connection) -> timebank::Result<Names> {
    let kinds = category::list(conn)?.into_iter();
    let name = |kind: Category| {
        if kind.is_heading {
            (kind.id, components::kinds::all_of(&kind.name))
        } else {
            (kind.id, kind.name)
        }
    };
    Ok(kinds.map(name).collect())
}

/// What a page shows beside its form.
struct Shown {
    topic: Topic,
    number: i64,
    policy: Policy,
    names: Names,
    changes: Vec<Change>,
}

impl Shown {
    async fn read(app: &App, topic: Topic) -> Result<Self> {
        app.read(move |conn| {
            let (number, policy) = policy::numbered(conn)?;
            Ok(Self {
                topic,
                number,
                policy,
                names: names(conn)?,
                changes: policy::changes(conn, topic)?,
            })
        })
        .await
    }

    fn page(self, shell: Shell, form: Form) -> TopicPage {
        let topic = self.topic;
        let [rounding_steps, rounding_ways] = fields::rounding();
        let past = self.changes.iter().map(|change| {
            let when = crate::words::instant(change.at, shell.zone);
            let by = if change.by.is_empty() {
                "The program"
            } else {
                &change.by
            };
            Past {
                title: format!("{when}, {by}"),
                reason: change.reason.clone(),
            }
        });
        TopicPage {
            past: past.collect(),
            topic,
            title: words::title(topic),
            about: words::about(topic),
            now: words::effect(&self.policy, topic, &self.names),
            kinds: self
                .names
                .iter()
                .map(|(id, name)| Choice::new(id, name.clone()))
                .collect(),
            whens: fields::whens(),
            steps: fields::steps(),
            waits: fields::waits(),
            rounding_steps,
            rounding_ways,
            accounts: fields::accounts(),
            shell,
            form,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_one_heading_and_says_what_holds_now() {
        for topic in Topic::ALL {
            let shown = Shown {
                topic,
                number: 0,
                policy: Policy::default(),
                names: vec![(CategoryId::new(3), "Lifts".into())],
                changes: Vec::new(),
            };
            let form = fields::form(&shown.policy, topic);
            let html = shown.page(Shell::sample(), form).render().unwrap();
            assert_eq!(html.matches("<h1").count(), 1, "{topic:?}");
            let action = format!("action=\"/settings/{}\"", topic.as_str());
            assert!(html.contains(&action), "{topic:?}");
            assert!(html.contains("Nobody has changed this yet"), "{topic:?}");
        }
    }

    #[test]
    fn what_a_form_shows_is_what_it_reads() {
        for topic in Topic::ALL {
            let mut policy = Policy::default();
            policy.steps.approval = policy::Rule {
                first_exchanges: 3,
                over_minutes: Some(240),
                ..policy::Rule::default()
            };
            policy.balances.people.stop_below = Some(-1_200);
            let mut form = fields::form(&policy, topic);
            assert_eq!(fields::read(&mut form, &policy, topic), policy, "{topic:?}");
            assert!(form.is_clean(), "{topic:?}");
        }
    }
}
