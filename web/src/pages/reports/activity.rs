//! The activity report on a page: the finding first, the proof last. It knows only what the
//! readers it is written for may see.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use reports::activity::{self, MonthClosing};
use reports::disclosure::{Audience, Overlap, ProtectedReport, against_handed_over, protect};
use rusqlite::Connection;
use timebank::setup;

use super::audience::{self, FOR};
use super::charts::Charts;
use super::extras::{self, Section};
use super::figures::{self, Headline};
use super::files::Files;
use super::groups::{self, Group, List};
use super::part;
use super::period::{self, Asked, FROM, TO, choices, query};
use super::proof::Proof;
use super::setups;
use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::{DayQuestion, Form};
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "reports/activity.html")]
struct Activity {
    shell: Shell,
    form: Form,
    periods: Vec<Choice>,
    readers: Vec<Choice>,
    /// The parts of the bank that may be chosen, for the committee.
    parts: part::Choices,
    /// Whether to say what the hours would have cost.
    worths: Vec<Choice>,
    /// The surveys that can be shown.
    surveys: Vec<Choice>,
    /// The stories that may be shown.
    stories: Vec<Choice>,
    /// What was asked for beside.
    sections: Vec<Section>,
    /// The set-ups that are kept.
    setups: Vec<setups::Row>,
    /// What the form that keeps a set-up sends; none where the days have no name.
    to_keep: Option<Vec<(&'static str, String)>>,
    /// Whether coordinators are reminded of the set-up.
    reminders: Vec<Choice>,
    /// What just became of a set-up.
    setup_notice: Option<&'static str>,
    /// What the form about other dates keeps: the part, and what was asked for beside.
    part_kept: Vec<(&'static str, String)>,
    /// What part it is about.
    part: Option<String>,
    /// What it gives away together with reports that were handed over.
    warnings: Vec<String>,
    /// A printed copy was just recorded as handed over.
    handed_print: bool,
    /// What was told of these days before.
    restated: Option<String>,
    /// What became of its months in the book.
    closings: Vec<String>,
    /// Its own days and what was asked for beside, for the form that hands it over.
    handed: Vec<(&'static str, String)>,
    /// What the form about the readers keeps: its own days.
    kept: Vec<(&'static str, String)>,
    from: DayQuestion,
    to: DayQuestion,
    /// Its own days were asked for.
    own_days: bool,
    caption: &'static str,
    days: String,
    name: String,
    finding: String,
    /// How it compares with the year before.
    yearly: Option<String>,
    headlines: Vec<Headline>,
    /// What is to be known about figures that are masked.
    notes: Vec<String>,
    definitions: Vec<groups::Row>,
    groups: Vec<Group>,
    tables: Vec<List>,
    /// The charts; none where there is nothing to draw.
    charts: Option<Charts>,
    /// Something was given, by too few people to show it.
    quiet: bool,
    proof: Proof,
    audience: Audience,
    files: Files,
    /// The health of the community in the same days.
    health: String,
}

/// What stands around the report.
#[derive(Clone, Debug, Default)]
struct Around {
    surveys: Vec<Choice>,
    stories: Vec<Choice>,
    parts: part::Choices,
    setups: Vec<setups::Row>,
    /// What this report gives away together with those that were handed over.
    warnings: Vec<String>,
}

fn warnings(conn: &Connection, report: &ProtectedReport) -> timebank::Result<Vec<String>> {
    let overlaps = against_handed_over(conn, report)?;
    Ok(overlaps.iter().map(Overlap::sentence).collect())
}

/// The report of the days that were asked for.
pub async fn show(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    answer(app, page, form).await
}

/// The same, with what a form refused.
pub(super) async fn answer(app: App, page: Page, mut form: Form) -> Result<Response> {
    let (bank, moment) = (page.bank().clone(), page.moment());
    let asked = Asked::read(&mut form, moment.today);
    let readers = audience::choices(page.treasurer().is_ok());
    let audience = audience::of(&page, &form)?;
    let part = part::of(&page, audience, &mut form);
    let extras = extras::of(&page, &mut form);
    let (report, code, around) = app
        .read(move |conn| {
            let period = asked.period(conn, &bank, moment.today)?;
            let code = asked.code(conn, &bank, period, moment.today)?;
            let report = activity::activity_with(conn, &bank, period, &part, &extras, moment.now)?;
            let around = Around {
                surveys: extras::surveys(conn)?,
                stories: extras::stories(conn, moment.today)?,
                parts: part::Choices::of(conn)?,
                setups: setups::rows(&setup::all(conn)?),
                warnings: match audience {
                    Audience::Committee => Vec::new(),
                    Audience::Outside { .. } => warnings(conn, &protect(&report, audience))?,
                },
            };
            Ok((protect(&report, audience), code, around))
        })
        .await?;
    if part.is_whole() {
        for field in part::FIELDS {
            form.set(field, "");
        }
    }
    form.set("period", code);
    form.set(FOR, audience.as_str());
    if form.is_clean() {
        page.show(|shell| Activity {
            readers,
            ..Activity::new(shell, form, asked, &report, around)
        })
    } else {
        page.refuse(|shell| Activity {
            readers,
            ..Activity::new(shell, form, asked, &report, around)
        })
    }
}

impl Activity {
    fn new(
        shell: Shell,
        mut form: Form,
        asked: Asked,
        report: &ProtectedReport,
        around: Around,
    ) -> Self {
        let boxes = [FROM, TO].map(|asked| [asked.day, asked.month, asked.year]);
        let wrong_days = form.error_in(boxes.as_flattened()).is_some();
        let mut kept = Vec::new();
        if let (Asked::Days(period), true) = (asked, form.is_clean()) {
            for (question, day) in [(FROM, period.from()), (TO, period.to())] {
                question.fill(&mut form, day);
            }
            kept.extend(period::fields(period));
        }
        let mut handed = period::fields(report.period).to_vec();
        handed.extend(part::fields(&form));
        handed.extend(extras::fields(&form));
        Self {
            shell,
            periods: choices(),
            readers: Vec::new(),
            parts: around.parts,
            setups: around.setups,
            to_keep: to_keep(&form),
            reminders: vec![setups::reminder()],
            setup_notice: match form.value("setup") {
                "kept" => Some("The set-up is kept."),
                "removed" => Some("The set-up is removed."),
                _ => None,
            },
            warnings: around.warnings,
            handed_print: form.value("handed") == "print",
            restated: report.restated.map(|restated| restated.sentence()),
            closings: report.closings.iter().map(MonthClosing::sentence).collect(),
            part_kept: [part::fields(&form), extras::fields(&form)].concat(),
            worths: extras::worths(),
            surveys: around.surveys,
            stories: around.stories,
            sections: extras::sections(&report.chapters),
            part: report.part.clone(),
            kept,
            from: FROM,
            to: TO,
            own_days: matches!(asked, Asked::Days(_)) || wrong_days,
            files: Files::new(
                &query(report.period),
                report.audience,
                &(part::query(&form) + &extras::query(&form)),
            ),
            health: format!("/reports/health?{}", query(report.period)),
            form,
            caption: audience::caption(report.audience),
            handed,
            days: report.period.in_days(),
            name: report.period.name(),
            finding: report.finding(),
            headlines: figures::headlines(report),
            notes: report.notes(),
            yearly: report.yearly_comparison.clone(),
            definitions: figures::defined_above(report),
            groups: groups::groups(report),
            tables: groups::lists(report),
            charts: Charts::of(report),
            quiet: report.total().value().is_none(),
            proof: Proof::of(report),
            audience: report.audience,
        }
    }

    /// Whether everything on the page is exact, and so stays inside the bank.
    fn is_exact(&self) -> bool {
        self.audience == Audience::Committee
    }
}

/// The fields of a set-up of this page.
fn to_keep(form: &Form) -> Option<Vec<(&'static str, String)>> {
    let period = Some(form.value("period")).filter(|code| !code.is_empty())?;
    let mut fields = vec![
        ("period", period.to_owned()),
        (FOR, form.value(FOR).to_owned()),
    ];
    fields.extend(part::fields(form));
    fields.extend(extras::fields(form));
    Some(fields)
}

#[cfg(test)]
mod tests {
    use reports::activity::metric;

    use super::super::samples;
    use super::*;
    use crate::components::Link;

    fn around() -> Around {
        let parts = part::Choices {
            areas: vec![Choice::new("1", "Mill End")],
            kinds: vec![Choice::new("2", "Gardening")],
            members: vec![Choice::new("person", "Among people")],
            channels: vec![Choice::new("paper", "On paper")],
            projects: vec![Choice::new("1", "Green fingers")],
            funders: vec![Choice::new("1", "Wrensham Council")],
        };
        let warnings = vec!["These days were reported before.".to_owned()];
        let setups = vec![setups::Row {
            link: Link::new(
                "Council",
                "/reports/activity?period=last-quarter&for=outside",
            ),
            removal: "/reports/setups/7/removal".to_owned(),
            reminds: true,
        }];
        Around {
            surveys: vec![Choice::new(1, "How are you? 2026")],
            stories: vec![Choice::new(1, "Bob: It was kind")],
            parts,
            setups,
            warnings,
        }
    }

    /// As a coordinator sees it.
    fn desk() -> Shell {
        Shell {
            staff: true,
            ..Shell::sample()
        }
    }

    fn page(report: &ProtectedReport) -> String {
        let form = Form::new()
            .with("period", "last-quarter")
            .with(FOR, report.audience.as_str());
        let activity = Activity {
            readers: audience::choices(true),
            ..Activity::new(desk(), form, Asked::Nothing, report, around())
        };
        activity.render().unwrap()
    }

    fn place(html: &str, part: &str) -> usize {
        html.find(part)
            .unwrap_or_else(|| panic!("{part} is missing"))
    }

    #[test]
    fn the_finding_comes_first_and_the_proof_last() {
        let html = page(&samples::report(Audience::Committee));
        let place = |part| place(&html, part);
        assert!(place("17 members shared") < place("class=\"figures\""));
        assert!(place("class=\"figures\"") < place("Hours exchanged each month"));
        assert!(place("How members took part") < place("This report agrees with the book"));
        assert!(html.contains("40<small> h </small>00<small> min</small>"));
        assert!(html.contains("value=\"last-quarter\" selected"));
        for metric in metric::ALL {
            assert!(html.contains(metric.name), "{}", metric.id);
        }
    }

    #[test]
    fn the_committee_sees_every_figure_and_is_told_to_keep_them() {
        let html = page(&samples::report(Audience::Committee));
        assert!(html.contains("Activity report for our own committee"));
        assert!(html.contains("value=\"committee\" selected"));
        assert!(html.contains("keep it and its files inside the timebank"));
        assert!(html.contains("Any kind of help"));
        assert!(html.contains("Legal help</text>"));
        for word in [
            "class=\"masked\"",
            "ounded to",
            "fewer than",
            "class=\"inset\"",
        ] {
            assert!(!html.contains(word), "{word}");
        }
        assert!(
            !html.contains("/reports/activity/handovers"),
            "nothing is handed over"
        );
        for ending in ["xlsx", "csv", "json"] {
            let link = format!(
                "/reports/activity.{ending}?from=2026-07-01&#38;to=2026-09-30&#38;for=committee"
            );
            assert!(html.contains(&link), "{link}");
        }
    }

    #[test]
    fn readers_outside_see_words_in_place_of_small_numbers() {
        let html = page(&samples::report(Audience::OUTSIDE));
        assert!(html.contains("Activity report for funders"));
        assert!(
            !html.contains("Any kind of help"),
            "parts are for the committee"
        );
        assert!(html.contains("value=\"outside\" selected"));
        assert!(html.contains("About 15 members shared"));
        assert!(html.contains("<dd class=\"num\"><span class=\"masked\">fewer than 5</span></dd>"));
        assert!(html.contains("<span class=\"masked\">fewer than 5 people</span>"));
        assert!(html.contains("<span class=\"masked\">hidden</span>"));
        assert!(html.contains("Rounded to the nearest 5"));
        assert!(html.contains("All active members, rounded to the nearest 5"));
        assert!(html.contains("shown as “fewer than 5”"));
        assert!(html.contains("action=\"/reports/activity/handovers\" method=\"post\""));
        assert!(html.contains("name=\"from\" value=\"2026-07-01\""));
        assert!(html.contains("These days were reported before."));
        for kept_in in [
            "Legal help</text>",
            ">17<",
            "17 members",
            "figure in this report is exact",
        ] {
            assert!(!html.contains(kept_in), "{kept_in}");
        }
    }

    #[test]
    fn of_a_quiet_time_nothing_is_shown_and_the_page_says_why() {
        let html = page(&samples::quiet());
        assert!(html.contains("Too few members took part"));
        assert!(html.contains("Nothing that may be shown"));
        assert!(!html.contains("<figure"));
        assert!(!html.contains("All accounts,"));
        assert!(html.contains("class=\"proof\""));
        for figure in ["2,400", "40 hours", ">60<"] {
            assert!(!html.contains(figure), "{figure}");
        }
    }

    #[test]
    fn a_report_that_does_not_agree_is_never_presented_as_proved() {
        let mut report = samples::report(Audience::Committee);
        report.proof.matches_book = false;
        report.proof.differences = vec!["The months add up to something else.".into()];
        let html = page(&report);
        assert!(html.contains("error-summary"));
        assert!(html.contains("The months add up to something else."));
        for seal in ["seal-tick", "agrees with the book</h3>", "class=\"proof\""] {
            assert!(!html.contains(seal), "{seal}");
        }
    }

    #[test]
    fn days_without_help_have_no_charts_and_still_their_proof() {
        let mut report = samples::report(Audience::Committee);
        for metric in [&metric::EXCHANGES, &metric::MINUTES_EXCHANGED] {
            samples::set(&mut report, metric, reports::disclosure::Shown::Exact(0));
        }
        let html = page(&report);
        assert!(!html.contains("<figure"));
        assert!(html.contains("Nothing to draw"));
        assert!(html.contains("class=\"proof\""));
    }

    #[test]
    fn days_of_ones_own_stay_when_the_readers_change() {
        let report = samples::report(Audience::OUTSIDE);
        let (form, asked) = (Form::new(), Asked::Days(report.period));
        let activity = Activity::new(Shell::sample(), form, asked, &report, around());
        let html = activity.render().unwrap();
        assert!(html.contains("<input type=\"hidden\" name=\"from\" value=\"2026-07-01\">"));
        assert!(html.contains("<input type=\"hidden\" name=\"to\" value=\"2026-09-30\">"));
        assert!(html.contains("<details class=\"details\" open>"));
    }

    #[test]
    fn dates_that_are_wrong_are_said_at_their_boxes() {
        let mut form = Form::new();
        form.refuse("to_day", "Last day must be a real date");
        let report = samples::report(Audience::OUTSIDE);
        let activity = Activity::new(Shell::sample(), form, Asked::Nothing, &report, around());
        let html = activity.render().unwrap();
        assert!(html.contains("<a href=\"#to_day\">Last day must be a real date</a>"));
        assert!(html.contains("<details class=\"details\" open>"));
    }
}
