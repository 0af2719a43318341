//! Who exchanged with whom as a picture: a point for each member, a line for each two who helped
//! one another. Points have no names, and no order that would tell whose they are.
//!
//! **Shape.** Places are found by forces: all points push one another away, lines pull their ends
//! together, and everything is drawn to the middle a little (T. Fruchterman and E. Reingold,
//! “Graph Drawing by Force-directed Placement”, Software: Practice and Experience 21, 1991).
//!
//! **Limits.** Only sums, products, quotients and square roots, which IEEE 754 defines to the last
//! bit: the same exchanges are the same picture on every machine.

#![expect(
    clippy::float_arithmetic,
    reason = "places in a picture, and neither hours nor figures"
)]

use std::collections::BTreeMap;

use super::graph::Graph;

/// At most so many lines are drawn, those with most minutes: more would be a black patch.
const MOST_LINES: usize = 300;
/// How wide the picture is, in units of its own.
pub const WIDTH: u16 = 1_000;
/// How high it is.
pub const HEIGHT: u16 = 640;

/// What is left free at each side, so that no point is cut.
const MARGIN: f64 = 20.0;
/// After so many steps nothing moves much.
const STEPS: u32 = 60;
/// How strongly everything is drawn to the middle, so that those apart stay in sight.
const TO_THE_MIDDLE: f64 = 0.6;

/// The network of exchanges.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Members who exchanged with another one.
    pub members: usize,
    /// Pairs of members who exchanged, in whichever direction.
    pub pairs: usize,
    /// How many members have how many partners.
    pub partners: BTreeMap<Reach, usize>,
    /// Groups of members joined by exchanges, by way of others too: each group’s size, the
    /// largest first.
    pub groups: Vec<usize>,
    /// What is drawn.
    pub points: Vec<Point>,
    /// The lines between them: of all pairs those with most minutes.
    pub lines: Vec<Line>,
}

/// With how many others somebody exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// One.
    One,
    /// Two to four.
    Few,
    /// Five or more.
    Many,
}

impl Reach {
    const fn of(partners: usize) -> Self {
        match partners {
            0 | 1 => Self::One,
            2..=4 => Self::Few,
            _ => Self::Many,
        }
    }
}

/// How much two members exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Less than five hours.
    Light,
    /// Five hours to less than twenty.
    Middling,
    /// Twenty hours or more.
    Heavy,
}

impl Strength {
    const fn of(minutes: i64) -> Self {
        match minutes {
            ..300 => Self::Light,
            300..1_200 => Self::Middling,
            _ => Self::Heavy,
        }
    }
}

/// A place in the picture, across and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Where.
    pub place: Place,
    /// With how many others, of all and not only of those drawn.
    pub reach: Reach,
}

/// Two members who exchanged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// From here.
    pub from: Place,
    /// To there.
    pub to: Place,
    /// How much.
    pub strength: Strength,
}

/// Two members, and their minutes.
type Tie = (usize, usize, i64);

impl Picture {
    /// The picture of a graph; nothing where nobody exchanged.
    pub(super) fn of(graph: &Graph) -> Option<Self> {
        let mut ties = graph.ties();
        let mut partners: BTreeMap<usize, usize> = BTreeMap::new();
        for (one, other, _) in &ties {
            *partners.entry(*one).or_default() += 1;
            *partners.entry(*other).or_default() += 1;
        }
        let mut reaches: BTreeMap<Reach, usize> = BTreeMap::new();
        for others in partners.values() {
            *reaches.entry(Reach::of(*others)).or_default() += 1;
        }
        let groups = groups(&ties);
        let pairs = ties.len();
        ties.sort_by_key(|(one, other, minutes)| (std::cmp::Reverse(*minutes), *one, *other));
        ties.truncate(MOST_LINES);
        // The members drawn, each with a number from nought.
        let mut drawn: BTreeMap<usize, usize> = BTreeMap::new();
        for (one, other, _) in &mut ties {
            for member in [one, other] {
                let next = drawn.len();
                *member = *drawn.entry(*member).or_insert(next);
            }
        }
        let places = fitted(settled(drawn.len(), &ties));
        let mut points: Vec<Point> = drawn
            .iter()
            .map(|(member, number)| Point {
                place: places[*number],
                reach: Reach::of(partners[member]),
            })
            .collect();
        points.sort_by(|one, other| {
            let (one, other) = (one.place, other.place);
            one.x.total_cmp(&other.x).then(one.y.total_cmp(&other.y))
        });
        let lines = ties.iter().map(|(one, other, minutes)| Line {
            from: places[*one],
            to: places[*other],
            strength: Strength::of(*minutes),
        });
        (pairs > 0).then(|| Self {
            members: partners.len(),
            pairs,
            partners: reaches,
            groups,
            lines: lines.collect(),
            points,
        })
    }
}

