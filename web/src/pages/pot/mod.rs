//! Hours that are given without help: gifts to a person, donations to the pot, grants out of it;
//! and the page of the pot.
//!
//! Each is one form, a page that shows what will happen, and one button. The id of the transfer is
//! made with the form, so that sending twice moves the hours once.

mod deciding;
mod giving;
mod show;

pub use deciding::{approve as approve_grant, decline as decline_grant, show as show_grant};
pub use giving::{
    ask_donation, ask_gift, ask_grant, check_donation, check_gift, check_grant, donate, give, grant,
};
pub use show::show;
