//! The kinds of account and of transfer: closed lists, one word each in the file.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// What an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountKind {
    /// A person or a household.
    Member,
    /// An organisation that gives and receives.
    Organisation,
    /// The community's shared account.
    Pot,
    /// The bank's own doings: events, coordinator time. Below nought for ever, in the open.
    Operating,
    /// Where welcome hours come from. Below nought for ever, in the open.
    Issuance,
    /// Minutes in dispute.
    Suspense,
    /// What stands between this bank and another.
    Clearing,
    /// The other side of balances brought in from an earlier system.
    Opening,
}

impl AccountKind {
    /// Every kind, in the order in which a trial balance lists them.
    pub const ALL: [AccountKind; 8] = [
        AccountKind::Member,
        AccountKind::Organisation,
        AccountKind::Pot,
        AccountKind::Operating,
        AccountKind::Issuance,
        AccountKind::Suspense,
        AccountKind::Clearing,
        AccountKind::Opening,
    ];

    /// The word in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            AccountKind::Member => "member",
            AccountKind::Organisation => "organisation",
            AccountKind::Pot => "pot",
            AccountKind::Operating => "operating",
            AccountKind::Issuance => "issuance",
            AccountKind::Suspense => "suspense",
            AccountKind::Clearing => "clearing",
            AccountKind::Opening => "opening",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<AccountKind> {
        AccountKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// What a transfer is for. Only [`TransferKind::Help`] counts as hours of help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TransferKind {
    /// Help given by one and received by another.
    Help,
    /// Minutes given away, nothing asked.
    Gift,
    /// Out of the pot.
    Grant,
    /// Into the pot.
    Donation,
    /// Welcome hours, out of the issuance account.
    Welcome,
    /// Credit for an event, out of the operating account.
    Event,
    /// Minutes that lapse by the bank's own rule.
    Expiry,
    /// A leaver's balance, or a settlement between banks.
    Settlement,
    /// A balance brought in from an earlier system.
    Opening,
    /// The mirror of another transfer.
    Reversal,
}

impl TransferKind {
    /// Every kind.
    pub const ALL: [TransferKind; 10] = [
        TransferKind::Help,
        TransferKind::Gift,
        TransferKind::Grant,
        TransferKind::Donation,
        TransferKind::Welcome,
        TransferKind::Event,
        TransferKind::Expiry,
        TransferKind::Settlement,
        TransferKind::Opening,
        TransferKind::Reversal,
    ];

    /// The word in the file and in the digest.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            TransferKind::Help => "help",
            TransferKind::Gift => "gift",
            TransferKind::Grant => "grant",
            TransferKind::Donation => "donation",
            TransferKind::Welcome => "welcome",
            TransferKind::Event => "event",
            TransferKind::Expiry => "expiry",
            TransferKind::Settlement => "settlement",
            TransferKind::Opening => "opening",
            TransferKind::Reversal => "reversal",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<TransferKind> {
        TransferKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

impl ToSql for AccountKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl FromSql for AccountKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<AccountKind> {
        AccountKind::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for TransferKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl FromSql for TransferKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<TransferKind> {
        TransferKind::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

#[cfg(test)]
mod tests {
    use super::{AccountKind, TransferKind};

    #[test]
    fn every_kind_is_read_back_from_its_word() {
        for kind in AccountKind::ALL {
            assert_eq!(AccountKind::parse(kind.as_str()), Some(kind));
        }
        for kind in TransferKind::ALL {
            assert_eq!(TransferKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(AccountKind::parse("Member"), None);
        assert_eq!(TransferKind::parse(""), None);
    }
}
