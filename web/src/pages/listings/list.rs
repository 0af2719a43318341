//! The lists: requests, offers, and both together for coordinators.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use chrono_tz::Tz;
use rusqlite::Connection;
use timebank::MemberId;
use timebank::category::{self, Area, Category};
use timebank::listing::{self, Listing, ListingKind, Search};

use super::{address, by_line, came_of_it, words_of};
use crate::app::App;
use crate::components::{Choice, Link, Pages, kinds};
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::filters::Filters;
use crate::pages::people::viewer;
use crate::words;

const PAGE_SIZE: u32 = 20;

/// After this many days a listing is dated instead of aged.
const RECENT_DAYS: i64 = 60;

/// One offer or request in a list.
#[derive(Clone, Debug)]
struct Row {
    title: String,
    path: String,
    icon: String,
    by: String,
    /// "Offer" or "Request", in the list of both.
    kind: Option<&'static str>,
    timing: String,
    added: String,
    came_of_it: String,
    unanswered: bool,
    minutes: Option<i64>,
}

#[derive(Template)]
#[template(path = "listings/list.html")]
struct List {
    shell: Shell,
    form: Form,
    /// Offers or requests; both for coordinators.
    kind: Option<ListingKind>,
    title: &'static str,
    path: &'static str,
    many: &'static str,
    lead: String,
    rows: Vec<Row>,
    pages: Pages,
    chosen: Vec<Link>,
    categories: Vec<Choice>,
    areas: Vec<Choice>,
    /// Whether whoever looks may add one of their own.
    may_add: bool,
}

impl List {
    /// What the list is called in a sentence about what was not found.
    fn sought(&self) -> String {
        let words = self.form.text("q");
        if words.is_empty() {
            format!("No {} fit what you chose", self.many)
        } else {
            format!("No {} match “{words}”", self.many)
        }
    }

    fn is_requests(&self) -> bool {
        self.kind == Some(ListingKind::Request)
    }
}

/// What members ask for.
pub async fn requests(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    list(&app, page, form, Some(ListingKind::Request)).await
}

/// What members offer.
pub async fn offers(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    list(&app, page, form, Some(ListingKind::Offer)).await
}

/// Both, for coordinators.
pub async fn all(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    list(&app, page, form, None).await
}

async fn list(app: &App, page: Page, form: Form, kind: Option<ListingKind>) -> Result<Response> {
    let viewer = viewer(page.person()?);
    let found = match app.read(move |conn| find(conn, form, kind, viewer)).await? {
        Ok(found) => found,
        Err(first_page) => return Ok(Redirect::to(&first_page).into_response()),
    };
    let (zone, today) = (page.bank().zone, page.today());
    let rows = found
        .listings
        .iter()
        .map(|listing| row(listing, kind.is_none(), zone, today))
        .collect();
    let may_add = page.member().is_ok();
    let filtered = !found.filters.is_empty();
    let lead = lead(kind, found.total, filtered, &page.bank().place);
    let words = kind.map(words_of);
    page.show(|shell| List {
        shell,
        form: found.form,
        kind,
        title: words.map_or("Offers and requests", |words| words.title),
        path: words.map_or("/listings", |words| words.path),
        many: words.map_or("offers or requests", |words| words.many),
        lead,
        rows,
        pages: found.pages,
        chosen: found.filters.links(),
        categories: kinds::to_seek(&found.categories),
        areas: found
            .areas
            .iter()
            .map(|area| Choice::new(area.id, &area.name))
            .collect(),
        may_add,
    })
}

/// One page of a list, as the file had it at one moment.
struct Found {
    form: Form,
    categories: Vec<Category>,
    areas: Vec<Area>,
    filters: Filters,
    total: u32,
    pages: Pages,
    listings: Vec<Listing>,
}

