//! A code with which a member signs in once, printed on a letter in large print. It stands in the
//! answer alone, never in an address, and is not kept.

use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use timebank::MemberId;
use timebank::access::{self, Code};
use timebank::clock::random_bytes;
use timebank::member;

use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::page::{Page, Shell};
use crate::words;

#[derive(Template)]
#[template(path = "members/code.html")]
struct Letter {
    shell: Shell,
    id: MemberId,
    name: String,
    called: String,
    address: Vec<String>,
    number: String,
    code: String,
    /// What is typed into the address line.
    site: String,
    date: String,
    until: String,
}

impl Letter {
    fn back(&self) -> String {
        format!("/members/{}", self.id)
    }
}

/// Makes a code; one made before stops working.
pub async fn print_code(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<MemberId>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let code = Code::new(random_bytes());
    let hash = app.passwords().hash(code.letters()).await?;
    let (profile, until) = app
        .write(move |tx| {
            let until = access::make_code(tx, &by, id, &hash, &moment)?;
            Ok((member::get(tx, id)?, until))
        })
        .await?;
    let number = profile.number.printed(&page.bank().prefix);
    let until = words::day(until.with_timezone(&page.bank().zone).date_naive());
    let site = format!("{}/code", app.settings().public_url);
    let date = words::day(page.today());
    let response = page.show(|shell| Letter {
        shell,
        id,
        called: profile.greeting().to_owned(),
        address: profile.address.lines().map(str::to_owned).collect(),
        name: profile.name,
        number,
        code: code.printed(),
        site: site.replacen("https://", "", 1),
        date,
        until,
    })?;
    Ok(([(header::CACHE_CONTROL, "no-store")], response).into_response())
}

#[cfg(test)]
mod tests {
    use timebank::clock::new_id;

    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn the_letter_says_where_with_what_and_until_when() {
        let html = Letter {
            shell: Shell::sample(),
            id: MemberId::new(new_id()),
            name: "Joan Pellow".into(),
            called: "Joan".into(),
            address: vec!["4 Weir Cottages".into()],
            number: "W-0107-4".into(),
            code: "KTMW-RXPC".into(),
            site: "bank.example.org/code".into(),
            date: "22 November 2026".into(),
            until: "6 December 2026".into(),
        }
        .render()
        .unwrap();
        for part in [
            "A code for Joan Pellow",
            "Dear Joan",
            "KTMW-RXPC",
            "W-0107-4",
            "bank.example.org/code",
            "6 December 2026",
            "01632 960118",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let letter = Letter {
                shell: Shell::sample(),
                id: MemberId::new(new_id()),
                name: "Joan Pellow".into(),
                called: "Joan".into(),
                address: Vec::new(),
                number: "W-0107-4".into(),
                code: "KTMW-RXPC".into(),
                site: "bank.example.org/code".into(),
                date: "22 de noviembre de 2026".into(),
                until: "6 de diciembre de 2026".into(),
            };
            letter.render().unwrap()
        });
    }
}
