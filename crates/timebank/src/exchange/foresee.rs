//! What is there that a change of the bank's settings would concern: counted, and nothing written.

use chrono::NaiveDate;
use ledger::Minutes;
use rusqlite::Connection;

use super::{Filter, asks, store};
use crate::error::Result;
use crate::policy::Rule;

/// How many exchanges are in a state, and of how many of them a rule asks for its step.
pub(crate) fn asked_for(conn: &Connection, state: &'static str, rule: &Rule) -> Result<[i64; 2]> {
    let filter = Filter {
        state: Some(state),
        ..Filter::default()
    };
    let found = store::list(conn, &filter, None, u32::MAX)?;
    let mut counted = [0; 2];
    for exchange in found {
        counted[0] += 1;
        counted[1] += i64::from(asks(conn, rule, &exchange)?);
    }
    Ok(counted)
}

/// How many exchanges wait with a time limit, and how many of them for the other one’s word that
/// has not been handed to a coordinator.
pub(crate) fn with_limits(conn: &Connection) -> Result<[i64; 2]> {
    Ok(store::with_limits(conn)?)
}

/// The lengths as they were told of help done on a day or later; what was declined, withdrawn or
/// called off is left out.
pub(crate) fn lengths_told(conn: &Connection, from: NaiveDate) -> Result<Vec<Minutes>> {
    Ok(store::lengths_told(conn, from)?)
}
