//! What it would have cost to pay for the hours: each at the rate of its day, the same in every
//! file, and never more than the readers may know.

use calamine::DataType;
use reports::activity::{
    ActivityReport, Extras, Part, activity_with, write_csv, write_json, write_text, write_xlsx,
};
use reports::disclosure::{Audience, ProtectedReport, Publish, Shown, protect};
use serde_json::Value;
use timebank::worth::{Level, SocialReturn, Year};

use crate::exports::read;
use crate::support::{Help, TestBank, busy_bank, period};
use crate::workbooks::{open, sheet};

fn report(test: &TestBank, from: &str, to: &str) -> ActivityReport {
    let extras = Extras {
        worth: true,
        ..Extras::default()
    };
    let period = period(from, to);
    activity_with(
        &test.conn,
        &test.bank,
        period,
        &Part::WHOLE,
        &extras,
        test.now(),
    )
    .unwrap()
}

/// Two hours before the rate of April 2026, one after, among twelve members.
fn spring() -> TestBank {
    let test = TestBank::new();
    test.on("2026-03-31")
        .posted(Help::new(test.ann, test.bob, 120));
    test.on("2026-04-01")
        .posted(Help::new(test.bob, test.school, 60));
    test
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> reports::Result<()>) -> Vec<u8> {
    let mut file = Vec::new();
    write(&mut file).unwrap();
    file
}

/// The figures of a table by row and column.
fn figure(report: &ProtectedReport, table: &str, row: &str, column: usize) -> Option<Shown<i64>> {
    let tables = report.chapters.iter().flat_map(|chapter| &chapter.tables);
    let mut rows = tables
        .filter(|one| one.id == table)
        .flat_map(|one| &one.rows);
    rows.find(|one| one.id == row)
        .map(|one| one.figures[column])
}

#[test]
fn each_hour_is_valued_at_the_rate_of_its_day() {
    let test = spring();
    let report = report(&test, "2026-03-01", "2026-04-30");
    // 2 × £12.21 + £12.71
    assert_eq!(report.worth.as_ref().unwrap().ranges[0].pence(), 3_713);
    let shown = protect(&report, Audience::Committee);
    assert_eq!(figure(&shown, "range", "low", 0), Some(Shown::Exact(3_713)));
    assert_eq!(
        figure(&shown, "range", "median", 0),
        None,
        "nobody wrote one down"
    );
    assert_eq!(
        figure(&shown, "rates", "low_2025-04-01", 1),
        Some(Shown::Exact(120))
    );
    assert_eq!(
        figure(&shown, "rates", "low_2026-04-01", 1),
        Some(Shown::Exact(60))
    );
}

#[test]
fn a_range_goes_from_the_low_rate_to_the_median_and_names_where_they_are_from() {
    let test = spring();
    test.rate(Level::Median, "2026-01-01", 1_700);
    let shown = protect(
        &report(&test, "2026-04-01", "2026-04-30"),
        Audience::Committee,
    );
    let printed = String::from_utf8(written(|out| write_text(&shown, out))).unwrap();
    for said in [
        "Replacement cost, not savings.",
        "To pay for these 1 hour would have cost from £12.71 to £17.00.",
        "UK National Living Wage",
        "not money saved",
    ] {
        let flat = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(said), "{said}\n{printed}");
    }
}

#[test]
fn it_stands_in_a_report_only_where_it_is_asked_for() {
    let test = spring();
    let plain = test.report("2026-03-01", "2026-04-30");
    for audience in [Audience::Committee, Audience::OUTSIDE] {
        let shown = protect(&plain, audience);
        assert!(shown.chapters.is_empty());
        let files = [
            written(|out| write_csv(&shown, out)),
            written(|out| write_json(&shown, out)),
            written(|out| write_text(&shown, out)),
        ];
        for file in files {
            let file = String::from_utf8(file).unwrap();
            assert!(
                !file.contains("Replacement") && !file.contains('£'),
                "{file}"
            );
        }
    }
}

#[test]
fn every_file_has_the_same_sums_and_the_same_words() {
    let test = busy_bank(3);
    test.rate(Level::Median, "2026-01-01", 1_701);
    for audience in [Audience::Committee, Audience::OUTSIDE] {
        let shown = protect(&report(&test, "2026-04-01", "2026-12-31"), audience);
        let low = figure(&shown, "range", "low", 0).unwrap().value().unwrap();
        let pounds = format!("{}.{:02}", low / 100, low % 100);
        let rows = read(&written(|out| write_csv(&shown, out)));
        let row = rows
            .iter()
            .find(|row| row["table"] == "range" && row["name"] == "Low")
            .unwrap();
        assert_eq!((&*row["section"], &*row["unit"]), ("worth", "pounds"));
        assert_eq!(row["value"], pounds);
        let json: Value = serde_json::from_slice(&written(|out| write_json(&shown, out))).unwrap();
        let chapter = &json["chapters"][0];
        assert_eq!(chapter["label"], "Replacement cost, not savings");
        assert_eq!(chapter["tables"][0]["rows"][0]["figures"][0], low);
        let mut workbook = open(written(|out| write_xlsx(&shown, out)));
        let cells = sheet(&mut workbook, "Replacement cost");
        let low_row = cells
            .rows()
            .find(|row| row[0].as_string().as_deref() == Some("Low"))
            .unwrap();
        assert_eq!(format!("{:.2}", low_row[1].as_f64().unwrap()), pounds);
        let printed = String::from_utf8(written(|out| write_text(&shown, out))).unwrap();
        assert!(printed.contains(&reports::words::pounds(low)), "{printed}");
    }
}

