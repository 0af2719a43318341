//! For tests of pages: a page made in Spanish has no English left in it.

use crate::words::{Language, speaking};

/// Words of nearly every English sentence that no Spanish one has.
const TELLING: [&str; 26] = [
    "the", "and", "you", "your", "of", "is", "are", "was", "not", "with", "this", "that", "from",
    "have", "what", "when", "where", "how", "it", "an", "they", "their", "by", "hours", "day",
    "name",
];

/// Attributes that are read out or shown.
const SHOWN: [&str; 7] = [
    "aria-label",
    "alt",
    "placeholder",
    "title",
    "data-label",
    "data-print",
    "data-words",
];

/// What `make` makes in Spanish. Stops the test where English is left; `typed` is what the people
/// of the sample wrote in English, which stays as it is.
pub(crate) fn in_spanish(typed: &[&str], make: impl FnOnce() -> String) -> String {
    let html = speaking(Language::Spanish, make);
    let mut read = text_of(&html);
    for own in typed {
        read = read.replace(own, " ");
    }
    let words = read.split(|c: char| !c.is_alphanumeric() && c != '’');
    let left: Vec<&str> = words
        .filter(|word| TELLING.contains(&&*word.to_lowercase()))
        .collect();
    assert!(left.is_empty(), "English is left ({left:?}) in: {read}");
    html
}

/// What is read of a page: its text, and the attributes that are shown, one piece a line.
fn text_of(html: &str) -> String {
    let mut read = String::new();
    for piece in html.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        for name in SHOWN {
            let value = tag
                .split_once(&format!(" {name}=\""))
                .and_then(|(_, rest)| rest.split_once('"'));
            if let Some((value, _)) = value {
                read.push_str(value);
                read.push('\n');
            }
        }
        if !tag.starts_with("code") && !text.trim().is_empty() {
            read.push_str(text.trim());
            read.push('\n');
        }
    }
    read
}

#[test]
fn a_text_and_what_is_read_out_are_looked_at_and_markup_is_not() {
    let html = "<p class=\"the\">Uno</p><nav aria-label=\"Dos\"><code>of</code></nav>";
    assert_eq!(text_of(html), "Uno\nDos\n");
}

#[test]
#[should_panic(expected = "English is left ([\"The\"])")]
fn a_page_with_english_in_it_stops_the_test() {
    let _ = in_spanish(&["and what Ann wrote"], || {
        "<p>El libro</p><p>The libro</p> and what Ann wrote".to_owned()
    });
}
