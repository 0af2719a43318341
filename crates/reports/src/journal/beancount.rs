//! The dialect of Beancount: five roots, capital letters, and an `open` before the first use.
//!
//! What the bank keeps for its members stands under Liabilities, its own accounts under Equity.

use std::io::Write;

use chrono::{Datelike, NaiveDate};
use ledger::{AccountKind, PostedTransfer};

use super::{Dialect, Source, one_line};
use crate::accounts::{Account, Accounts, Holder};
use crate::{Error, Result};

/// The dialect, with a note of what has been opened by now.
pub(super) struct Beancount {
    opened: Vec<bool>,
}

impl Beancount {
    pub(super) fn new(accounts: &Accounts) -> Beancount {
        Beancount {
            opened: vec![false; accounts.in_order().len()],
        }
    }

    /// Opens an account that is not open yet, on the day it was opened or on `day`, whichever
    /// comes first.
    fn open(
        &mut self,
        source: &Source<'_>,
        account: &Account,
        day: NaiveDate,
        out: &mut impl Write,
    ) -> Result<()> {
        let place = source.accounts.place(account.id)?;
        if self.opened[place] {
            return Ok(());
        }
        self.opened[place] = true;
        let opened_at = ledger::account(source.conn, account.id)?
            .ok_or(Error::Bank(timebank::Error::NotFound("An account")))?
            .opened_at;
        let day = day.min(source.bank.day_of(opened_at));
        Ok(writeln!(out, "{day} open {} MIN", name(account))?)
    }
}

impl Dialect for Beancount {
    fn begin(&mut self, source: &Source<'_>, out: &mut impl Write) -> Result<()> {
        writeln!(out, "; A transfer is dated on the day it was written.")?;
        let title = one_line(&source.bank.name)
            .replace('\\', "\\\\")
            .replace('"', "\\\"");
        writeln!(out, "\noption \"title\" \"{title}\"")?;
        writeln!(out, "option \"operating_currency\" \"MIN\"")?;
        let founded_on = source.bank.day_of(source.bank.founded_at);
        Ok(writeln!(
            out,
            "\n{founded_on} commodity MIN\n  name: \"Minutes\""
        )?)
    }

    fn transfer(
        &mut self,
        source: &Source<'_>,
        day: NaiveDate,
        transfer: &PostedTransfer,
        out: &mut impl Write,
    ) -> Result<()> {
        writeln!(out)?;
        for entry in &transfer.entries {
            self.open(source, source.accounts.get(entry.account)?, day, out)?;
        }
        writeln!(out, "{day} * \"{}\"", transfer.kind.as_str())?;
        writeln!(out, "  seq: {}", transfer.seq)?;
        writeln!(out, "  id: \"{}\"", transfer.id)?;
        // Python knows no day in the year 0; between quotation marks it is only text.
        let quote = if transfer.done_on.year() < 1 {
            "\""
        } else {
            ""
        };
        writeln!(out, "  done_on: {quote}{}{quote}", transfer.done_on)?;
        if let Some(original) = transfer.reverses {
            writeln!(out, "  reverses: \"{original}\"")?;
        }
        for entry in &transfer.entries {
            let name = name(source.accounts.get(entry.account)?);
            writeln!(out, "  {name:<34}{:>12} MIN", entry.minutes.get())?;
        }
        Ok(())
    }

    fn end(&mut self, source: &Source<'_>, day: NaiveDate, out: &mut impl Write) -> Result<()> {
        // A balance is that of the morning.
        let morning = day.succ_opt().unwrap_or(day);
        writeln!(out)?;
        for account in source.accounts.in_order() {
            self.open(source, account, day, out)?;
        }
        for account in source.accounts.in_order() {
            let name = name(account);
            writeln!(
                out,
                "{morning} balance {name:<34}{:>12} MIN",
                account.balance
            )?;
        }
        Ok(())
    }
}

fn name(account: &Account) -> String {
    match (account.kind, account.holder) {
        (AccountKind::Organisation, Holder::Member(number)) => {
            format!("Liabilities:Organisations:M{:04}", number.get())
        }
        (_, Holder::Member(number)) => format!("Liabilities:Members:M{:04}", number.get()),
        (kind, Holder::Bank(1)) => format!("Equity:{}", capitalised(kind)),
        (kind, Holder::Bank(place)) => format!("Equity:{}-{place}", capitalised(kind)),
    }
}

fn capitalised(kind: AccountKind) -> String {
    let (first, rest) = kind.as_str().split_at(1);
    first.to_ascii_uppercase() + rest
}