/// Knowing the two rates and the sum, anybody could work out the hours before and after.
#[test]
fn a_sum_over_a_changed_rate_is_hidden_where_a_month_is() {
    let test = busy_bank(3);
    let (from, to) = ("2026-03-01", "2026-12-31");
    let whole = protect(&report(&test, from, to), Audience::OUTSIDE);
    let months_shown = whole.months.iter().all(|month| month.amount.is_exact());
    let sum = figure(&whole, "range", "low", 0).unwrap();
    assert_eq!(sum.value().is_some(), months_shown, "{:?}", whole.months);
    // A change in the middle of a month says more than any month does.
    test.rate(Level::Low, "2026-06-15", 1_300);
    let split = protect(&report(&test, "2026-05-01", to), Audience::OUTSIDE);
    assert_eq!(figure(&split, "range", "low", 0), Some(Shown::Hidden));
    assert_eq!(
        figure(&split, "rates", "low_2026-06-15", 1),
        Some(Shown::Hidden)
    );
    let committee = protect(&report(&test, "2026-05-01", to), Audience::Committee);
    assert!(
        figure(&committee, "range", "low", 0)
            .unwrap()
            .value()
            .is_some()
    );
}

#[test]
fn what_was_done_before_the_first_rate_is_said_and_not_valued() {
    let test = spring();
    for rate in timebank::worth::rates(&test.conn).unwrap() {
        test.remove_rate(rate.id);
    }
    let shown = protect(
        &report(&test, "2026-03-01", "2026-04-30"),
        Audience::Committee,
    );
    assert!(shown.chapters[0].lead[0].starts_with("No rate is written down"));
    test.rate(Level::Low, "2026-04-01", 1_000);
    let shown = protect(
        &report(&test, "2026-03-01", "2026-04-30"),
        Audience::Committee,
    );
    assert_eq!(figure(&shown, "range", "low", 0), Some(Shown::Exact(1_000)));
    let notes = shown.chapters[0].notes.join(" ");
    assert!(
        notes.contains("2 hours of these days came before the first low rate"),
        "{notes}"
    );
}

fn year(social: SocialReturn) -> Year {
    Year {
        from: "2026-03-01".parse().unwrap(),
        cost: 900_000,
        social,
    }
}

#[test]
fn the_cost_of_a_year_is_shared_only_over_exactly_that_year() {
    let test = busy_bank(3);
    test.year(&year(SocialReturn::default()));
    let whole = report(&test, "2026-03-01", "2027-02-28");
    let active = i64::try_from(whole.members_active()).unwrap();
    let each = (900_000 + active / 2) / active;
    let shown = protect(&whole, Audience::Committee);
    let each_shown = figure(&shown, "costs", "cost_per_active_member", 0);
    assert_eq!(each_shown, Some(Shown::Exact(each)));
    assert!(
        shown.chapters[0].tables[2]
            .title
            .contains("1 March 2026 to 28 February 2027")
    );
    assert_eq!(figure(&shown, "costs", "social_return", 0), None, "blank");
    let part = protect(
        &report(&test, "2026-03-01", "2026-12-31"),
        Audience::Committee,
    );
    assert_eq!(figure(&part, "costs", "cost", 0), None);
    // Nobody works the number of members out of it where that is rounded.
    let outside = protect(&whole, Audience::OUTSIDE);
    let members = outside.value(&reports::activity::metric::MEMBERS_ACTIVE);
    let each_shown = figure(&outside, "costs", "cost_per_active_member", 0).unwrap();
    assert_eq!(
        each_shown.value().is_some(),
        matches!(members, Shown::Exact(8..))
    );
}

#[test]
fn a_social_return_stands_there_when_everything_is_entered() {
    let test = busy_bank(3);
    test.year(&year(SocialReturn {
        outcomes: Some(4_500_000),
        source: "Our study of 2026".into(),
        deadweight: Some(20),
        attribution: Some(50),
        displacement: Some(0),
        drop_off: Some(50),
        years: Some(2),
    }));
    let shown = protect(
        &report(&test, "2026-03-01", "2027-02-28"),
        Audience::Committee,
    );
    assert_eq!(
        figure(&shown, "costs", "social_return", 0),
        Some(Shown::Exact(300))
    );
    let document = written(|out| write_json(&*shown.published(), out));
    assert!(
        String::from_utf8(document)
            .unwrap()
            .contains("social_return")
    );
}
