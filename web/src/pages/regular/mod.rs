//! Regular arrangements: proposing one, answering, and saying whether a day happened.

mod acts;
mod day;
mod new;
mod show;

pub use self::acts::{agree, end, leave_out, record, refuse};
pub use self::day::ask as ask_day;
pub use self::new::{ask, propose};
pub use self::show::show;

use chrono::{Datelike, NaiveDate};
use timebank::series::{Rhythm, Series};
use timebank::{MemberId, SeriesId};

use crate::words::{self, say};

/// The address of a regular arrangement.
pub(crate) fn address(id: SeriesId) -> String {
    format!("/regular/{id}")
}

/// "Every Tuesday", "Every other Tuesday", "Every month on the 24th".
pub(crate) fn rhythm(series: &Series) -> String {
    let first = series
        .dates
        .first()
        .map_or(NaiveDate::MIN, |date| date.planned_on);
    let weekday = || say!("weekday", number = first.weekday().number_from_monday());
    match series.rhythm {
        Rhythm::Weekly => say!("regular-every-weekday", weekday = weekday()),
        Rhythm::Fortnightly => say!("regular-every-other-weekday", weekday = weekday()),
        Rhythm::Monthly => say!("regular-every-month-on", day = first.day()),
    }
}

/// "You help Bob Farrow", "Bob Farrow helps you"; to whoever is neither, both names.
pub(crate) fn who(series: &Series, me: MemberId) -> String {
    let (giver, receiver) = (&series.giver, &series.receiver);
    let reader = if giver.id == me {
        "giver"
    } else if receiver.id == me {
        "receiver"
    } else {
        "neither"
    };
    say!(
        "regular-who-helps",
        reader = reader,
        giver = &giver.name,
        receiver = &receiver.name,
    )
}

/// "Shopping, 1 hour".
pub(crate) fn what(series: &Series) -> String {
    format!(
        "{}, {}",
        words::sentence(series.what()),
        words::length(series.minutes.get())
    )
}

#[cfg(test)]
pub(crate) mod samples {
    use chrono::{DateTime, Days, NaiveDate};
    use ledger::Minutes;
    use timebank::exchange::Side;
    use timebank::series::{Date, DateState, Party, Rhythm, Series, SeriesState};
    use timebank::{ExchangeId, MemberId, SeriesId};
    use uuid::Uuid;

    pub(crate) const ANN: MemberId = MemberId::new(Uuid::from_u128(1));
    pub(crate) const BOB: MemberId = MemberId::new(Uuid::from_u128(2));

    fn party(id: MemberId, name: &str, greeting: &str) -> Party {
        Party {
            id,
            name: name.to_owned(),
            greeting: greeting.to_owned(),
        }
    }

    /// Ann shops for Bob every Tuesday: once written down, once to be said, once ahead.
    pub(crate) fn series() -> Series {
        let first = NaiveDate::from_ymd_opt(2026, 11, 10).unwrap();
        let states = [
            DateState::Recorded {
                exchange: ExchangeId::new(Uuid::from_u128(9)),
            },
            DateState::Asked,
            DateState::Ahead,
        ];
        let date = |(number, state): (u32, DateState)| Date {
            number,
            planned_on: first + Days::new(u64::from(number - 1) * 7),
            state,
        };
        Series {
            id: SeriesId::new(Uuid::from_u128(8)),
            giver: party(ANN, "Ann Whitcombe", "Ann"),
            receiver: party(BOB, "Bob Farrow", "Bob"),
            category: None,
            category_name: "Shopping and errands".to_owned(),
            description: "the weekly shop".to_owned(),
            minutes: Minutes::new(60).unwrap(),
            rhythm: Rhythm::Weekly,
            logs: Side::Giver,
            proposed_by: ANN,
            answer_by: DateTime::from_timestamp(1_795_564_800, 0).unwrap(),
            state: SeriesState::Running,
            state_by: Some(BOB),
            dates: (1..).zip(states).map(date).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rhythm_is_said_as_people_say_it() {
        let mut series = samples::series();
        assert_eq!(rhythm(&series), "Every Tuesday");
        series.rhythm = Rhythm::Fortnightly;
        assert_eq!(rhythm(&series), "Every other Tuesday");
        series.rhythm = Rhythm::Monthly;
        assert_eq!(rhythm(&series), "Every month on the 10th");
        let on = |day: u32| say!("regular-every-month-on", day = day);
        assert_eq!(
            [1, 2, 3, 11, 22, 31].map(on),
            ["1st", "2nd", "3rd", "11th", "22nd", "31st"]
                .map(|day| format!("Every month on the {day}"))
        );
    }

    #[test]
    fn each_reads_it_from_their_own_side() {
        let series = samples::series();
        assert_eq!(who(&series, samples::ANN), "You help Bob Farrow");
        assert_eq!(who(&series, samples::BOB), "Ann Whitcombe helps you");
        assert_eq!(what(&series), "The weekly shop, 1 hour");
    }
}
