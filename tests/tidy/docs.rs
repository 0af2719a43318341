//! The written guides: decision pages in order, and no link into nothing.

use std::path::{Component, Path, PathBuf};

use crate::checkout::{self, Findings, Text};

#[test]
fn decision_pages_are_numbered_from_1_without_gaps() {
    let mut numbers: Vec<(u32, String)> = Vec::new();
    let mut findings = Findings::new(
        "name a decision page `docs/decisions/0042-what-was-decided.md`, next number",
    );
    for file in checkout::files("docs/decisions", &["md"]) {
        match number(&file.path) {
            Some(number) => numbers.push((number, file.path)),
            None if file.path == "docs/decisions/README.md" => {}
            None => findings.add(&file.path, 1, "no number of four digits"),
        }
    }
    numbers.sort();
    assert!(
        !numbers.is_empty(),
        "docs/decisions should hold the decisions taken"
    );
    for ((number, path), expected) in numbers.into_iter().zip(1..) {
        if number != expected {
            findings.add(
                &path,
                1,
                format!("number {number:04} stands where {expected:04} is due"),
            );
            break;
        }
    }
    findings.expect_none();
}

#[test]
fn every_link_between_our_own_pages_leads_somewhere() {
    let mut findings = Findings::new("correct the link, or write the page it promises");
    let mut pages = checkout::files("docs", &["md"]);
    for name in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        if checkout::root().join(name).exists() {
            pages.push(checkout::read(name));
        }
    }
    for page in &pages {
        dead_links(page, &mut findings);
    }
    findings.expect_none();
}

fn dead_links(page: &Text, findings: &mut Findings) {
    for (line, target) in links(&page.text) {
        let file = target.split(['#', '?']).next().unwrap_or_default();
        if file.is_empty() || file.contains("://") || file.starts_with("mailto:") {
            continue;
        }
        match resolve(&page.path, file) {
            None => findings.add(&page.path, line, format!("`{target}` leaves the checkout")),
            Some(path) if !checkout::root().join(&path).exists() => {
                findings.add(&page.path, line, format!("`{target}` does not exist"));
            }
            Some(_) => {}
        }
    }
}

/// The path from the top of the checkout; `None` when the link climbs out of it.
fn resolve(page: &str, target: &str) -> Option<PathBuf> {
    let folder = Path::new(page).parent().unwrap_or(Path::new(""));
    let mut resolved = PathBuf::new();
    for part in folder.join(target).components() {
        match part {
            Component::Normal(name) => resolved.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !resolved.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(resolved)
}

/// The targets of `[text](target)`, `[name]: target`, `src="target"` and `href="target"`, with
/// their lines. Fenced and inline code is skipped.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        let line = without_inline_code(line);
        for (opening, closing) in [("](", ')'), ("src=\"", '"'), ("href=\"", '"')] {
            for (offset, _) in line.match_indices(opening) {
                let rest = &line[offset + opening.len()..];
                let target = rest.split(closing).next().unwrap_or_default();
                // A link may carry a title: [text](target "title").
                let target = target.split(" \"").next().unwrap_or_default();
                found.push((index + 1, target.trim_matches(['<', '>', ' ']).to_owned()));
            }
        }
        if let Some((name, target)) = line.split_once("]: ")
            && name.starts_with('[')
            && !name.contains(']')
        {
            let target = target.split_whitespace().next().unwrap_or_default();
            found.push((index + 1, target.to_owned()));
        }
    }
    found
}

fn without_inline_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join(" ")
}

fn number(path: &str) -> Option<u32> {
    let name = path.strip_prefix("docs/decisions/")?.strip_suffix(".md")?;
    let (number, subject) = name.split_once('-')?;
    (number.len() == 4 && !subject.is_empty())
        .then(|| number.parse().ok())
        .flatten()
}

#[test]
fn links_are_read_out_of_a_page() {
    let page = "[a](b.md#c), ![d](e.png \"f\") and `[g](h)`\n```\n[i](j)\n```\n[k]: l.md\n\
                <img src=\"m.png\"> [n](https://example.org)\n";
    let targets: Vec<String> = links(page).into_iter().map(|(_, target)| target).collect();
    assert_eq!(
        targets,
        ["b.md#c", "e.png", "l.md", "https://example.org", "m.png"]
    );
}

#[test]
fn a_dead_link_and_one_that_climbs_out_are_seen() {
    let text = "[a](../README-that-is-not.md) [b](../../x.md) [c](../Cargo.toml) [d](#e)\n";
    let page = Text {
        path: "docs/sample.md".to_owned(),
        text: text.to_owned(),
    };
    let mut findings = Findings::new("");
    dead_links(&page, &mut findings);
    assert_eq!(findings.len(), 2);
}

#[test]
fn numbers_of_decision_pages_are_read() {
    assert_eq!(number("docs/decisions/0012-importing.md"), Some(12));
    assert_eq!(number("docs/decisions/12-importing.md"), None);
    assert_eq!(number("docs/decisions/0012.md"), None);
}
