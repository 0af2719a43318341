//! Joining: an application from the first answer to a member, a kind no, and what is kept.

use chrono::TimeDelta;
use ledger::AccountId;
use timebank::access::{self, Purpose, Secret};
use timebank::checks::{self, NewCheck, Whose};
use timebank::delivery::Trouble;
use timebank::desk::{self, About, NewNote, NoteKind};
use timebank::joining::{self, Answers, Application, Question, Reference, Standing, Taken, Went};
use timebank::policy::{self, Affected, Policy, Topic};
use timebank::{ApplicationId, CheckId, Error, MemberId, NoteId, Role, System, agreement, merge};

use crate::support::TestBank;

const SECRET: Secret = Secret::new([7; 32]);

fn leah() -> Answers {
    Answers {
        name: "Leah Osborne".into(),
        phone: "01632 960160".into(),
        email: "leah@example.org".into(),
        area: "Castle Hill".into(),
        gives: "Sewing".into(),
        agreement: Some(1),
        ..Answers::default()
    }
}

fn begin(bank: &TestBank) -> timebank::Result<ApplicationId> {
    let id = ApplicationId::new(bank.id());
    bank.write(|tx| joining::begin(tx, id, &SECRET, &bank.moment()))?;
    Ok(id)
}

fn answer(bank: &TestBank, question: Question, answers: &Answers) -> timebank::Result<Application> {
    bank.write(|tx| joining::answer(tx, &SECRET, question, answers, &bank.moment()))
}

fn sent(bank: &TestBank) -> ApplicationId {
    let id = begin(bank).unwrap();
    for question in Question::ALL {
        answer(bank, question, &leah()).unwrap();
    }
    bank.write(|tx| joining::send(tx, &SECRET, &bank.moment()))
        .unwrap();
    id
}

fn admit(bank: &TestBank, id: ApplicationId, member: MemberId) -> timebank::Result<MemberId> {
    let ruth = bank.coordinator(bank.ruth);
    let ids = (member, AccountId::new(bank.id()));
    bank.write(|tx| joining::admit(tx, &ruth, id, ids, true, &bank.moment()))
        .map(|profile| profile.id)
}

fn of_link(bank: &TestBank) -> Application {
    joining::with_secret(&bank.conn, &SECRET).unwrap().unwrap()
}

fn decide(bank: &TestBank, change: impl FnOnce(&mut Policy)) {
    let nia = bank.person(bank.nia).administrator().unwrap();
    let (number, mut wanted) = policy::numbered(&bank.conn).unwrap();
    change(&mut wanted);
    let (topic, why) = (Topic::Joining, "The committee");
    bank.write(|tx| policy::change(tx, &nia, topic, &wanted, why, number, &bank.moment()))
        .unwrap();
}

#[test]
fn an_application_is_answered_sent_and_becomes_a_member_with_what_was_told() {
    let bank = TestBank::new();
    let id = sent(&bank);
    let application = of_link(&bank);
    assert_eq!(application.standing, Standing::Sent);
    assert_eq!(application.reference(), "J-0001");
    let ruth = bank.coordinator(bank.ruth);
    let licence = NewCheck {
        id: CheckId::new(bank.id()),
        kind: "Driving licence".into(),
        level: String::new(),
        seen_on: bank.today(),
        renew_on: Some(bank.today() + TimeDelta::days(20)),
    };
    bank.write(|tx| {
        let (whose, moment) = (Whose::Applicant(id), bank.moment());
        checks::see(tx, &ruth, whose, &licence, &moment)?;
        joining::note_step(tx, &ruth, id, Taken::Talked, Some(moment.today), &moment)
    })
    .unwrap();
    let member = admit(&bank, id, MemberId::new(bank.id())).unwrap();
    let profile = timebank::member::get(&bank.conn, member).unwrap();
    assert_eq!(profile.name, "Leah Osborne");
    assert_eq!(profile.area_name, "Castle Hill");
    assert_eq!(of_link(&bank).standing, Standing::Joined(member));
    let accepted = agreement::accepted(&bank.conn, member).unwrap();
    assert_eq!((accepted[0].version, accepted[0].on), (1, bank.today()));
    let seen = checks::of(&bank.conn, Whose::Member(member)).unwrap();
    assert_eq!(seen[0].kind, "Driving licence");
    let soon = bank.today() + TimeDelta::days(30);
    assert_eq!(checks::running_out(&bank.conn, soon).unwrap().len(), 1);
    assert!(joining::to_accompany(&bank.conn).unwrap().contains(&member));
    // A link to sign in is made as for any member.
    let (secret, moment) = (Secret::new([9; 32]), bank.moment());
    let (by, purpose) = (System::COMMAND_LINE, Purpose::Invite);
    bank.write(|tx| access::set_up(tx, &by, member, purpose, &secret, &moment))
        .unwrap();
    bank.assert_books_are_clean();
}

