//! What may be typed. The help texts are written for whoever looks after a bank.
//!
//! Only arguments are understood here; where a setting comes from is for [`crate::config`] to
//! say, and what a command does is for [`crate::commands`].

#![expect(
    clippy::doc_markdown,
    reason = "help texts are printed as they stand, without backticks"
)]

mod desk;
mod files;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use desk::{
    AdminCommand, AnchorCommand, BackupCommand, ConfigCommand, LinkFlags, MonthCommand,
    TokenCommand, WhyReopened,
};
pub(crate) use files::{
    Days, ExportCommand, HealthFormat, ImportCommand, JournalFormat, ListFlags, ListFormat,
    NetworkFormat, Readers, ReportCommand, ReportFormat, TimeOverflow, VerifyFormat,
};

/// Hourbook keeps the hours of a timebank: one program, one file, and books that prove themselves.
#[derive(Debug, Parser)]
#[command(
    name = "hourbook",
    version,
    propagate_version = true,
    max_term_width = 100
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make an empty bank and print the link with which its first administrator sets it up.
    Init(Init),
    /// Serve a bank to its members until the program is told to stop.
    Serve(ServerFlags),
    /// Make a believable bank, serve it on this machine and print who may sign in.
    Demo(Demo),
    /// Bring a bank’s members and history in from another system.
    #[command(subcommand)]
    Import(ImportCommand),
    /// Print a report, ending with the proof that it agrees with the book.
    #[command(subcommand)]
    Report(ReportCommand),
    /// Write the bank’s records out for other programs.
    #[command(subcommand)]
    Export(ExportCommand),
    /// Prove the whole book, and say in one line how it stands.
    Verify(Verify),
    /// Remind, hand on and end what has waited long enough. A bank that is served does this itself.
    Sweep(BankFlags),
    /// List the months of the book, close one, or open the last one again.
    #[command(subcommand)]
    Month(MonthCommand),
    /// Look after the anchor, which shows whether the book lost its last transfers.
    #[command(subcommand)]
    Anchor(AnchorCommand),
    /// Make, check and restore backups.
    #[command(subcommand)]
    Backup(BackupCommand),
    /// Give administrators and programs a way in.
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Show where each setting comes from, check them, or print an example file.
    #[command(subcommand)]
    Config(ConfigCommand),
}

/// Which bank, and where settings are read.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct BankFlags {
    /// The bank’s file. [env: HOURBOOK_BANK]
    #[arg(long, value_name = "FILE")]
    pub(crate) bank: Option<PathBuf>,
    /// A settings file, in TOML. [env: HOURBOOK_CONFIG]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// Where the head of the book is kept.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct AnchorFlag {
    /// The file the head of the book is kept in, best on another disk; beside the bank unless
    /// given. [env: HOURBOOK_ANCHOR]
    #[arg(long, value_name = "FILE")]
    pub(crate) anchor: Option<PathBuf>,
}

/// The flags of the server, and of the commands that look at its settings.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ServerFlags {
    #[command(flatten)]
    pub(crate) place: BankFlags,
    #[command(flatten)]
    pub(crate) anchor: AnchorFlag,
    /// The address and port to listen at; 127.0.0.1:8080 unless given. [env: HOURBOOK_LISTEN]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
    /// The address that members type, such as https://bank.example.org. [env: HOURBOOK_PUBLIC_URL]
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<String>,
    /// A proxy, or a range of them, whose word about addresses is believed; may be given again.
    /// [env: HOURBOOK_TRUSTED_PROXIES]
    #[arg(long, value_name = "CIDR")]
    pub(crate) trusted_proxy: Vec<String>,
    /// How the log is written: text or json; text on a terminal and json elsewhere unless given.
    /// [env: HOURBOOK_LOG]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) log: Option<String>,
    /// Answer other machines without https. Passwords can then be read on the way.
    /// [env: HOURBOOK_ALLOW_PLAIN_HTTP]
    #[arg(long)]
    pub(crate) allow_plain_http: bool,
    #[command(flatten)]
    pub(crate) mail: MailFlags,
}

