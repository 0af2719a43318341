//! People: who takes part, and what one member may know of another.
//!
//! Names, areas, what they say about themselves, what they offer and ask for. Telephone numbers
//! and addresses only where the member lets whoever looks see them; otherwise they write, or a
//! coordinator puts the two in touch.

mod list;
mod person;

pub use self::list::list;
pub use self::person::show;

use rusqlite::Connection;
use timebank::contact::Visible;
use timebank::member::MemberKind;
use timebank::{MemberId, Person, Role, block};

use crate::components::{Fact, Tag, Tone};
use crate::words::say;

/// For whom a list is made: those whom a block keeps apart from them are left out. Coordinators
/// look after everybody.
pub(crate) fn viewer(person: &Person) -> Option<MemberId> {
    (person.role() < Role::Coordinator).then(|| person.id())
}

/// Whether a block stands between whoever looks and a member; never for coordinators.
pub(crate) fn is_apart(
    conn: &Connection,
    person: &Person,
    other: MemberId,
) -> timebank::Result<bool> {
    match viewer(person) {
        Some(viewer) => block::between(conn, viewer, other),
        None => Ok(false),
    }
}

/// What may be seen of how somebody is reached, as facts.
pub(crate) fn reached(visible: &Visible) -> Vec<Fact> {
    [
        (say("people-telephone"), visible.phone.clone()),
        (say("people-email"), visible.email.clone()),
        (say("people-address"), visible.address.replace('\n', ", ")),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(key, value)| Fact::new(key, value))
    .collect()
}

/// The address of a person's page.
#[must_use]
pub fn address(id: MemberId) -> String {
    format!("/people/{id}")
}

/// What is said of a member that is not a person.
fn kind_tag(kind: MemberKind) -> Option<Tag> {
    match kind {
        MemberKind::Person => None,
        MemberKind::Organisation => Some(Tag::new(say("people-organisation"), Tone::Plain)),
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use chrono::{DateTime, NaiveDate};
    use ledger::AccountId;
    use timebank::member::{MemberKind, Profile, State};
    use timebank::{AreaId, MemberId, MemberNumber, Role};
    use uuid::Uuid;

    /// Dilys Prosser of Mill End, a member since March 2021.
    pub(crate) fn dilys() -> Profile {
        Profile {
            id: MemberId::new(Uuid::from_u128(1)),
            number: MemberNumber::new(23),
            kind: MemberKind::Person,
            name: "Dilys Prosser".to_owned(),
            known_as: "Dilys".to_owned(),
            email: Some("dilys@example.org".to_owned()),
            phone: "01632 960188".to_owned(),
            address: "2 Tanner’s Row\nMill End".to_owned(),
            area: Some(AreaId::new(2)),
            area_name: "Mill End".to_owned(),
            about: "I taught music.\n\nMy dog is called Biscuit.".to_owned(),
            role: Role::Member,
            state: State::Active,
            account: AccountId::new(Uuid::from_u128(11)),
            joined_on: NaiveDate::from_ymd_opt(2021, 3, 4),
            left_on: None,
            created_at: DateTime::UNIX_EPOCH,
            version: 5,
        }
    }
}
