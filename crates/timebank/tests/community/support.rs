//! A small bank in memory: Ann and Bob are members, Ruth coordinates, Nia administers.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use ledger::{AccountId, Minutes};
use rusqlite::{Connection, Transaction};
use timebank::access;
use timebank::actor::{Coordinator, Person, Role, System};
use timebank::bank::{self, Bank, BankAccounts, NewBank};
use timebank::clock::{Channel, Moment};
use timebank::exchange::NewExchange;
use timebank::ids::{CategoryId, ExchangeId, MemberId};
use timebank::member::{self, Details, MemberKind, NewMember, State};
use uuid::Uuid;

/// A bank with four people, and a clock that is moved by hand.
pub(crate) struct TestBank {
    pub(crate) conn: Connection,
    pub(crate) now: DateTime<Utc>,
    pub(crate) bank: Bank,
    pub(crate) ann: MemberId,
    pub(crate) bob: MemberId,
    pub(crate) ruth: MemberId,
    pub(crate) nia: MemberId,
    next: std::cell::Cell<u128>,
}

impl TestBank {
    pub(crate) fn new() -> Self {
        let conn = crate::schema::in_memory();
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        let account = |n| AccountId::new(Uuid::from_u128(n));
        let accounts = BankAccounts {
            pot: account(1),
            operating: account(2),
            issuance: account(3),
            opening: account(4),
        };
        let new = NewBank {
            prefix: "W".into(),
            ..NewBank::named("Wrensham Timebank")
        };
        let moment = Moment::new(now, new.zone, Channel::Cli);
        let tx = conn.unchecked_transaction().unwrap();
        let bank = bank::found(&tx, &System::COMMAND_LINE, &new, accounts, &moment).unwrap();
        tx.commit().unwrap();
        let nobody = MemberId::new(Uuid::nil());
        let mut test = Self {
            conn,
            now,
            bank,
            ann: nobody,
            bob: nobody,
            ruth: nobody,
            nia: nobody,
            next: std::cell::Cell::new(99),
        };
        test.ann = test.add("Ann Whitcombe", Role::Member);
        test.bob = test.add("Bob Farrow", Role::Member);
        test.ruth = test.add("Ruth Calder", Role::Coordinator);
        test.nia = test.add("Nia Bevan", Role::Administrator);
        test
    }

    pub(crate) fn add(&self, name: &str, role: Role) -> MemberId {
        let new = self.new_member(name);
        let id = new.id;
        let moment = self.moment();
        self.write(|tx| {
            member::add_by_system(
                tx,
                &System::COMMAND_LINE,
                &new,
                role,
                State::Active,
                &moment,
            )
        })
        .unwrap();
        id
    }

    pub(crate) fn new_member(&self, name: &str) -> NewMember {
        let first = name.split(' ').next().unwrap().to_lowercase();
        NewMember {
            id: MemberId::new(self.id()),
            account: AccountId::new(self.id()),
            kind: MemberKind::Person,
            number: None,
            details: Details {
                name: name.into(),
                email: Some(format!("{first}@example.org")),
                ..Details::default()
            },
            joined_on: None,
        }
    }

    pub(crate) fn id(&self) -> Uuid {
        self.next.set(self.next.get() + 1);
        Uuid::from_u128(self.next.get())
    }

    pub(crate) fn moment(&self) -> Moment {
        self.bank.moment(self.now, Channel::Web)
    }

    pub(crate) fn wait(&mut self, span: TimeDelta) {
        self.now += span;
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.moment().today
    }

    /// Runs a command and commits it; a refused command leaves nothing.
    pub(crate) fn write<T>(
        &self,
        command: impl FnOnce(&Transaction<'_>) -> timebank::Result<T>,
    ) -> timebank::Result<T> {
        let tx = self.conn.unchecked_transaction().unwrap();
        let answer = command(&tx)?;
        tx.commit().unwrap();
        Ok(answer)
    }

    pub(crate) fn person(&self, id: MemberId) -> Person {
        access::person_for_system(&self.conn, &System::COMMAND_LINE, id).unwrap()
    }

    pub(crate) fn member(&self, id: MemberId) -> timebank::Member {
        self.person(id).member().unwrap()
    }

    pub(crate) fn coordinator(&self, id: MemberId) -> Coordinator {
        self.person(id).coordinator().unwrap()
    }

    /// Help from `giver` to `receiver`, today, in the first kind of help.
    pub(crate) fn help(&self, giver: MemberId, receiver: MemberId, minutes: i64) -> NewExchange {
        NewExchange {
            id: ExchangeId::new(self.id()),
            giver,
            receiver,
            listing: None,
            category: Some(CategoryId::new(1)),
            description: "Read letters".into(),
            note: String::new(),
            done_on: self.today(),
            minutes: Minutes::new(minutes).unwrap(),
        }
    }

    pub(crate) fn balance(&self, id: MemberId) -> i64 {
        ledger::balance(&self.conn, self.person(id).account())
            .unwrap()
            .get()
    }

    pub(crate) fn assert_books_are_clean(&self) {
        let proof = timebank::books::prove(&self.conn, &mut |_, _| ()).unwrap();
        assert!(proof.is_clean(), "{:?}", proof.findings());
    }
}
