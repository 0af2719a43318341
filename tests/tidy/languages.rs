//! Words stand in `crates/words/locales`: every key that code asks for is there, and none is there
//! that no code asks for.

use std::collections::BTreeSet;

use crate::checkout::{self, Findings, Text};

const ASKED: [&str; 5] = [
    "say(\"",
    "say!(\"",
    "say_with(\"",
    "marked(\"",
    "marked_with(\"",
];

fn sources() -> Vec<Text> {
    let mut sources = checkout::files("web/templates", &["html", "txt", "svg"]);
    for folder in [
        "web/src",
        "crates/words/src",
        "crates/timebank/src",
        "crates/reports/src",
        "crates/hourbook/src",
    ] {
        sources.extend(checkout::files(folder, &["rs"]));
    }
    sources
}

/// The keys of the English messages, with the file and line of each.
fn keys() -> Vec<(String, String, usize)> {
    let mut keys = Vec::new();
    for file in checkout::files("crates/words/locales/en-GB", &["ftl"]) {
        for (index, line) in file.text.lines().enumerate() {
            if line.starts_with(|c: char| c.is_ascii_lowercase())
                && let Some((key, _)) = line.split_once(" =")
            {
                keys.push((key.to_owned(), file.path.clone(), index + 1));
            }
        }
    }
    assert!(!keys.is_empty(), "the English words should be found");
    keys
}

#[test]
fn every_message_that_is_asked_for_exists() {
    let mut findings = Findings::new("write the message into crates/words/locales/en-GB and es");
    let known: BTreeSet<String> = keys().into_iter().map(|(key, _, _)| key).collect();
    for file in sources() {
        for call in ASKED {
            for (offset, _) in file.text.match_indices(call) {
                let rest = &file.text[offset + call.len()..];
                let key = rest.split('"').next().unwrap_or_default();
                // The program has a `say` of its own, for the terminal.
                let is_key = key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
                let of_a_test = ["no-such-message", "greeting"].contains(&key);
                if is_key && !of_a_test && !known.contains(key) {
                    let line = checkout::line_of(&file.text, offset);
                    findings.add(&file.path, line, format!("no message `{key}`"));
                }
            }
        }
    }
    findings.expect_none();
}

#[test]
fn every_message_that_exists_is_asked_for() {
    let mut findings = Findings::new("take the message out of every language");
    let sources = sources();
    for (key, path, line) in keys() {
        let quoted = format!("\"{key}\"");
        if !sources.iter().any(|file| file.text.contains(&quoted)) {
            findings.add(&path, line, format!("nobody says `{key}`"));
        }
    }
    findings.expect_none();
}
