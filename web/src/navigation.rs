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

/// A place, and the beginnings of other addresses that belong to it.
type Entry = (&'static str, &'static str, &'static [&'static str]);

const MEMBER: [Entry; 8] = [
    (
        "Home",
        "/home",
        &["/log-hours", "/exchanges", "/arrangements"],
    ),
    ("Requests", "/requests", &[]),
    ("Offers", "/offers", &[]),
    ("Activities", "/activities", &[]),
    ("People", "/people", &[]),
    ("Statement", "/statement", &["/pot", "/gifts", "/donations"]),
    ("My details", "/me", &[]),
    ("Help", "/help", &[]),
];

const STAFF: [Entry; 10] = [
    ("To do", "/to-do", &["/post"]),
    ("Approvals", "/approvals", &["/exchanges"]),
    ("Enter hours", "/enter-hours", &["/log-hours", "/slips"]),
    ("Activities", "/activities", &[]),
    ("Members", "/members", &["/people"]),
    ("Listings", "/listings", &["/requests", "/offers"]),
    ("Reports", "/reports/activity", &["/reports"]),
    ("Check the books", "/books", &[]),
    ("My details", "/me", &["/home", "/statement"]),
    ("Help", "/help", &[]),
];

/// What administrators have beside.
const SETTINGS: Entry = ("Settings", "/settings", &[]);

/// Where somebody with this role begins.
pub(crate) const fn home(role: Option<Role>) -> &'static str {
    match role {
        None => "/",
        Some(Role::Member) => "/home",
        Some(Role::Coordinator | Role::Administrator) => "/to-do",
    }
}

/// The places for this role, with the one that `path` belongs to marked. A visitor has none.
pub(crate) fn places(role: Option<Role>, waiting: u64, path: &str) -> Vec<Place> {
    let entries: &[Entry] = match role {
        None => &[],
        Some(Role::Member) => &MEMBER,
        Some(Role::Coordinator | Role::Administrator) => &STAFF,
    };
    let own = (role == Some(Role::Administrator)).then_some(&SETTINGS);
    entries
        .iter()
        .chain(own)
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
            waiting: if *own == "/approvals" { waiting } else { 0 },
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
        places(Some(role), 0, path)
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
    fn only_approvals_carry_a_count() {
        let waiting: Vec<_> = places(Some(Role::Coordinator), 12, "/to-do")
            .into_iter()
            .filter(|place| place.waiting > 0)
            .map(|place| place.label)
            .collect();
        assert_eq!(waiting, ["Approvals"]);
        assert!(places(None, 12, "/").is_empty());
    }
}
