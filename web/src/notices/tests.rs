//! Every kind of notice has words of its own, for the two and for a coordinator.

use std::collections::HashSet;

use super::of_exchange::{News, told};
use super::*;
use crate::pages::exchanges::samples::{ANN, BOB, RUTH, exchange};
use crate::spanish::in_spanish;
use timebank::MemberId;
use timebank::exchange::{Awaits, Exchange, ExchangeState, Side};
use timebank::policy::Beyond;

fn recorded() -> Exchange {
    exchange(ExchangeState::Recorded {
        awaits: Awaits::of(Side::Giver),
    })
}

fn read(news: News, me: MemberId) -> Told {
    told(news, &recorded(), me, Tz::UTC)
}

/// The news of every kind that is about an exchange, without saying any twice.
fn all_news() -> Vec<News> {
    let mut found = Vec::new();
    for kind in NoticeKind::ALL {
        if let About::Exchange(news) = about(kind)
            && !found.contains(&news)
        {
            found.push(news);
        }
    }
    found
}

#[test]
fn whoever_is_asked_reads_who_says_what_and_where_to_answer() {
    let told = read(News::Logged, ANN);
    assert!(
        told.subject.contains(" says you helped them for "),
        "{told:?}"
    );
    assert_eq!(told.label, "Check and confirm");
    assert!(told.path.starts_with("/exchanges/"));
    assert!(told.text.starts_with("You helped "));
}

#[test]
fn every_kind_of_notice_has_words_that_no_other_has() {
    let news = all_news();
    assert_eq!(news.len(), 21, "a kind without a place in this test");
    for me in [ANN, BOB, RUTH] {
        let subjects: HashSet<String> = news.iter().map(|news| read(*news, me).subject).collect();
        assert_eq!(subjects.len(), news.len(), "{subjects:?}");
        for subject in subjects {
            assert!(
                subject.contains("hour") || subject.contains("ahead"),
                "{subject}"
            );
        }
    }
}

#[test]
fn a_coordinator_who_took_no_part_is_never_written_to_as_one_of_the_two() {
    for news in all_news() {
        let told = read(news, RUTH);
        let words = format!("{} {}", told.subject, told.text);
        for word in [
            " with Ann",
            " with Bob",
            "You and",
            "helped you",
            "you helped",
            "You helped",
        ] {
            assert!(!words.contains(word), "{news:?}: {words}");
        }
    }
    assert_eq!(
        read(News::Handed, RUTH).subject,
        "1 hour 30 minutes between Ann Whitcombe and Bob Farrow need you to look at it"
    );
}

#[test]
fn a_proposal_asks_while_it_waits_and_is_told_as_past_afterwards() {
    let proposed = exchange(ExchangeState::Proposed {
        awaits: Awaits::of(Side::Giver),
    });
    let asked = told(News::Proposed, &proposed, ANN, Tz::UTC);
    assert_eq!(
        asked.subject,
        "Bob Farrow asks you for about 1 hour 30 minutes of help"
    );
    assert_eq!(asked.label, "Look and answer");
    let arranged = exchange(ExchangeState::Arranged);
    let later = told(News::Proposed, &arranged, ANN, Tz::UTC);
    assert_eq!(
        later.subject,
        "Bob Farrow suggested 1 hour 30 minutes of help"
    );
    let reminded = told(News::Reminder, &arranged, ANN, Tz::UTC);
    assert!(reminded.subject.starts_with("Has it been done?"));
}

#[test]
fn a_note_about_a_balance_shames_nobody() {
    let below = friendly(Some(Beyond::Below), -660);
    assert_eq!(below.subject, "You have 11 hours to give back");
    assert!(below.text.starts_with("That is fine"));
    let above = friendly(Some(Beyond::Above), 1_260);
    assert_eq!(above.subject, "You have 21 hours to spend");
    assert_eq!(above.path, "/offers");
    for told in [below, above, friendly(None, 0)] {
        for word in ["must", "limit", "too many", "too much"] {
            assert!(!told.text.contains(word), "{word}: {}", told.text);
        }
    }
}

#[test]
fn an_activity_is_told_by_its_name() {
    let activity = activity::Activity {
        id: ActivityId::new(uuid::Uuid::from_u128(5)),
        details: activity::ActivityDetails {
            title: "Chair yoga".into(),
            place: String::new(),
            held_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 19).unwrap(),
            starts: String::new(),
            category: None,
            minutes: crate::pages::exchanges::samples::minutes(60),
            notes: String::new(),
        },
        category_name: String::new(),
        state: activity::ActivityState::Cancelled {
            reason: "The hall is cold.".into(),
        },
        version: 1,
    };
    let told = of_activity(ActivityNews::Cancelled, &activity);
    assert_eq!(told.subject, "Chair yoga does not take place");
    assert!(told.text.ends_with("The hall is cold."), "{}", told.text);
}

#[test]
fn in_spanish_no_english_is_left_in_a_subject() {
    // What two people claim, and what still waits, is told by the page of the exchange.
    let elsewhere = [News::Proposed, News::Logged, News::Reminder];
    for news in all_news() {
        if !elsewhere.contains(&news) {
            in_spanish(&[], || {
                let told = read(news, RUTH);
                format!("{}. {}", told.subject, told.label)
            });
        }
    }
    let link = Secret::new([7; 32]);
    for told in [
        || friendly(Some(Beyond::Below), -660),
        || friendly(Some(Beyond::Above), 1_260),
        || friendly(None, 0),
        of_link,
    ] {
        in_spanish(&[], || spoken(&told()));
    }
    in_spanish(&[], || spoken(&sign_in_link("Banco", &link)));
}

fn spoken(told: &Told) -> String {
    format!("{}. {} {}", told.subject, told.text, told.label)
}
