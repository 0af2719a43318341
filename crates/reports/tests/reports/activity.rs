//! What is counted, and the proof beside it.

use ledger::TransferKind;
use reports::activity::{ActivityReport, Amount, Month, Preset, metric};
use timebank::actor::Role;
use timebank::clock::Channel;
use timebank::listing::ListingKind;
use timebank::member::MemberKind;

use crate::support::{Help, TestBank, busy_bank};

#[test]
fn an_hour_is_counted_once_and_each_member_on_the_side_where_they_stood() {
    let test = TestBank::new();
    test.on("2026-07-03")
        .posted(Help::new(test.ann, test.bob, 90));
    test.on("2026-07-09")
        .posted(Help::new(test.school, test.ann, 60));
    let report = test.report("2026-07-01", "2026-07-31");
    assert_eq!((report.exchanges(), report.minutes_exchanged()), (2, 150));
    assert_eq!(report.members_active(), 3);
    assert_eq!(
        (report.members_giving(), report.members_receiving()),
        (2, 2)
    );
    assert_eq!(report.members_both(), 1);
    assert_eq!(
        (
            report.members_giving_only(),
            report.members_receiving_only()
        ),
        (1, 1)
    );
    assert_eq!(report.organisations_active(), 1);
    assert!(report.reconciliation.matches_book());
}

#[test]
fn what_waits_or_was_taken_back_is_not_counted() {
    let test = TestBank::new();
    test.on("2026-07-03");
    test.posted(Help::new(test.ann, test.bob, 90));
    test.confirmed(Help::new(test.ann, test.bob, 45));
    test.reverse(test.posted(Help::new(test.bob, test.school, 60)));
    let report = test.report("2026-07-01", "2026-07-31");
    assert_eq!((report.exchanges(), report.minutes_exchanged()), (1, 90));
    assert_eq!(report.members_active(), 2);
    let help = report.reconciliation.help;
    assert_eq!((help.posted.get(), help.reversed.get()), (150, 60));
    assert!(report.reconciliation.matches_book());
}

#[test]
fn a_reversal_counts_where_the_help_counted_however_late_it_comes() {
    let test = TestBank::new();
    let id = test
        .on("2026-07-03")
        .posted(Help::new(test.ann, test.bob, 90));
    test.on("2026-09-20").reverse(id);
    for (from, to) in [("2026-07-01", "2026-07-31"), ("2026-09-01", "2026-09-30")] {
        let report = test.report(from, to);
        assert_eq!(report.minutes_exchanged(), 0, "{from}");
        assert!(report.reconciliation.matches_book(), "{from}");
    }
}

#[test]
fn both_ends_of_a_period_belong_to_it() {
    let test = TestBank::new();
    test.on("2026-08-10");
    for days_ago in [10, 11, 40, 41] {
        // On 31 July, 30 July, 1 July and 30 June.
        test.posted(Help::new(test.ann, test.bob, 60).days_ago(days_ago));
    }
    assert_eq!(test.report("2026-07-01", "2026-07-31").exchanges(), 3);
    assert_eq!(test.report("2026-07-02", "2026-07-30").exchanges(), 1);
    assert_eq!(test.report("2026-06-30", "2026-06-30").exchanges(), 1);
    assert_eq!(test.report("2026-08-10", "2026-08-10").exchanges(), 0);
}

#[test]
fn every_month_is_listed_and_the_lists_add_up_to_the_whole() {
    for seed in 1..=8 {
        let test = busy_bank(seed);
        let period = Preset::Everything
            .period(&test.conn, &test.bank, test.moment(Channel::Cli).today)
            .unwrap();
        for (from, to) in [
            (period.from().to_string(), period.to().to_string()),
            ("2026-04-10".into(), "2026-07-20".into()),
        ] {
            let report = test.report(&from, &to);
            assert!(
                report.reconciliation.matches_book(),
                "{:?}",
                report.reconciliation.differences
            );
            let whole = Amount {
                exchanges: report.exchanges(),
                minutes: report.minutes_exchanged(),
            };
            let months = sum(report.months.iter().map(|month| month.amount));
            let categories = sum(report.categories.iter().map(|share| share.amount));
            let channels = sum(report.channels.iter().map(|share| share.amount));
            let pairs = sum(report.pairs.iter().map(|share| share.amount));
            assert_eq!([months, categories, channels, pairs], [whole; 4]);
            assert_eq!(report.months.len(), report.period.months().count());
            let book = report.reconciliation.help_minutes();
            assert_eq!(book, report.minutes_exchanged());
            assert!(report.exchanges() > 10);
        }
    }
}

