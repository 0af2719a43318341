//! From which address a request comes, where proxies stand in between.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::http::{Extensions, HeaderMap};

use crate::settings::Network;

/// The other end of the connection; the server puts it into each request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// The client's address: the other end of the connection or, where that is a proxy we trust, the
/// right-most address in `X-Forwarded-For` that is not. What stands further left is hearsay.
#[must_use]
pub fn client_address(trusted: &[Network], extensions: &Extensions, headers: &HeaderMap) -> IpAddr {
    let peer = extensions
        .get::<Peer>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |p| p.0.ip());
    let trusts = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    if !trusts(peer) {
        return peer.to_canonical();
    }
    let mut nearest = peer;
    let hops = headers.get_all("x-forwarded-for").iter().rev();
    let hops = hops.flat_map(|value| value.to_str().unwrap_or("?").rsplit(','));
    for hop in hops {
        let Some(address) = read(hop.trim()) else {
            break;
        };
        nearest = address;
        if !trusts(address) {
            break;
        }
    }
    nearest.to_canonical()
}

/// An address, with or without a port.
fn read(text: &str) -> Option<IpAddr> {
    text.parse()
        .ok()
        .or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
        .or_else(|| text.strip_prefix('[')?.strip_suffix(']')?.parse().ok())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn client(peer: &str, forwarded: &[&'static str]) -> String {
        let trusted = ["127.0.0.1".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
        let mut extensions = Extensions::new();
        extensions.insert(Peer(SocketAddr::new(peer.parse().unwrap(), 4000)));
        let headers = forwarded
            .iter()
            .map(|value| {
                (
                    "x-forwarded-for".parse().unwrap(),
                    HeaderValue::from_static(value),
                )
            })
            .fold(HeaderMap::new(), |mut headers, (name, value)| {
                headers.append::<axum::http::HeaderName>(name, value);
                headers
            });
        client_address(&trusted, &extensions, &headers).to_string()
    }

    #[test]
    fn without_a_trusted_proxy_the_connection_tells() {
        assert_eq!(client("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
    }

    #[test]
    fn behind_trusted_proxies_the_last_stranger_tells() {
        assert_eq!(client("127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(
            client("127.0.0.1", &["1.2.3.4, 198.51.100.1, 10.0.0.7"]),
            "198.51.100.1"
        );
        assert_eq!(
            client("127.0.0.1", &["1.2.3.4", "198.51.100.1:555"]),
            "198.51.100.1"
        );
        assert_eq!(client("127.0.0.1", &["[2001:db8::7]"]), "2001:db8::7");
    }

    #[test]
    fn nonsense_from_a_proxy_counts_as_the_proxy() {
        assert_eq!(client("127.0.0.1", &["198.51.100.1, rubbish"]), "127.0.0.1");
        assert_eq!(client("127.0.0.1", &[]), "127.0.0.1");
    }
}
