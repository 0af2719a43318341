//! What the operator decides about the web server: the address it is known by, the proxies it
//! believes, and whether it is a demonstration.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use axum::http::Uri;

use crate::anchored::Anchored;

/// The settings of one bank's web server.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address the bank is known by; every link in a message begins with it.
    pub public_url: PublicUrl,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// A demonstration: loopback names are all accepted as its address.
    pub demo: bool,
    /// Whether mail leaves the bank: only then can anybody be sent a link.
    pub mail: bool,
    /// How far the anchor of the book has come.
    pub anchored: Anchored,
}

impl Settings {
    /// The settings for an address, without proxies.
    #[must_use]
    pub fn at(public_url: PublicUrl) -> Self {
        Self {
            public_url,
            trusted_proxies: Vec::new(),
            demo: false,
            mail: false,
            anchored: Anchored::default(),
        }
    }
}

/// `https://bank.example.org` or `http://127.0.0.1:8080`: a scheme, a host, perhaps a port, and
/// nothing after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    secure: bool,
    host: String,
    port: u16,
}

/// Why a text is not a public address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the public address must look like https://bank.example.org, without a path")]
pub struct PublicUrlError;

impl PublicUrl {
    /// Whether the address begins with `https`.
    #[must_use]
    pub const fn is_secure(&self) -> bool {
        self.secure
    }

    /// The port, also where it is not written.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Whether a `Host` header names this address. Letter case and a default port do not count.
    #[must_use]
    pub fn is_named_by(&self, authority: &str) -> bool {
        split(authority, self.default_port())
            .is_some_and(|(host, port)| host == self.host && port == self.port)
    }

    /// Whether a `Host` header names this machine itself, at this address's port.
    #[must_use]
    pub fn is_loopback_alias(&self, authority: &str) -> bool {
        split(authority, self.default_port()).is_some_and(|(host, port)| {
            port == self.port && ["localhost", "127.0.0.1", "[::1]"].contains(&&*host)
        })
    }

    const fn default_port(&self) -> u16 {
        if self.secure { 443 } else { 80 }
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: Uri = text
            .trim_end_matches('/')
            .parse()
            .map_err(|_| PublicUrlError)?;
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(PublicUrlError),
        };
        let bare = uri.path() == "/" && uri.query().is_none();
        let default = if secure { 443 } else { 80 };
        let (host, port) = uri
            .authority()
            .filter(|authority| bare && !authority.as_str().contains('@'))
            .and_then(|authority| split(authority.as_str(), default))
            .ok_or(PublicUrlError)?;
        Ok(Self { secure, host, port })
    }
}

/// As browsers write an origin: no default port, no slash at the end.
impl fmt::Display for PublicUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(formatter, "{scheme}://{}", self.host)?;
        if self.port != self.default_port() {
            write!(formatter, ":{}", self.port)?;
        }
        Ok(())
    }
}

/// A host in small letters and a port.
fn split(authority: &str, default_port: u16) -> Option<(String, u16)> {
    let host_end = authority.rfind(']').map_or(0, |end| end + 1);
    let (host, port) = match authority[host_end..].rfind(':') {
        None => (authority, default_port),
        Some(colon) => {
            let (host, port) = authority.split_at(host_end + colon);
            (host, port[1..].parse().ok()?)
        }
    };
    let fits = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| (host.to_ascii_lowercase(), port))
}

/// A range of addresses: `10.0.0.0/8`, `2001:db8::/32`, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: u128,
    bits: u32,
    is_v6: bool,
}

/// Why a text is not a range of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a trusted proxy must be an address or a range, like 127.0.0.1 or 10.0.0.0/8")]
pub struct NetworkError;

impl Network {
    /// Whether an address lies in the range. An IPv4 address written as IPv6 is the same address.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let (value, width, is_v6) = bits(address.to_canonical());
        is_v6 == self.is_v6 && leading(value, width, self.bits) == self.base
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, prefix) = text.split_once('/').unwrap_or((text, ""));
        let address: IpAddr = address.parse().map_err(|_| NetworkError)?;
        let (value, width, is_v6) = bits(address);
        let bits = if prefix.is_empty() && !text.contains('/') {
            width
        } else {
            prefix
                .parse()
                .ok()
                .filter(|bits| *bits <= width)
                .ok_or(NetworkError)?
        };
        Ok(Self {
            base: leading(value, width, bits),
            bits,
            is_v6,
        })
    }
}

fn bits(address: IpAddr) -> (u128, u32, bool) {
    match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()), 32, false),
        IpAddr::V6(address) => (address.to_bits(), 128, true),
    }
}

/// The first `bits` of a number `width` bits wide.
fn leading(value: u128, width: u32, bits: u32) -> u128 {
    value.checked_shr(width - bits).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> PublicUrl {
        text.parse().unwrap()
    }

    #[test]
    fn a_public_address_is_a_scheme_a_host_and_perhaps_a_port() {
        assert_eq!(
            url("https://Bank.example.org/").to_string(),
            "https://bank.example.org"
        );
        assert_eq!(
            url("https://bank.example.org:443").to_string(),
            "https://bank.example.org"
        );
        assert_eq!(
            url("http://127.0.0.1:8080").to_string(),
            "http://127.0.0.1:8080"
        );
        assert_eq!(url("http://[::1]:8080").to_string(), "http://[::1]:8080");
        for wrong in [
            "bank.example.org",
            "ftp://bank.example.org",
            "https://bank.example.org/here",
            "https://bank.example.org?a=1",
            "https://ann@bank.example.org",
            "https://bank.example.org:http",
            "",
        ] {
            assert_eq!(wrong.parse::<PublicUrl>(), Err(PublicUrlError), "{wrong:?}");
        }
    }

    #[test]
    fn only_the_banks_own_name_is_its_name() {
        let bank = url("https://bank.example.org");
        for host in [
            "bank.example.org",
            "BANK.example.org",
            "bank.example.org:443",
        ] {
            assert!(bank.is_named_by(host), "{host}");
        }
        for host in [
            "",
            "evil.example.org",
            "bank.example.org:8443",
            "bank.example.org.",
            "[",
        ] {
            assert!(!bank.is_named_by(host), "{host}");
        }
    }

    #[test]
    fn a_demonstration_answers_to_the_names_of_this_machine() {
        let demo = url("http://127.0.0.1:8080");
        assert!(demo.is_loopback_alias("localhost:8080"));
        assert!(demo.is_loopback_alias("[::1]:8080"));
        assert!(!demo.is_loopback_alias("localhost:8081"));
        assert!(!demo.is_loopback_alias("evil.example.org:8080"));
    }

    #[test]
    fn a_range_of_addresses_holds_its_own_and_no_other() {
        let range: Network = "10.1.0.0/16".parse().unwrap();
        assert!(range.contains("10.1.255.1".parse().unwrap()));
        assert!(range.contains("::ffff:10.1.2.3".parse().unwrap()));
        assert!(!range.contains("10.2.0.1".parse().unwrap()));
        assert!(!range.contains("::1".parse().unwrap()));
        let one: Network = "2001:db8::1".parse().unwrap();
        assert!(one.contains("2001:db8::1".parse().unwrap()));
        assert!(!one.contains("2001:db8::2".parse().unwrap()));
        let all: Network = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains("203.0.113.9".parse().unwrap()));
        for wrong in ["", "10.0.0.0/33", "10.0.0.0/", "proxy"] {
            assert_eq!(wrong.parse::<Network>(), Err(NetworkError), "{wrong:?}");
        }
    }
}
