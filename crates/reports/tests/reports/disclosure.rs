//! What a reader outside can work out: an attacker gets the published file, adds, subtracts and
//! tries every possibility, and must not come closer to a masked figure than the file says.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use reports::activity::{Amount, metric, write_json};
use reports::disclosure::{Audience, ProtectedReport, Shown, protect};
use serde_json::Value;
use timebank::actor::Role;
use timebank::clock::Channel;
use timebank::ids::MemberId;
use timebank::member::MemberKind;

use crate::support::{Help, TestBank};

/// An exchange in a random bank, by the places of the two in its list of members.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    pub(crate) giver: usize,
    pub(crate) receiver: usize,
    pub(crate) minutes: i64,
    pub(crate) category: usize,
    pub(crate) channel: usize,
    pub(crate) days_ago: u64,
    pub(crate) taken_back: bool,
}

pub(crate) const CATEGORIES: [Option<&str>; 6] = [
    None,
    Some("Gardening"),
    Some("Lifts"),
    Some("Cooking"),
    Some("Small repairs"),
    Some("Baking"),
];
const CHANNELS: [Channel; 3] = [Channel::Paper, Channel::Phone, Channel::InPerson];

/// A bank of so many members, of whom every so manieth is an organisation, and what they did.
pub(crate) fn banks() -> impl Strategy<Value = (usize, usize, Vec<Deed>)> {
    (4..34_usize, 2..9_usize).prop_flat_map(|(members, organisations)| {
        let deed = (
            0..members,
            1..members,
            1..40_i64,
            // Some kinds, ways and members are rare, as they are in life.
            prop_oneof![8 => Just(1_usize), 3 => Just(2), 1 => Just(3), 1 => Just(0),
                4 => Just(4), 1 => Just(5)],
            prop_oneof![6 => Just(0_usize), 1 => Just(1), 1 => Just(2)],
            prop_oneof![5 => 0..60_u64, 1 => 60..200_u64],
            prop::bool::weighted(0.05),
        );
        let deeds = prop::collection::vec(deed, 0..50).prop_map(move |deeds| {
            let deed = |(giver, step, quarters, category, channel, days_ago, taken_back)| Deed {
                giver,
                receiver: (giver + step) % members,
                minutes: 15 * quarters,
                category,
                channel,
                days_ago,
                taken_back,
            };
            deeds.into_iter().map(deed).collect::<Vec<_>>()
        });
        (Just(members), Just(organisations), deeds)
    })
}

pub(crate) fn bank((members, organisations, deeds): &(usize, usize, Vec<Deed>)) -> TestBank {
    let test = TestBank::new();
    let kind = |place: usize| match place % organisations {
        0 => MemberKind::Organisation,
        _ => MemberKind::Person,
    };
    let add = |place| test.add(&format!("Member{place} Example"), kind(place), Role::Member);
    test.on("2026-08-10");
    let members: Vec<MemberId> = (0..*members).map(add).collect();
    test.on("2026-09-30");
    for deed in deeds {
        let help = Help::new(members[deed.giver], members[deed.receiver], deed.minutes)
            .of(CATEGORIES[deed.category])
            .through(CHANNELS[deed.channel])
            .days_ago(deed.days_ago);
        let id = test.posted(help);
        if deed.taken_back {
            test.reverse(id);
        }
    }
    test
}

pub(crate) fn json(report: &ProtectedReport) -> Value {
    let mut file = Vec::new();
    write_json(report, &mut file).unwrap();
    serde_json::from_slice(&file).unwrap()
}

/// What a published number of people may really be.
fn may_be(json: &Value, id: &str) -> Box<dyn Fn(i64) -> bool> {
    let figures = json["protection"]["figures"].as_array().unwrap();
    let said = figures.iter().find(|figure| figure["id"] == id);
    let Some(said) = said else {
        let value = json[id].as_i64();
        return Box::new(move |count| value.is_none_or(|value| value == count));
    };
    let value = said["value"].as_i64();
    match said["shown"].as_str().unwrap() {
        "fewer than 5" => Box::new(|count| (1..5).contains(&count)),
        "rounded to the nearest 5" => {
            Box::new(move |count| count >= 5 && (count - value.unwrap()).abs() <= 2)
        }
        "hidden" => Box::new(|_| true),
        other => panic!("{id}: {other}"),
    }
}

