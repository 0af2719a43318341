//! The second pair of eyes: grants over a length that the bank has decided on wait until somebody
//! else has looked at them. Floor 2.
//!
//! Nobody decides about a grant that they proposed or would get. A bank with nobody else who could
//! decide gives at once, and the audit says so.

use ledger::TransferId;
use rusqlite::{Connection, Transaction};
use serde_json::json;

use super::model::{Hours, Proposed};
use super::{Step, checked, has_enough, store, taking_part, write};
use crate::actor::{Coordinator, Treasurer};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::outbox::{self, NoticeKind};
use crate::policy::{self, Policy};
use crate::{audit, bank};

/// What became of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granted {
    /// It stands in the book.
    Given,
    /// A treasurer or another coordinator looks at it first.
    Waits,
}

/// The grants that wait, oldest first.
pub fn waiting(conn: &Connection) -> Result<Vec<Proposed>> {
    Ok(store::waiting(conn)?)
}

/// The grants that wait, and so many of those that were looked at twice, decided last first.
pub fn with_decided(conn: &Connection, limit: u32) -> Result<Vec<Proposed>> {
    Ok(store::with_decided(conn, limit)?)
}

/// One grant that waits, or that was looked at.
pub fn grant(conn: &Connection, id: TransferId) -> Result<Proposed> {
    store::grant(conn, id)?.ok_or(Error::NotFound("This grant"))
}

/// Whether a grant has to wait; if so it is written down. The same one sent twice waits once.
pub(super) fn has_to_wait(
    tx: &Transaction<'_>,
    by: &Coordinator,
    to: MemberId,
    hours: &Hours,
    words: &str,
    moment: &Moment,
) -> Result<bool> {
    match store::outcome(tx, hours.id)?.as_deref() {
        None => {}
        Some("waits") => return Ok(true),
        Some("given") => return Ok(false),
        Some(_) => {
            return Err(Error::Conflict("This grant has been declined.".into()));
        }
    }
    let minutes = hours.minutes.get();
    if !asks_second(&policy::current(tx)?, minutes) || ledger::transfer(tx, hours.id)?.is_some() {
        return Ok(false);
    }
    let alone = store::others_who_decide(tx, by.id(), to)? == 0;
    let what = if alone {
        "pot.grant_without_second"
    } else {
        store::propose(tx, hours, to, words, by.id(), moment)?;
        "pot.propose_grant"
    };
    let details = json!({ "transfer": hours.id.uuid(), "minutes": minutes });
    audit::write(tx, by.into(), moment, what, Some(to.uuid()), &details)?;
    Ok(!alone)
}

/// Whether a bank with these settings has somebody else look at a grant of so many minutes.
pub(crate) fn asks_second(policy: &Policy, minutes: i64) -> bool {
    let over = policy.grants.second_over;
    over.is_some_and(|most| minutes > i64::from(most))
}

/// Gives a grant that waits. `by` neither proposed it nor gets it.
pub fn approve_grant(
    tx: &Transaction<'_>,
    by: &Treasurer,
    id: TransferId,
    moment: &Moment,
) -> Result<()> {
    if store::outcome(tx, id)?.as_deref() == Some("given") {
        return Ok(());
    }
    let grant = undecided(tx, by, id)?;
    let receiver = taking_part(tx, grant.taker)?;
    let hours = Hours {
        id,
        minutes: grant.minutes,
        given_on: moment.today,
    };
    let pot = bank::get(tx)?.accounts.pot;
    if has_enough(tx, pot, &hours, "").is_err() {
        return Err(Error::Conflict(
            "There are fewer hours in the pot than that by now. Wait for more, or decline it."
                .into(),
        ));
    }
    let step = Step::grant(pot, &receiver, grant.words);
    write(tx, by.into(), &step, &hours, moment)?;
    Ok(store::decide(tx, id, "given", "", by.id(), moment)?)
}

/// Declines a grant that waits, and says why: to whoever proposed it, and on its page. The one who
/// would have got it knows nothing of it.
pub fn decline_grant(
    tx: &Transaction<'_>,
    by: &Treasurer,
    id: TransferId,
    reason: &str,
    moment: &Moment,
) -> Result<()> {
    let reason = checked(reason)?;
    if reason.is_empty() {
        return Err(Error::field("words", "Say why it is declined"));
    }
    let grant = undecided(tx, by, id)?;
    store::decide(tx, id, "refused", &reason, by.id(), moment)?;
    let details = json!({ "transfer": id.uuid(), "minutes": grant.minutes.get() });
    let kind = NoticeKind::GrantDeclined;
    outbox::tell(tx, moment, grant.by, kind, id.uuid(), &details)?;
    let subject = Some(grant.taker.uuid());
    audit::write(
        tx,
        by.into(),
        moment,
        "pot.decline_grant",
        subject,
        &details,
    )
}

fn undecided(tx: &Transaction<'_>, by: &Treasurer, id: TransferId) -> Result<Proposed> {
    match store::outcome(tx, id)?.as_deref() {
        None => return Err(Error::NotFound("This grant")),
        Some("waits") => {}
        Some(_) => {
            return Err(Error::Conflict(
                "Somebody else has decided about this grant meanwhile.".into(),
            ));
        }
    }
    let grant = grant(tx, id)?;
    if by.id() == grant.by || by.id() == grant.taker {
        return Err(Error::forbidden(
            "Somebody else decides about a grant that you proposed or would get.",
        ));
    }
    Ok(grant)
}
