//! Running the program in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Members and balances as TimeOverflow exports them; nobody here lives.
const USERS: &str = "\
N,Username,Email,Phone,Alternative Phone,Created at,Last sign in,Locale,Balance
1,Ida Crowther,ida@example.org,01632 960301,,2024-01-10,,en,9000
2,Tom Brindle,tom@example.org,01632 960302,,2024-01-11,,en,-5400
3,Nora Brannigan,,01632 960303,,2024-02-01,,en,-3600
";

/// Their transfers.
const TRANSFERS: &str = "\
Date,From,To,Post,Quantity
2024-02-03,Tom Brindle (2),Ida Crowther (1),Gardening,1:30
2024-02-20,Nora Brannigan (3),Ida Crowther (1),Lifts,1:00
2024-03-05,Ida Crowther (1),Nora Brannigan (3),Sewing,0:45
";

/// A folder with, perhaps, a bank in it; both are gone when it is dropped.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with an empty bank, `bank.hourbook`.
    pub(crate) fn with_bank() -> Self {
        let folder = Self::new();
        let made = folder.run(&[
            "init",
            "--bank",
            "bank.hourbook",
            "--name",
            "Wrensham Timebank",
            "--admin",
            "nia@example.org",
            "--admin-name",
            "Nia Bevan",
        ]);
        made.succeeded();
        folder
    }

    /// A folder with a bank that has members and some history.
    pub(crate) fn with_history() -> Self {
        let folder = Self::with_bank();
        folder.write_history();
        folder.run(&IMPORT).succeeded();
        folder
    }

    /// Puts another system's files into the folder.
    pub(crate) fn write_history(&self) {
        fs::write(self.path("users.csv"), USERS).unwrap();
        fs::write(self.path("transfers.csv"), TRANSFERS).unwrap();
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The program, ready to be run in the folder, without settings of this machine.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hourbook"));
        command.current_dir(self.0.path()).args(arguments);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("HOURBOOK_")) {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        Answer::of(self.command(arguments).output().unwrap())
    }

    /// The bytes of a file, which no program may have open.
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }
}

/// Brings the other system's files in.
pub(crate) const IMPORT: [&str; 9] = [
    "import",
    "timeoverflow",
    "--bank",
    "bank.hourbook",
    "--users",
    "users.csv",
    "--transfers",
    "transfers.csv",
    "--commit",
];

/// What the program answered.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) error: String,
}

impl Answer {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            error: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// It did what was asked, and complained of nothing.
    pub(crate) fn succeeded(&self) -> &Self {
        assert_eq!((self.code, self.error.as_str()), (0, ""), "{}", self.out);
        self
    }

    /// It refused with this sentence alone.
    pub(crate) fn refused(&self, sentence: &str) {
        self.refused_with(1, sentence);
    }

    /// It refused with this exit code and this sentence alone.
    pub(crate) fn refused_with(&self, code: i32, sentence: &str) {
        assert_eq!(self.error.trim_end(), sentence);
        assert_eq!(self.code, code);
    }
}

/// The secret at the end of a link, or what stands alone on the last line.
pub(crate) fn last_word(text: &str) -> &str {
    text.trim_end().rsplit([' ', '\n', '/']).next().unwrap()
}

/// The names of the files in a folder.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
