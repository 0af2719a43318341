//! What stands beside an open request: who could help, and how it stands with those who are asked.

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use rusqlite::Connection;
use timebank::asking::{self, Asking, AskingState, Match};
use timebank::listing::{Listing, ListingKind};
use timebank::{MemberId, Moment};

use super::{address, reasons, seeker};
use crate::words::{self, say};

/// How many of those who could help stand beside a request.
const FEW: u32 = 5;

/// Who could help with a request, and who is asked.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Beside {
    /// How it stands: "Priya Nair and Tom Brindle are asked, until 25 November."
    pub(in crate::pages) stands: String,
    /// Where to see it, and what to press; may be empty.
    pub(in crate::pages) path: String,
    pub(in crate::pages) label: String,
    /// Nobody is asked now, so somebody can be.
    pub(in crate::pages) may_ask: bool,
    /// Somebody was found, so the request can be closed.
    pub(in crate::pages) found: bool,
    pub(in crate::pages) helpers: Vec<Helper>,
}

/// Somebody who could help.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Helper {
    pub(in crate::pages) id: MemberId,
    pub(in crate::pages) name: String,
    pub(in crate::pages) why: String,
}

impl Beside {
    #[cfg(test)]
    pub(in crate::pages) fn sample() -> Self {
        let helper = super::samples::helper();
        Self {
            stands: "Tom Brindle could not this time.".to_owned(),
            path: "/askings/8".to_owned(),
            label: say("asking-see-what-they-say"),
            may_ask: true,
            found: false,
            helpers: vec![Helper {
                id: helper.member,
                name: helper.name,
                why: "Offers Dog walking and pets".to_owned(),
            }],
        }
    }

    /// For an open request; nothing for anything else.
    pub(in crate::pages) fn read(
        conn: &Connection,
        listing: &Listing,
        staff: bool,
        (moment, zone): (&Moment, Tz),
    ) -> timebank::Result<Option<Self>> {
        if listing.kind != ListingKind::Request || !listing.open {
            return Ok(None);
        }
        let newest = asking::of_request(conn, listing.id)?.into_iter().next();
        let may_ask = newest.as_ref().is_none_or(|asking| !asking.is_open());
        let found = if may_ask {
            asking::matches(conn, listing, seeker(staff), FEW, moment)?
        } else {
            Vec::new()
        };
        let day = (moment.today, zone);
        Ok(Some(Self::new(newest.as_ref(), &found, staff, day)))
    }

    fn new(
        newest: Option<&Asking>,
        found: &[Match],
        staff: bool,
        (today, zone): (NaiveDate, Tz),
    ) -> Self {
        let helper = |one: &Match| Helper {
            id: one.member,
            name: one.name.clone(),
            why: reasons(one, staff, today).join(" · "),
        };
        let (path, label) = match newest.map(|asking| (asking, asking.state)) {
            None => (String::new(), String::new()),
            Some((_, AskingState::Found { exchange })) => (
                format!("/exchanges/{exchange}"),
                say("asking-see-what-is-arranged"),
            ),
            Some((asking, _)) => (address(asking.id), say("asking-see-what-they-say")),
        };
        Self {
            stands: newest.map_or_else(String::new, |asking| stands(asking, today, zone)),
            path,
            label,
            may_ask: newest.is_none_or(|asking| !asking.is_open()),
            found: newest.is_some_and(|one| matches!(one.state, AskingState::Found { .. })),
            helpers: found.iter().map(helper).collect(),
        }
    }
}

/// How an asking stands, in a sentence.
pub(crate) fn stands(asking: &Asking, today: NaiveDate, zone: Tz) -> String {
    let names: Vec<&str> = asking.people.iter().map(|one| &*one.name).collect();
    let they = words::list(&names);
    match asking.state {
        AskingState::Open => say!(
            "asking-are-asked",
            number = names.len(),
            names = they,
            until = words::day_near(last_day(asking, zone), today),
        ),
        AskingState::Found { .. } => {
            let day = words::weekday_short(asking.planned_on);
            match asking.helper() {
                Some(helper) => say!("asking-can-help-on", name = &helper.name, day = day),
                None => say!("asking-somebody-can-help-on", day = day),
            }
        }
        AskingState::Nobody => {
            say!("asking-could-not", number = names.len(), names = they)
        }
        AskingState::Lapsed => {
            say!("asking-did-not-say-yes", number = names.len(), names = they)
        }
        AskingState::Stopped => {
            say!("asking-need-not-answer", number = names.len(), names = they)
        }
    }
}

/// The last day on which somebody can answer.
pub(crate) fn last_day(asking: &Asking, zone: Tz) -> NaiveDate {
    let last = asking.ends_at - TimeDelta::seconds(1);
    last.with_timezone(&zone).date_naive()
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn today() -> (NaiveDate, Tz) {
        (NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(), Tz::UTC)
    }

    #[test]
    fn while_people_are_asked_nobody_else_is_offered() {
        let asking = samples::asking();
        let beside = Beside::new(Some(&asking), &[], false, today());
        assert!(!beside.may_ask && beside.helpers.is_empty());
        assert!(
            beside
                .stands
                .starts_with("Priya Nair and Tom Brindle are asked.")
        );
        assert!(beside.path.starts_with("/askings/"));
    }

    #[test]
    fn nobody_could_is_said_without_reproach_and_others_can_be_asked() {
        let asking = Asking {
            state: AskingState::Nobody,
            ..samples::asking()
        };
        let found = [samples::helper()];
        let beside = Beside::new(Some(&asking), &found, false, today());
        assert!(beside.may_ask);
        assert_eq!(
            beside.stands,
            "Priya Nair and Tom Brindle could not this time."
        );
        assert!(beside.helpers[0].why.starts_with("Offers Dog walking"));
    }
}
