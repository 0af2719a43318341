//! The file: one SQLite database, one writer with group commit, readers, migrations, backup
