//! The kept refusals: each can be read, and none contradicts a transfer.

use rusqlite::Connection;
use uuid::Uuid;

use super::findings::Findings;
use super::raw::bytes;
use crate::refusal::Kept;

pub(super) fn check(conn: &Connection, findings: &mut Findings) -> rusqlite::Result<()> {
    let mut refusals = conn.prepare(
        "SELECT r.id, r.content,
                EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.id = r.id),
                coalesce((SELECT posted_at FROM ledger_transfer WHERE seq = r.after_transfer),
                         r.after_transfer) > r.refused_at
                OR r.after_transfer > (SELECT coalesce(max(seq), 0) FROM ledger_transfer)
                OR r.after_transfer < 0,
                r.reason, r.transfer, r.account, r.balance, r.held, r.minutes, r.bound
           FROM ledger_refusal r ORDER BY r.id",
    )?;
    let mut rows = refusals.query([])?;
    while let Some(row) = rows.next()? {
        let id = Uuid::from_slice(bytes(row, 0)?).unwrap_or_default();
        if row.get_ref(2)?.as_i64().unwrap_or(1) != 0 {
            findings.add(None, format!("Transfer {id} was refused and is posted."));
        }
        if row.get_ref(3)?.as_i64().unwrap_or(1) != 0 {
            let text = format!("The refusal of transfer {id} does not stand where it says.");
            findings.add(None, text);
        }
        let kept = Kept::read(row, 4).ok();
        let readable = kept.is_some_and(|kept| kept.rejection().is_some());
        if !readable || bytes(row, 1)?.len() != 32 {
            let text = format!("The refusal of transfer {id} cannot be read.");
            findings.add(None, text);
        }
    }
    Ok(())
}
