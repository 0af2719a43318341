//! The queue: what waits for approval, filtered, longest waiting first.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::exchange::{self, Exchange, Filter, Waiting};
use timebank::{
    AreaId, CategoryId, Channel, Error, MemberNumber, Moment, Person, category, desk, joining,
    member,
};

use super::chosen::{Chosen, together};
use super::rows::{self, Reader, Row};
use crate::app::App;
use crate::components::{Choice, Pages, kinds};
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::filters::Filters;
use crate::words;

/// So many wait on one page.
const PAGE: u32 = 50;
/// So many of those left as they were are named; a page holds no more boxes than this.
pub(super) const NAMED: usize = 50;

#[derive(Template)]
#[template(path = "approvals/queue.html")]
pub(super) struct Queue {
    shell: Shell,
    form: Form,
    lead: String,
    /// How many wait in all, with these filters.
    waiting: u32,
    outcome: Option<Outcome>,
    /// Somebody was asked just now.
    asked: bool,
    spans: Vec<Choice>,
    only: Vec<Choice>,
    kinds: Vec<Choice>,
    areas: Vec<Choice>,
    channels: Vec<Choice>,
    filters: Filters,
    rows: Vec<Row>,
    /// How many of them have a box.
    open: usize,
    minutes: i64,
    pages: Pages,
}

/// What came of approving, told once above the list.
#[derive(Clone, Debug, Default)]
struct Outcome {
    approved: u64,
    minutes: i64,
    /// What was left as it was, and why.
    left: Vec<Left>,
}

#[derive(Clone, Debug)]
struct Left {
    path: String,
    who: String,
    reason: &'static str,
}

/// What waits.
pub async fn list(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    match read(&app, &page, form).await? {
        Ok(queue) => page.show(|shell| queue.within(shell)),
        Err(first) => Ok(Redirect::to(&first).into_response()),
    }
}

/// The queue again, because nothing was chosen.
pub(super) async fn refuse(app: &App, page: Page, mut form: Form) -> Result<Response> {
    form.refuse("exchange", "Select the exchanges you want to approve");
    match read(app, &page, form).await? {
        Ok(queue) => page.refuse(|shell| queue.within(shell)),
        Err(first) => Ok(Redirect::to(&first).into_response()),
    }
}

/// The queue that a form asks for, or the address of its first page.
async fn read(app: &App, page: &Page, form: Form) -> Result<std::result::Result<Queue, String>> {
    let (bank, person, moment) = (page.bank().clone(), page.person()?.clone(), page.moment());
    let shell = page.shell().clone();
    app.read(move |conn| Queue::read(conn, &bank, &person, &moment, shell, form))
        .await
}

/// The names of the filters, in the order of the form.
pub(super) const FILTERS: [&str; 6] = ["who", "kind", "area", "channel", "over", "only"];

/// More than this many that wait are not looked through one by one.
const MOST: u32 = 2_000;

/// What is asked of each exchange beside what the file can be asked for.
struct Wanted {
    who: String,
    over: i64,
    only: String,
}

impl Wanted {
    fn of(form: &Form) -> Self {
        Self {
            who: form.text("who").to_lowercase(),
            over: form.value("over").parse().unwrap_or(0),
            only: form.value("only").to_owned(),
        }
    }

    fn is_all(&self) -> bool {
        self.who.is_empty() && self.over == 0 && self.only.is_empty()
    }

    fn fits(&self, exchange: &Exchange, reader: &Reader<'_>) -> bool {
        let named = [&exchange.giver, &exchange.receiver]
            .into_iter()
            .any(|party| {
                let name = party.name.to_lowercase();
                let words = name.split_whitespace();
                name.starts_with(&self.who)
                    || words.into_iter().any(|word| word.starts_with(&self.who))
                    || MemberNumber::parse(&self.who) == Some(party.number)
            });
        let seen = reader.looks.get(&exchange.id).copied().unwrap_or_default();
        let chosen = match self.only.as_str() {
            "flagged" => reader.is_flagged(exchange, seen),
            "first" => seen.is_first(),
            "asked" => reader.asked.contains_key(&exchange.id),
            _ => true,
        };
        named && chosen && exchange.minutes.get() > self.over
    }
}

/// The exchanges of one page, and how much waits in all.
fn found(
    conn: &Connection,
    filter: &Filter,
    wanted: &Wanted,
    reader: &Reader<'_>,
) -> timebank::Result<(Waiting, Vec<Exchange>)> {
    let mut found = exchange::approvals(conn, filter, MOST)?;
    // Where there are more, the file counts them.
    if wanted.is_all() && u32::try_from(found.len()).is_ok_and(|found| found >= MOST) {
        return Ok((exchange::waiting(conn, filter, None)?, found));
    }
    found.retain(|exchange| wanted.fits(exchange, reader));
    let waiting = Waiting {
        exchanges: u32::try_from(found.len()).unwrap_or(u32::MAX),
        minutes: found.iter().map(|exchange| exchange.minutes.get()).sum(),
        longest: found.iter().map(|exchange| exchange.state_at).min(),
    };
    Ok((waiting, found))
}

