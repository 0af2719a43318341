//! What the operator says about mail, understood.

use std::fs;
use std::path::PathBuf;

use lettre::Address;

use crate::failure::{Failure, Outcome};

/// How the line to the mail server is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Security {
    /// TLS from the first byte, usually port 465.
    Tls,
    /// TLS after a greeting, usually port 587; without it nothing is sent.
    StartTls,
    /// None: for a mail server on the same machine.
    Plain,
}

impl Security {
    /// The security with this name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "tls" => Some(Self::Tls),
            "starttls" => Some(Self::StartTls),
            "none" => Some(Self::Plain),
            _ => None,
        }
    }

    const fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::Plain => 25,
        }
    }
}

/// Where mail is handed over, and in whose name.
#[derive(Clone, Debug)]
pub(crate) struct MailSettings {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) security: Security,
    /// A name and a password, where the server asks for them.
    pub(crate) login: Option<(String, String)>,
    /// The address that mail comes from.
    pub(crate) from: Address,
    /// A certificate authority of the operator's own, in PEM.
    pub(crate) authority: Option<Vec<u8>>,
}

/// What was said, as text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) server: Option<String>,
    pub(crate) security: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) user: Option<String>,
    pub(crate) password_file: Option<PathBuf>,
    pub(crate) ca_file: Option<PathBuf>,
}

impl MailSettings {
    /// The settings, or nothing where no server is named.
    pub(crate) fn understand(said: &Said) -> Outcome<Option<Self>> {
        let Some(server) = &said.server else {
            return Ok(None);
        };
        let security = said.security.as_deref().unwrap_or("tls");
        let security = Security::parse(security)
            .ok_or_else(|| Failure::new("mail_security must be tls, starttls or none"))?;
        let (host, port) = split(server, security)?;
        let own_machine = ["localhost", "127.0.0.1", "::1"].contains(&host.as_str());
        if security == Security::Plain && !own_machine {
            return Err(Failure::new(
                "mail_security = none sends passwords and mail readable over the network; it is \
                 for a mail server on this machine only",
            ));
        }
        let from = said.from.as_deref().unwrap_or_default();
        let from = from.parse().map_err(|_| {
            Failure::new(
                "mail_from must be the address that mail comes from, like bank@example.org",
            )
        })?;
        Ok(Some(Self {
            host,
            port,
            security,
            login: login(said)?,
            from,
            authority: said.ca_file.as_ref().map(read).transpose()?,
        }))
    }
}

fn split(server: &str, security: Security) -> Outcome<(String, u16)> {
    let wrong = || {
        Failure::new(
            "mail_server must look like mail.example.org or with a port, mail.example.org:587",
        )
    };
    let (host, port) = match server.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().map_err(|_| wrong())?),
        None => (server, security.usual_port()),
    };
    if host.is_empty() {
        return Err(wrong());
    }
    Ok((host.to_owned(), port))
}

fn login(said: &Said) -> Outcome<Option<(String, String)>> {
    match (&said.user, &said.password_file) {
        (None, None) => Ok(None),
        (Some(user), Some(path)) => {
            let secret = String::from_utf8_lossy(&read(path)?).trim_end().to_owned();
            Ok(Some((user.clone(), secret)))
        }
        _ => Err(Failure::new(
            "mail_user and mail_password_file belong together: give both or neither",
        )),
    }
}

fn read(path: &PathBuf) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| {
        tracing::debug!(cause = %error, "what lay behind it");
        Failure::new(format!(
            "{} could not be read. Check the path and who may read it.",
            path.display()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(server: &str, security: &str) -> Said {
        Said {
            server: Some(server.into()),
            security: Some(security.into()),
            from: Some("bank@example.org".into()),
            ..Said::default()
        }
    }

    #[test]
    fn without_a_server_no_mail_is_sent() {
        assert!(
            MailSettings::understand(&Said::default())
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn each_security_has_its_usual_port() {
        let port = |server, security| {
            MailSettings::understand(&said(server, security))
                .unwrap()
                .unwrap()
                .port
        };
        assert_eq!(port("mail.example.org", "tls"), 465);
        assert_eq!(port("mail.example.org", "starttls"), 587);
        assert_eq!(port("mail.example.org:2525", "starttls"), 2525);
        assert_eq!(port("localhost", "none"), 25);
    }

    #[test]
    fn mail_never_crosses_a_network_readable() {
        assert!(MailSettings::understand(&said("mail.example.org", "none")).is_err());
        assert!(MailSettings::understand(&said("mail.example.org", "ssl")).is_err());
    }

    #[test]
    fn a_name_without_a_password_is_noticed_at_the_start() {
        let mut half = said("mail.example.org", "tls");
        half.user = Some("bank".into());
        assert!(MailSettings::understand(&half).is_err());
    }
}
