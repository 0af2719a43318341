//! What the comparison with other ledgers asks of ours: plain figures, one on a line, and pieces
//! of work of which it takes the CPU time from outside.

use std::path::Path;

use anyhow::{Result, anyhow};

use crate::clock::Stopwatch;
use crate::{clients, figures, reads, writes};

/// The size of the book that is proved, in transfers.
const PROVED: u32 = 100_000;

/// Rates a second: `single`, `batch`, `clients`, `proof`; and `bytes` for each transfer.
pub(crate) fn rates(folder: &Path) -> Result<()> {
    let [single, batch, bytes] = writes::rates(folder)?;
    println!("single {single:.1}\nbatch {batch:.1}\nbytes {bytes:.1}");
    println!("clients {:.1}", clients::many(folder)?);
    let database = reads::stand(folder, PROVED.into())?;
    let watch = Stopwatch::start();
    let proof = database
        .read_blocking(|conn| ledger::verify(conn, &mut |_, _| ()))
        .map_err(|error| anyhow!("the proof failed: {error:?}"))?;
    anyhow::ensure!(proof.is_clean(), "the book does not prove itself");
    println!("proof {:.1}", figures::rate(PROVED, watch.read().wall));
    Ok(())
}

/// Builds the banks of these sizes where they do not stand.
pub(crate) fn stand(folder: &Path, sizes: &[u64]) -> Result<()> {
    for transfers in sizes {
        reads::stand(folder, *transfers)?.close();
    }
    Ok(())
}

/// Adds up every account from its entries, as the programs for plain text do, and trusts no
/// running balance.
pub(crate) fn balances(folder: &Path, sizes: &[u64]) -> Result<()> {
    for transfers in sizes {
        let path = folder.join(format!("bank-{transfers}.hourbook"));
        let conn = rusqlite::Connection::open(path)?;
        let mut sums = conn.prepare(
            "SELECT lower(hex(id)), sum(minutes) FROM ledger_entry
               JOIN ledger_account ON key = account GROUP BY account ORDER BY account",
        )?;
        let mut rows = sums.query([])?;
        while let Some(row) = rows.next()? {
            println!("{} {}", row.get::<_, String>(0)?, row.get::<_, i64>(1)?);
        }
    }
    Ok(())
}
