//! Closing months at the machine.

use crate::support::Folder;

fn month(folder: &Folder, arguments: &[&str]) -> crate::support::Answer {
    let mut all = vec!["month", arguments[0], "--bank", "bank.hourbook"];
    all.extend(&arguments[1..]);
    folder.run(&all)
}

/// The months before this one, by the machine’s clock: a test runs on any day.
fn due(folder: &Folder) -> String {
    let listed = month(folder, &["list"]);
    listed.succeeded();
    let line = listed.out.lines().last().unwrap().to_owned();
    assert!(line.ends_with("can be closed"), "{line}");
    line.split(' ').next().unwrap().to_owned()
}

#[test]
fn a_month_is_closed_listed_and_opened_again() {
    let folder = Folder::with_history();
    let due = due(&folder);
    let closed = month(&folder, &["close", &due]);
    closed.succeeded();
    assert!(
        closed.out.contains("is closed, at transfer"),
        "{}",
        closed.out
    );
    let listed = month(&folder, &["list"]).out;
    assert!(listed.contains("2 signatures to come"), "{listed}");
    let name = ledger::Month::parse(&due)
        .unwrap()
        .first_day()
        .format("%B %Y");
    month(&folder, &["close", &due]).refused(&format!("{name} is closed already."));
    let sheet = month(&folder, &["certificate", &due, "--output", "sheet.pdf"]);
    sheet.succeeded();
    let file = std::fs::read(folder.path("sheet.pdf")).unwrap();
    assert!(file.starts_with(b"%PDF-"));
    let opened = month(
        &folder,
        &[
            "reopen",
            &due,
            "--reason",
            "by-mistake",
            "--note",
            "Too early",
        ],
    );
    opened.succeeded();
    assert!(month(&folder, &["list"]).out.contains("open again"));
    month(&folder, &["certificate", &due, "--output", "again.pdf"]).refused(&format!(
        "{due} was opened again, so it has no certificate now. It gets a new one when it is \
             closed anew."
    ));
    folder
        .run(&["verify", "--bank", "bank.hourbook"])
        .succeeded();
}

#[test]
fn what_is_no_month_is_said() {
    let folder = Folder::with_history();
    month(&folder, &["close", "October"])
        .refused_with(2, "October is no month. Write it like 2026-10.");
}
