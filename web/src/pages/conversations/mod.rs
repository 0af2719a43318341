//! Messages: what two members write each other about one exchange or one listing.
//!
//! **Shape.** `list` shows one's conversations; `show` is the page of one, or of the first
//! message of one that has not begun, with its form; `act` holds what is done there; `call` asks
//! coordinators to join or reports a message; `desk` is the same page for a coordinator who was
//! called in; `talk` is what the page of an exchange or a listing says of it.
//!
//! **Limits.** Opening a page changes nothing: whoever wants it marked as read presses a button,
//! and a coordinator reads by a `POST`, because that somebody read it is written down.

mod act;
mod call;
mod desk;
mod list;
mod show;
pub(crate) mod talk;

pub use act::{add, begin, mark_read};
pub use call::{ask as ask_to_call, call};
pub use desk::{inspect, settle};
pub use list::list;
pub use show::{first, show};

use timebank::ConversationId;

/// The page of a conversation.
pub(crate) fn address(id: ConversationId) -> String {
    format!("/conversations/{id}")
}

/// The beginning of a text, on one line.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        assert_eq!(shortened("Tea\nand cake", 40), "Tea and cake");
        assert_eq!(shortened("Tea and cake", 8), "Tea and…");
    }
}
