//! Text that somebody typed: trimmed, measured, and made fit for a word search.

use crate::error::FieldError;

/// What was typed, without the white space around it and with line ends as `\n`.
pub(crate) fn tidy(typed: &str) -> String {
    typed
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .trim()
        .to_owned()
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
        let message = format!("{label} must be {most} characters or less");
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
}
