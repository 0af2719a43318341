//! The anchor: a book that lost its last transfers is only read, until a person accepts it.

use std::fs;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use timebank::clock::new_id;
use timebank::member;

use crate::serve::{Server, get, request};
use crate::support::{Answer, Folder, last_word};

/// A bank with some history, whose members act through the API.
struct Bank {
    folder: Folder,
    ida: String,
    tom: String,
    tokens: [String; 3],
}

impl Bank {
    fn new() -> Self {
        let folder = Folder::with_history();
        let tokens = ["ida", "tom", "nia"].map(|name| {
            let acts_as = format!("{name}@example.org");
            let made = folder.run(&[
                "admin",
                "token",
                "create",
                "--bank",
                "bank.hourbook",
                "--as",
                &acts_as,
                "--name",
                "test",
            ]);
            last_word(&made.out).to_owned()
        });
        let id = |email: &str| {
            let conn = Connection::open(folder.path("bank.hourbook")).unwrap();
            let found = member::with_email(&conn, email).unwrap().unwrap();
            found.id.to_string()
        };
        let (ida, tom) = (id("ida@example.org"), id("tom@example.org"));
        Self {
            folder,
            ida,
            tom,
            tokens,
        }
    }

    fn post(&self, server: &Server, token: usize, path: &str, body: &Value) -> String {
        let headers = format!(
            "Authorization: Bearer {}\r\nContent-Type: application/json\r\n",
            self.tokens[token]
        );
        let what = format!("POST /api/v1/exchanges{path}");
        request(&server.address, &what, &headers, &body.to_string())
    }

    fn record(&self, server: &Server, id: &str) -> String {
        let exchange = json!({
            "id": id,
            "giver": self.ida,
            "receiver": self.tom,
            "done_on": "2026-01-15",
            "minutes": 30,
            "category_id": 1,
        });
        self.post(server, 0, "", &exchange)
    }

    /// Brings an exchange into the book.
    fn exchange(&self, server: &Server) {
        let id = new_id().to_string();
        let nothing = json!({});
        for answer in [
            self.record(server, &id),
            self.post(server, 1, &format!("/{id}/confirmation"), &nothing),
            self.post(server, 2, &format!("/{id}/approval"), &nothing),
        ] {
            assert!(answer.starts_with("HTTP/1.1 20"), "{answer}");
        }
    }

    /// The number and the digest of the newest transfer.
    fn head(&self) -> (u64, String) {
        let proof = self.verify(&["--format", "json"]);
        let proof: Value = serde_json::from_str(&proof.out).unwrap();
        let head = &proof["head"];
        (
            head["number"].as_u64().unwrap(),
            head["digest"].as_str().unwrap().to_owned(),
        )
    }

    fn verify(&self, extra: &[&str]) -> Answer {
        let mut arguments = vec!["verify", "--bank", "bank.hourbook"];
        arguments.extend_from_slice(extra);
        self.folder.run(&arguments)
    }

    fn accept(&self, extra: &[&str]) -> Answer {
        let mut arguments = vec!["anchor", "accept", "--bank", "bank.hourbook"];
        arguments.extend_from_slice(extra);
        self.folder.run(&arguments)
    }

    fn anchor(&self) -> String {
        fs::read_to_string(self.folder.path("bank.hourbook.anchor")).unwrap()
    }

    /// Waits until the anchor ends with this transfer.
    fn anchored(&self, server: &Server, seq: u64) {
        let beginning = format!("{seq} ");
        while !self
            .anchor()
            .lines()
            .next_back()
            .is_some_and(|line| line.starts_with(&beginning))
        {
            // The server is the clock: it must be alive for the anchor to get there.
            get(&server.address, "/livez");
        }
    }

