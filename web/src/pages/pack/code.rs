//! A code of squares that a telephone reads (QR), as a path of a drawing: no picture file, no
//! colour of its own.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

/// Squares left blank on each side, as the standard asks.
const QUIET: usize = 4;

/// A code, drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code {
    /// How many squares a side has, the blank ones included.
    pub(super) side: usize,
    /// The dark squares, row by row.
    pub(super) path: String,
}

impl Code {
    /// The code of an address; nothing where it is too long for one.
    pub(super) fn of(address: &str) -> Option<Self> {
        let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
        let mut path = String::new();
        for row in 0..code.size {
            let mut column = 0;
            while column < code.size {
                let run = (column..code.size)
                    .take_while(|place| code[row][*place].value())
                    .count();
                if run > 0 {
                    // Writing to a string cannot fail.
                    let _ = write!(path, "M{} {}h{run}v1h-{run}z", column + QUIET, row + QUIET);
                }
                column += run.max(1);
            }
        }
        Some(Self {
            side: code.size + 2 * QUIET,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_stays_the_same() {
        let code = Code::of("https://bank.example.org/join").unwrap();
        assert_eq!(code, Code::of("https://bank.example.org/join").unwrap());
        let far = code.side - QUIET - 7;
        for corner in [
            "M4 4h7".to_owned(),
            format!("M{far} 4h7"),
            format!("M4 {far}h7"),
        ] {
            assert!(code.path.contains(&corner), "{corner}");
        }
    }

    #[test]
    fn what_no_code_can_hold_has_none() {
        assert_eq!(Code::of(&"x".repeat(5_000)), None);
    }
}
