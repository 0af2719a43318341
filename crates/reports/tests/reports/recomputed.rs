//! Every figure counted again from the exported lists, by a program in another language that
//! knows the definitions in words only, on banks that look like chance.

use std::path::Path;
use std::process::Command;

use ledger::TransferKind;
use reports::activity::{ActivityReport, Extras, Part, activity_with, metric, write_json};
use reports::exports;
use serde_json::{Map, Value, json};
use timebank::activity::{Payment, Sponsor};
use timebank::actor::Role;
use timebank::exchange::{self, Filter};
use timebank::ids::MemberId;
use timebank::listing::ListingKind;
use timebank::member::MemberKind;
use timebank::project::{self, Plan};
use timebank::worth::Level;
use timebank::{CategoryId, category};

use crate::support::{Dice, Help, TestBank, busy_bank, period};

const COUNTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/recompute.py");

/// A busy bank to which people came later and from which some left, who made offers and requests
/// and answered some of them.
pub(crate) fn bank(seed: u64) -> TestBank {
    let test = busy_bank(seed);
    let mut dice = Dice(seed.wrapping_mul(6_364_136_223_846_793_005) | 1);
    let mut members: Vec<MemberId> = vec![test.ann, test.bob, test.school];
    let mut requests = Vec::new();
    let mut waiting = None;
    let first = test.moment(timebank::Channel::Cli).today;
    for week in 0..30 {
        let day = first + chrono::Days::new(7 * week + dice.below(7));
        test.on(&day.to_string());
        if dice.below(2) == 0 {
            let kind = match dice.below(4) {
                0 => MemberKind::Organisation,
                _ => MemberKind::Person,
            };
            members.push(test.add(&format!("Later{week} Example"), kind, Role::Member));
        }
        let count = u64::try_from(members.len()).unwrap();
        let mut member = |except: Option<MemberId>| loop {
            let found = members[usize::try_from(dice.below(count)).unwrap()];
            if Some(found) != except {
                return found;
            }
        };
        let asker = member(None);
        let request = test.list(ListingKind::Request, asker);
        requests.push((request, asker));
        let giver = member(None);
        test.list(ListingKind::Offer, giver);
        let receiver = member(Some(giver));
        // Approved a week later, as it is in life.
        if let Some(id) = waiting.replace(test.confirmed(Help::new(giver, receiver, 35))) {
            test.approve(id);
        }
        if week % 3 == 0 {
            let (request, asker) = requests[usize::try_from(week / 3).unwrap()];
            // Whoever has left is not helped any more.
            if members.contains(&asker) {
                let help = Help::new(member(Some(asker)), asker, 50).asked(request);
                test.posted(help);
                test.close(request);
            }
        }
        if week % 9 == 8 {
            // Nobody leaves in the middle of something.
            if let Some(id) = waiting.take() {
                test.approve(id);
            }
            let leaver = members.pop().unwrap();
            let (account, pot) = (test.account(leaver), test.bank.accounts.pot);
            let balance = ledger::balance(&test.conn, account).unwrap().get();
            let settle = TransferKind::Settlement;
            match balance {
                0 => {}
                1.. => test.post_behind_their_back(settle, account, pot, balance),
                _ => test.post_behind_their_back(settle, pot, account, -balance),
            }
            test.leave(leaver);
        }
    }
    with_projects(&test, &mut dice);
    with_activities(&test, &members, &mut dice);
    test
}

