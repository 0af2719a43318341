//! The boxes of each topic: what they are called, what stands in them, what they mean.

use std::collections::BTreeSet;

use timebank::CategoryId;
use timebank::policy::{Bounds, Policy, RoundingStep, RoundingWay, Rule, Spells, Topic, Waits};

use crate::components::Choice;
use crate::forms::Form;
use crate::words::say;

/// The boxes of one step; all names begin with its code.
pub(super) struct StepFields {
    pub(super) code: &'static str,
    pub(super) label: String,
    pub(super) kinds: String,
    pub(super) first: String,
    pub(super) over: String,
}

pub(super) fn steps() -> Vec<StepFields> {
    let steps = [
        ("arrangement", say("settings-a-coordinator-looks-at-an")),
        ("confirmation", say("settings-the-other-one-confirms-what")),
        ("approval", say("settings-a-coordinator-approves-the-hours")),
    ];
    let field = |(code, label)| StepFields {
        code,
        label,
        kinds: format!("{code}_kinds"),
        first: format!("{code}_first"),
        over: format!("{code}_over"),
    };
    steps.into_iter().map(field).collect()
}

/// When a step can be asked for.
pub(super) fn whens() -> Vec<Choice> {
    vec![
        Choice::new("always", say("settings-always")),
        Choice::new("sometimes", say("settings-only-where-one-of-these")),
        Choice::new("never", say("settings-never")),
    ]
}

/// The three boxes of one wait.
pub(super) struct WaitFields {
    pub(super) label: String,
    pub(super) remind: String,
    pub(super) limit: String,
    pub(super) last: String,
}

pub(super) fn waits() -> Vec<WaitFields> {
    let waits = [
        ("proposed", say("settings-somebody-is-asked-whether-they")),
        ("agreed", say("settings-a-coordinator-is-to-look")),
        ("arranged", say("settings-the-day-has-passed-and")),
        ("recorded", say("settings-somebody-is-asked-to-confirm")),
        ("confirmed", say("settings-a-coordinator-is-to-approve")),
        ("disputed", say("settings-a-coordinator-is-to-decide")),
        ("asked", say("settings-somebody-asks-to-put-right")),
    ];
    let field = |(code, label): (&str, String)| WaitFields {
        label,
        remind: format!("{code}_remind"),
        limit: format!("{code}_limit"),
        last: format!("{code}_last"),
    };
    waits.into_iter().map(field).collect()
}

const ROUNDING_STEPS: [(RoundingStep, &str); 4] = [
    (RoundingStep::Minute, "minute"),
    (RoundingStep::Quarter, "quarter"),
    (RoundingStep::Half, "half"),
    (RoundingStep::Hour, "hour"),
];

const ROUNDING_WAYS: [(RoundingWay, &str); 2] =
    [(RoundingWay::Nearest, "nearest"), (RoundingWay::Up, "up")];

pub(super) fn rounding() -> [Vec<Choice>; 2] {
    let steps = ROUNDING_STEPS.map(|(step, code)| {
        let label = match step {
            RoundingStep::Minute => say("settings-not-at-all-every-minute"),
            RoundingStep::Quarter => say("settings-to-quarters-of-an-hour"),
            RoundingStep::Half => say("settings-to-half-hours"),
            RoundingStep::Hour => say("settings-to-whole-hours"),
        };
        Choice::new(code, label)
    });
    let ways = ROUNDING_WAYS.map(|(way, code)| {
        let label = match way {
            RoundingWay::Nearest => say("settings-to-the-nearest"),
            RoundingWay::Up => say("settings-always-up"),
        };
        Choice::new(code, label)
    });
    [steps.to_vec(), ways.to_vec()]
}

