//! News of a report that is to be handed over: its days are over.

use chrono::NaiveDate;
use reports::period::Period;
use serde::Deserialize;
use timebank::outbox::Notice;

use super::Told;

use crate::words::say;

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
        subject: say!(
            "notice-report-is-due",
            name = due.name,
            days = period.name()
        ),
        text: say!("notice-report-days-are-over"),
        label: say!("notice-see-the-report"),
        path: format!(
            "/reports/activity?from={}&to={}&for=outside",
            due.from, due.to
        ),
    })
}
