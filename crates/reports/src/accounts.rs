//! Whose account is whose: the names under which a file that leaves the bank lists accounts.
//!
//! Members stand there by number and never by name. The map is as large as the list of
//! accounts, not as the book.

use std::collections::HashMap;

use ledger::{AccountId, AccountKind};
use rusqlite::Connection;
use timebank::{MemberNumber, member};

use crate::{Error, Result};

/// All accounts of the book.
pub(crate) struct Accounts(Vec<Account>);

/// An account and what it is called.
pub(crate) struct Account {
    pub(crate) id: AccountId,
    pub(crate) kind: AccountKind,
    pub(crate) holder: Holder,
    /// Minutes, as the book stands now.
    pub(crate) balance: i64,
}

/// Whose an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Holder {
    /// A person’s or an organisation’s.
    Member(MemberNumber),
    /// The bank’s own: the first of its kind, the second …
    Bank(u32),
}

impl Accounts {
    /// Reads all accounts.
    pub(crate) fn of(conn: &Connection) -> Result<Accounts> {
        let mut members = HashMap::new();
        member::for_each(conn, |member| {
            members.insert(member.account, member.number);
            Result::Ok(())
        })?;
        let mut own: HashMap<AccountKind, u32> = HashMap::new();
        let mut accounts = Vec::new();
        for (id, kind, balance) in ledger::balances(conn)? {
            let holder = members.get(&id).map_or_else(
                || {
                    let place = own.entry(kind).or_default();
                    *place += 1;
                    Holder::Bank(*place)
                },
                |number| Holder::Member(*number),
            );
            accounts.push(Account {
                id,
                kind,
                holder,
                balance: balance.get(),
            });
        }
        accounts.sort_by_key(|account| account.id);
        Ok(Accounts(accounts))
    }

    /// Where an account stands in [`Accounts::place`]s, from 0.
    pub(crate) fn place(&self, id: AccountId) -> Result<usize> {
        self.0
            .binary_search_by_key(&id, |account| account.id)
            .map_err(|_| Error::Bank(timebank::Error::NotFound("An account of the book")))
    }

    /// The account of this id.
    pub(crate) fn get(&self, id: AccountId) -> Result<&Account> {
        Ok(&self.0[self.place(id)?])
    }

    /// All accounts by kind, then by number.
    pub(crate) fn in_order(&self) -> Vec<&Account> {
        let mut accounts: Vec<&Account> = self.0.iter().collect();
        accounts.sort_by_key(|account| (account.kind, account.holder));
        accounts
    }
}

impl Account {
    /// The member’s number as the bank prints it, or the code of the bank’s own account.
    pub(crate) fn name(&self, prefix: &str) -> String {
        match self.holder {
            Holder::Member(number) => number.printed(prefix),
            Holder::Bank(1) => self.kind.as_str().to_owned(),
            Holder::Bank(place) => format!("{}-{place}", self.kind.as_str()),
        }
    }
}
