//! What may leave the bank: small numbers of people masked, and enough hidden beside them that
//! nobody can be worked out. The rule in full is `docs/decisions/0016-small-numbers.md`.
//!
//! **Shape.** [`protect()`] turns a report into a [`ProtectedReport`] for an [`Audience`]; every
//! file is written from that, so a figure that is masked in one is masked in all.
//! [`overlaps`] warns of two reports that give somebody away by their difference.
//!
//! **Limits.** Guards against working out what is masked from everything one report says, also
//! by somebody who knows these rules. It does not know what a reader has heard elsewhere.

mod activities;
mod alone;
mod audience;
mod exact;
mod overlap;
mod people;
mod proof;
mod protect;
mod report;
mod rows;
mod shown;
mod together;

pub use audience::Audience;
pub(crate) use audience::Rule;
pub use overlap::{Export, Overlap, against_handed_over, overlaps};
pub use proof::{AccountsRow, Holders, ProtectedProof};
pub use protect::protect;
pub use report::{
    CategoryRow, ChannelRow, MonthRow, PairRow, ProtectedFigure, ProtectedPrevious,
    ProtectedReport, Publish,
};
pub(crate) use rows::{Row, protect as protect_rows};
pub use shown::Shown;
