//! What changed for those who answered a survey twice. Figures over many, never an answer.
//!
//! Only members who answered both times are compared. A change stands there from ten pairs on,
//! with its 95% interval (Student’s t), and nothing says what it came from. For readers outside,
//! averages are over eight people or more and to one decimal, so that two reports a month apart
//! do not tell what one person answered; numbers of people are rounded; a distribution is shown
//! only where each answer that was given was given by five or more, and not all gave the same.

mod change;
mod measured;
mod view;

use std::collections::BTreeMap;

use rusqlite::Connection;
use timebank::survey::{self, Sheet, Survey, Wave};
use timebank::{MemberId, SurveyId};

pub use change::Change;
use change::hundredths;
use measured::{Band, Measured, counts, measured, size};
use view::{AVERAGED, FEW, View, says_nothing_of_one};

use super::chapter::{Chapter, ChapterRow, ChapterTable, Column, Measure};
use crate::disclosure::{ProtectedReport, Shown};
use crate::period::Period;

/// So many pairs a change needs.
pub const FEWEST_PAIRS: usize = 10;

/// A survey and what was answered by the last day of the report.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// What was asked.
    pub survey: Survey,
    /// People who belonged to the bank on the last day.
    belonged: u64,
    sheets: Vec<Sheet>,
}

impl Outcomes {
    pub(super) fn of(
        conn: &Connection,
        id: SurveyId,
        period: Period,
    ) -> timebank::Result<Outcomes> {
        Ok(Outcomes {
            survey: survey::get(conn, id)?,
            belonged: survey::people_on(conn, period.to())?,
            sheets: survey::sheets(conn, id, period.to())?,
        })
    }

    /// The survey, and how many answered sheets stand behind its figures.
    #[must_use]
    pub fn behind(&self) -> (SurveyId, u64) {
        let answered = self.sheets.iter().filter(|sheet| !sheet.declined);
        (self.survey.id, answered.count() as u64)
    }

    fn answered(&self, wave: Wave) -> impl Iterator<Item = &Sheet> {
        let answered = move |sheet: &&Sheet| sheet.wave == wave && !sheet.declined;
        self.sheets.iter().filter(answered)
    }

    /// The scores of those who have one both times.
    fn pairs(&self, measured: &Measured) -> Vec<(i64, i64)> {
        let score = |sheet: &Sheet| Some((sheet.member, measured.score(sheet)?));
        let first: BTreeMap<MemberId, i64> = self.answered(Wave::First).filter_map(score).collect();
        let again = self.answered(Wave::Again).filter_map(score);
        again
            .filter_map(|(member, again)| Some((*first.get(&member)?, again)))
            .collect()
    }

    /// The change of everything that has an average, by its id.
    #[must_use]
    pub fn changes(&self) -> Vec<(String, Option<Change>)> {
        let averaged = measured(&self.survey)
            .into_iter()
            .filter(|one| one.averaged);
        averaged
            .map(|one| (one.id.clone(), Change::of(&self.pairs(&one))))
            .collect()
    }

    /// The chapter, as the readers of this report may see it.
    pub(crate) fn chapter(&self, report: &ProtectedReport) -> Chapter {
        let view = View {
            exact: report.is_exact(),
        };
        let all = measured(&self.survey);
        let mut tables = vec![self.who_answered(view), self.averages(view, &all)];
        tables.extend(self.first_time(view, &all));
        for one in &all {
            tables.extend(self.distribution(view, one));
        }
        let mut lead = vec![self.finding(view)];
        lead.push(
            "Only those who answered both times are compared. Others may have felt otherwise."
                .to_owned(),
        );
        Chapter {
            id: "outcomes",
            short: "Outcomes",
            title: format!("How members say they are: {}", self.survey.name),
            label: "What members told us; it does not say what it came from".to_owned(),
            lead,
            tables,
            notes: self.notes(view),
        }
    }

    fn both(&self) -> usize {
        let again = self.answered(Wave::Again);
        let first = |member| {
            self.answered(Wave::First)
                .any(|sheet| sheet.member == member)
        };
        again.filter(|sheet| first(sheet.member)).count()
    }

