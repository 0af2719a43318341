//! Which setting wins, and what is said when one cannot stand.

use std::fs;

use super::*;

fn nothing(_: &str) -> Option<String> {
    None
}

fn from_file(folder: &Path, text: &str) -> Flags {
    let path = folder.join("hourbook.toml");
    fs::write(&path, text).unwrap();
    Flags {
        config: Some(path),
        ..Flags::default()
    }
}

#[test]
fn a_flag_beats_the_environment_beats_the_file_beats_the_default() {
    let folder = tempfile::tempdir().unwrap();
    let environment = |name: &str| (name == "HOURBOOK_LISTEN").then(|| "127.0.0.1:2222".into());
    let listens = |flags: &Flags, environment: &dyn Fn(&str) -> Option<String>| {
        Settings::resolve(flags, environment)
            .unwrap()
            .listen
            .value
            .port()
    };
    let mut flags = Flags::default();
    assert_eq!(listens(&flags, &nothing), 8080);
    flags = from_file(folder.path(), "listen = \"127.0.0.1:3333\"");
    assert_eq!(listens(&flags, &nothing), 3333);
    assert_eq!(listens(&flags, &environment), 2222);
    flags.listen = Some("127.0.0.1:1111".into());
    assert_eq!(listens(&flags, &environment), 1111);
}

#[test]
fn the_public_address_is_the_one_listened_at_unless_it_is_given() {
    let settings = Settings::resolve(&Flags::default(), &nothing).unwrap();
    assert_eq!(settings.public_url.value, "http://127.0.0.1:8080");
    assert_eq!(settings.public_url.source, Source::Default);
}

#[test]
fn an_empty_variable_is_no_setting() {
    let settings = Settings::resolve(&Flags::default(), &|_| Some(String::new()));
    // An empty HOURBOOK_CONFIG names no file either.
    assert!(settings.is_ok());
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let flags = from_file(
        folder.path(),
        "log = \"json\"\n\nlisten_at = \"127.0.0.1:1\"\n",
    );
    let failure = Settings::resolve(&flags, &nothing).unwrap_err();
    let sentence = failure.sentence();
    assert!(
        sentence.contains("hourbook.toml, line 3: unknown field listen_at"),
        "{sentence}"
    );
}

#[test]
fn a_value_that_cannot_stand_is_named_by_where_it_was_given() {
    let environment = |name: &str| (name == "HOURBOOK_LOG").then(|| "loud".to_owned());
    let failure = Settings::resolve(&Flags::default(), &environment).unwrap_err();
    assert_eq!(failure.sentence(), "HOURBOOK_LOG must be text or json.");
    let flags = Flags {
        listen: Some("everywhere".into()),
        ..Flags::default()
    };
    let failure = Settings::resolve(&flags, &nothing).unwrap_err();
    assert!(
        failure
            .sentence()
            .starts_with("--listen must be an address")
    );
}

#[test]
fn the_bank_of_a_settings_file_is_found_from_the_folder_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let flags = from_file(folder.path(), "bank = \"wren.hourbook\"");
    let settings = Settings::resolve(&flags, &nothing).unwrap();
    assert_eq!(
        settings.bank().unwrap(),
        folder.path().join("wren.hourbook")
    );
}

#[test]
fn proxies_are_a_list_in_a_file_and_parted_by_commas_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let flags = from_file(
        folder.path(),
        "trusted_proxies = [\"10.0.0.1\", \"10.0.0.2\"]",
    );
    let settings = Settings::resolve(&flags, &nothing).unwrap();
    assert_eq!(settings.trusted_proxies.value, ["10.0.0.1", "10.0.0.2"]);
    let environment =
        |name: &str| (name == "HOURBOOK_TRUSTED_PROXIES").then(|| "10.0.0.3, ::1".to_owned());
    let settings = Settings::resolve(&Flags::default(), &environment).unwrap();
    assert_eq!(settings.trusted_proxies.value, ["10.0.0.3", "::1"]);
}
