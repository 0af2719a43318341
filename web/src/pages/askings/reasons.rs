//! Why somebody is named as one who could help, in plain words.

use chrono::NaiveDate;
use timebank::asking::Match;

use crate::words;

/// Why, each in a few words: "Offers Gardening: “Dig and weed”", "lives in Northgate". What
/// somebody gave lately is for coordinators.
pub(crate) fn reasons(one: &Match, category: &str, staff: bool, today: NaiveDate) -> Vec<String> {
    let mut found = vec![if one.same_kind {
        format!("Offers {category}: “{}”", one.offer)
    } else {
        format!("Offers “{}”", one.offer)
    }];
    match (one.near, &*one.area_name) {
        (_, "") => {}
        (true, area) => found.push(format!("lives near, in {area}")),
        (false, area) => found.push(format!("lives in {area}")),
    }
    let they = if staff { "they" } else { "you" };
    found.push(match one.last_together {
        None => format!("{they} have not met yet"),
        Some(day) => format!(
            "{they} last helped each other on {}",
            words::day_near(day, today)
        ),
    });
    if staff {
        found.push(match one.given_lately {
            0 => "gave nothing in the last three months".to_owned(),
            given => format!("gave {} in the last three months", words::length(given)),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn told(change: impl FnOnce(&mut Match), staff: bool) -> String {
        let mut one = samples::helper();
        change(&mut one);
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        reasons(&one, "Dog walking and pets", staff, today).join(" · ")
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
    fn what_somebody_gave_is_for_coordinators_only() {
        assert!(told(|_| {}, true).ends_with("gave 1 hour 30 minutes in the last three months"));
        assert!(!told(|_| {}, false).contains("gave"));
        assert!(told(|one| one.given_lately = 0, true).contains("gave nothing"));
    }
}