    fn counts(&self) -> [(&'static str, &'static str, i64); 4] {
        let declined = self.sheets.iter();
        let declined = declined.filter(|sheet| sheet.declined && sheet.wave == Wave::First);
        [
            (
                "answered_first",
                "Answered the first time",
                size(self.answered(Wave::First).count()),
            ),
            ("declined", "Would rather not", size(declined.count())),
            (
                "answered_again",
                "Answered again",
                size(self.answered(Wave::Again).count()),
            ),
            ("pairs", "Answered both times", size(self.both())),
        ]
    }

    fn who_answered(&self, view: View) -> ChapterTable {
        let belonged = self.belonged.cast_signed();
        let row = |(id, name, count): (&str, &str, i64)| {
            let share = view.share(count, belonged);
            ChapterRow::new(id, name, vec![view.people(count), share])
        };
        let everybody = ("belonged", "People who belonged to the timebank", belonged);
        let rows = [everybody].into_iter().chain(self.counts()).map(row);
        ChapterTable {
            id: "who_answered".to_owned(),
            title: "Who answered, by the last day of the report".to_owned(),
            what: "People",
            columns: vec![
                Column::new("people", "People", Measure::Count),
                Column::new("share", "Response rate", Measure::PerMille),
            ],
            rows: rows.collect(),
        }
    }

    fn averages(&self, view: View, all: &[Measured]) -> ChapterTable {
        let row = |one: &Measured| {
            let pairs = self.pairs(one);
            let n = pairs.len();
            let change = Change::of(&pairs);
            let mean = |value: fn(&Change) -> i64| match &change {
                Some(change) => view.average(value(change), n),
                None => Shown::Nothing,
            };
            let moved = |value: fn((i64, i64, i64)) -> i64| match &change {
                Some(Change {
                    change,
                    interval: Some((low, high)),
                    ..
                }) => view.average(value((*change, *low, *high)), n),
                Some(_) => Shown::FewPeople(FEWEST_PAIRS as u64),
                None => Shown::Nothing,
            };
            let figures = vec![
                view.people(size(n)),
                mean(|change| change.first),
                mean(|change| change.again),
                moved(|(change, _, _)| change),
                moved(|(_, low, _)| low),
                moved(|(_, _, high)| high),
            ];
            ChapterRow::new(&one.id, &one.name, figures)
        };
        ChapterTable {
            id: "averages".to_owned(),
            title: "Averages of those who answered both times".to_owned(),
            what: "Asked",
            columns: vec![
                Column::new("pairs", "Both times", Measure::Count),
                Column::new("first", "First", Measure::Hundredths),
                Column::new("again", "Again", Measure::Hundredths),
                Column::new("change", "Change", Measure::Hundredths),
                Column::new("low", "95% from", Measure::Hundredths),
                Column::new("high", "95% to", Measure::Hundredths),
            ],
            rows: all.iter().filter(|one| one.averaged).map(row).collect(),
        }
    }

    /// The averages of everybody who answered the first time; outside only where they do not tell
    /// what those few answered who are not among the pairs.
    fn first_time(&self, view: View, all: &[Measured]) -> Option<ChapterTable> {
        let row = |one: &Measured| {
            let scores = self
                .answered(Wave::First)
                .filter_map(|sheet| one.score(sheet));
            let scores: Vec<i64> = scores.collect();
            let (n, pairs) = (scores.len(), self.pairs(one).len());
            let sum: i128 = scores.iter().map(|score| i128::from(*score)).sum();
            let tells = n > pairs && n - pairs < AVERAGED && pairs > 0;
            let mean = match n {
                0 => Shown::Nothing,
                _ if tells && !view.exact => Shown::Hidden,
                _ => view.average(hundredths(sum, n as i128), n),
            };
            ChapterRow::new(&one.id, &one.name, vec![view.people(size(n)), mean])
        };
        let rows: Vec<ChapterRow> = all.iter().filter(|one| one.averaged).map(row).collect();
        (!rows.is_empty()).then(|| ChapterTable {
            id: "first_time".to_owned(),
            title: "Averages of everybody the first time".to_owned(),
            what: "Asked",
            columns: vec![
                Column::new("people", "People", Measure::Count),
                Column::new("first", "First", Measure::Hundredths),
            ],
            rows,
        })
    }

