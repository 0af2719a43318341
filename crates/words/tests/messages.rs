//! Every message exists in every language, is about the same values in each, and can be said.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its files cannot be read"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use words::{Language, Value, say_with, speaking};

/// The values that the messages of a language are given, by key.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("locales")
        .join(language.tag());
    let mut found = BTreeMap::new();
    for file in files(&folder).unwrap() {
        let mut key = String::new();
        for line in fs::read_to_string(&file).unwrap().lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                let (name, _) = line.split_once(" =").unwrap_or_else(|| panic!("{line}"));
                name.clone_into(&mut key);
                let before = found.insert(key.clone(), BTreeSet::new());
                assert!(
                    before.is_none(),
                    "{key} stands twice, once in {}",
                    file.display()
                );
            }
            if line.starts_with('#') {
                continue;
            }
            for rest in line.split('$').skip(1) {
                let name = rest
                    .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                    .next()
                    .unwrap_or_default();
                found
                    .entry(key.clone())
                    .or_default()
                    .insert(name.to_owned());
            }
        }
    }
    assert!(!found.is_empty());
    found
}

fn files(folder: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    let mut files: Vec<_> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    files.sort();
    Ok(files)
}

#[test]
fn every_language_has_the_same_messages_about_the_same_values() {
    let english = messages(Language::English);
    for language in Language::ALL {
        let own = messages(language);
        let missing: Vec<_> = english
            .keys()
            .filter(|key| !own.contains_key(*key))
            .collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
        let more: Vec<_> = own
            .keys()
            .filter(|key| !english.contains_key(*key))
            .collect();
        assert!(
            more.is_empty(),
            "{language:?} has {more:?} and English has not"
        );
        for (key, values) in &own {
            let unknown: Vec<_> = values.difference(&english[key]).collect();
            assert!(
                unknown.is_empty(),
                "{key} in {language:?} is about {unknown:?}"
            );
        }
    }
}

#[test]
fn every_message_can_be_said_in_every_language_for_none_one_and_many() {
    let english = messages(Language::English);
    for language in Language::ALL {
        for (key, names) in &english {
            for number in [0, 1, 2, 5, 1_000_000] {
                // A message takes at most six values; those it does not know are left alone.
                let mut values: [(&'static str, Value); 6] =
                    std::array::from_fn(|_| ("nothing", Value::Number(0)));
                assert!(names.len() <= values.len(), "{key} has too many values");
                for (place, name) in values.iter_mut().zip(names) {
                    *place = (String::leak(name.clone()), Value::Number(number));
                }
                let said = speaking(language, || say_with(key, values));
                assert_ne!(&said, key, "{language:?}");
                assert!(!said.contains(['{', '}', '\u{2068}']), "{key}: {said}");
                assert!(!said.is_empty(), "{key} says nothing");
            }
        }
    }
}

#[test]
#[should_panic(expected = "no message")]
fn a_key_that_does_not_exist_stops_the_test_that_met_it() {
    let _ = words::say("no-such-message");
}

#[test]
fn a_stroke_in_a_value_divides_nothing() {
    let values = || {
        [
            ("name", Value::from("Ann | Bob")),
            ("number", Value::from("01632 960118")),
            ("hours", Value::from("")),
            ("stated", Value::Number(0)),
        ]
    };
    let ring = words::marked_with("layout-ring", values());
    assert_eq!(ring.part(0), "Ring Ann | Bob, coordinator, on ");
    assert_eq!(ring.part(1), "01632 960118");
    assert!(ring.part(2).starts_with(". A coordinator"));
    assert_eq!(ring.part(3), "");
}
