//! Forbidden writes of closed months and kept refusals.

use super::{D, Forbidden, GOOD, KEPT, NOW, entries, forbidden, month, refusal, seal};

const AT: i64 = 1_798_761_600;
const DIGEST: &str = "(SELECT digest FROM ledger_transfer WHERE seq = 4)";

/// SQL for the end of a month.
fn end(month: &str) -> String {
    format!("unixepoch('{month}-01', '+1 month')")
}

/// The closing of a month, August being closed before.
fn close(of: &str, at: i64) -> String {
    let through = format!("'{of}'");
    let rest = [&end(of), "4", DIGEST, "4", "NULL", "'2026-08'", &through];
    month(5, "close", of, at, rest)
}

/// The closing of October with one column changed.
fn with(old: &str, new: &str) -> String {
    let changed = close("2026-10", AT).replace(old, new);
    assert_ne!(changed, close("2026-10", AT));
    changed
}

fn reopen(of: &str, reason: &str, from: &str, through: &str) -> String {
    let rest = ["NULL", "NULL", "NULL", "4", reason, from, through];
    month(5, "reopen", of, AT, rest)
}

pub(super) fn all() -> Vec<Forbidden> {
    let (head, order) = (
        "not the head of the month",
        "months close and open in order",
    );
    let early = close("2026-10", NOW);
    let past = close("2026-10", NOW - 1);
    let first = reopen("2026-08", "'audit'", "NULL", "NULL");
    let no_reason = reopen("2026-09", "NULL", "'2026-08'", "'2026-08'");
    let edit = "UPDATE ledger_period SET at = at + 1;";
    let delete = "DELETE FROM ledger_period WHERE number = 4;";
    let replace = "REPLACE INTO ledger_period SELECT * FROM ledger_period;";
    let elsewhere = with(&end("2026-10"), "unixepoch('2026-10-30')");
    let check = "constraint failed";
    let seq = |n: i64| format!("{}, {n}, {DIGEST}", end("2026-10"));
    vec![
        forbidden("edit a closing", edit, KEPT),
        forbidden("delete a closing", delete, KEPT),
        forbidden("replace a closing", replace, "ledger: "),
        forbidden("a month out of order", close("2026-11", AT), order),
        forbidden("a month closed twice", close("2026-09", AT), order),
        forbidden("a month opened out of order", first, order),
        forbidden("a month opened without a reason", no_reason, check),
        forbidden("a false head", with(&seq(4), &seq(3)), head),
        forbidden("a false digest", with(DIGEST, D), head),
        forbidden("a head past the book", with(&seq(4), &seq(5)), head),
        forbidden("a month closed before its end", early, check),
        forbidden("a month that ends on another day", elsewhere, ""),
        forbidden("a month closed in the past", past, ""),
    ]
}

pub(super) fn of_refusals() -> Vec<Forbidden> {
    let refused = "(SELECT id FROM ledger_refusal)";
    let posted = "(SELECT id FROM ledger_transfer WHERE seq = 1)";
    let answered = "this transfer has its answer";
    let follows = "a refusal follows the newest transfer";
    vec![
        forbidden(
            "edit a refusal",
            "UPDATE ledger_refusal SET reason = 'too_large';",
            KEPT,
        ),
        forbidden("delete a refusal", "DELETE FROM ledger_refusal;", KEPT),
        forbidden(
            "replace a refusal",
            refusal(refused, 4, NOW).replace("INSERT", "REPLACE"),
            answered,
        ),
        forbidden(
            "a refusal of what is posted",
            refusal(posted, 4, NOW),
            answered,
        ),
        forbidden(
            "a posting of what was refused",
            entries(GOOD) + &seal(5, refused, NOW),
            "a transfer of this id was refused",
        ),
        forbidden(
            "a refusal out of its place",
            refusal("zeroblob(16)", 3, NOW),
            follows,
        ),
    ]
}
