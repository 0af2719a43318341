//! The name of the bank, its place, and whom members ring.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::bank::{self, Contact, Particulars};

use crate::app::App;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;

#[derive(Template)]
#[template(path = "settings/contact.html")]
struct Named {
    shell: Shell,
    form: Form,
}

/// What holds now.
pub async fn ask(page: Page) -> Result<Response> {
    page.administrator()?;
    let bank = page.bank();
    let form = Form::new()
        .with("name", &*bank.name)
        .with("place", &*bank.place)
        .with("contact_name", &*bank.contact.name)
        .with("contact_phone", &*bank.contact.phone)
        .with("contact_hours", &*bank.contact.hours);
    page.show(|shell| Named { shell, form })
}

/// Changes it from now on.
pub async fn change(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    let particulars = Particulars {
        name: form.text("name"),
        place: form.text("place"),
        contact: Contact {
            name: form.text("contact_name"),
            phone: form.text("contact_phone"),
            hours: form.text("contact_hours"),
        },
    };
    let changed = app
        .write(move |tx| bank::change(tx, &by, &particulars, &moment))
        .await;
    if refused(&mut form, changed)?.is_some() {
        return Ok(Redirect::to("/settings?done=saved").into_response());
    }
    page.refuse(|shell| Named { shell, form })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let (shell, form) = (Shell::sample(), Form::new());
            Named { shell, form }.render().unwrap()
        });
    }
}