#[test]
fn a_form_sent_twice_makes_one_member_and_another_form_none() {
    let bank = TestBank::new();
    let id = sent(&bank);
    let member = MemberId::new(bank.id());
    assert_eq!(admit(&bank, id, member).unwrap(), member);
    assert_eq!(admit(&bank, id, member).unwrap(), member);
    let other = admit(&bank, id, MemberId::new(bank.id()));
    assert!(matches!(other, Err(Error::Conflict(_))));
}

#[test]
fn nothing_is_sent_before_every_question_is_answered() {
    let bank = TestBank::new();
    begin(&bank).unwrap();
    let nameless = Answers {
        name: " ".into(),
        ..leah()
    };
    let refused = answer(&bank, Question::You, &nameless);
    assert!(matches!(refused, Err(Error::Invalid(_))));
    answer(&bank, Question::You, &leah()).unwrap();
    let missing = |bank: &TestBank| joining::missing(&bank.conn, &of_link(bank)).unwrap();
    assert_eq!(missing(&bank), Some(Question::Place));
    let early = bank.write(|tx| joining::send(tx, &SECRET, &bank.moment()));
    assert!(matches!(early, Err(Error::Invalid(_))));
    answer(&bank, Question::Place, &leah()).unwrap();
    answer(&bank, Question::Agreement, &leah()).unwrap();
    assert_eq!(missing(&bank), None, "what one might do may stay blank");
    assert!(joining::open(&bank.conn).unwrap().is_empty());
    let twice = || bank.write(|tx| joining::send(tx, &SECRET, &bank.moment()));
    assert_eq!(twice().unwrap(), twice().unwrap());
    assert_eq!(joining::open(&bank.conn).unwrap().len(), 1);
    let late = answer(&bank, Question::You, &leah());
    assert!(matches!(late, Err(Error::Conflict(_))));
}

#[test]
fn the_file_keeps_no_secret_that_opens_an_application() {
    let bank = TestBank::new();
    begin(&bank).unwrap();
    let token: Vec<u8> = bank
        .conn
        .query_row("SELECT token FROM application", [], |row| row.get(0))
        .unwrap();
    assert_ne!(token, [7; 32]);
    let other = Secret::new(token.try_into().unwrap());
    assert_eq!(joining::with_secret(&bank.conn, &other).unwrap(), None);
}

#[test]
fn where_the_bank_says_so_nobody_can_apply() {
    let bank = TestBank::new();
    decide(&bank, |policy| policy.joining.open = false);
    assert!(matches!(begin(&bank), Err(Error::Conflict(_))));
}

#[test]
fn a_declined_application_has_a_letter_and_is_erased_after_the_months_decided() {
    let mut bank = TestBank::new();
    decide(&bank, |policy| policy.joining.keep_months = 2);
    let id = sent(&bank);
    let ruth = bank.coordinator(bank.ruth);
    let reference = Reference {
        place: 1,
        name: "Mo Rahman".into(),
        asked_on: Some(bank.today()),
        answer: Some((bank.today(), false)),
        ..Reference::default()
    };
    let note = NewNote {
        id: NoteId::new(bank.id()),
        about: About::Application(id),
        kind: NoteKind::Call,
        text: "Rang, no answer".into(),
    };
    bank.write(|tx| {
        let moment = bank.moment();
        joining::write_reference(tx, &ruth, id, &reference, &moment)?;
        desk::note(tx, &ruth, &note, &moment)?;
        joining::decline(tx, &ruth, id, "Dear Leah", &moment)
    })
    .unwrap();
    assert_eq!(joining::letters(&bank.conn, &ruth).unwrap().len(), 1);
    bank.write(|tx| joining::posted(tx, &ruth, &[id], &bank.moment()))
        .unwrap();
    assert!(joining::letters(&bank.conn, &ruth).unwrap().is_empty());
    assert!(admit(&bank, id, MemberId::new(bank.id())).is_err());
    let sweep = |bank: &TestBank| {
        bank.write(|tx| joining::sweep(tx, &System::COMMAND_LINE, &bank.moment()))
            .unwrap()
    };
    bank.wait(TimeDelta::days(50));
    assert_eq!(sweep(&bank), 0);
    bank.wait(TimeDelta::days(20));
    assert_eq!((sweep(&bank), sweep(&bank)), (1, 0));
    let erased = joining::get(&bank.conn, id).unwrap();
    assert!(erased.erased && erased.answers.name.is_empty());
    assert_eq!(erased.name(), "J-0001");
    assert!(joining::references(&bank.conn, id).unwrap().is_empty());
    let notes = desk::notes(&bank.conn, About::Application(id)).unwrap();
    assert!(notes.is_empty());
}

