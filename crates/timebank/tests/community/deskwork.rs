//! The desk: notes, questions, handing over, putting off, and whom nobody has seen.

use chrono::{Days, TimeDelta};
use timebank::desk::{self, About, NewNote, NoteKind};
use timebank::ids::NoteId;
use timebank::{Error, exchange, outbox};

use crate::support::TestBank;

fn note(bank: &TestBank, kind: NoteKind, text: &str) -> timebank::Result<()> {
    let new = NewNote {
        id: NoteId::new(bank.id()),
        about: About::Member(bank.ann),
        kind,
        text: text.into(),
    };
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| desk::note(tx, &ruth, &new, &moment))
}

#[test]
fn a_note_is_written_once_and_a_private_one_stands_apart() {
    let bank = TestBank::new();
    note(&bank, NoteKind::Call, " Rang, no answer ").unwrap();
    note(&bank, NoteKind::Private, "Lost her husband in May").unwrap();
    assert!(matches!(
        note(&bank, NoteKind::Note, " "),
        Err(Error::Invalid(_))
    ));
    let notes = desk::notes(&bank.conn, About::Member(bank.ann)).unwrap();
    assert_eq!(notes.len(), 1);
    assert_eq!(
        (&*notes[0].text, &*notes[0].written_by_name),
        ("Rang, no answer", "Ruth Calder")
    );
    assert_eq!(desk::count_private(&bank.conn, bank.ann).unwrap(), 1);
}

#[test]
fn reading_what_is_private_is_written_down() {
    let bank = TestBank::new();
    note(&bank, NoteKind::Private, "Lost her husband in May").unwrap();
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let read = bank
        .write(|tx| desk::read_private(tx, &ruth, bank.ann, &moment))
        .unwrap();
    assert_eq!(read.len(), 1);
    let rows = timebank::audit::of_subject(&bank.conn, bank.ann.uuid()).unwrap();
    let last = rows.last().unwrap();
    assert_eq!(
        (&*last.action, last.actor),
        ("desk.read_private", Some(bank.ruth))
    );
    assert!(!last.details.contains("husband"));
    let own = bank.write(|tx| desk::read_private(tx, &ruth, bank.ruth, &moment));
    assert!(matches!(own, Err(Error::Forbidden(_))));
}

#[test]
fn the_two_are_told_what_is_asked_and_nobody_asks_where_they_took_part() {
    let bank = TestBank::new();
    let help = bank.help(bank.ann, bank.bob, 90);
    let (ann, moment) = (bank.member(bank.ann), bank.moment());
    bank.write(|tx| exchange::record(tx, &ann, &help, &moment))
        .unwrap();
    let ruth = bank.coordinator(bank.ruth);
    let id = NoteId::new(bank.id());
    let ask = || bank.write(|tx| desk::query(tx, &ruth, id, help.id, "Was it 90?", &moment));
    ask().unwrap();
    ask().unwrap();
    let asked = desk::questions(&bank.conn, help.id).unwrap();
    assert_eq!(asked.len(), 1);
    assert_eq!(
        desk::queried(&bank.conn).unwrap()[&help.id].text,
        "Was it 90?"
    );
    let told = outbox::waiting(&bank.conn).unwrap();
    let told = told
        .iter()
        .filter(|notice| notice.kind.as_str() == "exchange.queried")
        .count();
    assert_eq!(told, 2);
    let own = bank.help(bank.ruth, bank.bob, 30);
    let member = bank.member(bank.ruth);
    bank.write(|tx| exchange::record(tx, &member, &own, &moment))
        .unwrap();
    let other = NoteId::new(bank.id());
    let answer = bank.write(|tx| desk::query(tx, &ruth, other, own.id, "Why?", &moment));
    assert!(matches!(answer, Err(Error::Forbidden(_))));
}

#[test]
fn something_is_handed_over_and_put_off() {
    let bank = TestBank::new();
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let subject = bank.ann.uuid();
    let hand = |to| bank.write(|tx| desk::assign(tx, &ruth, "quiet", subject, to, &moment));
    hand(Some(bank.nia)).unwrap();
    assert!(matches!(hand(Some(bank.bob)), Err(Error::Invalid(_))));
    let until = bank.today() + Days::new(7);
    let rest = |day| bank.write(|tx| desk::put_off(tx, &ruth, "quiet", subject, day, &moment));
    rest(Some(until)).unwrap();
    assert!(matches!(rest(Some(bank.today())), Err(Error::Invalid(_))));
    let care = desk::care(&bank.conn).unwrap();
    let one = &care[&("quiet".to_owned(), subject)];
    assert_eq!((one.carer, one.rests_until), (Some(bank.nia), Some(until)));
    rest(None).unwrap();
    hand(None).unwrap();
    assert!(desk::care(&bank.conn).unwrap().is_empty());
}

#[test]
fn who_has_not_begun_and_who_is_quiet_goes_by_posted_exchanges() {
    let mut bank = TestBank::new();
    let help = bank.help(bank.ann, bank.bob, 60);
    let (ann, bob) = (bank.member(bank.ann), bank.member(bank.bob));
    let moment = bank.moment();
    bank.write(|tx| exchange::record(tx, &ann, &help, &moment))
        .unwrap();
    bank.write(|tx| exchange::confirm(tx, &bob, help.id, &moment))
        .unwrap();
    let missed = |bank: &TestBank, days| {
        let last_by = bank.today() - Days::new(days);
        desk::missed(&bank.conn, bank.today(), last_by).unwrap()
    };
    let unseen = |bank: &TestBank| {
        let found = missed(bank, 1).never_started;
        found.iter().map(|person| person.member).collect::<Vec<_>>()
    };
    // Confirmed is not posted yet.
    assert_eq!(unseen(&bank), [bank.ann, bank.bob, bank.ruth, bank.nia]);
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| exchange::approve(tx, &ruth, help.id, None, &moment))
        .unwrap();
    assert_eq!(unseen(&bank), [bank.ruth, bank.nia]);
    assert!(missed(&bank, 1).quiet.is_empty());
    bank.wait(TimeDelta::days(200));
    let quiet = missed(&bank, 180).quiet;
    assert_eq!(quiet.len(), 2);
    assert_eq!(quiet[0].since, help.done_on);
}
