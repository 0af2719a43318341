//! What the clock does with regular arrangements: asks the day after whether it happened, and
//! ends what nobody answers.

use rusqlite::Transaction;
use serde_json::json;

use super::model::{DateState, SeriesState};
use super::{WAITS, get, store, write};
use crate::actor::{Signature, System};
use crate::clock::Moment;
use crate::error::Result;
use crate::outbox::{self, NoticeKind};

/// How much of each kind one sweep looks at: its commit stays short.
const AT_ONCE: u32 = 100;

const BY_CLOCK: Signature = Signature {
    actor: None,
    acted_as: "clock",
};

/// What one sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Days of which somebody was asked whether it happened.
    pub asked: u32,
    /// Days and proposals that ended without an answer.
    pub lapsed: u32,
    /// There is more to do: sweep again.
    pub more: bool,
}

/// Does all that is due, for 100 of each kind at the most.
pub fn sweep(tx: &Transaction<'_>, _by: &System, moment: &Moment) -> Result<Swept> {
    let mut swept = Swept::default();
    for (id, number) in full(store::to_ask(tx, moment.today, AT_ONCE)?, &mut swept) {
        let until = Some(moment.now + WAITS);
        store::update_date(tx, id, number, DateState::Asked, until)?;
        let series = get(tx, id)?;
        let (member, kind) = (series.party(series.logs).id, NoticeKind::SeriesDay);
        let details = json!({ "number": number });
        outbox::tell(tx, moment, member, kind, id.uuid(), &details)?;
        write(tx, BY_CLOCK, "series.ask", &series, &details, moment)?;
        swept.asked += 1;
    }
    for (id, number) in full(store::unsaid(tx, moment.now, AT_ONCE)?, &mut swept) {
        store::update_date(tx, id, number, DateState::Lapsed, None)?;
        let details = json!({ "number": number });
        write(
            tx,
            BY_CLOCK,
            "series.lapse",
            &get(tx, id)?,
            &details,
            moment,
        )?;
        swept.lapsed += 1;
    }
    for series in full(store::unanswered(tx, moment.now, AT_ONCE)?, &mut swept) {
        store::update_state(tx, series.id, SeriesState::Lapsed, None, moment.now)?;
        write(tx, BY_CLOCK, "series.lapse", &series, &json!({}), moment)?;
        let (kind, subject) = (NoticeKind::SeriesLapsed, series.id.uuid());
        outbox::tell(tx, moment, series.proposed_by, kind, subject, &json!({}))?;
        swept.lapsed += 1;
    }
    for id in full(store::finished(tx, AT_ONCE)?, &mut swept) {
        store::update_state(tx, id, SeriesState::Over, None, moment.now)?;
        write(
            tx,
            BY_CLOCK,
            "series.over",
            &get(tx, id)?,
            &json!({}),
            moment,
        )?;
    }
    Ok(swept)
}

/// What was found, with a note where there may be more of it.
fn full<T>(found: Vec<T>, swept: &mut Swept) -> Vec<T> {
    swept.more |= found.len() == AT_ONCE as usize;
    found
}
