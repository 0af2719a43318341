//! Passwords: which are good enough, and how they are kept.
//!
//! Argon2id with 64 MiB, two passes, one lane, above the OWASP floor of 19 MiB and two passes
//! (Password Storage Cheat Sheet). Hashing takes a fraction of a second: never do it inside a
//! write. An unknown name costs the same time as a wrong password.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use words::say;

use crate::error::{Error, Result};
use crate::ids::MemberId;

const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// The fewest characters of a password.
pub(super) const LEAST: usize = 12;
/// The most bytes of a password.
const MOST_BYTES: usize = 1_024;

/// Long enough, but among the first that are tried.
const COMMON: [&str; 22] = [
    "123456789012",
    "1234567890123",
    "12345678901234567890",
    "111111111111",
    "000000000000",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopasdf",
    "qwertyuiopasdfghjkl",
    "abcdefghijkl",
    "abcdefghijklmnop",
    "iloveyouiloveyou",
    "letmeinletmein",
    "welcomewelcome",
    "administrator",
    "administrator1",
    "changemechangeme",
    "correct horse battery staple",
];

/// A password as the file keeps it.
#[derive(Clone)]
pub struct HashedPassword(String);

impl HashedPassword {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The member a name belongs to, with the hash to check against.
#[derive(Clone)]
pub struct Candidate {
    /// The member.
    pub member: MemberId,
    pub(super) hash: String,
}

/// Refuses a password that is too short, too long, common, or one of `own_words` (the name of
/// the bank, of the member, the e-mail address).
pub fn check_password(typed: &str, own_words: &[&str]) -> Result<()> {
    let folded = typed.to_lowercase();
    let message = if typed.is_empty() {
        say!("access-enter-a-password")
    } else if typed.chars().count() < LEAST {
        say!("access-password-too-short")
    } else if typed.len() > MOST_BYTES {
        say!("access-password-too-long")
    } else if COMMON.contains(&folded.as_str()) || is_one_character(&folded) {
        say!("access-password-too-easy")
    } else if own_words
        .iter()
        .any(|word| word.chars().count() > 3 && is_mostly(&folded, word))
    {
        say!("access-password-of-own-words")
    } else {
        return Ok(());
    };
    Err(Error::field("password", message))
}

/// Hashes a password with this salt. Slow on purpose.
pub fn hash_password(typed: &str, salt: [u8; 16]) -> Result<HashedPassword> {
    argon2()?
        .hash_password_with_salt(typed.as_bytes(), &salt)
        .map(|hash| HashedPassword(hash.to_string()))
        .map_err(|_| Error::field("password", say!("access-choose-another-password")))
}

/// Whether the password is the candidate's. Without a candidate the same time is spent.
#[must_use]
pub fn verify(candidate: Option<&Candidate>, typed: &str) -> bool {
    if typed.len() > MOST_BYTES {
        return false;
    }
    let Ok(argon2) = argon2() else { return false };
    let Some(candidate) = candidate else {
        let _spent = argon2.hash_password_with_salt(typed.as_bytes(), &[0; 16]);
        return false;
    };
    PasswordHash::new(&candidate.hash)
        .is_ok_and(|hash| argon2.verify_password(typed.as_bytes(), &hash).is_ok())
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(32))
        .map_err(|_| Error::forbidden(say!("access-passwords-cannot-be-checked-on")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn is_one_character(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    characters.all(|character| Some(character) == first)
}

/// Whether little but the word is left of the password.
fn is_mostly(folded: &str, word: &str) -> bool {
    let rest = folded.replace(&word.to_lowercase(), "");
    rest.len() < folded.len() && rest.chars().count() < 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(typed: &str) -> bool {
        check_password(typed, &["Wrensham Timebank", "ann@example.org"]).is_err()
    }

    #[test]
    fn short_common_and_own_words_are_refused() {
        for typed in [
            "",
            "elevenchars",
            "password1234",
            "aaaaaaaaaaaaaa",
            "Wrensham Timebank1",
        ] {
            assert!(refused(typed), "{typed}");
        }
    }

    #[test]
    fn three_plain_words_are_good_enough() {
        assert!(!refused("heron teapot ladder"));
        assert!(!refused("  löwe 🦁 mit Leerzeichen "));
    }

    #[test]
    fn a_password_is_known_again_byte_for_byte() {
        let hash = hash_password("heron teapot ladder", [3; 16]).unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
        let member = MemberId::new(uuid::Uuid::from_u128(1));
        let candidate = Candidate {
            member,
            hash: hash.as_str().to_owned(),
        };
        assert!(verify(Some(&candidate), "heron teapot ladder"));
        assert!(!verify(Some(&candidate), "heron teapot ladder "));
        assert!(!verify(None, "heron teapot ladder"));
    }
}
