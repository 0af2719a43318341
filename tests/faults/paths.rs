//! A second program on the same bank, and paths where no bank is: refused with a sentence, and
//! nothing is made or changed.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use hourbook_tests::{House, Who};

use crate::program::{Program, binary, run, verify};

/// Starts the server there; it must end with a sentence that holds `word`.
fn refused(bank: &Path, word: &str) {
    refused_as(Command::new(binary()), bank, word);
}

fn refused_as(command: Command, bank: &Path, word: &str) {
    let Err((status, said)) = Program::try_start(command, bank, &[]) else {
        panic!("{} is served", bank.display());
    };
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains(word), "{word} is not in: {said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn of_many_programs_started_at_once_one_serves_and_a_killed_one_leaves_no_lock() {
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("test.hourbook");
    House::db_file(&bank, &[Who::Ann]);
    for _ in 0..5 {
        let starts: Vec<_> = (0..4)
            .map(|_| {
                let bank = bank.clone();
                std::thread::spawn(move || Program::try_start(Command::new(binary()), &bank, &[]))
            })
            .collect();
        let outcomes: Vec<_> = starts
            .into_iter()
            .map(|start| start.join().unwrap())
            .collect();
        let (served, others): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
        assert_eq!(served.len(), 1, "one serves");
        for (status, said) in others.into_iter().filter_map(Result::err) {
            assert_eq!(status.code(), Some(1), "{said}");
            assert!(said.contains("Another Hourbook is serving"), "{said}");
        }
        // By another spelling of the same name as well.
        refused(
            &folder.path().join(".").join("test.hourbook"),
            "Another Hourbook",
        );
        served
            .into_iter()
            .filter_map(Result::ok)
            .for_each(Program::kill);
    }
    verify(&bank);
}

#[test]
fn where_no_bank_is_none_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    House::db_file(&place("real.hourbook"), &[Who::Ann]);
    fs::write(place("empty.hourbook"), "").unwrap();
    fs::write(place("letter.hourbook"), "Dear Ruth, ".repeat(1_000)).unwrap();
    fs::create_dir(place("folder.hourbook")).unwrap();
    symlink(place("real.hourbook"), place("link.hourbook")).unwrap();
    symlink(place("gone"), place("dangling.hourbook")).unwrap();
    fs::copy(place("real.hourbook"), place("twin.hourbook")).unwrap();
    fs::hard_link(place("twin.hourbook"), place("second.hourbook")).unwrap();
    for (name, word) in [
        ("gone.hourbook", "There is no bank at"),
        ("no/folder/a.hourbook", "Hourbook may not write"),
        ("empty.hourbook", "is not a Hourbook bank"),
        ("letter.hourbook", "is not a Hourbook bank"),
        ("folder.hourbook", "is a folder"),
        ("link.hourbook", "is a link"),
        ("dangling.hourbook", "There is no bank at"),
        ("twin.hourbook", "second name"),
    ] {
        refused(&place(name), word);
    }
    assert!(!place("gone.hourbook").exists() && !place("gone").exists());
    assert_eq!(fs::read(place("empty.hourbook")).unwrap(), b"");
    assert!(
        fs::read(place("letter.hourbook"))
            .unwrap()
            .starts_with(b"Dear Ruth")
    );
}

#[test]
fn a_bank_of_another_user_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("test.hourbook");
    House::db_file(&bank, &[Who::Ann]);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let before = fs::read(&bank).unwrap();
    // Root may read everything, so somebody else tries where this is root; and a user who may not
    // become another takes the right away from the file.
    let mut command = Command::new(reachable(folder.path()));
    if is_root() {
        command.uid(65_534).gid(65_534);
    } else {
        fs::set_permissions(&bank, fs::Permissions::from_mode(0o000)).unwrap();
    }
    refused_as(command, &bank, "Hourbook may not use");
    fs::set_permissions(&bank, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(fs::read(&bank).unwrap(), before);
}

/// A copy of the program where everybody may run it.
fn reachable(folder: &Path) -> std::path::PathBuf {
    let copy = folder.join("hourbook");
    fs::copy(binary(), &copy).unwrap();
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
    copy
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bank_moved_away_under_the_server_ends_it_and_nothing_is_lost() {
    use crate::journal::{Journal, carry, examine_settled, found, settle};
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("test.hourbook");
    let programs = found(&bank).await;
    let journal = Journal::default();
    let http = reqwest::Client::new();
    let program = Program::serve(&bank);
    let id = journal.intend().await;
    let carried = carry(&http, program.address(), &programs, &journal, id).await;
    assert_eq!(carried, Ok(()));
    let moved = folder.path().join("moved.hourbook");
    fs::rename(&bank, &moved).unwrap();
    let id = journal.intend().await;
    let carried = carry(&http, program.address(), &programs, &journal, id).await;
    assert_eq!(carried, Err(Some(reqwest::StatusCode::SERVICE_UNAVAILABLE)));
    let (status, said) = program.ended();
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("moved or replaced"), "{said}");
    refused(&bank, "There is no bank at");
    // Put back with its log, it is all there.
    fs::rename(&moved, &bank).unwrap();
    let program = Program::serve(&bank);
    settle(program.address(), &programs, &journal).await;
    program.signal("TERM");
    assert!(program.ended().0.success());
    examine_settled(&bank, &journal).await;
}

#[test]
fn a_new_bank_is_made_by_init_and_never_over_anything() {
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("test.hourbook");
    fs::write(&bank, "here first").unwrap();
    let arguments: [&OsStr; 7] = [
        "init".as_ref(),
        "--bank".as_ref(),
        bank.as_ref(),
        "--name".as_ref(),
        "Wrensham Timebank".as_ref(),
        "--admin".as_ref(),
        "nia@example.org".as_ref(),
    ];
    let (code, said) = run(&arguments);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("exists already"), "{said}");
    assert_eq!(fs::read(&bank).unwrap(), b"here first");
}
