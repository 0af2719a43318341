//! Kinds of help: those the bank has, those the headings of offers and requests name, and what
//! the title of a transfer tells.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::category;
use crate::error::Result;
use crate::import::timeoverflow::model::Help;
use crate::import::timeoverflow::parse::PostRow;

/// Finds the kind of help of a heading or a title.
pub(super) struct Categories {
    by_name: HashMap<String, Help>,
    headings: HashMap<String, String>,
    pub(super) new: Vec<String>,
}

impl Categories {
    pub(super) fn load(conn: &Connection, posts: &[PostRow]) -> Result<Self> {
        let by_name = category::list(conn)?
            .into_iter()
            .map(|category| (folded(&category.name), Help::Known(category.id)))
            .collect();
        let mut headings = HashMap::new();
        for post in posts {
            if let Some(heading) = &post.heading {
                // Where a title stands under two headings, the first counts.
                headings
                    .entry(folded(&post.title))
                    .or_insert_with(|| heading.clone());
            }
        }
        Ok(Self {
            by_name,
            headings,
            new: Vec::new(),
        })
    }

    /// The kind of help with the name of this heading, to be added where the bank has none.
    pub(super) fn of_heading(&mut self, heading: &str) -> Help {
        if let Some(help) = self.by_name.get(&folded(heading)) {
            return help.clone();
        }
        self.new.push(heading.to_owned());
        let help = Help::New(self.new.len() - 1);
        self.by_name.insert(folded(heading), help.clone());
        help
    }

    /// The kind of help of a transfer: its post is named like one, or stands under one among
    /// the offers and requests.
    pub(super) fn of_post(&mut self, title: &str) -> Help {
        if let Some(help) = self.by_name.get(&folded(title)) {
            return help.clone();
        }
        match self.headings.get(&folded(title)).cloned() {
            Some(heading) => self.of_heading(&heading),
            None => Help::Unnamed,
        }
    }
}

/// A name as it is compared: capitals, spaces and "&" or "and" make no difference.
fn folded(name: &str) -> String {
    let spelled = name.to_lowercase().replace('&', " and ");
    spelled.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn names_are_compared_without_regard_to_capitals_spaces_and_ampersands() {
        assert_eq!(folded("Sewing & Mending"), folded("sewing  and mending"));
        assert_eq!(folded("Sewing&mending"), folded("Sewing and mending"));
        assert_ne!(folded("Sewing"), folded("Sewing and mending"));
    }
}
