//! The form of an offer or a request: what it asks, and how its answers are read.

use askama::Template;
use ledger::Minutes;
use rusqlite::Connection;
use timebank::category::{self, Area, Category};
use timebank::listing::{Listing, ListingDetails, ListingKind};

use super::whose::Whose;
use super::{address, belonging, words_of};
use crate::components::{Choice, kinds};
use crate::forms::{DurationQuestion, Form};
use crate::page::Shell;

/// "About how long does it take?"
const LENGTH: DurationQuestion = DurationQuestion {
    hours: "hours",
    minutes: "minutes",
    subject: "subject-how-long-it-takes",
};

/// The lists to choose from.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    categories: Vec<Category>,
    areas: Vec<Area>,
}

impl Lists {
    pub(super) fn read(conn: &Connection) -> timebank::Result<Self> {
        Ok(Self {
            categories: category::list(conn)?,
            areas: category::areas(conn)?,
        })
    }

    fn kinds(&self) -> Vec<Choice> {
        kinds::to_choose(&self.categories)
    }

    fn areas(&self) -> Vec<Choice> {
        let choice = |area: &Area| Choice::new(&area.name, &area.name);
        self.areas.iter().map(choice).collect()
    }
}

/// The page of the form.
#[derive(Template)]
#[template(path = "listings/edit.html")]
pub(super) struct Edit {
    shell: Shell,
    form: Form,
    kind: ListingKind,
    heading: String,
    /// Where the form is sent.
    action: String,
    /// Where "Back" leads.
    back: String,
    whose: Whose,
    /// Whether it exists already.
    changes: bool,
    length: DurationQuestion,
    kinds: Vec<Choice>,
    areas: Vec<Choice>,
}

impl Edit {
    pub(super) fn of_new(
        form: Form,
        kind: ListingKind,
        whose: Whose,
        lists: &Lists,
        shell: Shell,
    ) -> Self {
        let words = words_of(kind);
        let heading = match (&whose, kind) {
            (Whose::Own, _) => words.add.to_owned(),
            (Whose::Typed, _) => format!("Add {} {} for somebody", article(kind), words.one),
            (Whose::Of(member), ListingKind::Request) => {
                format!("Ask for help for {}", member.name)
            }
            (Whose::Of(member), ListingKind::Offer) => format!("Add an offer for {}", member.name),
        };
        let back = match &whose {
            Whose::Own => words.path.to_owned(),
            Whose::Typed => "/listings".to_owned(),
            Whose::Of(member) => format!("/members/{}", member.id),
        };
        Self {
            shell: belonging(shell, kind),
            form,
            kind,
            heading,
            action: "/listings".to_owned(),
            back,
            whose,
            changes: false,
            length: LENGTH,
            kinds: lists.kinds(),
            areas: lists.areas(),
        }
    }

    pub(super) fn of_known(form: Form, listing: &Listing, lists: &Lists, shell: Shell) -> Self {
        let here = address(listing);
        Self {
            shell: belonging(shell, listing.kind),
            form,
            kind: listing.kind,
            heading: format!("Change this {}", words_of(listing.kind).one),
            action: format!("{here}/edit"),
            back: here,
            whose: Whose::Own,
            changes: true,
            length: LENGTH,
            kinds: lists.kinds(),
            areas: lists.areas(),
        }
    }

    fn is_request(&self) -> bool {
        self.kind == ListingKind::Request
    }

    /// What an area left open means.
    fn any_area(&self) -> &'static str {
        match (self.changes, &self.whose) {
            (true, _) => "No area in particular",
            (false, Whose::Own) => "Where I live",
            (false, _) => "Where the member lives",
        }
    }
}

const fn article(kind: ListingKind) -> &'static str {
    match kind {
        ListingKind::Offer => "an",
        ListingKind::Request => "a",
    }
}

/// The form with what a listing says now.
pub(super) fn filled(listing: &Listing) -> Form {
    let minutes = listing.minutes.map(Minutes::get);
    let part = |part: fn(i64) -> i64| {
        minutes
            .map(part)
            .map_or_else(String::new, |n| n.to_string())
    };
    let category = listing
        .category
        .map_or_else(String::new, |id| id.to_string());
    Form::new()
        .with("version", listing.version.to_string())
        .with("title", &*listing.title)
        .with("details", &*listing.details)
        .with("category", category)
        .with("timing", &*listing.timing)
        .with("area", &*listing.area_name)
        .with("hours", part(|minutes| minutes / 60))
        .with("minutes", part(|minutes| minutes % 60))
}

