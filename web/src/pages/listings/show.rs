//! One offer or request.
//!
//! Members read what, who, when and about how long, and whom to ring to be put in touch. The
//! telephone number and e-mail address of the member are shown to coordinators only.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use timebank::conversation::About;
use timebank::listing::{self, Listing, ListingKind};
use timebank::member::{self, Profile, State as Membership};
use timebank::{ListingId, Person, Role};

use super::{KindWords, address, belonging, came_of_it, list_of, words_of};
use crate::app::App;
use crate::error::Result;
use crate::extract::{Path, Query};
use crate::page::{Page, Shell};
use crate::pages::askings::beside::Beside;
use crate::pages::conversations::talk::Talk;
use crate::pages::people::is_apart;
use crate::words::{self, say};

/// What was just done, where the page follows an act.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// What whoever looks may know and do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of the page, independently of the others"
)]
struct View {
    /// It is theirs.
    own: bool,
    /// They look after the bank.
    staff: bool,
    /// They may change and close it.
    may_change: bool,
    /// They may log hours for it.
    may_log: bool,
}

impl View {
    fn of(listing: &Listing, owner: &Profile, person: &Person) -> Self {
        let own = listing.member == person.id();
        let member = person.member().ok();
        Self {
            own,
            staff: person.role() >= Role::Coordinator,
            may_change: listing.open
                && member
                    .as_ref()
                    .is_some_and(|member| listing::may_change(listing, member)),
            may_log: !own && member.is_some() && owner.state == Membership::Active,
        }
    }
}

#[derive(Template)]
#[template(path = "listings/show.html")]
struct Show {
    shell: Shell,
    listing: Listing,
    owner: Profile,
    view: View,
    kind: &'static KindWords,
    /// "Walk the dog" was added, changed or closed just now.
    done: String,
    added: String,
    closed: Option<String>,
    came_of_it: String,
    /// Who could help, for whoever may ask them.
    beside: Option<Beside>,
    /// The messages about it.
    talk: Talk,
}

impl Show {
    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        paragraphs(&self.listing.details)
    }

    fn is_request(&self) -> bool {
        self.listing.kind == ListingKind::Request
    }

    /// Where hours for it are logged: whoever answers a request gave, whoever takes up an offer
    /// received.
    fn log_path(&self) -> String {
        let way = if self.is_request() {
            "gave"
        } else {
            "received"
        };
        format!(
            "/log-hours?with={}&listing={}&way={way}",
            self.listing.member, self.listing.id
        )
    }

    /// What the list it stands on is called.
    fn list(&self) -> String {
        list_of(self.listing.kind)
    }

    fn path(&self) -> String {
        address(&self.listing)
    }
}

/// The parts of a text that blank lines set apart.
pub(in crate::pages) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// One offer or request, open or closed.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ListingId>,
    Query(done): Query<Done>,
) -> Result<Response> {
    let (person, moment, zone) = (page.person()?.clone(), page.moment(), page.bank().zone);
    let (listing, owner, view, beside, talk) = app
        .read(move |conn| {
            let mut listing = listing::get(conn, id)?;
            let owner = member::get(conn, listing.member)?;
            // Whom a block keeps apart finds it closed, by a link from before.
            listing.open &= !is_apart(conn, &person, owner.id)?;
            let view = View::of(&listing, &owner, &person);
            let beside = if view.may_change {
                Beside::read(conn, &listing, !view.own, (&moment, zone))?
            } else {
                None
            };
            let open = listing.open && owner.takes_part();
            let talk = Talk::read(conn, &person, About::Listing(id), open, (moment.now, zone))?;
            Ok((listing, owner, view, beside, talk))
        })
        .await?;
    let (bank, today) = (page.bank(), page.today());
    let added = words::day_near(bank.day_of(listing.created_at), today);
    let closed = listing
        .closed_at
        .map(|at| words::day_near(bank.day_of(at), today));
    let done = sentence_for(&done.done, listing.kind);
    page.show(|shell| Show {
        shell: belonging(shell, listing.kind),
        kind: words_of(listing.kind),
        came_of_it: came_of_it(listing.kind, listing.exchanges, listing.open).0,
        listing,
        owner,
        view,
        done,
        added,
        closed,
        beside,
        talk,
    })
}

