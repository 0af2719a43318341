//! The Cargo manifests: dependencies, lints, and the one SQLite.

use crate::checkout::{self, Findings};

/// One `Cargo.toml`, parsed.
pub(crate) struct Manifest {
    pub(crate) path: String,
    text: String,
    table: toml::Table,
}

/// A crate that a manifest names.
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) only_for_tests: bool,
}

impl Manifest {
    #[track_caller]
    pub(crate) fn read(path: &str) -> Self {
        let file = checkout::read(path);
        let table = file
            .text
            .parse()
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        Self {
            path: file.path,
            text: file.text,
            table,
        }
    }

    /// Everything named under `dependencies`, those of one platform and of builds included, by
    /// the name of the package rather than by a name given to it here.
    pub(crate) fn dependencies(&self) -> Vec<Dependency> {
        let mut found = Vec::new();
        gather(&self.table, &mut found);
        let platforms = self.table.get("target").and_then(toml::Value::as_table);
        for platform in platforms.into_iter().flat_map(toml::Table::values) {
            if let Some(table) = platform.as_table() {
                gather(table, &mut found);
            }
        }
        found
    }

    /// The line that names a dependency; 1 when it cannot be told.
    pub(crate) fn line_of(&self, name: &str) -> usize {
        let found = self.text.lines().position(|line| {
            line.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
        });
        found.map_or(1, |index| index + 1)
    }
}

/// The folders of the workspace's crates, in order of name.
#[track_caller]
pub(crate) fn members() -> Vec<String> {
    let root = Manifest::read("Cargo.toml");
    let listed = root
        .table
        .get("workspace")
        .and_then(|found| found.get("members"));
    let listed = listed.and_then(toml::Value::as_array);
    let mut found: Vec<String> = listed
        .into_iter()
        .flatten()
        .filter_map(|member| member.as_str().map(str::to_owned))
        .collect();
    assert!(
        !found.is_empty(),
        "Cargo.toml should list the members of the workspace"
    );
    found.sort();
    found
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    let mut findings = Findings::new("write `[lints]` and `workspace = true` into the manifest");
    for member in members() {
        let manifest = Manifest::read(&format!("{member}/Cargo.toml"));
        let lints = manifest
            .table
            .get("lints")
            .and_then(|lints| lints.get("workspace"));
        if lints.and_then(toml::Value::as_bool) != Some(true) {
            findings.add(&manifest.path, 1, "the lints of the workspace do not apply");
        }
    }
    findings.expect_none();
}

#[test]
fn nothing_but_our_own_crates_depends_on_rusqlite() {
    let mut own: Vec<String> = members()
        .iter()
        .filter_map(|member| {
            let manifest = Manifest::read(&format!("{member}/Cargo.toml"));
            let name = manifest.table.get("package")?.get("name")?.as_str()?;
            Some(name.to_owned())
        })
        .collect();
    own.push("rusqlite".to_owned());

    let lock = Manifest::read("Cargo.lock");
    let packages = lock.table.get("package").and_then(toml::Value::as_array);
    let mut findings = Findings::new(
        "choose a crate without SQLite inside: whoever depends on rusqlite decides which SQLite \
         Hourbook ships",
    );
    for package in packages.into_iter().flatten() {
        let name = package
            .get("name")
            .and_then(toml::Value::as_str)
            .unwrap_or_default();
        let needs = package.get("dependencies").and_then(toml::Value::as_array);
        let brings_sqlite = needs
            .into_iter()
            .flatten()
            .filter_map(toml::Value::as_str)
            .any(|need| {
                let need = need.split(' ').next().unwrap_or_default();
                need == "rusqlite" || need == "libsqlite3-sys"
            });
        if brings_sqlite && !own.iter().any(|ours| ours == name) {
            findings.add(&lock.path, 1, format!("`{name}` depends on SQLite"));
        }
    }
    findings.expect_none();
}

fn gather(table: &toml::Table, found: &mut Vec<Dependency>) {
    for (key, only_for_tests) in [
        ("dependencies", false),
        ("build-dependencies", false),
        ("dev-dependencies", true),
    ] {
        let listed = table.get(key).and_then(toml::Value::as_table);
        for (name, value) in listed.into_iter().flatten() {
            let package = value
                .get("package")
                .and_then(toml::Value::as_str)
                .unwrap_or(name);
            found.push(Dependency {
                name: package.to_owned(),
                only_for_tests,
            });
        }
    }
}

#[test]
fn dependencies_are_read_by_package_from_every_table() {
    let text = "[dependencies]\nclock = { package = \"chrono\", version = \"1\" }\n\
                [dev-dependencies]\nproptest = \"1\"\n\
                [target.'cfg(unix)'.dependencies]\nlibc = \"1\"\n";
    let table = text.parse().unwrap();
    let manifest = Manifest {
        path: String::new(),
        text: text.to_owned(),
        table,
    };
    let names: Vec<(String, bool)> = manifest
        .dependencies()
        .into_iter()
        .map(|dependency| (dependency.name, dependency.only_for_tests))
        .collect();
    let expected = [("chrono", false), ("proptest", true), ("libc", false)];
    assert_eq!(
        names,
        expected.map(|(name, tests)| (name.to_owned(), tests))
    );
}
