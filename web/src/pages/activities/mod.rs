//! Group activities: what is planned, who is on the list, who came, and who pays.
//!
//! **Shape.** [`list`] and [`show`] are for everybody: members put themselves on a list and take
//! themselves off it ([`sign_up`]). Coordinators plan ([`ask`], [`add`], [`edit`], [`change`]), put
//! people on the list ([`add_people`], [`remove`]), print a [`sheet`], mark who came and settle
//! ([`ask_to_settle`], [`settle`]): every line is shown before anything is written. [`ask_why`] and
//! [`end`] cancel what is planned and take back what is settled.

mod ending;
mod form;
mod list;
mod marks;
mod people;
mod settling;
mod sheet;
mod show;

pub use ending::{ask_why, end};
pub use form::{add, ask, change, edit};
pub use list::list;
pub use people::{add_people, remove, sign_up};
pub use settling::{ask_to_settle, settle};
pub use sheet::sheet;
pub use show::show;
