//! The kinds of help a new bank begins with, for a bank that has its own: what would change, and
//! taking them.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::category::{self, SetStep};

use crate::app::App;
use crate::error::Result;
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "settings/starting_set.html")]
struct StartingSet {
    shell: Shell,
    /// What would change, a sentence each.
    lines: Vec<String>,
}

/// What a step changes.
fn said(step: &SetStep) -> String {
    match step {
        SetStep::AddHeading(heading) => format!("The heading {heading} is added."),
        SetStep::Add { kind, heading } => format!("{kind} is added under {heading}."),
        SetStep::Place { kind, heading } => {
            format!("{kind}, which you have, is put under {heading}.")
        }
    }
}

/// What taking it would change.
pub async fn ask(State(app): State<App>, page: Page) -> Result<Response> {
    page.administrator()?;
    let steps = app.read(category::set_steps).await?;
    let lines = steps.iter().map(said).collect();
    page.show(|shell| StartingSet { shell, lines })
}

/// Takes it.
pub async fn take(State(app): State<App>, page: Page) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    app.write(move |tx| category::take_set(tx, &by, &moment))
        .await?;
    Ok(Redirect::to("/settings/kinds?done=taken").into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(steps: &[SetStep]) -> String {
        let lines = steps.iter().map(said).collect();
        let shell = Shell::sample();
        StartingSet { shell, lines }.render().unwrap()
    }

    #[test]
    fn what_would_change_stands_there_before_it_is_taken() {
        let (kind, heading) = ("Baking".to_owned(), "Food".to_owned());
        let steps = [
            SetStep::AddHeading(heading.clone()),
            SetStep::Place { kind, heading },
        ];
        let html = page(&steps);
        assert!(html.contains("The heading Food is added."));
        assert!(html.contains("Baking, which you have, is put under Food."));
        assert!(html.contains("Take the starting set</button>"));
        assert!(page(&[]).contains("Your bank has all of it."));
    }
}
