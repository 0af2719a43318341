//! Gold discs: how many hours a length has, and how much of the last one.
//!
//! Coordinates are worked out in whole hundredths from a table of sines, so that the same length
//! is always the same picture.

use crate::words::Given;

/// The discs of one length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discs {
    /// Minutes in each disc, 60 for a whole one; empty for nought and for more than 12 hours.
    pub parts: Vec<u8>,
    /// Hours to give back are drawn dashed and empty.
    pub to_give_back: bool,
}

const MOST: u64 = 12;

impl Discs {
    /// The discs of a length in minutes.
    #[must_use]
    pub fn of(minutes: impl Given<i64>) -> Self {
        let minutes = minutes.given();
        let length = minutes.unsigned_abs();
        let parts = if length > MOST * 60 {
            Vec::new()
        } else {
            (0..length.div_ceil(60))
                .map(|hour| u8::try_from((length - hour * 60).min(60)).unwrap_or(60))
                .collect()
        };
        Self {
            parts,
            to_give_back: minutes < 0,
        }
    }
}

/// The outline of a part of an hour, 1 to 59 minutes, swept clockwise from 12 o'clock in a disc
/// of radius 7.5 around 12, 12.
#[must_use]
pub fn sweep(minutes: impl Given<u8>) -> String {
    let minute = usize::from(minutes.given()) % 60;
    let x = 1200 + hundredths(minute);
    let y = 1200 - hundredths(minute + 15);
    let large = u8::from(minute > 30);
    format!(
        "M12 12V4.5A7.5 7.5 0 {large} 1 {} {}z",
        decimal(x),
        decimal(y)
    )
}

/// 750 times the sine of a minute's angle.
fn hundredths(minute: usize) -> i32 {
    /// 750 times the sine of 0, 6, 12 … 90 degrees.
    const QUARTER: [i32; 16] = [
        0, 78, 156, 232, 305, 375, 441, 502, 557, 607, 650, 685, 713, 734, 746, 750,
    ];
    let minute = minute % 60;
    let (half, sign) = if minute < 30 {
        (minute, 1)
    } else {
        (minute - 30, -1)
    };
    sign * if half <= 15 {
        QUARTER[half]
    } else {
        QUARTER[30 - half]
    }
}

fn decimal(hundredths: i32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_a_disc_and_the_rest_is_a_part_of_one() {
        assert_eq!(Discs::of(210).parts, [60, 60, 60, 30]);
        assert_eq!(Discs::of(45).parts, [45]);
        assert!(Discs::of(0).parts.is_empty());
        assert!(Discs::of(-75).to_give_back);
        assert_eq!(Discs::of(-75).parts, [60, 15]);
    }

    #[test]
    fn more_than_twelve_hours_are_not_drawn() {
        assert_eq!(Discs::of(720).parts.len(), 12);
        assert!(Discs::of(721).parts.is_empty());
    }

    #[test]
    fn a_part_is_swept_clockwise_from_the_top() {
        assert_eq!(sweep(30), "M12 12V4.5A7.5 7.5 0 0 1 12 19.5z");
        assert_eq!(sweep(15), "M12 12V4.5A7.5 7.5 0 0 1 19.5 12z");
        assert_eq!(sweep(45), "M12 12V4.5A7.5 7.5 0 1 1 4.5 12z");
        assert_eq!(sweep(20), "M12 12V4.5A7.5 7.5 0 0 1 18.5 15.75z");
    }
}
