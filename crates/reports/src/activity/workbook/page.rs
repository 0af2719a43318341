//! One sheet of the report, written from its top.

use rust_xlsxwriter::{Chart, ChartFormat, ChartSolidFill, Color, Worksheet};

use crate::activity::{Amount, Unit};
use crate::disclosure::{ProtectedFigure, ProtectedPrevious, Shown};
use crate::table::Cell;
use crate::workbook::{Styles, put};
use crate::{Result, words};

/// A sheet that is written from its top.
pub(super) struct Page<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) styles: &'a Styles,
    pub(super) totals: &'a Styles,
    pub(super) next: u32,
}

impl Page<'_> {
    pub(super) fn title(&mut self, title: &str) -> Result<()> {
        let format = &self.styles.title;
        self.sheet
            .write_string_with_format(self.next, 0, title, format)?;
        self.next += 2;
        Ok(())
    }

    /// Heads that stay in view, and on every printed page.
    pub(super) fn frozen_head(&mut self, heads: &[&str]) -> Result<()> {
        self.head(heads)?;
        self.sheet.set_freeze_panes(self.next, 0)?;
        self.sheet.set_repeat_rows(self.next - 1, self.next - 1)?;
        Ok(())
    }

    pub(super) fn head(&mut self, heads: &[&str]) -> Result<()> {
        for (place, head) in (0..).zip(heads) {
            let format = &self.styles.head;
            self.sheet
                .write_string_with_format(self.next, place, *head, format)?;
        }
        self.next += 1;
        Ok(())
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.styled_row(cells, self.styles)
    }

    fn styled_row(&mut self, cells: &[Cell<'_>], styles: &Styles) -> Result<()> {
        for (place, cell) in (0..).zip(cells) {
            put(self.sheet, (self.next, place), cell, styles)?;
        }
        self.next += 1;
        Ok(())
    }

    /// A figure by its name, with what tells it from the same of other days.
    pub(super) fn figure(&mut self, figure: &ProtectedFigure, of: &str) -> Result<()> {
        let metric = figure.metric;
        let hours = if metric.unit == Unit::Minutes {
            Cell::shown(figure.value, Cell::Hours)
        } else {
            Cell::EMPTY
        };
        self.row(&[
            Cell::own(format!("{}{of}", metric.name)),
            Cell::shown(figure.value, Cell::Number),
            Cell::code(metric.unit.as_str()),
            hours,
            Cell::own(figure.value.note().unwrap_or_default()),
            Cell::code(metric.definition),
        ])
    }

    pub(super) fn amount(
        &mut self,
        name: Cell<'_>,
        amount: Shown<Amount>,
        is_total: bool,
    ) -> Result<()> {
        let styles = if is_total { self.totals } else { self.styles };
        let cells = [
            name,
            Cell::shown(amount.exchanges(), Cell::count),
            Cell::shown(amount.minutes(), Cell::Number),
            Cell::shown(amount.minutes(), Cell::Hours),
            Cell::own(amount.note().unwrap_or_default()),
        ];
        self.styled_row(&cells, styles)
    }

    /// What an earlier period came to: its exchanges, and a row for each of its other figures.
    pub(super) fn before(&mut self, before: &ProtectedPrevious) -> Result<()> {
        self.amount(Cell::own(before.period.name()), before.amount, false)?;
        for figure in &before.figures {
            self.figure(figure, &format!(", {}", before.period.name()))?;
        }
        Ok(())
    }

    pub(super) fn accounts(&mut self, name: &str, figures: [i64; 4], is_total: bool) -> Result<()> {
        let styles = if is_total { self.totals } else { self.styles };
        let mut cells = vec![Cell::code(name)];
        cells.extend(figures.map(Cell::Number));
        cells.extend(figures.map(Cell::Hours));
        self.styled_row(&cells, styles)
    }

    /// A chart of the hours of the rows under the head, unless none is shown.
    pub(super) fn chart(
        &mut self,
        mut chart: Chart,
        sheet: &str,
        title: &str,
        rows: &[Shown<Amount>],
    ) -> Result<()> {
        let (Ok(last), true) = (
            u32::try_from(rows.len()),
            rows.iter().any(|row| row.value().is_some()),
        ) else {
            return Ok(());
        };
        let mut fill = ChartSolidFill::new();
        fill.set_color(Color::RGB(BAR));
        chart
            .add_series()
            .set_name("Hours")
            .set_categories((sheet, 1, 0, last, 0))
            .set_values((sheet, 1, 3, last, 3))
            .set_gap(60)
            .set_format(ChartFormat::new().set_solid_fill(&fill));
        chart.title().set_name(title);
        chart.legend().set_hidden();
        let shown = rows.iter().filter_map(|row| row.minutes().value());
        chart.set_alt_text(format!(
            "{title}: {} in the rows that are shown. The same figures stand in the table beside \
             it.",
            words::hours_said(shown.sum())
        ));
        chart.set_width(720).set_height(400);
        self.sheet.insert_chart(1, 6, &chart)?;
        Ok(())
    }
}

/// The colour of a bar: the pages’ green, dark enough for grey printing.
const BAR: u32 = 0x1A_5C47;