fn filter(form: &Form) -> Filter {
    Filter {
        state: Some("confirmed"),
        category: form.value("kind").parse().ok().map(CategoryId::new),
        area: form.value("area").parse().ok().map(AreaId::new),
        channel: Channel::parse(form.value("channel")),
        ..Filter::default()
    }
}

/// The list with the filters of a form, and without what was said on it once.
pub(super) fn filters(form: &Form) -> Filters {
    let mut filters = Filters::of("/approvals");
    for name in FILTERS {
        filters.add(name, form.value(name), name);
    }
    filters
}

impl Queue {
    fn read(
        conn: &Connection,
        bank: &Bank,
        person: &Person,
        moment: &Moment,
        shell: Shell,
        form: Form,
    ) -> timebank::Result<std::result::Result<Self, String>> {
        let reader = Reader {
            me: person.id(),
            bank,
            today: moment.today,
            looks: &exchange::second_looks(conn)?,
            asked: &desk::queried(conn)?,
            cautions: &category::cautions(conn)?,
            accompanied: &joining::to_accompany(conn)?,
            coordinators: &[],
        };
        let (waiting, found) = found(conn, &filter(&form), &Wanted::of(&form), &reader)?;
        // Who else may approve is said only beside what the reader took part in.
        let coordinators = if found.iter().any(|one| one.side_of(reader.me).is_some()) {
            member::coordinators(conn)?
        } else {
            Vec::new()
        };
        let reader = Reader {
            coordinators: &coordinators,
            ..reader
        };
        let filters = filters(&form);
        let total = u64::from(waiting.exchanges);
        let Some(pages) = filters.page(total, u64::from(PAGE), form.value("page")) else {
            return Ok(Err(filters.address()));
        };
        let skip = usize::try_from(pages.skip(u64::from(PAGE))).unwrap_or(usize::MAX);
        let shown = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let page = found.iter().skip(skip).take(shown);
        let rows: Vec<Row> = page.map(|exchange| reader.row(exchange)).collect();
        Ok(Ok(Self {
            shell,
            lead: lead(&waiting, bank, moment, filters.is_empty()),
            waiting: waiting.exchanges,
            outcome: outcome(conn, person, &form)?,
            asked: form.has("asked"),
            spans: spans(),
            only: only(),
            kinds: kinds(conn)?,
            areas: areas(conn)?,
            channels: channels(),
            open: rows.iter().filter(|row| row.own.is_none()).count(),
            minutes: rows.iter().map(|row| row.minutes).sum(),
            filters,
            rows,
            pages,
            form,
        }))
    }

    fn within(mut self, shell: Shell) -> Self {
        self.shell = shell;
        self
    }

    /// The filters in force, to be sent along.
    fn kept(&self) -> Vec<(&'static str, &str)> {
        let kept = FILTERS.map(|name| (name, self.form.value(name)));
        kept.into_iter().filter(|kept| !kept.1.is_empty()).collect()
    }

    /// All that have a box: what the button for all of the page approves.
    fn shown(&self) -> String {
        let open = self.rows.iter().filter(|row| row.own.is_none());
        together(open.map(|row| row.chosen))
    }

    /// The first box: where the message about nothing chosen leads.
    fn is_first_box(&self, row: &Row) -> bool {
        let first = self.rows.iter().find(|row| row.own.is_none());
        first.is_some_and(|first| first.chosen == row.chosen)
    }
}

/// "12 exchanges wait, 20 hours 15 minutes in all. The oldest has waited 6 days."
fn lead(waiting: &Waiting, bank: &Bank, moment: &Moment, all: bool) -> String {
    let Some(longest) = waiting.longest else {
        return String::new();
    };
    let days = (moment.today - bank.day_of(longest)).num_days();
    let wait = if waiting.exchanges == 1 {
        "waits"
    } else {
        "wait"
    };
    let of_these = if all { "" } else { " of these" };
    let oldest = match days {
        0 => "The oldest came today.".to_owned(),
        days => format!("The oldest has waited {}.", words::count(days, "day")),
    };
    format!(
        "{}{of_these} {wait}, {} in all. {oldest}",
        words::count(waiting.exchanges, "exchange"),
        words::length(waiting.minutes),
    )
}

