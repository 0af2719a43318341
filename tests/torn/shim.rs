//! The disk as SQLite's file system, for the whole process.
//!
//! SQLite asks by file name; a bank's file and what stands beside it (`-wal`, `-journal`) are
//! on the disk that was put in for the bank's path. One bank has one connection here: nothing
//! reads beside the writer, so locks are granted and the log's index is not shared.
//!
//! `database` also looks at the name in the real file system before it lets SQLite open it. The
//! caller keeps a file of that name there, whose bytes nobody reads.

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;

use sqlite_vfs::wip::{WalIndex, WalIndexLock};
use sqlite_vfs::{DatabaseHandle, LockKind, OpenAccess, OpenKind, OpenOptions, Vfs};

use crate::disk::Disk;
use crate::random::Random;

type Shared = Arc<Mutex<Disk>>;

static DISKS: LazyLock<Mutex<HashMap<String, Shared>>> = LazyLock::new(Mutex::default);

/// Makes `disk` the disk under the bank at this path, in the place of an earlier one.
pub(crate) fn put_in(path: &str, disk: Disk) -> Shared {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        sqlite_vfs::register("torn", Shim(Mutex::new(Random::new(1))), true).unwrap();
    });
    let shared = Arc::new(Mutex::new(disk));
    locked(&DISKS).insert(path.to_owned(), Arc::clone(&shared));
    shared
}

pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Shim(Mutex<Random>);

/// An open file of a disk.
struct Handle {
    disk: Shared,
    name: String,
    lock: LockKind,
}

/// The disk that holds a file of this name; a temporary file has one of its own.
fn disk_of(name: &str) -> Shared {
    let disks = locked(&DISKS);
    let found = disks.iter().find(|(path, _)| name.starts_with(*path));
    found.map_or_else(Shared::default, |(_, disk)| Arc::clone(disk))
}

impl Vfs for Shim {
    type Handle = Handle;

    fn open(&self, name: &str, options: OpenOptions) -> io::Result<Handle> {
        let disk = disk_of(name);
        {
            let mut disk = locked(&disk);
            let make = matches!(options.access, OpenAccess::Create | OpenAccess::CreateNew);
            if disk.is_off() {
                return Err(io::Error::other("the power is gone"));
            }
            if !disk.exists(name) {
                // `database` makes the bank's file by its name first, and SQLite is to find it.
                let has_a_name = options.kind == OpenKind::MainDb && Path::new(name).exists();
                if !make && !has_a_name {
                    return Err(io::ErrorKind::NotFound.into());
                }
                disk.make(name);
            }
        }
        Ok(Handle {
            disk,
            name: name.to_owned(),
            lock: LockKind::None,
        })
    }

    fn delete(&self, name: &str) -> io::Result<()> {
        locked(&disk_of(name)).delete(name)
    }

    fn exists(&self, name: &str) -> io::Result<bool> {
        Ok(locked(&disk_of(name)).exists(name))
    }

    fn temporary_name(&self) -> String {
        format!("temporary-{}", locked(&self.0).next())
    }

    fn random(&self, buffer: &mut [i8]) {
        let mut random = locked(&self.0);
        for byte in buffer {
            *byte = i8::from_ne_bytes([random.next().to_ne_bytes()[0]]);
        }
    }

    fn sleep(&self, duration: Duration) -> Duration {
        duration
    }
}

fn place(offset: u64) -> usize {
    usize::try_from(offset).unwrap()
}

impl DatabaseHandle for Handle {
    type WalIndex = Alone;

    fn size(&self) -> io::Result<u64> {
        Ok(locked(&self.disk).length(&self.name)? as u64)
    }

    fn read_exact_at(&mut self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        locked(&self.disk).read(&self.name, place(offset), buffer)
    }

    fn write_all_at(&mut self, bytes: &[u8], offset: u64) -> io::Result<()> {
        locked(&self.disk).write(&self.name, place(offset), bytes)
    }

    fn sync(&mut self, _data_only: bool) -> io::Result<()> {
        locked(&self.disk).sync(&self.name)
    }

    fn set_len(&mut self, size: u64) -> io::Result<()> {
        locked(&self.disk).set_length(&self.name, place(size))
    }

    fn lock(&mut self, lock: LockKind) -> io::Result<bool> {
        self.lock = lock;
        Ok(true)
    }

    fn reserved(&mut self) -> io::Result<bool> {
        Ok(self.lock >= LockKind::Reserved)
    }

    fn current_lock(&self) -> io::Result<LockKind> {
        Ok(self.lock)
    }

    fn wal_index(&self, _readonly: bool) -> io::Result<Alone> {
        Ok(Alone)
    }
}

/// The log's index of a connection that has no neighbours.
struct Alone;

impl WalIndex for Alone {
    #[expect(clippy::large_stack_arrays, reason = "the library takes it by value")]
    fn map(&mut self, _region: u32) -> io::Result<[u8; 32_768]> {
        Ok([0; 32_768])
    }

    fn lock(&mut self, _locks: Range<u8>, _lock: WalIndexLock) -> io::Result<bool> {
        Ok(true)
    }

    fn delete(self) -> io::Result<()> {
        Ok(())
    }
}
