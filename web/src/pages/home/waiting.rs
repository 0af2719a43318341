//! What waits for the member's answer, what is arranged, and days of regular help that have come.

use chrono::NaiveDate;
use chrono_tz::Tz;
use timebank::MemberId;
use timebank::asking::Asking;
use timebank::exchange::Exchange;
use timebank::series::{Date, Series, SeriesState};

use super::Seen;
use crate::components::{Tag, Tone};
use crate::pages::exchanges::telling::{self, Telling};
use crate::pages::{askings, regular};
use crate::words;

/// An exchange or a question that waits for the member's answer.
pub(super) struct Waiting {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) act: &'static str,
    pub(super) said_again: String,
}

/// Something that is arranged, or asked for, and not done yet.
pub(super) struct Ahead {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) tag: Tag,
}

/// A day of a regular arrangement: did it happen?
pub(super) struct Day {
    pub(super) title: String,
    pub(super) about: String,
    pub(super) path: String,
    pub(super) said_again: String,
}

impl Day {
    pub(super) fn new(series: &Series, date: Date, me: MemberId) -> Self {
        let day = words::weekday_short(date.planned_on);
        let length = words::length(series.minutes.get());
        Self {
            title: format!("Did this happen? {day}, {length}"),
            about: format!("{}: {}.", regular::who(series, me), regular::what(series)),
            path: format!("{}/days/{}", regular::address(series.id), date.number),
            said_again: format!("{day}, with {}", series.other(me).name),
        }
    }
}

impl Waiting {
    pub(super) fn all(seen: &Seen, me: MemberId, zone: Tz, today: NaiveDate) -> Vec<Self> {
        let exchanges = seen
            .awaiting
            .iter()
            .map(|exchange| Self::new(exchange, &Telling::new(exchange, me, zone), today));
        let asked = seen.asked.iter().map(Self::asked);
        let proposed = seen.regular.iter().filter(|one| one.awaits(me));
        let proposed = proposed.map(|one| Self::regular(one, me));
        exchanges.chain(asked).chain(proposed).collect()
    }

    /// Somebody would like regular help.
    fn regular(series: &Series, me: MemberId) -> Self {
        Self {
            path: regular::address(series.id),
            title: format!("{} asks about regular help", series.other(me).name),
            about: format!("{}. {}.", regular::what(series), regular::rhythm(series)),
            act: "Look and answer",
            said_again: regular::what(series),
        }
    }

    /// A neighbour asks whether the member could help.
    fn asked(asking: &Asking) -> Self {
        Self {
            path: askings::address(asking.id),
            title: format!("{} asks whether you can help", asking.member_name),
            about: format!(
                "{}, on {}, about {}.",
                asking.title,
                words::weekday_short(asking.planned_on),
                words::length(asking.minutes.get())
            ),
            act: "Look and answer",
            said_again: asking.title.clone(),
        }
    }

    pub(super) fn new(exchange: &Exchange, telling: &Telling<'_>, today: NaiveDate) -> Self {
        let other = &telling.other().name;
        let length = words::length(exchange.minutes.get());
        Self {
            path: format!("/exchanges/{}", exchange.id),
            title: telling.claim(other),
            about: format!(
                "{}, on {}.",
                telling::what(exchange),
                words::day_near(exchange.done_on, today)
            ),
            act: if exchange.state.is_ahead() {
                "Look and answer"
            } else {
                "Check and confirm"
            },
            said_again: format!("{length} with {other}"),
        }
    }
}

impl Ahead {
    pub(super) fn all(seen: &Seen, me: MemberId, zone: Tz, today: NaiveDate) -> Vec<Self> {
        let once = seen
            .ahead
            .iter()
            .map(|exchange| Self::new(exchange, &Telling::new(exchange, me, zone), today));
        let others = seen.regular.iter().filter(|one| !one.awaits(me));
        once.chain(others.map(|one| Self::regular(one, me, today)))
            .collect()
    }

    fn regular(series: &Series, me: MemberId, today: NaiveDate) -> Self {
        let next = series.next(today).map_or_else(String::new, |date| {
            format!(" Next on {}.", words::weekday_short(date.planned_on))
        });
        Self {
            path: regular::address(series.id),
            title: regular::who(series, me),
            about: format!(
                "{}. {}.{next}",
                regular::rhythm(series),
                regular::what(series)
            ),
            tag: match series.state {
                SeriesState::Proposed => Tag::new("Asked", Tone::Waiting),
                _ => Tag::new("Regular", Tone::Plain),
            },
        }
    }

    fn new(exchange: &Exchange, telling: &Telling<'_>, today: NaiveDate) -> Self {
        Self {
            path: format!("/exchanges/{}", exchange.id),
            title: telling.helped(),
            about: format!(
                "{}, on {}",
                telling::what(exchange),
                words::day_near(exchange.done_on, today)
            ),
            tag: telling::tag(&exchange.state),
        }
    }
}
