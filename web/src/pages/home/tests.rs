//! Home, from the first day on.

use super::super::exchanges::{samples, telling::Telling};
use super::*;
use crate::spanish::in_spanish;
use timebank::exchange::{Awaits, ExchangeState, Side};
use uuid::Uuid;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn empty() -> Home {
    Home {
        shell: Shell::sample(),
        greeting: "Ann".into(),
        balance: 0,
        held: 0,
        available: 0,
        ahead: Vec::new(),
        lately: lately(PartTaken::default(), since(today())),
        announcements: Vec::new(),
        note: None,
        news: Vec::new(),
        thrown_away: false,
        agreed: false,
        agreement: None,
        paused: false,
        written: Vec::new(),
        waiting: Vec::new(),
        days: Vec::new(),
        unfinished: Vec::new(),
        near: Vec::new(),
        see_all: "See all requests".into(),
        place: "Wrensham".into(),
        shared: shared(Shared::default(), today()),
    }
}

#[test]
fn the_balance_is_a_sentence_with_a_disc_for_each_hour() {
    let html = |balance| Home { balance, ..empty() }.render().unwrap();
    let to_spend = html(210);
    assert!(to_spend.contains("Hello Ann. You have <b>3 hours 30 minutes</b> to spend."));
    assert_eq!(to_spend.matches("disc-rim\" cx=\"12\"").count(), 4);
    let to_give_back = html(-45);
    assert!(to_give_back.contains("<b>45 minutes</b> to give back."));
    assert_eq!(to_give_back.matches("disc-owed").count(), 1);
    assert!(html(0).contains("Your hours are even."));
}

#[test]
fn what_is_held_and_what_is_available_are_both_said() {
    let home = Home {
        balance: 90,
        held: 60,
        available: 30,
        ..empty()
    };
    let html = home.render().unwrap();
    assert!(html.contains("<b>1 hour 30 minutes</b> to spend"));
    assert!(html.contains("1 hour is kept ready"));
    assert!(html.contains("After that you have 30 minutes to spend."));
    let nothing = Home {
        balance: 60,
        held: 60,
        ..empty()
    };
    let html = nothing.render().unwrap();
    assert!(html.contains("After that you have none left."));
    assert!(!empty().render().unwrap().contains("kept ready"));
}

#[test]
fn a_balance_beyond_a_note_is_met_with_a_friendly_word_and_news_are_told() {
    let beyond = Some(policy::Beyond::Below);
    let told = Told {
        subject: "Bob Farrow agrees that it was 1 hour".into(),
        ..notices::friendly(None, 0)
    };
    let home = Home {
        balance: -660,
        note: Some(notices::friendly(beyond, -660)),
        news: vec![told],
        ..empty()
    };
    let html = home.render().unwrap();
    assert!(html.contains("That is fine: somebody has to receive"));
    assert!(html.contains("href=\"/requests\">See what people ask for</a>"));
    assert!(html.contains("<h2 class=\"leaf__margin\" id=\"news\">News</h2>"));
    assert!(html.contains("Bob Farrow agrees that it was 1 hour</a>"));
    assert!(!empty().render().unwrap().contains("id=\"news\""));
}

#[test]
fn a_paused_member_reads_that_the_hours_are_safe_and_meets_no_button_that_refuses() {
    let paused = Home {
        paused: true,
        ..empty()
    };
    let html = paused.render().unwrap();
    assert!(html.contains("Your membership is paused"));
    assert!(html.contains("Your hours are safe"));
    assert!(!html.contains("href=\"/log-hours\""));
    assert!(empty().render().unwrap().contains("href=\"/log-hours\""));
}

#[test]
fn on_the_first_day_every_part_says_what_it_will_hold() {
    let html = empty().render().unwrap();
    assert!(html.contains("Nothing waits for you."));
    assert!(html.contains("Nobody has asked for anything yet"));
    assert!(html.contains("Yours could be the first."));
    assert!(html.contains("Since September you have not given or received any hours."));
}