/// What was filled in; nothing where it cannot stand. A list answers only with what is on it.
pub(super) fn read(form: &mut Form, lists: &Lists) -> Option<ListingDetails> {
    let title = form.ask("title", "Enter what it is about");
    let category = match form.value("category") {
        "" => Some(None),
        typed => lists
            .categories
            .iter()
            .find(|category| category.id.to_string() == typed)
            .map(|category| Some(category.id)),
    };
    if category.is_none() {
        form.refuse("category", "Choose a kind of help from the list");
    }
    let area = form.text("area");
    let area =
        (area.is_empty() || lists.areas.iter().any(|known| known.name == area)).then_some(area);
    if area.is_none() {
        form.refuse("area", "Choose an area from the list");
    }
    let blank = form.text("hours").is_empty() && form.text("minutes").is_empty();
    let minutes = if blank {
        Some(None)
    } else {
        let read = LENGTH.read(form);
        form.take(read).map(|minutes| Minutes::new(minutes.into()))
    };
    Some(ListingDetails {
        title: title?,
        details: form.lines("details"),
        timing: form.text("timing"),
        category: category?,
        area: area?,
        minutes: minutes?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::pages::people::samples as people;
    use timebank::{AreaId, CategoryId};

    fn lists() -> Lists {
        Lists {
            categories: vec![Category {
                id: CategoryId::new(17),
                name: "Dog walking and pets".to_owned(),
                icon: "dog".to_owned(),
                heading: None,
                heading_name: String::new(),
                is_heading: false,
            }],
            areas: vec![Area {
                id: AreaId::new(2),
                name: "Mill End".to_owned(),
            }],
        }
    }

    fn new(form: Form, whose: Whose) -> String {
        Edit::of_new(form, ListingKind::Request, whose, &lists(), Shell::sample())
            .render()
            .unwrap()
    }

    #[test]
    fn a_new_one_carries_its_id_so_that_it_is_added_once() {
        let form = Form::new().with("id", "a-fresh-id").with("side", "request");
        let html = new(form, Whose::Own);
        assert!(html.contains("<h1>Ask for help</h1>"));
        assert!(html.contains("name=\"id\" value=\"a-fresh-id\""));
        assert!(html.contains("<option value=\"\">Where I live</option>"));
        assert!(!html.contains("name=\"for\""));
        assert!(!html.contains("name=\"version\""));
    }

    #[test]
    fn a_coordinator_adds_for_somebody_named_or_typed() {
        let form = Form::new().with("for", "x");
        let html = new(form, Whose::Of(Box::new(people::dilys())));
        assert!(html.contains("Ask for help for Dilys Prosser"));
        assert!(html.contains("name=\"for\" value=\"x\""));
        let html = new(Form::new().with("for", ""), Whose::Typed);
        assert!(html.contains("Add a request for somebody"));
        assert!(html.contains("id=\"who\""));
    }

    #[test]
    fn a_refused_form_keeps_what_was_typed() {
        let mut form = Form::new()
            .with("title", " ")
            .with("details", "He likes <the> river")
            .with("category", "99")
            .with("area", "The Moon")
            .with("hours", "soon");
        assert_eq!(read(&mut form, &lists()), None);
        let html = new(form, Whose::Own);
        for part in [
            "Enter what it is about",
            "Choose a kind of help from the list",
            "Choose an area from the list",
            "How long it takes must be in hours and minutes, like 1 and 30",
            "He likes &#60;the&#62; river",
            "value=\"soon\"",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }

    #[test]
    fn the_length_may_be_left_open() {
        let mut form = Form::new()
            .with("title", "Walk Biscuit")
            .with("category", "17");
        let details = read(&mut form, &lists()).unwrap();
        assert_eq!(details.minutes, None);
        assert_eq!(details.category, Some(CategoryId::new(17)));
        assert!(form.is_clean());
    }

    #[test]
    fn a_change_begins_with_what_is_known() {
        let listing = samples::request();
        let html = Edit::of_known(filled(&listing), &listing, &lists(), Shell::sample())
            .render()
            .unwrap();
        for part in [
            "Change this request",
            "name=\"version\" value=\"3\"",
            "value=\"Walk Biscuit, a small calm dog\"",
            "<option value=\"Mill End\" selected>",
            "name=\"minutes\" inputmode=\"numeric\" value=\"30\"",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }
}
