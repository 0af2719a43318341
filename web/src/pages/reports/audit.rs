//! Who did what: the audit as a page, with filters, and the same rows as a file.
//!
//! The audit itself holds ids, numbers and states only. The names beside them are today's, looked
//! up for the reader; the file leaves them out.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use reports::period::Preset;
use rusqlite::Connection;
use serde_json::Value;
use timebank::audit::{self, AuditRow, Search};
use timebank::bank::Bank;
use timebank::member::{self, Search as People};
use timebank::{Channel, ExchangeId, ListingId, MemberId, exchange, listing};
use uuid::Uuid;

use super::period::choices;
use crate::app::App;
use crate::components::{Choice, Link, Pages};
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::exchanges::telling::channel;
use crate::pages::filters::Filters;
use crate::words;

const PAGE: u64 = 50;

/// As many people as one search for a name may mean.
const MOST_PEOPLE: u32 = 100;

/// What an action begins with, and how that is called in the list of filters.
const NOUNS: [(&str, &str); 13] = [
    ("exchange", "Exchanges"),
    ("activity", "Group activities"),
    ("slips", "Paper slips"),
    ("spreadsheet", "Spreadsheets"),
    ("listing", "Offers and requests"),
    ("member", "Members"),
    ("access", "Signing in"),
    ("desk", "Notes and calls"),
    ("pot", "The community pot"),
    ("month", "Months"),
    ("policy", "Settings"),
    ("report", "Reports"),
    ("delivery", "Mail and letters"),
];

#[derive(Template)]
#[template(path = "reports/audit.html")]
struct Audit {
    shell: Shell,
    form: Form,
    lead: String,
    nouns: Vec<Choice>,
    periods: Vec<Choice>,
    chosen: Vec<Link>,
    files: [Link; 2],
    rows: Vec<Row>,
    pages: Pages,
}

/// One act.
#[derive(Debug)]
struct Row {
    at: String,
    what: String,
    details: String,
    /// Who, or what of the program; and in which role or by which way, where that says more.
    by: Link,
    how: String,
    /// What it was done with, where that has a page.
    about: Option<Link>,
}

/// The acts that the filters find, newest first.
pub async fn show(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let (bank, today, shell) = (page.bank().clone(), page.today(), page.shell().clone());
    let read = app
        .read(move |conn| Audit::read(conn, &bank, today, shell, form))
        .await?;
    match read {
        Ok(audit) => page.show(|_| audit),
        Err(first) => Ok(Redirect::to(&first).into_response()),
    }
}

/// The search that the filters in an address mean.
pub(super) fn wanted(
    conn: &Connection,
    bank: &Bank,
    form: &Form,
    today: NaiveDate,
) -> timebank::Result<Search> {
    let who = form.text("who");
    let by = if who.is_empty() {
        None
    } else {
        let people = People {
            words: who,
            readers: true,
            ..People::default()
        };
        let found = member::search(conn, &people, 0, MOST_PEOPLE)?;
        Some(found.iter().map(|profile| profile.id).collect())
    };
    let days = match Preset::parse(form.value("period")) {
        Some(preset) => Some(preset.period(conn, bank, today)?),
        None => None,
    };
    let next = days.and_then(|days| days.to().succ_opt());
    Ok(Search {
        by,
        noun: form.text("what"),
        subject: form.value("about").parse().ok(),
        since: days.map(|days| bank.start_of(days.from())),
        before: next.map(|day| bank.start_of(day)),
    })
}

fn filters(form: &Form, search: &Search) -> Filters {
    let mut filters = Filters::of("/reports/audit");
    let who = form.text("who");
    filters.add("who", &who, format!("by “{who}”"));
    filters.add("what", &search.noun, noun(&search.noun));
    if let Some(preset) = Preset::parse(form.value("period")) {
        filters.add("period", preset.as_str(), preset.name());
    }
    if let Some(subject) = search.subject {
        filters.add("about", subject.to_string(), "one thing only");
    }
    filters
}

/// The name of a kind of thing: of the list, or the word itself with a capital.
fn noun(code: &str) -> String {
    let listed = NOUNS.iter().find(|(known, _)| *known == code);
    listed.map_or_else(|| words::sentence(code), |(_, name)| (*name).to_owned())
}

/// `exchange.ask_to_correct` as words: "Exchange: ask to correct".
fn said(action: &str) -> String {
    let (thing, act) = action.split_once('.').unwrap_or(("", action));
    let act = act.replace('_', " ");
    if thing.is_empty() {
        words::sentence(&act)
    } else {
        format!("{}: {act}", words::sentence(thing))
    }
}

