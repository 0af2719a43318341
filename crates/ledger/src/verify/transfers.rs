//! The pass along the transfers, with their entries, and the limits and holds of their time
//! beside them.

use rusqlite::{CachedStatement, Connection};

use super::Proof;
use super::limits::LimitRows;
use super::raw::{EntryRows, RawEntry, RawTransfer, number};
use super::steps::HoldRows;
use crate::digest::{Sealed, SealedEntry, digest_of};
use crate::{Digest, Head, TransferKind};

/// How many transfers go by between two reports of progress.
const PROGRESS_STEP: u64 = 1024;

impl Proof {
    pub(super) fn check_transfers(
        &mut self,
        conn: &Connection,
        progress: &mut dyn FnMut(u64, u64),
    ) -> rusqlite::Result<()> {
        let total = conn.query_row("SELECT count(*) FROM ledger_transfer", [], |row| row.get(0))?;
        progress(0, total);
        let mut transfers = conn.prepare(RawTransfer::SELECT)?;
        let mut entries = conn.prepare(EntryRows::SELECT)?;
        let mut limits = conn.prepare(LimitRows::SELECT)?;
        let mut holds = conn.prepare(HoldRows::SELECT)?;
        let mut originals = Originals::new(conn)?;
        let mut rows = transfers.query([])?;
        let mut entries = EntryRows::new(entries.query([])?)?;
        let mut limits = LimitRows::new(limits.query([])?)?;
        let mut holds = HoldRows::new(conn, holds.query([])?)?;
        let mut last = Last {
            seq: 0,
            posted_at: i64::MIN,
            digest: Digest::ZERO,
        };
        let (mut own, mut sealed) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let transfer = RawTransfer::read(row)?;
            while let Some(limit) = limits.next_before(transfer.seq)? {
                self.accounts.limit(&limit, &mut self.findings);
            }
            while let Some(step) = holds.next_before(transfer.seq)? {
                self.check_step(&step, &last, &mut holds)?;
            }
            self.entries_of(transfer.seq, &mut entries, &mut own)?;
            self.check_posted(&transfer, &own);
            self.check_order(&transfer, &last);
            self.check_sum(&transfer, &own);
            self.check_reversal(&transfer, &own, &mut originals)?;
            self.check_digest(&transfer, &own, &last, &mut sealed);
            last = Last {
                seq: transfer.seq,
                posted_at: transfer.posted_at,
                digest: transfer.digest,
            };
            self.head = Head {
                seq: u64::try_from(last.seq).unwrap_or(0),
                digest: last.digest,
            };
            self.transfers += 1;
            if self.transfers.is_multiple_of(PROGRESS_STEP) {
                progress(self.transfers, total);
            }
        }
        self.entries_of(i64::MAX, &mut entries, &mut own)?;
        while let Some(limit) = limits.next_before(i64::MAX)? {
            if limit.after_transfer > last.seq {
                let text = format!(
                    "A limit was set after transfer {}, which the book does not reach.",
                    limit.after_transfer
                );
                self.findings.add(None, text);
            }
            self.accounts.limit(&limit, &mut self.findings);
        }
        while let Some(step) = holds.next_before(i64::MAX)? {
            self.check_step(&step, &last, &mut holds)?;
        }
        self.check_nothing_waits();
        progress(self.transfers, total);
        Ok(())
    }

    /// Leaves the entries of transfer `seq` in `own`; those before it have no transfer of their
    /// own.
    fn entries_of(
        &mut self,
        seq: i64,
        entries: &mut EntryRows<'_>,
        own: &mut Vec<RawEntry>,
    ) -> rusqlite::Result<()> {
        own.clear();
        while let Some(entry) = entries.next_up_to(seq)? {
            self.entries += 1;
            if entry.transfer == seq {
                own.push(entry);
            } else {
                let text = format!(
                    "Transfer {} is missing; an entry of it stands.",
                    entry.transfer
                );
                self.findings.add(Some(entry.transfer), text);
            }
        }
        Ok(())
    }

    fn check_order(&mut self, transfer: &RawTransfer<'_>, last: &Last) {
        let due = last.seq.saturating_add(1);
        if transfer.seq != due {
            self.findings.at(
                transfer.seq,
                &format!("it stands where transfer {due} is due"),
            );
        }
        if transfer.posted_at < last.posted_at {
            self.findings
                .at(transfer.seq, "it was posted before the transfer it follows");
        }
    }

    fn check_sum(&mut self, transfer: &RawTransfer<'_>, own: &[RawEntry]) {
        let seq = transfer.seq;
        let count = i64::try_from(own.len()).unwrap_or(i64::MAX);
        if count != transfer.entries || count < 2 {
            let what = format!("it has {count} entries and says {}", transfer.entries);
            self.findings.at(seq, &what);
        }
        let sum: i128 = own.iter().map(|entry| i128::from(entry.minutes)).sum();
        if sum != 0 {
            self.findings.at(
                seq,
                &format!("its entries sum to {sum} minutes and not to 0"),
            );
        }
        if own.iter().any(|entry| entry.minutes == 0) {
            self.findings.at(seq, "an entry moves nothing");
        }
    }

    fn check_reversal(
        &mut self,
        transfer: &RawTransfer<'_>,
        own: &[RawEntry],
        originals: &mut Originals<'_>,
    ) -> rusqlite::Result<()> {
        let is_reversal = transfer.kind == TransferKind::Reversal.as_str().as_bytes();
        if is_reversal != transfer.reverses.is_some() {
            self.findings
                .at(transfer.seq, "its kind and what it reverses do not agree");
        }
        let Some(original) = transfer.reverses else {
            return Ok(());
        };
        if original >= transfer.seq || !originals.may_be_reversed(original)? {
            let what = format!("it reverses {original}, which is no transfer to be reversed");
            self.findings.at(transfer.seq, &what);
        }
        if !originals.covers(original, transfer.seq, own)? {
            let what = format!("it takes back more of transfer {original} than was left");
            self.findings.at(transfer.seq, &what);
        }
        Ok(())
    }

    fn check_digest(
        &mut self,
        transfer: &RawTransfer<'_>,
        own: &[RawEntry],
        last: &Last,
        entries: &mut Vec<SealedEntry>,
    ) {
        let seq = transfer.seq;
        entries.clear();
        for entry in own {
            if let Some(account) = self.accounts.enter(seq, entry, &mut self.findings) {
                let RawEntry {
                    minutes, balance, ..
                } = *entry;
                entries.push(SealedEntry {
                    account,
                    minutes,
                    balance,
                });
            }
        }
        entries.sort_unstable_by_key(|entry| entry.account);
        let sealed = Sealed {
            seq,
            id: transfer.id,
            kind: transfer.kind,
            done_on: transfer.done_on,
            posted_at: transfer.posted_at,
            reverses: transfer.reverses.unwrap_or(0),
            source: transfer.source,
            entries,
        };
        if digest_of(&last.digest, &sealed) != transfer.digest {
            self.findings
                .at(seq, "its digest is not the one its figures give");
        }
    }
}

