//! The tables of a bank, as the numbered files of `migrations/` make them; shared by the test
//! programs that open a bank in memory.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

/// A connection with every table of this version, empty.
pub(crate) fn in_memory() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON")
        .unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let number = |name: &str| -> u32 { name[1..name.find("__").unwrap()].parse().unwrap() };
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap())
        .map(|file| (number(&file.file_name().to_string_lossy()), file.path()))
        .collect();
    files.sort();
    for (_, path) in files {
        conn.execute_batch(&fs::read_to_string(path).unwrap())
            .unwrap();
    }
    conn
}
