//! An invented exchange for tests of these pages: Ann helped Bob in his garden.

use chrono::{DateTime, NaiveDate};
use ledger::{AccountId, Minutes};
use timebank::exchange::{Exchange, ExchangeState, Party, RecordedAs, Reference, Step, StepKind};
use timebank::{CategoryId, Channel, ExchangeId, MemberId, MemberNumber};
use uuid::Uuid;

pub(crate) const ANN: MemberId = MemberId::new(Uuid::from_u128(1));
pub(crate) const BOB: MemberId = MemberId::new(Uuid::from_u128(2));
pub(crate) const RUTH: MemberId = MemberId::new(Uuid::from_u128(3));

pub(crate) fn minutes(minutes: i64) -> Minutes {
    Minutes::new(minutes).unwrap()
}

pub(crate) fn exchange(state: ExchangeState) -> Exchange {
    let recorded_at = DateTime::from_timestamp(1_795_169_640, 0).unwrap();
    Exchange {
        id: ExchangeId::new(Uuid::from_u128(9)),
        reference: Reference {
            year: 2026,
            serial: 1179,
        },
        giver: party(ANN, "Ann Whitcombe", "Ann"),
        receiver: party(BOB, "Bob Farrow", "Bob"),
        listing: None,
        category: Some(CategoryId::new(2)),
        category_name: "Gardening".into(),
        icon: "garden".into(),
        description: "cut back the raspberries".into(),
        note: String::new(),
        done_on: NaiveDate::from_ymd_opt(2026, 11, 19).unwrap(),
        minutes: minutes(90),
        raw_minutes: minutes(90),
        channel: Channel::Web,
        recorded_by: Some(BOB),
        recorded_as: RecordedAs::Receiver,
        recorded_at,
        state,
        state_by: Some(BOB),
        state_at: recorded_at,
        area: None,
        stage: timebank::exchange::Stage::Fresh,
        due_at: None,
        hold: None,
        corrects: None,
        asked_at: None,
        project: None,
        version: 3,
    }
}

pub(crate) fn step(kind: StepKind, actor: MemberId, name: &str) -> Step {
    Step {
        kind,
        actor: Some(actor),
        actor_name: name.into(),
        spoke: None,
        spoke_name: String::new(),
        channel: Channel::Web,
        at: DateTime::from_timestamp(1_795_169_640, 0).unwrap(),
        minutes: None,
        reason: String::new(),
    }
}

fn party(id: MemberId, name: &str, greeting: &str) -> Party {
    Party {
        id,
        name: name.into(),
        greeting: greeting.into(),
        number: MemberNumber::new(142),
        account: AccountId::new(id.uuid()),
        area_name: "Mill End".into(),
    }
}
