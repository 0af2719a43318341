//! Kinds of help and areas: what is decided about them holds, and making one of two changes no
//! total.

use std::collections::BTreeMap;

use ledger::Minutes;
use proptest::prelude::*;
use timebank::category::{self, Rules};
use timebank::checks::{self, NewCheck, Whose};
use timebank::exchange::{self, Spoke};
use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::policy::{self, Policy, Rule, Topic};
use timebank::{Administrator, AreaId, CategoryId, CheckId, Error, ExchangeId, ListingId};

use crate::support::TestBank;

fn nia(bank: &TestBank) -> Administrator {
    bank.person(bank.nia).administrator().unwrap()
}

fn decide(bank: &TestBank, id: i64, change: impl FnOnce(&mut Rules)) {
    let id = CategoryId::new(id);
    let mut rules = category::kept(&bank.conn, id).unwrap().rules;
    change(&mut rules);
    bank.write(|tx| category::change(tx, &nia(bank), id, &rules, &bank.moment()))
        .unwrap();
}

fn merge(bank: &TestBank, goes: i64, stays: i64) -> timebank::Result<()> {
    let (goes, stays) = (CategoryId::new(goes), CategoryId::new(stays));
    bank.write(|tx| category::merge(tx, &nia(bank), goes, stays, &bank.moment()))
}

/// Help by Ann for Bob in this kind, approved.
fn help(bank: &TestBank, kind: i64, minutes: i64) -> timebank::Result<ExchangeId> {
    let mut new = bank.help(bank.ann, bank.bob, minutes);
    new.category = Some(CategoryId::new(kind));
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| {
        exchange::record_for(tx, &ruth, Spoke::Both, &new, &bank.moment())?;
        exchange::approve(tx, &ruth, new.id, None, &bank.moment())
    })?;
    Ok(new.id)
}

