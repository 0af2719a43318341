//! News of a report that is to be handed over: its days are over.

use chrono::NaiveDate;
use reports::period::Period;
use serde::Deserialize;
use timebank::outbox::Notice;

use super::Told;

/// What was written with the notice.
#[derive(Deserialize)]
struct Due {
    name: String,
    from: NaiveDate,
    to: NaiveDate,
}

/// The words; nothing where the notice does not say which days.
pub(super) fn told(notice: &Notice) -> Option<Told> {
    let due: Due = serde_json::from_str(&notice.details).ok()?;
    let period = Period::new(due.from, due.to)?;
    Some(Told {
        subject: format!("{}: the report of {} is due", due.name, period.name()),
        text: "Its days are over. Look through it, clear up what still waits for approval, and \
               hand it over: the whole report, or two pages for a funder."
            .to_owned(),
        label: "See the report",
        path: format!(
            "/reports/activity?from={}&to={}&for=outside",
            due.from, due.to
        ),
    })
}