fn sum(amounts: impl Iterator<Item = Amount>) -> Amount {
    amounts.fold(Amount::default(), |sum, amount| Amount {
        exchanges: sum.exchanges + amount.exchanges,
        minutes: sum.minutes + amount.minutes,
    })
}

#[test]
fn help_without_a_kind_comes_last_whatever_its_hours() {
    let test = TestBank::new();
    test.on("2026-07-03");
    test.posted(Help::new(test.ann, test.bob, 300).of(None));
    test.posted(Help::new(test.ann, test.bob, 60));
    test.posted(Help::new(test.ann, test.bob, 90).of(Some("Lifts")));
    let report = test.report("2026-07-01", "2026-07-31");
    let names: Vec<&str> = report
        .categories
        .iter()
        .map(|share| share.name.as_str())
        .collect();
    assert_eq!(names, ["Lifts", "Gardening", "No kind given"]);
}

#[test]
fn an_empty_bank_has_an_empty_report_that_agrees_with_its_book() {
    let test = TestBank::empty();
    let report = test.report("2026-01-01", "2026-03-31");
    assert_eq!((report.exchanges(), report.minutes_exchanged()), (0, 0));
    assert_eq!(report.days_to_approval(), None);
    assert_eq!(report.months.len(), 3);
    assert!(report.categories.is_empty());
    assert!(report.reconciliation.matches_book());
    assert_eq!(report.head.seq, 0);
    assert_eq!(
        report.comparison(),
        "0 minutes were exchanged from January to March 2026 so far. There was nothing in the \
         period before to compare with."
    );
}

#[test]
fn help_in_the_book_without_an_exchange_is_named_and_never_swallowed() {
    let test = TestBank::new();
    test.on("2026-07-03")
        .posted(Help::new(test.ann, test.bob, 90));
    let (from, to) = (test.account(test.ann), test.account(test.bob));
    test.post_behind_their_back(TransferKind::Help, from, to, 25);
    let report = test.report("2026-07-01", "2026-07-31");
    assert!(!report.reconciliation.matches_book());
    assert_eq!(
        report.reconciliation.differences,
        [
            "The exchanges of these days add up to 1 h 30 min, the book has 1 h 55 min: a \
             difference of 25 minutes.",
            "The report counts 1 exchange, the book has 2 transfers of help, 0 of them taken \
             back.",
        ]
    );
}

#[test]
fn new_members_are_those_who_began_in_the_period() {
    let test = TestBank::new();
    test.on("2026-07-01")
        .add("Ivy Lander", MemberKind::Person, Role::Member);
    let ken = test.add("Ken Doyle", MemberKind::Person, Role::Member);
    test.on("2026-08-01").leave(ken);
    assert_eq!(test.report("2026-07-01", "2026-07-31").members_new(), 2);
    assert_eq!(test.report("2026-03-02", "2026-03-02").members_new(), 4);
    assert_eq!(test.report("2026-08-01", "2026-08-31").members_new(), 0);
}

#[test]
fn the_wait_for_approval_is_counted_in_days_at_the_bank() {
    let test = TestBank::new();
    for (recorded, approved) in [
        ("2026-07-01", "2026-07-01"),
        ("2026-07-02", "2026-07-05"),
        ("2026-07-03", "2026-07-23"),
    ] {
        let id = test
            .on(recorded)
            .confirmed(Help::new(test.ann, test.bob, 30));
        test.on(approved).approve(id);
    }
    assert_eq!(
        test.report("2026-07-01", "2026-07-31").days_to_approval(),
        Some(3)
    );
}

