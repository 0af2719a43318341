//! What a machine asks: is the program running, and can the bank be read and written.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use database::Health;
use timebank::bank;
use tokio::time::timeout;

use crate::app::App;

/// Whoever asks is told within twice this time, also when the disk answers nobody.
const PATIENCE: Duration = Duration::from_secs(4);

/// The program answers.
pub async fn live() -> &'static str {
    "alive\n"
}

/// The bank can be read and still writes; if not, why. A disk that hangs is a reason too.
pub async fn ready(State(app): State<App>) -> Response {
    let read = timeout(PATIENCE, app.read(|conn| bank::get(conn).map(drop)));
    let reads = read.await.is_ok_and(|read| read.is_ok());
    let at_work_for = app.database().at_work_for();
    if let Some(waiting) = at_work_for.filter(|waiting| *waiting > PATIENCE) {
        let seconds = waiting.as_secs();
        let why = format!("not writing: the disk has not answered for {seconds} seconds\n");
        return (StatusCode::SERVICE_UNAVAILABLE, why).into_response();
    }
    match (reads, app.database().health()) {
        (true, Health::Writing) => "ready\n".into_response(),
        (false, _) => (StatusCode::SERVICE_UNAVAILABLE, "not reading\n").into_response(),
        (true, Health::Stopped(reason) | Health::Failed(reason)) => {
            let why = format!("not writing: {reason}\n");
            (StatusCode::SERVICE_UNAVAILABLE, why).into_response()
        }
    }
}