/// Lunches with every way to pay, two weeks apart; one of them is taken back.
fn with_activities(test: &TestBank, members: &[MemberId], dice: &mut Dice) {
    let by = Sponsor::Bank;
    let ways = [
        Payment::Split,
        Payment::EachToLeaders,
        Payment::EachToPot,
        Payment::Sponsored { by, credit: true },
        Payment::Sponsored { by, credit: false },
    ];
    let kinds = [None, Some("Cooking"), Some("Gardening")];
    let first = "2026-06-02".parse::<chrono::NaiveDate>().unwrap();
    for (week, payment) in (0..14).zip(ways.into_iter().cycle()) {
        let day = (first + chrono::Days::new(15 * week)).to_string();
        let mut there: Vec<(MemberId, i64)> = members
            .iter()
            .filter_map(|id| {
                let minutes = i64::try_from(30 + 5 * dice.below(30)).unwrap();
                (dice.below(3) > 0).then_some((*id, minutes))
            })
            .collect();
        there.truncate(7);
        let Some(((leads, _), come)) = there.split_first().filter(|(_, come)| !come.is_empty())
        else {
            continue;
        };
        let kind = kinds[usize::try_from(week % 3).unwrap()];
        let id = test.held(&day, kind, (*leads, 30), come, payment);
        if week == 5 {
            test.take_back(id);
        }
    }
}

/// Two projects that somebody pays for, and exchanges that were marked by hand.
fn with_projects(test: &TestBank, dice: &mut Dice) {
    let (by, moment) = (test.coordinator(), test.moment(timebank::Channel::Web));
    let kind = |name| category::find(&test.conn, name).unwrap().unwrap().id;
    let plan = |name: &str, funder: &str, kind: Option<CategoryId>| Plan {
        name: name.into(),
        funder: funder.into(),
        from: "2026-04-11".parse().ok(),
        category: kind,
        ..Plan::default()
    };
    let gardens = plan(
        "Gardens for all",
        "Wrensham Council",
        Some(kind("Gardening")),
    );
    let alone = plan("Nobody alone", "", None);
    let gardens = test.write(|tx| project::begin(tx, &by, &gardens, &moment));
    let alone = test.write(|tx| project::begin(tx, &by, &alone, &moment));
    for exchange in exchange::list(&test.conn, &Filter::default(), None, 200).unwrap() {
        let to = match dice.below(6) {
            0 => None,
            1 => Some(gardens),
            2 => Some(alone),
            _ => continue,
        };
        test.write(|tx| project::mark(tx, &by, exchange.id, to, &moment));
    }
}

