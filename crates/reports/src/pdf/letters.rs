//! How wide letters are, and where a line of them is broken.
//!
//! Lengths are whole thousandths of a point, so every machine lays out the same page. One letter
//! stands after the other: without ligatures, without kerning, and from left to right.

use skrifa::charmap::Charmap;
use skrifa::raw::tables::hmtx::Hmtx;
use skrifa::raw::{FontRef, TableProvider as _};

use crate::{Error, Result};

/// A length in thousandths of a point.
pub(super) type Length = i32;

/// The two faces a document is printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Plain,
    Bold,
}

impl Face {
    /// The font file: Noto Sans, which may be embedded (SIL Open Font Licence).
    pub(super) const fn file(self) -> &'static [u8] {
        match self {
            Face::Plain => notosans::REGULAR_TTF,
            Face::Bold => notosans::BOLD_TTF,
        }
    }
}

/// What a character is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// Its number in the font.
    pub(super) glyph: u32,
    /// How far the next one stands, in the units of the font.
    pub(super) advance: u16,
}

/// A font that can be measured.
struct Typeface {
    charmap: Charmap<'static>,
    advances: Hmtx<'static>,
    /// Units to the size of the letters.
    per_size: u16,
    /// For a character the font does not have.
    instead: Letter,
}

impl Typeface {
    fn open(face: Face) -> Result<Typeface> {
        let broken = |error| Error::Write(std::io::Error::other(error));
        let font = FontRef::new(face.file()).map_err(broken)?;
        let mut typeface = Typeface {
            charmap: Charmap::new(&font),
            advances: font.hmtx().map_err(broken)?,
            per_size: font.head().map_err(broken)?.units_per_em(),
            instead: Letter {
                glyph: 0,
                advance: 0,
            },
        };
        let instead = ['\u{fffd}', '?'].into_iter();
        let mut instead = instead.filter_map(|letter| typeface.find(letter));
        if let Some(instead) = instead.next() {
            typeface.instead = instead;
        }
        Ok(typeface)
    }

    fn find(&self, letter: char) -> Option<Letter> {
        let glyph = self.charmap.map(letter)?;
        Some(Letter {
            glyph: glyph.to_u32(),
            advance: self.advances.advance(glyph)?,
        })
    }
}

/// Both faces, to be measured.
pub(super) struct Letters {
    plain: Typeface,
    bold: Typeface,
}

impl Letters {
    pub(super) fn open() -> Result<Letters> {
        Ok(Letters {
            plain: Typeface::open(Face::Plain)?,
            bold: Typeface::open(Face::Bold)?,
        })
    }

    fn typeface(&self, face: Face) -> &Typeface {
        match face {
            Face::Plain => &self.plain,
            Face::Bold => &self.bold,
        }
    }

    /// What a character is drawn with: a mark in its place where the font does not have it.
    pub(super) fn letter(&self, face: Face, letter: char) -> Letter {
        let typeface = self.typeface(face);
        typeface.find(letter).unwrap_or(typeface.instead)
    }

    /// Units of the font to the size of its letters.
    pub(super) fn per_size(&self, face: Face) -> u16 {
        self.typeface(face).per_size
    }

    /// How wide a text is.
    pub(super) fn width(&self, text: &str, face: Face, size: Length) -> Length {
        let advances = text.chars().map(|letter| self.letter(face, letter).advance);
        let units: i64 = advances.map(i64::from).sum();
        let width = units * i64::from(size) / i64::from(self.per_size(face).max(1));
        Length::try_from(width).unwrap_or(Length::MAX)
    }

    /// How wide its widest word is.
    pub(super) fn widest_word(&self, text: &str, face: Face, size: Length) -> Length {
        let words = text.split(breaks);
        let widths = words.map(|word| self.width(word, face, size));
        widths.max().unwrap_or(0)
    }

    /// The text in lines no wider than this, broken between words, and within a word that is
    /// wider than a line. Every line but the last ends with the space it was broken at, so that
    /// who reads the lines aloud or copies them gets the words apart. There is always a line.
    pub(super) fn lines(&self, text: &str, face: Face, size: Length, most: Length) -> Vec<String> {
        let mut lines = vec![String::new()];
        let mut used = 0;
        let space = self.width(" ", face, size);
        for word in text.split(breaks).filter(|word| !word.is_empty()) {
            for (place, piece) in self.pieces(word, face, size, most).into_iter().enumerate() {
                let wide = self.width(&piece, face, size);
                let gap = if used == 0 || place > 0 { 0 } else { space };
                let Some(line) = lines.last_mut() else { break };
                if used > 0 && (place > 0 || used + gap + wide > most) {
                    if place == 0 {
                        line.push(' ');
                    }
                    lines.push(piece);
                    used = wide;
                } else {
                    if gap > 0 {
                        line.push(' ');
                    }
                    line.push_str(&piece);
                    used += gap + wide;
                }
            }
        }
        lines
    }

    /// A word in pieces that fit a line.
    fn pieces(&self, word: &str, face: Face, size: Length, most: Length) -> Vec<String> {
        if self.width(word, face, size) <= most {
            return vec![word.to_owned()];
        }
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            let Some(last) = pieces.last_mut() else { break };
            last.push(letter);
            if self.width(last, face, size) > most && last.chars().count() > 1 {
                last.pop();
                pieces.push(letter.to_string());
            }
        }
        pieces
    }
}

/// Where a line may be broken; also what stands for no letter and may be in no document.
fn breaks(letter: char) -> bool {
    letter == ' ' || letter.is_control() || matches!(letter, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Length = 10_000;

    #[test]
    fn names_and_signs_of_our_reports_are_in_both_faces() {
        let letters = Letters::open().unwrap();
        let text = "Zoë Ørsted Łukasz Şahin Ŵŷ €£ “ ” ‘ ’ − – — · … × ≤ ≥ ½ 0123456789";
        for face in [Face::Plain, Face::Bold] {
            for letter in text.chars() {
                assert!(letters.typeface(face).find(letter).is_some(), "{letter}");
            }
            assert_ne!(letters.letter(face, '漢').glyph, 0, "not the empty box");
        }
    }

    #[test]
    fn figures_are_as_wide_as_each_other_so_that_columns_stand_straight() {
        let letters = Letters::open().unwrap();
        for face in [Face::Plain, Face::Bold] {
            let widths = ('0'..='9').map(|figure| letters.letter(face, figure).advance);
            assert_eq!(widths.collect::<std::collections::BTreeSet<_>>().len(), 1);
        }
    }

    #[test]
    fn lines_are_broken_between_words_and_lose_none() {
        let letters = Letters::open().unwrap();
        let text = "The hours that came in late are told beside what was told before.";
        let lines = letters.lines(text, Face::Plain, SIZE, 120_000);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), text);
        for line in &lines {
            let width = letters.width(line.trim_end(), Face::Plain, SIZE);
            assert!(width <= 120_000, "{line}");
        }
        assert_eq!(letters.lines("", Face::Plain, SIZE, 1), [""]);
    }

    #[test]
    fn a_word_that_is_wider_than_the_line_is_broken_within() {
        let letters = Letters::open().unwrap();
        let word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
        let lines = letters.lines(&format!("to {word}"), Face::Plain, SIZE, 100_000);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), format!("to {word}"));
        for line in lines {
            assert!(letters.width(line.trim_end(), Face::Plain, SIZE) <= 100_000);
        }
    }
}