/// Every way in which so many people could have taken part, as far as the file goes.
fn possible_parts(json: &Value) -> Vec<Vec<i64>> {
    let ids = [
        "members_active",
        "members_giving",
        "members_receiving",
        "members_both",
        "members_giving_only",
        "members_receiving_only",
        "organisations_active",
    ];
    let fits = ids.map(|id| may_be(json, id));
    let exchanges = json["exchanges"].as_i64().unwrap_or(i64::MAX);
    let mut found = Vec::new();
    for giving_only in 0..=40_i64 {
        for receiving_only in 0..=40 - giving_only {
            for both in 0..=40 - giving_only - receiving_only {
                let (giving, receiving) = (giving_only + both, receiving_only + both);
                let active = giving + receiving_only;
                let counts = [active, giving, receiving, both, giving_only, receiving_only];
                let alone = both > 0 && giving.min(receiving) < 2;
                if alone || giving.max(receiving) > exchanges || (giving == 0) != (receiving == 0) {
                    continue;
                }
                if !counts.iter().zip(&fits).all(|(count, fits)| fits(*count)) {
                    continue;
                }
                let [.., organisations_fit] = &fits;
                for organisations in (0..=active).filter(|count| organisations_fit(*count)) {
                    let kinds = [organisations, active - organisations];
                    found.push([&counts[..], &kinds].concat());
                }
            }
        }
    }
    found
}

/// For every hidden row of a list: the fewest and the most exchanges, and minutes, it can have.
fn possible_rows(json: &Value, list: &str) -> Vec<(String, [(i64, i64); 2])> {
    let rows = json[list].as_array().unwrap();
    let hidden: Vec<&Value> = rows.iter().filter(|row| !row["shown"].is_null()).collect();
    let left = |column: &str, total: &str| {
        let shown: i64 = rows.iter().filter_map(|row| row[column].as_i64()).sum();
        json[total].as_i64().map(|total| total - shown)
    };
    // A row that is hidden on its own has an exchange and a minute at least, unless all are.
    let least = i64::from(hidden.len() < rows.len() || list != "months");
    let others = least * (i64::try_from(hidden.len()).unwrap() - 1);
    let range = |left: Option<i64>| (least, left.map_or(i64::MAX, |left| left - others));
    let ranges = [
        range(left("exchanges", "exchanges")),
        range(left("minutes", "minutes_exchanged")),
    ];
    let name = |row: &Value| {
        let name = row.get("month").or(row.get("name")).unwrap();
        name.as_str().unwrap().to_owned()
    };
    hidden.iter().map(|row| (name(row), ranges)).collect()
}

/// Who stands behind each row, counted from what was done.
pub(crate) fn behind(
    deeds: &[Deed],
    row: impl Fn(&Deed) -> String,
) -> BTreeMap<String, BTreeSet<usize>> {
    let mut behind: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for deed in deeds.iter().filter(|deed| counts(deed)) {
        behind
            .entry(row(deed))
            .or_default()
            .extend([deed.giver, deed.receiver]);
    }
    behind
}

/// From 1 July on; the bank’s day is the 30th of September.
pub(crate) fn counts(deed: &Deed) -> bool {
    !deed.taken_back && deed.days_ago <= 91
}

