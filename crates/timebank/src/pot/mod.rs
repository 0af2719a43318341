//! Hours that move without an exchange: welcome hours, gifts between members, donations to the
//! pot and grants from it.
//!
//! Nothing is minted here. Welcome hours come out of the bank's issuance account, whose balance
//! below nought anyone can see; gifts, donations and grants move hours that somebody already
//! has. The caller makes the transfer's id, so that a form sent twice moves the hours once.
//! No SQL: the book is written by `ledger`, the rest by `audit` and `outbox`.

mod model;

use ledger::{AccountId, Transfer, TransferKind};
use rusqlite::Transaction;
use serde_json::json;
use uuid::Uuid;

pub use model::Hours;

use crate::actor::{Coordinator, Member, Signature, System};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::member::{Profile, State};
use crate::{audit, bank, member, outbox};

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
        notice: "hours.welcome",
        from: bank::get(tx)?.accounts.issuance,
        to: receiver.account,
        subject: to.uuid(),
        tell: Some(to),
    };
    write(tx, by.into(), &step, hours, moment)
}

/// A member gives hours to another member, for nothing in return.
pub fn give(
    tx: &Transaction<'_>,
    by: &Member,
    to: MemberId,
    hours: &Hours,
    moment: &Moment,
) -> Result<()> {
    let receiver = taking_part(tx, to)?;
    if to == by.id() {
        return Err(Error::field("who", "Choose somebody other than yourself"));
    }
    has_enough(tx, by.person().account(), hours, OWN_HOURS)?;
    let step = Step {
        kind: TransferKind::Gift,
        action: "pot.give",
        notice: "hours.gift",
        from: by.person().account(),
        to: receiver.account,
        subject: to.uuid(),
        tell: Some(to),
    };
    write(tx, by.into(), &step, hours, moment)
}

/// A member gives hours to the pot.
pub fn donate(tx: &Transaction<'_>, by: &Member, hours: &Hours, moment: &Moment) -> Result<()> {
    has_enough(tx, by.person().account(), hours, OWN_HOURS)?;
    let step = Step {
        kind: TransferKind::Donation,
        action: "pot.donate",
        notice: "hours.donation",
        from: by.person().account(),
        to: bank::get(tx)?.accounts.pot,
        subject: by.id().uuid(),
        tell: None,
    };
    write(tx, by.into(), &step, hours, moment)
}

/// A coordinator grants hours out of the pot to somebody else.
pub fn grant(
    tx: &Transaction<'_>,
    by: &Coordinator,
    to: MemberId,
    hours: &Hours,
    moment: &Moment,
) -> Result<()> {
    let receiver = taking_part(tx, to)?;
    if to == by.id() {
        return Err(Error::Forbidden(
            "Another coordinator decides whether you get hours from the pot.",
        ));
    }
    let pot = bank::get(tx)?.accounts.pot;
    has_enough(tx, pot, hours, "There are fewer hours in the pot than that")?;
    let step = Step {
        kind: TransferKind::Grant,
        action: "pot.grant",
        notice: "hours.grant",
        from: pot,
        to: receiver.account,
        subject: to.uuid(),
        tell: Some(to),
    };
    write(tx, by.into(), &step, hours, moment)
}

const OWN_HOURS: &str = "You can give away the hours that you have, not more";

/// What is to be written, and who is to be told.
struct Step {
    kind: TransferKind,
    action: &'static str,
    notice: &'static str,
    from: AccountId,
    to: AccountId,
    subject: Uuid,
    tell: Option<MemberId>,
}

fn taking_part(tx: &Transaction<'_>, id: MemberId) -> Result<Profile> {
    let profile = member::get(tx, id)?;
    if profile.state == State::Active {
        Ok(profile)
    } else {
        let message = format!("{} is not taking part at the moment", profile.name);
        Err(Error::field("who", message))
    }
}

/// Refuses to take an account below nought. The same hours sent again are not looked at twice.
fn has_enough(
    tx: &Transaction<'_>,
    account: AccountId,
    hours: &Hours,
    message: &str,
) -> Result<()> {
    let sent_before = ledger::transfer(tx, hours.id)?.is_some();
    if sent_before || ledger::balance(tx, account)? >= hours.minutes {
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
    let details = json!({ "transfer": hours.id.uuid(), "minutes": hours.minutes.get() });
    audit::write(tx, by, moment, step.action, Some(step.subject), &details)?;
    if let Some(member) = step.tell {
        outbox::tell(tx, moment, member, step.notice, hours.id.uuid(), &details)?;
    }
    Ok(())
}