    /// How many gave which answers: those who answered both times, or, before anybody did,
    /// everybody who answered.
    fn distribution(&self, view: View, one: &Measured) -> Option<ChapterTable> {
        if one.bands.is_empty() {
            return None;
        }
        let pairs = self.pairs(one);
        let waves: Vec<Vec<i64>> = if pairs.is_empty() {
            let scores = self
                .answered(Wave::First)
                .filter_map(|sheet| one.score(sheet));
            vec![scores.collect()]
        } else {
            let (first, again) = pairs.iter().copied().unzip();
            vec![first, again]
        };
        let counted: Vec<Vec<i64>> = waves
            .iter()
            .map(|scores| counts(&one.bands, scores))
            .collect();
        let safe = view.exact || counted.iter().all(|counts| says_nothing_of_one(counts));
        let figure = |count: i64| {
            if safe {
                view.people(count)
            } else {
                Shown::Hidden
            }
        };
        let row = |(place, (id, name, _, _)): (usize, &Band)| {
            let figures = counted.iter().map(|counts| figure(counts[place]));
            ChapterRow::new(*id, *name, figures.collect())
        };
        let mut columns = vec![Column::new("first", "First", Measure::Count)];
        if waves.len() > 1 {
            columns.push(Column::new("again", "Again", Measure::Count));
        }
        let of = if waves.len() > 1 {
            "those who answered both times"
        } else {
            "the first time"
        };
        Some(ChapterTable {
            id: format!("bands_{}", one.id),
            title: format!("{}: people, {of}", one.name),
            what: "Answer",
            columns,
            rows: one.bands.iter().enumerate().map(row).collect(),
        })
    }

    fn finding(&self, view: View) -> String {
        let people = |count: i64| match view.people(count) {
            Shown::Exact(1) => "1 person".to_owned(),
            shown => format!("{} people", shown.said()),
        };
        let [(_, _, first), _, _, (_, _, both)] = self.counts();
        let (first, both) = (people(first), people(both));
        format!("By the last day of this report {first} answered the first time, {both} twice.")
    }

    fn notes(&self, view: View) -> Vec<String> {
        let mut notes = vec![format!(
            "A change is the average of what each person answered the second time less the first, \
             with the interval in which it lies with 95% confidence (Student’s t for pairs). It is \
             given from {FEWEST_PAIRS} people on. It does not say what the change came from: there \
             is nobody to compare with."
        )];
        if self.survey.wellbeing {
            notes.push(
                "Personal well-being: the four questions of the Office for National Statistics \
                 (ONS4), 0 not at all to 10 completely, with its bands. The four are kept apart. \
                 For anxiety, lower is better."
                    .to_owned(),
            );
        }
        if self.survey.loneliness {
            notes.push(
                "Loneliness: three questions, each hardly ever or never 1, some of the time 2, \
                 often 3, added up to 3 to 9; and how often lonely, asked directly. Lower is less \
                 lonely. Some count 6 to 9 as lonely; no official line was found, so none is drawn."
                    .to_owned(),
            );
        }
        if !self.survey.licence.is_empty() {
            notes.push(format!(
                "SWEMWBS: the raw total of seven answers, used under licence {}. The raw total is \
                 to be converted with the table of the licensed copy before it is compared.",
                self.survey.licence
            ));
        }
        notes.push(
            "A question somebody would rather not answer is left out of that figure. Who withdrew \
             is in none: their answers are erased."
                .to_owned(),
        );
        if !view.exact {
            notes.push(format!(
                "For readers outside: averages of {AVERAGED} people or more, to one decimal; \
                 numbers of people rounded to the nearest {FEW}; answers only where each was given \
                 by {FEW} or more."
            ));
        }
        notes
    }
}
