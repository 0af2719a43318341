//! The program as an operator meets it: the real binary, its answers, its exit codes.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod admin;
mod anchor;
mod backup;
mod demo;
mod figures;
mod import;
mod init;
mod months;
mod refusals;
mod serve;
mod settings;
mod support;
