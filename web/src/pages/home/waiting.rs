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
use crate::words::{self, say};

/// An exchange or a question that waits for the member's answer.
pub(super) struct Waiting {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) act: String,
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
            title: say!("home-did-this-happen", day = &day, length = length),
            about: format!("{}: {}.", regular::who(series, me), regular::what(series)),
            path: format!("{}/days/{}", regular::address(series.id), date.number),
            said_again: say!("home-day-with", day = day, name = &series.other(me).name),
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
            title: say!(
                "home-asks-about-regular-help",
                name = &series.other(me).name
            ),
            about: format!("{}. {}.", regular::what(series), regular::rhythm(series)),
            act: say("home-look-and-answer"),
            said_again: regular::what(series),
        }
    }

    /// A neighbour asks whether the member could help.
    fn asked(asking: &Asking) -> Self {
        Self {
            path: askings::address(asking.id),
            title: say!("home-asks-whether-you-can-help", name = &asking.member_name),
            about: say!(
                "home-on-about",
                title = &asking.title,
                day = words::weekday_short(asking.planned_on),
                length = words::length(asking.minutes.get())
            ),
            act: say("home-look-and-answer"),
            said_again: asking.title.clone(),
        }
    }

    pub(super) fn new(exchange: &Exchange, telling: &Telling<'_>, today: NaiveDate) -> Self {
        let other = &telling.other().name;
        let length = words::length(exchange.minutes.get());
        Self {
            path: format!("/exchanges/{}", exchange.id),
            title: telling.claim(other),
            about: say!(
                "home-it-was-on",
                what = telling::what(exchange),
                day = words::day_near(exchange.done_on, today)
            ),
            act: if exchange.state.is_ahead() {
                say("home-look-and-answer")
            } else {
                say("home-check-and-confirm")
            },
            said_again: say!("home-length-with", length = length, name = other),
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
        let about = format!("{}. {}.", regular::rhythm(series), regular::what(series));
        Self {
            path: regular::address(series.id),
            title: regular::who(series, me),
            about: match series.next(today) {
                Some(date) => {
                    let day = words::weekday_short(date.planned_on);
                    say!("home-next-on", about = about, day = day)
                }
                None => about,
            },
            tag: match series.state {
                SeriesState::Proposed => Tag::new(say("exchange-asked"), Tone::Waiting),
                _ => Tag::new(say("home-regular"), Tone::Plain),
            },
        }
    }

    fn new(exchange: &Exchange, telling: &Telling<'_>, today: NaiveDate) -> Self {
        Self {
            path: format!("/exchanges/{}", exchange.id),
            title: telling.helped(),
            about: say!(
                "home-on",
                what = telling::what(exchange),
                day = words::day_near(exchange.done_on, today)
            ),
            tag: telling::tag(&exchange.state),
        }
    }
}
