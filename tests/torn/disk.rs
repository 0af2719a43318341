//! A disk in memory that a power cut treats as badly as a disk may be treated.
//!
//! A write is in the cache until its file is synced; a reader sees the cache, as with a real
//! one. When the power goes, each piece of 512 bytes of an unsynced write is kept or lost by
//! itself, in any order, and so is a change of a file's length. A file that was made and never
//! synced may be gone; one that was deleted may come back, until a new file of its name is
//! synced.

use std::collections::HashMap;
use std::io;

use crate::random::Random;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

#[derive(Clone, Default)]
pub(crate) struct Disk {
    files: HashMap<String, File>,
    /// Files that were deleted and may come back, as they were synced.
    ghosts: HashMap<String, Vec<u8>>,
    /// Calls that change something, until the power goes; counts down.
    power_left: Option<u64>,
    /// The power has gone: nothing answers.
    off: bool,
    /// Whether a sync does what it says.
    pub(crate) forgets_syncs: bool,
}

#[derive(Clone, Default)]
struct File {
    /// As a reader sees it.
    cached: Vec<u8>,
    /// As it was when it was last synced; nothing before the first time.
    synced: Option<Vec<u8>>,
    /// What has happened since.
    unsynced: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Length(usize),
}

impl Disk {
    /// Lets the power go with the change number `calls` from now on.
    pub(crate) fn cut_after(&mut self, calls: u64) {
        self.power_left = Some(calls);
    }

    pub(crate) fn is_off(&self) -> bool {
        self.off
    }

