//! How each line of a spreadsheet stands: ready, known already, to be looked at, unreadable, left
//! out. Nothing here changes anything: bringing in asks the rules of the bank again.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::Connection;
use timebank::slip::{self, Likeness};
use timebank::spreadsheet::{
    self, Acquaintance, Choice, Content, Entry, Help, Identity, Incoming, Line, Meaning,
    Spreadsheet,
};
use timebank::{ExchangeId, exchange};

use super::help::Helping;
use super::{Reader, people};

/// A field, and what cannot be read of it.
pub(crate) type Problem = (&'static str, String);

/// How a line stands.
#[derive(Clone, Debug)]
pub(crate) enum Reads {
    /// It can come in.
    Ready,
    /// It is here already: nothing would happen.
    Known(String),
    /// It resembles something: somebody has to decide.
    Doubtful(String),
    /// It cannot be read.
    Wrong(Vec<Problem>),
    /// Somebody left it out.
    LeftOut,
}

/// One line, read.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) number: u32,
    /// Who it is about.
    pub(crate) who: String,
    /// What else it says.
    pub(crate) about: String,
    pub(crate) reads: Reads,
    /// What it means, where all of it could be read.
    meaning: Option<Meaning>,
    identity: Option<Identity>,
}

impl Row {
    /// The line as it comes in, where it is ready.
    pub(super) fn entry(&self) -> Option<Entry> {
        if !matches!(self.reads, Reads::Ready) {
            return None;
        }
        Some(Entry {
            line: self.number,
            meaning: self.meaning.clone()?,
            identity: self.identity?,
        })
    }

    pub(crate) fn problems(&self) -> &[Problem] {
        match &self.reads {
            Reads::Wrong(problems) => problems,
            _ => &[],
        }
    }
}

/// The text of each field of a line: what was typed over it, or else what stands in its cells.
pub(super) fn texts(spreadsheet: &Spreadsheet, line: &Line) -> BTreeMap<String, String> {
    if let Some(typed) = &line.typed {
        return typed.clone();
    }
    let named = spreadsheet.fields.iter().zip(&line.cells);
    named
        .filter(|(field, _)| !field.is_empty())
        .map(|(field, cell)| (field.clone(), cell.clone()))
        .collect()
}

/// Reads lines in their order, for somebody who looks at them.
pub(super) fn read(
    conn: &Connection,
    reader: &Reader,
    spreadsheet: &Spreadsheet,
    lines: &[Line],
) -> timebank::Result<Vec<Row>> {
    if spreadsheet.fields.is_empty() {
        return Ok(Vec::new());
    }
    let texts: Vec<_> = lines.iter().map(|line| texts(spreadsheet, line)).collect();
    let mut rows = match spreadsheet.content {
        Content::People => people(conn, reader, lines, &texts)?,
        Content::Exchanges => {
            let mut helping = Helping::new(conn, reader, &texts)?;
            let read = lines.iter().zip(&texts);
            read.map(|(line, texts)| help(&mut helping, line, texts))
                .collect::<timebank::Result<_>>()?
        }
    };
    name_all(&mut rows);
    let mut before = Before::read(conn, reader, &rows)?;
    for (row, line) in rows.iter_mut().zip(lines) {
        before.compare(row);
        match (line.choice, &row.reads) {
            (Some(Choice::LeaveOut), _) => row.reads = Reads::LeftOut,
            (Some(Choice::Take), Reads::Doubtful(_)) => row.reads = Reads::Ready,
            _ => {}
        }
    }
    Ok(rows)
}

fn people(
    conn: &Connection,
    reader: &Reader,
    lines: &[Line],
    texts: &[BTreeMap<String, String>],
) -> timebank::Result<Vec<Row>> {
    let read: Vec<_> = texts
        .iter()
        .map(|texts| people::read(reader, texts))
        .collect();
    let incoming: Vec<&Incoming> = read.iter().flatten().collect();
    let mut known = spreadsheet::acquaintances(conn, &incoming)?.into_iter();
    let mut rows = Vec::with_capacity(lines.len());
    for ((line, texts), read) in lines.iter().zip(texts).zip(read) {
        let (about, reads, meaning) = match read {
            Err(problems) => (String::new(), Reads::Wrong(problems), None),
            Ok(incoming) => {
                let known = known.next().unwrap_or(Acquaintance::New);
                let about = people::about(&incoming);
                (about, met(known), Some(Meaning::Person(incoming)))
            }
        };
        rows.push(Row {
            number: line.number,
            who: spoken(texts, &["name", "first", "last"]),
            about,
            reads,
            meaning,
            identity: None,
        });
    }
    Ok(rows)
}

fn met(known: Acquaintance) -> Reads {
    match known {
        Acquaintance::New => Reads::Ready,
        Acquaintance::Known(name) => Reads::Known(format!("{name} is a member already")),
        Acquaintance::Doubtful(name) => {
            Reads::Doubtful(format!("A member is called {name}: is it somebody else?"))
        }
        Acquaintance::Taken(field, message) => Reads::Wrong(vec![(field, message)]),
    }
}

