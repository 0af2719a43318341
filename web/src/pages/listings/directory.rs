//! The directory: every open offer by kind of help, in large print, for people without a screen.
//!
//! Names and member numbers stand on it, and whom to ring; telephone numbers and addresses of
//! members never do.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::listing::{self, Listing, ListingKind, Search};
use timebank::{category, member};

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
            let names = member::names(conn)?;
            let number = |one: &Listing| {
                let name = names.get(&one.member);
                name.map_or_else(String::new, |name| name.number.printed(&prefix))
            };
            let order: Vec<String> = category::list(conn)?
                .into_iter()
                .map(|kind| kind.name)
                .collect();
            Ok(by_kind(&found, &order, number))
        })
        .await?;
    page.show(|shell| Directory {
        shell,
        date: words::day(today),
        kinds,
    })
}

/// The offers in the order of the kinds of help, and of their titles; what has no kind last.
fn by_kind(found: &[Listing], order: &[String], number: impl Fn(&Listing) -> String) -> Vec<Kind> {
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
    let kind = |name: &str, shown: &str| {
        let mut offers: Vec<Offer> = found
            .iter()
            .filter(|one| one.category_name == name)
            .map(offer)
            .collect();
        offers.sort_by_key(|one| one.title.to_lowercase());
        Kind {
            name: shown.to_owned(),
            offers,
        }
    };
    let known = order.iter().map(|name| kind(name, name));
    let mut kinds: Vec<Kind> = known.chain([kind("", OTHER)]).collect();
    kinds.retain(|kind| !kind.offers.is_empty());
    kinds
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn offers_stand_under_their_kind_with_a_number_and_whom_to_ring() {
        let mut known = samples::request();
        known.title = "Walks with any dog".to_owned();
        let mut other = samples::request();
        other.category_name = String::new();
        other.title = "Company on a bus".to_owned();
        let order = ["Baking".to_owned(), "Dog walking and pets".to_owned()];
        let kinds = by_kind(&[other, known], &order, |_| "W-0023-1".to_owned());
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
        assert!(at("Dog walking and pets") < at("Walks with any dog"));
        assert!(at("Walks with any dog") < at("Other things"));
        assert!(at("W-0023-1") > 0 && at("01632 960118") > 0);
        assert!(!html.contains("Baking"), "a kind nobody offers is left out");
        assert!(!html.contains("01632 960188"), "nobody’s own number");
    }
}
