//! Who the files name, and who of them is here already.

use std::collections::{HashMap, HashSet};

use ledger::AccountId;
use rusqlite::Connection;

use super::findings::Findings;
use super::known::Known;
use crate::error::Result;
use crate::ids::{MemberId, MemberNumber};
use crate::import::timeoverflow::identity::{Identity, Register};
use crate::import::timeoverflow::model::{Person, Standing};
use crate::import::timeoverflow::parse::{Party, TransferRow, UserRow, Users, rounded};
use crate::member::{self, Profile, State};

/// The people of the files, found by number or phrase.
pub(super) struct People {
    pub(super) list: Vec<Person>,
    /// Members here who get another number, because somebody of the files has theirs.
    pub(super) moves: Vec<(MemberId, MemberNumber)>,
    by_number: HashMap<MemberNumber, usize>,
    left: HashMap<LeftKey, usize>,
    taken: HashSet<MemberNumber>,
    next_number: u32,
}

/// Who has left: by number, or by phrase. Where a phrase stands on both sides of a transfer,
/// two people are meant; the second is `other`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum LeftKey {
    Number(MemberNumber),
    Phrase { phrase: String, other: bool },
}

/// How a line of the users' file stands to the bank.
enum Found<'a> {
    Imported(&'a Profile),
    Met(&'a Profile),
    Nobody,
}

impl People {
    /// The people of the users' file, in order of number. Whoever cannot be brought in is noted
    /// as a bad line and among the spoiled.
    pub(super) fn of_users(
        conn: &Connection,
        users: &mut Users,
        transfers: &[TransferRow],
        known: &Known,
        register: &Register,
        findings: &mut Findings,
    ) -> Result<Self> {
        users.rows.sort_by_key(|user| user.number);
        let mut people = Self {
            list: Vec::new(),
            moves: Vec::new(),
            by_number: HashMap::new(),
            left: HashMap::new(),
            taken: known.members.values().map(|m| m.number).collect(),
            next_number: first_free(users, transfers, known),
        };
        let found: Vec<Found<'_>> = users
            .rows
            .iter()
            .map(|user| find(user, known, register))
            .collect();
        let met: HashSet<MemberId> = found
            .iter()
            .filter_map(|found| match found {
                Found::Met(member) => Some(member.id),
                Found::Imported(_) | Found::Nobody => None,
            })
            .collect();
        for (user, found) in users.rows.iter().zip(&found) {
            if let Some(reason) = people.admit(conn, user, found, &met, known, findings)? {
                // Somebody else may count on the number that a member met here gives up.
                let may_be_skipped = !matches!(found, Found::Met(_));
                users.spoiled.insert(user.number, user.line);
                findings.user(user.line, reason, may_be_skipped);
            }
        }
        Ok(people)
    }

    /// The place of the member with this number.
    pub(super) fn with_number(&self, number: MemberNumber) -> Option<usize> {
        self.by_number.get(&number).copied()
    }

    /// The place of somebody who has left.
    pub(super) fn who_left(&mut self, key: LeftKey, name: &str, register: &Register) -> usize {
        if let Some(&place) = self.left.get(&key) {
            return place;
        }
        let (identity, number) = match &key {
            LeftKey::Number(number) if !self.taken.contains(number) => {
                (Identity::of_member(number.get()), *number)
            }
            LeftKey::Number(number) => (Identity::of_member(number.get()), self.fresh()),
            LeftKey::Phrase { phrase, other } => {
                (left_by_phrase(phrase, *other, register), self.fresh())
            }
        };
        self.taken.insert(number);
        let place = self.push(Person {
            standing: Standing::Left,
            ..person(number, name, identity)
        });
        self.left.insert(key, place);
        place
    }

    /// Adds one line of the users' file, or says why not.
    fn admit(
        &mut self,
        conn: &Connection,
        user: &UserRow,
        found: &Found<'_>,
        met: &HashSet<MemberId>,
        known: &Known,
        findings: &mut Findings,
    ) -> Result<Option<String>> {
        let identity = Identity::of_member(user.number.get());
        let new = of_user(user, identity);
        let person = match found {
            Found::Imported(member) => Person {
                standing: Standing::Known,
                id: member.id,
                account: member.account,
                closed: member.state == State::Left,
                ..new
            },
            Found::Met(member) => {
                if let Some(reason) = self.claim(conn, user.number, met, known, findings)? {
                    return Ok(Some(reason));
                }
                self.meet(user, member, findings);
                Person {
                    standing: Standing::Met {
                        number: member.number,
                    },
                    id: member.id,
                    account: member.account,
                    ..new
                }
            }
            Found::Nobody => {
                if let Some(reason) = refused_email(user, known) {
                    return Ok(Some(reason));
                }
                if let Some(reason) = self.claim(conn, user.number, met, known, findings)? {
                    return Ok(Some(reason));
                }
                new
            }
        };
        let place = self.push(person);
        self.by_number.insert(user.number, place);
        Ok(None)
    }

    /// Takes a number for somebody of the files. A member here who holds it and has done nothing
    /// yet, as the first administrator of a new bank, gets another one.
    fn claim(
        &mut self,
        conn: &Connection,
        number: MemberNumber,
        met: &HashSet<MemberId>,
        known: &Known,
        findings: &mut Findings,
    ) -> Result<Option<String>> {
        self.taken.insert(number);
        let Some(holder) = known.with_number(number) else {
            return Ok(None);
        };
        if met.contains(&holder.id) {
            return Ok(None);
        }
        let idle = known.balance(holder.account) == 0
            && !known.imported.contains(&holder.id)
            && !member::has_exchanges(conn, holder.id)?;
        if !idle {
            return Ok(Some(format!(
                "number {} is already the number of {} here",
                number.get(),
                holder.name
            )));
        }
        let fresh = self.fresh();
        findings.note(format!(
            "{} had number {} here and gets {}, because the number is somebody else’s there.",
            holder.name,
            number.get(),
            fresh.get()
        ));
        self.moves.push((holder.id, fresh));
        Ok(None)
    }

    fn meet(&mut self, user: &UserRow, member: &Profile, findings: &mut Findings) {
        let (there, here) = (user.number.get(), member.number.get());
        if there == here {
            findings.note(format!("{} ({there}) is here already.", member.name));
        } else {
            // Out of the way first, so that two members may change numbers with each other.
            let parked = self.fresh();
            self.moves.push((member.id, parked));
            findings.note(format!(
                "{} is here already as number {here} and gets the number {there}.",
                member.name
            ));
        }
    }

    fn push(&mut self, person: Person) -> usize {
        self.list.push(person);
        self.list.len() - 1
    }

    fn fresh(&mut self) -> MemberNumber {
        let number = MemberNumber::new(self.next_number);
        self.next_number = self.next_number.saturating_add(1);
        number
    }
}

fn find<'a>(user: &UserRow, known: &'a Known, register: &Register) -> Found<'a> {
    let identity = Identity::of_member(user.number.get());
    if let Some(member) = register
        .get(&identity)
        .and_then(|id| known.members.get(&MemberId::new(id)))
    {
        return Found::Imported(member);
    }
    let email = user.details.email.as_deref();
    let by_email = email.and_then(|email| known.with_email(email));
    let by_name = known
        .with_number(user.number)
        .filter(|member| member.name.to_lowercase() == user.details.name.to_lowercase());
    match by_email.or(by_name) {
        Some(member) if !known.imported.contains(&member.id) && member.state != State::Left => {
            Found::Met(member)
        }
        _ => Found::Nobody,
    }
}

