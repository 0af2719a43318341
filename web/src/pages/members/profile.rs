//! One member's page: how they stand, how to reach them, what they give and ask for, what
//! happened lately, and what can be done for them.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use chrono::{Days, Months, NaiveDate};
use rusqlite::Connection;
use serde::Deserialize;
use timebank::bank::Bank;
use timebank::exchange::{self, Exchange, ExchangeState, PartTaken, Side};
use timebank::listing::{self, ListingKind};
use timebank::member::{self, MemberKind, Profile, State};
use timebank::{MemberId, Moment, Person, Role, access, block, joining, needs};

use super::{history, role_name, tag};
use crate::app::App;
use crate::components::{Fact, Link, Step, Tag};
use crate::error::Result;
use crate::extract::{Path, Query};
use crate::page::{Page, Shell};
use crate::pages::exchanges::telling;
use crate::pages::me::sentence;
use crate::words;

/// So many exchanges stand on the page; the statement has them all.
const LATEST: u32 = 5;

#[derive(Template)]
#[template(path = "members/profile.html")]
struct Show {
    shell: Shell,
    id: MemberId,
    name: String,
    /// The name for a greeting, as it stands in sentences.
    called: String,
    number: String,
    state: Tag,
    balance: i64,
    /// How giving and receiving compare.
    habit: &'static str,
    done: &'static str,
    phone: String,
    /// How they are best reached, in a line; empty where nothing is asked for.
    needs: String,
    /// A member with a telephone and without an e-mail address.
    rings: bool,
    taking_part: bool,
    /// Somebody goes along to the first exchange.
    accompanied: bool,
    part: PartTaken,
    offers: Vec<Link>,
    requests: Vec<Link>,
    contact: Vec<Fact>,
    membership: Vec<Fact>,
    latest: Vec<Line>,
    history: Vec<Step>,
    acts: Acts,
}

/// What the reader may do for this member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each act is open or not, independently of the others"
)]
struct Acts {
    /// Make a link with which they choose a password.
    invite: bool,
    /// They have one already.
    has_password: bool,
    /// Print a code with which they sign in.
    code: bool,
    activate: bool,
    pause: bool,
    leave: bool,
    role: bool,
}

/// One of the latest exchanges.
#[derive(Clone, Debug)]
struct Line {
    day: String,
    what: String,
    kind: String,
    path: String,
    /// In or out, once it is in the book.
    change: Option<i64>,
    tag: Tag,
}

/// What was just done, as a code.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

fn sentence_for(code: &str) -> &'static str {
    match code {
        "added" => "The member has been added.",
        "joined" => "They are a member from today. Make the link with which they sign in.",
        "changed" => "The details have been saved.",
        "activate" => "The membership is active.",
        "pause" => "The membership is paused. Nothing new can be recorded until it starts again.",
        "leave" => "The membership has ended and the account is closed. The history stays.",
        "merged" => "The two entries are one. The old number on a slip means this one.",
        "role" => "The role has been changed. They sign in again to use it.",
        _ => "",
    }
}

/// The page.
pub async fn show(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<MemberId>,
    Query(done): Query<Done>,
) -> Result<Response> {
    let (bank, moment, reader) = (page.bank().clone(), page.moment(), page.person()?.clone());
    let shell = page.shell().clone();
    let mut show = app
        .read(move |conn| Show::read(conn, &bank, &moment, &reader, id, shell))
        .await?;
    show.done = sentence_for(&done.done);
    page.show(|_| show)
}

