//! The settings file.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::failure::{Failure, Outcome};

/// What may stand in it; everything may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) bank: Option<String>,
    pub(super) anchor: Option<String>,
    pub(super) listen: Option<String>,
    pub(super) public_url: Option<String>,
    pub(super) trusted_proxies: Option<Vec<String>>,
    pub(super) log: Option<String>,
    pub(super) allow_plain_http: Option<bool>,
    #[serde(default)]
    pub(super) mail: Mail,
}

/// The table `[mail]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mail {
    pub(super) server: Option<String>,
    pub(super) security: Option<String>,
    pub(super) from: Option<String>,
    pub(super) user: Option<String>,
    pub(super) password_file: Option<String>,
    pub(super) ca_file: Option<String>,
}

impl File {
    /// Reads the file. Paths in it are understood from the folder of the file.
    pub(super) fn read(path: &Path) -> Outcome<Self> {
        let text = fs::read_to_string(path).map_err(|error| {
            tracing::debug!(cause = %error, "what lay behind it");
            Failure::new(format!(
                "The settings file {} could not be read. Check the path and who may read it.",
                path.display()
            ))
        })?;
        let mut file = Self::parse(&text, path)?;
        let paths = [
            &mut file.bank,
            &mut file.anchor,
            &mut file.mail.password_file,
            &mut file.mail.ca_file,
        ];
        for named in paths {
            if let (Some(named), Some(folder)) = (named, path.parent()) {
                *named = folder.join(&*named).display().to_string();
            }
        }
        Ok(file)
    }

    fn parse(text: &str, path: &Path) -> Outcome<Self> {
        toml::from_str(text).map_err(|error| {
            let before = error
                .span()
                .and_then(|span| text.get(..span.start))
                .unwrap_or("");
            let line = before.matches('\n').count() + 1;
            let words = error.message().replace('`', "");
            let words = words.lines().next().unwrap_or("it cannot be read");
            Failure::new(format!("{}, line {line}: {words}.", path.display()))
        })
    }
}
