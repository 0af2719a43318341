//! The lines of a statement in words: what happened, seen by the member or by a coordinator.

use chrono::{Datelike, NaiveDate};
use ledger::TransferKind;
use timebank::activity::Part;
use timebank::statement::{Line, LineKind};

use crate::words::{self, say};

/// Who reads the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The member: "You helped Ken Doyle".
    Own,
    /// A coordinator: "Joan Pellow helped Ken Doyle".
    Members,
}

/// One month of a statement, by the day on which its lines were written.
#[derive(Clone, Debug)]
pub(super) struct Month {
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
}

/// One line of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The day it happened.
    pub(super) date: String,
    /// What happened.
    pub(super) title: String,
    /// More about it; may be empty.
    pub(super) about: String,
    /// Minutes that came in.
    pub(super) incoming: Option<i64>,
    /// Minutes that went out, without a sign.
    pub(super) outgoing: Option<i64>,
    /// What was left.
    pub(super) balance: i64,
}

/// The lines by month, in the order in which they were written.
pub(super) fn months(lines: &[Line], whose: Whose, name: &str) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for line in lines {
        let month = words::month(line.written_on);
        let row = row(line, whose, name);
        match months.last_mut() {
            Some(last) if last.name == month => last.rows.push(row),
            _ => months.push(Month {
                name: month,
                rows: vec![row],
            }),
        }
    }
    months
}

fn row(line: &Line, whose: Whose, name: &str) -> Row {
    let teller = Teller { whose, name };
    let title = teller.title(line);
    let mut about: Vec<String> = about(line).into_iter().collect();
    if line.put_right {
        about.push(say("statement-put-right-by-a-later"));
    }
    if !same_month(line.done_on, line.written_on) {
        about.push(say!(
            "statement-written-on",
            day = words::day_short(line.written_on)
        ));
    }
    Row {
        date: words::day_near(line.done_on, line.written_on),
        title,
        about: about.join(". "),
        incoming: (line.minutes > 0).then_some(line.minutes),
        outgoing: (line.minutes < 0).then_some(line.minutes.abs()),
        balance: line.balance,
    }
}

fn same_month(one: NaiveDate, other: NaiveDate) -> bool {
    (one.year(), one.month()) == (other.year(), other.month())
}

struct Teller<'a> {
    whose: Whose,
    name: &'a str,
}

impl Teller<'_> {
    fn title(&self, line: &Line) -> String {
        match &line.kind {
            LineKind::Gave { to, .. } => self.told("statement-gave", to),
            LineKind::Received { from, .. } => self.told("statement-received", from),
            LineKind::TakenBack { with, .. } => {
                let day = words::day_near(line.done_on, line.written_on);
                say!("statement-put-right", day = day, with = with)
            }
            LineKind::Activity { part, .. } => match part {
                Some(Part::Leader) => self.told("statement-led", ""),
                Some(Part::Attendee) => self.told("statement-came-to", ""),
                None => self.told("statement-paid-for", ""),
            },
            LineKind::Other(kind) => other(*kind, line.minutes),
        }
    }

    /// What happened between whoever the statement is of and somebody else.
    fn told(&self, key: &'static str, other: &str) -> String {
        let whose = match self.whose {
            Whose::Own => "own",
            Whose::Members => "members",
        };
        words::say_with(
            key,
            [
                ("whose", whose.into()),
                ("name", self.name.into()),
                ("other", other.into()),
            ],
        )
    }
}

/// What it was about, where that is known.
fn about(line: &Line) -> Option<String> {
    let told = match &line.kind {
        LineKind::Gave { what, .. }
        | LineKind::Received { what, .. }
        | LineKind::Activity { what, .. } => what.clone(),
        LineKind::TakenBack { what, reason, .. } if reason.is_empty() => {
            say!("statement-taken-back", what = what)
        }
        LineKind::TakenBack { reason, .. } => say!("statement-taken-back", what = reason),
        LineKind::Other(_) => line.words.clone(),
    };
    let told = told.trim_end_matches('.');
    (!told.is_empty()).then(|| told.to_owned())
}

/// A movement that is not an exchange.
fn other(kind: TransferKind, minutes: i64) -> String {
    let came_in = minutes > 0;
    match kind {
        TransferKind::Help if came_in => say("statement-help-given"),
        TransferKind::Help => say("statement-help-received"),
        TransferKind::Gift if came_in => say("statement-a-gift-of-hours"),
        TransferKind::Gift => say("statement-gift-to-another-member"),
        TransferKind::Grant if came_in => say("statement-from-the-community-pot"),
        TransferKind::Grant => say("statement-given-back-to-the-community"),
        TransferKind::Donation => say("statement-gift-to-the-community-pot"),
        TransferKind::Welcome => say("statement-welcome-hours"),
        TransferKind::Event => say("statement-community-event"),
        TransferKind::Expiry => say("statement-hours-that-lapsed"),
        TransferKind::Settlement => say("statement-settled-when-a-membership-ended"),
        TransferKind::Opening => say("statement-brought-from-the-old-system"),
        TransferKind::Reversal => say("statement-put-right-an-earlier-line"),
    }
}

