//! A disk that can only be read any more, and one that does not answer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use hourbook_tests::Who;
use reqwest::{Client, StatusCode};

use crate::journal::{Journal, Programs, carry, examine, examine_settled, found, settle};
use crate::program::{Program, verify};
use crate::volume::{Volume, succeed};

/// Writes that are sent while the disk does not answer: with whoever asks how it is, fewer than
/// the connections that one address may hold.
const SENT: usize = 48;

/// What the program may grow by meanwhile, in KiB.
const GROWTH_MAX: u64 = 64 << 10;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_disk_that_can_only_be_read_the_bank_is_read_and_says_so() {
    let Some(volume) = Volume::for_the("a file system that turns read-only") else {
        return;
    };
    let bank = volume.folder().join("test.hourbook");
    let programs = found(&bank).await;
    let (program, journal) = (Program::serve(&bank), Journal::default());
    let http = Client::new();
    let id = journal.intend().await;
    let carried = carry(&http, program.address(), &programs, &journal, id).await;
    assert_eq!(carried, Ok(()));
    volume.fails();
    for _ in 0..3 {
        let id = journal.intend().await;
        let carried = carry(&http, program.address(), &programs, &journal, id).await;
        assert_eq!(carried, Err(Some(StatusCode::SERVICE_UNAVAILABLE)));
        assert_eq!(
            list(&http, program.address(), &programs).await,
            StatusCode::OK
        );
    }
    let (status, said) = ready(&http, program.address()).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(said.starts_with("not writing: "), "{said}");
    let log = program.said();
    assert!(log.contains("the bank has stopped writing"), "{log}");
    program.kill();
    volume.power_returns();
    verify(&bank);
    examine(&bank, &journal).await;
    let program = Program::serve(&bank);
    settle(program.address(), &programs, &journal).await;
    program.kill();
    examine_settled(&bank, &journal).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_disk_does_not_answer_the_bank_says_so_and_does_not_swell() {
    let Some(volume) = Volume::for_the("a disk that hangs") else {
        return;
    };
    let bank = volume.folder().join("test.hourbook");
    let programs = found(&bank).await;
    let (program, journal) = (Program::serve(&bank), Arc::new(Journal::default()));
    let http = Client::new();
    let id = journal.intend().await;
    let carried = carry(&http, program.address(), &programs, &journal, id).await;
    assert_eq!(carried, Ok(()));
    let before = resident(&program);
    let frozen = volume.freeze();
    let waiting: Vec<_> = (0..SENT)
        .map(|_| {
            let (http, programs) = (http.clone(), Arc::clone(&programs));
            let (address, journal) = (program.address().to_owned(), Arc::clone(&journal));
            tokio::spawn(async move {
                let id = journal.intend().await;
                carry(&http, &address, &programs, &journal, id).await
            })
        })
        .collect();
    // Asked again and again; a watchdog ends the test if this never comes.
    let said = loop {
        let (status, said) = ready(&http, program.address()).await;
        if status == StatusCode::SERVICE_UNAVAILABLE {
            break said;
        }
    };
    assert!(said.contains("the disk has not answered"), "{said}");
    let grown = resident(&program).saturating_sub(before);
    assert!(grown < GROWTH_MAX, "{grown} KiB");
    drop(frozen);
    for task in waiting {
        let answer = task.await.unwrap();
        let told = matches!(
            answer,
            Ok(()) | Err(Some(StatusCode::SERVICE_UNAVAILABLE) | None)
        );
        assert!(told, "{answer:?}");
    }
    settle(program.address(), &programs, &journal).await;
    assert_eq!(ready(&http, program.address()).await.0, StatusCode::OK);
    println!("frozen: {said:?}, {grown} KiB grown with {SENT} writes sent");
    program.kill();
    verify(&bank);
    examine_settled(&bank, &journal).await;
}

impl Volume {
    /// From now on the file system takes no writes, as after an error of its own.
    fn fails(&self) {
        let named = Command::new("findmnt")
            .args(["--noheadings", "--output", "SOURCE", "--target"])
            .arg(self.folder())
            .output()
            .unwrap();
        let device = String::from_utf8(named.stdout).unwrap();
        let device = Path::new(device.trim()).file_name().unwrap().to_owned();
        let trigger = Path::new("/sys/fs/ext4")
            .join(device)
            .join("trigger_fs_error");
        fs::write(trigger, "1").unwrap();
    }

    /// From now on whoever writes waits, until what is returned is dropped.
    fn freeze(&self) -> Frozen {
        let folder = self.folder();
        succeed(Command::new("fsfreeze").arg("-f").arg(&folder));
        Frozen(folder)
    }
}

/// Thaws also when a test fails: whoever waits for a frozen disk cannot be ended.
struct Frozen(PathBuf);

impl Drop for Frozen {
    fn drop(&mut self) {
        let _thawed = Command::new("fsfreeze").arg("-u").arg(&self.0).output();
    }
}

async fn ready(http: &Client, address: &str) -> (StatusCode, String) {
    let answer = http.get(format!("{address}/readyz")).send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

async fn list(http: &Client, address: &str, programs: &Programs) -> StatusCode {
    let list = http
        .get(format!("{address}/api/v1/exchanges"))
        .bearer_auth(&programs[&Who::Ruth].1);
    list.send().await.unwrap().status()
}

/// What it holds of the machine's memory, in KiB.
fn resident(program: &Program) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", program.pid())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|rest| rest.split_whitespace().next());
    number.unwrap().parse().unwrap()
}
