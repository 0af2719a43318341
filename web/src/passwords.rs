//! Checking and hashing passwords without stopping everything else.
//!
//! A hash takes a tenth of a second and 64 MiB on purpose. At most two run at once, at most 32
//! wait, and whoever comes after is told to come again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use timebank::access::{self, Candidate, HashedPassword};
use timebank::clock::random_bytes;
use tokio::sync::Semaphore;

use crate::error::{Result, WebError};
use crate::words;

const AT_ONCE: usize = 2;
const WAITING: usize = 32;

/// The place where passwords are hashed.
#[derive(Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    inside: AtomicUsize,
}

impl Passwords {
    /// An empty place.
    #[must_use]
    pub fn new() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            inside: AtomicUsize::new(0),
        }
    }

    /// Whether a password is the candidate's. Without a candidate the same time is spent.
    pub async fn verify(&self, candidate: Option<Candidate>, typed: String) -> Result<bool> {
        self.run(move || access::verify(candidate.as_ref(), &typed))
            .await
    }

    /// The hash of a new password, which was found good enough before.
    pub async fn hash(&self, typed: String) -> Result<HashedPassword> {
        let salt = random_bytes();
        Ok(self
            .run(move || access::hash_password(&typed, salt))
            .await??)
    }

    async fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _inside = Inside::enter(&self.inside).ok_or_else(WebError::busy)?;
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(WebError::internal)?;
        let language = words::language();
        // The turn goes with the job: it is given back when the hash is done, not when the
        // person who waited has gone away.
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            words::speaking(language, job)
        })
        .await
        .map_err(WebError::internal)
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

/// One of those inside; leaves when dropped.
struct Inside<'a>(&'a AtomicUsize);

impl<'a> Inside<'a> {
    fn enter(count: &'a AtomicUsize) -> Option<Self> {
        if count.fetch_add(1, Ordering::AcqRel) < AT_ONCE + WAITING {
            Some(Self(count))
        } else {
            count.fetch_sub(1, Ordering::AcqRel);
            None
        }
    }
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_when_all_places_are_taken_is_told_so() {
        let count = AtomicUsize::new(0);
        let inside: Vec<_> = (0..AT_ONCE + WAITING)
            .map(|_| Inside::enter(&count))
            .collect();
        assert!(inside.iter().all(Option::is_some));
        assert!(Inside::enter(&count).is_none());
        drop(inside);
        assert!(Inside::enter(&count).is_some());
    }

    #[tokio::test]
    async fn a_password_that_was_hashed_is_not_anybody_elses() {
        let passwords = Passwords::new();
        assert!(passwords.hash("three words in a row".into()).await.is_ok());
        assert!(
            !passwords
                .verify(None, "three words in a row".into())
                .await
                .unwrap()
        );
    }
}
