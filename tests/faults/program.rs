//! The `hourbook` binary as a child process that serves one bank.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};

/// A server that runs, until it is killed, told to stop or dropped.
pub(crate) struct Program {
    child: Child,
    address: String,
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
        })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Ends it as a power cut would end a process: SIGKILL, no farewell.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
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
