//! Whose offer or request it is to be: one's own, or, for coordinators, somebody else's, who is
//! named by a link or typed by name or number.

use rusqlite::Connection;
use timebank::member::{self, Profile, Search, State};
use timebank::{MemberId, MemberNumber};

use crate::error::{Result, WebError};
use crate::forms::Form;
use crate::page::Page;
use crate::words::say;

/// Whose it is to be.
#[derive(Clone, Debug)]
pub(super) enum Whose {
    /// Of whoever fills in the form.
    Own,
    /// Somebody's, as typed in the field `who`.
    Typed,
    /// This member's.
    Of(Box<Profile>),
}

impl Whose {
    /// The member it is for, where that is somebody else and known.
    pub(super) fn other(&self) -> Option<&Profile> {
        match self {
            Self::Of(profile) => Some(profile),
            Self::Own | Self::Typed => None,
        }
    }

    /// Whether the form asks for a name.
    pub(super) const fn is_typed(&self) -> bool {
        matches!(self, Self::Typed)
    }
}

/// Which of the three a form says: no `for` is one's own, an empty one is to be typed. Anything
/// but one's own is for coordinators.
pub(super) fn asked(form: &Form, page: &Page) -> Result<Option<MemberId>> {
    if !form.has("for") {
        return Ok(None);
    }
    page.coordinator()?;
    match form.value("for") {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| WebError::not_found()),
    }
}

/// The member it is for, as the file knows them.
pub(super) fn known(
    conn: &Connection,
    form: &Form,
    asked: Option<MemberId>,
) -> timebank::Result<Whose> {
    match asked {
        Some(id) => Ok(Whose::Of(Box::new(member::get(conn, id)?))),
        None if form.has("for") => Ok(Whose::Typed),
        None => Ok(Whose::Own),
    }
}

/// The active member that was typed, by number or by name, or what to tell whoever typed it.
pub(super) fn find(
    conn: &Connection,
    typed: &str,
) -> timebank::Result<std::result::Result<Profile, String>> {
    if typed.is_empty() {
        return Ok(Err(say("listing-enter-a-name-or-a")));
    }
    if let Some(number) = MemberNumber::parse(typed) {
        let found = member::with_number(conn, number)?;
        return Ok(found.ok_or_else(|| say!("listing-no-member-has-the-number", typed = typed)));
    }
    let search = Search {
        words: typed.to_owned(),
        state: Some(State::Active),
        ..Search::default()
    };
    let mut found = member::search(conn, &search, 0, 20)?;
    if found.len() > 1 {
        let named = |profile: &Profile| profile.name.to_lowercase() == typed.to_lowercase();
        if found.iter().filter(|profile| named(profile)).count() == 1 {
            found.retain(named);
        }
    }
    Ok(match (found.pop(), found.is_empty()) {
        (Some(profile), true) => Ok(profile),
        (Some(_), false) => Err(say!("listing-several-members-fit-enter-the", typed = typed)),
        (None, _) => Err(say!("listing-no-active-member-is-called", typed = typed)),
    })
}