/// The page asked for; the address of the first where there is no such page.
fn find(
    conn: &Connection,
    form: Form,
    kind: Option<ListingKind>,
    viewer: Option<MemberId>,
) -> timebank::Result<std::result::Result<Found, String>> {
    let (categories, areas) = (category::list(conn)?, category::areas(conn)?);
    let (mut search, filters) = read_filters(&form, kind, &categories, &areas);
    search.viewer = viewer;
    let total = listing::count(conn, &search)?;
    let Some(pages) = filters.page(total.into(), PAGE_SIZE.into(), form.value("page")) else {
        return Ok(Err(filters.address()));
    };
    let skip = u32::try_from(pages.skip(PAGE_SIZE.into())).unwrap_or(u32::MAX);
    let listings = listing::search(conn, &search, skip, PAGE_SIZE)?;
    Ok(Ok(Found {
        form,
        categories,
        areas,
        filters,
        total,
        pages,
        listings,
    }))
}

/// What to look for, and the same as filters. What names nothing filters nothing.
fn read_filters(
    form: &Form,
    kind: Option<ListingKind>,
    categories: &[Category],
    areas: &[Area],
) -> (Search, Filters) {
    let mut filters = Filters::of(kind.map_or("/listings", |kind| words_of(kind).path));
    let words = form.text("q");
    filters.add("q", &*words, format!("“{words}”"));
    let side = ListingKind::parse(form.value("side")).filter(|_| kind.is_none());
    if let Some(side) = side {
        filters.add("side", side.as_str(), words_of(side).title);
    }
    let category = categories
        .iter()
        .find(|category| category.id.to_string() == form.value("kind"));
    if let Some(category) = category {
        filters.add("kind", category.id.to_string(), &*category.name);
    }
    let area = areas
        .iter()
        .find(|area| area.id.to_string() == form.value("area"));
    if let Some(area) = area {
        filters.add("area", area.id.to_string(), &*area.name);
    }
    let search = Search {
        kind: kind.or(side),
        words,
        category: category.map(|category| category.id),
        area: area.map(|area| area.id),
        except: None,
        viewer: None,
    };
    (search, filters)
}

/// The sentence under the heading; empty where the list itself says that there is nothing.
fn lead(kind: Option<ListingKind>, total: u32, filtered: bool, place: &str) -> String {
    let (one, many) = match kind {
        Some(kind) => (words_of(kind).one, words_of(kind).many),
        None => ("offer or request", "offers and requests"),
    };
    match (total, filtered) {
        (0, _) => String::new(),
        (1, true) => format!("1 {one} fits what you chose."),
        (_, true) => format!("{} fit what you chose.", words::count_of(total, one, many)),
        (_, false) => {
            let count = words::count_of(total, one, many);
            let whose = if total == 1 {
                "a neighbour"
            } else {
                "neighbours"
            };
            let place = if place.is_empty() {
                String::new()
            } else {
                format!(" in {place}")
            };
            format!("{count} from {whose}{place}.")
        }
    }
}

fn row(listing: &Listing, both: bool, zone: Tz, today: NaiveDate) -> Row {
    let (came_of_it, unanswered) = came_of_it(listing.kind, listing.exchanges, listing.open);
    Row {
        title: listing.title.clone(),
        path: address(listing),
        icon: listing.icon.clone(),
        by: by_line(listing),
        kind: both.then_some(match listing.kind {
            ListingKind::Offer => "Offer",
            ListingKind::Request => "Request",
        }),
        timing: listing.timing.clone(),
        added: added(listing, zone, today),
        came_of_it,
        unanswered,
        minutes: listing.minutes.map(ledger::Minutes::get),
    }
}

