//! What an anchor file says, and whether a book reaches it.
//!
//! Two kinds of lines, each ended by a line feed: `SEQ DIGEST SECONDS`, a head and when it was
//! written down; and the same after the word `accepted`, from which on the anchor counts anew. A
//! last line without its end was being written when the machine stopped, and is no line.

use std::fmt;

use ledger::{Digest, Head};
use reports::words::thousands;
use rusqlite::Connection;

/// Unreadable lines named one by one.
const NAMED: usize = 10;

const ACCEPTED: &str = "accepted ";

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) kind: Kind,
    pub(super) head: Head,
    /// When it was written, in seconds since 1970.
    pub(super) at: i64,
}

/// Why a line was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The book got here.
    Reached,
    /// Somebody accepted the book as it stood, whatever the lines before say.
    Accepted,
}

/// A whole anchor.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    pub(super) lines: Vec<Line>,
    /// The numbers of the lines that are none, from 1.
    unreadable: Vec<usize>,
    /// How many bytes the whole lines take; what follows them is torn.
    pub(super) bytes: u64,
}

/// How a book stands to its anchor. The numbers are those of transfers, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It holds everything the anchor does.
    Reached,
    /// It ends before.
    Missing { first: u64, last: u64 },
    /// It has others under these numbers.
    Changed { first: u64, last: u64 },
}

impl Record {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut record = Self::default();
        for (number, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
            let Some(whole) = line.strip_suffix(b"\n") else {
                break;
            };
            record.bytes += line.len() as u64;
            match str::from_utf8(whole).ok().and_then(Line::parse) {
                Some(line) => record.lines.push(line),
                None => record.unreadable.push(number),
            }
        }
        record
    }

    /// The newest head that the book must reach, and when it was written down.
    pub(crate) fn newest(&self) -> Option<(Head, i64)> {
        self.counting()
            .iter()
            .max_by_key(|line| line.head.seq)
            .map(|line| (line.head, line.at))
    }

    /// A sentence for each line that cannot be read.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let named = self.unreadable.iter().take(NAMED);
        let mut sentences: Vec<String> = named
            .map(|number| format!("Line {number} of the anchor cannot be read."))
            .collect();
        if let Some(more) = self.unreadable.len().checked_sub(NAMED + 1) {
            let more = thousands(more as u64 + 1);
            sentences.push(format!("{more} more lines of the anchor cannot be read."));
        }
        sentences
    }

    /// How the book of `conn` stands to this anchor.
    pub(crate) fn standing(&self, conn: &Connection) -> rusqlite::Result<Standing> {
        let mut agrees = Vec::new();
        let mut differs: Option<u64> = None;
        let end = ledger::head(conn)?.seq;
        for line in self.counting() {
            let seq = line.head.seq;
            match ledger::head_at(conn, seq)? {
                Some(found) if found == line.head => agrees.push(seq),
                Some(_) => differs = Some(differs.map_or(seq, |first| first.min(seq))),
                // Also a gap inside the book, which its own proof finds.
                None if seq <= end => differs = Some(differs.map_or(seq, |first| first.min(seq))),
                None => {}
            }
        }
        let last = self.newest().map_or(0, |(head, _)| head.seq);
        if let Some(differs) = differs {
            let before = agrees.into_iter().filter(|seq| *seq < differs).max();
            let first = before.unwrap_or(0) + 1;
            return Ok(Standing::Changed { first, last });
        }
        Ok(if last > end {
            let first = end + 1;
            Standing::Missing { first, last }
        } else {
            Standing::Reached
        })
    }

    /// The lines that count: those since the last acceptance, and it.
    fn counting(&self) -> &[Line] {
        let from = self
            .lines
            .iter()
            .rposition(|line| line.kind == Kind::Accepted)
            .unwrap_or(0);
        &self.lines[from..]
    }
}

impl Standing {
    /// What is wrong, in a sentence; nothing for a book that reaches its anchor.
    pub(crate) fn sentence(self) -> Option<String> {
        match self {
            Self::Reached => None,
            Self::Missing { first, last } => {
                let be = if first == last { "is" } else { "are" };
                let range = range(first, last);
                Some(format!(
                    "The book ends before its anchor: {range} {be} missing."
                ))
            }
            Self::Changed { first, last } => {
                let be = if first == last { "is not" } else { "are not" };
                let range = range(first, last);
                Some(format!(
                    "The book differs from its anchor: {range} {be} as written down."
                ))
            }
        }
    }
}

