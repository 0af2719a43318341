//! Group activities in the report: beside the hours exchanged, and for readers outside only where
//! those who came are not few.

use reports::activity::{Part, activity_of, metric};
use reports::disclosure::Shown;
use timebank::activity::Payment;
use timebank::clock::Channel;
use timebank::member::MemberKind;
use timebank::{AreaId, category};

use crate::disclosure::{protected, village};
use crate::support::{Help, TestBank, period};

/// Ann leads a lunch to which Bob and the school come, and they have helped each other.
fn with_a_lunch() -> TestBank {
    let test = TestBank::new();
    test.on("2026-07-03")
        .posted(Help::new(test.ann, test.bob, 60));
    let come = [(test.bob, 60), (test.school, 45)];
    let (kind, led) = (Some("Cooking"), (test.ann, 90));
    test.held("2026-07-03", kind, led, &come, Payment::Split);
    test
}

#[test]
fn the_hours_of_a_group_activity_stand_beside_the_hours_exchanged() {
    let test = with_a_lunch();
    let come = [(test.bob, 30)];
    test.held("2026-07-03", None, (test.ann, 30), &come, Payment::Split);
    let wrong = test.held("2026-07-03", None, (test.ann, 30), &come, Payment::Split);
    test.take_back(wrong);
    let report = test.report("2026-07-01", "2026-07-31");
    let value = |metric| report.value(metric);
    assert_eq!((report.exchanges(), report.minutes_exchanged()), (1, 60));
    assert_eq!(
        report.members_active(),
        2,
        "the school took part in no exchange"
    );
    assert_eq!(value(&metric::GROUP_ACTIVITIES), Some(2));
    assert_eq!(value(&metric::GROUP_LEADER_MINUTES), Some(120));
    assert_eq!(value(&metric::GROUP_ATTENDEE_MINUTES), Some(135));
    assert_eq!(value(&metric::GROUP_ATTENDANCES), Some(3));
    assert_eq!(value(&metric::GROUP_PEOPLE), Some(2));
    assert!(report.reconciliation.matches_book());
    let then = test.report("2026-08-01", "2026-08-31").previous.unwrap();
    assert_eq!(then.value(&metric::GROUP_ATTENDANCES), Some(3));
}

#[test]
fn a_group_activity_belongs_to_an_area_and_a_kind_and_to_no_channel_or_project() {
    let test = with_a_lunch();
    let days = period("2026-07-01", "2026-07-31");
    let of = |part: Part| activity_of(&test.conn, &test.bank, days, &part, test.now()).unwrap();
    let came = |part| of(part).value(&metric::GROUP_ATTENDEE_MINUTES);
    let kind = |name| Part {
        category: category::find(&test.conn, name)
            .unwrap()
            .map(|kind| kind.id),
        ..Part::WHOLE
    };
    assert_eq!(
        (came(kind("Cooking")), came(kind("Lifts"))),
        (Some(105), Some(0))
    );
    let area = Some(AreaId::new(1));
    assert_eq!(
        came(Part {
            area,
            ..Part::WHOLE
        }),
        Some(105)
    );
    let people = Part {
        members: Some(MemberKind::Person),
        ..Part::WHOLE
    };
    assert_eq!(came(people), Some(60));
    assert!(of(people).reconciliation.matches_book());
    let channel = Some(Channel::Paper);
    assert_eq!(
        came(Part {
            channel,
            ..Part::WHOLE
        }),
        None
    );
}

#[test]
fn those_who_came_to_a_group_activity_are_kept_back_where_they_are_few() {
    let (test, members) = village();
    let there = |places: std::ops::Range<usize>| -> Vec<_> {
        members[places].iter().map(|member| (*member, 60)).collect()
    };
    let hold = |come: &[_]| {
        test.held(
            "2026-07-02",
            None,
            (members[19], 90),
            come,
            Payment::EachToPot,
        )
    };
    let id = hold(&there(0..3));
    let report = protected(&test);
    for metric in [
        &metric::GROUP_LEADER_MINUTES,
        &metric::GROUP_ATTENDEE_MINUTES,
        &metric::GROUP_ATTENDANCES,
    ] {
        assert_eq!(report.value(metric), Shown::FewPeople(5), "{}", metric.id);
    }
    assert_eq!(report.value(&metric::GROUP_ACTIVITIES), Shown::Exact(1));
    assert_eq!(report.value(&metric::GROUP_PEOPLE), Shown::FewerThan(5));
    let active = report.value(&metric::MEMBERS_ACTIVE);
    assert!(
        matches!(active, Shown::Rounded { value: 20, .. }),
        "as everywhere"
    );
    assert_eq!(
        report.value(&metric::POT_IN),
        Shown::Hidden,
        "90 minutes are theirs"
    );
    assert!(report.proof.accounts.is_empty(), "they are there, too");
    test.take_back(id);
    hold(&there(0..8));
    let report = protected(&test);
    assert_eq!(
        report.value(&metric::GROUP_LEADER_MINUTES),
        Shown::Exact(90)
    );
    assert_eq!(
        report.value(&metric::GROUP_ATTENDEE_MINUTES),
        Shown::Exact(480)
    );
    let reached = report.value(&metric::GROUP_PEOPLE);
    assert!(
        matches!(reached, Shown::Rounded { value: 10, .. }),
        "four never started, so all numbers of people are rounded"
    );
    assert_eq!(
        report.value(&metric::MINUTES_EXCHANGED),
        Shown::Exact(2_400)
    );
    assert!(!report.proof.accounts.is_empty());
    assert!(
        report
            .comparison
            .ends_with("There was 1 group activity, compared with 0.")
    );
}
