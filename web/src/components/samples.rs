//! Every macro of `templates/components/`, shown with sample values.

use askama::Template;
use chrono::NaiveDate;

use super::{Choice, Fact, Link, Pages, Step, Tag, Term, Tone};
use crate::forms::{DayQuestion, DurationQuestion, Form};
use crate::page::Shell;

#[derive(Template)]
#[template(path = "samples.html")]
struct Samples {
    shell: Shell,
    form: Form,
    today: NaiveDate,
    when: DayQuestion,
    begins: DayQuestion,
    took: DurationQuestion,
    choices: Vec<Choice>,
    facts: Vec<Fact>,
    steps: Vec<Step>,
    terms: Vec<Term>,
    pages: Pages,
    chosen: Vec<Link>,
    tags: Vec<Tag>,
    minutes: i64,
    icons: Vec<String>,
}

fn samples(form: Form) -> Samples {
    Samples {
        shell: Shell::sample(),
        form,
        today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        when: DayQuestion::done("subject-date-you-helped"),
        begins: DayQuestion {
            when: "",
            day: "from_day",
            month: "from_month",
            year: "from_year",
            subject: "subject-first-day",
            past_only: false,
        },
        took: DurationQuestion::TOOK,
        choices: vec![
            Choice::new("gave", "I helped somebody"),
            Choice::new("received", "Somebody helped me").hinting("They are asked to confirm"),
        ],
        facts: vec![
            Fact::new("What", "Gardening").changed_at("/log-hours/what", "what you did"),
            Fact::length("How long", 90),
            Fact::new("Note", ""),
        ],
        steps: vec![
            Step {
                title: "You confirm it".into(),
                ahead: true,
                ..Step::default()
            },
            Step {
                title: "Bob Farrow logged it".into(),
                about: "20 November 2026 at 10:14am, by phone".into(),
                said: "I can come on Thursday if it stays dry.".into(),
                ahead: false,
            },
        ],
        terms: vec![
            Term::new("", "Brought forward", 75),
            Term::new("+", "In", 480),
            Term::new("-", "Out", 345),
            Term::new("=", "Balance", 210),
        ],
        pages: Pages::of(40, 8, 2, "/requests?kind=3&page="),
        chosen: vec![Link::new("Gardening", "/requests")],
        tags: vec![
            Tag::new("Waiting", Tone::Waiting),
            Tag::new("Paused", Tone::Plain),
        ],
        minutes: 210,
        icons: vec!["garden".into(), "no such icon".into()],
    }
}

fn refused() -> Form {
    let mut form = Form::new()
        .with("title", "Dig \"over\" <two> beds")
        .with("when", "other")
        .with("day", "29")
        .with("hours", "25")
        .with("side", "received");
    form.refuse("day", "Date you helped must be today or in the past");
    form.refuse("title", "Title must be shorter");
    form.refuse("hours", "How long it took must be 24 hours or less");
    form
}

#[test]
fn every_component_can_be_shown() {
    let html = samples(Form::new()).render().unwrap();
    for part in [
        "You have <b>3 hours 30 minutes</b> to spend.",
        "3\u{a0}h\u{a0}30\u{a0}min",
        "Today (Sunday 22 November)",
        "Yesterday (Saturday 21 November)",
        "Change<span class=\"hidden-visually\"> what you did</span>",
        "Not provided",
        "tag tag--waiting",
        "aria-label=\"Page 2\" aria-current=\"page\"",
        "href=\"/requests?kind=3&#38;page=3\"",
        "Up to 4,000 characters",
        "class=\"sum__end\"",
        "class=\"ahead\"",
    ] {
        assert!(html.contains(part), "{part} is missing");
    }
    assert!(!html.contains("error-summary"));
}

#[test]
fn what_was_typed_is_shown_again_with_its_messages() {
    let html = samples(refused()).render().unwrap();
    for part in [
        "value=\"Dig &#34;over&#34; &#60;two&#62; beds\"",
        "<a href=\"#day\">Date you helped must be today or in the past</a>",
        "id=\"day-error\"",
        "aria-describedby=\"title-hint title-error\" aria-invalid=\"true\"",
        "value=\"other\" checked",
        "value=\"received\" checked",
        "value=\"25\" aria-invalid=\"true\"",
    ] {
        assert!(html.contains(part), "{part} is missing");
    }
}

#[test]
fn nothing_is_styled_in_place_and_no_script_stands_in_a_page() {
    let html = samples(refused()).render().unwrap();
    assert!(!html.contains(" style="));
    assert!(!html.contains(" onclick="));
    assert_eq!(html.matches("<script").count(), 1);
}
