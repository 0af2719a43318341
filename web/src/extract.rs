//! Axum's extractors with our own rejections, so that an address or a body that cannot be read
//! becomes an error page or problem details like everything else.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::error::WebError;

/// The parts of the path that change. One that cannot be read names nothing: 404.
#[derive(Debug, FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(WebError))]
pub struct Path<T>(pub T);

/// The query of a list, one value per name. For repeated names take a [`crate::forms::Form`].
#[derive(Debug, FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(WebError))]
pub struct Query<T>(pub T);

/// A body of JSON, read or answered.
#[derive(Debug, FromRequest)]
#[from_request(via(axum::Json), rejection(WebError))]
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl From<PathRejection> for WebError {
    fn from(_names_nothing: PathRejection) -> Self {
        Self::not_found()
    }
}

impl From<QueryRejection> for WebError {
    fn from(rejection: QueryRejection) -> Self {
        Self::unreadable(StatusCode::BAD_REQUEST, rejection.body_text())
    }
}

/// What serde says about a body is written for whoever wrote the program that sent it, so here
/// alone it is passed on.
impl From<JsonRejection> for WebError {
    fn from(rejection: JsonRejection) -> Self {
        let error = Self::unreadable(rejection.status(), rejection.body_text());
        match rejection {
            JsonRejection::JsonDataError(_) | JsonRejection::JsonSyntaxError(_) => {
                error.saying(rejection.body_text())
            }
            _ => error,
        }
    }
}
