//! The numbers of people in a report, so coarse that none of the small ones can be worked out.
//!
//! Active members either gave only, received only or did both, and each is a person or an
//! organisation: everything a report says about them hangs together. So there are four ways to
//! show them, from all to nothing, and the first that gives nobody away is taken. Whether one
//! does is worked out from what it would show and not from the numbers behind it, so that the
//! choice itself tells next to nothing. The tests ask every small bank whether it does.

use super::audience::Rule;
use super::shown::Shown;

/// The numbers of people in a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    pub(super) active: u64,
    pub(super) giving: u64,
    pub(super) receiving: u64,
    pub(super) organisations: u64,
    pub(super) new: u64,
    /// Of the active.
    pub(super) returning: u64,
    /// Of those who gave and received.
    pub(super) balanced: u64,
    pub(super) leaving: u64,
    /// Active or not.
    pub(super) at_end: u64,
    /// Of those at the end.
    pub(super) never_started: u64,
    /// Those who came to group activities.
    pub(super) attending: u64,
    /// Always shown when any of the above is: nobody gives or receives more often than this.
    pub(super) exchanges: u64,
}

/// The same as they may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShownPeople {
    pub(super) active: Shown<i64>,
    pub(super) giving: Shown<i64>,
    pub(super) receiving: Shown<i64>,
    pub(super) both: Shown<i64>,
    pub(super) giving_only: Shown<i64>,
    pub(super) receiving_only: Shown<i64>,
    pub(super) organisations: Shown<i64>,
    pub(super) new: Shown<i64>,
    pub(super) returning: Shown<i64>,
    pub(super) balanced: Shown<i64>,
    pub(super) leaving: Shown<i64>,
    pub(super) at_end: Shown<i64>,
    pub(super) never_started: Shown<i64>,
    pub(super) attending: Shown<i64>,
}

/// How much is shown of those who took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    All,
    ActiveAndOrganisations,
    Active,
    Nothing,
}

impl People {
    pub(super) const fn both(self) -> u64 {
        self.giving + self.receiving - self.active
    }

    pub(super) const fn giving_only(self) -> u64 {
        self.active - self.receiving
    }

    pub(super) const fn receiving_only(self) -> u64 {
        self.active - self.giving
    }

    /// Members who are no organisations.
    pub(super) const fn persons(self) -> u64 {
        self.active - self.organisations
    }

    /// Whether so little happened that nothing is shown of it.
    pub(super) const fn is_quiet(self, rule: Rule) -> bool {
        rule.is_few(self.active) || rule.is_few(self.exchanges)
    }

    /// As they may be shown.
    pub(super) fn protect(self, rule: Rule) -> ShownPeople {
        let few = [
            self.active,
            self.giving,
            self.receiving,
            self.both(),
            self.giving_only(),
            self.receiving_only(),
            self.organisations,
            self.persons(),
            self.new,
            self.leaving,
            self.attending,
        ]
        .into_iter()
        .chain(
            self.parts()
                .into_iter()
                .flat_map(|(whole, part)| [part, whole.saturating_sub(part)]),
        )
        .any(|count| rule.is_few(count));
        if few || self.is_quiet(rule) {
            let mut shown = self.shown(self.width(rule), |count| rule.rounded(count));
            self.hide_close_parts(rule, &mut shown);
            shown
        } else {
            self.shown(Width::All, |count| Shown::Exact(count.cast_signed()))
        }
    }

    /// Numbers of people that are part of another and of nothing else: what is left of the other
    /// is a number of people, too.
    const fn parts(self) -> [(u64, u64); 3] {
        [
            (self.active, self.returning),
            (self.both(), self.balanced),
            (self.at_end, self.never_started),
        ]
    }

    /// A part of a small number is not shown: rounding leaves too little room for what is left.
    /// In a larger one, the part and the whole are each somewhere within 5, and so what is left
    /// may be any small number or none.
    fn hide_close_parts(self, rule: Rule, shown: &mut ShownPeople) {
        let enough = rule.alike(3 * rule.nearest).0;
        let is_small = |whole| whole > 0 && rule.alike(whole).0 < enough;
        let [active, both, at_end] = self.parts().map(|(whole, _)| is_small(whole));
        for (small, part) in [
            (active, &mut shown.returning),
            (both, &mut shown.balanced),
            (at_end, &mut shown.never_started),
        ] {
            if small {
                *part = Shown::Hidden;
            }
        }
    }

    fn width(self, rule: Rule) -> Width {
        if self.active == 0 {
            return Width::All;
        }
        // Where most were there for a single exchange, the number of exchanges says how few were
        // there for two; so nothing else may then say how many they were.
        let margin = 3 * rule.nearest;
        let (fewest, _) = rule.alike(self.active);
        if self.is_quiet(rule) || 2 * self.exchanges < fewest + margin {
            return Width::Nothing;
        }
        let widths = [
            Width::All,
            Width::ActiveAndOrganisations,
            Width::Active,
            Width::Nothing,
        ];
        // Below this, rounding leaves so little room that the parts would say too much; and
        // where few of the active are persons, no other figure may hint at how many.
        let narrow = fewest < rule.alike(margin).0 || rule.is_few(self.persons());
        widths[if narrow { 2 } else { 0 }..]
            .iter()
            .copied()
            .find(|width| !self.gives_away(*width, rule))
            .unwrap_or(Width::Nothing)
    }