/// The sizes of the groups that ties join, the largest first.
fn groups(ties: &[Tie]) -> Vec<usize> {
    let mut parents: BTreeMap<usize, usize> = BTreeMap::new();
    for (one, other, _) in ties {
        let (one, other) = (root(&mut parents, *one), root(&mut parents, *other));
        parents.insert(one, other);
    }
    let members: Vec<usize> = parents.keys().copied().collect();
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for member in members {
        *sizes.entry(root(&mut parents, member)).or_default() += 1;
    }
    let mut sizes: Vec<usize> = sizes.into_values().collect();
    sizes.sort_unstable_by_key(|size| std::cmp::Reverse(*size));
    sizes
}

/// Who stands for the group of a member; the way there is made shorter for the next one.
fn root(parents: &mut BTreeMap<usize, usize>, member: usize) -> usize {
    let mut at = member;
    loop {
        let up = *parents.entry(at).or_insert(at);
        if up == at {
            return at;
        }
        let above = parents.get(&up).copied().unwrap_or(up);
        parents.insert(at, above);
        at = above;
    }
}

/// Where the points come to rest.
fn settled(count: usize, ties: &[Tie]) -> Vec<Place> {
    let mut places: Vec<Place> = (0..count).map(scattered).collect();
    let area = f64::from(WIDTH) * f64::from(HEIGHT);
    let ideal = (area / number(count).max(1.0)).sqrt();
    for step in 0..STEPS {
        let mut pushes = vec![Place { x: 0.0, y: 0.0 }; count];
        for one in 0..count {
            for other in 0..one {
                let (x, y) = between(places[one], places[other]);
                let force = ideal * ideal / (x * x + y * y).max(1.0);
                pushed(&mut pushes[one], x * force, y * force);
                pushed(&mut pushes[other], -x * force, -y * force);
            }
        }
        for (one, other, _) in ties {
            let (x, y) = between(places[*one], places[*other]);
            let force = (x * x + y * y).sqrt() / ideal;
            pushed(&mut pushes[*one], -x * force, -y * force);
            pushed(&mut pushes[*other], x * force, y * force);
        }
        let left = 1.0 - f64::from(step) / f64::from(STEPS);
        let furthest = f64::from(WIDTH) / 8.0 * left;
        for (place, push) in places.iter_mut().zip(&mut pushes) {
            let middle = Place {
                x: f64::from(WIDTH) / 2.0,
                y: f64::from(HEIGHT) / 2.0,
            };
            let (x, y) = between(middle, *place);
            pushed(push, x * TO_THE_MIDDLE, y * TO_THE_MIDDLE);
            let length = (push.x * push.x + push.y * push.y).sqrt().max(1.0);
            let share = length.min(furthest) / length;
            pushed(place, push.x * share, push.y * share);
        }
    }
    places
}

/// Where a point begins: evenly over the picture and never twice in one place (the additive
/// recurrence of M. Roberts’ R₂ sequence).
fn scattered(point: usize) -> Place {
    let turn = number(point) + 1.0;
    Place {
        x: (turn * 0.754_877_666_246_692_8).fract() * f64::from(WIDTH),
        y: (turn * 0.569_840_290_998_053_3).fract() * f64::from(HEIGHT),
    }
}

/// The places stretched or shrunk so that they fill the picture.
fn fitted(mut places: Vec<Place>) -> Vec<Place> {
    let fit = |values: Vec<f64>, whole: u16| -> Vec<f64> {
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let scale = (f64::from(whole) - 2.0 * MARGIN) / (most - least).max(1.0);
        let fits = values.iter().map(|value| (value - least) * scale + MARGIN);
        fits.collect()
    };
    let across = fit(places.iter().map(|place| place.x).collect(), WIDTH);
    let down = fit(places.iter().map(|place| place.y).collect(), HEIGHT);
    for (place, (x, y)) in places.iter_mut().zip(across.into_iter().zip(down)) {
        *place = Place { x, y };
    }
    places
}

