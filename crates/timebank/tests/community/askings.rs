//! Asking neighbours about a request: who could help, the first yes, and how it ends otherwise.

mod matching;

use chrono::{Days, TimeDelta};
use ledger::Minutes;
use timebank::actor::{Role, System};
use timebank::asking::{self, Asking, AskingState, NewAsking, Reply, Seeker};
use timebank::desk::{About, NewNote, NoteKind};
use timebank::exchange::{self, ExchangeState};
use timebank::ids::{AskingId, CategoryId, ListingId, MemberId, NoteId};
use timebank::listing::{self, Listing, ListingDetails, ListingKind, NewListing};
use timebank::member::{self, StateChange};
use timebank::{Channel, Kind, outbox};

use crate::support::TestBank;

/// Ann's request, with four neighbours: Cara and Dan offer its kind of help, Eve offers something
/// with the same words, Bob nothing.
struct Street {
    bank: TestBank,
    request: Listing,
    cara: MemberId,
    dan: MemberId,
    eve: MemberId,
}

fn street() -> Street {
    let bank = TestBank::new();
    let [cara, dan, eve] =
        ["Cara Moss", "Dan Reed", "Eve Holt"].map(|name| bank.add(name, Role::Member));
    let request = list(
        &bank,
        bank.ann,
        ListingKind::Request,
        "Repair the garden gate",
        2,
    );
    list(&bank, cara, ListingKind::Offer, "Odd jobs", 2);
    list(&bank, dan, ListingKind::Offer, "Anything with a hammer", 2);
    list(
        &bank,
        eve,
        ListingKind::Offer,
        "Gardens, large and small",
        3,
    );
    Street {
        bank,
        request,
        cara,
        dan,
        eve,
    }
}

fn list(bank: &TestBank, who: MemberId, kind: ListingKind, title: &str, of: i64) -> Listing {
    let new = NewListing {
        id: ListingId::new(bank.id()),
        kind,
        details: ListingDetails {
            title: title.into(),
            category: Some(CategoryId::new(of)),
            ..ListingDetails::default()
        },
    };
    let by = bank.member(who);
    bank.write(|tx| listing::add(tx, &by, &new, &bank.moment()))
        .unwrap()
}

impl Street {
    fn new_asking(&self, people: &[MemberId]) -> NewAsking {
        NewAsking {
            id: AskingId::new(self.bank.id()),
            request: self.request.id,
            people: people.to_vec(),
            message: " The gate has dropped. ".into(),
            planned_on: self.bank.today() + Days::new(3),
            minutes: Minutes::new(60).unwrap(),
        }
    }

    fn ask(&self, people: &[MemberId]) -> timebank::Result<Asking> {
        let (ann, new) = (self.bank.member(self.bank.ann), self.new_asking(people));
        self.bank
            .write(|tx| asking::ask(tx, &ann, &new, &self.bank.moment()))
    }

    fn says(&self, who: MemberId, id: AskingId, reply: Reply) -> timebank::Result<Asking> {
        let by = self.bank.member(who);
        self.bank
            .write(|tx| asking::answer(tx, &by, id, reply, &self.bank.moment()))
    }

    fn named(&self) -> Vec<String> {
        let found = asking::matches(
            &self.bank.conn,
            &self.request,
            Seeker::Member,
            9,
            &self.bank.moment(),
        );
        found.unwrap().into_iter().map(|one| one.name).collect()
    }

    fn sweep(&self) -> asking::Swept {
        let (by, moment) = (System::COMMAND_LINE, self.bank.moment());
        self.bank
            .write(|tx| asking::sweep(tx, &by, &moment))
            .unwrap()
    }

    fn told(&self, who: MemberId) -> Vec<&'static str> {
        let told = outbox::of_member(&self.bank.conn, who, 9).unwrap();
        told.iter()
            .rev()
            .map(|notice| notice.kind.as_str())
            .collect()
    }
}

