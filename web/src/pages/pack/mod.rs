//! The starter pack: what a timebank hangs up, hands out and keeps by the door, each a page that
//! the browser prints. The poster and the guide name no member, so anybody may print them.

mod code;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::agreement;
use timebank::policy::{self, Joining};

use self::code::Code;
use crate::app::App;
use crate::error::Result;
use crate::page::{Page, Shell};
use crate::words::say;

#[derive(Template)]
#[template(path = "pack/list.html")]
struct List {
    shell: Shell,
    sheets: [Sheet; 5],
}

/// One thing to print.
struct Sheet {
    path: &'static str,
    title: String,
    about: String,
}

fn sheets() -> [Sheet; 5] {
    [
        Sheet {
            path: "/poster",
            title: say!("pack-poster-b"),
            about: say!("pack-for-a-noticeboard-what-this"),
        },
        Sheet {
            path: "/guide",
            title: say!("pack-guide-for-members-in-large"),
            about: say!("pack-how-to-give-help-ask"),
        },
        Sheet {
            path: "/slips/printed",
            title: say!("pack-paper-slips"),
            about: say!("pack-eight-to-a-sheet-for"),
        },
        Sheet {
            path: "/starter-pack/agreement",
            title: say!("pack-agreement-to-sign"),
            about: say!("pack-what-members-promise-each-other"),
        },
        Sheet {
            path: "/offers/directory",
            title: say!("pack-directory-of-offers"),
            about: say!("pack-what-neighbours-offer-by-kind"),
        },
    ]
}

#[derive(Template)]
#[template(path = "pack/poster.html")]
struct Poster {
    shell: Shell,
    joining: Joining,
    /// The page on which people join, without what every browser adds by itself.
    address: String,
    code: Option<Code>,
}

#[derive(Template)]
#[template(path = "pack/guide.html")]
struct Guide {
    shell: Shell,
    address: String,
}

#[derive(Template)]
#[template(path = "pack/agreement.html")]
struct ToSign {
    shell: Shell,
    version: u32,
    paragraphs: Vec<String>,
}

/// All that can be printed.
pub async fn list(page: Page) -> Result<Response> {
    page.coordinator()?;
    let sheets = sheets();
    page.show(|shell| List { shell, sheets })
}

/// The poster, for anybody.
pub async fn poster(State(app): State<App>, page: Page) -> Result<Response> {
    let joining = app.read(|conn| Ok(policy::current(conn)?.joining)).await?;
    let link = format!("{}/join", app.settings().public_url);
    page.show(|shell| Poster {
        shell,
        joining,
        code: Code::of(&link),
        address: spoken(&link),
    })
}

/// The guide for members, for anybody.
pub async fn guide(State(app): State<App>, page: Page) -> Result<Response> {
    let address = spoken(&app.settings().public_url.to_string());
    page.show(|shell| Guide { shell, address })
}

/// The newest agreement, to be signed on paper.
pub async fn agreement(State(app): State<App>, page: Page) -> Result<Response> {
    page.coordinator()?;
    let newest = app.read(agreement::current).await?;
    page.show(|shell| ToSign {
        shell,
        version: newest.version,
        paragraphs: newest.paragraphs(),
    })
}

/// An address as it is read out.
fn spoken(link: &str) -> String {
    link.trim_start_matches("https://").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    fn poster(open: bool) -> String {
        let joining = Joining {
            open,
            ..Joining::default()
        };
        Poster {
            shell: Shell::sample(),
            joining,
            address: spoken("https://bank.example.org/join"),
            code: Code::of("https://bank.example.org/join"),
        }
        .render()
        .unwrap()
    }

    #[test]
    fn the_poster_says_how_to_join_in_letters_and_as_a_code() {
        let html = poster(true);
        assert!(html.contains("aria-label=\"Code that leads to bank.example.org/join\""));
        assert!(html.contains("<strong>bank.example.org/join</strong>"));
        assert!(html.contains("01632 960118"));
    }

    #[test]
    fn where_nobody_can_apply_the_poster_says_whom_to_ring() {
        let html = poster(false);
        assert!(!html.contains("bank.example.org/join") && html.contains("01632 960118"));
    }

    #[test]
    fn the_guide_has_every_way_without_a_screen() {
        let html = Guide {
            shell: Shell::sample(),
            address: "bank.example.org".to_owned(),
        }
        .render()
        .unwrap();
        for part in [
            "Ring us",
            "paper slip",
            "My member number",
            "bank.example.org",
        ] {
            assert!(html.contains(part), "{part}");
        }
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for phone in ["01632 960118", ""] {
            in_spanish(&[], || {
                let mut shell = Shell::sample();
                phone.clone_into(&mut shell.contact.phone);
                let address = "bank.example.org".to_owned();
                let guide = Guide { shell, address };
                let (shell, sheets) = (Shell::sample(), sheets());
                let list = List { shell, sheets };
                let sign = ToSign {
                    shell: Shell::sample(),
                    version: 2,
                    paragraphs: Vec::new(),
                };
                let printed = [guide.render(), list.render(), sign.render()];
                poster(true) + &poster(false) + &printed.map(askama::Result::unwrap).concat()
            });
        }
    }
}
