//! What is true of every report, on banks that look like chance, with projects and group
//! activities in them.

use ledger::TransferId;
use proptest::prelude::*;
use reports::activity::{ActivityReport, Amount, Part, activity_of, metric};
use timebank::exchange;
use timebank::ids::MemberId;
use timebank::member::{self, Settlement, State};
use timebank::{Channel, category, merge};
use uuid::Uuid;

use crate::recomputed::bank;
use crate::support::{Dice, TestBank, period};

const DAYS: [(&str, &str); 3] = [
    ("2026-03-01", "2027-12-31"),
    ("2026-07-01", "2026-09-30"),
    ("2026-08-07", "2026-10-21"),
];

/// Everybody lives somewhere, in one of three parts of the place.
fn settled(seed: u64) -> TestBank {
    let test = bank(seed);
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    let areas = ["Mill End", "Church Row", "The Green"];
    for (id, area) in members(&test).into_iter().zip(areas.into_iter().cycle()) {
        let profile = member::get(&test.conn, id).unwrap();
        let details = member::Details {
            area: area.into(),
            ..profile.details()
        };
        let version = profile.version;
        test.write(|tx| member::change(tx, &by, id, &details, version, &moment));
    }
    test
}

fn members(test: &TestBank) -> Vec<MemberId> {
    let mut found = Vec::new();
    let each = |profile: member::Profile| -> rusqlite::Result<()> {
        found.push(profile.id);
        Ok(())
    };
    member::for_each(&test.conn, each).unwrap();
    found
}

fn sum(amounts: impl IntoIterator<Item = Amount>) -> Amount {
    let amounts = amounts.into_iter();
    amounts.fold(Amount::default(), |sum, amount| Amount {
        exchanges: sum.exchanges + amount.exchanges,
        minutes: sum.minutes + amount.minutes,
    })
}

fn total(report: &ActivityReport) -> Amount {
    Amount {
        exchanges: report.exchanges(),
        minutes: report.minutes_exchanged(),
    }
}

/// The time of those who led, of those who came, and how often somebody came.
fn together(report: &ActivityReport) -> [i64; 3] {
    [
        &metric::GROUP_LEADER_MINUTES,
        &metric::GROUP_ATTENDEE_MINUTES,
        &metric::GROUP_ATTENDANCES,
    ]
    .map(|metric| report.value(metric).unwrap_or(0))
}

/// The reports of these parts of the bank, in the same days.
fn parts(test: &TestBank, whole: &ActivityReport, of: Vec<Part>) -> Vec<ActivityReport> {
    let report = |part: Part| {
        let report = activity_of(&test.conn, &test.bank, whole.period, &part, test.now());
        report.unwrap()
    };
    of.into_iter().map(report).collect()
}

fn adds_up(test: &TestBank, report: &ActivityReport) {
    let whole = total(report);
    let lists = [
        sum(report.months.iter().map(|row| row.amount)),
        sum(report.categories.iter().map(|row| row.amount)),
        sum(report.channels.iter().map(|row| row.amount)),
        sum(report.pairs.iter().map(|row| row.amount)),
        sum(report.projects.iter().map(|row| row.amount)),
    ];
    assert_eq!(lists, [whole; 5]);

    let areas = category::areas(&test.conn).unwrap().into_iter();
    let areas = areas.map(|area| Part {
        area: Some(area.id),
        ..Part::WHOLE
    });
    let areas = parts(test, report, areas.collect());
    assert_eq!(sum(areas.iter().map(total)), whole, "areas");
    let there = areas.iter().map(together);
    let there = there.fold([0; 3], |sum, part| {
        std::array::from_fn(|at| sum[at] + part[at])
    });
    assert_eq!(there, together(report), "areas, at group activities");

    let (from, to) = (report.period.from(), report.period.to());
    let taken = members(test).into_iter();
    let taken = taken.map(|id| exchange::part_taken(&test.conn, id, from, to).unwrap());
    let (given, received) = taken.fold((0, 0), |(given, received), part| {
        (given + part.given, received + part.received)
    });
    assert_eq!((given, received), (whole.minutes, whole.minutes));
    let proof = &report.reconciliation;
    assert!(proof.matches_book(), "{:?}", proof.differences);
}

/// Some leave and settle with the pot, and of some two entries become one.
fn leave_and_merge(test: &TestBank, dice: &mut Dice) {
    let (by, moment) = (test.coordinator(), test.moment(Channel::Web));
    let mut kept: Option<MemberId> = None;
    for (place, id) in (9_000..).zip(members(test)) {
        let profile = member::get(&test.conn, id).unwrap();
        if id == test.ruth || profile.state != State::Active {
            continue;
        }
        let transfer = TransferId::new(Uuid::from_u128(place));
        let tx = test.conn.unchecked_transaction().unwrap();
        // Whoever still waits for an answer can do neither: that is refused, and they stay.
        let done = match (dice.below(3), kept) {
            (0, _) => {
                let settlement = Settlement {
                    id: transfer,
                    with: None,
                };
                member::settle_and_leave(&tx, &by, id, &settlement, &moment)
            }
            (1, Some(stays)) => merge::merge(&tx, &by, stays, id, transfer, &moment),
            _ => {
                kept = Some(id);
                Ok(())
            }
        };
        if done.is_ok() {
            tx.commit().unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn hours_add_up_in_every_list_and_whoever_leaves_or_is_merged_changes_no_total(
        seed in 1_u64..1_000_000,
    ) {
        let test = settled(seed);
        let mut dice = Dice(seed | 1);
        let reports = DAYS.map(|(from, to)| test.report(from, to));
        for report in &reports {
            adds_up(&test, report);
        }
        let before = members(&test).len();
        leave_and_merge(&test, &mut dice);
        prop_assert_eq!(members(&test).len(), before, "nobody is taken out of the book");
        for report in reports {
            let days = period(&report.period.from().to_string(), &report.period.to().to_string());
            let after = activity_of(&test.conn, &test.bank, days, &Part::WHOLE, test.now());
            let after = after.unwrap();
            prop_assert_eq!(total(&after), total(&report));
            prop_assert_eq!(together(&after), together(&report));
            for (one, other) in report.categories.iter().zip(&after.categories) {
                prop_assert_eq!(one, other);
            }
            adds_up(&test, &after);
        }
    }
}
