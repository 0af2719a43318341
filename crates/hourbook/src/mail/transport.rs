//! Handing a mail over to the mail server, by SMTP.

use std::time::Duration;

use lettre::message::{Mailbox, MultiPart, header};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::{self, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use timebank::delivery::{Errand, Trouble};
use timebank::joining::ApplicantErrand;
use tokio::time::timeout;
use web::mail::Mail;

use super::settings::{MailSettings, Security};
use crate::failure::{Failure, Outcome};

/// How long the mail server may take for one mail, whatever it says meanwhile.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// What stands on the outside of a mail.
pub(super) struct Envelope {
    /// Names the mail among all of this bank.
    id: String,
    /// Whom it is for; nothing where there is no address any more.
    email: Option<String>,
}

impl From<&Errand> for Envelope {
    fn from(errand: &Errand) -> Self {
        let notice = &errand.notice;
        Self {
            id: format!("notice-{}-{}", notice.id, notice.at.timestamp()),
            email: errand.email.clone(),
        }
    }
}

impl From<&ApplicantErrand> for Envelope {
    fn from(errand: &ApplicantErrand) -> Self {
        Self {
            id: format!("application-{}-{}", errand.id, errand.at.timestamp()),
            email: Some(errand.email.clone()),
        }
    }
}

/// The way to the mail server.
pub(super) struct Transport {
    settings: MailSettings,
    smtp: AsyncSmtpTransport<Tokio1Executor>,
    patience: Duration,
}

impl Transport {
    /// A way that is opened when it is first needed.
    pub(super) fn new(settings: MailSettings, patience: Duration) -> Outcome<Self> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port)
            .timeout(Some(patience))
            .pool_config(PoolConfig::new().max_size(1))
            .tls(tls(&settings)?);
        if let Some((user, secret)) = &settings.login {
            builder = builder.credentials(Credentials::new(user.clone(), secret.clone()));
        }
        Ok(Self {
            smtp: builder.build(),
            settings,
            patience,
        })
    }

    /// Whether somebody answers at all, before any mail is handed over.
    pub(super) async fn knock(&self) -> Result<(), Trouble> {
        match timeout(self.patience, self.smtp.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(Trouble::PutOff),
            Ok(Err(error)) => {
                tracing::warn!(%error, "the mail server cannot be reached");
                Err(Trouble::Unreachable)
            }
            Err(_elapsed) => Err(Trouble::Unreachable),
        }
    }

    /// Hands one mail over.
    pub(super) async fn send(&self, envelope: &Envelope, mail: &Mail) -> Result<(), Trouble> {
        let message = self.message(envelope, mail).ok_or(Trouble::BadAddress)?;
        match timeout(self.patience, self.smtp.send(message)).await {
            Ok(Ok(_taken)) => Ok(()),
            Ok(Err(error)) => {
                tracing::debug!(%error, "what the mail server said");
                Err(trouble(&error))
            }
            Err(_elapsed) => Err(Trouble::Unsure),
        }
    }

    /// The message with both parts. The same notice always has the same id, so that a mail
    /// server that gets it twice can tell.
    fn message(&self, envelope: &Envelope, mail: &Mail) -> Option<Message> {
        let to = envelope.email.as_deref()?.parse().ok()?;
        let id = format!("<{}@{}>", envelope.id, self.settings.from.domain());
        let mut builder = Message::builder();
        if let Some(link) = &mail.unsubscribe {
            // One-click, as RFC 8058 has it: the mail program sends the POST itself.
            let lines = [
                ("List-Unsubscribe", format!("<{link}>")),
                (
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click".to_owned(),
                ),
            ];
            for (name, value) in lines {
                let name = header::HeaderName::new_from_ascii_str(name);
                builder = builder.raw_header(header::HeaderValue::new(name, value));
            }
        }
        builder
            .message_id(Some(id))
            .from(Mailbox::new(
                Some(mail.bank.clone()),
                self.settings.from.clone(),
            ))
            .to(Mailbox::new(Some(mail.to_name.clone()), to))
            .subject(mail.subject.clone())
            .header(header::MIME_VERSION_1_0)
            .multipart(MultiPart::alternative_plain_html(
                mail.text.clone(),
                mail.html.clone(),
            ))
            .ok()
    }
}

/// A refusal is the server's word; anything else happened on the line, perhaps after the mail
/// was handed over.
fn trouble(error: &smtp::Error) -> Trouble {
    if error.is_permanent() {
        Trouble::Refused
    } else if error.is_transient() {
        Trouble::PutOff
    } else {
        Trouble::Unsure
    }
}

fn tls(settings: &MailSettings) -> Outcome<Tls> {
    if settings.security == Security::Plain {
        return Ok(Tls::None);
    }
    let unusable = |what: &str, error: smtp::Error| {
        tracing::debug!(cause = %error, "what lay behind it");
        Failure::new(format!(
            "{what} cannot be used for a safe line to the mail server."
        ))
    };
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(authority) = &settings.authority {
        let certificate = Certificate::from_pem(authority)
            .map_err(|error| unusable("The file mail_ca_file", error))?;
        parameters = parameters.add_root_certificate(certificate);
    }
    let parameters = parameters
        .build_rustls()
        .map_err(|error| unusable("The name in mail_server", error))?;
    Ok(if settings.security == Security::Tls {
        Tls::Wrapper(parameters)
    } else {
        Tls::Required(parameters)
    })
}