#[test]
fn a_letter_goes_by_mail_once_and_is_printed_where_no_mail_arrives() {
    let bank = TestBank::new();
    let id = sent(&bank);
    let (ruth, by) = (bank.coordinator(bank.ruth), System::COMMAND_LINE);
    let letters = || joining::letters(&bank.conn, &ruth).unwrap().len();
    let went = || match joining::get(&bank.conn, id).unwrap().standing {
        Standing::Declined { went, .. } => went,
        other => panic!("{other:?}"),
    };
    let claim = || {
        bank.write(|tx| joining::claim_mail(tx, &by, 9, &bank.moment()))
            .unwrap()
    };
    assert!(claim().is_empty());
    bank.write(|tx| joining::decline(tx, &ruth, id, "Dear Leah", &bank.moment()))
        .unwrap();
    assert_eq!((went(), letters()), (Went::Waits, 1));
    assert!(joining::mail_is_due(&bank.conn, bank.moment().now).unwrap());
    let errand = claim().remove(0);
    assert_eq!(
        (&*errand.email, &*errand.letter),
        ("leah@example.org", "Dear Leah")
    );
    assert_eq!((went(), letters(), claim().len()), (Went::Trying, 0, 0));
    let tried = |went| {
        bank.write(|tx| joining::mail_tried(tx, &by, &errand, went, &bank.moment()))
            .unwrap();
    };
    tried(Err(Trouble::PutOff));
    assert_eq!((went(), letters(), claim().len()), (Went::Trying, 0, 0));
    tried(Err(Trouble::Refused));
    assert_eq!((went(), letters()), (Went::Failed, 1));
    tried(Ok(()));
    assert_eq!((went(), letters()), (Went::Mailed, 0));
}

#[test]
fn what_was_printed_or_is_old_is_not_mailed_and_what_was_under_way_is_printed() {
    let mut bank = TestBank::new();
    let id = sent(&bank);
    let (ruth, by) = (bank.coordinator(bank.ruth), System::COMMAND_LINE);
    bank.write(|tx| joining::decline(tx, &ruth, id, "Dear Leah", &bank.moment()))
        .unwrap();
    let due = |bank: &TestBank| joining::mail_is_due(&bank.conn, bank.moment().now).unwrap();
    bank.wait(TimeDelta::days(8));
    assert!(!due(&bank), "mail that is set up later sends nothing old");
    bank.wait(TimeDelta::days(-8));
    assert!(due(&bank));
    bank.write(|tx| joining::claim_mail(tx, &by, 9, &bank.moment()))
        .unwrap();
    bank.write(|tx| joining::recover_mail(tx, &by, &bank.moment()))
        .unwrap();
    assert_eq!(joining::letters(&bank.conn, &ruth).unwrap().len(), 1);
    bank.write(|tx| joining::posted(tx, &ruth, &[id], &bank.moment()))
        .unwrap();
    let Standing::Declined { went, .. } = joining::get(&bank.conn, id).unwrap().standing else {
        panic!("it is declined");
    };
    assert_eq!((went, due(&bank)), (Went::Posted, false));
}

#[test]
fn as_many_applications_are_erased_and_lack_a_word_as_was_foreseen() {
    let mut bank = TestBank::new();
    let (ruth, id) = (bank.coordinator(bank.ruth), sent(&bank));
    let foreseen = |bank: &TestBank, what, change: fn(&mut Policy)| {
        let mut wanted = policy::current(&bank.conn).unwrap();
        change(&mut wanted);
        let moment = bank.moment();
        let effects = policy::preview(&bank.conn, Topic::Joining, &wanted, &moment).unwrap();
        let found = effects.into_iter().find(|one| one.what == what).unwrap();
        (found.now, found.then)
    };
    let lacking = foreseen(&bank, Affected::References, |policy| {
        policy.joining.references = 0;
    });
    assert_eq!(lacking, (1, 0));
    bank.write(|tx| joining::decline(tx, &ruth, id, "Dear Leah", &bank.moment()))
        .unwrap();
    bank.wait(TimeDelta::days(50));
    let erased = foreseen(&bank, Affected::Erased, |policy| {
        policy.joining.keep_months = 1;
    });
    assert_eq!(erased, (0, 1));
    decide(&bank, |policy| policy.joining.keep_months = 1);
    let swept = bank.write(|tx| joining::sweep(tx, &System::COMMAND_LINE, &bank.moment()));
    assert_eq!(swept.unwrap(), 1);
}

