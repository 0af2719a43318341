//! Hours that move without an exchange.

use ledger::{Minutes, TransferId, TransferKind};
use timebank::member::{self, Settlement};
use timebank::policy::{self, Topic};
use timebank::pot::{self, Granted, Hours};
use timebank::{Kind, MemberId, Role, System, audit};

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

/// Five hours in the pot, and grants over one hour are looked at by somebody else.
fn looked_at(bank: &TestBank) {
    welcome(bank, bank.ann, 600);
    let (given, moment, by) = (hours(bank, 300), bank.moment(), bank.member(bank.ann));
    bank.write(|tx| pot::donate(tx, &by, &given, "", &moment))
        .unwrap();
    let nia = bank.person(bank.nia).administrator().unwrap();
    let (number, mut wanted) = policy::numbered(&bank.conn).unwrap();
    wanted.grants.second_over = Some(60);
    bank.write(|tx| policy::change(tx, &nia, Topic::Grants, &wanted, "Agreed", number, &moment))
        .unwrap();
}

fn propose(bank: &TestBank, given: &Hours) -> Granted {
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| pot::grant(tx, &ruth, bank.bob, given, "A hard month", &moment))
        .unwrap()
}

#[test]
fn a_large_grant_waits_until_a_treasurer_has_looked_at_it() {
    let bank = TestBank::new();
    looked_at(&bank);
    assert_eq!(propose(&bank, &hours(&bank, 60)), Granted::Given);
    let large = hours(&bank, 61);
    assert_eq!(propose(&bank, &large), Granted::Waits);
    assert_eq!(
        propose(&bank, &large),
        Granted::Waits,
        "sent twice it waits once"
    );
    assert_eq!(pot::waiting(&bank.conn).unwrap().len(), 1);
    assert_eq!(balance(&bank, bank.bob), 60);
    let owen = bank.add("Owen Tate", Role::Treasurer);
    let (owen, moment) = (bank.person(owen).treasurer().unwrap(), bank.moment());
    for _ in 0..2 {
        bank.write(|tx| pot::approve_grant(tx, &owen, large.id, &moment))
            .unwrap();
    }
    assert_eq!((balance(&bank, bank.bob), pot(&bank)), (121, 179));
    assert!(pot::waiting(&bank.conn).unwrap().is_empty());
    bank.assert_books_are_clean();
}

#[test]
fn nobody_decides_about_a_grant_that_they_proposed_or_would_get() {
    let bank = TestBank::new();
    looked_at(&bank);
    let large = hours(&bank, 120);
    assert_eq!(propose(&bank, &large), Granted::Waits);
    let nia = bank.person(bank.nia).administrator().unwrap();
    let moment = bank.moment();
    bank.write(|tx| member::change_role(tx, &nia, bank.bob, Role::Treasurer, &moment))
        .unwrap();
    for who in [bank.ruth, bank.bob] {
        let by = bank.person(who).treasurer().unwrap();
        let refused = bank.write(|tx| pot::approve_grant(tx, &by, large.id, &moment));
        assert_eq!(refused.unwrap_err().kind(), Kind::Forbidden);
    }
    assert_eq!(balance(&bank, bank.bob), 0);
}

#[test]
fn a_declined_grant_says_why_and_moves_nothing() {
    let bank = TestBank::new();
    looked_at(&bank);
    let large = hours(&bank, 120);
    assert_eq!(propose(&bank, &large), Granted::Waits);
    let (nia, moment) = (bank.person(bank.nia).treasurer().unwrap(), bank.moment());
    let silent = bank.write(|tx| pot::decline_grant(tx, &nia, large.id, " ", &moment));
    assert_eq!(silent.unwrap_err().kind(), Kind::Invalid);
    bank.write(|tx| pot::decline_grant(tx, &nia, large.id, "Too soon", &moment))
        .unwrap();
    let late = bank.write(|tx| pot::approve_grant(tx, &nia, large.id, &moment));
    assert_eq!(late.unwrap_err().kind(), Kind::Conflict);
    assert_eq!((balance(&bank, bank.bob), pot(&bank)), (0, 300));
    let kept = pot::proposed_grant(&bank.conn, large.id).unwrap();
    let decided = kept.decided.unwrap();
    assert_eq!((decided.given, &*decided.reason), (false, "Too soon"));
    let told = |who| {
        let told = timebank::outbox::of_member(&bank.conn, who, 9).unwrap();
        told.into_iter()
            .filter(|notice| notice.kind == timebank::outbox::NoticeKind::GrantDeclined)
            .count()
    };
    assert_eq!((told(bank.ruth), told(bank.bob)), (1, 0));
}

#[test]
fn where_nobody_else_could_look_a_grant_is_given_at_once() {
    let bank = TestBank::new();
    looked_at(&bank);
    bank.conn
        .execute(
            "UPDATE member SET role = 'member' WHERE id = ?1",
            [bank.nia],
        )
        .unwrap();
    let large = hours(&bank, 120);
    for _ in 0..2 {
        assert_eq!(propose(&bank, &large), Granted::Given);
    }
    let rows = audit::of_subject(&bank.conn, bank.bob.uuid()).unwrap();
    let alone = rows
        .iter()
        .filter(|row| row.action == "pot.grant_without_second");
    assert_eq!(alone.count(), 1, "the audit says so once");
}

#[test]
fn a_grant_that_the_pot_no_longer_holds_goes_on_waiting() {
    let bank = TestBank::new();
    looked_at(&bank);
    let large = hours(&bank, 280);
    assert_eq!(propose(&bank, &large), Granted::Waits);
    assert_eq!(propose(&bank, &hours(&bank, 60)), Granted::Given);
    let (nia, moment) = (bank.person(bank.nia).treasurer().unwrap(), bank.moment());
    let refused = bank.write(|tx| pot::approve_grant(tx, &nia, large.id, &moment));
    assert_eq!(refused.unwrap_err().kind(), Kind::Conflict);
    assert_eq!(pot::waiting(&bank.conn).unwrap().len(), 1);
}
