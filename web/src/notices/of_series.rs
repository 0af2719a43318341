//! News of a regular arrangement.

use timebank::MemberId;
use timebank::outbox::Notice;
use timebank::series::{Date, Series};

use super::Told;
use crate::pages::regular::{address, rhythm, what, who};
use crate::words::{self, say};

/// What happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    Proposed,
    Agreed,
    Declined,
    Ended,
    Lapsed,
    Day,
}

/// The day that a notice is about, where it is about one.
pub(super) fn day_of(series: &Series, notice: &Notice) -> Option<Date> {
    let details: serde_json::Value = serde_json::from_str(&notice.details).ok()?;
    let number = details.get("number")?.as_u64()?;
    series.date(u32::try_from(number).ok()?)
}

pub(super) fn told(news: News, series: &Series, me: MemberId, day: Option<Date>) -> Told {
    let other = &series.other(me).name;
    let here = address(series.id);
    let often = rhythm(series);
    let about = say!(
        "notice-series-about",
        who = who(series, me),
        what = what(series),
        often = &often
    );
    let (subject, label, path) = match news {
        News::Proposed if series.awaits(me) => (
            say!("notice-series-asks", name = other, often = often),
            say!("notice-look-and-answer"),
            here,
        ),
        News::Proposed => (
            say!("notice-series-suggested", name = other, often = often),
            say!("notice-see-it"),
            here,
        ),
        News::Agreed => (
            say!("notice-series-would-like", name = other, often = often),
            say!("notice-see-the-days"),
            here,
        ),
        News::Declined => (
            say!("notice-series-rather-not", name = other),
            say!("notice-see-it"),
            here,
        ),
        News::Ended => (
            say!("notice-series-ended", name = other),
            say!("notice-see-it"),
            here,
        ),
        News::Lapsed => (
            say!("notice-series-no-answer", name = other),
            say!("notice-see-it"),
            here,
        ),
        News::Day => match day {
            Some(date) if date.state.is_open() => (
                say!(
                    "notice-series-did-it-happen",
                    day = words::weekday_short(date.planned_on),
                    length = words::length(series.minutes.get()),
                    name = other
                ),
                say!("notice-say-yes-or-no"),
                format!("{here}/days/{}", date.number),
            ),
            _ => (
                say!("notice-series-asked-about", name = other),
                say!("notice-see-the-days"),
                here,
            ),
        },
    };
    Told {
        subject,
        text: about,
        label,
        path,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::pages::regular::samples::{ANN, BOB, series};

    const ALL: [News; 6] = [
        News::Proposed,
        News::Agreed,
        News::Declined,
        News::Ended,
        News::Lapsed,
        News::Day,
    ];

    #[test]
    fn every_kind_has_words_that_no_other_has() {
        for me in [ANN, BOB] {
            let subjects: HashSet<String> = ALL
                .iter()
                .map(|news| told(*news, &series(), me, series().date(2)).subject)
                .collect();
            assert_eq!(subjects.len(), ALL.len(), "{subjects:?}");
        }
    }

    #[test]
    fn the_day_after_it_is_asked_whether_it_happened() {
        let told = told(News::Day, &series(), ANN, series().date(2));
        assert_eq!(
            told.subject,
            "Did this happen? Tuesday 17 November, 1 hour with Bob Farrow"
        );
        assert!(told.path.ends_with("/days/2"));
        let said = super::told(News::Day, &series(), ANN, series().date(1));
        assert_eq!(said.label, "See the days");
    }
}
