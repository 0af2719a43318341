//! One person, as another member may know them.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use rusqlite::Connection;
use timebank::circumstances::{self, Circumstances};
use timebank::contact::{self, Visible};
use timebank::exchange::{self, Exchange, ExchangeState};
use timebank::listing::{self, Listing, ListingKind};
use timebank::member::{self, Profile, State as Membership};
use timebank::thanks::{self, Shown};
use timebank::{MemberId, Person, Role, block};

use super::{is_apart, kind_tag};
use crate::app::App;
use crate::components::{Fact, Tag, Tone};
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::page::{Page, Shell};
use crate::pages::exchanges::telling;
use crate::pages::listings::show::paragraphs;
use crate::pages::me::free;
use crate::words::{self, say};

/// How many of the exchanges between two people are shown.
const SHOWN: u32 = 20;

/// How many thank-yous are shown.
const THANKS: u32 = 5;

/// One exchange between the two.
#[derive(Clone, Debug)]
struct Row {
    title: String,
    path: String,
    about: String,
    minutes: i64,
    tag: Option<Tag>,
}

/// How the person stands to whoever looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of the page, independently of the others"
)]
struct View {
    /// It is the person themselves.
    own: bool,
    /// Whoever looks is a coordinator.
    staff: bool,
    /// The person takes part.
    active: bool,
    /// Hours can be logged with them.
    may_log: bool,
    /// Whoever looks has blocked them.
    blocked: bool,
    /// Whoever looks may block them.
    may_block: bool,
}

impl View {
    /// `apart`: a block stands between the two; `blocked`: it is that of whoever looks.
    fn of(profile: &Profile, person: &Person, apart: bool, blocked: bool) -> Self {
        let own = profile.id == person.id();
        let active = profile.state == Membership::Active && !apart;
        let looks_after = person.role().max(profile.role) >= Role::Coordinator;
        Self {
            blocked,
            may_block: active && !own && !looks_after,
            own,
            staff: person.role() >= Role::Coordinator,
            active,
            may_log: active && !own && person.member().is_ok(),
        }
    }
}

#[derive(Template)]
#[template(path = "people/person.html")]
struct Show {
    shell: Shell,
    profile: Profile,
    view: View,
    kind: Option<Tag>,
    offers: Vec<Listing>,
    requests: Vec<Listing>,
    rows: Vec<Row>,
    thanks: Vec<Shown>,
    /// What they speak, and when they are usually free.
    circumstances: Vec<Fact>,
    /// How they are reached, as far as whoever looks may see it.
    reached: Vec<Fact>,
}

impl Show {
    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        paragraphs(&self.profile.about)
    }
}

/// All that the page shows, from one snapshot.
struct Seen {
    profile: Profile,
    view: View,
    listings: Vec<Listing>,
    thanks: Vec<Shown>,
    exchanges: Vec<Exchange>,
    circumstances: Circumstances,
    reached: Visible,
}

impl Seen {
    fn read(conn: &Connection, person: &Person, id: MemberId) -> timebank::Result<Self> {
        let profile = member::get(conn, id)?;
        let apart = is_apart(conn, person, id)?;
        // A block of one's own also stands between the two, but for those who look after all.
        let may_have = apart || person.role() >= Role::Coordinator;
        let blocked = may_have && block::has_blocked(conn, person.id(), id)?;
        let view = View::of(&profile, person, apart, blocked);
        let (listings, thanks) = if view.active {
            (
                listing::of_member(conn, id)?,
                thanks::shown(conn, id, THANKS)?,
            )
        } else {
            (Vec::new(), Vec::new())
        };
        let reached = if view.own {
            Visible::default()
        } else {
            contact::visible(conn, person, &profile)?
        };
        Ok(Self {
            circumstances: circumstances::of(conn, id)?,
            exchanges: exchange::between(conn, person.id(), id, SHOWN)?,
            profile,
            view,
            listings,
            thanks,
            reached,
        })
    }
}

/// One person. Of somebody who does not take part, only those who exchanged with them and
/// coordinators see the name; to others there is nobody.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MemberId>,
) -> Result<Response> {
    let person = page.person()?.clone();
    let own = person.id();
    let seen = app.read({
        let person = person.clone();
        move |conn| Seen::read(conn, &person, id)
    });
    let Seen {
        profile,
        view,
        listings,
        thanks,
        exchanges,
        circumstances,
        reached,
    } = seen.await?;
    let known = view.active || view.own || view.staff || view.blocked || !exchanges.is_empty();
    if !known {
        return Err(WebError::not_found());
    }
    let rows = exchanges
        .iter()
        .filter_map(|exchange| row(exchange, own, page.today()))
        .collect();
    let (offers, requests) = listings
        .into_iter()
        .partition(|listing| listing.kind == ListingKind::Offer);
    page.show(|shell| Show {
        shell,
        kind: kind_tag(profile.kind),
        profile,
        view,
        offers,
        requests,
        rows,
        thanks,
        circumstances: facts(&circumstances),
        reached: super::reached(&reached),
    })
}

fn facts(said: &Circumstances) -> Vec<Fact> {
    let languages: Vec<&str> = said.languages.iter().map(String::as_str).collect();
    let both = [
        (say!("circumstances-also-speaks"), words::list(&languages)),
        (
            say!("circumstances-usually-free"),
            words::sentence(&free(&said.times)),
        ),
    ];
    let said = both.into_iter().filter(|(_, text)| !text.is_empty());
    said.map(|(label, text)| Fact::new(label, text)).collect()
}

