//! A mail, as text and as HTML, from what is to be told. Sending it is the program's.
//!
//! Plain on purpose: no pictures, nothing fetched, no tracking. Whoever cannot read the one part
//! reads the other, and both name the number to ring.

use askama::Template;
use rusqlite::Connection;
use timebank::access::Secret;
use timebank::bank::{self, Bank};
use timebank::delivery::Errand;
use timebank::digest;
use timebank::joining::{ApplicantErrand, ApplicantNotice};
use timebank::outbox::NoticeKind;

use crate::notices::{self, Told};
use crate::settings::PublicUrl;

/// A mail, ready but for its envelope.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The name of the bank, for “from”.
    pub bank: String,
    /// Whom it is for.
    pub to_name: String,
    /// The subject line.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// The address whose `POST` ends mails of this kind; only where the member asked for them.
    pub unsubscribe: Option<String>,
}

#[derive(Template)]
#[template(path = "mail/mail.txt")]
struct Text<'a> {
    bank: &'a Bank,
    greeting: &'a str,
    told: &'a Told,
    url: &'a str,
    /// Where these mails are ended; empty where there is nothing to end.
    unsubscribe: &'a str,
}

#[derive(Template)]
#[template(path = "mail/mail.html")]
struct Html<'a> {
    bank: &'a Bank,
    greeting: &'a str,
    told: &'a Told,
    url: &'a str,
    /// Where these mails are ended; empty where there is nothing to end.
    unsubscribe: &'a str,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct LetterText<'a> {
    bank: &'a Bank,
    letter: &'a str,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterHtml<'a> {
    bank: &'a Bank,
    subject: &'a str,
    letter: &'a str,
}

/// The mail to somebody who asked to join: the coordinator's letter, word for word.
pub fn to_applicant(conn: &Connection, errand: &ApplicantErrand) -> Result<Mail, MailError> {
    let bank = bank::get(conn)?;
    let subject = match errand.kind {
        ApplicantNotice::Declined => format!("Your request to join {}", bank.name),
    };
    let letter = errand.letter.as_str();
    let text = LetterText {
        bank: &bank,
        letter,
    };
    let html = LetterHtml {
        bank: &bank,
        subject: &subject,
        letter,
    };
    Ok(Mail {
        text: text.render()?,
        html: html.render()?,
        to_name: errand.name.clone(),
        bank: bank.name.clone(),
        subject,
        unsubscribe: None,
    })
}

/// Why a mail cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The bank could not be read.
    #[error("the bank could not be read for a mail")]
    Bank(#[from] timebank::Error),
    /// A template failed.
    #[error("a mail could not be written")]
    Template(#[from] askama::Error),
}

impl From<rusqlite::Error> for MailError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Bank(error.into())
    }
}

/// The mail of an errand; nothing where what it told of is no longer there. `link` is the secret
/// of a link to sign in, for the notice that brings one.
pub fn write(
    conn: &Connection,
    errand: &Errand,
    address: &PublicUrl,
    link: Option<&Secret>,
) -> Result<Option<Mail>, MailError> {
    let bank = bank::get(conn)?;
    let told = match link {
        Some(secret) => Some(notices::sign_in_link(&bank.name, secret)),
        None => notices::words_of(conn, &errand.notice, bank.zone)?,
    };
    let Some(told) = told else {
        return Ok(None);
    };
    let url = address.to_string();
    let greeting = errand.greeting.as_str();
    let unsubscribe = match errand.notice.kind {
        NoticeKind::Digest => digest::token(conn, errand.notice.member)?,
        _ => None,
    };
    let unsubscribe = unsubscribe.map(|token| format!("{url}/unsubscribe/{token}"));
    let link = unsubscribe.as_deref().unwrap_or_default();
    let text = Text {
        bank: &bank,
        greeting,
        told: &told,
        url: &url,
        unsubscribe: link,
    };
    let html = Html {
        bank: &bank,
        greeting,
        told: &told,
        url: &url,
        unsubscribe: link,
    };
    Ok(Some(Mail {
        text: text.render()?,
        html: html.render()?,
        to_name: errand.name.clone(),
        subject: told.subject.clone(),
        bank: bank.name,
        unsubscribe,
    }))
}