fn month(deed: &Deed) -> String {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 9, 30).unwrap();
    (day - chrono::Days::new(deed.days_ago))
        .format("%Y-%m")
        .to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn an_attacker_with_the_file_cannot_tell_a_masked_figure(made in banks()) {
        let test = bank(&made);
        let report = test.report("2026-07-01", "2026-09-30");
        prop_assert!(report.reconciliation.matches_book());
        let shown = json(&protect(&report, Audience::OUTSIDE));

        // People: what is few must stay as uncertain as “fewer than 5” says.
        let possible = possible_parts(&shown);
        let truth = [
            report.members_active(),
            report.members_giving(),
            report.members_receiving(),
            report.members_both(),
            report.members_giving_only(),
            report.members_receiving_only(),
            report.organisations_active(),
            report.members_active() - report.organisations_active(),
        ].map(u64::cast_signed).to_vec();
        prop_assert!(possible.contains(&truth), "the file must be true");
        for (place, count) in truth.into_iter().enumerate() {
            let values: BTreeSet<i64> = possible.iter().map(|parts| parts[place]).collect();
            let narrow = values.last().unwrap() - values.first().unwrap() < 3;
            prop_assert!(!(1..5).contains(&count) || !narrow, "{place}: {values:?}\n{shown:#}");
        }

        // Hours: what comes from few is not shown, and cannot be subtracted.
        let (_, _, deeds) = &made;
        let lists = [
            ("months", behind(deeds, month)),
            ("categories", behind(deeds, |deed| {
                CATEGORIES[deed.category].unwrap_or("No kind given").to_owned()
            })),
            ("channels", behind(deeds, |deed| CHANNELS[deed.channel].as_str().to_owned())),
        ];
        for (list, behind) in lists {
            let hidden = possible_rows(&shown, list);
            for row in shown[list].as_array().unwrap() {
                let name = row.get("month").or(row.get("name")).unwrap().as_str().unwrap();
                let people = behind.get(name).map_or(0, BTreeSet::len);
                let is_shown = !row["exchanges"].is_null();
                prop_assert!(!is_shown || people == 0 || people >= 5, "{list} {name}: {people}");
            }
            let together: BTreeSet<usize> = hidden
                .iter()
                .filter_map(|(name, _)| behind.get(name))
                .flatten()
                .copied()
                .collect();
            let knows_sum = !shown["exchanges"].is_null() && !hidden.is_empty();
            prop_assert!(!knows_sum || together.len() >= 5, "{list}: {together:?}");
            for (name, ranges) in hidden {
                for (first, last) in ranges {
                    prop_assert!(last - first >= 3, "{list} {name}: {first} to {last}\n{shown:#}");
                }
            }
        }
    }
}

/// July, for readers outside.
pub(crate) fn protected(test: &TestBank) -> ProtectedReport {
    protect(&test.report("2026-07-01", "2026-07-31"), Audience::OUTSIDE)
}

/// Twenty people who each helped two others in the garden for an hour.
pub(crate) fn village() -> (TestBank, Vec<MemberId>) {
    let test = TestBank::new();
    test.on("2026-07-02");
    let add = |place| {
        let name = format!("Member{place} Example");
        test.add(&name, MemberKind::Person, Role::Member)
    };
    let members: Vec<MemberId> = (0..20).map(add).collect();
    for place in 0..20 {
        for step in [1, 7] {
            test.posted(Help::new(members[place], members[(place + step) % 20], 60));
        }
    }
    (test, members)
}

#[test]
fn a_kind_of_help_from_few_people_takes_another_with_it_and_both_stand_last_by_name() {
    let (test, members) = village();
    test.posted(Help::new(members[0], members[1], 600).of(Some("Lifts")));
    for place in 0..6 {
        test.posted(Help::new(members[place], members[place + 6], 30).of(Some("Cooking")));
    }
    let report = protected(&test);
    let rows: Vec<(&str, Option<i64>)> = report
        .categories
        .iter()
        .map(|row| (row.name.as_str(), row.amount.minutes().value()))
        .collect();
    assert_eq!(
        rows,
        [
            ("Gardening", Some(2400)),
            ("Cooking", None),
            ("Lifts", None)
        ]
    );
    let lifts = report.categories.last().unwrap();
    assert_eq!(lifts.amount.instead().unwrap(), "fewer than 5 people");
    assert_eq!(report.categories[1].amount.instead().unwrap(), "hidden");
    assert_eq!(
        report.total(),
        Shown::Exact(Amount {
            exchanges: 47,
            minutes: 3180
        })
    );
}

#[test]
fn one_organisation_is_masked_all_people_are_rounded_and_its_account_is_not_alone() {
    let (test, members) = village();
    test.posted(Help::new(test.school, members[3], 90));
    let report = protected(&test);
    let said = report.taking_part().map(|(_, _, members)| members.said());
    assert_eq!(said, ["about 20", "fewer than 5", "0", "about 20"]);
    let rows: Vec<&str> = report
        .proof
        .accounts
        .iter()
        .map(|row| row.holders.name())
        .collect();
    assert_eq!(rows[0], "Members and organisations");
    assert!(!rows.contains(&"Organisations") && !rows.contains(&"Members"));
    let closing: i64 = report.proof.accounts.iter().map(|row| row.closing).sum();
    assert_eq!(closing, 0, "the accounts still make nought");
    assert!(report.proof.matches_book);
}

