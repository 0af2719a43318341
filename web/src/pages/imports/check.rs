//! Every line of a spreadsheet: what cannot be read, what has to be decided, what is ready.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::SpreadsheetId;
use timebank::spreadsheet::{self, Choice as Decision, Content, Spreadsheet};

use super::look;
use super::reading::{Reads, Row};
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::say;

/// So many lines of a group are shown at a time.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "imports/check.html")]
pub(super) struct Check {
    shell: Shell,
    form: Form,
    id: SpreadsheetId,
    name: String,
    said: String,
    /// How many lines there are of each group, in words.
    totals: Vec<(String, String)>,
    wrong: Group,
    doubtful: Group,
    ready: Group,
    known: Group,
    left_out: Group,
}

/// Lines that stand alike.
#[derive(Default)]
struct Group {
    count: usize,
    lines: Vec<Entry>,
}

/// One line on the page.
struct Entry {
    number: u32,
    who: String,
    about: String,
    why: String,
}

/// Decides about lines: those that were ticked, or all that cannot be read.
pub async fn decide(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<SpreadsheetId>,
    mut form: Form,
) -> Result<Response> {
    let looked = look(&app, &page, id).await?;
    let choice = Decision::parse(form.value("choice"));
    let ticked: Vec<u32> = form
        .all("line")
        .filter_map(|line| line.parse().ok())
        .collect();
    let meant = |row: &&Row| match (form.value("all"), &row.reads) {
        ("wrong", Reads::Wrong(_)) | ("left_out", Reads::LeftOut) => true,
        _ => ticked.contains(&row.number),
    };
    let lines: Vec<u32> = looked
        .rows
        .iter()
        .filter(meant)
        .map(|row| row.number)
        .collect();
    if lines.is_empty() {
        form.refuse("line", say("imports-tick-at-least-one-line"));
        let asked = Form::new();
        let (spreadsheet, rows) = (looked.spreadsheet, looked.rows);
        return page.refuse(|shell| Check::new(shell, form, &spreadsheet, &rows, &asked));
    }
    let by = page.coordinator()?;
    app.write(move |tx| spreadsheet::decide(tx, &by, id, &lines, choice))
        .await?;
    Ok(Redirect::to(&format!("/imports/{id}?done=decided")).into_response())
}

impl Check {
    pub(super) fn new(
        shell: Shell,
        form: Form,
        spreadsheet: &Spreadsheet,
        rows: &[Row],
        asked: &Form,
    ) -> Self {
        let mut check = Self {
            shell,
            form,
            id: spreadsheet.id,
            name: spreadsheet.name.clone(),
            said: match asked.value("done") {
                "kept" => say("imports-the-line-is-kept-as"),
                "decided" => say("imports-that-is-kept"),
                _ => String::new(),
            },
            totals: Vec::new(),
            wrong: Group::default(),
            doubtful: Group::default(),
            ready: Group::default(),
            known: Group::default(),
            left_out: Group::default(),
        };
        for row in rows {
            let (group, why) = match &row.reads {
                Reads::Ready => (&mut check.ready, String::new()),
                Reads::Known(why) => (&mut check.known, why.clone()),
                Reads::Doubtful(why) => (&mut check.doubtful, why.clone()),
                Reads::Wrong(problems) => (&mut check.wrong, sentences(problems)),
                Reads::LeftOut => (&mut check.left_out, String::new()),
            };
            group.take(row, why);
        }
        let thing = |count: usize| match spreadsheet.content {
            Content::People => say!("imports-so-many-people", number = count),
            Content::Exchanges => say!("imports-so-many-exchanges", number = count),
        };
        let all = [
            (say("imports-ready-to-come-in"), &check.ready),
            (say("imports-here-already-b"), &check.known),
            (say("imports-to-be-decided-b"), &check.doubtful),
            (say("imports-cannot-be-read-b"), &check.wrong),
            (say("imports-left-out-b"), &check.left_out),
        ];
        let there = all.into_iter().filter(|(_, group)| group.count > 0);
        check.totals = there
            .map(|(label, group)| (label, thing(group.count)))
            .collect();
        check
    }

    /// The groups of which nothing is asked, each with its id and what it is called.
    fn rest(&self) -> [(&'static str, String, &Group); 3] {
        [
            ("ready", say("imports-ready"), &self.ready),
            ("known", say("imports-here-already-c"), &self.known),
            ("left", say("imports-left-out-c"), &self.left_out),
        ]
    }

    /// Whether nothing is left to be put right or decided.
    fn settled(&self) -> bool {
        self.wrong.count == 0 && self.doubtful.count == 0
    }
}

impl Group {
    fn take(&mut self, row: &Row, why: String) {
        self.count += 1;
        if self.lines.len() < SHOWN {
            self.lines.push(Entry {
                number: row.number,
                who: row.who.clone(),
                about: row.about.clone(),
                why,
            });
        }
    }

    /// How many lines are not shown.
    fn more(&self) -> usize {
        self.count - self.lines.len()
    }
}

fn sentences(problems: &[(&str, String)]) -> String {
    let said: Vec<&str> = problems.iter().map(|(_, message)| &**message).collect();
    said.join(". ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn in_spanish_no_english_is_left() {
        let group = |why: &str| Group {
            count: 3,
            lines: ["", "jardín"]
                .into_iter()
                .map(|about| Entry {
                    number: 2,
                    who: about.to_owned(),
                    about: about.to_owned(),
                    why: why.to_owned(),
                })
                .collect(),
        };
        for wrong in [Group::default(), group("Falta el día")] {
            in_spanish(&[], || {
                let mut form = Form::new();
                form.refuse("line", say("imports-tick-at-least-one-line"));
                let check = Check {
                    shell: Shell::sample(),
                    form,
                    id: SpreadsheetId::new(uuid::Uuid::from_u128(1)),
                    name: "miembros.csv".to_owned(),
                    said: say("imports-that-is-kept"),
                    totals: vec![(say("imports-left-out-b"), "3".to_owned())],
                    wrong,
                    doubtful: group("Se parece a otra"),
                    ready: group(""),
                    known: group("Ya está"),
                    left_out: group(""),
                };
                check.render().unwrap()
            });
        }
    }
}
