//! What the settings mean, in plain words.

use timebank::policy::{Bounds, Joining, Policy, RoundingStep, RoundingWay, Rule, Topic};

use super::Names;
use crate::words::{count, length};

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
                "A coordinator looks at an arrangement before it is done",
                &policy.steps.arrangement,
                names,
            ),
            rule(
                "The other one confirms what was written down",
                &policy.steps.confirmation,
                names,
            ),
            rule(
                "A coordinator approves the hours",
                &policy.steps.approval,
                names,
            ),
        ],
        Topic::Waits => waits(policy),
        Topic::Rounding => vec![rounding(policy)],
        Topic::Balances => vec![
            format!("People: {}.", bounds(&policy.balances.people)),
            format!("Organisations: {}.", bounds(&policy.balances.organisations)),
        ],
        Topic::Grants => vec![match policy.grants.second_over {
            Some(most) => format!(
                "Somebody else looks at every grant over {} first.",
                length(i64::from(most))
            ),
            None => "One coordinator decides about a grant alone.".to_owned(),
        }],
        Topic::Joining => joining(policy.joining),
    }
}

fn joining(joining: Joining) -> Vec<String> {
    let open = if joining.open {
        "People can apply on the public page."
    } else {
        "Nobody can apply on the public page: it says whom to ring."
    };
    let asked = match joining.references {
        0 => "Nobody else is asked about them.".to_owned(),
        many => format!("{} who know them are asked.", people(many)),
    };
    let kept = count(joining.keep_months, "month");
    vec![
        open.to_owned(),
        asked,
        format!("What an application says is erased {kept} after it was decided."),
    ]
}

fn people(many: u8) -> String {
    crate::words::sentence(&crate::words::count_of(u32::from(many), "person", "people"))
        .trim_end_matches('.')
        .to_owned()
}

fn rule(what: &str, rule: &Rule, names: &Names) -> String {
    if rule.always {
        return format!("{what}: always.");
    }
    let mut when: Vec<String> = names
        .iter()
        .filter(|(id, _)| rule.categories.contains(id))
        .map(|(_, name)| format!("for {name}"))
        .collect();
    if rule.first_exchanges > 0 {
        let first = count(rule.first_exchanges, "exchange");
        when.push(format!("for the first {first} of either"));
    }
    if let Some(most) = rule.over_minutes {
        when.push(format!("over {}", length(i64::from(most))));
    }
    if rule.organisations {
        when.push("where an organisation takes part".to_owned());
    }
    if when.is_empty() {
        format!("{what}: never.")
    } else {
        format!("{what}: {}.", when.join(", "))
    }
}

fn waits(policy: &Policy) -> Vec<String> {
    let waits = &policy.waits;
    let answer = waits.recorded;
    let days = |days: u16| count(u32::from(days), "day");
    let limit = answer.remind.saturating_add(answer.limit);
    vec![
        format!(
            "Whoever is asked to confirm is reminded after {}.",
            days(answer.remind)
        ),
        if waits.silence_confirms {
            format!(
                "After {} without an answer it counts as confirmed.",
                days(limit)
            )
        } else {
            format!(
                "After {} without an answer a coordinator asks.",
                days(limit)
            )
        },
    ]
}

fn rounding(policy: &Policy) -> String {
    let step = match policy.rounding.step {
        RoundingStep::Minute => return "Nothing is rounded.".to_owned(),
        RoundingStep::Quarter => "quarters of an hour",
        RoundingStep::Half => "half hours",
        RoundingStep::Hour => "whole hours",
    };
    match policy.rounding.way {
        RoundingWay::Nearest => format!("Lengths are rounded to the nearest of {step}."),
        RoundingWay::Up => format!("Lengths are rounded up to {step}."),
    }
}

fn bounds(bounds: &Bounds) -> String {
    let hours = |minutes: i64| length(minutes.abs());
    let mut parts = Vec::new();
    if let Some(limit) = bounds.note_below {
        parts.push(format!("a note beyond {} to give back", hours(limit)));
    }
    if let Some(limit) = bounds.note_above {
        parts.push(format!("a note beyond {} to spend", hours(limit)));
    }
    if let Some(limit) = bounds.stop_below {
        parts.push(format!("a stop at {} to give back", hours(limit)));
    }
    if let Some(limit) = bounds.stop_above {
        parts.push(format!("a stop at {} to spend", hours(limit)));
    }
    if parts.is_empty() {
        "no note and no stop".to_owned()
    } else {
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
