//! Offers and requests: adding, finding, changing, closing; and drafts.

use timebank::draft;
use timebank::error::Kind;
use timebank::ids::{CategoryId, DraftId, ListingId, MemberId};
use timebank::listing::{self, ListingDetails, ListingKind, NewListing, Search};

use crate::support::TestBank;

fn add(bank: &TestBank, member: MemberId, kind: ListingKind, title: &str) -> ListingId {
    let details = ListingDetails {
        title: title.into(),
        category: Some(CategoryId::new(2)),
        area: "Mill End".into(),
        ..ListingDetails::default()
    };
    let new = NewListing {
        id: ListingId::new(bank.id()),
        kind,
        details,
    };
    let by = bank.member(member);
    bank.write(|tx| listing::add(tx, &by, &new, &bank.moment()))
        .unwrap();
    new.id
}

fn titles(bank: &TestBank, search: &Search) -> Vec<String> {
    let found = listing::search(&bank.conn, search, 0, 20).unwrap();
    assert_eq!(
        listing::count(&bank.conn, search).unwrap() as usize,
        found.len()
    );
    found.into_iter().map(|listing| listing.title).collect()
}

#[test]
fn a_search_forgives_accents_and_word_endings() {
    let bank = TestBank::new();
    add(&bank, bank.ann, ListingKind::Request, "A lift to the café");
    add(&bank, bank.bob, ListingKind::Offer, "Lifts to town");
    let words = |words: &str| Search {
        words: words.into(),
        ..Search::all(ListingKind::Request)
    };
    assert_eq!(titles(&bank, &words("CAFE")), ["A lift to the café"]);
    assert_eq!(titles(&bank, &words("lif caf")), ["A lift to the café"]);
    assert!(titles(&bank, &words("piano")).is_empty());
}

#[test]
fn a_changed_title_is_found_and_the_old_one_is_not() {
    let bank = TestBank::new();
    let id = add(&bank, bank.ann, ListingKind::Request, "Walk my dog");
    let details = ListingDetails {
        title: "Feed my cat".into(),
        ..ListingDetails::default()
    };
    let ann = bank.member(bank.ann);
    bank.write(|tx| listing::change(tx, &ann, id, &details, 1, &bank.moment()))
        .unwrap();
    let words = |words: &str| Search {
        words: words.into(),
        ..Search::all(ListingKind::Request)
    };
    assert!(titles(&bank, &words("dog")).is_empty());
    assert_eq!(titles(&bank, &words("cat")), ["Feed my cat"]);
}

#[test]
fn filters_narrow_the_list_and_a_closed_one_leaves_it() {
    let bank = TestBank::new();
    let id = add(&bank, bank.ann, ListingKind::Request, "Walk my dog");
    let area = timebank::category::areas(&bank.conn).unwrap()[0].id;
    let all = Search::all(ListingKind::Request);
    let by_area = Search {
        area: Some(area),
        ..all.clone()
    };
    assert_eq!(titles(&bank, &by_area).len(), 1);
    let by_kind = Search {
        category: Some(CategoryId::new(3)),
        ..all.clone()
    };
    assert!(titles(&bank, &by_kind).is_empty());
    let others = Search {
        except: Some(bank.ann),
        ..all.clone()
    };
    assert!(titles(&bank, &others).is_empty());
    let ann = bank.member(bank.ann);
    bank.write(|tx| listing::close(tx, &ann, id, &bank.moment()))
        .unwrap();
    assert!(titles(&bank, &all).is_empty());
}

#[test]
fn only_its_member_or_a_coordinator_changes_a_listing() {
    let bank = TestBank::new();
    let id = add(&bank, bank.ann, ListingKind::Offer, "Knitting");
    let bob = bank.member(bank.bob);
    let refused = bank.write(|tx| listing::close(tx, &bob, id, &bank.moment()));
    assert_eq!(refused.unwrap_err().kind(), Kind::Forbidden);
    let ruth = bank.member(bank.ruth);
    bank.write(|tx| listing::close(tx, &ruth, id, &bank.moment()))
        .unwrap();
}

#[test]
fn a_draft_is_kept_for_whoever_began_it_and_for_nobody_else() {
    let bank = TestBank::new();
    let id = DraftId::new(bank.id());
    let (ann, bob) = (bank.person(bank.ann), bank.person(bank.bob));
    bank.write(|tx| draft::keep(tx, &ann, id, "hours", "{}", &bank.moment()))
        .unwrap();
    assert_eq!(
        draft::answers(&bank.conn, &ann, id, "hours")
            .unwrap()
            .as_deref(),
        Some("{}")
    );
    assert_eq!(draft::answers(&bank.conn, &bob, id, "hours").unwrap(), None);
    let stolen = bank.write(|tx| draft::keep(tx, &bob, id, "hours", "[]", &bank.moment()));
    assert_eq!(stolen.unwrap_err().kind(), Kind::NotFound);
    let newest = draft::newest(&bank.conn, bank.ann).unwrap();
    let newest: Vec<_> = newest.iter().map(|one| (one.id, &*one.kind)).collect();
    assert_eq!(newest, [(id, "hours")]);
}

#[test]
fn a_search_also_finds_by_the_name_of_the_member() {
    let bank = TestBank::new();
    add(&bank, bank.ann, ListingKind::Request, "Walk my dog");
    add(&bank, bank.bob, ListingKind::Request, "Feed my cat");
    let words = |words: &str| Search {
        words: words.into(),
        ..Search::all(ListingKind::Request)
    };
    assert_eq!(titles(&bank, &words("ann")), ["Walk my dog"]);
    assert!(titles(&bank, &words("ann cat")).is_empty());
    assert!(titles(&bank, &words("name OR")).is_empty());
}
