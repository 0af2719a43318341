//! Every kind of notice that this program writes. Whoever puts notices into words does so with a
//! `match` over this list: a new kind without words does not build.

/// What a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// Somebody would like to give or receive help, and asks.
    Proposed,
    /// Both would like to.
    Agreed,
    /// A coordinator has looked at what two arranged.
    Allowed,
    /// Hours were written down; as a rule the one who is told is asked to confirm them.
    AnswerNeeded,
    /// Hours were written down on both people's word.
    WrittenDown,
    /// Hours are confirmed.
    Confirmed,
    /// The other one says that something is wrong.
    Disputed,
    /// The other one says that the claimed length is right.
    Accepted,
    /// A coordinator decided a dispute.
    Decided,
    /// Approved: it stands in the book.
    Posted,
    /// Refused by whoever was asked, or by a coordinator.
    Declined,
    /// Taken back before it was approved.
    Withdrawn,
    /// Called off before it was done.
    Cancelled,
    /// It still waits for whoever is told.
    Reminder,
    /// It is whoever is told who looks after it from now on.
    Handed,
    /// Its time passed without an answer.
    Lapsed,
    /// To coordinators: somebody asks to put right what stands in the book.
    CorrectionAsked,
    /// A coordinator looked at what was asked, and it stays.
    Kept,
    /// Put right in the book.
    Corrected,
    /// Taken back in the book.
    Reversed,
    /// Whoever received the help says thank you.
    Thanked,
    /// A coordinator has a question before it is approved.
    Queried,
    /// The hours of an activity are in the book.
    ActivitySettled,
    /// The hours of an activity were taken back.
    ActivityTakenBack,
    /// An activity will not happen.
    ActivityCancelled,
    /// Hours to begin with.
    Welcome,
    /// Hours from another member.
    Gift,
    /// Hours given to the pot.
    Donation,
    /// Hours out of the pot.
    Grant,
    /// To whoever proposed a grant: somebody else declined it. Its subject is the grant.
    GrantDeclined,
    /// The balance went beyond one of the bank's notes. Its subject is the member.
    LimitNote,
    /// To coordinators: the days of a report that is handed over regularly are over.
    ReportDue,
    /// A neighbour asks whether they could help with a request. Its subject is the asking, as of
    /// the four below.
    Asked,
    /// It still waits for their answer.
    AskedAgain,
    /// A coordinator asked others for whoever made the request.
    Introduced,
    /// To whoever asked: nobody could help this time.
    NobodyCould,
    /// To those who had not answered: it is settled without them.
    AskingOver,
    /// Somebody wrote about an exchange or a listing. Its subject is the conversation.
    Message,
    /// A coordinator wrote to many. Its subject is the mailing.
    Mailing,
    /// What is new, for those who asked for it. Its subject is the member.
    Digest,
    /// Somebody would like to help, or be helped, regularly. Its subject is the regular
    /// arrangement, as of the five below.
    SeriesProposed,
    /// The other one would like to.
    SeriesAgreed,
    /// The other one would rather not.
    SeriesDeclined,
    /// One of the two ended it.
    SeriesEnded,
    /// The other one did not answer in time.
    SeriesLapsed,
    /// A day of it has been: did it happen?
    SeriesDay,
    /// Somebody asked for a link to sign in. Its subject is the member; the mail holds the link.
    SignInLink,
}

impl NoticeKind {
    /// All kinds.
    pub const ALL: [Self; 47] = [
        Self::Proposed,
        Self::Agreed,
        Self::Allowed,
        Self::AnswerNeeded,
        Self::WrittenDown,
        Self::Confirmed,
        Self::Disputed,
        Self::Accepted,
        Self::Decided,
        Self::Posted,
        Self::Declined,
        Self::Withdrawn,
        Self::Cancelled,
        Self::Reminder,
        Self::Handed,
        Self::Lapsed,
        Self::CorrectionAsked,
        Self::Kept,
        Self::Corrected,
        Self::Reversed,
        Self::Thanked,
        Self::Queried,
        Self::ActivitySettled,
        Self::ActivityTakenBack,
        Self::ActivityCancelled,
        Self::Welcome,
        Self::Gift,
        Self::Donation,
        Self::Grant,
        Self::GrantDeclined,
        Self::LimitNote,
        Self::ReportDue,
        Self::Asked,
        Self::AskedAgain,
        Self::Introduced,
        Self::NobodyCould,
        Self::AskingOver,
        Self::Message,
        Self::Mailing,
        Self::Digest,
        Self::SeriesProposed,
        Self::SeriesAgreed,
        Self::SeriesDeclined,
        Self::SeriesEnded,
        Self::SeriesLapsed,
        Self::SeriesDay,
        Self::SignInLink,
    ];

    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "exchange.proposed",
            Self::Agreed => "exchange.agreed",
            Self::Allowed => "exchange.allowed",
            Self::AnswerNeeded => "exchange.answer_needed",
            Self::WrittenDown => "exchange.written_down",
            Self::Confirmed => "exchange.confirmed",
            Self::Disputed => "exchange.disputed",
            Self::Accepted => "exchange.accepted",
            Self::Decided => "exchange.decided",
            Self::Posted => "exchange.posted",
            Self::Declined => "exchange.declined",
            Self::Withdrawn => "exchange.withdrawn",
            Self::Cancelled => "exchange.cancelled",
            Self::Reminder => "exchange.reminder",
            Self::Handed => "exchange.handed",
            Self::Lapsed => "exchange.lapsed",
            Self::CorrectionAsked => "exchange.correction_asked",
            Self::Kept => "exchange.kept",
            Self::Corrected => "exchange.corrected",
            Self::Reversed => "exchange.reversed",
            Self::Thanked => "exchange.thanked",
            Self::Queried => "exchange.queried",
            Self::ActivitySettled => "activity.settled",
            Self::ActivityTakenBack => "activity.taken_back",
            Self::ActivityCancelled => "activity.cancelled",
            Self::Welcome => "hours.welcome",
            Self::Gift => "hours.gift",
            Self::Donation => "hours.donation",
            Self::Grant => "hours.grant",
            Self::GrantDeclined => "hours.grant_declined",
            Self::LimitNote => "hours.limit_note",
            Self::ReportDue => "report.due",
            Self::Asked => "asking.asked",
            Self::AskedAgain => "asking.asked_again",
            Self::Introduced => "asking.introduced",
            Self::NobodyCould => "asking.nobody",
            Self::AskingOver => "asking.over",
            Self::Message => "conversation.message",
            Self::Mailing => "mailing.sent",
            Self::Digest => "digest",
            Self::SeriesProposed => "series.proposed",
            Self::SeriesAgreed => "series.agreed",
            Self::SeriesDeclined => "series.declined",
            Self::SeriesEnded => "series.ended",
            Self::SeriesLapsed => "series.lapsed",
            Self::SeriesDay => "series.day",
            Self::SignInLink => "access.link",
        }
    }

    pub(crate) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_its_own_kind() {
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::parse(kind.as_str()), Some(kind));
        }
    }
}
