//! Members as coordinators see them: the list, one member's page, adding and changing, letting
//! somebody in, and where a membership and its role stand.

mod code;
mod form;
mod history;
mod invitation;
mod list;
mod merging;
mod profile;
mod role;
mod standing;

pub use code::print_code;
pub use form::{add, ask, change, edit};
pub use invitation::invite;
pub use list::list;
pub use merging::{ask as ask_to_merge, merge};
pub use profile::show;
pub use role::{ask as ask_role, give as give_role};
pub use standing::{ask as ask_state, change as change_state};

use timebank::Role;
use timebank::member::State;

use crate::components::{Tag, Tone};

/// Where a membership stands, in a word.
fn tag(state: State) -> Tag {
    match state {
        State::Applicant => Tag::new("Wants to join", Tone::Waiting),
        State::Active => Tag::new("Active", Tone::Approved),
        State::Paused => Tag::new("Paused", Tone::Plain),
        State::Left => Tag::new("Left", Tone::Plain),
    }
}

/// A role, as the value of a fact.
const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Reader => "Reader",
        Role::Member => "Member",
        Role::Treasurer => "Treasurer",
        Role::Coordinator => "Coordinator",
        Role::Administrator => "Administrator",
    }
}
