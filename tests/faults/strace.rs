//! Faults of system calls, put into a running program by `strace`: a call fails, dawdles, or is
//! the last thing the process does.
//!
//! Calls are counted for each thread and for each kind of call by itself, from the moment strace
//! has taken hold.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use hourbook_tests::campaign::skip;
use tempfile::TempDir;

use crate::program::Program;

/// Whom a fault befalls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// Every thread of the program.
    All,
    /// The thread with this name.
    Thread(&'static str),
}

/// strace at work on a program; it lets go when dropped.
pub(crate) struct Strace {
    child: Child,
    folder: TempDir,
}

/// Whether a test that needs strace can run here; if not, says so.
pub(crate) fn usable(what: &str) -> bool {
    let sleeper = Command::new("sleep").arg("60").spawn();
    let Ok(mut sleeper) = sleeper else {
        skip(what, "there is no sleep");
        return false;
    };
    let held = hold(sleeper.id(), &["-e", "trace=none"], Path::new("/dev/null"));
    let usable = held.is_some();
    if let Some(child) = held {
        let_go(child);
    }
    sleeper.kill().unwrap();
    sleeper.wait().unwrap();
    if !usable {
        skip(
            what,
            "strace is not installed or may not trace (run as root)",
        );
    }
    usable
}

impl Strace {
    /// Takes hold of a program and injects from now on, in strace's own words:
    /// `fdatasync:error=EIO:when=2`.
    pub(crate) fn attach(program: &Program, whom: Whom, inject: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let calls = inject.split(':').next().unwrap();
        let trace = format!("trace={calls}");
        let inject = format!("inject={inject}");
        let mut options = vec!["-e", &trace, "-e", &inject];
        let id = match whom {
            Whom::All => {
                options.push("-f");
                program.pid()
            }
            Whom::Thread(name) => program.thread(name),
        };
        let child = hold(id, &options, &folder.path().join("log")).expect("strace takes hold");
        Self { child, folder }
    }

    /// Waits until it has nobody left to trace; what it saw.
    pub(crate) fn until_alone(mut self) -> String {
        self.child.wait().unwrap();
        self.log()
    }

    fn log(&self) -> String {
        fs::read_to_string(log_in(&self.folder)).unwrap_or_default()
    }
}

impl Drop for Strace {
    fn drop(&mut self) {
        let id = self.child.id().to_string();
        let _told = Command::new("kill").args(["-s", "TERM", &id]).output();
        let _gone = self.child.wait();
    }
}

fn log_in(folder: &TempDir) -> PathBuf {
    folder.path().join("log")
}

/// Starts strace on a process or thread; ready when it says that it has taken hold.
fn hold(id: u32, options: &[&str], log: &Path) -> Option<Child> {
    let mut child = Command::new("strace")
        .args(options)
        .arg("-o")
        .arg(log)
        .args(["-p", &id.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let held = lines
        .by_ref()
        .map_while(Result::ok)
        .any(|line| line.contains("attached"));
    std::thread::spawn(move || lines.for_each(drop));
    if !held {
        let _ended = child.wait();
        return None;
    }
    Some(child)
}

fn let_go(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}
