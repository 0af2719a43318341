//! Each figure with its formula, its caveat and what it says in one sentence.

use super::Counted;
use super::graph::{balance_concentration, concentration, per_mille, top_fifth};
use crate::words;

/// What a figure is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A share, in tenths of a percent.
    PerMille,
    /// Members.
    Members,
    /// Whole days.
    Days,
}

impl Measure {
    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Measure::PerMille => "per_mille",
            Measure::Members => "members",
            Measure::Days => "days",
        }
    }
}

/// A value, or nothing where there was nothing to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// In which measure.
    pub measure: Measure,
    /// How much.
    pub value: Option<i64>,
}

impl Value {
    /// `23.4%`, `12 members`, `41 days`, `nothing to measure`.
    #[must_use]
    pub fn said(&self) -> String {
        let Some(value) = self.value else {
            return "nothing to measure".to_owned();
        };
        let count = value.unsigned_abs();
        match self.measure {
            Measure::PerMille => format!("{}.{}%", words::thousands(count / 10), count % 10),
            Measure::Members => words::counted(count, "member", "members"),
            Measure::Days => words::counted(count, "day", "days"),
        }
    }
}

/// What a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapter {
    /// Whether help goes round.
    ComingRound,
    /// On how many shoulders it rests.
    Shoulders,
    /// Whether hours move.
    AtRest,
}

impl Chapter {
    /// All of them, in the order in which they print.
    pub const ALL: [Self; 3] = [Self::ComingRound, Self::Shoulders, Self::AtRest];

    /// The words above it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ComingRound => "Does help come round?",
            Self::Shoulders => "On how many shoulders?",
            Self::AtRest => "Do hours move?",
        }
    }
}

/// One figure.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// Its key in JSON; stays for ever.
    pub id: &'static str,
    /// What it is about.
    pub chapter: Chapter,
    /// Its name.
    pub name: &'static str,
    /// What it says, in one plain sentence that ends before the value.
    pub reading: &'static str,
    /// How it is worked out.
    pub formula: &'static str,
    /// What to be careful about.
    pub caveat: &'static str,
    /// What it came to.
    pub value: Value,
}

/// All of them, in the order in which they print.
pub(super) fn all(counted: &Counted) -> Vec<Sign> {
    let mut signs = coming_round(counted);
    signs.extend(partners(counted));
    signs.extend(shoulders(counted));
    signs.extend(hours_at_rest(counted));
    signs
}

const fn share(value: Option<i64>) -> Value {
    Value {
        measure: Measure::PerMille,
        value,
    }
}

fn members(value: usize) -> Value {
    Value {
        measure: Measure::Members,
        value: i64::try_from(value).ok(),
    }
}

/// Whether help goes round.
fn coming_round(counted: &Counted) -> Vec<Sign> {
    let graph = &counted.graph;
    let (size, inside) = graph.circle();
    vec![
        Sign {
            id: "circle_members",
            chapter: Chapter::ComingRound,
            name: "In the circle",
            reading: "So many members can be reached from each other along the hours they gave",
            formula: "Size of the largest strongly connected group: from each member a way leads \
                to each other one, from giver to receiver.",
            caveat: "Grows with the length of the period.",
            value: members(size),
        },
        Sign {
            id: "circle_share",
            chapter: Chapter::ComingRound,
            name: "Hours in the circle",
            reading: "Of all hours, so many went round inside that group",
            formula: "Minutes between members of the largest strongly connected group ÷ all \
                minutes.",
            caveat: "This, and not giving back to the same person, is what a timebank is for.",
            value: share(inside),
        },
        Sign {
            id: "reciprocity",
            chapter: Chapter::ComingRound,
            name: "Help between the same two",
            reading: "Of all who helped somebody, so many were also helped by them",
            formula: "Arrows with an arrow back ÷ all arrows, one for each giver and receiver.",
            caveat: "Low is healthy where the circle is large: people give on to somebody else.",
            value: share(graph.reciprocity()),
        },
        Sign {
            id: "weighted_reciprocity",
            chapter: Chapter::ComingRound,
            name: "Hours between the same two",
            reading: "Of all hours, so many came back between the same two",
            formula: "Σ min(given, given back) ÷ Σ given, over all ordered pairs.",
            caveat: "Says nothing about whether anybody was short of help.",
            value: share(graph.weighted_reciprocity()),
        },
        Sign {
            id: "density",
            chapter: Chapter::ComingRound,
            name: "Pairs that helped each other",
            reading: "Of all pairs there could be, so many happened",
            formula: "L ÷ n(n − 1), with L the pairs of giver and receiver and n the members at \
                the end.",
            caveat: "Falls as a bank grows. Compare a bank with itself only.",
            value: share(graph.density(counted.members)),
        },
    ]
}

