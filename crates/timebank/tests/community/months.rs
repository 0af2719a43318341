//! Months that are closed, signed by two, and opened again.

use chrono::{Days, TimeDelta};
use ledger::{Minutes, Month, ReopenReason};
use timebank::exchange::{self, Spoke};
use timebank::months::{self, Figures, SignOff};
use timebank::{Kind, MemberId, Result, Role, System, member};

use crate::support::TestBank;

const REPORT: &str = "{\"exchanges\": 1}";

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

/// Ann has helped Bob, so many days ago; both told Ruth, and Ruth approved.
fn helped(bank: &TestBank, minutes: i64, days_ago: u64) {
    let mut help = bank.help(bank.ann, bank.bob, minutes);
    help.done_on = bank.today() - Days::new(days_ago);
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| {
        exchange::record_for(tx, &ruth, Spoke::Both, &help, &moment)?;
        exchange::approve(tx, &ruth, help.id, None, &moment)
    })
    .unwrap();
}

fn close(bank: &TestBank, by: MemberId, text: &str) -> Result<()> {
    let (by, moment) = (bank.coordinator(by).as_treasurer(), bank.moment());
    bank.write(|tx| months::close(tx, &by, month(text), REPORT, &moment))
}

fn sign(bank: &TestBank, by: MemberId, text: &str, step: u64) -> Result<()> {
    let (by, moment) = (bank.coordinator(by).as_treasurer(), bank.moment());
    bank.write(|tx| months::sign(tx, &by, month(text), step, &moment))
}

