//! The files of the checkout, and the findings about them.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

/// A file as text; the path is relative to the checkout and uses `/`.
pub(crate) struct Text {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Every breach of one rule, gathered before the test fails.
pub(crate) struct Findings {
    advice: &'static str,
    lines: Vec<String>,
}

impl Findings {
    /// `advice` is the sentence that tells the reader of a failure what to do.
    pub(crate) fn new(advice: &'static str) -> Self {
        Self {
            advice,
            lines: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, path: &str, line: usize, what: impl Display) {
        self.lines.push(format!("  {path}:{line}: {what}"));
    }

    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Fails the test when there is any finding.
    #[track_caller]
    pub(crate) fn expect_none(self) {
        assert!(
            self.lines.is_empty(),
            "\n{}\nWhat to do: {}\n",
            self.lines.join("\n"),
            self.advice
        );
    }
}

/// Where the checkout begins.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// One file that must exist.
#[track_caller]
pub(crate) fn read(path: &str) -> Text {
    let text = fs::read_to_string(root().join(path))
        .unwrap_or_else(|error| panic!("{path} should be readable: {error}"));
    Text {
        path: path.to_owned(),
        text,
    }
}

/// All files below a folder with one of these extensions, in order of path. A folder that is not
/// there holds no files.
pub(crate) fn files(folder: &str, extensions: &[&str]) -> Vec<Text> {
    let mut paths = Vec::new();
    walk(&root().join(folder), folder, &mut paths);
    paths.retain(|path| {
        let extension = Path::new(path).extension().and_then(|found| found.to_str());
        extension.is_some_and(|found| extensions.contains(&found))
    });
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

/// All Rust files of the workspace.
#[track_caller]
pub(crate) fn rust_files() -> Vec<Text> {
    let found: Vec<Text> = ["crates", "web", "tests", "bench/src"]
        .iter()
        .flat_map(|folder| files(folder, &["rs"]))
        .collect();
    assert!(
        found.len() > 6,
        "the walk should find the Rust files of the workspace"
    );
    found
}

/// The number of the line in which a byte offset falls, from 1.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

fn walk(folder: &Path, name: &str, paths: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let Ok(own) = entry.file_name().into_string() else {
            continue;
        };
        let skipped = own.starts_with('.') || own == "target" || own == "node_modules";
        if skipped {
            continue;
        }
        let path = format!("{name}/{own}");
        if entry.path().is_dir() {
            walk(&entry.path(), &path, paths);
        } else {
            paths.push(path);
        }
    }
}
