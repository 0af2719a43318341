//! One message by its key, in the language of the present work.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::LazyLock;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, StaticLoader};

use crate::figures;
use crate::given::Count;
use crate::language::{Language, language};

fluent_templates::static_loader! {
    static TEXTS = {
        locales: "./locales",
        fallback_language: "en-GB",
        customise: |bundle| {
            // Marks that isolate a name from the text around it would stand in mails and files.
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(written));
        },
    };
}

/// Numbers inside a message are written as everywhere: with their thousands marked.
fn written<M>(value: &FluentValue<'_>, _memory: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => {
            // Only whole numbers are ever given, see `Value`.
            let digits = number.as_string();
            digits.parse::<i64>().ok().map(figures::number)
        }
        _ => None,
    }
}

/// What a message is given to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A name, or words made before.
    Text(String),
    /// A whole number, on which the plural turns.
    Number(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Cow<'_, str>> for Value {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(number: $kind) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}
numbers!(u8, u16, u32, u64, usize, i32, i64);

/// Something that can be written, as a value of a message; for templates.
#[must_use]
pub fn text(text: impl Display) -> Value {
    Value::Text(text.to_string())
}

/// A number of things, as a value of a message; for templates.
#[must_use]
pub fn figure(number: impl Count) -> Value {
    Value::Number(i64::try_from(number.number()).unwrap_or(i64::MAX))
}

/// The message with this key.
#[must_use]
pub fn say(key: &str) -> String {
    said(key, None)
}

/// The message with this key, about these values.
#[must_use]
pub fn say_with(key: &str, values: impl AsRef<[(&'static str, Value)]>) -> String {
    let values: HashMap<Cow<'static, str>, FluentValue<'_>> = values
        .as_ref()
        .iter()
        .map(|(name, value)| {
            let value = match value {
                Value::Text(text) => FluentValue::from(text.as_str()),
                Value::Number(number) => FluentValue::from(number),
            };
            (Cow::Borrowed(*name), value)
        })
        .collect();
    said(key, Some(&values))
}

/// The message with this key, about these values: `say!("greeting", name = member.name())`.
#[macro_export]
macro_rules! say {
    ($key:literal $(,)?) => { $crate::say($key) };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::say_with($key, [$((stringify!($name), $crate::Value::from($value))),+])
    };
}

static TAGS: LazyLock<HashMap<Language, LanguageIdentifier>> = LazyLock::new(|| {
    Language::ALL
        .into_iter()
        .filter_map(|language| Some((language, language.tag().parse().ok()?)))
        .collect()
});

/// In the present language; where it lacks the message, in English; failing both, the key.
fn said(key: &str, values: Option<&HashMap<Cow<'static, str>, FluentValue<'_>>>) -> String {
    let texts: &StaticLoader = &TEXTS;
    for language in [language(), Language::English] {
        let found = TAGS
            .get(&language)
            .and_then(|tag| texts.lookup_single_language(tag, key, values).ok());
        if let Some(text) = found {
            return text;
        }
    }
    debug_assert!(false, "no message {key}, or a value of it is missing");
    key.to_owned()
}

/// A message in parts, for a sentence with a link or a field inside it: `Ask |Ruth| for it.`
///
/// Its parts are divided by upright strokes and are counted from 0; the template puts its own
/// markup around them, so that no markup stands in the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked(Vec<String>);

impl Marked {
    /// One part; empty where there are fewer.
    #[must_use]
    pub fn part(&self, index: usize) -> &str {
        self.0.get(index).map_or("", String::as_str)
    }
}

/// The parts of the message with this key.
#[must_use]
pub fn marked(key: &str) -> Marked {
    Marked(say(key).split('|').map(str::to_owned).collect())
}

/// The parts of the message with this key, about these values. A stroke in a value divides
/// nothing.
#[must_use]
pub fn marked_with(key: &str, values: impl AsRef<[(&'static str, Value)]>) -> Marked {
    // No text has this letter: it is for private use.
    const STROKE: char = '\u{e000}';
    let values: Vec<(&'static str, Value)> = values
        .as_ref()
        .iter()
        .map(|(name, value)| match value {
            Value::Text(text) => (*name, Value::Text(text.replace('|', &STROKE.to_string()))),
            Value::Number(number) => (*name, Value::Number(*number)),
        })
        .collect();
    let parts = say_with(key, values);
    Marked(
        parts
            .split('|')
            .map(|part| part.replace(STROKE, "|"))
            .collect(),
    )
}
