//! A part of the bank: what a committee chose to look at alone.

use reports::activity::Part;
use rusqlite::Connection;
use timebank::member::MemberKind;
use timebank::{AreaId, CategoryId, Channel, category};

use crate::components::Choice;
use crate::forms::Form;
use crate::pages::filters::encoded;

/// The questions, in forms and addresses.
pub(super) const FIELDS: [&str; 4] = ["area", "kind", "members", "channel"];

/// What may be chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    pub(super) areas: Vec<Choice>,
    pub(super) kinds: Vec<Choice>,
    pub(super) members: Vec<Choice>,
    pub(super) channels: Vec<Choice>,
}

/// What the form chooses. Anything else means the whole bank.
pub(super) fn read(form: &Form) -> Part {
    Part {
        area: form.value("area").parse().ok().map(AreaId::new),
        category: form.value("kind").parse().ok().map(CategoryId::new),
        members: MemberKind::parse(form.value("members")),
        channel: Channel::parse(form.value("channel")),
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
        let kinds = category::list(conn)?.into_iter();
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
            kinds: kinds
                .map(|kind| Choice::new(kind.id.to_string(), kind.name))
                .collect(),
            members: vec![
                Choice::new(MemberKind::Person.as_str(), "Among people"),
                Choice::new(MemberKind::Organisation.as_str(), "With organisations"),
            ],
            channels: channels
                .map(|way| Choice::new(way.as_str(), reports::words::channel(way)))
                .to_vec(),
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
        assert!(read(&Form::new().with("area", "all")).is_whole());
    }
}
