//! What the lines of an envelope mean: box by box, with what was understood or what is wrong.
//!
//! A box with `"` says the same as the box above it, and an empty date is the date above. Nothing
//! here changes anything: entering asks the rules of the bank again.

pub(super) mod day;
mod kind;
pub(super) mod length;

use chrono::NaiveDate;
use ledger::Minutes;
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::category::{self, Category};
use timebank::slip::{Line, Meaning, Typed};
use timebank::{CategoryId, ExchangeId, MemberId, MemberNumber, exchange, slip};

use crate::components::Link;
use crate::pages::named::{self, Unclear};
use crate::words::{self, say};

/// The boxes of a line, in their order: the names of the fields.
pub(super) const BOXES: [&str; 6] = ["day", "giver", "receiver", "length", "kind", "slip"];

/// What a box is called.
pub(super) fn label(name: &str) -> String {
    match name {
        "day" => say!("slips-date"),
        "giver" => say!("slips-who-gave"),
        "receiver" => say!("slips-who-received"),
        "length" => say!("slips-how-long"),
        "kind" => say!("slips-kind"),
        _ => say!("slips-slip-number-box"),
    }
}

/// One box: what was typed and what came of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) typed: String,
    /// What was understood; empty where that is plain.
    pub(super) result: String,
    pub(super) unclear: Option<Unclear>,
}

/// Something entered or typed already that a line resembles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    /// "Like slip 3", "Like W-26-0412", with where that can be seen.
    pub(super) link: Link,
    /// "Joan Pellow helped Harold Finch, 19 November".
    pub(super) about: String,
}

/// One line, understood as far as it can be.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) number: u32,
    pub(super) cells: Vec<Cell>,
    pub(super) blank: bool,
    /// What it means, where every box was understood.
    pub(super) meaning: Option<Meant>,
    pub(super) likeness: Option<Likeness>,
    /// What it has become.
    pub(super) entered: Option<ExchangeId>,
}

/// A meaning with its words.
#[derive(Clone, Debug)]
pub(super) struct Meant {
    pub(super) is: Meaning,
    pub(super) giver: Named,
    pub(super) receiver: Named,
    pub(super) kind: String,
}

/// Somebody on a slip.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) id: MemberId,
    pub(super) number: MemberNumber,
    pub(super) name: String,
}

impl Row {
    /// What is wrong with it: the box and the message.
    pub(super) fn problems(&self) -> impl Iterator<Item = (&Cell, &Unclear)> {
        let unclear = |cell: &'_ Cell| cell.unclear.is_some();
        self.cells
            .iter()
            .filter(move |cell| unclear(cell))
            .filter_map(|cell| Some((cell, cell.unclear.as_ref()?)))
    }

    /// The line while it is still being typed: what is empty is not missing yet.
    pub(super) fn being_typed(mut self) -> Self {
        for cell in self.cells.iter_mut().filter(|cell| cell.typed.is_empty()) {
            cell.unclear = None;
        }
        self
    }

    /// "Joan Pellow helped Harold Finch".
    pub(super) fn who(&self) -> String {
        self.meaning.as_ref().map_or_else(String::new, |meant| {
            say!(
                "slips-helped",
                giver = &meant.giver.name,
                receiver = &meant.receiver.name
            )
        })
    }

    /// The line and what it means, as it travels in a form: what is entered is what was seen.
    pub(super) fn seal(&self) -> String {
        self.meaning.as_ref().map_or_else(String::new, |meant| {
            let Meaning {
                done_on,
                minutes,
                category,
                ..
            } = meant.is;
            let (giver, receiver) = (meant.giver.number.get(), meant.receiver.number.get());
            let minutes = minutes.get();
            format!(
                "{}:{done_on}:{giver}:{receiver}:{minutes}:{category}",
                self.number
            )
        })
    }
}

/// What the line above a line said, as far as it was understood.
#[derive(Default)]
struct Above {
    day: Option<NaiveDate>,
    giver: Option<Named>,
    receiver: Option<Named>,
    minutes: Option<i64>,
    kind: Option<(CategoryId, String)>,
}

struct Reader<'a> {
    conn: &'a Connection,
    bank: &'a Bank,
    today: NaiveDate,
    me: MemberId,
    kinds: Vec<Category>,
}

/// Reads the lines of an envelope in their order, for somebody who looks at them.
pub(super) fn read(
    conn: &Connection,
    bank: &Bank,
    today: NaiveDate,
    me: MemberId,
    lines: &[Line],
) -> timebank::Result<Vec<Row>> {
    let reader = Reader {
        conn,
        bank,
        today,
        me,
        kinds: category::list(conn)?,
    };
    let mut above = Above::default();
    let mut rows: Vec<Row> = Vec::with_capacity(lines.len());
    for line in lines {
        let mut row = match line.exchange {
            Some(id) => reader.entered(line, id, &mut above)?,
            None => reader.row(line, &mut above)?,
        };
        if row.entered.is_none() {
            row.likeness = reader.likeness(&row, line, &rows, lines)?;
        }
        rows.push(row);
    }
    Ok(rows)
}

