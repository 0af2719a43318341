//! A disk whose power can be cut: ext4 on a loop file.
//!
//! The cut is ext4's own shutdown call without a flush of its log: what was not synced is gone,
//! as after a real one. It neither tears nor reorders inside a file; `tests/torn` does that.
//! Needs root and a loop device. A call of that kind is not to be had from safe Rust, so Python
//! makes it.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use hourbook_tests::campaign::skip;
use tempfile::TempDir;

/// Of a sparse file. Between two checkpoints the log alone may take 64 MiB, and a program that
/// is always at work or dead makes none before.
const BYTES: u64 = 256 << 20;

/// `EXT4_IOC_SHUTDOWN`, without a flush of the log.
const SHUT_DOWN: &str = "
import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack('I', 2))";

/// A mounted file system of its own; unmounted and removed when dropped.
pub(crate) struct Volume {
    /// Holds the image and the place where it is mounted.
    outside: TempDir,
}

impl Volume {
    /// A new, empty one; nothing, said aloud, where this machine cannot have one.
    pub(crate) fn for_the(what: &str) -> Option<Self> {
        let lacking = if fs::metadata("/proc/self").unwrap().uid() != 0 {
            "it needs root"
        } else if !Path::new("/dev/loop-control").exists() {
            "it needs a loop device"
        } else if let Some(volume) = Self::make() {
            return Some(volume);
        } else {
            "no file can be mounted"
        };
        skip(what, lacking);
        None
    }

    fn make() -> Option<Self> {
        let volume = Self {
            outside: tempfile::tempdir().unwrap(),
        };
        let image = volume.image();
        File::create(&image).unwrap().set_len(BYTES).unwrap();
        fs::create_dir(volume.folder()).unwrap();
        let ready = "lazy_itable_init=0,lazy_journal_init=0,nodiscard";
        succeed(
            Command::new("mkfs.ext4")
                .args(["-q", "-E", ready])
                .arg(&image),
        );
        let mounted = volume.mounting().output();
        mounted
            .is_ok_and(|output| output.status.success())
            .then_some(volume)
    }

    /// What stands here is on this disk.
    pub(crate) fn folder(&self) -> PathBuf {
        self.outside.path().join("disk")
    }

    /// What stands here is on another one.
    pub(crate) fn outside(&self) -> &Path {
        self.outside.path()
    }

    /// From now on nothing reaches the plates, and what was not synced is gone.
    pub(crate) fn cut_power(&self) {
        succeed(
            Command::new("python3")
                .args(["-c", SHUT_DOWN])
                .arg(self.folder()),
        );
    }

    /// Mounts it anew. Nobody may have a file of it open.
    pub(crate) fn power_returns(&self) {
        succeed(Command::new("umount").arg(self.folder()));
        self.mount();
    }

    fn mount(&self) {
        succeed(&mut self.mounting());
    }

    fn mounting(&self) -> Command {
        let mut mount = Command::new("mount");
        mount
            .args(["-o", "loop,errors=remount-ro"])
            .arg(self.image())
            .arg(self.folder());
        mount
    }

    fn image(&self) -> PathBuf {
        self.outside.path().join("disk.img")
    }
}

impl Drop for Volume {
    fn drop(&mut self) {
        // A failed test may have left a program with a file open.
        let lazily = ["--lazy", "--"];
        let _gone = Command::new("umount")
            .args(lazily)
            .arg(self.folder())
            .output();
    }
}

/// Runs a command that must end well.
pub(crate) fn succeed(command: &mut Command) {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
}