fn help(
    helping: &mut Helping<'_>,
    line: &Line,
    texts: &BTreeMap<String, String>,
) -> timebank::Result<Row> {
    let mut row = Row {
        number: line.number,
        who: spoken(texts, &["giver", "receiver"]),
        about: spoken(texts, &["day", "length", "hours", "minutes"]),
        reads: Reads::Ready,
        meaning: None,
        identity: None,
    };
    match helping.read(texts)? {
        Err(problems) => row.reads = Reads::Wrong(problems),
        Ok(said) => {
            row.who = said.who;
            row.about = said.about;
            row.meaning = Some(Meaning::Help(said.help));
        }
    }
    Ok(row)
}

/// What stands in these fields, for a line that cannot be read.
fn spoken(texts: &BTreeMap<String, String>, fields: &[&str]) -> String {
    let said = fields.iter().filter_map(|field| texts.get(*field));
    let said: Vec<&str> = said
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    said.join(" ")
}

fn name_all(rows: &mut [Row]) {
    let meanings: Vec<Meaning> = rows.iter().filter_map(|row| row.meaning.clone()).collect();
    let mut identities = Identity::of_all(&meanings).into_iter();
    for row in rows.iter_mut().filter(|row| row.meaning.is_some()) {
        row.identity = identities.next();
    }
}

/// What was there before a line: in the bank, and in the lines above it.
#[derive(Default)]
struct Before {
    /// What came in with a spreadsheet.
    came_in: HashSet<Identity>,
    /// What a line resembles, as it is printed.
    like: HashMap<u32, String>,
    people: HashMap<String, u32>,
    help: HashMap<(String, String, String, i64), u32>,
}

impl Before {
    fn read(conn: &Connection, reader: &Reader, rows: &[Row]) -> timebank::Result<Self> {
        let identities: Vec<Identity> = rows.iter().filter_map(|row| row.identity).collect();
        Ok(Self {
            came_in: spreadsheet::came_in(conn, &identities)?,
            like: likenesses(conn, reader, rows)?,
            ..Self::default()
        })
    }

    /// Marks what came in before, and what resembles a line above or something in the bank.
    fn compare(&mut self, row: &mut Row) {
        if let Some(identity) = &row.identity
            && !matches!(row.reads, Reads::Wrong(_))
            && self.came_in.contains(identity)
        {
            row.reads = Reads::Known("Came in with a spreadsheet before".to_owned());
            return;
        }
        let above = match &row.meaning {
            None => return,
            Some(Meaning::Person(incoming)) => {
                let name = incoming.details.name.to_lowercase();
                self.people.insert(name, row.number)
            }
            Some(Meaning::Help(help)) => self.help.insert(pair(help), row.number),
        };
        if !matches!(row.reads, Reads::Ready) {
            return;
        }
        if let Some(above) = above {
            row.reads = Reads::Doubtful(format!("Says the same as line {above}: is it another?"));
        } else if let Some(reference) = self.like.get(&row.number) {
            row.reads = Reads::Doubtful(format!("Looks like {reference}: is it another?"));
        }
    }
}

/// What the lines resemble in the bank, each by its number.
fn likenesses(
    conn: &Connection,
    reader: &Reader,
    rows: &[Row],
) -> timebank::Result<HashMap<u32, String>> {
    let likeness = |row: &Row| match &row.meaning {
        Some(Meaning::Help(help)) => Some((row.number, likeness_of(help))),
        _ => None,
    };
    let (numbers, helps): (Vec<u32>, Vec<_>) = rows.iter().filter_map(likeness).unzip();
    if helps.is_empty() {
        return Ok(HashMap::new());
    }
    let found = slip::resembling(conn, &helps)?;
    let ids: Vec<ExchangeId> = found.iter().flatten().copied().collect();
    let exchanges = exchange::many(conn, &ids)?;
    let printed = |(number, id): (u32, Option<ExchangeId>)| {
        let reference = exchanges.get(&id?)?.reference;
        Some((number, reference.printed(&reader.prefix)))
    };
    Ok(numbers.into_iter().zip(found).filter_map(printed).collect())
}

const fn likeness_of(help: &Help) -> Likeness {
    Likeness {
        one: help.giver,
        other: help.receiver,
        done_on: help.done_on,
        minutes: help.minutes,
    }
}

/// The same two, either way round, on one day for as long.
fn pair(help: &Help) -> (String, String, String, i64) {
    let (giver, receiver) = (help.giver.to_string(), help.receiver.to_string());
    let (one, other) = if giver < receiver {
        (giver, receiver)
    } else {
        (receiver, giver)
    };
    (one, other, help.done_on.to_string(), help.minutes.get())
}