/// A line with nothing in it.
pub(super) fn blank(number: u32) -> Row {
    let cell = |name| Cell {
        name,
        label: label(name),
        ..Cell::default()
    };
    Row {
        number,
        cells: BOXES.map(cell).to_vec(),
        blank: true,
        ..Row::default()
    }
}

type Understood<T> = Result<(T, String), Unclear>;

/// The box in its words, and its value where it has one.
fn cell<T>(place: usize, typed: &str, read: Understood<T>) -> (Cell, Option<T>) {
    let name = BOXES[place];
    let (value, result, unclear) = match read {
        Ok((value, result)) => (Some(value), result, None),
        Err(unclear) => (None, String::new(), Some(unclear)),
    };
    let cell = Cell {
        name,
        label: label(name),
        typed: typed.to_owned(),
        result,
        unclear,
    };
    (cell, value)
}

fn repeats(typed: &str) -> bool {
    matches!(typed, "\"" | "''" | "“" | "”" | "„" | "〃")
}

fn nothing_above() -> Unclear {
    Unclear::saying(say!("slips-there-is-nothing-clear-above"))
}

impl Reader<'_> {
    fn row(&self, line: &Line, above: &mut Above) -> timebank::Result<Row> {
        let typed = &line.typed;
        let (day, done_on) = cell(0, &typed.day, self.day(&typed.day, above.day));
        let read = self.who(
            &typed.giver,
            above.giver.as_ref(),
            &say!("slips-enter-who-gave"),
        )?;
        let (gave, giver) = cell(1, &typed.giver, read);
        let read = self.who(
            &typed.receiver,
            above.receiver.as_ref(),
            &say!("slips-enter-who-received"),
        )?;
        let (mut got, receiver) = cell(2, &typed.receiver, read);
        let (long, minutes) = cell(3, &typed.length, length(&typed.length, above.minutes));
        let read = self.kind(&typed.kind, above.kind.as_ref());
        let (what, kind) = cell(4, &typed.kind, read);
        let (slip, _) = cell(5, &typed.slip, Ok(((), String::new())));
        if let (Some(giver), Some(receiver)) = (&giver, &receiver)
            && giver.id == receiver.id
        {
            got.unclear = Some(Unclear::saying(say!("slips-somebody-other-than-who-gave")));
        }
        let is = minutes
            .and_then(Minutes::new)
            .filter(|_| got.unclear.is_none());
        let parts = (done_on, giver.clone(), receiver.clone(), is, kind.clone());
        let meaning = match parts {
            (Some(done_on), Some(giver), Some(receiver), Some(minutes), Some((category, kind))) => {
                Some(Meant {
                    is: Meaning {
                        done_on,
                        giver: giver.id,
                        receiver: receiver.id,
                        minutes,
                        category,
                    },
                    giver,
                    receiver,
                    kind,
                })
            }
            _ => None,
        };
        // What was not understood is not repeated either: that would be guessing.
        *above = Above {
            day: done_on,
            giver,
            receiver,
            minutes,
            kind,
        };
        Ok(Row {
            number: line.number,
            cells: vec![day, gave, got, long, what, slip],
            blank: typed.is_blank(),
            meaning,
            likeness: None,
            entered: None,
        })
    }

    /// A line that has become an exchange says what that says, and not what was typed.
    fn entered(&self, line: &Line, id: ExchangeId, above: &mut Above) -> timebank::Result<Row> {
        let exchange = exchange::get(self.conn, id)?;
        let named = |party: &exchange::Party| Named {
            id: party.id,
            number: party.number,
            name: party.name.clone(),
        };
        let meant = Meant {
            is: Meaning {
                done_on: exchange.done_on,
                giver: exchange.giver.id,
                receiver: exchange.receiver.id,
                minutes: exchange.minutes,
                category: exchange.category.unwrap_or(CategoryId::new(0)),
            },
            giver: named(&exchange.giver),
            receiver: named(&exchange.receiver),
            kind: exchange.what().to_owned(),
        };
        *above = Above {
            day: Some(meant.is.done_on),
            giver: Some(meant.giver.clone()),
            receiver: Some(meant.receiver.clone()),
            minutes: Some(meant.is.minutes.get()),
            kind: exchange.category.map(|id| (id, meant.kind.clone())),
        };
        let said = [
            words::day_near(meant.is.done_on, self.today),
            meant.giver.name.clone(),
            meant.receiver.name.clone(),
            words::column(meant.is.minutes.get()),
            meant.kind.clone(),
            line.typed.slip.clone(),
        ];
        let cells = BOXES.into_iter().zip(said).map(|(name, typed)| Cell {
            name,
            label: label(name),
            typed,
            ..Cell::default()
        });
        Ok(Row {
            number: line.number,
            cells: cells.collect(),
            blank: false,
            meaning: Some(meant),
            likeness: None,
            entered: Some(id),
        })
    }

    fn day(&self, typed: &str, above: Option<NaiveDate>) -> Understood<NaiveDate> {
        let day = match (typed.is_empty() || repeats(typed), above) {
            (true, Some(above)) => above,
            (true, None) if typed.is_empty() => {
                return Err(Unclear::saying(say!("slips-enter-the-date")));
            }
            (true, None) => return Err(nothing_above()),
            (false, _) => day::read(typed, self.today).map_err(Unclear::saying)?,
        };
        Ok((day, words::day_near(day, self.today)))
    }

    fn who(
        &self,
        typed: &str,
        above: Option<&Named>,
        ask: &str,
    ) -> timebank::Result<Understood<Named>> {
        if typed.is_empty() {
            return Ok(Err(Unclear::saying(ask)));
        }
        let named = if repeats(typed) {
            above.cloned().ok_or_else(nothing_above)
        } else {
            named::read(self.conn, typed, &self.bank.prefix)?.map(|profile| Named {
                id: profile.id,
                number: profile.number,
                name: profile.name,
            })
        };
        Ok(named.and_then(|named| {
            if named.id == self.me {
                let message = say!("slips-you-took-part-log-it");
                return Err(Unclear::saying(message));
            }
            let printed = named.number.printed(&self.bank.prefix);
            let result = format!("{}, {printed}", named.name);
            Ok((named, result))
        }))
    }

    fn kind(
        &self,
        typed: &str,
        above: Option<&(CategoryId, String)>,
    ) -> Understood<(CategoryId, String)> {
        if typed.is_empty() {
            return Err(Unclear::saying(say!("slips-enter-the-kind-of-help")));
        }
        let kind = if repeats(typed) {
            above.cloned().ok_or_else(nothing_above)?
        } else {
            let kind = kind::read(typed, &self.kinds)?;
            (kind.id, kind.name.clone())
        };
        let result = kind.1.clone();
        Ok((kind, result))
    }

    /// What a line resembles: another slip of the envelope, the same printed number, or an exchange
    /// of the same two on that day for that long.
    fn likeness(
        &self,
        row: &Row,
        line: &Line,
        before: &[Row],
        lines: &[Line],
    ) -> timebank::Result<Option<Likeness>> {
        let Some(meant) = &row.meaning else {
            return Ok(None);
        };
        let number = &line.typed.slip;
        let same_number = |other: &Typed| !number.is_empty() && other.slip == *number;
        let earlier = lines.iter().zip(before).find(|(other, read)| {
            same_number(&other.typed)
                || read
                    .meaning
                    .as_ref()
                    .is_some_and(|other| alike(meant, other))
        });
        if let Some((other, read)) = earlier {
            let path = format!("#line-{}", other.number);
            return Ok(Some(Likeness {
                link: Link::new(say!("slips-like-line", number = other.number), path),
                about: read.who(),
            }));
        }
        let Meaning {
            giver,
            receiver,
            done_on,
            minutes,
            ..
        } = meant.is;
        let help = slip::Likeness {
            one: giver,
            other: receiver,
            done_on,
            minutes,
        };
        let by_number = slip::with_number(self.conn, number)?;
        let found = match by_number {
            found @ Some(_) => found,
            None => slip::resembling(self.conn, &[help])?.pop().flatten(),
        };
        let Some(found) = found else {
            return Ok(None);
        };
        let exchange = exchange::get(self.conn, found)?;
        let reference = exchange.reference.printed(&self.bank.prefix);
        Ok(Some(Likeness {
            link: Link::new(
                say!("slips-like", reference = reference),
                format!("/exchanges/{found}"),
            ),
            about: say!(
                "slips-helped-on",
                giver = exchange.giver.name,
                receiver = exchange.receiver.name,
                day = words::day_near(exchange.done_on, self.today)
            ),
        }))
    }
}

fn length(typed: &str, above: Option<i64>) -> Understood<i64> {
    let minutes = if repeats(typed) {
        above.ok_or_else(nothing_above)?
    } else {
        length::read(typed).map_err(Unclear::saying)?
    };
    Ok((minutes, words::column(minutes)))
}

/// The same two, either way round, on one day for as long.
fn alike(one: &Meant, other: &Meant) -> bool {
    let pair = |meant: &Meant| {
        let (giver, receiver) = (meant.giver.id, meant.receiver.id);
        (giver.min(receiver), giver.max(receiver))
    };
    pair(one) == pair(other)
        && one.is.done_on == other.is.done_on
        && one.is.minutes == other.is.minutes
}
