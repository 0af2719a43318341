//! `hourbook config`.

use std::fs;

use crate::support::{Answer, Folder};

#[test]
fn the_example_is_a_settings_file_that_is_understood() {
    let folder = Folder::new();
    let example = folder.run(&["config", "example"]);
    fs::write(folder.path("hourbook.toml"), &example.succeeded().out).unwrap();
    let shown = folder.run(&["config", "show", "--config", "hourbook.toml"]);
    let lines = &shown.succeeded().out;
    assert!(
        lines.contains("public_url") && lines.contains("https://bank.example.org"),
        "{lines}"
    );
    assert_eq!(lines.matches("in hourbook.toml").count(), 13, "{lines}");
}

#[test]
fn show_says_where_each_setting_comes_from() {
    let folder = Folder::new();
    let mut command = folder.command(&["config", "show", "--listen", "127.0.0.1:9000"]);
    let shown = Answer::of(command.env("HOURBOOK_BANK", "a.hourbook").output().unwrap());
    let source = |name: &str| {
        let line = shown
            .out
            .lines()
            .find(|line| line.starts_with(name))
            .unwrap();
        line.split_whitespace().last().unwrap().to_owned()
    };
    assert_eq!(source("listen"), "--listen");
    assert_eq!(source("bank"), "HOURBOOK_BANK");
    assert_eq!(source("log"), "default");
    assert!(shown.out.contains("a.hourbook.anchor"), "{}", shown.out);
    assert!(shown.out.contains("Name a path on another disk"));
}

#[test]
fn a_check_finds_what_would_stop_the_server() {
    let folder = Folder::with_bank();
    let check = |extra: &[&str]| {
        let mut arguments = vec!["config", "check", "--bank", "bank.hourbook"];
        arguments.extend_from_slice(extra);
        folder.run(&arguments)
    };
    check(&[]).succeeded();
    check(&["--public-url", "bank.example.org"]).refused_with(
        2,
        "--public-url must look like https://bank.example.org, without a path.",
    );
    check(&["--trusted-proxy", "proxy"]).refused_with(
        2,
        "--trusted-proxy must hold addresses or ranges, like 127.0.0.1 or 10.0.0.0/8.",
    );
    let outside = check(&[
        "--listen",
        "0.0.0.0:8080",
        "--public-url",
        "http://bank.example.org",
    ]);
    assert_eq!(outside.code, 2);
    assert!(
        outside.error.contains("--allow-plain-http"),
        "{}",
        outside.error
    );
    check(&[
        "--listen",
        "0.0.0.0:8080",
        "--public-url",
        "https://bank.example.org",
    ])
    .succeeded();
    check(&["--listen", "0.0.0.0:8080", "--allow-plain-http"]).succeeded();
}

#[test]
fn every_command_explains_itself() {
    let folder = Folder::new();
    for command in [
        "init", "serve", "demo", "import", "report", "export", "verify", "anchor", "backup",
        "admin", "config",
    ] {
        let help = folder.run(&[command, "--help"]);
        assert!(
            help.succeeded().out.contains("Usage: hourbook"),
            "{command}"
        );
    }
}