#[test]
fn those_who_offer_it_come_before_those_whose_words_fit_and_who_gave_least_comes_first() {
    let street = street();
    assert_eq!(street.named(), ["Cara Moss", "Dan Reed", "Eve Holt"]);
    // Cara helps Bob: Dan gave less lately, so he is named first.
    let (bank, cara) = (&street.bank, street.bank.member(street.cara));
    let help = bank.help(street.cara, bank.bob, 60);
    bank.write(|tx| exchange::record(tx, &cara, &help, &bank.moment()))
        .unwrap();
    assert_eq!(street.named(), ["Dan Reed", "Cara Moss", "Eve Holt"]);
    // Dan helps Ann herself, for a shorter time: those who have not met lately come first.
    let dan = bank.member(street.dan);
    let help = bank.help(street.dan, bank.ann, 15);
    bank.write(|tx| exchange::record(tx, &dan, &help, &bank.moment()))
        .unwrap();
    assert_eq!(street.named(), ["Cara Moss", "Dan Reed", "Eve Holt"]);
    let found = asking::matches(
        &bank.conn,
        &street.request,
        Seeker::Member,
        9,
        &bank.moment(),
    )
    .unwrap();
    assert_eq!(found[1].last_together, Some(bank.today()));
    assert!(found[0].same_kind && !found[2].same_kind);
}

#[test]
fn whoever_is_paused_or_was_asked_before_is_not_named() {
    let street = street();
    let (bank, ruth) = (&street.bank, street.bank.coordinator(street.bank.ruth));
    let pause = StateChange::Pause;
    bank.write(|tx| member::change_state(tx, &ruth, street.cara, pause, &bank.moment()))
        .unwrap();
    assert_eq!(street.named(), ["Dan Reed", "Eve Holt"]);
    let asking = street.ask(&[street.dan]).unwrap();
    street.says(street.dan, asking.id, Reply::No).unwrap();
    assert_eq!(street.named(), ["Eve Holt"]);
}

#[test]
fn the_first_yes_arranges_it_and_the_others_are_told_kindly() {
    let street = street();
    let bank = &street.bank;
    let asking = street.ask(&[street.cara, street.dan, street.eve]).unwrap();
    assert_eq!(asking.message, "The gate has dropped.");
    assert_eq!(asking::awaiting(&bank.conn, street.dan).unwrap().len(), 1);
    street.says(street.eve, asking.id, Reply::No).unwrap();
    let found = street.says(street.dan, asking.id, Reply::Yes).unwrap();
    let AskingState::Found { exchange: id } = found.state else {
        panic!("{:?}", found.state);
    };
    let exchange = exchange::get(&bank.conn, id).unwrap();
    assert_eq!(exchange.state, ExchangeState::Arranged);
    assert_eq!(
        (exchange.giver.id, exchange.receiver.id),
        (street.dan, bank.ann)
    );
    assert_eq!(exchange.listing, Some(street.request.id));
    assert_eq!(exchange.done_on, asking.planned_on);
    assert!(exchange.hold.is_some(), "Ann’s minutes are held");
    assert_eq!(street.told(street.cara), ["asking.asked", "asking.over"]);
    assert_eq!(street.told(street.eve), ["asking.asked"]);
    assert_eq!(street.told(bank.ann), ["exchange.agreed"]);
    // Sent twice it is one arrangement; too late is said kindly and changes nothing.
    let twice = street.says(street.dan, asking.id, Reply::Yes).unwrap();
    assert_eq!(twice.state, found.state);
    let late = street.says(street.cara, asking.id, Reply::Yes).unwrap_err();
    assert_eq!(late.kind(), Kind::Conflict);
    assert!(late.to_string().starts_with("Somebody else could"));
    bank.assert_books_are_clean();
}

#[test]
fn when_nobody_can_whoever_asked_is_told_and_can_ask_others() {
    let street = street();
    let asking = street.ask(&[street.cara, street.dan]).unwrap();
    let again = street.ask(&[street.eve]).unwrap_err();
    assert_eq!(again.kind(), Kind::Conflict, "one at a time");
    street.says(street.cara, asking.id, Reply::No).unwrap();
    let ended = street.says(street.dan, asking.id, Reply::No).unwrap();
    assert_eq!(ended.state, AskingState::Nobody);
    assert_eq!(street.told(street.bank.ann), ["asking.nobody"]);
    street.ask(&[street.eve]).unwrap();
}

