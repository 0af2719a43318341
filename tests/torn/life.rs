//! A bank that lives through power cuts.
//!
//! A seed says what is posted, when the bank is closed properly, and at which calls to the disk
//! the power goes, also while the bank recovers from the last time. One job at a time is sent
//! to the writer, each of one or more transfers; what it acknowledges is written down here.

use std::fmt;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use database::{Database, WriteError};
use ledger::{
    AccountId, AccountKind, Limits, Minutes, PostError, Transfer, TransferId, TransferKind,
};
use rusqlite::Transaction;
use tempfile::TempDir;
use uuid::Uuid;

use crate::disk::Disk;
use crate::random::Random;
use crate::shim::{locked, put_in};

const ACCOUNTS: u128 = 5;

/// Transfers that one job posts at most; it fills some hundred pages of the log.
const JOB_MAX: u64 = 40;

/// What stands between the book and the plates.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Honesty {
    /// The bank as it is, on a disk that syncs.
    Honest,
    /// The disk answers a sync and does nothing.
    ForgetsSyncs,
    /// The bank runs with `synchronous=NORMAL`.
    SyncsNormally,
}

/// What happened in a life, or in many.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sight {
    cuts: u64,
    while_closing: u64,
    acknowledged: u64,
    unanswered_kept: u64,
    unanswered_lost: u64,
    closings: u64,
}

/// The file under the bank, and the bank's name in the real file system.
struct Home {
    _folder: TempDir,
    path: String,
    /// A bank with accounts and no transfers, settled.
    new: Disk,
}

/// One bank at a time: the whole process has one file system.
static HOME: LazyLock<Mutex<Home>> = LazyLock::new(|| Mutex::new(Home::make()));

/// Lives through a seed; an error says how the book was not whole.
pub(crate) fn live(seed: u64, honesty: Honesty) -> Result<Sight, String> {
    let home = locked(&HOME);
    let mut disk = home.new.clone();
    disk.forgets_syncs = honesty == Honesty::ForgetsSyncs;
    let disk = put_in(&home.path, disk);
    let mut life = Life {
        random: Random::new(seed),
        honesty,
        path: &home.path,
        disk: &disk,
        sent: Vec::new(),
        acknowledged: 0,
        sight: Sight::default(),
    };
    let lives = 1 + life.random.below(4);
    for _ in 0..lives {
        life.until_the_power_goes()?;
    }
    life.in_peace()?;
    Ok(life.sight)
}

type Ids = Vec<TransferId>;

struct Life<'a> {
    random: Random,
    honesty: Honesty,
    path: &'a str,
    disk: &'a Mutex<Disk>,
    /// The jobs in order: their transfers.
    sent: Vec<Vec<Transfer>>,
    /// So many of them have been answered; at most one more has been sent.
    acknowledged: usize,
    sight: Sight,
}