/// "Asked 2 days ago"; after a while, "Asked on 3 March".
fn added(listing: &Listing, zone: Tz, today: NaiveDate) -> String {
    let day = listing.created_at.with_timezone(&zone).date_naive();
    let verb = match listing.kind {
        ListingKind::Offer => "Offered",
        ListingKind::Request => "Asked",
    };
    if (today - day).num_days() > RECENT_DAYS {
        format!("{verb} on {}", words::day_near(day, today))
    } else {
        format!("{verb} {}", words::ago(day, today))
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use timebank::AreaId;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn areas() -> Vec<Area> {
        vec![Area {
            id: AreaId::new(2),
            name: "Mill End".to_owned(),
        }]
    }

    fn list_of(rows: Vec<Row>, form: Form, filtered: bool) -> List {
        let kind = Some(ListingKind::Request);
        let (_search, filters) = read_filters(&form, kind, &[], &areas());
        let total = u32::try_from(rows.len()).unwrap() * 30;
        List {
            shell: Shell::sample(),
            kind,
            title: "Requests",
            path: "/requests",
            many: "requests",
            lead: lead(kind, total, filtered, "Wrensham"),
            pages: filters.page(total.into(), 20, form.value("page")).unwrap(),
            chosen: filters.links(),
            rows,
            categories: Vec::new(),
            areas: vec![Choice::new(2, "Mill End")],
            may_add: true,
            form,
        }
    }

    #[test]
    fn a_list_shows_what_is_asked_by_whom_and_for_how_long() {
        let row = row(&samples::request(), false, Tz::Europe__London, today());
        let html = list_of(vec![row], Form::new(), false).render().unwrap();
        for part in [
            "<title>Requests (page 1 of 2) – Wrensham Timebank</title>",
            "30 requests from neighbours in Wrensham.",
            ">Walk Biscuit, a small calm dog</a>",
            "Dilys Prosser, Mill End",
            "Tuesdays and Thursdays",
            "Asked 2 days ago",
            "<li class=\"unanswered\">Nobody has answered yet</li>",
            "About 30 minutes",
            "href=\"/requests?page=2\"",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }

    #[test]
    fn an_empty_list_asks_for_the_first() {
        let html = list_of(Vec::new(), Form::new(), false).render().unwrap();
        assert!(html.contains("Nobody has asked for anything yet"));
        assert!(!html.contains("Chosen:"));
    }

    #[test]
    fn a_search_that_finds_nothing_says_what_was_sought_and_leads_back() {
        let form = Form::new().with("q", "piano  tuning").with("area", "2");
        let html = list_of(Vec::new(), form, true).render().unwrap();
        assert!(html.contains("No requests match “piano tuning”"));
        assert!(html.contains("Remove </span>Mill End</a>"));
        assert!(html.contains("value=\"2\" selected"));
        assert!(html.contains("Show all requests"));
    }

    #[test]
    fn what_names_nothing_filters_nothing() {
        let form = Form::new()
            .with("area", "99")
            .with("kind", "x")
            .with("side", "offer");
        let (search, filters) = read_filters(&form, Some(ListingKind::Request), &[], &areas());
        assert!(filters.is_empty());
        assert_eq!((search.area, search.category), (None, None));
        assert_eq!(search.kind, Some(ListingKind::Request));
        let (search, filters) = read_filters(&form, None, &[], &areas());
        assert_eq!(search.kind, Some(ListingKind::Offer));
        assert_eq!(filters.address(), "/listings?side=offer");
    }

    #[test]
    fn an_old_request_is_dated() {
        let mut listing = samples::request();
        listing.created_at = "2026-03-03T12:00:00Z".parse().unwrap();
        assert_eq!(added(&listing, Tz::UTC, today()), "Asked on 3 March");
        listing.kind = ListingKind::Offer;
        listing.created_at = "2025-03-03T12:00:00Z".parse().unwrap();
        assert_eq!(added(&listing, Tz::UTC, today()), "Offered on 3 March 2025");
    }

    #[test]
    fn the_lead_agrees_with_its_number() {
        let kind = Some(ListingKind::Offer);
        assert_eq!(lead(kind, 1, true, ""), "1 offer fits what you chose.");
        assert_eq!(lead(kind, 1, false, ""), "1 offer from a neighbour.");
        assert_eq!(
            lead(None, 3, true, ""),
            "3 offers and requests fit what you chose."
        );
        assert_eq!(lead(kind, 0, false, "Wrensham"), "");
    }
}
