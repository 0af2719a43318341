//! The page of a statement.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use timebank::statement::Statement;

use super::lines::{Month, Whose, months};
use super::span::Span;
use crate::components::{Choice, Term};
use crate::forms::Form;
use crate::page::Shell;
use crate::words::{self, Marked, say};

/// A statement as it is read.
#[derive(Template)]
#[template(path = "statement/sheet.html")]
pub(super) struct Sheet {
    shell: Shell,
    form: Form,
    choices: Vec<Choice>,
    /// The code of the days shown, for the links.
    period: &'static str,
    whose: Whose,
    /// The address of this statement, without its query.
    path: String,
    name: String,
    /// "member W-0142-7".
    number: String,
    /// The lines of the address, for the window of an envelope.
    address: Vec<String>,
    from: Option<NaiveDate>,
    to: NaiveDate,
    /// Whether it ends today: then its last balance is what the member has.
    current: bool,
    /// What was brought forward; nothing where the statement begins with the account.
    brought_forward: i64,
    total_in: i64,
    total_out: i64,
    closing: i64,
    months: Vec<Month>,
    terms: Vec<Term>,
    made: String,
    /// The number of the book's last transfer.
    transfers: String,
    digest: String,
}

impl Sheet {
    pub(super) fn new(
        shell: Shell,
        statement: Statement,
        whose: Whose,
        span: Span,
        prefix: &str,
        made_at: DateTime<Utc>,
    ) -> Self {
        let (from, to) = span.days(shell.today);
        let Statement {
            profile,
            opening,
            total_in,
            total_out,
            closing,
            lines,
            head,
        } = statement;
        let path = match whose {
            Whose::Own => "/statement".to_owned(),
            Whose::Members => format!("/members/{}/statement", profile.id),
        };
        let choice = |span: Span| Choice::new(span.code(), span.name());
        Self {
            form: Form::new().with("period", span.code()),
            choices: Span::ALL.map(choice).to_vec(),
            period: span.code(),
            months: months(&lines, whose, &profile.name),
            terms: vec![
                Term::new("", say("statement-brought-forward"), opening),
                Term::new("+", say("statement-in"), total_in),
                Term::new("-", say("statement-out"), total_out),
                Term::new("=", say("statement-balance"), closing),
            ],
            number: say!("statement-member", number = profile.number.printed(prefix)),
            address: envelope(&profile.address, &profile.area_name, &shell.place),
            name: profile.name,
            current: to == shell.today,
            made: words::instant(made_at, shell.zone),
            transfers: words::number(i64::try_from(head.seq).unwrap_or(i64::MAX)),
            digest: head.digest.grouped(),
            brought_forward: opening,
            shell,
            whose,
            path,
            from,
            to,
            total_in,
            total_out,
            closing,
        }
    }

    fn is_own(&self) -> bool {
        self.whose == Whose::Own
    }

    /// "1 September to 22 November 2026".
    fn days(&self) -> String {
        match self.from {
            Some(from) => words::days(from, self.to),
            None => say!("statement-everything-up-to", day = words::day(self.to)),
        }
    }

    fn title(&self) -> String {
        match self.whose {
            Whose::Own => say("statement-your-statement"),
            Whose::Members => say!("statement-of", name = &self.name),
        }
    }

    /// The sentence about the balance; the middle part is the figure.
    fn has(&self) -> Marked {
        let key = match (self.whose, self.current) {
            (Whose::Own, true) => "statement-you-have",
            (Whose::Own, false) => "statement-you-had",
            (Whose::Members, true) => "statement-somebody-has",
            (Whose::Members, false) => "statement-somebody-had",
        };
        let way = if self.closing < 0 {
            "give-back"
        } else {
            "spend"
        };
        words::marked_with(
            key,
            [
                ("way", way.into()),
                ("name", (&self.name).into()),
                ("day", words::day(self.to).into()),
                ("length", words::length(self.closing).into()),
            ],
        )
    }

    /// The sentence about a balance of nought.
    fn even(&self) -> String {
        let day = words::day(self.to);
        match (self.whose, self.current) {
            (Whose::Own, true) => say("statement-your-hours-are-even"),
            (Whose::Own, false) => say!("statement-on-your-hours-were-even", day = day),
            (Whose::Members, true) => say!("statement-s-hours-are-even", name = &self.name),
            (Whose::Members, false) => say!(
                "statement-on-s-hours-were-even",
                day = day,
                name = &self.name
            ),
        }
    }

    /// Whether the account has nothing to show at all.
    fn is_blank(&self) -> bool {
        self.months.is_empty() && self.brought_forward == 0 && self.closing == 0
    }
}