    fn shown(self, width: Width, show: impl Fn(u64) -> Shown<i64>) -> ShownPeople {
        let from = |widths: &[Width], count| {
            if widths.contains(&width) {
                show(count)
            } else {
                Shown::Hidden
            }
        };
        let organisations = [Width::All, Width::ActiveAndOrganisations];
        let active = [Width::All, Width::ActiveAndOrganisations, Width::Active];
        ShownPeople {
            active: from(&active, self.active),
            giving: from(&[Width::All], self.giving),
            receiving: from(&[Width::All], self.receiving),
            both: from(&[Width::All], self.both()),
            giving_only: from(&[Width::All], self.giving_only()),
            receiving_only: from(&[Width::All], self.receiving_only()),
            organisations: from(&organisations, self.organisations),
            new: show(self.new),
            returning: from(&organisations, self.returning),
            balanced: from(&[Width::All], self.balanced),
            leaving: show(self.leaving),
            at_end: show(self.at_end),
            never_started: show(self.never_started),
            attending: show(self.attending),
        }
    }

    /// Whether a reader of this much could tell a small number more closely than it is said.
    /// Looks at nothing but what would be shown, and works out every bank that would look so.
    fn gives_away(self, width: Width, rule: Rule) -> bool {
        let mut found = Found::default();
        match width {
            Width::Nothing => return false,
            Width::All => self.every_bank_alike(rule, &mut found),
            Width::ActiveAndOrganisations | Width::Active => {
                self.widest_parts(rule, &mut found);
            }
        }
        let organisations = (width != Width::Active).then(|| rule.alike(self.organisations));
        for active in found.active.first..=found.active.last {
            let (fewest, most) = organisations.unwrap_or((0, active));
            if fewest <= active {
                let most = most.min(active);
                found.organisations.reach(fewest, most);
                found.persons.reach(active - most, active - fewest);
            }
        }
        found.all().iter().any(|span| span.is_narrow(rule))
    }

    /// The parts of every bank that would show the same figures.
    fn every_bank_alike(self, rule: Rule, found: &mut Found) {
        let range = |count| {
            let (first, last) = rule.alike(count);
            first..=last
        };
        let parts = [self.both(), self.giving_only(), self.receiving_only()];
        for active in range(self.active) {
            for giving in range(self.giving) {
                for receiving in range(self.receiving) {
                    if giving + receiving < active || giving.max(receiving) > active {
                        continue;
                    }
                    let bank = People {
                        active,
                        giving,
                        receiving,
                        ..self
                    };
                    let theirs = [bank.both(), bank.giving_only(), bank.receiving_only()];
                    let alike = parts
                        .iter()
                        .zip(theirs)
                        .all(|(part, other)| range(*part).contains(&other));
                    if alike && bank.is_possible() {
                        found.add(bank);
                    }
                }
            }
        }
    }

    /// What the number of active members and of exchanges alone say about the parts.
    fn widest_parts(self, rule: Rule, found: &mut Found) {
        let (first, last) = rule.alike(self.active);
        for active in first..=last.min(2 * self.exchanges) {
            let most = active.min(self.exchanges);
            let fewest = active.saturating_sub(self.exchanges);
            found.active.reach(active, active);
            found.giving.reach(fewest.max(1), most);
            found.receiving.reach(fewest.max(1), most);
            found.giving_only.reach(fewest, most.min(active - 1));
            found.receiving_only.reach(fewest, most.min(active - 1));
            found.both.reach(0, active.min(2 * self.exchanges - active));
        }
    }

    /// Whether people can help each other in this way: nobody helps themselves, and every
    /// exchange has one giver and one receiver.
    fn is_possible(self) -> bool {
        let fewest = self.giving.min(self.receiving);
        let nobody_alone = self.both() == 0 || fewest >= 2;
        self.active == 0
            || fewest >= 1 && nobody_alone && self.giving.max(self.receiving) <= self.exchanges
    }
}

/// From where to where each number may reach.
#[derive(Default)]
struct Found {
    active: Span,
    giving: Span,
    receiving: Span,
    both: Span,
    giving_only: Span,
    receiving_only: Span,
    organisations: Span,
    persons: Span,
}

impl Found {
    fn add(&mut self, bank: People) {
        for (span, count) in [
            (&mut self.active, bank.active),
            (&mut self.giving, bank.giving),
            (&mut self.receiving, bank.receiving),
            (&mut self.both, bank.both()),
            (&mut self.giving_only, bank.giving_only()),
            (&mut self.receiving_only, bank.receiving_only()),
        ] {
            span.reach(count, count);
        }
    }

    fn all(&self) -> [Span; 8] {
        [
            self.active,
            self.giving,
            self.receiving,
            self.both,
            self.giving_only,
            self.receiving_only,
            self.organisations,
            self.persons,
        ]
    }
}

/// A stretch of numbers; empty until it has reached somewhere.
#[derive(Clone, Copy)]
struct Span {
    first: u64,
    last: u64,
}

impl Default for Span {
    fn default() -> Span {
        Span {
            first: u64::MAX,
            last: 0,
        }
    }
}

impl Span {
    fn reach(&mut self, first: u64, last: u64) {
        self.first = self.first.min(first);
        self.last = self.last.max(last);
    }

    /// Whether it says more about a small number than that it is small.
    fn is_narrow(self, rule: Rule) -> bool {
        let reaches_few = self.first < rule.below && self.last >= 1 && self.first <= self.last;
        reaches_few && self.last - self.first < rule.below - 2
    }
}

#[cfg(test)]
mod tests;
