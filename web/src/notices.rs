//! A notice in words: one subject, a few sentences, one address to go to. The same on the page,
//! in a mail and in a letter.
//!
//! What is told is read when it is told: an exchange that has moved on meanwhile is described as
//! it stands. Every kind of notice has words of its own.

mod of_asking;
mod of_digest;
mod of_exchange;
mod of_hours;
mod of_mailing;
mod of_message;
mod of_report;
mod of_series;

pub(crate) use of_hours::friendly;

use chrono_tz::Tz;
use ledger::TransferId;
use rusqlite::Connection;
use timebank::access::Secret;
use timebank::activity;
use timebank::asking;
use timebank::exchange;
use timebank::outbox::{Notice, NoticeKind};
use timebank::series;
use timebank::{ActivityId, AskingId, ConversationId, ExchangeId, MailingId, SeriesId};

use crate::words::say;

/// What somebody is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The heading, and the subject of a mail.
    pub subject: String,
    /// What there is to know, a sentence or two.
    pub text: String,
    /// What to press.
    pub label: String,
    /// Where it leads, from the bank's address.
    pub path: String,
}

/// What became of an activity.
#[derive(Clone, Copy)]
enum ActivityNews {
    Settled,
    NotSettled,
    Cancelled,
}

/// What a kind of notice is about.
enum About {
    Exchange(of_exchange::News),
    Activity(ActivityNews),
    Asking(of_asking::News),
    Series(of_series::News),
    Hours,
    Grant,
    Balance,
    Report,
    Message,
    Mailing,
    Digest,
    Link,
}

const fn about(kind: NoticeKind) -> About {
    use of_exchange::News;
    match kind {
        NoticeKind::Proposed => About::Exchange(News::Proposed),
        NoticeKind::Agreed => About::Exchange(News::Agreed),
        NoticeKind::Allowed => About::Exchange(News::Allowed),
        NoticeKind::AnswerNeeded | NoticeKind::WrittenDown => About::Exchange(News::Logged),
        NoticeKind::Confirmed => About::Exchange(News::Confirmed),
        NoticeKind::Disputed => About::Exchange(News::Disputed),
        NoticeKind::Accepted => About::Exchange(News::Accepted),
        NoticeKind::Decided => About::Exchange(News::Decided),
        NoticeKind::Posted => About::Exchange(News::Posted),
        NoticeKind::Declined => About::Exchange(News::Declined),
        NoticeKind::Withdrawn => About::Exchange(News::Withdrawn),
        NoticeKind::Cancelled => About::Exchange(News::Cancelled),
        NoticeKind::Reminder => About::Exchange(News::Reminder),
        NoticeKind::Handed => About::Exchange(News::Handed),
        NoticeKind::Lapsed => About::Exchange(News::Lapsed),
        NoticeKind::CorrectionAsked => About::Exchange(News::CorrectionAsked),
        NoticeKind::Kept => About::Exchange(News::Kept),
        NoticeKind::Corrected => About::Exchange(News::Corrected),
        NoticeKind::Reversed => About::Exchange(News::Reversed),
        NoticeKind::Thanked => About::Exchange(News::Thanked),
        NoticeKind::Queried => About::Exchange(News::Queried),
        NoticeKind::ActivitySettled => About::Activity(ActivityNews::Settled),
        NoticeKind::ActivityTakenBack => About::Activity(ActivityNews::NotSettled),
        NoticeKind::ActivityCancelled => About::Activity(ActivityNews::Cancelled),
        NoticeKind::Welcome | NoticeKind::Gift | NoticeKind::Donation | NoticeKind::Grant => {
            About::Hours
        }
        NoticeKind::GrantDeclined => About::Grant,
        NoticeKind::LimitNote => About::Balance,
        NoticeKind::ReportDue => About::Report,
        NoticeKind::Asked => About::Asking(of_asking::News::Asked),
        NoticeKind::AskedAgain => About::Asking(of_asking::News::AskedAgain),
        NoticeKind::Introduced => About::Asking(of_asking::News::Introduced),
        NoticeKind::NobodyCould => About::Asking(of_asking::News::NobodyCould),
        NoticeKind::AskingOver => About::Asking(of_asking::News::Over),
        NoticeKind::Message => About::Message,
        NoticeKind::Mailing => About::Mailing,
        NoticeKind::Digest => About::Digest,
        NoticeKind::SeriesProposed => About::Series(of_series::News::Proposed),
        NoticeKind::SeriesAgreed => About::Series(of_series::News::Agreed),
        NoticeKind::SeriesDeclined => About::Series(of_series::News::Declined),
        NoticeKind::SeriesEnded => About::Series(of_series::News::Ended),
        NoticeKind::SeriesLapsed => About::Series(of_series::News::Lapsed),
        NoticeKind::SeriesDay => About::Series(of_series::News::Day),
        NoticeKind::SignInLink => About::Link,
    }
}

