//! Hours that move without an exchange: welcome hours, gifts between members, donations to the
//! pot and grants from it.
//!
//! Nothing is minted here. Welcome hours come out of the bank's issuance account, whose balance
//! below nought anyone can see; gifts, donations and grants move hours that somebody already
//! has. The caller makes the transfer's id, so that a form sent twice moves the hours once.
//! The book is written by `ledger`; who gave to whom, and in what words, stands beside it.

mod model;
mod second;
mod store;

use std::collections::HashMap;

use ledger::{AccountId, StatementLine, Transfer, TransferId, TransferKind};
use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{Decided, Given, Hours, Proposed};
pub(crate) use second::asks_second;
pub use second::{
    Granted, approve_grant, decline_grant, grant as proposed_grant, waiting, with_decided,
};

use crate::actor::{Coordinator, Member, Signature, System};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::member::Profile;
use crate::outbox::{self, NoticeKind};
use crate::typed::tidy;
use crate::{audit, bank, block, member, policy};

/// Gives a new member their welcome hours, out of the issuance account.
pub fn welcome(
    tx: &Transaction<'_>,
    by: &System,
    to: MemberId,
    hours: &Hours,
    moment: &Moment,
) -> Result<()> {
    let receiver = taking_part(tx, to)?;
    let step = Step {
        kind: TransferKind::Welcome,
        action: "pot.welcome",
        notice: NoticeKind::Welcome,
        from: bank::get(tx)?.accounts.issuance,
        to: receiver.account,
        giver: None,
        taker: Some(to),
        words: String::new(),
    };
    write(tx, by.into(), &step, hours, moment)
}

/// A member gives hours to another member, for nothing in return. `words` go with them.
pub fn give(
    tx: &Transaction<'_>,
    by: &Member,
    to: MemberId,
    hours: &Hours,
    words: &str,
    moment: &Moment,
) -> Result<()> {
    let receiver = taking_part(tx, to)?;
    if to == by.id() {
        return Err(Error::field("who", "Choose somebody other than yourself"));
    }
    block::check(tx, by.id(), to)?;
    has_enough(tx, by.person().account(), hours, OWN_HOURS)?;
    let step = Step {
        kind: TransferKind::Gift,
        action: "pot.give",
        notice: NoticeKind::Gift,
        from: by.person().account(),
        to: receiver.account,
        giver: Some(by.id()),
        taker: Some(to),
        words: checked(words)?,
    };
    write(tx, by.into(), &step, hours, moment)
}

/// A member gives hours to the pot. `words` go with them.
pub fn donate(
    tx: &Transaction<'_>,
    by: &Member,
    hours: &Hours,
    words: &str,
    moment: &Moment,
) -> Result<()> {
    has_enough(tx, by.person().account(), hours, OWN_HOURS)?;
    let step = Step {
        kind: TransferKind::Donation,
        action: "pot.donate",
        notice: NoticeKind::Donation,
        from: by.person().account(),
        to: bank::get(tx)?.accounts.pot,
        giver: Some(by.id()),
        taker: None,
        words: checked(words)?,
    };
    write(tx, by.into(), &step, hours, moment)
}

/// A coordinator grants hours out of the pot to somebody else, and says why. Over the length that
/// the bank has decided on, it waits for somebody else.
pub fn grant(
    tx: &Transaction<'_>,
    by: &Coordinator,
    to: MemberId,
    hours: &Hours,
    reason: &str,
    moment: &Moment,
) -> Result<Granted> {
    let receiver = taking_part(tx, to)?;
    if to == by.id() {
        return Err(Error::forbidden(
            "Another coordinator decides whether you get hours from the pot.",
        ));
    }
    let words = checked(reason)?;
    if words.is_empty() {
        return Err(Error::field("words", "Say why the pot gives them"));
    }
    let pot = bank::get(tx)?.accounts.pot;
    has_enough(tx, pot, hours, "There are fewer hours in the pot than that")?;
    hours.check(moment)?;
    if second::has_to_wait(tx, by, to, hours, &words, moment)? {
        return Ok(Granted::Waits);
    }
    let step = Step::grant(pot, &receiver, words);
    write(tx, by.into(), &step, hours, moment)?;
    Ok(Granted::Given)
}

