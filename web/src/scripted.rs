//! What the script of the pages says. The script has no sentences of its own: a page that it can
//! add to hands them over in its own language, in the attribute `data-words`, parted by bars,
//! with `%n` where a number comes.

use crate::words::{figure, say, say_with, text};

/// Stands in a sentence where the script puts a number.
const NUMBER: &str = "%n";

/// For a box that shows and hides what is typed as a password.
pub(crate) fn password() -> String {
    [
        "script-show",
        "script-hide",
        "script-show-password",
        "script-hide-password",
        "script-password-is-shown",
        "script-password-is-hidden",
    ]
    .map(say)
    .join("|")
}

/// For a box that counts the characters left.
pub(crate) fn characters() -> String {
    [
        both("script-characters-left"),
        both("script-characters-over"),
    ]
    .join("|")
}

/// For a list that says how much of it is chosen.
pub(crate) fn chosen() -> String {
    [
        say("script-select-all"),
        both("script-selected"),
        both("length-hours"),
        both("length-minutes"),
    ]
    .join("|")
}

/// For paper slips, which are kept line by line.
pub(crate) fn slips() -> String {
    ["script-line-is-kept", "script-line-is-not-kept"]
        .map(|key| say_with(key, [("line", text(NUMBER))]))
        .join("|")
}

/// A sentence for one and for several.
fn both(key: &str) -> String {
    [1, 2]
        .map(|number: u8| {
            let said = say_with(key, [("number", figure(number))]);
            said.replace(&number.to_string(), NUMBER)
        })
        .join("|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speaking};

    #[test]
    fn a_page_hands_over_every_sentence_in_its_own_language() {
        assert_eq!(
            characters(),
            "%n character left|%n characters left|%n character too many|%n characters too many"
        );
        assert_eq!(slips().matches(NUMBER).count(), 2);
        assert_eq!(password().split('|').count(), 6);
        let spanish = speaking(Language::Spanish, chosen);
        let said: Vec<&str> = spanish.split('|').collect();
        assert_eq!(said[0], "Elegir todo en esta página");
        assert_eq!(
            said[1..5],
            ["%n elegido", "%n elegidos", "%n hora", "%n horas"]
        );
        assert_eq!(said[5..], ["%n minuto", "%n minutos"]);
    }
}
