//! Topics of notices, the ways they reach a member, and how long a mail is tried again.

use chrono::{DateTime, TimeDelta, Utc};

use crate::ids::MemberId;
use crate::outbox::{Notice, NoticeKind};

/// What a notice is about, as coarsely as members choose by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Somebody waits for the member's answer.
    Answer,
    /// What became of an exchange the member took part in.
    Outcome,
    /// Hours came or went without an exchange: gifts, grants, welcome hours.
    Hours,
    /// Somebody wrote to the member.
    Message,
    /// The coordinators wrote to many.
    News,
}

impl Topic {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Answer,
        Self::Outcome,
        Self::Hours,
        Self::Message,
        Self::News,
    ];

    /// The topic of a kind of notice.
    #[must_use]
    pub const fn of(kind: NoticeKind) -> Self {
        use NoticeKind as Kind;
        match kind {
            Kind::Proposed
            | Kind::AnswerNeeded
            | Kind::Disputed
            | Kind::Reminder
            | Kind::Handed
            | Kind::CorrectionAsked
            | Kind::Queried
            | Kind::ReportDue
            | Kind::Asked
            | Kind::AskedAgain
            | Kind::SeriesProposed
            | Kind::SeriesDay
            | Kind::SignInLink => Self::Answer,
            Kind::Agreed
            | Kind::Allowed
            | Kind::WrittenDown
            | Kind::Confirmed
            | Kind::Accepted
            | Kind::Decided
            | Kind::Posted
            | Kind::Declined
            | Kind::Withdrawn
            | Kind::Cancelled
            | Kind::Lapsed
            | Kind::Kept
            | Kind::Corrected
            | Kind::Reversed
            | Kind::Thanked
            | Kind::ActivityCancelled
            | Kind::Introduced
            | Kind::NobodyCould
            | Kind::AskingOver
            | Kind::SeriesAgreed
            | Kind::SeriesDeclined
            | Kind::SeriesEnded
            | Kind::SeriesLapsed => Self::Outcome,
            Kind::ActivitySettled
            | Kind::ActivityTakenBack
            | Kind::Welcome
            | Kind::Gift
            | Kind::Donation
            | Kind::Grant
            | Kind::GrantDeclined
            | Kind::LimitNote => Self::Hours,
            Kind::Message => Self::Message,
            Kind::Mailing | Kind::Digest => Self::News,
        }
    }

    /// Its code in the file and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Outcome => "outcome",
            Self::Hours => "hours",
            Self::Message => "message",
            Self::News => "news",
        }
    }

    pub(super) const fn place(self) -> usize {
        self as usize
    }
}

/// How a member is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By e-mail; the notice stands in the bank as well.
    Mail,
    /// By post: a coordinator prints it.
    Letter,
    /// In the bank only.
    Here,
}

impl Way {
    /// Its code in the file and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Letter => "letter",
            Self::Here => "here",
        }
    }

    /// The way with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Mail, Self::Letter, Self::Here]
            .into_iter()
            .find(|way| way.as_str() == code)
    }
}

/// How one member wants to be told of each topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices([Way; Topic::ALL.len()]);

impl Choices {
    /// Before anything is chosen: by mail. Without an address that is “in the bank only”.
    pub const USUAL: Self = Self([Way::Mail; Topic::ALL.len()]);

    /// The way for a topic.
    #[must_use]
    pub const fn way(self, topic: Topic) -> Way {
        self.0[topic.place()]
    }

    /// The same choices but for one topic.
    #[must_use]
    pub const fn with(mut self, topic: Topic, way: Way) -> Self {
        self.0[topic.place()] = way;
        self
    }
}

/// Why a mail is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The mail server could not be reached.
    Unreachable,
    /// The mail server said “not now”.
    PutOff,
    /// The mail server will not take it: an address that does not exist, as a rule.
    Refused,
    /// The address cannot be written to at all.
    BadAddress,
    /// The line broke after the mail had been handed over and before the answer: it may have
    /// arrived, so it is not sent again unasked.
    Unsure,
    /// What it told of is no longer there.
    Gone,
}

impl Trouble {
    const ALL: [Self; 6] = [
        Self::Unreachable,
        Self::PutOff,
        Self::Refused,
        Self::BadAddress,
        Self::Unsure,
        Self::Gone,
    ];

