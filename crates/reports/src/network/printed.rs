//! The report of many banks as a printed document: the same rows as its other files.

use std::io::Write;

use super::{Line, Network};
use crate::pdf::{About, Column, Paper, Print, Row, Table};
use crate::{Result, words};

impl Network {
    /// Writes it as PDF, tagged. Two of the same report are the same to the byte.
    pub fn write_pdf(&self, out: &mut impl Write) -> Result<()> {
        let banks = words::counted(self.banks.len() as u64, "bank", "banks");
        let title = format!("Activity of {banks}, {}", self.period.name());
        let mut paper = Paper::begin(About {
            title: title.clone(),
            bank: self.total.name.clone(),
            foot: format!("{title} · {}", self.audience.name()),
            made_at: self.made_at,
            print: Print::Usual,
        })?;
        paper.title(&self.total.name, &title);
        let differ = self.banks.iter().filter(|line| !line.agrees);
        let differ = differ.map(|line| {
            let name = &line.name;
            format!("{name} does not agree with its book: do not use it.")
        });
        paper.notice(&differ.collect::<Vec<_>>());
        let rows = self.banks.iter().map(row).chain([row(&self.total).total()]);
        paper.table(&Table {
            summary: "Exchanges, hours, active and new members of each bank, and of all",
            columns: &[
                Column::words("Bank"),
                Column::figures("Exchanges"),
                Column::figures("Hours"),
                Column::figures("Active members"),
                Column::figures("New members"),
            ],
            rows: &rows.collect::<Vec<_>>(),
        });
        paper.heading("The proof");
        paper.text(
            "Each bank was counted and compared with its own book first, by the same definitions.",
        );
        let heads = self.banks.iter().filter_map(|line| {
            let (transfers, digest) = line.head.as_ref()?;
            let transfers = words::thousands(*transfers);
            let said = vec![format!("Up to transfer {transfers}. Its digest: {digest}")];
            Some((line.name.clone(), said))
        });
        paper.terms(&heads.collect::<Vec<_>>());
        paper.finish(out)
    }
}

fn row(line: &Line) -> Row {
    let exchanges = line
        .help
        .value()
        .map_or_else(String::new, |help| words::thousands(help.exchanges));
    let hours = match line.help.value() {
        Some(help) => words::hours(help.minutes),
        None => line.help.instead().unwrap_or_default(),
    };
    let people = [line.active.said(), line.new.said()];
    Row::new(
        [line.name.clone(), exchanges, hours]
            .into_iter()
            .chain(people),
    )
}
