//! What was measured where: processor, memory, kernel, file system, commit, SQLite.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A line for each of them.
pub(crate) fn description(folder: &Path) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let folder = folder.to_string_lossy();
    let disk = ["--output=fstype,size", "-h", &folder];
    [
        format!(
            "processor: {}, {cores} cores",
            field("/proc/cpuinfo", "model name")
        ),
        format!("memory: {}", field("/proc/meminfo", "MemTotal")),
        format!("kernel: Linux {}", kernel.trim()),
        format!("disk: {}", last_line(&said("df", &disk))),
        format!("load at the start: {}", load.trim()),
        format!("commit: {}", commit()),
        format!("SQLite: {} (compiled in)", rusqlite::version()),
        format!(
            "build: {}",
            if cfg!(debug_assertions) {
                "DEBUG, figures mean nothing"
            } else {
                "release"
            }
        ),
    ]
    .join("\n")
}

/// The most memory this process has held, in MB.
pub(crate) fn peak_memory_mb() -> u64 {
    megabytes("VmHWM")
}

/// The memory this process holds, in MB.
pub(crate) fn memory_mb() -> u64 {
    megabytes("VmRSS")
}

fn megabytes(name: &str) -> u64 {
    let held = field("/proc/self/status", name);
    let kilobytes: u64 = held
        .split_whitespace()
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0);
    kilobytes / 1024
}

/// Forgets the peak so far; where the kernel does not let us, the peak stays.
pub(crate) fn forget_peak_memory() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

fn field(path: &str, name: &str) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name));
    let value = line.and_then(|line| line.split_once(':'));
    value.map_or_else(
        || "unknown".to_owned(),
        |(_, value)| value.trim().to_owned(),
    )
}

fn commit() -> String {
    let commit = said("git", &["rev-parse", "--short=12", "HEAD"]);
    let changed = said("git", &["status", "--porcelain", "--untracked-files=no"]);
    let note = if changed.trim().is_empty() {
        ""
    } else {
        ", with changes"
    };
    format!("{}{note}", commit.trim())
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or_else(
        |_| String::new(),
        |output| String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

fn last_line(text: &str) -> String {
    let words = text.lines().last().unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}
