//! A part of the bank: what a committee chose to look at alone.

use reports::activity::Part;
use reports::disclosure::Audience;
use rusqlite::Connection;
use timebank::member::MemberKind;
use timebank::{AreaId, CategoryId, Channel, FunderId, ProjectId, category, project};

use crate::components::{Choice, kinds};
use crate::forms::Form;
use crate::page::Page;
use crate::pages::filters::encoded;

/// The questions, in forms and addresses.
pub(super) const FIELDS: [&str; 6] = ["area", "kind", "members", "channel", "project", "funder"];

/// Those that are for the committee.
const INSIDE: [&str; 4] = ["area", "kind", "members", "channel"];

/// What may be chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    pub(super) areas: Vec<Choice>,
    pub(super) kinds: Vec<Choice>,
    pub(super) members: Vec<Choice>,
    pub(super) channels: Vec<Choice>,
    pub(super) projects: Vec<Choice>,
    pub(super) funders: Vec<Choice>,
}

/// What the form chooses. Anything else means the whole bank.
pub(super) fn read(form: &Form) -> Part {
    Part {
        area: form.value("area").parse().ok().map(AreaId::new),
        category: form.value("kind").parse().ok().map(CategoryId::new),
        members: MemberKind::parse(form.value("members")),
        channel: Channel::parse(form.value("channel")),
        project: form.value("project").parse().ok().map(ProjectId::new),
        funder: form.value("funder").parse().ok().map(FunderId::new),
    }
}

/// The same for whoever asks: to readers outside only a project is shown, or what somebody pays
/// for, and coordinators alone know of projects. What is not for them is taken out of the form.
pub(super) fn of(page: &Page, audience: Audience, form: &mut Form) -> Part {
    if page.treasurer().is_err() {
        for field in FIELDS {
            form.set(field, "");
        }
    }
    read_for(audience, form)
}

/// The same for these readers.
fn read_for(audience: Audience, form: &mut Form) -> Part {
    let part = read(form);
    match audience {
        Audience::Committee => part,
        Audience::Outside { .. } => {
            for field in INSIDE {
                form.set(field, "");
            }
            part.outside()
        }
    }
}

/// The same for an address: `&area=2&channel=paper`, or nothing.
pub(super) fn query(form: &Form) -> String {
    let parts = fields(form).into_iter();
    let parts: Vec<String> = parts
        .map(|(name, value)| format!("&{name}={}", encoded(&value)))
        .collect();
    parts.concat()
}

/// The same as fields of another form.
pub(super) fn fields(form: &Form) -> Vec<(&'static str, String)> {
    let chosen = FIELDS.map(|name| (name, form.value(name).to_owned()));
    chosen
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

impl Choices {
    pub(super) fn of(conn: &Connection) -> timebank::Result<Self> {
        let areas = category::areas(conn)?.into_iter();
        let channels = [
            Channel::Web,
            Channel::Phone,
            Channel::Paper,
            Channel::InPerson,
            Channel::Import,
            Channel::Api,
            Channel::Cli,
        ];
        Ok(Self {
            areas: areas
                .map(|area| Choice::new(area.id.to_string(), area.name))
                .collect(),
            kinds: kinds::to_seek(&category::list(conn)?),
            members: vec![
                Choice::new(MemberKind::Person.as_str(), "Among people"),
                Choice::new(MemberKind::Organisation.as_str(), "With organisations"),
            ],
            channels: channels
                .map(|way| Choice::new(way.as_str(), reports::words::channel(way)))
                .to_vec(),
            projects: project::all(conn)?
                .into_iter()
                .map(|project| Choice::new(project.id, project.plan.name))
                .collect(),
            funders: project::funders(conn)?
                .into_iter()
                .map(|funder| Choice::new(funder.id, funder.name))
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_from_an_address_and_written_into_one() {
        let form = Form::new()
            .with("area", "2")
            .with("members", "organisation")
            .with("channel", "paper");
        let part = read(&form);
        assert_eq!(part.area, Some(AreaId::new(2)));
        assert_eq!(part.category, None);
        assert_eq!(part.members, Some(MemberKind::Organisation));
        assert_eq!(query(&form), "&area=2&members=organisation&channel=paper");
        let paid = Form::new().with("project", "3").with("funder", "1");
        assert_eq!(read(&paid).project, Some(ProjectId::new(3)));
        assert_eq!(read(&paid).funder, Some(FunderId::new(1)));
        assert_eq!(query(&paid), "&project=3&funder=1");
        assert!(read(&Form::new().with("area", "all")).is_whole());
        let mut both = Form::new().with("project", "3").with("area", "2");
        assert_eq!(read_for(Audience::OUTSIDE, &mut both).area, None);
        assert_eq!(query(&both), "&project=3", "an area is for the committee");
    }
}