/// What the other program counts.
fn recounted(test: &TestBank, report: &ActivityReport) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let (conn, bank) = (&test.conn, &test.bank);
    let write = |name: &str, write: &dyn Fn(&mut Vec<u8>) -> reports::Result<()>| {
        let mut file = Vec::new();
        write(&mut file).unwrap();
        std::fs::write(folder.path().join(format!("{name}.csv")), file).unwrap();
    };
    write("exchanges", &|out| {
        exports::exchanges(conn, bank, None, out)
    });
    write("activities", &|out| exports::activities(conn, bank, out));
    write("members", &|out| exports::members(conn, bank, out));
    write("listings", &|out| exports::listings(conn, bank, out));
    write("transfers", &|out| exports::transfers(conn, bank, out));
    let rates = timebank::worth::rates(conn).unwrap();
    let rates = rates.iter().map(|rate| {
        let (level, from) = (rate.level.as_str(), rate.from);
        format!("{level},{from},{}\n", rate.pence)
    });
    let rates = format!("level,from,pence\n{}", rates.collect::<String>());
    std::fs::write(folder.path().join("rates.csv"), rates).unwrap();
    let mut command = Command::new("python3");
    command.arg(Path::new(COUNTER)).arg(folder.path());
    let before = report.previous.as_ref().unwrap().period;
    let (period, today) = (report.period, report.made_on);
    for day in [
        period.from(),
        period.to(),
        today,
        before.from(),
        before.to(),
    ] {
        command.arg(day.to_string());
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What the report says, in the same shape.
fn reported(report: &ActivityReport) -> Value {
    let mut file = Vec::new();
    write_json(report, &mut file).unwrap();
    let document: Value = serde_json::from_slice(&file).unwrap();
    let figures: Map<String, Value> = metric::ALL
        .iter()
        .map(|metric| (metric.id.to_owned(), document[metric.id].clone()))
        .collect();
    let earlier = |which: &str| -> Map<String, Value> {
        let figures = document[which].as_object().into_iter().flatten();
        let ours = figures.filter(|(key, _)| key.starts_with("group_"));
        ours.map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    };
    let rows = |list: &str, name: &str| -> Map<String, Value> {
        let rows = document[list].as_array().unwrap().iter();
        rows.filter(|row| row["exchanges"] != 0)
            .map(|row| {
                let name = row[name].as_str().unwrap().to_owned();
                (name, json!([row["exchanges"], row["minutes"]]))
            })
            .collect()
    };
    json!({
        "figures": figures,
        "previous": earlier("previous"),
        "lists": {
            "months": rows("months", "month"),
            "categories": rows("categories", "name"),
            "channels": rows("channels", "name"),
            "pairs": rows("pairs", "name"),
            "projects": projects(&document),
        },
        "worth": report.worth.as_ref().map(|worth| -> Map<String, Value> {
            let ranges = worth.ranges.iter();
            ranges.map(|one| (one.level.as_str().to_owned(), json!(one.pence()))).collect()
        }),
    })
}

/// The rows of the projects, from their chapter.
fn projects(document: &Value) -> Map<String, Value> {
    let chapters = document["chapters"].as_array().into_iter().flatten();
    let found = chapters.filter(|chapter| chapter["id"] == "projects");
    found
        .flat_map(|chapter| chapter["tables"][0]["rows"].as_array().unwrap())
        .map(|row| {
            (
                row["name"].as_str().unwrap().to_owned(),
                row["figures"].clone(),
            )
        })
        .collect()
}

#[test]
fn another_program_counts_the_same_from_the_lists() {
    for seed in 1..=4 {
        let test = bank(seed);
        test.rate(Level::Median, "2026-01-01", 1_683);
        test.rate(Level::Low, "2026-08-17", 1_313);
        for (from, to) in [
            ("2026-03-01", "2026-12-31"),
            ("2026-07-01", "2026-09-30"),
            ("2026-10-01", "2026-12-31"),
            ("2027-01-01", "2027-12-31"),
            ("2026-05-07", "2026-05-21"),
            ("2026-08-01", "2026-08-31"),
            ("2026-11-01", "2026-11-30"),
        ] {
            let (extras, days) = (
                Extras {
                    worth: true,
                    ..Extras::default()
                },
                period(from, to),
            );
            let (conn, bank, whole) = (&test.conn, &test.bank, &Part::WHOLE);
            let report = activity_with(conn, bank, days, whole, &extras, test.now()).unwrap();
            assert!(
                report.reconciliation.matches_book(),
                "{:?}",
                report.reconciliation.differences
            );
            assert_eq!(
                reported(&report),
                recounted(&test, &report),
                "bank {seed}, {from} to {to}"
            );
        }
    }
}

/// The banks are worth asking: every figure is something else than nought somewhere.
#[test]
fn the_banks_have_something_of_everything() {
    let mut seen = std::collections::BTreeSet::new();
    for seed in 1..=4 {
        let test = bank(seed);
        for (from, to) in [
            ("2026-07-01", "2026-09-30"),
            ("2026-10-01", "2026-12-31"),
            ("2026-08-01", "2026-08-31"),
            ("2026-11-01", "2026-11-30"),
        ] {
            let report = test.report(from, to);
            let figures = report.figures.iter();
            seen.extend(
                figures
                    .filter(|figure| figure.value.is_some_and(|value| value > 0))
                    .map(|figure| figure.metric.id),
            );
        }
    }
    let missing: Vec<&str> = metric::ALL
        .iter()
        .map(|metric| metric.id)
        .filter(|id| !seen.contains(id) && *id != "pot_out")
        .collect();
    assert_eq!(missing, [""; 0]);
}