#[test]
fn a_report_is_compared_with_the_period_before() {
    let test = TestBank::new();
    test.on("2026-06-12")
        .posted(Help::new(test.ann, test.bob, 90));
    test.on("2026-07-03")
        .posted(Help::new(test.ann, test.bob, 60));
    test.on("2026-08-01");
    assert_eq!(
        test.report("2026-07-01", "2026-07-31").comparison(),
        "1 hour was exchanged in July 2026, 30 minutes fewer than in June 2026. There was 1 \
         exchange, compared with 1."
    );
    assert_eq!(
        test.report("2026-08-01", "2026-08-31").comparison(),
        "0 minutes were exchanged in August 2026 so far, 1 hour fewer than in July 2026. There \
         were 0 exchanges, compared with 1."
    );
}

#[test]
fn everything_reaches_from_the_first_day_to_today() {
    let test = TestBank::new();
    test.on("2026-03-05")
        .posted(Help::new(test.ann, test.bob, 90).days_ago(400));
    let today = test.moment(Channel::Cli).today;
    let everything = Preset::Everything
        .period(&test.conn, &test.bank, today)
        .unwrap();
    let days = (everything.from().to_string(), everything.to().to_string());
    assert_eq!(days, ("2025-01-29".to_owned(), "2026-03-05".to_owned()));
}

#[test]
fn a_period_of_centuries_lists_only_months_between_the_first_and_the_last_exchange() {
    let test = TestBank::new();
    test.on("2026-07-03")
        .posted(Help::new(test.ann, test.bob, 60));
    test.on("2026-09-03")
        .posted(Help::new(test.ann, test.bob, 60));
    let report = test.report("0001-01-01", "9999-12-31");
    let months: Vec<String> = report.months.iter().map(Month::code).collect();
    assert_eq!(months, ["2026-07", "2026-08", "2026-09"]);
    assert!(report.previous.is_none());
}

#[test]
fn a_part_of_the_bank_and_the_rest_of_it_are_the_book() {
    use reports::activity::{Part, activity_of};
    use timebank::{AreaId, CategoryId};

    for seed in 1..=3 {
        let test = busy_bank(seed);
        let period = crate::support::period("2026-03-01", "2026-12-31");
        let of =
            |part: &Part| activity_of(&test.conn, &test.bank, period, part, test.now()).unwrap();
        let whole = of(&Part::WHOLE);
        assert_eq!(whole.part, None);
        let channels = [Channel::Paper, Channel::Phone, Channel::InPerson].map(|channel| Part {
            channel: Some(channel),
            ..Part::WHOLE
        });
        let kinds = [MemberKind::Person, MemberKind::Organisation].map(|members| Part {
            members: Some(members),
            ..Part::WHOLE
        });
        let mut sums = Vec::new();
        for parts in [&channels[..], &kinds[..]] {
            let reports: Vec<_> = parts.iter().map(of).collect();
            for report in &reports {
                assert!(report.part.is_some());
                assert!(report.reconciliation.matches_book());
                assert_eq!(report.value(&metric::MEMBERS_AT_END), None);
                let rest = report.reconciliation.rest.minutes;
                assert_eq!(report.minutes_exchanged() + rest, whole.minutes_exchanged());
            }
            sums.push(reports.iter().map(ActivityReport::exchanges).sum::<u64>());
        }
        assert_eq!(sums, [whole.exchanges(); 2]);
        let area = Some(AreaId::new(1));
        let category = Some(CategoryId::new(2));
        let gardening = of(&Part {
            area,
            category,
            ..Part::WHOLE
        });
        let said = "Only help received in Mill End, only Gardening";
        assert_eq!(gardening.part.as_deref(), Some(said));
        assert!((1..whole.exchanges()).contains(&gardening.exchanges()));
    }
}

