//! Commands killed at every call that changes a file: import, backup, restore. Each can be given
//! again, and comes to the same end.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use database::Database;
use hourbook_tests::campaign::is_full;
use hourbook_tests::{House, Who};

use crate::journal::{Journal, carry, found};
use crate::killed::{copied, strace_runs, traced};
use crate::program::{Program, binary, verify};

/// Calls that change a file or the names in a folder, counted each by itself.
const CALLS: [&str; 6] = [
    "pwrite64",
    "fsync",
    "ftruncate",
    "unlink",
    "rename",
    "openat",
];

/// Points that a landing tries for each kind of call.
const AT_LANDING: usize = 6;

const USERS: &str = "\
N,Username,Email,Phone,Alternative Phone,Created at,Last sign in,Locale,Balance
1,Ida Crowther,ida@example.org,01632 960301,,2024-01-10,,en,9000
2,Tom Brindle,tom@example.org,01632 960302,,2024-01-11,,en,-5400
3,Nora Brannigan,,01632 960303,,2024-02-01,,en,-3600
";

const TRANSFERS: &str = "\
Date,From,To,Post,Quantity
2024-02-03,Tom Brindle (2),Ida Crowther (1),Gardening,1:30
2024-02-20,Nora Brannigan (3),Ida Crowther (1),Lifts,1:00
2024-03-05,Ida Crowther (1),Nora Brannigan (3),Sewing,0:45
";

/// A command, and what must hold wherever it was killed.
struct Tried<'t> {
    name: &'static str,
    arguments: &'t [&'t str],
    /// Makes the folder it works in.
    prepare: &'t dyn Fn(&Path),
    /// After each kill, and after the command was given again to its end.
    check: &'t dyn Fn(&Path),
}

impl Tried<'_> {
    fn at_each_call(&self) {
        let template = tempfile::tempdir().unwrap();
        (self.prepare)(template.path());
        for calls in CALLS {
            let points = self.count(template.path(), calls);
            // Spread over all of them; a campaign tries each.
            let step = if is_full() {
                1
            } else {
                points.div_ceil(AT_LANDING).max(1)
            };
            let tried: Vec<usize> = (1..=points).step_by(step).collect();
            for point in &tried {
                self.at(template.path(), calls, *point);
            }
            println!(
                "{}, killed at {calls}: {} of {points} points",
                self.name,
                tried.len()
            );
        }
    }

    /// How often the busiest thread makes this call when nobody is killed.
    fn count(&self, template: &Path, calls: &str) -> usize {
        let folder = copied(template);
        let log = folder.path().join("strace.log");
        let mut strace = traced(calls, None, &log);
        let status = strace
            .arg(binary())
            .args(self.arguments)
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{}: {status}", self.name);
        let log = fs::read_to_string(log).unwrap();
        let mut counts = std::collections::HashMap::new();
        for line in log
            .lines()
            .filter(|line| line.contains(&format!("{calls}(")))
        {
            *counts.entry(line.split_whitespace().next()).or_insert(0) += 1;
        }
        counts.into_values().max().unwrap_or(0)
    }

    fn at(&self, template: &Path, calls: &str, point: usize) {
        let folder = copied(template);
        let mut strace = traced(calls, Some(point), Path::new("/dev/null"));
        let status = strace
            .arg(binary())
            .args(self.arguments)
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        let killed = status.signal() == Some(9);
        assert!(killed || status.success(), "{}: {status}", self.name);
        (self.check)(folder.path());
    }
}

fn transfers(bank: &Path) -> u64 {
    let database = Database::open_to_read(bank).unwrap();
    let head = database.read_blocking(|conn| ledger::head(conn).map_err(timebank::Error::from));
    head.unwrap().seq
}

/// Runs a command in a folder; it must do what it was asked.
fn again(folder: &Path, arguments: &[&str]) {
    let output = Command::new(binary())
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
}

fn in_folder(folder: &Path, name: &str) -> PathBuf {
    folder.join(name)
}

const IMPORT: [&str; 9] = [
    "import",
    "timeoverflow",
    "--bank",
    "a.hourbook",
    "--users",
    "users.csv",
    "--transfers",
    "transfers.csv",
    "--commit",
];

fn founded(folder: &Path) {
    House::db_file(&in_folder(folder, "a.hourbook"), &[Who::Ann]);
    fs::write(in_folder(folder, "users.csv"), USERS).unwrap();
    fs::write(in_folder(folder, "transfers.csv"), TRANSFERS).unwrap();
}