/// With how many others somebody exchanges.
fn partners(counted: &Counted) -> Vec<Sign> {
    let mut partners = counted.graph.partners();
    partners.sort_unstable();
    let three = partners.iter().filter(|count| **count >= 3).count();
    let middle = partners.get(partners.len().saturating_sub(1) / 2).copied();
    vec![
        Sign {
            id: "partners",
            chapter: Chapter::ComingRound,
            name: "Partners",
            reading: "Half of the active members exchanged with so many others or fewer",
            formula: "The median number of different members each active one gave to or received \
                from.",
            caveat: "A rough sign of how connected people are.",
            value: members(middle.unwrap_or(0)),
        },
        Sign {
            id: "three_partners",
            chapter: Chapter::ComingRound,
            name: "Three partners or more",
            reading: "Of the active members, so many exchanged with three others or more",
            formula: "Active members with three partners or more ÷ active members.",
            caveat: "Organisations have many partners by nature.",
            value: share(per_mille(three as i128, partners.len() as i128)),
        },
    ]
}

/// On how many shoulders it rests.
fn shoulders(counted: &Counted) -> Vec<Sign> {
    let minutes = counted.graph.minutes();
    vec![
        Sign {
            id: "volume_concentration",
            chapter: Chapter::Shoulders,
            name: "How unequal the hours are",
            reading: "From 0% where all did alike to nearly 100% where one did everything",
            formula: "Gini’s coefficient of hours given and received, over active members.",
            caveat: "Some inequality is normal: people have more and less time.",
            value: share(concentration(&counted.volumes)),
        },
        Sign {
            id: "top_fifth",
            chapter: Chapter::Shoulders,
            name: "The busiest fifth",
            reading: "The busiest fifth of the active members have so much of all hours given \
                and received",
            formula: "Hours given and received of the busiest fifth, rounded up ÷ all of them.",
            caveat: "In one well-known bank 20% of members made 80% of the trade.",
            value: share(top_fifth(&counted.volumes)),
        },
        Sign {
            id: "broker_load",
            chapter: Chapter::Shoulders,
            name: "Written down by coordinators",
            reading: "Of all hours, so many were written down by a coordinator for others",
            formula: "Minutes recorded by a coordinator for somebody else ÷ all minutes.",
            caveat: "High where many members have no screen, and that is as it should be.",
            value: share(per_mille(counted.by_coordinators.into(), minutes.into())),
        },
        Sign {
            id: "busiest_broker",
            chapter: Chapter::Shoulders,
            name: "By one coordinator",
            reading: "Of all hours, so many were written down by one and the same coordinator",
            formula: "Minutes recorded by the busiest coordinator for others ÷ all minutes.",
            caveat: "Above half, the bank depends on one person.",
            value: share(per_mille(counted.by_busiest.into(), minutes.into())),
        },
        Sign {
            id: "balance_concentration",
            chapter: Chapter::Shoulders,
            name: "How far balances lie apart",
            reading: "From 0% where all balances are alike to 100% where two hold everything, \
                one above and one below nought",
            formula: "G* = Σ Σ |bᵢ − bⱼ| ÷ (2(n − 1)(T⁺ + T⁻)), over members at the end.",
            caveat: "The ordinary coefficient means nothing where balances sum to nought.",
            value: share(balance_concentration(&counted.balances)),
        },
    ]
}

/// How long hours lie still.
fn hours_at_rest(counted: &Counted) -> Vec<Sign> {
    let minutes = i128::from(counted.graph.minutes());
    let months = counted.above.len() as i128;
    let above: i128 = counted.above.iter().map(|above| i128::from(*above)).sum();
    let last = counted.above.last().copied().unwrap_or(0);
    // The mean stock ÷ minutes in a day, in whole days.
    let holding = (minutes > 0 && months > 0)
        .then(|| (above * i128::from(counted.days) + months * minutes / 2) / (months * minutes));
    vec![
        Sign {
            id: "holding_days",
            chapter: Chapter::AtRest,
            name: "How long an hour is kept",
            reading: "At this pace an hour is kept for so long before it is spent",
            formula: "M ÷ hours of help in a day, with M what stands above nought on members’ \
                accounts, averaged over the ends of the months.",
            caveat: "An average. It hides hours that never move, so see the next figure.",
            value: Value {
                measure: Measure::Days,
                value: holding.and_then(|days| i64::try_from(days).ok()),
            },
        },
        Sign {
            id: "idle_share",
            chapter: Chapter::AtRest,
            name: "Hours at rest",
            reading: "Of all hours to spend, so many belong to members who received nothing for \
                180 days",
            formula: "Balances above nought of members who received no help for 180 days ÷ all \
                balances above nought, at the end.",
            caveat: "An offer to give them to the pot, or to find what they need, may help.",
            value: share(per_mille(counted.idle.into(), last.into())),
        },
    ]
}
