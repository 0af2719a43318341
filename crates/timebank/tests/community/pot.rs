//! Hours that move without an exchange.

use ledger::{Minutes, TransferId, TransferKind};
use timebank::member::{self, Settlement};
use timebank::pot::{self, Hours};
use timebank::{Kind, MemberId, System, audit};

use crate::support::TestBank;

fn hours(bank: &TestBank, minutes: i64) -> Hours {
    Hours {
        id: TransferId::new(bank.id()),
        minutes: Minutes::new(minutes).unwrap(),
        given_on: bank.today(),
    }
}

fn balance(bank: &TestBank, id: MemberId) -> i64 {
    ledger::balance(&bank.conn, bank.person(id).account())
        .unwrap()
        .get()
}

fn pot(bank: &TestBank) -> i64 {
    ledger::balance(&bank.conn, bank.bank.accounts.pot)
        .unwrap()
        .get()
}

fn welcome(bank: &TestBank, id: MemberId, minutes: i64) {
    let (given, moment) = (hours(bank, minutes), bank.moment());
    bank.write(|tx| pot::welcome(tx, &System::COMMAND_LINE, id, &given, &moment))
        .unwrap();
}

#[test]
fn welcome_hours_come_out_of_issuance_and_are_told() {
    let bank = TestBank::new();
    welcome(&bank, bank.ann, 120);
    assert_eq!(balance(&bank, bank.ann), 120);
    let issuance = ledger::balance(&bank.conn, bank.bank.accounts.issuance).unwrap();
    assert_eq!(issuance.get(), -120);
    let told = timebank::outbox::waiting(&bank.conn).unwrap();
    assert_eq!(
        told.iter()
            .filter(|notice| notice.member == bank.ann)
            .count(),
        1
    );
    let rows = audit::of_subject(&bank.conn, bank.ann.uuid()).unwrap();
    let last = rows.last().unwrap();
    assert_eq!(
        (last.action.as_str(), last.acted_as.as_str()),
        ("pot.welcome", "cli")
    );
}

#[test]
fn the_same_hours_sent_twice_move_once() {
    let bank = TestBank::new();
    welcome(&bank, bank.ann, 60);
    let (given, moment) = (hours(&bank, 60), bank.moment());
    for _ in 0..2 {
        let by = bank.member(bank.ann);
        bank.write(|tx| pot::donate(tx, &by, &given, "", &moment))
            .unwrap();
    }
    assert_eq!((balance(&bank, bank.ann), pot(&bank)), (0, 60));
    let rows = audit::of_subject(&bank.conn, bank.ann.uuid()).unwrap();
    let donations = rows.iter().filter(|row| row.action == "pot.donate");
    assert_eq!(donations.count(), 1);
}

#[test]
fn nobody_gives_away_more_than_they_have() {
    let bank = TestBank::new();
    welcome(&bank, bank.ann, 60);
    let (given, moment, by) = (hours(&bank, 61), bank.moment(), bank.member(bank.ann));
    let gift = bank.write(|tx| pot::give(tx, &by, bank.bob, &given, "For the lifts", &moment));
    assert_eq!(gift.unwrap_err().kind(), Kind::Invalid);
    let donation = bank.write(|tx| pot::donate(tx, &by, &given, "", &moment));
    assert_eq!(donation.unwrap_err().kind(), Kind::Invalid);
    assert_eq!(balance(&bank, bank.ann), 60);
}

#[test]
fn a_gift_goes_to_somebody_else_who_takes_part() {
    let bank = TestBank::new();
    welcome(&bank, bank.ann, 60);
    let (given, moment, by) = (hours(&bank, 30), bank.moment(), bank.member(bank.ann));
    let to_herself =
        bank.write(|tx| pot::give(tx, &by, bank.ann, &given, "For the lifts", &moment));
    assert_eq!(to_herself.unwrap_err().kind(), Kind::Invalid);
    bank.write(|tx| pot::give(tx, &by, bank.bob, &given, "For the lifts", &moment))
        .unwrap();
    assert_eq!(
        (balance(&bank, bank.ann), balance(&bank, bank.bob)),
        (30, 30)
    );
    let posted = ledger::transfer(&bank.conn, given.id).unwrap().unwrap();
    assert_eq!(posted.kind, TransferKind::Gift);
}

