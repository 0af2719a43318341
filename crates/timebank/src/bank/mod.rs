//! The bank itself: its name, where it is, whom members ring, and its own accounts in the book.

mod model;
mod store;

use ledger::{AccountKind, Limits};
use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{Bank, BankAccounts, Contact, NewBank, Particulars};
pub(crate) use store::read as read_bank;

use crate::actor::{Administrator, System};
use crate::audit;
use crate::category;
use crate::clock::Moment;
use crate::error::{Error, Result};

/// Founds the bank in an empty file: its row, its four accounts and a starting set of kinds of
/// help. Refused when the file already holds a bank.
pub fn found(
    tx: &Transaction<'_>,
    by: &System,
    new: &NewBank,
    accounts: BankAccounts,
    moment: &Moment,
) -> Result<Bank> {
    if store::get(tx)?.is_some() {
        return Err(Error::Conflict("This file already holds a bank.".into()));
    }
    new.check()?;
    for (account, kind) in [
        (accounts.pot, AccountKind::Pot),
        (accounts.operating, AccountKind::Operating),
        (accounts.issuance, AccountKind::Issuance),
        (accounts.opening, AccountKind::Opening),
    ] {
        ledger::open_account(tx, account, kind, Limits::NONE, moment.now)?;
    }
    store::insert(tx, new, accounts, moment.now)?;
    category::add_starting_set(tx)?;
    audit::write(
        tx,
        by.into(),
        moment,
        "bank.found",
        None,
        &json!({ "demo": new.demo }),
    )?;
    get(tx)
}

/// The bank of this file.
pub fn get(conn: &Connection) -> Result<Bank> {
    store::get(conn)?.ok_or(Error::NotFound("The bank"))
}

/// Changes the name, the place and whom members ring. The prefix of numbers stays: it is printed.
pub fn change(
    tx: &Transaction<'_>,
    by: &Administrator,
    particulars: &Particulars,
    moment: &Moment,
) -> Result<()> {
    particulars.check()?;
    store::update(tx, particulars)?;
    audit::write(tx, by.into(), moment, "bank.change", None, &json!({}))
}

/// Changes whom members ring.
pub fn change_contact(
    tx: &Transaction<'_>,
    by: &Administrator,
    contact: &Contact,
    moment: &Moment,
) -> Result<()> {
    contact.check()?;
    store::update_contact(tx, contact)?;
    audit::write(
        tx,
        by.into(),
        moment,
        "bank.change_contact",
        None,
        &json!({}),
    )
}