/// The lines of an address; the area and the place are added where it does not name them.
fn envelope(address: &str, area: &str, place: &str) -> Vec<String> {
    let mut lines: Vec<String> = address
        .lines()
        .map(|line| line.trim().trim_end_matches(',').to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() {
        return lines;
    }
    for part in [area, place] {
        let known = address.to_lowercase().contains(&part.to_lowercase());
        if !part.is_empty() && !known {
            lines.push(part.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::lines::samples::{gave, line, received};
    use super::*;
    use crate::pages::people::samples as people;
    use timebank::statement::Line;

    fn statement(lines: Vec<Line>, opening: i64, closing: i64) -> Statement {
        let total_in = lines.iter().map(|line| line.minutes.max(0)).sum();
        let total_out = lines.iter().map(|line| line.minutes.min(0).abs()).sum();
        Statement {
            profile: people::dilys(),
            opening,
            total_in,
            total_out,
            closing,
            lines,
            head: ledger::Head::EMPTY,
        }
    }

    fn sheet(statement: Statement, whose: Whose, span: Span) -> String {
        let made_at = "2026-11-22T07:02:00Z".parse().unwrap();
        Sheet::new(Shell::sample(), statement, whose, span, "W", made_at)
            .render()
            .unwrap()
    }

    fn two_lines() -> Statement {
        let lines = vec![
            line(
                "2026-09-03",
                -90,
                -15,
                received("Tom Brindle", "Cut the hedge"),
            ),
            line("2026-10-08", 60, 45, gave("Ken Doyle", "Read letters")),
        ];
        statement(lines, 75, 45)
    }

    #[test]
    fn a_statement_brings_forward_hangs_its_months_and_rules_off() {
        let html = sheet(two_lines(), Whose::Own, Span::ThreeMonths);
        for part in [
            "1 September to 22 November 2026",
            "Dilys Prosser, member W-0023-",
            "You have <strong class=\"num\">45 minutes</strong> to spend.",
            "Brought forward on 1 September 2026",
            "<span class=\"month__name\">September 2026</span>",
            "Tom Brindle helped you<span class=\"sub\">Cut the hedge</span>",
            "\u{2212}0\u{a0}h\u{a0}15\u{a0}min",
            "Total, and balance on 22 November 2026",
            "=\u{a0}0\u{a0}h\u{a0}45\u{a0}min",
            "22 November 2026 at 7:02am",
            "0000 0000",
            "2 Tanner’s Row<br>",
            "href=\"/statement.csv?period=three-months\"",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
        assert_eq!(html.matches("<option").count(), 4);
        assert!(html.contains("value=\"three-months\" selected"));
    }

    #[test]
    fn a_coordinator_reads_the_members_name_and_goes_to_the_members_file() {
        let html = sheet(two_lines(), Whose::Members, Span::ThisYear);
        assert!(html.contains("Ken Doyle"));
        assert!(html.contains("Dilys Prosser helped Ken Doyle"));
        assert!(html.contains("Dilys Prosser has <strong"));
        assert!(html.contains("/statement.csv?period=this-year\""));
        assert!(html.contains("href=\"/members/00000000-0000-0000-0000-000000000001\""));
        assert!(!html.contains("You helped"));
    }

    #[test]
    fn a_year_that_is_over_speaks_of_its_last_day() {
        let html = sheet(statement(Vec::new(), -30, -30), Whose::Own, Span::LastYear);
        assert!(html.contains("On 31 December 2025 you had"));
        assert!(html.contains("30 minutes</strong> to give back"));
        assert!(html.contains("Brought forward on 1 January 2025"));
        assert!(html.contains("Nothing was written in these days."));
    }

    #[test]
    fn a_blank_account_says_what_its_first_line_will_be() {
        let html = sheet(statement(Vec::new(), 0, 0), Whose::Own, Span::ThreeMonths);
        assert!(html.contains("The first line goes here"));
        assert!(html.contains("Your hours are even."));
        assert!(!html.contains("<table"));
    }

    #[test]
    fn an_address_is_completed_where_it_is_short_and_not_said_twice() {
        assert_eq!(
            envelope("4 Tanner’s Row,\nMill End\n", "Mill End", "Wrensham"),
            ["4 Tanner’s Row", "Mill End", "Wrensham"]
        );
        assert!(envelope("", "Mill End", "Wrensham").is_empty());
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let typed = ["Cut the hedge", "Read letters"];
        for whose in [Whose::Own, Whose::Members] {
            for span in Span::ALL {
                let html = crate::spanish::in_spanish(&typed, || sheet(two_lines(), whose, span));
                assert!(html.contains("Extracto"));
                crate::spanish::in_spanish(&[], || sheet(statement(Vec::new(), 0, 0), whose, span));
            }
        }
    }
}
