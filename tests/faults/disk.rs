//! A disk that is slow, and one that is full.

use std::fs::{self, File};
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hourbook_tests::Who;
use hourbook_tests::campaign::skip;
use reqwest::StatusCode;
use tokio::sync::Notify;

use crate::journal::{
    Journal, Programs, carry, examine, examine_settled, found, look, record, settle,
};
use crate::program::{Program, verify};
use crate::strace::{Strace, Whom, usable};

/// More than a batch and the queue hold together, from more addresses than one.
const SENDERS: u8 = 8;
const OF_EACH: usize = 48;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_slow_disk_the_queue_is_bounded_and_reading_goes_on() {
    if !usable("a slow disk") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("test.hourbook");
    let programs = found(&bank).await;
    let journal = Arc::new(Journal::default());
    let program = Program::serve(&bank);
    let writer = Whom::Thread("bank-writer");
    let strace = Strace::attach(&program, writer, "fsync:delay_enter=5000000");
    let seen = Arc::new(Seen::default());
    let work = send_many(&program, &programs, &journal, &seen);
    // Reading while nothing that was sent has been answered yet.
    let http = reqwest::Client::new();
    let token = &programs[&Who::Ruth].1;
    let mut reads = 0;
    while seen.written.load(Ordering::SeqCst) == 0 && reads < 20 {
        let read = look(&http, program.address(), token, &journal).await;
        assert_eq!(read, Some(StatusCode::OK), "a read");
        reads += 1;
    }
    assert!(reads >= 3, "reading waited for writing");
    seen.refused().await;
    // It is known that the queue is bounded; the rest need not be slow.
    drop(strace);
    for task in work {
        task.await.unwrap();
    }
    let written = seen.written.load(Ordering::SeqCst);
    let refused = seen.busy.load(Ordering::SeqCst);
    assert_eq!(written + refused, usize::from(SENDERS) * OF_EACH);
    println!("slow disk: {written} written, {refused} told to come again, {reads} reads meanwhile");
    examine(&bank, &journal).await;
    settle(program.address(), &programs, &journal).await;
    program.signal("TERM");
    assert!(program.ended().0.success());
    examine_settled(&bank, &journal).await;
}

/// How the recordings were answered.
#[derive(Default)]
struct Seen {
    written: AtomicUsize,
    busy: AtomicUsize,
    changed: Notify,
}

impl Seen {
    /// Waits until somebody was told to come again.
    async fn refused(&self) {
        loop {
            let changed = self.changed.notified();
            if self.busy.load(Ordering::SeqCst) > 0 {
                return;
            }
            changed.await;
        }
    }
}

/// Each records one exchange; who is told to come again is told when.
fn send_many(
    program: &Program,
    programs: &Arc<Programs>,
    journal: &Arc<Journal>,
    seen: &Arc<Seen>,
) -> Vec<tokio::task::JoinHandle<()>> {
    let one = |sender: u8| {
        let from = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 10 + sender));
        let http = reqwest::Client::builder()
            .local_address(from)
            .build()
            .unwrap();
        let address = program.address().to_owned();
        let (programs, journal) = (Arc::clone(programs), Arc::clone(journal));
        let seen = Arc::clone(seen);
        tokio::spawn(async move {
            let id = journal.intend().await;
            let answer = record(&http, &address, &programs, id).await.unwrap();
            let told_when = answer.headers().contains_key("retry-after");
            let counted = match (answer.status(), told_when) {
                (StatusCode::CREATED, _) => &seen.written,
                (StatusCode::SERVICE_UNAVAILABLE, true) => &seen.busy,
                other => panic!("answered {other:?}"),
            };
            counted.fetch_add(1, Ordering::SeqCst);
            seen.changed.notify_waiters();
        })
    };
    (0..SENDERS)
        .flat_map(|sender| std::iter::repeat_n(sender, OF_EACH))
        .map(one)
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_a_full_disk_has_room_again_writing_goes_on_by_itself() {
    let Some(disk) = Tmpfs::mount() else {
        return;
    };
    let bank = disk.0.path().join("test.hourbook");
    let programs = found(&bank).await;
    let journal = Journal::default();
    let program = Program::serve(&bank);
    let http = reqwest::Client::new();
    let first = journal.intend().await;
    let carried = carry(&http, program.address(), &programs, &journal, first).await;
    assert_eq!(carried, Ok(()));
    let filler = disk.0.path().join("filler");
    let token = &programs[&Who::Ruth].1;
    for _ in 0..3 {
        fill(&filler);
        let refused = loop {
            // The log may have a little room left in its last page.
            let id = journal.intend().await;
            match carry(&http, program.address(), &programs, &journal, id).await {
                Ok(()) => fill(&filler),
                Err(refused) => break refused,
            }
        };
        assert_eq!(refused, Some(StatusCode::INSUFFICIENT_STORAGE));
        let read = look(&http, program.address(), token, &journal).await;
        assert_eq!(read, Some(StatusCode::OK), "a read on a full disk");
        fs::remove_file(&filler).unwrap();
        settle(program.address(), &programs, &journal).await;
    }
    program.signal("TERM");
    assert!(program.ended().0.success());
    verify(&bank);
    examine_settled(&bank, &journal).await;
}

fn fill(filler: &Path) {
    let mut file = File::options()
        .append(true)
        .create(true)
        .open(filler)
        .unwrap();
    while file.write_all(&[b'x'; 512]).is_ok() {}
}

/// A small file system in memory; gone when dropped.
struct Tmpfs(tempfile::TempDir);

impl Tmpfs {
    /// Needs root.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|output| output.status.success());
        if !mounted {
            skip(
                "a full file system",
                "no tmpfs can be mounted (run as root)",
            );
            return None;
        }
        Some(Self(folder))
    }
}

impl Drop for Tmpfs {
    fn drop(&mut self) {
        let _unmounted = Command::new("umount").arg(self.0.path()).output();
    }
}
