//! Forbidden writes of holds.

use super::{Forbidden, KEPT, NOW, forbidden, sealed, step};

const TIME: &str = "the hold has another time";
const BETWEEN: &str = "a hold follows the newest transfer";
const NEXT: &str = "not the next step of a hold";

pub(super) fn all() -> Vec<Forbidden> {
    [of_rows(), of_placing(), of_ending(), of_the_rest()]
        .into_iter()
        .flatten()
        .collect()
}

/// One minute of Ida's, beside the 40 that are held.
fn one() -> String {
    let later = NOW + 900;
    format!("zeroblob(16), NULL, 1, NULL, 1, 41, {NOW}, {later}, 4, 1, NULL")
}

/// The same with one thing changed.
fn with(old: &str, new: &str) -> String {
    let changed = one().replace(old, new);
    assert_ne!(changed, one());
    step(7, "place", &changed)
}

/// The end of Ida's 40 that transfer 5 is to post.
fn posting() -> String {
    step(
        7,
        "post",
        &format!("NULL, 2, 1, NULL, -40, 0, {NOW}, NULL, 4, 1, 5"),
    )
}

fn posted(minutes: i64) -> String {
    let (ida, tom) = (10 - minutes, minutes - 10);
    posting()
        + &sealed(&format!(
            "(5, 1, 5, -{minutes}, {ida}), (5, 2, 5, {minutes}, {tom})"
        ))
}

fn release(resolves: i64, account: i64, minutes: i64, held: i64) -> String {
    let limit = i64::from(account == 1);
    let of = format!("NULL, {resolves}, {account}, NULL, {minutes}, {held}");
    step(
        7,
        "release",
        &format!("{of}, {NOW}, NULL, 4, {limit}, NULL"),
    )
}

fn of_rows() -> Vec<Forbidden> {
    let replaced = "REPLACE INTO ledger_hold SELECT * FROM ledger_hold;";
    let listed = "INSERT INTO ledger_hold_open
                  SELECT lapses_at, seq FROM ledger_hold WHERE seq = 1;";
    let moved = "UPDATE ledger_hold_open SET hold = 1;";
    let only = "only open holds are listed";
    vec![
        forbidden("edit a hold", "UPDATE ledger_hold SET minutes = 1;", KEPT),
        forbidden(
            "delete a hold",
            "DELETE FROM ledger_hold WHERE seq = 6;",
            KEPT,
        ),
        forbidden("replace a hold", replaced, "ledger: "),
        forbidden(
            "an open hold struck off",
            "DELETE FROM ledger_hold_open;",
            "stays listed",
        ),
        forbidden("an open hold moved", moved, "stays listed"),
        forbidden("an ended hold listed", listed, only),
    ]
}

fn of_placing() -> Vec<Forbidden> {
    let (now, later) = (NOW.to_string(), (NOW + 900).to_string());
    let earlier = (NOW - 1).to_string();
    let used = "(SELECT id FROM ledger_hold WHERE seq = 1)";
    let skipped = step(8, "place", &one());
    let follows = "what is held follows from the step before";
    let closed = with("NULL, 1, NULL, 1, 41", "NULL, 3, NULL, 1, 1").replace("4, 1,", "4, 0,");
    vec![
        forbidden(
            "a hold that has lapsed when placed",
            with(&later, &now),
            TIME,
        ),
        forbidden(
            "a promise past a limit",
            with("1, 41", "31, 71"),
            "the hold passes a limit",
        ),
        forbidden("a false total held", with("1, 41", "1, 1"), follows),
        forbidden(
            "a hold of a closed account",
            closed,
            "the account is not open",
        ),
        forbidden(
            "a hold for a closed account",
            with("1, NULL, 1, 41", "1, 3, 1, 41"),
            "not open",
        ),
        forbidden(
            "a hold for nobody there",
            with("1, NULL, 1, 41", "1, 77, 1, 41"),
            "not open",
        ),
        forbidden(
            "a hold for oneself",
            with("1, NULL, 1, 41", "1, 1, 1, 41"),
            "constraint failed",
        ),
        forbidden(
            "a hold of a minus",
            with("1, 41", "-1, 39"),
            "constraint failed",
        ),
        forbidden("a hold of text", with("1, 41", "'one', 41"), ""),
        forbidden(
            "a hold that says another limit",
            with("4, 1, NULL", "4, 0, NULL"),
            BETWEEN,
        ),
        forbidden("a hold of an earlier time", with(&now, &earlier), BETWEEN),
        forbidden("a skipped step", skipped, NEXT),
        forbidden("a hold's id used again", with("zeroblob(16)", used), NEXT),
    ]
}

fn of_ending() -> Vec<Forbidden> {
    let early = release(2, 1, -40, 0).replace("'release'", "'lapse'");
    let half = release(2, 1, -20, 20);
    let whole = "a hold ends as a whole";
    vec![
        forbidden("a second end of a hold", release(1, 1, -10, 30), NEXT),
        forbidden("an end of half a hold", half, whole),
        forbidden("an end of nobody's hold", release(5, 1, -40, 0), whole),
        forbidden("an end of another's hold", release(6, 1, -7, 33), whole),
        forbidden("a lapse before its time", early, TIME),
        forbidden("a release after its time", release(6, 4, -7, 0), TIME),
    ]
}

fn of_the_rest() -> Vec<Forbidden> {
    let another = step(8, "place", &one().replace("1, 41", "1, 1"));
    let squeezed = posting() + &another + &posted(40).replace(&posting(), "");
    let spends = sealed("(5, 1, 5, -31, -21), (5, 2, 5, 31, 21)");
    let closing = format!("INSERT INTO ledger_closing VALUES (4, {NOW}, 4);");
    vec![
        forbidden(
            "a transfer of more than was held",
            posted(41),
            "not what was held",
        ),
        forbidden("another promise before the transfer", squeezed, BETWEEN),
        Forbidden {
            always: false,
            ..forbidden(
                "an end without its transfer",
                posting(),
                "FOREIGN KEY constraint failed",
            )
        },
        forbidden(
            "an entry that spends what is held",
            spends,
            "passes a limit",
        ),
        forbidden(
            "an account closed while minutes are held",
            closing,
            "minutes of the account are held",
        ),
    ]
}