impl Show {
    fn read(
        conn: &Connection,
        bank: &Bank,
        moment: &Moment,
        reader: &Person,
        id: MemberId,
        shell: Shell,
    ) -> timebank::Result<Self> {
        let profile = member::get(conn, id)?;
        let (from, to) = last_year(moment.today);
        let part = exchange::part_taken(conn, id, from, to)?;
        let listings = listing::of_member(conn, id)?;
        let links = |kind: ListingKind| {
            let of_kind = listings.iter().filter(|listing| listing.kind == kind);
            of_kind
                .map(|listing| Link::new(&listing.title, format!("/listings/{}", listing.id)))
                .collect()
        };
        let latest = exchange::of_member(conn, id, None, LATEST)?;
        let has_password = access::has_password(conn, id)?;
        let accompanied = joining::to_accompany(conn)?.contains(&id);
        Ok(Self {
            shell,
            id,
            accompanied,
            called: profile.greeting().to_owned(),
            number: profile.number.printed(&bank.prefix),
            state: tag(profile.state),
            balance: ledger::balance(conn, profile.account)?.get(),
            habit: habit(&part),
            done: "",
            needs: needs::of(conn, id)?.map_or_else(String::new, |needs| sentence(&needs)),
            rings: profile.email.is_none()
                && !profile.phone.is_empty()
                && profile.state != State::Left,
            phone: profile.phone.clone(),
            taking_part: profile.takes_part(),
            part,
            offers: links(ListingKind::Offer),
            requests: links(ListingKind::Request),
            contact: [contact(&profile), kept_apart(conn, id)?].concat(),
            membership: membership(&profile, way_in(conn, id, has_password, bank, moment)?),
            latest: latest
                .iter()
                .map(|exchange| Line::new(exchange, &profile, moment.today))
                .collect(),
            history: history::of(conn, id, bank.zone)?,
            acts: Acts::of(&profile, reader, has_password),
            name: profile.name,
        })
    }
}

/// The twelve months that end today.
fn last_year(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let from = today
        .checked_sub_months(Months::new(12))
        .and_then(|day| day.checked_add_days(Days::new(1)));
    (from.unwrap_or(today), today)
}

/// How giving and receiving compare over a year: about as much is within a quarter.
fn habit(part: &PartTaken) -> &'static str {
    let (given, received) = (part.given, part.received);
    match (given, received) {
        (0, 0) => "Nothing was exchanged in the last 12 months.",
        _ if (given - received).abs() * 4 <= given.max(received) => {
            "About as much was given as received in the last 12 months."
        }
        _ if given > received => "More was given than received in the last 12 months.",
        _ => "More was received than given in the last 12 months.",
    }
}

fn contact(profile: &Profile) -> Vec<Fact> {
    vec![
        Fact::new("Telephone", &profile.phone),
        Fact::new("Email", profile.email.as_deref().unwrap_or("None")),
        Fact::new("Address", profile.address.replace('\n', ", ")),
        Fact::new("Area", &profile.area_name),
        Fact::new("About", &profile.about),
    ]
}

/// Those who would rather not meet this member, or whom this member would rather not meet.
fn kept_apart(conn: &Connection, id: MemberId) -> timebank::Result<Vec<Fact>> {
    let names: Vec<String> = block::apart(conn, id)?
        .into_iter()
        .map(|one| one.name)
        .collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Fact::new("Keep apart from", names.join(", "))])
}

fn membership(profile: &Profile, way_in: String) -> Vec<Fact> {
    let kind = match profile.kind {
        MemberKind::Person => "A person",
        MemberKind::Organisation => "An organisation",
    };
    let mut facts = vec![Fact::new("Kind", kind)];
    if let Some(day) = profile.joined_on {
        facts.push(Fact::new("Joined", words::day(day)));
    }
    if let Some(day) = profile.left_on {
        facts.push(Fact::new("Left", words::day(day)));
    }
    facts.push(Fact::new("Role", role_name(profile.role)));
    facts.push(Fact::new("Signing in", way_in));
    facts
}

/// With what somebody signs in.
fn way_in(
    conn: &Connection,
    id: MemberId,
    has_password: bool,
    bank: &Bank,
    moment: &Moment,
) -> timebank::Result<String> {
    let password = if has_password {
        "Has a password"
    } else {
        "Has no password yet"
    };
    Ok(match access::code_until(conn, id, moment.now)? {
        None => password.to_owned(),
        Some(until) => {
            let day = words::day(until.with_timezone(&bank.zone).date_naive());
            format!("{password}. A printed code waits until {day}")
        }
    })
}

impl Acts {
    fn of(profile: &Profile, reader: &Person, has_password: bool) -> Self {
        let administers = reader.role() == Role::Administrator;
        let may = profile.id != reader.id() && (administers || profile.role == Role::Member);
        let stays = matches!(profile.state, State::Active | State::Paused);
        Self {
            invite: stays && (administers || profile.role == Role::Member),
            has_password,
            code: stays && profile.role <= Role::Member && profile.id != reader.id(),
            activate: may && matches!(profile.state, State::Applicant | State::Paused),
            pause: may && profile.state == State::Active,
            leave: may && profile.state != State::Left,
            role: administers
                && profile.id != reader.id()
                && profile.kind == MemberKind::Person
                && stays,
        }
    }
}

