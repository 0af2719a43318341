//! Arguments of the commands of whoever looks after the machine: backups, ways in, settings.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{AnchorFlag, BankFlags, ServerFlags};

/// Backups.
#[derive(Debug, Subcommand)]
pub(crate) enum BackupCommand {
    /// Copy the bank, also while it is served, and check the copy down to the last digest.
    Create {
        #[command(flatten)]
        place: BankFlags,
        /// A file for the copy, or a folder, where the copy gets the bank’s name and the time.
        #[arg(long, value_name = "FILE_OR_FOLDER")]
        to: PathBuf,
    },
    /// Check a copy: it opens, it holds together, and its books prove themselves.
    Verify {
        /// The copy.
        file: PathBuf,
    },
    /// Put a copy in the place of the bank. The old file is kept aside.
    Restore {
        #[command(flatten)]
        place: BankFlags,
        #[command(flatten)]
        anchor: AnchorFlag,
        /// The copy to restore.
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
    },
}

/// The months of the book.
#[derive(Debug, Subcommand)]
pub(crate) enum MonthCommand {
    /// List the months that were closed, who is still to sign, and which can be closed next.
    List {
        #[command(flatten)]
        place: BankFlags,
    },
    /// Prove the book and close a month with its report. Two people then sign it on its page.
    Close {
        #[command(flatten)]
        place: BankFlags,
        /// The month, such as 2026-10.
        #[arg(value_name = "MONTH")]
        month: String,
    },
    /// Write the certificate of a closed month as a document to print, sign and file.
    Certificate {
        #[command(flatten)]
        place: BankFlags,
        /// The month, such as 2026-10.
        #[arg(value_name = "MONTH")]
        month: String,
        /// A file to write it into.
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Open the month that was closed last again.
    Reopen {
        #[command(flatten)]
        place: BankFlags,
        /// The month, such as 2026-10.
        #[arg(value_name = "MONTH")]
        month: String,
        /// Why.
        #[arg(long, value_enum)]
        reason: WhyReopened,
        /// Why, in words that every member can read.
        #[arg(long, value_name = "WORDS")]
        note: String,
    },
}

/// Why a month is opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WhyReopened {
    /// It should not have been closed, or not yet.
    ByMistake,
    /// Hours of the month came in late and are to count in it.
    LateHours,
    /// Something in it is to be put right.
    Correction,
    /// An auditor asked for it.
    Audit,
}

/// The anchor.
#[derive(Debug, Subcommand)]
pub(crate) enum AnchorCommand {
    /// Let the anchor count from the book as it is now, after an older copy was restored. Says
    /// what would be given up, and does it only with --yes.
    Accept {
        #[command(flatten)]
        place: BankFlags,
        #[command(flatten)]
        anchor: AnchorFlag,
        /// Accept the book as it is.
        #[arg(long)]
        yes: bool,
    },
}

/// Ways in.
#[derive(Debug, Subcommand)]
pub(crate) enum AdminCommand {
    /// Add an administrator and print the link with which they choose a password.
    Create {
        #[command(flatten)]
        link: LinkFlags,
        /// The administrator’s name.
        #[arg(long)]
        name: String,
        /// The administrator’s e-mail address.
        #[arg(long)]
        email: String,
    },
    /// Print a link with which a member chooses a new password.
    Reset {
        #[command(flatten)]
        link: LinkFlags,
        /// The member’s e-mail address or number.
        #[arg(value_name = "EMAIL_OR_NUMBER")]
        member: String,
    },
    /// Make, list and take back the tokens with which programs use the bank.
    #[command(subcommand)]
    Token(TokenCommand),
}

/// Which bank, and the address its links begin with.
#[derive(Args, Clone, Debug)]
pub(crate) struct LinkFlags {
    #[command(flatten)]
    pub(crate) place: BankFlags,
    /// The address that members type. [env: HOURBOOK_PUBLIC_URL]
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<String>,
}

/// Tokens.
#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Make a token and print it, this once.
    Create {
        #[command(flatten)]
        place: BankFlags,
        /// The member the token acts as: an e-mail address or a number.
        #[arg(long = "as", value_name = "EMAIL_OR_NUMBER")]
        acts_as: String,
        /// What the token is for.
        #[arg(long)]
        name: String,
        /// How many days the token lasts, at most 90.
        #[arg(long, default_value_t = 90)]
        days: i64,
    },
    /// List the tokens; none of them can be shown again.
    List {
        #[command(flatten)]
        place: BankFlags,
    },
    /// Take back every token of a name.
    Revoke {
        #[command(flatten)]
        place: BankFlags,
        /// The name the token was made with.
        name: String,
    },
}

/// Settings.
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Show every setting and where it comes from.
    Show(ServerFlags),
    /// Check that a server could start with these settings.
    Check(ServerFlags),
    /// Print a settings file with every setting explained.
    Example,
}
