//! Text that somebody typed: trimmed, measured, and made fit for a word search.

use words::say;

use crate::error::FieldError;

/// What was typed, without the white space around it and with line ends as `\n`.
pub(crate) fn tidy(typed: &str) -> String {
    typed
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .trim()
        .to_owned()
}

/// What somebody is called: what they are known as, else the whole name.
pub(crate) const fn called<'a>(name: &'a str, known_as: &'a str) -> &'a str {
    if known_as.is_empty() { name } else { known_as }
}

/// Notes a field error when `text` is longer than `most` characters.
pub(crate) fn check_length(
    errors: &mut Vec<FieldError>,
    field: &'static str,
    label: &str,
    text: &str,
    most: usize,
) {
    if text.chars().count() > most {
        let message = say!("field-too-long", label = label, most = most);
        errors.push(FieldError::new(field, message));
    }
}

/// A full-text query that finds rows with all the words typed, each as the beginning of a word.
/// `None` when nothing searchable was typed. Every word is quoted, so that nothing typed is
/// read as an operator.
pub(crate) fn search_query(typed: &str) -> Option<String> {
    let words: Vec<String> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A full-text query that finds rows with any of the words that say what something is about: long
/// ones, without the ends that one word has and another has not. `None` when there are none.
pub(crate) fn any_word_query(text: &str) -> Option<String> {
    /// Words of four letters and more that stand in every other request.
    const EVERYWHERE: [&str; 24] = [
        "about", "after", "again", "before", "could", "every", "from", "have", "help", "into",
        "like", "need", "needs", "over", "some", "somebody", "that", "them", "this", "want",
        "week", "with", "would", "your",
    ];
    let words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4 && !EVERYWHERE.contains(word))
        .map(|word| {
            let ends = ["ing", "ed", "es", "s"].into_iter();
            let stems = ends.filter_map(|end| word.strip_suffix(end));
            let stem = stems.into_iter().find(|stem| stem.chars().count() >= 4);
            format!("\"{}\"*", stem.unwrap_or(word))
        })
        .collect();
    (!words.is_empty()).then(|| words.join(" OR "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_of_the_search_language_are_only_words() {
        assert_eq!(
            search_query("dog* OR (cat"),
            Some("\"dog\"* \"OR\"* \"cat\"*".into())
        );
        assert_eq!(search_query(" \"'- "), None);
    }

    #[test]
    fn words_that_say_what_it_is_about_are_looked_for_one_by_one() {
        assert_eq!(
            any_word_query("Help with repairs to my OR café door"),
            Some("\"repair\"* OR \"café\"* OR \"door\"*".into())
        );
        assert_eq!(any_word_query("I need some help"), None);
    }
}
