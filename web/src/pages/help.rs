//! Pages that explain: help, accessibility, privacy, cookies. Open to everybody.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::error::Result;
use crate::page::{Page, Shell};
use crate::session;

#[derive(Template)]
#[template(path = "help/help.html")]
struct Help {
    shell: Shell,
}

#[derive(Template)]
#[template(path = "help/accessibility.html")]
struct Accessibility {
    shell: Shell,
}

#[derive(Template)]
#[template(path = "help/privacy.html")]
struct Privacy {
    shell: Shell,
}

#[derive(Template)]
#[template(path = "help/cookies.html")]
struct Cookies {
    shell: Shell,
    cookie: &'static str,
}

/// What each page does, how a mistake is put right, whom to ring.
pub async fn help(page: Page) -> Result<Response> {
    page.show(|shell| Help { shell })
}

/// What works for whom, and what does not yet.
pub async fn accessibility(page: Page) -> Result<Response> {
    page.show(|shell| Accessibility { shell })
}

/// What is kept, why, and for how long.
pub async fn privacy(page: Page) -> Result<Response> {
    page.show(|shell| Privacy { shell })
}

/// The one cookie.
pub async fn cookies(State(app): State<App>, page: Page) -> Result<Response> {
    let cookie = session::cookie_name(&app);
    page.show(|shell| Cookies { shell, cookie })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

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
            Cookies {
                shell,
                cookie: "__Host-sid",
            }
            .render(),
        ] {
            let html = html.unwrap();
            assert!(html.contains("Ring Ruth Calder"));
            assert_eq!(html.matches("<h1").count(), 1);
        }
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let (shell, cookie) = (Shell::sample(), "__Host-sid");
            let staff = Shell {
                staff: true,
                ..shell.clone()
            };
            let without_number = Shell {
                contact: timebank::bank::Contact::default(),
                ..shell.clone()
            };
            let mut pages = Cookies { shell, cookie }.render().unwrap();
            for shell in [staff, without_number, Shell::sample()] {
                let again = shell.clone();
                pages += &Help { shell }.render().unwrap();
                let shell = again.clone();
                pages += &Accessibility { shell }.render().unwrap();
                pages += &Privacy { shell: again }.render().unwrap();
            }
            pages
        });
    }
}
