//! Settings: a flag beats the environment, the environment beats the file, the file beats the
//! default.
//!
//! The file is TOML and is read only where `--config` or `HOURBOOK_CONFIG` names it. A key that
//! Hourbook does not know is an error with its line, so that a slip of the pen is not silently a
//! default. No setting is a secret: the mail server’s password stands in a file of its own.

mod file;
mod value;

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use web::settings::PublicUrl;

use crate::anchor;
use crate::cli::Flags;
use crate::failure::{Failure, Outcome};
use crate::mail::{MailSettings, Said};
use file::File;
use value::{Layers, parsed};
pub(crate) use value::{Source, Value};

/// A settings file with every setting explained.
pub(crate) const EXAMPLE: &str = include_str!("config/example.toml");

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// A line of text for each event.
    Text,
    /// A JSON object on a line for each event.
    Json,
}

/// Every setting, with where it came from.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The bank’s file; most commands need one.
    pub(crate) bank: Option<Value<PathBuf>>,
    /// Where the head of the book is kept; beside the bank unless a path is named.
    pub(crate) anchor: Option<Value<PathBuf>>,
    /// The address the server listens at.
    pub(crate) listen: Value<SocketAddr>,
    /// The address members type.
    pub(crate) public_url: Value<String>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub(crate) trusted_proxies: Value<Vec<String>>,
    /// How the log is written.
    pub(crate) log: Value<LogFormat>,
    /// Whether other machines may be answered without https.
    pub(crate) allow_plain_http: Value<bool>,
    /// What was said about mail: each name with its value.
    mail: Vec<(&'static str, Option<Value<String>>)>,
}

impl Settings {
    /// The settings of this run.
    pub(crate) fn load(flags: &Flags) -> Outcome<Self> {
        Self::resolve(flags, &|name| std::env::var(name).ok())
    }

    fn resolve(flags: &Flags, environment: &dyn Fn(&str) -> Option<String>) -> Outcome<Self> {
        let variable = environment("HOURBOOK_CONFIG").filter(|path| !path.is_empty());
        let named = flags.config.clone().or_else(|| variable.map(PathBuf::from));
        let file = named
            .as_deref()
            .map(File::read)
            .transpose()?
            .unwrap_or_default();
        let layers = Layers {
            environment,
            file: named.as_deref(),
        };
        let listen = parsed(
            layers.pick("listen", flags.listen.clone(), file.listen),
            "127.0.0.1:8080",
            "must be an address and a port, like 127.0.0.1:8080",
        )?;
        let path_of = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        let bank = layers
            .pick("bank", path_of(&flags.bank), file.bank)
            .map(|bank| bank.map(PathBuf::from));
        let anchor = layers
            .pick("anchor", path_of(&flags.anchor), file.anchor)
            .map(|anchor| anchor.map(PathBuf::from))
            .or_else(|| Some(Value::default(anchor::beside(&bank.as_ref()?.value))));
        let own_address = format!("http://{}", listen.value);
        let plain = layers.pick(
            "allow_plain_http",
            flags.allow_plain_http.then(|| "true".into()),
            file.allow_plain_http.map(|allowed| allowed.to_string()),
        );
        let proxies = (!flags.trusted_proxy.is_empty()).then(|| flags.trusted_proxy.join(","));
        let proxies = layers
            .pick(
                "trusted_proxies",
                proxies,
                file.trusted_proxies.map(|list| list.join(",")),
            )
            .unwrap_or_else(|| Value::default(String::new()));
        Ok(Self {
            bank,
            anchor,
            public_url: layers
                .pick("public_url", flags.public_url.clone(), file.public_url)
                .unwrap_or_else(|| Value::default(own_address)),
            trusted_proxies: proxies.map(|list| {
                list.split(',')
                    .map(|one| one.trim().to_owned())
                    .filter(|one| !one.is_empty())
                    .collect()
            }),
            log: parse_log(layers.pick("log", flags.log.clone(), file.log))?,
            allow_plain_http: parsed(plain, "false", "must be true or false")?,
            mail: mail(&layers, flags, file.mail),
            listen,
        })
    }

    /// The server that takes mail; none where none is named.
    pub(crate) fn mail(&self) -> Outcome<Option<MailSettings>> {
        let said = |name: &str| {
            let found = self.mail.iter().find(|(key, _)| *key == name);
            found.and_then(|(_, value)| value.as_ref().map(|value| value.value.clone()))
        };
        MailSettings::understand(&Said {
            server: said("mail_server"),
            security: said("mail_security"),
            from: said("mail_from"),
            user: said("mail_user"),
            password_file: said("mail_password_file").map(PathBuf::from),
            ca_file: said("mail_ca_file").map(PathBuf::from),
        })
    }

