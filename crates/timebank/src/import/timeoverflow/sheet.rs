//! The before/after sheet as text.

use std::fmt;

impl fmt::Display for super::model::Plan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "Import from TimeOverflow into {}", self.bank)
    }
}