/// The transfer before. Its digest is the written one: one false row is one finding.
pub(super) struct Last {
    pub(super) seq: i64,
    pub(super) posted_at: i64,
    pub(super) digest: Digest,
}

/// Looks back at what a reversal reverses.
struct Originals<'a> {
    header: CachedStatement<'a>,
    left: CachedStatement<'a>,
}

impl<'a> Originals<'a> {
    fn new(conn: &'a Connection) -> rusqlite::Result<Originals<'a>> {
        Ok(Originals {
            header: conn.prepare_cached(
                "SELECT 1 FROM ledger_transfer WHERE seq = ?1 AND reverses IS NULL",
            )?,
            // The entry of the original and what all reversals up to this one take back of it.
            left: conn.prepare_cached(
                "SELECT o.minutes, (SELECT sum(e.minutes)
                                      FROM ledger_transfer p
                                CROSS JOIN ledger_entry e ON e.transfer = p.seq
                                                         AND e.account = o.account
                                     WHERE p.reverses = o.transfer AND p.seq <= ?3)
                   FROM ledger_entry o WHERE o.transfer = ?1 AND o.account = ?2",
            )?,
        })
    }

    fn may_be_reversed(&mut self, original: i64) -> rusqlite::Result<bool> {
        self.header.exists([original])
    }

    /// Whether every entry of reversal `seq` goes against an entry of the original, and together
    /// with those before it takes back no more than the original moved.
    fn covers(&mut self, original: i64, seq: i64, own: &[RawEntry]) -> rusqlite::Result<bool> {
        for entry in own {
            let mut rows = self.left.query((original, entry.account, seq))?;
            let Some(row) = rows.next()? else {
                return Ok(false);
            };
            let (moved, back) = (i128::from(number(row, 0)?), i128::from(number(row, 1)?));
            let against = moved.signum() == -i128::from(entry.minutes).signum();
            if !against || back.signum() == moved.signum() || back.abs() > moved.abs() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