#[test]
fn a_grant_comes_from_the_pot_and_goes_to_somebody_else() {
    let bank = TestBank::new();
    welcome(&bank, bank.ann, 120);
    let (moment, ruth) = (bank.moment(), bank.coordinator(bank.ruth));
    let grant = |to, minutes| {
        let given = hours(&bank, minutes);
        bank.write(|tx| pot::grant(tx, &ruth, to, &given, "For the lifts", &moment))
    };
    assert_eq!(grant(bank.bob, 30).unwrap_err().kind(), Kind::Invalid);
    let (given, by) = (hours(&bank, 90), bank.member(bank.ann));
    bank.write(|tx| pot::donate(tx, &by, &given, "", &moment))
        .unwrap();
    assert_eq!(grant(bank.ruth, 30).unwrap_err().kind(), Kind::Forbidden);
    grant(bank.bob, 30).unwrap();
    assert_eq!((pot(&bank), balance(&bank, bank.bob)), (60, 30));
}

#[test]
fn both_statements_say_who_gave_and_what_was_said() {
    let bank = TestBank::new();
    welcome(&bank, bank.ann, 60);
    let (given, moment, by) = (hours(&bank, 30), bank.moment(), bank.member(bank.ann));
    bank.write(|tx| pot::give(tx, &by, bank.bob, &given, "For the lifts", &moment))
        .unwrap();
    let last = |id| {
        let statement = timebank::statement::of_member(&bank.conn, &bank.bank, id, None, None);
        statement.unwrap().lines.last().unwrap().words.clone()
    };
    assert_eq!(last(bank.ann), "To Bob Farrow. For the lifts");
    assert_eq!(last(bank.bob), "From Ann Whitcombe. For the lifts");
}

#[test]
fn the_pot_shows_what_came_in_and_what_went_out() {
    let bank = TestBank::new();
    welcome(&bank, bank.ann, 120);
    let (given, moment, by) = (hours(&bank, 90), bank.moment(), bank.member(bank.ann));
    bank.write(|tx| pot::donate(tx, &by, &given, "", &moment))
        .unwrap();
    let (granted, ruth) = (hours(&bank, 30), bank.coordinator(bank.ruth));
    let silent = bank.write(|tx| pot::grant(tx, &ruth, bank.bob, &granted, " ", &moment));
    assert_eq!(silent.unwrap_err().kind(), Kind::Invalid);
    bank.write(|tx| pot::grant(tx, &ruth, bank.bob, &granted, "A hard month", &moment))
        .unwrap();
    let (balance, movements) = pot::movements(&bank.conn, 10).unwrap();
    let minutes: Vec<i64> = movements.iter().map(|one| one.line.minutes.get()).collect();
    assert_eq!((balance, minutes), (60, vec![-30, 90]));
    assert_eq!(movements[0].given.words, "A hard month");
}

#[test]
fn what_a_leaver_has_goes_to_the_pot_or_to_somebody_named() {
    let bank = TestBank::new();
    let (moment, ruth) = (bank.moment(), bank.coordinator(bank.ruth));
    let leave = |id, with| {
        let settlement = Settlement {
            id: TransferId::new(bank.id()),
            with,
        };
        bank.write(|tx| member::settle_and_leave(tx, &ruth, id, &settlement, &moment))
    };
    welcome(&bank, bank.ann, 60);
    let to_herself = leave(bank.ann, Some(bank.ruth));
    assert_eq!(to_herself.unwrap_err().kind(), Kind::Forbidden);
    leave(bank.ann, Some(bank.bob)).unwrap();
    assert_eq!(balance(&bank, bank.bob), 60);
    leave(bank.bob, None).unwrap();
    assert_eq!((balance(&bank, bank.bob), pot(&bank)), (0, 60));
    bank.assert_books_are_clean();
}

#[test]
fn no_hours_too_many_hours_and_days_to_come_are_refused() {
    let bank = TestBank::new();
    welcome(&bank, bank.ann, 60);
    let tomorrow = bank.today().succ_opt().unwrap();
    let (moment, by) = (bank.moment(), bank.member(bank.ann));
    for given in [
        hours(&bank, 0),
        hours(&bank, -5),
        Hours {
            given_on: tomorrow,
            ..hours(&bank, 30)
        },
    ] {
        let donation = bank.write(|tx| pot::donate(tx, &by, &given, "", &moment));
        assert_eq!(donation.unwrap_err().kind(), Kind::Invalid);
    }
    let much = hours(&bank, 6_001);
    let system = System::COMMAND_LINE;
    let welcomed = bank.write(|tx| pot::welcome(tx, &system, bank.ann, &much, &moment));
    assert_eq!(welcomed.unwrap_err().kind(), Kind::Invalid);
    assert_eq!(pot(&bank), 0);
}
