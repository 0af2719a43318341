//! A setting's value and where it came from.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::failure::{Failure, Outcome};

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The command line.
    Flag(String),
    /// An environment variable.
    Environment(String),
    /// The settings file.
    File(PathBuf, &'static str),
    /// Nobody said anything.
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) | Self::Environment(name) => formatter.write_str(name),
            Self::File(path, key) => write!(formatter, "“{key}” in {}", path.display()),
            Self::Default => formatter.write_str("default"),
        }
    }
}

/// A value with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value<T> {
    pub(crate) value: T,
    pub(crate) source: Source,
}

impl<T> Value<T> {
    pub(super) const fn default(value: T) -> Self {
        Self {
            value,
            source: Source::Default,
        }
    }

    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Value<U> {
        Value {
            value: change(self.value),
            source: self.source,
        }
    }

    /// The sentence for a value that cannot stand: it names where the value was given.
    pub(crate) fn wrong(&self, rule: &str) -> Failure {
        let sentence = format!("{} {rule}", self.source);
        match self.source {
            Source::Flag(_) => Failure::usage(sentence),
            _ => Failure::new(sentence),
        }
    }
}

/// The layers below the flags.
pub(super) struct Layers<'a> {
    pub(super) environment: &'a dyn Fn(&str) -> Option<String>,
    pub(super) file: Option<&'a Path>,
}

impl Layers<'_> {
    /// The value of the highest layer that has one.
    pub(super) fn pick(
        &self,
        key: &'static str,
        flag: Option<String>,
        file: Option<String>,
    ) -> Option<Value<String>> {
        if let Some(value) = flag {
            let name = if key == "trusted_proxies" {
                "trusted-proxy"
            } else {
                key
            };
            let source = Source::Flag(format!("--{}", name.replace('_', "-")));
            return Some(Value { value, source });
        }
        let variable = format!("HOURBOOK_{}", key.to_uppercase());
        if let Some(value) = (self.environment)(&variable).filter(|value| !value.is_empty()) {
            return Some(Value {
                value,
                source: Source::Environment(variable),
            });
        }
        let path = self.file?.to_path_buf();
        file.map(|value| Value {
            value,
            source: Source::File(path, key),
        })
    }
}

/// A value read from its text, or the default.
pub(super) fn parsed<T: FromStr>(
    found: Option<Value<String>>,
    default: &str,
    rule: &str,
) -> Outcome<Value<T>> {
    let found = found.unwrap_or_else(|| Value::default(default.to_owned()));
    match found.value.parse() {
        Ok(value) => Ok(Value {
            value,
            source: found.source,
        }),
        Err(_) => Err(found.wrong(rule)),
    }
}
