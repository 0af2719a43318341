//! Where the files of a report are: the report itself, the lists beside it, the whole book.

use reports::disclosure::Audience;
use reports::journal::Format;

use super::audience::FOR;
use crate::components::Link;

/// Where the files are.
#[derive(Clone, Debug)]
pub(super) struct Files {
    pub(super) pdf: String,
    pub(super) pack: String,
    pub(super) xlsx: String,
    pub(super) csv: String,
    pub(super) json: String,
    pub(super) lists: Vec<Link>,
    pub(super) books: Vec<Link>,
}

impl Files {
    /// For these days and readers, with what else was asked for.
    pub(super) fn new(days: &str, audience: Audience, part: &str) -> Self {
        let file = |name: &str| {
            let readers = audience.as_str();
            format!("/reports/{name}?{days}&{FOR}={readers}{part}")
        };
        let figures = |ending| file(&format!("activity.{ending}"));
        let books = Format::ALL.map(|format| {
            let name = match format {
                Format::Hledger => "hledger",
                Format::Ledger => "Ledger",
                Format::Beancount => "Beancount",
            };
            Link::new(
                format!("The whole book, for {name}"),
                format!("/reports/journal?format={}", format.as_str()),
            )
        });
        Self {
            pdf: figures("pdf"),
            pack: file("funder-pack.pdf"),
            xlsx: figures("xlsx"),
            csv: figures("csv"),
            json: figures("json"),
            lists: lists(days),
            books: books.to_vec(),
        }
    }
}

/// The lists, each as a workbook and as a table.
fn lists(days: &str) -> Vec<Link> {
    let days = format!("?{days}");
    [
        (
            "Exchanges of these days, in all states",
            "exchanges",
            days.as_str(),
        ),
        ("Group activities and who was there", "activities", ""),
        ("All members", "members", ""),
        ("Offers and requests", "listings", ""),
        ("The community pot", "pot", ""),
        ("Every transfer of the book", "transfers", ""),
        ("Who did what: the audit", "audit", ""),
    ]
    .into_iter()
    .flat_map(|(name, file, days)| {
        [("XLSX", "xlsx"), ("CSV", "csv")].map(|(kind, ending)| {
            let path = format!("/reports/{file}.{ending}{days}");
            Link::new(format!("{name} ({kind})"), path)
        })
    })
    .collect()
}
