//! Rows of a spreadsheet, as somebody pastes them: cells parted by tabs, semicolons or commas.

/// The rows with something in them, cell by cell. Tabs part cells as a spreadsheet copies them;
/// without any, semicolons do, or else commas. A cell in quotation marks may hold the mark and
/// line ends; a mark alone stays as it is.
pub(crate) fn read(text: &str) -> Vec<Vec<String>> {
    let mark = ['\t', ';', ',']
        .into_iter()
        .find(|mark| text.contains(*mark))
        .unwrap_or('\t');
    let mut rows = parted(text, mark);
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

/// The rows of a file, blank ones too, so that each keeps its number. The first line, which names
/// the columns, says what parts cells.
pub(crate) fn numbered(text: &str) -> Vec<Vec<String>> {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let mark = ['\t', ';', ',']
        .into_iter()
        .max_by_key(|mark| first.matches(*mark).count())
        .unwrap_or(',');
    parted(text, mark)
}

fn parted(text: &str, mark: char) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        let row = rows.len() - 1;
        let cell = rows[row].len() - 1;
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                rows[row][cell].push('"');
            }
            '"' if quoted => quoted = false,
            '"' if rows[row][cell].trim().is_empty() && begins_a_cell(letters.peek(), mark) => {
                quoted = true;
            }
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            other if other == mark && !quoted => rows[row].push(String::new()),
            other => rows[row][cell].push(other),
        }
    }
    for cell in rows.iter_mut().flatten() {
        *cell = cell.trim().to_owned();
    }
    rows
}

/// Whether a quotation mark opens a cell: one that stands alone says "the same".
fn begins_a_cell(next: Option<&char>, mark: char) -> bool {
    next.is_some_and(|next| *next != mark && *next != '\n' && *next != '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_parted_by_tabs_semicolons_or_commas() {
        assert_eq!(read("a\tb,c\r\n\r\nd\t\n"), [["a", "b,c"], ["d", ""]]);
        assert_eq!(read("a;1,5\nb;2"), [["a", "1,5"], ["b", "2"]]);
        assert_eq!(read("a,b"), [["a", "b"]]);
        assert!(read(" \n\t\n").is_empty());
    }

    #[test]
    fn the_heading_of_a_file_says_what_parts_its_cells_and_rows_keep_their_numbers() {
        let rows = numbered("Name,Note\n\nAnn,\"tea; cake\"\n");
        assert_eq!(rows[1], [""]);
        assert_eq!(rows[2], ["Ann", "tea; cake"]);
    }

    #[test]
    fn a_quoted_cell_holds_marks_and_a_mark_alone_stays() {
        assert_eq!(read("\"Tan, Mei\",x"), [["Tan, Mei", "x"]]);
        assert_eq!(read("\"a \"\"b\"\" c\"\tx"), [["a \"b\" c", "x"]]);
        assert_eq!(
            read("\"1 Mill Lane\nWrensham\"\tx"),
            [["1 Mill Lane\nWrensham", "x"]]
        );
        assert_eq!(read("a\t\"\tb"), [["a", "\"", "b"]]);
        assert_eq!(read("a\t\""), [["a", "\""]]);
    }
}
