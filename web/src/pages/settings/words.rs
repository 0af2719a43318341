//! What the settings mean, in plain words.

use timebank::policy::{Bounds, Joining, Policy, RoundingStep, RoundingWay, Rule, Topic};

use super::Names;
use crate::words::{length, say};

/// The name of a topic.
pub(super) const fn title(topic: Topic) -> &'static str {
    match topic {
        Topic::Steps => "Who looks at an exchange",
        Topic::Waits => "How long things may wait",
        Topic::Rounding => "How lengths are rounded",
        Topic::Balances => "Notes and stops",
        Topic::Grants => "Grants from the pot",
        Topic::Joining => "How somebody joins",
    }
}

/// What a topic is about.
pub(super) const fn about(topic: Topic) -> &'static str {
    match topic {
        Topic::Steps => {
            "Every step that is asked for makes an exchange safer and slower. Nobody ever approves \
             an exchange they took part in, whatever stands here."
        }
        Topic::Waits => {
            "Whoever is asked is reminded first. At the limit somebody else looks after it, and at \
             last it is over. What waits already keeps the limits it began with."
        }
        Topic::Rounding => {
            "Lengths are rounded when they are told. The length as it was told is kept beside it. \
             What stands in the book is not changed."
        }
        Topic::Balances => {
            "Beyond a note nothing is refused: the member reads a friendly word, and you see the \
             name. A stop is refused by the book, for everybody, from now on."
        }
        Topic::Grants => {
            "A coordinator gives hours from the pot and says why. Over a length, a treasurer or \
             another coordinator looks at it first. What waits already goes on waiting."
        }
        Topic::Joining => {
            "People apply on a public page. The checklist of an application shows what is still \
             open; a coordinator decides what is needed. Applications that wait already get the \
             checklist of these settings."
        }
    }
}

/// What holds now, a sentence each.
pub(super) fn effect(policy: &Policy, topic: Topic, names: &Names) -> Vec<String> {
    match topic {
        Topic::Steps => vec![
            rule(
                &say("settings-a-coordinator-looks-at-an"),
                &policy.steps.arrangement,
                names,
            ),
            rule(
                &say("settings-the-other-one-confirms-what"),
                &policy.steps.confirmation,
                names,
            ),
            rule(
                &say("settings-a-coordinator-approves-the-hours"),
                &policy.steps.approval,
                names,
            ),
        ],
        Topic::Waits => waits(policy),
        Topic::Rounding => vec![rounding(policy)],
        Topic::Balances => vec![
            say!(
                "settings-people-b",
                bounds = bounds(&policy.balances.people)
            ),
            say!(
                "settings-organisations-b",
                bounds = bounds(&policy.balances.organisations)
            ),
        ],
        Topic::Grants => vec![match policy.grants.second_over {
            Some(most) => say!(
                "settings-somebody-else-looks-at-every",
                length = length(i64::from(most))
            ),
            None => say("settings-one-coordinator-decides-about-a"),
        }],
        Topic::Joining => joining(policy.joining),
    }
}

fn joining(joining: Joining) -> Vec<String> {
    let open = if joining.open {
        say("settings-people-can-apply-on-the")
    } else {
        say("settings-nobody-can-apply-on-the")
    };
    let asked = match joining.references {
        0 => say("settings-nobody-else-is-asked-about"),
        many => say!("settings-who-know-them-are-asked", number = many),
    };
    let kept = say!(
        "settings-what-an-application-says-is",
        number = joining.keep_months
    );
    vec![open, asked, kept]
}

fn rule(what: &str, rule: &Rule, names: &Names) -> String {
    if rule.always {
        return say!("settings-always-b", what = what);
    }
    let mut when: Vec<String> = names
        .iter()
        .filter(|(id, _)| rule.categories.contains(id))
        .map(|(_, name)| say!("settings-for", name = name))
        .collect();
    if rule.first_exchanges > 0 {
        when.push(say!(
            "settings-for-the-first-of-either",
            number = rule.first_exchanges
        ));
    }
    if let Some(most) = rule.over_minutes {
        when.push(say!("settings-over", length = length(i64::from(most))));
    }
    if rule.organisations {
        when.push(say("settings-where-an-organisation-takes-part"));
    }
    if when.is_empty() {
        say!("settings-never-b", what = what)
    } else {
        format!("{what}: {}.", when.join(", "))
    }
}

fn waits(policy: &Policy) -> Vec<String> {
    let waits = &policy.waits;
    let answer = waits.recorded;
    let limit = answer.remind.saturating_add(answer.limit);
    vec![
        say!(
            "settings-whoever-is-asked-to-confirm",
            number = answer.remind
        ),
        if waits.silence_confirms {
            say!("settings-after-without-an-answer-it", number = limit)
        } else {
            say!("settings-after-without-an-answer-a", number = limit)
        },
    ]
}

fn rounding(policy: &Policy) -> String {
    let step = match policy.rounding.step {
        RoundingStep::Minute => return say("settings-nothing-is-rounded"),
        RoundingStep::Quarter => say("settings-quarters-of-an-hour"),
        RoundingStep::Half => say("settings-half-hours"),
        RoundingStep::Hour => say("settings-whole-hours"),
    };
    match policy.rounding.way {
        RoundingWay::Nearest => say!("settings-lengths-are-rounded-to-the", step = step),
        RoundingWay::Up => say!("settings-lengths-are-rounded-up-to", step = step),
    }
}

fn bounds(bounds: &Bounds) -> String {
    let hours = |minutes: i64| length(minutes.abs());
    let mut parts = Vec::new();
    if let Some(limit) = bounds.note_below {
        parts.push(say!("settings-a-note-beyond-to-give", hours = hours(limit)));
    }
    if let Some(limit) = bounds.note_above {
        parts.push(say!(
            "settings-a-note-beyond-to-spend",
            hours = hours(limit)
        ));
    }
    if let Some(limit) = bounds.stop_below {
        parts.push(say!("settings-a-stop-at-to-give", hours = hours(limit)));
    }
    if let Some(limit) = bounds.stop_above {
        parts.push(say!("settings-a-stop-at-to-spend", hours = hours(limit)));
    }
    if parts.is_empty() {
        say("settings-no-note-and-no-stop")
    } else {
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn the_defaults_are_told_in_sentences() {
        let (policy, names) = (Policy::default(), Names::new());
        let told = effect(&policy, Topic::Steps, &names);
        assert!(told[0].ends_with("before it is done: never."));
        assert!(told[2].ends_with("approves the hours: always."));
        let told = effect(&policy, Topic::Waits, &names);
        assert_eq!(
            told[1],
            "After 7 days without an answer a coordinator asks."
        );
        let told = effect(&policy, Topic::Balances, &names);
        assert!(told[0].contains("10 hours to give back, a note beyond 20 hours to spend"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let mut policy = Policy::default();
        let rule = Rule {
            first_exchanges: 3,
            over_minutes: Some(240),
            organisations: true,
            ..Rule::default()
        };
        policy.steps.arrangement = rule;
        policy.rounding.step = RoundingStep::Half;
        policy.balances.people.stop_below = Some(-1_200);
        policy.balances.people.stop_above = Some(1_200);
        policy.grants.second_over = Some(600);
        policy.joining.references = 2;
        in_spanish(&[], || {
            let told = [&policy, &Policy::default()].map(|policy| {
                let told = Topic::ALL.map(|topic| effect(policy, topic, &Names::new()).join(" "));
                told.join(" ")
            });
            told.join(" ")
        });
    }
}
