//! What every request has to pass and every answer carries.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use web::Settings;

use crate::support::Bank;

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect_it() {
    let bank = Bank::new().await;
    for path in ["/sign-in", "/nowhere", "/livez", "/api/v1/nowhere"] {
        let answer = bank.get(path, "").await;
        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src 'none'")
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("x-robots-tag", "noindex"),
            ("cache-control", "no-store"),
            (
                "strict-transport-security",
                "max-age=63072000; includeSubDomains",
            ),
            ("server", ""),
        ] {
            assert_eq!(answer.header(name), value, "{name} of {path}");
        }
        assert_eq!(answer.header("x-request-id").len(), 36);
    }
}

#[tokio::test]
async fn over_plain_http_nothing_is_promised_about_https() {
    let bank = Bank::at("http://bank.example.org").await;
    assert_eq!(
        bank.get("/sign-in", "")
            .await
            .header("strict-transport-security"),
        ""
    );
}

#[tokio::test]
async fn the_files_are_kept_and_pages_name_them() {
    let bank = Bank::new().await;
    let page = bank.get("/sign-in", "").await.body;
    for name in ["hourbook.css", "hourbook.js", "favicon.svg"] {
        let address = web::assets::asset(name);
        assert!(page.contains(address), "{address}");
        let file = bank.get(address, "").await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(
            file.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
    }
}

#[tokio::test]
async fn a_page_is_squeezed_for_a_browser_that_takes_it() {
    let bank = Bank::new().await;
    let request = Request::get("/sign-in")
        .header("host", "bank.example.org")
        .header("accept-encoding", "gzip")
        .body(Body::empty())
        .unwrap();
    assert_eq!(bank.send(request).await.header("content-encoding"), "gzip");
}

#[tokio::test]
async fn another_host_is_not_this_bank() {
    let bank = Bank::new().await;
    for hosts in [
        vec!["evil.example.org"],
        vec![],
        vec!["bank.example.org", "evil.example.org"],
    ] {
        let mut request = Request::get("/sign-in");
        for host in &hosts {
            request = request.header("host", *host);
        }
        let answer = bank.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{hosts:?}");
    }
    let absolute = Request::get("http://evil.example.org/sign-in")
        .header("host", "bank.example.org")
        .body(Body::empty())
        .unwrap();
    assert_eq!(
        bank.send(absolute).await.status,
        StatusCode::MISDIRECTED_REQUEST
    );
}

#[tokio::test]
async fn only_a_demonstration_answers_to_the_names_of_the_machine() {
    let ask = || {
        Request::get("/sign-in")
            .header("host", "localhost:8080")
            .body(Body::empty())
            .unwrap()
    };
    let mut settings = Settings::at("http://127.0.0.1:8080".parse().unwrap());
    let strict = Bank::with(settings.clone()).await;
    assert_eq!(
        strict.send(ask()).await.status,
        StatusCode::MISDIRECTED_REQUEST
    );
    settings.demo = true;
    assert_eq!(
        Bank::with(settings).await.send(ask()).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_machine_may_ask_after_its_health_by_any_name() {
    let bank = Bank::new().await;
    for (path, said) in [("/livez", "alive\n"), ("/readyz", "ready\n")] {
        let request = Request::get(path)
            .header("host", "10.0.0.7")
            .body(Body::empty())
            .unwrap();
        let answer = bank.send(request).await;
        assert_eq!((answer.status, &*answer.body), (StatusCode::OK, said));
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let bank = Bank::new().await;
    let cookie = bank.sign_in("ann").await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example.org"),
        ("origin", "null"),
    ] {
        let request = Request::post("/sign-out")
            .header("host", "bank.example.org")
            .header("cookie", &cookie)
            .header(name, value)
            .body(Body::empty())
            .unwrap();
        let answer = bank.send(request).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(answer.body.contains("This came from another website"));
    }
    assert!(
        bank.get("/help", &cookie)
            .await
            .body
            .contains("Ann Whitcombe"),
        "still signed in"
    );
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read() {
    let bank = Bank::new().await;
    let answer = bank
        .post("/sign-in", "", &format!("name={}", "a".repeat(70_000)))
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("That is too much at once"));
}
