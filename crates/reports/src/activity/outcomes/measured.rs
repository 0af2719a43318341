//! What is measured on a sheet, and how it is banded.

use timebank::survey::{LONELINESS, LONELY, SWEMWBS, Scale, Sheet, Survey, WELLBEING};

/// Something that is measured on a sheet: a question, or several added up.
pub(super) struct Measured {
    pub(super) id: String,
    pub(super) name: String,
    codes: Vec<String>,
    /// The names of what can come out, with the least and the most of each; none where only the
    /// average says something.
    pub(super) bands: Vec<Band>,
    /// Whether an average says something.
    pub(super) averaged: bool,
}

pub(super) type Band = (&'static str, &'static str, i64, i64);

/// How the Office for National Statistics bands well-being.
const BANDS: [Band; 4] = [
    ("low", "Low, 0 to 4", 0, 4),
    ("medium", "Medium, 5 to 6", 5, 6),
    ("high", "High, 7 to 8", 7, 8),
    ("very_high", "Very high, 9 to 10", 9, 10),
];

/// And anxiety, which is better low.
const ANXIETY: [Band; 4] = [
    ("very_low", "Very low, 0 to 1", 0, 1),
    ("low", "Low, 2 to 3", 2, 3),
    ("medium", "Medium, 4 to 5", 4, 5),
    ("high", "High, 6 to 10", 6, 10),
];

const SCORES: [Band; 7] = [
    ("3", "3, least lonely", 3, 3),
    ("4", "4", 4, 4),
    ("5", "5", 5, 5),
    ("6", "6", 6, 6),
    ("7", "7", 7, 7),
    ("8", "8", 8, 8),
    ("9", "9, loneliest", 9, 9),
];

const DIRECT: [Band; 5] = [
    ("often", "Often/always", 5, 5),
    ("sometimes", "Some of the time", 4, 4),
    ("occasionally", "Occasionally", 3, 3),
    ("hardly", "Hardly ever", 2, 2),
    ("never", "Never", 1, 1),
];

const YES_NO: [Band; 2] = [("yes", "Yes", 1, 1), ("no", "No", 0, 0)];

pub(super) fn measured(survey: &Survey) -> Vec<Measured> {
    let one = |code: &str, name: &str, bands: &[Band], averaged| Measured {
        id: code.to_owned(),
        name: name.to_owned(),
        codes: vec![code.to_owned()],
        bands: bands.to_vec(),
        averaged,
    };
    let mut all = Vec::new();
    if survey.wellbeing {
        let [satisfaction, worthwhile, happiness, anxiety] = WELLBEING.map(|(code, _)| code);
        all.push(one(
            satisfaction,
            "Satisfied with life, 0 to 10",
            &BANDS,
            true,
        ));
        all.push(one(worthwhile, "Life is worthwhile, 0 to 10", &BANDS, true));
        all.push(one(happiness, "Happy yesterday, 0 to 10", &BANDS, true));
        all.push(one(anxiety, "Anxious yesterday, 0 to 10", &ANXIETY, true));
    }
    let sum = |id: &str, name: &str, codes: Vec<String>, bands: &[Band]| Measured {
        codes,
        ..one(id, name, bands, true)
    };
    if survey.loneliness {
        let codes = LONELINESS.map(|(code, _)| code.to_owned()).to_vec();
        all.push(sum(
            "loneliness",
            "Loneliness, three questions, 3 to 9",
            codes,
            &SCORES,
        ));
        all.push(one(LONELY.0, "How often lonely", &DIRECT, false));
    }
    if !survey.licence.is_empty() {
        let codes = SWEMWBS.map(str::to_owned).to_vec();
        all.push(sum(
            "swemwbs_raw",
            "SWEMWBS, raw total, 7 to 35",
            codes,
            &[],
        ));
    }
    for item in &survey.own {
        match item.scale {
            Scale::YesNo => all.push(one(&item.code, &item.text, &YES_NO, false)),
            _ => all.push(one(&item.code, &item.text, &[], true)),
        }
    }
    all
}

impl Measured {
    /// What a sheet comes to; nothing where a question it needs was not answered.
    pub(super) fn score(&self, sheet: &Sheet) -> Option<i64> {
        let answer = |code: &String| sheet.answers.get(code).copied().flatten();
        self.codes.iter().map(answer).sum()
    }
}

pub(super) fn size(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

pub(super) fn counts(bands: &[Band], scores: &[i64]) -> Vec<i64> {
    let within = |(_, _, least, most): &Band| {
        size(
            scores
                .iter()
                .filter(|score| (least..=most).contains(score))
                .count(),
        )
    };
    bands.iter().map(within).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    use timebank::survey::Wave;
    use timebank::{MemberId, SurveyId};

    #[test]
    fn well_being_is_banded_as_the_statisticians_do() {
        let all: Vec<i64> = (0..=10).collect();
        assert_eq!(counts(&BANDS, &all), [5, 2, 2, 2]);
        assert_eq!(counts(&ANXIETY, &all), [2, 2, 2, 5]);
        assert_eq!(counts(&BANDS, &[4, 5, 6, 7, 8, 9]), [1, 2, 2, 1]);
        assert_eq!(counts(&ANXIETY, &[1, 2, 3, 4, 5, 6]), [1, 2, 2, 1]);
    }

    #[test]
    fn loneliness_is_the_sum_of_three_and_needs_all_three() {
        let survey = Survey {
            id: SurveyId::new(1),
            name: "Spring".into(),
            wellbeing: false,
            loneliness: true,
            licence: String::new(),
            own: Vec::new(),
            open: true,
        };
        let sheet = |answers: [Option<i64>; 3]| Sheet {
            survey: survey.id,
            member: MemberId::new(uuid::Uuid::nil()),
            wave: Wave::First,
            answered_on: "2026-04-01".parse().unwrap(),
            declined: false,
            answers: LONELINESS
                .iter()
                .map(|(code, _)| (*code).to_owned())
                .zip(answers)
                .collect(),
        };
        let loneliness = &measured(&survey)[0];
        assert_eq!(loneliness.score(&sheet([Some(1); 3])), Some(3));
        assert_eq!(loneliness.score(&sheet([Some(3); 3])), Some(9));
        assert_eq!(
            loneliness.score(&sheet([Some(1), Some(2), Some(3)])),
            Some(6)
        );
        assert_eq!(loneliness.score(&sheet([Some(1), None, Some(3)])), None);
    }
}
