//! What a line of exchanges says: the day, the two people, how long, what was done.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use ledger::Minutes;
use rusqlite::Connection;
use timebank::category::{self, Category};
use timebank::member::{self, Mentions, Profile};
use timebank::spreadsheet::Help;
use timebank::{CategoryId, MemberId, MemberNumber};

use super::Reader;
use super::reading::Problem;
use crate::components::Choice;
use crate::forms::{DurationQuestion, parse_duration};
use crate::pages::named::{self, Unclear};
use crate::pages::slips;
use crate::words;

/// Reads the lines of one spreadsheet; a name that stands in many of them is looked up once.
pub(super) struct Helping<'a> {
    conn: &'a Connection,
    reader: &'a Reader,
    kinds: Vec<Category>,
    /// Everybody whose number, e-mail address or whole name stands in a line, asked for at once.
    mentioned: Vec<Profile>,
    met: HashMap<String, Result<Named, String>>,
}

/// Somebody who gave or received.
#[derive(Clone, Debug)]
struct Named {
    id: MemberId,
    name: String,
}

/// Help, with its words.
pub(super) struct Said {
    pub(super) help: Help,
    /// "Joan Pellow helped Harold Finch".
    pub(super) who: String,
    /// "3 November 2026, 1 hour 30 minutes, Gardening".
    pub(super) about: String,
}

impl<'a> Helping<'a> {
    pub(super) fn new(
        conn: &'a Connection,
        reader: &'a Reader,
        texts: &[BTreeMap<String, String>],
    ) -> timebank::Result<Self> {
        Ok(Self {
            mentioned: member::mentioned(conn, &mentions(texts))?,
            conn,
            reader,
            kinds: category::list(conn)?,
            met: HashMap::new(),
        })
    }

    /// The help of a line, or what cannot be read of it.
    pub(super) fn read(
        &mut self,
        texts: &BTreeMap<String, String>,
    ) -> timebank::Result<Result<Said, Vec<Problem>>> {
        let text = |field: &str| texts.get(field).map(|text| text.trim()).unwrap_or_default();
        let mut problems: Vec<Problem> = Vec::new();
        let done_on = match text("day") {
            "" => Err("Enter the date".to_owned()),
            typed => day(typed, self.reader.today),
        };
        let done_on = done_on
            .map_err(|message| problems.push(("day", message)))
            .ok();
        let mut who = |field, ask: &str| {
            let named = self.who(text(field), ask)?;
            Ok::<_, timebank::Error>(
                named
                    .map_err(|message| problems.push((field, message)))
                    .ok(),
            )
        };
        let giver = who("giver", "Enter who gave")?;
        let receiver = who("receiver", "Enter who received")?;
        if let (Some(giver), Some(receiver)) = (&giver, &receiver)
            && giver.id == receiver.id
        {
            problems.push(("receiver", "Enter somebody other than who gave".to_owned()));
        }
        let long = length(text("length"), text("hours"), text("minutes"));
        let minutes = long.map_err(|problem| problems.push(problem)).ok();
        let (category, description, kind) = self.what(text("category"), text("what"));
        let parts = (done_on, giver, receiver, minutes.and_then(Minutes::new));
        let (true, (Some(done_on), Some(giver), Some(receiver), Some(minutes))) =
            (problems.is_empty(), parts)
        else {
            return Ok(Err(problems));
        };
        let long = words::length(minutes.get());
        Ok(Ok(Said {
            who: format!("{} helped {}", giver.name, receiver.name),
            about: format!("{}, {long}, {kind}", words::day(done_on)),
            help: Help {
                done_on,
                giver: giver.id,
                receiver: receiver.id,
                minutes,
                category,
                description,
            },
        }))
    }

    fn who(&mut self, typed: &str, ask: &str) -> timebank::Result<Result<Named, String>> {
        if typed.is_empty() {
            return Ok(Err(ask.to_owned()));
        }
        if let Some(met) = self.met.get(typed) {
            return Ok(met.clone());
        }
        let found = self.look_up(typed)?;
        self.met.insert(typed.to_owned(), found.clone());
        Ok(found)
    }

    /// A number, an e-mail address or a whole name is taken as it is; a part of a name is asked
    /// about, even where it fits one person only.
    fn look_up(&self, typed: &str) -> timebank::Result<Result<Named, String>> {
        let found = match self.at_once(typed) {
            Some(profile) => Ok(profile.clone()),
            None => match member::with_email(self.conn, typed)? {
                Some(profile) if profile.takes_part() => Ok(profile),
                _ => named::read(self.conn, typed, &self.reader.prefix)?,
            },
        };
        let prefix = &self.reader.prefix;
        Ok(match found {
            Ok(profile) if profile.id == self.reader.me => {
                Err("You took part, so another coordinator brings this line in".to_owned())
            }
            Ok(profile) if names(&profile, typed, prefix) => Ok(Named {
                id: profile.id,
                name: profile.name,
            }),
            Ok(profile) => {
                let number = profile.number.printed(prefix);
                Err(Unclear {
                    message: format!("Type the whole name or the number of “{typed}”"),
                    choices: vec![Choice::new(number, profile.name)],
                }
                .sentence())
            }
            Err(unclear) => Err(unclear.sentence()),
        })
    }

    /// Somebody who is named whole, and is the only one. Whoever is not is looked for by what is
    /// typed, which takes longer.
    fn at_once(&self, typed: &str) -> Option<&Profile> {
        let mention = Mention::of(typed);
        let named = |profile: &&Profile| match mention {
            Mention::Number(number) => profile.number == number,
            Mention::Email => {
                let email = profile.email.as_deref();
                email.is_some_and(|email| email.eq_ignore_ascii_case(typed))
            }
            // Letters with accents have capitals that the file does not know.
            Mention::Name => typed.is_ascii() && profile.name.eq_ignore_ascii_case(typed),
        };
        let there = self.mentioned.iter();
        let mut found = there.filter(|profile| profile.takes_part()).filter(named);
        found.next().filter(|_| found.next().is_none())
    }