    /// The server reads and does not write, and says why.
    fn is_read_only(&self, server: &Server, why: &str) {
        assert!(server.said.contains(why), "{}", server.said);
        let ready = get(&server.address, "/readyz");
        assert!(ready.starts_with("HTTP/1.1 503"), "{ready}");
        assert!(ready.contains(why), "{ready}");
        assert!(get(&server.address, "/livez").starts_with("HTTP/1.1 200"));
        assert!(get(&server.address, "/sign-in").starts_with("HTTP/1.1 200"));
        let headers = format!("Authorization: Bearer {}\r\n", self.tokens[0]);
        let list = request(&server.address, "GET /api/v1/exchanges", &headers, "");
        assert!(list.starts_with("HTTP/1.1 200"), "{list}");
        let refused = self.record(server, &new_id().to_string());
        assert!(refused.starts_with("HTTP/1.1 503"), "{refused}");
        assert!(
            refused.contains("Nothing can be written just now"),
            "{refused}"
        );
    }

    fn writes(&self, server: &Server) {
        assert!(get(&server.address, "/readyz").starts_with("HTTP/1.1 200"));
        self.exchange(server);
    }
}

/// Keeps the log from being brought into the file while it is held.
fn reader(bank: &Path) -> Connection {
    let conn = Connection::open_with_flags(bank, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .unwrap();
    conn.execute_batch("BEGIN").unwrap();
    ledger::head(&conn).unwrap();
    conn
}

#[test]
fn the_head_is_written_down_as_the_book_grows() {
    let bank = Bank::new();
    let (before, digest) = bank.head();
    let server = Server::start(&bank.folder);
    bank.anchored(&server, before);
    assert!(bank.anchor().starts_with(&format!("{before} {digest} ")));
    bank.exchange(&server);
    bank.anchored(&server, before + 1);
    bank.exchange(&server);
    assert_eq!(server.stop(), Some(0));
    // It stopped within a second of the last one, and wrote it down nevertheless.
    let (after, digest) = bank.head();
    assert_eq!(after, before + 2);
    let anchor = bank.anchor();
    let last = anchor.lines().next_back().unwrap();
    assert!(last.starts_with(&format!("{after} {digest} ")), "{anchor}");
    let proof = bank.verify(&["--anchor", "bank.hourbook.anchor"]);
    let said = &proof.succeeded().out;
    assert!(said.contains("The book reaches its anchor"), "{said}");
    assert!(
        said.contains(" steps of months, every page of the file"),
        "{said}"
    );
    assert_eq!(
        bank.accept(&["--yes"]).succeeded().out,
        "The book reaches its anchor: there is nothing to accept.\n"
    );
    assert_eq!(bank.anchor(), anchor);
}

#[test]
fn a_book_that_lost_its_log_is_only_read_until_a_person_accepts_it() {
    let bank = Bank::new();
    let (before, _) = bank.head();
    let holds_the_log = reader(&bank.folder.path("bank.hourbook"));
    let server = Server::start(&bank.folder);
    bank.exchange(&server);
    bank.exchange(&server);
    bank.anchored(&server, before + 2);
    server.kill();
    drop(holds_the_log);
    for ending in ["-wal", "-shm"] {
        fs::remove_file(bank.folder.path(&format!("bank.hourbook{ending}"))).unwrap();
    }
    let why = format!(
        "The book ends before its anchor: transfers {} to {} are missing.",
        before + 1,
        before + 2
    );
    let anchor = bank.anchor();
    let server = Server::start(&bank.folder);
    bank.is_read_only(&server, &why);
    assert_eq!(server.stop(), Some(0));
    assert_eq!(bank.anchor(), anchor);

    let proof = bank.verify(&[]);
    assert_eq!(proof.code, 1);
    assert!(proof.out.contains(&why), "{}", proof.out);
    assert!(!proof.out.contains("The books balance"), "{}", proof.out);
    let proof = bank.verify(&["--format", "json"]);
    assert_eq!(proof.code, 1);
    let proof: Value = serde_json::from_str(&proof.out).unwrap();
    assert_eq!(proof["clean"], false);
    assert_eq!(proof["anchor"]["reached"], false);
    assert_eq!(proof["anchor"]["head"]["number"], before + 2);
    assert_eq!(proof["findings"][0], why);

    bank.accept(&[]).refused(&format!(
        "{why} Nothing was changed. If they are to be given up, say so with --yes."
    ));
    assert_eq!(bank.anchor(), anchor);
    let accepted = bank.accept(&["--yes"]);
    let said = &accepted.succeeded().out;
    assert!(said.contains("Accepted on 2"), "{said}");
    assert!(said.contains(&format!("accepted {before} ")), "{said}");
    assert!(bank.anchor().starts_with(&anchor));
    let server = Server::start(&bank.folder);
    bank.writes(&server);
    assert_eq!(server.stop(), Some(0));
    bank.verify(&[]).succeeded();
}

#[test]
fn restoring_an_older_copy_says_what_is_missing_and_how_to_accept_that() {
    let bank = Bank::new();
    let place = ["--bank", "bank.hourbook"];
    let copy = ["backup", "create", place[0], place[1], "--to", "copy"];
    bank.folder.run(&copy).succeeded();
    let (before, _) = bank.head();
    let server = Server::start(&bank.folder);
    bank.exchange(&server);
    assert_eq!(server.stop(), Some(0));

    let restore = ["backup", "restore", place[0], place[1], "--from", "copy"];
    let restored = bank.folder.run(&restore);
    let said = &restored.succeeded().out;
    let why = format!("transfer {} is missing", before + 1);
    assert!(said.contains(&why), "{said}");
    assert!(said.contains("hourbook anchor accept --bank"), "{said}");
    let server = Server::start(&bank.folder);
    bank.is_read_only(&server, &why);
    assert_eq!(server.stop(), Some(0));

    bank.accept(&["--yes"]).succeeded();
    let server = Server::start(&bank.folder);
    bank.writes(&server);
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_book_written_anew_is_not_taken_for_the_one_that_was_anchored() {
    let bank = Bank::new();
    let (end, _) = bank.head();
    let server = Server::start(&bank.folder);
    bank.anchored(&server, end);
    assert_eq!(server.stop(), Some(0));
    // As long, with every digest right by itself.
    let other = Bank::new();
    fs::copy(
        other.folder.path("bank.hourbook"),
        bank.folder.path("bank.hourbook"),
    )
    .unwrap();
    let why = format!("transfers 1 to {end} are not as written down");
    let bank = Bank {
        folder: bank.folder,
        ..other
    };
    let server = Server::start(&bank.folder);
    bank.is_read_only(&server, &why);
    assert_eq!(server.stop(), Some(0));
    let proof = bank.verify(&[]);
    assert_eq!(proof.code, 1);
    assert!(proof.out.contains(&why), "{}", proof.out);
}

#[test]
fn a_damaged_anchor_is_named_by_its_line_and_a_torn_end_is_nothing() {
    let bank = Bank::new();
    let (end, digest) = bank.head();
    let anchor = bank.folder.path("named.anchor");
    let named = ["--anchor", "named.anchor"];
    bank.verify(&named)
        .refused("There is no anchor named.anchor. Check the path.");
    fs::write(&anchor, format!("{end} {digest} 1\n{end} {digest}")).unwrap();
    bank.verify(&named).succeeded();
    fs::write(&anchor, format!("not a line\n{end} {digest} 1\n")).unwrap();
    let proof = bank.verify(&named);
    assert_eq!(proof.code, 1);
    assert!(
        proof.out.contains("Line 1 of the anchor cannot be read."),
        "{}",
        proof.out
    );
}

#[test]
fn an_anchor_that_cannot_be_is_refused_before_the_bank_is_served() {
    let folder = Folder::with_bank();
    let serve = |anchor| folder.run(&["serve", "--bank", "bank.hourbook", "--anchor", anchor]);
    serve("./bank.hourbook").refused_with(
        2,
        "./bank.hourbook is a file of the bank itself. Name another path for the anchor.",
    );
    let refused = serve("nowhere/anchor");
    assert_eq!(refused.code, 1);
    assert!(
        refused
            .error
            .contains("The anchor nowhere/anchor could not be written."),
        "{}",
        refused.error
    );
}
