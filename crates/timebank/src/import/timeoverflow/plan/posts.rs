//! Offers and requests: which are new, and whose.

use super::categories::Categories;
use super::findings::Findings;
use super::people::People;
use crate::import::timeoverflow::identity::Register;
use crate::import::timeoverflow::model::{Help, Post, Totals};
use crate::import::timeoverflow::parse::PostRow;
use crate::listing::ListingKind;

/// The offers and requests to be added.
pub(super) fn plan(
    rows: &[PostRow],
    people: &People,
    register: &mut Register,
    categories: &mut Categories,
    totals: &mut Totals,
    findings: &mut Findings,
) -> Vec<Post> {
    let mut posts = Vec::new();
    let mut left_out = 0_u32;
    for row in rows {
        let number = row.number.get().to_string();
        let (identity, known) = register.next(row.kind.as_str(), &[&row.date, &number, &row.title]);
        let tally = match row.kind {
            ListingKind::Offer => &mut totals.offers,
            ListingKind::Request => &mut totals.requests,
        };
        if known {
            tally.add(true, 0);
            continue;
        }
        let person = people
            .with_number(row.number)
            .filter(|&place| !people.list[place].closed);
        let Some(person) = person else {
            left_out += 1;
            continue;
        };
        tally.add(false, 0);
        let help = row
            .heading
            .as_deref()
            .map_or(Help::Unnamed, |heading| categories.of_heading(heading));
        let details = if row.tags.is_empty() {
            String::new()
        } else {
            format!("(tags: {})", row.tags)
        };
        posts.push(Post {
            identity,
            kind: row.kind,
            person,
            title: row.title.clone(),
            details,
            help,
            created_on: row.created_on,
        });
    }
    match left_out {
        0 => {}
        1 => findings.note("1 offer or request is left out: its member is not here.".into()),
        count => findings.note(format!(
            "{count} offers and requests are left out: their members are not here."
        )),
    }
    posts
}
