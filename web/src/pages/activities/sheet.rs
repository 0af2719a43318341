//! The attendance sheet, to print and take along.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::ActivityId;
use timebank::activity::{self, Part};

use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::page::{Page, Shell};
use crate::words;

/// Empty lines for those who come without having said so.
const EMPTY: usize = 6;

#[derive(Template)]
#[template(path = "activities/sheet.html")]
struct Sheet {
    shell: Shell,
    id: ActivityId,
    title: String,
    about: String,
    rows: Vec<Row>,
}

#[derive(Default)]
struct Row {
    name: String,
    number: String,
    leads: bool,
}

/// The sheet.
pub async fn sheet(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let prefix = page.bank().prefix.clone();
    let (activity, people) = app
        .read(move |conn| Ok((activity::get(conn, id)?, activity::people(conn, id)?)))
        .await?;
    let mut rows: Vec<Row> = people
        .iter()
        .map(|person| Row {
            name: person.name.clone(),
            number: person.number.printed(&prefix),
            leads: person.part == Part::Leader,
        })
        .collect();
    rows.extend((0..EMPTY).map(|_| Row::default()));
    let details = &activity.details;
    let mut about = vec![words::weekday(details.held_on)];
    for part in [&details.starts, &details.place] {
        if !part.is_empty() {
            about.push(part.clone());
        }
    }
    about.push(words::length(details.minutes.get()));
    page.show(|shell| Sheet {
        shell,
        id,
        title: details.title.clone(),
        about: about.join(", "),
        rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    fn shown() -> String {
        let sheet = Sheet {
            shell: Shell::sample(),
            id: ActivityId::new(uuid::Uuid::from_u128(3)),
            title: "Chair yoga".to_owned(),
            about: String::new(),
            rows: vec![
                Row {
                    name: "Nia Morgan".to_owned(),
                    number: "W-0004-8".to_owned(),
                    leads: true,
                },
                Row::default(),
            ],
        };
        sheet.render().unwrap()
    }

    #[test]
    fn whoever_leads_is_marked_and_a_line_is_free() {
        let html = shown();
        assert!(html.contains("<span class=\"sub\">W-0004-8, leads</span>"));
        assert!(html.contains("An empty line"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        assert!(in_spanish(&[], shown).contains("W-0004-8, la lleva"));
    }
}
