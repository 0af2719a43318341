//! The power goes at every write and at every sync of the path of a trade.
//!
//! strace stops the program right after the call with a given number; then the power is cut. So
//! a cut falls between any two calls of the thread that writes the bank, and of the one that
//! writes the anchor. In a campaign (`CAMPAIGN_FULL=1`) the program is then told to stop, and
//! the calls that bring the log into the file are cut as well.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use hourbook_tests::campaign::is_full;
use reqwest::Client;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::journal::{Journal, Programs, carry, examine, examine_settled, found, settle};
use crate::program::{Program, verify};
use crate::volume::Volume;

/// Each thread that writes, and the calls by which it does.
const CALLS: [(&str, &[&str]); 2] = [
    (
        "bank-writer",
        &["pwrite64", "fdatasync", "fsync", "ftruncate", "unlink"],
    ),
    ("anchor", &["write", "fdatasync"]),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_power_goes_at_every_write_and_sync_of_a_trade_and_nothing_acknowledged_is_lost() {
    let Some(volume) = Volume::for_the("power cuts at each call") else {
        return;
    };
    let scene = Scene::set(volume).await;
    let mut points = Vec::new();
    for (thread, calls) in CALLS {
        for call in calls {
            let mut count = 0;
            while scene.cut_at(thread, call, count + 1).await {
                count += 1;
                // One trade, one line of the anchor; the next would never come.
                if thread == "anchor" {
                    break;
                }
            }
            points.push((thread, *call, count));
        }
    }
    let of = |kind: &str| -> usize {
        let named = points.iter().filter(|(_, call, _)| call.contains(kind));
        named.map(|(_, _, count)| *count).sum()
    };
    // Recorded, confirmed, approved: a sync for each, and one of the anchor.
    assert!(of("sync") >= 4, "{points:?}");
    assert!(of("write") > 20, "{points:?}");
    println!("power cuts at each call, 0 lost, 0 doubled: {points:?}");
}

/// A bank to begin each time with, and the disk that fails.
struct Scene {
    volume: Volume,
    new: PathBuf,
    programs: Arc<Programs>,
}

impl Scene {
    async fn set(volume: Volume) -> Self {
        let new = volume.outside().join("new.hourbook");
        let programs = found(&new).await;
        Self {
            volume,
            new,
            programs,
        }
    }

    /// One trade on a new bank; the power goes right after this call. False if there was no such
    /// call, and so no cut.
    async fn cut_at(&self, thread: &str, call: &str, number: usize) -> bool {
        let bank = self.fresh();
        let program = Program::serve(&bank);
        let mut watch = Watch::over(program.thread(thread), call, number).await;
        let journal = Arc::new(Journal::default());
        let trade = tokio::spawn(trade(
            program.address().to_owned(),
            Arc::clone(&self.programs),
            Arc::clone(&journal),
        ));
        let stopped = watch
            .stops_before(trade, thread == "anchor", &program)
            .await;
        if stopped {
            self.volume.cut_power();
        }
        program.kill();
        watch.end();
        if stopped {
            self.volume.power_returns();
        }
        verify(&bank);
        examine(&bank, &journal).await;
        let program = Program::serve(&bank);
        settle(program.address(), &self.programs, &journal).await;
        program.kill();
        examine_settled(&bank, &journal).await;
        stopped
    }

    /// The only bank on the disk, as it was made, and on the plates.
    fn fresh(&self) -> PathBuf {
        let folder = self.volume.folder();
        for old in fs::read_dir(&folder).unwrap() {
            let old = old.unwrap().path();
            if old.is_file() {
                fs::remove_file(old).unwrap();
            }
        }
        let bank = folder.join("test.hourbook");
        fs::copy(&self.new, &bank).unwrap();
        sync(&bank);
        sync(&folder);
        bank
    }
}

fn sync(path: &Path) {
    File::open(path).unwrap().sync_all().unwrap();
}

/// Recorded, confirmed and approved, as far as answers come.
async fn trade(address: String, programs: Arc<Programs>, journal: Arc<Journal>) {
    let id = journal.intend().await;
    let _gone = carry(&Client::new(), &address, &programs, &journal, id).await;
}

/// strace on one thread.
struct Watch {
    strace: Child,
    lines: UnboundedReceiver<String>,
}

impl Watch {
    /// From now on, the thread stops the whole program after this call.
    async fn over(thread: u32, call: &str, number: usize) -> Self {
        let mut strace = Command::new("strace")
            .args(["-e", &format!("trace={call}"), "-e"])
            .arg(format!("inject={call}:signal=SIGSTOP:when={number}"))
            .args(["-p", &thread.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("strace starts");
        let said = BufReader::new(strace.stderr.take().unwrap()).lines();
        let (send, lines) = unbounded_channel();
        std::thread::spawn(move || {
            for line in said.map_while(Result::ok) {
                // Nobody listens any more when the test is over.
                let _over = send.send(line);
            }
        });
        let mut watch = Self { strace, lines };
        assert!(watch.says(" attached").await, "strace did not attach");
        watch
    }

    /// Waits for a line with this in it; false when strace ends without.
    async fn says(&mut self, what: &str) -> bool {
        while let Some(line) = self.lines.recv().await {
            if line.contains(what) {
                return true;
            }
        }
        false
    }

    /// Whether the program stops before the trade is done, or later where that is waited for.
    async fn stops_before(
        &mut self,
        trade: tokio::task::JoinHandle<()>,
        later: bool,
        program: &Program,
    ) -> bool {
        let stopped = "stopped by SIGSTOP";
        tokio::select! {
            biased;
            stops = self.says(stopped) => return stops,
            done = trade => done.unwrap(),
        }
        if is_full() && !later {
            program.signal("TERM");
        }
        (later || is_full()) && self.says(stopped).await
    }

    fn end(mut self) {
        // It has ended with the program.
        let _ = self.strace.kill();
        let _ = self.strace.wait();
    }
}
