//! The book: accounts, transfers, entries, statements and their proof