/// The words of a notice; nothing where what it told of is no longer there.
pub fn words_of(conn: &Connection, notice: &Notice, zone: Tz) -> timebank::Result<Option<Told>> {
    let Some(subject) = notice.subject else {
        return Ok(None);
    };
    let told = match about(notice.kind) {
        About::Exchange(news) => exchange::get(conn, ExchangeId::new(subject))
            .map(|exchange| of_exchange::told(news, &exchange, notice.member, zone)),
        About::Activity(what) => {
            activity::get(conn, ActivityId::new(subject)).map(|found| of_activity(what, &found))
        }
        About::Asking(news) => asking::get(conn, AskingId::new(subject))
            .map(|found| of_asking::told(news, &found, notice.member)),
        About::Series(news) => series::get(conn, SeriesId::new(subject)).map(|found| {
            let day = of_series::day_of(&found, notice);
            of_series::told(news, &found, notice.member, day)
        }),
        About::Hours => return of_hours::told(conn, notice, TransferId::new(subject)),
        About::Grant => of_hours::grant_declined(conn, TransferId::new(subject)),
        About::Balance => of_hours::balance(conn, notice.member),
        About::Mailing => of_mailing::told(conn, MailingId::new(subject)),
        About::Digest => return of_digest::told(conn, notice),
        About::Link => return Ok(Some(of_link())),
        About::Report => return Ok(of_report::told(notice)),
        About::Message => match of_message::told(conn, notice, ConversationId::new(subject)) {
            Ok(found) => return Ok(found),
            Err(error) => Err(error),
        },
    };
    match told {
        Ok(told) => Ok(Some(told)),
        Err(timebank::Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The words of several notices, in their order. The exchanges they tell of are read at once.
pub(crate) fn words_of_many(
    conn: &Connection,
    notices: &[Notice],
    zone: Tz,
) -> timebank::Result<Vec<Option<Told>>> {
    let told_of = |notice: &Notice| match (about(notice.kind), notice.subject) {
        (About::Exchange(news), Some(subject)) => Some((news, ExchangeId::new(subject))),
        _ => None,
    };
    let ids: Vec<ExchangeId> = notices.iter().filter_map(told_of).map(|of| of.1).collect();
    let exchanges = exchange::many(conn, &ids)?;
    let words = |notice: &Notice| match told_of(notice) {
        Some((news, id)) => Ok(exchanges
            .get(&id)
            .map(|exchange| of_exchange::told(news, exchange, notice.member, zone))),
        None => words_of(conn, notice, zone),
    };
    notices.iter().map(words).collect()
}

/// That somebody asked for a link to sign in. The link itself stands in the mail alone.
fn of_link() -> Told {
    Told {
        subject: say!("notice-link-asked"),
        text: say!("notice-link-went"),
        label: say!("notice-link-see"),
        path: "/me#sign-in".to_owned(),
    }
}

/// The mail with which somebody signs in.
pub(crate) fn sign_in_link(bank: &str, secret: &Secret) -> Told {
    Told {
        subject: say!("notice-sign-in-to", bank = bank),
        text: format!(
            "{}\n{}",
            say!("notice-open-this-link"),
            say!("notice-did-you-not-ask")
        ),
        label: say!("sign-in-button"),
        path: format!("/sign-in/link/{}", secret.text()),
    }
}

fn of_activity(news: ActivityNews, activity: &activity::Activity) -> Told {
    let details = &activity.details;
    let title = details.title.as_str();
    let day = crate::words::weekday(details.held_on);
    let text = match &activity.state {
        activity::ActivityState::Settled { .. } => {
            say!("notice-activity-was-on", day = day)
        }
        activity::ActivityState::Cancelled { reason }
        | activity::ActivityState::TakenBack { reason, .. } => {
            let reason = crate::words::sentence(reason);
            say!("notice-activity-was-planned", day = day, reason = reason)
        }
        activity::ActivityState::Planned => say!("notice-activity-is-planned", day = day),
    };
    Told {
        subject: match news {
            ActivityNews::Settled => say!("notice-activity-settled", title = title),
            ActivityNews::NotSettled => say!("notice-activity-not-settled", title = title),
            ActivityNews::Cancelled => say!("notice-activity-cancelled", title = title),
        },
        text,
        label: say!("notice-see-the-activity"),
        path: format!("/activities/{}", activity.id),
    }
}

#[cfg(test)]
mod tests;
