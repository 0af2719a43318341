//! The certificate of a closed month: its figures, where the hours stood, the head that holds
//! them in place, and who signed. As plain data for the page, and as one printed sheet with lines
//! for ink.
//!
//! **Limits.** A month that stands open has none. One page, unless a month was opened again many
//! times.

use std::io::Write;

use chrono::{DateTime, Utc};
use ledger::{AccountKind, Minutes, Month, ReopenReason};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::months::{self, Closing, Figures, History, SignOff};

use crate::pdf::{About, Column, Paper, Print, Row, Table};
use crate::{Result, words};

/// What a certificate says.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The month, with everything that became of it.
    pub history: History,
    /// The closing that stands.
    pub closing: Closing,
    /// The balances by kind of account after the last transfer of the month. They sum to nought.
    pub balances: Vec<(AccountKind, Minutes)>,
    /// The help of the month that came in since it was closed.
    pub late: Figures,
}

/// The certificate of a month as it stands; nothing where the month was opened again.
pub fn certificate(conn: &Connection, month: Month) -> timebank::Result<Option<Certificate>> {
    let history = months::of(conn, month)?;
    let Some(closing) = history.standing().cloned() else {
        return Ok(None);
    };
    let balances = ledger::trial_balance_at(conn, closing.head.seq)?;
    let late = months::late(conn, month, &closing)?;
    Ok(Some(Certificate {
        history,
        closing,
        balances,
        late,
    }))
}

impl Certificate {
    /// Lines for ink that nobody has filled on the screen.
    #[must_use]
    pub fn empty_lines(&self) -> usize {
        match self.closing.sign_off() {
            SignOff::ByTwo | SignOff::ByTheOnlyOne => 0,
            SignOff::Waits(left) => left,
        }
    }

    /// How far it has been signed, in a sentence.
    #[must_use]
    pub fn sign_off(&self) -> &'static str {
        match self.closing.sign_off() {
            SignOff::ByTwo => {
                "Two people have looked at these figures and at the last transfer of the month, \
                 and signed."
            }
            SignOff::ByTheOnlyOne => {
                "One person has signed: when the month was closed the timebank had nobody else \
                 who could. A second pair of eyes is still worth having; a trustee may sign in ink."
            }
            SignOff::Waits(1) => {
                "One person has signed. A second, who is somebody else, is still to sign."
            }
            SignOff::Waits(_) => "Nobody has signed yet. Two people are to.",
        }
    }

    /// The head as the stand-alone checker takes it: `9412:7b1e04…`.
    #[must_use]
    pub fn kept_head(&self) -> String {
        let head = self.closing.head;
        format!("{}:{}", head.seq, head.digest)
    }
}

/// Why a month was opened again, as it stands in a sentence.
#[must_use]
pub const fn reason(reason: ReopenReason) -> &'static str {
    match reason {
        ReopenReason::ByMistake => "It was closed by mistake, or too early",
        ReopenReason::LateHours => "Hours of the month came in late",
        ReopenReason::Correction => "Something in it is to be put right",
        ReopenReason::Audit => "An auditor asked for it",
    }
}

