//! Makes a bank with a long book, to prove it: `cargo run --release -p hourbook-tests --example
//! big_bank -- FILE TRANSFERS [SEED]`.
//!
//! A thousand accounts help one another through the same `post` as everybody. Some minutes are
//! promised first, some transfers are taken back, limits change, and every month is closed. The
//! same seed makes the same book.

use std::error::Error;

use chrono::{DateTime, TimeDelta, Utc};
use database::Database;
use ledger::{
    AccountId, AccountKind, Hold, HoldId, Limits, Minutes, Month, Transfer, TransferId,
    TransferKind,
};
use rusqlite::Transaction;
use timebank::bank::{self, BankAccounts, NewBank};
use timebank::{Channel, Moment, System};
use uuid::Uuid;

const ACCOUNTS: u64 = 1_000;
const BATCH: u64 = 2_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(file), Some(transfers)) = (arguments.first(), arguments.get(1)) else {
        return Err("big_bank FILE TRANSFERS [SEED]".into());
    };
    let transfers: u64 = transfers.parse()?;
    let seed = arguments.get(2).map_or(Ok(1), |seed| seed.parse())?;
    let database = Database::create(file.as_ref())?;
    let mut story = Story::new(seed);
    database.write_blocking(found)?;
    let mut done = 0;
    while done < transfers {
        let count = BATCH.min(transfers - done);
        story = database.write_blocking(move |tx| {
            for _ in 0..count {
                story.next(tx)?;
            }
            Ok::<_, timebank::Error>(story)
        })?;
        done += count;
    }
    database.close();
    Ok(())
}

fn begins() -> DateTime<Utc> {
    DateTime::from_timestamp(1_577_880_000, 0).unwrap_or_default()
}

fn account(number: u64) -> AccountId {
    AccountId::new(Uuid::from_u128(0xACC0_0000_0000 + u128::from(number)))
}

fn found(tx: &Transaction<'_>) -> timebank::Result<()> {
    let of_bank = |n| AccountId::new(Uuid::from_u128(n));
    let accounts = BankAccounts {
        pot: of_bank(1),
        operating: of_bank(2),
        issuance: of_bank(3),
        opening: of_bank(4),
    };
    let new = NewBank::named("A Long Book");
    let moment = Moment::new(begins(), new.zone, Channel::Cli);
    bank::found(tx, &System::COMMAND_LINE, &new, accounts, &moment)?;
    let limits = Limits {
        lower: Minutes::new(-6_000),
        upper: None,
    };
    for number in 0..ACCOUNTS {
        let kind = AccountKind::Member;
        ledger::open_account(tx, account(number), kind, limits, begins())?;
    }
    Ok(())
}

/// Where the book has come to.
struct Story {
    dice: u64,
    number: u64,
    at: DateTime<Utc>,
    month: Option<Month>,
}

impl Story {
    fn new(seed: u64) -> Self {
        Self {
            dice: seed.wrapping_mul(2).wrapping_add(1),
            number: 0,
            at: begins(),
            month: Month::of(begins().date_naive()),
        }
    }

    /// Numbers that look like chance: xorshift.
    fn below(&mut self, end: u64) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        self.dice % end
    }

    /// The next transfer, and what goes before it.
    fn next(&mut self, tx: &Transaction<'_>) -> timebank::Result<()> {
        self.number += 1;
        let seconds = i64::try_from(self.below(300)).unwrap_or(0);
        self.at += TimeDelta::seconds(seconds);
        self.close_what_has_ended(tx)?;
        let giver = self.below(ACCOUNTS);
        let receiver = (giver + 1 + self.below(ACCOUNTS - 1)) % ACCOUNTS;
        let (from, to) = (account(receiver), account(giver));
        let minutes = Minutes::new(5 * (1 + i64::try_from(self.below(36)).unwrap_or(0)));
        let minutes = minutes.unwrap_or_default();
        let id = TransferId::new(Uuid::from_u128((1 << 100) + u128::from(self.number)));
        // Who has given back too little gets a gift from the bank first, as a welcome.
        if ledger::available(tx, from)?.get() - minutes.get() < -5_900 {
            let issuance = AccountId::new(Uuid::from_u128(3));
            return self.post(tx, id, TransferKind::Welcome, issuance, from, 600);
        }
        if self.number.is_multiple_of(50) {
            return self.promise_and_post(tx, id, (from, to), minutes);
        }
        self.post(tx, id, TransferKind::Help, from, to, minutes.get())?;
        Ok(())
    }

    fn post(
        &self,
        tx: &Transaction<'_>,
        id: TransferId,
        kind: TransferKind,
        from: AccountId,
        to: AccountId,
        minutes: i64,
    ) -> timebank::Result<()> {
        let day = self.at.date_naive();
        let minutes = Minutes::new(minutes).unwrap_or_default();
        let transfer = Transfer::between(id, kind, from, to, minutes, day)?;
        ledger::post(tx, &transfer, self.at)?;
        Ok(())
    }

    fn promise_and_post(
        &self,
        tx: &Transaction<'_>,
        id: TransferId,
        (from, to): (AccountId, AccountId),
        minutes: Minutes,
    ) -> timebank::Result<()> {
        let hold = Hold {
            id: HoldId::new(id.uuid()),
            from,
            to: Some(to),
            minutes,
            lapses_at: self.at + TimeDelta::days(1),
            source: None,
        };
        ledger::place(tx, &hold, self.at)?;
        let (kind, day) = (TransferKind::Help, self.at.date_naive());
        let transfer = Transfer::between(id, kind, from, to, minutes, day)?;
        ledger::post_hold(tx, hold.id, &transfer, self.at)?;
        Ok(())
    }

    fn close_what_has_ended(&mut self, tx: &Transaction<'_>) -> timebank::Result<()> {
        let Some(month) = self.month.filter(|month| month.end_in_utc() <= self.at) else {
            return Ok(());
        };
        ledger::close_month(tx, month, month.end_in_utc(), self.at, None)?;
        self.month = month.next();
        Ok(())
    }
}