    /// Its code in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::PutOff => "put_off",
            Self::Refused => "refused",
            Self::BadAddress => "bad_address",
            Self::Unsure => "unsure",
            Self::Gone => "gone",
        }
    }

    /// The trouble with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|trouble| trouble.as_str() == code)
    }

    /// When it is tried again after so many attempts; never for troubles that time does not
    /// mend, and not after a day and a half.
    #[must_use]
    pub fn next_try(self, attempts: u32) -> Option<TimeDelta> {
        if !matches!(self, Self::Unreachable | Self::PutOff) {
            return None;
        }
        let minutes = match attempts {
            0 | 1 => 1,
            2 => 5,
            3 => 30,
            4 => 2 * 60,
            5 => 8 * 60,
            6 => 24 * 60,
            _ => return None,
        };
        Some(TimeDelta::minutes(minutes))
    }
}

/// A notice that is to leave the bank, and to whom.
#[derive(Clone, Debug)]
pub struct Errand {
    /// What is to be told.
    pub notice: Notice,
    /// The member's whole name.
    pub name: String,
    /// The name for a greeting.
    pub greeting: String,
    /// The e-mail address now.
    pub email: Option<String>,
    /// The postal address now; may be empty.
    pub address: String,
    /// How often it has been tried, this time included.
    pub attempts: u32,
}

/// A mail that did not arrive, for a coordinator.
#[derive(Clone, Debug)]
pub struct Undelivered {
    /// The notice's place in the outbox.
    pub notice: i64,
    /// Whom it was for.
    pub member: MemberId,
    /// The member's name.
    pub name: String,
    /// The kind of notice.
    pub kind: NoticeKind,
    /// Why.
    pub trouble: Trouble,
    /// How often it was tried.
    pub attempts: u32,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Whether it will be tried again by itself.
    pub tried_again: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_for_a_day_and_a_half_and_then_given_up() {
        let waits: Vec<i64> = (1..)
            .map_while(|attempts| Trouble::PutOff.next_try(attempts))
            .map(|wait| wait.num_minutes())
            .collect();
        assert_eq!(waits, [1, 5, 30, 120, 480, 1440]);
    }

    #[test]
    fn what_may_have_arrived_or_never_will_is_not_tried_again() {
        for trouble in [
            Trouble::Refused,
            Trouble::BadAddress,
            Trouble::Unsure,
            Trouble::Gone,
        ] {
            assert_eq!(trouble.next_try(1), None, "{}", trouble.as_str());
        }
    }

    #[test]
    fn whatever_waits_for_an_answer_is_told_as_the_member_chose_for_answers() {
        let of = |topic| NoticeKind::ALL.map(|kind| (kind, Topic::of(kind) == topic));
        let chosen = |topic| {
            let all = of(topic).into_iter();
            all.filter(|(_, is)| *is)
                .map(|(kind, _)| kind.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            chosen(Topic::Answer),
            [
                "exchange.proposed",
                "exchange.answer_needed",
                "exchange.disputed",
                "exchange.reminder",
                "exchange.handed",
                "exchange.correction_asked",
                "exchange.queried",
                "report.due",
                "asking.asked",
                "asking.asked_again",
                "series.proposed",
                "series.day",
                "access.link",
            ]
        );
        assert_eq!(
            chosen(Topic::Hours),
            [
                "activity.settled",
                "activity.taken_back",
                "hours.welcome",
                "hours.gift",
                "hours.donation",
                "hours.grant",
                "hours.grant_declined",
                "hours.limit_note",
            ]
        );
    }

    #[test]
    fn every_code_reads_back() {
        for trouble in Trouble::ALL {
            assert_eq!(Trouble::parse(trouble.as_str()), Some(trouble));
        }
        for way in [Way::Mail, Way::Letter, Way::Here] {
            assert_eq!(Way::parse(way.as_str()), Some(way));
        }
        let choices = Choices::USUAL.with(Topic::Hours, Way::Letter);
        assert_eq!(choices.way(Topic::Hours), Way::Letter);
        assert_eq!(choices.way(Topic::Answer), Way::Mail);
    }
}
