//! What was sent to many, and what is announced.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::announcement::{self, Announcement};
use timebank::bank::Bank;
use timebank::mailing::{self, Mailing};
use timebank::{MailingId, clock};

use super::write::Choosing;
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::{DayQuestion, Form};
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// How many of each are shown.
const MOST: u32 = 50;

/// One message that was sent.
struct Sent {
    subject: String,
    path: String,
    to: String,
    about: String,
}

/// One announcement.
struct Put {
    title: String,
    text: String,
    about: String,
    /// Where it is taken down; empty where it does not stand any more.
    down: String,
}

#[derive(Template)]
#[template(path = "mailings/list.html")]
pub(super) struct List {
    shell: Shell,
    form: Form,
    done: String,
    sent: Vec<Sent>,
    announcements: Vec<Put>,
    until: DayQuestion,
}

#[derive(Template)]
#[template(path = "mailings/show.html")]
struct Show {
    shell: Shell,
    done: bool,
    mailing: Mailing,
    to: String,
    when: String,
}

impl Show {
    fn lines(&self) -> std::str::Lines<'_> {
        self.mailing.text.lines()
    }
}

impl List {
    /// The same page in another shell: that of a refused form.
    pub(super) fn dressed(self, shell: Shell) -> Self {
        Self { shell, ..self }
    }
}

/// An empty form for an announcement.
pub(super) fn blank() -> Form {
    Form::new().with("id", clock::new_id().to_string())
}

pub(super) async fn read(app: &App, page: &Page, form: Form, done: &str) -> Result<List> {
    let (by, today, bank) = (page.coordinator()?, page.today(), page.bank().clone());
    let (choosing, sent, announcements) = app
        .read(move |conn| {
            Ok((
                Choosing::read(conn)?,
                mailing::list(conn, &by, MOST)?,
                announcement::list(conn, &by, MOST)?,
            ))
        })
        .await?;
    let sentence = |one: &Mailing| Sent {
        subject: one.subject.clone(),
        path: format!("/mailings/{}", one.id),
        to: format!(
            "{}: {}",
            choosing.sentence(&one.filter),
            words::count(one.reach.all(), "member")
        ),
        about: format!(
            "{}, {}",
            one.sent_by,
            words::day_near(bank.day_of(one.sent_at), today)
        ),
    };
    Ok(List {
        shell: page.shell().clone(),
        form,
        done: match done {
            "up" => say!("telling-it-stands-on-everybodys-home"),
            "down" => say!("telling-it-is-taken-down"),
            _ => String::new(),
        },
        sent: sent.iter().map(sentence).collect(),
        announcements: announcements
            .iter()
            .map(|one| put(one, &bank, today))
            .collect(),
        until: super::announce::UNTIL,
    })
}

fn put(one: &Announcement, bank: &Bank, today: chrono::NaiveDate) -> Put {
    let stands = !one.taken_down && one.until >= today;
    let since = words::day_near(bank.day_of(one.made_at), today);
    let until = words::day(one.until);
    Put {
        title: one.title.clone(),
        text: one.text.clone(),
        about: if stands {
            say!(
                "telling-shown-until",
                by = &one.made_by,
                since = since,
                until = until
            )
        } else {
            say!(
                "telling-not-shown-any-more",
                by = &one.made_by,
                since = since
            )
        },
        down: if stands {
            format!("/announcements/{}/end", one.id)
        } else {
            String::new()
        },
    }
}

/// The page.
pub async fn list(State(app): State<App>, page: Page, query: Form) -> Result<Response> {
    let list = read(&app, &page, blank(), query.value("done")).await?;
    page.show(|_| list)
}

/// One message that was sent: to whom, by whom, to how many.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(id): Path<MailingId>,
    query: Form,
) -> Result<Response> {
    page.coordinator()?;
    let (mailing, to) = app
        .read(move |conn| {
            let mailing = mailing::get(conn, id)?;
            let to = Choosing::read(conn)?.sentence(&mailing.filter);
            Ok((mailing, to))
        })
        .await?;
    let done = query.value("done") == "sent";
    page.show(|shell| Show {
        when: words::instant(mailing.sent_at, shell.zone),
        shell,
        done,
        mailing,
        to,
    })
}
