//! Asking neighbours about a request: who could help, whom to ask, what they say.
//!
//! Beside a request of one’s own, and of anybody’s for coordinators, stands who could help
//! ([`beside`]). One page asks up to three of them; one page shows how it stands, and there
//! whoever is asked answers.

mod acts;
mod ask;
pub(in crate::pages) mod beside;
mod reasons;
mod show;

pub use self::acts::{answer, answer_for, follow_up, stop};
pub use self::ask::{ask, choose};
pub use self::show::show;

pub(crate) use self::beside::stands;
pub(crate) use self::reasons::{reasons, seeker};

use timebank::AskingId;

/// The address of an asking.
pub(crate) fn address(id: AskingId) -> String {
    format!("/askings/{id}")
}

#[cfg(test)]
pub(crate) mod samples {
    use chrono::{DateTime, NaiveDate};
    use ledger::Minutes;
    use timebank::asking::{Answer, Asked, Asking, AskingState, Match, Reply};
    use timebank::{AskingId, Channel, ListingId, MemberId, MemberNumber};
    use uuid::Uuid;

    pub(crate) const DILYS: MemberId = MemberId::new(Uuid::from_u128(1));
    pub(crate) const PRIYA: MemberId = MemberId::new(Uuid::from_u128(2));
    pub(crate) const TOM: MemberId = MemberId::new(Uuid::from_u128(3));

    fn asked(member: MemberId, name: &str, reply: Option<Reply>) -> Asked {
        Asked {
            member,
            name: name.to_owned(),
            phone: "01632 960177".to_owned(),
            answer: reply.map(|reply| Answer {
                reply,
                at: DateTime::from_timestamp(1_795_262_400, 0).unwrap(),
                by: None,
                channel: Channel::Web,
            }),
        }
    }

    /// Dilys asks Priya, who has not answered, and Tom, who cannot.
    pub(crate) fn asking() -> Asking {
        Asking {
            id: AskingId::new(Uuid::from_u128(8)),
            request: ListingId::new(Uuid::from_u128(7)),
            title: "Walk Biscuit, a small calm dog".to_owned(),
            category: None,
            member: DILYS,
            member_name: "Dilys Prosser".to_owned(),
            member_greeting: "Dilys".to_owned(),
            area_name: "Mill End".to_owned(),
            asked_by: DILYS,
            asked_by_name: "Dilys Prosser".to_owned(),
            introduced: false,
            message: "He is no trouble.".to_owned(),
            planned_on: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
            minutes: Minutes::new(30).unwrap(),
            asked_at: DateTime::from_timestamp(1_795_176_000, 0).unwrap(),
            ends_at: DateTime::from_timestamp(1_795_564_800, 0).unwrap(),
            state: AskingState::Open,
            state_at: DateTime::from_timestamp(1_795_176_000, 0).unwrap(),
            followed_up: false,
            people: vec![
                asked(PRIYA, "Priya Nair", None),
                asked(TOM, "Tom Brindle", Some(Reply::No)),
            ],
        }
    }

    pub(crate) fn helper() -> Match {
        Match {
            member: PRIYA,
            number: MemberNumber::new(31),
            name: "Priya Nair".to_owned(),
            area_name: "Northgate".to_owned(),
            near: false,
            offer: "Walks along the river".to_owned(),
            offer_kind: "Dog walking and pets".to_owned(),
            same_kind: true,
            evidence: None,
            last_together: None,
            languages: Vec::new(),
            times: Vec::new(),
            given_lately: 90,
        }
    }
}
