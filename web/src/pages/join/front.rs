//! The public page: what a timebank is, how somebody joins, what people ask for just now. Kinds of
//! help and how many, never a name, an area or what somebody wrote for members to read.

use askama::Template;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use timebank::access::Secret;
use timebank::clock::{new_id, random_bytes};
use timebank::listing::{self, ListingKind, Search};
use timebank::policy::{self, Joining};
use timebank::{ApplicationId, joining, leaflet};

use super::private;
use crate::app::App;
use crate::error::Result;
use crate::markdown::{self, Rendered};
use crate::page::{Page, Shell};
use crate::security::client_address;
use crate::words;

/// So many of the newest requests are counted.
const COUNTED: u32 = 100;

/// So many kinds of help are shown.
const KINDS: usize = 6;

/// A kind of help that people ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    icon: String,
    name: String,
    count: u32,
}

#[derive(Template)]
#[template(path = "join/join.html")]
struct Join {
    shell: Shell,
    joining: Joining,
    /// What the bank says of itself at the top, if anything.
    opening: Option<Rendered>,
    asked: Vec<Asked>,
}

impl Join {
    fn references(&self) -> String {
        match self.joining.references {
            0 => String::new(),
            1 => " and asks somebody who knows you".to_owned(),
            many => format!(" and asks {many} people who know you"),
        }
    }
}

/// The page.
pub async fn front(State(app): State<App>, page: Page) -> Result<Response> {
    let (joining, opening, asked) = app
        .read(|conn| {
            let joining = policy::current(conn)?.joining;
            Ok((joining, leaflet::opening(conn)?, asked(conn)?))
        })
        .await?;
    page.show(|shell| Join {
        shell,
        joining,
        opening: opening.map(|words| markdown::render(&words.text)),
        asked,
    })
}

/// Begins an application, and leads to its first question.
pub async fn begin(State(app): State<App>, page: Page, request: Request) -> Result<Response> {
    let trusted = &app.settings().trusted_proxies;
    app.throttle().sign_in(client_address(
        trusted,
        request.extensions(),
        request.headers(),
    ))?;
    let (secret, moment) = (Secret::new(random_bytes()), page.moment());
    let to = format!("/join/{}/you", secret.text());
    app.write(move |tx| joining::begin(tx, ApplicationId::new(new_id()), &secret, &moment))
        .await?;
    Ok(private(Redirect::to(&to).into_response()))
}

/// The kinds that are asked for most, most first.
fn asked(conn: &Connection) -> timebank::Result<Vec<Asked>> {
    let mut found: Vec<Asked> = Vec::new();
    for request in listing::search(conn, &Search::all(ListingKind::Request), 0, COUNTED)? {
        if request.category.is_none() {
            continue;
        }
        match found
            .iter_mut()
            .find(|one| one.name == request.category_name)
        {
            Some(known) => known.count += 1,
            None => found.push(Asked {
                icon: request.icon,
                name: request.category_name,
                count: 1,
            }),
        }
    }
    found.sort_by(|one, other| (other.count, &one.name).cmp(&(one.count, &other.name)));
    found.truncate(KINDS);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(joining: Joining) -> String {
        let shell = Shell {
            signed_in: None,
            nav: Vec::new(),
            ..Shell::sample()
        };
        let asked = vec![Asked {
            icon: "garden".into(),
            name: "Gardening".into(),
            count: 3,
        }];
        Join {
            shell,
            joining,
            opening: Some(markdown::render("We *began* in 2019.")),
            asked,
        }
        .render()
        .unwrap()
    }

    #[test]
    fn the_page_says_how_to_join_and_what_is_asked_for() {
        let html = page(Joining::default());
        assert!(html.contains("<h1>Join Wrensham Timebank</h1>"));
        assert!(html.contains("asks 2 people who know you"));
        assert!(html.contains("<p>We <em>began</em> in 2019.</p>"));
        assert!(html.contains("Gardening") && html.contains("3 requests"));
        assert!(html.contains("Ask to join"));
    }

    #[test]
    fn where_nobody_can_apply_it_says_whom_to_ring() {
        let html = page(Joining {
            open: false,
            ..Joining::default()
        });
        assert!(!html.contains("Ask to join"));
        assert!(html.contains("01632 960118"));
    }
}
