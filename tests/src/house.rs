//! A bank in a temporary folder, with people in every role and state.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use database::Database;
use ledger::{AccountId, Minutes};
use rusqlite::{Connection, Transaction};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use timebank::access::{self, HashedPassword, Purpose, Secret};
use timebank::bank::{self, Bank, BankAccounts, Contact, NewBank};
use timebank::clock::{self, Channel, Clock as _, FixedClock, Moment, SystemClock};
use timebank::exchange::{self, ExchangeState, NewExchange};
use timebank::member::{self, Details, MemberKind, NewMember, State};
use timebank::{CategoryId, ExchangeId, MemberId, Person, Role, System};
use uuid::Uuid;
use web::{App, PublicUrl, Settings};

use crate::client::{Client, HOST};

/// Everybody's password.
pub const PASSWORD: &str = "heron teapot ladder";

/// The people of a test bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// An active member.
    Ann,
    /// Another active member.
    Bob,
    /// An active member who knows neither.
    Dilys,
    /// A paused member.
    Harold,
    /// Somebody who has asked to join.
    Leah,
    /// Somebody who has left.
    Walt,
    /// A coordinator.
    Ruth,
    /// Another coordinator.
    Ken,
    /// An administrator.
    Nia,
    /// A treasurer.
    Owen,
    /// A reader: a trustee.
    Vera,
}

impl Who {
    /// Everybody.
    pub const ALL: [Self; 11] = [
        Self::Ann,
        Self::Bob,
        Self::Dilys,
        Self::Harold,
        Self::Leah,
        Self::Walt,
        Self::Ruth,
        Self::Ken,
        Self::Nia,
        Self::Owen,
        Self::Vera,
    ];

    const fn facts(self) -> (&'static str, Role, State) {
        match self {
            Self::Ann => ("Ann Whitcombe", Role::Member, State::Active),
            Self::Bob => ("Bob Farrow", Role::Member, State::Active),
            Self::Dilys => ("Dilys Prosser", Role::Member, State::Active),
            Self::Harold => ("Harold Finch", Role::Member, State::Paused),
            Self::Leah => ("Leah Osborne", Role::Member, State::Applicant),
            Self::Walt => ("Walt Jessop", Role::Member, State::Left),
            Self::Ruth => ("Ruth Calder", Role::Coordinator, State::Active),
            Self::Ken => ("Ken Doyle", Role::Coordinator, State::Active),
            Self::Nia => ("Nia Bevan", Role::Administrator, State::Active),
            Self::Owen => ("Owen Tate", Role::Treasurer, State::Active),
            Self::Vera => ("Vera Lunt", Role::Reader, State::Active),
        }
    }

    /// The whole name.
    pub const fn name(self) -> &'static str {
        self.facts().0
    }

    /// The e-mail address to sign in with.
    pub fn email(self) -> String {
        let first = self
            .name()
            .split(' ')
            .next()
            .unwrap_or_default()
            .to_lowercase();
        format!("{first}@example.org")
    }
}

/// A bank, its router and its clock.
pub struct House {
    /// The application behind the router.
    pub app: App,
    /// The bank's clock.
    pub clock: FixedClock,
    people: HashMap<Who, MemberId>,
    _folder: TempDir,
}

