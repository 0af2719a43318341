//! What somebody is told when the program itself fails.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::routing::get;
use http_body_util::BodyExt as _;
use timebank::clock::SystemClock;
use tower::ServiceExt as _;

use super::*;

/// A path of each fault, on either surface.
fn faulty() -> Router<App> {
    let panics = async || -> &'static str { panic!("secret of the machine") };
    let fails = async || -> Result<(), WebError> { Err(WebError::internal("disk I/O error")) };
    let writes = async |State(app): State<App>| app.write(|_| Ok("written")).await;
    let panics_writing = async |State(app): State<App>| -> Result<(), WebError> {
        app.write(|_| panic!("secret of the machine")).await
    };
    let panics_reading = async |State(app): State<App>| -> Result<(), WebError> {
        app.read(|_| panic!("secret of the machine")).await
    };
    let hangs = async || std::future::pending::<()>().await;
    Router::new()
        .route("/panics", get(panics))
        .route("/api/v1/panics", get(panics))
        .route("/fails", get(fails))
        .route("/writes", get(writes))
        .route("/panics-writing", get(panics_writing))
        .route("/panics-reading", get(panics_reading))
        .route("/hangs", get(hangs))
}

async fn ask(path: &str) -> (StatusCode, String) {
    let (router, _folder) = house();
    asked(&router, path).await
}

fn house() -> (Router, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let database = database::Database::create(&folder.path().join("a.hourbook")).unwrap();
    let settings = Settings::at("https://bank.example.org".parse().unwrap());
    let app = App::new(database, Arc::new(SystemClock), settings);
    (surround(faulty(), app), folder)
}

async fn asked(router: &Router, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).header("host", "bank.example.org");
    let response = router
        .clone()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_fault_is_owned_up_to_and_its_cause_is_kept_back() {
    for path in ["/panics", "/fails"] {
        let (status, body) = ask(path).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(body.contains("Something went wrong here"), "{body}");
        assert!(body.contains("Reference"));
        assert!(!body.contains("secret of the machine") && !body.contains("disk I/O"));
    }
}

#[tokio::test]
async fn in_the_api_a_fault_is_a_problem_without_a_detail() {
    let (status, body) = ask("/api/v1/panics").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    let problem: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(problem["type"], "/problems/internal");
    assert!(problem.get("detail").is_none());
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_never_ends_is_given_up() {
    let (status, body) = ask("/hangs").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(body.contains("Very busy just now"), "{body}");
}

#[tokio::test]
async fn after_a_panic_in_a_handler_a_read_or_the_writer_everything_goes_on() {
    let (router, _folder) = house();
    for _ in 0..8 {
        for path in ["/panics", "/panics-reading", "/panics-writing"] {
            let (status, body) = asked(&router, path).await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
            assert!(!body.contains("secret of the machine"), "{body}");
        }
        let (status, body) = asked(&router, "/writes").await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "written"));
    }
}