/// The details as words, without the ids, which nobody reads: "from confirmed, to posted".
fn detailed(details: &str) -> String {
    let Ok(Value::Object(details)) = serde_json::from_str(details) else {
        return String::new();
    };
    let parts = details.iter().filter_map(|(name, value)| {
        let value = match value {
            Value::String(text) if text.parse::<Uuid>().is_err() => text.replace('_', " "),
            Value::Number(number) => number.to_string(),
            Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            _ => return None,
        };
        Some(format!("{} {value}", name.replace('_', " ")))
    });
    parts.collect::<Vec<_>>().join(", ")
}

impl Audit {
    /// The page, or the address of the first one.
    fn read(
        conn: &Connection,
        bank: &Bank,
        today: NaiveDate,
        shell: Shell,
        form: Form,
    ) -> timebank::Result<std::result::Result<Self, String>> {
        let search = wanted(conn, bank, &form, today)?;
        let filters = filters(&form, &search);
        let total = audit::count(conn, &search)?;
        let Some(pages) = filters.page(total, PAGE, form.value("page")) else {
            return Ok(Err(filters.address()));
        };
        let found = audit::newest(conn, &search, pages.skip(PAGE), PAGE)?;
        let named = Named::read(conn, bank, &found)?;
        let rows = found
            .iter()
            .map(|row| Row::new(&named, &shell, row))
            .collect();
        let here = filters.address();
        let file = |kind: &str, ending: &str| {
            Link::new(
                kind,
                here.replacen("/audit", &format!("/audit.{ending}"), 1),
            )
        };
        Ok(Ok(Self {
            lead: format!(
                "{}. Nothing here can be changed or taken away.",
                words::count_of(total, "act", "acts")
            ),
            nouns: NOUNS.map(|(code, name)| Choice::new(code, name)).to_vec(),
            periods: choices(),
            chosen: filters.links(),
            files: [file("XLSX", "xlsx"), file("CSV", "csv")],
            shell,
            rows,
            pages,
            form,
        }))
    }
}

impl Row {
    fn new(named: &Named, shell: &Shell, row: &AuditRow) -> Self {
        let by = row.actor.and_then(|actor| named.of(actor.uuid()));
        let role = match row.acted_as.as_str() {
            "member" => "",
            role => role,
        };
        let way = Channel::parse(&row.channel).map_or_else(String::new, channel);
        let how = [role, &way].into_iter().filter(|part| !part.is_empty());
        Self {
            at: words::instant(row.at, shell.zone),
            what: said(&row.action),
            details: detailed(&row.details),
            by: by.unwrap_or_else(|| Link::new("The program", "")),
            how: how.collect::<Vec<_>>().join(", "),
            about: row.subject.and_then(|subject| named.of(subject)),
        }
    }
}

/// The pages of the members, exchanges, offers and requests that the rows name, read at once.
struct Named(HashMap<Uuid, Link>);

impl Named {
    fn read(conn: &Connection, bank: &Bank, rows: &[AuditRow]) -> timebank::Result<Self> {
        let subjects: Vec<Uuid> = rows.iter().filter_map(|row| row.subject).collect();
        let actors = rows.iter().filter_map(|row| row.actor);
        let people = subjects.iter().copied().map(MemberId::new).chain(actors);
        let people = member::many(conn, &people.collect::<Vec<_>>())?.into_values();
        let exchanges: Vec<_> = subjects.iter().copied().map(ExchangeId::new).collect();
        let exchanges = exchange::many(conn, &exchanges)?.into_values();
        let listings: Vec<_> = subjects.into_iter().map(ListingId::new).collect();
        let listings = listing::titles(conn, &listings)?.into_iter();
        let people = people.map(|one| (one.id.uuid(), one.name, format!("/members/{}", one.id)));
        let exchanges = exchanges.map(|one| {
            let reference = one.reference.printed(&bank.prefix);
            (one.id.uuid(), reference, format!("/exchanges/{}", one.id))
        });
        let listings = listings.map(|(id, title)| (id.uuid(), title, format!("/listings/{id}")));
        let pages = people.chain(exchanges).chain(listings);
        let links = pages.map(|(id, text, path)| (id, Link::new(text, path)));
        Ok(Self(links.collect()))
    }

    fn of(&self, id: Uuid) -> Option<Link> {
        self.0.get(&id).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_said_in_words() {
        assert_eq!(said("exchange.ask_to_correct"), "Exchange: ask to correct");
        assert_eq!(noun("policy"), "Settings");
        assert_eq!(noun("survey"), "Survey");
    }

    #[test]
    fn details_leave_out_what_nobody_reads() {
        let details = r#"{"from":"confirmed","id":"01a20654-7a34-71a0-beb4-6aa5f86c0dc7",
            "minutes":90,"second_look":true,"to":"posted"}"#;
        assert_eq!(
            detailed(details),
            "from confirmed, minutes 90, second look yes, to posted"
        );
        assert_eq!(detailed("{}"), "");
    }
}