impl House {
    /// A bank with everybody in it and an empty book.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::create(&folder.path().join("test.hourbook")).unwrap();
        let clock = FixedClock::at("2026-11-22T10:00:00Z".parse().unwrap());
        let now = clock.now();
        let people = database.write_blocking(move |tx| furnish(tx, now)).unwrap();
        let public_url: PublicUrl = format!("https://{HOST}").parse().unwrap();
        let settings = Settings {
            mail: true,
            ..Settings::at(public_url)
        };
        let app = App::new(database, Arc::new(clock.clone()), settings);
        Self {
            app,
            clock,
            people,
            _folder: folder,
        }
    }

    /// Makes a bank with everybody in it in a new file, for the program itself to serve, and a
    /// bearer token for each of `programs`.
    pub fn db_file(path: &Path, programs: &[Who]) -> HashMap<Who, (MemberId, String)> {
        let database = Database::create(path).unwrap();
        let now = SystemClock.now();
        let programs = programs.to_vec();
        let made = database
            .write_blocking(move |tx| {
                let people = furnish(tx, now)?;
                let moment = bank::get(tx)?.moment(now, Channel::Cli);
                let mut tokens = HashMap::new();
                for who in programs {
                    let secret = Secret::new(clock::random_bytes());
                    let id = people[&who];
                    let by = System::COMMAND_LINE;
                    access::create_token(tx, &by, id, "test", 30, &secret, &moment)?;
                    tokens.insert(who, (id, secret.text()));
                }
                Ok::<_, timebank::Error>(tokens)
            })
            .unwrap();
        database.close();
        made
    }

    /// Somebody's id.
    pub fn id(&self, who: Who) -> MemberId {
        self.people[&who]
    }

    /// A browser in which nobody is signed in.
    pub fn stranger(&self) -> Client {
        Client::new(web::router(self.app.clone()))
    }

    /// A browser in which somebody signs in, through the page.
    pub async fn sign_in(&self, who: Who) -> Client {
        let client = self.stranger();
        let email = who.email();
        let form = [
            ("name", email.as_str()),
            ("password", PASSWORD),
            ("next", "/"),
        ];
        let answer = client.post("/sign-in", &form).await;
        answer.is(303);
        client.with_cookie(&answer.set_cookie().expect("a session"))
    }

    /// A program that acts as somebody, also as one who could not be given a token today.
    pub fn program(&self, who: Who) -> Client {
        let text = self.db_secret(
            who,
            "INSERT INTO api_token (token, member, name, created_at, expires_at)
             VALUES (?1, ?2, 'test', ?3, ?3 + 3600)",
        );
        self.stranger().with_token(&text)
    }

    /// A cookie of a session for somebody whom the front door would not let in.
    pub fn db_session(&self, who: Who) -> String {
        let text = self.db_secret(
            who,
            "INSERT INTO session (token, member, created_at, seen_at, expires_at)
             VALUES (?1, ?2, ?3, ?3, ?3 + 3600)",
        );
        format!("__Host-sid={text}")
    }

    fn db_secret(&self, who: Who, insert: &'static str) -> String {
        let bytes: [u8; 32] = clock::random_bytes();
        let token: [u8; 32] = Sha256::digest(bytes).into();
        let (id, now) = (self.id(who), self.clock.now().timestamp());
        self.db_write(move |tx| {
            tx.execute(insert, rusqlite::params![token, id, now])?;
            Ok(())
        });
        Secret::new(bytes).text()
    }

    /// The bank.
    pub fn bank(&self) -> Bank {
        self.db_read(bank::get)
    }

    /// Now, at the bank.
    pub fn moment(&self) -> Moment {
        self.bank().moment(self.clock.now(), Channel::Web)
    }

    /// Somebody as commands know them.
    pub fn person(&self, who: Who) -> Person {
        let id = self.id(who);
        self.db_read(move |conn| access::person_for_system(conn, &System::COMMAND_LINE, id))
    }

    /// An exchange in which `giver` helped `receiver` for an hour and a half, recorded by the
    /// giver.
    pub fn db_recorded(&self, giver: Who, receiver: Who) -> ExchangeId {
        let new = NewExchange {
            id: ExchangeId::new(clock::new_id()),
            giver: self.id(giver),
            receiver: self.id(receiver),
            listing: None,
            category: Some(CategoryId::new(2)),
            description: "Cut back the raspberries".into(),
            note: "The gate sticks".into(),
            done_on: self.moment().today,
            minutes: Minutes::new(90).unwrap(),
        };
        let (by, moment) = (self.person(giver).member().unwrap(), self.moment());
        self.db_write(move |tx| exchange::record(tx, &by, &new, &moment))
            .id
    }

    /// The same, confirmed by the receiver.
    pub fn db_confirmed(&self, giver: Who, receiver: Who) -> ExchangeId {
        let id = self.db_recorded(giver, receiver);
        let (by, moment) = (self.person(receiver).member().unwrap(), self.moment());
        self.db_write(move |tx| exchange::confirm(tx, &by, id, &moment))
            .id
    }

    /// Where an exchange stands.
    pub fn state_of(&self, id: ExchangeId) -> ExchangeState {
        self.db_read(move |conn| exchange::get(conn, id)).state
    }

    /// Somebody's balance in minutes.
    pub fn balance(&self, who: Who) -> i64 {
        let account = self.person(who).account();
        self.db_read(move |conn| Ok(ledger::balance(conn, account)?))
            .get()
    }

    /// How many transfers the book holds.
    pub fn transfers(&self) -> u64 {
        self.db_read(|conn| Ok(ledger::head(conn)?)).seq
    }

    /// Fails unless the books prove themselves.
    pub fn assert_books_are_clean(&self) {
        let proof = self.db_read(|conn| timebank::books::prove(conn, &mut |_, _| ()));
        assert!(proof.is_clean(), "{:?}", proof.findings());
    }

    /// Reads the file.
    pub fn db_read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> timebank::Result<T> + Send + 'static,
    ) -> T {
        self.app
            .database()
            .read_blocking(query)
            .unwrap_or_else(|error| panic!("{error:?}"))
    }

    /// Writes to the file.
    pub fn db_write<T: Send + 'static>(
        &self,
        command: impl FnOnce(&Transaction<'_>) -> timebank::Result<T> + Send + 'static,
    ) -> T {
        self.app
            .database()
            .write_blocking(command)
            .unwrap_or_else(|error| panic!("{error:?}"))
    }
}