#[test]
fn an_import_is_all_there_or_not_at_all() {
    if !strace_runs("a killed import") {
        return;
    }
    let whole = {
        let folder = tempfile::tempdir().unwrap();
        founded(folder.path());
        again(folder.path(), &IMPORT);
        transfers(&in_folder(folder.path(), "a.hourbook"))
    };
    let check = |folder: &Path| {
        let bank = in_folder(folder, "a.hourbook");
        verify(&bank);
        let found = transfers(&bank);
        assert!([0, whole].contains(&found), "{found} of {whole} transfers");
        again(folder, &IMPORT);
        verify(&bank);
        assert_eq!(transfers(&bank), whole);
    };
    let import = Tried {
        name: "import",
        arguments: &IMPORT,
        prepare: &founded,
        check: &check,
    };
    import.at_each_call();
}

const BACKUP: [&str; 6] = [
    "backup",
    "create",
    "--bank",
    "a.hourbook",
    "--to",
    "copy.hourbook",
];

#[test]
fn a_file_with_the_name_of_a_backup_is_a_whole_one_or_empty() {
    if !strace_runs("a killed backup") {
        return;
    }
    let prepare = |folder: &Path| {
        founded(folder);
        again(folder, &IMPORT);
    };
    let check = |folder: &Path| {
        let (bank, copy) = (
            in_folder(folder, "a.hourbook"),
            in_folder(folder, "copy.hourbook"),
        );
        verify(&bank);
        // The name is reserved for a moment by an empty file, which nobody takes for a bank.
        if fs::metadata(&copy).is_ok_and(|copy| copy.len() > 0) {
            verify(&copy);
            assert_eq!(transfers(&copy), transfers(&bank));
        } else {
            let _reserved = fs::remove_file(&copy);
            again(folder, &BACKUP);
            verify(&copy);
        }
    };
    let backup = Tried {
        name: "backup",
        arguments: &BACKUP,
        prepare: &prepare,
        check: &check,
    };
    backup.at_each_call();
}

/// Transfers that only the log of the old bank holds.
const HELD_IN_LOG: u64 = 3;

const RESTORE: [&str; 6] = [
    "backup",
    "restore",
    "--bank",
    "a.hourbook",
    "--from",
    "copy.hourbook",
];

/// A backup of a bank without transfers, and then the bank with three, whose server was killed:
/// they stand in the log beside it.
fn to_be_restored(folder: &Path) {
    let bank = in_folder(folder, "a.hourbook");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let programs = runtime.block_on(found(&bank));
    again(folder, &BACKUP);
    let program = Program::serve(&bank);
    let journal = Journal::default();
    let http = reqwest::Client::new();
    for _ in 0..HELD_IN_LOG {
        let carried = runtime.block_on(async {
            let id = journal.intend().await;
            carry(&http, program.address(), &programs, &journal, id).await
        });
        assert_eq!(carried, Ok(()));
    }
    program.kill();
    // A restore goes back behind the anchor on purpose; that is another test.
    fs::remove_file(in_folder(folder, "a.hourbook.anchor")).unwrap();
    let log = fs::metadata(in_folder(folder, "a.hourbook-wal")).unwrap();
    assert!(log.len() > 0, "nothing is in the log");
}

#[test]
fn a_restore_leaves_the_old_bank_whole_or_the_new_one() {
    if !strace_runs("a killed restore") {
        return;
    }
    let check = |folder: &Path| {
        let bank = in_folder(folder, "a.hourbook");
        let stands = if bank.exists() {
            bank.clone()
        } else {
            let all = fs::read_dir(folder).unwrap().flatten();
            let mut names = all.map(|file| file.path().to_str().unwrap().to_owned());
            let side = |name: &str| ["-wal", "-shm"].iter().any(|end| name.ends_with(end));
            let old = |name: &String| name.contains("before-restore") && !side(name);
            names.find(old).expect("the old bank stands aside").into()
        };
        verify(&stands);
        let found = transfers(&stands);
        assert!([0, HELD_IN_LOG].contains(&found), "{found} transfers");
        again(folder, &RESTORE);
        verify(&bank);
        assert_eq!(transfers(&bank), 0);
    };
    let restore = Tried {
        name: "restore",
        arguments: &RESTORE,
        prepare: &to_be_restored,
        check: &check,
    };
    restore.at_each_call();
}
