//! The directory: every open offer by kind of help, in large print, for people without a screen.
//!
//! Names and member numbers stand on it, and whom to ring; telephone numbers and addresses of
//! members never do.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::category::{self, Category};
use timebank::listing::{self, Listing, ListingKind, Search};
use timebank::{MemberId, member};

use crate::app::App;
use crate::error::Result;
use crate::page::{Page, Shell};
use crate::words;

/// Offers that have no kind of help.
const OTHER: &str = "Other things";

#[derive(Template)]
#[template(path = "listings/directory.html")]
struct Directory {
    shell: Shell,
    date: String,
    kinds: Vec<Kind>,
}

/// The offers of one kind of help.
struct Kind {
    /// Its heading, or its own name where it stands by itself; empty where it stands above
    /// already.
    heading: String,
    /// Its name under the heading; empty where that is the heading itself.
    name: String,
    offers: Vec<Offer>,
}

struct Offer {
    title: String,
    who: String,
    number: String,
    about: String,
}

/// The page.
pub async fn directory(State(app): State<App>, page: Page) -> Result<Response> {
    let (prefix, today) = (page.bank().prefix.clone(), page.today());
    let kinds = app
        .read(move |conn| {
            let found = listing::search(conn, &Search::all(ListingKind::Offer), 0, u32::MAX)?;
            let members: Vec<MemberId> = found.iter().map(|one| one.member).collect();
            let members = member::many(conn, &members)?;
            let number = |one: &Listing| {
                let member = members.get(&one.member);
                member.map_or_else(String::new, |member| member.number.printed(&prefix))
            };
            Ok(by_kind(&found, &category::list(conn)?, number))
        })
        .await?;
    page.show(|shell| Directory {
        shell,
        date: words::day(today),
        kinds,
    })
}

/// The offers in the order of the kinds of help, and of their titles; what has no kind last.
fn by_kind(
    found: &[Listing],
    order: &[Category],
    number: impl Fn(&Listing) -> String,
) -> Vec<Kind> {
    let offer = |one: &Listing| Offer {
        title: one.title.clone(),
        who: one.member_name.clone(),
        number: number(one),
        about: [&one.area_name, &one.timing]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(". "),
    };
    let kind = |name: &str, heading: &str, below: &str| {
        let mut offers: Vec<Offer> = found
            .iter()
            .filter(|one| one.category_name == name)
            .map(offer)
            .collect();
        offers.sort_by_key(|one| one.title.to_lowercase());
        Kind {
            heading: heading.to_owned(),
            name: below.to_owned(),
            offers,
        }
    };
    let known = order.iter().map(|one| match &*one.heading_name {
        "" => kind(&one.name, &one.name, ""),
        heading => kind(&one.name, heading, &one.name),
    });
    let mut kinds: Vec<Kind> = known.chain([kind("", OTHER, "")]).collect();
    kinds.retain(|kind| !kind.offers.is_empty());
    let mut above = String::new();
    for kind in &mut kinds {
        if kind.heading == above {
            kind.heading.clear();
        } else {
            above.clone_from(&kind.heading);
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn category(id: i64, name: &str, heading: &str) -> Category {
        Category {
            id: timebank::CategoryId::new(id),
            name: name.to_owned(),
            icon: "hands".to_owned(),
            heading: None,
            heading_name: heading.to_owned(),
            is_heading: false,
        }
    }

    #[test]
    fn offers_stand_under_their_kind_with_a_number_and_whom_to_ring() {
        let mut known = samples::request();
        known.title = "Walks with any dog".to_owned();
        let mut other = samples::request();
        other.category_name = String::new();
        other.title = "Company on a bus".to_owned();
        let mut lift = samples::request();
        (lift.category_name, lift.title) = ("Lifts".to_owned(), "To the hospital".to_owned());
        let order = [
            category(1, "Baking", ""),
            category(2, "Dog walking and pets", "Out and about"),
            category(3, "Lifts", "Out and about"),
        ];
        let found = [other, lift, known];
        let kinds = by_kind(&found, &order, |_| "W-0023-1".to_owned());
        let html = Directory {
            shell: Shell::sample(),
            date: "22 November 2026".to_owned(),
            kinds,
        }
        .render()
        .unwrap();
        let at = |part: &str| {
            html.find(part)
                .unwrap_or_else(|| panic!("{part} is missing"))
        };
        assert!(at("<h2>Out and about</h2>") < at("<h3>Dog walking and pets</h3>"));
        assert_eq!(html.matches("Out and about").count(), 1);
        assert!(at("<h3>Lifts</h3>") < at("To the hospital"));
        assert!(at("Dog walking and pets") < at("Walks with any dog"));
        assert!(at("Walks with any dog") < at("Other things"));
        assert!(at("W-0023-1") > 0 && at("01632 960118") > 0);
        assert!(!html.contains("Baking"), "a kind nobody offers is left out");
        assert!(!html.contains("01632 960188"), "nobody’s own number");
    }
}
