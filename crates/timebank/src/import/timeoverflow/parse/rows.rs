//! The lines of one CSV file, each with its number: columns counted, text decoded.

use csv::{ByteRecord, ReaderBuilder};

use crate::import::timeoverflow::model::{BadLine, SourceFile};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// One line, or several where a quoted cell holds line ends.
pub(super) struct Row {
    /// The number of its first line.
    pub(super) line: u64,
    /// As many cells as the file has columns, trimmed.
    pub(super) cells: Vec<String>,
}

impl Row {
    /// The cell of a column, counted from 0.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// Notes a line that cannot be brought in.
pub(super) fn note(bad: &mut Vec<BadLine>, file: &SourceFile, line: u64, reason: String) {
    bad.push(BadLine {
        file: file.name.clone(),
        line,
        reason,
        may_be_skipped: true,
    });
}

/// The rows of a file without its headings. Where the headings are not such, the file is not
/// the one that was asked for, and no row of it is read. `is_data` tells a heading from data.
pub(super) fn rows(
    file: &SourceFile,
    columns: usize,
    is_data: fn(&Row) -> bool,
    bad: &mut Vec<BadLine>,
) -> Vec<Row> {
    let bytes = file
        .bytes
        .strip_prefix(BYTE_ORDER_MARK)
        .unwrap_or(&file.bytes);
    let mut rows = Vec::new();
    let mut headings = false;
    for (first, last, record) in Records::new(bytes) {
        let row = decode(&record, first, columns);
        if headings {
            match row {
                Ok(row) => rows.push(row),
                Err(reason) => note(bad, file, first, with_extent(reason, first, last)),
            }
            continue;
        }
        headings = true;
        let problem = match row {
            Ok(row) if is_data(&row) => {
                "the first line should hold the headings, but it looks like data".to_owned()
            }
            Ok(_) => continue,
            Err(reason) => format!("the headings do not fit: {reason}"),
        };
        stop(bad, file, first, problem);
        return Vec::new();
    }
    if !headings {
        stop(bad, file, 1, "the file is empty".to_owned());
    }
    rows
}

/// Notes a fault of the whole file: leaving one line out would not help.
fn stop(bad: &mut Vec<BadLine>, file: &SourceFile, line: u64, reason: String) {
    bad.push(BadLine {
        file: file.name.clone(),
        line,
        reason,
        may_be_skipped: false,
    });
}

fn with_extent(reason: String, first: u64, last: u64) -> String {
    if last > first {
        format!("{reason} (it runs on to line {last}: a quotation mark may be missing)")
    } else {
        reason
    }
}

fn decode(record: &ByteRecord, line: u64, columns: usize) -> Result<Row, String> {
    if record.len() != columns {
        let are = if record.len() == 1 { "is" } else { "are" };
        return Err(format!(
            "there should be {columns} columns, separated by commas, but there {are} {}",
            record.len()
        ));
    }
    let cells = record
        .iter()
        .map(|cell| str::from_utf8(cell).map(|cell| cell.trim().to_owned()))
        .collect::<Result<_, _>>()
        .map_err(|_| "it is not written in UTF-8; export the file again as UTF-8".to_owned())?;
    Ok(Row { line, cells })
}

/// The records of a file with the numbers of their first and last line.
struct Records<'a> {
    reader: csv::Reader<&'a [u8]>,
    bytes: &'a [u8],
    record: ByteRecord,
    lines: LineCount,
}

/// Counts lines up to an offset that only ever grows.
#[derive(Default)]
struct LineCount {
    offset: usize,
    ends: u64,
}

impl<'a> Records<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            reader: ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(bytes),
            bytes,
            record: ByteRecord::new(),
            lines: LineCount::default(),
        }
    }

    /// Where the next record begins: the reader counts empty lines to the record after them.
    fn start(&self) -> usize {
        let from = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let rest = self.bytes.get(from..).unwrap_or_default();
        let skipped = rest
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        from + skipped
    }

    fn line_at(&mut self, offset: usize) -> u64 {
        let offset = offset.min(self.bytes.len());
        let passed = self
            .bytes
            .get(self.lines.offset..offset)
            .unwrap_or_default();
        let mut previous = None;
        for &byte in passed {
            // CRLF is one line end, and so is a CR or an LF alone.
            if byte == b'\r' || (byte == b'\n' && previous != Some(b'\r')) {
                self.lines.ends += 1;
            }
            previous = Some(byte);
        }
        self.lines.offset = offset;
        self.lines.ends + 1
    }
}

impl Iterator for Records<'_> {
    type Item = (u64, u64, ByteRecord);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.start();
        // Reading from memory without a fixed number of columns, the reader has no way to fail.
        if !self.reader.read_byte_record(&mut self.record).ok()? {
            return None;
        }
        let first = self.line_at(start);
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let text = self.bytes.get(start..end.min(self.bytes.len()));
        let inner = text.map_or(0, |text| {
            let ends = text.iter().rev().take_while(|b| matches!(b, b'\r' | b'\n'));
            text.len() - ends.count()
        });
        let last = self.line_at(start + inner);
        Some((first, last, self.record.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(text: &str) -> Vec<(u64, u64)> {
        let all = Records::new(text.as_bytes());
        all.map(|(first, last, _)| (first, last)).collect()
    }

    #[test]
    fn lines_are_numbered_as_an_editor_numbers_them() {
        assert_eq!(lines_of("a,b\nc,d\n"), [(1, 1), (2, 2)]);
        assert_eq!(lines_of("a,b\r\nc,d"), [(1, 1), (2, 2)]);
        assert_eq!(lines_of("a,b\n\n\nc,d\ne,f\n"), [(1, 1), (4, 4), (5, 5)]);
        assert_eq!(lines_of("a,b\r\n\r\nc,d\r\ne,f"), [(1, 1), (3, 3), (4, 4)]);
        assert_eq!(
            lines_of("a,\"b\nb\nb\"\nc,d\n"),
            [(1, 3), (4, 4)],
            "a quoted cell may hold line ends"
        );
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_is_seen_from_its_extent() {
        assert_eq!(lines_of("a,b\nc,\"d\ne,f\ng,h\n"), [(1, 1), (2, 4)]);
    }
}
