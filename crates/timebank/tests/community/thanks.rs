//! Thanks: by the receiver, once it is confirmed, and for others to read only where both like it.

use timebank::{Kind, exchange, thanks};

use crate::support::TestBank;

#[test]
fn the_receiver_thanks_the_giver_and_others_read_it_where_it_is_allowed() {
    let bank = TestBank::new();
    let (id, at) = (bank.posted(60).id, bank.moment());
    let (ann, bob) = (bank.member(bank.ann), bank.member(bank.bob));
    let say = |text, shown| bank.write(|tx| thanks::say(tx, &bob, id, text, shown, &at));
    say(" Such a  clear voice. ", false).unwrap();
    assert_eq!(bank.told("exchange.thanked"), 1);
    let shown = || thanks::shown(&bank.conn, bank.ann, 5).unwrap();
    assert!(shown().is_empty(), "between the two");
    say("Such a clear voice.", true).unwrap();
    assert_eq!(bank.told("exchange.thanked"), 1, "told once");
    assert_eq!(shown()[0].text, "Such a clear voice.");
    bank.write(|tx| thanks::keep_private(tx, &ann, id, &at))
        .unwrap();
    assert!(shown().is_empty(), "the giver would rather not");
    let again = bank.write(|tx| thanks::keep_private(tx, &ann, id, &at));
    assert_eq!(again.unwrap_err().kind(), Kind::Conflict);
    assert!(thanks::of(&bank.conn, id).unwrap().is_some());
}

#[test]
fn what_is_taken_back_is_not_shown_and_nobody_thanks_for_what_is_not_theirs() {
    let bank = TestBank::new();
    let (id, at) = (bank.posted(60).id, bank.moment());
    let (ann, bob) = (bank.member(bank.ann), bank.member(bank.bob));
    let own = bank.write(|tx| thanks::say(tx, &ann, id, "Thank me", true, &at));
    assert_eq!(own.unwrap_err().kind(), Kind::Conflict);
    let outsider = bank.member(bank.nia);
    let other = bank.write(|tx| thanks::say(tx, &outsider, id, "Hello", true, &at));
    assert_eq!(other.unwrap_err().kind(), Kind::NotFound);
    for text in ["  ", &"x".repeat(401)] {
        let refused = bank.write(|tx| thanks::say(tx, &bob, id, text, true, &at));
        assert_eq!(refused.unwrap_err().kind(), Kind::Invalid);
    }
    bank.write(|tx| thanks::say(tx, &bob, id, "Thank you", true, &at))
        .unwrap();
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| exchange::reverse(tx, &ruth, id, "Written twice", &at))
        .unwrap();
    assert!(thanks::shown(&bank.conn, bank.ann, 5).unwrap().is_empty());
}