#[test]
fn what_waits_can_be_checked_and_what_was_begun_can_be_finished() {
    let exchange = samples::exchange(ExchangeState::Recorded {
        awaits: Awaits::of(Side::Giver),
    });
    let shell = Shell::sample();
    let telling = Telling::new(&exchange, samples::ANN, shell.zone);
    let home = Home {
        waiting: vec![Waiting::new(&exchange, &telling, today())],
        unfinished: vec![Unfinished {
            title: "You began to log hours".into(),
            about: "You helped Bob Farrow.".into(),
            continue_at: "/log-hours/7/check".into(),
            throw_away_at: "/log-hours/7/removal".into(),
        }],
        thrown_away: true,
        ..empty()
    };
    let html = home.render().unwrap();
    assert!(html.contains("Bob Farrow says you helped them for 1 hour 30 minutes"));
    assert!(html.contains("Gardening: cut back the raspberries, on 19 November."));
    assert!(html.contains("Check and confirm"));
    assert!(html.contains("href=\"/log-hours/7/check\""));
    assert!(html.contains("action=\"/log-hours/7/removal\" method=\"post\""));
    assert!(html.contains("Nothing was sent."));
    assert!(!html.contains("Nothing waits for you."));
}

#[test]
fn a_request_says_who_asks_how_long_and_since_when() {
    let request = Request {
        id: ListingId::new(Uuid::from_u128(3)),
        icon: "dog".into(),
        title: "Walk Biscuit, a small calm dog".into(),
        who: "Dilys Prosser, Mill End".into(),
        timing: "Tuesdays and Thursdays".into(),
        asked: "Asked 2 days ago".into(),
        unanswered: true,
        minutes: Some(30),
    };
    let home = Home {
        near: vec![request],
        see_all: "See all 14 requests".into(),
        ..empty()
    };
    let html = home.render().unwrap();
    assert!(html.contains("About 30 minutes"));
    assert!(html.contains("Asked 2 days ago"));
    assert!(html.contains(">See all 14 requests</a>"));
}

#[test]
fn three_months_begin_two_months_before_this_one() {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    assert_eq!(since(today()), day(2026, 9, 1));
    assert_eq!(since(day(2027, 1, 31)), day(2026, 11, 1));
}

#[test]
fn sentences_leave_out_what_is_nought() {
    let part = |given, received| PartTaken {
        given,
        received,
        partners: 1,
    };
    assert_eq!(
        lately(part(390, 225), since(today())),
        "Since September you have given 6 hours 30 minutes and received 3 hours 45 minutes."
    );
    assert_eq!(
        lately(part(60, 0), since(today())),
        "Since September you have given 1 hour."
    );
    let shared = shared(
        Shared {
            members: 46,
            minutes: 5_880,
        },
        today(),
    );
    assert_eq!(
        shared,
        "So far in November, 46 neighbours have shared 98 hours."
    );
}

#[test]
fn in_spanish_no_english_is_left() {
    in_spanish(&["See all requests"], || empty().render().unwrap());
    let full = || {
        let exchange = samples::exchange(ExchangeState::Recorded {
            awaits: Awaits::of(Side::Giver),
        });
        let shell = Shell::sample();
        let telling = Telling::new(&exchange, samples::ANN, shell.zone);
        let home = Home {
            balance: 210,
            held: 60,
            available: 150,
            agreed: true,
            agreement: Some(2),
            thrown_away: true,
            waiting: vec![Waiting::new(&exchange, &telling, today())],
            lately: lately(
                PartTaken {
                    given: 60,
                    received: 30,
                    partners: 1,
                },
                since(today()),
            ),
            ..empty()
        };
        home.render().unwrap()
    };
    let html = in_spanish(&["See all requests", "cut back the raspberries"], full);
    assert!(html.contains("Hola, Ann. Tienes <b>3 horas 30 minutos</b> para gastar."));
    assert!(html.contains("Desde septiembre has dado 1 hora y has recibido 30 minutos."));
}
