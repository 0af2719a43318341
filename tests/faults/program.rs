//! The `hourbook` binary as a child process that serves one bank.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// A server that runs, until it is killed, told to stop or dropped.
pub(crate) struct Program {
    child: Child,
    address: String,
    said: Arc<Mutex<String>>,
    listener: Option<JoinHandle<()>>,
}

impl Program {
    /// Starts `hourbook serve` on a free port and waits until it says where it listens.
    pub(crate) fn serve(bank: &Path) -> Self {
        Self::start(Command::new(binary()), bank, &[])
    }

    /// The same by way of `command`, which is the program or something that runs it, and with
    /// further arguments.
    pub(crate) fn start(command: Command, bank: &Path, more: &[&OsStr]) -> Self {
        Self::try_start(command, bank, more).unwrap_or_else(|(status, said)| {
            panic!("the program did not come to serve ({status}): {said}")
        })
    }

    /// The same; where it ends before it serves, how it ended and what it had said.
    pub(crate) fn try_start(
        mut command: Command,
        bank: &Path,
        more: &[&OsStr],
    ) -> Result<Self, (ExitStatus, String)> {
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "json"])
            .arg("--bank")
            .arg(bank)
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = Arc::new(Mutex::new(String::new()));
        let kept = Arc::clone(&said);
        let log = BufReader::new(child.stderr.take().unwrap()).lines();
        // Read to the end, so that it never waits for a reader.
        let listener = std::thread::spawn(move || {
            for line in log.map_while(Result::ok) {
                let mut said = kept.lock().unwrap();
                said.push_str(&line);
                said.push('\n');
            }
        });
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| {
            let line = line.ok()?;
            let start = line.find("http://127.0.0.1:")?;
            Some(line[start..].split_whitespace().next()?.to_owned())
        });
        let Some(address) = address else {
            let status = child.wait().unwrap();
            listener.join().unwrap();
            let said = said.lock().unwrap().clone();
            return Err((status, said));
        };
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self {
            child,
            address: address.trim_end_matches('/').to_owned(),
            said,
            listener: Some(listener),
        })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The number of its process, or of the one that runs it.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it has said on its error stream.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// The number of its thread with this name; waits until the thread has given itself the name.
    pub(crate) fn thread(&self, name: &str) -> u32 {
        loop {
            let tasks = fs::read_dir(format!("/proc/{}/task", self.pid())).unwrap();
            let named = |task: &PathBuf| {
                fs::read_to_string(task.join("comm")).is_ok_and(|comm| comm.trim() == name)
            };
            let found = tasks.flatten().map(|task| task.path()).find(named);
            if let Some(task) = found {
                return task.file_name().unwrap().to_str().unwrap().parse().unwrap();
            }
            std::thread::yield_now();
        }
    }

    /// Ends it as a power cut would end a process: SIGKILL, no farewell.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends it a signal by name, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.pid().to_string();
        // It may have ended by itself.
        let _sent = Command::new("kill").args(["-s", name, &id]).output();
    }

    /// Kills the program where this process is only one that runs it.
    pub(crate) fn kill_what_it_runs(&self) {
        let children = format!("/proc/{0}/task/{0}/children", self.pid());
        for id in fs::read_to_string(children).unwrap().split_whitespace() {
            let _sent = Command::new("kill").args(["-s", "KILL", id]).output();
        }
    }

    /// Waits until it has ended; how it did, and all that it had said on its error stream.
    pub(crate) fn ended(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        if let Some(listener) = self.listener.take() {
            listener.join().unwrap();
        }
        (status, self.said())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Already ended when the test went as planned.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs another command of the program to its end: its code, and what it said.
pub(crate) fn run(arguments: &[&OsStr]) -> (Option<i32>, String) {
    let output = Command::new(binary())
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.push_str(&String::from_utf8_lossy(&output.stderr));
    (output.status.code(), said)
}

/// `hourbook verify` finds nothing wrong.
pub(crate) fn verify(bank: &Path) {
    let (code, said) = run(&["verify".as_ref(), "--bank".as_ref(), bank.as_ref()]);
    assert_eq!(code, Some(0), "{said}");
}

/// The binary beside this test's own folder in the target directory, or the one that
/// `HOURBOOK_UNDER_TEST` names.
pub(crate) fn binary() -> PathBuf {
    if let Some(named) = env::var_os("HOURBOOK_UNDER_TEST") {
        return named.into();
    }
    let test = env::current_exe().unwrap();
    let folder = test.parent().and_then(Path::parent).unwrap();
    let binary = folder.join("hourbook");
    assert!(
        binary.exists(),
        "build the program first: cargo build -p hourbook"
    );
    binary
}