/// The pot: what is in it, and what came in and went out, newest first, at most `limit` lines.
pub fn movements(conn: &Connection, limit: usize) -> Result<(i64, Vec<Movement>)> {
    let pot = bank::get(conn)?.accounts.pot;
    let mut given = store::of_pot(conn)?;
    let book = ledger::statement(conn, pot, None, None)?;
    let lines = book.lines.into_iter().rev().take(limit);
    let movements = lines.map(|line| Movement {
        given: given.remove(&line.transfer).unwrap_or_default(),
        line,
    });
    Ok((book.closing.get(), movements.collect()))
}

/// One line of the pot.
#[derive(Clone, Debug)]
pub struct Movement {
    /// The line of the book.
    pub line: StatementLine,
    /// Who gave, who got, in what words.
    pub given: Given,
}

/// The hours a member gave or got without an exchange, by their transfers.
pub fn given_of(conn: &Connection, member: MemberId) -> Result<HashMap<TransferId, Given>> {
    Ok(store::of_member(conn, member)?)
}

/// Writes down who gave what is left on the account of a member who leaves, or who made up what
/// was missing.
pub(crate) fn note_settlement(
    tx: &Transaction<'_>,
    by: Signature,
    transfer: TransferId,
    leaver: MemberId,
    other: Option<MemberId>,
    moment: &Moment,
) -> Result<()> {
    let new = store::NewGiven {
        transfer,
        kind: TransferKind::Settlement.as_str(),
        giver: Some(leaver),
        taker: other,
        by: by.actor,
        words: "",
    };
    Ok(store::insert(tx, &new, moment)?)
}

fn checked(words: &str) -> Result<String> {
    let words = tidy(words);
    if words.chars().count() > 400 {
        return Err(Error::field(
            "words",
            "What you write must be 400 characters or less",
        ));
    }
    Ok(words)
}

const OWN_HOURS: &str = "You can give away the hours that you have, not more";

/// What is to be written, and who is to be told.
struct Step {
    kind: TransferKind,
    action: &'static str,
    notice: NoticeKind,
    from: AccountId,
    to: AccountId,
    giver: Option<MemberId>,
    taker: Option<MemberId>,
    words: String,
}

impl Step {
    fn grant(pot: AccountId, receiver: &Profile, words: String) -> Self {
        Self {
            kind: TransferKind::Grant,
            action: "pot.grant",
            notice: NoticeKind::Grant,
            from: pot,
            to: receiver.account,
            giver: None,
            taker: Some(receiver.id),
            words,
        }
    }
}

fn taking_part(tx: &Transaction<'_>, id: MemberId) -> Result<Profile> {
    let profile = member::get(tx, id)?;
    if profile.takes_part() {
        Ok(profile)
    } else {
        let message = format!("{} is not taking part at the moment", profile.name);
        Err(Error::field("who", message))
    }
}

/// Refuses to take what is available of an account below nought. The same hours sent again are
/// not looked at twice.
fn has_enough(
    tx: &Transaction<'_>,
    account: AccountId,
    hours: &Hours,
    message: &str,
) -> Result<()> {
    let sent_before = ledger::transfer(tx, hours.id)?.is_some();
    if sent_before || ledger::available(tx, account)? >= hours.minutes {
        Ok(())
    } else {
        Err(Error::field("minutes", message))
    }
}

fn write(
    tx: &Transaction<'_>,
    by: Signature,
    step: &Step,
    hours: &Hours,
    moment: &Moment,
) -> Result<()> {
    hours.check(moment)?;
    let transfer = Transfer::between(
        hours.id,
        step.kind,
        step.from,
        step.to,
        hours.minutes,
        hours.given_on,
    )?;
    if ledger::post(tx, &transfer, moment.now)?.already {
        return Ok(());
    }
    let new = store::NewGiven {
        transfer: hours.id,
        kind: step.kind.as_str(),
        giver: step.giver,
        taker: step.taker,
        by: by.actor,
        words: &step.words,
    };
    store::insert(tx, &new, moment)?;
    let details = json!({ "transfer": hours.id.uuid(), "minutes": hours.minutes.get() });
    let subject = step.taker.or(step.giver).map(MemberId::uuid);
    audit::write(tx, by, moment, step.action, subject, &details)?;
    if let Some(member) = step.taker {
        outbox::tell(tx, moment, member, step.notice, hours.id.uuid(), &details)?;
        policy::note_if_beyond(tx, member, step.to, hours.minutes.get(), moment)?;
    }
    Ok(())
}