fn reopen(bank: &TestBank, text: &str, note: &str) -> Result<()> {
    let (by, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let reason = ReopenReason::Correction;
    bank.write(|tx| months::reopen(tx, &by, month(text), reason, note, &moment))
}

fn audited(bank: &TestBank) -> Vec<String> {
    let mut select = bank
        .conn
        .prepare("SELECT action FROM audit WHERE action LIKE 'month.%' ORDER BY id")
        .unwrap();
    let found = select.query_map([], |row| row.get(0)).unwrap();
    found.collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn a_month_is_closed_with_its_report_and_signed_by_whoever_closed_it() {
    let bank = TestBank::new();
    helped(&bank, 90, 30);
    close(&bank, bank.ruth, "2026-10").unwrap();
    let history = months::of(&bank.conn, month("2026-10")).unwrap();
    let closing = history.standing().unwrap();
    let figures = Figures {
        exchanges: 1,
        minutes: 90,
    };
    assert_eq!(closing.figures, figures);
    assert_eq!(closing.by.as_deref(), Some("Ruth Calder"));
    assert_eq!(closing.sign_off(), SignOff::Waits(1));
    assert!(closing.is_signed_by(bank.ruth));
    let report = months::report(&bank.conn, closing).unwrap();
    assert_eq!(report.as_deref(), Some(REPORT));
    // Posted in November, so it lies after the head of October.
    assert_eq!((closing.head.seq, closing.after), (0, 1));
    assert_eq!(audited(&bank), ["month.close"]);
    bank.assert_books_are_clean();
}

#[test]
fn the_second_signature_is_another_persons() {
    let bank = TestBank::new();
    close(&bank, bank.ruth, "2026-10").unwrap();
    sign(&bank, bank.ruth, "2026-10", 1).unwrap();
    let standing = || {
        let history = months::of(&bank.conn, month("2026-10")).unwrap();
        history.standing().unwrap().clone()
    };
    assert_eq!(standing().signatures.len(), 1, "twice is once");
    sign(&bank, bank.nia, "2026-10", 1).unwrap();
    assert_eq!(standing().sign_off(), SignOff::ByTwo);
    let names: Vec<_> = standing()
        .signatures
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, ["Ruth Calder", "Nia Bevan"]);
    let third = bank.add("Ken Doyle", Role::Coordinator);
    let refused = sign(&bank, third, "2026-10", 1).unwrap_err();
    assert_eq!(refused.kind(), Kind::Conflict);
    assert_eq!(audited(&bank), ["month.close", "month.sign"]);
}

#[test]
fn a_bank_with_one_coordinator_says_so() {
    let bank = TestBank::new();
    let (nia, moment) = (
        bank.person(bank.nia).administrator().unwrap(),
        bank.moment(),
    );
    bank.write(|tx| member::change_role(tx, &nia, bank.ruth, Role::Member, &moment))
        .unwrap();
    close(&bank, bank.nia, "2026-10").unwrap();
    let history = months::of(&bank.conn, month("2026-10")).unwrap();
    assert_eq!(
        history.standing().unwrap().sign_off(),
        SignOff::ByTheOnlyOne
    );
}

#[test]
fn months_close_one_after_the_other_once_they_have_ended() {
    let bank = TestBank::new();
    let due = || months::due(&bank.conn, &bank.moment()).unwrap();
    assert_eq!(due(), Some(month("2026-10")));
    for early in ["2026-11", "2026-12"] {
        assert_eq!(
            close(&bank, bank.ruth, early).unwrap_err().kind(),
            Kind::Conflict
        );
    }
    close(&bank, bank.ruth, "2026-08").unwrap();
    assert_eq!(due(), Some(month("2026-09")));
    let skips = close(&bank, bank.ruth, "2026-10").unwrap_err();
    assert!(
        skips.to_string().contains("September 2026 is next"),
        "{skips}"
    );
    let again = close(&bank, bank.ruth, "2026-08").unwrap_err();
    assert_eq!(again.to_string(), "August 2026 is closed already.");
    for next in ["2026-09", "2026-10"] {
        close(&bank, bank.ruth, next).unwrap();
    }
    assert_eq!(due(), None);
}

/// The bank is in London: in summer a month ends an hour before midnight in UTC.
#[test]
fn a_month_ends_at_midnight_where_the_bank_is() {
    let mut bank = TestBank::new();
    bank.now = "2026-07-31T22:59:59Z".parse().unwrap();
    assert_eq!(
        close(&bank, bank.ruth, "2026-07").unwrap_err().kind(),
        Kind::Conflict
    );
    bank.wait(TimeDelta::seconds(1));
    close(&bank, bank.ruth, "2026-07").unwrap();
}

#[test]
fn late_hours_go_into_the_open_month_with_their_own_day_and_are_counted() {
    let mut bank = TestBank::new();
    helped(&bank, 60, 30);
    close(&bank, bank.ruth, "2026-10").unwrap();
    bank.wait(TimeDelta::days(1));
    helped(&bank, 25, 40);
    helped(&bank, 15, 0);
    let october = month("2026-10");
    let history = months::of(&bank.conn, october).unwrap();
    let late = months::late(&bank.conn, october, history.standing().unwrap()).unwrap();
    let expected = Figures {
        exchanges: 1,
        minutes: 25,
    };
    assert_eq!(late, expected);
    let (from, to) = (october.first_day(), october.last_day());
    let all = ledger::help_totals(&bank.conn, from, to).unwrap();
    assert_eq!(all.posted, Minutes::new(85).unwrap());
}

#[test]
fn a_month_is_opened_again_with_a_reason_and_keeps_its_history() {
    let mut bank = TestBank::new();
    close(&bank, bank.ruth, "2026-10").unwrap();
    assert_eq!(
        reopen(&bank, "2026-10", "  ").unwrap_err().kind(),
        Kind::Invalid
    );
    let long = "a".repeat(401);
    assert_eq!(
        reopen(&bank, "2026-10", &long).unwrap_err().kind(),
        Kind::Invalid
    );
    bank.wait(TimeDelta::hours(1));
    reopen(&bank, "2026-10", "A slip had the wrong name").unwrap();
    let history = months::of(&bank.conn, month("2026-10")).unwrap();
    assert_eq!(history.standing(), None);
    let opened = history.reopenings().next().unwrap();
    assert_eq!(opened.note, "A slip had the wrong name");
    assert_eq!(opened.by.as_deref(), Some("Ruth Calder"));
    assert_eq!(
        sign(&bank, bank.nia, "2026-10", 1).unwrap_err().kind(),
        Kind::Conflict
    );
    bank.wait(TimeDelta::hours(1));
    close(&bank, bank.nia, "2026-10").unwrap();
    let stale = sign(&bank, bank.ruth, "2026-10", 1).unwrap_err();
    assert_eq!(
        stale.kind(),
        Kind::Conflict,
        "the closing that was looked at is gone"
    );
    sign(&bank, bank.ruth, "2026-10", 3).unwrap();
    let history = months::of(&bank.conn, month("2026-10")).unwrap();
    assert_eq!(history.steps.len(), 3);
    let told = ["month.close", "month.reopen", "month.close", "month.sign"];
    assert_eq!(audited(&bank), told);
    bank.assert_books_are_clean();
}

#[test]
fn only_the_last_closed_month_opens_again() {
    let bank = TestBank::new();
    for text in ["2026-09", "2026-10"] {
        close(&bank, bank.ruth, text).unwrap();
    }
    let refused = reopen(&bank, "2026-09", "An auditor asked").unwrap_err();
    assert!(
        refused
            .to_string()
            .starts_with("October 2026 is closed too.")
    );
    let never = reopen(&bank, "2026-08", "An auditor asked").unwrap_err();
    assert_eq!(never.to_string(), "August 2026 is open already.");
}

#[test]
fn the_command_line_closes_and_signs_nothing() {
    let bank = TestBank::new();
    let (by, moment) = (System::COMMAND_LINE, bank.moment());
    let october = month("2026-10");
    bank.write(|tx| months::close_by_system(tx, &by, october, REPORT, &moment))
        .unwrap();
    let history = months::of(&bank.conn, october).unwrap();
    let closing = history.standing().unwrap();
    assert_eq!(
        (closing.by.clone(), closing.sign_off()),
        (None, SignOff::Waits(2))
    );
    sign(&bank, bank.ruth, "2026-10", 1).unwrap();
    sign(&bank, bank.nia, "2026-10", 1).unwrap();
    let reason = ReopenReason::ByMistake;
    bank.write(|tx| months::reopen_by_system(tx, &by, october, reason, "Too early", &moment))
        .unwrap();
    assert_eq!(months::all(&bank.conn).unwrap()[0].standing(), None);
}

/// Whoever opens the file with whatever tool cannot sign for a third, nor another head.
#[test]
fn the_file_refuses_a_third_signature_another_head_and_any_change() {
    let bank = TestBank::new();
    close(&bank, bank.ruth, "2026-10").unwrap();
    let signing = |who: MemberId, head: i64| {
        bank.conn.execute(
            "INSERT INTO month_signature (step, signer, role, at, head_seq, head_digest)
             VALUES (1, ?1, 'coordinator', 0, ?2, zeroblob(32))",
            (who.uuid(), head),
        )
    };
    assert!(signing(bank.nia, 7).is_err(), "another head");
    assert!(signing(bank.ruth, 0).is_err(), "the same person again");
    signing(bank.nia, 0).unwrap();
    assert!(signing(bank.ann, 0).is_err(), "a third");
    for change in [
        "UPDATE month_signature SET at = 1",
        "DELETE FROM month_signature",
        "UPDATE month_step SET minutes = 1",
        "DELETE FROM month_step",
    ] {
        assert!(bank.conn.execute(change, []).is_err(), "{change}");
    }
}
