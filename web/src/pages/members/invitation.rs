//! A link with which somebody chooses a password: made on request, shown once, to be printed,
//! read out or sent. It stands in the answer alone, never in an address.

use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use timebank::MemberId;
use timebank::access::{self, Secret};
use timebank::clock::random_bytes;
use timebank::member;

use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::page::{Page, Shell};
use crate::words;

#[derive(Template)]
#[template(path = "members/invitation.html")]
struct Invitation {
    shell: Shell,
    id: MemberId,
    name: String,
    called: String,
    /// What they sign in with afterwards, where they have one; their number does as well.
    email: Option<String>,
    number: String,
    link: String,
    until: String,
    /// They have a password and are given a new one.
    anew: bool,
}

impl Invitation {
    fn back(&self) -> String {
        format!("/members/{}", self.id)
    }
}

/// Makes a link; the ones made before stop working.
pub async fn invite(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<MemberId>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let secret = Secret::new(random_bytes());
    let link = format!("{}/welcome/{}", app.settings().public_url, secret.text());
    let (profile, anew, until) = app
        .write(move |tx| {
            let anew = access::has_password(tx, id)?;
            let until = access::invite(tx, &by, id, &secret, &moment)?;
            Ok((member::get(tx, id)?, anew, until))
        })
        .await?;
    let number = profile.number.printed(&page.bank().prefix);
    let until = words::instant(until, page.bank().zone);
    let response = page.show(|shell| Invitation {
        shell,
        id,
        called: profile.greeting().to_owned(),
        name: profile.name,
        email: profile.email,
        number,
        link,
        until,
        anew,
    })?;
    Ok(([(header::CACHE_CONTROL, "no-store")], response).into_response())
}

#[cfg(test)]
mod tests {
    use timebank::clock::new_id;

    use super::*;
    use crate::spanish::in_spanish;

    fn page(anew: bool) -> String {
        Invitation {
            shell: Shell::sample(),
            id: MemberId::new(new_id()),
            name: "Joan Pellow".into(),
            called: "Joan".into(),
            email: Some("joan@example.org".into()),
            number: "W-0107-4".into(),
            link: "https://bank.example.org/welcome/abc".into(),
            until: "29 November 2026 at 10am".into(),
            anew,
        }
        .render()
        .unwrap()
    }

    #[test]
    fn the_link_stands_there_once_with_how_long_it_lasts() {
        let html = page(false);
        assert!(html.contains("https://bank.example.org/welcome/abc"));
        assert!(html.contains("until 29 November 2026 at 10am"));
        assert!(html.contains("joan@example.org or <span class=\"nowrap\">W-0107-4</span>"));
        assert!(html.contains("A link for Joan Pellow"));
        assert!(!html.contains("href=\"https://bank.example.org/welcome"));
    }

    #[test]
    fn somebody_who_has_a_password_gets_a_new_one() {
        assert!(page(true).contains("a new password"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for anew in [true, false] {
            in_spanish(&[], || page(anew));
        }
    }
}
