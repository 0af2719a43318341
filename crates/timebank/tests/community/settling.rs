//! The arithmetic of settling an activity, for any group, lengths and way of paying: every minute
//! is accounted for, and the order of names makes no difference.

use ledger::{AccountId, Minutes};
use proptest::prelude::*;
use proptest::sample::select;
use timebank::MemberNumber;
use timebank::activity::{Obstacle, Part, Payment, Plan, Present, Purses, Sponsor, plan};
use uuid::Uuid;

static WAYS: [Payment; 7] = [
    Payment::Split,
    Payment::EachToLeaders,
    Payment::EachToPot,
    Payment::Sponsored {
        by: Sponsor::Pot,
        credit: false,
    },
    Payment::Sponsored {
        by: Sponsor::Pot,
        credit: true,
    },
    Payment::Sponsored {
        by: Sponsor::Bank,
        credit: false,
    },
    Payment::Sponsored {
        by: Sponsor::Bank,
        credit: true,
    },
];

fn account(number: u32) -> AccountId {
    AccountId::new(Uuid::from_u128(u128::from(number)))
}

fn purses(payment: Payment) -> Purses {
    let bank = matches!(payment.sponsor(), Some(Sponsor::Bank));
    Purses {
        pot: account(900_001),
        sponsor: account(if bank { 900_002 } else { 900_001 }),
    }
}

fn person(number: u32, part: Part, minutes: i64) -> Present {
    Present {
        account: account(number),
        number: MemberNumber::new(number),
        part,
        minutes: Minutes::new(minutes).unwrap(),
    }
}

/// Up to sixty people, any of them a leader, each there for up to a day.
fn groups() -> impl Strategy<Value = Vec<Present>> {
    let one = (any::<bool>(), any::<bool>(), 1..=1_440_i64);
    prop::collection::vec(one, 0..60).prop_map(|people| {
        let numbered = (1..).zip(people);
        numbered
            .map(|(number, (leads, also, minutes))| {
                let part = if leads && also {
                    Part::Leader
                } else {
                    Part::Attendee
                };
                person(number, part, minutes)
            })
            .collect()
    })
}

fn total(people: &[Present], part: Part) -> i64 {
    let there = people.iter().filter(|person| person.part == part);
    there.map(|person| person.minutes.get()).sum()
}

fn changes(plan: &Plan, people: &[Present], part: Part) -> Vec<i64> {
    let there = people.iter().filter(|person| person.part == part);
    there.map(|person| plan.of(person.account)).collect()
}

proptest! {
    #[test]
    fn whatever_is_written_sums_to_nought(people in groups(), payment in select(&WAYS[..])) {
        if let Ok(plan) = plan(payment, purses(payment), &people) {
            prop_assert_eq!(plan.changes.values().sum::<i64>(), 0);
            prop_assert!(plan.changes.values().all(|minutes| *minutes != 0));
            prop_assert_eq!(plan.leader_minutes, total(&people, Part::Leader));
            prop_assert_eq!(plan.attendee_minutes, total(&people, Part::Attendee));
        }
    }

    #[test]
    fn the_order_of_names_makes_no_difference(
        people in groups(),
        payment in select(&WAYS[..]),
        turn in 0..60_usize,
    ) {
        let straight = plan(payment, purses(payment), &people);
        let mut other = people;
        other.reverse();
        let turn = turn % other.len().max(1);
        other.rotate_left(turn);
        prop_assert_eq!(straight, plan(payment, purses(payment), &other));
    }

    #[test]
    fn split_gives_the_leaders_their_time_and_nobody_pays_a_minute_more_than_a_fair_share(
        people in groups(),
    ) {
        let (led, came) = (total(&people, Part::Leader), total(&people, Part::Attendee));
        if let Ok(plan) = plan(Payment::Split, purses(Payment::Split), &people) {
            for person in &people {
                let (minutes, change) = (person.minutes.get(), plan.of(person.account));
                if person.part == Part::Leader {
                    prop_assert_eq!(change, minutes);
                } else {
                    let exact = led * minutes / came;
                    prop_assert!(-change == exact || -change == exact + 1);
                }
            }
        } else {
            prop_assert!(led == 0 || came == 0);
        }
    }

    #[test]
    fn those_who_pay_in_full_pay_their_own_time(
        people in groups(),
        payment in select(vec![Payment::EachToLeaders, Payment::EachToPot]),
    ) {
        let (led, came) = (total(&people, Part::Leader), total(&people, Part::Attendee));
        match plan(payment, purses(payment), &people) {
            Ok(plan) => {
                let paid: i64 = changes(&plan, &people, Part::Attendee).iter().sum();
                prop_assert_eq!(-paid, came);
                let got: i64 = changes(&plan, &people, Part::Leader).iter().sum();
                let pot = plan.of(purses(payment).pot);
                prop_assert_eq!(got + pot, came);
                if payment == Payment::EachToPot {
                    prop_assert_eq!(got, led);
                } else {
                    prop_assert_eq!(pot, 0);
                }
            }
            Err(Obstacle::TooLittle(short)) => {
                prop_assert_eq!(payment, Payment::EachToPot);
                prop_assert_eq!(short, led - came);
            }
            Err(Obstacle::NobodyCame) => prop_assert_eq!(came, 0),
            Err(Obstacle::NobodyLed) => prop_assert_eq!(led, 0),
        }
    }

    #[test]
    fn a_sponsor_pays_for_all_and_those_who_came_pay_nothing(
        people in groups(),
        payment in select(&WAYS[3..]),
    ) {
        let (led, came) = (total(&people, Part::Leader), total(&people, Part::Attendee));
        let credit = matches!(payment, Payment::Sponsored { credit: true, .. });
        if let Ok(plan) = plan(payment, purses(payment), &people) {
            let paid = led + if credit { came } else { 0 };
            prop_assert_eq!(plan.of(purses(payment).sponsor), -paid);
            for person in people.iter().filter(|person| person.part == Part::Attendee) {
                let credited = if credit { person.minutes.get() } else { 0 };
                prop_assert_eq!(plan.of(person.account), credited);
            }
        }
    }
}

#[test]
fn three_hours_among_eight_people_are_22_or_23_minutes_each() {
    let mut people = vec![person(77, Part::Leader, 180)];
    people.extend((1..=8).map(|number| person(number, Part::Attendee, 90)));
    let plan = plan(Payment::Split, purses(Payment::Split), &people).unwrap();
    assert_eq!(plan.of(account(77)), 180);
    assert_eq!(
        changes(&plan, &people, Part::Attendee),
        [-23, -23, -23, -23, -22, -22, -22, -22],
        "the lower member numbers carry the minute"
    );
}

#[test]
fn a_sponsor_who_also_came_stands_in_the_transfer_once() {
    let people = [person(1, Part::Leader, 60), person(2, Part::Attendee, 60)];
    let purses = Purses {
        pot: account(900_001),
        sponsor: account(2),
    };
    let payment = Payment::Sponsored {
        by: Sponsor::Pot,
        credit: true,
    };
    let plan = plan(payment, purses, &people).unwrap();
    assert_eq!(plan.of(account(1)), 60);
    assert_eq!(plan.of(account(2)), -60);
    assert_eq!(plan.changes.len(), 2);
}
