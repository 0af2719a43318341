//! Making an empty bank.

use crate::support::{Folder, last_word, names_in};

#[test]
fn a_new_bank_prints_the_link_that_sets_it_up() {
    let folder = Folder::new();
    let answer = folder.run(&[
        "init",
        "--bank",
        "new.hourbook",
        "--name",
        "Wrensham Timebank",
        "--admin",
        "nia@example.org",
        "--public-url",
        "https://bank.example.org",
    ]);
    answer.succeeded();
    assert!(
        answer.out.contains("https://bank.example.org/welcome/"),
        "{}",
        answer.out
    );
    assert_eq!(last_word(&answer.out).len(), 43);
    assert_eq!(names_in(&folder.path("")), ["new.hourbook"]);
    let proof = folder.run(&["verify", "--bank", "new.hourbook"]);
    assert_eq!(
        proof.succeeded().out.lines().next(),
        Some("The books balance: nothing has been posted yet.")
    );
}

#[test]
fn a_file_that_exists_is_left_as_it_was() {
    let folder = Folder::with_bank();
    let before = folder.bytes("bank.hourbook");
    let answer = folder.run(&[
        "init",
        "--bank",
        "bank.hourbook",
        "--name",
        "Another",
        "--admin",
        "a@example.org",
    ]);
    answer.refused("bank.hourbook exists already and was left as it is. Choose another name.");
    assert_eq!(folder.bytes("bank.hourbook"), before);
}

#[test]
fn what_cannot_stand_leaves_no_file_behind() {
    let folder = Folder::new();
    let make = |extra: &[&str]| {
        let mut arguments = vec!["init", "--bank", "new.hourbook", "--admin"];
        arguments.extend_from_slice(extra);
        let answer = folder.run(&arguments);
        assert!(names_in(&folder.path("")).is_empty());
        answer
    };
    make(&["nia@example.org", "--name", ""]).refused("Enter the name of the timebank.");
    make(&["nia", "--name", "Wren"])
        .refused("Enter an email address in the right form, like name@example.org.");
    make(&["nia@example.org", "--name", "Wren", "--prefix", "w"])
        .refused("The prefix must be 1 to 4 capital letters.");
    make(&[
        "nia@example.org",
        "--name",
        "Wren",
        "--time-zone",
        "Wrensham",
    ])
    .refused_with(
        2,
        "There is no time zone called Wrensham. Name one like Europe/London.",
    );
}