fn between(to: Place, from: Place) -> (f64, f64) {
    (to.x - from.x, to.y - from.y)
}

fn pushed(place: &mut Place, x: f64, y: f64) {
    place.x += x;
    place.y += y;
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(arrows: &[(usize, usize, i64)]) -> Picture {
        let mut graph = Graph::default();
        for (giver, receiver, minutes) in arrows {
            graph.add(*giver, *receiver, *minutes);
        }
        Picture::of(&graph).unwrap()
    }

    #[test]
    fn two_who_help_each_other_are_one_line_with_the_minutes_of_both() {
        let picture = picture(&[(7, 3, 200), (3, 7, 100), (3, 9, 60)]);
        assert_eq!((picture.members, picture.pairs), (3, 2));
        let strengths: Vec<Strength> = picture.lines.iter().map(|line| line.strength).collect();
        assert_eq!(strengths, [Strength::Middling, Strength::Light]);
        assert_eq!(
            picture.partners,
            BTreeMap::from([(Reach::One, 2), (Reach::Few, 1)])
        );
    }

    #[test]
    fn groups_are_those_whom_exchanges_join_by_way_of_others_too() {
        let chain = (0..40).map(|member| (member, member + 1, 60));
        let apart = [(100, 101, 60), (200, 201, 60), (201, 202, 60)];
        let all: Vec<_> = chain.chain(apart).collect();
        assert_eq!(picture(&all).groups, [41, 3, 2]);
    }

    #[test]
    fn every_point_lies_inside_and_no_two_lie_together() {
        let ring: Vec<_> = (0..60)
            .map(|member| (member, (member + 1) % 60, 60))
            .collect();
        let picture = picture(&ring);
        for (number, point) in picture.points.iter().enumerate() {
            let Place { x, y } = point.place;
            assert!((0.0..=f64::from(WIDTH)).contains(&x), "{x}");
            assert!((0.0..=f64::from(HEIGHT)).contains(&y), "{y}");
            for other in &picture.points[..number] {
                let (x, y) = between(point.place, other.place);
                assert!(x * x + y * y > 16.0, "{point:?} lies on {other:?}");
            }
        }
    }

    #[test]
    fn those_who_exchanged_lie_nearer_than_those_who_did_not() {
        let mut ties = Vec::new();
        for member in 0..10 {
            for other in 0..member {
                ties.push((member, other, 60));
                ties.push((member + 10, other + 10, 60));
            }
        }
        ties.push((0, 10, 60));
        let picture = picture(&ties);
        let length = |line: &Line| {
            let (x, y) = between(line.from, line.to);
            (x * x + y * y).sqrt()
        };
        let mut lengths: Vec<f64> = picture.lines.iter().map(length).collect();
        lengths.sort_by(f64::total_cmp);
        assert!(lengths[45] < f64::from(WIDTH) / 3.0, "{lengths:?}");
    }

    #[test]
    fn of_many_pairs_those_with_most_minutes_are_drawn_and_all_are_counted() {
        let all: Vec<_> = (0..500)
            .zip(60_i64..)
            .map(|(pair, minutes)| (pair, pair + 1, minutes))
            .collect();
        let picture = picture(&all);
        assert_eq!(picture.pairs, 500);
        assert_eq!(picture.lines.len(), MOST_LINES);
        assert_eq!(picture.points.len(), MOST_LINES + 1);
        assert_eq!(picture.partners.values().sum::<usize>(), picture.members);
    }

    #[test]
    fn the_same_exchanges_are_the_same_picture() {
        let ties = [(0, 1, 60), (1, 2, 500), (2, 0, 60), (4, 3, 2_000)];
        let turned: Vec<_> = ties.iter().rev().copied().collect();
        assert_eq!(picture(&ties), picture(&turned));
    }

    #[test]
    fn of_nobody_there_is_no_picture() {
        assert_eq!(Picture::of(&Graph::default()), None);
    }
}
