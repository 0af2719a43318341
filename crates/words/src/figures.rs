//! Lengths, numbers and counts as they are written.

use crate::given::{Count, Given};
use crate::language::{Language, language};
use crate::message::{Value, say, say_with};

const NO_BREAK: char = '\u{a0}';
const MINUS: char = '\u{2212}';

/// A length in a sentence: `3 hours 30 minutes`, `45 minutes`, `1 hour`, `0 hours`. The sign is
/// left out: the sentence around it says whether the hours are to spend or to give back.
#[must_use]
pub fn length(minutes: impl Given<i64>) -> String {
    let minutes = minutes.given().unsigned_abs();
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, rest) if rest > 0 => said("length-minutes", rest),
        (hours, 0) => said("length-hours", hours),
        (hours, rest) => format!(
            "{} {}",
            said("length-hours", hours),
            said("length-minutes", rest)
        ),
    }
}

fn said(key: &str, number: u64) -> String {
    say_with(key, [("number", Value::from(number))])
}

/// A length in a column: `3 h 30 min`, `−0 h 15 min`, with no-break spaces and a real minus sign.
#[must_use]
pub fn column(minutes: impl Given<i64>) -> String {
    let minutes = minutes.given();
    let sign = if minutes < 0 {
        MINUS.to_string()
    } else {
        String::new()
    };
    sign + &unsigned_column(minutes)
}

/// A change in a column: `+1 h 30 min`, `−0 h 23 min`, `0 h 00 min`.
#[must_use]
pub fn change(minutes: impl Given<i64>) -> String {
    let minutes = minutes.given();
    let sign = if minutes > 0 { "+" } else { "" };
    format!("{sign}{}", column(minutes))
}

/// One term of a sum: a sign, a no-break space, and the column form, as in `− 5 h 45 min`. The
/// sign stands for the operation; a term below nought keeps its own minus as well.
#[must_use]
pub fn term(sign: &str, minutes: impl Given<i64>) -> String {
    let sign = if sign == "-" { "\u{2212}" } else { sign };
    format!("{sign}{NO_BREAK}{}", column(minutes))
}

/// `h` and `min` are the signs of the international system, the same in every language.
fn unsigned_column(minutes: i64) -> String {
    let minutes = minutes.unsigned_abs();
    format!(
        "{}{NO_BREAK}h{NO_BREAK}{:02}{NO_BREAK}min",
        grouped(minutes / 60),
        minutes % 60
    )
}

/// 1 for hours to spend, −1 for hours to give back, 0 for neither: what a sentence turns on.
#[must_use]
pub fn sign(minutes: impl Given<i64>) -> i64 {
    minutes.given().signum()
}

/// What somebody has, as the end of "You have …": `3 hours 30 minutes to spend`, `45 minutes to
/// give back`, `no hours to spend or to give back`.
#[must_use]
pub fn standing(minutes: impl Given<i64>) -> String {
    let minutes = minutes.given();
    match minutes.signum() {
        1 => say_with("standing-to-spend", [("length", length(minutes).into())]),
        -1 => say_with(
            "standing-to-give-back",
            [("length", length(minutes).into())],
        ),
        _ => say("standing-at-nought"),
    }
}

/// The whole hours of a length, for a figure set large: `412` of `412 h 30 min`.
#[must_use]
pub fn hours_part(minutes: impl Given<i64>) -> String {
    grouped(minutes.given().unsigned_abs() / 60)
}

/// The minutes beside [`hours_part`], always two digits.
#[must_use]
pub fn minutes_part(minutes: impl Given<i64>) -> String {
    format!("{:02}", minutes.given().unsigned_abs() % 60)
}

/// A whole number with its thousands marked: `9,412`, `−3`.
#[must_use]
pub fn number(value: impl Given<i64>) -> String {
    let value = value.given();
    let sign = if value < 0 {
        MINUS.to_string()
    } else {
        String::new()
    };
    sign + &grouped(value.unsigned_abs())
}

/// A count of things whose plural takes an s: `12 exchanges`, `1 exchange`.
#[must_use]
pub fn count(value: impl Count, thing: &str) -> String {
    counted(value.number(), thing, &format!("{thing}s"))
}

/// A count of things with a plural of their own: `2 people`.
#[must_use]
pub fn count_of(value: impl Count, one: &str, many: &str) -> String {
    counted(value.number(), one, many)
}

/// Names one after another: `Ann`, `Ann and Bob`, `Ann, Bob and Grace`.
#[must_use]
pub fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => say_with(
            and(last),
            [
                ("before", before.join(", ").into()),
                ("last", (*last).into()),
            ],
        ),
    }
}

