//! One's own conversations, the one with the newest message first.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono_tz::Tz;
use timebank::MemberId;
use timebank::conversation::{self, Overview};

use super::{address, shortened};
use crate::app::App;
use crate::error::Result;
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// How many are shown.
const MOST: u32 = 100;

/// How much of the newest message is shown, in characters.
const PART: usize = 120;

/// One of them.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) title: String,
    pub(crate) about: String,
    pub(crate) text: String,
    pub(crate) when: String,
    pub(crate) path: String,
    pub(crate) unread: u32,
}

impl Row {
    pub(crate) fn new(overview: &Overview, me: MemberId, zone: Tz) -> Self {
        let (conversation, newest) = (&overview.conversation, &overview.newest);
        let part = shortened(&newest.text, PART);
        let text = if newest.writer == me {
            say!("messages-you-wrote", text = part)
        } else {
            say!(
                "messages-somebody-wrote",
                name = &newest.writer_name,
                text = part
            )
        };
        Self {
            title: conversation
                .with(me)
                .map_or_else(String::new, |party| party.name.clone()),
            about: conversation.title.clone(),
            text,
            when: words::instant(newest.at, zone),
            path: address(conversation.id),
            unread: overview.unread,
        }
    }
}

#[derive(Template)]
#[template(path = "conversations/list.html")]
struct List {
    shell: Shell,
    rows: Vec<Row>,
}

/// The list.
pub async fn list(State(app): State<App>, page: Page) -> Result<Response> {
    let (me, zone) = (page.person()?.id(), page.bank().zone);
    let found = app
        .read(move |conn| conversation::of_member(conn, me, MOST))
        .await?;
    let rows = found.iter().map(|one| Row::new(one, me, zone)).collect();
    page.show(|shell| List { shell, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_is_marked_and_an_empty_list_says_where_one_writes() {
        let row = Row {
            title: "Bob Farrow".to_owned(),
            about: "Walk Biscuit".to_owned(),
            text: "Bob Farrow: “Very.”".to_owned(),
            when: "22 November 2026 at 9:02am".to_owned(),
            path: "/conversations/7".to_owned(),
            unread: 2,
        };
        let shown = |rows| {
            let shell = Shell::sample();
            List { shell, rows }.render().unwrap()
        };
        let html = shown(vec![row]);
        assert!(html.contains("href=\"/conversations/7\">Bob Farrow</a>"));
        assert!(html.contains("2 new"));
        assert!(shown(Vec::new()).contains("Nobody has written to you yet"));
    }
}