#[cfg(test)]
pub(super) mod samples {
    use chrono::NaiveDate;
    use timebank::ExchangeId;
    use timebank::statement::{Line, LineKind};
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A line that was written on the day it tells of.
    pub(crate) fn line(on: &str, minutes: i64, balance: i64, kind: LineKind) -> Line {
        Line {
            written_on: day(on),
            done_on: day(on),
            minutes,
            balance,
            kind,
            put_right: false,
            words: String::new(),
            seq: 1,
        }
    }

    pub(crate) fn gave(to: &str, what: &str) -> LineKind {
        LineKind::Gave {
            to: to.to_owned(),
            what: what.to_owned(),
            exchange: ExchangeId::new(Uuid::nil()),
        }
    }

    pub(crate) fn received(from: &str, what: &str) -> LineKind {
        LineKind::Received {
            from: from.to_owned(),
            what: what.to_owned(),
            exchange: ExchangeId::new(Uuid::nil()),
        }
    }

    pub(crate) fn taken_back(with: &str, what: &str, reason: &str) -> LineKind {
        LineKind::TakenBack {
            with: with.to_owned(),
            what: what.to_owned(),
            exchange: ExchangeId::new(Uuid::nil()),
            reason: reason.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{gave, line, received, taken_back};
    use super::*;

    fn told(line: &Line) -> (String, String) {
        let row = row(line, Whose::Own, "Ann Whitcombe");
        (row.title, row.about)
    }

    #[test]
    fn help_is_told_from_the_side_of_whoever_reads() {
        let out = line("2026-09-08", 60, 45, gave("Ken Doyle", "Read letters"));
        let back = line("2026-09-03", -90, -15, received("Tom Brindle", "Hedge"));
        assert_eq!(
            told(&out),
            ("You helped Ken Doyle".into(), "Read letters".into())
        );
        assert_eq!(told(&back).0, "Tom Brindle helped you");
        let seen = |line| row(line, Whose::Members, "Joan Pellow").title;
        assert_eq!(seen(&out), "Joan Pellow helped Ken Doyle");
        assert_eq!(seen(&back), "Tom Brindle helped Joan Pellow");
    }

    #[test]
    fn what_was_taken_back_says_which_line_it_puts_right_and_why() {
        let mut back = line(
            "2026-10-20",
            -90,
            165,
            taken_back("Ivy Lander", "Company", "It was 1 hour."),
        );
        back.written_on = "2026-10-24".parse().unwrap();
        let expected = (
            "Put right: 20 October, Ivy Lander",
            "Taken back: It was 1 hour",
        );
        assert_eq!(told(&back), (expected.0.into(), expected.1.into()));
        back.kind = taken_back("Ivy Lander", "Company", "");
        assert_eq!(told(&back).1, "Taken back: Company");
    }

    #[test]
    fn a_line_that_was_put_right_says_so() {
        let mut wrong = line("2026-10-20", 90, 255, gave("Ivy Lander", "Company"));
        wrong.put_right = true;
        assert_eq!(told(&wrong).1, "Company. Put right by a later line");
    }

    #[test]
    fn every_other_movement_has_a_name() {
        let name = |kind, minutes| other(kind, minutes);
        assert_eq!(name(TransferKind::Welcome, 120), "Welcome hours");
        assert_eq!(
            name(TransferKind::Donation, -30),
            "Gift to the community pot"
        );
        assert_eq!(name(TransferKind::Grant, 30), "From the community pot");
        assert_eq!(name(TransferKind::Gift, 30), "A gift of hours");
        assert_eq!(
            name(TransferKind::Opening, -30),
            "Brought from the old system"
        );
        for kind in TransferKind::ALL {
            assert!(!name(kind, 1).is_empty() && !name(kind, -1).is_empty());
        }
    }

    #[test]
    fn months_go_by_the_day_of_writing_and_dates_by_the_day_of_doing() {
        let mut late = line("2025-12-30", 60, 60, gave("Ken Doyle", "Letters"));
        late.written_on = "2026-01-02".parse().unwrap();
        let lines = [
            late,
            line("2026-01-05", 60, 120, gave("Ken Doyle", "Letters")),
            line(
                "2026-02-05",
                -30,
                90,
                LineKind::Other(TransferKind::Donation),
            ),
        ];
        let months = months(&lines, Whose::Own, "Ann");
        let names: Vec<_> = months.iter().map(|month| &*month.name).collect();
        assert_eq!(names, ["January 2026", "February 2026"]);
        assert_eq!(months[0].rows[0].date, "30 December 2025");
        assert_eq!(months[0].rows[0].about, "Letters. Written on 2 January");
        assert_eq!(months[0].rows[1].date, "5 January");
        assert_eq!(months[1].rows[0].outgoing, Some(30));
        assert_eq!(months[1].rows[0].incoming, None);
    }
}
