//! What a machine asks: is the program running, and can the bank be read and written.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use database::Health;
use timebank::bank;

use crate::app::App;

/// The program answers.
pub async fn live() -> &'static str {
    "alive\n"
}

/// The bank can be read and still writes; if not, why.
pub async fn ready(State(app): State<App>) -> Response {
    let reads = app.read(|conn| bank::get(conn).map(drop)).await.is_ok();
    match (reads, app.database().health()) {
        (true, Health::Writing) => "ready\n".into_response(),
        (false, _) => (StatusCode::SERVICE_UNAVAILABLE, "not reading\n").into_response(),
        (true, Health::Stopped(reason)) => {
            let why = format!("not writing: {reason}\n");
            (StatusCode::SERVICE_UNAVAILABLE, why).into_response()
        }
    }
}