    /// The bank’s file, or how to name one.
    pub(crate) fn bank(&self) -> Outcome<&Path> {
        self.bank.as_ref().map(|bank| bank.value.as_path()).ok_or_else(|| {
            Failure::usage(
                "Name the bank’s file with --bank FILE, with HOURBOOK_BANK, or as “bank” in the \
                 settings file.",
            )
        })
    }

    /// Where the head of the book is kept.
    pub(crate) fn anchor(&self) -> Outcome<&Value<PathBuf>> {
        let bank = self.bank()?;
        // A bank that is known has one beside it at least.
        let anchor = self.anchor.as_ref().ok_or_else(Failure::silent)?;
        anchor::check_path(&anchor.value, bank)?;
        Ok(anchor)
    }

    /// The address that members type, understood.
    pub(crate) fn web_address(&self) -> Outcome<PublicUrl> {
        self.public_url.value.parse().map_err(|_| {
            self.public_url
                .wrong("must look like https://bank.example.org, without a path")
        })
    }

    /// The server listens at `address`: so does the public address, unless one was given.
    pub(crate) fn listens_at(&mut self, address: SocketAddr) {
        self.listen.value = address;
        if self.public_url.source == Source::Default {
            self.public_url.value = format!("http://{address}");
        }
    }

    /// Each setting on a line: its name, its value, where it came from.
    pub(crate) fn lines<'a>(&'a self) -> Vec<(&'static str, String, &'a Source)> {
        let path = |path: &'a Option<Value<PathBuf>>| match path {
            Some(path) => (path.value.display().to_string(), &path.source),
            None => ("(none)".to_owned(), &Source::Default),
        };
        let ((bank, bank_from), (anchor, anchor_from)) = (path(&self.bank), path(&self.anchor));
        let log = if self.log.value == LogFormat::Json {
            "json"
        } else {
            "text"
        };
        let proxies = if self.trusted_proxies.value.is_empty() {
            "(none)".to_owned()
        } else {
            self.trusted_proxies.value.join(", ")
        };
        let mut lines = vec![
            ("bank", bank, bank_from),
            ("anchor", anchor, anchor_from),
            ("listen", self.listen.value.to_string(), &self.listen.source),
            (
                "public_url",
                self.public_url.value.clone(),
                &self.public_url.source,
            ),
            ("trusted_proxies", proxies, &self.trusted_proxies.source),
            ("log", log.to_owned(), &self.log.source),
            (
                "allow_plain_http",
                self.allow_plain_http.value.to_string(),
                &self.allow_plain_http.source,
            ),
        ];
        for (name, value) in &self.mail {
            lines.push(match value {
                Some(value) => (*name, value.value.clone(), &value.source),
                None => (*name, "(none)".to_owned(), &Source::Default),
            });
        }
        lines
    }
}

/// What the layers say about mail, key by key.
fn mail(
    layers: &Layers<'_>,
    flags: &Flags,
    file: file::Mail,
) -> Vec<(&'static str, Option<Value<String>>)> {
    let flags = flags.mail.clone();
    let said: [(&'static str, Option<String>, Option<String>); 6] = [
        ("mail_server", flags.server, file.server),
        ("mail_security", flags.security, file.security),
        ("mail_from", flags.from, file.from),
        ("mail_user", flags.user, file.user),
        (
            "mail_password_file",
            flags.password_file,
            file.password_file,
        ),
        ("mail_ca_file", flags.ca_file, file.ca_file),
    ];
    said.into_iter()
        .map(|(key, flag, file)| (key, layers.pick(key, flag, file)))
        .collect()
}

fn parse_log(found: Option<Value<String>>) -> Outcome<Value<LogFormat>> {
    let Some(found) = found else {
        // A person reads a terminal; a journal or a file is read by programs.
        let watched = std::io::stderr().is_terminal();
        let usual = if watched {
            LogFormat::Text
        } else {
            LogFormat::Json
        };
        return Ok(Value::default(usual));
    };
    match LogFormat::from_str(&found.value, true) {
        Ok(format) => Ok(found.map(|_| format)),
        Err(_) => Err(found.wrong("must be text or json")),
    }
}

#[cfg(test)]
mod tests;
