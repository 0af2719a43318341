//! Who exchanged with whom: points and the lines between them.

use std::fmt::Write as _;

use reports::health::{HEIGHT, Picture, Reach, Strength, WIDTH};

use crate::words::say;

/// Members who exchanged as points, each two of them who did as a line. Nobody is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// What it says, in a sentence.
    pub finding: String,
    /// How much of all is drawn, where it is not all.
    pub left_out: Option<String>,
    /// Its figures in a sentence, for who cannot see it.
    pub description: String,
    /// The lines of each strength: how wide, how dark in hundredths, and their way.
    pub lines: Vec<(u8, u8, String)>,
    /// The points of each size: how wide, and their places.
    pub points: Vec<(u8, String)>,
    /// The same figures as a table.
    pub rows: Vec<(String, usize)>,
}

/// Thin and pale to thick and dark: told apart without colours.
const LINES: [(Strength, u8, u8); 3] = [
    (Strength::Light, 1, 35),
    (Strength::Middling, 2, 55),
    (Strength::Heavy, 5, 75),
];

/// The more partners, the larger.
const POINTS: [(Reach, u8); 3] = [(Reach::One, 10), (Reach::Few, 16), (Reach::Many, 24)];

impl Network {
    /// The chart of a picture.
    #[must_use]
    pub fn of(picture: &Picture) -> Self {
        let largest = picture.groups.first().copied().unwrap_or(0);
        let apart = picture.members - largest;
        let finding = if apart == 0 {
            say!("network-all-joined", members = picture.members)
        } else {
            say!(
                "network-some-apart",
                largest = largest,
                members = picture.members,
                apart = apart
            )
        };
        let of = |reach| picture.partners.get(&reach).copied().unwrap_or(0);
        let rows = vec![
            (say!("network-with-one"), of(Reach::One)),
            (say!("network-with-few"), of(Reach::Few)),
            (say!("network-with-many"), of(Reach::Many)),
            (say!("network-in-the-largest"), largest),
            (say!("network-in-smaller"), apart),
            (
                say!("network-smaller-groups"),
                picture.groups.len().saturating_sub(1),
            ),
            (say!("network-pairs"), picture.pairs),
        ];
        let told: Vec<String> = rows
            .iter()
            .map(|(name, number)| format!("{name}: {number}"))
            .collect();
        let drawn = picture.lines.len();
        Self {
            left_out: (drawn < picture.pairs)
                .then(|| say!("network-drawn", drawn = drawn, pairs = picture.pairs)),
            description: format!("{}.", told.join("; ")),
            lines: lines(picture),
            points: points(picture),
            finding,
            rows,
        }
    }

    /// What is seen, in the picture's own units.
    #[must_use]
    pub fn view(&self) -> String {
        format!("0 0 {WIDTH} {HEIGHT}")
    }
}

fn lines(picture: &Picture) -> Vec<(u8, u8, String)> {
    let of = |strength| {
        let lines = picture
            .lines
            .iter()
            .filter(|line| line.strength == strength);
        lines.fold(String::new(), |mut way, line| {
            let (from, to) = (line.from, line.to);
            // Writing into a string cannot fail.
            let _ = write!(way, "M{:.0} {:.0}L{:.0} {:.0}", from.x, from.y, to.x, to.y);
            way
        })
    };
    LINES
        .map(|(strength, width, dark)| (width, dark, of(strength)))
        .into_iter()
        .filter(|(_, _, way)| !way.is_empty())
        .collect()
}

/// Each point is a line of no length with round ends.
fn points(picture: &Picture) -> Vec<(u8, String)> {
    let of = |reach| {
        let points = picture.points.iter().filter(|point| point.reach == reach);
        points.fold(String::new(), |mut way, point| {
            let _ = write!(way, "M{:.0} {:.0}h0", point.place.x, point.place.y);
            way
        })
    };
    POINTS
        .map(|(reach, width)| (width, of(reach)))
        .into_iter()
        .filter(|(_, way)| !way.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use reports::health::{Line, Place, Point};

    use super::*;
    use crate::words::{Language, speaking};

    fn picture(groups: Vec<usize>, pairs: usize) -> Picture {
        let (left, right) = (Place { x: 20.0, y: 320.4 }, Place { x: 980.0, y: 40.0 });
        Picture {
            members: groups.iter().sum(),
            pairs,
            partners: BTreeMap::from([(Reach::One, 11), (Reach::Many, 1)]),
            groups,
            points: vec![
                Point {
                    place: left,
                    reach: Reach::One,
                },
                Point {
                    place: right,
                    reach: Reach::Many,
                },
            ],
            lines: vec![Line {
                from: left,
                to: right,
                strength: Strength::Heavy,
            }],
        }
    }

    #[test]
    fn it_says_what_it_shows_and_nobody_is_named() {
        let network = Network::of(&picture(vec![12], 11));
        assert_eq!(network.finding, "All 12 members are joined in one group.");
        assert_eq!(network.lines, [(5, 75, "M20 320L980 40".to_owned())]);
        assert_eq!(
            network.points,
            [(10, "M20 320h0".to_owned()), (24, "M980 40h0".to_owned())]
        );
        assert_eq!(
            network.left_out.as_deref(),
            Some("Drawn are the lines with most hours: 1 of 11.")
        );
        assert_eq!(
            network.rows[0],
            ("Members who exchanged with one other".to_owned(), 11)
        );
    }

    #[test]
    fn those_apart_are_counted() {
        let network = Network::of(&picture(vec![9, 2, 1], 1));
        assert_eq!(
            network.finding,
            "9 of 12 members are joined in one group; 3 exchanged apart from it."
        );
        assert_eq!(network.left_out, None);
        assert_eq!(network.rows[5].1, 2);
        let spanish = speaking(Language::Spanish, || {
            Network::of(&picture(vec![9, 2, 1], 1))
        });
        assert!(
            spanish.finding.starts_with("9 de 12 miembros"),
            "{}",
            spanish.finding
        );
    }
}
