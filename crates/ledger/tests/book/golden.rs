//! Digests worked out once and written down: the byte form may never drift.
//!
//! The same figures come out of the form in `docs/proof.md`, followed by hand.

use ledger::{Digest, Head, Transfer, TransferKind};

use super::support::{
    assert_proved, at, day, empty, entry, help, id, open_members, post_at, write,
};

const GOLDEN: [&str; 4] = [
    "b2219114a6ab69139cc64a3856199c8ae4fbd766a4281bcc065119f0df019dbd",
    "8978c1c344ee87dde3494e9dae53ab0e399f3c6169f3d9fa95921a6590a00e6c",
    "9c533a159b1d6008125ecd77430d68286af2ed3b3594c7b24599512fa1858dc8",
    "2ecab322fcc00e300dabf1793e5a7cacdafb17e26d034041f52fdfffeb24e2dd",
];

#[test]
fn the_digests_of_four_fixed_transfers_are_those_written_down() {
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
    assert_eq!(digests, GOLDEN);
    assert_proved(&book);
}

#[test]
fn the_page_for_auditors_has_the_same_digests() {
    let page = include_str!("../../../../docs/proof.md");
    assert!(GOLDEN.iter().all(|digest| page.contains(digest)));
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
