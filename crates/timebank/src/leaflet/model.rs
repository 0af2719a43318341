//! What a leaflet is, and what one must be like.

use chrono::{DateTime, Utc};

use crate::actor::Role;
use crate::error::{Error, FieldError, Result};
use crate::typed::tidy;

/// The address of the opening words of the page on joining.
pub const OPENING: &str = "join";

/// Addresses that lead somewhere else.
const TAKEN: [&str; 2] = ["new", "preview"];

/// Who may read a leaflet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Everybody, also who is not signed in.
    Everybody,
    /// Members, and who looks after the bank.
    Members,
    /// Coordinators and administrators.
    Coordinators,
}

impl Readers {
    /// All of them, from the most to the fewest.
    pub const ALL: [Self; 3] = [Self::Everybody, Self::Members, Self::Coordinators];

    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Members => "members",
            Self::Coordinators => "coordinators",
        }
    }

    /// The readers with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }

    /// Whether somebody with this role is one of them; nothing for somebody not signed in.
    #[must_use]
    pub fn include(self, role: Option<Role>) -> bool {
        match self {
            Self::Everybody => true,
            Self::Members => role.is_some_and(|role| role >= Role::Member),
            Self::Coordinators => role.is_some_and(|role| role >= Role::Coordinator),
        }
    }
}

/// A leaflet as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLeaflet {
    /// Its address: small letters, figures and hyphens. Empty: made from the title.
    pub slug: String,
    /// Its heading.
    pub title: String,
    /// Markdown.
    pub text: String,
    /// Who may read it.
    pub readers: Readers,
    /// Whether it is named at the foot of each page.
    pub in_foot: bool,
}

impl NewLeaflet {
    /// The same with its address, or what is wrong with it.
    pub fn checked(&self) -> Result<Self> {
        let mut new = Self {
            slug: self.slug.trim().to_owned(),
            title: tidy(&self.title),
            text: self.text.trim().to_owned(),
            ..self.clone()
        };
        if new.slug.is_empty() {
            new.slug = slug(&new.title);
        }
        if new.slug == OPENING {
            (new.readers, new.in_foot) = (Readers::Everybody, false);
        }
        let mut errors = Vec::new();
        let mut refuse = |field, message| errors.push(FieldError::new(field, message));
        if new.title.is_empty() || new.title.chars().count() > 80 {
            refuse("title", "Enter a title of 80 characters or less");
        } else if !is_slug(&new.slug) || TAKEN.contains(&&*new.slug) {
            let message = "Enter an address of small letters, figures and hyphens, such as \
                           lifts-to-hospital";
            refuse("slug", message);
        }
        if new.text.is_empty() || new.text.chars().count() > 20_000 {
            refuse("text", "Write the page, in 20,000 characters or less");
        }
        if errors.is_empty() {
            Ok(new)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

fn is_slug(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.len() <= 60 && text.chars().all(fits)
}

/// An address made from a title: "Lifts to the hospital" becomes `lifts-to-the-hospital`.
fn slug(title: &str) -> String {
    let small = title.to_lowercase();
    let words = small
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '’' && c != '\'')
        .map(|word| word.replace(['’', '\''], ""))
        .filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() + 1 > 60 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    slug
}

/// A leaflet as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaflet {
    /// Its address.
    pub slug: String,
    /// Its heading.
    pub title: String,
    /// Markdown.
    pub text: String,
    /// Who may read it.
    pub readers: Readers,
    /// Whether it is named at the foot of each page.
    pub in_foot: bool,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Which version this is: 1, 2, 3 …
    pub version: u32,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Leaflet {
    /// Whether somebody with this role may read it as it stands now.
    #[must_use]
    pub fn is_for(&self, role: Option<Role>) -> bool {
        let readers = if self.withdrawn {
            Readers::Coordinators
        } else {
            self.readers
        };
        readers.include(role)
    }

    /// Whether it is published and says just that to the same readers.
    pub(super) fn says(&self, new: &NewLeaflet) -> bool {
        let same = (&self.title, &self.text) == (&new.title, &new.text);
        !self.withdrawn && same && (self.readers, self.in_foot) == (new.readers, new.in_foot)
    }
}

/// One version of a leaflet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// 1, 2, 3 …
    pub version: u32,
    /// Its heading.
    pub title: String,
    /// Markdown.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A leaflet that is named at the foot of each page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InFoot {
    /// Its address.
    pub slug: String,
    /// Its heading.
    pub title: String,
    /// Who may read it.
    pub readers: Readers,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_from_the_title() {
        assert_eq!(slug("Lifts to the hospital!"), "lifts-to-the-hospital");
        assert_eq!(slug("What’s on – café & more"), "whats-on-caf-more");
        assert!(slug(&"word ".repeat(40)).len() <= 60);
        assert_eq!(slug("¿?"), "");
    }

    #[test]
    fn readers_are_told_apart() {
        let read = |readers: Readers| {
            [
                None,
                Some(Role::Reader),
                Some(Role::Member),
                Some(Role::Coordinator),
            ]
            .map(|role| readers.include(role))
        };
        assert_eq!(read(Readers::Everybody), [true; 4]);
        assert_eq!(read(Readers::Members), [false, false, true, true]);
        assert_eq!(read(Readers::Coordinators), [false, false, false, true]);
    }
}