fn sentence_for(code: &str, kind: ListingKind) -> String {
    match (code, kind) {
        ("added", ListingKind::Request) => say("listing-the-request-is-on-the"),
        ("added", ListingKind::Offer) => say("listing-the-offer-is-on-the"),
        ("changed", _) => say("listing-the-changes-are-saved"),
        ("closed", ListingKind::Request) => say("listing-the-request-is-closed-and"),
        ("closed", ListingKind::Offer) => say("listing-the-offer-is-closed-and"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::pages::people::samples as people;
    use crate::spanish::in_spanish;

    fn shown(change: impl FnOnce(&mut Show)) -> String {
        let listing = samples::request();
        let mut show = Show {
            shell: Shell::sample(),
            kind: words_of(listing.kind),
            came_of_it: came_of_it(listing.kind, listing.exchanges, listing.open).0,
            listing,
            owner: people::dilys(),
            view: View {
                own: false,
                staff: false,
                may_change: false,
                may_log: true,
            },
            done: String::new(),
            added: "20 November".to_owned(),
            closed: None,
            beside: None,
            talk: Talk::default(),
        };
        change(&mut show);
        show.render().unwrap()
    }

    #[test]
    fn a_member_reads_whom_to_ring_and_no_number_of_the_other() {
        let html = shown(|_| {});
        assert!(html.contains("Ring Ruth Calder on"));
        assert!(html.contains("to be put in touch with Dilys"));
        assert!(!html.contains("01632 960188"));
        assert!(!html.contains("dilys@example.org"));
        assert!(html.contains("&#38;way=gave\""));
        assert!(html.contains("<p>He likes the river.</p>"));
        assert!(!html.contains("/edit"));
    }

    #[test]
    fn a_coordinator_reads_how_to_reach_the_member() {
        let html = shown(|show| {
            show.view.staff = true;
            show.view.may_change = true;
        });
        assert!(html.contains("01632 960188"));
        assert!(html.contains("dilys@example.org"));
        assert!(html.contains("/edit\""));
        assert!(html.contains("/closing\""));
    }

    #[test]
    fn whoever_takes_up_an_offer_receives() {
        let html = shown(|show| {
            show.listing.kind = ListingKind::Offer;
            show.kind = words_of(ListingKind::Offer);
        });
        assert!(html.contains("&#38;way=received\""));
    }

    #[test]
    fn ones_own_needs_no_introduction() {
        let html = shown(|show| {
            show.view.own = true;
            show.view.may_log = false;
            show.view.may_change = true;
        });
        assert!(!html.contains("put in touch"));
        assert!(!html.contains("/log-hours?"));
        assert!(html.contains("This is your own request"));
    }

    #[test]
    fn beside_ones_own_request_stands_who_could_help() {
        let html = shown(|show| {
            show.view.own = true;
            show.view.may_change = true;
            show.beside = Some(Beside::sample());
        });
        assert!(html.contains("Who could help"));
        assert!(html.contains("Priya Nair"));
        assert!(html.contains("/asking\">Ask up to three people"));
        assert!(html.contains("Tom Brindle could not this time."));
    }

    #[test]
    fn a_closed_one_says_since_when_and_cannot_be_answered() {
        let html = shown(|show| {
            show.listing.open = false;
            show.closed = Some("21 November".to_owned());
            show.done = sentence_for("closed", ListingKind::Request);
        });
        assert!(html.contains("Closed"));
        assert!(html.contains("21 November"));
        assert!(html.contains("The request is closed and off the list."));
        assert!(!html.contains("put in touch"));
    }

    #[test]
    fn a_done_that_nobody_knows_says_nothing() {
        assert_eq!(sentence_for("<b>", ListingKind::Offer), "");
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let typed = [
            "Walk Biscuit, a small calm dog",
            "He likes the river.",
            "His lead hangs by the door.",
            "Dog walking and pets",
            "Tuesdays and Thursdays",
            "Tom Brindle could not this time.",
            "Offers Dog walking and pets",
        ];
        for kind in [ListingKind::Request, ListingKind::Offer] {
            for (own, staff) in [(true, false), (false, true), (false, false)] {
                for open in [true, false] {
                    in_spanish(&typed, || {
                        shown(|show| {
                            show.listing.kind = kind;
                            show.listing.open = open;
                            show.came_of_it = came_of_it(kind, u32::from(own), open).0;
                            show.view.own = own;
                            show.view.staff = staff;
                            show.view.may_change = own;
                            show.view.may_log = !own;
                            show.beside = own.then(Beside::sample);
                            show.added = "20 de noviembre".to_owned();
                            show.done = sentence_for("added", kind)
                                + &sentence_for("changed", kind)
                                + &sentence_for("closed", kind);
                        })
                    });
                }
            }
        }
    }
}