/// An exchange seen from one of the two. One that was withdrawn or declined is left out: nothing
/// came of it.
fn row(exchange: &Exchange, own: MemberId, today: NaiveDate) -> Option<Row> {
    let tag = match exchange.state {
        ExchangeState::Proposed { .. }
        | ExchangeState::Agreed
        | ExchangeState::Recorded { .. }
        | ExchangeState::Confirmed => Some(Tag::new(say("exchange-waiting"), Tone::Waiting)),
        ExchangeState::Arranged => Some(Tag::new(say("exchange-arranged"), Tone::Plain)),
        ExchangeState::Disputed { .. } => Some(Tag::new(say("people-questioned"), Tone::Waiting)),
        ExchangeState::Posted { .. } => None,
        ExchangeState::Reversed { .. } => Some(Tag::new(say("exchange-taken-back"), Tone::Plain)),
        ExchangeState::Declined { .. }
        | ExchangeState::Withdrawn { .. }
        | ExchangeState::Cancelled { .. }
        | ExchangeState::Lapsed { .. }
        | ExchangeState::Corrected { .. } => return None,
    };
    let side = exchange.side_of(own)?;
    let (giver, receiver) = (&exchange.giver.greeting, &exchange.receiver.greeting);
    let title = telling::helped(exchange, Some(side), giver, receiver);
    Some(Row {
        title,
        path: format!("/exchanges/{}", exchange.id),
        about: format!(
            "{}, {}",
            exchange.what(),
            words::day_near(exchange.done_on, today)
        ),
        minutes: exchange.minutes.get(),
        tag,
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::pages::listings::samples as listings;

    fn shown(change: impl FnOnce(&mut Show)) -> String {
        let profile = samples::dilys();
        let mut show = Show {
            shell: Shell::sample(),
            kind: kind_tag(profile.kind),
            profile,
            view: View {
                own: false,
                staff: false,
                active: true,
                may_log: true,
                blocked: false,
                may_block: true,
            },
            offers: Vec::new(),
            requests: vec![listings::request()],
            rows: vec![Row {
                title: "You helped Dilys".to_owned(),
                path: "/exchanges/4".to_owned(),
                about: "Dog walking and pets, 19 November".to_owned(),
                minutes: 90,
                tag: Some(Tag::new("Waiting", Tone::Waiting)),
            }],
            thanks: vec![Shown {
                text: "The roses have never looked so well.".to_owned(),
                from: "Bob".to_owned(),
                category: "Gardening".to_owned(),
                done_on: NaiveDate::from_ymd_opt(2026, 11, 19).unwrap(),
            }],
            circumstances: Vec::new(),
            reached: Vec::new(),
        };
        change(&mut show);
        show.render().unwrap()
    }

    #[test]
    fn a_member_reads_what_dilys_tells_and_nothing_she_does_not() {
        let html = shown(|_| {});
        for part in [
            "<h1>Dilys Prosser</h1>",
            "Member since March 2021",
            "<p>I taught music.</p>",
            "Walk Biscuit, a small calm dog",
            "You helped Dilys",
            "“The roses have never looked so well.”",
            "Bob, for Gardening in November 2026",
            "1 hour 30 minutes",
            "Log hours with Dilys",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
        for secret in [
            "01632 960188",
            "dilys@example.org",
            "Tanner’s Row",
            "/members/",
        ] {
            assert!(!html.contains(secret), "{secret} is shown");
        }
    }

    #[test]
    fn what_dilys_lets_others_see_stands_there_and_whoever_blocked_her_can_take_it_back() {
        let html = shown(|show| {
            let phone = Visible {
                phone: "01632 960188".to_owned(),
                ..Visible::default()
            };
            show.reached = super::super::reached(&phone);
        });
        assert!(html.contains("01632 960188"));
        assert!(html.contains("/block\">Block Dilys"));
        let html = shown(|show| {
            show.view.active = false;
            show.view.may_log = false;
            show.view.may_block = false;
            show.view.blocked = true;
        });
        assert!(html.contains("You have blocked Dilys."));
        assert!(html.contains("/unblocking\" method=\"post\""));
        assert!(!html.contains("not taking part"));
    }

    #[test]
    fn a_coordinator_is_led_to_the_whole_of_it() {
        let html = shown(|show| show.view.staff = true);
        assert!(html.contains("href=\"/members/00000000-0000-0000-0000-000000000001\""));
    }

    #[test]
    fn of_somebody_who_rests_only_the_name_and_what_they_shared_is_left() {
        let html = shown(|show| {
            show.view.active = false;
            show.view.may_log = false;
            show.requests.clear();
        });
        assert!(html.contains("is not taking part at the moment"));
        assert!(!html.contains("I taught music"));
        assert!(!html.contains("Mill End"));
        assert!(html.contains("You helped Dilys"));
    }

    #[test]
    fn nobody_logs_hours_with_themselves() {
        let html = shown(|show| {
            show.view.own = true;
            show.view.may_log = false;
            show.rows.clear();
        });
        assert!(!html.contains("/log-hours?with="));
        assert!(html.contains("This is how others see you"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let typed = [
            "Walk Biscuit, a small calm dog",
            "The roses have never looked so well.",
            "You helped Dilys",
            "Dog walking and pets, 19 November",
            "Dog walking and pets",
            "My dog is called Biscuit.",
            "I taught music.",
            "Tuesdays and Thursdays",
            "Waiting",
        ];
        for change in [
            |_: &mut Show| {},
            |show: &mut Show| show.view.staff = true,
            |show: &mut Show| show.view.own = true,
            |show: &mut Show| show.view.active = false,
            |show: &mut Show| {
                show.requests.clear();
                show.rows.clear();
            },
        ] {
            let html = crate::spanish::in_spanish(&typed, || shown(change));
            assert!(html.contains("Dilys Prosser"));
        }
    }
}
