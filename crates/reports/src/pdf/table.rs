//! Tables: columns as wide as what stands in them, rows that are never torn, and the heads again
//! on every page.

use super::letters::{Face, Length};
use super::marks::{Ink, Kind, PartId, Role};
use super::paper::{Look, MARGIN, Paper, WIDTH, block};

/// Between two columns.
const GAP: Length = 14_000;
/// How wide the bars are, all in all.
const BARS: Length = 120_000;
/// What is left over in no column of words.
const NARROWEST: Length = 70_000;

/// A column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column<'a> {
    head: &'a str,
    is_figure: bool,
}

impl<'a> Column<'a> {
    /// Words, from the left.
    pub(crate) const fn words(head: &'a str) -> Column<'a> {
        Column {
            head,
            is_figure: false,
        }
    }

    /// Figures, from the right.
    pub(crate) const fn figures(head: &'a str) -> Column<'a> {
        Column {
            head,
            is_figure: true,
        }
    }
}

/// A row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    cells: Vec<String>,
    is_total: bool,
    /// How long its bar is, in thousandths of the longest.
    bar: Option<i64>,
}

impl Row {
    pub(crate) fn new(cells: impl IntoIterator<Item = String>) -> Row {
        Row {
            cells: cells.into_iter().collect(),
            ..Row::default()
        }
    }

    /// The row of all the others together.
    pub(crate) fn total(self) -> Row {
        Row {
            is_total: true,
            ..self
        }
    }

    /// With a bar beside it, of so much out of so much.
    pub(crate) fn bar(self, part: i64, longest: i64) -> Row {
        let part = part.clamp(0, longest.max(0));
        Row {
            bar: (longest > 0).then(|| part * 1000 / longest),
            ..self
        }
    }
}

/// A table.
pub(crate) struct Table<'a> {
    /// What it shows, for somebody who hears it.
    pub(crate) summary: &'a str,
    pub(crate) columns: &'a [Column<'a>],
    pub(crate) rows: &'a [Row],
}

/// A table that knows where its columns stand.
struct Laid<'a> {
    table: &'a Table<'a>,
    /// Where each column begins, and how wide it is.
    places: Vec<(Length, Length)>,
    plain: Look,
    bold: Look,
    head: Look,
}

/// Shares room among columns: those that need no more than their part keep what they need, the
/// others share the rest, and what is over goes to the last.
fn share(widths: &mut [Length], mut columns: Vec<usize>, mut room: Length) {
    let last = columns.last().copied();
    loop {
        let count = Length::try_from(columns.len()).unwrap_or(1);
        if count == 0 {
            break;
        }
        let part = room / count;
        let (fit, wide): (Vec<usize>, Vec<usize>) = columns
            .into_iter()
            .partition(|column| widths[*column] <= part);
        if fit.is_empty() {
            for column in wide {
                widths[column] = part;
            }
            room = 0;
            break;
        }
        room -= fit.iter().map(|column| widths[*column]).sum::<Length>();
        columns = wide;
    }
    if let Some(last) = last {
        widths[last] += room;
    }
}

impl Paper {
    /// Puts a table, on as many pages as it takes.
    pub(crate) fn table(&mut self, table: &Table<'_>) {
        let size = self.sizes.body.min(self.sizes.small + 500);
        let mut laid = Laid {
            table,
            places: Vec::new(),
            plain: Look::new(Face::Plain, size, Ink::Black),
            bold: Look::new(Face::Bold, size, Ink::Black),
            head: Look::new(Face::Bold, self.sizes.small, Ink::Quiet),
        };
        laid.places = laid.places(self);
        let summary = table.summary.to_owned();
        let whole = self.parts.add(Kind::Table(summary), None);
        let head = self.parts.add(Kind::TableHead, Some(whole));
        let heads = laid.heads(self);
        let first = table
            .rows
            .first()
            .map_or(0, |row| laid.row_height(self, row));
        self.keep(heads + first * 2);
        laid.put_heads(self, Some(head));
        let body = self.parts.add(Kind::TableBody, Some(whole));
        for row in table.rows {
            if self.keep(laid.row_height(self, row)) {
                laid.put_heads(self, None);
            }
            laid.put_row(self, row, body);
        }
        self.space(self.sizes.body * 4 / 5);
    }
}

