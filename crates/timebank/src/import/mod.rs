//! Bringing a bank in from another system.
