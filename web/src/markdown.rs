//! Markdown that coordinators write, as HTML.
//!
//! **Shape.** A library reads the text as a row of events; the HTML is written here, event by
//! event. What this file does not write cannot come out: seventeen elements, one attribute (the
//! target of a link), all text escaped.
//!
//! **Limits.** HTML in the text is left out, pictures give way to their description, links lead to
//! web pages, mail addresses, telephone numbers and pages of this bank and nowhere else. Headings
//! begin below the one heading of the page and skip no level.

use std::fmt::{self, Display, Write as _};

use askama::filters::HtmlSafe;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

/// HTML that was written here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rendered(String);

impl Display for Rendered {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl HtmlSafe for Rendered {}

/// The text as HTML.
pub(crate) fn render(text: &str) -> Rendered {
    let mut writer = Writer {
        html: String::with_capacity(text.len() * 2),
        heading: 1,
        links: Vec::new(),
    };
    for event in Parser::new_ext(text, Options::ENABLE_SMART_PUNCTUATION) {
        writer.event(event);
    }
    Rendered(writer.html)
}

struct Writer {
    html: String,
    /// The level of the last heading; the page's own is the first.
    heading: u8,
    /// Of each link that is open, whether it leads anywhere.
    links: Vec<bool>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.html.push_str("<code>");
                self.text(&text);
                self.html.push_str("</code>");
            }
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            // HTML is left out; the others are not asked for.
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                // One deeper than the last at the most, and never the heading of the page.
                self.heading = (below(*level)).min(self.heading + 1);
                let _ = write!(self.html, "<h{}>", self.heading);
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let target = target(*link_type, dest_url);
                self.links.push(target.is_some());
                if let Some(target) = target {
                    self.html.push_str("<a href=\"");
                    self.text(&target);
                    self.html.push_str("\">");
                }
            }
            other => {
                if let Some(name) = element(other.to_end()) {
                    let _ = write!(self.html, "<{name}>");
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let _ = writeln!(self.html, "</h{}>", self.heading);
            }
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.html.push_str("</a>");
                }
            }
            other => {
                if let Some(name) = element(other) {
                    let _ = write!(self.html, "</{name}>");
                    if !matches!(name, "em" | "strong") {
                        self.html.push('\n');
                    }
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                '\'' => self.html.push_str("&#39;"),
                c => self.html.push(c),
            }
        }
    }
}

/// The elements that stand for a tag alone. A block of code is one of text: nothing in it is
/// coloured.
const fn element(tag: TagEnd) -> Option<&'static str> {
    match tag {
        TagEnd::Paragraph => Some("p"),
        TagEnd::BlockQuote(_) => Some("blockquote"),
        TagEnd::CodeBlock => Some("pre"),
        TagEnd::List(true) => Some("ol"),
        TagEnd::List(false) => Some("ul"),
        TagEnd::Item => Some("li"),
        TagEnd::Emphasis => Some("em"),
        TagEnd::Strong => Some("strong"),
        _ => None,
    }
}

/// The level below the heading of the page.
const fn below(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 2,
        HeadingLevel::H2 => 3,
        HeadingLevel::H3 => 4,
        HeadingLevel::H4 => 5,
        HeadingLevel::H5 | HeadingLevel::H6 => 6,
    }
}

