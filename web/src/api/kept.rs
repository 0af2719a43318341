//! The text in which an answer of the API is kept, and the answer made of it again.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::change::Shown;
use crate::error::{Result, WebError};
use crate::forms::FieldError;
use crate::problem::Problem;

/// An answer: what was made or changed, or why not.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kept {
    /// It was done; the body is JSON.
    Done {
        /// Whether something new was made, and its path.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        location: Option<String>,
        /// The JSON that was answered.
        body: String,
    },
    /// It was refused.
    Refused {
        /// The name of the problem.
        problem: String,
        /// What the person was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sentence: Option<String>,
        /// The messages at fields, each with the field's name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fields: Vec<(String, String)>,
    },
}

impl Kept {
    /// What is shown of a change.
    pub(super) fn of<B: Serialize>(shown: Shown<B>) -> Self {
        Self::Done {
            location: shown.location,
            body: json(&shown.body),
        }
    }

    /// What is told of a refusal.
    pub(super) fn of_refusal(error: &WebError) -> Self {
        let fields = error.fields_refused().iter();
        Self::Refused {
            problem: error.problem().name().to_owned(),
            sentence: error.sentence().map(str::to_owned),
            fields: fields
                .map(|error| (error.field.clone(), error.message.clone()))
                .collect(),
        }
    }

    /// The text that is kept.
    pub(super) fn text(&self) -> String {
        json(self)
    }

    /// What was kept in this text.
    pub(super) fn read(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(WebError::internal)
    }

    /// The answer.
    pub(super) fn told(self) -> Result<Response> {
        match self {
            Self::Done { location, body } => {
                let kind = [(header::CONTENT_TYPE, "application/json")];
                Ok(match location {
                    None => (kind, body).into_response(),
                    Some(path) => {
                        let place = [(header::LOCATION, path)];
                        (axum::http::StatusCode::CREATED, kind, place, body).into_response()
                    }
                })
            }
            Self::Refused {
                problem,
                sentence,
                fields,
            } => {
                let known = Problem::ALL
                    .into_iter()
                    .find(|known| known.name() == problem);
                let Some(problem) = known else {
                    return Err(WebError::internal("a kept answer names an unknown problem"));
                };
                let fields = fields
                    .into_iter()
                    .map(|(field, message)| FieldError::new(field, message))
                    .collect();
                Err(WebError::again(problem, sentence, fields))
            }
        }
    }
}

/// Bodies are plain structs, which always become JSON.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