#[test]
fn an_asking_reminds_once_and_ends_with_its_day() {
    let mut street = street();
    let asking = street.ask(&[street.cara, street.dan]).unwrap();
    street.says(street.dan, asking.id, Reply::No).unwrap();
    assert_eq!(street.sweep(), asking::Swept::default());
    street.bank.wait(TimeDelta::days(2));
    assert_eq!(street.sweep().reminded, 1);
    assert_eq!(street.sweep().reminded, 0, "once");
    assert_eq!(
        street.told(street.cara),
        ["asking.asked", "asking.asked_again"]
    );
    assert_eq!(street.told(street.dan), ["asking.asked"]);
    street.bank.wait(TimeDelta::days(2));
    let late = street.says(street.cara, asking.id, Reply::Yes).unwrap_err();
    assert_eq!(
        late.kind(),
        Kind::Conflict,
        "its time is over before the sweep comes"
    );
    assert_eq!(street.sweep().lapsed, 1);
    let ended = asking::get(&street.bank.conn, asking.id).unwrap();
    assert_eq!(ended.state, AskingState::Lapsed);
    assert_eq!(street.told(street.bank.ann), ["asking.nobody"]);
}

#[test]
fn far_ahead_an_answer_is_waited_for_a_week() {
    let street = street();
    let ann = street.bank.member(street.bank.ann);
    let new = NewAsking {
        planned_on: street.bank.today() + Days::new(60),
        ..street.new_asking(&[street.cara])
    };
    let asking = street
        .bank
        .write(|tx| asking::ask(tx, &ann, &new, &street.bank.moment()))
        .unwrap();
    assert_eq!(asking.ends_at, street.bank.now + TimeDelta::days(7));
}

