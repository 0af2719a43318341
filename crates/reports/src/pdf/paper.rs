//! A document that is written from its top and breaks pages by itself.

use std::io::Write;

use super::draw::Drawing;
use super::letters::{Face, Length, Letters};
use super::marks::{Ink, Kind, Mark, PartId, Parts, Role, Shape};
use super::{About, Bookmark, PAGE, Sizes};
use crate::Result;

/// From the left and right edges of the page to what is written.
pub(super) const MARGIN: Length = 62_000;
/// Where the first line of a page begins, and where the last must end.
const TOP: Length = 58_000;
const BOTTOM: Length = PAGE.1 - 68_000;
/// Where the foot stands.
const FOOT: Length = PAGE.1 - 38_000;
/// How wide a line may be.
pub(super) const WIDTH: Length = PAGE.0 - 2 * MARGIN;
/// Between the columns of the large figures.
const GAP: Length = 18_000;

/// A figure that stands large.
#[derive(Clone, Debug)]
pub(crate) struct Headline {
    pub(crate) name: String,
    pub(crate) value: String,
    /// In short what it counts.
    pub(crate) note: String,
}

/// A document in the making.
pub(crate) struct Paper {
    pub(super) about: About,
    pub(super) letters: Letters,
    pub(super) sizes: Sizes,
    pub(super) parts: Parts,
    pages: Vec<Vec<Mark>>,
    bookmarks: Vec<Bookmark>,
    /// Where the next line begins, from the top of the current page.
    pub(super) y: Length,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) face: Face,
    pub(super) size: Length,
    pub(super) ink: Ink,
}

impl Look {
    pub(super) const fn new(face: Face, size: Length, ink: Ink) -> Look {
        Look { face, size, ink }
    }

    /// From the top of one line to the next.
    pub(super) const fn leading(self) -> Length {
        self.size * 7 / 5
    }

    /// From the top of a line to where its letters stand.
    pub(super) const fn ascent(self) -> Length {
        self.size * 21 / 20
    }
}

impl Paper {
    pub(crate) fn begin(about: About) -> Result<Paper> {
        Ok(Paper {
            letters: Letters::open()?,
            sizes: about.print.sizes(),
            about,
            parts: Parts::default(),
            pages: vec![Vec::new()],
            bookmarks: Vec::new(),
            y: TOP,
        })
    }

    /// The title, with what it belongs to above it.
    pub(crate) fn title(&mut self, above: &str, title: &str) {
        let look = Look::new(Face::Plain, self.sizes.lead, Ink::Quiet);
        self.paragraph(above, look);
        let look = Look::new(Face::Bold, self.sizes.title, Ink::Black);
        self.headed(1, title, look);
        self.space(self.sizes.body / 2);
    }

    /// A heading, kept with what follows it.
    pub(crate) fn heading(&mut self, text: &str) {
        let sizes = self.sizes;
        let gap = if self.is_top() { 0 } else { sizes.heading };
        self.keep(gap + sizes.heading * 3 / 2 + sizes.body * 8);
        if !self.is_top() {
            self.space(sizes.heading);
        }
        let look = Look::new(Face::Bold, sizes.heading, Ink::Black);
        self.headed(2, text, look);
        self.space(sizes.body * 2 / 5);
    }

    fn headed(&mut self, level: u16, text: &str, look: Look) {
        let part = self.parts.add(Kind::Heading(level, text.to_owned()), None);
        let bookmark = Bookmark {
            text: text.to_owned(),
            page: self.pages.len() - 1,
            y: self.y,
        };
        self.bookmarks.push(bookmark);
        self.lines(text, look, part, MARGIN, WIDTH);
    }

    /// What is to be known first.
    pub(crate) fn lead(&mut self, text: &str) {
        let look = Look::new(Face::Plain, self.sizes.lead, Ink::Black);
        self.paragraph(text, look);
    }

    /// A paragraph.
    pub(crate) fn text(&mut self, text: &str) {
        let look = Look::new(Face::Plain, self.sizes.body, Ink::Black);
        self.paragraph(text, look);
    }

    /// A paragraph that matters less.
    pub(crate) fn small(&mut self, text: &str) {
        let look = Look::new(Face::Plain, self.sizes.small, Ink::Quiet);
        self.paragraph(text, look);
    }

