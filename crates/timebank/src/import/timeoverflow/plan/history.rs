//! The transfers: which of them are new, between whom, and what they come to.

use std::collections::BTreeMap;

use super::categories::Categories;
use super::findings::Findings;
use super::known::Known;
use super::people::{LeftKey, People};
use crate::ids::MemberNumber;
use crate::import::timeoverflow::identity::{Identity, Register};
use crate::import::timeoverflow::model::{Help, Movement, Side};
use crate::import::timeoverflow::parse::{Party, TransferRow, Users};

/// What the transfers are compared with.
pub(super) struct History<'a> {
    pub(super) people: &'a mut People,
    pub(super) users: &'a Users,
    pub(super) register: &'a mut Register,
    pub(super) categories: &'a mut Categories,
    pub(super) findings: &'a mut Findings,
    /// Members of earlier imports who are not in the users' file any more: a phrase may stand
    /// for one of them now.
    gone: Vec<String>,
    /// Transfers of earlier imports that the files have not named yet.
    unseen: u64,
    left_out: BTreeMap<MemberNumber, u64>,
    other_names: BTreeMap<MemberNumber, String>,
}

impl<'a> History<'a> {
    pub(super) fn new(
        people: &'a mut People,
        users: &'a Users,
        register: &'a mut Register,
        categories: &'a mut Categories,
        findings: &'a mut Findings,
        known: &Known,
    ) -> Self {
        let named =
            |number| people.with_number(number).is_some() || users.spoiled.contains_key(&number);
        let gone = known
            .imported
            .iter()
            .filter_map(|id| known.members.get(id))
            .filter(|member| !named(member.number))
            .map(|member| member.number.get().to_string())
            .collect();
        Self {
            people,
            users,
            register,
            categories,
            findings,
            gone,
            unseen: known.transfers,
            left_out: BTreeMap::new(),
            other_names: BTreeMap::new(),
        }
    }

    /// The transfers that can be brought in, in the order of the file.
    pub(super) fn movements(mut self, rows: &[TransferRow]) -> Vec<Movement> {
        let movements = rows.iter().filter_map(|row| self.movement(row)).collect();
        self.tell();
        movements
    }

    /// Notes what was left out with others’ lines, what is missing, and who goes by two names.
    fn tell(&mut self) {
        for (number, count) in &self.left_out {
            let line = self.users.spoiled.get(number).copied().unwrap_or(0);
            let count = match count {
                1 => "is 1 transfer".to_owned(),
                count => format!("are {count} transfers"),
            };
            self.findings.note(format!(
                "With line {line} of {} left out, so {count} of number {}.",
                self.findings.users_file(),
                number.get()
            ));
        }
        let unseen = match self.unseen {
            0 => None,
            1 => Some("1 transfer of an earlier import is not in these files; it stays.".into()),
            count => Some(format!(
                "{count} transfers of an earlier import are not in these files; they stay."
            )),
        };
        if let Some(sentence) = unseen {
            self.findings.note(sentence);
        }
        for (number, name) in &self.other_names {
            self.findings.note(format!(
                "The transfers call number {} “{name}”, which is not the name in {}.",
                number.get(),
                self.findings.users_file()
            ));
        }
    }

    fn movement(&mut self, row: &TransferRow) -> Option<Movement> {
        let (identity, known) = self.identify(row);
        self.unseen = self.unseen.saturating_sub(u64::from(known));
        if let Some(number) = self.spoiled(row) {
            *self.left_out.entry(number).or_default() += 1;
            return None;
        }
        if !known && let Some(reason) = self.refusal(row) {
            self.findings.transfer(row.line, reason);
            return None;
        }
        let from = self.side(&row.from, false, known);
        let to = self.side(&row.to, row.from == row.to, known);
        for (side, minutes) in [(from, -row.minutes), (to, row.minutes)] {
            if let Side::Person(place) = side {
                let person = &mut self.people.list[place];
                person.added += if known { 0 } else { minutes };
                let first = person
                    .first_day
                    .map_or(row.done_on, |day| day.min(row.done_on));
                let last = person
                    .last_day
                    .map_or(row.done_on, |day| day.max(row.done_on));
                (person.first_day, person.last_day) = (Some(first), Some(last));
            }
        }
        let help = if known {
            Help::Unnamed
        } else {
            self.categories.of_post(&row.post)
        };
        Some(Movement {
            identity,
            known,
            line: row.line,
            done_on: row.done_on,
            from,
            to,
            minutes: row.minutes,
            post: row.post.clone(),
            help,
        })
    }

    /// The identity of a row, and whether an earlier import brought it in: as it stands, or with
    /// the number of somebody who has left the source since.
    fn identify(&mut self, row: &TransferRow) -> (Identity, bool) {
        let minutes = row.minutes.to_string();
        let (from, to) = (row.from.key(), row.to.key());
        let fields = |from, to| [row.date.as_str(), from, to, row.post.as_str(), &minutes];
        if let Some(identity) = self.register.next_if_known("transfer", &fields(&from, &to)) {
            return (identity, true);
        }
        let candidates = |party: &Party, key: &String| match party {
            Party::Phrase(_) => self.gone.iter().chain([key]).cloned().collect(),
            Party::Numbered(..) | Party::Bank => vec![key.clone()],
        };
        let (givers, takers) = (candidates(&row.from, &from), candidates(&row.to, &to));
        for (one, other) in givers
            .iter()
            .flat_map(|one| takers.iter().map(move |other| (one, other)))
        {
            if let Some(identity) = self.register.next_if_known("transfer", &fields(one, other)) {
                return (identity, true);
            }
        }
        self.register.next("transfer", &fields(&from, &to))
    }

    /// The number of a party whose line in the users' file is left out.
    fn spoiled(&self, row: &TransferRow) -> Option<MemberNumber> {
        [&row.from, &row.to]
            .into_iter()
            .find_map(|party| match party {
                Party::Numbered(_, number) if self.users.spoiled.contains_key(number) => {
                    Some(*number)
                }
                _ => None,
            })
    }

    /// Why a new row cannot be posted.
    fn refusal(&self, row: &TransferRow) -> Option<String> {
        [&row.from, &row.to].into_iter().find_map(|party| {
            let Party::Numbered(name, number) = party else {
                return None;
            };
            match self.people.with_number(*number) {
                Some(place) if self.people.list[place].closed => Some(format!(
                    "{name} ({}) has left here, and the account is closed",
                    number.get()
                )),
                None if self
                    .register
                    .get(&Identity::of_member(number.get()))
                    .is_some() =>
                {
                    Some(format!(
                        "{name} ({}) came with an earlier import and is not in {} now",
                        number.get(),
                        self.findings.users_file()
                    ))
                }
                _ => None,
            }
        })
    }

    fn side(&mut self, party: &Party, other: bool, known: bool) -> Side {
        let (key, name) = match party {
            Party::Bank => return Side::Pot,
            Party::Numbered(name, number) => {
                if let Some(place) = self.people.with_number(*number) {
                    if self.people.list[place].name.to_lowercase() != name.to_lowercase() {
                        self.other_names.insert(*number, name.clone());
                    }
                    return Side::Person(place);
                }
                (LeftKey::Number(*number), name)
            }
            Party::Phrase(phrase) => (
                LeftKey::Phrase {
                    phrase: phrase.clone(),
                    other,
                },
                phrase,
            ),
        };
        if known {
            Side::Gone
        } else {
            Side::Person(self.people.who_left(key, name, self.register))
        }
    }
}