impl Default for House {
    fn default() -> Self {
        Self::new()
    }
}

fn furnish(tx: &Transaction<'_>, now: DateTime<Utc>) -> timebank::Result<HashMap<Who, MemberId>> {
    let by = System::COMMAND_LINE;
    let account = |n| AccountId::new(Uuid::from_u128(n));
    let accounts = BankAccounts {
        pot: account(1),
        operating: account(2),
        issuance: account(3),
        opening: account(4),
    };
    let contact = Contact {
        name: "Ruth Calder".into(),
        phone: "01632 960118".into(),
        hours: "Monday to Friday, 9am to 4pm".into(),
    };
    let new = NewBank {
        place: "Wrensham".into(),
        contact,
        ..NewBank::named("Wrensham Timebank")
    };
    let moment = Moment::new(now, new.zone, Channel::Cli);
    bank::found(tx, &by, &new, accounts, &moment)?;
    let mut people = HashMap::new();
    for who in Who::ALL {
        people.insert(who, move_in(tx, who, &moment)?);
    }
    Ok(people)
}

fn move_in(tx: &Transaction<'_>, who: Who, moment: &Moment) -> timebank::Result<MemberId> {
    let by = System::COMMAND_LINE;
    let (name, role, state) = who.facts();
    let new = NewMember {
        id: MemberId::new(clock::new_id()),
        account: AccountId::new(clock::new_id()),
        kind: MemberKind::Person,
        number: None,
        details: Details {
            name: name.into(),
            email: Some(who.email()),
            area: "Mill End".into(),
            ..Details::default()
        },
        joined_on: None,
    };
    // Whoever is to end up elsewhere gets a password first, as in life.
    let begins_as = if state == State::Applicant {
        state
    } else {
        State::Active
    };
    member::add_by_system(tx, &by, &new, role, begins_as, moment)?;
    if state != State::Applicant {
        let secret = Secret::new(clock::random_bytes());
        access::set_up(tx, &by, new.id, Purpose::Invite, &secret, moment)?;
        access::accept(tx, &secret, &hashed(), moment)?;
    }
    if matches!(state, State::Paused | State::Left) {
        tx.execute(
            "UPDATE member SET state = ?2 WHERE id = ?1",
            rusqlite::params![new.id, state.as_str()],
        )?;
    }
    Ok(new.id)
}

/// The password's hash, made once: hashing is slow on purpose.
fn hashed() -> HashedPassword {
    static HASH: OnceLock<HashedPassword> = OnceLock::new();
    HASH.get_or_init(|| access::hash_password(PASSWORD, [7; 16]).unwrap())
        .clone()
}
