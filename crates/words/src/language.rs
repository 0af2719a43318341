//! The languages there are, and which one the present work is done in.

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::str::FromStr;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

/// A language in which all words exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English as it is written in Britain.
    #[default]
    English,
    /// Spanish as it is written in Spain.
    Spanish,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// Its BCP 47 tag, as in the `lang` of a page and in the bank's file: `en-GB`, `es`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::Spanish => "es",
        }
    }

    /// Its name in itself: whoever looks for it can read it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    /// The first language of an `Accept-Language` header that there is; its weights are respected.
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        for part in header.split(',').take(16) {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or_default();
            let weight = pieces
                .find_map(|piece| piece.trim().strip_prefix("q="))
                .map_or(1000, thousandths);
            let Ok(language) = tag.trim().parse::<Self>() else {
                continue;
            };
            if weight > 0 && best.is_none_or(|(found, _)| weight > found) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

/// `0.8` as 800; what is no weight counts as nought.
fn thousandths(weight: &str) -> u16 {
    let (whole, part) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let digits: String = part.chars().chain("000".chars()).take(3).collect();
    match whole {
        "1" => 1000,
        "0" => digits.parse().unwrap_or_default(),
        _ => 0,
    }
}

/// There are no words in this language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there are no words in this language")
    }
}

impl std::error::Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a tag; the region does not matter: `es-MX` is Spanish, `en` is English.
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Ok(Self::English),
            "es" => Ok(Self::Spanish),
            _ => Err(UnknownLanguage),
        }
    }
}

thread_local! {
    static PRESENT: Cell<Language> = const { Cell::new(Language::English) };
}

/// The language of the present work; English where nobody said another.
#[must_use]
pub fn language() -> Language {
    PRESENT.get()
}

/// Puts the language back that was there before, also when the work panics.
struct Before(Language);

impl Before {
    fn enter(language: Language) -> Self {
        Self(PRESENT.replace(language))
    }
}

impl Drop for Before {
    fn drop(&mut self) {
        PRESENT.set(self.0);
    }
}

/// Does a piece of work for somebody who reads this language.
pub fn speaking<T>(language: Language, work: impl FnOnce() -> T) -> T {
    let _before = Before::enter(language);
    work()
}

pin_project! {
    /// A future whose words are in one language, on whichever thread it runs.
    #[must_use = "a future does nothing unless it is awaited"]
    pub struct Speaking<F> {
        #[pin]
        work: F,
        language: Language,
    }
}

impl<F: Future> Future for Speaking<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let _before = Before::enter(*this.language);
        this.work.poll(context)
    }
}

/// Gives a future its language.
pub trait Speak: Future + Sized {
    /// The same work, with its words in this language.
    fn speaking(self, language: Language) -> Speaking<Self> {
        Speaking {
            work: self,
            language,
        }
    }
}

impl<F: Future> Speak for F {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_inside_work_has_its_own_language_and_leaves_the_outer_one_alone() {
        assert_eq!(language(), Language::English);
        speaking(Language::Spanish, || {
            assert_eq!(language(), Language::Spanish);
            speaking(Language::English, || {
                assert_eq!(language(), Language::English);
            });
            assert_eq!(language(), Language::Spanish);
        });
        assert_eq!(language(), Language::English);
    }

    #[test]
    fn a_panic_leaves_no_language_behind() {
        let caught = std::panic::catch_unwind(|| speaking(Language::Spanish, || panic!("told to")));
        assert!(caught.is_err());
        assert_eq!(language(), Language::English);
    }

    #[test]
    fn a_future_speaks_its_language_at_every_poll_and_nowhere_else() {
        let mut polls = 0;
        let mut work = Box::pin(
            std::future::poll_fn(move |_| {
                polls += 1;
                assert_eq!(language(), Language::Spanish);
                if polls == 3 {
                    Poll::Ready(())
                } else {
                    Poll::Pending
                }
            })
            .speaking(Language::Spanish),
        );
        let mut context = Context::from_waker(std::task::Waker::noop());
        while work.as_mut().poll(&mut context).is_pending() {
            assert_eq!(language(), Language::English);
        }
        assert_eq!(language(), Language::English);
    }

    #[test]
    fn a_browser_gets_the_language_it_likes_best_of_those_there_are() {
        let cases = [
            ("es", Some(Language::Spanish)),
            ("es-MX,es;q=0.9,en;q=0.8", Some(Language::Spanish)),
            ("cy, en-GB;q=0.8, es;q=0.9", Some(Language::Spanish)),
            ("en-US,en;q=0.5,es;q=0.3", Some(Language::English)),
            ("es;q=0, en;q=0.1", Some(Language::English)),
            ("es;q=0", None),
            ("cy", None),
            ("*", None),
            ("", None),
            (";;q=,;q=9,es;q=x", None),
        ];
        for (header, expected) in cases {
            assert_eq!(Language::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn a_tag_is_read_back_as_its_language() {
        for language in Language::ALL {
            assert_eq!(language.tag().parse(), Ok(language));
        }
        assert_eq!("cy".parse::<Language>(), Err(UnknownLanguage));
    }
}