impl Line {
    fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = match text.strip_prefix(ACCEPTED) {
            Some(rest) => (Kind::Accepted, rest),
            None => (Kind::Reached, text),
        };
        let mut words = rest.split(' ');
        let line = Self {
            kind,
            head: Head {
                seq: words.next()?.parse().ok()?,
                digest: digest(words.next()?)?,
            },
            at: words.next()?.parse().ok()?,
        };
        // There is one way to write a line.
        (line.to_string() == text).then_some(line)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind == Kind::Accepted {
            formatter.write_str(ACCEPTED)?;
        }
        write!(
            formatter,
            "{} {} {}",
            self.head.seq, self.head.digest, self.at
        )
    }
}

fn digest(text: &str) -> Option<Digest> {
    let mut bytes = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(Digest::new(bytes))
}

fn range(first: u64, last: u64) -> String {
    if first == last {
        format!("transfer {}", thousands(first))
    } else {
        format!("transfers {} to {}", thousands(first), thousands(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "b2219114a6ab69139cc64a3856199c8ae4fbd766a4281bcc065119f0df019dbd";
    const TWO: &str = "8978c1c344ee87dde3494e9dae53ab0e399f3c6169f3d9fa95921a6590a00e6c";

    fn parse(text: &str) -> Record {
        Record::parse(text.as_bytes())
    }

    #[test]
    fn a_line_reads_back_as_it_was_written() {
        for text in [
            format!("7 {ONE} 1789981200"),
            format!("accepted 0 {TWO} -1"),
        ] {
            assert_eq!(Line::parse(&text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_torn_last_line_is_no_line_wherever_it_was_torn() {
        let whole = format!("7 {ONE} 1789981200\n");
        let next = format!("8 {TWO} 1789981201\n");
        for end in 0..next.len() {
            let record = parse(&format!("{whole}{}", &next[..end]));
            assert_eq!(record.lines.len(), 1, "torn after {end} bytes");
            assert!(record.complaints().is_empty());
            assert_eq!(record.bytes, whole.len() as u64);
        }
        assert_eq!(parse(&format!("{whole}{next}")).lines.len(), 2);
    }

    #[test]
    fn garbage_is_named_by_its_line_and_the_others_count() {
        let damaged = [
            format!("8 {}Z 1789981201", &TWO[..63]),
            format!("8 {} 1789981201", &TWO[..63]),
            format!("8 {} 1789981201", TWO.to_uppercase()),
            format!("+8 {TWO} 1789981201"),
            format!("08 {TWO} 1789981201"),
            format!("8 {TWO}  1789981201"),
            format!("8 {TWO} 1789981201 "),
            format!("8 {TWO}"),
            format!("Accepted 8 {TWO} 1789981201"),
            "\u{0}\u{0}\u{0}".to_owned(),
            String::new(),
        ];
        for line in damaged {
            let record = parse(&format!("7 {ONE} 1\n{line}\n9 {TWO} 3\n"));
            assert_eq!(
                record.complaints(),
                ["Line 2 of the anchor cannot be read."],
                "{line}"
            );
            assert_eq!(record.newest().unwrap().0.seq, 9);
        }
        let mut bytes = format!("7 {ONE} 1\n").into_bytes();
        bytes.extend_from_slice(b"\xff\xfe\n");
        assert_eq!(Record::parse(&bytes).unreadable, [2]);
    }

    #[test]
    fn of_much_garbage_the_first_lines_are_named_and_the_others_counted() {
        assert_eq!(parse(&"?\n".repeat(10)).complaints().len(), 10);
        let complaints = parse(&"?\n".repeat(1_012)).complaints();
        assert_eq!(complaints.len(), 11);
        assert_eq!(
            complaints[10],
            "1,002 more lines of the anchor cannot be read."
        );
    }

    #[test]
    fn after_an_acceptance_what_was_written_before_counts_no_more() {
        let record = parse(&format!("9 {ONE} 1\naccepted 4 {TWO} 2\n"));
        assert_eq!(record.newest().unwrap().0.seq, 4);
        let record = parse(&format!("9 {ONE} 1\naccepted 4 {TWO} 2\n5 {ONE} 3\n"));
        assert_eq!(record.newest().unwrap().0.seq, 5);
        assert_eq!(Record::default().newest(), None);
    }

    #[test]
    fn what_is_missing_is_said_with_its_first_and_last_number() {
        let missing = |first, last| Standing::Missing { first, last }.sentence().unwrap();
        assert_eq!(
            missing(9_401, 9_412),
            "The book ends before its anchor: transfers 9,401 to 9,412 are missing."
        );
        assert_eq!(
            missing(7, 7),
            "The book ends before its anchor: transfer 7 is missing."
        );
        assert_eq!(Standing::Reached.sentence(), None);
    }
}
