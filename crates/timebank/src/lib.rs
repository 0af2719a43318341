//! The community: members, what they offer and ask for, the exchanges between them, and who may
//! do what.
//!
//! **Shape.** One directory per noun, each with the same files: `mod.rs` (commands and queries),
//! `model.rs` (types, states, transitions; no SQL) and `store.rs` (the SQL of that noun).
//! Commands take a `&Transaction`, the actor as a typed parameter and a [`Moment`]; the
//! outermost caller owns the commit, so that "approve" and "post" are one commit.
//!
//! **Limits.** Plain synchronous code: no HTTP, no async, no templates. The tables of the book
//! are reached through the `ledger` crate only. Every command writes one audit row, and an
//! outbox row for whoever is to be told, in the same transaction.
//!
//! **Layering.** Uses `ledger`, `words` and `rusqlite`; used by `reports`, `web` and the program.

pub mod access;
pub mod activity;
pub mod actor;
pub mod agreement;
pub mod announcement;
pub mod answer;
pub mod asking;
pub mod audit;
pub mod bank;
pub mod block;
pub mod books;
pub mod category;
pub mod checks;
pub mod circumstances;
pub mod clock;
pub mod contact;
pub mod conversation;
pub mod deeds;
pub mod delivery;
pub mod desk;
pub mod digest;
pub mod draft;
pub mod error;
pub mod exchange;
pub mod first_day;
pub mod handover;
pub mod ids;
pub mod import;
pub mod joining;
pub mod leaflet;
pub mod listing;
pub mod mailing;
pub mod member;
pub mod merge;
pub mod months;
pub mod needs;
pub mod outbox;
pub mod policy;
pub mod pot;
pub mod project;
mod rows;
pub mod series;
pub mod setup;
pub mod slip;
pub mod spreadsheet;
pub mod statement;
mod store;
pub mod story;
pub mod survey;
pub mod thanks;
mod typed;
pub mod worth;

pub use actor::{Administrator, Coordinator, Member, Person, Role, System, Treasurer};
pub use clock::{Channel, Moment};
pub use error::{Error, FieldError, Kind, Result};
pub use ids::{
    ActivityId, AnnouncementId, ApplicationId, AreaId, AskingId, CategoryId, CheckId,
    ConversationId, DraftId, EnvelopeId, ExchangeId, FunderId, ListingId, MailingId, MemberId,
    MemberNumber, NoteId, ProjectId, RateId, SeriesId, SetupId, SpreadsheetId, StoryId, SurveyId,
};
