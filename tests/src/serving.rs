//! The `hourbook` binary as a child process that serves one bank, for clients from outside.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// A server that runs until it is told to stop, killed or dropped.
pub struct Serving {
    child: Child,
    address: SocketAddr,
}

impl Serving {
    /// Starts `hourbook serve` on a free port and waits until it says where it listens.
    pub fn start(bank: &Path) -> Self {
        let mut child = Command::new(program())
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "json"])
            .arg("--bank")
            .arg(bank)
            .env("HOURBOOK_LOG_FILTER", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let address = lines
            .find_map(|line| {
                let line = line.ok()?;
                let (_, address) = line.split_once("http://")?;
                address.split_whitespace().next()?.parse().ok()
            })
            .expect("the program says where it listens");
        // What it says later is read and thrown away, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its process, for what a test asks the system about it.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Tells it to stop, as a service manager does.
    pub fn terminate(&self) {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status();
        assert!(told.is_ok_and(|status| status.success()), "it ended early");
    }

    /// Waits until it has ended by itself.
    pub fn ended(mut self) -> ExitStatus {
        self.child.wait().expect("the program ends")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Already ended when the test went as planned.
        let _killed = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// The binary beside this test's own folder in the target directory, or the one that
/// `HOURBOOK_UNDER_TEST` names.
pub fn program() -> PathBuf {
    if let Some(named) = std::env::var_os("HOURBOOK_UNDER_TEST") {
        return named.into();
    }
    let own = std::env::current_exe().expect("this program has a path");
    let found = own
        .ancestors()
        .skip(1)
        .take(3)
        .map(|folder| folder.join("hourbook"))
        .find(|path| path.is_file());
    found.expect("build the program first: cargo build -p hourbook")
}
