//! Forbidden writes of closed months and kept refusals.

use super::{D, Forbidden, GOOD, KEPT, NOW, entries, forbidden, month, refusal, seal};

pub(super) fn all() -> Vec<Forbidden> {
    let (september, october, november) = ("'2026-09'", "'2026-10'", "'2026-11'");
    let end = |month: &str| format!("unixepoch('{month}-01', '+1 month')");
    let (oct, nov) = (end("2026-10"), end("2026-11"));
    let digest = "(SELECT digest FROM ledger_transfer WHERE seq = 4)";
    let at = 1_798_761_600;
    let close = |rest: [&str; 7]| month(5, "close", "2026-10", at, rest);
    let good = [&oct, "4", digest, "4", "NULL", "'2026-08'", october];
    let other = |place: usize, value: &'static str| {
        let mut rest = good.map(str::to_owned);
        value.clone_into(&mut rest[place]);
        close(rest.each_ref().map(String::as_str))
    };
    let head = "not the head of the month";
    let order = "months close and open in order";
    let skip = month(
        5,
        "close",
        "2026-11",
        at,
        [&nov, "4", digest, "4", "NULL", "'2026-08'", november],
    );
    let none = ["NULL", "NULL", "NULL", "4", "'audit'", "NULL", "NULL"];
    let first = month(5, "reopen", "2026-08", at, none);
    let again = month(
        5,
        "close",
        "2026-09",
        at,
        [
            &end("2026-09"),
            "4",
            digest,
            "4",
            "NULL",
            "'2026-08'",
            september,
        ],
    );
    let no_reason = month(
        5,
        "reopen",
        "2026-09",
        at,
        [
            "NULL",
            "NULL",
            "NULL",
            "4",
            "NULL",
            "'2026-08'",
            "'2026-08'",
        ],
    );
    vec![
        forbidden(
            "edit a closing",
            "UPDATE ledger_period SET at = at + 1;",
            KEPT,
        ),
        forbidden(
            "delete a closing",
            "DELETE FROM ledger_period WHERE number = 4;",
            KEPT,
        ),
        forbidden(
            "replace a closing",
            "REPLACE INTO ledger_period SELECT * FROM ledger_period;",
            "ledger: ",
        ),
        forbidden("a month out of order", skip, order),
        forbidden("a month closed twice", again, order),
        forbidden("a month opened out of order", first, order),
        forbidden(
            "a month opened without a reason",
            no_reason,
            "constraint failed",
        ),
        forbidden("a false head", other(1, "3"), head),
        forbidden("a false digest", other(2, D), head),
        forbidden("a head past the book", other(1, "5"), head),
        forbidden(
            "a month closed before its end",
            close(good).replace(&at.to_string(), &NOW.to_string()),
            "constraint failed",
        ),
        forbidden(
            "a month that ends on another day",
            other(0, "unixepoch('2026-10-30')"),
            "",
        ),
        forbidden(
            "a month closed in the past",
            close(good).replace(&at.to_string(), &(NOW - 1).to_string()),
            "",
        ),
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
