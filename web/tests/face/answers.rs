//! Pages that do not exist, pages for somebody else, and the way in.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use web::routing::{Policy, Surface};

use crate::support::Bank;

#[tokio::test]
async fn an_address_nobody_knows_is_a_loose_leaf() {
    let bank = Bank::new().await;
    let cookie = bank.sign_in("ann").await;
    let answer = bank.get("/nowhere", &cookie).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("<h1>Page not found</h1>"));
    assert!(answer.body.contains("Nothing has been lost."));
    assert!(
        answer.body.contains("Ann Whitcombe"),
        "with the header of every page"
    );
}

#[tokio::test]
async fn in_the_api_it_is_a_problem_with_a_name() {
    let bank = Bank::new().await;
    let answer = bank.get("/api/v1/nowhere", "").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(problem["type"], "/problems/not-found");
    assert_eq!(problem["status"], 404);
    assert_eq!(
        problem["instance"],
        format!("urn:uuid:{}", answer.header("x-request-id"))
    );
}

#[tokio::test]
async fn a_known_address_says_which_methods_it_knows() {
    let bank = Bank::new().await;
    let request = Request::delete("/sign-in")
        .header("host", "bank.example.org")
        .body(Body::empty())
        .unwrap();
    let answer = bank.send(request).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    let mut known: Vec<_> = answer.header("allow").split(',').collect();
    known.sort_unstable();
    assert_eq!(known, ["GET", "HEAD", "POST"]);
}

#[tokio::test]
async fn the_bare_address_leads_in() {
    let bank = Bank::new().await;
    assert_eq!(bank.get("/", "").await.header("location"), "/sign-in");
    let (ann, ruth) = (bank.sign_in("ann").await, bank.sign_in("ruth").await);
    assert_eq!(bank.get("/", &ann).await.header("location"), "/home");
    assert_eq!(bank.get("/", &ruth).await.header("location"), "/to-do");
}

#[tokio::test]
async fn the_open_pages_are_open_to_everybody() {
    let bank = Bank::new().await;
    for path in [
        "/help",
        "/accessibility",
        "/privacy",
        "/cookies",
        "/sign-in",
    ] {
        let answer = bank.get(path, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(
            answer.body.contains("Ring Ruth Calder, coordinator, on"),
            "{path}"
        );
        assert_eq!(answer.body.matches("<h1").count(), 1, "{path}");
        assert!(!answer.body.contains("action=\"/sign-out\""), "{path}");
    }
}

#[tokio::test]
async fn a_stranger_passes_only_where_the_table_says_public() {
    let bank = Bank::new().await;
    for route in web::routes::table()
        .iter()
        .filter(|route| route.policy != Policy::Public)
    {
        let path = route.path.replace(['{', '}'], "");
        let request = Request::builder()
            .method(&route.method)
            .uri(&path)
            .header("host", "bank.example.org")
            .body(Body::empty())
            .unwrap();
        let answer = bank.send(request).await;
        let seen = format!("{} {}", route.method, route.path);
        match route.surface {
            Surface::Api => {
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{seen}");
                assert_eq!(answer.header("www-authenticate"), "Bearer", "{seen}");
            }
            Surface::Page => {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{seen}");
                let way_back = if route.method == Method::GET {
                    format!("/sign-in?next={path}")
                } else {
                    "/sign-in".to_owned()
                };
                assert_eq!(answer.header("location"), way_back, "{seen}");
            }
        }
    }
}

#[tokio::test]
async fn a_cookie_opens_no_door_of_the_api() {
    let bank = Bank::new().await;
    let cookie = bank.sign_in("nia").await;
    for route in web::routes::table()
        .iter()
        .filter(|route| route.surface == Surface::Api && route.policy != Policy::Public)
    {
        let request = Request::builder()
            .method(&route.method)
            .uri(route.path.replace(['{', '}'], ""))
            .header("host", "bank.example.org")
            .header("cookie", &cookie)
            .body(Body::empty())
            .unwrap();
        assert_eq!(
            bank.send(request).await.status,
            StatusCode::UNAUTHORIZED,
            "{}",
            route.path
        );
    }
}