/// Minutes by kind, of all that stands in the book.
fn by_kind(bank: &TestBank) -> BTreeMap<i64, i64> {
    bank.conn
        .prepare("SELECT category, sum(minutes) FROM exchange WHERE state = 'posted' GROUP BY 1")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// What is kept beside a kind and an area is what a count of everything finds.
fn assert_kept_counts_are_true(bank: &TestBank) {
    let wrong: i64 = bank
        .conn
        .query_row(
            "SELECT (SELECT count(*) FROM category c
                      WHERE exchanges <> (SELECT count(*) FROM exchange WHERE category = c.id)
                         OR open_listings <> (SELECT count(*) FROM listing
                                               WHERE category = c.id AND state = 'open'))
                  + (SELECT count(*) FROM area a
                      WHERE members <> (SELECT count(*) FROM member
                                         WHERE area = a.id AND state <> 'left'))",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(wrong, 0);
}

#[test]
fn how_much_has_a_kind_or_an_area_is_kept_beside_it_whatever_changes() {
    let bank = TestBank::new();
    let (by, ann, moment) = (nia(&bank), bank.member(bank.ann), bank.moment());
    let details = |kind| ListingDetails {
        title: "A lift".into(),
        category: Some(CategoryId::new(kind)),
        ..ListingDetails::default()
    };
    let id = ListingId::new(bank.id());
    let new = NewListing {
        id,
        kind: ListingKind::Offer,
        details: details(3),
    };
    let counts = |kind| {
        assert_kept_counts_are_true(&bank);
        let kept = category::kept(&bank.conn, CategoryId::new(kind)).unwrap();
        (kept.exchanges, kept.listings)
    };
    help(&bank, 3, 60).unwrap();
    bank.write(|tx| listing::add(tx, &ann, &new, &moment))
        .unwrap();
    assert_eq!(counts(3), (1, 1));
    let version = listing::get(&bank.conn, id).unwrap().version;
    bank.write(|tx| listing::change(tx, &ann, id, &details(4), version, &moment))
        .unwrap();
    assert_eq!((counts(3), counts(4)), ((1, 0), (0, 1)));
    merge(&bank, 3, 4).unwrap();
    assert_eq!(counts(4), (1, 1));
    bank.write(|tx| listing::close(tx, &ann, id, &moment))
        .unwrap();
    assert_eq!(counts(4), (1, 0));
    let area = bank.write(|tx| category::add_area(tx, &by, "Mill End", &moment));
    let area = area.unwrap();
    for (change, members) in [
        ("UPDATE member SET area = ?1", 4),
        ("UPDATE member SET state = 'left' WHERE area = ?1", 0),
        ("UPDATE member SET state = 'paused' WHERE area = ?1", 4),
        ("UPDATE member SET area = NULL WHERE area = ?1", 0),
    ] {
        bank.conn.execute(change, [area]).unwrap();
        assert_kept_counts_are_true(&bank);
        assert_eq!(category::places(&bank.conn).unwrap()[0].members, members);
    }
}

#[test]
fn what_this_timebank_does_not_arrange_can_be_neither_offered_nor_logged() {
    let bank = TestBank::new();
    decide(&bank, 3, |rules| rules.barred = true);
    let listed = category::list(&bank.conn).unwrap();
    assert!(listed.iter().all(|kind| kind.id != CategoryId::new(3)));
    assert!(matches!(help(&bank, 3, 60), Err(Error::Invalid(_))));
    let new = NewListing {
        id: ListingId::new(bank.id()),
        kind: ListingKind::Offer,
        details: ListingDetails {
            title: "A lift".into(),
            category: Some(CategoryId::new(3)),
            ..ListingDetails::default()
        },
    };
    let ann = bank.member(bank.ann);
    let refused = bank.write(|tx| listing::add(tx, &ann, &new, &bank.moment()));
    assert!(matches!(refused, Err(Error::Invalid(_))));
    decide(&bank, 3, |rules| rules.barred = false);
    assert!(help(&bank, 3, 60).is_ok());
}

#[test]
fn a_check_that_nobody_has_seen_is_pointed_out_until_it_is_seen() {
    let bank = TestBank::new();
    decide(&bank, 3, |rules| {
        rules.evidence = "Driving licence".into();
        rules.accompanied = true;
    });
    let ruth = bank.coordinator(bank.ruth);
    let mut new = bank.help(bank.ann, bank.bob, 60);
    new.category = Some(CategoryId::new(3));
    bank.write(|tx| exchange::record_for(tx, &ruth, Spoke::Both, &new, &bank.moment()))
        .unwrap();
    let caution = || category::cautions(&bank.conn).unwrap().remove(&new.id);
    let before = caution().unwrap();
    assert_eq!(
        (&*before.unseen, before.first_time),
        ("Driving licence", true)
    );
    let check = NewCheck {
        id: CheckId::new(bank.id()),
        kind: "driving licence".into(),
        level: String::new(),
        seen_on: bank.today(),
        renew_on: None,
    };
    let whose = Whose::Member(bank.ann);
    bank.write(|tx| checks::see(tx, &ruth, whose, &check, &bank.moment()))
        .unwrap();
    assert_eq!(caution().unwrap().unseen, "");
    help(&bank, 3, 30).unwrap();
    assert!(!caution().unwrap().first_time);
}

#[test]
fn a_merged_kind_stands_for_the_one_that_stays_in_rules_and_in_what_comes_late() {
    let bank = TestBank::new();
    let rule = Rule {
        categories: [CategoryId::new(4)].into(),
        ..Rule::default()
    };
    let mut wanted = Policy::default();
    wanted.steps.arrangement = rule;
    let by = nia(&bank);
    let topic = Topic::Steps;
    bank.write(|tx| policy::change(tx, &by, topic, &wanted, "Why", 0, &bank.moment()))
        .unwrap();
    merge(&bank, 4, 5).unwrap();
    merge(&bank, 4, 5).unwrap();
    merge(&bank, 5, 6).unwrap();
    let now = policy::current(&bank.conn).unwrap().steps.arrangement;
    assert_eq!(now.categories, [CategoryId::new(6)].into());
    let late = help(&bank, 4, 60).unwrap();
    let kind = exchange::get(&bank.conn, late).unwrap().category;
    assert_eq!(kind, Some(CategoryId::new(6)));
    assert!(merge(&bank, 6, 6).is_err());
    assert!(matches!(merge(&bank, 7, 4), Err(Error::NotFound(_))));
}

#[test]
fn kinds_are_added_renamed_moved_and_closed() {
    let bank = TestBank::new();
    let (by, moment) = (nia(&bank), bank.moment());
    let id = bank
        .write(|tx| category::add(tx, &by, "Unicycles", None, &moment))
        .unwrap();
    let again = bank.write(|tx| category::add(tx, &by, "unicycles", None, &moment));
    assert!(matches!(again, Err(Error::Invalid(_))));
    let last = || category::list(&bank.conn).unwrap().pop().unwrap().name;
    assert_eq!(last(), "Unicycles");
    bank.write(|tx| category::move_up(tx, &by, id, &moment))
        .unwrap();
    assert_ne!(last(), "Unicycles");
    bank.write(|tx| category::open_or_close(tx, &by, id, false, &moment))
        .unwrap();
    assert!(
        category::list(&bank.conn)
            .unwrap()
            .iter()
            .all(|kind| kind.id != id)
    );
    bank.write(|tx| category::open_or_close(tx, &by, id, true, &moment))
        .unwrap();
    decide(&bank, id.get(), |rules| rules.name = "Wheels".into());
    assert_eq!(category::get(&bank.conn, id).unwrap().name, "Wheels");
}

#[test]
fn whoever_lived_in_an_area_that_goes_lives_in_the_one_that_stays() {
    let bank = TestBank::new();
    let (by, moment) = (nia(&bank), bank.moment());
    let add = |name: &str| bank.write(|tx| category::add_area(tx, &by, name, &moment));
    let (mill, wharf) = (add("Mill End").unwrap(), add("The Wharf").unwrap());
    assert!(matches!(add("mill end"), Err(Error::Invalid(_))));
    let live = |area: AreaId| {
        bank.conn
            .execute(
                "UPDATE member SET area = ?1 WHERE id = ?2",
                (area, bank.ann),
            )
            .unwrap();
    };
    live(mill);
    for _ in 0..2 {
        bank.write(|tx| category::merge_areas(tx, &by, mill, wharf, &moment))
            .unwrap();
    }
    let places = category::places(&bank.conn).unwrap();
    assert_eq!((places.len(), places[0].members), (1, 1));
    assert_eq!(places[0].name, "The Wharf");
    bank.write(|tx| category::rename_area(tx, &by, wharf, "Quayside", &moment))
        .unwrap();
    let ann = timebank::member::get(&bank.conn, bank.ann).unwrap();
    assert_eq!(ann.area_name, "Quayside");
}

fn id(bank: &TestBank, name: &str) -> CategoryId {
    let found = category::find(&bank.conn, name).unwrap();
    found.unwrap_or_else(|| panic!("no {name}")).id
}

fn heading_of(bank: &TestBank, name: &str) -> String {
    let found = category::find(&bank.conn, name).unwrap().unwrap();
    found.heading_name
}

fn put(bank: &TestBank, kind: &str, heading: Option<&str>) -> timebank::Result<()> {
    let kind = id(bank, kind);
    let rules = Rules {
        heading: heading.map(|name| id(bank, name)),
        ..category::kept(&bank.conn, kind).unwrap().rules
    };
    bank.write(|tx| category::change(tx, &nia(bank), kind, &rules, &bank.moment()))
}

#[test]
fn kinds_stand_in_two_levels_and_no_more() {
    let bank = TestBank::new();
    let refused = |kind: &str, heading: &str| match put(&bank, kind, Some(heading)) {
        Err(Error::Invalid(errors)) => assert_eq!(errors[0].field, "heading"),
        other => panic!("{kind} under {heading}: {other:?}"),
    };
    refused("Baking", "Gardening");
    refused("Food", "Home and garden");
    refused("Baking", "Baking");
    let by_hand = bank.conn.execute(
        "UPDATE category SET parent = ?1 WHERE name = 'Food'",
        [id(&bank, "Home and garden")],
    );
    assert!(
        by_hand
            .unwrap_err()
            .to_string()
            .contains("a heading stands")
    );
    put(&bank, "Baking", None).unwrap();
    put(&bank, "Baking", Some("Home and garden")).unwrap();
    let names: Vec<String> = category::list(&bank.conn)
        .unwrap()
        .into_iter()
        .filter(|kind| {
            "Home and garden"
                == if kind.is_heading {
                    &kind.name
                } else {
                    &kind.heading_name
                }
        })
        .map(|kind| kind.name)
        .collect();
    assert_eq!(names.first().unwrap(), "Home and garden");
    assert_eq!(names.last().unwrap(), "Baking", "what is moved stands last");
    let moment = bank.moment();
    bank.write(|tx| category::move_up(tx, &nia(&bank), id(&bank, "Baking"), &moment))
        .unwrap();
    let all = category::list(&bank.conn).unwrap();
    let place = |name: &str| all.iter().position(|kind| kind.name == name).unwrap();
    assert_eq!(
        place("Baking") + 1,
        place(names.iter().nth_back(1).unwrap())
    );
}

#[test]
fn whoever_looks_for_a_heading_finds_what_stands_under_it() {
    let bank = TestBank::new();
    help(&bank, id(&bank, "Cooking").get(), 60).unwrap();
    help(&bank, id(&bank, "Lifts").get(), 60).unwrap();
    let found = |name: &str| {
        let filter = exchange::Filter {
            category: Some(id(&bank, name)),
            ..exchange::Filter::default()
        };
        exchange::list(&bank.conn, &filter, None, 9).unwrap().len()
    };
    assert_eq!(["Food", "Cooking", "Baking"].map(found), [1, 1, 0]);
    let ann = bank.member(bank.ann);
    let new = NewListing {
        id: ListingId::new(bank.id()),
        kind: ListingKind::Offer,
        details: ListingDetails {
            title: "Soup".into(),
            category: Some(id(&bank, "Cooking")),
            ..ListingDetails::default()
        },
    };
    bank.write(|tx| listing::add(tx, &ann, &new, &bank.moment()))
        .unwrap();
    let found = |name: &str| {
        let search = listing::Search {
            category: Some(id(&bank, name)),
            ..listing::Search::all(ListingKind::Offer)
        };
        listing::count(&bank.conn, &search).unwrap()
    };
    assert_eq!(["Food", "Cooking", "Out and about"].map(found), [1, 1, 0]);
}

#[test]
fn a_step_that_is_asked_for_a_heading_is_asked_for_what_stands_under_it() {
    let bank = TestBank::new();
    let mut wanted = Policy::default();
    wanted.steps.approval = Rule {
        categories: [id(&bank, "Out and about")].into(),
        ..Rule::default()
    };
    let (by, topic) = (nia(&bank), Topic::Steps);
    bank.write(|tx| policy::change(tx, &by, topic, &wanted, "Why", 0, &bank.moment()))
        .unwrap();
    let ruth = bank.coordinator(bank.ruth);
    let state = |kind: &str| {
        let mut new = bank.help(bank.ann, bank.bob, 30);
        new.category = Some(id(&bank, kind));
        bank.write(|tx| exchange::record_for(tx, &ruth, Spoke::Both, &new, &bank.moment()))
            .unwrap();
        exchange::get(&bank.conn, new.id).unwrap().state.as_str()
    };
    assert_eq!([state("Lifts"), state("Cooking")], ["confirmed", "posted"]);
}

#[test]
fn what_stands_under_a_heading_that_is_merged_goes_where_the_other_one_stands() {
    let bank = TestBank::new();
    let both = |goes: &str, stays: &str| {
        let (goes, stays) = (id(&bank, goes), id(&bank, stays));
        bank.write(|tx| category::merge(tx, &nia(&bank), goes, stays, &bank.moment()))
            .unwrap();
    };
    both("Food", "Home and garden");
    assert_eq!(heading_of(&bank, "Cooking"), "Home and garden");
    both("Making and mending", "Small repairs");
    assert_eq!(heading_of(&bank, "Bicycles"), "Home and garden");
    both("Home and garden", "Gardening");
    assert_eq!(heading_of(&bank, "Gardening"), "");
    assert_eq!(heading_of(&bank, "Cooking"), "Gardening");
    assert_eq!(heading_of(&bank, "Bicycles"), "Gardening");
    both("Cooking", "Lifts");
    put(&bank, "Lifts", None).unwrap();
}

#[test]
fn an_older_bank_takes_the_starting_set_and_keeps_its_own() {
    let bank = TestBank::new();
    assert_eq!(category::set_steps(&bank.conn).unwrap(), []);
    put(&bank, "Lifts", None).unwrap();
    put(&bank, "Music", Some("Food")).unwrap();
    decide(&bank, id(&bank, "Baking").get(), |rules| {
        rules.name = "Bread".into();
    });
    let before = category::all(&bank.conn).unwrap().len();
    let steps = category::set_steps(&bank.conn).unwrap();
    assert_eq!(steps.len(), 2, "{steps:?}");
    let take = || bank.write(|tx| category::take_set(tx, &nia(&bank), &bank.moment()));
    assert_eq!([take().unwrap(), take().unwrap()], [2, 0]);
    assert_eq!(heading_of(&bank, "Lifts"), "Out and about");
    assert_eq!(heading_of(&bank, "Music"), "Food", "what was decided stays");
    assert_eq!(heading_of(&bank, "Bread"), "Food");
    assert_eq!(category::all(&bank.conn).unwrap().len(), before + 1);
}

#[test]
fn a_bank_without_any_heading_takes_the_whole_set() {
    let bank = TestBank::new();
    bank.conn
        .execute_batch(
            "UPDATE category SET parent = NULL;
             DELETE FROM category WHERE name IN ('Food', 'Out and about', 'Bicycles');",
        )
        .unwrap();
    let names = |bank: &TestBank| -> Vec<(String, String)> {
        let list = category::list(&bank.conn).unwrap().into_iter();
        let mut names: Vec<_> = list.map(|kind| (kind.heading_name, kind.name)).collect();
        names.sort();
        names
    };
    bank.write(|tx| category::take_set(tx, &nia(&bank), &bank.moment()))
        .unwrap();
    assert_eq!(names(&bank), names(&TestBank::new()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn making_one_of_two_kinds_changes_no_total(
        helped in proptest::collection::vec((1..6_i64, 1..240_i64), 1..12),
        goes in 1..6_i64,
        stays in 1..6_i64,
    ) {
        prop_assume!(goes != stays);
        let bank = TestBank::new();
        for (kind, minutes) in &helped {
            prop_assert!(Minutes::new(*minutes).is_some());
            help(&bank, *kind, *minutes).unwrap();
        }
        let before = by_kind(&bank);
        let balance = bank.balance(bank.ann);
        merge(&bank, goes, stays).unwrap();
        let after = by_kind(&bank);
        prop_assert_eq!(before.values().sum::<i64>(), after.values().sum::<i64>());
        let of = |sums: &BTreeMap<i64, i64>, kind| sums.get(&kind).copied().unwrap_or(0);
        prop_assert_eq!(of(&before, goes) + of(&before, stays), of(&after, stays));
        prop_assert_eq!(of(&after, goes), 0);
        prop_assert_eq!(bank.balance(bank.ann), balance);
        assert_kept_counts_are_true(&bank);
        bank.assert_books_are_clean();
    }
}
