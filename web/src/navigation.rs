//! The service navigation: a few places, the same in the same order on every page.

use timebank::Role;

/// One place of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is called.
    pub label: String,
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

/// The key of a place’s name, the place, and the beginnings of other addresses that belong to it.
type Entry = (&'static str, &'static str, &'static [&'static str]);

const MEMBER: [Entry; 8] = [
    (
        "nav-home",
        "/home",
        &[
            "/log-hours",
            "/exchanges",
            "/arrangements",
            "/conversations",
            "/regular",
        ],
    ),
    ("nav-requests", "/requests", &[]),
    ("nav-offers", "/offers", &[]),
    ("nav-activities", "/activities", &[]),
    ("nav-people", "/people", &[]),
    (
        "nav-statement",
        "/statement",
        &["/pot", "/gifts", "/donations"],
    ),
    ("nav-me", "/me", &[]),
    ("nav-help", "/help", &[]),
];

/// A treasurer takes part, and looks after the books beside. Help stands at the foot of each page.
const TREASURER: [Entry; 9] = [
    MEMBER[0],
    MEMBER[1],
    MEMBER[2],
    MEMBER[3],
    MEMBER[4],
    ("nav-statement", "/statement", &["/gifts", "/donations"]),
    ("nav-pot", "/pot", &[]),
    ("nav-reports", "/reports/activity", &["/reports"]),
    ("nav-books", "/books", &[]),
];

/// A reader sees figures and nobody's name.
const READER: [Entry; 5] = [
    ("nav-reports", "/reports/activity", &["/reports"]),
    ("nav-books", "/books", &[]),
    ("nav-pot", "/pot", &[]),
    ("nav-me", "/me", &[]),
    ("nav-help", "/help", &[]),
];

/// Eleven places are more than a line holds: their own details and Settings are where their name
/// stands, and Help at the foot of each page.
const STAFF: [Entry; 8] = [
    (
        "nav-to-do",
        "/to-do",
        &[
            "/post",
            "/conversations",
            "/mailings",
            "/pages",
            "/applications",
        ],
    ),
    ("nav-approvals", "/approvals", &["/exchanges"]),
    ("nav-enter-hours", "/enter-hours", &["/log-hours", "/slips"]),
    ("nav-activities", "/activities", &[]),
    ("nav-members", "/members", &["/people", "/imports"]),
    ("nav-listings", "/listings", &["/requests", "/offers"]),
    ("nav-reports", "/reports/activity", &["/reports"]),
    ("nav-books", "/books", &[]),
];

/// What stands beside the name of whoever has more places than the line holds.
pub(crate) fn beside_name(role: Option<Role>) -> Vec<(String, &'static str)> {
    let places: &[(&str, &'static str)] = match role {
        Some(Role::Administrator) => &[("nav-me", "/me"), ("nav-settings", "/settings")],
        Some(Role::Coordinator | Role::Treasurer) => &[("nav-me", "/me")],
        _ => &[],
    };
    places
        .iter()
        .map(|(key, path)| (words::say(key), *path))
        .collect()
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
            label: words::say(label),
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

    fn marked(role: Role, path: &str) -> Vec<(String, &'static str)> {
        places(Some(role), Waiting::default(), path)
            .into_iter()
            .filter_map(|place| Some((place.label, place.current?)))
            .collect()
    }

    #[test]
    fn exactly_one_place_is_current() {
        assert_eq!(marked(Role::Member, "/home"), [("Home".to_owned(), "page")]);
        assert_eq!(
            marked(Role::Member, "/log-hours/when"),
            [("Home".to_owned(), "true")]
        );
        assert_eq!(
            marked(Role::Member, "/requests/42"),
            [("Requests".to_owned(), "true")]
        );
        assert_eq!(
            marked(Role::Coordinator, "/reports/activity"),
            [("Reports".to_owned(), "page")]
        );
        assert_eq!(
            marked(Role::Coordinator, "/members/7/statement"),
            [("Members".to_owned(), "true")]
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
        assert_eq!(
            counted(Some(Role::Coordinator)),
            [("Approvals".to_owned(), 12)]
        );
        assert_eq!(counted(Some(Role::Treasurer)), [("The pot".to_owned(), 2)]);
        assert!(places(None, both, "/").is_empty());
    }
}
