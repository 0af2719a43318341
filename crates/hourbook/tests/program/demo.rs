//! The demo bank: the same from the same seed, proved, and ready to be signed in to.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::serve::{free_address, get};
use crate::support::{Folder, names_in};

/// Makes a demo bank in `folder` and gives its proof.
fn proof_of(folder: &Folder, dir: &str, seed: &str) -> Value {
    let today = "2026-11-22";
    folder
        .run(&[
            "demo",
            "--dir",
            dir,
            "--no-serve",
            "--seed",
            seed,
            "--today",
            today,
        ])
        .succeeded();
    let bank = format!("{dir}/wrensham.hourbook");
    assert_eq!(names_in(&folder.path(dir)), ["wrensham.hourbook"]);
    let proof = folder.run(&["verify", "--bank", &bank, "--format", "json"]);
    serde_json::from_str(&proof.succeeded().out).unwrap()
}

#[test]
fn the_same_seed_and_day_make_the_same_book() {
    let folder = Folder::new();
    let first = proof_of(&folder, "first", "7");
    assert_eq!(first["clean"], true);
    assert!(first["transfers"].as_u64().unwrap() > 1_800, "{first}");
    assert_eq!(first["head"], proof_of(&folder, "second", "7")["head"]);
}

#[test]
fn the_demo_leaves_something_for_everybody_to_do() {
    let folder = Folder::new();
    proof_of(&folder, "demo", "1");
    let exchanges = folder
        .run(&["export", "exchanges", "--bank", "demo/wrensham.hourbook"])
        .out;
    let in_state = |state: &str| exchanges.matches(&format!(",{state},")).count();
    assert_eq!(in_state("confirmed"), 12);
    assert_eq!(in_state("disputed"), 2);
    assert_eq!(in_state("recorded"), 6);
    for state in ["posted", "declined", "withdrawn", "reversed"] {
        assert!(in_state(state) > 0, "{state}");
    }
}

#[test]
fn the_demo_prints_its_address_and_who_may_sign_in_and_keeps_what_a_folder_holds() {
    let folder = Folder::new();
    let before = proof_of(&folder, "demo", "3")["head"].clone();
    let address = free_address();
    let mut child = folder
        .command(&[
            "demo",
            "--dir",
            "demo",
            "--listen",
            &address,
            "--today",
            "2026-11-22",
        ])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let greeting: Vec<String> = lines
        .map(Result::unwrap)
        .take_while(|line| !line.starts_with("Stop it"))
        .collect();
    assert_eq!(greeting[0], "Hourbook demo: Wrensham Timebank");
    assert_eq!(greeting[1], format!("  http://{address}"));
    assert_eq!(
        greeting[4],
        "  member          Ann Whitcombe    ann@example.org       heron teapot ladder"
    );
    assert!(
        greeting
            .iter()
            .any(|line| line.starts_with("  administrator   Nia Bevan "))
    );
    assert!(get(&address, "/sign-in").starts_with("HTTP/1.1 200"));
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let after = folder.run(&[
        "verify",
        "--bank",
        "demo/wrensham.hourbook",
        "--format",
        "json",
    ]);
    let after: Value = serde_json::from_str(&after.succeeded().out).unwrap();
    assert_eq!(after["head"], before);
}

#[test]
fn the_demo_is_for_this_machine_only() {
    let answer = Folder::new().run(&["demo", "--listen", "0.0.0.0:8080"]);
    assert_eq!(answer.code, 2);
    assert!(
        answer
            .error
            .starts_with("The passwords of the demo are known to everybody")
    );
}
