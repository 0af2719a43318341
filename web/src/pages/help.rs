//! Pages that explain: help, accessibility, privacy, cookies. Open to everybody.

use askama::Template;
use axum::response::Response;

use crate::error::Result;
use crate::page::{Page, Shell};

macro_rules! explaining {
    ($($(#[$doc:meta])* $handler:ident, $screen:ident, $path:literal;)*) => {$(
        #[derive(Template)]
        #[template(path = $path)]
        struct $screen {
            shell: Shell,
        }

        $(#[$doc])*
        pub async fn $handler(page: Page) -> Result<Response> {
            page.show(|shell| $screen { shell })
        }
    )*};
}

explaining! {
    /// What each page does, how a mistake is put right, whom to ring.
    help, Help, "help/help.html";
    /// What works for whom, and what does not yet.
    accessibility, Accessibility, "help/accessibility.html";
    /// What is kept, why, and for how long.
    privacy, Privacy, "help/privacy.html";
    /// The one cookie.
    cookies, Cookies, "help/cookies.html";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_explaining_page_can_be_shown() {
        let shell = Shell::sample();
        for html in [
            Help {
                shell: shell.clone(),
            }
            .render(),
            Accessibility {
                shell: shell.clone(),
            }
            .render(),
            Privacy {
                shell: shell.clone(),
            }
            .render(),
            Cookies { shell }.render(),
        ] {
            assert!(html.unwrap().contains("Ring Ruth Calder"));
        }
    }
}