    /// A paragraph that matters more.
    pub(crate) fn strong(&mut self, text: &str) {
        let look = Look::new(Face::Bold, self.sizes.body, Ink::Black);
        self.paragraph(text, look);
    }

    /// Lines one under the other, such as an address or a digest.
    pub(crate) fn block(&mut self, lines: &[String]) {
        let look = Look::new(Face::Plain, self.sizes.body, Ink::Black);
        for line in lines {
            let part = self.parts.add(Kind::Paragraph, None);
            self.lines(line, look, part, MARGIN, WIDTH);
        }
        self.space(self.sizes.body / 2);
    }

    /// A line to sign on, with a name and a note under it, all on one page.
    pub(crate) fn line_for_ink(&mut self, name: &str, note: &str) {
        let strong = Look::new(Face::Bold, self.sizes.body, Ink::Black);
        let small = Look::new(Face::Plain, self.sizes.small, Ink::Quiet);
        let room = self.sizes.body * 3;
        self.keep(room + strong.leading() + 2 * small.leading());
        self.space(room);
        let line = block(WIDTH / 2, 700);
        self.put(MARGIN, self.y, Ink::Black, line, Role::Decoration);
        self.space(small.size / 3);
        for (text, look) in [(name, strong), (note, small)] {
            let part = self.parts.add(Kind::Paragraph, None);
            self.lines(text, look, part, MARGIN, WIDTH);
        }
        self.space(self.sizes.body / 2);
    }

    fn paragraph(&mut self, text: &str, look: Look) {
        let part = self.parts.add(Kind::Paragraph, None);
        self.lines(text, look, part, MARGIN, WIDTH);
        self.space(look.size / 2);
    }

    /// Paragraphs set apart from the rest.
    pub(crate) fn notice(&mut self, paragraphs: &[String]) {
        if paragraphs.is_empty() {
            return;
        }
        let look = Look::new(Face::Plain, self.sizes.body, Ink::Black);
        let inset = 14_000;
        let width = WIDTH - 2 * inset;
        let broken = |text: &String| self.letters.lines(text, look.face, look.size, width).len();
        let lines: usize = paragraphs.iter().map(broken).sum();
        let gaps = Length::try_from(paragraphs.len()).unwrap_or(1) + 1;
        let height =
            Length::try_from(lines).unwrap_or(1) * look.leading() + gaps * look.size * 3 / 5;
        self.keep(height);
        self.put(
            MARGIN,
            self.y,
            Ink::Tint,
            block(WIDTH, height),
            Role::Decoration,
        );
        self.put(
            MARGIN,
            self.y,
            Ink::Green,
            block(3_000, height),
            Role::Decoration,
        );
        self.space(look.size * 3 / 5);
        for text in paragraphs {
            let part = self.parts.add(Kind::Paragraph, None);
            self.lines(text, look, part, MARGIN + inset, width);
            self.space(look.size * 3 / 5);
        }
        self.space(look.size);
    }

    /// Terms and what they mean.
    pub(crate) fn terms(&mut self, terms: &[(String, Vec<String>)]) {
        let list = self.parts.add(Kind::List, None);
        let term = Look::new(Face::Bold, self.sizes.body, Ink::Black);
        let body = Look::new(Face::Plain, self.sizes.small, Ink::Black);
        for (name, texts) in terms {
            self.keep(term.leading() + 3 * body.leading());
            let item = self.parts.add(Kind::Item, Some(list));
            let part = self.parts.add(Kind::Label, Some(item));
            self.lines(name, term, part, MARGIN, WIDTH);
            let part = self.parts.add(Kind::Body, Some(item));
            for text in texts {
                self.lines(text, body, part, MARGIN, WIDTH);
            }
            self.space(body.size * 3 / 5);
        }
    }