impl Laid<'_> {
    fn look(&self, row: &Row) -> Look {
        if row.is_total { self.bold } else { self.plain }
    }

    fn places(&self, paper: &Paper) -> Vec<(Length, Length)> {
        let columns = self.table.columns;
        let bars = self.table.rows.iter().any(|row| row.bar.is_some());
        let gaps = Length::try_from(columns.len()).unwrap_or(1) - 1;
        let room = WIDTH - gaps * GAP - if bars { BARS + GAP } else { 0 };
        let mut widths: Vec<Length> = (0..columns.len())
            .map(|place| self.natural(paper, place))
            .collect();
        let figures = columns.iter().zip(&widths);
        let figures = figures.filter(|(column, _)| column.is_figure);
        let figures: Length = figures.map(|(_, width)| *width).sum();
        let words = (0..columns.len()).filter(|place| !columns[*place].is_figure);
        share(
            &mut widths,
            words.collect(),
            (room - figures).max(NARROWEST),
        );
        let mut x = MARGIN;
        let places = widths.into_iter().map(|width| {
            let place = (x, width);
            x += width + GAP;
            place
        });
        places.collect()
    }

    /// How wide a column would like to be.
    fn natural(&self, paper: &Paper, place: usize) -> Length {
        let column = self.table.columns[place];
        let head = self.head;
        let letters = &paper.letters;
        let cells = self.table.rows.iter().filter_map(|row| {
            let look = self.look(row);
            let cell = row.cells.get(place)?;
            Some(letters.width(cell, look.face, look.size))
        });
        let widest = cells.max().unwrap_or(0);
        let head = if column.is_figure {
            letters.widest_word(column.head, head.face, head.size)
        } else {
            letters.width(column.head, head.face, head.size)
        };
        // What stands in the place of a figure may be a few words; they are broken.
        let most = if column.is_figure { WIDTH / 4 } else { WIDTH };
        widest.clamp(head, most.max(head))
    }

    fn broken(&self, paper: &Paper, place: usize, text: &str, look: Look) -> Vec<String> {
        let Some((_, width)) = self.places.get(place) else {
            return Vec::new();
        };
        // A cell without a word would be left out of the row that is read.
        let text = if text.is_empty() { "–" } else { text };
        paper.letters.lines(text, look.face, look.size, *width)
    }

    fn heads(&self, paper: &Paper) -> Length {
        let columns = self.table.columns.iter().enumerate();
        let lines = columns.map(|(place, column)| {
            let lines = self.broken(paper, place, column.head, self.head);
            lines.len()
        });
        self.height(lines.max().unwrap_or(1), self.head)
    }

    fn row_height(&self, paper: &Paper, row: &Row) -> Length {
        let look = self.look(row);
        let cells = row.cells.iter().enumerate();
        let lines = cells.map(|(place, cell)| self.broken(paper, place, cell, look).len());
        self.height(lines.max().unwrap_or(1), look)
    }

    fn height(&self, lines: usize, look: Look) -> Length {
        let lines = Length::try_from(lines).unwrap_or(1);
        lines * look.leading() + 2 * self.pad()
    }

    const fn pad(&self) -> Length {
        self.plain.size * 3 / 10
    }

    /// The heads: a part of the table the first time, only to be looked at on the next pages.
    fn put_heads(&self, paper: &mut Paper, within: Option<PartId>) {
        let height = self.heads(paper);
        let row = within.map(|head| paper.parts.add(Kind::Row, Some(head)));
        for (place, column) in self.table.columns.iter().enumerate() {
            let role = match row {
                Some(row) => Role::Part(paper.parts.add(Kind::ColumnHead, Some(row))),
                None => Role::Decoration,
            };
            let lines = self.broken(paper, place, column.head, self.head);
            let used = self.height(lines.len(), self.head);
            let top = paper.y + height - used + self.pad();
            self.put_cell(paper, (place, top), lines, self.head, role);
        }
        paper.space(height);
        let rule = block(WIDTH, 1_000);
        paper.put(MARGIN, paper.y, Ink::Green, rule, Role::Decoration);
        paper.space(1_000);
    }

    fn put_row(&self, paper: &mut Paper, row: &Row, body: PartId) {
        let look = self.look(row);
        let height = self.row_height(paper, row);
        if row.is_total {
            let rule = block(WIDTH, 1_000);
            paper.put(MARGIN, paper.y, Ink::Black, rule, Role::Decoration);
        }
        let part = paper.parts.add(Kind::Row, Some(body));
        for (place, cell) in row.cells.iter().enumerate() {
            let kind = if place == 0 {
                Kind::RowHead
            } else {
                Kind::Cell
            };
            let cell_part = paper.parts.add(kind, Some(part));
            let lines = self.broken(paper, place, cell, look);
            let top = paper.y + self.pad();
            self.put_cell(paper, (place, top), lines, look, Role::Part(cell_part));
        }
        if let Some(bar) = row.bar {
            let long = i64::from(BARS) * bar / 1000;
            let long = Length::try_from(long).unwrap_or(BARS);
            let x = MARGIN + WIDTH - BARS;
            let y = paper.y + self.pad() + look.leading() / 5;
            let bar = block(long, look.leading() * 3 / 5);
            if long > 0 {
                paper.put(x, y, Ink::Green, bar, Role::Decoration);
            }
        }
        paper.space(height);
        let rule = block(WIDTH, 400);
        paper.put(MARGIN, paper.y, Ink::Rule, rule, Role::Decoration);
    }

    fn put_cell(
        &self,
        paper: &mut Paper,
        (place, top): (usize, Length),
        lines: Vec<String>,
        look: Look,
        role: Role,
    ) {
        let Some((x, width)) = self.places.get(place).copied() else {
            return;
        };
        let is_figure = self.table.columns[place].is_figure;
        let mut y = top + look.ascent();
        for line in lines {
            let used = paper.letters.width(line.trim_end(), look.face, look.size);
            let at = if is_figure { x + width - used } else { x };
            paper.put_text(at, y, line, look, role);
            y += look.leading();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(widths: &[Length], room: Length) -> Vec<Length> {
        let mut shared = widths.to_vec();
        share(&mut shared, (0..widths.len()).collect(), room);
        shared
    }

    #[test]
    fn a_narrow_column_is_not_squeezed_by_a_wide_one() {
        assert_eq!(shared(&[80, 900], 300), [80, 220]);
        assert_eq!(shared(&[900, 80], 300), [220, 80]);
        assert_eq!(shared(&[400, 900], 300), [150, 150]);
        assert_eq!(shared(&[50, 60], 300), [50, 250]);
        assert_eq!(shared(&[50], 300), [300]);
    }
}
