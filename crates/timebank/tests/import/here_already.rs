//! Members whom the bank has before the first import.

use ledger::AccountId;
use timebank::actor::{Role, System};
use timebank::ids::{MemberId, MemberNumber};
use timebank::import::timeoverflow::Standing;
use timebank::member::{self, Details, MemberKind, NewMember, Profile, State};
use uuid::Uuid;

use crate::support::{TestBank, fixture};

/// Adds somebody under the next number, as setting up a bank does.
fn add(bank: &TestBank, name: &str, email: &str, role: Role) -> Profile {
    let seed = (u128::try_from(bank.count("member")).unwrap() + 1) * 1_000;
    let new = NewMember {
        id: MemberId::new(Uuid::from_u128(seed + 1)),
        account: AccountId::new(Uuid::from_u128(seed + 2)),
        kind: MemberKind::Person,
        number: None,
        details: Details {
            name: name.into(),
            email: Some(email.into()),
            ..Details::default()
        },
        joined_on: None,
    };
    let (by, moment) = (System::COMMAND_LINE, bank.moment());
    bank.write(|tx| member::add_by_system(tx, &by, &new, role, State::Active, &moment))
        .unwrap()
}

fn of(bank: &TestBank, id: MemberId) -> Profile {
    member::get(&bank.conn, id).unwrap()
}

#[test]
fn an_administrator_who_is_not_in_the_files_gives_way_with_the_number() {
    let bank = TestBank::new();
    let admin = add(&bank, "Nia Bevan", "nia@example.org", Role::Administrator);
    assert_eq!(admin.number.get(), 1);
    let plan = bank.plan(&fixture());
    let note = "Nia Bevan had number 1 here and gets 13, because the number is somebody else’s \
                there.";
    assert!(
        plan.notes.iter().any(|other| other == note),
        "{:?}",
        plan.notes
    );
    bank.apply(&plan).unwrap();
    let now = of(&bank, admin.id);
    assert_eq!((now.number.get(), now.role), (13, Role::Administrator));
    assert_eq!(bank.member(1).name, "Tilda Marsh");
    assert!(bank.plan(&fixture()).is_nothing_new());
}

#[test]
fn an_administrator_who_is_in_the_files_is_the_same_person() {
    let bank = TestBank::new();
    let admin = add(&bank, "Mirela", "Mirela@Example.org", Role::Administrator);
    let plan = bank.plan(&fixture());
    let met = plan.people.iter().find(|p| p.number.get() == 10).unwrap();
    let number = MemberNumber::new(1);
    assert_eq!(met.standing, Standing::Met { number });
    bank.apply(&plan).unwrap();
    let now = of(&bank, admin.id);
    assert_eq!((now.number.get(), now.role), (10, Role::Administrator));
    assert_eq!(
        now.joined_on,
        "2024-02-29".parse().ok(),
        "a member since then"
    );
    assert_eq!(bank.balance(10), 440);
    assert_eq!(bank.count("member"), 13, "nobody stands there twice");
    bank.expect_clean_books();
    assert!(bank.plan(&fixture()).is_nothing_new());
}

#[test]
fn two_who_are_here_may_change_numbers_with_each_other() {
    let bank = TestBank::new();
    let rowan = add(&bank, "Rowan P.", "rowan@example.org", Role::Coordinator);
    let tilda = add(&bank, "Tilda", "tilda@example.org", Role::Administrator);
    assert_eq!((rowan.number.get(), tilda.number.get()), (1, 2));
    bank.import(&fixture());
    assert_eq!(of(&bank, tilda.id).number.get(), 1);
    assert_eq!(of(&bank, rowan.id).number.get(), 2);
    assert_eq!((bank.balance(1), bank.balance(2)), (-840, 55));
    bank.expect_clean_books();
}