#[test]
fn hours_of_few_people_are_shown_nowhere() {
    let test = TestBank::new();
    test.on("2026-07-03");
    for _ in 0..9 {
        test.posted(Help::new(test.ann, test.bob, 77));
    }
    let report = protected(&test);
    let shown = json(&report).to_string();
    for secret in ["77", "693", "1386"] {
        assert!(
            !shown.contains(&format!(":{secret}")),
            "{secret} in {shown}"
        );
    }
    assert_eq!(
        report.comparison,
        "Too few members took part in July 2026 for their hours to be shown."
    );
    assert!(report.notes()[1].starts_with("There were fewer than 5 active members"));
    assert_eq!(report.proof.sum_of_accounts, 0);
}

#[test]
fn a_quiet_period_before_is_not_compared_with() {
    let (test, members) = village();
    test.on("2026-07-09");
    test.posted(Help::new(members[0], members[1], 45).days_ago(20));
    let report = protected(&test);
    assert_eq!(
        report.comparison,
        "40 hours were exchanged in July 2026 so far. Too few members took part in the period \
         before to compare with it."
    );
    assert_eq!(report.previous.unwrap().amount, Shown::Hidden);
}

#[test]
fn what_was_taken_back_from_few_people_hides_what_was_written_before() {
    let (test, members) = village();
    test.reverse(test.posted(Help::new(members[0], members[1], 45)));
    let proof = protected(&test).proof;
    assert_eq!(proof.reversed, Shown::FewPeople(5));
    assert_eq!(proof.posted, Shown::Hidden);
    assert_eq!(proof.standing.minutes(), Shown::Exact(2400));
    for place in 2..6 {
        test.reverse(test.posted(Help::new(members[place], members[place + 6], 45)));
    }
    let proof = protected(&test).proof;
    assert_eq!(proof.reversed.minutes(), Shown::Exact(225));
    assert_eq!(proof.posted.minutes(), Shown::Exact(2625));
}

#[test]
fn an_average_is_over_eight_people_or_not_shown() {
    let test = TestBank::new();
    test.on("2026-07-02");
    let add = |place| {
        let name = format!("Member{place} Example");
        test.add(&name, MemberKind::Person, Role::Member)
    };
    let members: Vec<MemberId> = (0..8).map(add).collect();
    let days = |test: &TestBank| protected(test).value(&metric::DAYS_TO_APPROVAL);
    for place in 0..7 {
        test.posted(Help::new(members[place], members[(place + 1) % 7], 60));
    }
    assert_eq!(days(&test), Shown::FewPeople(8));
    test.posted(Help::new(members[7], members[0], 60));
    assert_eq!(days(&test), Shown::Exact(0));
}

#[test]
fn differences_with_the_book_are_told_to_the_committee_only() {
    let (test, members) = village();
    let (from, to) = (test.account(members[0]), test.account(members[1]));
    test.post_behind_their_back(ledger::TransferKind::Help, from, to, 25);
    let report = test.report("2026-07-01", "2026-07-31");
    let outside = protect(&report, Audience::OUTSIDE).proof;
    assert!(!outside.matches_book);
    assert_eq!(outside.differences.len(), 1);
    assert!(!outside.differences[0].contains(char::is_numeric));
    assert_eq!(
        protect(&report, Audience::Committee)
            .proof
            .differences
            .len(),
        2
    );
}

#[test]
fn a_report_for_outside_looks_like_this_in_a_terminal() {
    let (test, members) = village();
    test.posted(Help::new(test.school, members[3], 90).of(Some("Lifts")));
    for place in 0..6 {
        let help = Help::new(members[place], members[place + 6], 30);
        test.posted(help.of(Some("Cooking")).through(Channel::Phone));
    }
    let report = protected(&test);
    let mut file = Vec::new();
    reports::activity::write_text(&report, &mut file).unwrap();
    let written = String::from_utf8(file).unwrap();
    assert!(
        written.lines().all(|line| line.chars().count() <= 80),
        "{written}"
    );
    let (shown, _) = written.split_once("How each figure is counted").unwrap();
    insta::assert_snapshot!(shown);
    insta::assert_json_snapshot!(json(&report)["protection"]);
}
