//! Everybody who takes part.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use timebank::MemberId;
use timebank::category::{self, Area};
use timebank::listing;
use timebank::member::{self, Profile, Search, State as Membership};

use super::{address, kind_tag, viewer};
use crate::app::App;
use crate::components::{Choice, Link, Pages, Tag};
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::filters::Filters;
use crate::words::say;

const PAGE_SIZE: u32 = 30;
/// How many offers are named beside a person.
const NAMED: usize = 3;

/// One member in the list.
#[derive(Clone, Debug)]
struct Row {
    name: String,
    path: String,
    area: String,
    tag: Option<Tag>,
    /// "Knitting lessons; Lifts to the clinic; and 2 more".
    offers: String,
}

#[derive(Template)]
#[template(path = "people/list.html")]
struct List {
    shell: Shell,
    form: Form,
    lead: String,
    rows: Vec<Row>,
    pages: Pages,
    chosen: Vec<Link>,
    areas: Vec<Choice>,
}

impl List {
    fn sought(&self) -> String {
        let words = self.form.text("q");
        if words.is_empty() {
            say("people-nobody-lives-there-yet")
        } else {
            say!("people-nobody-here-is-called", words = words)
        }
    }
}

/// Everybody who takes part, by name.
pub async fn list(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let viewer = viewer(page.person()?);
    let found = match app.read(move |conn| find(conn, form, viewer)).await? {
        Ok(found) => found,
        Err(first_page) => return Ok(Redirect::to(&first_page).into_response()),
    };
    let lead = lead(found.total, !found.filters.is_empty(), &page.bank().place);
    page.show(|shell| List {
        shell,
        form: found.form,
        lead,
        rows: found.rows,
        pages: found.pages,
        chosen: found.filters.links(),
        areas: found
            .areas
            .iter()
            .map(|area| Choice::new(area.id, &area.name))
            .collect(),
    })
}

struct Found {
    form: Form,
    areas: Vec<Area>,
    filters: Filters,
    total: u32,
    pages: Pages,
    rows: Vec<Row>,
}

/// The page asked for; the address of the first where there is no such page.
fn find(
    conn: &Connection,
    form: Form,
    viewer: Option<MemberId>,
) -> timebank::Result<std::result::Result<Found, String>> {
    let areas = category::areas(conn)?;
    let (mut search, filters) = read_filters(&form, &areas);
    search.viewer = viewer;
    let total = member::count(conn, &search)?;
    let Some(pages) = filters.page(total.into(), PAGE_SIZE.into(), form.value("page")) else {
        return Ok(Err(filters.address()));
    };
    let skip = u32::try_from(pages.skip(PAGE_SIZE.into())).unwrap_or(u32::MAX);
    let profiles = member::search(conn, &search, skip, PAGE_SIZE)?;
    let ids: Vec<MemberId> = profiles.iter().map(|profile| profile.id).collect();
    let mut offers = listing::offers_of(conn, &ids)?;
    let rows = profiles.into_iter().map(|profile| {
        let titles = offers.remove(&profile.id).unwrap_or_default();
        row(profile, titles)
    });
    let rows = rows.collect();
    Ok(Ok(Found {
        form,
        areas,
        filters,
        total,
        pages,
        rows,
    }))
}

fn read_filters(form: &Form, areas: &[Area]) -> (Search, Filters) {
    let mut filters = Filters::of("/people");
    let words = form.text("q");
    filters.add("q", &*words, say!("page-quoted", text = &words));
    let area = areas
        .iter()
        .find(|area| area.id.to_string() == form.value("area"));
    if let Some(area) = area {
        filters.add("area", area.id.to_string(), &*area.name);
    }
    let search = Search {
        words,
        state: Some(Membership::Active),
        area: area.map(|area| area.id),
        ..Search::default()
    };
    (search, filters)
}

fn lead(total: u32, filtered: bool, place: &str) -> String {
    match (total, filtered) {
        (0, _) => String::new(),
        (_, true) => say!("people-fit-what-you-chose", number = total),
        (_, false) if place.is_empty() => say!("people-by-name", number = total),
        (_, false) => say!("people-in-by-name", number = total, place = place),
    }
}

fn row(profile: Profile, mut offers: Vec<String>) -> Row {
    let more = offers.len().saturating_sub(NAMED);
    offers.truncate(NAMED);
    if more > 0 {
        offers.push(say!("people-and-more", number = more));
    }
    Row {
        path: address(profile.id),
        area: profile.area_name,
        tag: kind_tag(profile.kind),
        offers: offers.join("; "),
        name: profile.name,
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use timebank::member::MemberKind;

    fn list_of(rows: Vec<Row>, form: Form) -> String {
        let (_search, filters) = read_filters(&form, &[]);
        List {
            shell: Shell::sample(),
            lead: lead(1, false, "Wrensham"),
            pages: filters.page(1, 30, "").unwrap(),
            chosen: filters.links(),
            rows,
            areas: Vec::new(),
            form,
        }
        .render()
        .unwrap()
    }

    #[test]
    fn a_person_is_listed_with_what_they_offer_and_without_a_number_to_ring() {
        let offers = ["Piano", "Choir", "Tea", "Reading"]
            .map(str::to_owned)
            .to_vec();
        let html = list_of(vec![row(samples::dilys(), offers)], Form::new());
        assert!(html.contains("Dilys Prosser"));
        assert!(html.contains("Mill End"));
        assert!(html.contains("Offers: Piano; Choir; Tea; and 1 more"));
        assert!(!html.contains("01632 960188"));
        assert!(!html.contains("Organisation"));
    }

    #[test]
    fn an_organisation_says_that_it_is_one() {
        let mut profile = samples::dilys();
        profile.kind = MemberKind::Organisation;
        let html = list_of(vec![row(profile, Vec::new())], Form::new());
        assert!(html.contains("Organisation"));
        assert!(!html.contains("Offers:"));
    }

    #[test]
    fn a_name_that_nobody_has_leads_back_to_everybody() {
        let html = list_of(Vec::new(), Form::new().with("q", "Zebedee"));
        assert!(html.contains("Nobody here is called “Zebedee”"));
        assert!(html.contains("href=\"/people\""));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let typed = ["Knitting lessons"];
        crate::spanish::in_spanish(&typed, || {
            let mut profile = samples::dilys();
            profile.kind = MemberKind::Organisation;
            let offers = vec!["Knitting lessons".to_owned(); 5];
            let mut list = list_of(vec![row(profile, offers)], Form::new());
            list.push_str(&lead(1, true, ""));
            list.push_str(&lead(2, false, "Wrensham"));
            list
        });
        crate::spanish::in_spanish(&[], || {
            list_of(Vec::new(), Form::new().with("q", "Zebedee"))
        });
    }
}
