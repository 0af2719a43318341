//! Closing an offer or request: asked once, because a closed one is not opened again.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::ListingId;
use timebank::listing::{self, Listing};

use super::{address, belonging, list_of};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::page::{Page, Shell};
use crate::words::say;

#[derive(Template)]
#[template(path = "listings/closing.html")]
struct Closing {
    shell: Shell,
    listing: Listing,
    /// What the list it stands on is called.
    list: String,
    path: String,
}

/// Asks whether to close it.
pub async fn ask_to_close(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ListingId>,
) -> Result<Response> {
    let member = page.member()?;
    let listing = app.read(move |conn| listing::get(conn, id)).await?;
    if !listing::may_change(&listing, &member) {
        return Err(WebError::forbidden(say(
            "listing-only-the-member-who-added",
        )));
    }
    if !listing.open {
        return Ok(Redirect::to(&address(&listing)).into_response());
    }
    page.show(|shell| Closing {
        shell: belonging(shell, listing.kind),
        list: list_of(listing.kind),
        path: address(&listing),
        listing,
    })
}

/// Closes it.
pub async fn close(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ListingId>,
) -> Result<Response> {
    let (member, moment) = (page.member()?, page.moment());
    let listing = app
        .write(move |tx| listing::close(tx, &member, id, &moment))
        .await?;
    Ok(Redirect::to(&format!("{}?done=closed", address(&listing))).into_response())
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::spanish::in_spanish;
    use timebank::listing::ListingKind;

    #[test]
    fn closing_is_asked_once_and_can_be_left() {
        let listing = samples::request();
        let path = address(&listing);
        let html = Closing {
            shell: Shell::sample(),
            list: list_of(listing.kind),
            path: path.clone(),
            listing,
        }
        .render()
        .unwrap();
        assert!(html.contains("Close this request?"));
        assert!(html.contains("Walk Biscuit"));
        assert!(html.contains(&format!("action=\"{path}/closing\" method=\"post\"")));
        assert!(html.contains(&format!("href=\"{path}\">Keep it open</a>")));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for kind in [ListingKind::Request, ListingKind::Offer] {
            let html = in_spanish(&[], || {
                let listing = Listing {
                    kind,
                    ..samples::request()
                };
                let closing = Closing {
                    shell: Shell::sample(),
                    list: list_of(kind),
                    path: address(&listing),
                    listing,
                };
                closing.render().unwrap()
            });
            let asked = match kind {
                ListingKind::Request => "¿Cerrar esta petición?",
                ListingKind::Offer => "¿Cerrar esta oferta?",
            };
            assert!(html.contains(asked));
        }
    }
}
