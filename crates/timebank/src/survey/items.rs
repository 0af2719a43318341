//! What a survey asks, word for word, and what can be answered.
//!
//! The four questions on personal well-being are those of the Office for National Statistics
//! (ONS4), the four on loneliness those of its national indicators. No word of SWEMWBS is here:
//! it is copyright, and a bank with a licence reads its questions from its own copy.

/// What can be answered to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// 0, not at all, to 10, completely.
    ZeroToTen,
    /// Hardly ever or never, some of the time, often: 1 to 3.
    HowOften,
    /// Never to often or always: 1 to 5.
    HowLonely,
    /// 1 to 5, as a licensed copy words it.
    OneToFive,
    /// 0 or 1.
    YesNo,
}

impl Scale {
    /// Every answer with its words, in the order in which they are printed.
    #[must_use]
    pub fn answers(self) -> Vec<(i64, &'static str)> {
        match self {
            Scale::ZeroToTen => ZERO_TO_TEN.into_iter().collect(),
            Scale::HowOften => vec![
                (1, "Hardly ever or never"),
                (2, "Some of the time"),
                (3, "Often"),
            ],
            Scale::HowLonely => vec![
                (5, "Often/always"),
                (4, "Some of the time"),
                (3, "Occasionally"),
                (2, "Hardly ever"),
                (1, "Never"),
            ],
            Scale::OneToFive => vec![(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")],
            Scale::YesNo => vec![(1, "Yes"), (0, "No")],
        }
    }

    /// Whether this can be answered.
    #[must_use]
    pub fn takes(self, value: i64) -> bool {
        self.answers().iter().any(|(answer, _)| *answer == value)
    }
}

const ZERO_TO_TEN: [(i64, &str); 11] = [
    (0, "0, not at all"),
    (1, "1"),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (5, "5"),
    (6, "6"),
    (7, "7"),
    (8, "8"),
    (9, "9"),
    (10, "10, completely"),
];

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its code in the file and in forms; stays for ever.
    pub code: String,
    /// Its words.
    pub text: String,
    /// What can be answered.
    pub scale: Scale,
}

impl Item {
    pub(super) fn new(code: &str, text: &str, scale: Scale) -> Item {
        Item {
            code: code.to_owned(),
            text: text.to_owned(),
            scale,
        }
    }
}

/// Personal well-being, as the Office for National Statistics asks it.
pub const WELLBEING: [(&str, &str); 4] = [
    (
        "satisfaction",
        "Overall, how satisfied are you with your life nowadays?",
    ),
    (
        "worthwhile",
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
    ),
    ("happiness", "Overall, how happy did you feel yesterday?"),
    ("anxiety", "Overall, how anxious did you feel yesterday?"),
];

/// The three questions whose answers are added up, 3 to 9.
pub const LONELINESS: [(&str, &str); 3] = [
    (
        "companionship",
        "How often do you feel that you lack companionship?",
    ),
    ("left_out", "How often do you feel left out?"),
    ("isolated", "How often do you feel isolated from others?"),
];

/// The direct question.
pub const LONELY: (&str, &str) = ("lonely", "How often do you feel lonely?");

/// The codes of the seven of SWEMWBS.
pub const SWEMWBS: [&str; 7] = [
    "swemwbs_1",
    "swemwbs_2",
    "swemwbs_3",
    "swemwbs_4",
    "swemwbs_5",
    "swemwbs_6",
    "swemwbs_7",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_printed_can_be_answered() {
        assert!(Scale::ZeroToTen.takes(0) && Scale::ZeroToTen.takes(10));
        assert!(!Scale::ZeroToTen.takes(11) && !Scale::ZeroToTen.takes(-1));
        assert!(Scale::HowOften.takes(3) && !Scale::HowOften.takes(4));
        assert!(Scale::HowLonely.takes(5) && !Scale::HowLonely.takes(0));
        assert!(Scale::YesNo.takes(0) && !Scale::YesNo.takes(2));
    }
}