/// Writes it as a printed document, tagged. The same certificate made at the same moment is the
/// same to the byte.
pub fn write_pdf(
    certificate: &Certificate,
    bank: &Bank,
    made_at: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<()> {
    let month = certificate.history.month;
    let name = words::month(month.first_day());
    let title = format!("Month-end certificate, {name}");
    let mut paper = Paper::begin(About {
        title: format!("{}: {title}", bank.name),
        bank: bank.name.clone(),
        foot: format!("{} · certificate of {name}", bank.name),
        made_at,
        print: Print::Usual,
    })?;
    paper.title(&bank.name, &title);
    what_happened(certificate, bank, &mut paper);
    where_the_hours_stood(certificate, &name, &mut paper);
    the_last_line(certificate, &mut paper);
    signatures(certificate, bank, &mut paper);
    paper.space(12_000);
    paper.small(&format!(
        "Made from the book on {}.",
        instant(made_at, bank)
    ));
    paper.finish(out)
}

fn what_happened(certificate: &Certificate, bank: &Bank, paper: &mut Paper) {
    let (month, closing) = (certificate.history.month, &certificate.closing);
    let Figures { exchanges, minutes } = closing.figures;
    paper.lead(&format!(
        "Help given from {} to {}: {} in {}.",
        words::day(month.first_day()),
        words::day(month.last_day()),
        words::hours_said(minutes),
        words::counted(exchanges.unsigned_abs(), "exchange", "exchanges"),
    ));
    let by = match &closing.by {
        Some(by) => format!("by {by}"),
        None => "at the command line".to_owned(),
    };
    paper.text(&format!("Closed on {} {by}.", instant(closing.at, bank)));
    let late = certificate.late;
    if late != Figures::default() {
        paper.text(&format!(
            "Since then {} came in late or were put right ({}{}). They stand in the open month \
             of the book and keep their own day.",
            words::counted(late.exchanges.unsigned_abs(), "exchange", "exchanges"),
            if late.minutes > 0 { "+" } else { "" },
            words::hours(late.minutes),
        ));
    }
    for opened in certificate.history.reopenings() {
        paper.text(&format!(
            "The month had been closed before and was opened again on {}: {}. “{}”",
            instant(opened.at, bank),
            reason(opened.reason),
            opened.note
        ));
    }
}

fn where_the_hours_stood(certificate: &Certificate, name: &str, paper: &mut Paper) {
    paper.heading("Where the hours stood");
    let balances = &certificate.balances;
    let sum: i64 = balances.iter().map(|(_, minutes)| minutes.get()).sum();
    let row = |label: &str, minutes| Row::new([label.to_owned(), words::hours(minutes)]);
    let mut rows: Vec<Row> = balances
        .iter()
        .map(|(kind, minutes)| row(words::account_kind(*kind), minutes.get()))
        .collect();
    rows.push(row("Sum", sum).total());
    paper.table(&Table {
        summary: &format!("Accounts at the end of {name}, with their balances"),
        columns: &[Column::words("Account"), Column::figures("Balance")],
        rows: &rows,
    });
}

fn the_last_line(certificate: &Certificate, paper: &mut Paper) {
    paper.heading("The last line of the month");
    let head = certificate.closing.head;
    if head.seq == 0 {
        paper.text("Nothing had been written in the book by the end of the month.");
        return;
    }
    paper.text(&format!(
        "Transfer {}. Its digest holds it and every line before it in place: if any of them were \
         altered, these figures would no longer fit.",
        words::thousands(head.seq)
    ));
    paper.block(&[head.digest.grouped()]);
    paper.small(
        "SHA-256. Anyone can check it on another computer, from an export of the book and without \
         our program, with check_book.py and its option --head, which takes the number of the \
         transfer, a colon and the digest without its spaces.",
    );
}

fn signatures(certificate: &Certificate, bank: &Bank, paper: &mut Paper) {
    paper.heading("Signatures");
    paper.text(certificate.sign_off());
    let signed = certificate.closing.signatures.iter().map(|signature| {
        let name = format!("{}, {}", signature.name, signature.role.as_str());
        let when = format!("Signed on the screen on {}", instant(signature.at, bank));
        (name, when)
    });
    let empty = (0..certificate.empty_lines()).map(|_| {
        let room = "Name, office and date";
        ("To be signed".to_owned(), room.to_owned())
    });
    for (name, note) in signed.chain(empty) {
        paper.line_for_ink(&name, &note);
    }
}

/// `4 June 2026 at 9:32am`.
fn instant(at: DateTime<Utc>, bank: &Bank) -> String {
    let local = at.with_timezone(&bank.zone);
    let day = words::day(local.date_naive());
    format!("{day} at {}", local.format("%-I:%M%P"))
}
