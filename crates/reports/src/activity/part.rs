//! A part of the bank: the exchanges of an area, of a kind of help, with organisations, that came
//! one way, or that belong to a project or to somebody who pays for projects.

use std::collections::HashSet;

use rusqlite::Connection;
use timebank::activity::Attendance;
use timebank::exchange::PostedExchange;
use timebank::member::MemberKind;
use timebank::{AreaId, CategoryId, Channel, FunderId, ProjectId, category, project};

use super::metric::Scope;
use crate::words;

/// Which exchanges a report takes; all of them, unless something is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Only help received in this part of the place.
    pub area: Option<AreaId>,
    /// Only this kind of help; of a heading, also what stands under it.
    pub category: Option<CategoryId>,
    /// Only help in which an organisation took part, or only help among people.
    pub members: Option<MemberKind>,
    /// Only what came this way.
    pub channel: Option<Channel>,
    /// Only what belongs to this project.
    pub project: Option<ProjectId>,
    /// Only what belongs to projects that this one pays for.
    pub funder: Option<FunderId>,
}

impl Part {
    /// The whole bank.
    pub const WHOLE: Part = Part {
        area: None,
        category: None,
        members: None,
        channel: None,
        project: None,
        funder: None,
    };

    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        *self == Part::WHOLE
    }

    /// Whether nothing but a project or who pays for it is chosen. Such a part has a row in the
    /// report of the whole bank, and can be protected together with it.
    #[must_use]
    pub fn is_of_projects(&self) -> bool {
        let chosen = Part {
            project: None,
            funder: None,
            ..*self
        };
        !self.is_whole() && chosen.is_whole()
    }

    /// The part of it that may be shown to readers outside: a project, or what somebody pays for.
    #[must_use]
    pub const fn outside(&self) -> Part {
        Part {
            project: self.project,
            funder: self.funder,
            ..Part::WHOLE
        }
    }

    /// What is chosen, in words: `Only help received in Mill End, only Gardening`. Nothing for
    /// the whole bank. Fails where what is chosen does not exist.
    pub fn said(&self, conn: &Connection) -> timebank::Result<Option<String>> {
        let mut said = Vec::new();
        if let Some(area) = self.area {
            let areas = category::areas(conn)?;
            let name = areas.into_iter().find(|one| one.id == area);
            let name = name.ok_or(timebank::Error::NotFound("This area"))?.name;
            said.push(format!("only help received in {name}"));
        }
        if let Some(id) = self.category {
            let kind = category::get(conn, id)?;
            let under = if kind.is_heading {
                " and what stands under it"
            } else {
                ""
            };
            said.push(format!("only {}{under}", kind.name));
        }
        match self.members {
            Some(MemberKind::Person) => said.push("only help among people".to_owned()),
            Some(MemberKind::Organisation) => {
                said.push("only help that an organisation gave or received".to_owned());
            }
            None => {}
        }
        if let Some(channel) = self.channel {
            said.push(format!("only what came by: {}", words::channel(channel)));
        }
        if let Some(id) = self.project {
            said.push(format!(
                "only the project {}",
                project::get(conn, id)?.plan.name
            ));
        }
        if let Some(id) = self.funder {
            let name = project::funder(conn, id)?.name;
            said.push(format!("only projects that {name} pays for"));
        }
        let said = said.join(", ");
        Ok((!said.is_empty()).then(|| words::capital(&said)))
    }

    /// What it takes, with the kinds of help that stand under the one that is chosen now.
    pub(super) fn taking(&self, conn: &Connection) -> timebank::Result<Taking<'_>> {
        let kinds = self.category.map(|chosen| -> timebank::Result<_> {
            let headings = category::headings(conn)?.into_iter();
            let below = headings.filter(|(_, heading)| *heading == chosen);
            Ok(below.map(|(kind, _)| kind).chain([chosen]).collect())
        });
        Ok(Taking {
            part: self,
            kinds: kinds.transpose()?,
        })
    }

    /// Whether a group activity can belong to it: to an area, by who was there; to a kind of help;
    /// not to a way of recording, and not to a project.
    const fn has_activities(&self) -> bool {
        self.channel.is_none() && self.project.is_none() && self.funder.is_none()
    }

    /// Whether a figure can be counted of it.
    pub(super) fn has(&self, scope: Scope) -> bool {
        match scope {
            Scope::Bank => self.is_whole(),
            Scope::Exchanges => true,
            Scope::Attended => self.has_activities(),
        }
    }
}

/// What a part of the bank takes.
pub(super) struct Taking<'a> {
    part: &'a Part,
    /// The kinds of help; nothing for all of them.
    kinds: Option<HashSet<CategoryId>>,
}

impl Taking<'_> {
    pub(super) fn takes_attendance(&self, one: &Attendance) -> bool {
        let Taking {
            part,
            kinds: wanted,
        } = self;
        part.has_activities()
            && part.area.is_none_or(|area| one.area == Some(area))
            && wanted.as_ref().is_none_or(|wanted| {
                let kind = one.category.as_ref();
                kind.is_some_and(|kind| wanted.contains(kind))
            })
            && part.members.is_none_or(|kind| one.kind == kind)
    }

    pub(super) fn takes(&self, exchange: &PostedExchange) -> bool {
        let Taking {
            part,
            kinds: wanted,
        } = self;
        let kinds = [exchange.giver_kind, exchange.receiver_kind];
        let organisation = kinds.contains(&MemberKind::Organisation);
        part.area
            .is_none_or(|area| exchange.receiver_area == Some(area))
            && wanted.as_ref().is_none_or(|wanted| {
                let kind = exchange.category.as_ref();
                kind.is_some_and(|kind| wanted.contains(kind))
            })
            && part
                .channel
                .is_none_or(|channel| exchange.channel == channel)
            && part
                .project
                .is_none_or(|project| exchange.project == Some(project))
            && part
                .funder
                .is_none_or(|funder| exchange.funder == Some(funder))
            && part
                .members
                .is_none_or(|kind| (kind == MemberKind::Organisation) == organisation)
    }
}
