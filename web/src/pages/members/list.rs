//! The list of members: words or a number, state, kind, fifty to a page.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::exchange;
use timebank::member::{self, MemberKind, Profile, Search, State, TakingPart};
use timebank::needs::Need;
use timebank::{Moment, Role};

use super::tag;
use crate::app::App;
use crate::components::{Choice, Link, Pages, Tag};
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::filters::Filters;
use crate::pages::me::{choices_of_needs, in_words};
use crate::words;

const PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "members/list.html")]
struct List {
    shell: Shell,
    form: Form,
    lead: String,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    needs: Vec<Choice>,
    chosen: Vec<Link>,
    rows: Vec<Row>,
    pages: Pages,
}

/// One member.
#[derive(Clone, Debug)]
struct Row {
    path: String,
    name: String,
    /// What they look after, or that it is an organisation; may be empty.
    about: &'static str,
    number: String,
    area: String,
    state: Tag,
    /// The latest exchange in the book; may be empty.
    last: String,
    balance: i64,
}

/// The members that a search finds.
pub async fn list(Shared(app): Shared<App>, page: Page, form: Form) -> Result<Response> {
    let (bank, moment) = (page.bank().clone(), page.moment());
    let shell = page.shell().clone();
    let read = app
        .read(move |conn| List::read(conn, &bank, &moment, shell, form))
        .await?;
    match read {
        Ok(list) => page.show(|_| list),
        Err(first) => Ok(Redirect::to(&first).into_response()),
    }
}

fn search(form: &Form) -> Search {
    Search {
        words: form.text("q"),
        state: State::parse(form.value("state")),
        kind: MemberKind::parse(form.value("kind")),
        need: Need::parse(form.value("need")),
        readers: true,
        ..Search::default()
    }
}

fn filters(search: &Search) -> Filters {
    let mut filters = Filters::of("/members");
    filters.add("q", &search.words, format!("“{}”", search.words));
    if let Some(state) = search.state {
        filters.add("state", state.as_str(), tag(state).word);
    }
    if let Some(kind) = search.kind {
        filters.add("kind", kind.as_str(), kind_name(kind));
    }
    if let Some(need) = search.need {
        filters.add("need", need.as_str(), in_words(need));
    }
    filters
}

impl List {
    /// The list, or the address of its first page.
    fn read(
        conn: &Connection,
        bank: &Bank,
        moment: &Moment,
        shell: Shell,
        form: Form,
    ) -> timebank::Result<std::result::Result<Self, String>> {
        let search = search(&form);
        let filters = filters(&search);
        let total = member::count(conn, &search)?;
        let asked = form.value("page");
        let Some(pages) = filters.page(u64::from(total), u64::from(PAGE), asked) else {
            return Ok(Err(filters.address()));
        };
        let skip = u32::try_from(pages.skip(u64::from(PAGE))).unwrap_or(u32::MAX);
        let rows = rows(
            conn,
            bank,
            moment,
            &member::search(conn, &search, skip, PAGE)?,
        )?;
        Ok(Ok(Self {
            shell,
            lead: lead(conn, total, filters.is_empty())?,
            states: State::ALL
                .map(|state| Choice::new(state.as_str(), tag(state).word))
                .to_vec(),
            kinds: [MemberKind::Person, MemberKind::Organisation]
                .map(|kind| Choice::new(kind.as_str(), kind_name(kind)))
                .to_vec(),
            needs: choices_of_needs(),
            chosen: filters.links(),
            rows,
            pages,
            form,
        }))
    }
}

/// The lines of these members: their balances and latest days are read for all at once.
fn rows(
    conn: &Connection,
    bank: &Bank,
    moment: &Moment,
    profiles: &[Profile],
) -> timebank::Result<Vec<Row>> {
    let ids: Vec<_> = profiles.iter().map(|profile| profile.id).collect();
    let accounts: Vec<_> = profiles.iter().map(|profile| profile.account).collect();
    let latest = exchange::last_done(conn, &ids)?;
    let balances = ledger::balances_of(conn, &accounts)?;
    let row = |profile: &Profile| {
        let last = latest.get(&profile.id);
        let balance = balances.get(&profile.account);
        Row {
            path: format!("/members/{}", profile.id),
            name: profile.name.clone(),
            about: about(profile),
            number: profile.number.printed(&bank.prefix),
            area: profile.area_name.clone(),
            state: tag(profile.state),
            last: last.map_or_else(String::new, |day| words::day_near(*day, moment.today)),
            balance: balance.map_or(0, |balance| balance.get()),
        }
    };
    Ok(profiles.iter().map(row).collect())
}

const fn about(profile: &Profile) -> &'static str {
    match (profile.role, profile.kind) {
        (Role::Reader, _) => "Reader",
        (Role::Treasurer, _) => "Treasurer",
        (Role::Coordinator, _) => "Coordinator",
        (Role::Administrator, _) => "Administrator",
        (Role::Member, MemberKind::Organisation) => "Organisation",
        (Role::Member, MemberKind::Person) => "",
    }
}

const fn kind_name(kind: MemberKind) -> &'static str {
    match kind {
        MemberKind::Person => "People",
        MemberKind::Organisation => "Organisations",
    }
}

/// "118 members take part, 3 have paused."; for a search, how many it found.
fn lead(conn: &Connection, found: u32, all: bool) -> timebank::Result<String> {
    if !all {
        return Ok(format!("{} found.", words::count(found, "member")));
    }
    let TakingPart { active, paused } = member::count_taking_part(conn)?;
    let take = if active == 1 { "takes" } else { "take" };
    let rest = match paused {
        0 => String::new(),
        1 => ", 1 has paused".to_owned(),
        paused => format!(", {paused} have paused"),
    };
    let members = words::count(active, "member");
    Ok(format!("{members} {take} part{rest}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::Tone;

    fn page(rows: Vec<Row>, chosen: Vec<Link>) -> String {
        List {
            shell: Shell::sample(),
            form: Form::new().with("q", "Jo"),
            lead: "118 members take part, 3 have paused.".into(),
            states: vec![Choice::new("active", "Active")],
            kinds: Vec::new(),
            needs: Vec::new(),
            chosen,
            rows,
            pages: Pages::of(118, 50, 2, "/members?page="),
        }
        .render()
        .unwrap()
    }

    #[test]
    fn a_line_says_who_it_is_and_how_they_stand() {
        let row = Row {
            path: "/members/7".into(),
            name: "Joan Pellow".into(),
            about: "Coordinator",
            number: "W-0107-4".into(),
            area: "Northgate".into(),
            state: Tag::new("Active", Tone::Approved),
            last: "21 November".into(),
            balance: -45,
        };
        let html = page(vec![row], Vec::new());
        for part in [
            "<a class=\"act\" href=\"/members/7\">Joan Pellow</a>",
            "W-0107-4",
            "<strong class=\"tag tag--approved\">Active</strong>",
            "\u{2212}0\u{a0}h\u{a0}45\u{a0}min",
            "(page 2 of 3)",
            "value=\"Jo\"",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }

    #[test]
    fn a_search_that_finds_nobody_offers_a_way_on() {
        let chosen = vec![Link::new("“Jo”", "/members")];
        let html = page(Vec::new(), chosen);
        assert!(html.contains("Nobody is found"));
        assert!(html.contains("href=\"/members\""));
        assert!(!html.contains("<table"));
    }
}