fn refused_email(user: &UserRow, known: &Known) -> Option<String> {
    let email = user.details.email.as_deref()?;
    let holder = known.with_email(email)?;
    Some(format!(
        "the email address {email} is already that of {} ({}) here",
        holder.name,
        holder.number.get()
    ))
}

/// A number above all that the bank or the files name.
fn first_free(users: &Users, transfers: &[TransferRow], known: &Known) -> u32 {
    let parties = transfers.iter().flat_map(|row| [&row.from, &row.to]);
    let in_transfers = parties.filter_map(|party| match party {
        Party::Numbered(_, number) => Some(number.get()),
        Party::Bank | Party::Phrase(_) => None,
    });
    known
        .members
        .values()
        .map(|member| member.number.get())
        .chain(users.rows.iter().map(|user| user.number.get()))
        .chain(users.spoiled.keys().map(|number| number.get()))
        .chain(in_transfers)
        .max()
        .map_or(1, |most| most.saturating_add(1))
}

/// The identity of people behind a phrase. Those of an earlier import have closed accounts, so
/// that a later one adds others.
fn left_by_phrase(phrase: &str, other: bool, register: &Register) -> Identity {
    let fields = [phrase, if other { "other" } else { "" }];
    let mut occurrence = 0;
    loop {
        let identity = Identity::new("left", &fields, occurrence);
        if register.get(&identity).is_none() {
            return identity;
        }
        occurrence += 1;
    }
}

fn of_user(user: &UserRow, identity: Identity) -> Person {
    Person {
        source_seconds: Some(user.seconds),
        source: rounded(user.seconds),
        line: user.line,
        email: user.details.email.clone(),
        phone: user.details.phone.clone(),
        joined_on: Some(user.joined_on),
        ..person(user.number, &user.details.name, identity)
    }
}

fn person(number: MemberNumber, name: &str, identity: Identity) -> Person {
    Person {
        number,
        name: name.to_owned(),
        standing: Standing::New,
        source_seconds: None,
        source: 0,
        history: 0,
        opening: 0,
        before: 0,
        after: 0,
        id: MemberId::new(identity.id("member")),
        account: AccountId::new(identity.id("account")),
        identity,
        line: 0,
        email: None,
        phone: String::new(),
        joined_on: None,
        first_day: None,
        last_day: None,
        added: 0,
        opens: false,
        closed: false,
    }
}
