//! The dialect of Ledger and hledger: they differ in how a commodity is declared.

use std::io::Write;

use chrono::{Datelike, NaiveDate};
use ledger::{AccountKind, PostedTransfer};

use super::{Dialect, Source};
use crate::Result;
use crate::accounts::{Account, Holder};

/// The dialect.
pub(super) struct Plain {
    /// How whole minutes without thousands separators are declared.
    commodity: &'static str,
    /// Whether tags are declared, so that a strict reading passes.
    declares_tags: bool,
}

/// The earliest year that Ledger knows.
const FIRST_YEAR: i32 = 1400;

impl Plain {
    pub(super) const HLEDGER: Plain = Plain {
        commodity: "commodity 1000. min",
        declares_tags: false,
    };
    pub(super) const LEDGER: Plain = Plain {
        commodity: "commodity min\n    format 1000 min",
        declares_tags: true,
    };
}

impl Dialect for Plain {
    fn begin(&mut self, source: &Source<'_>, out: &mut impl Write) -> Result<()> {
        writeln!(
            out,
            "; A transfer is dated on the day it was written = the day the help was given."
        )?;
        writeln!(out, "\n{}\n", self.commodity)?;
        if self.declares_tags {
            writeln!(out, "tag id\ntag reverses\ntag done_on\n")?;
        }
        for account in source.accounts.in_order() {
            writeln!(out, "account {}", name(account))?;
        }
        Ok(())
    }

    fn transfer(
        &mut self,
        source: &Source<'_>,
        day: NaiveDate,
        transfer: &PostedTransfer,
        out: &mut impl Write,
    ) -> Result<()> {
        let known = transfer.done_on.year() >= FIRST_YEAR;
        write!(out, "\n{day}")?;
        if known {
            write!(out, "={}", transfer.done_on)?;
        }
        writeln!(out, " * ({}) {}", transfer.seq, transfer.kind.as_str())?;
        writeln!(out, "    ; id: {}", transfer.id)?;
        if !known {
            writeln!(out, "    ; done_on: {}", transfer.done_on)?;
        }
        if let Some(original) = transfer.reverses {
            writeln!(out, "    ; reverses: {original}")?;
        }
        for entry in &transfer.entries {
            let name = name(source.accounts.get(entry.account)?);
            writeln!(out, "    {name:<28}{:>12} min", entry.minutes.get())?;
        }
        Ok(())
    }

    fn end(&mut self, source: &Source<'_>, day: NaiveDate, out: &mut impl Write) -> Result<()> {
        writeln!(out, "\n{day} * balances")?;
        for account in source.accounts.in_order() {
            let name = name(account);
            writeln!(out, "    {name:<28}{:>12} min = {} min", 0, account.balance)?;
        }
        Ok(())
    }
}

fn name(account: &Account) -> String {
    match (account.kind, account.holder) {
        (AccountKind::Organisation, Holder::Member(number)) => {
            format!("organisations:{:04}", number.get())
        }
        (_, Holder::Member(number)) => format!("members:{:04}", number.get()),
        (kind, Holder::Bank(1)) => format!("bank:{}", kind.as_str()),
        (kind, Holder::Bank(place)) => format!("bank:{}-{place}", kind.as_str()),
    }
}
