//! Conversations: between two, about one thing; coordinators only when they are called in.

use chrono::TimeDelta;
use timebank::conversation::{self, About, NewCall, NewMessage};
use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::merge;
use timebank::{ConversationId, Kind, ListingId, MemberId, Role};

use crate::support::TestBank;

fn message(bank: &TestBank, text: &str) -> NewMessage {
    NewMessage {
        id: bank.id(),
        text: text.into(),
    }
}

fn listed(bank: &TestBank, member: MemberId, title: &str) -> ListingId {
    let new = NewListing {
        id: ListingId::new(bank.id()),
        kind: ListingKind::Request,
        details: ListingDetails {
            title: title.into(),
            ..ListingDetails::default()
        },
    };
    let (by, at) = (bank.member(member), bank.moment());
    bank.write(|tx| listing::add(tx, &by, &new, &at)).unwrap();
    new.id
}

fn begun(bank: &TestBank, writer: MemberId, about: About) -> timebank::Result<ConversationId> {
    let (by, at, new) = (
        bank.member(writer),
        bank.moment(),
        message(bank, "Is he good?"),
    );
    bank.write(|tx| conversation::begin(tx, &by, about, &new, &at))
}

fn wrote(
    bank: &TestBank,
    writer: MemberId,
    id: ConversationId,
    text: &str,
) -> timebank::Result<()> {
    let (by, at, new) = (bank.member(writer), bank.moment(), message(bank, text));
    bank.write(|tx| conversation::write(tx, &by, id, &new, &at))
}

fn seen(bank: &TestBank, who: MemberId, id: ConversationId) -> conversation::Seen {
    conversation::view(&bank.conn, &bank.person(who), id, bank.now).unwrap()
}

fn called(bank: &TestBank, who: MemberId, id: ConversationId, number: Option<u32>) -> Kind {
    let new = NewCall {
        id: bank.id(),
        message: number,
        reason: "We cannot agree on a day.".into(),
    };
    let (by, at) = (bank.person(who), bank.moment());
    let answer = bank.write(|tx| conversation::call(tx, &by, id, &new, &at));
    answer.map_or_else(|error| error.kind(), |()| Kind::Internal)
}

/// What [`called`] gives where it was done.
const DONE: Kind = Kind::Internal;

#[test]
fn two_write_each_other_about_a_listing_and_each_pair_has_its_own_thread() {
    let bank = TestBank::new();
    let request = About::Listing(listed(&bank, bank.ann, "Walk Biscuit"));
    let id = begun(&bank, bank.bob, request).unwrap();
    let other = begun(&bank, bank.nia, request).unwrap();
    assert_ne!(id, other);
    assert_eq!(bank.told("conversation.message"), 2);
    wrote(&bank, bank.ann, id, "Very.").unwrap();
    let texts: Vec<_> = seen(&bank, bank.bob, id)
        .messages
        .iter()
        .map(|message| message.text.clone())
        .collect();
    assert_eq!(texts, ["Is he good?", "Very."]);
    assert_eq!(seen(&bank, bank.bob, id).conversation.title, "Walk Biscuit");
    // Bob does not read what Nia and Ann write, nor a coordinator what Ann and Bob write.
    for (who, which) in [(bank.bob, other), (bank.ruth, id)] {
        let refused = conversation::view(&bank.conn, &bank.person(who), which, bank.now);
        assert_eq!(refused.unwrap_err().kind(), Kind::NotFound);
        let refused = wrote(&bank, who, which, "Hello");
        assert_eq!(refused.unwrap_err().kind(), Kind::NotFound);
    }
    // The one whose listing it is answers and does not begin.
    let own = begun(&bank, bank.ann, request);
    assert_eq!(own.unwrap_err().kind(), Kind::Conflict);
    // Begun once more, it goes on in the same thread.
    assert_eq!(begun(&bank, bank.bob, request).unwrap(), id);
    assert_eq!(seen(&bank, bank.ann, id).messages.len(), 3);
}

