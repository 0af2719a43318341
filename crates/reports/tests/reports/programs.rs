//! Programs that are not ours and read what we write.

use std::path::{Path, PathBuf};

/// The program of this name: on the path, or among those that `tests/setup` has installed.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/.venv/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.insert(0, installed);
    let found = folders
        .iter()
        .map(|folder| folder.join(name))
        .find(|file| file.is_file());
    if found.is_none() {
        assert!(
            std::env::var_os("CI").is_none(),
            "{name} is missing: run tests/setup"
        );
        eprintln!("skipped: {name} is not installed; tests/setup installs it");
    }
    found
}
