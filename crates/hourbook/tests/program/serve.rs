//! A server: it answers, keeps a second one away, and stops when it is told to.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use crate::support::{Folder, names_in};

/// A running server; killed where a test fails before it stops.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    /// What it had said on its error stream when it began to serve.
    pub(crate) said: String,
}

impl Server {
    /// Starts `hourbook serve` and waits until it says that it serves.
    pub(crate) fn start(folder: &Folder) -> Self {
        let address = free_address();
        let mut child = folder
            .command(&[
                "serve",
                "--bank",
                "bank.hourbook",
                "--listen",
                &address,
                "--log",
                "json",
            ])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        while !said.contains("serving the bank") {
            let read = log.read_line(&mut said).unwrap();
            assert_ne!(read, 0, "the server ended early: {said}");
        }
        // What it says later is read and thrown away, so that it never waits for a reader.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Self {
            child,
            address,
            said,
        }
    }

    /// Ends it as a power cut would end a process: SIGKILL, no farewell.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends SIGTERM and gives the exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// An address nobody listens at just now.
pub(crate) fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .to_string()
}

/// The answer to a request for a page, headers and all.
pub(crate) fn get(address: &str, path: &str) -> String {
    request(address, &format!("GET {path}"), "", "")
}

/// The answer to a request with these further headers and this body.
pub(crate) fn request(address: &str, what: &str, headers: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    let request = format!(
        "{what} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\
         Content-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_bank_is_served_until_the_program_is_told_to_stop() {
    let folder = Folder::with_bank();
    let server = Server::start(&folder);
    let page = get(&server.address, "/sign-in");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("Wrensham Timebank"), "{page}");
    assert_eq!(server.stop(), Some(0));
    // Everything is in the one file again.
    assert_eq!(
        names_in(&folder.path("")),
        [
            "bank.hourbook",
            "bank.hourbook.anchor",
            "bank.hourbook.lock"
        ]
    );
}

#[test]
fn a_second_server_of_the_same_bank_is_refused() {
    let folder = Folder::with_bank();
    let server = Server::start(&folder);
    folder
        .run(&[
            "serve",
            "--bank",
            "bank.hourbook",
            "--listen",
            &free_address(),
        ])
        .refused("Another Hourbook is serving bank.hourbook. Stop it first, then try again.");
    // Looking is allowed meanwhile, and so is a copy.
    folder
        .run(&["verify", "--bank", "bank.hourbook"])
        .succeeded();
    folder
        .run(&[
            "backup",
            "create",
            "--bank",
            "bank.hourbook",
            "--to",
            "copy",
        ])
        .succeeded();
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn an_address_that_is_taken_is_named() {
    let folder = Folder::with_bank();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    folder
        .run(&["serve", "--bank", "bank.hourbook", "--listen", &address])
        .refused(&format!(
            "Hourbook cannot listen at {address}: another program listens there."
        ));
}
