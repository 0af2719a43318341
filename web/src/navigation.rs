//! The service navigation: a few places, the same in the same order on every page.

use timebank::Role;

/// One place of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is called.
    pub label: &'static str,
    /// Where it leads.
    pub path: &'static str,
    /// `page` on the place itself, `true` on a page that belongs to it.
    pub current: Option<&'static str>,
    /// How many wait there; nought shows nothing.
    pub waiting: u64,
}

/// How many things wait, for those who look after them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Waiting {
    /// Exchanges that wait for approval.
    pub(crate) approvals: u64,
    /// Grants that wait for a second pair of eyes.
    pub(crate) grants: u64,
}

/// A place, and the beginnings of other addresses that belong to it.
type Entry = (&'static str, &'static str, &'static [&'static str]);

const MEMBER: [Entry; 8] = [
    (
        "Home",
        "/home",
        &[
            "/log-hours",
            "/exchanges",
            "/arrangements",
            "/conversations",
        ],
    ),
    ("Requests", "/requests", &[]),
    ("Offers", "/offers", &[]),
    ("Activities", "/activities", &[]),
    ("People", "/people", &[]),
    ("Statement", "/statement", &["/pot", "/gifts", "/donations"]),
    ("My details", "/me", &[]),
    ("Help", "/help", &[]),
];

/// A treasurer takes part, and looks after the books beside. Help stands at the foot of each page.
const TREASURER: [Entry; 9] = [
    MEMBER[0],
    MEMBER[1],
    MEMBER[2],
    MEMBER[3],
    MEMBER[4],
    ("Statement", "/statement", &["/gifts", "/donations"]),
    ("The pot", "/pot", &[]),
    ("Reports", "/reports/activity", &["/reports"]),
    ("Check the books", "/books", &[]),
];

/// A reader sees figures and nobody's name.
const READER: [Entry; 5] = [
    ("Reports", "/reports/activity", &["/reports"]),
    ("Check the books", "/books", &[]),
    ("The pot", "/pot", &[]),
    ("My details", "/me", &[]),
    ("Help", "/help", &[]),
];

/// Eleven places are more than a line holds: their own details and Settings are where their name
/// stands, and Help at the foot of each page.
const STAFF: [Entry; 8] = [
    (
        "To do",
        "/to-do",
        &["/post", "/conversations", "/mailings", "/applications"],
    ),
    ("Approvals", "/approvals", &["/exchanges"]),
    ("Enter hours", "/enter-hours", &["/log-hours", "/slips"]),
    ("Activities", "/activities", &[]),
    ("Members", "/members", &["/people", "/imports"]),
    ("Listings", "/listings", &["/requests", "/offers"]),
    ("Reports", "/reports/activity", &["/reports"]),
    ("Check the books", "/books", &[]),
];

/// What stands beside the name of whoever has more places than the line holds.
pub(crate) const fn beside_name(role: Option<Role>) -> &'static [(&'static str, &'static str)] {
    match role {
        Some(Role::Administrator) => &[("My details", "/me"), ("Settings", "/settings")],
        Some(Role::Coordinator | Role::Treasurer) => &[("My details", "/me")],
        _ => &[],
    }
}

/// Where somebody with this role begins.
pub(crate) const fn home(role: Option<Role>) -> &'static str {
    match role {
        None => "/",
        Some(Role::Reader) => "/reports/activity",
        Some(Role::Member | Role::Treasurer) => "/home",
        Some(Role::Coordinator | Role::Administrator) => "/to-do",
    }
}

/// The places for this role, with the one that `path` belongs to marked. A visitor has none.
///
/// What waits is said where it is looked at: exchanges to approve, and grants to look at.
pub(crate) fn places(role: Option<Role>, waiting: Waiting, path: &str) -> Vec<Place> {
    let entries: &[Entry] = match role {
        None => &[],
        Some(Role::Reader) => &READER,
        Some(Role::Member) => &MEMBER,
        Some(Role::Treasurer) => &TREASURER,
        Some(Role::Coordinator | Role::Administrator) => &STAFF,
    };
    entries
        .iter()
        .map(|(label, own, others)| Place {
            label,
            path: own,
            current: if path == *own {
                Some("page")
            } else if is_below(path, own) || others.iter().any(|other| is_below(path, other)) {
                Some("true")
            } else {
                None
            },
            waiting: match *own {
                "/approvals" => waiting.approvals,
                "/pot" => waiting.grants,
                _ => 0,
            },
        })
        .collect()
}

fn is_below(path: &str, place: &str) -> bool {
    path.strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(role: Role, path: &str) -> Vec<(&'static str, &'static str)> {
        places(Some(role), Waiting::default(), path)
            .into_iter()
            .filter_map(|place| Some((place.label, place.current?)))
            .collect()
    }

    #[test]
    fn exactly_one_place_is_current() {
        assert_eq!(marked(Role::Member, "/home"), [("Home", "page")]);
        assert_eq!(marked(Role::Member, "/log-hours/when"), [("Home", "true")]);
        assert_eq!(marked(Role::Member, "/requests/42"), [("Requests", "true")]);
        assert_eq!(
            marked(Role::Coordinator, "/reports/activity"),
            [("Reports", "page")]
        );
        assert_eq!(
            marked(Role::Coordinator, "/members/7/statement"),
            [("Members", "true")]
        );
        assert_eq!(marked(Role::Member, "/meadow"), []);
    }

    #[test]
    fn only_what_is_looked_at_carries_a_count() {
        let both = Waiting {
            approvals: 12,
            grants: 2,
        };
        let counted = |role| -> Vec<_> {
            places(role, both, "/to-do")
                .into_iter()
                .filter(|place| place.waiting > 0)
                .map(|place| (place.label, place.waiting))
                .collect()
        };
        assert_eq!(counted(Some(Role::Coordinator)), [("Approvals", 12)]);
        assert_eq!(counted(Some(Role::Treasurer)), [("The pot", 2)]);
        assert!(places(None, both, "/").is_empty());
    }
}
