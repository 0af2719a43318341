//! What each reader is told.

use super::super::samples::{ANN, BOB, RUTH, exchange, minutes, step};
use super::*;
use crate::spanish::in_spanish;
use timebank::exchange::{Awaits, RecordedAs, StepKind};

fn told(state: ExchangeState, me: MemberId) -> String {
    let exchange = exchange(state);
    Telling::new(&exchange, me, Tz::Europe__London).lead(&[])
}

#[test]
fn each_reader_is_told_by_their_own_side() {
    let exchange = exchange(ExchangeState::Confirmed);
    let title = |me| Telling::new(&exchange, me, Tz::UTC).title();
    assert_eq!(title(ANN), "Gardening for Bob Farrow");
    assert_eq!(title(BOB), "Gardening by Ann Whitcombe");
    assert_eq!(title(RUTH), "Gardening: Ann Whitcombe for Bob Farrow");
    assert_eq!(
        Telling::new(&exchange, BOB, Tz::UTC).sentence(),
        "Ann Whitcombe helped you for 1 hour 30 minutes on Thursday 19 November 2026. \
         Gardening: cut back the raspberries."
    );
}

#[test]
fn whoever_is_asked_is_asked_and_the_other_waits() {
    let recorded = ExchangeState::Recorded {
        awaits: Awaits::of(Side::Giver),
    };
    assert_eq!(
        told(recorded.clone(), ANN),
        "Bob says you helped them for 1 hour 30 minutes. Is that right?"
    );
    assert_eq!(told(recorded.clone(), BOB), "Ann is asked to confirm it.");
    assert_eq!(told(recorded, RUTH), "Ann is asked to confirm it.");
}

#[test]
fn after_a_decision_nobody_is_said_to_agree() {
    let exchange = exchange(ExchangeState::Confirmed);
    let lead = |kind| {
        let steps = [step(kind, RUTH, "Ruth Calder")];
        Telling::new(&exchange, ANN, Tz::UTC).lead(&steps)
    };
    assert!(lead(StepKind::Confirmed).starts_with("Both of you say so."));
    assert!(lead(StepKind::Decided).starts_with("A coordinator decided"));
}

#[test]
fn a_dispute_names_who_says_so_and_how_long_they_say_it_was() {
    let disputed = exchange(ExchangeState::Disputed {
        by: Some(BOB),
        claimed: Some(minutes(60)),
        reason: "It was shorter".into(),
    });
    let telling = Telling::new(&disputed, ANN, Tz::UTC);
    assert_eq!(
        telling.lead(&[]),
        "Bob Farrow says that something is wrong."
    );
    assert_eq!(telling.reason(), "It was shorter");
    let counterclaim = telling.counterclaim();
    assert_eq!(
        counterclaim.as_deref(),
        Some("Bob Farrow says it was 1 hour.")
    );
    assert_eq!(
        Telling::new(&disputed, BOB, Tz::UTC).lead(&[]),
        "You say that something is wrong."
    );
}

#[test]
fn a_step_names_whose_word_it_was_and_who_wrote_it_down() {
    let mut exchange = exchange(ExchangeState::Recorded {
        awaits: Awaits::of(Side::Giver),
    });
    exchange.recorded_as = RecordedAs::Coordinator;
    let mut phoned = step(StepKind::Recorded, RUTH, "Ruth Calder");
    phoned.channel = Channel::Phone;
    phoned.spoke = Some(BOB);
    phoned.spoke_name = "Bob Farrow".into();
    let timeline = Telling::new(&exchange, ANN, Tz::Europe__London).timeline(&[phoned.clone()]);
    assert_eq!(timeline[0].title, "Next: you confirm it");
    assert!(timeline[0].ahead);
    assert_eq!(timeline[1].title, "Bob Farrow logged it");
    assert_eq!(
        timeline[1].about,
        "20 November 2026 at 10:14am, by phone, written down by Ruth Calder"
    );
    phoned.spoke = None;
    let both = Telling::new(&exchange, ANN, Tz::UTC).timeline(&[phoned]);
    assert_eq!(both[1].title, "You and Bob Farrow logged it");
    assert!(both[1].about.ends_with("written down by Ruth Calder"));
}

#[test]
fn the_newest_step_comes_first() {
    let exchange = exchange(ExchangeState::Confirmed);
    let steps = [
        step(StepKind::Recorded, ANN, "Ann Whitcombe"),
        step(StepKind::Confirmed, BOB, "Bob Farrow"),
    ];
    let titles: Vec<String> = Telling::new(&exchange, ANN, Tz::UTC)
        .timeline(&steps)
        .into_iter()
        .map(|step| step.title)
        .collect();
    assert_eq!(
        titles,
        [
            "Next: a coordinator approves it",
            "Bob Farrow confirmed it",
            "You logged it"
        ]
    );
}

#[test]
fn a_balance_says_which_way_it_stands_only_where_that_is_in_question() {
    let change = |now, after| {
        let (now, after) = balance_change(now, after);
        format!("{now} to {after}")
    };
    assert_eq!(change(210, 300), "3 hours 30 minutes to 5 hours");
    assert_eq!(
        change(-45, 45),
        "45 minutes to give back to 45 minutes to spend"
    );
    assert_eq!(change(60, 0), "1 hour to 0 hours");
    assert_eq!(change(-60, 0), "1 hour to give back to 0 hours");
}

#[test]
fn one_word_tells_where_an_exchange_stands() {
    assert_eq!(tag(&ExchangeState::Confirmed).word, "Waiting");
    let withdrawn = ExchangeState::Withdrawn {
        reason: String::new(),
    };
    assert_eq!(tag(&withdrawn).word, "Withdrawn");
    let cancelled = ExchangeState::Cancelled {
        reason: "A cold".into(),
    };
    assert_eq!(tag(&cancelled).word, "Called off");
}

#[test]
fn in_spanish_every_step_and_every_state_is_told() {
    let every = [
        StepKind::Proposed,
        StepKind::Agreed,
        StepKind::Allowed,
        StepKind::Accepted,
        StepKind::Cancelled,
        StepKind::Recorded,
        StepKind::Confirmed,
        StepKind::Disputed,
        StepKind::Decided,
        StepKind::Approved,
        StepKind::Declined,
        StepKind::Withdrawn,
        StepKind::Reversed,
    ];
    let states = [
        ExchangeState::Agreed,
        ExchangeState::Arranged,
        ExchangeState::Confirmed,
        ExchangeState::Recorded {
            awaits: Awaits::of(Side::Giver),
        },
    ];
    for state in states {
        let exchange = exchange(state);
        for me in [ANN, BOB, RUTH] {
            in_spanish(&["cut back the raspberries"], || {
                let telling = Telling::new(&exchange, me, Tz::Europe__Madrid);
                let steps = every.map(|kind| step(kind, ANN, "Ann Whitcombe"));
                let told: Vec<String> = telling
                    .timeline(&steps)
                    .into_iter()
                    .map(|step| format!("{}\n{}", step.title, step.about))
                    .collect();
                let whole = [telling.title(), telling.sentence(), telling.lead(&steps)];
                format!("{}\n{}", told.join("\n"), whole.join("\n"))
            });
        }
    }
}
