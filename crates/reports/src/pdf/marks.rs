//! What stands on a page, and which part of the document each mark belongs to.

use super::letters::{Face, Length};

/// One mark on a page.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// From the left edge of the page.
    pub(super) x: Length,
    /// From the top: where letters stand, or the top of a block.
    pub(super) y: Length,
    pub(super) ink: Ink,
    pub(super) shape: Shape,
    pub(super) role: Role,
}

/// What a mark looks like.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Text {
        text: String,
        face: Face,
        size: Length,
    },
    Block {
        width: Length,
        height: Length,
    },
}

/// What a mark is to somebody who hears the document read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A part of the document.
    Part(PartId),
    /// Nothing: it is only to be looked at.
    Decoration,
    /// The line at the foot of every page.
    Foot,
}

/// The inks. All that carry words have a contrast of at least 7 to 1 on white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Black,
    Quiet,
    /// The green of the pages: bars and rules.
    Green,
    Rule,
    /// Behind a notice.
    Tint,
}

impl Ink {
    pub(super) const fn rgb(self) -> [u8; 3] {
        match self {
            Ink::Black => [0x1B, 0x1B, 0x1B],
            Ink::Quiet => [0x4A, 0x4A, 0x4A],
            Ink::Green => [0x1A, 0x5C, 0x47],
            Ink::Rule => [0xB8, 0xB8, 0xB0],
            Ink::Tint => [0xF1, 0xF4, 0xEF],
        }
    }
}

/// A part of the document, by its place among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PartId(usize);

impl PartId {
    pub(super) const fn place(self) -> usize {
        self.0
    }
}

/// What a part of the document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading of a level, with its text.
    Heading(u16, String),
    Paragraph,
    List,
    Item,
    Label,
    Body,
    /// A table, and what it shows.
    Table(String),
    TableHead,
    TableBody,
    Row,
    ColumnHead,
    RowHead,
    Cell,
}

/// The parts of the document in the order in which they are read.
#[derive(Debug, Default)]
pub(super) struct Parts {
    all: Vec<(Kind, Option<PartId>)>,
}

impl Parts {
    /// Adds a part at the end of another, or of the document.
    pub(super) fn add(&mut self, kind: Kind, within: Option<PartId>) -> PartId {
        self.all.push((kind, within));
        PartId(self.all.len() - 1)
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    pub(super) fn kind(&self, part: PartId) -> &Kind {
        &self.all[part.0].0
    }

    /// The parts right within another, or right within the document.
    pub(super) fn within(&self, outer: Option<PartId>) -> impl Iterator<Item = PartId> {
        let all = self.all.iter().enumerate();
        all.filter(move |(_, (_, within))| *within == outer)
            .map(|(place, _)| PartId(place))
    }
}
