//! The applications: those that wait, oldest first, and those that were decided lately.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::joining::{self, Application};
use timebank::policy;

use super::tag;
use crate::app::App;
use crate::components::Tag;
use crate::error::Result;
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// So many decided ones are shown.
const LATEST: u32 = 50;

struct Line {
    path: String,
    name: String,
    about: String,
    tag: Tag,
}

#[derive(Template)]
#[template(path = "applications/list.html")]
struct List {
    shell: Shell,
    open: Vec<Line>,
    decided: Vec<Line>,
    /// Whether people can apply on the public page.
    public: bool,
    keep_months: u32,
}

/// The page.
pub async fn list(State(app): State<App>, page: Page) -> Result<Response> {
    page.coordinator()?;
    let (joining, open, decided) = app
        .read(|conn| {
            Ok((
                policy::current(conn)?.joining,
                joining::open(conn)?,
                joining::decided(conn, LATEST)?,
            ))
        })
        .await?;
    page.show(|shell| {
        let line = |application: &Application| Line::new(application, &shell);
        List {
            open: open.iter().map(line).collect(),
            decided: decided.iter().map(line).collect(),
            public: joining.open,
            keep_months: joining.keep_months,
            shell,
        }
    })
}

impl Line {
    fn new(application: &Application, shell: &Shell) -> Self {
        let sent = application.sent_at.with_timezone(&shell.zone).date_naive();
        let asked = words::day_near(sent, shell.today);
        let reference = application.reference();
        let about = if application.decided_by.is_empty() {
            say!("applications-asked-on", reference = reference, day = asked)
        } else {
            say!(
                "applications-decided-by",
                reference = reference,
                day = asked,
                name = &application.decided_by
            )
        };
        Self {
            path: format!("/applications/{}", application.id),
            name: application.name(),
            about,
            tag: tag(application),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn what_waits_stands_before_what_is_decided() {
        let shell = Shell::sample();
        let html = List {
            open: vec![Line::new(&sample(), &shell)],
            decided: Vec::new(),
            public: true,
            keep_months: 6,
            shell,
        }
        .render()
        .unwrap();
        assert!(html.contains("Leah Osborne") && html.contains("J-0007"));
        assert!(html.contains("Nothing was decided yet"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for public in [true, false] {
            in_spanish(&[], || {
                let shell = Shell::sample();
                let mut decided = sample();
                decided.decided_by = "Ruth Calder".to_owned();
                let lines = [sample(), decided].map(|one| Line::new(&one, &shell));
                let full = List {
                    open: lines.into(),
                    decided: vec![Line::new(&sample(), &shell)],
                    public,
                    keep_months: 6,
                    shell: shell.clone(),
                };
                let empty = List {
                    open: Vec::new(),
                    decided: Vec::new(),
                    public,
                    keep_months: 1,
                    shell,
                };
                full.render().unwrap() + &empty.render().unwrap()
            });
        }
    }
}
