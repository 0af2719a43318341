//! What an hour of paid work costs from which day on, and what the timebank itself cost: what a
//! report works out the replacement cost from. For coordinators.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, NaiveDate};
use timebank::RateId;
use timebank::worth::{self, Level, NewRate, Rate, SocialReturn, Year};

use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::{DayQuestion, FieldError, Form};
use crate::page::{Page, Shell};
use crate::words::say;

const SINCE: DayQuestion = DayQuestion {
    when: "",
    day: "since_day",
    month: "since_month",
    year: "since_year",
    subject: "subject-day-from-which-it-holds",
    past_only: false,
};

const YEAR: DayQuestion = DayQuestion {
    when: "",
    day: "year_day",
    month: "year_month",
    year: "year_year",
    subject: "subject-first-day-of-the-year",
    past_only: false,
};

#[derive(Template)]
#[template(path = "reports/worth.html")]
struct Worth {
    shell: Shell,
    form: Form,
    notice: Option<String>,
    rates: Vec<RateRow>,
    years: Vec<YearRow>,
    levels: Vec<Choice>,
    since: DayQuestion,
    year: DayQuestion,
    /// The box of the form about the social return that needs it open.
    social_open: bool,
}

struct RateRow {
    name: String,
    since: String,
    pounds: String,
    source: String,
    /// Where it is changed, with everything filled in.
    change: String,
    removal: String,
}

struct YearRow {
    days: String,
    cost: String,
    /// What each pound brought, or what is missing.
    social: String,
    change: String,
    removal: String,
}

/// The rates and the years. `?rate=2026-04-01&level=low` fills a rate in, `?year=…` a year.
pub async fn show(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    page.coordinator()?;
    answer(app, page, form).await
}

async fn answer(app: App, page: Page, mut form: Form) -> Result<Response> {
    let (rates, years) = app
        .read(|conn| Ok((worth::rates(conn)?, worth::years(conn)?)))
        .await?;
    if form.is_clean() {
        fill_in(&mut form, &rates, &years);
    }
    let clean = form.is_clean();
    let build = |shell| Worth {
        shell,
        notice: match form.value("done") {
            "kept" => Some(say("reports-it-is-written-down")),
            "removed" => Some(say("reports-it-is-removed")),
            _ => None,
        },
        rates: rates.iter().map(RateRow::of).collect(),
        years: years.iter().map(YearRow::of).collect(),
        levels: Level::ALL
            .map(|level| Choice::new(level.as_str(), name(level)))
            .to_vec(),
        since: SINCE,
        year: YEAR,
        social_open: SOCIAL.iter().any(|field| !form.value(field).is_empty()),
        form,
    };
    page.answer(clean, build)
}

/// The boxes of the social return.
const SOCIAL: [&str; 7] = [
    "outcomes",
    "outcome_source",
    "deadweight",
    "attribution",
    "displacement",
    "drop_off",
    "years",
];