impl Line {
    fn new(exchange: &Exchange, profile: &Profile, today: NaiveDate) -> Self {
        let gave = exchange.side_of(profile.id) == Some(Side::Giver);
        let other = &exchange.other_party(profile.id).name;
        let called = profile.greeting();
        let minutes = exchange.minutes.get();
        let in_book = matches!(exchange.state, ExchangeState::Posted { .. });
        Self {
            day: words::day_near(exchange.done_on, today),
            what: if gave {
                telling::helped(exchange, None, called, other)
            } else {
                telling::helped(exchange, None, other, called)
            },
            kind: exchange.what().to_owned(),
            path: format!("/exchanges/{}", exchange.id),
            change: in_book.then_some(if gave { minutes } else { -minutes }),
            tag: telling::tag(&exchange.state),
        }
    }
}

#[cfg(test)]
mod tests {
    use timebank::clock::new_id;

    use crate::components::Tone;

    use super::*;

    fn show(change: impl FnOnce(&mut Show)) -> String {
        let mut show = Show {
            shell: Shell::sample(),
            id: MemberId::new(new_id()),
            name: "Joan Pellow".into(),
            called: "Joan".into(),
            number: "W-0107-4".into(),
            state: tag(State::Active),
            balance: -45,
            habit: "About as much was given as received in the last 12 months.",
            done: "",
            needs: "Large print.".into(),
            phone: "01632 960142".into(),
            rings: true,
            taking_part: true,
            accompanied: false,
            part: PartTaken {
                given: 1_590,
                received: 1_755,
                partners: 11,
            },
            offers: vec![Link::new("Company for an afternoon", "/listings/1")],
            requests: Vec::new(),
            contact: vec![Fact::new("Telephone", "01632 960142")],
            membership: vec![Fact::new("Joined", "4 March 2021")],
            latest: vec![Line {
                day: "21 November".into(),
                what: "Mei Tan helped Joan".into(),
                kind: "Sewing".into(),
                path: "/exchanges/1".into(),
                change: Some(-75),
                tag: Tag::new("Approved", Tone::Approved),
            }],
            history: vec![Step {
                title: "Joined".into(),
                ..Step::default()
            }],
            acts: Acts {
                invite: true,
                code: true,
                pause: true,
                leave: true,
                ..Acts::default()
            },
        };
        change(&mut show);
        show.render().unwrap()
    }

    #[test]
    fn the_person_is_told_in_two_sentences_and_some_figures() {
        let html = show(|_| ());
        for part in [
            "<h1>Joan Pellow</h1>",
            "Joan has <strong class=\"num\">45 minutes</strong> to give back.",
            "Joan has no email address",
            "href=\"tel:+441632960142\"",
            "26<small> h </small>30<small> min</small>",
            "\u{2212}1\u{a0}h\u{a0}15\u{a0}min",
            "Pause the membership",
            "Make a link to sign in",
            "Print a code to sign in",
            "<h2 id=\"reached\">Large print.</h2>",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
        assert!(!html.contains("notice--success"));
    }

    #[test]
    fn even_hours_and_somebody_who_left_are_told_as_such() {
        let html = show(|show| {
            show.balance = 0;
            show.rings = false;
            show.taking_part = false;
            show.state = tag(State::Left);
            show.acts = Acts::default();
            show.latest.clear();
        });
        assert!(html.contains("Joan’s hours are even."));
        assert!(html.contains("No exchange yet."));
        assert!(!html.contains("Pause the membership"));
        assert!(!html.contains("Log hours for Joan"));
    }

    #[test]
    fn what_was_just_done_is_said_once() {
        let html = show(|show| show.done = sentence_for("added"));
        assert!(html.contains("notice--success"));
        assert_eq!(sentence_for("<script>"), "");
    }

    #[test]
    fn a_year_ends_today_and_has_each_day_once() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let year = last_year(day("2026-11-22"));
        assert_eq!(year, (day("2025-11-23"), day("2026-11-22")));
    }

    #[test]
    fn giving_and_receiving_are_compared_with_room_to_spare() {
        let part = |given, received| PartTaken {
            given,
            received,
            partners: 1,
        };
        assert!(habit(&part(1_590, 1_755)).starts_with("About as much"));
        assert!(habit(&part(600, 60)).starts_with("More was given"));
        assert!(habit(&part(0, 60)).starts_with("More was received"));
        assert!(habit(&part(0, 0)).starts_with("Nothing"));
    }
}
