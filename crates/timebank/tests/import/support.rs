//! An empty bank in memory, and the import of files into it.

use chrono::{DateTime, Utc};
use ledger::AccountId;
use rusqlite::{Connection, Transaction};
use timebank::actor::System;
use timebank::bank::{self, Bank, BankAccounts, NewBank};
use timebank::clock::{Channel, Moment};
use timebank::error::Error;
use timebank::ids::MemberNumber;
use timebank::import::timeoverflow::{self, Files, Options, Outcome, Plan, SourceFile};
use timebank::member::{self, Profile};
use uuid::Uuid;

pub(crate) const USERS: &str = include_str!("../data/timeoverflow/users.csv");
pub(crate) const TRANSFERS: &str = include_str!("../data/timeoverflow/transfers.csv");
const OFFERS: &str = include_str!("../data/timeoverflow/offers.csv");
const REQUESTS: &str = include_str!("../data/timeoverflow/requests.csv");

pub(crate) struct TestBank {
    pub(crate) conn: Connection,
    pub(crate) bank: Bank,
    pub(crate) now: DateTime<Utc>,
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
        let new = NewBank::named("Wrensham Timebank");
        let moment = Moment::new(now, new.zone, Channel::Cli);
        let tx = conn.unchecked_transaction().unwrap();
        let bank = bank::found(&tx, &System::COMMAND_LINE, &new, accounts, &moment).unwrap();
        tx.commit().unwrap();
        Self { conn, bank, now }
    }

    pub(crate) fn moment(&self) -> Moment {
        self.bank.moment(self.now, Channel::Cli)
    }

    pub(crate) fn plan(&self, files: &Files) -> Plan {
        self.plan_with(files, &Options::default())
    }

    pub(crate) fn plan_with(&self, files: &Files, options: &Options) -> Plan {
        timeoverflow::plan(&self.conn, &self.bank, files, options, &self.moment()).unwrap()
    }

    pub(crate) fn apply(&self, plan: &Plan) -> Result<Outcome, Error> {
        let by = System::COMMAND_LINE;
        self.write(|tx| timeoverflow::apply(tx, &by, plan, &self.moment(), &mut |_, _| ()))
    }

    /// Plans and applies in one go.
    pub(crate) fn import(&self, files: &Files) -> Outcome {
        self.apply(&self.plan(files)).unwrap()
    }

    /// Commits what succeeds and rolls back what does not, as the writer does.
    pub(crate) fn write<T>(
        &self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let tx = self.conn.unchecked_transaction().unwrap();
        let done = job(&tx)?;
        tx.commit().unwrap();
        Ok(done)
    }

    pub(crate) fn member(&self, number: u32) -> Profile {
        member::with_number(&self.conn, MemberNumber::new(number))
            .unwrap()
            .unwrap()
    }

    pub(crate) fn balance(&self, number: u32) -> i64 {
        self.balance_of(self.member(number).account)
    }

    pub(crate) fn balance_of(&self, account: AccountId) -> i64 {
        ledger::balance(&self.conn, account).unwrap().get()
    }

    pub(crate) fn members(&self) -> Vec<Profile> {
        let mut all = Vec::new();
        member::for_each(&self.conn, |profile| {
            all.push(profile);
            Ok::<_, Error>(())
        })
        .unwrap();
        all
    }

    /// How many rows the file holds, of the tables that an import writes.
    pub(crate) fn rows(&self) -> Vec<i64> {
        let tables = [
            "member",
            "category",
            "listing",
            "exchange",
            "exchange_step",
            "ledger_account",
            "ledger_closing",
            "ledger_transfer",
            "ledger_entry",
            "import_row",
            "audit",
            "outbox",
        ];
        tables.map(|table| self.count(table)).to_vec()
    }

    pub(crate) fn count(&self, table: &str) -> i64 {
        self.conn
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })
            .unwrap()
    }

    /// The book proves itself, agrees with the exchanges, and sums to nought.
    pub(crate) fn expect_clean_books(&self) {
        let proof = timebank::books::prove(&self.conn, &mut |_, _| ()).unwrap();
        assert!(proof.is_clean(), "{:?}", proof.findings());
        assert_eq!(proof.verification.sum.get(), 0);
    }
}

pub(crate) fn files_of(users: impl Into<Vec<u8>>, transfers: impl Into<Vec<u8>>) -> Files {
    Files {
        users: SourceFile::new("users.csv", users),
        transfers: SourceFile::new("transfers.csv", transfers),
        offers: None,
        requests: None,
    }
}

/// The small bank of `tests/data/timeoverflow`: ten members, thirty transfers.
pub(crate) fn fixture() -> Files {
    Files {
        offers: Some(SourceFile::new("offers.csv", OFFERS)),
        requests: Some(SourceFile::new("requests.csv", REQUESTS)),
        ..files_of(USERS, TRANSFERS)
    }
}

/// A users' file of these lines.
pub(crate) fn users(lines: &[&str]) -> String {
    with_headings(
        "N,Username,Email,Phone,Alternative Phone,Created at,Last sign in,Locale,Balance",
        lines,
    )
}

/// A transfers' file of these lines.
pub(crate) fn transfers(lines: &[&str]) -> String {
    with_headings("Date,From,To,Post,Quantity", lines)
}

fn with_headings(headings: &str, lines: &[&str]) -> String {
    let mut text = headings.to_owned();
    for line in lines {
        text.push('\n');
        text.push_str(line);
    }
    text.push('\n');
    text
}
