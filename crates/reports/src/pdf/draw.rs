//! The finished pages as a PDF file: tagged, so that it can be read aloud in order, and held to
//! PDF/UA-1, the rules for documents that everybody can use. The only file that knows the crate
//! that writes PDF.

use std::num::NonZeroU16;

use chrono::{Datelike, Timelike};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope,
    Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::letters::{Face, Length, Letters};
use super::marks::{Kind, Mark, PartId, Parts, Role, Shape};
use super::{About, Bookmark, PAGE};
use crate::{Error, Result};

/// The language of every document.
const LANGUAGE: &str = "en-GB";

/// Everything that makes the file.
pub(super) struct Drawing<'a> {
    pub(super) about: &'a About,
    pub(super) letters: &'a Letters,
    pub(super) pages: &'a [Vec<Mark>],
    pub(super) parts: &'a Parts,
    pub(super) bookmarks: &'a [Bookmark],
}

impl Drawing<'_> {
    /// The file. The same document is the same file to the byte.
    pub(super) fn file(&self) -> Result<Vec<u8>> {
        let rules = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| failed(format!("{error:?}")))?;
        let mut document = Document::new_with(SerializeSettings {
            configuration: rules,
            ..SerializeSettings::default()
        });
        document.set_metadata(self.metadata());
        let fonts = [Face::Plain, Face::Bold].map(|face| Font::new(face.file().into(), 0));
        let [Some(plain), Some(bold)] = fonts else {
            return Err(failed("a font could not be read"));
        };
        let mut said = vec![Vec::new(); self.parts.count()];
        for marks in self.pages {
            let size = PageSettings::from_wh(points(PAGE.0), points(PAGE.1));
            let size = size.ok_or_else(|| failed("the page has no size"))?;
            let mut page = document.start_page_with(size);
            let mut surface = page.surface();
            for mark in marks {
                let part = surface.start_tagged(content(mark));
                self.draw(&mut surface, mark, [&plain, &bold]);
                surface.end_tagged();
                if let Role::Part(of) = mark.role {
                    said[of.place()].push(part);
                }
            }
            surface.finish();
            page.finish();
        }
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        for part in self.parts.within(None) {
            tree.push(self.group(part, &said));
        }
        document.set_tag_tree(tree);
        document.set_outline(self.outline());
        document
            .finish()
            .map_err(|error| failed(format!("{error:?}")))
    }

    fn metadata(&self) -> Metadata {
        let made = self.about.made_at;
        let part = |number: u32| u8::try_from(number).unwrap_or_default();
        let date = DateTime::new(u16::try_from(made.year()).unwrap_or_default())
            .month(part(made.month()))
            .day(part(made.day()))
            .hour(part(made.hour()))
            .minute(part(made.minute()))
            .second(part(made.second()))
            .utc_offset_hour(0)
            .utc_offset_minute(0);
        Metadata::new()
            .title(self.about.title.clone())
            .authors(vec![self.about.bank.clone()])
            .creator("Hourbook".to_owned())
            .language(LANGUAGE.to_owned())
            .creation_date(date)
    }

    fn draw(&self, surface: &mut Surface<'_>, mark: &Mark, [plain, bold]: [&Font; 2]) {
        let [red, green, blue] = mark.ink.rgb();
        surface.set_fill(Some(Fill {
            paint: rgb::Color::new(red, green, blue).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
        let (x, y) = (points(mark.x), points(mark.y));
        match &mark.shape {
            Shape::Text { text, face, size } => {
                let font = match face {
                    Face::Plain => plain,
                    Face::Bold => bold,
                };
                let glyphs = self.glyphs(text, *face);
                let start = Point::from_xy(x, y);
                surface.draw_glyphs(start, &glyphs, font.clone(), text, points(*size), false);
            }
            Shape::Block { width, height } => {
                let block = Rect::from_xywh(x, y, points(*width), points(*height));
                let mut path = PathBuilder::new();
                if let Some(block) = block {
                    path.push_rect(block);
                }
                if let Some(path) = path.finish() {
                    surface.draw_path(&path);
                }
            }
        }
    }

    fn glyphs(&self, text: &str, face: Face) -> Vec<KrillaGlyph> {
        let per_size = self.letters.per_size(face);
        let glyph = |(at, letter): (usize, char)| {
            let drawn = self.letters.letter(face, letter);
            let advance = share(drawn.advance, per_size);
            let range = at..at + letter.len_utf8();
            KrillaGlyph::new(
                GlyphId::new(drawn.glyph),
                advance,
                0.0,
                0.0,
                0.0,
                range,
                None,
            )
        };
        text.char_indices().map(glyph).collect()
    }

    /// A part with all that is within it.
    fn group(&self, part: PartId, said: &[Vec<Identifier>]) -> TagGroup {
        let inner = self.parts.within(Some(part));
        let mut children: Vec<Node> = inner
            .map(|inner| Node::Group(self.group(inner, said)))
            .collect();
        children.extend(said[part.place()].iter().copied().map(Node::Leaf));
        TagGroup::with_children(tag(self.parts.kind(part)), children)
    }

    fn outline(&self) -> Outline {
        let mut outline = Outline::new();
        for bookmark in self.bookmarks {
            let place = Point::from_xy(0.0, points(bookmark.y));
            let to = XyzDestination::new(bookmark.page, place);
            outline.push_child(OutlineNode::new(bookmark.text.clone(), to));
        }
        outline
    }
}

fn tag(kind: &Kind) -> TagKind {
    match kind {
        Kind::Heading(level, text) => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(text.clone())).into()
        }
        Kind::Paragraph => Tag::P.into(),
        Kind::List => Tag::L(ListNumbering::None).into(),
        Kind::Item => Tag::LI.into(),
        Kind::Label => Tag::Lbl.into(),
        Kind::Body => Tag::LBody.into(),
        Kind::Table(summary) => Tag::Table.with_summary(Some(summary.clone())).into(),
        Kind::TableHead => Tag::THead.into(),
        Kind::TableBody => Tag::TBody.into(),
        Kind::Row => Tag::TR.into(),
        Kind::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Kind::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Kind::Cell => Tag::TD.into(),
    }
}

fn content(mark: &Mark) -> ContentTag<'static> {
    match mark.role {
        Role::Part(_) => ContentTag::Span(SpanTag::empty()),
        Role::Decoration => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        Role::Foot => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
    }
}

fn failed(reason: impl Into<String>) -> Error {
    Error::Write(std::io::Error::other(reason.into()))
}

/// The one place where lengths become floats, because PDF writers know no other numbers.
#[expect(
    clippy::cast_precision_loss,
    clippy::float_arithmetic,
    reason = "a page is under a million thousandths of a point, which a float holds exactly"
)]
fn points(length: Length) -> f32 {
    length as f32 / 1000.0
}

/// An advance as a share of the size.
#[expect(
    clippy::float_arithmetic,
    reason = "the crate wants a share and no units"
)]
fn share(advance: u16, per_size: u16) -> f32 {
    f32::from(advance) / f32::from(per_size.max(1))
}
