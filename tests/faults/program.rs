//! The `hourbook` binary as a child process that serves one bank.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A server that runs, until it is killed or dropped.
pub(crate) struct Program {
    child: Child,
    address: String,
}

impl Program {
    /// Starts `hourbook serve` on a free port and waits until it says where it listens.
    pub(crate) fn serve(bank: &Path) -> Self {
        let mut child = Command::new(binary())
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "json"])
            .arg("--bank")
            .arg(bank)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines
            .find_map(|line| {
                let line = line.ok()?;
                let start = line.find("http://127.0.0.1:")?;
                Some(line[start..].split_whitespace().next()?.to_owned())
            })
            .expect("the program says where it listens");
        // What it says later is read and thrown away, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            child,
            address: address.trim_end_matches('/').to_owned(),
        }
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

/// The binary beside this test's own folder in the target directory.
pub(crate) fn binary() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(Path::parent).unwrap();
    let binary = folder.join("hourbook");
    assert!(
        binary.exists(),
        "build the program first: cargo build -p hourbook"
    );
    binary
}
