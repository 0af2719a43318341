//! How many connections one address may hold at once.
//!
//! Every connection takes a seat and gives it back when it ends. One address has [`EACH`]; IPv6 is
//! counted by /64, which is one household. A proxy that the operator trusts stands for many people
//! and is not counted: it has limits of its own. The seats of the whole house are counted in
//! [`super`].

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::security::household;
use crate::settings::Network;

/// Connections of one address at once. A library shares one address, and a browser opens six.
pub(super) const EACH: usize = 64;

/// Who sits where.
#[derive(Clone, Debug, Default)]
pub(super) struct Seats {
    trusted: Arc<[Network]>,
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// A seat; given back when it is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    seats: Seats,
    /// Nobody for a trusted proxy, which is not counted.
    address: Option<IpAddr>,
}

impl Seats {
    /// Empty seats for everybody but these proxies, who need none.
    pub(super) fn new(trusted: &[Network]) -> Self {
        Self {
            trusted: trusted.into(),
            taken: Arc::default(),
        }
    }

    /// A seat for one more connection from this address, unless it has all it may have.
    pub(super) fn take(&self, from: IpAddr) -> Option<Seat> {
        if self.trusted.iter().any(|network| network.contains(from)) {
            return Some(self.seat(None));
        }
        let address = household(from);
        let mut taken = self.locked();
        let seats = taken.entry(address).or_default();
        if *seats >= EACH {
            return None;
        }
        *seats += 1;
        drop(taken);
        Some(self.seat(Some(address)))
    }

    fn seat(&self, address: Option<IpAddr>) -> Seat {
        Seat {
            seats: self.clone(),
            address,
        }
    }

    /// A panic elsewhere cannot leave a count half written.
    fn locked(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some(address) = self.address else { return };
        let mut taken = self.seats.locked();
        // Whoever has none is forgotten, so that the list is as long as the house is full.
        if let Some(seats) = taken.get_mut(&address) {
            *seats = seats.saturating_sub(1);
            if *seats == 0 {
                taken.remove(&address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_address_has_so_many_seats_and_others_are_not_kept_waiting() {
        let seats = Seats::new(&[]);
        let ann = address("203.0.113.9");
        let mut held: Vec<_> = (0..EACH).map(|_| seats.take(ann).unwrap()).collect();
        assert!(seats.take(ann).is_none());
        assert!(seats.take(address("203.0.113.10")).is_some());
        held.pop();
        assert!(seats.take(ann).is_some());
    }

    #[test]
    fn a_household_is_one_address() {
        let seats = Seats::new(&[]);
        let at = |n: usize| address(&format!("2001:db8:1:2::{n:x}"));
        let held: Vec<_> = (0..EACH).map(|n| seats.take(at(n)).unwrap()).collect();
        assert!(seats.take(at(EACH)).is_none());
        assert_eq!(held.len(), EACH);
    }

    #[test]
    fn a_trusted_proxy_is_not_counted() {
        let seats = Seats::new(&["127.0.0.1".parse().unwrap()]);
        let held: Vec<_> = (0..EACH * 2)
            .map(|_| seats.take(address("127.0.0.1")).unwrap())
            .collect();
        assert_eq!(held.len(), EACH * 2);
    }

    #[test]
    fn whoever_has_gone_is_forgotten() {
        let seats = Seats::new(&[]);
        drop(seats.take(address("203.0.113.9")));
        assert!(seats.locked().is_empty());
    }
}
