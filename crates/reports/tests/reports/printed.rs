//! The printed report, read back by pdftotext: the same numbers as the other files, tagged, and
//! the same to the byte when it is made again.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use reports::Print;
use reports::activity::{metric, write_pack, write_pdf};
use reports::certificate::{self, certificate};
use reports::disclosure::{Audience, MonthRow, ProtectedReport, protect};
use reports::exports::statement_pdf;
use reports::words;
use timebank::Role;
use timebank::member::MemberKind;

use crate::programs::program;
use crate::same_numbers::{Figures, both, of_csv, written};
use crate::support::{TestBank, busy_bank};

/// What stands on the pages, line by line as they are laid out.
pub(crate) fn text_of(pdftotext: &Path, file: &[u8]) -> String {
    let mut reading = Command::new(pdftotext)
        .args(["-layout", "-nopgbrk", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    reading.stdin.take().unwrap().write_all(file).unwrap();
    let output = reading.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

fn printed(report: &ProtectedReport) -> Vec<u8> {
    written(|out| write_pdf(report, out))
}

/// The lists, by their headings and by the names they have in the other files.
const LISTS: [(&str, &str); 4] = [
    ("Month by month", "months"),
    ("Kinds of help", "categories"),
    ("Who helped whom", "pairs"),
    ("How it was recorded", "channels"),
];

fn of_pdf(pdftotext: &Path, report: &ProtectedReport) -> Figures {
    let text = text_of(pdftotext, &printed(report));
    let mut figures = Figures::new();
    let mut section = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split("  ").map(str::trim).collect();
        let cells: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        if let [alone] = cells[..] {
            section = match LISTS.iter().find(|(heading, _)| *heading == alone) {
                Some((_, name)) => (*name).to_owned(),
                None if alone.starts_with("How each figure") => "figures".to_owned(),
                None if section == "figures" => "figures".to_owned(),
                None => String::new(),
            };
        }
        match (section.as_str(), &cells[..]) {
            ("figures", [alone]) => defined(&mut figures, alone),
            ("", _) | (_, ["Together", ..] | [.., "Hours"]) => {}
            (section, [name, exchanges, hours]) => {
                let month = report.months.iter();
                let mut month = month.filter(|month| words::month(month.first) == *name);
                let name = month.next().map_or((*name).to_owned(), MonthRow::code);
                let (exchanges, minutes) = match minutes(hours) {
                    Some(minutes) => (exchanges.replace(',', ""), minutes),
                    None => ((*hours).to_owned(), (*hours).to_owned()),
                };
                figures.insert(format!("{section} {name} exchanges"), exchanges);
                figures.insert(format!("{section} {name} minutes"), minutes);
            }
            _ => {}
        }
    }
    figures
}

/// `Hours exchanged: 412 h 30 min`, where each figure is defined.
fn defined(figures: &mut Figures, line: &str) {
    let Some((name, value)) = line.split_once(": ") else {
        return;
    };
    let Some(metric) = metric::ALL.iter().find(|metric| metric.name == name) else {
        return;
    };
    if value == "nothing to measure" {
        return;
    }
    let unit = metric.unit.as_str();
    let value = match minutes(value) {
        Some(minutes) => minutes,
        None if value.ends_with(" day") || value.ends_with(" days") => {
            value.split(' ').next().unwrap().to_owned()
        }
        None => value.trim_start_matches("about ").replace(',', ""),
    };
    figures.insert(format!("figures {name} {unit}"), value);
}

/// `1,412 h 30 min` in minutes.
pub(crate) fn minutes(hours: &str) -> Option<String> {
    let (whole, rest) = hours.strip_suffix(" min")?.split_once(" h ")?;
    let (sign, whole) = match whole.strip_prefix('−') {
        Some(whole) => ("-", whole),
        None => ("", whole),
    };
    let whole: i64 = whole.replace(',', "").parse().ok()?;
    let all = whole * 60 + rest.parse::<i64>().ok()?;
    Some(format!("{sign}{all}"))
}

#[test]
fn a_printed_report_has_the_same_numbers_as_the_other_files() {
    let Some(pdftotext) = program("pdftotext") else {
        return;
    };
    for seed in 11..13 {
        let test = busy_bank(seed);
        for (from, to) in [("2026-04-01", "2026-06-30"), ("2026-03-01", "2026-12-31")] {
            for report in both(&test.report(from, to)) {
                let mut csv = of_csv(&report);
                let lists = ["figures", "months", "categories", "pairs", "channels"];
                csv.retain(|key, _| {
                    let section = key.split(' ').next().unwrap();
                    lists.contains(&section) && !key.ends_with("hours_decimal")
                });
                assert!(csv.len() > 20);
                assert_eq!(of_pdf(&pdftotext, &report), csv);
            }
        }
    }
}

#[test]
fn a_printed_report_ends_with_its_proof_and_says_what_is_masked() {
    let Some(pdftotext) = program("pdftotext") else {
        return;
    };
    let house = busy_bank(11);
    let report = protect(&house.report("2026-04-01", "2026-06-30"), Audience::OUTSIDE);
    let text = text_of(&pdftotext, &printed(&report));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for note in report.notes() {
        assert!(text.contains(&note), "{note}");
    }
    for figure in &report.figures {
        assert!(
            text.contains(figure.metric.definition),
            "{}",
            figure.metric.name
        );
    }
    let proof = text.rfind("The proof").unwrap();
    let head = report.head.digest.grouped();
    assert!(text[proof..].contains(report.proof.sentence));
    assert!(text[proof..].contains(&head), "{head}");
    assert!(text.contains("Page 1 of"));
}

#[test]
fn a_printed_report_is_tagged_and_the_same_to_the_byte() {
    let house = busy_bank(11);
    let report = protect(&house.report("2026-04-01", "2026-06-30"), Audience::OUTSIDE);
    let file = printed(&report);
    assert_eq!(file, printed(&report));
    assert!(file.starts_with(b"%PDF-1.7"));
    let text = String::from_utf8_lossy(&file);
    for mark in [
        "/StructTreeRoot",
        "/Marked true",
        "/Lang(en-GB)",
        "pdfuaid:part",
    ] {
        assert!(text.contains(mark), "{mark}");
    }
}

#[test]
fn an_empty_report_and_one_of_odd_letters_can_be_printed() {
    for report in both(&TestBank::empty().report("2026-01-01", "2026-03-31")) {
        printed(&report);
    }
    let house = busy_bank(11);
    let mut report = protect(
        &house.report("2026-04-01", "2026-06-30"),
        Audience::Committee,
    );
    report.bank = "Zoë Ørsted’s 漢字 \u{202e}bank 🙂 \u{7}\u{feff}".to_owned();
    let file = printed(&report);
    if let Some(pdftotext) = program("pdftotext") {
        assert!(text_of(&pdftotext, &file).contains("Zoë Ørsted’s"));
    }
}

#[test]
fn the_pages_for_a_funder_are_two_and_have_the_figures_and_the_proof() {
    let Some(pdftotext) = program("pdftotext") else {
        return;
    };
    let house = busy_bank(11);
    for report in both(&house.report("2026-01-01", "2026-12-31")) {
        let file = written(|out| write_pack(&report, out));
        assert_eq!(file, written(|out| write_pack(&report, out)));
        let said = text_of(&pdftotext, &file);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("Page 2 of 2") && !said.contains("Page 3"));
        let total = report.total().value().unwrap();
        for part in [
            report.finding(),
            report.proof.sentence.to_owned(),
            report.head.digest.grouped(),
            format!(
                "Together {} {}",
                words::thousands(total.exchanges),
                words::hours(total.minutes)
            ),
        ] {
            assert!(said.contains(&part), "{part}");
        }
        for note in report.notes() {
            assert!(said.contains(&note), "{note}");
        }
    }
}

#[test]
fn a_printed_statement_has_every_line_also_in_large_print() {
    let Some(pdftotext) = program("pdftotext") else {
        return;
    };
    let house = busy_bank(11);
    let (from, to) = ("2026-04-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    let made_at = house.now();
    let (conn, bank, ann) = (&house.conn, &house.bank, house.ann);
    let statement = timebank::statement::of_member(conn, bank, ann, Some(from), Some(to)).unwrap();
    assert!(statement.lines.len() > 3);
    for print in [Print::Usual, Print::Large] {
        let write =
            |out: &mut Vec<u8>| statement_pdf(conn, bank, ann, Some(from), to, print, made_at, out);
        let file = written(write);
        assert_eq!(file, written(write));
        let said = text_of(&pdftotext, &file);
        for line in &statement.lines {
            let balance = words::hours(line.balance);
            assert!(said.contains(&balance), "{balance} in {print:?}");
        }
        assert!(said.contains("Statement of Ann Whitcombe"));
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(&statement.head.digest.grouped()));
    }
}

#[test]
fn a_certificate_is_one_sheet_with_the_figures_the_head_and_lines_for_ink() {
    let Some(pdftotext) = program("pdftotext") else {
        return;
    };
    let house = busy_bank(11);
    let (conn, bank, made_at) = (&house.conn, &house.bank, house.now());
    let moment = house.moment(timebank::Channel::Web);
    let month = ledger::Month::parse("2026-05").unwrap();
    house.add("Ken Ashby", MemberKind::Person, Role::Coordinator);
    let ruth = house.person(house.ruth).treasurer().unwrap();
    house.write(|tx| timebank::months::close(tx, &ruth, month, "{}", &moment));
    let sheet = certificate(conn, month).unwrap().unwrap();
    let write = |out: &mut Vec<u8>| certificate::write_pdf(&sheet, bank, made_at, out);
    let file = written(write);
    assert_eq!(file, written(write), "the same to the byte");
    let said = text_of(&pdftotext, &file);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Page 1 of 1"), "{said}");
    let figures = sheet.closing.figures;
    assert!(figures.exchanges > 0 && sheet.closing.head.seq > 0);
    for part in [
        format!("Month-end certificate, {}", words::month(month.first_day())),
        format!(
            "{} in {} exchanges",
            words::hours_said(figures.minutes),
            figures.exchanges
        ),
        sheet.closing.head.digest.grouped(),
        sheet.sign_off().to_owned(),
        format!("{}, coordinator", sheet.closing.signatures[0].name),
        "To be signed".to_owned(),
        "Sum 0 h 00 min".to_owned(),
    ] {
        assert!(said.contains(&part), "{part} is missing: {said}");
    }
    for (kind, minutes) in &sheet.balances {
        let line = format!(
            "{} {}",
            words::account_kind(*kind),
            words::hours(minutes.get())
        );
        assert!(said.contains(&line), "{line}");
    }
    let reason = ledger::ReopenReason::Audit;
    house.write(|tx| {
        timebank::months::reopen(tx, &house.coordinator(), month, reason, "Asked", &moment)
    });
    assert!(certificate(conn, month).unwrap().is_none());
}