/// Writes down a rate.
pub async fn set_rate(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let by = page.coordinator()?;
    let moment = page.moment();
    let level = Level::parse(form.value("level"));
    if level.is_none() {
        form.refuse("level", say("reports-choose-which-end-of-the"));
    }
    let from = form.take(SINCE.read(&form, moment.today));
    let pence = money(&mut form, "rate", &say("reports-what-an-hour-costs"));
    let source = form.ask("source", say("reports-enter-where-the-rate-is"));
    if let (Some(level), Some(from), Some(pence), Some(source)) = (level, from, pence, source) {
        let rate = NewRate {
            level,
            from,
            pence,
            source,
        };
        match app
            .write(move |tx| worth::set_rate(tx, &by, &rate, &moment))
            .await
        {
            Ok(()) => return Ok(Redirect::to("/reports/worth?done=kept").into_response()),
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    answer(app, page, form).await
}

/// Removes a rate.
pub async fn remove_rate(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
) -> Result<Response> {
    let by = page.coordinator()?;
    let moment = page.moment();
    app.write(move |tx| worth::remove_rate(tx, &by, RateId::new(id), &moment))
        .await?;
    Ok(Redirect::to("/reports/worth?done=removed").into_response())
}

/// Writes down what a year cost.
pub async fn set_year(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let by = page.coordinator()?;
    let moment = page.moment();
    let from = form.take(YEAR.read(&form, moment.today));
    let cost = money(&mut form, "cost", &say("reports-what-the-year-cost"));
    let outcomes = if form.text("outcomes").is_empty() {
        None
    } else {
        money(&mut form, "outcomes", &say("reports-what-changed"))
    };
    let [deadweight, attribution, displacement, drop_off] =
        ["deadweight", "attribution", "displacement", "drop_off"]
            .map(|field| whole(&mut form, field, &say("reports-the-share-must-be-a")));
    let lasting = say("reports-how-many-years-it-lasts");
    let years = whole(&mut form, "years", &lasting);
    if let (true, Some(from), Some(cost)) = (form.is_clean(), from, cost) {
        let year = Year {
            from,
            cost,
            social: SocialReturn {
                outcomes,
                source: form.text("outcome_source"),
                deadweight,
                attribution,
                displacement,
                drop_off,
                years,
            },
        };
        match app
            .write(move |tx| worth::set_year(tx, &by, &year, &moment))
            .await
        {
            Ok(()) => return Ok(Redirect::to("/reports/worth?done=kept").into_response()),
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    answer(app, page, form).await
}

/// Removes a year.
pub async fn remove_year(
    State(app): State<App>,
    page: Page,
    Path(day): Path<NaiveDate>,
) -> Result<Response> {
    let by = page.coordinator()?;
    let moment = page.moment();
    app.write(move |tx| worth::remove_year(tx, &by, day, &moment))
        .await?;
    Ok(Redirect::to("/reports/worth?done=removed").into_response())
}

/// Pounds and pence in a box, in pence. What is wrong stands in the form after.
fn money(form: &mut Form, field: &'static str, subject: &str) -> Option<i64> {
    let typed = form.text(field);
    if typed.is_empty() {
        form.refuse(field, say!("reports-enter", subject = subject));
        return None;
    }
    let pence = pence(&typed);
    if pence.is_none() {
        let subject = crate::words::sentence(subject);
        form.refuse(
            field,
            say!("reports-must-be-pounds-and-pence", subject = subject),
        );
    }
    pence
}

/// `12.71`, `£12`, `12,500` as pence.
fn pence(typed: &str) -> Option<i64> {
    let typed = typed.trim_start_matches('£').replace([',', ' '], "");
    let (pounds, pence) = typed.split_once('.').unwrap_or((&typed, "00"));
    let digits = |text: &str| text.chars().all(|digit| digit.is_ascii_digit());
    if pence.len() != 2 || !digits(pence) || !digits(pounds) {
        return None;
    }
    let pounds: i64 = pounds.parse().ok()?;
    pounds.checked_mul(100)?.checked_add(pence.parse().ok()?)
}

/// A small whole number in a box that may stay empty.
fn whole(form: &mut Form, field: &'static str, wrong: &str) -> Option<u8> {
    let typed = form.text(field);
    let typed = typed.trim_end_matches('%').trim();
    if typed.is_empty() {
        return None;
    }
    form.take(typed.parse().map_err(|_| FieldError::new(field, wrong)))
}

/// Fills the boxes with the rate or the year that the address names.
fn fill_in(form: &mut Form, rates: &[Rate], years: &[Year]) {
    let day = |form: &Form, field| form.value(field).parse::<NaiveDate>().ok();
    let level = Level::parse(form.value("level"));
    if let Some(from) = day(form, "rate")
        && let Some(rate) = rates
            .iter()
            .find(|rate| rate.from == from && Some(rate.level) == level)
    {
        boxes(form, SINCE, from);
        form.set("rate", plain(rate.pence));
        form.set("source", rate.source.clone());
    } else {
        form.set("rate", "");
    }
    let Some(year) = day(form, "year").and_then(|from| years.iter().find(|y| y.from == from))
    else {
        return;
    };
    boxes(form, YEAR, year.from);
    form.set("cost", plain(year.cost));
    form.set(
        "outcomes",
        year.social.outcomes.map_or_else(String::new, plain),
    );
    form.set("outcome_source", year.social.source.clone());
    let shares = year.social.shares();
    for (field, share) in shares.into_iter().chain([("years", year.social.years)]) {
        form.set(
            field,
            share.map_or_else(String::new, |share| share.to_string()),
        );
    }
}

fn boxes(form: &mut Form, question: DayQuestion, day: NaiveDate) {
    form.set(question.day, day.day().to_string());
    form.set(question.month, day.month().to_string());
    form.set(question.year, day.year().to_string());
}

/// `12.71`.
fn plain(pence: i64) -> String {
    format!("{}.{:02}", pence / 100, pence % 100)
}

fn name(level: Level) -> String {
    match level {
        Level::Low => say("reports-low"),
        Level::Median => say("reports-median"),
    }
}

impl RateRow {
    fn of(rate: &Rate) -> Self {
        let source = if rate.shipped {
            say!("reports-came-with-hourbook", source = &rate.source)
        } else {
            rate.source.clone()
        };
        Self {
            name: name(rate.level),
            since: crate::words::day(rate.from),
            pounds: reports::words::pounds(rate.pence),
            source,
            change: format!(
                "/reports/worth?rate={}&level={}#level",
                rate.from,
                rate.level.as_str()
            ),
            removal: format!("/reports/worth/rates/{}/removal", rate.id),
        }
    }
}

impl YearRow {
    fn of(year: &Year) -> Self {
        let social = match year.social_return() {
            Some(hundredths) => {
                let each = reports::words::pounds(hundredths);
                say!("reports-social-return-for-each-pound", each = each)
            }
            None if year.social == SocialReturn::default() => say("reports-no-social-return"),
            None => say("reports-social-return-blank-until-everything"),
        };
        Self {
            days: crate::words::days(year.from, year.to()),
            cost: reports::words::pounds(year.cost),
            social,
            change: format!("/reports/worth?year={}#cost", year.from),
            removal: format!("/reports/worth/years/{}/removal", year.from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn money_is_read_as_it_is_written() {
        for (typed, expected) in [
            ("12.71", Some(1_271)),
            ("£12.71", Some(1_271)),
            ("£ 12,500", Some(1_250_000)),
            ("0.01", Some(1)),
            ("12.7", None),
            ("12.715", None),
            ("-3", None),
            ("twelve", None),
            ("", None),
        ] {
            assert_eq!(pence(typed), expected, "{typed}");
        }
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&["12.71"], || {
            let mut form = Form::new().with("rate", "x");
            let _ = money(&mut form, "cost", &say("reports-what-the-year-cost"));
            let _ = money(&mut form, "rate", &say("reports-what-an-hour-costs"));
            let year = Year {
                from: "2026-04-01".parse().unwrap(),
                cost: 1_850_000,
                social: SocialReturn::default(),
            };
            let rate = RateRow {
                name: name(Level::Low),
                since: crate::words::day(year.from),
                pounds: "£12.71".to_owned(),
                source: say!("reports-came-with-hourbook", source = "GOV.UK"),
                change: String::new(),
                removal: String::new(),
            };
            let page = Worth {
                shell: Shell::sample(),
                form,
                notice: Some(say("reports-it-is-removed")),
                rates: vec![rate],
                years: vec![YearRow::of(&year)],
                levels: Level::ALL
                    .map(|level| Choice::new(level.as_str(), name(level)))
                    .to_vec(),
                since: SINCE,
                year: YEAR,
                social_open: true,
            };
            page.render().unwrap()
        });
    }
}
