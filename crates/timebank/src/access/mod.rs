//! Getting in: passwords, links, printed codes, sessions, invitations and tokens. Only here does
//! a [`Person`] come into being.
//!
//! Secrets are 256 random bits handed out once; the file keeps their SHA-256. A password or a
//! printed code is hashed with argon2id, outside any write. Tries are counted before either is
//! checked.

mod code;
mod invitation;
mod link;
mod password;
mod secret;
mod session;
mod sign_in;
mod store;
mod token;

pub use code::{Code, begin_code, code_until, finish_code, make_code};
pub use invitation::{Invitation, Purpose, accept, invitation, invite, set_up};
pub use link::{Link, ask_link, begin_link, link, use_link};
pub use password::{Candidate, HashedPassword, check_password, hash_password, verify};
pub use secret::Secret;
pub use session::{
    LONGEST_ON_OWN_DEVICE, Opening, SessionInfo, SignedIn, Way, change_password, knows_session,
    resolve_session, sessions_of, sign_out, sign_out_elsewhere, touch_session,
};
pub use sign_in::{Gate, begin_own_check, begin_sign_in, finish_sign_in};
pub use token::{MOST_DAYS, TokenInfo, create_token, resolve_token, revoke_token, tokens};

use rusqlite::Connection;
use words::say;

use crate::actor::{Coordinator, Person, Role, System};
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::member;

/// The person behind a member, for whoever stands at the machine's command line.
pub fn person_for_system(conn: &Connection, _by: &System, id: MemberId) -> Result<Person> {
    Ok(Person::from_checked(&member::get(conn, id)?))
}

/// The coordinator behind a member, for whoever stands at the machine's command line.
pub fn coordinator_for_system(conn: &Connection, by: &System, id: MemberId) -> Result<Coordinator> {
    let person = person_for_system(conn, by, id)?;
    if person.role() < Role::Coordinator {
        return Err(Error::forbidden(say!("access-this-member-is-not-a")));
    }
    person.coordinator()
}

/// Whether a member has a password, and so a way in.
pub fn has_password(conn: &Connection, id: MemberId) -> Result<bool> {
    Ok(store::password(conn, id)?.is_some())
}
