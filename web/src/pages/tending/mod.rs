//! Looking after what waits: a note, somebody who looks after it, a day until which it rests.
//!
//! **Shape.** [`show`] is the page of one thing on To do; [`note`], [`assign`] and [`put_off`] are
//! its three forms. [`log`] is all that was written about a member, [`log_note`] adds to it, and
//! [`read_private`] shows what is private: it is a `POST`, because that somebody read it is written
//! down. [`ask_query`] and [`query`] ask the two of an exchange about it.

mod care;
mod log;
mod query;
mod topic;

pub(crate) use care::timeline;
pub use care::{assign, note, put_off, show};
pub use log::{log, log_note, read_private};
pub use query::{ask as ask_query, query};
pub(crate) use topic::Topic;

#[cfg(test)]
mod tests {
    use crate::pages::approvals::spanish::say_nothing_themselves;

    #[test]
    fn these_pages_say_nothing_themselves() {
        say_nothing_themselves(&[
            include_str!("../../../templates/tending/care.html"),
            include_str!("../../../templates/tending/log.html"),
            include_str!("../../../templates/tending/query.html"),
        ]);
    }
}
