//! Forbidden writes of transfers and entries: the seventeen, and those of the rules that came
//! later.

use super::{Forbidden, GOOD, KEPT, NOW, entries, forbidden, reversal, seal, sealed};

/// The seventeen.
pub(super) fn all() -> Vec<Forbidden> {
    let known = "(SELECT id FROM ledger_transfer WHERE seq = 2)";
    let edit = "UPDATE ledger_entry SET minutes = minutes * 2 WHERE transfer = 2;";
    let replaced = seal(2, "randomblob(16)", NOW).replace("INSERT", "REPLACE");
    let replaced_entry = entries("(2, 1, 2, 25, 55)").replace("INSERT", "REPLACE");
    let by_hand = "UPDATE ledger_entry SET balance = 600 WHERE transfer = 4 AND account = 1;";
    let skipped = entries(GOOD).replace("(5,", "(6,") + &seal(6, "zeroblob(16)", NOW);
    let next_only = "entries belong to the next transfer only";
    let unbalanced = "the transfer does not balance";
    vec![
        forbidden(
            "edit a transfer",
            "UPDATE ledger_transfer SET done_on = '2026-01-01';",
            KEPT,
        ),
        forbidden("edit an entry", edit, KEPT),
        forbidden(
            "delete a transfer",
            "DELETE FROM ledger_transfer WHERE seq = 4;",
            KEPT,
        ),
        forbidden(
            "delete an entry",
            "DELETE FROM ledger_entry WHERE transfer = 4;",
            KEPT,
        ),
        forbidden("replace a transfer", replaced, "ledger: "),
        forbidden("replace an entry", replaced_entry, "ledger: "),
        forbidden(
            "an entry added to a sealed transfer",
            entries("(4, 4, 1, 5, 5)"),
            next_only,
        ),
        forbidden(
            "unbalanced",
            sealed("(5, 1, 5, 5, 15), (5, 2, 5, -4, -14)"),
            unbalanced,
        ),
        forbidden("one-legged", sealed("(5, 1, 5, 5, 15)"), unbalanced),
        Forbidden {
            always: false,
            ..forbidden("headless", entries(GOOD), "FOREIGN KEY constraint failed")
        },
        forbidden(
            "a false running balance",
            sealed("(5, 1, 5, 5, 16), (5, 2, 5, -5, -15)"),
            "an entry follows the one before it",
        ),
        forbidden("a skipped sequence number", skipped, next_only),
        forbidden(
            "a used sequence number",
            seal(3, "zeroblob(16)", NOW),
            "not the next transfer",
        ),
        forbidden(
            "past a hard limit",
            sealed("(5, 1, 5, -71, -61), (5, 2, 5, 71, 61)"),
            "passes a limit",
        ),
        forbidden("a balance set by hand", by_hand, KEPT),
        forbidden(
            "an id used again",
            entries(GOOD) + &seal(5, known, NOW),
            "not the next transfer",
        ),
        forbidden("text for minutes", sealed("(5, 4, 1, 'ten', 'ten')"), ""),
    ]
}

pub(super) fn of_rules() -> Vec<Forbidden> {
    let again = reversal("(5, 1, 5, -30, -20), (5, 2, 5, 30, 20)", 1);
    let closed = sealed("(5, 3, 1, 5, 5), (5, 2, 5, -5, -15)");
    let in_september = entries(GOOD) + &seal(5, "zeroblob(16)", NOW - 86_400);
    let over = reversal("(5, 1, 5, -21, -11), (5, 2, 5, 21, 11)", 2);
    let left = "no more than is left";
    vec![
        forbidden("a second reversal", again, left),
        forbidden(
            "a posting into a closed month",
            in_september,
            "the month is closed",
        ),
        forbidden(
            "a posting into a closed account",
            closed,
            "the account is not open",
        ),
        forbidden("a reversal of more than there was", over, left),
    ]
}
