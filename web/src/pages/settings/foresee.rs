//! Between the questions of a topic and the change: what would be otherwise today, in plain words,
//! and from which day it holds. One page for all topics.

use askama::Template;
use axum::response::Response;
use timebank::policy::{Affected, Effect, Topic};

use super::words;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{count_of, length, number};

#[derive(Template)]
#[template(path = "settings/foresee.html")]
struct Foresee {
    shell: Shell,
    topic: Topic,
    title: &'static str,
    /// From which day it holds.
    from: String,
    /// What would hold, a sentence each.
    wanted: Vec<String>,
    /// What it would do today.
    effects: Vec<String>,
    /// What was typed, to be sent on.
    typed: Vec<(String, String)>,
}

/// The page.
pub(super) fn show(
    page: Page,
    topic: Topic,
    wanted: Vec<String>,
    effects: &[Effect],
    form: &Form,
) -> Result<Response> {
    let from = crate::words::day(page.today());
    page.show(|shell| Foresee {
        shell,
        topic,
        title: words::title(topic),
        from,
        wanted,
        effects: sentences(effects),
        typed: typed(form),
    })
}

/// Everything but the buttons of this page.
fn typed(form: &Form) -> Vec<(String, String)> {
    let answers = form.answers().iter();
    let kept = answers.filter(|(name, _)| !["sure", "again"].contains(&name.as_str()));
    kept.cloned().collect()
}

/// What changes, a sentence each, and then what stays as it is.
fn sentences(effects: &[Effect]) -> Vec<String> {
    let minutes = effects.iter().find(|one| one.what == Affected::Minutes);
    let told = effects.iter().filter(|one| one.of > 0);
    let told = told.map(|effect| sentence(effect, minutes));
    let mut told: Vec<String> = told.filter(|sentence| !sentence.is_empty()).collect();
    if !effects.iter().any(Effect::changes_something) {
        let nothing = "Nothing that is there today would be otherwise.";
        told.insert(0, nothing.to_owned());
    }
    told
}

fn sentence(effect: &Effect, minutes: Option<&Effect>) -> String {
    let instead = if effect.changes_something() {
        format!("{}, instead of {}", many(effect.then), many(effect.now))
    } else {
        format!("{}, as now", many(effect.then))
    };
    let of = |one, several| count_of(effect.of, one, several);
    match effect.what {
        Affected::Looks => format!(
            "Of {} that wait for an answer, a coordinator would look at {instead}.",
            of("proposal", "proposals")
        ),
        Affected::Confirmations => format!(
            "Of {} that are not done yet, the other person would be asked to confirm {instead}.",
            of("arrangement", "arrangements")
        ),
        Affected::Approvals => format!(
            "Of {} that wait for a word of the two, {instead}, would need approval.",
            of("exchange", "exchanges")
        ),
        Affected::WaitingForApproval => format!(
            "{} waiting for approval already: a coordinator still looks at each.",
            of("exchange is", "exchanges are")
        ),
        Affected::Deadlines => format!(
            "{} today with a day that was set. They keep it; the new limits hold from their next \
             step on.",
            of("exchange waits", "exchanges wait")
        ),
        Affected::Silence => format!(
            "Of {} that wait for the other person, {instead}, would count as confirmed by \
             themselves when their time is up.",
            of("exchange", "exchanges")
        ),
        Affected::Lengths => lengths(effect, minutes),
        Affected::Minutes => String::new(),
        Affected::Noted => format!(
            "{} beyond a note{}.",
            count_of(effect.then, "member would be", "members would be"),
            was(effect)
        ),
        Affected::Stopped => format!(
            "{} past a stop{}. {}",
            count_of(effect.then, "account would be", "accounts would be"),
            was(effect),
            "Such an account can only come back towards it."
        ),
        Affected::Seconds => format!(
            "Of {} of the last 12 months, somebody else would have looked at {instead}.",
            of("grant", "grants")
        ),
        Affected::WaitingGrants => format!(
            "{} somebody else already, and nothing changes for that.",
            of("grant waits for", "grants wait for")
        ),
        Affected::References => format!(
            "Of {} that are open, {instead}, would lack the word of somebody who knows them.",
            of("application", "applications")
        ),
        Affected::Erased => format!(
            "What {} would be erased{}. It cannot be brought back.",
            count_of(
                effect.then,
                "decided application says",
                "decided applications say"
            ),
            was(effect)
        ),
    }
}