    /// The power goes, if it has not, and comes back.
    pub(crate) fn power_cycle(&mut self, random: &mut Random) {
        for file in self.files.values_mut() {
            file.lose_power(random);
        }
        self.files.retain(|_, file| file.synced.is_some());
        let mut ghosts: Vec<_> = self.ghosts.drain().collect();
        ghosts.sort();
        for (name, bytes) in ghosts {
            if random.percent(50) {
                self.files
                    .entry(name)
                    .or_insert_with(|| File::holding(bytes));
            }
        }
        self.off = false;
        self.power_left = None;
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    pub(crate) fn make(&mut self, name: &str) {
        self.files.entry(name.to_owned()).or_default();
    }

    pub(crate) fn delete(&mut self, name: &str) -> io::Result<()> {
        self.spend()?;
        let file = self.files.remove(name).ok_or(io::ErrorKind::NotFound)?;
        if let Some(bytes) = file.synced {
            self.ghosts.insert(name.to_owned(), bytes);
        }
        Ok(())
    }

    pub(crate) fn length(&self, name: &str) -> io::Result<usize> {
        self.powered()?;
        Ok(self.file(name)?.cached.len())
    }

    /// Fills the buffer; what lies behind the end of the file is noughts and an error, as SQLite
    /// wants it.
    pub(crate) fn read(&self, name: &str, at: usize, buffer: &mut [u8]) -> io::Result<()> {
        self.powered()?;
        let cached = &self.file(name)?.cached;
        let start = at.min(cached.len());
        let end = (at + buffer.len()).min(cached.len());
        let there = &cached[start..end];
        buffer[..there.len()].copy_from_slice(there);
        if there.len() == buffer.len() {
            return Ok(());
        }
        buffer[there.len()..].fill(0);
        Err(io::ErrorKind::UnexpectedEof.into())
    }

    pub(crate) fn write(&mut self, name: &str, at: usize, bytes: &[u8]) -> io::Result<()> {
        let powered = self.spend();
        let bytes = bytes.to_vec();
        self.file_mut(name)?.change(Change::Write { at, bytes });
        powered
    }

    pub(crate) fn set_length(&mut self, name: &str, length: usize) -> io::Result<()> {
        let powered = self.spend();
        self.file_mut(name)?.change(Change::Length(length));
        powered
    }

    pub(crate) fn sync(&mut self, name: &str) -> io::Result<()> {
        self.spend()?;
        if !self.forgets_syncs {
            self.file_mut(name)?.sync();
            // The folder's journal is on the disk with it: the old file is gone for good.
            self.ghosts.remove(name);
        }
        Ok(())
    }

    /// Everything there is, on the disk.
    pub(crate) fn settle(&mut self) {
        self.files.values_mut().for_each(File::sync);
        self.ghosts.clear();
    }

    /// One call nearer to the cut. The call at which the power goes is under way: it may have
    /// been done in part, and is not answered.
    fn spend(&mut self) -> io::Result<()> {
        self.powered()?;
        match &mut self.power_left {
            Some(0) => self.off = true,
            Some(left) => *left -= 1,
            None => {}
        }
        self.powered()
    }

    fn powered(&self) -> io::Result<()> {
        if self.off {
            return Err(io::Error::other("the power is gone"));
        }
        Ok(())
    }

    fn file(&self, name: &str) -> io::Result<&File> {
        self.files
            .get(name)
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn file_mut(&mut self, name: &str) -> io::Result<&mut File> {
        self.files
            .get_mut(name)
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl File {
    fn holding(bytes: Vec<u8>) -> Self {
        Self {
            cached: bytes.clone(),
            synced: Some(bytes),
            unsynced: Vec::new(),
        }
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.cached);
        self.unsynced.push(change);
    }

    fn sync(&mut self) {
        let synced = self.synced.get_or_insert_default();
        for change in self.unsynced.drain(..) {
            change.apply(synced);
        }
    }

    /// Keeps a random part of what was not synced. Sometimes all of it or nothing, which is how
    /// most disks behave; sometimes in the order of writing, which is how most disks write.
    fn lose_power(&mut self, random: &mut Random) {
        let kept = match random.below(4) {
            0 => 0,
            1 => 100,
            _ => 1 + random.below(99),
        };
        let mut pieces: Vec<Change> = self.unsynced.drain(..).flat_map(Change::torn).collect();
        if random.percent(60) {
            random.shuffle(&mut pieces);
        }
        pieces.retain(|_| random.percent(kept));
        if self.synced.is_none() && pieces.is_empty() && random.percent(50) {
            return;
        }
        let synced = self.synced.get_or_insert_default();
        for piece in pieces {
            piece.apply(synced);
        }
        self.cached.clone_from(synced);
    }
}

impl Change {
    fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Change::Length(length) => file.resize(*length, 0),
            Change::Write { at, bytes } => {
                let end = at + bytes.len();
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[*at..end].copy_from_slice(bytes);
            }
        }
    }

    /// In pieces that end where a sector of the file ends.
    fn torn(self) -> Vec<Change> {
        let Change::Write { at, bytes } = self else {
            return vec![self];
        };
        let mut pieces = Vec::new();
        let mut begin = 0;
        while begin < bytes.len() {
            let room = SECTOR - (at + begin) % SECTOR;
            let end = (begin + room).min(bytes.len());
            pieces.push(Change::Write {
                at: at + begin,
                bytes: bytes[begin..end].to_vec(),
            });
            begin = end;
        }
        pieces
    }
}

#[test]
fn what_was_synced_stays_and_what_was_not_is_torn_at_512_bytes() {
    let mut torn = 0;
    for seed in 0..100 {
        let mut disk = Disk::default();
        disk.make("a");
        disk.write("a", 0, &[1; 4096]).unwrap();
        disk.sync("a").unwrap();
        disk.write("a", 0, &[2; 4096]).unwrap();
        disk.power_cycle(&mut Random::new(seed));
        let mut found = [0; 4096];
        disk.read("a", 0, &mut found).unwrap();
        for sector in found.chunks(SECTOR) {
            assert!(sector.iter().all(|byte| *byte == sector[0]), "seed {seed}");
            assert!(matches!(sector[0], 1 | 2), "seed {seed}");
        }
        torn += usize::from(found.contains(&1) && found.contains(&2));
    }
    assert!(torn > 20, "only {torn} of 100 cuts tore the write");
}

#[test]
fn unsynced_writes_are_put_in_another_order() {
    let older_won = (0..100).filter(|seed| {
        let mut disk = Disk::default();
        disk.make("a");
        disk.write("a", 0, &[1]).unwrap();
        disk.write("a", 0, &[2]).unwrap();
        disk.power_cycle(&mut Random::new(*seed));
        let mut found = [0];
        disk.read("a", 0, &mut found).is_ok() && found == [1]
    });
    assert!(older_won.count() > 10);
}

#[test]
fn nothing_is_answered_after_the_power_is_gone() {
    let mut disk = Disk::default();
    disk.make("a");
    disk.cut_after(1);
    disk.write("a", 0, &[1]).unwrap();
    disk.sync("a").unwrap_err();
    assert!(disk.is_off());
    disk.read("a", 0, &mut [0]).unwrap_err();
    disk.write("a", 0, &[1]).unwrap_err();
}
