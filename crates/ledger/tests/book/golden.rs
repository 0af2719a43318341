//! Digests worked out once and written down: the byte form may never drift.
//!
//! The same figures come out of the form in `docs/proof.md`, followed by hand.

use ledger::{Digest, Head, Transfer, TransferKind};

use rusqlite::Connection;

use super::support::{
    assert_proved, at, day, empty, entry, help, hold_id, id, open_members, post_at, promise, write,
};

const GOLDEN: [&str; 4] = [
    "b2219114a6ab69139cc64a3856199c8ae4fbd766a4281bcc065119f0df019dbd",
    "8978c1c344ee87dde3494e9dae53ab0e399f3c6169f3d9fa95921a6590a00e6c",
    "9c533a159b1d6008125ecd77430d68286af2ed3b3594c7b24599512fa1858dc8",
    "2ecab322fcc00e300dabf1793e5a7cacdafb17e26d034041f52fdfffeb24e2dd",
];

/// The four fixed transfers, with their digests.
fn vector() -> (Connection, [String; 4]) {
    let mut book = empty();
    // Opened against the order of their ids: the digest goes by id.
    write(&mut book, |tx| open_members(tx, &[3, 1, 2]));
    let entries = vec![entry(3, -100), entry(1, 60), entry(2, 40)];
    let event = Transfer::new(id(2), TransferKind::Event, day("2026-02-28"), entries).unwrap();
    let digests = [
        post_at(&mut book, &help(1, 2, 1, 90, "2026-09-20"), 0),
        post_at(&mut book, &event.with_source(b"event 7"), 60),
        write(&mut book, |tx| {
            ledger::reverse(tx, id(1), id(3), None, at(30)).unwrap()
        }),
        post_at(&mut book, &help(4, 1, 3, 1, "2026-09-21"), 3_600),
    ]
    .map(|receipt| receipt.digest.to_string());
    (book, digests)
}

#[test]
fn the_digests_of_four_fixed_transfers_are_those_written_down() {
    let (book, digests) = vector();
    assert_eq!(digests, GOLDEN);
    assert_proved(&book);
}

/// Four steps of holds, and the transfer that posts one of them.
const GOLDEN_STEPS: [&str; 4] = [
    "008c2f0981f9c8f09704cc26db55400398b4be9ad12be74860413d5b319c8ea4",
    "5cfc1d6e7e3283b1414d953b1eaf67b651c0f56aeacaa4867cc3a4c1f18e979c",
    "63e56d16c6f63e8ab310769421afa617667321581d10a0c628ca9e6ef5c11242",
    "fd3f0f3845fef3e69b0eb9644412a8ad9e586984a064a75a91e4047c32eed48d",
];
const GOLDEN_POSTED: &str = "6fe0ea50d7af196dcce5f1030719e901f3d8f70574ec89a27d01ce8c949a4474";

#[test]
fn the_digests_of_four_fixed_steps_of_holds_are_those_written_down() {
    let (mut book, _) = vector();
    let first = ledger::Hold {
        source: Some(b"exchange 5".to_vec()),
        ..promise(1, 1, Some(2), 30, 18_800)
    };
    write(&mut book, |tx| {
        let placed = ledger::place(tx, &first, at(3_660)).unwrap();
        let transfer = help(5, 1, 2, 20, "2026-09-21");
        let posted = ledger::post_hold(tx, hold_id(1), &transfer, at(3_720)).unwrap();
        assert_eq!(posted.digest.to_string(), GOLDEN_POSTED);
        let ended = ledger::hold_head(tx).unwrap();
        let second = promise(2, 2, None, 5, 18_800);
        let other = ledger::place(tx, &second, at(3_780)).unwrap();
        let released = ledger::release(tx, hold_id(2), at(3_840), Some(b"minute 9")).unwrap();
        let digests = [placed.digest, ended.digest, other.digest, released.digest];
        assert_eq!(digests.map(|digest| digest.to_string()), GOLDEN_STEPS);
    });
    assert_proved(&book);
}

#[test]
fn the_page_for_auditors_has_the_same_digests() {
    let page = include_str!("../../../../docs/proof.md");
    let mut written = GOLDEN.iter().chain(&GOLDEN_STEPS).chain([&GOLDEN_POSTED]);
    assert!(written.all(|digest| page.contains(digest)));
}

#[test]
fn a_head_written_down_is_found_again_later() {
    let mut book = empty();
    write(&mut book, |tx| open_members(tx, &[1, 2]));
    assert_eq!(ledger::head(&book).unwrap(), Head::EMPTY);
    let first = post_at(&mut book, &help(1, 2, 1, 90, "2026-09-20"), 0);
    let head = ledger::head(&book).unwrap();
    assert_eq!(
        head,
        Head {
            seq: 1,
            digest: first.digest
        }
    );
    post_at(&mut book, &help(2, 2, 1, 90, "2026-09-20"), 0);
    assert_eq!(ledger::head_at(&book, 1).unwrap(), Some(head));
    assert_eq!(ledger::head_at(&book, 0).unwrap(), Some(Head::EMPTY));
    assert_eq!(ledger::head_at(&book, 3).unwrap(), None);
}

#[test]
fn a_digest_is_read_aloud_in_groups_of_four() {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&[0x7b, 0x1e, 0x04, 0xc9]);
    let digest = Digest::new(bytes);
    assert_eq!(digest.grouped(), format!("7b1e 04c9{}", " 0000".repeat(14)));
    assert_eq!(digest.to_string(), format!("7b1e04c9{}", "0".repeat(56)));
}
