//! Whatever is typed or sent: what reads bytes and words from outside answers, and never falls
//! over. `tests/campaigns/nonsense` runs each of these for a minute; here they run briefly.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use chrono::NaiveDate;
use hourbook_tests::House;
use ledger::Month;
use proptest::prelude::*;
use timebank::import::timeoverflow::{self, Files, Options, SourceFile};
use web::forms::{DayQuestion, DurationQuestion, parse_day, parse_duration};

/// Any text, and texts that are nearly right, which find more.
fn nearly() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9 .,:½¼¾hmin+-]{0,12}",
        "[0-9]{1,30}",
        "[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?",
    ]
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_length_is_within_a_day_or_refused(hours in nearly(), minutes in nearly()) {
        if let Ok(read) = parse_duration(DurationQuestion::TOOK, &hours, &minutes) {
            prop_assert!((1..=1_440).contains(&read), "{hours:?} {minutes:?}: {read}");
        }
    }

    #[test]
    fn a_day_is_read_or_refused(day in nearly(), month in nearly(), year in nearly()) {
        let question = DayQuestion::done("subject-date-you-helped");
        let _answered = parse_day(question, "other", [&day, &month, &year], today());
    }

    #[test]
    fn a_month_is_read_only_as_it_is_written(text in nearly()) {
        if let Some(month) = Month::parse(&text) {
            prop_assert_eq!(month.to_string(), text);
        }
    }
}

/// Lines of a file of another system: bytes, or fields that are nearly right.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let field = prop_oneof![
        "[A-Za-z ,\"']{0,8}",
        "[0-9:-]{0,10}",
        Just("2024-02-03".to_owned()),
        Just("Ida (1)".to_owned()),
        Just("1:30".to_owned()),
        Just("Email".to_owned()),
    ];
    let line = prop::collection::vec(field, 0..10).prop_map(|fields| fields.join(","));
    let lines = prop::collection::vec(line, 0..8).prop_map(|lines| lines.join("\n").into_bytes());
    prop_oneof![lines, prop::collection::vec(any::<u8>(), 0..400)]
}

#[test]
fn an_import_of_nonsense_names_bad_lines_and_changes_nothing() {
    let house = House::new();
    let (bank, moment) = (house.bank(), house.moment());
    let before = house.transfers();
    let named = |name: &str, bytes: Vec<u8>| SourceFile {
        name: name.to_owned(),
        bytes,
    };
    proptest!(
        ProptestConfig { failure_persistence: None, ..ProptestConfig::default() },
        |(users in file(), transfers in file(), offers in file(), skip in any::<bool>())| {
            let files = Files {
                users: named("users.csv", users),
                transfers: named("transfers.csv", transfers),
                offers: Some(named("offers.csv", offers)),
                requests: None,
            };
            let options = Options { skip_bad_lines: skip, bank_account_name: None };
            let bank = bank.clone();
            // A plan or a refusal, and never a panic: the answer itself does not matter.
            house.db_read(move |conn| {
                let _answered = timeoverflow::plan(conn, &bank, &files, &options, &moment);
                Ok(())
            });
        }
    );
    assert_eq!(house.transfers(), before);
}
