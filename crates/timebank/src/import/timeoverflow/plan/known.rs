//! What the bank holds before the import: its members, balances and earlier imports.

use std::collections::{HashMap, HashSet};

use ledger::{AccountId, AccountKind, TransferId};
use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::ids::{MemberId, MemberNumber};
use crate::import::store;
use crate::import::timeoverflow::SOURCE;
use crate::import::timeoverflow::identity::Register;
use crate::import::timeoverflow::model::Stamp;
use crate::member::{self, Profile};

/// The bank as the plan finds it.
pub(super) struct Known {
    pub(super) members: HashMap<MemberId, Profile>,
    /// Members who came with an earlier import.
    pub(super) imported: HashSet<MemberId>,
    /// How many transfers earlier imports posted, opening transfers apart.
    pub(super) transfers: u64,
    history: HashMap<AccountId, i64>,
    balances: HashMap<AccountId, i64>,
    kinds: HashMap<AccountId, AccountKind>,
}

impl Known {
    pub(super) fn load(conn: &Connection) -> Result<Self> {
        let mut members = HashMap::new();
        member::for_each(conn, |profile| {
            members.insert(profile.id, profile);
            Ok::<_, Error>(())
        })?;
        let (mut balances, mut kinds) = (HashMap::new(), HashMap::new());
        for (account, kind, minutes) in ledger::balances(conn)? {
            balances.insert(account, minutes.get());
            kinds.insert(account, kind);
        }
        let posted = store::transfers(conn, SOURCE)?;
        let mut history: HashMap<AccountId, i64> = HashMap::new();
        for &id in &posted {
            let transfer = ledger::transfer(conn, TransferId::new(id))?;
            for entry in transfer.map(|found| found.entries).unwrap_or_default() {
                *history.entry(entry.account).or_default() += entry.minutes.get();
            }
        }
        Ok(Self {
            members,
            transfers: u64::try_from(posted.len()).unwrap_or(u64::MAX),
            history,
            imported: store::members(conn, SOURCE)?.into_iter().collect(),
            balances,
            kinds,
        })
    }

    /// The member with this number.
    pub(super) fn with_number(&self, number: MemberNumber) -> Option<&Profile> {
        self.members.values().find(|member| member.number == number)
    }

    /// The member with this e-mail address, whatever its capitals.
    pub(super) fn with_email(&self, email: &str) -> Option<&Profile> {
        let sought = email.to_lowercase();
        self.members.values().find(|member| {
            member
                .email
                .as_deref()
                .is_some_and(|email| email.to_lowercase() == sought)
        })
    }

    pub(super) fn balance(&self, account: AccountId) -> i64 {
        self.balances.get(&account).copied().unwrap_or(0)
    }

    /// What the transfers of earlier imports add up to. What happened to them here since, such
    /// as a reversal, does not count.
    pub(super) fn history(&self, account: AccountId) -> i64 {
        self.history.get(&account).copied().unwrap_or(0)
    }

    /// The kind of an account; that of a person where it is still to be opened.
    pub(super) fn kind(&self, account: AccountId) -> AccountKind {
        self.kinds
            .get(&account)
            .copied()
            .unwrap_or(AccountKind::Member)
    }
}

/// The rows of earlier imports.
pub(super) fn register(conn: &Connection) -> Result<Register> {
    Ok(Register::new(store::rows(conn, SOURCE)?))
}

/// The state of the bank, by which a plan is seen to be out of date.
pub(in crate::import::timeoverflow) fn stamp(conn: &Connection) -> Result<Stamp> {
    Ok(Stamp {
        transfers: ledger::head(conn)?.seq,
        audit: store::newest_audit(conn)?,
    })
}
