//! A server: it answers, keeps a second one away, and stops when it is told to.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use crate::support::{Folder, names_in};

/// A running server; killed where a test fails before it stops.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts `hourbook serve` and waits until it says that it serves.
    fn start(folder: &Folder) -> Self {
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
        let mut line = String::new();
        while !line.contains("serving the bank") {
            line.clear();
            assert_ne!(
                log.read_line(&mut line).unwrap(),
                0,
                "the server ended early"
            );
        }
        child.stderr = Some(log.into_inner());
        Self { child, address }
    }

    /// Sends SIGTERM and gives the exit code.
    fn stop(mut self) -> Option<i32> {
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
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
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
        ["bank.hourbook", "bank.hourbook.lock"]
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