/// "40 lengths would have been written down differently: 512 hours in all, instead of 505 hours."
fn lengths(effect: &Effect, minutes: Option<&Effect>) -> String {
    let told = count_of(effect.of, "length", "lengths");
    let sums = minutes.map_or_else(String::new, |sum| {
        format!(
            ": {} in all, instead of {}",
            length(sum.then),
            length(sum.now)
        )
    });
    if effect.changes_something() {
        format!(
            "Of {told} told in the last 12 months, {} would have been written down \
             differently{sums}. What is written already stays.",
            number(effect.then)
        )
    } else {
        format!("Of {told} told in the last 12 months, none would have been another.")
    }
}

fn many(value: i64) -> String {
    if value == 0 {
        "none".to_owned()
    } else {
        number(value)
    }
}

fn was(effect: &Effect) -> String {
    if effect.changes_something() {
        format!(", instead of {} today", many(effect.now))
    } else {
        ", as today".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effect(what: Affected, of: i64, now: i64, then: i64) -> Effect {
        Effect {
            what,
            of,
            now,
            then,
        }
    }

    #[test]
    fn what_would_change_is_told_in_sentences() {
        let told = sentences(&[
            effect(Affected::Noted, 40, 1, 3),
            effect(Affected::Stopped, 40, 0, 0),
        ]);
        assert_eq!(
            told[0],
            "3 members would be beyond a note, instead of 1 today."
        );
        assert!(told[1].starts_with("0 accounts would be past a stop, as today."));
        let told = sentences(&[
            effect(Affected::Approvals, 12, 12, 2),
            effect(Affected::WaitingForApproval, 5, 5, 5),
        ]);
        assert!(told[0].ends_with("2, instead of 12, would need approval."));
        assert!(told[1].starts_with("5 exchanges are waiting for approval already"));
    }

    #[test]
    fn lengths_are_told_with_their_sums() {
        let told = sentences(&[
            effect(Affected::Lengths, 300, 0, 40),
            effect(Affected::Minutes, 30_000, 30_300, 30_720),
        ]);
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("40 would have been written down differently"));
        assert!(told[0].contains("512 hours in all, instead of 505 hours"));
    }

    #[test]
    fn what_is_not_there_is_not_told_and_nothing_is_said_to_be_nothing() {
        let told = sentences(&[effect(Affected::Looks, 0, 0, 0)]);
        assert_eq!(told, ["Nothing that is there today would be otherwise."]);
    }

    #[test]
    fn the_page_sends_on_what_was_typed_and_leads_back_to_it() {
        let form = Form::new()
            .with("number", "3")
            .with("reason", "The committee")
            .also("approval_kinds", "2")
            .also("approval_kinds", "5")
            .with("sure", "no");
        let html = Foresee {
            shell: Shell::sample(),
            topic: Topic::Steps,
            title: "Who looks at an exchange",
            from: "23 November 2026".into(),
            wanted: vec!["A coordinator approves the hours: never.".into()],
            effects: vec!["Of 5 exchanges, none, instead of 5, would need approval.".into()],
            typed: typed(&form),
        }
        .render()
        .unwrap();
        assert_eq!(html.matches("name=\"approval_kinds\"").count(), 2);
        assert!(html.contains("name=\"sure\" value=\"yes\""));
        assert!(html.contains("name=\"again\" value=\"yes\""));
        assert!(html.contains("from today, 23 November 2026"));
        assert!(!html.contains("value=\"no\""));
    }
}