#[test]
fn taking_it_back_erases_it_at_once() {
    let bank = TestBank::new();
    let id = sent(&bank);
    bank.write(|tx| joining::withdraw(tx, &SECRET, &bank.moment()))
        .unwrap();
    let gone = joining::get(&bank.conn, id).unwrap();
    assert_eq!(gone.standing, Standing::Withdrawn);
    assert!(gone.answers.name.is_empty() && gone.answers.phone.is_empty());
    assert!(joining::open(&bank.conn).unwrap().is_empty());
}

#[test]
fn answers_that_were_never_sent_are_deleted_after_a_week() {
    let mut bank = TestBank::new();
    begin(&bank).unwrap();
    answer(&bank, Question::You, &leah()).unwrap();
    bank.wait(TimeDelta::days(8));
    bank.write(|tx| joining::sweep(tx, &System::COMMAND_LINE, &bank.moment()))
        .unwrap();
    assert_eq!(joining::with_secret(&bank.conn, &SECRET).unwrap(), None);
}

#[test]
fn a_new_version_of_the_agreement_asks_again_only_where_it_is_said_to() {
    let bank = TestBank::new();
    let nia = bank.person(bank.nia).administrator().unwrap();
    let asked = |member| agreement::asked(&bank.conn, member).unwrap();
    let write = |text: &str, again, newest| {
        bank.write(|tx| agreement::write(tx, &nia, text, again, newest, &bank.moment()))
    };
    assert_eq!(
        asked(bank.ann),
        None,
        "the text that came with the program asks nobody"
    );
    assert_eq!(write("Second", false, 1).unwrap(), 2);
    assert_eq!(asked(bank.ann), None);
    assert_eq!(write("Third", true, 2).unwrap(), 3);
    assert_eq!(asked(bank.ann), Some(3));
    let ann = bank.person(bank.ann);
    let stale = bank.write(|tx| agreement::accept(tx, &ann, 2, &bank.moment()));
    assert!(matches!(stale, Err(Error::Conflict(_))));
    bank.write(|tx| agreement::accept(tx, &ann, 3, &bank.moment()))
        .unwrap();
    assert_eq!(asked(bank.ann), None);
    assert_eq!(asked(bank.bob), Some(3));
    assert_eq!(write("Third, with a comma", false, 3).unwrap(), 4);
    assert_eq!(asked(bank.ann), None, "nothing since asks again");
    assert_eq!(
        asked(bank.bob),
        Some(4),
        "and whoever is asked reads the newest"
    );
    assert!(matches!(write("Fifth", true, 3), Err(Error::Conflict(_))));
    assert_eq!(agreement::get(&bank.conn, 2).unwrap().text, "Second");
}

#[test]
fn a_check_is_replaced_by_one_of_the_same_kind_and_holds_no_number() {
    let bank = TestBank::new();
    let (ruth, whose) = (bank.coordinator(bank.ruth), Whose::Member(bank.ann));
    let see = |kind: &str, whose| {
        let new = NewCheck {
            id: CheckId::new(bank.id()),
            kind: kind.into(),
            level: String::new(),
            seen_on: bank.today(),
            renew_on: None,
        };
        bank.write(|tx| checks::see(tx, &ruth, whose, &new, &bank.moment()))
    };
    see("First aid", whose).unwrap();
    see("first aid", whose).unwrap();
    let ended: Vec<bool> = checks::of(&bank.conn, whose)
        .unwrap()
        .iter()
        .map(|check| check.ended)
        .collect();
    assert_eq!(ended, [false, true]);
    assert!(matches!(
        see("DBS 001234567", whose),
        Err(Error::Invalid(_))
    ));
    let own = see("First aid", Whose::Member(bank.ruth));
    assert!(matches!(own, Err(Error::Forbidden(_))));
}

#[test]
fn checks_and_what_was_agreed_go_with_whoever_stays_when_two_entries_are_merged() {
    let bank = TestBank::new();
    let twin = bank.add("Annie Whitcombe", Role::Member);
    let ruth = bank.coordinator(bank.ruth);
    let new = NewCheck {
        id: CheckId::new(bank.id()),
        kind: "First aid".into(),
        level: String::new(),
        seen_on: bank.today(),
        renew_on: None,
    };
    let settlement = ledger::TransferId::new(bank.id());
    bank.write(|tx| {
        let moment = bank.moment();
        checks::see(tx, &ruth, Whose::Member(twin), &new, &moment)?;
        agreement::accept_for(tx, &ruth, twin, moment.today, &moment)?;
        merge::merge(tx, &ruth, bank.ann, twin, settlement, &moment)
    })
    .unwrap();
    assert_eq!(
        checks::of(&bank.conn, Whose::Member(bank.ann))
            .unwrap()
            .len(),
        1
    );
    assert_eq!(agreement::accepted(&bank.conn, bank.ann).unwrap().len(), 1);
}
