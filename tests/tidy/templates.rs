//! What the security policy and the escaping of templates ask of every page.
//!
//! The policy blocks inline styles, scripts and handlers, so a page that has one is broken in the
//! browser; and text that skips escaping is the one way for a member's words to become markup.

use crate::checkout::{self, Findings, Text};
use crate::words;

/// Places where markup of our own making passes unescaped: file and expression. Each is safe
/// because no part of it comes from a person.
const MAY_SKIP_ESCAPING: &[(&str, &str)] = &[];

#[test]
fn no_template_holds_an_inline_style_script_or_handler() {
    let mut findings = Findings::new(
        "use a class of web/static/hourbook.css or a named enhancement of web/static/hourbook.js",
    );
    // Mail programs read styles nowhere else, and no policy of ours reaches them.
    let pages = templates().into_iter();
    for file in pages.filter(|file| !file.path.starts_with("web/templates/mail/")) {
        for (line, tag) in tags(&words::without_comments(&file.text)) {
            if let Some(what) = inline(&tag) {
                findings.add(&file.path, line, what);
            }
        }
    }
    findings.expect_none();
}

#[test]
fn no_template_skips_escaping_outside_the_list() {
    let mut findings = Findings::new(
        "let askama escape it; markup of our own that holds no one's words may be added to \
         MAY_SKIP_ESCAPING in tests/tidy/templates.rs with its expression",
    );
    for file in templates() {
        for (line, expression) in unescaped(&file.text) {
            let listed = MAY_SKIP_ESCAPING
                .iter()
                .any(|(path, known)| *path == file.path && *known == expression);
            if !listed {
                findings.add(&file.path, line, format!("`{expression}` is not escaped"));
            }
        }
    }
    for file in checkout::files("web/src", &["rs"]) {
        for (index, line) in file.text.lines().enumerate() {
            if line.contains("escape = \"none\"") || line.contains("filters::Safe") {
                findings.add(&file.path, index + 1, "escaping is switched off");
            }
        }
    }
    findings.expect_none();
}

#[test]
fn every_exception_from_escaping_is_still_needed() {
    for (path, expression) in MAY_SKIP_ESCAPING {
        let used = unescaped(&checkout::read(path).text)
            .iter()
            .any(|(_, found)| found == expression);
        assert!(
            used,
            "take {path} with `{expression}` off the list in tests/tidy/templates.rs"
        );
    }
}

fn templates() -> Vec<Text> {
    checkout::files("web/templates", &["html", "svg"])
}

/// Every opening tag with its line, template code inside it included. Attribute values may hold
/// `>`; a quoted value is read to its end.
fn tags(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find('<').map(|offset| rest + offset) {
        rest = start + 1;
        if !text[rest..].starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            continue;
        }
        let mut quote = None;
        let end = text[rest..].char_indices().find_map(|(offset, letter)| {
            match (quote, letter) {
                (None, '"' | '\'') => quote = Some(letter),
                (Some(open), _) if open == letter => quote = None,
                (None, '>') => return Some(rest + offset),
                _ => {}
            }
            None
        });
        let Some(end) = end else {
            break;
        };
        found.push((checkout::line_of(text, start), text[rest..end].to_owned()));
        rest = end;
    }
    found
}

/// What the policy will block in this tag.
fn inline(tag: &str) -> Option<String> {
    let name: String = tag
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    if name == "style" {
        return Some("a `style` element".to_owned());
    }
    if name == "script" && !tag.contains(" src=") && !tag.contains("application/") {
        return Some("a script without `src`".to_owned());
    }
    let names = attribute_names(&tag[name.len()..]);
    names.into_iter().find_map(|name| {
        if name == "style" {
            Some("a `style` attribute".to_owned())
        } else if name.starts_with("on") {
            Some(format!("the handler `{name}`"))
        } else {
            None
        }
    })
}

/// Names before `=`, with quoted values left out.
fn attribute_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for letter in text.chars() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.clear();
            }
            (None, '=') => names.push(std::mem::take(&mut word).to_lowercase()),
            (None, _) if letter.is_whitespace() => word.clear(),
            (None, _) => word.push(letter),
        }
    }
    names
}

/// Every `{{ … }}` that ends in the filter `safe`, and every block that switches escaping off.
fn unescaped(text: &str) -> Vec<(usize, String)> {
    let code = words::without_comments(text);
    let mut found = Vec::new();
    for (opening, closing) in [("{{", "}}"), ("{%", "%}")] {
        for (offset, _) in code.match_indices(opening) {
            let inside = &code[offset + 2..];
            let Some(end) = inside.find(closing) else {
                continue;
            };
            let expression = inside[..end].trim_matches(|letter: char| {
                letter.is_whitespace() || letter == '-' || letter == '~' || letter == '+'
            });
            let filters: Vec<&str> = expression.split('|').skip(1).map(str::trim).collect();
            let safe = filters.iter().any(|filter| {
                let name = filter.split(['(', ' ']).next().unwrap_or_default();
                name == "safe" || filter.starts_with("escape(\"none\"")
            });
            if safe {
                found.push((checkout::line_of(&code, offset), expression.to_owned()));
            }
        }
    }
    found
}

#[test]
fn inline_styles_scripts_and_handlers_are_seen() {
    let seen = |text: &str| {
        tags(text)
            .iter()
            .filter(|(_, tag)| inline(tag).is_some())
            .count()
    };
    assert_eq!(seen("<p\n  style=\"color: red\">"), 1);
    assert_eq!(seen("<p style='a'><style>b</style><script>c()</script>"), 3);
    assert_eq!(seen("<button onclick=\"a()\"><a OnFocus=b>"), 2);
    assert_eq!(
        seen("<script type=\"module\" src=\"/static/hourbook.js\"></script>"),
        0
    );
    assert_eq!(
        seen("<p data-style=\"a\" title=\"style=b > onclick=c\"> style=\"d\""),
        0
    );
    assert_eq!(
        seen("<option{% if on %} selected{% endif %} value=\"{{ a }}\">"),
        0
    );
}

#[test]
fn unescaped_expressions_are_seen() {
    let seen: Vec<String> = unescaped(
        "{{ a|safe }}\n{{- b.c() | upper | safe -}}\n{{ safe }}{# {{ d|safe }} #}{{ e|safely }}",
    )
    .into_iter()
    .map(|(line, expression)| format!("{line} {expression}"))
    .collect();
    assert_eq!(seen, ["1 a|safe", "2 b.c() | upper | safe"]);
}