/// The boxes of one kind of account, in whole hours.
pub(super) struct AccountFields {
    pub(super) label: String,
    pub(super) note: [&'static str; 2],
    pub(super) stop: [&'static str; 2],
}

pub(super) fn accounts() -> [AccountFields; 2] {
    [
        AccountFields {
            label: say("settings-people"),
            note: ["people_note", "people_note_above"],
            stop: ["people_stop", "people_stop_above"],
        },
        AccountFields {
            label: say("settings-organisations"),
            note: ["organisations_note", "organisations_note_above"],
            stop: ["organisations_stop", "organisations_stop_above"],
        },
    ]
}

/// A form with what holds now.
pub(super) fn form(policy: &Policy, topic: Topic) -> Form {
    let mut form = Form::new();
    match topic {
        Topic::Steps => {
            for (step, rule) in steps().iter().zip(rules(policy)) {
                form = show_rule(form, step, rule);
            }
        }
        Topic::Waits => {
            for (wait, (_, spells)) in waits().iter().zip(policy.waits.all()) {
                form.set(&wait.remind, spells.remind.to_string());
                form.set(&wait.limit, spells.limit.to_string());
                form.set(&wait.last, spells.last.to_string());
            }
            let silence = if policy.waits.silence_confirms {
                "confirms"
            } else {
                "asks"
            };
            form.set("silence", silence);
        }
        Topic::Rounding => {
            let (step, way) = (policy.rounding.step, policy.rounding.way);
            let step = ROUNDING_STEPS.iter().find(|one| one.0 == step);
            let way = ROUNDING_WAYS.iter().find(|one| one.0 == way);
            form.set("step", step.map_or("minute", |one| one.1));
            form.set("way", way.map_or("nearest", |one| one.1));
        }
        Topic::Balances => {
            let balances = [policy.balances.people, policy.balances.organisations];
            for (fields, bounds) in accounts().iter().zip(balances) {
                let limits = [
                    (fields.note[0], bounds.note_below),
                    (fields.note[1], bounds.note_above),
                    (fields.stop[0], bounds.stop_below),
                    (fields.stop[1], bounds.stop_above),
                ];
                for (name, limit) in limits {
                    let hours = limit.map(|limit| (limit.abs() / 60).to_string());
                    form.set(name, hours.unwrap_or_default());
                }
            }
        }
        Topic::Grants => {
            let hours = policy
                .grants
                .second_over
                .map(|most| (most / 60).to_string());
            form.set("second_over", hours.unwrap_or_default());
        }
        Topic::Joining => {
            let joining = policy.joining;
            form.set("open", if joining.open { "yes" } else { "no" });
            form.set("references", joining.references.to_string());
            form.set("keep_months", joining.keep_months.to_string());
        }
    }
    form
}

/// What the form says; what cannot be read is told at its field, and stays as it was.
pub(super) fn read(form: &mut Form, now: &Policy, topic: Topic) -> Policy {
    let mut policy = now.clone();
    match topic {
        Topic::Steps => {
            let steps = steps();
            let mut rules = steps.iter().map(|step| read_rule(form, step));
            let [arrangement, confirmation, approval] = [(); 3].map(|()| rules.next());
            policy.steps.arrangement = arrangement.unwrap_or_default();
            policy.steps.confirmation = confirmation.unwrap_or_default();
            policy.steps.approval = approval.unwrap_or_default();
        }
        Topic::Waits => read_waits(form, &mut policy.waits),
        Topic::Rounding => {
            let step = ROUNDING_STEPS
                .iter()
                .find(|one| one.1 == form.value("step"));
            let way = ROUNDING_WAYS.iter().find(|one| one.1 == form.value("way"));
            match (step, way) {
                (Some(step), Some(way)) => {
                    policy.rounding.step = step.0;
                    policy.rounding.way = way.0;
                }
                _ => form.refuse("step", say("settings-select-how-lengths-are-rounded")),
            }
        }
        Topic::Balances => {
            let [people, organisations] = accounts();
            policy.balances.people = read_bounds(form, &people);
            policy.balances.organisations = read_bounds(form, &organisations);
        }
        Topic::Grants => {
            policy.grants.second_over = number(form, "second_over", 100).map(|hours| hours * 60);
        }
        Topic::Joining => {
            policy.joining.open = form.value("open") == "yes";
            let asked = number(form, "references", 4).and_then(|many| u8::try_from(many).ok());
            policy.joining.references = asked.unwrap_or(0);
            policy.joining.keep_months = number(form, "keep_months", 24).unwrap_or(0);
        }
    }
    policy
}

const fn rules(policy: &Policy) -> [&Rule; 3] {
    [
        &policy.steps.arrangement,
        &policy.steps.confirmation,
        &policy.steps.approval,
    ]
}

fn show_rule(form: Form, step: &StepFields, rule: &Rule) -> Form {
    let when = match rule {
        rule if rule.always => "always",
        rule if rule.is_never() => "never",
        _ => "sometimes",
    };
    let kinds = rule.categories.iter().map(ToString::to_string);
    let mut form = kinds.fold(form.with(step.code, when), |form, kind| {
        form.with(&step.kinds, kind)
    });
    if rule.first_exchanges > 0 {
        form.set(&step.first, rule.first_exchanges.to_string());
    }
    if let Some(most) = rule.over_minutes {
        form.set(&step.over, most.to_string());
    }
    if rule.organisations {
        form = form.with(&organisations(step), "yes");
    }
    form
}

fn organisations(step: &StepFields) -> String {
    format!("{}_organisations", step.code)
}

fn read_rule(form: &mut Form, step: &StepFields) -> Rule {
    match form.value(step.code) {
        "always" => Rule::ALWAYS,
        "never" => Rule::default(),
        "sometimes" => {
            let kinds: BTreeSet<CategoryId> = form
                .all(&step.kinds)
                .filter_map(|kind| kind.parse().ok())
                .map(CategoryId::new)
                .collect();
            let rule = Rule {
                always: false,
                categories: kinds,
                first_exchanges: number(form, &step.first, 1_000).unwrap_or(0),
                over_minutes: number(form, &step.over, 24 * 60),
                organisations: form.value(&organisations(step)) == "yes",
            };
            if rule.is_never() && form.is_clean() {
                form.refuse(step.code, say("settings-say-when-or-choose-never"));
            }
            rule
        }
        _ => {
            form.refuse(step.code, say("settings-select-when"));
            Rule::default()
        }
    }
}

fn read_waits(form: &mut Form, policy: &mut Waits) {
    let mut spells = waits().into_iter().map(|wait| {
        let mut days = |name: &str| match form.text(name).parse::<u16>() {
            Ok(days) if (1..=730).contains(&days) => days,
            _ => {
                form.refuse(name, say("settings-enter-from-to-days"));
                1
            }
        };
        Spells::days(days(&wait.remind), days(&wait.limit), days(&wait.last))
    });
    let mut next = |spell: &mut Spells| {
        if let Some(read) = spells.next() {
            *spell = read;
        }
    };
    next(&mut policy.proposed);
    next(&mut policy.agreed);
    next(&mut policy.arranged);
    next(&mut policy.recorded);
    next(&mut policy.confirmed);
    next(&mut policy.disputed);
    next(&mut policy.asked);
    policy.silence_confirms = form.value("silence") == "confirms";
}

fn read_bounds(form: &mut Form, fields: &AccountFields) -> Bounds {
    let mut hours = |name: &str, sign: i64| {
        number(form, name, 10_000).map(|hours| i64::from(hours) * 60 * sign)
    };
    Bounds {
        note_below: hours(fields.note[0], -1),
        note_above: hours(fields.note[1], 1),
        stop_below: hours(fields.stop[0], -1),
        stop_above: hours(fields.stop[1], 1),
    }
}

/// A whole number; nothing for an empty box.
fn number(form: &mut Form, name: &str, most: u32) -> Option<u32> {
    let typed = form.text(name);
    if typed.is_empty() {
        return None;
    }
    match typed.parse::<u32>() {
        Ok(number) if number <= most => Some(number),
        _ => {
            let most = crate::words::number(i64::from(most));
            form.refuse(name, say!("settings-enter-a-whole-number-up", most = most));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let mut said: Vec<String> = steps().into_iter().map(|step| step.label).collect();
            said.extend(waits().into_iter().map(|wait| wait.label));
            said.extend(accounts().map(|account| account.label));
            let choices = rounding().concat().into_iter().chain(whens());
            said.extend(choices.map(|choice| choice.label));
            let mut form = Form::new().with("kinds_of", "x");
            for topic in Topic::ALL {
                let _ = read(&mut form, &Policy::default(), topic);
            }
            said.extend(form.errors().iter().map(|error| error.message.clone()));
            said.join(". ")
        });
    }
}
