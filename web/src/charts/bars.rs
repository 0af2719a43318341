//! Bars of kinds of help, largest first.

use super::{Em, Percent, scaled};

/// At most so many bars: what comes after is one bar of its own.
const MOST: usize = 8;
const ROW: i64 = 275;

/// A chart of hours by kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// What it shows, for who cannot see it.
    pub title: String,
    /// Its figures in a sentence.
    pub description: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// One bar: its name left and its figure right above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is.
    pub name: String,
    /// What it stands for, in minutes.
    pub minutes: i64,
    /// Where its name and figure stand.
    pub text_y: Em,
    /// Where it lies.
    pub y: Em,
    /// How long it is. Several kinds together have no bar: it would dwarf the others.
    pub width: Option<Percent>,
    /// Drawn pale: what has no kind.
    pub pale: bool,
}

impl Bars {
    /// The chart of `(name, minutes)`, largest first. `rest` names what has no kind and comes
    /// last, if anything has none.
    #[must_use]
    pub fn of(
        title: impl Into<String>,
        kinds: &[(String, i64)],
        rest: Option<&(String, i64)>,
    ) -> Self {
        let places = MOST - usize::from(rest.is_some());
        let split = if kinds.len() > places {
            places - 1
        } else {
            kinds.len()
        };
        let (named, others) = kinds.split_at(split);
        let together = (!others.is_empty()).then(|| {
            let minutes = others.iter().map(|kind| kind.1).sum();
            (format!("{} other kinds", others.len()), minutes)
        });
        let most = named.iter().chain(rest).map(|row| row.1).max();
        let most = most.unwrap_or(0);
        let rows = (named.iter().map(|row| (row, true, false)))
            .chain(together.iter().map(|row| (row, false, false)))
            .chain(rest.map(|row| (row, true, true)));
        let bars: Vec<Bar> = (0..)
            .zip(rows)
            .map(|(index, ((name, minutes), drawn, pale))| Bar {
                name: name.clone(),
                minutes: *minutes,
                text_y: Em(ROW * index + 100),
                y: Em(ROW * index + 145),
                width: drawn.then(|| Percent(scaled(*minutes, most, 10_000))),
                pale,
            })
            .collect();
        Self {
            title: title.into(),
            description: description(&bars),
            bars,
        }
    }

    /// How high the whole chart is.
    #[must_use]
    pub fn height(&self) -> Em {
        Em(ROW * i64::try_from(self.bars.len()).unwrap_or(0) - 20)
    }
}

fn description(bars: &[Bar]) -> String {
    let told: Vec<String> = bars
        .iter()
        .map(|bar| format!("{} {}", bar.name, crate::words::length(bar.minutes)))
        .collect();
    format!(
        "{}: {}.",
        crate::words::count(bars.len(), "bar"),
        told.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(count: i64) -> Vec<(String, i64)> {
        (0..count)
            .map(|kind| (format!("Kind {kind}"), 600 - kind * 10))
            .collect()
    }

    #[test]
    fn many_kinds_are_eight_bars_and_nothing_is_lost() {
        let kinds = kinds(20);
        let rest = ("No kind given".to_owned(), 45);
        let chart = Bars::of("Hours by kind of help", &kinds, Some(&rest));
        assert_eq!(chart.bars.len(), 8);
        let all: i64 = kinds.iter().map(|kind| kind.1).sum::<i64>() + 45;
        assert_eq!(chart.bars.iter().map(|bar| bar.minutes).sum::<i64>(), all);
        assert_eq!(chart.bars[6].name, "14 other kinds");
        assert_eq!(chart.bars[7].name, "No kind given");
        assert!(chart.bars[7].pale && !chart.bars[5].pale);
        assert_eq!(chart.bars[6].width, None);
    }

    #[test]
    fn eight_kinds_each_have_their_bar() {
        let chart = Bars::of("Hours by kind of help", &kinds(8), None);
        assert_eq!(chart.bars.len(), 8);
        assert_eq!(chart.bars[0].width, Some(Percent(10_000)));
        assert_eq!(chart.height(), Em(2_180));
        assert!(chart.bars.iter().all(|bar| !bar.pale));
    }
}
