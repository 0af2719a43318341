//! What can stand on To do: the sections whose entries are looked after one by one.

use std::str::FromStr;

use crate::words::say;
use rusqlite::Connection;
use timebank::desk::About;
use timebank::{
    ActivityId, ApplicationId, Error, ExchangeId, ListingId, MemberId, activity, exchange, joining,
    listing, member,
};
use uuid::Uuid;

/// A section of To do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Topic {
    /// Somebody says that something is wrong.
    Disputes,
    /// Nobody has answered.
    Answers,
    /// People want to join.
    Joining,
    /// Requests nobody has answered.
    Requests,
    /// Members who have never exchanged anything.
    Unstarted,
    /// Members who have not for a while.
    Quiet,
    /// Activities that are over and not settled.
    Activities,
    /// People who apply on the public page.
    Applications,
    /// Members whose checks run out.
    Checks,
    /// Members who want to be rung, and for whom there is something.
    Ring,
    /// Members who are to be asked again how they are best reached.
    Needs,
}

impl Topic {
    const ALL: [Self; 11] = [
        Self::Disputes,
        Self::Answers,
        Self::Joining,
        Self::Requests,
        Self::Unstarted,
        Self::Quiet,
        Self::Activities,
        Self::Applications,
        Self::Checks,
        Self::Ring,
        Self::Needs,
    ];

    /// The code in addresses and in the file.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Disputes => "disputes",
            Self::Answers => "answers",
            Self::Joining => "joining",
            Self::Requests => "requests",
            Self::Unstarted => "unstarted",
            Self::Quiet => "quiet",
            Self::Activities => "activities",
            Self::Applications => "applications",
            Self::Checks => "checks",
            Self::Ring => "ring",
            Self::Needs => "needs",
        }
    }

    /// Why it stands on To do.
    pub(super) fn name(self) -> String {
        match self {
            Self::Disputes => say("tending-something-is-wrong"),
            Self::Answers => say("tending-waits-for-an-answer"),
            Self::Joining => say("tending-asked-to-join"),
            Self::Requests => say("tending-nobody-has-answered"),
            Self::Unstarted => say("tending-has-not-begun"),
            Self::Quiet => say("tending-quiet-for-a-while"),
            Self::Activities => say("tending-over-and-not-settled"),
            Self::Applications => say("tending-would-like-to-join"),
            Self::Checks => say("tending-a-check-runs-out"),
            Self::Ring => say("tending-would-rather-be-rung"),
            Self::Needs => say("tending-to-be-asked-again"),
        }
    }

    /// The button that leads to its own page.
    pub(super) fn open(self) -> String {
        match self {
            Self::Disputes | Self::Answers => say("tending-open-the-exchange"),
            Self::Joining | Self::Unstarted | Self::Quiet | Self::Ring | Self::Needs => {
                say("tending-open-the-members-page")
            }
            Self::Requests => say("tending-open-the-request"),
            Self::Activities => say("tending-open-the-activity"),
            Self::Applications => say("tending-open-the-application"),
            Self::Checks => say("tending-open-the-checks"),
        }
    }

    /// What a note about it is about.
    pub(super) const fn about(self, id: Uuid) -> About {
        match self {
            Self::Disputes | Self::Answers => About::Exchange(ExchangeId::new(id)),
            Self::Requests => About::Listing(ListingId::new(id)),
            Self::Activities => About::Activity(ActivityId::new(id)),
            Self::Applications => About::Application(ApplicationId::new(id)),
            Self::Joining
            | Self::Unstarted
            | Self::Quiet
            | Self::Checks
            | Self::Ring
            | Self::Needs => About::Member(MemberId::new(id)),
        }
    }
}

impl FromStr for Topic {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|topic| topic.code() == code)
            .ok_or(())
    }
}

/// What it is called, whom to ring, and where its own page is.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    pub(super) title: String,
    pub(super) path: String,
    pub(super) phones: Vec<(String, String)>,
}

impl Subject {
    pub(super) fn read(conn: &Connection, about: About) -> timebank::Result<Self> {
        let phone = |id: MemberId| -> timebank::Result<Option<(String, String)>> {
            let profile = member::get(conn, id)?;
            Ok((!profile.phone.is_empty()).then_some((profile.name, profile.phone)))
        };
        Ok(match about {
            About::Member(id) => Self {
                title: member::get(conn, id)?.name,
                path: format!("/members/{id}"),
                phones: phone(id)?.into_iter().collect(),
            },
            About::Exchange(id) => {
                let exchange = exchange::get(conn, id)?;
                let both = [phone(exchange.giver.id)?, phone(exchange.receiver.id)?];
                Self {
                    title: say!(
                        "tending-helped",
                        giver = &exchange.giver.name,
                        receiver = &exchange.receiver.name
                    ),
                    path: format!("/exchanges/{id}"),
                    phones: both.into_iter().flatten().collect(),
                }
            }
            About::Listing(id) => {
                let listing = listing::get(conn, id)?;
                Self {
                    phones: phone(listing.member)?.into_iter().collect(),
                    title: listing.title,
                    path: format!("/listings/{id}"),
                }
            }
            About::Activity(id) => Self {
                title: activity::get(conn, id)?.details.title,
                path: format!("/activities/{id}"),
                phones: Vec::new(),
            },
            About::Application(id) => {
                let application = joining::get(conn, id)?;
                let (title, phone) = (application.name(), application.answers.phone);
                Self {
                    phones: if phone.is_empty() {
                        Vec::new()
                    } else {
                        vec![(title.clone(), phone)]
                    },
                    title,
                    path: format!("/applications/{id}"),
                }
            }
        })
    }
}

/// Nothing that stands on To do has such an address.
pub(super) const NOT_HERE: Error = Error::NotFound("This");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn every_topic_is_read_back_from_its_code() {
        for topic in Topic::ALL {
            assert_eq!(topic.code().parse(), Ok(topic));
        }
        assert_eq!("approvals".parse::<Topic>(), Err(()));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let said = Topic::ALL.map(|topic| format!("{}. {}.", topic.name(), topic.open()));
            said.join(" ")
        });
    }
}
