//! A stopwatch for wall time and for the CPU time of this thread or of the whole process.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// Begun once, read once.
pub(crate) struct Stopwatch {
    wall: Instant,
    cpu: Duration,
}

/// What a stopwatch showed.
#[derive(Clone, Copy, Default)]
pub struct Time {
    /// Wall time.
    pub wall: Duration,
    /// Of the thread that held the stopwatch, user and kernel together.
    pub cpu: Duration,
}

impl Stopwatch {
    pub(crate) fn start() -> Stopwatch {
        Stopwatch {
            wall: Instant::now(),
            cpu: thread_cpu(),
        }
    }

    pub(crate) fn read(&self) -> Time {
        Time {
            wall: self.wall.elapsed(),
            cpu: thread_cpu().saturating_sub(self.cpu),
        }
    }
}

fn thread_cpu() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let nanos = u32::try_from(time.tv_nsec).unwrap_or(0);
    Duration::new(seconds, nanos)
}
