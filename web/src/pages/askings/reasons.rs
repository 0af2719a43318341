//! Why somebody is named as one who could help, in plain words.

use chrono::NaiveDate;
use timebank::asking::{Evidence, Match, Seeker, Standing};

use crate::pages::me::free;
use crate::words::{self, say};

/// Who looks: a coordinator for somebody, or the member who asks.
pub(crate) const fn seeker(staff: bool) -> Seeker {
    if staff {
        Seeker::Coordinator
    } else {
        Seeker::Member
    }
}

/// Why, each in a few words: "Offers Gardening: “Dig and weed”", "lives in Northgate". What
/// somebody gave lately is for coordinators.
pub(crate) fn reasons(one: &Match, staff: bool, today: NaiveDate) -> Vec<String> {
    let offer = &*one.offer;
    let mut found = vec![if one.same_kind {
        say!(
            "reason-offers-kind",
            category = &one.offer_kind,
            offer = offer
        )
    } else {
        say!("reason-offers", offer = offer)
    }];
    found.extend(
        one.evidence
            .as_ref()
            .map(|evidence| seen(evidence, staff, today)),
    );
    match (one.near, &*one.area_name) {
        (_, "") => {}
        (true, area) => found.push(say!("reason-near", area = area)),
        (false, area) => found.push(say!("reason-lives", area = area)),
    }
    if !one.languages.is_empty() {
        let languages: Vec<&str> = one.languages.iter().map(String::as_str).collect();
        found.push(say!("reason-speaks", languages = words::list(&languages)));
    }
    if !one.times.is_empty() {
        let times = free(&one.times);
        found.push(if staff {
            say!("reason-free-both", times = times)
        } else {
            say!("reason-free-you", times = times)
        });
    }
    let day = one.last_together.map(|day| words::day_near(day, today));
    found.push(match (day, staff) {
        (None, false) => say!("reason-not-met-you"),
        (None, true) => say!("reason-not-met-both"),
        (Some(day), false) => say!("reason-met-you", day = day),
        (Some(day), true) => say!("reason-met-both", day = day),
    });
    if staff {
        found.push(match one.given_lately {
            0 => say!("reason-gave-nothing"),
            given => say!("reason-gave", length = words::length(given)),
        });
    }
    found
}

/// How a check stands: "Driving licence: seen, good until 3 May 2027". On which day it runs out is
/// for coordinators.
fn seen(evidence: &Evidence, staff: bool, today: NaiveDate) -> String {
    let check = &evidence.check;
    match evidence.standing {
        Standing::Seen { until: Some(day) } if staff => {
            let day = words::day_near(day, today);
            say!("reason-check-good-until", check = check, day = day)
        }
        Standing::Seen { .. } if staff => say!("reason-check-seen", check = check),
        Standing::Seen { .. } => say!("reason-check-seen-by-them", check = check),
        Standing::RanOut { on } => {
            let day = words::day_near(on, today);
            say!("reason-check-ran-out", check = check, day = day)
        }
        Standing::Missing => say!("reason-check-missing", check = check),
    }
}

#[cfg(test)]
mod tests {
    use timebank::circumstances::Time;

    use super::super::samples;
    use super::*;

    fn told(change: impl FnOnce(&mut Match), staff: bool) -> String {
        let mut one = samples::helper();
        change(&mut one);
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        reasons(&one, staff, today).join(" · ")
    }

    #[test]
    fn a_member_reads_what_where_and_whether_they_have_met() {
        assert_eq!(
            told(|_| {}, false),
            "Offers Dog walking and pets: “Walks along the river” · lives in Northgate · \
             you have not met yet"
        );
        let met = |one: &mut Match| {
            one.near = true;
            one.same_kind = false;
            one.last_together = NaiveDate::from_ymd_opt(2026, 5, 3);
        };
        assert_eq!(
            told(met, false),
            "Offers “Walks along the river” · lives near, in Northgate · \
             you last helped each other on 3 May"
        );
    }

    #[test]
    fn a_language_and_times_that_both_have_are_said() {
        let both = |one: &mut Match| {
            one.languages = vec!["Polish".to_owned()];
            one.times = vec![Time::Mornings, Time::Weekends];
        };
        let said = told(both, false);
        assert!(said.contains(
            " · speaks Polish · you are both usually free on weekday mornings and at weekends · "
        ));
        assert!(told(both, true).contains(" · both are usually free on weekday mornings and at"));
    }

    #[test]
    fn a_check_is_told_with_its_last_day_to_coordinators_only() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let told_of = |standing, staff| {
            let check = "Driving licence".to_owned();
            told(
                |one| one.evidence = Some(Evidence { check, standing }),
                staff,
            )
        };
        let until = Some(day("2027-05-03"));
        let seen = Standing::Seen { until };
        assert!(told_of(seen, true).contains("Driving licence: seen, good until 3 May 2027"));
        assert!(told_of(seen, false).contains("Driving licence: a coordinator has seen it"));
        assert!(!told_of(seen, false).contains("2027"));
        let on = day("2026-05-03");
        assert!(told_of(Standing::RanOut { on }, true).contains("ran out on 3 May"));
        assert!(told_of(Standing::Missing, true).contains("nobody has seen it yet"));
        let typed = ["Dog walking and pets", "Walks along the river"];
        for standing in [seen, Standing::RanOut { on }, Standing::Missing] {
            crate::spanish::in_spanish(&typed, || told_of(standing, true));
        }
    }

    #[test]
    fn what_somebody_gave_is_for_coordinators_only() {
        assert!(told(|_| {}, true).ends_with("gave 1 hour 30 minutes in the last three months"));
        assert!(!told(|_| {}, false).contains("gave"));
        assert!(told(|one| one.given_lately = 0, true).contains("gave nothing"));
    }
}
