//! Words that never reach a person, and shortcuts that never reach the main branch.

use crate::checkout::{self, Findings, Text};
use crate::source;

/// Nobody is in debt: a person has hours to spend or hours to give back.
const ABOUT_HOURS: &[&str] = &[
    "debt",
    "debts",
    "indebted",
    "owe",
    "owed",
    "owes",
    "owing",
    "overdraft",
    "overdrawn",
    "in the red",
    // The same in Spanish.
    "deuda",
    "deudas",
    "deudor",
    "deudora",
    "números rojos",
];

/// Say what happened and what comes next, without flattery or blame.
const ON_SCREENS: &[&str] = &["please", "sorry", "invalid", "oops"];

/// Token by token, shortcuts that `#[expect(…, reason = "…")]` or a finished piece of work replace.
const SHORTCUTS: &[&[&str]] = &[
    &["todo", "!"],
    &["unimplemented", "!"],
    &["dbg", "!"],
    &["#", "[", "allow", "("],
    &["#", "!", "[", "allow", "("],
    &["#", "[", "ignore"],
];

#[test]
fn no_page_says_that_somebody_is_in_debt() {
    let mut findings = Findings::new(
        "say “hours to give back”; an hour is given and received, it is never a debt",
    );
    for file in pages_for_people() {
        forbidden_words(
            &file.path,
            1,
            &without_comments(&file.text),
            ABOUT_HOURS,
            &mut findings,
        );
    }
    for folder in [
        "web/src",
        "crates/timebank/src",
        "crates/reports/src",
        "crates/hourbook/src",
    ] {
        for file in checkout::files(folder, &["rs"]) {
            for (line, text) in source::strings(source::tokens(&file)) {
                forbidden_words(&file.path, line, &text, ABOUT_HOURS, &mut findings);
            }
        }
    }
    findings.expect_none();
}

#[test]
fn no_page_says_please_sorry_or_invalid() {
    let mut findings = Findings::new("say what happened, who did it and what comes next");
    let mut screens = checkout::files("web/templates", &["html", "txt", "svg"]);
    screens.extend(checkout::files("crates/words/locales", &["ftl"]));
    for file in screens {
        forbidden_words(
            &file.path,
            1,
            &without_comments(&file.text),
            ON_SCREENS,
            &mut findings,
        );
    }
    findings.expect_none();
}

#[test]
fn nothing_is_left_to_do_ignored_or_allowed() {
    let mut findings = Findings::new(
        "finish it, or open an issue; for a lint write `#[expect(lint, reason = \"…\")]`",
    );
    for file in checkout::rust_files() {
        shortcuts(&file, &mut findings);
    }
    findings.expect_none();
}

/// Pages and guides for members and coordinators. Guides for developers may name the words.
fn pages_for_people() -> Vec<Text> {
    let mut found = checkout::files("web/templates", &["html", "txt", "svg"]);
    found.extend(checkout::files("web/static", &["js"]));
    found.extend(checkout::files("crates/words/locales", &["ftl"]));
    found.extend(checkout::files("docs", &["md"]).into_iter().filter(|file| {
        let name = file.path.trim_start_matches("docs/");
        name.starts_with("member") || name.starts_with("coordinator")
    }));
    found
}

fn forbidden_words(path: &str, line: usize, text: &str, words: &[&str], findings: &mut Findings) {
    let text = text.to_lowercase();
    for word in words {
        for offset in whole_words(&text, word) {
            let line = line + checkout::line_of(&text, offset) - 1;
            findings.add(path, line, format!("“{word}”"));
        }
    }
}

/// Where a word stands by itself: not as part of a name such as `aria-invalid` or `form.invalid`.
fn whole_words(text: &str, word: &str) -> Vec<usize> {
    let joins = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    text.match_indices(word)
        .map(|(offset, _)| offset)
        .filter(|offset| {
            let before = text[..*offset].chars().next_back();
            let after = text[offset + word.len()..].chars().next();
            before.is_none_or(|letter| !joins(letter) && letter != '.')
                && after.is_none_or(|letter| !joins(letter))
        })
        .collect()
}

/// Blanks out `{# … #}` and `<!-- … -->`, keeping the lines.
pub(crate) fn without_comments(text: &str) -> String {
    let mut kept = text.to_owned();
    for (opening, closing) in [("{#", "#}"), ("<!--", "-->")] {
        let mut from = 0;
        while let Some(start) = kept[from..].find(opening).map(|found| from + found) {
            let end = kept[start..]
                .find(closing)
                .map_or(kept.len(), |found| start + found + closing.len());
            let blank: String = kept[start..end]
                .chars()
                .map(|letter| if letter == '\n' { '\n' } else { ' ' })
                .collect();
            kept.replace_range(start..end, &blank);
            from = start + blank.len();
        }
    }
    kept
}

fn shortcuts(file: &Text, findings: &mut Findings) {
    let words = source::words(source::tokens(file));
    for shortcut in SHORTCUTS {
        for window in words.windows(shortcut.len()) {
            let same = window
                .iter()
                .zip(*shortcut)
                .all(|((_, word), part)| word == part);
            if same {
                findings.add(&file.path, window[0].0, format!("`{}`", shortcut.concat()));
            }
        }
    }
    // `#[cfg_attr(test, allow(…))]` hides the same two things one bracket deeper.
    for (index, _) in words
        .iter()
        .enumerate()
        .filter(|(_, (_, word))| word == "cfg_attr")
    {
        let inside = words[index..].iter().take(12);
        for (line, word) in inside.filter(|(_, word)| word == "allow" || word == "ignore") {
            findings.add(&file.path, *line, format!("`cfg_attr(…, {word})`"));
        }
    }
}

#[test]
fn forbidden_words_are_seen_whole_and_in_any_case() {
    let seen = |text: &str| {
        let mut findings = Findings::new("");
        forbidden_words("", 1, text, ABOUT_HOURS, &mut findings);
        forbidden_words("", 1, text, ON_SCREENS, &mut findings);
        findings.len()
    };
    assert_eq!(seen("You OWE 3 hours. Sorry!"), 2);
    assert_eq!(seen("They are in the red"), 1);
    assert_eq!(
        seen("<input aria-invalid=\"true\" class=\"disc-owed\"> {{ field.invalid }}"),
        0
    );
    assert_eq!(seen("The power of flowers, pleased"), 0);
    assert_eq!(
        seen(&without_comments("{# sorry,\n debt #}<!-- owe -->fine")),
        0
    );
}

#[test]
fn shortcuts_are_seen_as_tokens_and_not_in_words() {
    let seen = |text: &str| {
        let mut findings = Findings::new("");
        shortcuts(&source::sample(text), &mut findings);
        findings.len()
    };
    let macro_call = ["fn a() { to", "do!() }"].concat();
    assert_eq!(seen(&macro_call), 1);
    assert_eq!(
        seen("#![allow(dead_code)]\n#[allow(dead_code)] fn a() {}"),
        2
    );
    assert_eq!(
        seen("#[ignore = \"slow\"] fn a() {}\n#[ignore] fn b() {}"),
        2
    );
    assert_eq!(seen("#[cfg_attr(unix, allow(dead_code))] fn a() {}"), 1);
    assert_eq!(
        seen("/// todo! and #[allow(x)]\nfn a() { b(\"#[ignore] todo!\"); }"),
        0
    );
    assert_eq!(
        seen("#[expect(dead_code, reason = \"\")] fn allow() { ignore(); }"),
        0
    );
}