    /// Figures that stand large, three in a row.
    pub(crate) fn headlines(&mut self, headlines: &[Headline]) {
        let list = self.parts.add(Kind::List, None);
        let per_row: usize = if self.sizes.body > 12_000 { 2 } else { 3 };
        let columns = Length::try_from(per_row).unwrap_or(1);
        let width = (WIDTH - (columns - 1) * GAP) / columns;
        let small = Look::new(Face::Plain, self.sizes.small, Ink::Quiet);
        let large = Look::new(Face::Bold, self.sizes.figure, Ink::Black);
        let height = 4 * small.leading() + large.leading() + small.size;
        for row in headlines.chunks(per_row) {
            self.keep(height);
            let top = self.y;
            let mut lowest = top;
            for (place, headline) in (0..).zip(row) {
                let x = MARGIN + place * (width + GAP);
                self.y = top;
                self.put(x, top, Ink::Green, block(width, 1_000), Role::Decoration);
                self.space(small.size / 2);
                let item = self.parts.add(Kind::Item, Some(list));
                let part = self.parts.add(Kind::Body, Some(item));
                self.lines(&headline.name, small, part, x, width);
                let mut value = large;
                let wide = |size| self.letters.width(&headline.value, Face::Bold, size);
                if wide(value.size) > width {
                    value.size = self.sizes.lead;
                }
                self.lines(&headline.value, value, part, x, width);
                self.lines(&headline.note, small, part, x, width);
                lowest = lowest.max(self.y);
            }
            self.y = lowest;
            self.space(small.size);
        }
    }

    /// Puts lines under each other, on as many pages as they take.
    fn lines(&mut self, text: &str, look: Look, part: PartId, x: Length, width: Length) {
        let lines = self.letters.lines(text, look.face, look.size, width);
        let last = lines.len() - 1;
        for (place, mut line) in lines.into_iter().enumerate() {
            self.keep(look.leading());
            if place == last {
                // What follows in the same part is read as another word.
                line.push(' ');
            }
            let y = self.y + look.ascent();
            self.put_text(x, y, line, look, Role::Part(part));
            self.y += look.leading();
        }
    }

    pub(super) fn put_text(&mut self, x: Length, y: Length, text: String, look: Look, role: Role) {
        let Look { face, size, ink } = look;
        self.put(x, y, ink, Shape::Text { text, face, size }, role);
    }

    pub(super) fn put(&mut self, x: Length, y: Length, ink: Ink, shape: Shape, role: Role) {
        let mark = Mark {
            x,
            y,
            ink,
            shape,
            role,
        };
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// Leaves room, except at the top of a page.
    pub(crate) fn space(&mut self, height: Length) {
        self.y += height;
    }

    /// Begins a page unless so much fits on this one. Says whether it did.
    pub(super) fn keep(&mut self, height: Length) -> bool {
        if self.is_top() || self.y + height <= BOTTOM {
            return false;
        }
        self.new_page();
        true
    }

    /// How many pages there are so far.
    pub(crate) const fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Begins a page, unless nothing stands on this one yet.
    pub(crate) fn new_page(&mut self) {
        if !self.is_top() {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
    }

    pub(super) fn is_top(&self) -> bool {
        self.pages.last().is_none_or(Vec::is_empty)
    }

    /// Writes the file.
    pub(crate) fn finish(mut self, out: &mut impl Write) -> Result<()> {
        self.feet();
        let file = Drawing {
            about: &self.about,
            letters: &self.letters,
            pages: &self.pages,
            parts: &self.parts,
            bookmarks: &self.bookmarks,
        }
        .file()?;
        Ok(out.write_all(&file)?)
    }

    /// What stands at the foot of every page.
    fn feet(&mut self) {
        let look = Look::new(Face::Plain, self.sizes.small, Ink::Quiet);
        let count = self.pages.len();
        for (place, page) in self.pages.iter_mut().enumerate() {
            let number = format!("Page {} of {count}", place + 1);
            let wide = self.letters.width(&number, look.face, look.size);
            let right = PAGE.0 - MARGIN - wide;
            let most = WIDTH - wide - GAP;
            let foot = &self.about.foot;
            let mut lines = self.letters.lines(foot, look.face, look.size, most);
            let first = lines.remove(0);
            for (x, text) in [(MARGIN, first), (right, number)] {
                page.push(Mark {
                    x,
                    y: FOOT,
                    ink: look.ink,
                    shape: Shape::Text {
                        text,
                        face: look.face,
                        size: look.size,
                    },
                    role: Role::Foot,
                });
            }
        }
    }
}

pub(super) const fn block(width: Length, height: Length) -> Shape {
    Shape::Block { width, height }
}
