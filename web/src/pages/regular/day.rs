//! "Did this happen?", of one day of a regular arrangement.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::SeriesId;
use timebank::series::{self, Date, DateState, Series};

use super::{address, what, who};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::{DurationQuestion, Form};
use crate::page::{Page, Shell};
use crate::pages::exchanges::with_length;
use crate::words;

/// "How long was it?"
pub(super) const WAS: DurationQuestion = DurationQuestion {
    hours: "hours",
    minutes: "minutes",
    subject: "subject-how-long-it-was",
};

#[derive(Template)]
#[template(path = "regular/day.html")]
struct Ask {
    shell: Shell,
    form: Form,
    here: String,
    back: String,
    day: String,
    about: String,
    other: String,
    length: DurationQuestion,
}

/// The page.
pub async fn ask(
    State(app): State<App>,
    page: Page,
    Path((id, number)): Path<(SeriesId, u32)>,
) -> Result<Response> {
    let (series, date) = read(&app, &page, id, number).await?;
    if let DateState::Recorded { exchange } = date.state {
        return Ok(Redirect::to(&format!("/exchanges/{exchange}")).into_response());
    }
    if !date.state.is_open() || date.planned_on > page.today() {
        return Ok(Redirect::to(&address(id)).into_response());
    }
    let form = with_length(Form::new(), series.minutes);
    show(page, &series, date, form, false)
}

pub(super) async fn again(
    app: &App,
    page: Page,
    (id, number): (SeriesId, u32),
    form: Form,
) -> Result<Response> {
    let (series, date) = read(app, &page, id, number).await?;
    show(page, &series, date, form, true)
}

async fn read(app: &App, page: &Page, id: SeriesId, number: u32) -> Result<(Series, Date)> {
    let me = page.member()?;
    let my_id = me.id();
    let series = app
        .read(move |conn| series::view(conn, me.person(), id))
        .await?;
    let date = series.date(number).ok_or_else(WebError::not_found)?;
    if series.side_of(my_id).is_none() {
        return Err(WebError::not_found());
    }
    Ok((series, date))
}

fn show(page: Page, series: &Series, date: Date, form: Form, refused: bool) -> Result<Response> {
    let me = page.person()?.id();
    let build = |shell| Ask {
        shell,
        form,
        here: format!("{}/days/{}", address(series.id), date.number),
        back: address(series.id),
        day: words::weekday_short(date.planned_on),
        about: format!("{}: {}.", who(series, me), what(series)),
        other: series.other(me).greeting.clone(),
        length: WAS,
    };
    if refused {
        page.refuse(build)
    } else {
        page.show(build)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_press_writes_it_down_and_another_says_that_it_did_not_happen() {
        let html = Ask {
            shell: Shell::sample(),
            form: Form::new().with("hours", "1"),
            here: "/regular/8/days/2".to_owned(),
            back: "/regular/8".to_owned(),
            day: "Tuesday 17 November".to_owned(),
            about: "You help Bob Farrow: The weekly shop, 1 hour.".to_owned(),
            other: "Bob".to_owned(),
            length: WAS,
        }
        .render()
        .unwrap();
        assert!(html.contains("action=\"/regular/8/days/2/record\""));
        assert!(html.contains("action=\"/regular/8/days/2/dismissal\""));
        assert!(html.contains("<h1>Did this happen? Tuesday 17 November</h1>"));
    }
}