/// Where a link may lead: a web page, a mail address, a telephone number, a page of this bank.
fn target(kind: LinkType, url: &str) -> Option<String> {
    if url
        .chars()
        .any(|c| c.is_control() || c.is_whitespace() || c == '\\')
    {
        return None;
    }
    if kind == LinkType::Email {
        return Some(format!("mailto:{url}"));
    }
    let small = url.to_ascii_lowercase();
    let elsewhere = ["https://", "http://", "mailto:", "tel:"];
    let leads = elsewhere.iter().any(|scheme| small.starts_with(scheme));
    // Two slashes would lead to another host.
    let own = url.starts_with('/') && !url.starts_with("//");
    (leads || own).then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn html(text: &str) -> String {
        render(text).to_string()
    }

    #[test]
    fn text_becomes_paragraphs_lists_and_emphasis() {
        let text = "One *two* **three**.\n\nFour  \nfive\n\n- a\n- b\n\n1. c\n\n> said\n\n---\n";
        assert_eq!(
            html(text),
            "<p>One <em>two</em> <strong>three</strong>.</p>\n<p>Four<br>\nfive</p>\n\
             <ul><li>a</li>\n<li>b</li>\n</ul>\n<ol><li>c</li>\n</ol>\n\
             <blockquote><p>said</p>\n</blockquote>\n<hr>\n"
        );
        assert_eq!(html("it's \"so\""), "<p>it’s “so”</p>\n");
        assert_eq!(html("`a<b`"), "<p><code>a&lt;b</code></p>\n");
    }

    #[test]
    fn headings_begin_below_that_of_the_page_and_skip_no_level() {
        let levels = |text: &str| -> Vec<char> {
            let html = html(text);
            let found = html.match_indices("<h").map(|(at, _)| at + 2);
            found.map(|at| char::from(html.as_bytes()[at])).collect()
        };
        assert_eq!(levels("# a\n## b\n# c\n### d"), ['2', '3', '2', '3']);
        assert_eq!(levels("#### a\n###### b"), ['2', '3']);
    }

    #[test]
    fn html_in_the_text_is_left_out() {
        assert_eq!(html("<script>alert(1)</script>\n"), "");
        assert_eq!(
            html("a <b onclick=x>bold</b> <img src=x onerror=y>"),
            "<p>a bold </p>\n"
        );
        assert_eq!(html("a &lt;b&gt; < c"), "<p>a &lt;b&gt; &lt; c</p>\n");
        assert_eq!(
            html("![our *cat*](https://example.org/cat.jpg)"),
            "<p>our cat</p>\n".replace("our cat", "our <em>cat</em>")
        );
    }

    #[test]
    fn links_lead_only_where_they_may() {
        for kept in [
            "https://example.org/a?b=1&c=2",
            "http://example.org",
            "mailto:ann@example.org",
            "tel:+441632960118",
            "/requests?kind=2",
        ] {
            let escaped = kept.replace('&', "&amp;");
            assert_eq!(
                html(&format!("[a]({kept})")),
                format!("<p><a href=\"{escaped}\">a</a></p>\n")
            );
        }
        for dropped in [
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "java&#115;cript:alert(1)",
            "&#1;javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//example.org",
            "/\\example.org",
            "relative",
            "#part",
        ] {
            assert_eq!(
                html(&format!("[a](<{dropped}>)")),
                "<p>a</p>\n",
                "{dropped}"
            );
        }
        assert_eq!(
            html("<ann@example.org> <https://example.org>"),
            "<p><a href=\"mailto:ann@example.org\">ann@example.org</a> \
             <a href=\"https://example.org\">https://example.org</a></p>\n"
        );
    }

    /// Everything that looks like an element, from the first `<` to the next `>`.
    fn elements(html: &str) -> Vec<String> {
        html.split('<')
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap_or_default().to_owned())
            .collect()
    }

    proptest! {
        #[test]
        fn whatever_is_written_only_known_elements_come_out_and_all_are_closed(
            text in "([ -~\n]|javascript:|<script>|</p>|\\[a\\]\\(|\
                    \"onx=|```|&#x|!\\[|<a href=){0,60}"
        ) {
            let html = html(&text);
            let mut open: Vec<String> = Vec::new();
            for element in elements(&html) {
                if let Some(name) = element.strip_prefix('/') {
                    prop_assert_eq!(open.pop(), Some(name.to_owned()), "{}", html);
                    continue;
                }
                let (name, rest) = element.split_once(' ').unwrap_or((&element, ""));
                let known = ["p", "blockquote", "pre", "code", "ol", "ul", "li", "em", "strong",
                             "a", "br", "hr", "h2", "h3", "h4", "h5", "h6"];
                prop_assert!(known.contains(&name), "{} in {}", element, html);
                if name == "a" {
                    let target = rest.strip_prefix("href=\"").and_then(|to| to.strip_suffix('"'));
                    let target = target.map(str::to_ascii_lowercase).unwrap_or_default();
                    let fine = ["http://", "https://", "mailto:", "tel:", "/"];
                    prop_assert!(fine.iter().any(|one| target.starts_with(one)), "{}", html);
                    prop_assert!(!target.contains('"') && !target.starts_with("//"));
                } else {
                    prop_assert_eq!(rest, "", "{}", html);
                }
                if name != "br" && name != "hr" {
                    open.push(name.to_owned());
                }
            }
            prop_assert!(open.is_empty(), "{:?} in {}", open, html);
        }
    }
}