#[test]
fn the_two_of_an_exchange_have_one_thread_and_nobody_else_any() {
    let bank = TestBank::new();
    let exchange = About::Exchange(bank.posted(60).id);
    let id = begun(&bank, bank.ann, exchange).unwrap();
    assert_eq!(begun(&bank, bank.bob, exchange).unwrap(), id);
    let outsider = begun(&bank, bank.nia, exchange);
    assert_eq!(outsider.unwrap_err().kind(), Kind::NotFound);
}

#[test]
fn what_is_new_is_counted_until_it_is_marked_as_read_or_answered() {
    let bank = TestBank::new();
    let request = About::Listing(listed(&bank, bank.ann, "Walk Biscuit"));
    let id = begun(&bank, bank.bob, request).unwrap();
    wrote(&bank, bank.bob, id, "I could on Tuesday.").unwrap();
    let unread = |who| conversation::unread(&bank.conn, who, 9).unwrap();
    assert_eq!(unread(bank.ann)[0].unread, 2);
    assert_eq!(unread(bank.ann)[0].newest.text, "I could on Tuesday.");
    assert!(unread(bank.bob).is_empty(), "his own are not new to him");
    let ann = bank.person(bank.ann);
    bank.write(|tx| conversation::mark_read(tx, &ann, id))
        .unwrap();
    assert!(unread(bank.ann).is_empty());
    wrote(&bank, bank.bob, id, "Or Wednesday.").unwrap();
    assert_eq!(unread(bank.ann)[0].unread, 1);
    wrote(&bank, bank.ann, id, "Tuesday is well.").unwrap();
    assert!(unread(bank.ann).is_empty(), "whoever answers has read");
    assert_eq!(unread(bank.bob)[0].unread, 1);
}

#[test]
fn a_form_sent_twice_writes_once() {
    let bank = TestBank::new();
    let about = About::Listing(listed(&bank, bank.ann, "Walk Biscuit"));
    let (bob, at, new) = (
        bank.member(bank.bob),
        bank.moment(),
        message(&bank, "Is he good?"),
    );
    let send = || bank.write(|tx| conversation::begin(tx, &bob, about, &new, &at));
    assert_eq!(send().unwrap(), send().unwrap());
    assert_eq!(bank.told("conversation.message"), 1);
}

#[test]
fn coordinators_read_only_while_they_are_called_in_and_each_reading_is_written_down() {
    let bank = TestBank::new();
    let about = About::Listing(listed(&bank, bank.ann, "Walk Biscuit"));
    let id = begun(&bank, bank.bob, about).unwrap();
    let (ruth, at) = (bank.coordinator(bank.ruth), bank.moment());
    let inspect = || bank.write(|tx| conversation::inspect(tx, &ruth, id, &at));
    assert_eq!(inspect().unwrap_err().kind(), Kind::NotFound);
    assert!(conversation::called(&bank.conn, &ruth, id).is_err());
    assert_eq!(called(&bank, bank.nia, id, None), Kind::NotFound);
    assert_eq!(called(&bank, bank.ann, id, None), DONE);
    assert_eq!(conversation::calls(&bank.conn).unwrap().len(), 1);
    assert_eq!(inspect().unwrap().len(), 1);
    assert_eq!(inspect().unwrap().len(), 1);
    let readings = timebank::audit::of_subject(&bank.conn, id.uuid()).unwrap();
    let readings = readings
        .iter()
        .filter(|row| row.action == "conversation.read");
    assert_eq!(readings.count(), 2);
    // She writes to both, and then leaves them among themselves.
    let new = message(&bank, "Shall we say Tuesday?");
    bank.write(|tx| conversation::write_as_coordinator(tx, &ruth, id, &new, &at))
        .unwrap();
    assert_eq!(bank.told("conversation.message"), 3);
    bank.write(|tx| conversation::settle(tx, &ruth, id, &at))
        .unwrap();
    assert_eq!(inspect().unwrap_err().kind(), Kind::NotFound);
    assert!(conversation::calls(&bank.conn).unwrap().is_empty());
    assert_eq!(seen(&bank, bank.bob, id).messages.len(), 2);
}

