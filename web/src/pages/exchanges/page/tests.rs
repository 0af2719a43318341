//! The page of one exchange in each state.

use super::super::samples;
use super::*;
use crate::spanish::in_spanish;
use timebank::exchange::{Awaits, Outcome, Owner, Side, StepKind};

fn page(state: ExchangeState, choices: Choices) -> ExchangePage {
    let exchange = samples::exchange(state);
    let telling = Telling::new(&exchange, samples::ANN, Shell::sample().zone);
    let steps = [samples::step(
        StepKind::Recorded,
        samples::BOB,
        "Bob Farrow",
    )];
    ExchangePage {
        shell: Shell::sample(),
        id: exchange.id,
        version: exchange.version,
        reference: exchange.reference.printed("W"),
        title: telling.title(),
        tag: telling::tag(&exchange.state),
        notice: None,
        back: ("/exchanges", say("exchange-your-exchanges")),
        lead: telling.lead(&steps),
        reason: telling.reason().to_owned(),
        counterclaim: telling.counterclaim(),
        answer_by: choices.confirm.then(|| {
            let outcome = Outcome::HandTo(Owner::Coordinators);
            telling.unless(outcome, "29 November")
        }),
        asked: false,
        other_one: None,
        awaited: "Ann".into(),
        in_statement: matches!(exchange.state, ExchangeState::Posted { .. }),
        choices,
        again: Uuid::from_u128(5),
        facts: telling.facts(Some((210, 300))),
        timeline: telling.timeline(&steps),
        questions: Vec::new(),
        thanks: None,
        giver: "Ann".into(),
        receiver: "Bob".into(),
        asks: false,
        talk: Talk::default(),
        belongs: None,
    }
}

fn recorded() -> ExchangeState {
    ExchangeState::Recorded {
        awaits: Awaits::of(Side::Giver),
    }
}

#[test]
fn whoever_is_asked_can_confirm_or_say_what_is_wrong() {
    let choices = Choices {
        confirm: true,
        dispute: true,
        ..Choices::default()
    };
    let html = page(recorded(), choices).render().unwrap();
    assert!(html.contains("W-26-1179"));
    assert!(html.contains("/confirmation\" method=\"post\""));
    assert!(html.contains(">Something is wrong</a>"));
    assert!(html.contains("If you do nothing, a coordinator asks you after 29 November."));
    assert!(html.contains("Your balance goes from 3 hours 30 minutes to 5 hours"));
    assert!(!html.contains("/approval\""));
}

#[test]
fn a_coordinator_is_offered_what_the_state_allows_and_no_more() {
    let approve = Choices {
        approve: true,
        decline: true,
        ..Choices::default()
    };
    let html = page(ExchangeState::Confirmed, approve).render().unwrap();
    assert!(html.contains("/approval\" method=\"post\""));
    assert!(html.contains("name=\"version\" value=\"3\""));
    assert!(html.contains("/decline\""));
    assert!(!html.contains("/confirmation\""));
    let on_word = Choices {
        confirm_for: true,
        ..Choices::default()
    };
    let html = page(recorded(), on_word).render().unwrap();
    assert!(html.contains("Confirm on Ann’s word"));
    let barred = Choices {
        barred: true,
        ..Choices::default()
    };
    let html = page(ExchangeState::Confirmed, barred).render().unwrap();
    assert!(html.contains("another coordinator decides it"));
    assert_eq!(html.matches("class=\"button").count(), 0);
}

#[test]
fn every_state_has_its_word_and_its_reason() {
    let reason = String::from("Written twice");
    for (state, word) in [
        (
            ExchangeState::Declined {
                reason: reason.clone(),
            },
            "Declined",
        ),
        (
            ExchangeState::Withdrawn {
                reason: reason.clone(),
            },
            "Withdrawn",
        ),
        (
            ExchangeState::Reversed {
                transfer: samples::exchange(recorded()).id.transfer(),
                reason: reason.clone(),
            },
            "Taken back",
        ),
        (
            ExchangeState::Disputed {
                by: Some(samples::BOB),
                claimed: Some(samples::minutes(60)),
                reason,
            },
            "Waiting",
        ),
    ] {
        let html = page(state, Choices::default()).render().unwrap();
        assert!(html.contains("“Written twice”"), "{word}");
        assert!(html.contains(&format!("{word}</strong>")), "{word}");
    }
}

#[test]
fn thanks_are_read_with_who_else_may_read_them() {
    let posted = || ExchangeState::Posted {
        transfer: samples::exchange(recorded()).id.transfer(),
    };
    let thanked = |shown, may_hide| ExchangePage {
        thanks: Some(Said {
            thanks: Thanks {
                text: "So neat!".into(),
                shown,
            },
            may_hide,
        }),
        ..page(posted(), Choices::default())
    };
    let open = thanked(true, true).render().unwrap();
    assert!(open.contains("“So neat!”") && open.contains("Everybody can read it on Ann’s page"));
    assert!(open.contains("/thanks-privacy\" method=\"post\""));
    assert!(
        !thanked(true, false)
            .render()
            .unwrap()
            .contains("thanks-privacy")
    );
    let private = thanked(false, true).render().unwrap();
    assert!(private.contains("Only the two and the coordinators can read it"));
    let choices = Choices {
        thank: true,
        ..Choices::default()
    };
    let asked = page(posted(), choices).render().unwrap();
    assert!(asked.contains("Say thank you to Ann</a>"));
}

#[test]
fn a_notice_is_shown_only_where_it_is_true() {
    let posted = ExchangeState::Posted {
        transfer: samples::exchange(recorded()).id.transfer(),
    };
    assert!(success("approved", &posted).is_some());
    assert!(success("approved", &ExchangeState::Confirmed).is_none());
    assert!(success("<b>", &posted).is_none());
}

#[test]
fn in_spanish_no_english_is_left() {
    let typed = ["cut back the raspberries", "29 November"];
    let every = Choices {
        agree: true,
        ask_to_correct: true,
        again: true,
        thank: true,
        ..Choices::default()
    };
    let only = |set: fn(&mut Choices)| {
        let mut choices = Choices::default();
        set(&mut choices);
        choices
    };
    for choices in [
        every,
        only(|choices| choices.done = true),
        only(|choices| choices.confirm = true),
        only(|choices| choices.approve = true),
        only(|choices| choices.decide = true),
        only(|choices| choices.reverse = true),
        only(|choices| choices.barred = true),
    ] {
        let html = in_spanish(&typed, || page(recorded(), choices).render().unwrap());
        assert!(html.contains("Se pide a Ann que lo confirme") || html.contains("¿Es así?"));
    }
    let disputed = || ExchangeState::Disputed {
        by: Some(samples::BOB),
        claimed: Some(samples::minutes(60)),
        reason: String::new(),
    };
    let html = in_spanish(&typed, || page(disputed(), every).render().unwrap());
    assert!(html.contains("Bob Farrow dice que fue 1 hora."));
}
