//! The figures as a printed document and as a workbook, for the committee like the page: the same
//! figures, with the formula and the caution of each.

use std::io::Write;

use super::{Chapter, FEWEST, Health, Sign, files};
use crate::pdf::{About, Column, Paper, Print, Row, Table};
use crate::workbook::List;
use crate::{Result, words};

/// Writes them as PDF, tagged. Two of the same figures are the same to the byte.
pub fn write_pdf(health: &Health, out: &mut impl Write) -> Result<()> {
    let title = format!("Health of the community, {}", health.period.name());
    let mut paper = Paper::begin(About {
        title: format!("{}: {title}", health.bank),
        bank: health.bank.clone(),
        foot: format!("{} · {title} · For the committee", health.bank),
        made_at: health.made_at,
        print: Print::Usual,
    })?;
    paper.title(&health.bank, &title);
    let active = words::counted(health.active as u64, "member", "members");
    paper.lead(&format!("{active} gave or received help."));
    let Some(signs) = &health.signs else {
        paper.text(&format!(
            "With fewer than {FEWEST} active members these figures say nothing about a community, \
             so none is shown."
        ));
        return paper.finish(out);
    };
    paper.text(
        "Compare your timebank with itself, a year before, and not with others. None of these \
         figures is a target. They are exact: keep them inside the timebank.",
    );
    for chapter in Chapter::ALL {
        let signs: Vec<&Sign> = signs
            .iter()
            .filter(|sign| sign.chapter == chapter)
            .collect();
        if signs.is_empty() {
            continue;
        }
        let row = |sign: &&Sign| Row::new([sign.name.to_owned(), sign.value.said()]);
        paper.heading(chapter.name());
        paper.table(&Table {
            summary: chapter.name(),
            columns: &[Column::words("Figure"), Column::figures("Came to")],
            rows: &signs.iter().map(row).collect::<Vec<_>>(),
        });
    }
    quarters(health, &mut paper);
    paper.heading("How these are worked out");
    let terms = signs.iter().map(|sign| {
        let said = vec![
            format!("{}.", sign.reading),
            sign.formula.to_owned(),
            format!("Take care: {}", sign.caveat),
        ];
        (sign.name.to_owned(), said)
    });
    paper.terms(&terms.collect::<Vec<_>>());
    paper.finish(out)
}

/// Of those who joined in each quarter, how many take part.
fn quarters(health: &Health, paper: &mut Paper) {
    if health.quarters.is_empty() {
        return;
    }
    let rows = health.quarters.iter().map(|quarter| {
        let (joined, active) = (u64::from(quarter.joined), u64::from(quarter.active));
        let first = format!("From {}", words::month(quarter.first));
        Row::new([first, words::thousands(joined), words::thousands(active)])
    });
    paper.heading("Who stays");
    paper.table(&Table {
        summary: "Of those who joined in each quarter, how many took part",
        columns: &[
            Column::words("Joined in the quarter"),
            Column::figures("Joined"),
            Column::figures("Took part"),
        ],
        rows: &rows.collect::<Vec<_>>(),
    });
}

/// Writes them as a workbook, with the rows of the CSV file.
pub fn write_xlsx(health: &Health, out: &mut (impl Write + Send)) -> Result<()> {
    let mut list = List::begin("Health", &files::COLUMNS, health.made_at)?;
    files::rows(health, &mut list)?;
    list.finish(out)
}
