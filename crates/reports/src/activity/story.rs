//! Somebody’s words as a chapter. They were agreed to with a last day: past it, or withdrawn, the
//! report has no such chapter and says nothing of it.

use timebank::story::Story;

use super::chapter::Chapter;
use crate::words;

/// The chapter of a story that may be shown.
pub(crate) fn chapter(story: &Story) -> Chapter {
    let mut said = story.paragraphs();
    if let Some(first) = said.first_mut() {
        first.insert(0, '“');
    }
    if let Some(last) = said.last_mut() {
        last.push('”');
    }
    Chapter {
        id: "story",
        short: "A story",
        title: "In somebody’s own words".to_owned(),
        label: story.told_by(),
        lead: said,
        tables: Vec::new(),
        notes: vec![format!(
            "Printed with their consent of {}, until {} at the latest.",
            words::day(story.consent_on),
            words::day(story.until)
        )],
    }
}