impl Life<'_> {
    /// Opens, writes, closes and opens again, until the power goes at a call chosen beforehand
    /// or, where the bank does not get so far, at the end. Closing brings the log into the file.
    fn until_the_power_goes(&mut self) -> Result<(), String> {
        let span = [30, 150, 600][self.random.index(3)];
        let calls = self.random.below(span);
        locked(self.disk).cut_after(calls);
        let sessions = 1 + self.random.below(3);
        for _ in 0..sessions {
            let ended = self.session()?;
            if ended == Ended::PowerGone {
                break;
            }
        }
        self.sight.cuts += 1;
        locked(self.disk).power_cycle(&mut self.random);
        Ok(())
    }

    fn session(&mut self) -> Result<Ended, String> {
        let Some(bank) = self.open()? else {
            return Ok(Ended::PowerGone);
        };
        let jobs = self.random.below(12);
        let mut ended = self.look(&bank)?;
        for _ in 0..jobs {
            if ended == Ended::PowerGone {
                break;
            }
            ended = self.post(&bank)?;
        }
        bank.close();
        if locked(self.disk).is_off() {
            self.sight.while_closing += u64::from(ended == Ended::WithPower);
            return Ok(Ended::PowerGone);
        }
        self.sight.closings += 1;
        Ok(Ended::WithPower)
    }

    /// After the last cut: all is there, and it goes on.
    fn in_peace(&mut self) -> Result<(), String> {
        for _ in 0..2 {
            let bank = self.open()?.ok_or("the bank does not open")?;
            if self.look(&bank)? == Ended::PowerGone || self.post(&bank)? == Ended::PowerGone {
                return Err("the bank does not write".to_owned());
            }
            bank.close();
        }
        Ok(())
    }

    /// Nothing when the power went meanwhile.
    fn open(&self) -> Result<Option<Database>, String> {
        match Database::open(Path::new(self.path)) {
            Ok(bank) => {
                if self.honesty == Honesty::SyncsNormally {
                    bank.after_commit(|conn| {
                        conn.execute_batch("PRAGMA synchronous = NORMAL").unwrap();
                    });
                }
                Ok(Some(bank))
            }
            Err(_) if locked(self.disk).is_off() => Ok(None),
            Err(error) => Err(format!("the bank does not open: {error} ({error:?})")),
        }
    }

    /// Compares the book with what was sent, and has it proved.
    fn look(&mut self, bank: &Database) -> Result<Ended, String> {
        let found = bank.write_blocking(|tx| {
            let mut ids = Ids::new();
            ledger::for_each_transfer(tx, |transfer| {
                ids.push(transfer.id);
                Ok::<_, rusqlite::Error>(())
            })?;
            let proof = ledger::verify(tx, &mut |_, _| ())?;
            let mut findings: Vec<String> = Vec::new();
            findings.extend(proof.findings.into_iter().map(|finding| finding.text));
            findings.extend(database::check::whole_file(tx, &ledger::COMPARED)?);
            Ok::<_, rusqlite::Error>((ids, findings))
        });
        let (ids, findings) = match found {
            Ok(found) => found,
            Err(error) => return self.power_or(&error),
        };
        if !findings.is_empty() {
            return Err(format!("the book does not prove itself: {findings:?}"));
        }
        self.compare(&ids)
    }

    fn compare(&mut self, found: &[TransferId]) -> Result<Ended, String> {
        let upto = |jobs: usize| -> Ids {
            self.sent[..jobs]
                .iter()
                .flatten()
                .map(Transfer::id)
                .collect()
        };
        if found == upto(self.sent.len()) {
            self.sight.unanswered_kept += (self.sent.len() - self.acknowledged) as u64;
            self.acknowledged = self.sent.len();
            return Ok(Ended::WithPower);
        }
        if found == upto(self.acknowledged) {
            self.sight.unanswered_lost += (self.sent.len() - self.acknowledged) as u64;
            return Ok(Ended::WithPower);
        }
        let acknowledged = upto(self.acknowledged);
        Err(format!(
            "{} transfers are in the book, {} were acknowledged and {} sent{}",
            found.len(),
            acknowledged.len(),
            upto(self.sent.len()).len(),
            if acknowledged.starts_with(found) {
                ""
            } else {
                "; they are not the first ones"
            }
        ))
    }

    /// Sends again what was not answered, or something new.
    fn post(&mut self, bank: &Database) -> Result<Ended, String> {
        if self.sent.len() == self.acknowledged {
            let job = self.new_job();
            self.sent.push(job);
        }
        let job = self.sent[self.acknowledged].clone();
        let answer = bank.write_blocking(move |tx| post_all(tx, &job));
        match answer {
            Ok(()) => {
                self.acknowledged += 1;
                self.sight.acknowledged += 1;
                Ok(Ended::WithPower)
            }
            Err(error) => self.power_or(&error),
        }
    }

    fn new_job(&mut self) -> Vec<Transfer> {
        let many = if self.random.percent(10) { JOB_MAX } else { 4 };
        let length = 1 + self.random.below(many);
        (0..length).map(|_| self.new_transfer()).collect()
    }

    fn new_transfer(&mut self) -> Transfer {
        let random = &mut self.random;
        let from = u128::from(random.below(4));
        let to = (from + 1 + u128::from(random.below(4))) % ACCOUNTS;
        let id = TransferId::new(Uuid::from_u128(
            u128::from(random.next()) << 64 | u128::from(random.next()),
        ));
        let minutes = Minutes::new(i64::try_from(1 + random.below(600)).unwrap()).unwrap();
        let kind = TransferKind::Help;
        let transfer = Transfer::between(id, kind, account(from), account(to), minutes, day());
        transfer.unwrap().with_source(&random.next().to_be_bytes())
    }

    /// A write may fail when the power is gone, and for no other reason.
    fn power_or<E: fmt::Debug>(&self, error: &WriteError<E>) -> Result<Ended, String> {
        if locked(self.disk).is_off() {
            return Ok(Ended::PowerGone);
        }
        Err(format!("the bank does not write: {error:?}"))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    PowerGone,
    WithPower,
}

fn post_all(tx: &Transaction<'_>, job: &[Transfer]) -> Result<(), PostError> {
    for transfer in job {
        ledger::post(tx, transfer, instant())?;
    }
    Ok(())
}

impl Home {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("torn.hourbook");
        let text = path.to_str().unwrap().to_owned();
        let disk = put_in(&text, Disk::default());
        let bank = Database::create(&path).unwrap();
        bank.write_blocking(|tx| {
            for number in 0..ACCOUNTS {
                let kind = AccountKind::Member;
                ledger::open_account(tx, account(number), kind, Limits::NONE, instant())?;
            }
            Ok::<_, PostError>(())
        })
        .unwrap();
        bank.close();
        // Empty files are refused before SQLite sees them.
        std::fs::write(&path, "its bytes are on another disk").unwrap();
        let mut new = locked(&disk).clone();
        new.settle();
        Self {
            _folder: folder,
            path: text,
            new,
        }
    }
}

fn account(number: u128) -> AccountId {
    AccountId::new(Uuid::from_u128(0xA000 + number))
}

fn instant() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 21).unwrap()
}

impl Sight {
    pub(crate) fn add(&mut self, other: Self) {
        self.cuts += other.cuts;
        self.while_closing += other.while_closing;
        self.acknowledged += other.acknowledged;
        self.unanswered_kept += other.unanswered_kept;
        self.unanswered_lost += other.unanswered_lost;
        self.closings += other.closings;
    }

    /// Fails when the seeds left out a case that they are there for.
    pub(crate) fn expect_something_of_everything(&self) {
        for count in [
            self.cuts,
            self.while_closing,
            self.acknowledged,
            self.unanswered_kept,
            self.unanswered_lost,
            self.closings,
        ] {
            assert!(count > 0, "something never happened: {self}");
        }
    }
}

impl fmt::Display for Sight {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} power cuts ({} while closing), {} jobs acknowledged, {} closings; of jobs without \
             an answer {} were there and {} were not",
            self.cuts,
            self.while_closing,
            self.acknowledged,
            self.closings,
            self.unanswered_kept,
            self.unanswered_lost
        )
    }
}
