//! The kind of help: the first letters of its name, or of a word in it.

use timebank::category::Category;

use crate::components::Choice;
use crate::pages::named::Unclear;
use crate::words::say;

/// The kind that is meant. One whose name begins so goes before those with a word that does; a
/// heading is meant only where its whole name is typed.
pub(super) fn read<'a>(typed: &str, kinds: &'a [Category]) -> Result<&'a Category, Unclear> {
    let text = typed.to_lowercase();
    let whole = |kind: &&Category| kind.name.to_lowercase() == text;
    if let Some(kind) = kinds.iter().find(whole) {
        return Ok(kind);
    }
    let found: Vec<&Category> = kinds
        .iter()
        .filter(|kind| !kind.is_heading && fits(&kind.name, &text))
        .collect();
    let begins = |kind: &&Category| kind.name.to_lowercase().starts_with(&text);
    let beginning: Vec<&Category> = found.iter().copied().filter(begins).collect();
    match (beginning.as_slice(), found.as_slice()) {
        ([kind], _) | ([], [kind]) => Ok(kind),
        ([], []) => Err(Unclear::saying(say!("slips-no-kind-of-help-begins"))),
        ([], many) | (many, _) => Err(Unclear {
            message: say!("slips-choose-which-kind"),
            choices: many
                .iter()
                .map(|kind| Choice::new(&kind.name, kind.name.clone()))
                .collect(),
        }),
    }
}

fn fits(name: &str, text: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(text) || name.split_whitespace().any(|word| word.starts_with(text))
}

#[cfg(test)]
mod tests {
    use timebank::CategoryId;

    use super::*;

    fn kinds() -> Vec<Category> {
        [
            "Gardening",
            "Cooking",
            "Company and visits",
            "Sewing and mending",
            "Music",
        ]
        .into_iter()
        .zip(1..)
        .map(|(name, id)| Category {
            id: CategoryId::new(id),
            name: name.into(),
            icon: "hands".into(),
            heading: None,
            heading_name: String::new(),
            is_heading: false,
        })
        .collect()
    }

    #[test]
    fn a_few_letters_are_enough_where_they_fit_one_kind() {
        let kinds = kinds();
        for (typed, name) in [
            ("g", "Gardening"),
            ("com", "Company and visits"),
            ("visits", "Company and visits"),
            ("m", "Music"),
            ("mend", "Sewing and mending"),
            ("cooking", "Cooking"),
        ] {
            assert_eq!(read(typed, &kinds).unwrap().name, name, "{typed}");
        }
    }

    #[test]
    fn letters_that_fit_several_are_asked_about() {
        let kinds = kinds();
        let unclear = read("co", &kinds).unwrap_err();
        assert_eq!(unclear.choices.len(), 2);
        assert!(read("z", &kinds).unwrap_err().choices.is_empty());
    }
}
