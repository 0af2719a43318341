//! The figures: definitions, reconciliation, exports
