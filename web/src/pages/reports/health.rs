//! The health of the community on a page: each figure with a plain sentence, its formula and what
//! to be careful about. For coordinators: nothing of it is masked.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use reports::health::{self, Chapter, FEWEST, Health, Quarter, Sign};

use super::period::{Asked, choices, query};
use crate::app::App;
use crate::charts::Network;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words;

#[derive(Template)]
#[template(path = "reports/health.html")]
struct HealthPage {
    shell: Shell,
    form: Form,
    periods: Vec<Choice>,
    name: String,
    days: String,
    active: usize,
    fewest: usize,
    /// The figures by what they are about; none where there were too few members.
    chapters: Vec<(Chapter, Vec<Sign>)>,
    quarters: Vec<Quarter>,
    network: Option<Network>,
    /// The activity report of the same days.
    report: String,
    /// The same figures as files.
    csv: String,
    json: String,
    xlsx: String,
    pdf: String,
}

/// The health of the community in the days that were asked for.
pub async fn show(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (bank, moment) = (page.bank().clone(), page.moment());
    let asked = Asked::read(&mut form, moment.today);
    let (health, code) = app
        .read(move |conn| {
            let period = asked.period(conn, &bank, moment.today)?;
            let code = asked.code(conn, &bank, period, moment.today)?;
            Ok((health::health(conn, &bank, period, moment.now)?, code))
        })
        .await?;
    form.set("period", code);
    page.show(|shell| HealthPage::new(shell, form, health))
}

impl HealthPage {
    fn new(shell: Shell, form: Form, health: Health) -> Self {
        let signs = health.signs.unwrap_or_default();
        let of = |chapter| -> Vec<Sign> {
            let signs = signs.iter().filter(|sign| sign.chapter == chapter);
            signs.copied().collect()
        };
        let chapters = Chapter::ALL.map(|chapter| (chapter, of(chapter)));
        Self {
            shell,
            form,
            periods: choices(),
            name: health.period.name(),
            days: health.period.in_days(),
            active: health.active,
            fewest: FEWEST,
            chapters: chapters
                .into_iter()
                .filter(|(_, signs)| !signs.is_empty())
                .collect(),
            quarters: health.quarters,
            network: health.picture.as_ref().map(Network::of),
            report: format!("/reports/activity?{}&for=committee", query(health.period)),
            csv: format!("/reports/health.csv?{}", query(health.period)),
            json: format!("/reports/health.json?{}", query(health.period)),
            xlsx: format!("/reports/health.xlsx?{}", query(health.period)),
            pdf: format!("/reports/health.pdf?{}", query(health.period)),
        }
    }
}

#[cfg(test)]
mod tests {
    use reports::health::{Measure, Value};
    use reports::period::Period;

    use super::*;

    fn sign(id: &'static str, chapter: Chapter, value: Option<i64>) -> Sign {
        Sign {
            id,
            chapter,
            name: "Hours in the circle",
            reading: "Of all hours, so many went round inside that group",
            formula: "Minutes of the circle ÷ all minutes.",
            caveat: "This is what a timebank is for.",
            value: Value {
                measure: Measure::PerMille,
                value,
            },
        }
    }

    fn page(active: usize, signs: Option<Vec<Sign>>) -> String {
        let health = Health {
            bank: "Wrensham Timebank".into(),
            period: Period::new("2026-07-01".parse().unwrap(), "2026-09-30".parse().unwrap())
                .unwrap(),
            made_at: "2026-11-22T09:40:00Z".parse().unwrap(),
            active,
            signs,
            quarters: vec![Quarter {
                first: "2026-04-01".parse().unwrap(),
                joined: 7,
                active: 5,
            }],
            picture: None,
        };
        HealthPage::new(Shell::sample(), Form::new(), health)
            .render()
            .unwrap()
    }

    #[test]
    fn each_figure_has_its_sentence_its_formula_and_its_caution() {
        let signs = vec![
            sign("circle_share", Chapter::ComingRound, Some(871)),
            sign("idle_share", Chapter::AtRest, None),
        ];
        let html = page(17, Some(signs));
        for said in [
            "87.1%",
            "nothing to measure",
            "Of all hours, so many went round inside that group.",
            "Minutes of the circle ÷ all minutes.",
            "Take care: This is what a timebank is for.",
            "Does help come round?",
            "5 of 7",
            "From April 2026",
            "/reports/activity?from=2026-07-01&#38;to=2026-09-30&#38;for=committee",
        ] {
            assert!(html.contains(said), "{said}");
        }
        assert!(!html.contains("On how many shoulders?"), "nothing is there");
    }

    #[test]
    fn of_few_members_nothing_is_said() {
        let html = page(9, None);
        assert!(html.contains("9 members gave or received help"), "{html}");
        assert!(html.contains("With fewer than 10"));
        for kept in ["<table", "5 of 7", "Take care"] {
            assert!(!html.contains(kept), "{kept}");
        }
    }

    #[test]
    fn the_page_and_those_beside_it_say_nothing_themselves() {
        crate::pages::approvals::spanish::say_nothing_themselves(&[
            include_str!("../../../templates/reports/accounts.html"),
            include_str!("../../../templates/reports/audit.html"),
            include_str!("../../../templates/reports/health.html"),
            include_str!("../../../templates/projects/fields.html"),
            include_str!("../../../templates/projects/list.html"),
        ]);
    }
}
