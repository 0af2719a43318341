//! Who stands behind a figure: as many different members as it takes to know that they are many.
//!
//! Nothing here is ever printed. It decides what may leave the bank, see
//! [`crate::disclosure`].

use timebank::{CategoryId, MemberId};

use super::facts::Listings;

/// Different members, as many as [`Crowd::MOST`] of them and no more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Crowd(Vec<MemberId>);

impl Crowd {
    /// A crowd of so many is never asked who else belongs to it.
    pub(crate) const MOST: usize = 10;

    /// A member more, unless they are in it already.
    pub(crate) fn add(&mut self, member: MemberId) {
        if self.0.len() < Self::MOST && !self.0.contains(&member) {
            self.0.push(member);
        }
    }

    /// How many they are; [`Crowd::MOST`] stands for that many or more.
    pub(crate) fn count(&self) -> u64 {
        self.0.len() as u64
    }

    /// One of them, in place of all.
    pub(crate) fn first(mut self) -> Crowd {
        self.0.truncate(1);
        self
    }

    /// Everybody of several crowds.
    pub(crate) fn of<'a>(crowds: impl IntoIterator<Item = &'a Crowd>) -> Crowd {
        let mut all = Crowd::default();
        for crowd in crowds {
            crowd.0.iter().for_each(|member| all.add(*member));
        }
        all
    }
}

/// The members behind each part of a report, in the order of its lists.
#[derive(Clone, Debug, Default)]
pub(crate) struct Behind {
    pub(crate) months: Vec<Crowd>,
    pub(crate) categories: Vec<Crowd>,
    pub(crate) channels: Vec<Crowd>,
    pub(crate) pairs: Vec<Crowd>,
    pub(crate) projects: Vec<Crowd>,
    /// Behind what two lists tell by their difference: a kind of help without the project that
    /// lies in it, a project without the kind of help that lies in it.
    pub(crate) project_rests: Vec<Crowd>,
    pub(crate) headings: Vec<Crowd>,
    /// Under which of the headings each kind of help stands, in the order of the kinds.
    pub(crate) under: Vec<Option<CategoryId>>,
    /// The same as `project_rests`, of headings in place of kinds.
    pub(crate) heading_rests: Vec<Crowd>,
    /// Behind the middle wait for approval.
    pub(crate) waits: Crowd,
    /// Behind what was taken back.
    pub(crate) reversals: Crowd,
    /// Behind the period before.
    pub(crate) previous: Crowd,
    pub(crate) previous_months: Vec<Crowd>,
    /// Behind the same days a year before.
    pub(crate) year_before: Crowd,
    /// Behind the middle wait for a first exchange.
    pub(crate) newcomers: Crowd,
    /// Whose the offers and requests are.
    pub(crate) listings: Listings,
    /// At group activities: those who came, and everybody who was there.
    pub(crate) attended: [Crowd; 2],
    pub(crate) attended_before: [Crowd; 2],
    pub(crate) attended_year_before: [Crowd; 2],
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn crowd(members: impl IntoIterator<Item = u128>) -> Crowd {
        let mut crowd = Crowd::default();
        for member in members {
            crowd.add(MemberId::new(Uuid::from_u128(member)));
        }
        crowd
    }

    #[test]
    fn everybody_is_counted_once_and_only_as_far_as_it_matters() {
        assert_eq!(crowd([1, 2, 1, 2]).count(), 2);
        assert_eq!(crowd(0..500).count(), 10);
        assert_eq!(Crowd::of([&crowd([1, 2]), &crowd([2, 3])]).count(), 3);
        assert_eq!(Crowd::of([&crowd(0..500), &crowd([1])]).count(), 10);
    }
}
