//! The users' file: `N, Username, Email, Phone, Alternative Phone, Created at, Last sign in,
//! Locale, Balance`. It lists active members only; the balance is in seconds.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use ledger::Minutes;

use super::fields::{day, number};
use super::rows::{Row, note, rows};
use crate::error::Error;
use crate::ids::MemberNumber;
use crate::import::timeoverflow::model::{BadLine, SourceFile};
use crate::member::Details;

const COLUMNS: usize = 9;

/// The source gives addresses here to members who have none.
const DUMMY_DOMAIN: &str = "@example.com";

/// An active member of the source.
pub(in crate::import::timeoverflow) struct UserRow {
    pub(in crate::import::timeoverflow) line: u64,
    pub(in crate::import::timeoverflow) number: MemberNumber,
    pub(in crate::import::timeoverflow) details: Details,
    pub(in crate::import::timeoverflow) joined_on: NaiveDate,
    pub(in crate::import::timeoverflow) seconds: i64,
}

/// The usable lines, and what the bad ones leave behind.
pub(in crate::import::timeoverflow) struct Users {
    pub(in crate::import::timeoverflow) rows: Vec<UserRow>,
    /// Numbers whose only line is bad, with that line: these people have not left.
    pub(in crate::import::timeoverflow) spoiled: HashMap<MemberNumber, u64>,
    /// How many second telephone numbers are not brought over.
    pub(in crate::import::timeoverflow) second_phones: usize,
}

pub(super) fn read(file: &SourceFile, today: NaiveDate, bad: &mut Vec<BadLine>) -> Users {
    let mut users = Users {
        rows: Vec::new(),
        spoiled: HashMap::new(),
        second_phones: 0,
    };
    let mut numbers: HashMap<MemberNumber, u64> = HashMap::new();
    let mut emails: HashMap<String, u64> = HashMap::new();
    for row in rows(file, COLUMNS, |row| number(row.cell(0)).is_some(), bad) {
        let user = user(&row, today).and_then(|user| {
            unique(&mut numbers, &mut emails, &user)?;
            Ok(user)
        });
        match user {
            Ok(user) => {
                let both = !row.cell(3).is_empty() && !row.cell(4).is_empty();
                users.second_phones += usize::from(both && row.cell(3) != row.cell(4));
                users.rows.push(user);
            }
            Err(reason) => {
                if let Some(number) = number(row.cell(0)) {
                    users.spoiled.entry(number).or_insert(row.line);
                }
                note(bad, file, row.line, reason);
            }
        }
    }
    let good: HashSet<MemberNumber> = users.rows.iter().map(|user| user.number).collect();
    users.spoiled.retain(|number, _| !good.contains(number));
    users
}

fn user(row: &Row, today: NaiveDate) -> Result<UserRow, String> {
    let number =
        number(row.cell(0)).ok_or_else(|| format!("“{}” is not a member number", row.cell(0)))?;
    let phone = if row.cell(3).is_empty() {
        row.cell(4)
    } else {
        row.cell(3)
    };
    let details = Details {
        name: row.cell(1).to_owned(),
        email: real_email(row.cell(2)),
        phone: phone.to_owned(),
        ..Details::default()
    };
    let details = details.checked().map_err(in_words)?;
    let joined_on = day(row.cell(5), "the day of joining", today)?;
    let seconds: i64 = row.cell(8).parse().map_err(|_| {
        format!(
            "the balance “{}” is not a whole number of seconds",
            row.cell(8)
        )
    })?;
    if Minutes::new(rounded(seconds)).is_none() {
        return Err(format!(
            "the balance {seconds} is more than a book can hold"
        ));
    }
    Ok(UserRow {
        line: row.line,
        number,
        details,
        joined_on,
        seconds,
    })
}

/// Seconds to the nearest minute, half a minute upwards, also below nought: whole minutes added
/// to a balance then never change how its odd seconds are rounded, and a later import of the
/// same members finds what the first one made.
pub(in crate::import::timeoverflow) const fn rounded(seconds: i64) -> i64 {
    seconds.saturating_add(30).div_euclid(60)
}

fn real_email(cell: &str) -> Option<String> {
    let dummy = cell.to_lowercase().ends_with(DUMMY_DOMAIN);
    (!cell.is_empty() && !dummy).then(|| cell.to_owned())
}

/// A form's messages as the reason of a bad line.
fn in_words(error: Error) -> String {
    let Error::Invalid(fields) = error else {
        return error.to_string();
    };
    let reasons: Vec<&str> = fields
        .iter()
        .map(|field| match field.field {
            "name" if field.message.starts_with("Enter") => "there is no name",
            "name" => "the name is longer than 120 characters",
            "phone" => "the telephone number is longer than 40 characters",
            "email" => "the email address is not in the form name@example.org",
            _ => &field.message,
        })
        .collect();
    reasons.join("; ")
}

fn unique(
    numbers: &mut HashMap<MemberNumber, u64>,
    emails: &mut HashMap<String, u64>,
    user: &UserRow,
) -> Result<(), String> {
    if let Some(line) = numbers.get(&user.number) {
        return Err(format!(
            "member number {} stands in line {line} already",
            user.number.get()
        ));
    }
    if let Some(email) = &user.details.email {
        if let Some(line) = emails.get(&email.to_lowercase()) {
            return Err(format!(
                "the email address {email} stands in line {line} already"
            ));
        }
        emails.insert(email.to_lowercase(), user.line);
    }
    numbers.insert(user.number, user.line);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_minute_is_rounded_upwards() {
        for (seconds, minutes) in [
            (0, 0),
            (29, 0),
            (30, 1),
            (89, 1),
            (90, 2),
            (-29, 0),
            (-30, 0),
            (-31, -1),
            (-90, -1),
            (-91, -2),
            (3_600, 60),
        ] {
            assert_eq!(rounded(seconds), minutes, "{seconds}");
        }
    }

    #[test]
    fn an_address_that_the_source_made_up_is_no_address() {
        assert_eq!(real_email("user1390817@Example.com"), None);
        assert_eq!(real_email(""), None);
        assert_eq!(
            real_email("ann@example.org").as_deref(),
            Some("ann@example.org")
        );
    }
}
