//! Offers and requests: the lists, one of them, adding, changing and closing.
//!
//! `/requests` and `/offers` are what members look through; `/listings` is both together, for
//! coordinators, and `/offers/directory` prints the offers. One offer or request stands at
//! `/listings/{id}` whichever it is.

mod closing;
mod directory;
mod edit;
mod form;
mod list;
pub(in crate::pages) mod show;
mod whose;

pub use self::closing::{ask_to_close, close};
pub use self::directory::directory;
pub use self::edit::{create, edit, new_offer, new_request, save};
pub use self::list::{all, offers, requests};
pub use self::show::show;

use timebank::listing::{Listing, ListingKind};

use crate::page::Shell;
use crate::words::say;

/// What an offer is called, and what a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindWords {
    /// `request`.
    pub one: &'static str,
    /// `requests`.
    pub many: &'static str,
    /// `Requests`.
    pub title: &'static str,
    /// The list.
    pub path: &'static str,
    /// The page that adds one.
    pub add_path: &'static str,
    /// The button that leads there.
    pub add: &'static str,
}

const REQUEST: KindWords = KindWords {
    one: "request",
    many: "requests",
    title: "Requests",
    path: "/requests",
    add_path: "/requests/new",
    add: "Ask for help",
};

const OFFER: KindWords = KindWords {
    one: "offer",
    many: "offers",
    title: "Offers",
    path: "/offers",
    add_path: "/offers/new",
    add: "Add an offer",
};

/// The words of a kind.
#[must_use]
pub const fn words_of(kind: ListingKind) -> &'static KindWords {
    match kind {
        ListingKind::Offer => &OFFER,
        ListingKind::Request => &REQUEST,
    }
}

/// What the list of a kind is called.
fn list_of(kind: ListingKind) -> String {
    match kind {
        ListingKind::Offer => say("listing-offers"),
        ListingKind::Request => say("listing-requests"),
    }
}

/// The address of an offer or request.
#[must_use]
pub fn address(listing: &Listing) -> String {
    format!("/listings/{}", listing.id)
}

/// The shell with the list of this kind marked: `/listings/…` belongs to offers or to requests,
/// which the address does not say. Coordinators have one place for both.
fn belonging(mut shell: Shell, kind: ListingKind) -> Shell {
    let path = words_of(kind).path;
    if let Some(place) = shell.nav.iter_mut().find(|place| place.path == path) {
        place.current = Some("true");
    }
    shell
}

/// "Dilys Prosser, Mill End".
#[must_use]
pub fn by_line(listing: &Listing) -> String {
    if listing.area_name.is_empty() {
        listing.member_name.clone()
    } else {
        format!("{}, {}", listing.member_name, listing.area_name)
    }
}

/// "Nobody has answered yet", "1 exchange came of it"; the flag says that nothing has.
fn came_of_it(kind: ListingKind, exchanges: u32, open: bool) -> (String, bool) {
    match (kind, exchanges) {
        (_, 0) if !open => (say("listing-nothing-came-of-it"), false),
        (ListingKind::Request, 0) => (say("listing-nobody-has-answered-yet"), true),
        (ListingKind::Offer, 0) => (say("listing-nobody-has-asked-for-it"), true),
        (_, count) => (say!("listing-came-of-it", number = count), false),
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use chrono::DateTime;
    use ledger::Minutes;
    use timebank::listing::{Listing, ListingKind};
    use timebank::{ListingId, MemberId};
    use uuid::Uuid;

    /// A request of Dilys Prosser's, asked on 20 November 2026.
    pub(crate) fn request() -> Listing {
        Listing {
            id: ListingId::new(Uuid::from_u128(7)),
            kind: ListingKind::Request,
            member: MemberId::new(Uuid::from_u128(1)),
            member_name: "Dilys Prosser".to_owned(),
            category: None,
            category_name: "Dog walking and pets".to_owned(),
            icon: "dog".to_owned(),
            area: None,
            area_name: "Mill End".to_owned(),
            title: "Walk Biscuit, a small calm dog".to_owned(),
            details: "He likes the river.\n\nHis lead hangs by the door.".to_owned(),
            timing: "Tuesdays and Thursdays".to_owned(),
            minutes: Minutes::new(30),
            open: true,
            created_at: DateTime::from_timestamp(1_795_176_000, 0).unwrap(),
            closed_at: None,
            exchanges: 0,
            version: 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_of_it_is_said_in_words() {
        let said = |kind, count| came_of_it(kind, count, true).0;
        assert_eq!(said(ListingKind::Request, 0), "Nobody has answered yet");
        assert_eq!(said(ListingKind::Offer, 1), "1 exchange came of it");
        assert_eq!(said(ListingKind::Offer, 2), "2 exchanges came of it");
        assert_eq!(
            came_of_it(ListingKind::Offer, 0, false).0,
            "Nothing came of it"
        );
    }

    #[test]
    fn an_offer_belongs_to_offers() {
        let shell = belonging(Shell::sample(), ListingKind::Offer);
        let current = shell.nav.iter().filter(|place| place.current.is_some());
        assert!(current.into_iter().any(|place| place.path == "/offers"));
    }

    #[test]
    fn a_member_without_an_area_stands_alone() {
        let mut listing = samples::request();
        assert_eq!(by_line(&listing), "Dilys Prosser, Mill End");
        listing.area_name.clear();
        assert_eq!(by_line(&listing), "Dilys Prosser");
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let said = crate::spanish::in_spanish(&[], || {
            let kinds = [ListingKind::Request, ListingKind::Offer];
            let said = kinds.map(|kind| {
                [(0, true), (0, false), (1, true), (2, true)]
                    .map(|(count, open)| came_of_it(kind, count, open).0)
                    .join(". ")
            });
            said.join(". ")
        });
        assert!(said.contains("Salieron 2 intercambios de ella"));
    }
}