#[test]
fn a_part_of_the_bank_is_never_shown_outside() {
    use reports::activity::{Part, activity_of};
    use reports::disclosure::{Audience, protect};

    let test = busy_bank(2);
    let period = crate::support::period("2026-03-01", "2026-12-31");
    let part = Part {
        channel: Some(Channel::Paper),
        ..Part::WHOLE
    };
    let report = activity_of(&test.conn, &test.bank, period, &part, test.now()).unwrap();
    let shown = protect(&report, Audience::OUTSIDE);
    assert!(
        shown
            .figures
            .iter()
            .all(|figure| figure.value.value().is_none())
    );
    assert!(shown.proof.accounts.is_empty() && shown.previous.is_none());
    assert!(shown.categories.is_empty() && shown.pairs.is_empty());
    let mut file = Vec::new();
    reports::activity::write_text(&shown, &mut file).unwrap();
    let (hours, file) = (
        report.minutes_exchanged() / 60,
        String::from_utf8(file).unwrap(),
    );
    assert!(!file.contains(&format!("{hours} h")), "{file}");
}

#[test]
fn members_come_go_come_back_or_never_begin() {
    let test = TestBank::new();
    let add = |name| test.add(name, MemberKind::Person, Role::Member);
    let (ivy, ken) = (add("Ivy Lander"), add("Ken Doyle"));
    test.on("2026-03-20")
        .posted(Help::new(test.ann, test.bob, 60));
    test.on("2026-04-20").posted(Help::new(test.bob, ivy, 60));
    test.on("2026-05-20")
        .posted(Help::new(test.ann, test.bob, 30));
    test.on("2026-05-31").leave(ken);
    let value = |metric| test.report("2026-05-01", "2026-05-31").value(metric);
    assert_eq!(
        value(&metric::MEMBERS_RETURNING),
        Some(1),
        "Ann paused in April"
    );
    assert_eq!(value(&metric::MEMBERS_LEAVING), Some(1));
    assert_eq!(value(&metric::MEMBERS_AT_END), Some(5));
    // Ruth and the school.
    assert_eq!(value(&metric::MEMBERS_NEVER_STARTED), Some(2));
    let march = test.report("2026-03-01", "2026-03-31");
    assert_eq!(march.value(&metric::MEMBERS_NEW), Some(6));
    // Two of six began in March: half of them had not begun by its end.
    assert_eq!(march.value(&metric::DAYS_TO_FIRST_EXCHANGE), None);
    let spring = test.report("2026-03-01", "2026-05-31");
    assert_eq!(spring.value(&metric::DAYS_TO_FIRST_EXCHANGE), Some(49));
}

#[test]
fn requests_are_met_or_wait() {
    let test = TestBank::new();
    test.on("2026-07-01");
    let wish = |member| test.list(ListingKind::Request, member);
    let (met, waiting, closed) = (wish(test.ann), wish(test.bob), wish(test.bob));
    test.list(ListingKind::Offer, test.ann);
    test.on("2026-07-05");
    test.posted(Help::new(test.bob, test.ann, 60).asked(met));
    test.close(met);
    test.close(closed);
    test.on("2026-07-31")
        .list(ListingKind::Request, test.school);
    let july = test.report("2026-07-01", "2026-07-31");
    let august = test.report("2026-08-01", "2026-08-31");
    let values = |metric| (july.value(metric), august.value(metric));
    assert_eq!(values(&metric::REQUESTS_MADE), (Some(4), Some(0)));
    assert_eq!(values(&metric::REQUESTS_MATCHED), (Some(1), Some(0)));
    assert_eq!(values(&metric::DAYS_TO_MATCH), (Some(4), None));
    assert_eq!(values(&metric::REQUESTS_OPEN), (Some(2), Some(2)));
    assert_eq!(values(&metric::REQUESTS_UNANSWERED), (Some(0), Some(2)));
    assert_eq!(values(&metric::OFFERS_OPEN), (Some(1), Some(1)));
    assert!(waiting != closed);
}
