//! Ways in: administrators, new passwords, tokens.

use crate::support::{Folder, last_word};

#[test]
fn another_administrator_is_added_with_a_link() {
    let folder = Folder::with_bank();
    let create = |email| {
        folder.run(&[
            "admin",
            "create",
            "--bank",
            "bank.hourbook",
            "--name",
            "Ruth Calder",
            "--email",
            email,
            "--public-url",
            "https://bank.example.org",
        ])
    };
    let answer = create("ruth@example.org");
    assert!(
        answer
            .succeeded()
            .out
            .contains("https://bank.example.org/welcome/")
    );
    create("RUTH@example.org").refused("Another member already has this email address.");
}

#[test]
fn a_member_gets_a_link_by_number_or_address_and_nobody_else_does() {
    let folder = Folder::with_bank();
    let reset = |member| folder.run(&["admin", "reset", "--bank", "bank.hourbook", member]);
    let by_address = reset("nia@example.org");
    assert_eq!(last_word(&by_address.succeeded().out).len(), 43);
    let by_number = reset("1");
    assert_ne!(
        last_word(&by_number.succeeded().out),
        last_word(&by_address.out)
    );
    for nobody in ["2", "bob@example.org", "Nia"] {
        reset(nobody).refused("A member with this e-mail address or number was not found.");
    }
}

#[test]
fn a_token_is_printed_once_listed_without_it_and_taken_back() {
    let folder = Folder::with_bank();
    let token = |arguments: &[&str]| {
        let mut all = vec!["admin", "token"];
        all.extend_from_slice(arguments);
        folder.run(&all)
    };
    let place = ["--bank", "bank.hourbook"];
    assert_eq!(
        token(&["list", place[0], place[1]]).out,
        "There are no tokens.\n"
    );
    let made = token(&[
        "create",
        place[0],
        place[1],
        "--as",
        "nia@example.org",
        "--name",
        "accounts",
        "--days",
        "30",
    ]);
    assert_eq!(made.code, 0);
    assert_eq!(made.out.trim_end().len(), 43);
    assert!(
        made.error.contains("acts as Nia Bevan until"),
        "{}",
        made.error
    );
    let listed = token(&["list", place[0], place[1]]);
    assert!(
        listed.out.contains("accounts") && listed.out.contains("works"),
        "{}",
        listed.out
    );
    assert!(!listed.out.contains(made.out.trim_end()));
    let revoked = token(&["revoke", place[0], place[1], "accounts"]);
    assert!(revoked.succeeded().out.contains("stops working at once"));
    assert!(
        token(&["list", place[0], place[1]])
            .out
            .contains("taken back")
    );
    token(&["revoke", place[0], place[1], "accounts"])
        .refused("There is no token called “accounts” that still works.");
}

#[test]
fn a_token_lasts_90_days_at_most() {
    let folder = Folder::with_bank();
    folder
        .run(&[
            "admin",
            "token",
            "create",
            "--bank",
            "bank.hourbook",
            "--as",
            "1",
            "--name",
            "long",
            "--days",
            "91",
        ])
        .refused("A token lasts from 1 to 90 days.");
}
