//! What a report says of its months in the book: closed, opened again, hours that came in late.

use ledger::{Month, ReopenReason};
use reports::activity::{write_csv, write_json, write_text};
use reports::disclosure::{Audience, Publish, protect};
use rusqlite::Transaction;
use timebank::{Channel, System, months};

use crate::support::{Help, TestBank};

fn write(bank: &TestBank, command: impl FnOnce(&Transaction<'_>) -> timebank::Result<()>) {
    let tx = bank.conn.unchecked_transaction().unwrap();
    command(&tx).unwrap();
    tx.commit().unwrap();
}

fn written(report: &impl Publish) -> [String; 3] {
    let [mut text, mut sheet, mut json] = [Vec::new(), Vec::new(), Vec::new()];
    write_text(report, &mut text).unwrap();
    write_csv(report, &mut sheet).unwrap();
    write_json(report, &mut json).unwrap();
    [text, sheet, json].map(|file| {
        let file = String::from_utf8(file).unwrap();
        file.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

#[test]
fn late_hours_and_reopenings_stand_in_the_proof_of_every_file() {
    let bank = TestBank::new();
    let march = Month::parse("2026-03").unwrap();
    bank.on("2026-03-20");
    bank.posted(Help::new(bank.ann, bank.bob, 60));
    let report = || bank.report("2026-03-01", "2026-03-31");
    assert!(report().closings.is_empty(), "it is open");

    bank.on("2026-04-02");
    let moment = bank.moment(Channel::Cli);
    write(&bank, |tx| {
        months::close_by_system(tx, &System::COMMAND_LINE, march, "{}", &moment).map(drop)
    });
    bank.on("2026-04-09");
    bank.posted(Help::new(bank.bob, bank.ann, 90).days_ago(12));
    let late = report();
    assert_eq!(late.minutes_exchanged(), 150);
    let sentence = "March 2026 was closed on 2 April 2026. Since then hours came in late or were \
                    put right: 1 hour 30 minutes more.";
    let [text, sheet, json] = written(&late);
    assert!(text.contains(sentence), "{text}");
    assert!(sheet.contains(sentence), "{sheet}");
    assert!(
        json.contains("\"late_minutes\": 90, \"late_exchanges\": 1"),
        "{json}"
    );

    // One person may stand behind what came in late.
    let [text, sheet, json] = written(&protect(&late, Audience::OUTSIDE));
    for file in [&text, &sheet] {
        assert!(
            file.contains("March 2026 was closed on 2 April 2026."),
            "{file}"
        );
        assert!(!file.contains("came in late"), "{file}");
    }
    let closed = "\"month\": \"2026-03\", \"closed_on\": \"2026-04-02\"";
    assert!(json.contains(closed), "{json}");
    assert!(json.contains("\"late_minutes\": null"), "{json}");
    let weeks = bank.report("2026-03-01", "2026-03-30");
    assert!(weeks.closings.is_empty(), "not the whole month");

    let moment = bank.moment(Channel::Cli);
    let reason = ReopenReason::LateHours;
    write(&bank, |tx| {
        months::reopen_by_system(tx, &System::COMMAND_LINE, march, reason, "A slip", &moment)
    });
    let [text, _, json] = written(&report());
    let sentence = "March 2026 was opened again on 9 April 2026 (hours of it came in late), not \
                    closed since.";
    assert!(text.contains(sentence), "{text}");
    assert!(
        json.contains("\"closed_on\": null, \"reopened_on\": [ \"2026-04-09\" ]"),
        "{json}"
    );
}
