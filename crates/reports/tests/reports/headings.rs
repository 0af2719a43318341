//! Kinds of help by heading: a list of sums of another list, and what both together tell.

use std::collections::BTreeSet;

use proptest::prelude::*;
use reports::activity::{Part, activity_of};
use reports::disclosure::{Audience, protect};
use serde_json::Value;

use crate::disclosure::{CATEGORIES, Deed, bank, banks, behind, counts, json};
use crate::support::{busy_bank, period};

/// The headings of the kinds in those banks, in the same order.
const HEADINGS: [&str; 6] = [
    "No kind given",
    "Home and garden",
    "Out and about",
    "Food",
    "Home and garden",
    "Food",
];

/// What stands in the chapter of headings: each with its minutes, nothing where they are masked.
fn headings(json: &Value) -> Option<Vec<(String, Option<i64>)>> {
    let chapters = json["chapters"].as_array()?.iter();
    let mut found = chapters.filter(|chapter| chapter["id"] == "headings");
    let rows = found.next()?["tables"][0]["rows"].as_array()?.iter();
    let row = |row: &Value| {
        (
            row["name"].as_str().unwrap().to_owned(),
            row["figures"][1].as_i64(),
        )
    };
    Some(rows.map(row).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn an_attacker_who_subtracts_kinds_from_headings_learns_of_nobody(made in banks()) {
        let test = bank(&made);
        let shown = json(&protect(
            &test.report("2026-07-01", "2026-09-30"),
            Audience::OUTSIDE,
        ));
        let Some(headings) = headings(&shown) else {
            return Ok(());
        };
        let (_, _, deeds) = &made;
        let people = behind(deeds, |deed| HEADINGS[deed.category].to_owned());
        for (name, minutes) in &headings {
            prop_assert!(minutes.is_none() || people[name].len() >= 5, "{name}\n{shown:#}");
        }
        // Each heading that is shown, and all that are hidden together, less the kinds shown.
        let is_hidden = |deed: &&Deed| {
            let kind = CATEGORIES[deed.category].unwrap_or("No kind given");
            let rows = shown["categories"].as_array().unwrap();
            // A list that stays out says nothing, so there is nothing to subtract.
            let row = rows.iter().find(|row| row["name"] == kind);
            row.is_some_and(|row| row["minutes"].is_null())
        };
        let left = |of: &dyn Fn(&str) -> bool| {
            let of_them = |deed: &&Deed| counts(deed) && of(HEADINGS[deed.category]);
            let left = deeds.iter().filter(of_them).filter(is_hidden);
            left.flat_map(|deed| [deed.giver, deed.receiver]).collect::<BTreeSet<usize>>()
        };
        let masked = |name: &str| headings.iter().any(|(one, m)| one == name && m.is_none());
        let sums = headings.iter().filter(|(_, minutes)| minutes.is_some());
        let mut sums: Vec<_> = sums.map(|(name, _)| left(&|one| one == name)).collect();
        sums.push(left(&masked));
        for sum in sums {
            prop_assert!(sum.is_empty() || sum.len() >= 5, "{sum:?}\n{shown:#}");
        }
    }
}

#[test]
fn headings_add_up_to_the_report_and_one_of_them_to_a_report_of_it() {
    let test = busy_bank(3);
    let food = "(SELECT id FROM category WHERE name = 'Food')";
    let moved = format!("UPDATE category SET parent = {food} WHERE name = 'Lifts'");
    test.conn.execute_batch(&moved).unwrap();
    let report = test.report("2026-03-01", "2026-12-31");
    let all: i64 = report.headings.iter().map(|one| one.amount.minutes).sum();
    assert_eq!(all, report.minutes_exchanged());
    assert!(report.headings.len() < report.categories.len());
    for share in report.headings.iter().filter(|one| one.heading.is_some()) {
        let part = Part {
            category: share.heading,
            ..Part::WHOLE
        };
        let days = period("2026-03-01", "2026-12-31");
        let of_it = activity_of(&test.conn, &test.bank, days, &part, test.now()).unwrap();
        assert_eq!(
            of_it.minutes_exchanged(),
            share.amount.minutes,
            "{}",
            share.name
        );
        assert!(of_it.part.unwrap().starts_with("Only "));
    }
}
