//! Ids as types: an exchange's id cannot be passed where a member's is wanted.

use std::fmt;
use std::str::FromStr;

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id with these 128 bits.
            #[must_use]
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// The bits of the id.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Uuid::column_result(value).map(Self)
            }
        }
    };
}

macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// The id with this number.
            #[must_use]
            pub const fn new(id: i64) -> Self {
                Self(id)
            }

            /// The number of the id.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }
    };
}

uuid_id! {
    /// A member: a person or an organisation.
    MemberId
}
uuid_id! {
    /// An exchange. Its transfer in the book carries the same bits.
    ExchangeId
}
uuid_id! {
    /// An offer or a request.
    ListingId
}
uuid_id! {
    /// Question pages that are not finished yet.
    DraftId
}
uuid_id! {
    /// Paper slips that are typed in together.
    EnvelopeId
}
uuid_id! {
    /// A group activity. Its transfer in the book carries the same bits.
    ActivityId
}
uuid_id! {
    /// A note of the coordinators’ desk.
    NoteId
}
uuid_id! {
    /// An asking of neighbours about a request. The exchange it leads to carries the same bits.
    AskingId
}
uuid_id! {
    /// A message to many members.
    MailingId
}
uuid_id! {
    /// A few words on everybody’s Home page.
    AnnouncementId
}
uuid_id! {
    /// What two write each other about one thing: the id of its first message.
    ConversationId
}
uuid_id! {
    /// Somebody’s application to join.
    ApplicationId
}
uuid_id! {
    /// A check that a coordinator saw.
    CheckId
}
uuid_id! {
    /// A regular arrangement.
    SeriesId
}
uuid_id! {
    /// A file of people or exchanges that is brought in.
    SpreadsheetId
}
row_id! {
    /// A kind of help.
    CategoryId
}
row_id! {
    /// A part of the place the bank serves.
    AreaId
}
row_id! {
    /// A set-up of a report.
    SetupId
}

row_id! {
    /// What an hour of paid work costs from a day on.
    RateId
}

row_id! {
    /// A survey.
    SurveyId
}

row_id! {
    /// A story, with the consent of whoever told it.
    StoryId
}

row_id! {
    /// A project that somebody pays for.
    ProjectId
}

row_id! {
    /// Who pays for projects.
    FunderId
}

impl ExchangeId {
    /// The transfer this exchange is posted as: the same bits, so that it can be posted once.
    #[must_use]
    pub const fn transfer(self) -> ledger::TransferId {
        ledger::TransferId::new(self.0)
    }
}

impl AskingId {
    /// The exchange this asking leads to: the same bits, so that it is arranged once.
    #[must_use]
    pub const fn exchange(self) -> ExchangeId {
        ExchangeId::new(self.0)
    }
}

impl ActivityId {
    /// The transfer this activity is settled as: the same bits, so that it is settled once.
    #[must_use]
    pub const fn transfer(self) -> ledger::TransferId {
        ledger::TransferId::new(self.0)
    }
}

/// A member's number as it stands on slips and statements: the count with a check digit, as in
/// `W-0142-7`.
///
/// The check digit is Damm's: it catches every single wrong digit and every swap of neighbours
/// (H. M. Damm, *Total anti-symmetrische Quasigruppen*, 2004).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MemberNumber(u32);

impl MemberNumber {
    /// The number with this count; counts start at 1.
    #[must_use]
    pub const fn new(count: u32) -> Self {
        Self(count)
    }

    /// The count, without check digit.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// As printed by the bank with this prefix.
    #[must_use]
    pub fn printed(self, prefix: &str) -> String {
        format!("{prefix}-{:04}-{}", self.0, self.check_digit())
    }

    /// Reads what somebody typed: `W-0142-7`, `0142-7` or `142`. A check digit that is there
    /// must be right.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let digits = typed
            .trim()
            .trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let digits = digits.trim_start_matches(['-', ' ']);
        let (count, check) = match digits.split_once(['-', ' ']) {
            Some((count, check)) => (count, Some(check)),
            None => (digits, None),
        };
        let only_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !only_digits(count) {
            return None;
        }
        let number = Self(count.parse().ok().filter(|count| *count > 0)?);
        match check {
            None => Some(number),
            Some(check) if check == number.check_digit().to_string() => Some(number),
            Some(_) => None,
        }
    }

    fn check_digit(self) -> u8 {
        const TABLE: [[u8; 10]; 10] = [
            [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
            [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
            [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
            [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
            [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
            [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
            [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
            [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
            [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
            [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
        ];
        format!("{:04}", self.0).bytes().fold(0, |interim, digit| {
            TABLE[usize::from(interim)][usize::from(digit - b'0')]
        })
    }
}

impl ToSql for MemberNumber {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for MemberNumber {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        u32::column_result(value).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_back_as_it_is_printed() {
        for count in [1, 9, 142, 9_999, 12_345] {
            let number = MemberNumber::new(count);
            assert_eq!(MemberNumber::parse(&number.printed("W")), Some(number));
            assert_eq!(MemberNumber::parse(&count.to_string()), Some(number));
        }
    }

    #[test]
    fn a_wrong_check_digit_is_refused() {
        let printed = MemberNumber::new(142).printed("W");
        let (rest, check) = printed.rsplit_once('-').unwrap();
        for digit in 0..10 {
            if digit.to_string() != check {
                assert_eq!(MemberNumber::parse(&format!("{rest}-{digit}")), None);
            }
        }
    }

    #[test]
    fn two_neighbouring_digits_swapped_are_noticed() {
        let right = MemberNumber::new(1_427).check_digit();
        for swapped in [4_127, 1_247, 1_472] {
            assert_ne!(MemberNumber::new(swapped).check_digit(), right);
        }
    }

    #[test]
    fn words_are_not_numbers() {
        for typed in ["", "W-", "ann", "12a", "0", "W-0142-77"] {
            assert_eq!(MemberNumber::parse(typed), None, "{typed}");
        }
    }
}