fn outcome(conn: &Connection, person: &Person, form: &Form) -> timebank::Result<Option<Outcome>> {
    let Ok(approved) = form.value("approved").parse() else {
        return Ok(None);
    };
    let mut outcome = Outcome {
        approved,
        minutes: form.value("minutes").parse().unwrap_or_default(),
        left: Vec::new(),
    };
    let chosen = form
        .all("left")
        .filter_map(|text| text.parse::<Chosen>().ok());
    for chosen in chosen.take(NAMED) {
        match exchange::get(conn, chosen.id) {
            Ok(exchange) => outcome.left.push(left(chosen, &exchange, person)),
            Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some(outcome))
}

/// Nothing in the exchange itself stood in the way: then it was the book.
fn left(chosen: Chosen, exchange: &Exchange, person: &Person) -> Left {
    let reason = chosen.obstacle(exchange, person.id()).unwrap_or(
        "The book did not take it: an account would go past its limit, or has been closed.",
    );
    Left {
        path: format!("/exchanges/{}", exchange.id),
        who: format!("{} helped {}", exchange.giver.name, exchange.receiver.name),
        reason,
    }
}

fn spans() -> Vec<Choice> {
    vec![
        Choice::new(60, "Over 1 hour"),
        Choice::new(120, "Over 2 hours"),
        Choice::new(240, "Over 4 hours"),
        Choice::new(480, "Over 8 hours"),
    ]
}

fn only() -> Vec<Choice> {
    vec![
        Choice::new("flagged", "Worth a second look"),
        Choice::new("first", "Somebody’s first exchange"),
        Choice::new("asked", "Somebody was asked"),
    ]
}

fn kinds(conn: &Connection) -> timebank::Result<Vec<Choice>> {
    Ok(kinds::to_seek(&category::list(conn)?))
}

fn areas(conn: &Connection) -> timebank::Result<Vec<Choice>> {
    let areas = category::areas(conn)?.into_iter();
    Ok(areas.map(|area| Choice::new(area.id, area.name)).collect())
}

fn channels() -> Vec<Choice> {
    [
        Channel::Web,
        Channel::Phone,
        Channel::Paper,
        Channel::InPerson,
        Channel::Api,
    ]
    .map(|channel| Choice::new(channel.as_str(), rows::channel(channel)))
    .to_vec()
}

#[cfg(test)]
mod tests {
    use timebank::ExchangeId;
    use timebank::clock::new_id;

    use super::*;

    fn row(own: bool) -> Row {
        Row {
            path: "/exchanges/7".into(),
            chosen: Chosen {
                id: ExchangeId::new(new_id()),
                version: 2,
            },
            who: "Ivy Lander helped Ann Whitcombe".into(),
            what: "Sewing".into(),
            done_on: "13 November".into(),
            minutes: 315,
            channel: "Website",
            waited: "6 days".into(),
            look: vec!["Longer than 4 hours: have a look".into()],
            know: vec!["The first exchange of Ivy Lander".into()],
            own: own.then(|| "You took part, so Nia Bevan decides this one".into()),
            label: "Select Ivy Lander, 5 hours 15 minutes sewing for Ann Whitcombe".into(),
        }
    }

    fn queue(rows: Vec<Row>, form: Form) -> Queue {
        Queue {
            shell: Shell::sample(),
            form,
            lead: "2 exchanges wait, 10 hours 30 minutes in all.".into(),
            waiting: 2,
            outcome: None,
            asked: false,
            spans: spans(),
            only: only(),
            kinds: vec![Choice::new(1, "Sewing")],
            areas: Vec::new(),
            channels: channels(),
            filters: Filters::of("/approvals"),
            open: rows.iter().filter(|row| row.own.is_none()).count(),
            minutes: rows.iter().map(|row| row.minutes).sum(),
            pages: Pages::of(2, 50, 1, "/approvals?page="),
            rows,
        }
    }

    #[test]
    fn each_line_has_a_box_but_ones_own() {
        let html = queue(vec![row(false), row(true)], Form::new())
            .render()
            .unwrap();
        assert_eq!(html.matches("type=\"checkbox\"").count(), 1);
        assert_eq!(html.matches("name=\"shown\"").count(), 1);
        for part in [
            "You took part, so Nia Bevan decides this one",
            "<span class=\"sub unanswered\">Longer than 4 hours: have a look</span>",
            "Approve all 1 on this page",
            "10\u{a0}h\u{a0}30\u{a0}min",
            "data-minutes=\"315\"",
            "id=\"exchange\"",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }

    #[test]
    fn nothing_chosen_is_said_and_leads_to_the_first_box() {
        let mut form = Form::new();
        form.refuse("exchange", "Select the exchanges you want to approve");
        let html = queue(vec![row(false)], form).render().unwrap();
        assert!(
            html.contains("<a href=\"#exchange\">Select the exchanges you want to approve</a>")
        );
        assert!(html.contains("id=\"exchange-error\""));
    }

    #[test]
    fn an_empty_queue_says_what_will_come() {
        let html = queue(Vec::new(), Form::new()).render().unwrap();
        assert!(html.contains("Nothing waits for you"));
        assert!(!html.contains("<table"));
        let mut filtered = queue(Vec::new(), Form::new());
        filtered.filters.add("kind", "1", "Sewing");
        let html = filtered.render().unwrap();
        assert!(html.contains("None of these wait"));
        assert!(html.contains("href=\"/approvals\""));
    }

    #[test]
    fn what_was_left_is_named_with_its_reason() {
        let mut queue = queue(Vec::new(), Form::new());
        queue.outcome = Some(Outcome {
            approved: 4,
            minutes: 315,
            left: vec![Left {
                path: "/exchanges/9".into(),
                who: "Mei Tan helped Grace Adeyemi".into(),
                reason: "It has been declined.",
            }],
        });
        let html = queue.render().unwrap();
        assert!(html.contains("You approved 4 exchanges, 5 hours 15 minutes."));
        assert!(html.contains("Mei Tan helped Grace Adeyemi</a>: It has been declined."));
    }
}
