//! The SQL that writes exchanges: new ones, their states, lengths and steps.

use chrono::{DateTime, Datelike, Utc};
use ledger::Minutes;
use rusqlite::{Transaction, named_params, params};
use uuid::Uuid;

use crate::clock::Moment;
use crate::exchange::keep::Standing;
use crate::exchange::model::{Awaits, ExchangeState, NewExchange, RecordedAs, Step};
use crate::ids::{ExchangeId, MemberId};

/// What is written of a new exchange beside what was told.
pub(in crate::exchange) struct Written {
    pub(in crate::exchange) by: Option<MemberId>,
    pub(in crate::exchange) recorded_as: RecordedAs,
    pub(in crate::exchange) minutes: Minutes,
    pub(in crate::exchange) corrects: Option<ExchangeId>,
}

pub(in crate::exchange) fn insert(
    tx: &Transaction<'_>,
    written: &Written,
    new: &NewExchange,
    state: &ExchangeState,
    moment: &Moment,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO exchange (id, year, serial, giver, receiver, listing, category, description,
                               note, done_on, minutes, raw_minutes, channel, recorded_by,
                               recorded_as, recorded_at, state, awaits, state_by, state_at,
                               corrects)
         VALUES (:id, :year,
                 (SELECT coalesce(max(serial), 0) + 1 FROM exchange WHERE year = :year),
                 :giver, :receiver, :listing, :category, :description, :note, :done_on, :minutes,
                 :raw, :channel, :by, :as, :now, :state, :awaits, :by, :now, :corrects)",
    )?
    .execute(named_params! {
        ":id": new.id, ":year": moment.today.year(), ":giver": new.giver,
        ":receiver": new.receiver, ":listing": new.listing, ":category": new.category,
        ":description": new.description, ":note": new.note, ":done_on": new.done_on,
        ":minutes": written.minutes.get(), ":raw": new.minutes.get(),
        ":channel": moment.channel.as_str(), ":by": written.by,
        ":as": written.recorded_as.as_str(), ":now": moment.now.timestamp(),
        ":state": state.as_str(), ":awaits": state.awaits().map(Awaits::as_str),
        ":corrects": written.corrects,
    })?;
    Ok(())
}

/// The first state of a new exchange with its time limit and hold, as the same version.
pub(in crate::exchange) fn settle_in(
    tx: &Transaction<'_>,
    id: ExchangeId,
    state: &ExchangeState,
    standing: &Standing,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE exchange SET state = ?2, awaits = ?3, stage = ?4, due_at = ?5, hold = ?6
          WHERE id = ?1",
    )?
    .execute(params![
        id,
        state.as_str(),
        state.awaits().map(Awaits::as_str),
        standing.stage.as_str(),
        standing.due_at.map(|due| due.timestamp()),
        standing.hold
    ])?;
    Ok(())
}

/// What a state keeps in columns of its own.
#[derive(Default)]
struct Columns<'a> {
    awaits: Option<&'static str>,
    claimed: Option<i64>,
    reason: Option<&'a str>,
    transfer: Option<Uuid>,
    lapsed_from: Option<&'static str>,
    corrected_by: Option<ExchangeId>,
}

impl<'a> Columns<'a> {
    fn of(state: &'a ExchangeState) -> Self {
        let mut columns = Self {
            awaits: state.awaits().map(Awaits::as_str),
            ..Self::default()
        };
        match state {
            ExchangeState::Proposed { .. }
            | ExchangeState::Recorded { .. }
            | ExchangeState::Agreed
            | ExchangeState::Arranged
            | ExchangeState::Confirmed => {}
            ExchangeState::Disputed {
                claimed, reason, ..
            } => {
                columns.claimed = claimed.map(Minutes::get);
                columns.reason = Some(reason);
            }
            ExchangeState::Posted { transfer } => columns.transfer = Some(transfer.uuid()),
            ExchangeState::Declined { reason }
            | ExchangeState::Withdrawn { reason }
            | ExchangeState::Cancelled { reason } => columns.reason = Some(reason),
            ExchangeState::Lapsed { from } => columns.lapsed_from = Some(from.as_str()),
            ExchangeState::Corrected {
                transfer,
                by,
                reason,
            } => {
                columns.transfer = Some(transfer.uuid());
                columns.corrected_by = Some(*by);
                columns.reason = Some(reason);
            }
            ExchangeState::Reversed { transfer, reason } => {
                columns.transfer = Some(transfer.uuid());
                columns.reason = Some(reason);
            }
        }
        columns
    }
}

pub(in crate::exchange) fn update_state(
    tx: &Transaction<'_>,
    id: ExchangeId,
    state: &ExchangeState,
    standing: &Standing,
    by: Option<MemberId>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let columns = Columns::of(state);
    tx.prepare_cached(
        "UPDATE exchange
            SET state = :state, awaits = :awaits, claimed_minutes = :claimed, reason = :reason,
                transfer = :transfer, lapsed_from = :lapsed_from, corrected_by = :corrected_by,
                stage = :stage, due_at = :due_at, hold = :hold, asked_at = NULL,
                asked_stage = 'fresh', asked_due_at = NULL,
                state_by = :by, state_at = :now, version = version + 1
          WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": id, ":state": state.as_str(), ":awaits": columns.awaits,
        ":claimed": columns.claimed, ":reason": columns.reason, ":transfer": columns.transfer,
        ":lapsed_from": columns.lapsed_from, ":corrected_by": columns.corrected_by,
        ":stage": standing.stage.as_str(),
        ":due_at": standing.due_at.map(|due| due.timestamp()), ":hold": standing.hold,
        ":by": by, ":now": now.timestamp(),
    })?;
    Ok(())
}

pub(in crate::exchange) fn update_minutes(
    tx: &Transaction<'_>,
    id: ExchangeId,
    minutes: Minutes,
    raw: Minutes,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE exchange SET minutes = ?2, raw_minutes = ?3 WHERE id = ?1",
        params![id, minutes.get(), raw.get()],
    )?;
    Ok(())
}

pub(in crate::exchange) fn insert_step(
    tx: &Transaction<'_>,
    id: ExchangeId,
    step: &Step,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO exchange_step (exchange, number, step, actor, spoke, channel, at, minutes,
                                    reason)
         VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM exchange_step WHERE exchange = ?1),
                 ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        id,
        step.kind.as_str(),
        step.actor,
        step.spoke,
        step.channel.as_str(),
        step.at.timestamp(),
        step.minutes.map(Minutes::get),
        step.reason
    ])?;
    Ok(())
}
