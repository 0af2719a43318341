//! A part of the bank: the exchanges of an area, of a kind of help, with organisations, that came
//! one way, or that belong to a project or to somebody who pays for projects.

use rusqlite::Connection;
use timebank::exchange::PostedExchange;
use timebank::member::MemberKind;
use timebank::{AreaId, CategoryId, Channel, FunderId, ProjectId, category, project};

use crate::words;

/// Which exchanges a report takes; all of them, unless something is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Only help received in this part of the place.
    pub area: Option<AreaId>,
    /// Only this kind of help.
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
            said.push(format!("only {}", category::get(conn, id)?.name));
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

    pub(super) fn takes(&self, exchange: &PostedExchange) -> bool {
        let kinds = [exchange.giver_kind, exchange.receiver_kind];
        let organisation = kinds.contains(&MemberKind::Organisation);
        self.area
            .is_none_or(|area| exchange.receiver_area == Some(area))
            && self
                .category
                .is_none_or(|kind| exchange.category == Some(kind))
            && self
                .channel
                .is_none_or(|channel| exchange.channel == channel)
            && self
                .project
                .is_none_or(|project| exchange.project == Some(project))
            && self
                .funder
                .is_none_or(|funder| exchange.funder == Some(funder))
            && self
                .members
                .is_none_or(|kind| (kind == MemberKind::Organisation) == organisation)
    }
}
