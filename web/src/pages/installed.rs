//! What a telephone needs to keep the bank on its first screen as if it were an app: a manifest,
//! a worker, and the page that says honestly that there is no connection.
//!
//! The worker keeps that one page and the stylesheet. Hours and names are never kept on a device:
//! it may be shared, lent or lost ([decision 30](../../../docs/decisions/0030-installed.md)).

use askama::Template;
use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::assets::asset;
use crate::error::Result;
use crate::page::{Page, Shell};

const PAPER: &str = "#fbf7ee";
const BINDING: &str = "#1b4739";

#[derive(Template)]
#[template(path = "installed/offline.html")]
struct Offline {
    shell: Shell,
}

#[derive(Template)]
#[template(path = "installed/worker.txt")]
struct Worker<'a> {
    version: &'a str,
    look: &'a str,
}

/// You are not connected. The worker fetches it beforehand, as a visitor who is not signed in.
pub async fn offline(page: Page) -> Result<Response> {
    page.show(|shell| Offline { shell })
}

/// How the bank calls itself and looks on the first screen of a telephone.
pub async fn manifest(page: Page) -> Response {
    let shell = page.shell();
    let manifest = json!({
        "id": "/",
        "name": shell.bank,
        "short_name": shell.bank,
        "lang": shell.language,
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": BINDING,
        "icons": [
            icon("favicon.svg", "any", "image/svg+xml", "any"),
            icon("icon-192.png", "192x192", "image/png", "any"),
            icon("icon-512.png", "512x512", "image/png", "any"),
            icon("icon-whole-512.png", "512x512", "image/png", "maskable"),
        ],
    });
    let kind = [(header::CONTENT_TYPE, "application/manifest+json")];
    (kind, Json(manifest)).into_response()
}

fn icon(name: &str, sizes: &str, kind: &str, purpose: &str) -> Value {
    json!({
        "src": asset(name),
        "sizes": sizes,
        "type": kind,
        "purpose": purpose,
    })
}

/// The worker. A browser takes a new one as soon as one byte of it is different, so its version
/// is a digest of all that the kept page shows.
pub async fn worker(page: Page) -> Result<Response> {
    let look = asset("hourbook.css");
    let version = version_of(page.shell(), look)?;
    let worker = Worker {
        version: &version,
        look,
    };
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    Ok((kind, worker.render()?).into_response())
}

fn version_of(shell: &Shell, look: &str) -> Result<String> {
    let page = Offline {
        shell: shell.of_a_stranger(),
    };
    let shown = [page.render()?, look.to_owned()];
    let digest = Sha256::digest(shown.join("\n"));
    let start = digest.iter().take(8);
    Ok(start.fold(String::new(), |hash, byte| hash + &format!("{byte:02x}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn the_worker_is_another_one_when_the_kept_page_is() {
        let shell = Shell::sample();
        let version_of = |shell: &Shell, look| version_of(shell, look).unwrap();
        let version = version_of(&shell, "/s/a.css");
        assert_eq!(version_of(&shell, "/s/a.css"), version);
        assert_ne!(version_of(&shell, "/s/b.css"), version);
        let mut rung = shell;
        rung.contact.phone = "01632 960119".to_owned();
        assert_ne!(version_of(&rung, "/s/a.css"), version);
    }

    #[test]
    fn the_worker_lets_forms_pass_by() {
        let worker = Worker {
            version: "1",
            look: "/s/a.css",
        };
        let text = worker.render().unwrap();
        assert!(text.contains("if (request.method !== 'GET') return;"));
        assert!(text.contains("const look = '/s/a.css';"));
    }

    #[test]
    fn without_a_connection_somebody_can_still_be_rung() {
        let html = Offline {
            shell: Shell::sample(),
        }
        .render()
        .unwrap();
        assert!(html.contains("ring Ruth Calder on"));
        assert!(html.contains("Nothing is written down twice"));
    }

    #[test]
    fn the_kept_page_is_another_one_in_spanish() {
        let page = || {
            let shell = Shell::sample();
            Offline { shell }.render().unwrap()
        };
        in_spanish(&[], page);
        let version = || version_of(&Shell::sample(), "/s/a.css").unwrap();
        let spanish = crate::words::speaking(crate::words::Language::Spanish, version);
        assert_ne!(spanish, version());
    }
}
