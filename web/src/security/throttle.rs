//! How often one address may try to sign in, and ask for a mail.
//!
//! A burst of 30, then one every 10 seconds: a library or a day centre shares one address. IPv6
//! is counted by /64, which is one household. What one *account* may try is counted in the bank's
//! file by `timebank::access`, so that it outlives a restart.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::WebError;

const BURST: u32 = 30;
const EVERY: Duration = Duration::from_secs(10);
/// Links by mail: ten at once, then one every six minutes.
const MAILS: u32 = 10;
const MAIL_EVERY: Duration = Duration::from_mins(6);
/// Addresses that have been quiet are forgotten after this many tries.
const SWEEP: u32 = 1_024;

/// The counters of tries to sign in.
#[derive(Debug)]
pub struct Throttle {
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
    mail: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
    tries: AtomicU32,
}

impl Throttle {
    /// Counters at nought.
    #[must_use]
    pub fn new() -> Self {
        Self {
            sign_in: RateLimiter::keyed(quota(BURST, EVERY)),
            mail: RateLimiter::keyed(quota(MAILS, MAIL_EVERY)),
            clock: DefaultClock::default(),
            tries: AtomicU32::new(0),
        }
    }

    /// Counts one try to sign in from an address, or says when to come again.
    pub fn sign_in(&self, from: IpAddr) -> Result<(), WebError> {
        self.count(&self.sign_in, from)
    }

    /// Counts one mail that a stranger at an address asks for, or says when to come again.
    pub fn mail(&self, from: IpAddr) -> Result<(), WebError> {
        self.count(&self.mail, from)
    }

    fn count(
        &self,
        limiter: &DefaultKeyedRateLimiter<IpAddr>,
        from: IpAddr,
    ) -> Result<(), WebError> {
        if self.tries.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.sign_in.retain_recent();
            self.mail.retain_recent();
        }
        limiter.check_key(&household(from)).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now()).as_secs();
            WebError::too_many(u32::try_from(wait).unwrap_or(u32::MAX).saturating_add(1))
        })
    }
}

fn quota(burst: u32, every: Duration) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(every)
        .unwrap_or_else(|| Quota::per_second(NonZeroU32::MIN))
        .allow_burst(burst)
}

impl Default for Throttle {
    fn default() -> Self {
        Self::new()
    }
}

/// Whom an address stands for: itself, or the /64 it lies in.
pub(crate) fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(
            address.to_bits() & !u128::from(u64::MAX),
        )),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_has_a_burst_and_then_waits_while_others_go_on() {
        let throttle = Throttle::new();
        for _ in 0..BURST {
            assert!(throttle.sign_in(address("203.0.113.9")).is_ok());
        }
        assert!(throttle.sign_in(address("203.0.113.9")).is_err());
        assert!(throttle.sign_in(address("203.0.113.10")).is_ok());
    }

    #[test]
    fn mails_are_counted_apart_and_are_fewer() {
        let throttle = Throttle::new();
        for _ in 0..MAILS {
            assert!(throttle.mail(address("203.0.113.9")).is_ok());
        }
        assert!(throttle.mail(address("203.0.113.9")).is_err());
        assert!(throttle.sign_in(address("203.0.113.9")).is_ok());
    }

    #[test]
    fn one_household_counts_once_however_many_addresses_it_has() {
        assert_eq!(
            household(address("2001:db8:1:2:3::4")),
            address("2001:db8:1:2::")
        );
        assert_eq!(
            household(address("::ffff:203.0.113.9")),
            address("203.0.113.9")
        );
    }
}
