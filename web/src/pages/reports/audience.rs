//! Whom a report is written for: readers outside the bank, unless somebody asks for the
//! committee’s.

use reports::disclosure::Audience;

use crate::components::Choice;
use crate::error::Result;
use crate::forms::Form;
use crate::page::Page;
use crate::words::say;

/// The question, in forms and addresses.
pub(super) const FOR: &str = "for";

/// Whom the report is written for: as the address says, but readers of the bank’s own see what
/// readers outside may see.
pub(super) fn of(page: &Page, form: &Form) -> Result<Audience> {
    if page.person()?.treasurer().is_ok() {
        Ok(read(form))
    } else {
        Ok(Audience::OUTSIDE)
    }
}

/// Whom the address names. Anything else means readers outside: a link that was shortened or
/// mistyped shows less and not more.
pub(super) fn read(form: &Form) -> Audience {
    Audience::parse(form.value(FOR)).unwrap_or(Audience::OUTSIDE)
}

/// What the page says above its heading.
pub(super) const fn caption(audience: Audience) -> &'static str {
    match audience {
        Audience::Outside { .. } => "Activity report for funders",
        Audience::Committee => "Activity report for our own committee",
    }
}

/// Those it can be written for; `full` where the committee’s may be read.
pub(super) fn choices(full: bool) -> Vec<Choice> {
    let mut all = vec![(Audience::OUTSIDE, say("reports-funders-and-the-public"))];
    if full {
        all.push((Audience::Committee, say("reports-our-own-committee")));
    }
    all.into_iter()
        .map(|(audience, label)| Choice::new(audience.as_str(), label))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_asks_for_the_committee_gets_exact_figures() {
        let read = |word: &str| read(&Form::new().with(FOR, word));
        assert_eq!(read("committee"), Audience::Committee);
        for word in ["", "outside", "Committee", "everybody"] {
            assert_eq!(read(word), Audience::OUTSIDE, "{word}");
        }
    }
}