#[test]
fn a_report_is_quiet_and_about_a_message_of_the_other() {
    let bank = TestBank::new();
    let about = About::Listing(listed(&bank, bank.ann, "Walk Biscuit"));
    let id = begun(&bank, bank.bob, about).unwrap();
    assert_eq!(called(&bank, bank.bob, id, Some(1)), Kind::NotFound);
    assert_eq!(called(&bank, bank.ann, id, Some(2)), Kind::NotFound);
    assert_eq!(called(&bank, bank.ann, id, Some(1)), DONE);
    assert_eq!(seen(&bank, bank.ann, id).calls.len(), 1);
    assert!(seen(&bank, bank.bob, id).calls.is_empty(), "he is not told");
}

#[test]
fn strangers_write_to_few_people_a_day_and_not_much() {
    let mut bank = TestBank::new();
    let bob = bank.bob;
    let listings: Vec<_> = (0..6)
        .map(|n| {
            let name = format!("Neighbour{n} Green");
            let owner = bank.add(&name, Role::Member);
            About::Listing(listed(&bank, owner, "Help"))
        })
        .collect();
    for about in &listings[..5] {
        begun(&bank, bob, *about).unwrap();
    }
    let sixth = begun(&bank, bob, listings[5]);
    assert_eq!(sixth.unwrap_err().kind(), Kind::Invalid);
    let id = begun(&bank, bob, listings[0]).unwrap();
    for _ in 2..10 {
        wrote(&bank, bob, id, "And another thing.").unwrap();
    }
    let eleventh = wrote(&bank, bob, id, "And another thing.");
    assert_eq!(eleventh.unwrap_err().kind(), Kind::Invalid);
    bank.wait(TimeDelta::hours(25));
    begun(&bank, bob, listings[5]).unwrap();
    wrote(&bank, bob, id, "Good morning.").unwrap();
}

#[test]
fn those_who_have_met_are_not_held_up() {
    let bank = TestBank::new();
    let exchange = About::Exchange(bank.posted(60).id);
    let id = begun(&bank, bank.bob, exchange).unwrap();
    for _ in 0..20 {
        wrote(&bank, bank.bob, id, "Thank you once more.").unwrap();
    }
}

#[test]
fn a_while_after_the_listing_is_closed_nothing_more_is_written() {
    let mut bank = TestBank::new();
    let listing = listed(&bank, bank.ann, "Walk Biscuit");
    let id = begun(&bank, bank.bob, About::Listing(listing)).unwrap();
    let (ann, at) = (bank.member(bank.ann), bank.moment());
    bank.write(|tx| listing::close(tx, &ann, listing, &at))
        .unwrap();
    let late = begun(&bank, bank.nia, About::Listing(listing));
    assert_eq!(late.unwrap_err().kind(), Kind::Conflict);
    wrote(&bank, bank.bob, id, "Until Tuesday, then.").unwrap();
    bank.wait(TimeDelta::days(61));
    let over = wrote(&bank, bank.bob, id, "How is he?");
    assert_eq!(over.unwrap_err().kind(), Kind::Conflict);
    assert!(seen(&bank, bank.bob, id).closed.is_some());
    let exchange = About::Exchange(bank.posted(60).id);
    bank.wait(TimeDelta::days(61));
    let first = conversation::beginning(&bank.conn, &bank.person(bank.bob), exchange, bank.now);
    assert_eq!(first.unwrap_err().kind(), Kind::Conflict);
}

#[test]
fn the_conversations_of_two_entries_of_one_person_become_those_of_one() {
    let bank = TestBank::new();
    let twin = bank.add("Robert Farrow", Role::Member);
    let about = About::Listing(listed(&bank, bank.ann, "Walk Biscuit"));
    let id = begun(&bank, twin, about).unwrap();
    let (ruth, at) = (bank.coordinator(bank.ruth), bank.moment());
    let settlement = ledger::TransferId::new(bank.id());
    bank.write(|tx| merge::merge(tx, &ruth, bank.bob, twin, settlement, &at))
        .unwrap();
    let seen = seen(&bank, bank.bob, id);
    assert_eq!(seen.messages[0].writer, bank.bob);
    assert_eq!(seen.unread, 0);
    wrote(&bank, bank.bob, id, "It is me.").unwrap();
}