#[test]
fn a_coordinator_introduces_writes_down_an_answer_and_asks_how_it_went() {
    let mut street = street();
    let ruth = street.bank.coordinator(street.bank.ruth);
    let new = street.new_asking(&[street.cara, street.bank.bob]);
    let moment = street.bank.moment();
    let asking = street
        .bank
        .write(|tx| asking::introduce(tx, &ruth, &new, &moment))
        .unwrap();
    assert!(asking.introduced);
    assert_eq!(street.told(street.bank.ann), ["asking.introduced"]);
    let phoned = moment.through(Channel::Phone);
    let cara = street.cara;
    let found = street
        .bank
        .write(|tx| asking::answer_for(tx, &ruth, asking.id, cara, Reply::Yes, &phoned))
        .unwrap();
    let answer = found.helper().unwrap().answer.clone().unwrap();
    assert_eq!(answer.by.as_deref(), Some("Ruth Calder"));
    assert_eq!(answer.channel, Channel::Phone);
    let steps = exchange::steps(&street.bank.conn, asking.id.exchange()).unwrap();
    assert_eq!(
        (steps[0].actor, steps[0].spoke),
        (Some(ruth.id()), Some(cara))
    );
    assert!(
        asking::to_follow_up(&street.bank.conn, street.bank.now)
            .unwrap()
            .is_empty()
    );
    street.bank.wait(TimeDelta::days(8));
    let due = asking::to_follow_up(&street.bank.conn, street.bank.now).unwrap();
    assert_eq!(due.len(), 1);
    let note = NewNote {
        id: NoteId::new(street.bank.id()),
        about: About::Listing(street.request.id),
        kind: NoteKind::Call,
        text: "All well".into(),
    };
    let moment = street.bank.moment();
    street
        .bank
        .write(|tx| asking::follow_up(tx, &ruth, asking.id, &note, &moment))
        .unwrap();
    assert!(
        asking::to_follow_up(&street.bank.conn, street.bank.now)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn where_the_bank_looks_at_arrangements_a_yes_waits_for_a_coordinator() {
    let street = street();
    let bank = &street.bank;
    let nia = bank.person(bank.nia).administrator().unwrap();
    let mut policy = timebank::policy::current(&bank.conn).unwrap();
    policy.steps.arrangement.always = true;
    let topic = timebank::policy::Topic::Steps;
    let at = bank.moment();
    bank.write(|tx| timebank::policy::change(tx, &nia, topic, &policy, "Insured", 0, &at))
        .unwrap();
    let asking = street.ask(&[street.cara]).unwrap();
    street.says(street.cara, asking.id, Reply::Yes).unwrap();
    let exchange = exchange::get(&bank.conn, asking.id.exchange()).unwrap();
    assert_eq!(exchange.state, ExchangeState::Agreed);
}

#[test]
fn closing_the_request_or_stopping_tells_those_who_have_not_answered() {
    let street = street();
    let (bank, ann) = (&street.bank, street.bank.member(street.bank.ann));
    let asking = street.ask(&[street.cara]).unwrap();
    bank.write(|tx| listing::close(tx, &ann, street.request.id, &bank.moment()))
        .unwrap();
    let ended = asking::get(&bank.conn, asking.id).unwrap();
    assert_eq!(ended.state, AskingState::Stopped);
    assert_eq!(street.told(street.cara), ["asking.asked", "asking.over"]);
    assert_eq!(
        street.ask(&[street.dan]).unwrap_err().kind(),
        Kind::Conflict
    );
}

#[test]
fn somebody_who_leaves_is_not_waited_for() {
    let street = street();
    let (bank, ruth) = (&street.bank, street.bank.coordinator(street.bank.ruth));
    let asking = street.ask(&[street.cara]).unwrap();
    let leave = StateChange::Leave;
    bank.write(|tx| member::change_state(tx, &ruth, street.cara, leave, &bank.moment()))
        .unwrap();
    let ended = asking::get(&bank.conn, asking.id).unwrap();
    assert_eq!(ended.state, AskingState::Nobody);
    let asking = street.ask(&[street.dan]).unwrap();
    bank.write(|tx| member::change_state(tx, &ruth, bank.ann, leave, &bank.moment()))
        .unwrap();
    let ended = asking::get(&bank.conn, asking.id).unwrap();
    assert_eq!(ended.state, AskingState::Stopped);
}

#[test]
fn what_waits_for_one_entry_of_a_person_waits_for_the_other_after_a_merge() {
    let street = street();
    let (bank, ruth) = (&street.bank, street.bank.coordinator(street.bank.ruth));
    let asking = street.ask(&[street.cara]).unwrap();
    let settlement = ledger::TransferId::new(bank.id());
    bank.write(|tx| {
        timebank::merge::merge(
            tx,
            &ruth,
            street.dan,
            street.cara,
            settlement,
            &bank.moment(),
        )
    })
    .unwrap();
    let waits = asking::get(&bank.conn, asking.id).unwrap();
    assert!(waits.awaits(street.dan), "{:?}", waits.people);
}

#[test]
fn only_those_concerned_see_it_and_only_the_right_ones_ask_and_answer() {
    let street = street();
    let bank = &street.bank;
    let (bob, id) = (bank.member(bank.bob), AskingId::new(bank.id()));
    let new = street.new_asking(&[street.cara]);
    let other = bank.write(|tx| asking::ask(tx, &bob, &new, &bank.moment()));
    assert_eq!(other.unwrap_err().kind(), Kind::Forbidden);
    let asking = street.ask(&[street.cara]).unwrap();
    let seen = |who| asking::view(&bank.conn, &bank.person(who), asking.id).is_ok();
    assert!(seen(bank.ann) && seen(street.cara) && seen(bank.ruth));
    assert!(!seen(bank.bob));
    let stranger = street.says(bank.bob, asking.id, Reply::Yes);
    assert_eq!(stranger.unwrap_err().kind(), Kind::NotFound);
    assert_eq!(
        street.says(bank.bob, id, Reply::Yes).unwrap_err().kind(),
        Kind::NotFound
    );
    let stopped = bank.write(|tx| {
        let cara = bank.member(street.cara);
        asking::stop(tx, &cara, asking.id, &bank.moment())
    });
    assert_eq!(stopped.unwrap_err().kind(), Kind::Forbidden);
}

#[test]
fn four_people_nobody_oneself_and_a_day_that_has_been_are_refused() {
    let street = street();
    let bank = &street.bank;
    let four = [street.cara, street.dan, street.eve, bank.bob];
    for people in [&four[..], &[], &[bank.ann]] {
        assert_eq!(street.ask(people).unwrap_err().kind(), Kind::Invalid);
    }
    let ann = bank.member(bank.ann);
    let past = NewAsking {
        planned_on: bank.today() - Days::new(1),
        ..street.new_asking(&[street.cara])
    };
    let refused = bank.write(|tx| asking::ask(tx, &ann, &past, &bank.moment()));
    assert_eq!(refused.unwrap_err().kind(), Kind::Invalid);
}
