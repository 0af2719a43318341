//! Programs that are killed at a call from their very beginning, on a copy of a folder of files.

use std::fs;
use std::path::Path;
use std::process::Command;

use hourbook_tests::campaign::skip;

/// strace around a command that follows: only counting, or killing at a point.
pub(crate) fn traced(calls: &str, kill_at: Option<usize>, log: &Path) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o"]).arg(log);
    strace.args(["-e", &format!("trace={calls}")]);
    if let Some(point) = kill_at {
        let inject = format!("inject={calls}:signal=SIGKILL:when={point}");
        strace.args(["-e", &inject]);
    }
    strace
}

/// A fresh copy of a folder of files.
pub(crate) fn copied(template: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir(template).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    folder
}

/// Whether strace can run a program here.
pub(crate) fn strace_runs(what: &str) -> bool {
    let runs = traced("openat", None, Path::new("/dev/null"))
        .arg("true")
        .status()
        .is_ok_and(|status| status.success());
    if !runs {
        skip(what, "strace is not installed or may not trace");
    }
    runs
}
