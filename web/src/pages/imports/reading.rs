//! How each line of a spreadsheet stands: ready, known already, to be looked at, unreadable, left
//! out. Nothing here changes anything: bringing in asks the rules of the bank again.

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;
use timebank::exchange;
use timebank::slip;
use timebank::spreadsheet::{
    self, Acquaintance, Choice, Content, Entry, Help, Identity, Line, Meaning, Spreadsheet,
};

use super::help::Helping;
use super::{Reader, people};

/// A field, and what cannot be read of it.
pub(super) type Problem = (&'static str, String);

/// How a line stands.
#[derive(Clone, Debug)]
pub(super) enum Reads {
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
pub(super) struct Row {
    pub(super) number: u32,
    /// Who it is about.
    pub(super) who: String,
    /// What else it says.
    pub(super) about: String,
    pub(super) reads: Reads,
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

    pub(super) fn problems(&self) -> &[Problem] {
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
    let mut helping = Helping::new(conn, reader)?;
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        let texts = texts(spreadsheet, line);
        rows.push(match spreadsheet.content {
            Content::People => person(conn, reader, line, &texts)?,
            Content::Exchanges => help(&mut helping, line, &texts)?,
        });
    }
    name_all(&mut rows);
    let mut before = Before::default();
    for (row, line) in rows.iter_mut().zip(lines) {
        compare(conn, reader, row, &mut before)?;
        match (line.choice, &row.reads) {
            (Some(Choice::LeaveOut), _) => row.reads = Reads::LeftOut,
            (Some(Choice::Take), Reads::Doubtful(_)) => row.reads = Reads::Ready,
            _ => {}
        }
    }
    Ok(rows)
}

fn person(
    conn: &Connection,
    reader: &Reader,
    line: &Line,
    texts: &BTreeMap<String, String>,
) -> timebank::Result<Row> {
    let mut row = Row {
        number: line.number,
        who: spoken(texts, &["name", "first", "last"]),
        about: String::new(),
        reads: Reads::Ready,
        meaning: None,
        identity: None,
    };
    match people::read(reader, texts) {
        Err(problems) => row.reads = Reads::Wrong(problems),
        Ok(incoming) => {
            row.about = people::about(&incoming);
            match spreadsheet::acquaintance(conn, &incoming)? {
                Acquaintance::New => {}
                Acquaintance::Known(name) => {
                    row.reads = Reads::Known(format!("{name} is a member already"));
                }
                Acquaintance::Doubtful(name) => {
                    let sentence = format!("A member is called {name}: is it somebody else?");
                    row.reads = Reads::Doubtful(sentence);
                }
                Acquaintance::Taken(field, message) => {
                    row.reads = Reads::Wrong(vec![(field, message)]);
                }
            }
            row.meaning = Some(Meaning::Person(incoming));
        }
    }
    Ok(row)
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

/// What the lines above said.
#[derive(Default)]
struct Before {
    people: HashMap<String, u32>,
    help: HashMap<(String, String, String, i64), u32>,
}

/// Marks what came in before, and what resembles a line above or something in the bank.
fn compare(
    conn: &Connection,
    reader: &Reader,
    row: &mut Row,
    before: &mut Before,
) -> timebank::Result<()> {
    if let Some(identity) = &row.identity
        && !matches!(row.reads, Reads::Wrong(_))
        && spreadsheet::came_in(conn, identity)?
    {
        row.reads = Reads::Known("Came in with a spreadsheet before".to_owned());
        return Ok(());
    }
    let above = match &row.meaning {
        None => return Ok(()),
        Some(Meaning::Person(incoming)) => {
            let name = incoming.details.name.to_lowercase();
            before.people.insert(name, row.number)
        }
        Some(Meaning::Help(help)) => before.help.insert(pair(help), row.number),
    };
    if !matches!(row.reads, Reads::Ready) {
        return Ok(());
    }
    if let Some(above) = above {
        row.reads = Reads::Doubtful(format!("Says the same as line {above}: is it another?"));
        return Ok(());
    }
    if let Some(Meaning::Help(help)) = &row.meaning
        && let Some(found) =
            slip::resembling(conn, help.giver, help.receiver, help.done_on, help.minutes)?
    {
        let reference = exchange::get(conn, found)?
            .reference
            .printed(&reader.prefix);
        row.reads = Reads::Doubtful(format!("Looks like {reference}: is it another?"));
    }
    Ok(())
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
