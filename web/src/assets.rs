//! The stylesheet, the script and the pictures, inside the program.
//!
//! At the first use each file is hashed and gzipped once. Its address holds the hash, so a
//! browser keeps it for good and a new release is a new address. Templates write
//! `crate::assets::asset("hourbook.css")`.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::OnceLock;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::error::WebError;

#[derive(RustEmbed)]
#[folder = "static"]
struct Files;

struct Asset {
    address: String,
    kind: &'static str,
    tag: HeaderValue,
    plain: Bytes,
    gzip: Option<Bytes>,
}

/// The address of a file in `static/`, such as `/s/hourbook.1f3a….css`. A name that does not
/// exist gives an address that does not either; a test walks the templates for such names.
#[must_use]
pub fn asset(name: &str) -> &'static str {
    all().get(name).map_or("/s/missing", |asset| &asset.address)
}

/// The routes of the files. They are public, alike for everybody, and kept for a year.
pub(crate) fn router() -> Router<App> {
    Router::new().route("/s/{file}", get(serve))
}

async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = all().values().find(|asset| asset.address[3..] == file) else {
        return WebError::not_found().into_response();
    };
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|tag| *tag == asset.tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        body(asset, &headers)
    };
    let out = response.headers_mut();
    out.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    out.insert(header::ETAG, asset.tag.clone());
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    response
}

fn body(asset: &Asset, headers: &HeaderMap) -> Response {
    let kind = [(header::CONTENT_TYPE, asset.kind)];
    match &asset.gzip {
        Some(gzip) if takes_gzip(headers) => {
            (kind, [(header::CONTENT_ENCODING, "gzip")], gzip.clone()).into_response()
        }
        _ => (kind, asset.plain.clone()).into_response(),
    }
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some("gzip")
                && !parts.any(|weight| weight.strip_prefix("q=").is_some_and(is_nought))
        })
}

/// A weight of nought: the coding is not wanted.
fn is_nought(weight: &str) -> bool {
    weight.bytes().all(|byte| byte == b'0' || byte == b'.')
}

fn all() -> &'static BTreeMap<String, Asset> {
    static ALL: OnceLock<BTreeMap<String, Asset>> = OnceLock::new();
    ALL.get_or_init(|| {
        Files::iter()
            .filter_map(|name| Some((name.to_string(), Files::get(&name)?)))
            .map(|(name, file)| {
                let asset = prepare(&name, Bytes::from(file.data.into_owned()));
                (name, asset)
            })
            .collect()
    })
}

fn prepare(name: &str, plain: Bytes) -> Asset {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let digest = Sha256::digest(&plain);
    let hash = digest
        .iter()
        .take(8)
        .fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
    let kind = match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    };
    let gzip = squeeze(&plain).filter(|gzip| gzip.len() < plain.len());
    // Hexadecimal digits in quotes are always a header value.
    let tag = HeaderValue::try_from(format!("\"{hash}\""))
        .unwrap_or_else(|_| HeaderValue::from_static("\"\""));
    Asset {
        address: format!("/s/{stem}.{hash}.{ending}"),
        kind,
        tag,
        plain,
        gzip,
    }
}

fn squeeze(plain: &Bytes) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(coding: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(coding))])
    }

    async fn get(name: &str, headers: HeaderMap) -> Response {
        serve(Path(asset(name)[3..].to_owned()), headers).await
    }

    #[tokio::test]
    async fn a_file_is_kept_for_good_under_an_address_with_its_hash() {
        let response = get("hourbook.css", HeaderMap::new()).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(
            response.headers()[header::CONTENT_TYPE],
            "text/css; charset=utf-8"
        );
        assert!(
            response.headers()[header::CACHE_CONTROL]
                .to_str()
                .unwrap()
                .contains("immutable")
        );
        assert!(asset("hourbook.css").starts_with("/s/hourbook."));
    }

    #[tokio::test]
    async fn a_browser_that_takes_gzip_gets_it() {
        for (coding, given) in [
            ("gzip, br", true),
            ("br;q=1, gzip;q=0.5", true),
            ("gzip;q=0", false),
            ("br", false),
        ] {
            let response = get("hourbook.css", asking(coding)).await;
            assert_eq!(
                response.headers().contains_key(header::CONTENT_ENCODING),
                given,
                "{coding}"
            );
        }
    }

    #[tokio::test]
    async fn a_file_the_browser_has_is_not_sent_again() {
        let first = get("hourbook.js", HeaderMap::new()).await;
        let tag = first.headers()[header::ETAG].clone();
        let again = get(
            "hourbook.js",
            HeaderMap::from_iter([(header::IF_NONE_MATCH, tag)]),
        )
        .await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }

    #[tokio::test]
    async fn another_name_is_not_found() {
        let response = serve(
            Path("hourbook.0000000000000000.css".into()),
            HeaderMap::new(),
        )
        .await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn what_a_first_view_needs_stays_small() {
        for (name, most) in [("hourbook.css", 10_240), ("hourbook.js", 4_096)] {
            let asset = &all()[name];
            let size = asset.gzip.as_ref().map_or(asset.plain.len(), Bytes::len);
            assert!(size <= most, "{name} is {size} bytes over the wire");
        }
        assert!(all()["hourbook.js"].plain.len() <= 12 * 1024);
    }
}