    /// The kind of help where its name says one; words that name none are kept as what was done.
    fn what(&self, kind: &str, what: &str) -> (Option<CategoryId>, String, String) {
        let small = kind.to_lowercase();
        let whole = self
            .kinds
            .iter()
            .find(|known| known.name.to_lowercase() == small);
        let begins = |known: &&Category| {
            let name = known.name.to_lowercase();
            let long = small.len() >= 3 && !known.is_heading;
            long && (name.starts_with(&small) || small.starts_with(&name))
        };
        let mut beginning = self.kinds.iter().filter(begins);
        let only = match (beginning.next(), beginning.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        };
        if let Some(known) = whole.or(only) {
            return (Some(known.id), what.to_owned(), known.name.clone());
        }
        let parts: Vec<&str> = [kind, what]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let said = match parts.as_slice() {
            [] => "Help".to_owned(),
            parts => parts.join(": "),
        };
        (None, said.clone(), said)
    }
}

/// As what somebody is named.
enum Mention {
    Number(MemberNumber),
    Email,
    Name,
}

impl Mention {
    fn of(typed: &str) -> Self {
        match MemberNumber::parse(typed) {
            Some(number) => Self::Number(number),
            None if typed.contains('@') => Self::Email,
            None => Self::Name,
        }
    }
}

/// What stands for the two people in a line.
fn who(texts: &BTreeMap<String, String>) -> impl Iterator<Item = &String> {
    let fields = ["giver", "receiver"].into_iter();
    fields.filter_map(|field| texts.get(field))
}

/// Everything that names somebody in these lines.
fn mentions(texts: &[BTreeMap<String, String>]) -> Mentions {
    let mut mentions = Mentions::default();
    for typed in texts.iter().flat_map(who) {
        let typed = typed.trim();
        match Mention::of(typed) {
            Mention::Number(number) => mentions.numbers.push(number),
            Mention::Email => mentions.emails.push(typed.to_owned()),
            Mention::Name => mentions.names.push(typed.to_owned()),
        }
    }
    mentions
}

/// Whether somebody was named whole: by number, by e-mail address, by name.
fn names(profile: &Profile, typed: &str, prefix: &str) -> bool {
    let typed = typed.to_lowercase();
    let same = |text: &str| text.to_lowercase() == typed;
    MemberNumber::parse(&typed).is_some()
        || same(&profile.number.printed(prefix))
        || same(&profile.name)
        || profile.email.as_deref().is_some_and(same)
}

/// A day as files write it: `2026-11-03`, `2026/11/03`, `2026-11-03T09:00`, and every form of a
/// paper slip.
pub(super) fn day(typed: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let typed = typed.trim();
    let end = typed
        .find(['T', ' '])
        .filter(|end| typed[*end..].contains(':'))
        .unwrap_or(typed.len());
    let typed = &typed[..end];
    let year_first = typed.len() >= 8 && typed.bytes().take(4).all(|byte| byte.is_ascii_digit());
    if year_first {
        let parts: Vec<&str> = typed.split(['-', '/', '.', ' ']).collect();
        if let [year, month, day] = parts.as_slice() {
            return slips::day(&format!("{day} {month} {year}"), today);
        }
    }
    slips::day(typed, today)
}

/// How long it took: one box in any form, or hours and minutes in boxes of their own, where a
/// bare number is what the column is called.
fn length(length: &str, hours: &str, minutes: &str) -> Result<i64, Problem> {
    if !length.is_empty() || (hours.is_empty() && minutes.is_empty()) {
        return slips::length(length).map_err(|message| ("length", message));
    }
    if hours.contains(':') {
        return slips::length(hours).map_err(|message| ("hours", message));
    }
    let minutes = if minutes.trim_matches('0').is_empty() && !hours.is_empty() {
        ""
    } else {
        minutes
    };
    parse_duration(DurationQuestion::TOOK, hours, minutes)
        .map(i64::from)
        .map_err(|error| {
            let field = if hours.is_empty() { "minutes" } else { "hours" };
            (field, error.message)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_files_write_them() {
        let today = "2026-11-22".parse().unwrap();
        for typed in [
            "2026-11-03",
            "03/11/2026",
            "3.11.26",
            "2026/11/03",
            "2026-11-03T09:15:00",
            "2026-11-03 09:15",
            "03/11/2026 09:15",
            "3 November 2026",
            "3rd Nov 2026",
        ] {
            assert_eq!(
                day(typed, today),
                Ok("2026-11-03".parse().unwrap()),
                "{typed}"
            );
        }
        assert!(day("2026-13-03", today).is_err());
        assert!(day("23/11/2026", today).is_err(), "a day to come");
    }

    #[test]
    fn a_bare_number_is_what_its_column_is_called() {
        for (typed, minutes) in [
            (["1½", "", ""], 90),
            (["90", "", ""], 90),
            (["", "12", ""], 720),
            (["", "1.5", ""], 90),
            (["", "1:30", ""], 90),
            (["", "1", "30"], 90),
            (["", "1.5", "0"], 90),
            (["", "", "12"], 12),
            (["", "", "90"], 90),
        ] {
            let [any, hours, rest] = typed;
            assert_eq!(length(any, hours, rest), Ok(minutes), "{typed:?}");
        }
        assert_eq!(length("12", "", "").unwrap_err().0, "length");
        assert_eq!(length("", "x", "").unwrap_err().0, "hours");
    }
}
