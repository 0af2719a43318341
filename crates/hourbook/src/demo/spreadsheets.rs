//! A spreadsheet of the story: hours from before the bank, half looked through.

use chrono::Days;
use timebank::spreadsheet::{self, Content, NewSpreadsheet, Sheet};
use timebank::{Channel, Result, SpreadsheetId};

use super::people::COORDINATOR;
use super::world::World;

/// Days before today, giver, receiver, hours, kind, note. One line is not clear.
const LINES: [[&str; 6]; 5] = [
    [
        "741",
        "Ann Whitcombe",
        "Bob Farrow",
        "1:30",
        "Gardening",
        "Hedge",
    ],
    [
        "740",
        "Bob Farrow",
        "Ann Whitcombe",
        "2",
        "Small repairs",
        "Shelf",
    ],
    ["738", "Ann", "Bob Farrow", "1.5", "Cooking", ""],
    [
        "737",
        "Joan Pellow",
        "Ann Whitcombe",
        "0:45",
        "Company and visits",
        "",
    ],
    [
        "736",
        "Bob Farrow",
        "Joan Pellow",
        "an hour",
        "Lifts",
        "To the surgery",
    ],
];

impl World<'_> {
    /// The coordinator has begun with a file and stopped at what cannot be read.
    pub(super) fn looks_through_a_spreadsheet(&mut self) -> Result<()> {
        let who = self.find(COORDINATOR)?;
        let by = self.people[who].person.coordinator()?;
        let moment = self.moment(Channel::Web);
        let heading = [
            "Date",
            "Giver",
            "Receiver",
            "Hours",
            "Kind of help",
            "Notes",
        ];
        let mut rows = vec![(1, heading.map(str::to_owned).to_vec())];
        for (number, line) in (2..).zip(LINES) {
            let mut cells = line.map(str::to_owned).to_vec();
            let ago = line[0].parse().unwrap_or_default();
            cells[0] = (self.today - Days::new(ago)).format("%d/%m/%Y").to_string();
            rows.push((number, cells));
        }
        let new = NewSpreadsheet {
            id: SpreadsheetId::new(self.id()),
            name: "Hours before we began.xlsx".to_owned(),
            content: Content::Exchanges,
            sheets: vec![Sheet {
                name: "Hours".to_owned(),
                rows,
            }],
        };
        let id = spreadsheet::begin(self.tx, &by, &new, &moment)?.id;
        let fields = ["day", "giver", "receiver", "hours", "category", "what"];
        spreadsheet::match_columns(self.tx, &by, id, &fields.map(str::to_owned))
    }
}
