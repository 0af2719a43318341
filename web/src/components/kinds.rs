//! Kinds of help as answers: under their headings, to choose one or to look for one.

use timebank::category::Category;

use super::Choice;
use crate::words::say;

/// To choose the kind of help of something: under each heading its kinds, and last the heading
/// itself, for what none of them fits.
pub(crate) fn to_choose(kinds: &[Category]) -> Vec<Choice> {
    in_groups(kinds, |kinds, heading| {
        let below = kinds.iter().filter(|kind| !kind.is_heading);
        let mut choices: Vec<Choice> = below.map(|kind| choice(kind, heading)).collect();
        let itself = kinds.iter().filter(|kind| kind.is_heading);
        choices.extend(itself.map(|kind| {
            let label = say!("kind-something-else", heading = &kind.name);
            Choice::new(kind.id, label).under(heading)
        }));
        choices
    })
}

/// To look for what has a kind of help: under each heading first all that it holds.
pub(crate) fn to_seek(kinds: &[Category]) -> Vec<Choice> {
    in_groups(kinds, |kinds, heading| {
        let one = |kind: &Category| {
            if kind.is_heading {
                Choice::new(kind.id, all_of(&kind.name)).under(heading)
            } else {
                choice(kind, heading)
            }
        };
        kinds.iter().map(one).collect()
    })
}

/// A heading with all that stands under it.
pub(crate) fn all_of(heading: &str) -> String {
    say!("kind-all-of", heading = heading)
}

fn choice(kind: &Category, heading: &str) -> Choice {
    Choice::new(kind.id, kind.name.clone()).under(heading)
}

/// What a kind stands under in a list: its heading, or itself where it is one.
fn heading(kind: &Category) -> &str {
    if kind.is_heading {
        &kind.name
    } else {
        &kind.heading_name
    }
}

fn in_groups(
    kinds: &[Category],
    choices: impl Fn(&[Category], &str) -> Vec<Choice>,
) -> Vec<Choice> {
    kinds
        .chunk_by(|one, next| heading(one) == heading(next))
        .flat_map(|group| choices(group, heading(&group[0])))
        .collect()
}

/// The lines of a list, those under one heading together. A heading of nothing stands over lines
/// that have none.
pub(crate) fn groups(choices: &[Choice]) -> Vec<(&str, &[Choice])> {
    choices
        .chunk_by(|one, next| one.group == next.group)
        .map(|lines| (lines[0].group.as_str(), lines))
        .collect()
}

#[cfg(test)]
mod tests {
    use timebank::CategoryId;

    use super::*;

    fn kinds() -> Vec<Category> {
        let kind = |id, name: &str, heading: &str, is_heading| Category {
            id: CategoryId::new(id),
            name: name.to_owned(),
            icon: "hands".to_owned(),
            heading: (!heading.is_empty()).then_some(CategoryId::new(1)),
            heading_name: heading.to_owned(),
            is_heading,
        };
        vec![
            kind(1, "Food", "", true),
            kind(2, "Baking", "Food", false),
            kind(3, "Cooking", "Food", false),
            kind(4, "Lifts", "", false),
        ]
    }

    fn read(choices: &[Choice]) -> Vec<(&str, Vec<&str>)> {
        groups(choices)
            .into_iter()
            .map(|(heading, lines)| {
                let labels = lines.iter().map(|line| line.label.as_str());
                (heading, labels.collect())
            })
            .collect()
    }

    #[test]
    fn a_kind_is_chosen_under_its_heading_and_the_heading_last() {
        assert_eq!(
            read(&to_choose(&kinds())),
            [
                ("Food", vec!["Baking", "Cooking", "Food: something else"]),
                ("", vec!["Lifts"]),
            ]
        );
    }

    #[test]
    fn a_heading_is_looked_for_with_all_that_stands_under_it() {
        assert_eq!(
            read(&to_seek(&kinds())),
            [
                ("Food", vec!["Food (all)", "Baking", "Cooking"]),
                ("", vec!["Lifts"]),
            ]
        );
    }
}
