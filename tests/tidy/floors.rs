//! Who may use what: the table of `docs/architecture.md`, floor by floor.

use crate::checkout::{self, Findings, Text};
use crate::manifests::{self, Manifest};
use crate::source;

/// One crate of the house. An arrow only ever points to a lower floor.
struct Room {
    name: &'static str,
    folder: &'static str,
    floor: u8,
    /// Crates this one may build on; `None` where the floor alone decides.
    may_use: Option<&'static [&'static str]>,
    /// Paths this one must never name.
    never: &'static [&'static str],
    /// Whether the crate is plain, synchronous functions.
    synchronous: bool,
}

const ROOMS: &[Room] = &[
    Room {
        name: "ledger",
        folder: "crates/ledger",
        floor: 1,
        may_use: Some(&["rusqlite", "chrono", "uuid", "thiserror", "sha2"]),
        never: &[
            "std::net",
            "std::thread",
            "std::fs",
            "std::env",
            "std::process",
        ],
        synchronous: true,
    },
    Room {
        name: "database",
        folder: "crates/database",
        floor: 1,
        may_use: Some(&[
            "rusqlite",
            "tokio",
            "thiserror",
            "tracing",
            "refinery-core",
            "time",
        ]),
        never: &["std::net", "tokio::net", "std::env", "std::process"],
        synchronous: false,
    },
    Room {
        name: "words",
        folder: "crates/words",
        floor: 1,
        may_use: Some(&[
            "chrono",
            "chrono-tz",
            "fluent-templates",
            "pin-project-lite",
        ]),
        never: &[
            "std::net",
            "std::thread",
            "std::fs",
            "std::env",
            "std::process",
        ],
        synchronous: true,
    },
    Room {
        name: "timebank",
        folder: "crates/timebank",
        floor: 2,
        may_use: Some(&[
            "words",
            "ledger",
            "rusqlite",
            "chrono",
            "chrono-tz",
            "uuid",
            "thiserror",
            "argon2",
            "sha2",
            "subtle",
            "getrandom",
            "base64",
            "csv",
            "serde",
            "serde_json",
        ]),
        never: &["std::net", "std::thread", "std::env", "std::process"],
        synchronous: true,
    },
    Room {
        name: "reports",
        folder: "crates/reports",
        floor: 3,
        may_use: Some(&[
            "ledger",
            "timebank",
            "rusqlite",
            "chrono",
            "thiserror",
            "csv",
            "krilla",
            "notosans",
            "rust_xlsxwriter",
            "skrifa",
            "serde",
            "serde_json",
        ]),
        never: &["std::net", "std::thread", "std::env", "std::process"],
        synchronous: true,
    },
    Room {
        name: "web",
        folder: "web",
        floor: 4,
        may_use: None,
        never: &["rusqlite::params", "rusqlite::named_params", "std::process"],
        synchronous: false,
    },
    Room {
        name: "hourbook",
        folder: "crates/hourbook",
        floor: 5,
        may_use: None,
        never: &["rusqlite::params", "rusqlite::named_params"],
        synchronous: false,
    },
];

#[test]
fn every_crate_depends_only_on_what_its_floor_may_use() {
    let mut findings = Findings::new(
        "move the code to the floor that may know this, or change the table in \
         docs/architecture.md, ROOMS in tests/tidy/floors.rs and a decision page together",
    );
    for room in ROOMS {
        let manifest = Manifest::read(&format!("{}/Cargo.toml", room.folder));
        for dependency in manifest.dependencies() {
            if let Some(what) = complaint(room, &dependency) {
                findings.add(&manifest.path, manifest.line_of(&dependency.name), what);
            }
        }
    }
    findings.expect_none();
}

#[test]
fn no_crate_names_what_its_floor_must_never_know() {
    let mut findings =
        Findings::new("take the value as an argument, or do this on the floor that may know it");
    for room in ROOMS {
        for file in checkout::files(&format!("{}/src", room.folder), &["rs"]) {
            forbidden_paths(room, &file, &mut findings);
        }
    }
    findings.expect_none();
}

#[test]
fn the_members_of_the_workspace_are_the_rooms_of_the_house() {
    let mut rooms: Vec<&str> = ROOMS.iter().map(|room| room.folder).collect();
    rooms.extend(["tests", "bench"]);
    rooms.sort_unstable();
    assert_eq!(
        manifests::members(),
        rooms,
        "a new crate needs its row in ROOMS"
    );
}

/// What is wrong with this dependency, if anything. What only tests use is bound by the floor.
fn complaint(room: &Room, dependency: &manifests::Dependency) -> Option<String> {
    let name = dependency.name.as_str();
    if let Some(other) = ROOMS.iter().find(|other| other.name == name)
        && other.floor >= room.floor
    {
        return Some(format!(
            "`{}` is on floor {} and cannot reach `{name}` on floor {}",
            room.name, room.floor, other.floor
        ));
    }
    let listed = room.may_use.is_none_or(|list| list.contains(&name));
    (!listed && !dependency.only_for_tests).then(|| {
        format!(
            "`{name}` is not among the crates that `{}` may use",
            room.name
        )
    })
}

fn forbidden_paths(room: &Room, file: &Text, findings: &mut Findings) {
    for (line, path) in source::paths(&source::tree(file)) {
        if let Some(known) = room.never.iter().find(|never| begins_with(&path, never)) {
            findings.add(
                &file.path,
                line,
                format!("`{}` must never know `{known}`", room.name),
            );
        }
    }
    if !room.synchronous {
        return;
    }
    for (line, word) in source::words(source::tokens(file)) {
        if word == "async" || word == "await" {
            findings.add(
                &file.path,
                line,
                format!("`{}` is synchronous: no `{word}`", room.name),
            );
        }
    }
}

fn begins_with(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[test]
fn a_dependency_that_points_up_or_is_not_listed_is_seen() {
    let on = |name: &str, only_for_tests| manifests::Dependency {
        name: name.to_owned(),
        only_for_tests,
    };
    let ledger = &ROOMS[0];
    assert!(complaint(ledger, &on("timebank", false)).is_some());
    assert!(
        complaint(ledger, &on("timebank", true)).is_some(),
        "tests point down as well"
    );
    assert!(complaint(ledger, &on("tokio", false)).is_some());
    assert!(complaint(ledger, &on("proptest", true)).is_none());
    assert!(complaint(ledger, &on("sha2", false)).is_none());
}

#[test]
fn a_forbidden_path_and_an_async_function_are_seen() {
    let file = source::sample("use std::{net::TcpStream, fmt};\nasync fn a() {}\n");
    let mut findings = Findings::new("");
    forbidden_paths(&ROOMS[0], &file, &mut findings);
    assert_eq!(findings.len(), 2);
}
