//! One envelope as a page sees it: its lines understood, its totals, and what the envelope says.

use rusqlite::Connection;
use timebank::slip::{self, Envelope, MOST_LINES};
use timebank::{EnvelopeId, Person};

use super::reading::{self, Row};
use crate::app::App;
use crate::error::Result;
use crate::page::Page;
use crate::words::{self, say};

/// Blank lines that always follow the last one.
const BLANK: u32 = 3;
/// The fewest lines of a grid.
const FEWEST: u32 = 8;

/// An envelope with its lines.
pub(super) struct Sheet {
    pub(super) envelope: Envelope,
    /// Lines with something in them.
    pub(super) rows: Vec<Row>,
}

/// What was typed so far, beside what the envelope says.
#[derive(Clone, Debug, Default)]
pub(super) struct Totals {
    pub(super) slips: usize,
    pub(super) minutes: i64,
    pub(super) unclear: usize,
    pub(super) expected_slips: Option<u32>,
    pub(super) expected_minutes: Option<i64>,
}

/// Reads an envelope as it is now.
pub(super) async fn read(app: &App, page: &Page, id: EnvelopeId) -> Result<Sheet> {
    let (bank, person, today) = (page.bank().clone(), page.person()?.clone(), page.today());
    app.read(move |conn| Sheet::read(conn, &bank, today, &person, id))
        .await
}

impl Sheet {
    pub(super) fn read(
        conn: &Connection,
        bank: &timebank::bank::Bank,
        today: chrono::NaiveDate,
        person: &Person,
        id: EnvelopeId,
    ) -> timebank::Result<Self> {
        let envelope = slip::get(conn, id)?;
        let lines = slip::lines(conn, id)?;
        let rows = reading::read(conn, bank, today, person.id(), &lines)?;
        Ok(Self { envelope, rows })
    }

    /// The lines with the blank ones between and after them, at least `fewest`.
    pub(super) fn grid(&self, fewest: u32) -> Vec<Row> {
        let last = self.rows.last().map_or(0, |row| row.number);
        let end = (last + BLANK).max(FEWEST).max(fewest).min(MOST_LINES);
        (1..=end)
            .map(|number| {
                let row = self.rows.iter().find(|row| row.number == number);
                row.cloned().unwrap_or_else(|| reading::blank(number))
            })
            .collect()
    }

    /// Everything typed, entered or not.
    pub(super) fn totals(&self) -> Totals {
        let meanings = self.rows.iter().filter_map(|row| row.meaning.as_ref());
        Totals {
            slips: self.rows.len(),
            minutes: meanings.map(|meant| meant.is.minutes.get()).sum(),
            unclear: self.unclear().count(),
            expected_slips: self.envelope.expected_slips,
            expected_minutes: self.envelope.expected_minutes,
        }
    }

    /// Lines that were not understood.
    pub(super) fn unclear(&self) -> impl Iterator<Item = &Row> {
        self.rows
            .iter()
            .filter(|row| row.entered.is_none() && row.meaning.is_none())
    }
}

impl Totals {
    /// How the typing compares with the envelope: "6 slips are still to come."
    pub(super) fn sentence(&self) -> String {
        let mut said = Vec::new();
        if self.unclear > 0 {
            said.push(say!("slips-lines-not-understood", number = self.unclear));
        }
        if let Some(expected) = self.expected_slips {
            let typed = u32::try_from(self.slips).unwrap_or(u32::MAX);
            said.push(
                match (
                    expected.saturating_sub(typed),
                    typed.saturating_sub(expected),
                ) {
                    (0, 0) => say!("slips-as-many-slips-as-the"),
                    (0, more) => say!("slips-more-than-envelope", number = more),
                    (left, _) => say!("slips-still-to-come", number = left),
                },
            );
        }
        if let Some(expected) = self.expected_minutes
            && self.unclear == 0
        {
            said.push(match expected - self.minutes {
                0 => say!("slips-the-hours-agree-with-the"),
                left if left > 0 => {
                    say!("slips-fewer-than-on-paper", length = words::length(left))
                }
                more => say!("slips-more-than-on-paper", length = words::length(more)),
            });
        }
        said.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(slips: usize, minutes: i64, unclear: usize) -> String {
        let totals = Totals {
            slips,
            minutes,
            unclear,
            expected_slips: Some(6),
            expected_minutes: Some(480),
        };
        totals.sentence()
    }

    #[test]
    fn the_typing_is_compared_with_the_envelope() {
        assert_eq!(
            said(6, 480, 0),
            "As many slips as the envelope says. The hours agree with the paper."
        );
        assert_eq!(
            said(5, 420, 0),
            "1 slip is still to come. 1 hour fewer than on paper."
        );
        assert_eq!(
            said(4, 300, 2),
            "2 lines are not understood yet. 2 slips are still to come."
        );
        assert_eq!(
            said(8, 510, 0),
            "2 more than the envelope says. 30 minutes more than on paper."
        );
    }

    #[test]
    fn without_an_envelope_nothing_is_compared() {
        assert_eq!(Totals::default().sentence(), "");
    }
}
