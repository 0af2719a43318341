//! Set-ups of the report that are kept under a name: kept, listed on the report's page, removed.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use reports::disclosure::Audience;
use reports::period::Preset;
use timebank::SetupId;
use timebank::setup::{self, Kept, Setup};

use super::activity;
use super::audience::{self, FOR};
use super::extras;
use super::part;
use crate::app::App;
use crate::components::{Choice, Link};
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::Page;
use crate::pages::filters::encoded;

/// The name, in the form.
pub(super) const NAME: &str = "name";

/// Whether coordinators are reminded of it, in the form.
pub(super) const REMINDS: &str = "reminds";

/// The box that asks for it.
pub(super) fn reminder() -> Choice {
    Choice::new(
        "yes",
        "Remind us when its days are over: on To do, and by mail",
    )
}

/// A set-up on the page: the report it asks for, and where it is removed.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) link: Link,
    pub(super) removal: String,
    /// Coordinators are reminded of it.
    pub(super) reminds: bool,
}

/// Keeps what the page was asked with, and comes back to it. What cannot be kept is said on the
/// report's page, with everything as it was typed.
pub async fn keep(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let by = page.coordinator()?;
    let moment = page.moment();
    let name = form.ask(NAME, "Enter a name for the set-up");
    let preset = Preset::parse(form.value("period"));
    if preset.is_none() {
        form.refuse("period", "Choose a period by name: a set-up is used again");
    }
    let reminds = form.value(REMINDS) == "yes";
    if preset.is_some_and(|preset| reminds && !preset.is_over()) {
        form.refuse(
            REMINDS,
            "Choose a period that is over, such as Last quarter, to be reminded",
        );
    }
    if let (Some((name, preset)), true) = (name.zip(preset), form.is_clean()) {
        let setup = chosen(&form, name, preset);
        let back = format!("{}&setup=kept", address(&setup));
        match app
            .write(move |tx| setup::keep(tx, &by, &setup, &moment))
            .await
        {
            Ok(_) => return Ok(Redirect::to(&back).into_response()),
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    activity::answer(app, page, form).await
}

/// Removes a set-up and shows the report without it.
pub async fn remove(State(app): State<App>, page: Page, Path(id): Path<i64>) -> Result<Response> {
    let by = page.coordinator()?;
    let moment = page.moment();
    app.write(move |tx| setup::remove(tx, &by, SetupId::new(id), &moment))
        .await?;
    Ok(Redirect::to("/reports/activity?setup=removed").into_response())
}

/// The set-ups, for the page.
pub(super) fn rows(kept: &[Kept]) -> Vec<Row> {
    kept.iter()
        .map(|kept| Row {
            link: Link::new(kept.setup.name.clone(), address(&kept.setup)),
            removal: format!("/reports/setups/{}/removal", kept.id),
            reminds: kept.setup.reminds,
        })
        .collect()
}

/// What the form chooses. A part of the bank is for the committee only, unless it is a project.
fn chosen(form: &Form, name: String, preset: Preset) -> Setup {
    let for_committee = audience::read(form) == Audience::Committee;
    let part = if for_committee {
        part::read(form)
    } else {
        part::read(form).outside()
    };
    Setup {
        name,
        period: preset.as_str().to_owned(),
        for_committee,
        area: part.area,
        category: part.category,
        members: part.members,
        channel: part.channel,
        project: part.project,
        funder: part.funder,
        worth: extras::read(form).worth,
        survey: extras::read(form).survey,
        story: extras::read(form).story,
        reminds: !for_committee && form.value(REMINDS) == "yes",
    }
}

/// Where the report of a set-up is.
fn address(setup: &Setup) -> String {
    let readers = if setup.for_committee {
        Audience::Committee
    } else {
        Audience::OUTSIDE
    };
    let parts = [
        ("area", setup.area.map(|area| area.to_string())),
        ("kind", setup.category.map(|kind| kind.to_string())),
        (
            "members",
            setup.members.map(|kind| kind.as_str().to_owned()),
        ),
        ("channel", setup.channel.map(|way| way.as_str().to_owned())),
        ("project", setup.project.map(|project| project.to_string())),
        ("funder", setup.funder.map(|funder| funder.to_string())),
        ("worth", setup.worth.then(|| "yes".to_owned())),
        ("survey", setup.survey.map(|survey| survey.to_string())),
        ("story", setup.story.map(|story| story.to_string())),
    ];
    let parts = parts.into_iter().filter_map(|(name, value)| {
        let value = value?;
        Some(format!("&{name}={}", encoded(&value)))
    });
    let parts: String = parts.collect();
    format!(
        "/reports/activity?period={}&{FOR}={}{parts}",
        encoded(&setup.period),
        readers.as_str()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_up_leads_to_the_report_it_was_kept_from() {
        let form = Form::new()
            .with(FOR, "committee")
            .with("area", "2")
            .with("channel", "paper")
            .with("project", "3")
            .with("worth", "yes");
        let setup = chosen(&form, "Council".to_owned(), Preset::LastQuarter);
        assert_eq!(
            address(&setup),
            "/reports/activity?period=last-quarter&for=committee&area=2&channel=paper\
             &project=3&worth=yes"
        );
    }

    #[test]
    fn only_a_project_or_a_funder_is_kept_for_readers_outside() {
        let form = Form::new().with(FOR, "outside").with("area", "2");
        let form = form.with("funder", "1");
        let setup = chosen(&form, "Council".to_owned(), Preset::ThisYear);
        assert_eq!(
            address(&setup),
            "/reports/activity?period=this-year&for=outside&funder=1"
        );
    }
}