/// Where mail for members is handed over.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct MailFlags {
    /// The server that takes mail, such as mail.example.org or mail.example.org:587; no mail is
    /// sent without it. [env: HOURBOOK_MAIL_SERVER]
    #[arg(long = "mail-server", value_name = "HOST")]
    pub(crate) server: Option<String>,
    /// How the line to it is kept secret: tls (usual), starttls, or none for a server on this
    /// machine. [env: HOURBOOK_MAIL_SECURITY]
    #[arg(long = "mail-security", value_name = "HOW")]
    pub(crate) security: Option<String>,
    /// The address that mail comes from. [env: HOURBOOK_MAIL_FROM]
    #[arg(long = "mail-from", value_name = "ADDRESS")]
    pub(crate) from: Option<String>,
    /// The name the mail server asks for. [env: HOURBOOK_MAIL_USER]
    #[arg(long = "mail-user", value_name = "NAME")]
    pub(crate) user: Option<String>,
    /// The file that holds the password for it. [env: HOURBOOK_MAIL_PASSWORD_FILE]
    #[arg(long = "mail-password-file", value_name = "FILE")]
    pub(crate) password_file: Option<String>,
    /// A certificate authority of your own, in PEM. [env: HOURBOOK_MAIL_CA_FILE]
    #[arg(long = "mail-ca-file", value_name = "FILE")]
    pub(crate) ca_file: Option<String>,
}

/// What the command line says about settings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flags {
    pub(crate) bank: Option<PathBuf>,
    pub(crate) anchor: Option<PathBuf>,
    pub(crate) config: Option<PathBuf>,
    pub(crate) listen: Option<String>,
    pub(crate) public_url: Option<String>,
    pub(crate) trusted_proxy: Vec<String>,
    pub(crate) log: Option<String>,
    pub(crate) allow_plain_http: bool,
    pub(crate) mail: MailFlags,
}

impl From<&BankFlags> for Flags {
    fn from(flags: &BankFlags) -> Self {
        Self {
            bank: flags.bank.clone(),
            config: flags.config.clone(),
            ..Self::default()
        }
    }
}

impl Flags {
    /// The flags of a command that looks at the anchor.
    pub(crate) fn with_anchor(place: &BankFlags, anchor: &AnchorFlag) -> Self {
        Self {
            anchor: anchor.anchor.clone(),
            ..Self::from(place)
        }
    }
}

impl From<&ServerFlags> for Flags {
    fn from(flags: &ServerFlags) -> Self {
        Self {
            listen: flags.listen.clone(),
            public_url: flags.public_url.clone(),
            trusted_proxy: flags.trusted_proxy.clone(),
            log: flags.log.clone(),
            allow_plain_http: flags.allow_plain_http,
            mail: flags.mail.clone(),
            ..Self::with_anchor(&flags.place, &flags.anchor)
        }
    }
}

/// The settings of a new bank.
#[derive(Args, Debug)]
pub(crate) struct Init {
    #[command(flatten)]
    pub(crate) place_of_file: BankFlags,
    /// The name members know the bank by.
    #[arg(long)]
    pub(crate) name: String,
    /// The e-mail address of the first administrator.
    #[arg(long, value_name = "EMAIL")]
    pub(crate) admin: String,
    /// The name of the first administrator.
    #[arg(long, value_name = "NAME", default_value = "Administrator")]
    pub(crate) admin_name: String,
    /// One to four capital letters in front of references; the bank’s initial unless given.
    #[arg(long, value_name = "LETTERS")]
    pub(crate) prefix: Option<String>,
    /// The town or district the bank serves.
    #[arg(long, value_name = "TOWN", default_value = "")]
    pub(crate) place: String,
    /// The bank’s time zone.
    #[arg(long, value_name = "ZONE", default_value = "Europe/London")]
    pub(crate) time_zone: String,
    /// Whom members ring.
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(crate) contact_name: String,
    /// The telephone number members ring.
    #[arg(long, value_name = "NUMBER", default_value = "")]
    pub(crate) contact_phone: String,
    /// When somebody answers, such as “Monday to Friday, 9am to 4pm”.
    #[arg(long, value_name = "HOURS", default_value = "")]
    pub(crate) contact_hours: String,
    /// The address that members will type. [env: HOURBOOK_PUBLIC_URL]
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<String>,
}

/// The demo bank.
#[derive(Args, Debug)]
pub(crate) struct Demo {
    /// A folder to keep the bank in; one that holds a demo bank already is served as it is. A
    /// temporary folder unless given, gone when the program stops.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) dir: Option<PathBuf>,
    /// The address to listen at; 127.0.0.1:8080 or the next free port unless given.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<std::net::SocketAddr>,
    /// Tell another story of the same people.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Make the bank and stop, without serving it. Needs --dir.
    #[arg(long, requires = "dir")]
    pub(crate) no_serve: bool,
    /// Tell the story as of this day.
    #[arg(long, value_name = "DAY", hide = true)]
    pub(crate) today: Option<chrono::NaiveDate>,
}

/// The proof of the book.
#[derive(Args, Debug)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) place: BankFlags,
    #[command(flatten)]
    pub(crate) anchor: AnchorFlag,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = VerifyFormat::Text)]
    pub(crate) format: VerifyFormat,
}