/// In Spanish, "and" is another word before the sound of an i: `Ana e Inés`.
fn and(last: &str) -> &'static str {
    let start: String = last.to_lowercase().chars().take(2).collect();
    let sounds_like_i = start.starts_with(['i', 'í']) || start == "hi" || start == "hí";
    if language() == Language::Spanish && sounds_like_i {
        "list-before-i"
    } else {
        "list"
    }
}

/// Capitalises the first letter, for a word that begins a sentence or a table cell.
#[must_use]
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The number to dial behind a telephone number as it is written: `+441632960118` for
/// `01632 960118`. Spaces, dots, hyphens and brackets are for reading only.
#[must_use]
pub fn dial(number: &str) -> String {
    let digits: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    match digits.strip_prefix('0') {
        Some(national) if !national.starts_with('0') => format!("+44{national}"),
        _ => digits,
    }
}

fn counted(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(value), if value == 1 { one } else { many })
}

/// Spanish marks thousands with a no-break space, and only from five digits on (Ortografía de la
/// lengua española, 2010); English with a comma.
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mark = match language() {
        Language::English => ',',
        Language::Spanish if digits.len() < 5 => return digits,
        Language::Spanish => NO_BREAK,
    };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * mark.len_utf8());
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speaking;

    #[test]
    fn a_length_in_a_sentence_leaves_out_the_part_that_is_nought() {
        let said = [210, 45, 60, 61, 1, 120, 0, -45, 1_234 * 60].map(length);
        assert_eq!(
            said,
            [
                "3 hours 30 minutes",
                "45 minutes",
                "1 hour",
                "1 hour 1 minute",
                "1 minute",
                "2 hours",
                "0 hours",
                "45 minutes",
                "1,234 hours",
            ]
        );
    }

    #[test]
    fn a_length_in_a_column_has_both_parts_and_a_real_minus() {
        assert_eq!(column(210), "3\u{a0}h\u{a0}30\u{a0}min");
        assert_eq!(column(-15), "\u{2212}0\u{a0}h\u{a0}15\u{a0}min");
        assert_eq!(column(0), "0\u{a0}h\u{a0}00\u{a0}min");
        assert_eq!(column(243_240), "4,054\u{a0}h\u{a0}00\u{a0}min");
        let (once, twice) = (&90_i64, &&90_i64);
        assert_eq!(length(once), length(twice));
        assert_eq!(change(90), "+1\u{a0}h\u{a0}30\u{a0}min");
        assert_eq!(change(-23), "\u{2212}0\u{a0}h\u{a0}23\u{a0}min");
        assert_eq!(change(0), column(0));
        assert_eq!(term("-", 345), "\u{2212}\u{a0}5\u{a0}h\u{a0}45\u{a0}min");
    }

    #[test]
    fn a_large_figure_is_split_into_hours_and_minutes() {
        assert_eq!(
            (hours_part(24_750), minutes_part(24_750)),
            ("412".into(), "30".into())
        );
        assert_eq!(minutes_part(60), "00");
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(count(1, "exchange"), "1 exchange");
        assert_eq!(count(12, "exchange"), "12 exchanges");
        assert_eq!(count_of(0, "person", "people"), "0 people");
        assert_eq!(number(9_412), "9,412");
        assert_eq!(number(-1_000_000), "\u{2212}1,000,000");
    }

    #[test]
    fn a_telephone_number_can_be_dialled() {
        assert_eq!(dial("01632 960118"), "+441632960118");
        assert_eq!(dial("+44 (1632) 960-118"), "+441632960118");
        assert_eq!(dial("0033 1 23"), "0033123");
    }

    #[test]
    fn a_word_can_begin_a_sentence() {
        assert_eq!(sentence("yesterday"), "Yesterday");
        assert_eq!(sentence(""), "");
    }

    #[test]
    fn spanish_lengths_counts_and_lists_have_their_own_words() {
        speaking(Language::Spanish, || {
            assert_eq!(length(210), "3 horas 30 minutos");
            assert_eq!(length(61), "1 hora 1 minuto");
            assert_eq!(length(0), "0 horas");
            assert_eq!(number(9_412), "9412");
            assert_eq!(number(-19_412), "\u{2212}19\u{a0}412");
            assert_eq!(list(&["Ana", "Bob", "Inés"]), "Ana, Bob e Inés");
            assert_eq!(list(&["Ana", "Bob"]), "Ana y Bob");
        });
    }
}
